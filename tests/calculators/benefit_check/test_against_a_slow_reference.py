"""Thousands of random households against every household that their facts may mean."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest

from calculators.core.figures import FigureSet
from handbook.content import load
from tests.calculators.benefit_check.random_cases import random_case
from tests.calculators.benefit_check.slow_reference import NO, OPEN, YES, slow_checks
from tests.whole_answers import whole_answer

HOUSEHOLDS = 2500


@pytest.fixture(scope="module")
def figures(pytestconfig: pytest.Config) -> FigureSet:
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def agree(case: dict[str, Any], figures: FigureSet) -> dict[str, Any]:
    """Compare one answer with the reference, entitlement by entitlement."""
    answer, slow = whole_answer("benefit_check", case, figures), slow_checks(case)
    checks = answer["checks"]
    assert [(each["benefit"], each["looks"]) for each in checks] == slow, (checks, case)
    assert answer["unclaimed"] == sum(looks == YES for _, looks in slow), case
    assert answer["not_known"] == sum(looks == OPEN for _, looks in slow), case
    for each in checks:
        assert (" Depends on " in each["why"]) == (each["looks"] == OPEN), (each, case)
        assert (each["where"] is None) == (each["looks"] == NO), (each, case)
    return answer


def test_random_households_agree_with_the_reference(figures: FigureSet) -> None:
    random = Random(20270404)
    answers = [agree(random_case(random), figures) for _ in range(HOUSEHOLDS)]
    seen = Counter(
        (each["benefit"], each["looks"]) for answer in answers for each in answer["checks"]
    )
    names = {name for name, _ in seen}
    assert len(names) == 12
    for name in names:
        few = [looks for looks in (YES, NO, OPEN) if seen[name, looks] < 20]
        assert not few, (name, few)


def test_the_fact_to_ask_first_is_the_one_most_checks_wait_for(figures: FigureSet) -> None:
    random = Random(20240408)
    answers = [agree(random_case(random), figures) for _ in range(HOUSEHOLDS // 5)]
    facts = {answer["ask_first"] for answer in answers} - {None}
    assert len(facts) >= 10
    for answer in answers:
        open_ = [each["why"].partition(" Depends on ")[2] for each in answer["checks"]]
        waiting = {fact: sum(fact in each for each in open_) for fact in facts}
        if answer["ask_first"] is None:
            assert not answer["not_known"], answer
        else:
            assert waiting[answer["ask_first"]] == max(waiting.values()) > 0, answer
