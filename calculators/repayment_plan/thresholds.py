"""The thresholds that the rules of a repayment plan carry, for the handbook's own checks.

Rules are named through their module, so that the rule in force is the rule that is tried.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from calculators.core.calendar import WorkingCalendar, add_months
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.thresholds import At, Comparison, Threshold
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import Household, NotWorkingDay
from calculators.repayment_plan.policy import FIGURES, minimum_id

#: A Monday; no bank holiday comes near the days tried from it.
START = dt.date(2027, 6, 7)
A_HUNDRED = Decimal("100.00")
FIRST_TO_LAST = "counted from the first payment to the last"


def said_yes(outcome: Outcome) -> bool:
    """Whether a rule found that what it asks is so."""
    return outcome.verdict is Verdict.YES


def within_usual(at: At) -> bool:
    """Whether a plan of that length is within the usual longest."""
    return said_yes(rules.usual_length(START, at.days_after(START), at.figure, ""))


def to_be_reviewed(at: At) -> bool:
    """Whether a plan of that length must be reviewed."""
    return said_yes(rules.review_needed(START, at.days_after(START), at.figure, ""))


def months_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Days by which a plan is longer than so many months."""
    if given["months"] != limit:
        return None
    return int((given["last"] - add_months(given["first"], int(limit))).days)


def enough(at: At) -> bool:
    """Whether an offer of that amount meets the minimum."""
    return said_yes(rules.minimum_offer_met(at.pounds_a_month, [at.figure], True, ""))


def pence_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Pence by which an offer is more than the minimum of its one household."""
    if list(given["minimums"]) != [limit] or given["only_benefits"] is False:
        return None
    return int((given["monthly"] - limit) * 100)


def broken(at: At) -> bool:
    """Whether a plan is broken when an instalment is so late."""
    unpaid = rules.Unpaid(A_HUNDRED, START, START)
    return said_yes(rules.plan_broken(unpaid, at.days_after(START), at.figure, ""))


def days_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Days by which an instalment is later than the limit."""
    if given["late_days"] != limit:
        return None
    return int((given["case_date"] - given["unpaid"].late_from).days - limit)


def moved_on(at: At) -> bool:
    """Whether a payment due on a Friday (-1), a Saturday (0) or a Monday is paid later."""
    calendar = WorkingCalendar({}, START - dt.timedelta(days=30), START + dt.timedelta(days=30))
    due = START + dt.timedelta(days={-1: -3, 0: -2, 1: 0}[at.nudge])
    return rules.pay_day(due, NotWorkingDay.NEXT, calendar).pay_on > due


def rent_allowed(at: At) -> bool:
    """Whether a rent of 100.00 may rise by that share, or by a penny less or more."""
    rent = A_HUNDRED * (1 + at.quantity) + at.nudge * Decimal("0.01")
    return rent <= rules.rent_at_limit(A_HUNDRED, at.figure)


THRESHOLDS = (
    Threshold(
        rule="usual_length",
        comparison=Comparison.NO_MORE_THAN,
        figure=f"{FIGURES}.usual_longest",
        unit="months",
        says=("within the usual", "longer than usual"),
        events=(FIRST_TO_LAST,),
        passes=within_usual,
        measured=months_beyond,
        what="a plan, from its first payment to its last, of",
    ),
    Threshold(
        rule="review_needed",
        comparison=Comparison.MORE_THAN,
        figure=f"{FIGURES}.review_limit",
        unit="months",
        says=("review", "no review"),
        events=(FIRST_TO_LAST, "before it is agreed"),
        passes=to_be_reviewed,
        measured=months_beyond,
        what="a plan, from its first payment to its last, of",
    ),
    *(
        Threshold(
            rule="minimum_offer_met",
            comparison=Comparison.AT_LEAST,
            figure=minimum_id(household),
            unit="GBP/month",
            says=("enough", "too little"),
            passes=enough,
            measured=pence_beyond,
            what=f"an offer ({household.label.lower()}, benefits only) of",
        )
        for household in Household
        if household is not Household.NOT_KNOWN
    ),
    Threshold(
        rule="plan_broken",
        comparison=Comparison.MORE_THAN,
        figure=f"{FIGURES}.broken_after",
        unit="days",
        says=("broken", "not broken"),
        passes=broken,
        measured=days_beyond,
        what="a whole instalment unpaid and late by",
    ),
    Threshold(
        rule="rent_at_limit",
        comparison=Comparison.NO_MORE_THAN,
        figure="rent.increase_limit",
        unit="share of rent a year",
        says=("allowed", "not allowed"),
        passes=rent_allowed,
    ),
    Threshold(
        rule="pay_day",
        comparison=Comparison.NEXT,
        figure="",
        unit="working days",
        says=("pay on a later day", "pay on no later day"),
        passes=moved_on,
    ),
)
