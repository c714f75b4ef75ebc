"""A form's answers as a file that the officer keeps: back exactly, or refused politely."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import browser
from calculators.registry import CALCULATORS
from calculators.saved import LONGEST, SHAPE

TYPED = {
    "case_date": {"day": "22", "month": "11", "year": "2026"},
    "arrears": "£846.20",
    "rent": "112.5",
    "rent_frequency": "",
    "help_with_rent": "none",
    "cost_gas": {"amount": "lots", "per": "four-weekly"},
    "cost_mobile": "",
    "income_other": [{"what": "Car “boot” sales", "amount": ""}],
    "other_debts": [],
}


def saved(answers, calculator="affordability"):
    return json.loads(browser.answer(f"save:{calculator}", json.dumps(answers)))


def opened(text, calculator="affordability"):
    return json.loads(browser.answer(f"open:{calculator}", text))


def message(text, calculator="affordability"):
    reply = opened(text, calculator)
    assert not reply["ok"]
    (problem,) = reply["problems"]
    assert problem["field"] == ""
    return problem["message"]


def changed(**parts):
    return json.dumps(json.loads(saved(TYPED)["text"]) | parts)


def test_what_was_typed_comes_back_as_it_was():
    file = saved(TYPED)
    assert file["name"] == "affordability-answers.json"
    assert opened(file["text"]) == {"ok": True, "answers": TYPED, "left_out": []}
    assert json.loads(file["text"]).keys() == json.loads(SHAPE.replace(", ...", "")).keys()


def test_a_file_that_an_editor_put_a_mark_before_is_read():
    assert opened("\ufeff" + saved(TYPED)["text"])["answers"] == TYPED


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_every_calculator_has_files(calculator):
    name = next(iter(CALCULATORS[calculator].inputs.model_fields))
    reply = opened(saved({name: ""}, calculator)["text"], calculator)
    assert reply["ok"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rent,112.50",
        "[]",
        "null",
        "{}",
        '{"format": "other"}',
        "\x00\x01",
        "{" * 5000,
        saved(TYPED)["text"][:-20],
        " " * (LONGEST + 1),
    ],
)
def test_a_file_that_is_not_ours_is_refused(text):
    assert message(text).startswith("This is not a file of answers saved from this handbook.")


def test_a_file_of_a_later_version_is_refused_by_its_number():
    said = message(changed(version=2))
    assert said.startswith("This file was saved by a later handbook: it is version 2, and this")


@pytest.mark.parametrize("version", [0, -1, "x", None, [1], 1.5])
def test_a_version_that_says_nothing_is_refused(version):
    assert "does not say which version it is" in message(changed(version=version))


def test_a_file_of_another_calculator_names_it():
    said = message(changed(calculator="repayment_plan"))
    assert said.startswith("This file holds answers for “Repayment plan”, not for “Affordability”.")
    assert "a calculator that this handbook does not have" in message(changed(calculator="x"))
    assert "a calculator that this handbook does not have" in message(changed(calculator=["x"]))


def test_a_file_without_answers_is_refused():
    assert message(changed(answers=[])) == (
        "This file has no answers in it, so there is nothing to open."
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("colour", "red", "“colour”: this form has no such question"),
        ("rent", ["1"], "“Rent”: its answer in the file cannot be put in the form"),
        ("rent_frequency", "hourly", "“How often rent is charged”: its answer in the file"),
        ("cost_gas", {"amount": "1", "per": "hourly"}, "“Gas”: its answer in the file"),
        ("cost_gas", {"amount": "1"}, "“Gas”: its answer in the file"),
        ("cost_gas", "45.00", "“Gas”: its answer in the file"),
        ("case_date", {"day": "1", "hour": "2"}, "“Date the answer is for”: its answer"),
        ("other_debts", "none", "“Other debts”: its answer in the file"),
        ("other_debts", ["x"], "“Other debts”: row 1 in the file cannot be put in the form"),
        ("other_debts", [{"size": "1"}], "Other debts 1, “size”: this form has no such question"),
    ],
)
def test_what_does_not_fit_is_left_out_and_named(name, value, says):
    reply = opened(saved(TYPED | {name: value})["text"])
    assert reply["ok"]
    (left,) = reply["left_out"]
    assert left.startswith(says)
    assert reply["answers"].get(name) in (None, [], [{}])
    assert reply["answers"]["arrears"] == "£846.20"


def test_a_part_that_no_file_has_is_named():
    assert opened(changed(author="x"))["left_out"] == ["“author”: a saved file has no such part"]


def test_unknown_calculators_and_broken_answers_are_explained():
    assert "There is no calculator called “x”" in saved({}, "x")["problems"][0]["message"]
    reply = json.loads(browser.answer("save:affordability", "{"))
    assert "not valid JSON" in reply["problems"][0]["message"]


@given(
    st.text(max_size=300)
    | st.builds(
        lambda d: changed(answers=d),
        st.dictionaries(
            st.sampled_from(list(TYPED)),
            st.recursive(
                st.none() | st.booleans() | st.text(max_size=5),
                lambda inner: (
                    st.lists(inner, max_size=2)
                    | st.dictionaries(st.text(max_size=3), inner, max_size=2)
                ),
            ),
        ),
    )
)
def test_any_file_is_opened_or_explained(text):
    reply = opened(text)
    assert reply["ok"] or reply["problems"][0]["message"]
