"""The thresholds in weeks of rent that the arrears position holds arrears against.

Rules are named through their module, so that the rule in force is the rule that is tried.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.arrears_position import rules
from calculators.core.money import PENNY
from calculators.core.thresholds import At, Comparison, Threshold

#: Rent of £100.00 a week.
A_YEAR = Decimal("5200.00")


def reached(at: At) -> bool:
    """Whether so many weeks of rent, or a penny less or more, reach the threshold."""
    return rules.reaches(at.quantity * 100 + at.nudge * PENNY, A_YEAR, at.figure)


def pence_beyond(limit: Decimal, given: dict[str, Any]) -> int | None:
    """Pence by which arrears are more than so many weeks of rent."""
    if given["weeks"] != limit:
        return None
    over = given["owed"] * rules.WEEKS_IN_YEAR - limit * given["annual_rent"]
    return int((over > 0) - (over < 0))


THRESHOLDS = tuple(
    Threshold(
        rule="reaches",
        comparison=Comparison.AT_LEAST,
        figure=f"landlord.arrears.{step}.least_weeks",
        unit="weeks of rent",
        says=("reached", "not reached"),
        passes=reached,
        measured=pence_beyond,
        what="rent arrears, after benefit on its way, of",
    )
    for step in ("first_letter", "second_letter", "notice", "court")
)
