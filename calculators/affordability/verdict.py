"""Whether an offer can be suggested, and the answer in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calculators.affordability import rules
from calculators.affordability.hardship import Needs
from calculators.affordability.models import AffordabilityInput
from calculators.core.catalogue import HelpWithRent
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.wording import counted, facts_in_list, in_list, long_date, pounds

ADVICE = "Refer to free debt advice, and agree no plan before it."
NO_INCOME = "No income is entered yet."


@dataclass(frozen=True)
class Known:
    """What decides whether an offer can be suggested.

    Attributes:
        surplus: Pounds a month after essential costs.
        left: Pounds a month for rent arrears, or None where it cannot be told.
        other_debts: Who is owed besides priority debts.
        without_payment: Priority debts to which nothing is known to be paid.
        needs: Food, heating and clothing.
        income_entered: Whether anybody has said what comes in, be it nothing.
    """

    surplus: Decimal
    left: Decimal | None
    other_debts: list[str]
    without_payment: list[str]
    needs: Needs
    income_entered: bool = True


def can_offer(inputs: AffordabilityInput, known: Known) -> Outcome:
    """Whether the statement supports an offer: what is certain first, then what is not known."""
    if not known.income_entered:
        return cannot_tell(NO_INCOME, "what comes in")
    if known.surplus <= 0:
        return no(f"Nothing is left after essential costs. {ADVICE}")
    if known.other_debts:
        return no(f"There are other debts: {in_list(known.other_debts)}. {ADVICE}")
    if without := known.needs.that_are(Verdict.NO):
        names = in_list([each.value for each in without])
        return no(f"The household is going without {names}, which comes first.")
    if known.left is not None and known.left < rules.POUND:
        return no(
            "Less than a pound a month is left after savings and other priority debts. " + ADVICE
        )
    if open_facts := unknown_facts(inputs, known):
        return cannot_tell("What is left may not be what can be paid.", *open_facts)
    return yes("It leaves every essential cost and the savings allowance untouched.")


def unknown_facts(inputs: AffordabilityInput, known: Known) -> list[str]:
    """What would have to be known before an offer is safe."""
    found = [
        f"how the household manages for {need.value}"
        for need in known.needs.that_are(Verdict.CANNOT_TELL)
    ]
    if known.without_payment:
        found.append(f"what is to be paid to {in_list(known.without_payment)}")
    if inputs.help_with_rent is HelpWithRent.NOT_KNOWN and inputs.income_universal_credit:
        found.append("whether Universal Credit pays the rent to the tenant or to us")
    if known.left is None:
        found.append(f"the landlord's savings allowance on {long_date(inputs.case_date)}")
    return found


def answer(known: Known, possible: Outcome, offer: Decimal | None, months: int | None) -> str:
    """The one sentence an officer can read out."""
    surplus = known.surplus
    if not known.income_entered:
        return (
            f"{NO_INCOME} Enter what comes in, or 0 where nothing does: {pounds(-surplus)} a month "
            "goes out."
        )
    if surplus < 0:
        return (
            f"The household is {pounds(-surplus)} a month short of its essential costs: refer to "
            "free debt advice, and agree no plan before it."
        )
    if surplus == 0:
        return (
            "Nothing is left after essential costs: refer to free debt advice, and agree no plan "
            "before it."
        )
    left = f"{pounds(surplus)} a month is left after essential costs"
    if offer is not None:
        clears = f", which clears them in {counted(months, 'month')}" if months else ""
        return f"{left}; offer {pounds(offer)} a month towards the arrears{clears}."
    if possible.verdict is Verdict.CANNOT_TELL:
        return f"{left}; before suggesting an offer, find out {facts_in_list(possible.settled_by)}."
    if known.other_debts:
        return (
            f"{left}, but there are other debts: refer to free debt advice, and agree no plan "
            "before it."
        )
    if without := known.needs.that_are(Verdict.NO):
        names = in_list([each.value for each in without])
        return f"{left}, but the household is going without {names}: help with that comes first."
    return (
        f"{left}, but less than a pound of it after savings and other priority debts: refer to "
        "free debt advice, and agree no plan before it."
    )


def range_in_words(
    possible: Outcome, known: Known, least: Decimal | None, most: Decimal | None
) -> str | None:
    """What the household can afford for arrears, in pounds a month; None where there is nothing.

    Args:
        possible: Whether an offer can be suggested.
        known: What decided it.
        least: The least a month that clears the arrears in the usual longest plan, if known.
        most: The most that is left, or the arrears where they are less; None where not known.
    """
    if most is None or known.left is None or known.left < rules.POUND:
        return None
    if known.needs.that_are(Verdict.NO):
        return None
    up_to = f"Up to {pounds(most)} a month"
    if known.other_debts:
        return f"{up_to} at most, for a debt adviser to look at first"
    if possible.verdict is Verdict.CANNOT_TELL:
        return f"{up_to} at most, once what is not known is settled"
    if least is None:
        return up_to
    if least > most:
        return f"{up_to}; {pounds(least)} would clear the arrears in the usual longest plan"
    all_of_it = "all that is left" if most == known.left else "all that is owed"
    return (
        f"{pounds(least)} to {pounds(most)} a month: the first clears the arrears in the usual "
        f"longest plan, the second is {all_of_it}"
    )
