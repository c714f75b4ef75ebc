"""The thresholds that the rules of the benefit check carry, for the handbook's own checks.

Rules are named through their module, so that the rule in force is the rule that is tried.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from calculators.benefit_check import rules
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import PENNY
from calculators.core.outcomes import Verdict
from calculators.core.thresholds import At, Comparison, Threshold

YES, NO = YesNoNotKnown.YES, YesNoNotKnown.NO
BORN, DAY = dt.date(1990, 1, 1), dt.date(2026, 11, 23)


def too_much_saved(at: At) -> bool:
    """Whether savings rule Universal Credit out."""
    saved = at.quantity + at.nudge * PENNY
    return rules.universal_credit(NO, [BORN], DAY, saved, at.figure).verdict is Verdict.NO


def topped_up(at: At) -> bool:
    """Whether income is topped up by Pension Credit."""
    income = at.quantity + at.nudge * PENNY
    return rules.pension_credit(NO, (True, True), income, at.figure).verdict is Verdict.YES


def earns_too_much(at: At) -> bool:
    """Whether earnings rule Carer's Allowance out."""
    earned = at.quantity + at.nudge * PENNY
    return rules.for_caring(YES, NO, earned, at.figure, NO).verdict is Verdict.NO


def beyond(amount: str, limit_name: str) -> Any:
    """Pence by which one argument of a rule is above another, where it is held against it."""

    def measure(limit: Decimal, given: dict[str, Any]) -> int | None:
        if given[limit_name] != limit or given[amount] is None:
            return None
        return int((given[amount] - limit) * 100)

    return measure


THRESHOLDS = (
    Threshold(
        rule="universal_credit",
        comparison=Comparison.MORE_THAN,
        figure="universal_credit.capital.upper_limit",
        unit="GBP",
        says=("too much saved", "within the limit"),
        passes=too_much_saved,
        measured=beyond("capital", "upper_limit"),
        what="savings of",
    ),
    *(
        Threshold(
            rule="pension_credit",
            comparison=Comparison.LESS_THAN,
            figure=f"pension_credit.guarantee.{who}",
            unit="GBP/week",
            says=("looks unclaimed", "cannot tell"),
            passes=topped_up,
            measured=beyond("income", "guarantee"),
            what="income a week of",
        )
        for who in ("single", "couple")
    ),
    Threshold(
        rule="for_caring",
        comparison=Comparison.MORE_THAN,
        figure="carers_allowance.earnings_limit",
        unit="GBP/week",
        says=("earns too much", "within the limit"),
        passes=earns_too_much,
        measured=beyond("earnings", "limit"),
        what="a carer's earnings a week of",
    ),
)
