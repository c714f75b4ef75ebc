"""Each figure is read on the day its own rule names, seen with a made-up second value."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from calculators.core.figures import FigureSet
from calculators.core.trace import Trace
from calculators.next_step import NextStepInput, calculate
from calculators.next_step.facts import Notice
from calculators.next_step.situation import EXTENSION, LIFE, PERMISSION, REVIEW, Situation
from handbook.consistency.known import load_checked

ROOT = Path(__file__).resolve().parents[3]
STATEMENT = "court.protocol.statement_before_hearing"
CASE = {
    "tenure": "assured",
    "social_housing": "yes",
    "arrears": "850.00",
    "benefit_on_its_way": "no",
    "rent": "100.00",
    "rent_frequency": "weekly",
    "plan": "none",
    "breathing_space": "none",
    "vulnerability_record": "made",
    "complaint": "no",
}


@pytest.fixture(scope="module")
def figures() -> FigureSet:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False).figure_set


def changed(figures: FigureSet, figure_id: str, starts: str, value: int) -> FigureSet:
    """The figures with a second value of one of them, from a day."""
    figure = figures.figure(figure_id)
    later = replace(figure.values[-1], starts=dt.date.fromisoformat(starts), value=Decimal(value))
    others = [each for name, each in figures.figures.items() if name != figure_id]
    return FigureSet(
        [*others, replace(figure, values=(*figure.values, later))],
        figures.clauses,
        figures.procedures.values(),
    )


def known(figures: FigureSet, fact: str, **facts: Any) -> tuple[Any, ...]:
    inputs = NextStepInput.model_validate(CASE | facts)
    return Situation(inputs, Trace(figures), [], [], []).known[fact].values


@pytest.mark.parametrize(
    ("served", "expected"), [("2025-12-31", Notice.LIVE), ("2026-01-01", Notice.NOT_USABLE)]
)
def test_a_notice_lives_as_long_as_on_the_day_it_was_served(
    figures: FigureSet, served: str, expected: Notice
) -> None:
    # Twelve months from 31 December 2025 reach 31 December 2026; six from 1 January, 1 July.
    shorter = changed(figures, LIFE, "2026-01-01", 6)
    facts = {"case_date": "2026-12-15", "last_done": "notice", "notice_served_on": served}
    assert known(shorter, "notice", **facts) == (expected,)


@pytest.mark.parametrize(("served", "is_open"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_review_can_be_asked_for_as_on_the_day_of_service(
    figures: FigureSet, served: str, *, is_open: bool
) -> None:
    # Fourteen days beginning with 31 December end on 13 January; 21 from 1 January, on the 21st.
    longer = changed(figures, REVIEW, "2026-01-01", 21)
    facts = {
        "case_date": "2026-01-20",
        "tenure": "demoted",
        "last_done": "notice",
        "notice_served_on": served,
        "notice_review": "not-asked",
    }
    assert known(longer, "notice_review_open", **facts) == (is_open,)


@pytest.mark.parametrize(
    ("ended", "expected"), [("2026-05-31", Notice.LIVE), ("2026-06-01", Notice.NOT_USABLE)]
)
def test_a_limit_is_moved_as_on_the_day_a_breathing_space_ended(
    figures: FigureSet, ended: str, expected: Notice
) -> None:
    # The notice of 15 May 2025 would run out on 15 May 2026, in the breathing space. Eight weeks
    # from 31 May 2026 are 26 July; four from 1 June, 29 June.
    shorter = changed(figures, EXTENSION, "2026-06-01", 4)
    facts = {
        "case_date": "2026-07-01",
        "last_done": "notice",
        "notice_served_on": "2025-05-15",
        "breathing_space": "ended",
        "breathing_space_started_on": "2026-04-15",
        "breathing_space_ended_on": ended,
    }
    assert known(shorter, "notice", **facts) == (expected,)


@pytest.mark.parametrize(("asked", "needed"), [("2026-05-31", False), ("2026-06-01", True)])
def test_permission_is_needed_as_on_the_day_the_warrant_is_asked_for(
    figures: FigureSet, asked: str, *, needed: bool
) -> None:
    # The order of 1 December 2020 is six years old on 1 December 2026, and five on 1 December 2025.
    sooner = changed(figures, PERMISSION, "2026-06-01", 5)
    facts = {
        "case_date": "2026-12-15",
        "last_done": "warrant",
        "order_on": "2020-12-01",
        "warrant_on": asked,
    }
    assert known(sooner, "permission_needed", **facts) == (needed,)


@pytest.mark.parametrize(
    ("hearing", "deadline"),
    # Ten working days back from Tuesday 30 June are 16 June; fifteen from 1 July, 10 June.
    [("2026-06-30", dt.date(2026, 6, 16)), ("2026-07-01", dt.date(2026, 6, 10))],
)
def test_the_statement_is_due_as_on_the_day_of_the_hearing(
    figures: FigureSet, hearing: str, deadline: dt.date
) -> None:
    longer = changed(figures, STATEMENT, "2026-07-01", 15)
    facts = {
        "case_date": "2026-06-08",
        "last_done": "claim",
        "notice_served_on": "2026-03-02",
        "claim_issued_on": "2026-05-04",
        "hearing_on": hearing,
    }
    found = calculate(NextStepInput.model_validate(CASE | facts), longer)
    assert (found.step, found.deadline) == ("prepare-hearing", deadline)


def test_a_notice_from_before_its_life_is_held_is_not_guessed(figures: FigureSet) -> None:
    facts = {"case_date": "2025-04-10", "tenure": "secure", "last_done": "notice"}
    served = {"notice_served_on": "2024-03-31", "notice_specified_date": "2024-05-06"}
    assert set(known(figures, "notice", **facts, **served)) == {Notice.LIVE, Notice.NOT_USABLE}
    a_day_later = served | {"notice_served_on": "2024-04-01"}
    assert known(figures, "notice", **facts, **a_day_later) == (Notice.LIVE,)


def test_a_limit_whose_extension_is_not_held_is_not_guessed(figures: FigureSet) -> None:
    facts = {
        "case_date": "2027-12-20",
        "last_done": "notice",
        "notice_served_on": "2026-11-16",
        "breathing_space": "ended",
        "breathing_space_started_on": "2027-10-01",
    }
    held, not_held = ({"breathing_space_ended_on": day} for day in ("2027-11-22", "2027-11-23"))
    # Eight weeks after 22 November 2027 are 17 January 2028.
    assert known(figures, "notice", **facts, **held) == (Notice.LIVE,)
    both = {Notice.LIVE, Notice.NOT_USABLE}
    assert set(known(figures, "notice", **facts, **not_held)) == both
