"""What follows from one answer to the next: facts that need not be typed twice.

A link gives the value of one question from facts typed elsewhere or from another calculator's
answer, with a reason an officer can check. It is used only where that question was not answered;
where it was, and says something else, the case sheet asks which is right. To add a link, write a
function that takes a :class:`Known` and returns a :class:`Found` or None, and list it in
:data:`LINKS`. A link to or from a calculator that is not listed does nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculators.affordability.statement import Heading, Side
from calculators.case.facts import Facts, read
from calculators.core.ages import age_on, reached_state_pension_age
from calculators.core.calendar import DAY, add_months
from calculators.core.choices import YesNo
from calculators.core.results import CalculatorResult
from calculators.core.wording import long_date

ADULT = 25
SCHOOL_LEAVER, CHILD = 19, 16


@dataclass(frozen=True)
class Known:
    """What a link may look at: the facts typed, and the answers worked out before it."""

    facts: Facts
    answers: Mapping[str, CalculatorResult]

    def amount(self, calculator: str, field: str) -> Decimal | None:
        """A number in another calculator's answer, if there is that answer and it has one."""
        found = getattr(self.answers.get(calculator), field, None)
        return found if isinstance(found, Decimal) else None


@dataclass(frozen=True)
class Found:
    """A fact that follows: its value as it would be typed, and the words after "because"."""

    value: str
    because: str


Link = Callable[[Known], Found | None]


def household(known: Known) -> Found | None:
    """Whose standard allowance is meant, by age on the last day of the assessment period.

    Source:
        Universal Credit Regulations 2013, reg. 36: the amounts differ from the age of 25. Ages are
        those of the last day; a partner who cannot be part of the claim leaves the amount of one
        person: reg. 3(3).
    """
    facts = known.facts
    on, born = age_day(known), facts.date("date_of_birth")
    partner = facts.text("partner")
    if on is None or born is None or born > on or not partner:
        return None
    tenant = age_on(born, on)
    alone = partner == YesNo.NO.value
    if alone or facts.text("partner_can_claim") == YesNo.NO.value:
        value = "single-25-or-over" if tenant >= ADULT else "single-under-25"
        why = "has no partner" if alone else "claims alone"
        return Found(value, f"the tenant is {tenant} on {long_date(on)} and {why}")
    other = facts.date("partner_date_of_birth")
    if other is None or other > on:
        return None
    ages = (tenant, age_on(other, on))
    value = "couple-one-25-or-over" if max(ages) >= ADULT else "couple-both-under-25"
    return Found(value, f"the couple are {ages[0]} and {ages[1]} on {long_date(on)}")


def age_day(known: Known) -> dt.date | None:
    """The day ages count on: the last of the assessment period, or the day of the case.

    Source:
        Universal Credit Regulations 2013, reg. 21; the whole-month rule of SI 2013/381, Sch. 1.
    """
    last = getattr(known.answers.get("universal_credit"), "period_ends", None)
    if isinstance(last, dt.date):
        return last
    start = known.facts.date("assessment_period_start")
    return known.facts.date("case_date") if start is None else add_months(start, 1) - DAY


def arrears(known: Known) -> Found | None:
    """What is owed for rent, once recharges and court costs are kept apart.

    A money claim is for the whole debt, which may be more.

    Source:
        Arithmetic: the arrears position works it out from the account.
    """
    if known.facts.text("court_step") == "money-claim":
        return None
    owed = known.amount("arrears_position", "rent_arrears")
    return Found(str(owed), "that is the rent owed in Arrears position") if owed else None


def benefit(known: Known) -> Found | None:
    """Which benefit deductions would come from, where the rent is paid through it.

    Source:
        A fact already given: what helps pay the rent.
    """
    if known.facts.text("help_with_rent").startswith("uc-"):
        return Found("universal-credit", "Universal Credit helps with the rent")
    for name, value in (
        ("gets_universal_credit", "universal-credit"),
        ("gets_pension_credit", "pension-credit"),
    ):
        if known.facts.text(name) == YesNo.YES.value:
            return Found(value, "Benefit check says that the household gets it")
        if known.facts.text("main_benefit") == IN_FULL[value]:
            return Found(value, "Housing Benefit says so")
    return None


def all_of_pension_age(known: Known) -> bool:
    """Whether everybody whose claim it would be has reached State Pension age.

    Source:
        Pensions Act 1995, Sch. 4 para. 1; Welfare Reform Act 2012, s.4(1)(b).
    """
    facts, births = known.facts, ["date_of_birth"]
    on, partner = facts.date("case_date"), facts.text("partner")
    if partner == YesNo.YES.value:
        births.append("partner_date_of_birth")
    born = [facts.date(name) for name in births]
    if on is None or not partner:
        return False
    return all(day is not None and day <= on and reached_state_pension_age(day, on) for day in born)


PENSION_AGE = "nobody in the household is under State Pension age"


def assessment_period_start(known: Known) -> Found | None:
    """The first day that the next payment is for; the day of the case at State Pension age.

    A period typed that starts on the same day of another month is no contradiction. At State
    Pension age Universal Credit has ended, and its calculator need only say so.

    Source:
        Universal Credit Regulations 2013, reg. 21 and reg. 47; and as :func:`all_of_pension_age`.
    """
    facts = known.facts
    if all_of_pension_age(known):
        on = facts.date("case_date")
        assert on is not None
        return Found(on.isoformat(), PENSION_AGE)
    first, typed = facts.date("benefit_covers_from"), facts.date("assessment_period_start")
    if first is None or not helped_by_universal_credit(known):
        return None
    if typed is not None and typed.day == first.day:
        return None
    return Found(first.isoformat(), f"the next payment is for the days from {long_date(first)}")


def helped_by_universal_credit(known: Known) -> bool:
    """Whether Universal Credit is said to help with the rent; sourced as :func:`benefit`."""
    return known.facts.text("help_with_rent").startswith("uc-")


def uc_housing_amount(known: Known) -> Found | None:
    """What Universal Credit pays towards the rent: as its next payment is said to, or worked out.

    Source:
        A fact already given, or the award as its own calculator works it out.
    """
    if not helped_by_universal_credit(known):
        return None
    said = known.facts.money("benefit_next_amount")
    if said is not None:
        return Found(str(said), "the next payment is said to have that much for rent")
    direct = known.facts.typed.get("rent_paid_to_us")
    if isinstance(direct, Mapping) and direct.get("per") == "monthly":
        paid = read(direct.get("amount"), "money")
        if isinstance(paid, Decimal):
            return Found(str(paid), "Affordability has that much paid straight to us")
    worked_out = known.amount("universal_credit", "to_landlord")
    if worked_out is None:
        return None
    return Found(str(worked_out), "Universal Credit works out that much for rent")


def next_uc_payment(known: Known) -> Found | None:
    """The day of the next Universal Credit payment, from where the account stands.

    Source:
        The same fact in the words of another question.
    """
    day = known.facts.date("benefit_next_on")
    if day is None or not helped_by_universal_credit(known):
        return None
    return Found(day.isoformat(), "Arrears position has the next payment on that day")


def housing_benefit(known: Known) -> Found | None:
    """A week's Housing Benefit, where its calculator can tell it.

    Source:
        The award as its own calculator works it out.
    """
    if known.facts.text("help_with_rent") != "housing-benefit":
        return None
    award = known.amount("housing_benefit", "award")
    return None if award is None else Found(str(award), "Housing Benefit works out that much")


def only_benefits(known: Known) -> Found | None:
    """Whether benefits are the only income, going by the statement of income.

    Pensions say nothing: some are benefits and some are not.

    Source:
        Arithmetic on the headings of the statement.
    """
    rows = getattr(known.answers.get("affordability"), "headings", ())
    income = {row.heading for row in rows if row.side == Side.INCOME and row.monthly > 0}
    if income & {Heading.PAY.inside, Heading.OTHER_INCOME.inside}:
        return Found(YesNo.NO.value, "Affordability has other income too")
    benefits = {Heading.BENEFITS.inside, Heading.CLOSED_BENEFITS.inside}
    if income and income <= benefits:
        return Found(YesNo.YES.value, "Affordability has no other income")
    return None


def gets_universal_credit(known: Known) -> Found | None:
    """Whether the household gets Universal Credit; sourced as :func:`benefit`."""
    if all_of_pension_age(known):
        return Found(YesNo.NO.value, PENSION_AGE)
    return gets(known, "universal-credit", known.facts.text("help_with_rent").startswith("uc-"))


def gets_pension_credit(known: Known) -> Found | None:
    """Whether the household gets Pension Credit; sourced as :func:`benefit`."""
    return gets(known, "pension-credit", False)


def gets(known: Known, which: str, helps: bool) -> Found | None:
    """Whether a benefit is in payment, going by what was said of it elsewhere."""
    if helps:
        return Found(YesNo.YES.value, "it helps with the rent")
    if known.facts.text("benefit") == which:
        return Found(YesNo.YES.value, "Deductions and managed payments says so")
    if known.facts.text("main_benefit") == IN_FULL[which]:
        return Found(YesNo.YES.value, "Housing Benefit says so")
    return None


#: What Housing Benefit calls the benefits with which it pays in full.
IN_FULL = {"universal-credit": "universal-credit", "pension-credit": "guarantee-credit"}


def main_benefit(known: Known) -> Found | None:
    """Whether Housing Benefit is paid in full, with Universal Credit; sourced as :func:`benefit`.

    Pension Credit in payment says nothing here: only its guarantee part counts. Without either
    benefit, there is neither of the two.
    """
    if (
        known.facts.text("gets_universal_credit") == YesNo.NO.value
        and known.facts.text("gets_pension_credit") == YesNo.NO.value
    ):
        return Found("none", "Benefit check says that the household gets neither")
    if known.facts.text("gets_universal_credit") == YesNo.YES.value:
        return Found("universal-credit", "Benefit check says that the household gets it")
    if known.facts.text("benefit") == "universal-credit":
        return Found("universal-credit", "Deductions and managed payments says so")
    return None


def paid_to_us_already(known: Known) -> Found | None:
    """Whether rent is paid to the landlord already; sourced as :func:`benefit`."""
    helps = known.facts.text("help_with_rent")
    if helps == "uc-managed-payment":
        return Found(YesNo.YES.value, "the rent is said to be paid to us")
    if helps == "uc-to-tenant":
        return Found(YesNo.NO.value, "Universal Credit is said to be paid to the tenant")
    return None


def gets_housing_benefit(known: Known) -> Found | None:
    """Whether the household gets Housing Benefit; sourced as :func:`benefit`."""
    if known.facts.text("help_with_rent") == "housing-benefit":
        return Found(YesNo.YES.value, "it helps with the rent")
    return None


#: Kinds of home that Universal Credit leaves to Housing Benefit.
SUPPORTED = ("specified", "temporary")


def housing(known: Known) -> Found | None:
    """The kind of home Universal Credit asks about, from the kind given elsewhere.

    Source:
        The same fact in the words of another question.
    """
    if known.facts.text("accommodation") in SUPPORTED:
        return Found("specified", "the kind of home given elsewhere is the same")
    if known.facts.text("shared_ownership") == YesNo.YES.value:
        return Found("shared-ownership", "the home is shared ownership")
    return None


def accommodation(known: Known) -> Found | None:
    """The kind of home Housing Benefit asks about; sourced as :func:`housing`."""
    given = known.facts.text("accommodation")
    if known.facts.text("housing") == "specified" and given not in SUPPORTED:
        return Found("specified", "the kind of home given elsewhere is the same")
    return None


def shared_ownership(known: Known) -> Found | None:
    """Whether the home is shared ownership; sourced as :func:`housing`."""
    if known.facts.text("housing") == "shared-ownership":
        return Found(YesNo.YES.value, "the kind of home given elsewhere is the same")
    return None


def work_allowance(known: Known) -> Found | None:
    """Whether the household has a work allowance: a child, or limited capability for work.

    Source:
        Universal Credit Regulations 2013, reg. 22(2).
    """
    if known.facts.rows("children"):
        return Found(YesNo.YES.value, "a child is entered")
    for name in ("health", "partner_health"):
        if known.facts.text(name) in ("lcw", "lcwra"):
            return Found(YesNo.YES.value, "limited capability for work is entered")
    return None


def uc_has_housing(known: Known) -> Found | None:
    """Whether the award has an amount for rent; sourced as :func:`benefit`."""
    if known.facts.text("help_with_rent").startswith("uc-"):
        return Found(YesNo.YES.value, "Universal Credit helps with the rent")
    return None


def number_under_16(known: Known) -> Found | None:
    """Children under 16 on the day of the case.

    Source:
        Arithmetic on dates of birth.
    """
    return how_many(known, "children", lambda age: age < CHILD)


def number_16_to_18(known: Known) -> Found | None:
    """Young people aged 16 to 18 on the day of the case; sourced as :func:`number_under_16`."""
    return how_many(known, "children", lambda age: CHILD <= age < SCHOOL_LEAVER)


def number_non_dependants(known: Known) -> Found | None:
    """Other adults in the home; sourced as :func:`number_under_16`."""
    return how_many(known, "non_dependants", lambda _: True)


def how_many(known: Known, rows: str, counts: Callable[[int], bool]) -> Found | None:
    """How many of the people listed are of an age; None if a date of birth cannot be read."""
    people, on = known.facts.rows(rows), known.facts.date("case_date")
    if people is None or on is None:
        return None
    born = [read(row.get("born"), "date") for row in people]
    if not all(isinstance(day, dt.date) and day <= on for day in born):
        return None
    number = sum(counts(age_on(day, on)) for day in born)
    return Found(str(number), f"the dates of birth say so on {long_date(on)}")


def notice_served_on(known: Known) -> Found | None:
    """The day a notice counts as served, where its own calculator can tell it.

    A notice that is only planned has not been served.

    Source:
        The day of service as the notice calculator works it out.
    """
    if known.facts.text("task") != "check":
        return None
    day = getattr(known.answers.get("notice"), "served_on", None)
    if not isinstance(day, dt.date):
        return None
    return Found(day.isoformat(), f"Notice has it served on {long_date(day)}")


LINKS: Mapping[str, Link] = {
    "notice_served_on": notice_served_on,
    "arrears": arrears,
    "household": household,
    "benefit": benefit,
    "uc_has_housing": uc_has_housing,
    "gets_universal_credit": gets_universal_credit,
    "gets_pension_credit": gets_pension_credit,
    "gets_housing_benefit": gets_housing_benefit,
    "assessment_period_start": assessment_period_start,
    "uc_housing_amount": uc_housing_amount,
    "next_uc_payment": next_uc_payment,
    "housing_benefit": housing_benefit,
    "only_benefits": only_benefits,
    "main_benefit": main_benefit,
    "paid_to_us_already": paid_to_us_already,
    "housing": housing,
    "accommodation": accommodation,
    "shared_ownership": shared_ownership,
    "work_allowance": work_allowance,
    "number_under_16": number_under_16,
    "number_16_to_18": number_16_to_18,
    "number_non_dependants": number_non_dependants,
}


#: Calculators that have no place on the sheet and are worked out for a link, by its question.
ASKED_FOR_A_LINK = {"notice_served_on": "notice"}
#: Calculators that a household of State Pension age need not be asked for, and why.
FOR_WORKING_AGE = {
    "universal_credit": "Pension Credit and Housing Benefit help instead",
    "bedroom_entitlement": "Nothing is taken off for spare bedrooms",
}


def not_for(calculator: str, known: Known) -> str:
    """Why a calculator is not for this case, whatever its open questions are answered; or "".

    Source:
        As :func:`all_of_pension_age`; SI 2006/214 has no reduction for spare bedrooms.
    """
    why = FOR_WORKING_AGE.get(calculator)
    if why is None or not all_of_pension_age(known):
        return ""
    return f"Nobody in the household is under State Pension age. {why}"


def linked(name: str, known: Known) -> Found | None:
    """What a question's answer follows from, if it follows from anything known."""
    link = LINKS.get(name)
    return link(known) if link else None


def differs(typed: Any, found: Found, kind: str) -> bool:
    """Whether what was typed says something else than what follows."""
    mine, theirs = read(typed, kind), read(found.value, kind)
    return mine is not None and mine != theirs
