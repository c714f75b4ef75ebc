"""Assessment periods, and the paydays that fall in them."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import DAY, add_months, days_in_month
from calculators.core.periods import Frequency

FEBRUARY = 2
#: February always has this day: a later start moves to the day before its last.
ALWAYS_THERE = 28
LAST_OF_MONTH = 31


def start_in(month: dt.date, day: int) -> dt.date:
    """The first day of the assessment period that starts in a month.

    Args:
        month: Any day of the month.
        day: The day of the month on which the first assessment period began, 1 to 31.

    Source:
        Universal Credit Regulations 2013, reg. 21(1) and (2).

    Example:
        >>> start_in(dt.date(2027, 2, 1), 30), start_in(dt.date(2028, 2, 1), 29)
        (datetime.date(2027, 2, 27), datetime.date(2028, 2, 28))
    """
    last = days_in_month(month.year, month.month)
    if day == LAST_OF_MONTH:
        return month.replace(day=last)
    if month.month == FEBRUARY and day > ALWAYS_THERE:
        return month.replace(day=last - 1)
    return month.replace(day=day)


def next_start(start: dt.date, day: int) -> dt.date:
    """The first day of the assessment period after the one that starts on a day.

    Source:
        Universal Credit Regulations 2013, reg. 21(1) and (2).
    """
    return start_in(add_months(start.replace(day=1), 1), day)


def last_day(start: dt.date, day: int) -> dt.date:
    """The last day of the assessment period that starts on a day.

    Source:
        Universal Credit Regulations 2013, reg. 21(1).

    Example:
        >>> last_day(dt.date(2027, 4, 30), 31)
        datetime.date(2027, 5, 30)
    """
    return next_start(start, day) - DAY


def may_be_another_day(start: dt.date) -> bool:
    """Whether a start can belong to a first period that began on another day of the month.

    Source:
        Universal Credit Regulations 2013, reg. 21(2).
    """
    return any(
        start_in(start, day) == start
        for day in range(ALWAYS_THERE, LAST_OF_MONTH + 1)
        if day != start.day
    )


def paydays_between(
    known: dt.date, frequency: Frequency, first: dt.date, last: dt.date
) -> list[dt.date]:
    """The paydays of a regular pattern from a first day to a last, both counted.

    Args:
        known: Any one payday.
        frequency: How often pay arrives.
        first: The first day to look at.
        last: The last day to look at.

    Source:
        Universal Credit Regulations 2013, regs 54 and 61: pay counts when it is received. The
        days themselves are the calendar.

    Example:
        >>> len(paydays_between(dt.date(2026, 11, 6), Frequency.WEEKLY, dt.date(2026, 10, 1),
        ...                     dt.date(2026, 10, 31)))
        5
    """
    if frequency.weeks:
        step = dt.timedelta(weeks=frequency.weeks)
        day = first + dt.timedelta(days=(known - first).days % step.days)
        found = []
        while day <= last:
            found.append(day)
            day += step
        return found
    months = 12 if frequency is Frequency.ANNUAL else 1
    away = (first.year - known.year) * 12 + first.month - known.month
    number, found = away // months, []
    while (day := add_months(known, months * number)) <= last:
        if day >= first:
            found.append(day)
        number += 1
    return found
