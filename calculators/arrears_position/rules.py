"""The rules of the arrears position: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from calculators.core.calendar import DAY, add_months, days_in_month, weekly_days
from calculators.core.money import ZERO, down_to_penny, nearest_penny, up_to_penny
from calculators.core.periods import Frequency
from calculators.core.rent_timeline import days_between
from calculators.core.statement import Entry

WEEKS_IN_YEAR = 52
#: No charge lies further ahead than a leap year.
LONGEST = dt.timedelta(days=367)


def rent_balance(balance: Decimal, recharges: Decimal, court_costs: Decimal) -> Decimal:
    """Pounds of an account's balance that are rent; less than nothing is rent paid ahead.

    Args:
        balance: Pounds on the account; less than nothing is a credit.
        recharges: Pounds of it that are recharges.
        court_costs: Pounds of it that are court costs.

    Source:
        Housing Act 1985, Sch. 2, Ground 1 and Housing Act 1988, Sch. 2, Grounds 8, 10 and 11:
        they count rent. A payment of rent is not put to recharges without the tenant's consent.
    """
    return balance - recharges - court_costs


def weeks_of_rent(owed: Decimal, annual_rent: Decimal) -> Decimal:
    """What is owed in weeks of rent, to two decimals, down.

    Args:
        owed: Pounds of rent, not less than nothing.
        annual_rent: Pounds of rent in a year of 52 weeks, with no rent-free weeks taken out.

    Source:
        Arithmetic. Down, so that it never shows a threshold that has not been reached.

    Example:
        >>> weeks_of_rent(Decimal("449.99"), Decimal("5850.00"))
        Decimal('3.99')
    """
    return down_to_penny(owed * WEEKS_IN_YEAR / annual_rent)


def reaches(owed: Decimal, annual_rent: Decimal, weeks: Decimal) -> bool:
    """Whether what is owed comes to so many weeks of rent: exact, so that a penny counts.

    Args:
        owed: Pounds of rent, after benefit on its way.
        annual_rent: Pounds of rent in a year of 52 weeks, with no rent-free weeks taken out.
        weeks: The threshold.

    Source:
        Arithmetic; the thresholds are the landlord's own figures.
    """
    return owed * WEEKS_IN_YEAR >= weeks * annual_rent


def amount_of_weeks(annual_rent: Decimal, weeks: Decimal, least: Decimal) -> Decimal:
    """The least pounds and pence that come to so many weeks of rent, and to a least amount.

    Args:
        annual_rent: Pounds of rent in a year of 52 weeks.
        weeks: How many weeks.
        least: Pounds that must be owed besides; 0.00 for none.

    Source:
        Arithmetic. Up to the penny, as a penny less would not come to it.
    """
    return max(up_to_penny(weeks * annual_rent / WEEKS_IN_YEAR), least)


def charged_to(
    day: dt.date, frequency: Frequency, *, weekday: int | None, charge_date: dt.date | None
) -> tuple[dt.date, dt.date]:
    """The last day that rent has been charged for by a day: the earliest and latest it may be.

    Rent is charged ahead, on the first day of the period it is for. Where the charge day is known
    the two are the same: the day before the next charge.

    Args:
        day: The day of the case; a charge on it has been made.
        frequency: How often rent is charged.
        weekday: The charge day of weekly rent, Monday being 0; None where not known.
        charge_date: Any one charge day of other rent; None where not known.

    Source:
        The tenancy agreement, under which rent is due in advance.
    """
    following = next_charge(day, frequency, weekday=weekday, charge_date=charge_date)
    if following is not None:
        return following - DAY, following - DAY
    if frequency.weeks:
        return day, day + dt.timedelta(days=7 * frequency.weeks - 1)
    latest = add_months(day, 12 if frequency is Frequency.ANNUAL else 1)
    if (day + DAY).day == 1:
        # A charge on the 31st falls on the last day of a shorter month, and then on the 31st again.
        latest = latest.replace(day=days_in_month(latest.year, latest.month))
    return day, latest - DAY


def next_charge(
    day: dt.date, frequency: Frequency, *, weekday: int | None, charge_date: dt.date | None
) -> dt.date | None:
    """The first charge day after a day, or None where the charge day is not known.

    Source:
        The calendar.
    """
    days = charge_days(
        day + DAY, day + LONGEST, frequency, weekday=weekday, charge_date=charge_date
    )
    return None if days is None else next(days)


def charge_days(
    first: dt.date,
    last: dt.date,
    frequency: Frequency,
    *,
    weekday: int | None,
    charge_date: dt.date | None,
) -> Iterator[dt.date] | None:
    """The charge days between two days, both counted, or None where the charge day is not known.

    Source:
        The calendar.
    """
    if frequency is Frequency.WEEKLY:
        return None if weekday is None else weekly_days(first, last, weekday)
    if charge_date is None:
        return None
    return days_between(charge_date, frequency, first, last)


def benefit_on_its_way(
    amount: Decimal, first: dt.date, last: dt.date, charged_to: dt.date
) -> Decimal:
    """Benefit not paid yet for days that rent has been charged for, to the nearest penny.

    The next payment is spread evenly over the days it is for. Days after them that rent has been
    charged for will be paid at the same rate, by the payment that follows.

    Args:
        amount: Pounds of the next payment that are for rent.
        first: The first day that payment is for.
        last: The last day it is for.
        charged_to: The last day rent has been charged for.

    Source:
        Arithmetic; Pre-Action Protocol for Possession Claims by Social Landlords, on benefit that
        is to be expected.

    Example:
        >>> days = dt.date(2026, 11, 1), dt.date(2026, 11, 30), dt.date(2026, 11, 22)
        >>> benefit_on_its_way(Decimal("450.00"), *days)
        Decimal('330.00')
    """
    days = max((charged_to - first).days + 1, 0)
    return nearest_penny(amount * days / ((last - first).days + 1))


def paid_of(owed: Decimal, coming: Decimal) -> Decimal:
    """How much of what is owed a payment pays: never more than is owed.

    Source:
        Arithmetic.
    """
    return min(max(owed, ZERO), coming)


# The statement


def closing(entries: Sequence[Entry], opening: Decimal, day: dt.date) -> Decimal | None:
    """The balance at the end of a day, or None for a day before the statement.

    Args:
        entries: The statement, oldest line first.
        opening: Pounds owed before the first line.
        day: Which day.

    Source:
        The rent statement.
    """
    upto = [each.balance for each in entries if each.day <= day]
    if upto:
        return upto[-1]
    return opening if day == entries[0].day - DAY else None


def moved(change: Decimal) -> str:
    """Which way what is owed has moved: "rising", "falling" or "level".

    Source:
        Arithmetic: level is no change at all.
    """
    if change > ZERO:
        return "rising"
    return "falling" if change < ZERO else "level"


def months_without_payment(
    entries: Sequence[Entry], first: dt.date, last: dt.date
) -> list[dt.date]:
    """The first day of each month with no payment, of those that lie wholly between two days.

    Source:
        The rent statement.
    """
    paid = {(each.day.year, each.day.month) for each in entries if each.payment > ZERO}
    month = first if first.day == 1 else add_months(first.replace(day=1), 1)
    found = []
    while add_months(month, 1) - DAY <= last:
        if (month.year, month.month) not in paid:
            found.append(month)
        month = add_months(month, 1)
    return found


def days_without_charge(entries: Sequence[Entry], charge_days: Sequence[dt.date]) -> list[dt.date]:
    """The charge days on which the statement has no charge: rent-free, or left out.

    Source:
        The rent statement.
    """
    charged = {each.day for each in entries if each.charge > ZERO}
    return [each for each in charge_days if each not in charged]
