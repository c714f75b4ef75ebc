"""The thresholds that the rules on deductions carry, for the handbook's own checks.

Rules are named through their module, so that the rule in force is the rule that is tried.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.core.thresholds import At, Comparison, Threshold
from calculators.deductions_and_managed_payments import rules

#: A year of rent of which a month is a whole number of pence.
YEAR = Decimal("4800.00")
UC = "universal_credit"


def enough(at: At) -> bool:
    """Whether arrears of that many months of rent, or a penny beside, are enough."""
    owed = YEAR * at.quantity / 12 + at.nudge * Decimal("0.01")
    return rules.at_least_months(owed, YEAR, at.figure)


def pence_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Pence by which arrears are more than so many months of rent."""
    if given["months"] != limit:
        return None
    return int((given["arrears"] - given["annual_rent"] * limit / 12) * 100)


THRESHOLDS = tuple(
    Threshold(
        rule="at_least_months",
        comparison=Comparison.AT_LEAST,
        figure=figure,
        unit="months of rent",
        says=("enough", "too little"),
        passes=enough,
        measured=pence_beyond,
        what="rent arrears of",
    )
    for figure in (
        f"{UC}.managed_payment.least_arrears",
        f"{UC}.managed_payment.least_arrears_underpaid",
    )
)
