"""The applicable amount: what Housing Benefit says a household is allowed to live on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.ages import age_on
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.household import DisabilityBenefit, NonDependant, NonDependantFact
from calculators.core.money import ZERO
from calculators.core.trace import Trace
from calculators.core.wording import counted, long_date
from calculators.housing_benefit import rules
from calculators.housing_benefit.models import AllowanceRow, HousingBenefitInput, HowMany
from calculators.housing_benefit.ranges import Range

ALLOWANCE = "housing_benefit.allowance"
PREMIUM = "housing_benefit.premium"
#: The family premium has not been given to new claims since this day.
CLOSED = dt.date(2016, 5, 1)
CHILD_ALLOWANCE = "the weekly amount for each child, which this handbook does not hold"
NUMBER = {HowMany.NONE: 0, HowMany.ONE: 1, HowMany.TWO: 2, HowMany.NOT_KNOWN: None}
MAY_BE_IN_PRISON = (NonDependantFact.PRISON, NonDependantFact.NOT_KNOWN)
#: In words what each allowance's id says.
ALLOWANCE_WORDS = {
    "pension_age.single_reached_before_april_2021": (
        "Single, reached State Pension age before 1 April 2021"
    ),
    "pension_age.single_reached_later": "Single, reached State Pension age from 1 April 2021 on",
    "pension_age.couple_reached_before_april_2021": (
        "Couple, one of them reached State Pension age before 1 April 2021"
    ),
    "pension_age.couple_reached_later": (
        "Couple, both reached State Pension age from 1 April 2021 on"
    ),
    "working_age.single_under_25": "Single, under 25",
    "working_age.single_25_or_over": "Single, 25 or over",
    "working_age.lone_parent_under_18": "Lone parent, under 18",
    "working_age.lone_parent_18_or_over": "Lone parent, 18 or over",
    "working_age.couple_under_18": "Couple, both under 18",
    "working_age.couple_18_or_over": "Couple, one 18 or over",
}


class Applicable:
    """The allowances and premiums of a household, and their sum."""

    def __init__(self, inputs: HousingBenefitInput, trace: Trace, *, pension_age: bool) -> None:
        """Work every allowance and premium out."""
        self.inputs = inputs
        self.trace = trace
        self.day = inputs.case_date
        self.pension_age = pension_age
        self.couple = inputs.partner is YesNo.YES
        self.rate = "couple" if self.couple else "single"
        self.rows: list[AllowanceRow] = []
        self.total = Range()
        self.allowance()
        if not pension_age:
            self.disability()
        self.severe_disability()
        self.carer()
        self.children()

    @property
    def benefits(self) -> tuple[DisabilityBenefit, ...]:
        """The disability benefits of the tenant and any partner."""
        one = self.inputs.disability_benefit
        return (one, self.inputs.partner_disability_benefit) if self.couple else (one,)

    def add(self, what: str, least: Decimal, most: Decimal, why: str, unknown: str = "") -> None:
        """Add one amount, with its row."""
        if not most:
            return
        amount = least if least == most else None
        self.rows.append(AllowanceRow(what=what, amount=amount, why=why))
        self.total.add(least, most, unknown)

    def allowance(self) -> None:
        """The personal allowance, and what Employment and Support Allowance leaves open."""
        inputs = self.inputs
        if self.pension_age:
            before = rules.reached_before_line(inputs.births)
            which = rules.pension_age_allowance(couple=self.couple, before_line=before)
        else:
            ages = tuple(age_on(born, self.day) for born in inputs.births)
            which = rules.working_age_allowance(ages, children=bool(inputs.children))
        amount = self.trace.number(f"{ALLOWANCE}.{which}", self.day)
        self.add("Allowance", amount, amount, ALLOWANCE_WORDS[which])
        if not self.pension_age and inputs.employment_support is not YesNoNotKnown.NO:
            self.total.add(ZERO, None, "what Employment and Support Allowance adds")

    def disability(self) -> None:
        """The disability and the enhanced disability premium."""
        inputs = self.inputs
        blind = inputs.severely_sight_impaired is YesNo.YES
        maybe = DisabilityBenefit.NOT_KNOWN in self.benefits
        certain = blind or any(
            each not in (DisabilityBenefit.NONE, DisabilityBenefit.NOT_KNOWN)
            for each in self.benefits
        )
        unknown = "which disability benefit is in payment"
        if (certain or maybe) and inputs.employment_support is YesNoNotKnown.NO:
            amount = self.trace.number(f"{PREMIUM}.disability.{self.rate}", self.day)
            why = "A disability benefit, or severely sight impaired"
            self.add("Disability premium", amount if certain else ZERO, amount, why, unknown)
        enhanced = DisabilityBenefit.CARE_ENHANCED in self.benefits
        if enhanced or maybe:
            amount = self.trace.number(f"{PREMIUM}.enhanced_disability.{self.rate}", self.day)
            self.add(
                "Enhanced disability premium",
                amount if enhanced else ZERO,
                amount,
                "A benefit for care at the highest rate",
                "" if unknown in self.total.unknown else unknown,
            )

    def severe_disability(self) -> None:
        """The severe disability premium, at one rate or two."""
        inputs = self.inputs
        care = tuple(
            None if each is DisabilityBenefit.NOT_KNOWN else each in rules.CARE
            for each in self.benefits
        )
        blind = inputs.severely_sight_impaired is YesNo.YES
        least, most = rules.severe_disability_rates(
            care,
            lives_with_adult=self.lives_with_adult(),
            paid_carers=NUMBER[inputs.paid_carers],
            blind=blind,
        )
        if not most:
            return
        amounts = [ZERO]
        for rate in ("single", "couple")[:most]:
            amounts.append(self.trace.number(f"{PREMIUM}.severe_disability.{rate}", self.day))
        if NUMBER[inputs.paid_carers] is None:
            unknown = "who is paid to care for the tenant or partner"
        elif False in care and blind:
            unknown = "which of the two is severely sight impaired"
        elif open_fact := self.who_may_be_in_prison():
            unknown = open_fact
        else:
            unknown = "which benefits for care are in payment in the home"
        self.add(
            "Severe disability premium",
            amounts[least],
            amounts[most],
            "A benefit for care, no other adult in the home, nobody paid to care",
            unknown,
        )

    def adults_without_care(self) -> dict[int, NonDependant]:
        """The other adults who are not known to get a benefit for care, by place in the list."""
        return {
            place: each
            for place, each in enumerate(self.inputs.non_dependants, 1)
            if age_on(each.born, self.day) >= rules.NON_DEPENDANT_FROM
            and each.disability not in rules.CARE
        }

    def lives_with_adult(self) -> bool | None:
        """Whether another adult lives there who gets no benefit for care; None if not known.

        Whether somebody in prison still normally lives there is for the council.
        """
        found = self.adults_without_care().values()
        if any(
            each.disability is not DisabilityBenefit.NOT_KNOWN
            and each.circumstances not in MAY_BE_IN_PRISON
            for each in found
        ):
            return True
        return None if found else False

    def who_may_be_in_prison(self) -> str:
        """What would settle whether an adult who may be in prison lives there; "" for nobody."""
        for place, each in self.adults_without_care().items():
            if each.circumstances is NonDependantFact.PRISON:
                return "whether the council counts an adult in prison as living in the home"
            if each.circumstances is NonDependantFact.NOT_KNOWN:
                return f"the circumstances of adult {place}"
        return ""

    def carer(self) -> None:
        """The carer premium, for each who is a carer."""
        number = NUMBER[self.inputs.carers]
        most = len(self.benefits) if number is None else number
        if not most:
            return
        amount = self.trace.number(f"{PREMIUM}.carer", self.day)
        self.add(
            "Carer premium",
            amount * (number or 0),
            amount * most,
            f"{counted(most, 'person', 'people')} entitled to Carer's Allowance",
            "who is entitled to Carer's Allowance",
        )

    def children(self) -> None:
        """What is held for children; the amount for each child is not."""
        inputs = self.inputs
        if not inputs.children:
            return
        if inputs.family_premium is YesNoNotKnown.YES:
            amount = self.trace.number(f"{PREMIUM}.family", self.day)
            self.add("Family premium", amount, amount, f"Kept since before {long_date(CLOSED)}")
        disabled = sum(
            each.disability not in (DisabilityBenefit.NONE, DisabilityBenefit.NOT_KNOWN)
            for each in inputs.children
        )
        if disabled:
            amount = self.trace.number(f"{PREMIUM}.disabled_child", self.day) * disabled
            self.add(
                "Disabled child premium", amount, amount, counted(disabled, "child", "children")
            )
        self.rows.append(
            AllowanceRow(
                what="Amount for each child",
                amount=None,
                why=f"{counted(len(inputs.children), 'child', 'children')}. The rate could not be "
                "confirmed, so it is not used",
            )
        )
        self.total.add(ZERO, None, CHILD_ALLOWANCE)
