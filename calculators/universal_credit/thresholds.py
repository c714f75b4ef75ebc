"""The thresholds that the rules of an award carry, for the handbook's own checks.

Rules are named through their module, so that the rule in force is the rule that is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from calculators.core.money import PENNY
from calculators.core.thresholds import At, Comparison, Threshold
from calculators.universal_credit import rules

STEP, EACH = Decimal(250), Decimal("4.35")


def beside(at: At) -> Decimal:
    """The amount tried: the threshold, or a penny less or more."""
    return at.quantity + at.nudge * PENNY


def none_for_capital(at: At) -> bool:
    """Whether capital of that amount ends Universal Credit."""
    return rules.too_much_capital(beside(at), at.figure)


def income_from_capital(at: At) -> bool:
    """Whether capital of that amount is taken to bring income in."""
    return rules.tariff_income(beside(at), at.figure, STEP, EACH) > 0


def free_of_cap(at: At) -> bool:
    """Whether pay of that amount ends the benefit cap."""
    return rules.earns_enough(beside(at), at.figure)


def pay_counts(at: At) -> bool:
    """Whether pay a pound above or below that amount takes something off."""
    pay = at.quantity + at.nudge
    return rules.taken_for_earnings(pay, at.figure, Decimal("0.55")) > 0


def pence_beyond(amount: str, limit_of: str) -> Callable[[Decimal, dict[str, Any]], int | None]:
    """Pence by which one argument of a rule is above another that holds the figure."""

    def measured(limit: Decimal, given: dict[str, Any]) -> int | None:
        if given[limit_of] != limit:
            return None
        return int((given[amount] - limit) * 100)

    return measured


THRESHOLDS = (
    Threshold(
        rule="too_much_capital",
        comparison=Comparison.MORE_THAN,
        figure="universal_credit.capital.upper_limit",
        unit="GBP",
        says=("no Universal Credit", "not ruled out"),
        passes=none_for_capital,
        measured=pence_beyond("capital", "upper"),
        what="capital of",
    ),
    Threshold(
        rule="tariff_income",
        comparison=Comparison.MORE_THAN,
        figure="universal_credit.capital.lower_limit",
        unit="GBP",
        says=("income is counted", "nothing is counted"),
        passes=income_from_capital,
        measured=pence_beyond("capital", "lower"),
        what="capital of",
    ),
    Threshold(
        rule="earns_enough",
        comparison=Comparison.AT_LEAST,
        figure="benefit_cap.earnings_exemption",
        unit="GBP/month",
        says=("free of the cap", "not free of it by pay"),
        passes=free_of_cap,
        measured=pence_beyond("earned", "threshold"),
        what="take-home pay, where the cap would apply, of",
    ),
    *(
        Threshold(
            rule="taken_for_earnings",
            comparison=Comparison.MORE_THAN,
            figure=f"universal_credit.work_allowance.{kind}",
            unit="GBP/month",
            says=("pay takes something off", "pay takes nothing off"),
            passes=pay_counts,
            measured=pence_beyond("earned", "allowance"),
            what=f"take-home pay, with the {kind} work allowance, of",
        )
        for kind in ("lower", "higher")
    ),
)
