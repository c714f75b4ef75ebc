"""A breathing space counts the same whether it is the one asked about or one of several."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.core.figures import FigureSet
from calculators.core.outcomes import Verdict
from calculators.next_step import NextStepInput, NextStepResult, calculate
from calculators.next_step.facts import MILESTONES, LastDone, between
from handbook.consistency.known import load_checked

ROOT = Path(__file__).resolve().parents[3]
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def figures() -> FigureSet:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False).figure_set


def answer(figures: FigureSet, facts: dict[str, Any]) -> NextStepResult:
    return calculate(NextStepInput.model_validate(facts), figures)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    day = draw(st.dates(dt.date(2026, 6, 1), dt.date(2026, 11, 22)))
    served = day - dt.timedelta(days=draw(st.integers(1, 480)))
    tenure = draw(st.sampled_from(["secure", "assured", "introductory"]))
    return {
        "case_date": day,
        "tenure": tenure,
        **({"social_housing": "yes"} if tenure == "assured" else {}),
        "arrears": draw(st.sampled_from(["0.00", "60.00", "450.00", "900.00"])),
        "benefit_on_its_way": "no",
        "rent": "100.00",
        "rent_frequency": "weekly",
        "last_done": draw(st.sampled_from(between(LastDone.NOTHING, LastDone.PRE_COURT_LETTER))),
        "notice_served_on": served,
        "notice_specified_date": served + dt.timedelta(days=28),
        "trial_ends_on": day + dt.timedelta(days=30),
        "plan": "none",
        "vulnerability_record": "made",
        "complaint": "no",
        "notice_review": "upheld",
        "insolvency": "no",
    }


def told(found: NextStepResult) -> tuple[Any, ...]:
    return found.step, found.go_ahead.verdict, found.deadline, [e.title for e in found.possible]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), ago=st.integers(0, 500), ran=st.integers(0, 200))
def test_a_breathing_space_that_ended_counts_the_same_as_another_one(
    figures: FigureSet, case: dict[str, Any], ago: int, ran: int
) -> None:
    started = case["case_date"] - dt.timedelta(days=ago)
    ended = min(started + dt.timedelta(days=ran), case["case_date"] - DAY)
    if ended < started:
        return
    first = case | {
        "breathing_space": "ended",
        "breathing_space_started_on": started,
        "breathing_space_ended_on": ended,
        "further_protection": "no",
    }
    row = {
        "protection": "standard",
        "began_on": started - DAY,
        "ended_on": ended,
        "arrears_included": "yes",
    }
    other = case | {
        "breathing_space": "none",
        "further_protection": "yes",
        "other_protections": [row],
    }
    assert told(answer(figures, first)) == told(answer(figures, other))
    # Told twice, it is one and the same.
    both = first | {"further_protection": "yes", "other_protections": [row]}
    assert told(answer(figures, first)) == told(answer(figures, both))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), ago=st.integers(1, 59))
def test_a_running_breathing_space_stops_the_same_steps_as_another_one(
    figures: FigureSet, case: dict[str, Any], ago: int
) -> None:
    started = case["case_date"] - dt.timedelta(days=ago)
    first = case | {
        "breathing_space": "standard",
        "breathing_space_started_on": started,
        "further_protection": "no",
    }
    row = {"protection": "standard", "began_on": started - DAY, "arrears_included": "yes"}
    other = case | {
        "breathing_space": "none",
        "further_protection": "yes",
        "other_protections": [row],
    }
    assert told(answer(figures, first)) == told(answer(figures, other))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), last_done=st.sampled_from(MILESTONES))
def test_an_empty_answer_never_holds_a_step_up_and_not_known_only_those_it_may_forbid(
    figures: FigureSet, case: dict[str, Any], last_done: LastDone
) -> None:
    case = case | {"last_done": last_done, "court_decision": "outright", "eviction_agreed": "yes"}
    names = ("breathing_space", "insolvency", "further_protection")
    none = dict(zip(names, ("none", "no", "no"), strict=True))
    known = answer(figures, case | none)
    case.pop("insolvency")
    empty = answer(figures, case)
    assert told(empty) == told(known)
    not_known = answer(figures, case | dict.fromkeys(names, "not-known"))
    if known.go_ahead.verdict is Verdict.YES and not_known.step is not None:
        looked_first = empty.answer.startswith("First look for")
        waits = not_known.go_ahead.verdict is Verdict.CANNOT_TELL
        assert looked_first is waits
