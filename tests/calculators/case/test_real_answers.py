"""The suggested plan over the calculators' own answers: every affordable case, every benefit."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from calculators import browser
from calculators.case.facts import Facts
from calculators.case.links import Known
from calculators.case.suggestion import suggested_plan
from handbook.consistency.scenarios import inputs_json
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def answers():
    content = load(ROOT, today=dt.date(2026, 11, 22))
    found = {}
    for name in ("affordability", "deductions_and_managed_payments"):
        outcomes = [
            browser.attempt(name, inputs_json(each), content.figure_set)
            for each in content.scenarios[name]
        ]
        found[name] = [each[2] for each in outcomes if not isinstance(each, list)]
    return found


def test_no_plan_takes_more_than_is_left_or_than_benefit_may_give(answers):
    plans = 0
    for affords, benefit in product(*answers.values()):
        known = Known(
            Facts({}), {"affordability": affords, "deductions_and_managed_payments": benefit}
        )
        found = suggested_plan(known)
        if found is None or found.a_month is None:
            continue
        plans += 1
        assert affords.surplus is not None
        assert 0 < found.a_month <= affords.surplus
        if found.from_benefit is not None:
            assert found.from_benefit <= found.a_month
            assert found.from_benefit <= (benefit.most_deduction or benefit.weekly_deduction)
    assert plans > 500
