"""The rules of the next step: each takes plain values and gives one day or one verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import DAY, WorkingCalendar, add_months
from calculators.core.procedures import BEFORE, NEXT_WORKING_DAY, WORKING_DAY_BEFORE
from calculators.core.tenancies import ASSOCIATION, ON_TRIAL, Tenure

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


def claim_opens(tenure: Tenure, specified_date: dt.date) -> dt.date:
    """The first day a claim may be issued on a notice.

    Council tenancies: the day after the date in the notice. Assured tenancies: the date itself.

    Source:
        Housing Act 1985 ss.83(4)(b) and 83A (secure; for flexible tenancies the cautious reading);
        Housing Act 1996 ss.128 and 143E (introductory, demoted); Housing Act 1988 s.8(3)(b).

    Example:
        >>> claim_opens(Tenure.SECURE, dt.date(2026, 6, 8))
        datetime.date(2026, 6, 9)
        >>> claim_opens(Tenure.ASSURED, dt.date(2026, 6, 8))
        datetime.date(2026, 6, 8)
    """
    return specified_date if tenure in ASSOCIATION else specified_date + DAY


def claim_closes(
    tenure: Tenure,
    *,
    served_on: dt.date | None,
    specified_date: dt.date | None,
    trial_ends_on: dt.date | None,
    life: int,
) -> dt.date | None:
    """The last day a claim may be issued on a notice, or None where a date for it is missing.

    Secure (and, as the cautious reading, flexible): the day before the anniversary of the date in
    the notice. Assured: the same date as the day of service, a year later. Introductory and
    demoted: the last day of the trial period.

    Args:
        tenure: The tenancy.
        served_on: The day of service.
        specified_date: The date in the notice.
        trial_ends_on: The last day of an introductory or demoted tenancy's trial.
        life: Calendar months a claim can rest on the notice.

    Source:
        Housing Act 1985 ss.83(4)(b) and 83A; Housing Act 1988 s.8(3)(c); Housing Act 1996 ss.130
        and 143B.

    Example:
        >>> claim_closes(Tenure.SECURE, served_on=dt.date(2026, 5, 5),
        ...     specified_date=dt.date(2026, 6, 8), trial_ends_on=None, life=12)
        datetime.date(2027, 6, 7)
        >>> claim_closes(Tenure.ASSURED, served_on=dt.date(2026, 5, 5),
        ...     specified_date=dt.date(2026, 5, 20), trial_ends_on=None, life=12)
        datetime.date(2027, 5, 5)
    """
    if tenure in ON_TRIAL:
        return trial_ends_on
    if tenure in ASSOCIATION:
        return None if served_on is None else add_months(served_on, life)
    return None if specified_date is None else add_months(specified_date, life) - DAY


def live_at_least_until(tenure: Tenure, served_on: dt.date | None, life: int) -> dt.date | None:
    """A day up to which a notice certainly lasts, where the date in it is missing.

    The date in a notice lies after its service, so a secure tenant's notice lasts longer than
    ``life`` from service. None where nothing can be said.

    Source:
        Housing Act 1985 ss.83(4) and (5) and 83A.
    """
    if served_on is None or tenure in ON_TRIAL:
        return None
    return add_months(served_on, life) - DAY


def standard_breathing_space_ends(started_on: dt.date, length: int) -> dt.date:
    """The last day of a standard breathing space, which begins with the day it starts.

    Source:
        SI 2020/1311 reg. 26.

    Example:
        >>> standard_breathing_space_ends(dt.date(2026, 6, 1), 60)
        datetime.date(2026, 7, 30)
    """
    return started_on + dt.timedelta(days=length - 1)


def notice_is_void(served_on: dt.date, started_on: dt.date, ended_on: dt.date | None) -> bool:
    """Whether a notice was served while a breathing space covered its arrears.

    Args:
        served_on: The day of service.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None while it runs.

    Source:
        SI 2020/1311 reg. 7(7): such a notice is null and void.
    """
    return started_on <= served_on and (ended_on is None or served_on <= ended_on)


def extended_limit(
    limit: dt.date, started_on: dt.date, ended_on: dt.date | None, weeks: int
) -> dt.date | None:
    """A time limit, moved where it would have ended in a breathing space; None if that still runs.

    Args:
        limit: The last day as it would have been.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None if that is not known yet.
        weeks: How long after the breathing space the limit then ends.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    if limit < started_on or (ended_on is not None and limit > ended_on):
        return limit
    return None if ended_on is None else ended_on + dt.timedelta(weeks=weeks)


def last_day_given(sent_on: dt.date, days: int) -> dt.date:
    """The last day of the time a letter gives, counted from the day after it was sent.

    Source:
        The landlord's arrears policy, clause “Missed payments and broken plans”.

    Example:
        >>> last_day_given(dt.date(2026, 6, 1), 7)
        datetime.date(2026, 6, 8)
    """
    return sent_on + dt.timedelta(days=days)


def last_day_to_ask_for_review(served_on: dt.date, days: int) -> dt.date:
    """The last day to ask for a review of a notice: the days begin with the day of service.

    Source:
        Housing Act 1996 ss.129(1) and 143F(1).

    Example:
        >>> last_day_to_ask_for_review(dt.date(2026, 6, 1), 14)
        datetime.date(2026, 6, 14)
    """
    return served_on + dt.timedelta(days=days - 1)


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
