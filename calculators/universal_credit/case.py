"""One case: its figures, what is not known, and the award for every way that can turn out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.household import DisabilityBenefit
from calculators.core.money import ZERO
from calculators.core.periods import Frequency
from calculators.core.trace import Trace
from calculators.core.wording import in_sentence
from calculators.universal_credit import cap, elements, housing, periods, rules
from calculators.universal_credit.choices import Health, LcwraRate, Work
from calculators.universal_credit.models import RENTED, UniversalCreditInput
from calculators.universal_credit.people import (
    Household,
    benefits_of,
    household_on,
    why_no_bedroom_reduction,
)
from calculators.universal_credit.wages import Wages

UC = "universal_credit"
REGS = "Universal Credit Regulations 2013"
#: More spare bedrooms than this take no more off.
MOST_SPARE = 2


class Settled(NamedTuple):
    """One way in which everything that is not known can turn out.

    Attributes:
        spare: Spare bedrooms, 2 standing for more too.
        charged: How many of the adults of whom it is not known bring a contribution.
        adults_disabled: Whether a benefit not known of the tenant or partner is one for care.
        children_disabled: Whether a benefit not known of a child is at the highest rate.
        protected: Whether LCWRA whose rate is not known is protected.
        carers: Whether somebody of whom it is not known is a carer.
        childcare: Whether the work condition for childcare is met.
        child_benefit: Whether Child Benefit is paid.
        single_limit: Whether the benefit cap is that of a single person.
    """

    spare: int
    charged: int
    adults_disabled: bool
    children_disabled: bool
    protected: bool
    carers: bool
    childcare: bool
    child_benefit: bool
    single_limit: bool


#: What would settle each part of `Settled` that is not known, in the officer's words.
SETTLED_BY = {
    "spare": "the sex of each child, and who needs a bedroom of their own",
    "charged": "the circumstances and benefits of each other adult",
    "adults_disabled": "the disability benefits of the tenant and any partner",
    "children_disabled": "each child's disability benefit",
    "protected": "whether the LCWRA amount is protected",
    "carers": "whether the tenant or any partner is a carer",
    "childcare": "who works, and why a partner does not",
    "child_benefit": "whether Child Benefit is paid",
    "single_limit": "which benefit cap the DWP applies where a partner cannot claim",
}


@dataclass
class Line:
    """One line of an award with its working."""

    what: str
    amount: Decimal
    law: str
    sum: str = ""
    takes: bool = False


@dataclass
class Award:
    """An award worked out for one way things turn out."""

    lines: list[Line] = field(default_factory=list)
    elements: Decimal = ZERO
    housing: Decimal = ZERO
    reduction: Decimal = ZERO
    contributions: int = 0
    childcare: Decimal = ZERO
    allowance: str = ""
    before_cap: Decimal = ZERO
    capped_by: Decimal = ZERO
    cap_limit: Decimal | None = None
    cap_because: str = ""
    amount: Decimal = ZERO

    def add(self, what: str, amount: Decimal, law: str, sum_: str = "") -> None:
        """Put in an amount the award is made of."""
        if amount:
            self.lines.append(Line(what, amount, law, sum_))
            self.elements += amount

    def take(self, what: str, amount: Decimal, law: str, sum_: str = "") -> None:
        """Note an amount that comes off."""
        if amount:
            self.lines.append(Line(what, amount, law, sum_, takes=True))


class Case:
    """One case on its assessment period."""

    def __init__(self, inputs: UniversalCreditInput, trace: Trace) -> None:
        """Work out what no unknown fact touches: the period, the rent, the money."""
        self.inputs = inputs
        self.trace = trace
        self.first = inputs.assessment_period_start
        self.last = periods.last_day(self.first, inputs.period_day)
        self._numbers: dict[str, Decimal] = {}
        self.births = [each.born for each in inputs.children]
        self.claims_as_couple = inputs.has_partner and inputs.partner_can_claim is YesNo.YES
        self.no_reduction = why_no_bedroom_reduction(inputs)
        self.benefits = benefits_of(inputs)
        self.pay = Wages(inputs)
        self.read_rent()
        self.read_other_money()

    def number(self, figure: str) -> Decimal:
        """A figure on the first day of the assessment period."""
        if figure not in self._numbers:
            self._numbers[figure] = self.trace.number(figure, self.first)
        return self._numbers[figure]

    def of_uc(self, name: str) -> Decimal:
        """A figure of Universal Credit's own."""
        return self.number(f"{UC}.{name}")

    # What is known from the start

    def read_rent(self) -> None:
        """The rent a month: in full, what counts of it, and the share that counts."""
        inputs = self.inputs
        self.rent_in_full = self.eligible = self.counted_rent = ZERO
        self.rent_month = self.charges_month = ZERO
        if inputs.rent is None or inputs.rent_frequency is None:
            return
        frequency, free = inputs.rent_frequency, inputs.rent_free_weeks
        self.rent_in_full = housing.month_of(inputs.rent + inputs.service_charges, frequency, free)
        if inputs.housing.value not in RENTED:
            return
        rent = inputs.rent - inputs.charges_not_covered
        self.rent_month = housing.month_of(rent, frequency, free)
        self.charges_month = housing.month_of(inputs.service_charges, frequency, free)
        self.eligible = self.rent_month + self.charges_month
        listed = 2 if inputs.has_partner and inputs.partner_on_tenancy is YesNo.YES else 1
        self.listed = listed
        self.counted_rent = housing.fair_share(self.eligible, listed, inputs.others_liable)

    def read_other_money(self) -> None:
        """Other money a month, what of it counts, and what counts towards the cap."""
        self.unearned: list[tuple[str, Decimal, str]] = []
        self.capped_income = ZERO
        for each in self.inputs.other_income:
            month = rules.a_month(each.amount, each.frequency)
            if each.kind in rules.COUNTED:
                times = f"{each.amount} × {each.frequency.periods_in_year} ÷ 12"
                self.unearned.append(
                    (each.kind.label, month, "" if each.frequency is Frequency.MONTHLY else times)
                )
            if each.kind in rules.CAPPED:
                self.capped_income += month

    @property
    def unknown_children(self) -> int:
        """How many children have a disability benefit that is not known."""
        return sum(each.disability is DisabilityBenefit.NOT_KNOWN for each in self.inputs.children)

    def household(self, on: dt.date | None = None) -> Household:
        """The household on the last day of the period, or on a later day."""
        least = int(self.of_uc("housing_cost_contribution.least_age"))
        return household_on(self.inputs, on or self.last, least)

    def is_limited(self) -> tuple[bool, ...]:
        """Whether the tenant and any partner have limited capability for work."""
        health = [self.inputs.health]
        if self.inputs.has_partner:
            health.append(self.inputs.partner_health)
        return tuple(each is not Health.NONE for each in health)

    # What is not known

    def ways(self, people: Household) -> Iterator[Settled]:
        """Every way in which what is not known can turn out; one where all is known."""
        return (Settled(*each) for each in product(*self.options(people)))

    def options(self, people: Household) -> list[tuple[Any, ...]]:
        """What each part of `Settled` can be."""
        inputs = self.inputs
        either, no = (False, True), (False,)
        spare: tuple[int, ...] = (0,)
        if people.rooms is not None and inputs.bedrooms is not None and not self.no_reduction:
            most, least = people.rooms.total.most, people.rooms.total.least
            spare = tuple(
                range(
                    min(MOST_SPARE, housing.spare_bedrooms(inputs.bedrooms, most)),
                    min(MOST_SPARE, housing.spare_bedrooms(inputs.bedrooms, least)) + 1,
                )
            )
        rates = [inputs.lcwra_rate] if inputs.health is Health.LCWRA else []
        if inputs.partner_health is Health.LCWRA:
            rates.append(inputs.partner_lcwra_rate)
        two_rates = self.first >= elements.APRIL_2026
        carers = [inputs.carer, inputs.partner_carer]
        met = self.childcare_met()
        single = not self.births and not self.claims_as_couple
        return [
            spare,
            tuple(range(people.unsure + 1)),
            either if DisabilityBenefit.NOT_KNOWN in self.benefits else no,
            either if self.unknown_children else no,
            either if two_rates and LcwraRate.NOT_KNOWN in rates else no,
            either if YesNoNotKnown.NOT_KNOWN in carers else no,
            either if met is None else (met,),
            either
            if self.births and inputs.child_benefit is YesNoNotKnown.NOT_KNOWN
            else (bool(self.births) and inputs.child_benefit is YesNoNotKnown.YES,),
            either if single and inputs.has_partner else (single,),
        ]

    def childcare_met(self) -> bool | None:
        """Whether the work condition for childcare is met: somebody who is paid works."""
        inputs = self.inputs
        if inputs.childcare_costs is None:
            return False
        work = [inputs.work, inputs.partner_work] if inputs.has_partner else [inputs.work]
        known = [
            Work.WORKS if paid and each is Work.NOT_KNOWN else each
            for each, paid in zip(work, self.pay.paid, strict=False)
        ]
        return elements.childcare_due(known, self.is_limited())

    # The award

    def award(self, settled: Settled, people: Household, earned: Decimal) -> Award:
        """The award, in the order of the law, for one way things turn out."""
        made = Award()
        self.add_standard(made, people)
        self.add_children(made, settled)
        self.add_health(made, settled)
        self.add_childcare(made, settled)
        self.add_housing(made, settled, people)
        unearned = self.take_unearned(made)
        for_earnings = self.take_earnings(made, earned)
        made.before_cap = rules.award_before_cap(made.elements, unearned, for_earnings)
        self.take_cap(made, settled, earned)
        made.amount = made.before_cap - made.capped_by
        return made

    def add_standard(self, made: Award, people: Household) -> None:
        """The standard allowance."""
        kind = elements.standard_allowance(people.claimants)
        words = kind.replace("_", " ").replace("single ", "single, ").replace("couple ", "couple, ")
        made.add(
            f"Standard allowance ({words})",
            self.of_uc(f"standard_allowance.{kind}"),
            f"{REGS}, reg. 36",
        )

    def add_children(self, made: Award, settled: Settled) -> None:
        """Child amounts and additions for disabled children."""
        births, inputs = self.births, self.inputs
        if not births:
            return
        if self.first < elements.APRIL_2026:
            limit = int(self.of_uc("child.limit"))
            number = elements.children_within_limit(births, limit, inputs.child_exceptions)
            law = f"{REGS}, regs 24 to 24B and 36"
        else:
            number = elements.children_without_limit(births)
            law = f"{REGS}, regs 24 and 36"
        if elements.eldest_born_before_limit(births):
            made.add(
                "Eldest child, born before 6 April 2017",
                self.of_uc("child.first_before_april_2017"),
                f"{law}; SI 2014/1230, reg. 43",
            )
            number -= 1
        if number:
            each = self.of_uc("child.each")
            made.add(
                "Children" if number > 1 else "Child", each * number, law, f"{each} × {number}"
            )
        self.add_disabled_children(made, settled)

    def add_disabled_children(self, made: Award, settled: Settled) -> None:
        """Additions for disabled children."""
        kinds = [elements.disabled_child_addition(each.disability) for each in self.inputs.children]
        higher = kinds.count("disabled_higher")
        if settled.children_disabled:
            higher += self.unknown_children
        counts = (("disabled_lower", kinds.count("disabled_lower")), ("disabled_higher", higher))
        for kind, number in counts:
            if number:
                each = self.of_uc(f"child.{kind}")
                made.add(
                    f"Disabled child, {kind.removeprefix('disabled_')} addition",
                    each * number,
                    f"{REGS}, regs 24(2) and 36",
                    f"{each} × {number}",
                )

    def lcwra_of(
        self, health: Health, waited: YesNo, rate: LcwraRate, settled: Settled
    ) -> Decimal | None:
        """One claimant's own LCWRA; None without."""
        if health is not Health.LCWRA or waited is YesNo.NO:
            return None
        protected = settled.protected if rate.protected is None else rate.protected
        if protected or self.first < elements.APRIL_2026:
            return self.of_uc("lcwra.protected")
        return self.of_uc("lcwra.new")

    def is_carer(self, answer: YesNoNotKnown, settled: Settled) -> bool:
        """Whether somebody is a carer, one way or the other."""
        if answer is YesNoNotKnown.NOT_KNOWN:
            return settled.carers
        return answer is YesNoNotKnown.YES

    def add_health(self, made: Award, settled: Settled) -> None:
        """LCWRA or the older amount for limited capability, and carer amounts."""
        inputs = self.inputs
        own = [self.lcwra_of(inputs.health, inputs.lcwra_waited, inputs.lcwra_rate, settled)]
        carers = [self.is_carer(inputs.carer, settled)]
        if self.claims_as_couple:
            waited, rate = inputs.partner_lcwra_waited, inputs.partner_lcwra_rate
            own.append(self.lcwra_of(inputs.partner_health, waited, rate, settled))
            carers.append(self.is_carer(inputs.partner_carer, settled))
        whose = elements.lcwra_for(own, carers)
        amount = None if whose is None else own[whose]
        if amount is not None:
            law = f"{REGS}, regs 27, 28 and 36"
            if self.first >= elements.APRIL_2026:
                law += "; Universal Credit Act 2025, ss.2 to 4"
            made.add("Limited capability for work and work-related activity", amount, law)
        elif self.has_old_lcw():
            made.add(
                "Limited capability for work, since before April 2017",
                self.of_uc("lcw.before_april_2017"),
                "SI 2017/204",
            )
        number = elements.carer_amounts(carers, whose)
        if number:
            each = self.of_uc("carer")
            made.add("Carer", each * number, f"{REGS}, regs 29 and 36", f"{each} × {number}")

    def has_old_lcw(self) -> bool:
        """Whether a claimant has kept the amount for limited capability for work."""
        inputs = self.inputs
        return inputs.lcw_before_2017 is YesNo.YES or (
            self.claims_as_couple and inputs.partner_lcw_before_2017 is YesNo.YES
        )

    @property
    def childcare_most(self) -> str:
        """Which childcare ceiling applies, as the last part of its figure's id."""
        one = (self.inputs.childcare_children or 1) == 1
        return "most_one_child" if one else "most_more_children"

    def add_childcare(self, made: Award, settled: Settled) -> None:
        """The childcare amount."""
        costs = self.inputs.childcare_costs
        if not settled.childcare or costs is None:
            return
        share = self.of_uc("childcare.share")
        most = self.of_uc(f"childcare.{self.childcare_most}")
        made.childcare = elements.childcare_amount(costs, share, most)
        sum_ = f"{costs} × {share}"
        if made.childcare == most:
            sum_ += f", at most {most}"
        made.add("Childcare", made.childcare, f"{REGS}, regs 31 to 36", sum_)

    def add_housing(self, made: Award, settled: Settled, people: Household) -> None:
        """The housing amount: bedroom reduction first, contributions last."""
        if not self.counted_rent:
            return
        rent, law = self.counted_rent, f"{REGS}, reg. 25 and Sch. 4"
        sums = [f"{self.counted_rent}"]
        if settled.spare:
            kind = "one_spare" if settled.spare == 1 else "two_or_more"
            share = self.of_uc(f"under_occupancy.{kind}")
            made.reduction = housing.bedroom_reduction(rent, share)
            rent -= made.reduction
            sums.append(f"{made.reduction}")
        made.contributions = self.charged_for(settled, people)
        if made.contributions:
            each = self.of_uc("housing_cost_contribution")
            sums.append(f"{made.contributions} × {each}")
            rent = housing.housing_amount(rent, made.contributions * each)
        made.housing = rent
        made.add("Housing", rent, law, " − ".join(sums) if len(sums) > 1 else "")

    def charged_for(self, settled: Settled, people: Household) -> int:
        """How many adults a contribution is taken for."""
        sight = self.inputs.severely_sight_impaired is YesNo.YES
        exempt = housing.no_contributions(sight, self.benefits)
        if exempt or (exempt is None and settled.adults_disabled):
            return 0
        return people.charged + settled.charged

    def take_unearned(self, made: Award) -> Decimal:
        """Other money and the income from capital, pound for pound."""
        total = ZERO
        for what, month, sum_ in self.unearned:
            made.take(what, month, f"{REGS}, regs 22(1)(a), 66 and 73", sum_)
            total += month
        lower = self.of_uc("capital.lower_limit")
        step, each = self.of_uc("capital.step"), self.of_uc("capital.income_for_each_step")
        tariff = rules.tariff_income(self.inputs.capital, lower, step, each)
        if tariff:
            sum_ = f"{tariff / each:f} × {each}"
            made.take("Income from capital", tariff, f"{REGS}, reg. 72(1)", sum_)
        return total + tariff

    def take_earnings(self, made: Award, earned: Decimal) -> Decimal:
        """What pay takes off."""
        if not earned:
            return ZERO
        limited = self.is_limited()[: 2 if self.claims_as_couple else 1]
        made.allowance = rules.work_allowance(bool(self.births), any(limited), bool(made.housing))
        allowance = self.of_uc(f"work_allowance.{made.allowance}") if made.allowance else ZERO
        taper = self.of_uc("taper")
        taken = rules.taken_for_earnings(earned, allowance, taper)
        pay = f"({earned} − {allowance})" if allowance else f"{earned}"
        made.take("Pay", taken, f"{REGS}, reg. 22(1)(b) and (2)", f"{pay} × {taper}")
        return taken

    # The benefit cap

    def take_cap(self, made: Award, settled: Settled, earned: Decimal) -> None:
        """What the benefit cap takes off, and why it does or does not."""
        if not made.before_cap:
            return
        place = cap.limit(settled.single_limit, self.inputs.in_greater_london is YesNo.YES)
        month = cap.monthly_limit(self.number(f"benefit_cap.{place}"))
        benefits = self.capped_income + self.child_benefit(settled)
        taken = cap.reduction(made.before_cap, benefits, month, made.childcare)
        made.cap_limit = month
        made.cap_because = self.why_not_capped(made, settled, earned, bool(taken))
        if made.cap_because:
            return
        made.capped_by = taken
        sum_ = (
            f"{made.before_cap} + {benefits} − {month}"
            if benefits
            else (f"{made.before_cap} − {month}")
        )
        if made.childcare:
            sum_ += f" − {made.childcare}"
        made.take("Benefit cap", taken, f"{REGS}, regs 79 to 81", sum_)

    def child_benefit(self, settled: Settled) -> Decimal:
        """Child Benefit a month, where it is paid."""
        if not settled.child_benefit:
            return ZERO
        others = len(self.births) - 1
        week = self.number("child_benefit.eldest")
        if others:
            week += others * self.number("child_benefit.other")
        return rules.a_month(week, Frequency.WEEKLY)

    def why_not_capped(self, made: Award, settled: Settled, earned: Decimal, over: bool) -> str:
        """Why the cap takes nothing off; "" where it does."""
        if not over:
            return "The benefits that count come to no more than the limit."
        if why := self.exempt_by_benefit(made, settled):
            return why
        inputs = self.inputs
        if inputs.grace_period_start is not None:
            months = int(self.number("benefit_cap.grace_period"))
            end = cap.grace_ends(inputs.grace_period_start, months)
            if cap.in_grace(self.first, self.last, inputs.grace_period_start, end):
                return "The grace period after work holds it off."
        if rules.earns_enough(earned, self.number("benefit_cap.earnings_exemption")):
            return "Pay reaches the amount that ends it."
        return ""

    def exempt_by_benefit(self, made: Award, settled: Settled) -> str:
        """The benefit that frees the household from the cap, in a sentence; "" for none."""
        inputs = self.inputs
        for line in made.lines:
            if line.what == "Carer" or line.what.endswith("work-related activity"):
                return f"The award has an amount for this: {in_sentence(line.what)}."
        no = (DisabilityBenefit.NONE, DisabilityBenefit.NOT_KNOWN)
        children = [each.disability for each in inputs.children]
        if any(each not in no for each in (*self.benefits, *children)):
            return "Somebody in the household gets a disability benefit."
        if settled.adults_disabled or settled.children_disabled:
            return "Somebody in the household gets a disability benefit."
        for each in inputs.other_income:
            if each.kind in rules.ENDS_CAP:
                return f"The household gets a benefit that ends it: {each.kind.label}."
        return ""
