"""The rules of the next step: each takes plain values and gives one day or one verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import WorkingCalendar, add_months
from calculators.core.procedures import BEFORE, NEXT_WORKING_DAY, WORKING_DAY_BEFORE

#: Discretionary Housing Payments ended in England with the day before: grant guidance for the
#: Crisis and Resilience Fund, 1 April 2026 to 31 March 2029.
CRISIS_AND_RESILIENCE_FUND_FROM = dt.date(2026, 4, 1)
#: How many days or calendar months one of a period is.
DAYS_IN = {"days": 1, "weeks": 7}
MONTHS_IN = {"months": 1, "years": 12}


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
    if unit == "working days":
        return calendar.add_working_days(event, signed)
    if unit in DAYS_IN:
        return event + dt.timedelta(days=signed * DAYS_IN[unit])
    if unit in MONTHS_IN:
        return add_months(event, signed * MONTHS_IN[unit])
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
