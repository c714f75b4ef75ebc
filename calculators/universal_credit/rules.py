"""The order of an award: what income and capital take off, and who gets the rest.

What an award is made of is in :mod:`calculators.universal_credit.elements`, its housing amount in
:mod:`calculators.universal_credit.housing`, the cap in :mod:`calculators.universal_credit.cap` and
assessment periods in :mod:`calculators.universal_credit.periods`.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import Frequency, converted
from calculators.universal_credit.choices import Income

#: Taken off pound for pound.
COUNTED = frozenset(
    {
        Income.CARERS_ALLOWANCE,
        Income.JSA,
        Income.ESA,
        Income.ESA_SUPPORT,
        Income.PENSION,
        Income.SPOUSAL,
        Income.MATERNITY,
        Income.WIDOWED_PARENT,
        Income.INDUSTRIAL,
    }
)
#: Added up for the benefit cap, beside Universal Credit and Child Benefit.
CAPPED = frozenset({Income.JSA, Income.ESA, Income.MATERNITY, Income.WIDOWED_PARENT})
#: Free the household from the benefit cap.
ENDS_CAP = frozenset(
    {
        Income.CARERS_ALLOWANCE,
        Income.ESA_SUPPORT,
        Income.INDUSTRIAL,
        Income.WAR_PENSION,
        Income.GUARDIAN,
        Income.DISABILITY,
    }
)


def a_month(amount: Decimal, frequency: Frequency) -> Decimal:
    """Other money as a monthly amount: weekly amounts times 52, divided by 12.

    Source:
        Universal Credit Regulations 2013, reg. 73; reg. 6(1) for the rounding.

    Example:
        >>> a_month(Decimal("86.45"), Frequency.WEEKLY)
        Decimal('374.62')
    """
    return nearest_penny(converted(amount, frequency, Frequency.MONTHLY))


def too_much_capital(capital: Decimal, upper: Decimal) -> bool:
    """Whether there is no Universal Credit at all because of capital.

    Source:
        Universal Credit Regulations 2013, reg. 18(1).
    """
    return capital > upper


def tariff_income(capital: Decimal, lower: Decimal, step: Decimal, each: Decimal) -> Decimal:
    """The income that capital is taken to bring in.

    Args:
        capital: Pounds, of the tenant and partner together.
        lower: The limit up to which nothing is counted.
        step: The pounds each amount stands for; part of a step counts as a whole one.
        each: Pounds a month for each step.

    Source:
        Universal Credit Regulations 2013, reg. 72(1).

    Example:
        >>> tariff_income(Decimal("6250.01"), Decimal(6000), Decimal(250), Decimal("4.35"))
        Decimal('8.70')
    """
    steps = ((capital - lower) / step).to_integral_value(rounding=ROUND_CEILING)
    return max(ZERO, steps * each)


def work_allowance(has_child: bool, limited: bool, has_housing: bool) -> str:
    """Which work allowance applies, as the last part of its figure's id; "" for none.

    Args:
        has_child: Whether the household is responsible for a child or young person.
        limited: Whether a claimant has limited capability for work.
        has_housing: Whether the award has an amount for housing costs.

    Source:
        Universal Credit Regulations 2013, reg. 22(2).
    """
    if not (has_child or limited):
        return ""
    return "lower" if has_housing else "higher"


def taken_for_earnings(earned: Decimal, allowance: Decimal, taper: Decimal) -> Decimal:
    """What earnings take off the award.

    Args:
        earned: Take-home pay of the tenant and partner together in the assessment period.
        allowance: The work allowance, or nil.
        taper: The figure ``universal_credit.taper``.

    Source:
        Universal Credit Regulations 2013, reg. 22(1)(b); reg. 6(1) for the rounding.

    Example:
        >>> taken_for_earnings(Decimal("1000.00"), Decimal(427), Decimal("0.55"))
        Decimal('315.15')
    """
    return nearest_penny(max(ZERO, earned - allowance) * taper)


def award_before_cap(elements: Decimal, unearned: Decimal, for_earnings: Decimal) -> Decimal:
    """The award before the benefit cap: what is left of the elements, or nil.

    Source:
        Welfare Reform Act 2012, s.8(1); Universal Credit Regulations 2013, reg. 22(1).
    """
    return max(ZERO, elements - unearned - for_earnings)


def earns_enough(earned: Decimal, threshold: Decimal) -> bool:
    """Whether pay frees the household from the benefit cap.

    Args:
        earned: Take-home pay of the tenant and partner together.
        threshold: The figure ``benefit_cap.earnings_exemption``.

    Source:
        Universal Credit Regulations 2013, reg. 82(1)(a).
    """
    return earned >= threshold


def to_landlord(housing: Decimal, award: Decimal) -> Decimal:
    """The most that can go to the landlord as the rent: the housing amount, while there is award.

    Source:
        Universal Credit etc. (Claims and Payments) Regulations 2013, reg. 58.

    Example:
        >>> to_landlord(Decimal("487.50"), Decimal("300.00"))
        Decimal('300.00')
    """
    return min(housing, award)
