"""Thousands of random awards against what the schedule takes, walked item by item."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from calculators.browser import attempt
from calculators.core.figures import FigureSet
from calculators.deductions_and_managed_payments.models import Taken
from handbook.content import load
from tests.calculators.deductions_and_managed_payments.random_cases import pounds, random_case
from tests.calculators.deductions_and_managed_payments.slow_reference import (
    Slow,
    paid_off,
    slow_answer,
)
from tests.dated_rates import first_days, money, pence
from tests.whole_answers import in_pence, whole_answer

AWARDS = 2000
PENSION_CREDIT = "pension_credit.deductions.rent_arrears"
LABELS = {
    **{each.value: each.label for each in Taken},
    "rent": "Rent arrears",
    "more rent": "Rent arrears, the part above the least",
}


@pytest.fixture(scope="module")
def figures(pytestconfig: pytest.Config) -> FigureSet:
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def agree(case: dict[str, Any], figures: FigureSet) -> Slow:
    """Compare one answer with the reference, part by part."""
    answer, slow = whole_answer("deductions_and_managed_payments", case, figures), slow_answer(case)
    assert answer["managed_payment"]["verdict"] == slow.managed, case
    assert in_pence(answer["managed_amount"]) == slow.managed_amount, case
    assert in_pence(answer["left_to_pay"]) == slow.left_to_pay, case
    assert answer["deduction"]["verdict"] == slow.deduction, (answer["deduction"], case)
    assert in_pence(answer["standard_allowance"]) == slow.allowance, case
    assert in_pence(answer["least_deduction"]) == slow.least, case
    assert in_pence(answer["overall_limit"]) == slow.limit, case
    assert in_pence(answer["most_deduction"]) == slow.rent, case
    assert in_pence(answer["plan_monthly"]) == (slow.plan or None), case
    order = [(each["taken_for"], each["amount"], each["taken"]) for each in answer["order"]]
    expected = [(LABELS[what], asked, taken) for what, asked, taken in slow.taken]
    assert [(what, in_pence(a), in_pence(t)) for what, a, t in order] == expected, case
    ways = {each["way"]: each for each in answer["ways"]}
    owed, plan = money(case["arrears"]), slow.plan or 0
    assert slow.least is not None
    amounts = {
        "The least deduction": slow.least,
        "The most under the limit": slow.rent,
        "The plan alone": plan,
        "Plan and least deduction": plan + slow.least,
    }
    for way, row in ways.items():
        each = in_pence(row["amount"])
        assert (each, row["every"]) == (amounts[way], "a month"), (way, case)
        assert (row["payments"], in_pence(row["last"])) == paid_off(owed, each), (way, case)
    assert ("The plan alone" in ways) == bool(plan), case
    return slow


def test_every_award_agrees_to_the_penny(figures: FigureSet) -> None:
    random, seen = Random(20261122), Counter[str]()
    for _ in range(AWARDS):
        case = random_case(random)
        slow = agree(case, figures)
        seen[f"managed: {slow.managed}"] += 1
        seen[f"deduction: {slow.deduction}"] += 1
        assert slow.least is not None
        assert slow.rent is not None
        seen["nothing for rent"] += not slow.rent
        seen["the least for rent"] += slow.rent == slow.least
        seen["more for rent"] += slow.rent > slow.least
        seen["one not taken"] += any(not taken for *_, taken in slow.taken)
    often = [f"{ask}: {way}" for ask in ("managed", "deduction")
             for way in ("yes", "no", "cannot tell")]  # fmt: skip
    often += ["nothing for rent", "more for rent", "one not taken"]
    assert min(seen[each] for each in often) > 100, seen
    assert seen["the least for rent"] > 15, seen


MAY_BE_EMPTY = ("uc_housing_amount", "uc_payment", "assessment_period_start", "last_earnings")
MAY_BE_UNKNOWN = (
    "uc_has_housing", "work_allowance", "arrears_for_this_home", "keeps_underpaying",
    "needs_protection", "paid_to_us_already", "told_and_heard", "household", "breathing_space",
)  # fmt: skip


def test_what_is_not_known_never_gives_an_answer_against_the_truth(figures: FigureSet) -> None:
    random, told = Random(20261122), Counter[str]()
    for number in range(AWARDS // 2):
        case = random_case(random)
        start = dt.date.fromisoformat(case["assessment_period_start"])
        # The newest period: an older one is not what a missing first day stands for.
        on = min(dt.date.fromisoformat(case["case_date"]), start + dt.timedelta(days=27))
        case["case_date"] = on.isoformat()
        slow, less = slow_answer(case), dict(case)
        for name in random.sample(MAY_BE_UNKNOWN + MAY_BE_EMPTY, random.choice((1, 2, 3))):
            if name in MAY_BE_EMPTY:
                del less[name]
            else:
                less[name] = "not-known"
        outcome = attempt("deductions_and_managed_payments", json.dumps(less), figures)
        if isinstance(outcome, list):
            # Rates changed in the last month: asked back, or not held for the month before.
            assert "assessment_period_start" not in less, (number, outcome, less)
            continue
        answer = outcome[2].model_dump(mode="json")
        for name, truth in (("managed_payment", slow.managed), ("deduction", slow.deduction)):
            verdict = answer[name]["verdict"]
            assert verdict in (truth, "cannot tell"), (number, name, answer[name], case)
            told[verdict] += 1
        for name, amount in (
            ("managed_amount", slow.managed_amount),
            ("left_to_pay", slow.left_to_pay),
            ("standard_allowance", slow.allowance),
            ("least_deduction", slow.least),
            ("overall_limit", slow.limit),
        ):
            assert in_pence(answer[name]) in (amount, None), (number, name, case)
    assert min(told.values()) > 100, told


def test_the_same_rent_by_another_frequency_is_the_same_answer(figures: FigureSet) -> None:
    random = Random(20270404)
    # So many thirds of a week's rent make the same year, to the penny.
    ways = {"weekly": 3, "fortnightly": 6, "four-weekly": 12, "monthly": 13, "annual": 156}
    parts = (
        "managed_payment", "managed_amount", "left_to_pay", "deduction", "least_deduction",
        "overall_limit", "most_deduction",
    )  # fmt: skip
    for _ in range(AWARDS // 10):
        case, third = random_case(random) | {"rent_free_weeks": 0}, random.randint(20_00, 50_00)
        month = third * 13
        case["arrears"] = pounds(random.choice((1, 2)) * month + random.choice((-1, 0, 1)))
        case["uc_housing_amount"] = pounds(random.choice((0, month, month - 500)))
        case["uc_has_housing"] = "yes"
        found = []
        for often, times in ways.items():
            rent = {"rent": pounds(third * times), "rent_frequency": often}
            answer = whole_answer("deductions_and_managed_payments", case | rent, figures)
            found.append([answer[part] for part in parts])
        assert all(each == found[0] for each in found), case


@pytest.mark.parametrize("first", first_days(PENSION_CREDIT))
def test_pension_credit_on_each_side_of_every_april(figures: FigureSet, first: dt.date) -> None:
    for days in (-1, 0, 1):
        on = first + dt.timedelta(days=days)
        if on < first_days(PENSION_CREDIT)[0]:
            continue
        case = {
            "case_date": on.isoformat(), "benefit": "pension-credit", "arrears": "846.20",
            "rent": "112.50", "rent_frequency": "weekly", "arrears_for_this_home": "yes",
            "told_and_heard": "yes",
        }  # fmt: skip
        answer, weekly = (
            whole_answer("deductions_and_managed_payments", case, figures),
            pence(PENSION_CREDIT, on),
        )
        assert in_pence(answer["weekly_deduction"]) == weekly
        row = answer["ways"][0]
        assert (row["payments"], in_pence(row["last"])) == paid_off(846_20, weekly)
