"""The plan that the answers support: never more than the household can spare.

What the household can afford sets the amount. Taken from benefit, it is never more than the limit
on deductions leaves room for, and is not suggested at all where the least that benefit may take is
more than the household can spare.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calculators.case.links import Known
from calculators.core.choices import YesNo
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.wording import pounds

AFFORDABILITY = "affordability"
DEDUCTIONS = "deductions_and_managed_payments"
PLAN = "repayment_plan"


@dataclass(frozen=True)
class Suggestion:
    """A plan a month, or why none is suggested.

    Attributes:
        a_month: Pounds a month the tenant pays; None if no plan is suggested.
        from_benefit: Pounds a month if it is taken from benefit instead; None if it cannot be, or
            is not known.
        words: What is suggested and what it rests on, in sentences.
        settled_by: The calculators whose answers would settle it.
    """

    a_month: Decimal | None
    from_benefit: Decimal | None
    words: tuple[str, ...]
    settled_by: tuple[str, ...] = ()


def suggested_plan(known: Known) -> Suggestion | None:
    """The plan that the answers so far support; None where nothing here works out what is spare.

    Source:
        The order of an officer's questions: what the household can afford comes before any plan.
    """
    answer = known.answers.get(AFFORDABILITY)
    if answer is None:
        return None
    spare, because = most_to_spare(known)
    if spare is None:
        words = [f"No plan is suggested. {because}".strip()]
        if could_be_deducted(known) and short(known):
            words.append(
                "Do not ask for a deduction from benefit before that advice: it would come out of "
                "essential costs too."
            )
        return Suggestion(None, None, tuple(words))
    words = [f"{pounds(spare)} a month: the offer that Affordability suggests."]
    if typed := over(known, spare):
        words.append(typed)
    taken, about = from_benefit(known, spare)
    if about:
        words.append(about)
    return Suggestion(spare, taken, tuple(words))


def beware(calculator: str, known: Known) -> str:
    """What the statement of income and costs says against any plan; "" for another calculator.

    Source:
        As :func:`suggested_plan`.
    """
    can = getattr(known.answers.get(AFFORDABILITY), "can_offer", None)
    if calculator != PLAN or not isinstance(can, Outcome) or can.verdict is not Verdict.NO:
        return ""
    return f"Affordability suggests no plan. {can.because}"


def most_to_spare(known: Known) -> tuple[Decimal | None, str]:
    """The suggested offer, never above what is left after essential costs; or None and why.

    Source:
        The affordability calculator's own answer; here it is only never exceeded.
    """
    can = getattr(known.answers[AFFORDABILITY], "can_offer", None)
    if isinstance(can, Outcome) and can.verdict is not Verdict.YES:
        return None, can.because
    offer = known.amount(AFFORDABILITY, "offer")
    left = [known.amount(AFFORDABILITY, name) for name in ("surplus", "left_for_arrears")]
    limits = [each for each in (offer, *left) if each is not None]
    if offer is None or min(limits) <= ZERO:
        return None, "Nothing is left after essential costs. Refer the household to debt advice."
    return min(limits), ""


def short(known: Known) -> bool:
    """Whether Affordability has found that nothing can be spared.

    Source:
        The affordability calculator's own answer.
    """
    can = getattr(known.answers[AFFORDABILITY], "can_offer", None)
    return not isinstance(can, Outcome) or can.verdict is not Verdict.CANNOT_TELL


def could_be_deducted(known: Known) -> bool:
    """Whether the deductions calculator finds nothing against a deduction for the arrears.

    Source:
        The deductions calculator's own answer.
    """
    may = getattr(known.answers.get(DEDUCTIONS), "deduction", None)
    return isinstance(may, Outcome) and may.verdict is not Verdict.NO


def from_benefit(known: Known, spare: Decimal) -> tuple[Decimal | None, str]:
    """What could be taken from benefit for the arrears in place of a payment, and what limits it.

    Source:
        The deductions calculator's own answer, which cites the limit it applies.
    """
    answer = known.answers.get(DEDUCTIONS)
    if answer is None:
        return None, ""
    may, most = getattr(answer, "deduction", None), known.amount(DEDUCTIONS, "most_deduction")
    if isinstance(may, Outcome) and may.verdict is Verdict.NO:
        return None, f"Not from benefit: {may.because}"
    if most is None:
        return None, ""
    least = known.amount(DEDUCTIONS, "least_deduction") or ZERO
    taken = min(spare, most)
    if taken <= ZERO or taken < least:
        return None, (
            "Not from benefit: the limit on deductions leaves no room, or the least that may be "
            "taken is more than the household can spare."
        )
    instead = "Taken from benefit instead"
    if isinstance(may, Outcome) and may.verdict is Verdict.CANNOT_TELL:
        instead = "Taken from benefit instead, if a deduction can be asked for, which is not known"
    if most < spare:
        return taken, (
            f"{instead}, {pounds(taken)} a month: the limit on all deductions leaves no more."
        )
    return taken, f"{instead}, {pounds(taken)} a month is within the limit."


def over(known: Known, spare: Decimal) -> str:
    """A warning where the plan typed takes more than the household can spare; "" if not.

    Source:
        A comparison of two calculators' answers.
    """
    typed = known.amount(PLAN, "a_month")
    pays_rent_too = known.facts.text("offer_includes_rent") == YesNo.YES.value
    if typed is None or typed <= spare or pays_rent_too:
        return ""
    return (
        f"The offer typed comes to {pounds(typed)} a month, {pounds(typed - spare)} more than "
        "that. Ask again before agreeing it."
    )


def as_offer(suggestion: Suggestion) -> dict[str, str]:
    """The suggestion as answers of a plan's form."""
    assert suggestion.a_month is not None
    return {
        "plan_from": "amount",
        "plan_stage": "new",
        "offer": str(suggestion.a_month),
        "offer_frequency": "monthly",
        "offer_includes_rent": "no",
    }
