"""A plan against the policy in force on the day it is made."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell
from calculators.core.periods import Frequency
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, long_date
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import Household, RepaymentPlanInput
from calculators.repayment_plan.running import History

POLICY = "rent-collection-and-arrears"


class PolicyChecks:
    """The policy's limits on length and amount, and its rule on missed payments."""

    def __init__(self, inputs: RepaymentPlanInput, trace: Trace) -> None:
        """Read nothing yet: a figure that is not held only leaves its own check open."""
        self.inputs = inputs
        self.trace = trace

    def length_check(
        self, figure: str, clause: str, first: dt.date, last: dt.date, rule: rules.LengthRule
    ) -> Outcome:
        """One of the policy's limits on how long a plan runs."""
        on = self.inputs.case_date
        try:
            months = self.trace.number(f"landlord.repayment_plan.{figure}", on)
        except FigureNotHeld as unknown:
            return cannot_tell(unknown.problems[0].message, f"the policy on {long_date(on)}")
        return rule(first, last, months, self.trace.clause(POLICY, clause, on))

    def minimum_offer(self, monthly: Decimal, on: dt.date) -> Outcome:
        """The offer against the policy's minimum for the household, or for any it could be."""
        inputs = self.inputs
        known = inputs.household is not Household.NOT_KNOWN
        could_be = [inputs.household] if known else [h for h in Household if h.value != "not-known"]
        if inputs.only_benefits is YesNoNotKnown.NO:
            clause = self.trace.clause(POLICY, "minimum-offers", on)
            return rules.minimum_offer_met(monthly, [ZERO], False, clause)
        try:
            minimums = [self.trace.number(minimum_id(each), on) for each in could_be]
        except FigureNotHeld as unknown:
            return cannot_tell(unknown.problems[0].message, f"the minimum on {long_date(on)}")
        clause = self.trace.clause(POLICY, "minimum-offers", on)
        only = True if inputs.only_benefits is YesNoNotKnown.YES else None
        return rules.minimum_offer_met(monthly, minimums, only, clause)

    def broken(self, past: History) -> Outcome:
        """Whether the plan is broken as the policy says it."""
        on = self.inputs.case_date
        try:
            late = self.trace.number("landlord.repayment_plan.broken_after", on)
        except FigureNotHeld as unknown:
            return cannot_tell(unknown.problems[0].message, f"the policy on {long_date(on)}")
        clause = self.trace.clause(POLICY, "missed-payments-and-broken-plans", on)
        return rules.plan_broken(past.missed, past.each, on, late, clause)

    def steps_after_missing(self, past: History) -> list[str]:
        """What to do when a payment was missed."""
        if not past.missed:
            return []
        try:
            days = self.trace.number("landlord.repayment_plan.catch_up", self.inputs.case_date)
        except FigureNotHeld:
            return ["Ask why the payment was missed and whether the plan is still affordable."]
        by = self.inputs.case_date + dt.timedelta(days=int(days))
        return [
            "Ask why the payment was missed and whether the plan is still affordable.",
            f"Warn in writing and give {counted(days, 'day')}, until {day_and_date(by)}, to put it "
            "right before anything else is done.",
        ]

    def all_of(
        self, each: Decimal, frequency: Frequency, first: dt.date, last: dt.date
    ) -> tuple[Outcome, Outcome, Outcome]:
        """The plan against the policy in force on its day: usual length, review, minimum offer."""
        on = self.inputs.case_date
        return (
            self.length_check("usual_longest", "repayment-plans", first, last, rules.usual_length),
            self.length_check("review_limit", "reviewing-a-plan", first, last, rules.review_needed),
            self.minimum_offer(rules.a_month(each, frequency), on),
        )


def minimum_id(household: Household) -> str:
    """The id of the policy's minimum offer for a household."""
    return f"landlord.repayment_plan.minimum_offer.{household.value.replace('-', '_')}"
