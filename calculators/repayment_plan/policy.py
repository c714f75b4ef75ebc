"""A plan against the policy in force on the day it is made."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no
from calculators.core.periods import Frequency
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, in_list, long_date, with_unit
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import Household, RepaymentPlanInput
from calculators.repayment_plan.rules import Missed

POLICY = "rent-collection-and-arrears"
FIGURES = "landlord.repayment_plan"


class PolicyChecks:
    """The policy's limits on length and amount, and its rule on missed payments."""

    def __init__(self, inputs: RepaymentPlanInput, trace: Trace) -> None:
        """Read nothing yet: a figure that is not held only leaves its own check open."""
        self.inputs = inputs
        self.trace = trace

    def all_of(
        self, towards: Decimal, frequency: Frequency, first: dt.date, last: dt.date
    ) -> tuple[Outcome, Outcome, Outcome]:
        """The plan against the policy in force on its day: usual length, review, minimum offer.

        Args:
            towards: What each payment takes off the arrears, without any rent in it.
            frequency: How often it is paid.
            first: The first payment of the plan.
            last: The last payment of the plan.
        """
        return (
            self.length_check("usual_longest", "repayment-plans", first, last, rules.usual_length),
            self.length_check("review_limit", "reviewing-a-plan", first, last, rules.review_needed),
            self.minimum_offer(towards, frequency),
        )

    def length_check(
        self, figure: str, clause: str, first: dt.date, last: dt.date, rule: rules.LengthRule
    ) -> Outcome:
        """One of the policy's limits on how long a plan runs."""
        on = self.inputs.case_date
        try:
            months = self.trace.number(f"{FIGURES}.{figure}", on)
        except FigureNotHeld as unknown:
            return not_held(unknown, on)
        return rule(first, last, months, self.trace.clause(POLICY, clause, on))

    def minimum_offer(self, towards: Decimal, frequency: Frequency) -> Outcome:
        """The offer against the policy's minimum for the household, or for any it could be."""
        inputs, on = self.inputs, self.inputs.case_date
        if inputs.only_benefits is YesNoNotKnown.NO:
            clause = self.trace.clause(POLICY, "minimum-offers", on)
            if not clause:
                return cannot_tell(f"We do not hold the policy for {long_date(on)}.", policy_on(on))
            return rules.minimum_offer_met(ZERO, [ZERO], False, clause)
        known = inputs.household is not Household.NOT_KNOWN
        could_be = (
            [inputs.household] if known else [h for h in Household if h is not Household.NOT_KNOWN]
        )
        try:
            minimums = [self.trace.number(minimum_id(each), on) for each in could_be]
        except FigureNotHeld as unknown:
            return cannot_tell(unknown.problems[0].message, f"the minimum on {long_date(on)}")
        clause = self.trace.clause(POLICY, "minimum-offers", on)
        only = True if inputs.only_benefits is YesNoNotKnown.YES else None
        return rules.minimum_offer_met(rules.a_month(towards, frequency), minimums, only, clause)

    def broken(self, missed: tuple[Missed, ...], each: Decimal) -> Outcome:
        """Whether the plan is broken as the policy says it."""
        on = self.inputs.case_date
        try:
            late = self.trace.number(f"{FIGURES}.broken_after", on)
        except FigureNotHeld as unknown:
            return not_held(unknown, on)
        clause = self.trace.clause(POLICY, "missed-payments-and-broken-plans", on)
        unpaid = rules.whole_instalment_unpaid(missed, each)
        if unpaid is None:
            part = "Less than one whole payment is unpaid." if missed else "Every payment was made."
            return no(f"{part} {clause}")
        return rules.plan_broken(unpaid, on, late, clause)

    def steps_after_missing(self, broken: Outcome) -> list[str]:
        """What to do when a payment was missed."""
        steps = ["Ask why the payment was missed and whether the plan is still affordable."]
        if broken.verdict is not Verdict.YES:
            return steps
        on = self.inputs.case_date
        try:
            days = self.trace.number(f"{FIGURES}.catch_up", on)
        except FigureNotHeld:
            return steps
        by = on + dt.timedelta(days=int(days))
        return [
            *steps,
            f"Warn in writing that the plan is broken. Give {counted(days, 'day')}, until "
            f"{day_and_date(by)}, to catch up, and take no further step before then.",
        ]

    def steps_after_checks(self, usual: Outcome, review: Outcome, minimum: Outcome) -> list[str]:
        """What to do where the plan is outside the policy's limits."""
        steps = []
        if review.verdict is Verdict.YES:
            steps.append("Ask for the plan to be reviewed before you agree it.")
        elif usual.verdict is Verdict.NO:
            steps.append("Record why a plan longer than usual is right for this household.")
        if minimum.verdict is Verdict.NO:
            steps += self.steps_below_the_minimum()
        elif minimum.verdict is Verdict.CANNOT_TELL and self.unknown_facts():
            steps.append(f"Ask {in_list(self.unknown_facts())}.")
        return steps

    def unknown_facts(self) -> list[str]:
        """What the tenant can be asked to settle the minimum offer."""
        found = []
        if self.inputs.household is Household.NOT_KNOWN:
            found.append("who the household is")
        if self.inputs.only_benefits is YesNoNotKnown.NOT_KNOWN:
            found.append("whether benefits are the household's only income")
        return found

    def steps_below_the_minimum(self) -> list[str]:
        """What to do with an offer below the policy's minimum."""
        on = self.inputs.case_date
        step = "Ask whether the minimum offer can be afforded."
        try:
            token = self.trace.number(f"{FIGURES}.token_offer", on)
            lasts = self.trace.number(f"{FIGURES}.token_offer_lasts", on)
        except FigureNotHeld:
            return [step]
        return [
            f"{step} If not, the policy takes {with_unit(token, 'GBP/month')} for up to "
            f"{counted(lasts, 'month')}, and then the plan is looked at again."
        ]


def not_held(unknown: FigureNotHeld, on: dt.date) -> Outcome:
    """The answer where the policy's figure for a day is not held."""
    return cannot_tell(unknown.problems[0].message, policy_on(on))


def policy_on(on: dt.date) -> str:
    """The fact that would settle a check for which no policy is held."""
    return f"the policy on {long_date(on)}"


def minimum_id(household: Household) -> str:
    """The id of the policy's minimum offer for a household."""
    return f"{FIGURES}.minimum_offer.{household.value.replace('-', '_')}"
