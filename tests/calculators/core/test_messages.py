"""Every way an answer can be wrong, with the sentence an officer reads for it."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calculators.core.choices import Choice
from calculators.core.errors import NeedsAnswer, NotCovered, Problem
from calculators.core.messages import SENTENCES, problems_in
from calculators.core.questions import described

FALLBACK = "cannot be read"


@pytest.fixture(scope="session")
def told(small):
    """The problems with a case, by field."""

    def problems(data):
        try:
            small.Input.model_validate(data)
        except ValidationError as error:
            return problems_in(error, small.Input, data)
        return []

    return problems


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("rent", "", "Enter the rent, like 112.50"),
        ("rent", "lots", "Rent must be an amount in pounds and pence, like 112.50"),
        ("rent", True, "Rent must be an amount in pounds and pence, like 112.50"),
        ("rent", {"a": 1}, "Rent must be an amount in pounds and pence, like 112.50"),
        (
            "rent",
            "12,50",
            "Rent: put a point before the pence, like 12.50. A comma is only for thousands, "
            "like 1,250.00",
        ),
        ("rent", "112.505", "Rent must be in pounds and whole pence, like 112.50"),
        ("rent", "-1", "Rent must be more than £0.00"),
        ("rent", "0", "Rent must be more than £0.00"),
        ("rent", "10000.01", "Rent must be £10,000.00 or less. Check the figure"),
        ("rent", "9" * 40, "Rent must be less than £1,000,000,000.00. Check the figure"),
        ("frequency", "", "Choose how often rent is charged"),
        (
            "frequency",
            "Weekly",
            "How often rent is charged: choose one of the answers, “weekly”, “fortnightly”, "
            "“four-weekly”, “monthly” or “annual”",
        ),
        (
            "help",
            "\ud800",
            "Help with rent: choose one of the answers, “none” or “uc”",
        ),
        ("help", 7, "Help with rent: choose one of the answers, “none” or “uc”"),
        ("free_weeks", "4.5", "Rent-free weeks must be a whole number, like 4"),
        ("free_weeks", "-1", "Rent-free weeks must be 0 or more"),
        ("free_weeks", "52", "Rent-free weeks must be 51 or less. Check the figure"),
        (
            "free_weeks",
            "9" * 12,
            "Rent-free weeks must be less than 1,000,000,000. Check the figure",
        ),
        ("case_date", "", "Enter the date of the answer, like 4 12 2026"),
        ("case_date", "soon", "Date of the answer must be a date, like 4 12 2026"),
        ("case_date", {"day": "4", "year": "2026"}, "Date of the answer must include a month"),
        ("case_date", {"day": "4"}, "Date of the answer must include a month and a year"),
        (
            "case_date",
            "31 February 2026",
            "Date of the answer must be a real date: February 2026 has 28 days",
        ),
        (
            "case_date",
            {"day": "1", "month": "13", "year": "2026"},
            "Date of the answer must be a real date: months are numbered from 1 to 12",
        ),
        ("case_date", "4/12/26", "Date of the answer: write the year with 4 numbers, like 2026"),
        ("case_date", "4/12/9999", "Date of the answer: the year must be from 1900 to 2199"),
        (
            "case_date",
            "Monday 4 December 2026",
            "Date of the answer: 4 December 2026 is a Friday, not a Monday. Check the date",
        ),
        ("missed", "twice", "Missed payments: give a list"),
        ("missed", {"due_on": "2026-12-04"}, "Missed payments: give a list"),
        ("missed", [{"due_on": "2026-12-04"}] * 4, "Missed payments: give 3 at most"),
        ("rnt", "1", "This calculator has no question called “rnt”."),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_one_wrong_answer(small, told, field, typed, message):
    assert [Problem(field, message)] == told(small.case | {field: typed})


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"paid": "1"}, "missed.1.due_on", "Missed payment 2: Enter the date it was due"),
        (
            {"due_on": "2026-12-04", "paid": "-1"},
            "missed.1.paid",
            "Missed payment 2: Amount paid must be £0.00 or more",
        ),
        (
            {"due_on": "2026-12-04", "frequency": "often"},
            "missed.1.frequency",
            "Missed payment 2: How often: choose one of the answers, “weekly”, “fortnightly”, "
            "“four-weekly”, “monthly” or “annual”",
        ),
        (
            {"due_on": "2026-12-04", "made_up": "yes"},
            "missed.1.made_up_on",
            "Missed payment 2: Enter the day it was made up",
        ),
        (
            {"due_on": "2026-12-04", "bogus": "1"},
            "missed.1.bogus",
            "Missed payment 2: This calculator has no question called “bogus”.",
        ),
        (
            "4/12/2026",
            "missed.1",
            "Missed payment 2: Missed payments: give each row as names and values",
        ),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_one_wrong_row_is_named_as_the_form_numbers_it(small, told, row, field, message):
    # The first row was left blank, so the second on the form is the first that is read.
    case = small.case | {"rent": "x", "missed": [{"due_on": ""}, row]}
    assert Problem(field, message) in told(case)
    assert ["rent", field] == [problem.field for problem in told(case)]


def test_all_problems_come_together_in_the_order_of_the_form(told):
    case = {
        "bogus": "1",
        "missed": [{"due_on": "x"}],
        "help": "uc",
        "managed": "yes",
        "managed_from": "",
        "rent": "",
        "case_date": "4/12/26",
    }
    fields = [problem.field for problem in told(case)]
    assert [
        "bogus",
        "case_date",
        "rent",
        "frequency",
        "uc",
        "managed_from",
        "missed.0.due_on",
    ] == fields


@pytest.mark.parametrize("case", [None, [], "text", 7, True, [["rent", "1"]]])
def test_a_case_that_is_no_set_of_answers(told, case):
    expected = "Give the answers as names and values, like a filled-in form."
    assert [Problem("", expected)] == told(case)


def test_names_that_are_no_text(small, told):
    (problem,) = told(small.case | {1: "x"})
    assert FALLBACK not in problem.message
    (problem,) = told(small.case | {"\ud800": "x"})
    assert FALLBACK not in problem.message


def test_every_sentence_has_the_fields_own_words():
    assert all("{label}" in sentence for sentence in SENTENCES.values())


NAMES = (
    "case_date", "rent", "frequency", "free_weeks", "help", "uc", "managed", "managed_from",
    "missed", "due_on", "paid", "made_up", "made_up_on", "day", "month", "year", "bogus",
)  # fmt: skip
TYPED = st.sampled_from(
    (
        "", " ", "0", "4", "-1", "112.50", "£1,234.50", "12,50", "1e9", "NaN", "0.001", "9" * 40,
        "weekly", "monthly", "Every week", "uc", "none", "yes", "no", "4/12/2026", "4/12/26",
        "31 February 2026", "2026-12-04", "9999-12-31", "Monday 4 December 2026", "<b>", "\ud800",
        "４", "\x00", "null",
    )
)  # fmt: skip
SINGLE = TYPED | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANSWERS = st.recursive(
    SINGLE,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=12,
)
CASES = st.dictionaries(st.sampled_from(NAMES[:9]), ANSWERS, max_size=9)


def own_words(questions, inside=""):
    """Each question's label and what is said when it is empty, by where it stands."""
    for entry in questions:
        place = f"{inside}{entry['name']}"
        yield place, (entry["label"], entry.get("if_missing", entry["label"]))
        yield from own_words(entry.get("columns", ()), f"{place}.")


@given(case=CASES | ANSWERS, usual=st.booleans())
def test_any_case_is_read_or_explained_in_the_fields_own_words(small, told, case, usual):
    if usual and isinstance(case, dict):
        case = small.case | case
    words = dict(own_words(described(small.Input)))
    for problem in told(case):
        assert FALLBACK not in problem.message, problem
        assert "{" not in problem.message or "{" in repr(case)  # a name as it was typed
        assert problem.message[:1] != " "
        place = ".".join(part for part in problem.field.split(".") if not part.isdigit())
        if place in words:
            assert any(each in problem.message for each in words[place]), problem


# Sentences for what stops a calculation later.


def test_ways_to_stop_carry_their_problems_in_order():
    stopped = NeedsAnswer("rent", "Enter the rent")
    assert (Problem("rent", "Enter the rent"),) == stopped.problems
    assert "Enter the rent" == str(stopped)
    assert (Problem("", "Not for Wales"),) == NotCovered("Not for Wales").problems
    assert (Problem("nation", "Not for Wales"),) == NotCovered("Not for Wales", "nation").problems


def test_the_fallback_is_only_for_kinds_nobody_thought_of(small):
    # A kind of error that no reader or limit here makes still gets a sentence, not a traceback.
    from calculators.core.messages import message

    info = small.Input.model_fields["rent"]
    said = message({"type": "some_new_kind", "loc": ("rent",)}, info)
    assert "Rent: this answer cannot be read. Check it and type it again" == said


def test_limits_are_written_in_the_fields_own_kind(small):
    from calculators.core.messages import in_unit

    fields = small.Input.model_fields
    assert "£1,000.00" == in_unit(Decimal(1000), fields["rent"])
    assert "1,000" == in_unit(1000, fields["free_weeks"])
    assert issubclass(small.Help, Choice)
    assert dt.date(2026, 12, 4) == small.Input.model_validate(small.case).case_date
