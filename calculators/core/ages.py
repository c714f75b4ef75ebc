"""Ages, and the day a person reaches State Pension age."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import add_months

MONTHS_IN_YEAR = 12
#: Born before this day: 66 or, earlier still, less. All of them reached it by 5 April 2026.
RISES_FROM = dt.date(1960, 4, 6)
#: Born from this day: 67.
SETTLES_FROM = dt.date(1961, 3, 6)
#: Born from this day: between 67 and 68, by a table this handbook does not hold.
NOT_HELD_FROM = dt.date(1977, 4, 6)
#: Born before this day, men and women reached it at different ages, all before 6 October 2020.
ONE_AGE_FROM = dt.date(1954, 10, 6)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years of age on a day; a birthday on 29 February falls on 1 March in other years.

    Raises:
        ValueError: If the day is before the birth.

    Source:
        Family Law Reform Act 1969, s.9: an age is reached at the start of the birthday.

    Example:
        >>> age_on(dt.date(2001, 4, 6), dt.date(2026, 4, 5))
        24
    """
    if day < born:
        raise ValueError("the day is before the birth")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: dt.date, age: int) -> dt.date:
    """The day an age is reached; a birthday on 29 February falls on 1 March in other years.

    Source:
        Family Law Reform Act 1969, s.9.

    Example:
        >>> birthday(dt.date(1960, 2, 29), 66)
        datetime.date(2026, 3, 1)
    """
    same_day = add_months(born, age * MONTHS_IN_YEAR)
    return same_day if same_day.day == born.day else same_day + dt.timedelta(days=1)


def state_pension_day(born: dt.date) -> dt.date | None:
    """The day State Pension age is reached, or None where this handbook holds no table for it.

    Born from 6 October 1954 to 5 April 1960: the 66th birthday. Then a month later for each month
    of birth, counted from the 6th to the 5th. Born from 6 March 1961 to 5 April 1977: the 67th
    birthday. Where the month counted to has no such day, its last day; a birthday on 29 February
    falls on 1 March in other years, as in :func:`age_on`. Someone born before 6 October 1954
    reached it before 6 October 2020: the answer for them is the latest day it can have been, the
    66th birthday.

    Source:
        Pensions Act 1995, Sch. 4 para. 1(5) to (8), as amended by the Pensions Act 2014, s.26.

    Example:
        >>> state_pension_day(dt.date(1960, 7, 31))
        datetime.date(2026, 11, 30)
    """
    if born >= NOT_HELD_FROM:
        return None
    if born >= SETTLES_FROM:
        return birthday(born, 67)
    if born < RISES_FROM:
        return birthday(born, 66)
    since = (born.year - RISES_FROM.year) * MONTHS_IN_YEAR + born.month - RISES_FROM.month
    since += 1 if born.day >= RISES_FROM.day else 0
    return add_months(born, 66 * MONTHS_IN_YEAR + since)


def reached_state_pension_age(born: dt.date, day: dt.date) -> bool:
    """Whether someone has reached State Pension age on a day.

    Someone whose table is not held is younger than 67 until 2044: not reached on any day before.

    Raises:
        ValueError: If the table that would be needed is not held.

    Source:
        Pensions Act 1995, Sch. 4 para. 1.

    Example:
        >>> reached_state_pension_age(dt.date(1960, 4, 6), dt.date(2026, 5, 6))
        True
    """
    reached = state_pension_day(born)
    if reached is not None:
        return reached <= day
    if day < add_months(NOT_HELD_FROM, 67 * MONTHS_IN_YEAR):
        return False
    raise ValueError("no State Pension age is held for people born from 6 April 1977")
