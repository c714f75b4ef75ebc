"""Thousands of random tenants against the week's benefit worked out slowly from the regulations."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from calculators.browser import attempt
from calculators.core.figures import FigureSet
from handbook.content import load
from tests.calculators.housing_benefit.random_cases import random_case
from tests.calculators.housing_benefit.slow_reference import Slow, slow_benefit

HOUSEHOLDS = 2000


@pytest.fixture(scope="module")
def figures(pytestconfig: pytest.Config) -> FigureSet:
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def in_pence(amount: str) -> int:
    return int(amount.replace(".", ""))


def ends(answer: dict[str, Any]) -> tuple[int, int]:
    if answer["award"] is not None:
        return in_pence(answer["award"]), in_pence(answer["award"])
    return in_pence(answer["least"]), in_pence(answer["most"])


def test_every_award_agrees_to_the_penny(figures: FigureSet) -> None:
    random, seen = Random(20261122), Counter[str]()
    for number in range(HOUSEHOLDS):
        case = random_case(random)
        slow = slow_benefit(case)
        outcome = attempt("housing_benefit", json.dumps(case), figures)
        if isinstance(outcome, list):
            fields = [each.field for each in outcome]
            if fields == ["main_benefit"]:  # asked back: Pension Credit, and nobody of its age
                assert case["main_benefit"] == "guarantee-credit", (number, outcome, case)
                assert not slow.anyone_old, (number, case)
                continue
            # Under State Pension age in any other home: Universal Credit, and nothing here.
            assert fields == ["accommodation"], (number, outcome, case)
            assert (slow.most, slow.mixed_ages) == (0, False), (number, case)
            seen["for Universal Credit"] += 1
            continue
        answer = outcome[2].model_dump(mode="json")
        assert in_pence(answer["eligible_rent"]) == slow.eligible, (number, case)
        if answer["taken_for_adults"] is not None:
            assert {in_pence(answer["taken_for_adults"])} == slow.adults, (number, case)
        if slow.mixed_ages:
            # Which rules are used is not told: the answer spans both.
            least, most = ends(answer)
            assert least <= slow.least <= slow.most <= most, (number, slow, case)
            seen["of two ages"] += 1
            continue
        assert ends(answer) == (slow.least, slow.most), (number, slow, case)
        if answer["applicable_amount"] is not None:
            assert {in_pence(answer["applicable_amount"])} == slow.applicable, (number, slow, case)
        note(seen, case, slow)
    # The households are worth comparing: none of these is rare.
    often = ("for Universal Credit", "award", "none", "between", "above the applicable amount",
             "taken for adults", "pension age", "supported", "in full")  # fmt: skip
    assert min(seen[each] for each in often) > 70, seen
    assert seen["of two ages"] > 30, seen


def note(seen: Counter[str], case: dict[str, Any], slow: Slow) -> None:
    seen["award"] += slow.least == slow.most > 0
    seen["none"] += slow.most == 0
    seen["between"] += slow.least < slow.most
    seen["taken for adults"] += max(slow.adults) > 0
    seen["above the applicable amount"] += 0 < slow.most < slow.eligible - max(slow.adults)
    seen["supported" if case["accommodation"] != "general" else "pension age"] += 1
    seen["in full"] += case["main_benefit"] != "none"


MAY_BE_EMPTY = ("ineligible_charges", "capital", "weekly_earnings", "weekly_other_income")
MAY_BE_UNKNOWN = (
    "main_benefit", "higher_disregard", "additional_disregard", "disability_benefit",
    "partner_disability_benefit", "lowest_care", "partner_lowest_care", "carers", "paid_carers",
    "family_premium",
)  # fmt: skip
OF_AN_ADULT = ("circumstances", "works_16_hours", "gross_weekly_income", "disability")


def forgotten(case: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same household with a few facts not known."""
    less: dict[str, Any] = json.loads(json.dumps(case))
    for name in random.sample(MAY_BE_EMPTY + MAY_BE_UNKNOWN, random.choice((0, 1, 2))):
        if name in MAY_BE_EMPTY:
            del less[name]
        elif name in less:
            less[name] = "not-known"
    for prefix in ("", "partner_"):
        if less.get(f"{prefix}disability_benefit") != "other":
            less.pop(f"{prefix}lowest_care", None)
    for adult in less["non_dependants"]:
        name = random.choice(OF_AN_ADULT)
        if name == "gross_weekly_income":
            del adult[name]
        else:
            adult[name] = "not-known"
    return less


def test_what_is_not_known_leaves_room_for_the_truth(figures: FigureSet) -> None:
    random, told = Random(20261122), 0
    for number in range(HOUSEHOLDS // 2):
        case = random_case(random)
        if number % 3 == 0:  # where the severe disability premium hangs on who lives there
            case |= {"main_benefit": "none", "disability_benefit": "care", "paid_carers": "none"}
            case["weekly_other_income"] = "330.00"
            for adult in case["non_dependants"]:
                adult["circumstances"] = random.choice(("prison", "none", "student"))
        outcome = attempt("housing_benefit", json.dumps(forgotten(case, random)), figures)
        if isinstance(outcome, list):
            continue  # asked back, as in the test above
        slow = slow_benefit(case)
        least, most = ends(outcome[2].model_dump(mode="json"))
        assert least <= slow.least <= slow.most <= most, (number, slow, case)
        told += 1
    assert told > HOUSEHOLDS // 3


EVERY_DAY = {
    "rent": "120.00", "rent_frequency": "weekly", "ineligible_charges": "0", "capital": "0",
    "weekly_earnings": "0", "weekly_other_income": "260.00", "main_benefit": "none",
    "higher_disregard": "no", "additional_disregard": "no", "paid_carers": "none",
}  # fmt: skip


def agree(figures: FigureSet, case: dict[str, Any]) -> None:
    outcome = attempt("housing_benefit", json.dumps(case), figures)
    assert not isinstance(outcome, list), (outcome, case)
    slow = slow_benefit(case)
    assert ends(outcome[2].model_dump(mode="json")) == (slow.least, slow.most), (slow, case)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_day_of_april(figures: FigureSet, year: int) -> None:
    for day in range(-7, 8):
        on = dt.date(year, 4, 1) + dt.timedelta(days=day)
        if not dt.date(2024, 4, 1) <= on < dt.date(2027, 4, 5):
            continue  # the rates before and after are not held
        for born in ("1953-06-01", "1957-06-01"):
            agree(figures, EVERY_DAY | {
                "case_date": on.isoformat(), "accommodation": "general", "date_of_birth": born,
                "non_dependants": [{"born": "1990-01-01", "works_16_hours": "yes",
                                    "gross_weekly_income": "256.00"}],
            })  # fmt: skip


@pytest.mark.parametrize("years", [17, 18, 25, 66, 67])
def test_every_day_about_a_birthday(figures: FigureSet, years: int) -> None:
    for on in (
        dt.date(2026, 2, 28),
        dt.date(2026, 3, 1),
        dt.date(2024, 4, 6),
        dt.date(2026, 9, 30),
    ):
        for days in range(-3, 4):
            born = dt.date(on.year - years, on.month, on.day) + dt.timedelta(days=days)
            agree(figures, EVERY_DAY | {
                "case_date": on.isoformat(), "accommodation": "specified",
                "date_of_birth": born.isoformat(), "disability_benefit": "care-enhanced",
            })  # fmt: skip
            if years < 66:
                agree(figures, EVERY_DAY | {
                    "case_date": on.isoformat(), "accommodation": "specified",
                    "date_of_birth": "1980-01-01", "disability_benefit": "other",
                    "lowest_care": "no",
                    "non_dependants": [{"born": born.isoformat(), "works_16_hours": "no",
                                        "circumstances": "uc-not-earning"}],
                })  # fmt: skip


def test_every_penny_about_the_least_that_is_paid(figures: FigureSet) -> None:
    for pence in range(42175, 42195):
        agree(figures, EVERY_DAY | {
            "case_date": "2026-11-22", "accommodation": "general", "date_of_birth": "1957-06-01",
            "weekly_other_income": f"{pence // 100}.{pence % 100}",
        })  # fmt: skip


@pytest.mark.parametrize("born", ["1957-06-01", "1980-06-01"])
def test_a_penny_either_side_of_each_step_of_savings(figures: FigureSet, born: str) -> None:
    for pounds in (6000, 6250, 6500, 10_000, 10_250, 10_500, 11_000, 15_750, 16_000):
        for capital in (f"{pounds - 1}.99", f"{pounds}.00", f"{pounds}.01"):
            agree(figures, EVERY_DAY | {
                "case_date": "2026-09-22", "accommodation": "specified", "date_of_birth": born,
                "capital": capital,
            })  # fmt: skip
