"""Thousands of random households against rooms and reductions worked out slowly."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest

from calculators.core.figures import FigureSet
from handbook.content import load
from tests.calculators.bedroom_entitlement.random_cases import random_case
from tests.calculators.bedroom_entitlement.slow_reference import Slow, rooms, slow_rooms
from tests.whole_answers import in_pence, whole_answer

HOUSEHOLDS = 2000
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def figures(pytestconfig: pytest.Config) -> FigureSet:
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def in_words(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} or {most}" if most == least + 1 else (
        f"{least} to {most}"
    )  # fmt: skip


def agree(case: dict[str, Any], answer: dict[str, Any]) -> Slow:
    slow = slow_rooms(case)
    least, most = answer["needed_at_least"], answer["needed_at_most"]
    if answer["needed"] is not None:
        least = most = answer["needed"]
    assert (least, most) == (slow.least, slow.most), (slow, case)
    if least == most:
        assert answer["spare"] == max(0, case["bedrooms"] - least), case
    assert answer["reduction"]["verdict"] == slow.verdict, (answer["reduction"], case)
    assert in_pence(answer["rent_counted"]) == slow.counted, case
    assert in_pence(answer["weekly"]) == slow.weekly, (slow, case)
    assert in_pence(answer["monthly"]) == slow.monthly, (slow, case)
    on = dt.date.fromisoformat(case["case_date"])
    for row, couples_share in zip(answer["both"], (False, True), strict=True):
        assert row["needed"] == in_words(*rooms(case, on, couples_share=couples_share)), case
    return slow


def test_every_household_agrees(figures: FigureSet) -> None:
    random, seen = Random(20261122), Counter[str]()
    for _ in range(HOUSEHOLDS):
        case = random_case(random)
        answer = whole_answer("bedroom_entitlement", case, figures)
        slow = agree(case, answer)
        seen[slow.verdict] += 1
        seen["not known"] += slow.least < slow.most
        seen["a sum"] += slow.weekly is not None
        seen["days ahead"] += days_ahead(case, answer)
    assert min(seen.values()) > 80, seen


def days_ahead(case: dict[str, Any], answer: dict[str, Any]) -> int:
    """Every day of the next years on which the rooms change is in the list, and what it says."""
    on = dt.date.fromisoformat(case["case_date"])
    share = case["help_with_rent"] == "housing-benefit"
    listed = {row["day"]: row for row in answer["changes"]}
    changes = 0
    for child in case["children"]:
        born = dt.date.fromisoformat(child["born"])
        for years in (10, 16):
            for days in (0, 1):  # a birthday on 29 February falls on 1 March in other years
                turns = dt.date(born.year + years, born.month, 1) + (born.day - 1 + days) * DAY
                if not on < turns <= on + 4 * 365 * DAY:
                    continue
                now = rooms(case, turns, couples_share=share)
                if now != rooms(case, turns - DAY, couples_share=share):
                    row = listed[turns.isoformat()]
                    assert row["needed"] == in_words(*now), (row, case)
                    assert row["change"] != "No change", (row, case)
                    changes += 1
                elif days == 0 and turns.isoformat() in listed:
                    assert listed[turns.isoformat()]["needed"] == in_words(*now), case
    return changes
