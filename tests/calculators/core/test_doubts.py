"""Unusual amounts: each calculator that doubts one can be told that it is right, and says so."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from calculators import browser
from calculators.core import doubts
from calculators.core.errors import Doubt, Problem
from calculators.core.questions import CalculatorInput, described
from calculators.registry import CALCULATORS
from handbook.consistency.scenarios import inputs_json
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
DOUBTING = [
    each for each in CALCULATORS.values() if each.inputs.doubts is not CalculatorInput.doubts
]


@pytest.fixture(scope="module")
def content():
    return load(ROOT, today=dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def confirmed(content):
    """The cases in which an officer confirmed an amount that is doubted, by calculator."""
    found = {}
    for calculator in DOUBTING:
        cases = [json.loads(inputs_json(each)) for each in content.scenarios[calculator.id]]
        said_yes = [each for each in cases if each.get(doubts.NAME) == "yes"]
        asked_again = [(each, without(each)) for each in said_yes]
        found[calculator.id] = [
            (each, other)
            for each, other in asked_again
            if any("confirmed_by" in p for p in problems(calculator, other, content))
        ]
    return found


def without(case):
    return {name: value for name, value in case.items() if name != doubts.NAME}


def answer(calculator, case, content):
    browser.hold(content.figure_set)
    return json.loads(browser.answer(f"{browser.WHOLE}:{calculator.id}", json.dumps(case)))


def problems(calculator, case, content):
    return answer(calculator, case, content).get("problems", [])


def test_the_calculators_that_doubt_an_amount():
    assert [each.id for each in DOUBTING] == [
        "arrears_position",
        "benefit_check",
        "universal_credit",
        "housing_benefit",
        "bedroom_entitlement",
        "deductions_and_managed_payments",
        "affordability",
        "repayment_plan",
        "rent_conversion",
    ]


@pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)
def test_who_doubts_can_be_told_and_nobody_else_asks(calculator):
    asks = [name for name, each in calculator.inputs.asked.items() if each.confirms]
    assert asks == ([doubts.NAME] if calculator in DOUBTING else [])
    # It comes last, in a group that holds nothing else: the page shows it only where it is needed.
    if asks:
        last = described(calculator.inputs)[-1]
        assert (last["name"], last["label"], last["default"]) == (doubts.NAME, doubts.LABEL, "no")
        groups = [each.group for each in calculator.inputs.asked.values()]
        assert groups.count(last["group"]) == 1


@pytest.mark.parametrize("calculator", DOUBTING, ids=lambda each: each.id)
def test_a_doubt_says_how_to_confirm_it_and_once_confirmed_is_named(calculator, confirmed, content):
    assert confirmed[calculator.id], "no scenario confirms an amount that is doubted"
    for said_yes, asked_again in confirmed[calculator.id]:
        found = problems(calculator, asked_again, content)
        assert {each.get("confirmed_by") for each in found} <= {None, doubts.NAME}
        asked = [each for each in found if "confirmed_by" in each]
        for each in asked:
            assert " right? It" in each["message"] or " right? The " in each["message"]
            assert each["message"].endswith(f". {doubts.IF_RIGHT}")
        others = [each for each in found if "confirmed_by" not in each]
        reply = answer(calculator, said_yes, content)
        if others:  # what cannot be is still refused, and only that
            assert reply["problems"] == others
            continue
        warnings = reply["result"]["warnings"]
        named = [each for each in warnings if each.startswith("Unusual, and confirmed as right: ")]
        assert named == warnings[: len(asked)], "first of all, one for each amount"
        for question, warning in zip(asked, named, strict=True):
            given = re.split(r"\b[Ii]s ", question["message"].split(" right? ")[0], maxsplit=1)[1]
            assert given in warning
            assert f"Warning: {warning}" in reply["note"]
        assert f"{doubts.LABEL} Yes" in reply["note"]


def test_no_answer_says_confirmed_where_nobody_confirmed(content):
    calculator = CALCULATORS["rent_conversion"]
    case = {"case_date": "2026-11-23", "rent": "112.50", "rent_frequency": "weekly"}
    for more in ({}, {doubts.NAME: "no"}, {doubts.NAME: "yes"}):
        reply = answer(calculator, case | more, content)
        assert reply["ok"]
        assert not any("confirmed" in each for each in reply["result"]["warnings"])
        assert (doubts.LABEL in reply["note"]) is (more == {doubts.NAME: "yes"})


def test_an_amount_changed_after_another_was_confirmed_is_named_too(content):
    calculator = CALCULATORS["housing_benefit"]
    (case,) = (
        each
        for scenario in content.scenarios["housing_benefit"]
        if scenario.name == "A rent of 820.00 a week, confirmed"
        for each in [json.loads(inputs_json(scenario))]
    )
    case |= {"main_benefit": "none", "capital": "0"}
    before = answer(calculator, case, content)["result"]["warnings"]
    later = case | {"weekly_other_income": "3000.00"}
    after = answer(calculator, later, content)["result"]["warnings"]
    assert [each for each in after if each not in before] == [
        "Unusual, and confirmed as right: “Other income that counts, of both”, £3,000.00 a week. "
        "It is more than £2,000.00."
    ]


def test_doubts_and_what_cannot_be_come_back_together_in_the_forms_order(content):
    found = problems(
        CALCULATORS["rent_conversion"],
        {
            "case_date": "2012-01-01",
            "rent": "4000.00",
            "rent_frequency": "weekly",
            "rent_free_weeks": "2",
        },
        content,
    )
    assert [(each["field"], "confirmed_by" in each) for each in found] == [
        ("rent", True),
        ("case_date", False),
    ]


def test_a_doubt_is_a_problem_like_any_other_and_knows_what_it_doubts():
    made = doubts.doubt("rent", "£9.00 a week", "It is low", "Check it", called="The rent")
    assert isinstance(made, Problem)
    assert isinstance(made, Doubt)
    assert made == Problem(
        "rent", f"The rent: is £9.00 a week right? It is low. Check it. {doubts.IF_RIGHT}"
    )
    assert (made.given, made.unusual, made.called) == ("£9.00 a week", "It is low", "The rent")
    assert doubts.doubt("rent", "£9.00", "Low", "Check").message.startswith("Is £9.00 right? Low.")
