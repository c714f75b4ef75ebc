"""A case whose facts are all known has one step; one with open facts names what is open."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.core.figures import FigureSet
from calculators.core.outcomes import Verdict
from calculators.core.tenancies import ASSOCIATION, COVERED
from calculators.next_step import NextStepInput, calculate
from calculators.next_step.facts import (
    MILESTONES,
)
from calculators.next_step.models import CourtDecision, PlanNow, TermsNow
from handbook.consistency.known import load_checked

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def figures() -> FigureSet:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False).figure_set


pence = st.integers(0, 200_000).map(lambda each: Decimal(each) / 100)
days = st.dates(dt.date(2025, 4, 7), dt.date(2027, 3, 31))
KNOWN = "not-known"


def case(draw: st.DrawFn, *, plan: str, decision: str, terms: str) -> dict[str, object]:
    day = draw(days)
    last_done = draw(st.sampled_from(MILESTONES))
    tenure = draw(st.sampled_from(COVERED))
    ago = draw(st.integers(1, 500))
    served = day - dt.timedelta(days=ago)
    return {
        "case_date": day,
        "tenure": tenure,
        **({"social_housing": "yes"} if tenure in ASSOCIATION else {}),
        "arrears": draw(pence),
        "benefit_on_its_way": "no",
        "rent": draw(pence) + 1,
        "rent_frequency": draw(
            st.sampled_from(["weekly", "fortnightly", "four-weekly", "monthly"])
        ),
        "last_done": last_done,
        "notice_served_on": served,
        "notice_specified_date": served + dt.timedelta(days=draw(st.integers(14, 60))),
        "trial_ends_on": day + dt.timedelta(days=draw(st.integers(-60, 60))),
        "plan": plan,
        "plan_warning_on": draw(
            st.none() | st.just(day - dt.timedelta(days=draw(st.integers(0, 20))))
        ),
        "court_decision": decision,
        "court_terms": terms,
        "payments_missed": draw(st.integers(1, 5)),
        "breach_letter_on": draw(
            st.none() | st.just(day - dt.timedelta(days=draw(st.integers(0, 30))))
        ),
        "eviction_agreed": draw(st.sampled_from(["yes", "no"])),
        "breathing_space": "none",
    }


@st.composite
def certain_cases(draw: st.DrawFn) -> dict[str, object]:
    return case(
        draw,
        plan=draw(st.sampled_from([each for each in PlanNow if each.value != KNOWN])),
        decision=draw(st.sampled_from([each for each in CourtDecision if each.value != KNOWN])),
        terms=draw(st.sampled_from([each for each in TermsNow if each.value != KNOWN])),
    )


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=certain_cases())
def test_a_case_whose_facts_are_known_has_one_step(
    figures: FigureSet, facts: dict[str, object]
) -> None:
    early = facts["case_date"] - dt.timedelta(days=20)  # type: ignore[operator]
    if facts["plan_warning_on"] and early < dt.date(2025, 4, 7):
        return  # the time a warning gives is not held before the policy began
    if facts["breach_letter_on"] and early < dt.date(2025, 4, 17):
        return
    found = calculate(NextStepInput.model_validate(facts), figures)
    assert found.step is not None, found.answer
    assert found.possible == ()
    assert found.clause
    assert found.law


@st.composite
def open_cases(draw: st.DrawFn) -> dict[str, object]:
    facts = case(draw, plan=KNOWN, decision=KNOWN, terms=KNOWN)
    facts["benefit_on_its_way"] = KNOWN
    return facts


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=open_cases())
def test_an_open_case_names_what_would_settle_it(
    figures: FigureSet, facts: dict[str, object]
) -> None:
    found = calculate(NextStepInput.model_validate(facts), figures)
    if found.step is None:
        assert found.go_ahead.verdict is Verdict.CANNOT_TELL
        assert found.go_ahead.settled_by
        assert len(found.possible) > 1
        assert found.next_steps
