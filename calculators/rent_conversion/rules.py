"""The rules of rent conversion: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from calculators.core.calendar import weekday_on_or_after
from calculators.core.money import PENNY, nearest_penny
from calculators.core.periods import Frequency
from calculators.core.wording import pounds

#: Rent years are counted from 1 April, the day social rents change on or soon after.
APRIL = 4


def free_periods(rent_free_weeks: int, frequency: Frequency) -> int:
    """Rent-free weeks as whole charges: 4 weeks are 4 weekly, 2 fortnightly or 1 four-weekly.

    Raises:
        ValueError: If the weeks are not a whole number of charges.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7(3A), where "RFP" counts periods.
    """
    if not rent_free_weeks:
        return 0
    if not frequency.weeks or rent_free_weeks % frequency.weeks:
        raise ValueError("rent-free weeks must be a whole number of charges")
    return rent_free_weeks // frequency.weeks


def exactly(annual: Decimal, periods: int) -> str:
    """A year's rent in equal parts, without rounding: "£433.33 and 1/3p".

    Args:
        annual: Pounds and whole pence a year.
        periods: How many equal parts.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> exactly(Decimal("5200.00"), 12)
        '£433.33 and 1/3p'
    """
    pence, left = divmod(int(annual / PENNY), periods)
    whole = pounds(pence * PENNY)
    return f"{whole} and {Fraction(left, periods)}p" if left else whole


def daily_rate(rent: Decimal, frequency: Frequency, *, days_in_month: Decimal) -> Decimal | None:
    """Rent for one day, to the nearest penny, or None for a yearly rent: no rule is held.

    Args:
        rent: Pounds for one period in which rent is charged.
        frequency: How often it is charged.
        days_in_month: What the court service divides a monthly rent by; not read otherwise.

    Source:
        HM Courts and Tribunals Service, digital possession service: a week is 7 days, a
        fortnight 14, a month the figure ``court.daily_rate.days_in_month``, halves of a penny
        up. It has no 4-weekly rent; 28 days is the same sum.

    Example:
        >>> daily_rate(Decimal("112.50"), Frequency.WEEKLY, days_in_month=Decimal("30.44"))
        Decimal('16.07')
    """
    if frequency is Frequency.ANNUAL:
        return None
    days = Decimal(7 * frequency.weeks) if frequency.weeks else days_in_month
    return nearest_penny(rent / days)


def rent_year_of(day: dt.date) -> int:
    """The year in which the rent year of a day begins: 1 April to 31 March.

    Source:
        A convention for counting: no law or policy sets it. Yearly limits begin on 1 April too.
    """
    return day.year if day.month >= APRIL else day.year - 1


def rent_year_label(year: int) -> str:
    """A rent year as officers write it: 2026 is "2026-27".

    Source:
        How officers write it: no law or policy sets it.
    """
    return f"{year}-{(year + 1) % 100:02}"


@dataclass(frozen=True)
class ChargeDays:
    """The days on which rent is charged: every so many weeks, through one day known.

    Attributes:
        known: Any one charge day.
        weeks: Weeks from one charge day to the next.
    """

    known: dt.date
    weeks: int

    @classmethod
    def weekly(cls, weekday: int) -> ChargeDays:
        """Every week on one weekday (Monday is 0)."""
        return cls(weekday_on_or_after(dt.date(2024, 4, 1), weekday), 1)

    def first_on_or_after(self, day: dt.date) -> dt.date:
        """The first charge day on or after a day."""
        step = 7 * self.weeks
        return day + dt.timedelta(days=(self.known - day).days % step)

    def last_on_or_before(self, day: dt.date) -> dt.date:
        """The last charge day on or before a day."""
        step = 7 * self.weeks
        return day - dt.timedelta(days=(day - self.known).days % step)

    def first_in(self, rent_year: int) -> dt.date:
        """The first charge day of a rent year."""
        return self.first_on_or_after(dt.date(rent_year, APRIL, 1))

    def last_in(self, rent_year: int) -> dt.date:
        """The last charge day of a rent year."""
        return self.last_on_or_before(dt.date(rent_year + 1, APRIL, 1) - dt.timedelta(days=1))

    def number_in(self, rent_year: int) -> int:
        """Charge days from 1 April to 31 March.

        From the first charge day in April to the day before the next April's first, the number
        is the same: the days between 1 April and the first charge day hold no charge day.
        """
        days = (self.last_in(rent_year) - self.first_in(rent_year)).days
        return days // (7 * self.weeks) + 1


def extra_charges(charge_days: int, frequency: Frequency) -> int:
    """Charge days in a rent year beyond the number Universal Credit's formula counts.

    Rent-free periods come off both sides, so they do not change it.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7(2) and (3A): 52, 26 or 13, always.
    """
    return charge_days - frequency.periods_in_year


def shortfall(rent_charged: Decimal, annual: Decimal) -> Decimal:
    """Rent charged in a rent year less the year's rent that Universal Credit counts, exact.

    Args:
        rent_charged: Pounds: charges in the rent year times the rent.
        annual: Pounds: twelve monthly amounts under Sch. 4 para. 7, before any rounding.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7; held lawful in R (Caine) v SSWP
        [2020] EWHC 2482 (Admin).
    """
    return rent_charged - annual
