"""Signs of hardship, and spending to ask about: prompts for a person, never a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.affordability import rules
from calculators.affordability.figures import Guidelines
from calculators.affordability.lines import StatementLine
from calculators.affordability.models import AffordabilityInput, Flag, GuidelineLine
from calculators.affordability.statement import MEETS, Heading, Need, WhyNothing
from calculators.core.choices import YesNo
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.reading import Paid
from calculators.core.wording import in_list, pounds

#: Costs that nearly every household has, so an empty one is asked about.
NEARLY_ALWAYS = (
    "cost_council_tax", "cost_tv_licence", "cost_water", "cost_mobile", "cost_toiletries",
)  # fmt: skip
NO_GUIDELINE = (
    "No guideline figures are loaded, so no comparison is made. They are issued to member "
    "organisations, and yours can be filled in."
)
HELP = {
    Need.FOOD: "Ask what the household eats, and who goes without.",
    Need.HEATING: "Ask how the home is heated and lit, and whether a meter has run out.",
    Need.CLOTHING: "Ask what happens when shoes or a coat are needed.",
}
LOW_AT = {Heading.FOOD: Need.FOOD, Heading.PERSONAL: Need.CLOTHING}


@dataclass(frozen=True)
class Needs:
    """What is known of food, heating and clothing, each: met, not met, or not known."""

    outcomes: dict[Need, Outcome]

    def that_are(self, verdict: Verdict) -> list[Need]:
        """The needs of which that can be said."""
        return [need for need, found in self.outcomes.items() if found.verdict is verdict]


@dataclass(frozen=True)
class Compared:
    """Spending beside the organisation's guideline figures."""

    outcome: Outcome
    lines: tuple[GuidelineLine, ...]
    flags: tuple[Flag, ...]
    low: frozenset[Need]


def needs_of(inputs: AffordabilityInput) -> Needs:
    """Food, heating and clothing, by what is spent on them and what was said."""
    why = {
        Need.FOOD: inputs.food_if_low,
        Need.HEATING: inputs.heating_if_low,
        Need.CLOTHING: inputs.clothing_if_low,
    }
    return Needs(
        {need: rules.need_met(need.value, spent_on(inputs, need), why[need].value) for need in Need}
    )


def spent_on(inputs: AffordabilityInput, need: Need) -> Decimal | None:
    """Pounds a month spent on a need, or None where every line that meets it is empty."""
    given = [getattr(inputs, name) for name in MEETS[need]]
    amounts = [rules.a_month(each.amount, each.per) for each in given if isinstance(each, Paid)]
    return sum(amounts, ZERO) if amounts else None


def make_up(inputs: AffordabilityInput) -> dict[str, int]:
    """The people whose money the statement is, as guideline figures count them."""
    further = inputs.number_other_dependants + (inputs.partner is YesNo.YES)
    return {
        "first_adult": 1,
        "further_adult": further,
        "child_under_16": inputs.number_under_16,
        "child_16_to_18": inputs.number_16_to_18,
    }


def people_in(inputs: AffordabilityInput) -> int:
    """Everybody in the home, non-dependants too."""
    return sum(make_up(inputs).values()) + inputs.number_non_dependants


def compared_with(
    found: Guidelines, inputs: AffordabilityInput, lines: Sequence[StatementLine]
) -> Compared:
    """Each category of spending beside the organisation's guideline, where it has filled one in."""
    if found.none_loaded:
        return Compared(cannot_tell(NO_GUIDELINE, "your organisation's guideline figures"),
                        (), (), frozenset())  # fmt: skip
    rows, flags, low = [], [], set()
    for heading, rates in found.rates.items():
        spent = sum((each.monthly for each in lines if each.heading is heading), ZERO)
        guideline = rules.guideline_for(rates, make_up(inputs))
        least = None if found.low_share is None else guideline * found.low_share
        place = rules.beside_guideline(spent, guideline, least)
        words = {
            "high": f"{pounds(spent - guideline)} above: ask, and note why",
            "low": f"{pounds(guideline - spent)} below: ask, and note why",
            "within": "Within",
        }[place]
        rows.append(GuidelineLine(category=heading.inside, monthly=spent, guideline=guideline,
                                  outcome=words))  # fmt: skip
        if place != "within":
            flags.append(spending_flag(heading.inside, spent, words, place))
        if place == "low" and heading in LOW_AT:
            low.add(LOW_AT[heading])
    heating = spent_on(inputs, Need.HEATING)
    if found.least_heating is not None and heating and heating < found.least_heating:
        words = f"less than {pounds(found.least_heating)}: ask, and note why"
        flags.append(spending_flag("Heating and power", heating, words, "low"))
        low.add(Need.HEATING)
    return Compared(comparison(rows, flags), tuple(rows), tuple(flags), frozenset(low))


def comparison(rows: Sequence[GuidelineLine], flags: Sequence[Flag]) -> Outcome:
    """Whether spending is within every guideline that is filled in."""
    if flags:
        names = in_list([each.about for each in flags])
        return no(f"Ask about {names}, and note why. It is no reason to refuse an offer.")
    return yes(f"Within your guideline figures for {in_list([each.category for each in rows])}."
               if rows else "Not below the least for heating and power.")  # fmt: skip


def spending_flag(about: str, spent: Decimal, words: str, place: str) -> Flag:
    """Spending that a guideline says to ask about."""
    ask = "Ask what it is for. There is often a good reason, such as illness or a special diet."
    if place == "low":
        ask = "Ask whether the household is going without."
    return Flag(about=about, found=f"{pounds(spent)} a month, {words}", ask=ask)


def need_flags(needs: Needs) -> list[Flag]:
    """Food, heating and clothing that are not met, or not known to be."""
    return [
        Flag(about=need.value.capitalize(), found=outcome.because, ask=HELP[need])
        for need, outcome in needs.outcomes.items()
        if outcome.verdict is not Verdict.YES
    ]


def hardship(needs: Needs, inputs: AffordabilityInput, low: frozenset[Need]) -> Outcome:
    """Whether the statement shows hardship."""
    without = needs.that_are(Verdict.NO)
    if without:
        names = in_list([each.value for each in without])
        return yes(f"The household is going without {names}. What they need comes first.")
    answers = {
        Need.FOOD: inputs.food_if_low,
        Need.HEATING: inputs.heating_if_low,
        Need.CLOTHING: inputs.clothing_if_low,
    }
    unknown = needs.that_are(Verdict.CANNOT_TELL)
    unknown += [
        need
        for need in Need
        if need in low and need not in unknown and answers[need] is WhyNothing.NOT_ASKED
    ]
    if unknown:
        names = in_list([each.value for each in unknown])
        return cannot_tell(
            "Spending of nothing, or very little, can mean that a household goes without.",
            f"why so little goes on {names}",
        )
    return no("Food, heating and clothing are all spent on, or met another way.")


def nothing_entered(inputs: AffordabilityInput) -> tuple[str, ...]:
    """Costs that nearly every household has and this statement does not."""
    return tuple(
        inputs.asked[name].label for name in NEARLY_ALWAYS if getattr(inputs, name) is None
    )
