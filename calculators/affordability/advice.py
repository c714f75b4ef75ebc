"""What to know before relying on a statement, and what to do next."""

from __future__ import annotations

from calculators.affordability.models import AffordabilityInput
from calculators.affordability.verdict import Known
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict


def warnings(inputs: AffordabilityInput) -> list[str]:
    """What the officer must know first."""
    found = ["This is not debt advice. A debt adviser looks at everything that is owed."]
    if inputs.help_with_rent is HelpWithRent.UC_MANAGED_PAYMENT:
        found.append(
            "The rent that Universal Credit pays us is counted once as income and once as rent."
        )
    if inputs.arrears_from_benefit is YesNoNotKnown.YES and has_universal_credit(inputs):
        found.append(
            "Universal Credit already pays towards these arrears. A tenant must not pay twice: a "
            "plan takes the place of the deduction, or waits until it ends."
        )
    return found


def has_universal_credit(inputs: AffordabilityInput) -> bool:
    """Whether Universal Credit helps with the rent."""
    return inputs.help_with_rent in (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)


def next_steps(
    inputs: AffordabilityInput,
    known: Known,
    possible: Outcome,
    referral: Outcome,
    relief: Outcome | None,
    within: Outcome | None,
    has_flags: bool,
) -> list[str]:
    """What to do now, each starting with a verb."""
    steps = []
    if not known.income_entered:
        steps.append("Ask what comes in, line by line. Enter 0 where nothing does.")
    if known.needs.that_are(Verdict.NO):
        steps.append("Help the tenant today to ask for emergency help with what they go without.")
    if has_flags:
        steps.append("Ask about each amount under “Spending to ask about”, and note why.")
    if referral.verdict is Verdict.YES:
        steps.append("Refer the tenant to free, independent debt advice, with their consent.")
    if relief is not None and relief.verdict is not Verdict.NO:
        steps.append("Tell the adviser that a debt relief order may be worth looking at.")
    if known.surplus <= 0 and known.income_entered:
        steps.append("Check which benefits are not claimed yet.")
    if known.without_payment:
        steps.append("Ask what has been agreed with each priority creditor, and enter it.")
    if possible.verdict is Verdict.YES:
        steps += offer_steps(within)
    if inputs.arrears_from_benefit is YesNoNotKnown.NOT_KNOWN and has_universal_credit(inputs):
        steps.append("Check whether Universal Credit already pays towards these arrears.")
    steps.append("Read the statement back, and give the tenant a copy.")
    if inputs.leave_savings is YesNo.NO:
        steps.append("Note why nothing is left for savings.")
    return steps


def offer_steps(within: Outcome | None) -> list[str]:
    """What to do with an offer."""
    steps = ["Agree an amount that the tenant is sure of, within the range; less is better than a "
             "plan that breaks."]  # fmt: skip
    if within is not None and within.verdict is Verdict.NO:
        steps.append("Record why a plan longer than usual is right for this household.")
    steps.append(
        "Put the offer in the repayment plan, which checks it against the rest of the policy."
    )
    return steps
