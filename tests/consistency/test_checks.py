"""No orphan figure, no calculator without its cases, and a date for everything that lapses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType

import pytest

from calculators.registry import CALCULATORS
from handbook.consistency.checks import (
    all_problems,
    calculators_without_scenarios,
    orphan_figures,
)
from handbook.consistency.known import known_calculators, load_checked
from handbook.content import Content

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


def changed(content: Content, **parts: object) -> Content:
    return Content(**{**{k: v for k, v in content.__dict__.items() if k in FIELDS}, **parts})  # type: ignore[arg-type]


FIELDS = ("root", "figures", "policies", "organisation", "scenarios", "ledger")


def test_every_figure_is_used_and_every_calculator_has_cases(content: Content) -> None:
    assert all_problems(content) == []


def test_a_figure_nobody_uses_is_reported(content: Content) -> None:
    # Without policies and cases nothing is quoted and nothing is read, but for the calendar.
    bare = changed(content, policies=MappingProxyType({}), scenarios=MappingProxyType({}))
    reported = {each.message for each in orphan_figures(bare, {})}
    assert len(reported) == len(content.figures) - 1


def test_a_calculator_without_cases_is_reported(content: Content) -> None:
    bare = changed(content, scenarios=MappingProxyType({}))
    assert [each.file for each in calculators_without_scenarios(bare)] == [
        f"scenarios/{each}" for each in CALCULATORS
    ]


def test_a_calculator_is_known_by_its_questions_and_rules() -> None:
    known = known_calculators()["rent_conversion"]
    assert "rent_frequency" in known.fields
    assert "rent_conversion.daily_rate" in known.rules
    # What a rules module imports is not its own rule.
    assert all(rule.startswith("rent_conversion.") for rule in known.rules)
    assert "rent_conversion.nearest_penny" not in known.rules
