"""What the Universal Credit calculator asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators.core import catalogue, doubts, household
from calculators.core.ages import age_on
from calculators.core.catalogue import THE_RENT
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.household import Child, NonDependant
from calculators.core.periods import Frequency, converted
from calculators.core.plausible import (
    LEAST_RENT,
    MOST_RENT,
    MOST_SUPPORTED_RENT,
    unlikely_bedrooms,
    unlikely_rent,
)
from calculators.core.questions import AskedModel, CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.wording import counted, long_date, pounds, with_unit
from calculators.universal_credit import periods
from calculators.universal_credit.choices import (
    Health,
    Housing,
    Income,
    LcwraRate,
    Pay,
    Special,
    Who,
    Work,
)

PAY, OTHER_MONEY = "Pay", "Other money and savings"
HEALTH, CHILDCARE, CAP = "Health and caring", "Childcare", "The benefit cap"
MORE, OUTSIDE = "Less often needed", "What is not worked out here"
RENTED = (Housing.RENTED.value, Housing.SHARED_OWNERSHIP.value)
CHARGED = (*RENTED, Housing.SPECIFIED.value)
WITH_PARTNER = {"partner": (YesNo.YES.value,)}
NIL = Decimal("0.00")
#: The Universal Credit Regulations 2013 came into force.
FIRST_DAY = dt.date(2013, 4, 29)
#: Pay above this a month is more likely a slip than real.
MOST_PAY = Decimal("10000.00")
#: More childcare than this for each child in a month is more likely a longer time's.
MOST_CHILDCARE = Decimal("4000.00")
#: None of these comes to as much a week: more is likely a month's amount.
MOST_BENEFIT_WEEK = Decimal("200.00")
FLAT_RATE = (Income.CARERS_ALLOWANCE, Income.JSA, Income.ESA, Income.ESA_SUPPORT)
#: Nobody is paid one of these twice.
ONE_EACH = (*FLAT_RATE, Income.MATERNITY, Income.WIDOWED_PARENT)
#: Days further than this from the assessment period say nothing about it.
A_YEAR = dt.timedelta(days=366)
OLDEST_YOUNG_PERSON = 19
LEAST_AGE = 16
DATE_WORDS = "Enter the day the pay arrived, like 27 11 2026"


class Payday(AskedModel):
    """One payment of wages."""

    paid_on: Date = question("Day it was paid", if_missing=DATE_WORDS)
    net: Money = question(
        "Take-home pay",
        unit="GBP",
        ge=0,
        le=100_000,
        if_missing="Enter the take-home pay, like 1240.00",
    )
    who: Who = question("Whose pay", default=Who.TENANT)


class OtherIncome(AskedModel):
    """One kind of money other than pay."""

    kind: Income = question("What it is", if_missing="Choose what kind of money it is")
    amount: Money = question(
        "Amount each time",
        unit_from="frequency",
        unit="GBP",
        ge=0,
        le=100_000,
        if_missing="Enter the amount, like 86.45",
    )
    frequency: Frequency = question("How often", default=Frequency.WEEKLY)


class UniversalCreditInput(CalculatorInput):
    """One household, its home and its money, for one assessment period."""

    beside_the_point = (
        (
            "housing",
            (
                "charges_not_covered",
                "service_charges",
                "bedrooms",
                "others_liable",
                "partner_on_tenancy",
                "overnight_carer",
                "foster_carer",
                "partners_need_two_rooms",
                "sanctuary_scheme",
            ),
        ),
        ("childcare", ("work", "partner_work")),
    )

    assessment_period_start: Date = household.assessment_period_start()
    date_of_birth: Date = household.date_of_birth()
    partner: YesNo = household.partner()
    partner_date_of_birth: Date | None = household.partner_date_of_birth()
    children: tuple[Child, ...] = household.children()
    non_dependants: tuple[NonDependant, ...] = household.non_dependants()

    housing: Housing = question("Kind of home", default=Housing.RENTED, group=THE_RENT)
    rent: Money | None = catalogue.rent_amount(shown_when={"housing": CHARGED})
    rent_frequency: Frequency | None = catalogue.rent_frequency(shown_when={"housing": CHARGED})
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks(shown_when={"housing": CHARGED})
    charges_not_covered: Money = question(
        "In that rent, charges Universal Credit does not cover",
        default=NIL,
        group=THE_RENT,
        unit="GBP",
        unit_from="rent_frequency",
        ge=0,
        le=10_000,
        hint="The tenant's own heating, hot water, water, meals, care or support. 0 if none.",
        shown_when={"housing": RENTED},
    )
    service_charges: Money = question(
        "Service charges Universal Credit covers, if not in that rent",
        default=NIL,
        group=THE_RENT,
        unit="GBP",
        unit_from="rent_frequency",
        ge=0,
        le=10_000,
        hint="Cleaning and lighting of shared parts, lifts, refuse and the like. 0 if none.",
        shown_when={"housing": RENTED},
    )
    bedrooms: WholeNumber | None = household.bedrooms(
        group=THE_RENT, shown_when={"housing": (Housing.RENTED.value,)}
    )

    pay_given: Pay = question("How pay is given", default=Pay.ONE_AMOUNT, group=PAY)
    earnings: Money = question(
        "Tenant's take-home pay in the assessment period",
        default=NIL,
        group=PAY,
        unit="GBP",
        ge=0,
        le=100_000,
        hint="After tax, National Insurance and pension. By the day it arrives. 0 if none.",
        shown_when={"pay_given": (Pay.ONE_AMOUNT.value,)},
    )
    paydays: tuple[Payday, ...] = question(
        "Paydays",
        default=(),
        group=PAY,
        row="Payday",
        max_rows=120,
        hint="Each counts in the assessment period in which it arrives.",
        shown_when={"pay_given": (Pay.PAYDAYS.value,)},
    )
    pay_amount: Money | None = question(
        "Tenant's take-home pay each payday",
        default=None,
        group=PAY,
        unit="GBP",
        unit_from="pay_frequency",
        gt=0,
        le=100_000,
        shown_when={"pay_given": (Pay.PATTERN.value,)},
        if_missing="Enter the take-home pay, like 310.00",
    )
    pay_frequency: Frequency | None = question(
        "How often the tenant is paid",
        default=None,
        group=PAY,
        shown_when={"pay_given": (Pay.PATTERN.value,)},
        if_missing="Choose how often the pay arrives",
    )
    pay_date: Date | None = question(
        "Any one payday",
        default=None,
        group=PAY,
        hint="It fixes which assessment periods hold an extra payday.",
        shown_when={"pay_given": (Pay.PATTERN.value,)},
        if_missing="Enter any one payday, like 27 11 2026",
    )
    partner_earnings: Money = question(
        "Partner's take-home pay in the assessment period",
        default=NIL,
        group=PAY,
        unit="GBP",
        ge=0,
        le=100_000,
        hint="0 if none.",
        shown_when={
            **WITH_PARTNER,
            "pay_given": (Pay.ONE_AMOUNT.value, Pay.PATTERN.value),
        },
    )

    capital: Money = household.capital(group=OTHER_MONEY, default=NIL)
    other_income: tuple[OtherIncome, ...] = question(
        "Other money",
        default=(),
        group=OTHER_MONEY,
        row="Other money",
        max_rows=20,
        hint="Benefits, pensions and maintenance, not Child Benefit.",
    )

    disability_benefit: household.DisabilityBenefit = household.disability_benefit(group=HEALTH)
    partner_disability_benefit: household.DisabilityBenefit = household.partner_disability_benefit(
        group=HEALTH
    )
    severely_sight_impaired: YesNo = household.severely_sight_impaired(group=HEALTH)
    health: Health = question("Tenant's health and work", default=Health.NONE, group=HEALTH)
    lcwra_rate: LcwraRate = question(
        "Is the tenant's LCWRA protected?",
        default=LcwraRate.NOT_KNOWN,
        group=HEALTH,
        why="From 6 April 2026 there are two rates, one about half the other.",
        shown_when={"health": (Health.LCWRA.value,)},
    )
    lcwra_waited: YesNo = question(
        "Has the tenant's LCWRA amount started?",
        default=YesNo.YES,
        group=HEALTH,
        hint="Usually after three assessment periods of waiting.",
        shown_when={"health": (Health.LCWRA.value,)},
    )
    lcw_before_2017: YesNo = question(
        "Has the tenant had limited capability for work since before April 2017?",
        default=YesNo.NO,
        group=HEALTH,
        hint="Only then does it add an amount.",
        shown_when={"health": (Health.LCW.value,)},
    )
    partner_health: Health = question(
        "Partner's health and work", default=Health.NONE, group=HEALTH, shown_when=WITH_PARTNER
    )
    partner_lcwra_rate: LcwraRate = question(
        "Is the partner's LCWRA protected?",
        default=LcwraRate.NOT_KNOWN,
        group=HEALTH,
        shown_when={"partner_health": (Health.LCWRA.value,)},
    )
    partner_lcwra_waited: YesNo = question(
        "Has the partner's LCWRA amount started?",
        default=YesNo.YES,
        group=HEALTH,
        shown_when={"partner_health": (Health.LCWRA.value,)},
    )
    partner_lcw_before_2017: YesNo = question(
        "Has the partner had limited capability for work since before April 2017?",
        default=YesNo.NO,
        group=HEALTH,
        shown_when={"partner_health": (Health.LCW.value,)},
    )
    carer: YesNoNotKnown = question(
        "Does the tenant care for a severely disabled person?",
        default=YesNoNotKnown.NO,
        group=HEALTH,
        hint="For 35 hours a week or more, whether or not they get Carer's Allowance.",
    )
    partner_carer: YesNoNotKnown = question(
        "Does the partner care for another severely disabled person?",
        default=YesNoNotKnown.NO,
        group=HEALTH,
        hint="For 35 hours a week or more. Two carers need two people to care for.",
        shown_when=WITH_PARTNER,
    )

    childcare: YesNo = question("Pays for registered childcare?", default=YesNo.NO, group=CHILDCARE)
    childcare_costs: Money | None = question(
        "Childcare paid for in the assessment period",
        default=None,
        group=CHILDCARE,
        unit="GBP",
        ge=0,
        le=20_000,
        shown_when={"childcare": (YesNo.YES.value,)},
        if_missing="Enter what was paid for childcare, like 640.00",
    )
    childcare_children: WholeNumber | None = question(
        "Children it was for",
        default=None,
        group=CHILDCARE,
        unit="children",
        ge=1,
        le=household.MOST_PEOPLE,
        shown_when={"childcare": (YesNo.YES.value,)},
        if_missing="Enter how many children it was for, like 1",
    )
    work: Work = question(
        "Tenant's work",
        default=Work.NOT_KNOWN,
        group=CHILDCARE,
        shown_when={"childcare": (YesNo.YES.value,)},
    )
    partner_work: Work = question(
        "Partner's work",
        default=Work.NOT_KNOWN,
        group=CHILDCARE,
        shown_when={**WITH_PARTNER, "childcare": (YesNo.YES.value,)},
    )

    in_greater_london: YesNo = household.in_greater_london(group=CAP)
    child_benefit: YesNoNotKnown = question(
        "Gets Child Benefit for every child?",
        default=YesNoNotKnown.YES,
        group=CAP,
        why="It counts towards the cap, and only there.",
    )
    earned_enough_for_a_year: YesNo = question(
        "Earned enough to be free of the cap in each of the 12 months before earnings fell?",
        default=YesNo.NO,
        group=CAP,
        why="If so, the cap is held off for a time, the grace period.",
    )
    grace_period_start: Date | None = question(
        "Grace period starts",
        default=None,
        group=CAP,
        hint=(
            "First day of the assessment period in which earnings fell, or the day after work "
            "ended before the claim."
        ),
        shown_when={"earned_enough_for_a_year": (YesNo.YES.value,)},
        if_missing="Enter the first day of the grace period, like 6 8 2026",
    )

    partner_can_claim: YesNo = question(
        "Can the partner be part of the claim?",
        default=YesNo.YES,
        group=MORE,
        hint="Almost always yes. No if the DWP has said that the tenant claims as a single person.",
        shown_when=WITH_PARTNER,
    )
    child_exceptions: WholeNumber = question(
        "Children who count by an exception to the two-child limit",
        default=0,
        group=MORE,
        ge=0,
        le=household.MOST_PEOPLE,
        unit="children",
        hint="Only for assessment periods that start before 6 April 2026. 0 if none.",
    )
    others_liable: WholeNumber = question(
        "Joint tenants besides the tenant and partner",
        default=0,
        group=MORE,
        ge=0,
        le=household.MOST_PEOPLE,
        shown_when={"housing": RENTED},
    )
    partner_on_tenancy: YesNo = question(
        "Is the partner on the tenancy?",
        default=YesNo.YES,
        group=MORE,
        hint="Only matters where others are joint tenants too.",
        shown_when={**WITH_PARTNER, "housing": RENTED},
    )
    overnight_carer: YesNoNotKnown = question(
        "Needs a carer to stay overnight?",
        default=YesNoNotKnown.NO,
        group=MORE,
        hint="Tenant, partner or somebody in the home, on a disability benefit.",
        shown_when={"housing": (Housing.RENTED.value,)},
    )
    foster_carer: YesNoNotKnown = question(
        "Fosters a child?",
        default=YesNoNotKnown.NO,
        group=MORE,
        shown_when={"housing": (Housing.RENTED.value,)},
    )
    partners_need_two_rooms: YesNoNotKnown = question(
        "Tenant and partner cannot share a bedroom because of a disability?",
        default=YesNoNotKnown.NO,
        group=MORE,
        shown_when={**WITH_PARTNER, "housing": (Housing.RENTED.value,)},
    )
    sanctuary_scheme: YesNo = question(
        "Home adapted under a sanctuary scheme?",
        default=YesNo.NO,
        group=MORE,
        hint="Made safer for somebody who has suffered domestic abuse.",
        shown_when={"housing": (Housing.RENTED.value,)},
    )
    first_period_day: WholeNumber | None = question(
        "Day of the month the first assessment period began",
        default=None,
        group=MORE,
        ge=1,
        le=31,
        hint="Only if it was the 29th, 30th or 31st and this one starts on another day.",
    )
    special: Special = question(
        "Does any of these apply?",
        default=Special.NONE,
        group=OUTSIDE,
        why="Each has rules of its own: the answer is then “cannot tell”, and not a guess.",
    )

    amounts_checked: YesNo = doubts.amounts_checked()

    def problems(self) -> list[Problem]:
        """Answers that do not fit together, or that cannot be."""
        return [
            *self.date_problems(),
            *self.people_problems(),
            *self.rent_problems(),
            *self.money_problems(),
            *self.income_problems(),
            *self.work_problems(),
        ]

    @property
    def has_partner(self) -> bool:
        """Whether the tenant lives with a partner."""
        return self.partner is YesNo.YES

    @property
    def period_day(self) -> int:
        """The day of the month on which the first assessment period began."""
        return self.first_period_day or self.assessment_period_start.day

    def doubts(self) -> Iterator[Doubt]:
        """Children, a rent, bedrooms, pay and other money that are more likely slips."""
        yield from household.born_together(self.children)
        if self.rent is not None and self.rent_frequency is not None:
            yield from unlikely_rent(
                self.rent + self.service_charges,
                self.rent_frequency,
                least=LEAST_RENT if self.housing is Housing.RENTED else None,
                most=MOST_SUPPORTED_RENT if self.housing is Housing.SPECIFIED else MOST_RENT,
            )
            people = 1 + self.has_partner + len(self.children) + len(self.non_dependants)
            if self.bedrooms is not None:
                yield from unlikely_bedrooms(self.bedrooms, people)
        for name, pay in (("earnings", self.earnings), ("partner_earnings", self.partner_earnings)):
            if pay > MOST_PAY:
                yield doubts.doubt(
                    name,
                    f"{pounds(pay)} in one assessment period",
                    f"It is more than {pounds(MOST_PAY)} a month",
                    "A year's pay may have been entered. Check the amount",
                )
        if self.pay_amount and self.pay_frequency:
            yield from unlikely_pay("pay_amount", self.pay_amount, self.pay_frequency)
        if self.pay_given is Pay.PAYDAYS:
            for row, payday in enumerate(self.paydays):
                name, called = f"paydays.{row}.net", f"Payday {row + 1}"
                yield from unlikely_pay(name, payday.net, Frequency.MONTHLY, called)
        for row, each in enumerate(self.other_income):
            name, called = f"other_income.{row}.amount", f"Other money {row + 1}"
            yield from unlikely_pay(name, each.amount, each.frequency, called)
        paid, children = self.childcare_costs, len(self.children)
        if paid and children and paid > MOST_CHILDCARE * children:
            yield doubts.doubt(
                "childcare_costs",
                f"{pounds(paid)} in one assessment period",
                f"It is more than {pounds(MOST_CHILDCARE)} for each child",
                "Childcare for a longer time may have been entered. Check the amount",
            )

    def date_problems(self) -> list[Problem]:
        """An assessment period that cannot be."""
        start = self.assessment_period_start
        if start < FIRST_DAY:
            return [
                Problem(
                    "assessment_period_start",
                    f"Assessment period starts must be {long_date(FIRST_DAY)} or later, when "
                    "Universal Credit began",
                )
            ]
        if self.first_period_day and periods.start_in(start, self.first_period_day) != start:
            due = periods.start_in(start, self.first_period_day)
            return [
                Problem(
                    "first_period_day",
                    f"With a first assessment period that began on day {self.first_period_day}, "
                    f"this one would start on {long_date(due)}, not {long_date(start)}. Check both",
                )
            ]
        grace = self.grace_period_start
        if grace is not None and abs(grace - start) > A_YEAR:
            return [
                Problem(
                    "grace_period_start",
                    f"Grace period starts: {long_date(grace)} is more than a year from the "
                    "assessment period. Check the year",
                )
            ]
        return []

    def people_problems(self) -> Iterator[Problem]:
        """Ages that contradict each other."""
        last = periods.last_day(self.assessment_period_start, self.period_day)
        parents = [self.date_of_birth]
        if self.partner_date_of_birth:
            parents.append(self.partner_date_of_birth)
        named = (("date_of_birth", "Tenant's"), ("partner_date_of_birth", "Partner's"))
        for (name, whose), born in zip(named, parents, strict=False):
            if born > last or age_on(born, last) < LEAST_AGE:
                yield Problem(
                    name,
                    f"{whose} date of birth: nobody under {LEAST_AGE} can claim Universal Credit. "
                    "Check the year",
                )
        for row, child in enumerate(self.children):
            name, words = f"children.{row}.born", f"Child {row + 1}: "
            if child.born > last:
                yield Problem(
                    name,
                    f"{words}not born until after the assessment period, which ends on "
                    f"{long_date(last)}. Check the date, or take the child out",
                )
            elif age_on(child.born, last) > OLDEST_YOUNG_PERSON:
                yield Problem(
                    name,
                    f"{words}is {age_on(child.born, last)} on {long_date(last)}. A young person "
                    f"counts up to {OLDEST_YOUNG_PERSON}: enter them as another adult in the home",
                )
            elif child.born <= min(parents):
                yield Problem(
                    name,
                    f"{words}is as old as the tenant and partner, or older. Check the dates of "
                    "birth",
                )
        for row, adult in enumerate(self.non_dependants):
            if adult.born > last:
                yield Problem(
                    f"non_dependants.{row}.born",
                    f"Adult {row + 1}: not born until after the assessment period. Check the date",
                )
            elif row == 0 and adult.couple_with_one_above is YesNo.YES:
                yield Problem(
                    "non_dependants.0.couple_with_one_above",
                    "Adult 1: there is nobody above. Choose no, or put the other one first",
                )
            elif (
                adult.couple_with_one_above is YesNo.YES
                and self.non_dependants[row - 1].couple_with_one_above is YesNo.YES
            ):
                yield Problem(
                    f"non_dependants.{row}.couple_with_one_above",
                    f"Adult {row + 1}: the person above is in a couple already. Choose no, or "
                    "change the order",
                )

    def rent_problems(self) -> Iterator[Problem]:
        """Charges and rent-free weeks that do not fit the rent."""
        if self.rent is None or self.rent_frequency is None:
            return
        frequency = self.rent_frequency
        if self.charges_not_covered > self.rent:
            yield Problem(
                "charges_not_covered",
                f"Charges not covered must be no more than the rent they are in, "
                f"{pounds(self.rent)}",
            )
        free = self.rent_free_weeks
        if free and (not frequency.weeks or free % frequency.weeks):
            yield Problem(
                "rent_free_weeks",
                "Rent-free weeks must be whole charges, and there are none where rent is charged "
                f"by the month or year. Rent is charged {frequency.label.lower()} here: "
                f"{counted(free, 'week')} does not fit",
            )

    def money_problems(self) -> Iterator[Problem]:
        """Pay and childcare that do not fit together."""
        if self.pay_given is Pay.PAYDAYS:
            if not self.paydays:
                yield Problem("paydays", "Paydays: enter each payday, or choose one amount")
            for row, payday in enumerate(self.paydays):
                if abs(payday.paid_on - self.assessment_period_start) > A_YEAR:
                    yield Problem(
                        f"paydays.{row}.paid_on",
                        f"Payday {row + 1}: {long_date(payday.paid_on)} is more than a year from "
                        "the assessment period. Check the year",
                    )
                if payday.who is Who.PARTNER and not self.has_partner:
                    yield Problem(
                        f"paydays.{row}.who",
                        f"Payday {row + 1}: it is the partner's, and the tenant lives with no "
                        "partner. Change one of the two",
                    )
                if payday in self.paydays[:row]:
                    yield Problem(
                        f"paydays.{row}.paid_on",
                        f"Payday {row + 1}: the same pay on {long_date(payday.paid_on)} is listed "
                        "twice. Take one out; if there were two jobs, add the two up",
                    )
        if self.childcare_children and self.childcare_children > len(self.children):
            yield Problem(
                "childcare_children",
                "Children it was for must be no more than the children entered, "
                f"{len(self.children)}. Add the children, or check the number",
            )
        if self.child_exceptions > len(self.children):
            yield Problem(
                "child_exceptions",
                "Children who count by an exception must be no more than the children entered",
            )

    def income_problems(self) -> Iterator[Problem]:
        """Other money that cannot be, that is entered twice, or that says more than the rest."""
        people = 1 + self.has_partner
        for row, each in enumerate(self.other_income):
            place, words = f"other_income.{row}", f"Other money {row + 1}: "
            before = [other.kind for other in self.other_income[:row]]
            if each.kind in ONE_EACH and before.count(each.kind) == people:
                who = "the tenant and partner" if self.has_partner else "the tenant"
                yield Problem(
                    f"{place}.kind",
                    f"{words}{each.kind.label} is entered once too often for {who}. Take one out, "
                    "or choose what it is",
                )
            week = converted(each.amount, each.frequency, Frequency.WEEKLY)
            if each.kind in FLAT_RATE and week > MOST_BENEFIT_WEEK:
                yield Problem(
                    f"{place}.amount",
                    f"{words}Is {with_unit(each.amount, each.frequency.unit)} right for "
                    f"{each.kind.label}? It is more than {pounds(MOST_BENEFIT_WEEK)} a week. "
                    "Check the amount and how often it arrives",
                )
        carers = {self.carer, self.partner_carer}
        paid = {each.kind for each in self.other_income if each.amount}
        if Income.CARERS_ALLOWANCE in paid and carers == {YesNoNotKnown.NO}:
            yield Problem(
                "carer",
                "Carer's Allowance is entered under other money, and nobody is said to care for a "
                "severely disabled person. Say who does, or take the Carer's Allowance out",
            )

    def work_problems(self) -> Iterator[Problem]:
        """Pay of somebody who is said not to work."""
        paid_days = {each.who for each in self.paydays if each.net}
        tenant = bool(self.earnings or self.pay_amount or Who.TENANT in paid_days)
        partner = bool(self.partner_earnings or Who.PARTNER in paid_days)
        for name, whose, work, paid in (
            ("work", "Tenant's", self.work, tenant),
            ("partner_work", "Partner's", self.partner_work, partner),
        ):
            if paid and work is Work.NO:
                yield Problem(
                    name,
                    f"{whose} work: pay is entered, and “{Work.NO.label}” says they do not work. "
                    "Change one of the two",
                )


def unlikely_pay(
    name: str, amount: Decimal, frequency: Frequency, called: str = ""
) -> Iterator[Doubt]:
    """A question back about pay or other money more likely the right amount for a longer time.

    Args:
        name: The question it was given in.
        amount: Pounds each time.
        frequency: How often it arrives.
        called: As for :func:`calculators.core.doubts.doubt`.
    """
    if converted(amount, frequency, Frequency.MONTHLY) > MOST_PAY:
        yield doubts.doubt(
            name,
            with_unit(amount, frequency.unit),
            f"It is more than {pounds(MOST_PAY)} a month",
            "Check the amount and how often it arrives",
            called=called,
        )
