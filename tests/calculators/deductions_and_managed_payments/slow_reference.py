"""What can be taken from an award for rent, worked out slowly from the regulations.

Written from the Universal Credit etc. (Claims and Payments) Regulations 2013 (SI 2013/380), reg. 58
and Sch. 6, the Department's published limits and the dated figures, and not from the calculator: it
imports nothing of it, works in whole pence, walks the schedule's list item by item, and pays every
debt off one payment at a time. It takes a case as the form gives it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.dated_rates import money, pence, penny, rate

UC = "universal_credit."
HOUSEHOLDS = {
    "single-under-25": "single_under_25",
    "single-25-or-over": "single_25_or_over",
    "couple-both-under-25": "couple_both_under_25",
    "couple-one-25-or-over": "couple_one_25_or_over",
}
IN_A_YEAR = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
#: Taken in full before the list of Sch. 6 para. 5.
FIRST = ["fraud-penalty", "sanction", "child-maintenance", "advance"]
#: Para. 5, with rent arrears at its second and at its last place.
LIST = [
    "owner-housing-costs", "rent", "fuel", "council-tax", "fines", "water", "social-fund",
    "hardship-payments", "penalties", "fraud-overpayments", "civil-penalties", "overpayments",
    "integration-loans", "eligible-loans", "more rent",
]  # fmt: skip
#: Paid over to somebody other than the Department: para. 3 counts them.
TO_OTHERS = {
    "owner-housing-costs", "rent", "fuel", "council-tax", "fines", "water", "integration-loans",
    "eligible-loans",
}  # fmt: skip


@dataclass
class Slow:
    """What came out, in pence; None where it is not told."""

    month: Fraction
    managed: str | None = None
    managed_amount: int | None = None
    left_to_pay: int | None = None
    deduction: str | None = None
    allowance: int | None = None
    least: int | None = None
    limit: int | None = None
    rent: int | None = None
    taken: list[tuple[str, int, int]] = field(default_factory=list)
    plan: int | None = None


def three(*facts: bool | None) -> str:
    """No if anything is missing, yes if nothing is, and otherwise not to be told yet."""
    if False in facts:
        return "no"
    return "cannot tell" if None in facts else "yes"


def known(case: dict[str, Any], name: str) -> bool | None:
    return {"yes": True, "no": False, "not-known": None}[case.get(name, "not-known")]


def slow_answer(case: dict[str, Any]) -> Slow:
    """Everything that follows from a case."""
    on = dt.date.fromisoformat(case["case_date"])
    often = case["rent_frequency"]
    times = IN_A_YEAR[often]
    if case.get("rent_free_weeks"):
        times -= case["rent_free_weeks"] // WEEKS[often]
    slow = Slow(month=Fraction(money(case["rent"]) * times, 12))
    if case.get("plan_amount"):
        slow.plan = penny(
            Fraction(money(case["plan_amount"]) * IN_A_YEAR[case["plan_frequency"]], 12)
        )
    if case["benefit"] == "universal-credit":
        managed_payment(slow, case, on)
        deduction(slow, case, on)
    return slow


def managed_payment(slow: Slow, case: dict[str, Any], on: dt.date) -> None:
    """Reg. 58, and the Department's guidance for landlords."""
    arrears = money(case["arrears"])
    two = rate(f"{UC}managed_payment.least_arrears", on) * slow.month
    one = rate(f"{UC}managed_payment.least_arrears_underpaid", on) * slow.month
    grounds = [
        arrears >= two,
        known(case, "keeps_underpaying") if arrears >= one else False,
        known(case, "needs_protection"),
    ]
    ground = True if True in grounds else None if None in grounds else False
    paid_already = known(case, "paid_to_us_already")
    slow.managed = three(
        known(case, "uc_has_housing"),
        None if paid_already is None else not paid_already,
        ground,
    )
    if case.get("uc_housing_amount") and case.get("uc_payment"):
        slow.managed_amount = min(money(case["uc_housing_amount"]), money(case["uc_payment"]))
        slow.left_to_pay = max(0, penny(slow.month) - slow.managed_amount)


def deduction(slow: Slow, case: dict[str, Any], on: dt.date) -> None:
    """Sch. 6 para. 3 to 7."""
    start = dt.date.fromisoformat(case["assessment_period_start"])
    slow.allowance = pence(f"{UC}standard_allowance.{HOUSEHOLDS[case['household']]}", start)
    share = f"{UC}deductions.rent_arrears."
    slow.least = penny(rate(f"{share}least_share", start) * slow.allowance)
    most = penny(rate(f"{share}most_share", start) * slow.allowance)
    slow.limit = penny(rate(f"{UC}deductions.overall_cap", start) * slow.allowance)
    slow.rent = walk_the_list(slow, case, most, start)
    enough = money(case["arrears"]) >= rate(f"{share}least_arrears", on) * slow.month
    slow.deduction = three(
        known(case, "uc_has_housing"),
        known(case, "arrears_for_this_home"),
        enough,
        may_begin(case, start),
        known(case, "told_and_heard"),
        may_be_collected(case),
    )


def may_be_collected(case: dict[str, Any]) -> bool | None:
    """SI 2020/1311 reg. 7; Insolvency Act 1986 ss.251G and 285.

    Not told: what a running breathing space, or the terms of an IVA, leave of a deduction.
    """
    insolvent = known(case, "insolvency")
    if insolvent and case.get("protection") in ("debt-relief-order", "bankruptcy"):
        return False
    return True if insolvent is False and case["breathing_space"] in ("none", "ended") else None


def walk_the_list(slow: Slow, case: dict[str, Any], most: int, start: dt.date) -> int:
    """Each deduction in turn, in full or not at all; how much of it is for rent arrears."""
    rows = case["other_deductions"] if known(case, "other_deductions_known") else []
    asked: dict[str, list[int]] = {what: [] for what in (*FIRST, *LIST)}
    for row in rows:
        asked[row["taken_for"]].append(money(row["amount"]))
    assert slow.limit is not None
    assert slow.least is not None
    asked["rent"] = [slow.least]
    # Para. 3: at least a penny of the award is left.
    room = min(slow.limit, money(case["uc_payment"]) - 1)
    for what in FIRST:
        for amount in asked[what]:
            slow.taken.append((what, amount, amount))
            room -= amount
    room, to_others, rent = max(0, room), 0, 0
    most_others = rate(f"{UC}deductions.third_parties.most", start)
    for what in LIST:
        for amount in asked[what]:
            full = what in TO_OTHERS and to_others == most_others
            taken = amount if amount <= room and not full else 0
            to_others += bool(taken) and what in TO_OTHERS
            room -= taken
            slow.taken.append((what, amount, taken))
            rent += taken if what == "rent" else 0
    if rent:  # para. 7(5), and the last place in the list: as much more as there is room for
        more = min(most - slow.least, room)
        slow.taken.append(("more rent", most - slow.least, more))
        rent += more
    return rent


def may_begin(case: dict[str, Any], start: dt.date) -> bool | None:
    """Para. 7(6): earnings in the period before do not exceed the work allowance.

    Which allowance that is, that period's or this one's, is not told, nor which of the two where
    Housing Benefit pays the rent; nor what it means for somebody who has none.
    """
    earned = money(case["last_earnings"])
    if not earned:
        return True
    has_one = known(case, "work_allowance")
    if not has_one:
        return None
    before = start.replace(day=1) - dt.timedelta(days=1)
    before = before.replace(day=min(start.day, before.day))
    with_rent = money(case["uc_housing_amount"]) > 0
    allowances = [
        pence(f"{UC}work_allowance.{which}", day)
        for which in (("lower",) if with_rent else ("lower", "higher"))
        for day in (before, start)
    ]
    if earned > max(allowances):
        return False
    return True if earned <= min(allowances) else None


def paid_off(owed: int, each: int) -> tuple[int, int]:
    """How many payments, and the last of them."""
    number, last = 0, 0
    while owed:
        last = min(each, owed)
        owed -= last
        number += 1
    return number, last
