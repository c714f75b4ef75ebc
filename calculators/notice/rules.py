"""The rules of notices: each takes plain values and gives one day, one amount or one verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import DAY, add_months, days_in_month
from calculators.core.money import ZERO
from calculators.core.periods import Frequency, period_day

MONTHS_IN_YEAR = 12


def period_start_on_or_after(day: dt.date, frequency: Frequency, known: dt.date) -> dt.date:
    """The first day of a rent period that falls on or after a day.

    Args:
        day: Where to look from.
        frequency: How long a period is: weeks or a month.
        known: Any one day on which a period starts.

    Source:
        Arithmetic of the rent account's periods.

    Example:
        >>> period_start_on_or_after(dt.date(2026, 12, 2), Frequency.WEEKLY, dt.date(2026, 11, 2))
        datetime.date(2026, 12, 7)
        >>> period_start_on_or_after(dt.date(2027, 2, 5), Frequency.MONTHLY, dt.date(2026, 11, 1))
        datetime.date(2027, 3, 1)
    """
    if frequency.weeks:
        return day + DAY * ((known - day).days % (7 * frequency.weeks))
    months = (day.year - known.year) * 12 + day.month - known.month
    # The month's period may start before the day asked about: then it is the next one.
    start = add_months(known, months)
    return start if start >= day else add_months(known, months + 1)


def one_period_on(day: dt.date, frequency: Frequency) -> dt.date:
    """The same place in the next rent period.

    Source:
        Common law: a notice to quit gives at least one full period; Dodds v Walker [1981] 1 WLR
        1027 for months.
    """
    return period_day(day, frequency, 1)


def notice_to_quit_floor(served_on: dt.date, weeks: int, frequency: Frequency) -> dt.date:
    """The day a notice to quit must reach at least: so many weeks or one rent period, the longer.

    Args:
        served_on: The day of service; the last day of the weeks counts.
        weeks: The least notice.
        frequency: How long a rent period is.

    Source:
        Protection from Eviction Act 1977 s.5 and Schnabel v Allard [1967] 1 QB 627: four weeks on
        is the same weekday; common law for the full period.

    Example:
        >>> notice_to_quit_floor(dt.date(2027, 1, 5), 4, Frequency.MONTHLY)
        datetime.date(2027, 2, 5)
    """
    return max(served_on + DAY * 7 * weeks, one_period_on(served_on, frequency))


def first_boundary(floor: dt.date, frequency: Frequency, known: dt.date) -> dt.date:
    """The first or last day of a rent period, whichever comes first on or after a day.

    Source:
        Housing Act 1985 s.83(5): a date on which a notice to quit could end the tenancy, which is
        the first or the last day of a period.

    Example:
        >>> first_boundary(dt.date(2026, 12, 6), Frequency.WEEKLY, dt.date(2026, 11, 2))
        datetime.date(2026, 12, 6)
    """
    # The last day of a period is the day before the next one starts.
    return min(
        period_start_on_or_after(floor, frequency, known),
        period_start_on_or_after(floor + DAY, frequency, known) - DAY,
    )


def is_boundary(day: dt.date, frequency: Frequency, known: dt.date) -> bool:
    """Whether a day is the first or the last of a rent period.

    Source:
        Common law: a notice to quit ends with a period of the tenancy.
    """
    return first_boundary(day, frequency, known) == day


def weeks_from_service(served_on: dt.date, weeks: int) -> dt.date:
    """The day on which so many weeks from service are over, on the strict reading.

    Source:
        Housing Act 1988 s.8(3)(b) and (4B): not earlier than the expiry of so many weeks from
        service.

    Example:
        >>> weeks_from_service(dt.date(2026, 11, 2), 2)
        datetime.date(2026, 11, 16)
    """
    return served_on + DAY * 7 * weeks


def months_from_service(served_on: dt.date, months: int) -> dt.date:
    """The day on which so many months from service are over, on the strict reading.

    Source:
        Housing Act 1988 s.21; Housing Act 1985 s.107D; Dodds v Walker [1981] 1 WLR 1027.
    """
    return add_months(served_on, months)


def months_before(event: dt.date, months: int, margin: int) -> dt.date:
    """The last day from which so many months and a margin are over by an event.

    Args:
        event: The day by which they must be over.
        months: Calendar months of notice.
        margin: Days added to be safe.

    Source:
        Housing Act 1985 s.107D; Dodds v Walker [1981] 1 WLR 1027.

    Example:
        >>> months_before(dt.date(2027, 8, 31), 6, 1)
        datetime.date(2027, 2, 28)
        >>> months_before(dt.date(2027, 2, 28), 6, 0)
        datetime.date(2026, 8, 31)
    """
    # From the last days of a longer month the months end on the same last day of a shorter one.
    day = add_months(event, -months)
    day = day.replace(day=days_in_month(day.year, day.month))
    while add_months(day, months) + DAY * margin > event:
        day -= DAY
    return day


def last_day_to_extend(trial_ends_on: dt.date, weeks: int) -> dt.date:
    """The last day to serve a notice that extends a trial period, on the strict reading.

    Source:
        Housing Act 1996 s.125A: at least eight weeks before the original year ends.

    Example:
        >>> last_day_to_extend(dt.date(2027, 3, 31), 8)
        datetime.date(2027, 2, 3)
    """
    return trial_ends_on - DAY * 7 * weeks


def extended_trial_ends(trial_ends_on: dt.date, months: int) -> dt.date:
    """The last day of an extended trial period.

    Args:
        trial_ends_on: The last day of the trial as it was.
        months: How long it is extended by.

    Source:
        Housing Act 1996 s.125A.

    Example:
        >>> extended_trial_ends(dt.date(2027, 3, 31), 6)
        datetime.date(2027, 9, 30)
    """
    return add_months(trial_ends_on + DAY, months) - DAY


def opens_after(specified_date: dt.date) -> dt.date:
    """The first day to claim where a claim may be issued only after a notice has run out.

    Source:
        Housing Act 1988 s.21; Housing Act 1985 s.107D; common law for a notice to quit.
    """
    return specified_date + DAY


def section_21_closes(served_on: dt.date, months: int) -> dt.date:
    """The last day to claim on a section 21 notice, on the cautious reading.

    Source:
        Housing Act 1988 s.21: six months from when it is given; the last day is left out.
    """
    return add_months(served_on, months) - DAY


def rent_unpaid(account: Decimal, not_rent: Decimal, awaited: Decimal) -> Decimal:
    """What counts as unpaid rent: the account without what is not rent, and what is disregarded.

    Args:
        account: Pounds owed on the account.
        not_rent: Pounds of it that are recharges, court costs or other charges.
        awaited: Pounds of it unpaid only because a Universal Credit award has not come; 0 where
            the law does not disregard it.

    Source:
        Housing Act 1988 Sch. 2 Ground 8: rent lawfully due; Renters' Rights Act 2025 Sch. 1.
    """
    return max(account - not_rent - awaited, ZERO)


def ground_8_amount(
    rent: Decimal, frequency: Frequency, weeks: Decimal, months: Decimal
) -> Decimal | None:
    """The unpaid rent that Ground 8 needs; None for a frequency it does not name.

    Args:
        rent: Pounds each time rent is charged.
        frequency: How often that is.
        weeks: Weeks of rent where it is weekly or fortnightly.
        months: Months of rent where it is monthly.

    Source:
        Housing Act 1988 Sch. 2 Ground 8, as it stood and as amended by Renters' Rights Act 2025
        Sch. 1.

    Example:
        >>> ground_8_amount(Decimal("200.00"), Frequency.FORTNIGHTLY, Decimal(8), Decimal(2))
        Decimal('800.00')
    """
    if frequency in (Frequency.WEEKLY, Frequency.FORTNIGHTLY):
        return rent * weeks / frequency.weeks
    return rent * months if frequency is Frequency.MONTHLY else None


def ground_8_amount_by_the_year(year: Decimal, months: Decimal) -> Decimal:
    """The rent, late enough, that Ground 8 needs where rent is charged by the year or the quarter.

    A quarter's rent is three months of the year's, so one sum serves both.

    Args:
        year: Pounds of rent in a year.
        months: Months of rent that must be late.

    Source:
        Housing Act 1988 Sch. 2 Ground 8, before the Renters' Rights Act: at least one quarter's
        rent, or three months' rent, more than three months late.

    Example:
        >>> ground_8_amount_by_the_year(Decimal("5200.00"), Decimal(3))
        Decimal('1300.00')
    """
    return year * months / MONTHS_IN_YEAR


def ground_8_reached(unpaid: Decimal, needed: Decimal) -> bool:
    """Whether unpaid rent is enough for Ground 8; a penny short is not.

    Source:
        Housing Act 1988 Sch. 2 Ground 8: at least; North British HA v Matthews [2004] EWCA Civ
        1736.

    Example:
        >>> ground_8_reached(Decimal("799.99"), Decimal("800.00"))
        False
    """
    return unpaid >= needed
