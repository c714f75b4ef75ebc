"""That an unusual amount is right: said to one calculator, and to no other on the sheet."""

import datetime as dt
import json
from pathlib import Path

import pytest

from calculators import browser
from calculators.core import doubts
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
FACTS = {
    "case_date": {"day": "23", "month": "11", "year": "2026"},
    "rent": "4000.00",
    "rent_frequency": "weekly",
    "account_balance": "846.20",
}
ASKED = "Is £4,000.00 a week right?"
NAMED = "Unusual, and confirmed as right: “Rent”, £4,000.00 a week."


@pytest.fixture(scope="module", autouse=True)
def figures():
    browser.hold(load(ROOT, today=dt.date(2026, 11, 22)).figure_set)


def sheet(facts, **more):
    return json.loads(browser.case_sheet(json.dumps({"facts": facts, **more})))


def test_a_doubted_amount_waits_with_words_that_say_where_to_confirm_it():
    found = sheet(FACTS)
    assert "rent_conversion" in found["result"]["waiting"]
    assert "arrears_position" in found["result"]["waiting"]
    assert "Check this on its page, and confirm it there if it is right:" in found["html"]
    assert ASKED in found["note"]


def test_confirmed_for_one_calculator_it_is_answered_there_and_nowhere_else():
    confirmed = {"rent_conversion.amounts_checked": "yes"}
    where = {"rent_conversion.amounts_checked": "Typed in Rent conversion"}
    found = sheet(FACTS | confirmed, where=where)
    assert "rent_conversion" in found["result"]["answered"]
    assert "arrears_position" in found["result"]["waiting"]
    assert f"Warning: {NAMED}" in found["note"]
    assert found["note"].count(f"{doubts.LABEL} Yes") == 1
    assert "Typed in Rent conversion" in found["html"]


def test_a_yes_that_names_no_calculator_confirms_nothing():
    found = sheet(FACTS | {"amounts_checked": "yes"})
    assert "rent_conversion" in found["result"]["waiting"]
    assert NAMED not in found["note"]
    assert doubts.LABEL not in found["note"].split("Facts")[-1]


def test_it_is_never_offered_as_what_follows_nor_said_to_be_taken_as_no():
    facts = FACTS | {"rent_conversion.amounts_checked": "yes", "rent": "112.50"}
    for name in ("arrears_position", "universal_credit", "rent_conversion"):
        reply = json.loads(browser.following(name, json.dumps({"facts": facts})))
        assert doubts.NAME not in reply["facts"]
    found = sheet(FACTS | {"rent": "112.50"})
    assert "arrears_position" in found["result"]["answered"]
    assert doubts.LABEL not in found["note"]
    assert doubts.LABEL not in found["html"]
