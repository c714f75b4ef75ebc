"""Each threshold has cases below, at and above it; each change date has both its sides."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest

from calculators.core.figures import FigureSet
from calculators.repayment_plan import policy, rules
from handbook.consistency.boundaries import (
    boundary_problems,
    cases_to_fill_in,
    missing_boundaries,
    sides_reached,
)
from handbook.consistency.known import load_checked
from handbook.consistency.prose import thresholds
from handbook.consistency.provenance import pasted_answers, repeated_explanations
from handbook.consistency.runs import Run, run_all
from handbook.content import Content, ContentProblems, Scenario

ROOT = Path(__file__).resolve().parents[2]
CALCULATOR = "repayment_plan"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


@pytest.fixture(scope="module")
def runs(content: Content) -> list[Run]:
    return run_all(content)


def without(runs: list[Run], gone: Callable[[Run], bool]) -> list[Run]:
    return [run for run in runs if not gone(run)]


def test_no_case_is_missing(content: Content, runs: list[Run]) -> None:
    assert boundary_problems(content, runs) == []
    assert cases_to_fill_in(content, CALCULATOR).startswith("Every threshold")


def test_every_declared_threshold_is_reached_on_every_side(
    content: Content, runs: list[Run]
) -> None:
    reached = sides_reached(content, runs)
    for rule, declared in thresholds().items():
        for threshold in declared:
            if threshold.measured is not None:
                assert reached[rule, threshold.figure] == {-1, 0, 1}


def lies_at(content: Content, run: Run, rule: str, figure: str, side: int) -> bool:
    return side in sides_reached(content, [run]).get((rule, figure), set())


@pytest.mark.parametrize("side", [-1, 0, 1])
@pytest.mark.parametrize(
    ("rule", "figure", "words"),
    [
        ("usual_length", "usual_longest", "24 months"),
        ("review_needed", "review_limit", "36 months"),
        ("plan_broken", "broken_after", "7 days"),
        ("minimum_offer_met", "minimum_offer.single_under_25", "£33.86 a month"),
    ],
)
def test_a_side_of_a_threshold_without_a_case_is_named(
    content: Content, runs: list[Run], rule: str, figure: str, words: str, side: int
) -> None:
    id_, figure_id = f"{CALCULATOR}.{rule}", f"landlord.repayment_plan.{figure}"
    left = without(runs, lambda run: lies_at(content, run, id_, figure_id, side))
    cases = [each for each in missing_boundaries(content, left) if each.about == figure_id]
    how = {-1: "just less than", 0: "exactly", 1: "just more than"}[side]
    assert any(f"{how} {words}" in each.case for each in cases)


@pytest.mark.parametrize("day", ["2026-03-31", "2026-04-01"])
def test_a_side_of_a_figures_change_without_a_case_is_named(
    content: Content, runs: list[Run], day: str
) -> None:
    on = dt.date.fromisoformat(day)
    left = without(runs, lambda run: ("rent.increase_limit", on) in run.figures)
    assert [(each.about, each.date) for each in missing_boundaries(content, left)] == [
        ("rent.increase_limit", on)
    ]


@pytest.mark.parametrize("day", ["2025-04-06", "2025-04-07", "2026-04-05", "2026-04-06"])
def test_a_side_of_a_policys_change_without_a_case_is_named(
    content: Content, runs: list[Run], day: str
) -> None:
    on = dt.date.fromisoformat(day)
    left = without(runs, lambda run: any(each == on for _, each in run.clauses))
    named = {(each.about, each.date) for each in missing_boundaries(content, left)}
    assert ("rent-collection-and-arrears", on) in named


def test_before_the_first_version_a_refused_case_will_do(content: Content, runs: list[Run]) -> None:
    on = dt.date(2025, 4, 6)
    left = without(
        runs,
        lambda run: (
            run.scenario.calculator == "next_step"
            and str(run.scenario.inputs["case_date"]) == str(on)
        ),
    )
    assert [
        (each.calculator, each.about, each.date) for each in missing_boundaries(content, left)
    ] == [("next_step", "rent-collection-and-arrears", on)]


def test_the_message_says_which_command_prints_the_case(content: Content, runs: list[Run]) -> None:
    on = dt.date(2026, 4, 1)
    left = without(runs, lambda run: ("rent.increase_limit", on) in run.figures)
    (problem,) = boundary_problems(content, left)
    assert problem.file == "scenarios/repayment_plan"
    assert "the day of the change of rent.increase_limit on 1 April 2026" in problem.message
    assert "handbook boundary repayment_plan" in problem.remedy


def changed(content: Content, scenarios: list[Scenario]) -> Content:
    return Content(
        content.root,
        content.figures,
        content.policies,
        content.organisation,
        MappingProxyType({CALCULATOR: tuple(scenarios)}),
        content.ledger,
    )


def test_a_printed_case_cannot_pass_as_it_stands(content: Content, tmp_path: Path) -> None:
    ours = content.scenarios[CALCULATOR]
    printed = cases_to_fill_in(changed(content, [s for s in ours if s.worked_example]), CALCULATOR)
    assert "expected_from:\n" in printed
    for folder in ("policies", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "scenarios" / CALCULATOR / "to-fill-in.yaml"
    path.write_text(f"{printed}\n", "utf-8")
    with pytest.raises(ContentProblems) as caught:
        load_checked(tmp_path, today=dt.date.today())  # noqa: DTZ011 - as `make check` does
    found = caught.value.problems
    cases = printed.count("- name:")
    assert cases > 10
    assert {each.file for each in found} == {f"scenarios/{CALCULATOR}/to-fill-in.yaml"}
    # Each lacks its provenance and what must come out; its facts are read without complaint.
    assert sum("expected_from" in each.key for each in found) == cases
    assert not any("inputs" in each.key for each in found)


def test_the_rules_are_left_as_they_were(content: Content) -> None:
    before = (rules.plan_broken, policy.rules.usual_length, FigureSet.in_force, FigureSet.clause)
    few = changed(content, list(content.scenarios[CALCULATOR][60:63]))
    assert any(run.compared for run in run_all(few))
    after = (rules.plan_broken, policy.rules.usual_length, FigureSet.in_force, FigureSet.clause)
    assert before == after


# Provenance


def test_no_explanation_is_given_twice(content: Content, runs: list[Run]) -> None:
    assert list(repeated_explanations(content)) == []
    assert list(pasted_answers(runs)) == []


def spoilt(scenario: Scenario, **parts: object) -> Scenario:
    names = Scenario.__dataclass_fields__
    return Scenario(**{**{name: getattr(scenario, name) for name in names}, **parts})  # type: ignore[arg-type]


def test_an_explanation_word_for_word_like_another_is_reported(content: Content) -> None:
    first, second = [s for s in content.scenarios[CALCULATOR] if not s.problems][:2]
    words = f"  {first.expected_from.upper()}\n"
    copied = spoilt(second, expected_from=words)
    found = list(repeated_explanations(changed(content, [first, copied])))
    assert [(each.file, each.line, each.key) for each in found] == [
        (second.file, second.line, "expected_from")
    ]
    assert first.name in found[0].message


def test_cases_with_one_answer_may_share_an_explanation(content: Content) -> None:
    first, second = [s for s in content.scenarios[CALCULATOR] if not s.problems][:2]
    copied = spoilt(second, expected_from=first.expected_from, expected=first.expected)
    assert list(repeated_explanations(changed(content, [first, copied]))) == []


def test_refused_cases_may_share_a_reason(content: Content) -> None:
    refused = [s for s in content.scenarios[CALCULATOR] if s.problems][:2]
    same = [spoilt(each, expected_from="The limit is a hundred thousand.") for each in refused]
    assert list(repeated_explanations(changed(content, same))) == []


def test_an_expectation_pasted_from_an_answer_is_reported(runs: list[Run]) -> None:
    run = next(each for each in runs if each.answer.get("ok") and each.scenario.worked_example)
    pasted = spoilt(run.scenario, expected=dict(run.answer["result"]))
    parts = {name: v for name, v in run.answer["result"].items() if name != "working"}
    without_working = spoilt(run.scenario, expected=parts)
    for scenario in (pasted, without_working):
        found = list(pasted_answers([Run(scenario, run.answer)]))
        assert [(each.line, each.key) for each in found] == [(scenario.line, "expected")]


def test_an_expectation_of_some_parts_is_fine(runs: list[Run]) -> None:
    run = next(each for each in runs if each.answer.get("ok"))
    some = spoilt(run.scenario, expected=dict(list(run.answer["result"].items())[:3]))
    assert list(pasted_answers([Run(some, run.answer)])) == []
