"""Housing Benefit: what it pays a week, and what is left for the tenant to pay."""

from __future__ import annotations

from decimal import Decimal

from calculators.core.ages import age_on, reached_state_pension_age, state_pension_day
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import NotCovered
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.trace import Trace
from calculators.core.wording import capitalised, counted, in_list, long_date, pounds
from calculators.housing_benefit import rules
from calculators.housing_benefit.adults import Adults
from calculators.housing_benefit.applicable import Applicable
from calculators.housing_benefit.models import (
    Accommodation,
    HousingBenefitInput,
    HousingBenefitResult,
    MainBenefit,
)
from calculators.housing_benefit.ranges import Range

__all__ = ["HousingBenefitInput", "HousingBenefitResult", "calculate"]

HB = "housing_benefit"
DISREGARD = f"{HB}.earnings_disregard"
NEAREST = "To the nearest penny, half a penny up"
REGS = "Housing Benefit Regulations 2006"
PENSION_REGS = "SI 2006/214"
ACT = "Social Security Contributions and Benefits Act 1992, s.130"
PENSION_AGE, WORKING_AGE, MIXED = "pension_age", "working_age", "mixed"
RULES_IN_WORDS = {
    PENSION_AGE: "Pension age",
    WORKING_AGE: "Working age",
    MIXED: "Not known: one of the couple is under State Pension age",
}
#: One end of the eligible rent, of what is taken for adults, and of what is taken for income.
Ends = tuple[Decimal, Decimal, Decimal | None]
TOO_MUCH_INCOME = "the income is too much for this rent"
WHICH_RULES = "whether the council uses the pension-age or the working-age rules for this couple"


def calculate(inputs: HousingBenefitInput, figures: FigureSet) -> HousingBenefitResult:
    """A week's Housing Benefit.

    Args:
        inputs: The rent, the people and what they have coming in, by the week.
        figures: The rates, read on the day the answer is for.

    Raises:
        CannotCalculate: For a working-age tenant in a home for which Universal Credit pays, for a
            day whose rates are not held, and for days in April on which rates are open.
    """
    return Award(inputs, figures).result()


class Award:
    """One week being worked out: the facts, the figures, and the working as it grows."""

    def __init__(self, inputs: HousingBenefitInput, figures: FigureSet) -> None:
        """See which rules apply; refuse what is not covered."""
        self.inputs = inputs
        self.trace = Trace(figures)
        self.day = inputs.case_date
        self.regime = self.which_rules()
        self.refuse_what_is_not_covered()
        self.rent = rules.weekly(inputs.rent, inputs.rent_frequency)
        self.eligible = self.eligible_rent()
        self.adults = Adults(inputs, self.trace)
        self.in_full = self.paid_in_full()
        self.too_much_capital = False
        self.applicable: Applicable | None = None
        self.income = Range()
        self.earnings_counted: Decimal | None = None
        self.tariff: Decimal | None = None
        self.capital = self.capital_outcome()
        self.above = self.above_applicable()
        self.taken = self.taken_for_income()

    # Which rules

    @property
    def old(self) -> list[bool]:
        """Whether the tenant, and any partner, have reached State Pension age."""
        return [reached_state_pension_age(born, self.day) for born in self.inputs.births]

    def which_rules(self) -> str:
        """Pension-age or working-age rules, or a couple with one of each."""
        if all(self.old):
            return PENSION_AGE
        if not any(self.old) or self.inputs.main_benefit is MainBenefit.UNIVERSAL_CREDIT:
            return WORKING_AGE
        return PENSION_AGE if self.guarantee_credit else MIXED

    @property
    def in_full_fact(self) -> str:
        """What would settle whether income and savings count, going by the ages."""
        benefits = []
        if any(self.old):
            benefits.append("Guarantee Credit")
        if not all(self.old):
            benefits.append("Universal Credit")
        return f"whether {in_list(benefits, 'or')} is in payment"

    @property
    def guarantee_credit(self) -> bool:
        """Whether Guarantee Credit is in payment."""
        return self.inputs.main_benefit is MainBenefit.GUARANTEE_CREDIT

    @property
    def supported(self) -> bool:
        """Whether the home is one for which Universal Credit does not pay."""
        return self.inputs.accommodation is not Accommodation.GENERAL

    def refuse_what_is_not_covered(self) -> None:
        """Refuse a home for which Universal Credit pays, and days between two years' rates."""
        if self.regime == WORKING_AGE and not self.supported:
            raise NotCovered(
                "Under State Pension age, Universal Credit helps with the rent of this kind of "
                "home, not Housing Benefit. If it is specified or temporary accommodation, choose "
                "that",
                "accommodation",
            )
        if rules.between_rates(self.day, self.inputs.rent_frequency):
            raise NotCovered(
                "From 1 April to the first Monday in April we do not hold which year's rates apply "
                "where rent is not charged by the week. Choose a day from that Monday on, or ask "
                "the council",
                "case_date",
            )

    # The rent it can cover

    def eligible_rent(self) -> Range:
        """The weekly rent less charges that are not covered."""
        inputs, found = self.inputs, Range()
        self.trace.step(
            "Rent a week",
            self.rent,
            unit="GBP/week",
            sum=self.weekly_sum(inputs.rent),
            rounding=NEAREST,
            source=f"{REGS}, reg. 80(2); {PENSION_REGS}, reg. 61(2)",
        )
        if inputs.ineligible_charges is None:
            found.add(ZERO, self.rent, "which charges in the rent are not covered")
            return found
        charges = rules.weekly(inputs.ineligible_charges, inputs.rent_frequency)
        found.add(self.rent - charges, self.rent - charges)
        self.trace.step(
            "Rent Housing Benefit can cover",
            self.rent - charges,
            unit="GBP/week",
            sum=f"{pounds(self.rent)} − {pounds(charges)}",
            source=f"{REGS}, reg. 12B; {PENSION_REGS}, reg. 12B",
        )
        return found

    def weekly_sum(self, amount: Decimal) -> str:
        """How an amount was brought to a week."""
        frequency = self.inputs.rent_frequency
        if frequency.weeks == 1:
            return pounds(amount)
        if frequency.weeks:
            return f"{pounds(amount)} ÷ {frequency.weeks}"
        times = f" × {frequency.periods_in_year}" if frequency.periods_in_year > 1 else ""
        return f"{pounds(amount)}{times} ÷ 52"

    # Income, where it counts

    def paid_in_full(self) -> Outcome:
        """Whether a benefit in payment means income and savings do not count."""
        benefit = self.inputs.main_benefit
        if benefit is MainBenefit.NOT_KNOWN:
            return cannot_tell(
                "With Guarantee Credit or Universal Credit, income and savings do not count.",
                self.in_full_fact,
            )
        if benefit is MainBenefit.NONE:
            return no("Neither Guarantee Credit nor Universal Credit is in payment.")
        return yes(f"{benefit.label} is in payment.")

    def capital_outcome(self) -> Outcome:
        """Whether savings are within the limit; notes what they count as."""
        if self.paid_whatever_comes_in:
            return yes(f"With {self.inputs.main_benefit.label}, savings do not count.")
        if self.regime == MIXED:
            return cannot_tell("The limits differ.", WHICH_RULES)
        capital = self.inputs.capital
        if capital is None:
            self.income.add(ZERO, None, "the savings of the tenant and partner")
            return cannot_tell(
                "Savings above the limit end Housing Benefit.",
                "the savings of the tenant and partner",
            )
        where = f"{HB}.capital.{self.regime}"
        limit = self.trace.number(f"{where}.upper", self.day)
        if rules.over_limit(capital, limit):
            self.too_much_capital = True
            return no(f"{pounds(capital)} is more than {pounds(limit)}.")
        lower, step, each = (
            self.trace.number(f"{where}.{name}", self.day)
            for name in ("lower", "step", "income_per_step")
        )
        self.tariff = rules.tariff_income(capital, lower, step, each)
        self.income.add(self.tariff, self.tariff)
        if self.tariff:
            self.trace.step(
                "Counted from savings",
                self.tariff,
                unit="GBP/week",
                sum=f"({pounds(capital)} − {pounds(lower)}) ÷ {pounds(step)}, part steps in full, "
                f"× {pounds(each)}",
                source=f"{REGS}, reg. 52; {PENSION_REGS}, reg. 29",
            )
        return yes(f"{pounds(capital)} is not more than {pounds(limit)}.")

    @property
    def paid_whatever_comes_in(self) -> bool:
        """Whether income and savings certainly do not count."""
        return self.inputs.main_benefit in (
            MainBenefit.GUARANTEE_CREDIT,
            MainBenefit.UNIVERSAL_CREDIT,
        )

    def above_applicable(self) -> Range:
        """Income above the applicable amount; without an upper end where savings are too much."""
        found = Range()
        if self.paid_whatever_comes_in:
            return found
        if self.regime == MIXED:
            found.add(ZERO, None, WHICH_RULES)
            if self.inputs.main_benefit is MainBenefit.NOT_KNOWN:
                found.unknown.insert(0, self.in_full_fact)
            return found
        applicable = Applicable(self.inputs, self.trace, pension_age=self.regime == PENSION_AGE)
        self.applicable = applicable
        self.add_earnings()
        other = self.inputs.weekly_other_income
        self.income.add(other or ZERO, other, "other income that counts")
        allowed = applicable.total
        least = ZERO
        if allowed.most is not None:
            least = rules.excess(self.income.least, allowed.most)
        most = None
        if self.income.most is not None:
            most = rules.excess(self.income.most, allowed.least)
        found.least, found.most = least, most
        found.unknown = [*self.income.unknown, *allowed.unknown]
        if self.too_much_capital:
            found.least, found.most, found.unknown = ZERO, None, []
        if self.inputs.main_benefit is MainBenefit.NOT_KNOWN:
            found.least = ZERO
            found.unknown.insert(0, self.in_full_fact)
        if allowed.exact is not None:
            self.trace.step(
                "Applicable amount",
                allowed.exact,
                unit="GBP/week",
                sum=" + ".join(pounds(row.amount or ZERO) for row in applicable.rows),
                source=f"{REGS}, Sch. 3; {PENSION_REGS}, Sch. 3",
            )
        if self.income.exact is not None:
            parts = [self.earnings_counted or ZERO, other or ZERO, self.tariff or ZERO]
            self.trace.step(
                "Income counted",
                self.income.exact,
                unit="GBP/week",
                sum=" + ".join(pounds(each) for each in parts if each) or pounds(ZERO),
                source=f"{REGS}, reg. 27; {PENSION_REGS}, reg. 30",
            )
        return found

    def add_earnings(self) -> None:
        """Add earnings less what is left out of them."""
        earnings = self.inputs.weekly_earnings
        if earnings is None:
            self.income.add(ZERO, None, "the earnings")
            return
        if not earnings:
            self.earnings_counted = ZERO
            return
        left_out = self.left_out_of_earnings()
        least = max(ZERO, earnings - (left_out.most or ZERO))
        most = max(ZERO, earnings - left_out.least)
        if least == most:
            self.earnings_counted = most
            self.trace.step(
                "Earnings, less what is left out",
                most,
                unit="GBP/week",
                sum=f"{pounds(earnings)} − {pounds(min(earnings, left_out.least))}",
                source=f"{REGS}, Sch. 4",
            )
            self.income.add(most, most)
            return
        self.income.add(least, most)
        self.income.unknown += left_out.unknown

    def left_out_of_earnings(self) -> Range:
        """The earnings that are not counted."""
        inputs, found = self.inputs, Range()
        who = "single"
        if inputs.partner is YesNo.YES:
            who = "couple"
        elif inputs.children:
            who = "lone_parent"
        standard = self.trace.number(f"{DISREGARD}.{who}", self.day)
        found.add(standard, standard)
        if inputs.higher_disregard is not YesNoNotKnown.NO:
            special = self.trace.number(f"{DISREGARD}.special", self.day)
            more = max(ZERO, special - standard)
            certain = more if inputs.higher_disregard is YesNoNotKnown.YES else ZERO
            found.add(certain, more, "whether the council leaves more of the earnings out")
        if inputs.additional_disregard is not YesNoNotKnown.NO:
            more = self.trace.number(f"{DISREGARD}.additional", self.day)
            certain = more if inputs.additional_disregard is YesNoNotKnown.YES else ZERO
            found.add(certain, more, "whether it leaves the additional amount out")
        # With children the most that can be paid is the whole rent, whatever is left out here.
        if self.new_disregard and not inputs.children:
            ages = tuple(age_on(born, self.day) for born in inputs.births)
            group = rules.supported_disregard(ages)
            most = self.trace.number(f"{DISREGARD}.supported.{group}", self.day)
            found.add(ZERO, most, "how much of the earnings the new rules leave out")
        return found

    @property
    def new_disregard(self) -> bool:
        """Whether the rules in force from 5 October 2026 may leave more of the earnings out."""
        return (
            self.regime == WORKING_AGE
            and self.day >= rules.SUPPORTED_DISREGARD_FROM
            and bool(self.inputs.weekly_earnings)
            and not self.paid_whatever_comes_in
        )

    # The award

    def taken_for_income(self) -> Range:
        """What income takes off a week; without an upper end where it cannot be bounded."""
        above, found = self.above, Range()
        if above.least == above.most == ZERO:
            return found
        taper = self.trace.number(f"{HB}.taper", self.day)
        least = rules.taken_for_income(above.least, taper)
        most = None if above.most is None else rules.taken_for_income(above.most, taper)
        found.add(least, most)
        if above.exact is not None:
            self.trace.step(
                "Taken for income",
                least,
                unit="GBP/week",
                sum=f"{pounds(above.least)} × {taper}",
                rounding=NEAREST,
                source=f"{REGS}, reg. 71; {PENSION_REGS}, reg. 51",
            )
        return found

    def award(self, eligible: Decimal, adults: Decimal, taken: Decimal | None) -> Decimal:
        """Housing Benefit a week from one end of each amount; an unbounded one leaves nothing."""
        if taken is None:
            return ZERO
        amount = rules.before_minimum(eligible, adults, taken)
        minimum = self.trace.number(f"{HB}.minimum", self.day)
        return amount if rules.payable(amount, minimum) else ZERO

    def result(self) -> HousingBenefitResult:
        """The whole answer."""
        eligible, adults, taken = self.eligible, self.adults.total, self.taken
        free = self.inputs.rent_free_weeks
        if free and (taken.most != ZERO or adults.most != ZERO):
            taken.most = None
            self.above.unknown.append(
                f"how the council spreads the {counted(free, 'rent-free week')}"
            )
        assert eligible.most is not None
        assert adults.most is not None
        best: Ends = (eligible.most, adults.least, taken.least)
        worst: Ends = (eligible.least, adults.most, taken.most)
        if self.too_much_capital and self.inputs.main_benefit is MainBenefit.NONE:
            best = (eligible.most, adults.least, None)
        most, least = self.award(*best), self.award(*worst)
        exact = most if least == most else None
        facts = [] if exact is not None else self.facts_that_matter(best, worst)
        if exact is not None:
            self.show_award(best, worst, exact)
        left = None if exact is None else self.rent - exact
        reason = "" if most else self.why_nothing(best)
        return HousingBenefitResult(
            answer=self.answer(least, most, facts, reason),
            warnings=tuple(self.warnings(most)),
            next_steps=tuple(self.next_steps(most, facts, reason)),
            working=self.trace.finish(),
            entitled=entitled(least, most, facts, reason),
            award=exact,
            least=None if exact is not None else least,
            most=None if exact is not None else most,
            left_to_pay=left,
            week_starts=rules.week_start(self.day),
            rules_used=RULES_IN_WORDS[self.regime],
            full_rent=self.in_full,
            capital_limit=self.capital,
            bedrooms=self.bedrooms(),
            weekly_rent=self.rent,
            eligible_rent=eligible.exact,
            adults=tuple(self.adults.rows),
            taken_for_adults=adults.exact,
            allowances=tuple(self.applicable.rows) if self.applicable else (),
            applicable_amount=self.applicable.total.exact if self.applicable else None,
            applicable_at_least=(
                self.applicable.total.least
                if self.applicable and self.applicable.total.exact is None
                else None
            ),
            earnings_counted=self.earnings_counted,
            tariff_income=self.tariff,
            income=self.income.exact if self.applicable else None,
            excess=self.above.exact if self.applicable else None,
            taken_for_income=taken.exact if self.applicable else None,
        )

    def facts_that_matter(
        self,
        best: Ends,
        worst: Ends,
    ) -> list[str]:
        """The missing facts that change the award, whatever the others turn out to be."""
        unknown = (self.eligible.unknown, self.adults.total.unknown, self.above.unknown)
        found: list[str] = []
        for place, facts in enumerate(unknown):
            for ends in (best, worst):
                tried = [
                    self.award(
                        *(end[place] if at == place else ends[at] for at in range(3))  # type: ignore[arg-type]
                    )
                    for end in (best, worst)
                ]
                if tried[0] != tried[1]:
                    found += [each for each in facts if each not in found]
        return found

    def show_award(
        self,
        best: Ends,
        worst: Ends,
        award: Decimal,
    ) -> None:
        """Write the last sum down, where each part of it is one amount."""
        if best != worst or best[2] is None:
            return
        minus = "".join(f" − {pounds(each)}" for each in best[1:] if each)
        self.trace.step(
            "Housing Benefit a week",
            award,
            unit="GBP/week",
            sum=f"{pounds(best[0])}{minus}",
            source=f"{ACT}; {REGS}, regs 70 and 75; {PENSION_REGS}, regs 50 and 56",
        )

    def why_nothing(self, best: Ends) -> str:
        """Why nothing is paid."""
        if best[2] is None:
            return f"savings are too much: {self.capital.because.removesuffix('.')}"
        amount = rules.before_minimum(best[0], best[1], best[2])
        if amount:
            minimum = self.trace.number(f"{HB}.minimum", self.day)
            return f"it comes to {pounds(amount)}, and less than {pounds(minimum)} is not paid"
        if best[1] >= best[0]:
            return "what is taken for other adults is as much as the rent it can cover"
        return TOO_MUCH_INCOME

    def bedrooms(self) -> Outcome:
        """Whether spare bedrooms take anything off."""
        if self.supported:
            return no("Not in specified or temporary accommodation.")
        if self.regime == MIXED:
            return cannot_tell("Only the working-age rules take something off.", WHICH_RULES)
        return no("Not under the pension-age rules.")

    # Words

    @property
    def week(self) -> str:
        """The benefit week in words."""
        starts = rules.week_start(self.day)
        return f"the week from Monday {long_date(starts)}"

    def answer(self, least: Decimal, most: Decimal, facts: list[str], reason: str) -> str:
        """The one sentence an officer can read out."""
        if not most:
            return f"No Housing Benefit is due for {self.week}: {reason}."
        if least == most:
            left = self.rent - most
            rest = (
                f"which leaves {pounds(left)} of the {pounds(self.rent)} rent to pay"
                if left
                else "the whole rent"
            )
            return f"Housing Benefit pays {pounds(most)} for {self.week}, {rest}."
        settle = in_list(facts) if len(facts) < 3 else f"{len(facts)} more facts"
        start = (
            f"between {pounds(least)} and {pounds(most)}" if least else f"at most {pounds(most)}"
        )
        return (
            f"Housing Benefit pays {start} for {self.week}: it cannot be told more closely until "
            f"you know {settle}."
        )

    def warnings(self, most: Decimal) -> list[str]:
        """What the officer must know before relying on it."""
        found = []
        week = rules.week_start(self.day)
        for who, born in zip(("tenant", "partner"), self.inputs.births, strict=False):
            reached = state_pension_day(born)
            if reached is not None and week < reached < week + rules.WEEK:
                found.append(
                    f"The {who} reaches State Pension age on {long_date(reached)}, within this "
                    "week. The council decides from which week the other rules apply."
                )
        if self.new_disregard:
            found.append(
                "From 5 October 2026 more earnings are left out in specified and temporary "
                "accommodation. Which group gets how much is still to be checked, so the answer "
                "runs from leaving none of it out to leaving all of it out. Ask the council."
            )
        if not most:
            return found
        if self.regime == PENSION_AGE and self.adults.total.most:
            found.append(
                "Where another adult moved in or began to earn more in the last 26 weeks, the "
                "council may not take it yet from a pension-age tenant. Ask it."
            )
        if self.inputs.accommodation is Accommodation.SPECIFIED:
            found.append(
                "The council decides whether the rent of specified accommodation is reasonable, "
                "and may cover less of it."
            )
        if (
            self.inputs.accommodation is Accommodation.TEMPORARY
            and self.regime == WORKING_AGE
            and self.inputs.main_benefit is not MainBenefit.UNIVERSAL_CREDIT
        ):
            found.append("The benefit cap may take more off. It is not worked out here.")
        return found

    def next_steps(self, most: Decimal, facts: list[str], reason: str) -> list[str]:
        """What to do now."""
        found = [f"Find out {in_list(facts)}."] if facts else []
        if reason == TOO_MUCH_INCOME:
            found.append("Check that every amount of income is weekly, not monthly.")
        if most:
            found.append(
                "Compare this with the council's decision letter. If there is none, help the "
                "tenant to claim from the council."
            )
        else:
            found.append("Check with the council before telling the tenant not to claim.")
        return found


def entitled(least: Decimal, most: Decimal, facts: list[str], reason: str) -> Outcome:
    """Whether any Housing Benefit is due."""
    if not most:
        return no(f"{capitalised(reason)}.")
    if least:
        return yes("The rent it can cover is more than what is taken off.")
    return cannot_tell("It may come to nothing.", *facts)
