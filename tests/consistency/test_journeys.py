"""Journeys: enough of them, for both landlords, over Aprils; and each can fail."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.consistency.journeys import date_differences
from handbook.consistency.known import known_calculators, load_checked
from handbook.content import Content
from handbook.content.journeys import read_journeys
from handbook.content.problems import Problems

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


def test_there_are_enough_journeys(content: Content) -> None:
    assert len(content.journeys) >= 20
    assert sum(each.crosses_april for each in content.journeys) >= 6
    assert {each.landlord for each in content.journeys} == {"council", "housing association"}
    asked = {check.calculator for j in content.journeys for d in j.dates for check in d.checks}
    assert {"next_step", "repayment_plan", "rent_conversion"} == asked


@pytest.mark.parametrize(
    "changes", [{"step": "plan-kept"}, {"deadline": "2025-10-14"}, {"deadline": None}]
)
def test_a_wrong_expectation_is_caught(content: Content, changes: dict[str, object]) -> None:
    date = content.journeys[0].dates[0]
    assert date_differences(date, content.figure_set) == []
    check = replace(date.checks[0], expected={**date.checks[0].expected, **changes})
    (found,) = date_differences(replace(date, checks=(check,)), content.figure_set)
    assert found.path == next(iter(changes))


def test_a_wrong_policy_version_is_caught(content: Content) -> None:
    date = replace(content.journeys[0].dates[0], policy_version="2.0")
    (found,) = date_differences(date, content.figure_set)
    assert (found.path, found.expected, found.got) == ("policy_version", "2.0", "1.0")


def test_another_calculators_wrong_answer_is_caught(content: Content) -> None:
    date = next(d for j in content.journeys for d in j.dates if len(d.checks) > 1)
    check = replace(date.checks[1], expected={"no_such": 1})
    found = date_differences(replace(date, checks=(date.checks[0], check)), content.figure_set)
    assert found


GOOD = """\
- name: A journey
  landlord: council
  expected_from: Worked by hand from the procedure, seven days after.
  household:
    tenure: secure
    rent: "100.00"
  dates:
    - on: 2026-06-08
      happens: Nothing yet
      policy_version: "2.0"
      facts:
        last_done: none
      expected:
        step: missed-payment
        deadline: null
"""


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("tenure: secure", "tenure: assured", "A council does not grant “assured” tenancies"),
        ("landlord: council", "landlord: parish", "“parish” is not one of the landlords we use"),
        ("last_done: none", "last_dun: none", "“last_dun” is not a question"),
        ("        deadline: null\n", "", "A date must expect a step and a deadline"),
        ("      happens: Nothing yet\n", "", "“happens” is missing"),
        ('rent: "100.00"', "rent: 100.00", "100.00 is not in quotes"),
        (
            "Worked by hand from the procedure, seven days after.",
            "The program says so, and nobody knows more of it.",
            "What the program says is not where an expectation may come from",
        ),
        (
            "        deadline: null\n",
            "        deadline: null\n      also:\n        - calculator: rent_convert\n"
            "          inputs: {rent: '1'}\n          expected: {annual: '1'}\n",
            "There is no calculator called “rent_convert”. Did you mean “rent_conversion”?",
        ),
    ],
)
def test_a_broken_journey_is_named(tmp_path: Path, good: str, bad: str, says: str) -> None:
    folder = tmp_path / "scenarios" / "journeys"
    folder.mkdir(parents=True)
    assert good in GOOD
    (folder / "a.yaml").write_text(GOOD.replace(good, bad), "utf-8")
    problems = Problems()
    read_journeys(tmp_path, known_calculators(), problems)
    assert any(says in str(each) for each in problems.found), problems.found


def test_a_good_journey_has_no_problem(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / "journeys"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(GOOD, "utf-8")
    problems = Problems()
    (journey,) = read_journeys(tmp_path, known_calculators(), problems)
    assert problems.found == []
    assert journey.dates[0].checks[0].inputs["case_date"] == "2026-06-08"
