"""The rules of the court timetable: each takes plain values and gives one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from calculators.core.calendar import (
    DAY,
    WorkingCalendar,
    add_months,
    clear_days_after,
    clear_days_before,
)
from calculators.core.service import court_posted

MONTHS_IN_YEAR = 12


def hearing_from(issued_on: dt.date, days: int) -> dt.date:
    """The first day for the hearing: so many clear days after the claim is issued.

    Source:
        CPR 55.5(3)(a); clear days by CPR 2.8.

    Example:
        >>> hearing_from(dt.date(2026, 11, 23), 28)
        datetime.date(2026, 12, 22)
    """
    return clear_days_after(issued_on, days)


def hearing_usually_by(issued_on: dt.date, weeks: int) -> dt.date:
    """The day by which the hearing is usually held.

    Source:
        CPR 55.5(3)(b).

    Example:
        >>> hearing_usually_by(dt.date(2026, 11, 23), 8)
        datetime.date(2027, 1, 18)
    """
    return issued_on + dt.timedelta(weeks=weeks)


def serve_by(hearing_on: dt.date, days: int) -> dt.date:
    """The last day on which the claim may count as served: so many clear days before the hearing.

    Source:
        CPR 55.5(3)(c); clear days by CPR 2.8.

    Example:
        >>> serve_by(dt.date(2027, 1, 20), 21)
        datetime.date(2026, 12, 29)
    """
    return clear_days_before(hearing_on, days)


def send_claim_by(last_served: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The last working day on which to send the claim so that it counts as served in time.

    Args:
        last_served: The last day on which it may count as served.
        working_days: Working days after the step before it counts.
        calendar: Bank holidays.

    Source:
        CPR 6.14, counted back.

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    last = calendar.working_day_on_or_before(last_served)
    return calendar.add_working_days(last, -working_days)


def online_claim_served(issued_on: dt.date, days: int) -> dt.date:
    """The day a claim issued online counts as served, business day or not.

    Source:
        PD 55B.
    """
    return issued_on + dt.timedelta(days=days)


def defence_by(served_on: dt.date, days: int) -> dt.date:
    """The last day of the time for a defence.

    Source:
        CPR 55.7 and 15.4.
    """
    return served_on + dt.timedelta(days=days)


def statement_by(hearing_on: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The last day to give the tenant the up-to-date rent statement.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.11.

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(hearing_on, -working_days)


def witness_statements_by(
    hearing_on: dt.date, working_days: int, calendar: WorkingCalendar
) -> dt.date:
    """The last day to file and serve witness statements: so many clear working days before.

    Source:
        CPR 55.8(4); neither end is counted (CPR 2.8(3)), and only working days (CPR 2.8(4)).

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(hearing_on, -(working_days + 1))


def post_by(last_served: dt.date, days: int, calendar: WorkingCalendar) -> dt.date:
    """The last working day to post a court document that must count as served by a day.

    Args:
        last_served: The last day on which it may count as served.
        days: Days after posting from which it counts.
        calendar: Bank holidays.

    Source:
        CPR 6.26, counted back.

    Raises:
        FigureNotHeld: If the search leaves the bank holidays held.
    """
    day = last_served
    while court_posted(day, days, calendar) > last_served or not calendar.is_working_day(day):
        day -= DAY
    return day


def possession_by(order_on: dt.date, days: int) -> dt.date:
    """The latest possession date where the court must grant possession.

    Source:
        Housing Act 1980, s.89(1).
    """
    return order_on + dt.timedelta(days=days)


def possession_by_hardship(order_on: dt.date, weeks: int) -> dt.date:
    """The latest possession date where that causes exceptional hardship.

    Source:
        Housing Act 1980, s.89(1).
    """
    return order_on + dt.timedelta(weeks=weeks)


def breach_from(due_on: dt.date) -> dt.date:
    """The first day on which a payment that was due is missed: its own day must end first.

    Source:
        Arithmetic of the order's terms (form N28).
    """
    return due_on + DAY


def permission_from(order_on: dt.date, years: int) -> dt.date:
    """The first day from which a warrant needs permission for the age of the order.

    Source:
        CPR 83.2(3)(a): six years or more since the order.
    """
    return add_months(order_on, MONTHS_IN_YEAR * years)


def warrant_last_day(issued_on: dt.date, months: int) -> dt.date:
    """The last day of a warrant, by the cautious reading: its day of issue is its first.

    Source:
        CPR 83.3.

    Example:
        >>> warrant_last_day(dt.date(2026, 11, 23), 12)
        datetime.date(2027, 11, 22)
    """
    return add_months(issued_on, months) - DAY


def eviction_from(delivered_on: dt.date, days: int) -> dt.date:
    """The first lawful day of an eviction: so many clear days after the notice was delivered.

    Source:
        CPR 83.8A; clear days by CPR 2.8.

    Example:
        >>> eviction_from(dt.date(2026, 11, 23), 14)
        datetime.date(2026, 12, 8)
    """
    return clear_days_after(delivered_on, days)


def wait_ends(start: dt.date, days: int) -> dt.date:
    """The last day of a wait that is counted from the day after its start.

    Source:
        Pre-Action Protocol for Debt Claims, paras 3.4, 4 and 5.

    Example:
        >>> wait_ends(dt.date(2026, 11, 23), 30)
        datetime.date(2026, 12, 23)
    """
    return start + dt.timedelta(days=days)


def first_day_after_reply(
    replied_on: dt.date, documents_given_on: dt.date | None, days: int
) -> dt.date:
    """The first day for a claim after a reply form: the later of two waits must be over.

    Args:
        replied_on: The day the reply form came.
        documents_given_on: The day documents asked for were given; None where none were.
        days: How long no claim is made after either.

    Source:
        Pre-Action Protocol for Debt Claims, paras 4 and 5.
    """
    last = max(replied_on, documents_given_on or replied_on)
    return wait_ends(last, days) + DAY


def first_day_after_notice(given_on: dt.date, days: int) -> dt.date:
    """The first day for a claim after notice of it: so many clear days, to be safe.

    Source:
        Pre-Action Protocol for Debt Claims, para. 8.2.
    """
    return clear_days_after(given_on, days)


def limitation_ends(start: dt.date, years: int) -> dt.date:
    """The day on which a time limit of years runs out; to be safe, a claim is issued before it.

    Source:
        Limitation Act 1980, ss.5 and 19.
    """
    return add_months(start, MONTHS_IN_YEAR * years)


def limitation_starts(due_on: dt.date, restarts: Iterable[dt.date | None], years: int) -> dt.date:
    """The day from which the time limit runs: the last restart that came before it ran out.

    Args:
        due_on: The day the debt fell due.
        restarts: Days that may start the time again; None is passed over.
        years: The time limit.

    Source:
        Limitation Act 1980, ss.29 and 30: a restart counts only if the time has not run out.
    """
    start = due_on
    for day in sorted(each for each in restarts if each is not None):
        if start < day < limitation_ends(start, years):
            start = day
    return start
