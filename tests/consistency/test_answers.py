"""A case, a date of a journey or a page that does not come out as worked out is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.consistency.answers import LONGEST, beside, wrong_answers
from handbook.consistency.known import load_checked
from handbook.consistency.runs import run_all
from handbook.content import Content, ContentProblem

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    whole = load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does
    cases = {"rent_conversion": whole.scenarios["rent_conversion"]}
    return replace(
        whole, scenarios=cases, journeys=whole.journeys[:1], page_cases=whole.page_cases[:1]
    )


def found(content: Content) -> list[ContentProblem]:
    return list(wrong_answers(content, run_all(content)))


def test_what_people_worked_out_comes_out(content: Content) -> None:
    assert found(content) == []


def test_a_case_that_differs_is_named_with_both_answers(content: Content) -> None:
    first, *rest = content.scenarios["rent_conversion"]
    wrong = replace(first, expected={"answer": "nothing like it", "no_such": 1}, problems=())
    (told,) = found(replace(content, scenarios={"rent_conversion": (wrong, *rest)}))
    assert (told.file, told.line, told.key) == (first.file, first.line, "answer")
    assert told.message.startswith(f'“{first.name}” must give "nothing like it" and gives "')
    assert told.message.endswith(", and 1 other part differs")
    assert told.remedy.startswith("Find out which is right")


def test_a_case_note_that_lacks_what_it_must_say_is_named(content: Content) -> None:
    first = next(each for each in content.scenarios["rent_conversion"] if each.expected)
    wrong = replace(first, note_says=("words that no note has",))
    (told,) = found(replace(content, scenarios={"rent_conversion": (wrong,)}))
    assert told.key == "note"
    assert "words that no note has" in told.message


def test_a_date_of_a_journey_that_differs_is_named(content: Content) -> None:
    journey = content.journeys[0]
    date = replace(journey.dates[0], policy_version="9.0")
    changed = replace(journey, dates=(date, *journey.dates[1:]))
    (told,) = found(replace(content, journeys=(changed,)))
    assert (told.file, told.key) == (journey.file, "policy_version")
    assert date.happens in told.message


def test_a_page_that_says_something_else_is_named(content: Content) -> None:
    page = content.page_cases[0]
    reading = replace(page.readings[0], says="words that no page has")
    changed = replace(page, readings=(reading, *page.readings[1:]))
    (told,) = found(replace(content, page_cases=(changed,)))
    assert told.file == page.file
    assert "words that no page has" in told.message


def test_long_answers_are_cut_to_where_they_differ() -> None:
    assert beside("short.", "other") == ("short", "other")
    same = "the same words " * 30
    expected, got = beside(f"{same}one pound {same}", f"{same}two pounds {same}")
    assert "one pound" in expected
    assert "two pounds" in got
    assert max(len(expected), len(got)) <= LONGEST + 2
