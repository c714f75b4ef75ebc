"""The rent charged to an account, as far ahead as anybody knows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.calendar import add_months, weekly_days
from calculators.core.money import ZERO
from calculators.core.periods import Frequency, period_day

RENT_YEAR_STARTS = (4, 1)  # 1 April: the yearly limit on rents runs from it
#: The months in which rents change: some rent years begin on the last Monday of March.
SPRING = (3, 4)


@dataclass(frozen=True)
class RentTimeline:
    """The rent as far as it is known: amounts by first day, and the day it is open from.

    Attributes:
        amounts: Pounds for one period by first day in force, oldest first.
        open_from: The first day whose rent nobody knows yet.
        frequency: How often it is charged.
        weekday: The charge day of weekly rent, Monday being 0.
        charge_date: Any one charge day, where rent is not weekly.
        free: Charge days with no rent.
    """

    amounts: tuple[tuple[dt.date, Decimal], ...]
    open_from: dt.date
    frequency: Frequency
    weekday: int | None
    charge_date: dt.date | None
    free: frozenset[dt.date] = frozenset()

    def on(self, day: dt.date) -> Decimal | None:
        """The rent for one period charged on a day; None once it is open."""
        if day >= self.open_from:
            return None
        for starts, amount in reversed(self.amounts):
            if starts <= day:
                return amount
        return self.amounts[0][1]

    def charge_days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """The days rent is charged between two days, both counted, leaving out rent-free weeks."""
        if self.weekday is not None:
            days: Iterable[dt.date] = weekly_days(first, last, self.weekday)
        else:
            assert self.charge_date is not None  # asked for whenever rent is not weekly
            days = days_between(self.charge_date, self.frequency, first, last)
        return (day for day in days if day not in self.free)

    def charged(self, first: dt.date, last: dt.date) -> Decimal | None:
        """Rent charged between two days, both counted; None if part of it is not known yet."""
        total = ZERO
        for day in self.charge_days(first, last):
            rent = self.on(day)
            if rent is None:
                return None
            total += rent
        return total

    def first_open_charge(self) -> dt.date:
        """The first charge day whose rent nobody knows yet."""
        return self.first_charge(self.open_from)

    def first_charge(self, day: dt.date) -> dt.date:
        """The first day rent is charged on or after a day; the day itself if none is in a year."""
        return next(self.charge_days(day, add_months(day, 12)), day)


def rent_open_from(
    case_date: dt.date, change_on: dt.date | None, first_charged: dt.date | None = None
) -> dt.date:
    """The first day whose rent nobody knows yet.

    Rents of social landlords change once a year, in spring. A change in March or April is taken
    as that year's, and so is one entered in late February that is first charged in March: the next
    comes 52 weeks later at the earliest (Housing Act 1988, s.13, for assured tenancies; the rent
    year for councils). Otherwise rent is open from the next 1 April.

    Args:
        case_date: The day of the case.
        change_on: The day a change was entered for, if one was.
        first_charged: The first day the changed rent is charged.
    """
    for day in (change_on, first_charged):
        if day is not None and day.month in SPRING:
            return day + dt.timedelta(weeks=52)
    return next_rent_year(change_on or case_date)


def next_rent_year(day: dt.date) -> dt.date:
    """The first 1 April after a day."""
    april = dt.date(day.year, *RENT_YEAR_STARTS)
    return april if april > day else dt.date(day.year + 1, *RENT_YEAR_STARTS)


def days_between(
    known: dt.date, frequency: Frequency, first: dt.date, last: dt.date
) -> Iterator[dt.date]:
    """Each day an amount falls due between two days, both counted, going by any one due day.

    Months keep to the number of the due day that is known: from the 31st, 28 February, 31 March.
    """
    if frequency.weeks:
        index = (first - known).days // (7 * frequency.weeks)
    else:
        months = (first.year - known.year) * 12 + first.month - known.month
        index = months // (12 if frequency is Frequency.ANNUAL else 1)
    while (day := period_day(known, frequency, index)) <= last:
        if day >= first:
            yield day
        index += 1
