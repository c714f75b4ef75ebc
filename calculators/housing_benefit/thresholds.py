"""The thresholds that the rules of Housing Benefit carry, for the handbook's own checks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from calculators.core.money import PENNY
from calculators.core.thresholds import At, Comparison, Threshold
from calculators.housing_benefit import rules

HB = "housing_benefit"
ONE_STEP = Decimal("500.00")
ONE_POUND = Decimal("1.00")


def in_band(at: At) -> bool:
    """Whether an income reaches a band."""
    return rules.reaches_band(at.quantity + at.nudge * PENNY, at.figure)


def too_much(at: At) -> bool:
    """Whether savings are over the limit."""
    return rules.over_limit(at.quantity + at.nudge * PENNY, at.figure)


def counted_from_savings(at: At) -> bool:
    """Whether anything is counted from savings."""
    capital = at.quantity + at.nudge * PENNY
    return rules.tariff_income(capital, at.figure, ONE_STEP, ONE_POUND) > 0


def paid(at: At) -> bool:
    """Whether an amount is paid."""
    return rules.payable(at.quantity + at.nudge * PENNY, at.figure)


def pence_from(limit_name: str, amount: str) -> Callable[[Decimal, dict[str, Any]], int | None]:
    """How far a rule's amount lies from its limit, in pence, where the limit is the figure's."""

    def measured(limit: Decimal, given: dict[str, Any]) -> int | None:
        """Pence above the limit, or None where another limit was compared."""
        return int((given[amount] - limit) * 100) if given[limit_name] == limit else None

    return measured


THRESHOLDS = (
    *(
        Threshold(
            rule="reaches_band",
            comparison=Comparison.AT_LEAST,
            figure=f"{HB}.non_dependants.band_{band}.income_from",
            unit="GBP/week",
            says=("in the band", "in a lower band"),
            passes=in_band,
            measured=pence_from("income_from", "gross"),
            what="an adult in work, with an income before tax of",
        )
        for band in range(2, 7)
    ),
    *(
        Threshold(
            rule="over_limit",
            comparison=Comparison.MORE_THAN,
            figure=f"{HB}.capital.{age}.upper",
            unit="GBP",
            says=("too much", "within the limit"),
            passes=too_much,
            measured=pence_from("limit", "capital"),
            what="savings of",
        )
        for age in ("working_age", "pension_age")
    ),
    *(
        Threshold(
            rule="tariff_income",
            comparison=Comparison.MORE_THAN,
            figure=f"{HB}.capital.{age}.lower",
            unit="GBP",
            says=("counted", "not counted"),
            passes=counted_from_savings,
            measured=pence_from("lower", "capital"),
            what="savings of",
        )
        for age in ("working_age", "pension_age")
    ),
    Threshold(
        rule="payable",
        comparison=Comparison.AT_LEAST,
        figure=f"{HB}.minimum",
        unit="GBP/week",
        says=("paid", "not paid"),
        passes=paid,
        measured=pence_from("minimum", "amount"),
        what="an award that comes to",
    ),
)
