"""Every scenario is a test of its own, and none can pass by comparing nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.consistency.scenarios import differences, same, value_at
from handbook.content import Refusal, Scenario

ROOT = Path(__file__).resolve().parents[2]
CASE = """\
- name: A weekly rent by the month
  worked_example: true
  expected_from: Hand calculation, 112.50 × 52 ÷ 12 = 487.50, by one officer for this test
  inputs: {case_date: 2026-11-22, rent: "112.50", rent_frequency: weekly}
  expected:
    answer: nothing like it
    working.count: 0
"""


def scenario(**about: object) -> Scenario:
    plain = Scenario(
        "rent_conversion", "A case", False, None, "By hand", {}, {}, (), (), (), "cases.yaml", 1, {}
    )
    return replace(plain, **about)  # type: ignore[arg-type]


def run_scenarios(tmp_path: Path, cases: str, *more: str) -> subprocess.CompletedProcess[str]:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    folder = tmp_path / "scenarios" / "rent_conversion"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "scenarios" / "conftest.py", tmp_path / "scenarios")
    (folder / "cases.yaml").write_text(cases, "utf-8")
    command = [sys.executable, "-m", "pytest", "scenarios", "-p", "no:cacheprovider", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )


def test_a_failure_says_where_what_and_where_the_expectation_comes_from(tmp_path: Path) -> None:
    ran = run_scenarios(tmp_path, CASE)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "A weekly rent by the month" in ran.stdout
    assert "scenarios/rent_conversion/cases.yaml, line 6, answer:" in ran.stdout
    assert 'expected "nothing like it"' in ran.stdout
    assert "got      " in ran.stdout
    assert "line 7, working.count:" in ran.stdout
    assert "expected from: Hand calculation, 112.50 × 52 ÷ 12 = 487.50" in ran.stdout
    assert "Traceback" not in ran.stdout


def test_a_scenario_that_expects_nothing_is_no_test(tmp_path: Path) -> None:
    ran = run_scenarios(tmp_path, CASE.partition("  expected:\n")[0])
    assert ran.returncode != 0
    assert "The scenario expects nothing, so it can never fail" in ran.stdout


def test_a_file_outside_a_calculators_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "loose.yaml").write_text(CASE, "utf-8")
    ran = run_scenarios(tmp_path, CASE)
    assert ran.returncode != 0
    assert "scenarios/loose.yaml: These scenarios are in no calculator's folder" in ran.stdout


def test_paths_into_an_answer() -> None:
    answer = {"payments": [{"amount": "20.00"}, {"amount": "6.20"}], "clears_on": None}
    assert value_at(answer, "payments.count") == 2
    assert value_at(answer, "payments.1.amount") == "6.20"
    assert value_at(answer, "payments.*.amount") == ["20.00", "6.20"]
    assert value_at(answer, "clears_on") is None
    for path in ("payments.2.amount", "payment", "payments.first", "clears_on.year"):
        with pytest.raises(LookupError):
            value_at(answer, path)


def test_values_are_compared_as_exact_text() -> None:
    assert same("20.00", "20.00")
    for expected, got in (("20.00", "20.0"), ("20", 20), (1, True), (0, None), ("", None)):
        assert not same(expected, got)


def test_an_answer_that_should_have_been_refused_differs() -> None:
    refused = scenario(problems=(Refusal("rent", "a number"),))
    assert differences(refused, {"ok": True, "result": {}, "note": ""})


def test_a_problem_of_another_field_or_a_further_problem_differs() -> None:
    refused = scenario(problems=(Refusal("rent", "a number"),))

    def answer(*problems: tuple[str, str]) -> dict[str, object]:
        return {"ok": False, "problems": [{"field": f, "message": m} for f, m in problems]}

    assert not differences(refused, answer(("rent", "Rent must be a number")))
    assert differences(refused, answer(("rent", "Enter the rent")))
    assert differences(refused, answer(("arrears", "It must be a number")))
    assert differences(refused, answer(("rent", "It must be a number"), ("arrears", "Enter it")))


def test_a_refusal_that_should_have_been_an_answer_differs() -> None:
    answered = scenario(expected={"answer": "x"})
    problems = [{"field": "rent", "message": "Enter the rent"}]
    (found,) = differences(answered, {"ok": False, "problems": problems})
    assert "Enter the rent" in found.got


def test_a_case_note_must_hold_and_must_not_hold() -> None:
    case = scenario(expected={"a": 1}, note_says=("£20.00",), note_never_says=("sorry",))
    result = {"a": 1}
    assert not differences(case, {"ok": True, "result": result, "note": "Pays £20.00"})
    assert differences(case, {"ok": True, "result": result, "note": "Pays £30.00"})
    assert differences(case, {"ok": True, "result": result, "note": "Pays £20.00, sorry"})
