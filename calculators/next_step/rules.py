"""The rules of the next step: each takes plain values and gives one day or one verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import DAY, WorkingCalendar, add_months
from calculators.core.procedures import BEFORE, NEXT_WORKING_DAY, WORKING_DAY_BEFORE

#: Discretionary Housing Payments ended in England with the day before: grant guidance for the
#: Crisis and Resilience Fund, 1 April 2026 to 31 March 2029.
CRISIS_AND_RESILIENCE_FUND_FROM = dt.date(2026, 4, 1)


def owed_after_benefit(arrears: Decimal, expected: Decimal) -> Decimal:
    """Arrears less benefit for rent that is on its way.

    Args:
        arrears: Pounds owed.
        expected: Pounds of what is owed that benefit will pay; no more than the arrears.

    Source:
        Clause “Early contact”: leave out benefit that is on its way.
    """
    return arrears - expected


def last_day_given(sent_on: dt.date, days: int) -> dt.date:
    """The last day of the time a letter gives, counted from the day after it was sent.

    Source:
        The landlord's arrears policy, clause “Missed payments and broken plans”.

    Example:
        >>> last_day_given(dt.date(2026, 6, 1), 7)
        datetime.date(2026, 6, 8)
    """
    return sent_on + dt.timedelta(days=days)


def warrant_opens(possession_date: dt.date) -> dt.date:
    """The first day a warrant may be asked for on an outright order: the day after its date.

    Source:
        CPR 83.26.
    """
    return possession_date + DAY


def warrant_needs_permission(order_on: dt.date, on: dt.date, years: int) -> bool:
    """Whether an order is so old that a warrant needs the court's permission.

    Source:
        CPR 83.2(3)(a): six years or more since the order.

    Example:
        >>> warrant_needs_permission(dt.date(2020, 6, 10), dt.date(2026, 6, 9), 6)
        False
        >>> warrant_needs_permission(dt.date(2020, 6, 10), dt.date(2026, 6, 10), 6)
        True
    """
    return on >= add_months(order_on, 12 * years)


def counted_day(
    event: dt.date, number: int, unit: str, kind: str, calendar: WorkingCalendar
) -> dt.date:
    """The day a period from an event ends, or begins where it is counted back.

    The event's own day is never counted.

    Args:
        event: The day counted from.
        number: How many.
        unit: days, working days, weeks, months or years.
        kind: "before" counts back; anything else counts on.
        calendar: Bank holidays.

    Source:
        Arithmetic of the periods the steps name. The event's own day is left out as in CPR 2.8(2)
        and (3); a month is a calendar month (Interpretation Act 1978, Sch. 1) and ends on the
        corresponding date (Dodds v Walker [1981] 1 WLR 1027).

    Raises:
        FigureNotHeld: If working days leave the years held.
        ValueError: For a unit days are not counted in.
    """
    signed = -number if kind == BEFORE else number
    if unit == "days":
        return event + dt.timedelta(days=signed)
    if unit == "weeks":
        return event + dt.timedelta(weeks=signed)
    if unit == "months":
        return add_months(event, signed)
    if unit == "years":
        return add_months(event, 12 * signed)
    if unit == "working days":
        return calendar.add_working_days(event, signed)
    raise ValueError(f"days are not counted in {unit}")


def adjusted_day(day: dt.date, adjustment: str, calendar: WorkingCalendar) -> dt.date:
    """A deadline moved to a working day, the way its step says.

    Source:
        Arithmetic of the landlord's own deadlines: “if_not_working_day” of the step. No law moves
        them.

    Raises:
        FigureNotHeld: For a weekday outside the years held.
    """
    if adjustment == WORKING_DAY_BEFORE:
        return calendar.working_day_on_or_before(day)
    if adjustment == NEXT_WORKING_DAY:
        return calendar.working_day_on_or_after(day)
    return day
