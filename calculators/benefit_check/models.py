"""What we ask to see which entitlements look unclaimed, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from calculators.core import catalogue, doubts, household
from calculators.core.ages import age_on, reached_state_pension_age
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.household import Child, DisabilityBenefit
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import long_date, pounds
from calculators.housing_benefit.models import CHILDREN_UNDER, YOUNGEST_TENANT, Accommodation

GETS, MONEY, HEALTH = "What the household gets now", "Money", "Health and caring"
NIL = Decimal("0.00")
#: More than this a week is more likely a month's figure: ask.
MOST_WEEKLY = Decimal("2000.00")
YES, NO = YesNoNotKnown.YES, YesNoNotKnown.NO


def gets(label: str, **about: Any) -> Any:
    """A question about a benefit the household may get already."""
    return question(label, default=YesNoNotKnown.NOT_KNOWN, group=GETS, **about)


class BenefitCheckInput(CalculatorInput):
    """Who is in the home, what they get now, and what may bring more."""

    case_date: Date = catalogue.case_date(hint="Usually today. It chooses the rates and the ages.")
    accommodation: Accommodation = question(
        "Kind of home",
        group=catalogue.THE_CASE,
        default=Accommodation.GENERAL,
        why="Under State Pension age, Housing Benefit helps only in the last two kinds.",
    )
    date_of_birth: Date = household.date_of_birth()
    partner: YesNo = household.partner()
    partner_date_of_birth: Date | None = household.partner_date_of_birth()
    children: tuple[Child, ...] = household.children()

    gets_universal_credit: YesNoNotKnown = question(
        "Gets Universal Credit?",
        group=GETS,
        if_missing="Choose whether the household gets Universal Credit, or that it is not known",
    )
    uc_has_housing: YesNoNotKnown = gets(
        "Is there an amount for rent in the award?",
        shown_when={"gets_universal_credit": (YES.value,)},
    )
    gets_housing_benefit: YesNoNotKnown = gets("Gets Housing Benefit?")
    gets_pension_credit: YesNoNotKnown = gets("Gets Pension Credit?")
    gets_council_tax_reduction: YesNoNotKnown = gets(
        "Gets Council Tax Reduction?", hint="Also called Council Tax Support."
    )
    child_benefit: YesNoNotKnown = gets("Gets Child Benefit for every child?")

    capital: Money | None = household.capital(
        needed=False,
        group=MONEY,
        hint="Bank accounts, savings and investments of both. 0 if there are none. Leave empty "
        "if you do not know.",
    )
    pension_income: Money | None = question(
        "Income a week at State Pension age",
        default=None,
        group=MONEY,
        unit="GBP/week",
        ge=NIL,
        hint="State Pension, other pensions and earnings of both, a week. Leave empty if you do "
        "not know, or if nobody is that age.",
        why="Pension Credit tops income up to a guaranteed level.",
    )
    rent_left_unpaid: YesNoNotKnown = question(
        "Does benefit leave part of the rent for the tenant to find?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=MONEY,
        hint="Because of a spare bedroom, the benefit cap, another adult or a late award.",
    )

    disability_benefit: DisabilityBenefit = household.disability_benefit(
        group=HEALTH, default=DisabilityBenefit.NOT_KNOWN
    )
    daily_life: YesNoNotKnown = question(
        "Does ill health or a disability make the tenant's daily life or getting about hard?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=HEALTH,
        hint="Washing, dressing, cooking, managing money, mixing with people, getting about.",
    )
    partner_disability_benefit: DisabilityBenefit = household.partner_disability_benefit(
        group=HEALTH, default=DisabilityBenefit.NOT_KNOWN
    )
    partner_daily_life: YesNoNotKnown = question(
        "Does ill health or a disability make the partner's daily life or getting about hard?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=HEALTH,
        shown_when={"partner": (YesNo.YES.value,)},
    )
    looks_after_somebody: YesNoNotKnown = question(
        "Does the tenant or partner look after somebody who gets a disability benefit for care?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=HEALTH,
        hint="Most of the week, in this home or another.",
    )
    gets_for_caring: YesNoNotKnown = question(
        "Is Carer's Allowance, or a carer amount in another benefit, in payment for it?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=HEALTH,
        shown_when={"looks_after_somebody": (YES.value,)},
    )
    carer_earnings: Money | None = question(
        "Earnings of the person who cares, a week",
        default=None,
        group=HEALTH,
        unit="GBP/week",
        ge=NIL,
        hint="After tax, National Insurance and half of any pension contribution. 0 if none. Leave "
        "empty if you do not know.",
        shown_when={"looks_after_somebody": (YES.value,)},
    )

    amounts_checked: YesNo = doubts.amounts_checked()

    def problems(self) -> list[Problem]:
        """Facts that cannot be."""
        return [*self.births(), *self.contradictions()]

    def births(self) -> Iterator[Problem]:
        """Dates of birth that lie ahead, or of a child older than a parent."""
        people = [
            ("date_of_birth", "Tenant's date of birth", self.date_of_birth),
            ("partner_date_of_birth", "Partner's date of birth", self.partner_date_of_birth),
        ]
        people += [
            (f"children.{number}.born", f"Child {number + 1}: Date of birth", child.born)
            for number, child in enumerate(self.children)
        ]
        for field, label, born in people:
            if born is not None and born > self.case_date:
                yield Problem(
                    field,
                    f"{label} must not be after the date the answer is for, "
                    f"{long_date(self.case_date)}",
                )
        for field, label, born in people[:2]:
            if born is None or born > self.case_date:
                continue
            if (age := age_on(born, self.case_date)) < YOUNGEST_TENANT:
                yield Problem(field, f"{label}: is {long_date(born)} right? It makes them {age}")
        for number, child in enumerate(self.children):
            if child.born <= self.date_of_birth:
                yield Problem(
                    f"children.{number}.born",
                    f"Child {number + 1}: Date of birth must be later than the tenant's. Check "
                    "both",
                )
            elif (
                child.born <= self.case_date
                and age_on(child.born, self.case_date) >= CHILDREN_UNDER
            ):
                yield Problem(
                    f"children.{number}.born",
                    f"Child {number + 1}: Date of birth makes them {CHILDREN_UNDER} or over. Take "
                    "them out, or check the year",
                )

    def doubts(self) -> Iterator[Doubt]:
        """Children listed too often, and weekly amounts that look like a month's."""
        yield from household.born_together(self.children)
        for name, amount in (
            ("pension_income", self.pension_income),
            ("carer_earnings", self.carer_earnings),
        ):
            if amount is not None and amount > MOST_WEEKLY:
                yield doubts.doubt(
                    name,
                    f"{pounds(amount)} a week",
                    f"It is more than {pounds(MOST_WEEKLY)}",
                    "If it is for a month, multiply by 12 and divide by 52",
                )

    def contradictions(self) -> Iterator[Problem]:
        """Benefits that cannot be paid together."""
        if self.gets_universal_credit is YES and self.gets_pension_credit is YES:
            yield Problem(
                "gets_pension_credit",
                "Universal Credit and Pension Credit are not paid to one household at the same "
                "time. Check which it is",
            )
        old = [
            reached_state_pension_age(each, self.case_date)
            for each in self.born
            if each <= self.case_date
        ]
        both = self.gets_universal_credit is YES and self.gets_pension_credit is YES
        if self.gets_universal_credit is YES and all(old) and not both:
            yield Problem(
                "gets_universal_credit",
                "Universal Credit ends at State Pension age, and nobody here is under it. Check "
                "the dates of birth and the benefit",
            )
        if self.gets_pension_credit is YES and not any(old) and not both:
            yield Problem(
                "gets_pension_credit",
                "Pension Credit starts at State Pension age, and nobody here has reached it on "
                f"{long_date(self.case_date)}. Check the dates of birth and the benefit",
            )
        general = self.accommodation is Accommodation.GENERAL
        both = self.gets_universal_credit is YES and self.gets_housing_benefit is YES
        if general and both and self.uc_has_housing is YES:
            yield Problem(
                "gets_housing_benefit",
                "Universal Credit has an amount for rent, so Housing Benefit is not paid for the "
                "same home. Check which it is",
            )

    @property
    def born(self) -> tuple[dt.date, ...]:
        """The dates of birth of the tenant and any partner."""
        if self.partner_date_of_birth is None:
            return (self.date_of_birth,)
        return (self.date_of_birth, self.partner_date_of_birth)


class Check(Frozen):
    """One entitlement, whether it looks unclaimed, why, and where to apply."""

    benefit: str = part("Entitlement", row_header=True)
    looks: str = part("Looks unclaimed?")
    why: str = part("Why")
    where: str | None = part("Where to apply", if_none="")


class BenefitCheckResult(CalculatorResult):
    """Which entitlements look unclaimed: a prompt to refer, and no award."""

    unclaimed: int = part("Look unclaimed")
    not_known: int = part("Cannot tell yet")
    ask_first: str | None = part("Ask this first", if_none="Nothing", default=None)
    checks: tuple[Check, ...] = part(
        "Entitlements, one by one",
        section="What may be missing",
        hint="A prompt to refer to a benefits adviser. Only the office that pays can decide.",
    )
