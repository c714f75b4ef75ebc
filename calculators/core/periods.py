"""How often rent is charged and instalments are paid, and turning one into another."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal

from calculators.core.calendar import add_months
from calculators.core.choices import Choice


class Frequency(Choice):
    """How often an amount is charged or paid."""

    WEEKLY = ("weekly", "Every week")
    FORTNIGHTLY = ("fortnightly", "Every 2 weeks")
    FOUR_WEEKLY = ("four-weekly", "Every 4 weeks")
    MONTHLY = ("monthly", "Every calendar month")
    ANNUAL = ("annual", "Every year")

    @property
    def periods_in_year(self) -> int:
        """How many periods the rules count in a year: 52 weeks, 26 fortnights, 12 months.

        Source:
            Universal Credit Regulations 2013, Sch. 4 para. 7.
        """
        return PERIODS_IN_YEAR[self]

    @property
    def weeks(self) -> int:
        """Whole weeks in one period, or 0 for a month or a year, which have none."""
        return WEEKS_IN_PERIOD.get(self, 0)

    @property
    def unit(self) -> str:
        """The unit of an amount paid this often."""
        return UNIT_OF[self]


PERIODS_IN_YEAR = {
    Frequency.WEEKLY: 52,
    Frequency.FORTNIGHTLY: 26,
    Frequency.FOUR_WEEKLY: 13,
    Frequency.MONTHLY: 12,
    Frequency.ANNUAL: 1,
}
WEEKS_IN_PERIOD = {Frequency.WEEKLY: 1, Frequency.FORTNIGHTLY: 2, Frequency.FOUR_WEEKLY: 4}
UNIT_OF = {
    Frequency.WEEKLY: "GBP/week",
    Frequency.FORTNIGHTLY: "GBP/fortnight",
    Frequency.FOUR_WEEKLY: "GBP/4 weeks",
    Frequency.MONTHLY: "GBP/month",
    Frequency.ANNUAL: "GBP/year",
}


class HowOften(Choice):
    """How often money comes in or goes out of a household: more ways than rent is charged."""

    WEEKLY = ("weekly", "a week")
    FORTNIGHTLY = ("fortnightly", "every 2 weeks")
    FOUR_WEEKLY = ("four-weekly", "every 4 weeks")
    MONTHLY = ("monthly", "a month")
    TEN_A_YEAR = ("ten-a-year", "10 times a year")
    QUARTERLY = ("quarterly", "every 3 months")
    ANNUAL = ("annual", "a year")

    @property
    def times_in_year(self) -> int:
        """How many times a year: 52 weeks, 26 fortnights, 12 months.

        Source:
            Universal Credit Regulations 2013, Sch. 4 para. 7, for those it names.
        """
        return TIMES_IN_YEAR[self]


TIMES_IN_YEAR = {
    HowOften.WEEKLY: 52,
    HowOften.FORTNIGHTLY: 26,
    HowOften.FOUR_WEEKLY: 13,
    HowOften.MONTHLY: 12,
    HowOften.TEN_A_YEAR: 10,
    HowOften.QUARTERLY: 4,
    HowOften.ANNUAL: 1,
}


class ChargeDay(Choice):
    """The weekday on which a week's rent is charged."""

    MONDAY = ("monday", "Monday")
    TUESDAY = ("tuesday", "Tuesday")
    WEDNESDAY = ("wednesday", "Wednesday")
    THURSDAY = ("thursday", "Thursday")
    FRIDAY = ("friday", "Friday")
    SATURDAY = ("saturday", "Saturday")
    SUNDAY = ("sunday", "Sunday")

    @property
    def weekday(self) -> int:
        """The weekday as Python counts it: Monday is 0."""
        return WEEKDAY_OF[self]


WEEKDAY_OF = {day: place for place, day in enumerate(ChargeDay)}


def annual_amount(amount: Decimal, frequency: Frequency, *, free_periods: int = 0) -> Decimal:
    """A year of an amount: periods in the year, less those that are free, times the amount.

    Args:
        amount: Pounds for one period.
        frequency: How often it is charged.
        free_periods: Periods of that length in 12 months with no charge; fewer than a year's.

    Returns:
        Pounds a year, exact and unrounded.

    Raises:
        ValueError: If no period of the year is charged, or fewer than none are free.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7(1)-(2), for rent; the same arithmetic
        for any other amount.

    Example:
        >>> annual_amount(Decimal("112.50"), Frequency.WEEKLY, free_periods=4)
        Decimal('5400.00')
    """
    if not 0 <= free_periods < frequency.periods_in_year:
        raise ValueError(f"{free_periods} free periods do not fit in a year")
    return amount * (frequency.periods_in_year - free_periods)


def converted(
    amount: Decimal, given: Frequency, wanted: Frequency, *, free_periods: int = 0
) -> Decimal:
    """An amount for one period as the equal amount for another, over the same year.

    Returns:
        Pounds for one wanted period, unrounded: round only where a rule says so.

    Example:
        >>> converted(Decimal("20.00"), Frequency.FORTNIGHTLY, Frequency.MONTHLY)
        Decimal('43.33333333333333333333333333')
    """
    return annual_amount(amount, given, free_periods=free_periods) / wanted.periods_in_year


def period_days(first: dt.date, frequency: Frequency, *, start: int = 0) -> Iterator[dt.date]:
    """The days an amount falls due, without end.

    Months keep to the first day's number and use a shorter month's last day: the 31st, 28
    February, 31 March. Weeks are counted in days, so they never drift.

    Args:
        first: The first day of all.
        frequency: How often it falls due.
        start: Which day to begin with; the first is number 0.
    """
    if weeks := frequency.weeks:
        day, between = period_day(first, frequency, start), dt.timedelta(weeks=weeks)
        while True:
            yield day
            day += between
    for index in itertools.count(start):
        yield period_day(first, frequency, index)


def period_day(first: dt.date, frequency: Frequency, index: int) -> dt.date:
    """The day an amount falls due ``index`` periods after the first (0 is the first day)."""
    if weeks := frequency.weeks:
        return first + dt.timedelta(weeks=weeks * index)
    return add_months(first, index * (12 if frequency is Frequency.ANNUAL else 1))
