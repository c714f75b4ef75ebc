"""The amounts an award is made of, apart from housing: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.household import DisabilityBenefit
from calculators.core.money import nearest_penny
from calculators.universal_credit.choices import Work

#: A child born before this day is not held to the two-child limit, and an eldest one adds more.
BEFORE_LIMIT = dt.date(2017, 4, 6)
#: Assessment periods that start on or after this day have no limit, and two rates of LCWRA.
APRIL_2026 = dt.date(2026, 4, 6)
ADULT_RATE_FROM = 25
CAN_BE_EXCUSED = (Work.LIMITED, Work.CARING, Work.AWAY)


def standard_allowance(ages: Sequence[int]) -> str:
    """Which standard allowance a claim has, as the last part of its figure's id.

    Args:
        ages: The age of each claimant on the last day of the assessment period: one age for a
            single person, and for a couple of whom one cannot claim.

    Source:
        Universal Credit Regulations 2013, regs 36(1) and 36(3); reg. 3(3).

    Example:
        >>> standard_allowance([24, 25])
        'couple_one_25_or_over'
    """
    if len(ages) > 1:
        older = max(ages) >= ADULT_RATE_FROM
        return "couple_one_25_or_over" if older else "couple_both_under_25"
    return "single_25_or_over" if ages[0] >= ADULT_RATE_FROM else "single_under_25"


def children_within_limit(born: Sequence[dt.date], limit: int, exceptions: int) -> int:
    """How many children have a child amount while the two-child limit stands.

    Children are counted from the eldest. Beyond the limit only those born before 6 April 2017
    count, and those who are an exception.

    Args:
        born: Each child's date of birth.
        limit: The figure ``universal_credit.child.limit``.
        exceptions: How many of those beyond the limit are an exception.

    Source:
        Universal Credit Regulations 2013, regs 24A and 24B and Sch. 12, for assessment periods
        that start before 6 April 2026.

    Example:
        >>> children_within_limit([dt.date(2015, 1, 1)] * 3 + [dt.date(2020, 1, 1)], 2, 0)
        3
    """
    counted = sum(place < limit or day < BEFORE_LIMIT for place, day in enumerate(sorted(born)))
    return min(len(born), counted + exceptions)


def children_without_limit(born: Sequence[dt.date]) -> int:
    """How many children have a child amount since the limit was removed: every one.

    Source:
        Universal Credit (Removal of Two Child Limit) Act 2026; SI 2026/316, for assessment periods
        that start on or after 6 April 2026.
    """
    return len(born)


def eldest_born_before_limit(born: Sequence[dt.date]) -> bool:
    """Whether the eldest child adds the higher amount.

    Source:
        Universal Credit (Transitional Provisions) Regulations 2014, reg. 43; Universal Credit
        Regulations 2013, reg. 36.
    """
    return bool(born) and min(born) < BEFORE_LIMIT


def disabled_child_addition(benefit: DisabilityBenefit) -> str:
    """Which addition a disabled child brings, as the last part of its figure's id; "" for none.

    Source:
        Universal Credit Regulations 2013, reg. 24(2): the higher for the highest care or enhanced
        daily living, the lower for any other rate of DLA or PIP.
    """
    if benefit is DisabilityBenefit.CARE_ENHANCED:
        return "disabled_higher"
    return "disabled_lower" if benefit in (DisabilityBenefit.CARE, DisabilityBenefit.OTHER) else ""


def lcwra_for(amounts: Sequence[Decimal | None], carers: Sequence[bool]) -> int | None:
    """Whose LCWRA the award has, as a place in the claimants; None for nobody's.

    An award has one, the higher where there are two. Where both are the same it is put on the one
    who is not a carer, since a carer's own would take the carer amount away.

    Args:
        amounts: Each claimant's own amount of LCWRA, None for a claimant without.
        carers: Whether each claimant is a carer.

    Source:
        Universal Credit Regulations 2013, regs 27(4) and 29(4).

    Example:
        >>> lcwra_for([Decimal("429.80"), Decimal("429.80")], [True, False])
        1
    """
    having = [place for place, amount in enumerate(amounts) if amount is not None]
    if not having:
        return None
    return max(having, key=lambda place: (amounts[place], not carers[place]))


def carer_amounts(carers: Sequence[bool], lcwra: int | None) -> int:
    """How many carer amounts the award has: none for a carer whose own LCWRA it has.

    Source:
        Universal Credit Regulations 2013, reg. 29(1) to (4).

    Example:
        >>> carer_amounts([True, True], 0)
        1
    """
    return sum(is_carer and place != lcwra for place, is_carer in enumerate(carers))


def childcare_due(work: Sequence[Work], limited: Sequence[bool]) -> bool | None:
    """Whether the work condition for childcare is met; None where it is not known.

    Somebody must work, and a partner must work too or be unable to look after the child.

    Args:
        work: What each of the tenant and any partner does.
        limited: Whether each has limited capability for work.

    Source:
        Universal Credit Regulations 2013, reg. 32(1).

    Example:
        >>> childcare_due([Work.WORKS, Work.NO], [False, True])
        True
    """
    states = [
        Work.LIMITED if sick and each is not Work.WORKS else each
        for each, sick in zip(work, limited, strict=True)
    ]
    if Work.WORKS not in states:
        return None if Work.NOT_KNOWN in states else False
    if Work.NO in states:
        return False
    return None if Work.NOT_KNOWN in states else True


def childcare_amount(charges: Decimal, share: Decimal, most: Decimal) -> Decimal:
    """The childcare amount: a share of what was paid, up to a ceiling.

    Args:
        charges: Pounds paid in the assessment period.
        share: The figure ``universal_credit.childcare.share``.
        most: The ceiling for one child or for more, pounds a month.

    Source:
        Universal Credit Regulations 2013, reg. 34(1); reg. 6(1) for the rounding.

    Example:
        >>> childcare_amount(Decimal("640.00"), Decimal("0.85"), Decimal("1071.09"))
        Decimal('544.00')
    """
    return min(nearest_penny(charges * share), most)
