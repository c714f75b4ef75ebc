"""JSON text in, JSON text out, whatever comes in."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import browser
from calculators.core.errors import CannotCalculate
from calculators.core.figures import FigureSet
from calculators.registry import CALCULATORS, Calculator

OUR_MISTAKE = "could not finish"
NOT_JSON = "The case is not valid JSON. Check its quotes, commas and brackets."

pytestmark = pytest.mark.usefixtures("registered")


@pytest.fixture(autouse=True)
def held(small, monkeypatch):
    monkeypatch.setattr(browser, "_held", small.figures)


@pytest.fixture(scope="session")
def told(small):
    """What is answered to a case: the same from `run` and from `answer`, or the problems."""

    def problems(case):
        text = case if isinstance(case, str) else json.dumps(case)
        ran, answered = (
            json.loads(browser.run("small", text, small.figures)),
            json.loads(browser.answer("whole:small", text)),
        )
        assert ran["ok"] is answered["ok"]
        if ran["ok"]:
            assert ran["result"] == answered["result"]
            return []
        assert ran["problems"] == answered["problems"]
        return [(problem["field"], problem["message"]) for problem in ran["problems"]]

    return problems


def test_a_case_is_answered_with_page_and_note(small):
    answered = json.loads(browser.answer("whole:small", json.dumps(small.case), "here"))
    assert ["ok", "result", "beside_groups", "html", "note"] == list(answered)
    assert answered["ok"] is True
    assert '<p class="ih-answer" id="here-answer">' in answered["html"]
    assert answered["note"].startswith("SMALL <ONE>\n")
    # Exact numbers travel as text.
    assert "0.15" == answered["result"]["limit"]
    assert "20" == answered["result"]["payments"][0]["amount"]
    assert "2026-12-07" == answered["result"]["next_charge"]


def test_a_page_is_sent_only_what_it_shows(small):
    whole = json.loads(browser.answer("whole:small", json.dumps(small.case)))
    del whole["result"]
    assert whole == json.loads(browser.answer("small", json.dumps(small.case)))


def test_figures_may_come_as_text_or_already_read(small):
    case = json.dumps(small.case)
    assert browser.run("small", case, small.figures) == browser.run("small", case, small.pack)


def test_figures_are_held_from_their_text(small, monkeypatch):
    monkeypatch.setattr(browser, "_held", None)
    before = json.loads(browser.answer("small", json.dumps(small.case)))
    assert "The figures are not loaded. Load the page again." == before["problems"][0]["message"]
    browser.hold(small.pack)
    assert json.loads(browser.answer("small", json.dumps(small.case)))["ok"]


@pytest.mark.parametrize("typed", ["112.50", '"112.50"', '"£112.50"', "112.5", "112.500"])
def test_a_number_means_the_same_with_and_without_quotes(small, typed):
    text = json.dumps(small.case | {"rent": "RENT"}).replace('"RENT"', typed)
    plain = browser.answer("small", json.dumps(small.case))
    assert plain == browser.answer("small", text)


@pytest.mark.parametrize(
    "number", ["1e2", "1E999999", "-1e-999999", "NaN", "Infinity", "-Infinity", "true"]
)
def test_numbers_in_shapes_nobody_types_are_refused(told, small, number):
    text = json.dumps(small.case | {"rent": "RENT"}).replace('"RENT"', number)
    assert [("rent", "Rent must be an amount in pounds and pence, like 112.50")] == told(text)


def test_a_number_of_many_digits_is_too_much_and_nothing_worse(told, small):
    text = json.dumps(small.case | {"rent": "RENT"}).replace('"RENT"', "9" * 10_000)
    expected = "Rent must be less than £1,000,000,000.00. Check the figure"
    assert [("rent", expected)] == told(text)
    text = json.dumps(small.case | {"rent": "RENT"}).replace('"RENT"', "0." + "1" * 10_000)
    assert [("rent", "Rent must be in pounds and whole pence, like 112.50")] == told(text)


@pytest.mark.parametrize(
    "text", ["", " ", "{", "{'a': 1}", "[1,", "nul", '{"a": }', "\x00", '{"a": 1}}', "<html>"]
)
def test_text_that_is_not_json(told, text):
    assert [("", NOT_JSON)] == told(text)


@pytest.mark.parametrize("text", ["[]", "[{}]", "null", "7", '"text"', "true", "1e5"])
def test_json_that_is_no_case(told, text):
    assert [("", "Give the answers as names and values, like a filled-in form.")] == told(text)


@pytest.mark.parametrize("depth", [10, 100, 500, 5_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_json_nested_deep(told, small, depth, opening, closing):
    deep = opening * depth + "1" + closing * depth
    in_answer = json.dumps(small.case | {"rent": "DEEP"}).replace('"DEEP"', deep)
    in_row = json.dumps(small.case | {"missed": [{"paid": "DEEP"}]}).replace('"DEEP"', deep)
    for text in (deep, in_answer, in_row):
        assert told(text)
        assert not [message for _, message in told(text) if OUR_MISTAKE in message]


def test_a_name_given_twice_is_not_guessed_at(told):
    text = '{"case_date": "2026-12-04", "rent": "1", "frequency": "weekly", "rent": "2"}'
    assert [("", "The case gives “rent” twice. Keep one of them.")] == told(text)
    inner = '{"missed": [{"paid": 1, "paid": 1}]}'
    assert [("", "The case gives “paid” twice. Keep one of them.")] == told(inner)


def test_half_a_character_cannot_break_the_answer(told):
    answers = (r'{"\ud800": 1}', r'{"rent": "\ud800"}', r'{"help": "\udfff"}')
    for text in (*answers, '{"rent": "\ud800"}'):
        for field, message in told(text):
            assert OUR_MISTAKE not in message
            (field + message).encode()
    browser.describe("\ud800").encode()


def test_a_person_sees_what_to_put_right_first_then_what_does_not_fit(told, small):
    uc = {"help": "uc", "uc": "1", "managed": "yes"}
    late = uc | {"managed_from": "2020-01-01"}
    assert ["managed_from"] == [field for field, _ in told(small.case | uc)]
    expected = [("managed_from", "First payment to us must not be in the past")]
    assert expected == told(small.case | late)
    assert ["rent", "uc"] == [field for field, _ in told(small.case | {"rent": "x", "help": "uc"})]


def test_a_figure_that_is_not_held_is_a_problem_of_the_whole_form(told, small):
    ((field, message),) = told(small.case | {"case_date": "2019-12-04"})
    assert "" == field
    assert message.startswith("We do not hold this figure for 4 December 2019: A limit <for> tests")


def test_problems_are_escaped_on_the_page(small):
    answered = json.loads(browser.answer("small", '{"<script>": 1}'))
    assert "script" not in {e.tag for e in ET.fromstring(answered["html"]).iter()}


@pytest.mark.parametrize("calculator_id", ["", "nothing", "<b>", None, 7, [], {}])
def test_a_calculator_that_does_not_exist(small, calculator_id):
    for text in (
        browser.describe(calculator_id),
        browser.run(calculator_id, "{}", small.figures),
        browser.answer(calculator_id, "{}"),
    ):
        assert json.loads(text)["ok"] is False
    if isinstance(calculator_id, str):
        (problem,) = json.loads(browser.describe(calculator_id))["problems"]
        listed = ", ".join(CALCULATORS)
        expected = f"There is no calculator called “{calculator_id}”. Use one of: {listed}"
        assert expected == problem["message"]


@pytest.mark.parametrize("inputs", [None, 7, [], {}, object()])
def test_inputs_that_are_not_text(small, inputs):
    for text in (browser.run("small", inputs, small.figures), browser.answer("small", inputs)):
        assert [{"field": "", "message": NOT_JSON}] == json.loads(text)["problems"]


@pytest.mark.parametrize("figures", ["", "{", "{}", "[]", "7", '{"figures": 3}', None, 7])
def test_figures_that_cannot_be_read_do_not_empty_the_page(small, figures):
    answered = json.loads(browser.run("small", json.dumps(small.case), figures))
    assert OUR_MISTAKE in answered["problems"][0]["message"]


@pytest.mark.parametrize(
    "mistake",
    [ZeroDivisionError(), KeyError("x"), AssertionError(), OverflowError(), RecursionError()],
)
def test_a_mistake_of_ours_says_what_to_report(small, monkeypatch, mistake):
    def calculate(inputs, figures):
        raise mistake

    broken = Calculator("broken", "B", "?", small.Input, small.Result, calculate)
    monkeypatch.setitem(CALCULATORS, "broken", broken)
    for text in (
        browser.run("broken", json.dumps(small.case), small.figures),
        browser.answer("broken", json.dumps(small.case)),
    ):
        (problem,) = json.loads(text)["problems"]
        assert f"“broken, {type(mistake).__name__}”" in problem["message"]
        assert "Your entries are still here." in problem["message"]


def test_a_mistake_in_the_presenter_says_what_to_report_too(small, monkeypatch):
    monkeypatch.setattr(browser, "as_html", lambda doc, prefix: 1 / 0)
    (problem,) = json.loads(browser.answer("small", json.dumps(small.case)))["problems"]
    assert "“small, ZeroDivisionError”" in problem["message"]


def test_attempt_gives_facts_and_result_or_a_list_of_problems(small):
    calculator, facts, result = browser.attempt("small", json.dumps(small.case), small.figures)
    assert calculator is CALCULATORS["small"]
    assert (small.Input, small.Result) == (type(facts), type(result))
    assert isinstance(browser.attempt("small", "{}", small.figures), list)


@pytest.mark.parametrize("calculator_id", [*CALCULATORS, "small"])
def test_every_calculator_describes_itself(calculator_id):
    form = json.loads(browser.describe(calculator_id))
    assert ["ok", "id", "title", "asks", "groups", "inputs", "result"] == list(form)
    model = CALCULATORS[calculator_id].inputs
    names = [question["name"] for group in form["groups"] for question in group["questions"]]
    assert sorted(model.model_fields) == sorted(names)
    assert set(model.model_fields) == set(form["inputs"]["properties"])
    assert "answer" in form["result"]["properties"]


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("calculator_id", [*CALCULATORS, "small"])
@given(text=st.text() | ANY_JSON.map(json.dumps), fill=st.data())
def test_no_text_at_all_makes_it_raise_or_blame_itself(small, calculator_id, text, fill):
    names = list(CALCULATORS[calculator_id].inputs.model_fields)
    odd = st.dictionaries(st.sampled_from(names), ANY_JSON, min_size=1)
    for each in (text, json.dumps(fill.draw(odd))):
        answered = json.loads(browser.run(calculator_id, each, small.figures))
        assert answered["ok"] is False
        assert answered["problems"]
        for problem in answered["problems"]:
            assert ["field", "message"] == list(problem)
            assert OUR_MISTAKE not in problem["message"]
            assert "cannot be read" not in problem["message"]


def test_the_same_case_gives_the_same_text(small):
    case = json.dumps(small.case)
    turned = json.dumps(dict(reversed(small.case.items())), indent=2)
    first = browser.answer("small", case)
    again = FigureSet.from_json(small.pack)
    assert first == browser.answer("small", case) == browser.answer("small", turned)
    assert browser.run("small", case, small.figures) == browser.run("small", turned, again)


def test_the_order_of_sets_does_not_reach_an_answer():
    # Text is hashed differently in every run of Python: two runs must agree all the same.
    script = (
        "from calculators import browser\n"
        "from calculators.registry import CALCULATORS\n"
        "for each in CALCULATORS:\n"
        "    print(browser.describe(each), browser.run(each, '{\"a\": 1, \"b\": 2}', '{}'))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            cwd=Path(browser.__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert b'"ok":true' in runs[0]


def test_problems_are_the_only_way_to_stop(small):
    with pytest.raises(CannotCalculate):
        browser.read_case(small.Input, {})
