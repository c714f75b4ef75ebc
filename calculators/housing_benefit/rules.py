"""The rules of Housing Benefit: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.ages import state_pension_day
from calculators.core.calendar import weekday_on_or_after
from calculators.core.household import DisabilityBenefit, NonDependantFact
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import Frequency, converted

WEEK = dt.timedelta(days=7)
#: Whoever reached State Pension age before this day has the higher allowance.
HIGHER_BEFORE = dt.date(2021, 4, 1)
#: From this day more earnings are left out in specified and temporary accommodation.
SUPPORTED_DISREGARD_FROM = dt.date(2026, 10, 5)
NON_DEPENDANT_FROM = 18
#: Under this age an adult on Universal Credit who earns nothing is not charged for.
NOT_EARNING_CHARGED_FROM = 25
CARE = (DisabilityBenefit.CARE, DisabilityBenefit.CARE_ENHANCED)
#: What ends the charge for an adult, whatever they earn.
NEVER_CHARGED = (
    NonDependantFact.PENSION_CREDIT,
    NonDependantFact.PRISON,
    NonDependantFact.ARMED_FORCES,
)


def week_start(day: dt.date) -> dt.date:
    """The Monday on which the benefit week of a day begins.

    Source:
        Housing Benefit Regulations 2006, reg. 2(1) "benefit week": seven days from a Monday.

    Example:
        >>> week_start(dt.date(2026, 4, 5))
        datetime.date(2026, 3, 30)
    """
    return day - dt.timedelta(days=day.weekday())


def between_rates(day: dt.date, frequency: Frequency) -> bool:
    """Whether a day lies in April before its first Monday, for rent charged by month or year.

    By-the-week rents change rates on that Monday. For other rents the handbook holds no day.

    Source:
        Housing Benefit Regulations 2006, reg. 79(3).
    """
    first = dt.date(day.year, 4, 1)
    return not frequency.weeks and first <= day < weekday_on_or_after(first, 0)


def weekly(amount: Decimal, frequency: Frequency) -> Decimal:
    """An amount charged as often as the rent, by the week and to the nearest penny.

    Source:
        Housing Benefit Regulations 2006, reg. 80(2); SI 2006/214, reg. 61(2): a number of weeks
        is divided by their number, a month multiplied by 12 and divided by 52.

    Example:
        >>> weekly(Decimal("480.00"), Frequency.MONTHLY)
        Decimal('110.77')
    """
    return nearest_penny(converted(amount, frequency, Frequency.WEEKLY))


def reached_before_line(births: tuple[dt.date, ...]) -> bool:
    """Whether one of them reached State Pension age before 1 April 2021.

    Args:
        births: Dates of birth of a tenant and any partner.

    Source:
        SI 2006/214, Sch. 3 para. 1.

    Example:
        >>> [reached_before_line((dt.date(1955, month, 31),)) for month in (3, 5)]
        [True, False]
    """
    days = [state_pension_day(born) for born in births]
    return any(day is not None and day < HIGHER_BEFORE for day in days)


def pension_age_allowance(*, couple: bool, before_line: bool) -> str:
    """Which allowance applies over State Pension age, as the last two parts of its figure's id.

    Source:
        SI 2006/214, Sch. 3 para. 1.
    """
    who = "couple" if couple else "single"
    return f"pension_age.{who}_{'reached_before_april_2021' if before_line else 'reached_later'}"


def working_age_allowance(ages: tuple[int, ...], *, children: bool) -> str:
    """Which allowance applies under State Pension age, as the last two parts of its figure's id.

    Args:
        ages: Of a tenant and any partner.
        children: Whether there are children.

    Source:
        Housing Benefit Regulations 2006, Sch. 3 para. 1.
    """
    age = max(ages)
    if len(ages) > 1:
        return f"working_age.couple_{'18_or_over' if age >= 18 else 'under_18'}"
    if children:
        return f"working_age.lone_parent_{'18_or_over' if age >= 18 else 'under_18'}"
    return f"working_age.single_{'25_or_over' if age >= 25 else 'under_25'}"


def supported_disregard(ages: tuple[int, ...]) -> str:
    """Which new earnings disregard looks right without children: the last part of its figure's id.

    The bounds of the groups are still to be checked, so what it names is only the most that may be
    left out.

    Args:
        ages: Of a tenant and any partner.

    Source:
        SI 2026/753, as amended by SI 2026/978.
    """
    age = max(ages)
    if len(ages) > 1 and age < 18:
        return "couple_under_18"
    who = "couple" if len(ages) > 1 else "single"
    return f"{who}_{'25_or_over' if age >= 25 else 'under_25'}"


def over_limit(capital: Decimal, limit: Decimal) -> bool:
    """Whether savings are too much for Housing Benefit.

    Source:
        Housing Benefit Regulations 2006, reg. 43; SI 2006/214, reg. 29.
    """
    return capital > limit


def tariff_income(
    capital: Decimal, lower: Decimal, step: Decimal, income_per_step: Decimal
) -> Decimal:
    """Income a week counted from savings: so much for each step, or part of one, over the lower.

    Source:
        Housing Benefit Regulations 2006, reg. 52; SI 2006/214, reg. 29(2).

    Example:
        >>> pounds = [Decimal(each) for each in ("10000.01", "10000", "500", "1.00")]
        >>> tariff_income(*pounds)
        Decimal('1.00')
    """
    whole, left = divmod(max(ZERO, capital - lower), step)
    return (whole + (1 if left else 0)) * income_per_step


def renter_exempts(
    benefits: tuple[DisabilityBenefit, ...], lowest_care: tuple[bool | None, ...], *, blind: bool
) -> bool | None:
    """Whether nothing is taken for other adults because of the tenant or partner.

    Args:
        benefits: The disability benefit of the tenant and any partner.
        lowest_care: For each, whether it is DLA care at the lowest rate, if it is not one of the
            higher kinds; None where not known.
        blind: Whether either is certified severely sight impaired.

    Returns:
        None where it is not known.

    Source:
        Housing Benefit Regulations 2006, reg. 74(6); SI 2006/214, reg. 55(6).
    """
    if blind or any(each in CARE for each in benefits):
        return True
    known: list[bool | None] = []
    for benefit, lowest in zip(benefits, lowest_care, strict=True):
        if benefit is DisabilityBenefit.OTHER:
            known.append(lowest)
        else:
            known.append(None if benefit is DisabilityBenefit.NOT_KNOWN else False)
    if True in known:
        return True
    return None if None in known else False


def reaches_band(gross: Decimal, income_from: Decimal) -> bool:
    """Whether an adult's income before tax reaches a band.

    Source:
        Housing Benefit Regulations 2006, reg. 74(2); SI 2006/214, reg. 55(2): "not less than".
    """
    return gross >= income_from


def severe_disability_rates(
    care: tuple[bool | None, ...],
    *,
    lives_with_adult: bool | None,
    paid_carers: int | None,
    blind: bool,
) -> tuple[int, int]:
    """The fewest and the most single rates of the severe disability premium: 0, 1 or 2.

    Args:
        care: For the tenant and any partner, whether they get AA, DLA care at the middle or
            highest rate, or PIP daily living; None where not known.
        lives_with_adult: Whether another adult lives there who does not get one of those.
        paid_carers: How many people are paid to care for them.
        blind: Whether the tenant or partner is certified severely sight impaired. One who is, is
            left out if the other gets a care benefit; which of them it is, is not asked.

    Source:
        Housing Benefit Regulations 2006, Sch. 3 para. 14; SI 2006/214, Sch. 3 para. 6.

    Example:
        >>> severe_disability_rates(
        ...     (True,), lives_with_adult=False, paid_carers=None, blind=False
        ... )
        (0, 1)
    """
    if lives_with_adult or not any(each is not False for each in care):
        return 0, 0
    most = len(care)
    if False in care:
        if not blind:
            return 0, 0
        most = 1
    least = 0 if None in care or False in care or lives_with_adult is None else most
    if paid_carers is None:
        return 0, most
    return max(0, least - paid_carers), max(0, most - paid_carers)


def excess(income: Decimal, applicable: Decimal) -> Decimal:
    """Income a week above the applicable amount.

    Source:
        Social Security Contributions and Benefits Act 1992, s.130(3).
    """
    return max(ZERO, income - applicable)


def taken_for_income(above: Decimal, taper: Decimal) -> Decimal:
    """What income above the applicable amount takes off a week, to the nearest penny.

    Source:
        Housing Benefit Regulations 2006, reg. 71; SI 2006/214, reg. 51.

    Example:
        >>> taken_for_income(Decimal("10.01"), Decimal("0.65"))
        Decimal('6.51')
    """
    return nearest_penny(above * taper)


def before_minimum(eligible: Decimal, adults: Decimal, taken: Decimal) -> Decimal:
    """Housing Benefit a week before the least that is paid is looked at.

    Source:
        Social Security Contributions and Benefits Act 1992, s.130; SI 2006/213, reg. 70.
    """
    return max(ZERO, eligible - adults - taken)


def payable(amount: Decimal, minimum: Decimal) -> bool:
    """Whether an amount is enough to be paid.

    Source:
        Housing Benefit Regulations 2006, reg. 75; SI 2006/214, reg. 56.
    """
    return amount >= minimum
