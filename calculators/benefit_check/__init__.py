"""Benefit check: which entitlements look unclaimed, why, and where to apply."""

from __future__ import annotations

from collections import Counter

from calculators.benefit_check import rules
from calculators.benefit_check.models import BenefitCheckInput, BenefitCheckResult, Check
from calculators.core.checklist import in_full
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.trace import Trace
from calculators.core.wording import counted, in_list
from calculators.housing_benefit.models import Accommodation

__all__ = ["BenefitCheckInput", "BenefitCheckResult", "calculate"]

UC_LIMIT = "universal_credit.capital.upper_limit"
HB_LIMIT = {
    True: "housing_benefit.capital.pension_age.upper",
    False: "housing_benefit.capital.working_age.upper",
}
GUARANTEE = {
    YesNo.NO: "pension_credit.guarantee.single",
    YesNo.YES: "pension_credit.guarantee.couple",
}
CARER_LIMIT = "carers_allowance.earnings_limit"
ONLINE = "Online, on GOV.UK"
COUNCIL = "The council"
LOOKS = {Verdict.YES: "Looks unclaimed", Verdict.NO: "No", Verdict.CANNOT_TELL: "Cannot tell yet"}
PROMPT = "This is a prompt to refer, not an award."


def calculate(inputs: BenefitCheckInput, figures: FigureSet) -> BenefitCheckResult:
    """Which entitlements look unclaimed from the facts given.

    Raises:
        FigureNotHeld: For a day whose rates are not held.
    """
    trace = Trace(figures)
    found = checks(inputs, trace)
    unclaimed = [name for name, outcome, _ in found if outcome.verdict is Verdict.YES]
    unknown = [each for each in found if each[1].verdict is Verdict.CANNOT_TELL]
    first = settles_most([outcome for _, outcome, _ in unknown])
    return BenefitCheckResult(
        answer=answer(unclaimed, len(unknown)),
        warnings=(PROMPT,),
        next_steps=tuple(next_steps(unclaimed, first)),
        working=trace.finish(),
        unclaimed=len(unclaimed),
        not_known=len(unknown),
        ask_first=first or None,
        checks=tuple(
            Check(
                benefit=name,
                looks=LOOKS[outcome.verdict],
                why=in_full(outcome),
                where=where if outcome.verdict is not Verdict.NO else None,
            )
            for name, outcome, where in found
        ),
    )


def checks(inputs: BenefitCheckInput, trace: Trace) -> list[tuple[str, Outcome, str]]:
    """Each entitlement with its outcome and where to apply, in the order to ask about them."""
    day = inputs.case_date
    ages = rules.pension_age(inputs.born, day)
    caring = inputs.looks_after_somebody is YesNoNotKnown.YES
    uc_limit = ZERO if ages[0] else trace.number(UC_LIMIT, day)
    hb_limit = trace.number(HB_LIMIT[ages[1]], day) if may_be_hb(inputs, ages[0]) else ZERO
    guarantee = trace.number(GUARANTEE[inputs.partner], day) if ages[0] else ZERO
    carer_limit = trace.number(CARER_LIMIT, day) if caring else ZERO
    on_credit = rules.on_universal_credit(
        inputs.gets_universal_credit, inputs.gets_pension_credit, ages
    )
    rent_help = rules.benefit_for_rent(
        inputs.gets_housing_benefit, on_credit, inputs.uc_has_housing
    )
    general = inputs.accommodation is Accommodation.GENERAL
    return [
        (
            "Universal Credit",
            rules.universal_credit(
                on_credit,
                inputs.born,
                day,
                inputs.capital,
                uc_limit,
                for_rent=inputs.uc_has_housing if general else YesNoNotKnown.YES,
                older_awards=(inputs.gets_pension_credit, inputs.gets_housing_benefit),
            ),
            ONLINE,
        ),
        (
            "Housing Benefit",
            rules.housing_benefit(
                inputs.gets_housing_benefit,
                inputs.gets_pension_credit,
                inputs.accommodation,
                ages,
                inputs.capital,
                hb_limit,
                on_credit,
            ),
            COUNCIL,
        ),
        (
            "Pension Credit",
            rules.pension_credit(
                inputs.gets_pension_credit, ages, inputs.pension_income, guarantee, on_credit
            ),
            "The Pension Service, by telephone or online on GOV.UK",
        ),
        (
            "Council Tax Reduction",
            rules.council_tax_reduction(inputs.gets_council_tax_reduction),
            COUNCIL,
        ),
        *for_disability(inputs),
        (
            "Carer's Allowance or a carer amount",
            rules.for_caring(
                inputs.looks_after_somebody,
                inputs.gets_for_caring,
                inputs.carer_earnings,
                carer_limit,
                on_credit,
            ),
            f"{ONLINE}; a carer amount through the tenant's Universal Credit account",
        ),
        ("Child Benefit", rules.child_benefit(len(inputs.children), inputs.child_benefit), ONLINE),
        (
            rules.scheme_name(day),
            rules.housing_payment(day, rent_help, inputs.rent_left_unpaid),
            COUNCIL,
        ),
    ]


def may_be_hb(inputs: BenefitCheckInput, all_of_pension_age: bool) -> bool:
    """Whether Housing Benefit's limit on savings can matter to the answer."""
    return all_of_pension_age or inputs.accommodation is not Accommodation.GENERAL


def for_disability(inputs: BenefitCheckInput) -> list[tuple[str, Outcome, str]]:
    """The disability benefit of the tenant and of any partner."""
    where = "The Department for Work and Pensions, by telephone or online on GOV.UK"
    found = []
    asked = [("tenant", inputs.date_of_birth, inputs.disability_benefit, inputs.daily_life)]
    if inputs.partner_date_of_birth is not None:
        asked.append(
            (
                "partner",
                inputs.partner_date_of_birth,
                inputs.partner_disability_benefit,
                inputs.partner_daily_life,
            )
        )
    for who, born, gets, daily_life in asked:
        name = rules.disability_benefit_name(born, inputs.case_date)
        found.append((f"{name}: {who}", rules.for_disability(gets, daily_life), where))
    return found


def settles_most(outcomes: list[Outcome]) -> str:
    """The fact that the most open checks wait for, the earliest of equals; "" if none is open."""
    facts = Counter(fact for each in outcomes for fact in each.settled_by)
    return max(facts, key=lambda fact: facts[fact]) if facts else ""


def answer(unclaimed: list[str], unknown: int) -> str:
    """The one sentence an officer can read out."""
    more = f"; not enough is known yet about {unknown} more" if unknown else ""
    if not unclaimed:
        if unknown:
            return (
                f"Nothing looks unclaimed so far; not enough is known yet about "
                f"{counted(unknown, 'entitlement')}."
            )
        return "Nothing looks unclaimed from these facts."
    if len(unclaimed) == 1:
        return f"{unclaimed[0]} looks unclaimed{more}."
    return f"{in_list(unclaimed)} look unclaimed{more}."


def next_steps(unclaimed: list[str], first: str) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    if first:
        found.append(f"Find out {first}: it settles the most.")
    if unclaimed:
        found.append("Ask whether the tenant wants help to claim, and refer with their consent.")
        found.append("Record the date: many claims cannot go back to an earlier day.")
    found.append("Look again when somebody's age, health, work or home changes.")
    return found
