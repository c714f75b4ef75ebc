"""The thresholds that the rules of notices carry, for the handbook's own checks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.core.money import PENNY
from calculators.core.thresholds import At, Comparison, Threshold
from calculators.notice import rules
from calculators.notice.grounds import (
    MONTHS,
    MONTHS_BY_THE_YEAR,
    MONTHS_REFORMED,
    WEEKS,
    WEEKS_REFORMED,
)

A_HUNDRED = Decimal("100.00")


def reached(at: At) -> bool:
    """Whether that many weeks or months of a rent of 100.00, or a penny less or more, reach it."""
    unpaid = A_HUNDRED * at.quantity + at.nudge * PENNY
    return rules.ground_8_reached(unpaid, A_HUNDRED * at.figure)


def pence_beyond(_: Decimal, given: dict[str, Any]) -> int | None:
    """Pence by which unpaid rent is more than Ground 8 needs."""
    return int((given["unpaid"] - given["needed"]) * 100)


THRESHOLDS = tuple(
    Threshold(
        rule="ground_8_reached",
        comparison=Comparison.AT_LEAST,
        figure=figure,
        unit=unit,
        says=("enough for Ground 8", "not enough for Ground 8"),
        passes=reached,
        measured=pence_beyond,
        what="unpaid rent of",
    )
    for figure, unit in (
        (WEEKS, "weeks of rent"),
        (MONTHS, "months of rent"),
        (MONTHS_BY_THE_YEAR, "months of rent"),
        (WEEKS_REFORMED, "weeks of rent"),
        (MONTHS_REFORMED, "months of rent"),
    )
)
