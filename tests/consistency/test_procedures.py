"""Exactly one step claims each case; an overlap, a gap or a step out of reach is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from calculators.core.procedures import ConditionUse, ProcedureStep, StepsVersion
from calculators.registry import CALCULATORS
from handbook.consistency import procedures as checked
from handbook.consistency.known import load_checked
from handbook.content import Content

ROOT = Path(__file__).resolve().parents[2]
DAYS = (dt.date(2025, 4, 7), dt.date(2026, 4, 6))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


def version(content: Content, day: dt.date = DAYS[1]) -> StepsVersion:
    found = content.procedures["arrears"].procedure.version_on(day)
    assert found is not None
    return found


def with_trigger(
    of: StepsVersion, step_id: str, trigger: tuple[tuple[ConditionUse, ...], ...]
) -> StepsVersion:
    def changed(step: ProcedureStep) -> ProcedureStep:
        return replace(step, trigger=trigger) if step.id == step_id else step

    return replace(of, steps=tuple(changed(each) for each in of.steps))


def messages(content: Content, of: StepsVersion) -> list[str]:
    entry = content.procedures["arrears"]
    found = checked.version_problems(content.figure_set, entry, of)
    return [str(each) for each in found]


@pytest.mark.parametrize("day", DAYS)
def test_every_combination_is_claimed_once(content: Content, day: dt.date) -> None:
    of = version(content, day)
    found = checked.tried(content.figure_set, of, day)
    assert found.combinations > 4000
    assert found.twice == {}
    assert found.nowhere is None
    assert {each.id for each in of.steps} == found.reached


def test_an_overlap_is_named_with_its_steps_and_a_case(content: Content) -> None:
    of = version(content)
    kept = of.step("plan-kept").trigger[0]
    # The plan is forgotten: the step claims cases with any plan, and with none.
    broken = with_trigger(of, "plan-kept", (kept[:-1],))
    found = messages(content, broken)
    assert found
    assert any("“missed-payment” and “plan-kept” claim the same case" in each for each in found)
    assert all("policies/procedures/arrears/steps.2026-04-06.yaml, line" in e for e in found)
    assert all("Change their conditions" in each for each in found)


def test_at_least_turned_into_another_figure_leaves_a_gap(content: Content) -> None:
    of = version(content)
    way = of.step("interview").trigger[0]
    later = tuple(
        ConditionUse("arrears_reach", (), {"weeks": "landlord.arrears.court.least_weeks"})
        if each.name == "arrears_reach"
        else each
        for each in way
    )
    (found,) = messages(content, with_trigger(of, "interview", (later,)))
    assert "No step claims this case on 6 April 2026" in found
    assert "“Second letter sent”" in found
    assert "400.00 owed (4.00 weeks of rent)" in found


def test_a_gap_of_a_single_penny_is_found(content: Content) -> None:
    """Both sides of a threshold are tried, and the threshold itself."""
    of = version(content)
    gap = [
        ConditionUse("last_done_is", ("contact",)),
        ConditionUse("money_is_owed"),
        ConditionUse(
            "arrears_are_below", (), {"weeks": "landlord.arrears.first_letter.least_weeks"}
        ),
        ConditionUse("plan_is", ("none", "lapsed")),
    ]
    plan = of.step("affordability-and-plan")
    assert tuple(gap) == plan.trigger[0]
    without = with_trigger(of, "affordability-and-plan", plan.trigger[1:])
    found = messages(content, without)
    assert any("No step claims this case" in each for each in found)


def test_a_step_for_no_tenure_of_the_version_is_out_of_reach(content: Content) -> None:
    of = version(content)
    steps = tuple(
        replace(each, tenures=("garage",)) if each.id == "claim-trial" else each
        for each in of.steps
    )
    found = messages(content, replace(of, steps=steps))
    assert any("“claim-trial”: its trigger can never be true" in each for each in found)
    assert any("No step claims this case" in each and "introductory" in each for each in found)


def test_two_conditions_that_shut_each_other_out_are_out_of_reach(content: Content) -> None:
    of = version(content)
    way = (*of.step("account-closed").trigger[0], ConditionUse("last_done_is", ("none",)))
    found = messages(content, with_trigger(of, "account-closed", (way,)))
    assert any("“account-closed”: its trigger can never be true" in each for each in found)


def test_a_step_no_scenario_comes_to_is_named(content: Content) -> None:
    found = list(checked.unreached_steps(content.procedures["arrears"], {}))
    assert len(found) == sum(len(version(content, day).steps) for day in DAYS)
    assert "No scenario comes to the step “missed-payment” of version 1.0" in found[0].message


def test_every_condition_reads_no_more_than_it_declares() -> None:
    """The check enumerates what is declared; a condition is given nothing else to read."""
    from calculators.next_step.conditions import CONDITIONS, is_met
    from calculators.next_step.facts import Facts

    figures = {"weeks": 1, "amount": 1, "payments": 1}
    for each in CONDITIONS.values():
        values = tuple(choice.value for choice in each.choices or ())
        use = ConditionUse(each.name, values, {name: name for name in each.figures})
        assert is_met(use, Facts(), figures) in (True, False), each.name  # type: ignore[arg-type]
        assert each.source, each.name
        assert each.about.split("\n")[0].endswith("."), each.name


def test_every_condition_is_used_by_the_procedure(content: Content) -> None:
    used = {
        use.name
        for step in version(content).steps
        for way in (*step.trigger, step.stopped_by)
        for use in way
    }
    assert set(CALCULATORS["next_step"].conditions) == used


def test_the_two_versions_differ_in_substance(content: Content) -> None:
    first, second = (version(content, day) for day in DAYS)
    assert [each.id for each in first.steps] == [each.id for each in second.steps]
    changed = {a.id for a, b in zip(first.steps, second.steps, strict=True) if a != b}
    assert {
        "contact-and-benefit-check",
        "affordability-and-plan",
        "second-letter",
        "warrant",
        "final-interview",
        "eviction-review",
    } == changed


def test_the_pack_reads_back_as_the_same_procedure(content: Content) -> None:
    assert content.figure_set.procedures["arrears"] == content.procedures["arrears"].procedure
