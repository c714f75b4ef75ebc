"""A statement's arithmetic and what it supports, worked out slowly.

Written from the public structure of the Standard Financial Statement, the words of the page and the
policy's clauses on plans, and not from the calculator: it imports nothing of it, works in whole
pence and fractions, and pays the arrears off one payment at a time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.dated_rates import money, penny, rate

A_YEAR = {
    "weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "ten-a-year": 10,
    "quarterly": 4, "annual": 1,
}  # fmt: skip
WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
#: The lines under "communications and leisure", "food and housekeeping" and "personal".
FLEXIBLE = {
    "cost_internet", "cost_mobile", "cost_leisure", "cost_gifts", "cost_pocket_money",
    "cost_papers", "cost_other_leisure", "cost_groceries", "cost_baby",
    "cost_school_and_work_meals", "cost_laundry", "cost_alcohol", "cost_smoking", "cost_pets",
    "cost_repairs", "cost_other_housekeeping", "cost_clothing", "cost_hairdressing",
    "cost_toiletries", "cost_other_personal",
}  # fmt: skip


@dataclass
class Slow:
    """What came out, in pence a month."""

    income: int = 0
    fixed: int = 0
    flexible: int = 0
    savings: int = 0
    fee: int = 0
    priority: int = 0
    others: int = 0
    left: int = 0
    offers: bool = False
    offer: int | None = None
    months: int | None = None
    by_frequency: dict[str, tuple[int, int]] = field(default_factory=dict)
    range: tuple[int, int] | None = None

    @property
    def surplus(self) -> int:
        return self.income - self.fixed - self.flexible


def month(paid: dict[str, str] | None) -> int:
    """An amount as often as it comes, as an amount a month."""
    if paid is None:
        return 0
    return penny(Fraction(money(paid["amount"]) * A_YEAR[paid["per"]], 12))


def slow_statement(case: dict[str, Any]) -> Slow:
    """Everything that follows from a statement."""
    slow, on = Slow(), dt.date.fromisoformat(case["case_date"])
    for name, value in case.items():
        rows = [each["amount"] for each in value] if name in ("income_other", "cost_other") else []
        amounts = rows or ([value] if isinstance(value, dict) else [])
        for paid in amounts:
            if name.startswith("income_"):
                slow.income += month(paid)
            elif name in FLEXIBLE:
                slow.flexible += month(paid)
            elif name.startswith("cost_"):
                slow.fixed += month(paid)
    if case.get("universal_credit_entered") == "after-the-rent":
        slow.income += month(case["rent_paid_to_us"])
    often = case["rent_frequency"]
    times = A_YEAR[often]
    if case.get("rent_free_weeks"):
        times -= case["rent_free_weeks"] // WEEKS[often]
    slow.fixed += penny(Fraction(money(case["rent"]) * times, 12))
    if case.get("leave_savings", "yes") == "yes":
        share = penny(rate("landlord.affordability.savings.share", on) * max(0, slow.surplus))
        slow.savings = min(share, int(rate("landlord.affordability.savings.most", on) * 100))
    slow.fee = month(case.get("debt_fee"))
    counted = []
    for debt in case.get("priority_debts", []):
        if debt.get("from_benefit") != "yes":
            counted.append(month(debt.get("offer") or debt.get("payment")))
    slow.priority = sum(counted)
    slow.others = sum(
        month(debt.get("offer") or debt.get("payment")) for debt in case.get("other_debts", [])
    )
    slow.left = slow.surplus - slow.savings - slow.fee - slow.priority
    what_may_be_offered(slow, case, on, counted)
    return slow


def what_may_be_offered(slow: Slow, case: dict[str, Any], on: dt.date, counted: list[int]) -> None:
    """The page's words on the range, the offer, and when there is none."""
    owed = money(case["arrears"])
    needs = (case[f"{need}_if_low"] for need in ("food", "heating", "clothing"))
    if slow.left < 100 or not all(counted) or "going-without" in needs or case["other_debts"]:
        return
    slow.offers = True
    # The usual longest plan is counted from its first payment to its last: one payment more.
    payments = int(rate("landlord.repayment_plan.usual_longest", on)) + 1
    least = -(-owed // payments)
    if least <= min(slow.left, owed):
        slow.range = (least, min(slow.left, owed))
    slow.offer = min(slow.left // 100 * 100, owed)
    slow.months = paid_off(owed, slow.offer)
    for often in ("weekly", "fortnightly", "four-weekly", "monthly"):
        each = slow.offer * 12 // A_YEAR[often]
        if each:
            slow.by_frequency[often] = (each, paid_off(owed, each))


def paid_off(owed: int, each: int) -> int:
    """How many payments it takes."""
    number = 0
    while owed > 0:
        owed -= each
        number += 1
    return number
