"""The thresholds that the rules of affordability carry, for the handbook's own checks.

Rules are named through their module, so that the rule in force is the rule that is tried. The
guideline figures are the organisation's own and hold no value here: a test fills them in.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.affordability import rules
from calculators.affordability.figures import DEBT_RELIEF, USUAL_LONGEST
from calculators.core.money import PENNY
from calculators.core.outcomes import Verdict
from calculators.core.thresholds import At, Comparison, Threshold


def allowed(at: At) -> bool:
    """Whether an amount at or beside a limit is within it."""
    return rules.within_limit(at.quantity + at.nudge * PENNY, at.figure)


def pence_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Pence by which an amount is more than its limit."""
    if given["limit"] != limit:
        return None
    return int((given["amount"] - limit) / PENNY)


def within_usual(at: At) -> bool:
    """Whether a plan of so many months, or a month less or more, is within the usual longest."""
    payments = int(at.quantity) + at.nudge + 1
    return rules.plan_within_usual(payments, at.figure, "").verdict is Verdict.YES


def months_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Months by which a plan is longer than the usual longest."""
    if given["longest"] != limit:
        return None
    return int(given["payments"] - 1 - limit)


THRESHOLDS = (
    Threshold(
        rule="plan_within_usual",
        comparison=Comparison.NO_MORE_THAN,
        figure=USUAL_LONGEST,
        unit="months",
        says=("within the usual", "longer than usual"),
        events=("counted from the first payment to the last",),
        passes=within_usual,
        measured=months_beyond,
        what="a plan, from its first payment to its last, of",
    ),
    *(
        Threshold(
            rule="within_limit",
            comparison=Comparison.NO_MORE_THAN,
            figure=f"{DEBT_RELIEF}.{name}",
            unit=unit,
            says=("within the limit", "over the limit"),
            passes=allowed,
            measured=pence_beyond,
            what=what,
        )
        for name, unit, what in (
            ("most_debt", "GBP", "debts of"),
            ("most_assets", "GBP", "savings of"),
            ("most_vehicle", "GBP", "a vehicle worth"),
            ("most_surplus", "GBP/month", "money left a month of"),
        )
    ),
)
