"""Where one calculator's answer does not fit what was typed into another."""

from __future__ import annotations

from decimal import Decimal

from calculators.affordability.models import AffordabilityInput
from calculators.case.links import Known
from calculators.core.money import nearest_penny
from calculators.core.reading import Paid
from calculators.core.wording import pounds

#: A difference up to this is rounding and not worth a question.
CLOSE_ENOUGH = Decimal("5.00")


def universal_credit_beside_estimate(known: Known, facts: AffordabilityInput) -> str:
    """A question where the statement counts on more Universal Credit than is worked out; or "".

    Less is no contradiction: deductions come off what is paid.

    Args:
        known: The answers so far.
        facts: The income and costs as they were read.

    Source:
        A comparison of two calculators' answers.
    """
    award, typed = known.amount("universal_credit", "award"), facts.income_universal_credit
    if award is None or typed is None:
        return ""
    counted = a_month(typed)
    direct = facts.rent_paid_to_us
    if direct and facts.universal_credit_entered == "after-the-rent":
        counted += a_month(direct)
    if counted <= award + CLOSE_ENOUGH:
        return ""
    return (
        f"Is Universal Credit right in Affordability? It counts {pounds(counted)} a month, and "
        f"Universal Credit works out {pounds(award)}. Look at the award in the online account "
        "before agreeing a plan."
    )


def a_month(paid: Paid) -> Decimal:
    """An amount as the equal amount a month, to the nearest penny.

    Source:
        Universal Credit Regulations 2013, reg. 73 and reg. 6(1).
    """
    return nearest_penny(paid.amount * paid.per.times_in_year / 12)
