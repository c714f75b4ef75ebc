"""The housing amount of a social tenant: plain values in, one quantity out."""

from __future__ import annotations

from decimal import Decimal

from calculators.core.household import DisabilityBenefit, NonDependantFact
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import Frequency, converted

#: What a non-dependant gets, or where they are, that ends the contribution for them.
NO_CONTRIBUTION = frozenset(
    {
        NonDependantFact.PENSION_CREDIT,
        NonDependantFact.CARERS_ALLOWANCE,
        NonDependantFact.PRISON,
        NonDependantFact.CHILD_UNDER_5,
        NonDependantFact.ARMED_FORCES,
    }
)
#: DLA care at the middle or highest rate, Attendance Allowance, PIP daily living and AFIP.
FOR_CARE = (DisabilityBenefit.CARE, DisabilityBenefit.CARE_ENHANCED)


def month_of(charge: Decimal, frequency: Frequency, rent_free_weeks: int) -> Decimal:
    """A charge as Universal Credit's monthly figure.

    Args:
        charge: Pounds for one period.
        frequency: How often it is charged.
        rent_free_weeks: Weeks of the year without a charge, a whole number of charges.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7; reg. 6(1) for the rounding.

    Example:
        >>> month_of(Decimal("112.50"), Frequency.WEEKLY, 4)
        Decimal('450.00')
    """
    free = rent_free_weeks // frequency.weeks if rent_free_weeks else 0
    return nearest_penny(converted(charge, frequency, Frequency.MONTHLY, free_periods=free))


def fair_share(eligible: Decimal, listed: int, others: int) -> Decimal:
    """The part of a rent that counts where others are joint tenants too.

    Args:
        eligible: The whole eligible rent, pounds a month.
        listed: How many of those who pay are the tenant and partner.
        others: How many other people are liable.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 35(4); reg. 6(1) for the rounding.

    Example:
        >>> fair_share(Decimal("650.00"), 1, 2)
        Decimal('216.67')
    """
    if not others:
        return eligible
    return nearest_penny(eligible * listed / (listed + others))


def bedroom_reduction(eligible: Decimal, share: Decimal) -> Decimal:
    """What spare bedrooms take off the eligible rent.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 36; reg. 6(1) for the rounding.

    Example:
        >>> bedroom_reduction(Decimal("487.50"), Decimal("0.14"))
        Decimal('68.25')
    """
    return nearest_penny(eligible * share)


def spare_bedrooms(bedrooms: int, needed: int) -> int:
    """How many bedrooms are spare; none where there are too few.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 36(1).
    """
    return max(0, bedrooms - needed)


def contribution_due(
    age: int, least_age: int, benefit: DisabilityBenefit, fact: NonDependantFact
) -> bool | None:
    """Whether a contribution is taken for another adult; None where it is not known.

    A student is not exempt, and nor is somebody without earnings: only what is listed counts.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 16.

    Example:
        >>> contribution_due(20, 21, DisabilityBenefit.NONE, NonDependantFact.NONE)
        False
    """
    if age < least_age or benefit in FOR_CARE or fact in NO_CONTRIBUTION:
        return False
    unknown = benefit is DisabilityBenefit.NOT_KNOWN or fact is NonDependantFact.NOT_KNOWN
    return None if unknown else True


def no_contributions(sight_impaired: bool, benefits: tuple[DisabilityBenefit, ...]) -> bool | None:
    """Whether no contribution is taken for anybody, because of the tenant or partner.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 15.
    """
    if sight_impaired or any(each in FOR_CARE for each in benefits):
        return True
    return None if DisabilityBenefit.NOT_KNOWN in benefits else False


def housing_amount(rent: Decimal, contributions: Decimal) -> Decimal:
    """The housing amount: the rent left by the bedroom reduction, less contributions.

    What contributions come to above the rent is lost and comes off nothing else.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 14(2) and (3).

    Example:
        >>> housing_amount(Decimal("90.00"), Decimal("96.55"))
        Decimal('0.00')
    """
    return max(ZERO, rent - contributions)
