"""The case sheet: what is worked out, what is missing, and what would settle most."""

import json
from dataclasses import replace
from functools import partial

import pytest

from calculators import browser
from calculators.browser import worked_out
from calculators.case import sheet_html, sheet_note, sheet_of
from calculators.case.sheet import question_called, stem
from calculators.core.choices import YesNoNotKnown
from calculators.core.figures import FigureSet
from calculators.core.questions import question
from calculators.core.reading import Money
from calculators.registry import CALCULATORS, Part


def entry(sheet, name):
    return next(each for each in sheet.entries if each.calculator.id == name)


def test_parts_stand_in_the_order_an_officer_needs_whatever_the_registrys(two):
    assert list(two.sheet({}).parts) == [Part.POSITION, Part.PLAN]


def test_a_calculator_is_worked_out_once_its_needed_questions_are_answered(two):
    sheet = two.sheet({"arrears": "846.20"})
    assert entry(sheet, "owed").answer.answer == "£846.20 is owed."
    assert entry(sheet, "pay").answer is None
    assert [each.name for each in entry(sheet, "pay").missing] == ["pace"]


def test_a_question_asked_only_in_some_cases_is_missing_only_there(two):
    typed = {"arrears": "846.20", "pace": "weekly"}
    assert entry(two.sheet(typed), "pay").missing == ()
    found = entry(two.sheet(typed | {"by_card": "yes"}), "pay").missing
    assert [each.label for each in found] == ["Card fee"]


def test_a_fact_that_cannot_be_read_is_a_problem_at_its_question(two):
    found = entry(two.sheet({"arrears": "lots"}), "owed")
    ((problem, question),) = found.problems
    assert problem.message == "Arrears must be an amount in pounds and pence, like 112.50"
    assert (question.calculator, question.name) == ("owed", "arrears")


def test_what_nobody_answered_is_said_but_not_what_is_not_known(two):
    found = entry(two.sheet({"arrears": "846.20", "pace": "weekly"}), "pay").taken_as
    assert [(each.label, each.shown) for each in found] == [
        ("Children under 16", "0"),
        ("Told?", "No"),
    ]
    (owed,) = entry(two.sheet({"arrears": "846.20"}), "owed").taken_as
    assert (owed.label, owed.shown) == ("Children and young people", "None")


def test_the_question_that_unblocks_most_comes_first(two):
    # Nothing typed: arrears stops both, pace only one.
    asked = two.sheet({}).to_ask
    assert [each.label for each in asked] == ["Arrears", "Pace"]
    assert asked[0].needed_by == ("Owed", "Pay & go")


def test_the_last_thing_a_calculator_waits_for_comes_before_what_only_makes_certain(two):
    asked = two.sheet({"arrears": "846.20"}).to_ask
    assert [(each.label, each.needed_by, each.settles) for each in asked] == [
        ("Pace", ("Pay & go",), ()),
        ("Whether the tenant pays by card", (), ("Owed",)),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("whether the tenant pays by card", "by_card"),
        ("who the household is", "household"),
        ("the arrears", "arrears"),
        ("the arrears on 5 April 2027", None),
        ("what the court divides a month's rent by", None),
        ("", None),
    ],
)
def test_a_fact_in_words_finds_the_question_that_asks_for_it(two, words, name):
    found = question_called(two.calculators["pay"], words)
    assert (found.name if found else None) == name


def test_words_lose_their_endings_to_be_compared():
    assert [stem(each) for each in ("stands", "stand", "charged", "charge", "tenant's")] == [
        "stand",
        "stand",
        "charg",
        "charg",
        "tenant",
    ]


def test_a_fact_follows_from_another_answer_and_says_why(two):
    children = [{"born": "6 4 2017"}, {"born": "6 4 2009"}]
    sheet = two.sheet({"arrears": "846.20", "pace": "weekly", "children": children})
    (fact,) = entry(sheet, "pay").worked_out
    assert fact.shown == "1, because the dates of birth say so on 22 November 2026"
    assert entry(sheet, "pay").answer.sections[0].facts[1].shown == "Not known yet; 1"


def test_what_contradicts_another_answer_is_asked_and_not_changed(two):
    children = [{"born": "6 4 2017"}]
    typed = {"arrears": "846.20", "pace": "weekly", "children": children, "number_under_16": "3"}
    sheet = two.sheet(typed)
    ((words, question),) = sheet.conflicts
    assert words == (
        "Children under 16: is 3 right? 1 follows, because the dates of birth say so on "
        "22 November 2026."
    )
    assert question.name == "number_under_16"
    assert entry(sheet, "pay").answer.sections[0].facts[1].shown == "Not known yet; 3"
    assert "is 3 right?" in sheet_html(sheet)
    assert "Check these\n- Children under 16: is 3 right?" in sheet_note(sheet)


def test_a_fact_that_no_calculator_asks_for_contradicts_another(two):
    typed = {"arrears": "846.20", "pace": "weekly", "by_card": "no", "card_fee": "2.00"}
    ((problem, question),) = entry(two.sheet(typed), "pay").problems
    assert problem.message == (
        "“Does the tenant pay by card?” is answered “No”, yet “Card fee” is filled in. Answer "
        "“Yes”, or leave it empty"
    )
    assert question.name == "by_card"


def test_a_fact_that_one_calculator_asks_for_may_be_idle_in_another(two):
    class OwedWithFee(two.calculators["owed"].inputs):
        card_fee: Money | None = question("Card fee", default=None)

    owed = replace(two.calculators["owed"], inputs=OwedWithFee)
    calculators = {"owed": owed, "pay": two.calculators["pay"]}
    typed = {"case_date": "22 11 2026", "arrears": "846.20", "pace": "weekly", "card_fee": "2.00"}
    held = FigureSet.from_json('{"figures": []}')
    sheet = sheet_of(typed, calculators, lambda c, data: worked_out(c, data, held))
    assert entry(sheet, "pay").problems == ()


def test_facts_of_two_pages_that_contradict_each_other_name_both_pages(two):
    class OwedByCard(two.calculators["owed"].inputs):
        by_card: YesNoNotKnown = question("Pays by card?", default=YesNoNotKnown.NOT_KNOWN)

    owed = replace(two.calculators["owed"], inputs=OwedByCard)
    calculators = {"owed": owed, "pay": two.calculators["pay"]}
    typed = {"case_date": "22 11 2026", "arrears": "846.20", "by_card": "no", "card_fee": "2.00"}
    held = FigureSet.from_json('{"figures": []}')

    def made(**where):
        attempt = partial(worked_out, figures=held)
        return sheet_of(typed, calculators, attempt, where=where)

    sheet = made(by_card="Typed in Owed", card_fee="Typed in Pay & go")
    ((words, *places),) = sheet.conflicts
    assert words == (
        "“Pays by card?” is answered “No” on the page Owed, yet the page Pay & go has “Card fee”. "
        "Which is right?"
    )
    assert [(each.calculator, each.name) for each in places] == [
        ("owed", "by_card"),
        ("pay", "by_card"),
    ]
    assert "Go to Pays by card? in Owed</a>" in sheet_html(sheet)
    assert "Go to Pays by card? in Pay &amp; go</a>" in sheet_html(sheet)
    assert words in sheet_note(sheet)
    # A page asks about its own answers; where it is not known which page, none is named.
    assert made(by_card="Typed in Pay & go", card_fee="Typed in Pay & go").conflicts == ()
    assert made(by_card="Typed in Owed").conflicts == ()


def test_facts_are_listed_once_with_where_they_come_from(two):
    sheet = two.sheet(
        {"arrears": "846.20", "pace": "weekly", "told": "yes"},
        where={"arrears": "Typed in Owed"},
        left=["told", "case_date"],
    )
    assert [(f.label, f.shown, f.because) for f, _ in sheet.facts] == [
        ("Arrears", "£846.20", "Typed in Owed"),
        ("Pace", "Every week", ""),
    ]
    assert [fact.label for fact, _ in sheet.left] == ["Date the answer is for", "Told?"]


def test_the_html_is_escaped_and_links_to_questions(two):
    html = sheet_html(two.sheet({"arrears": "<b>1</b>", "pace": "weekly"}))
    assert "<b>1" not in html
    assert "&lt;b&gt;1&lt;/b&gt;" in html
    html = sheet_html(two.sheet({"arrears": "1.00", "pace": "weekly"}))
    assert "Pay &lt;all&gt; every week." in html
    assert '<a data-calculator="pay">Pay &amp; go</a>' in html
    assert '<a data-calculator="owed" data-field="arrears">Arrears</a>' in html


def test_the_note_has_answers_what_is_open_what_to_ask_and_the_facts(two):
    note = sheet_note(two.sheet({"arrears": "846.20"}))
    for words in (
        "CASE SHEET\n\nWHERE THE ACCOUNT STANDS\n\nOwed\n£846.20 is owed.\n- Owed: £846.20\n",
        "- All of it rent? cannot tell. It may hold costs.\n"
        "  To settle it, find out whether the tenant pays by card.",
        "Not worked out yet\n- Pay & go: needs Pace\n",
        "To ask\n1. Pace. Needed for Pay & go.\n",
        "Facts\n- Date the answer is for: 22 November 2026\n- Arrears: £846.20\n",
    ):
        assert words in note


# Through the browser's door


@pytest.fixture
def held(monkeypatch):
    monkeypatch.setattr(browser, "_held", FigureSet.from_json('{"figures": []}'))


def asked(case):
    return json.loads(browser.answer(browser.CASE_SHEET, json.dumps(case)))


def test_every_calculator_with_a_place_on_the_sheet_stands_there(held):
    reply = asked({"facts": {}})
    assert reply["ok"]
    assert [*reply["result"]["answered"], *reply["result"]["waiting"]] != []
    placed = {each.id for each in CALCULATORS.values() if each.part is not None}
    assert set(reply["result"]["answered"]) | set(reply["result"]["waiting"]) == placed


@pytest.mark.parametrize(
    "facts",
    [
        {"arrears": None, "rent": [], "children": "none", "case_date": {"day": "31"}},
        {"arrears": {"amount": "1"}, "rent": ["1"], "missed_payments": [1, {}, {"paid": {}}]},
        {"household": 7, "partner": ["no"], "date_of_birth": "2030-01-01", "no_such": "1"},
        {"case_date": "22 11 2026", "date_of_birth": "1 1 2030", "children": [{"born": "x"}]},
    ],
)
def test_whatever_is_typed_the_sheet_answers(held, facts):
    reply = asked({"facts": facts, "where": {"arrears": "Typed in <x>"}, "left": ["rent"]})
    assert reply["ok"], reply
    assert "<x>" not in reply["html"]


@pytest.mark.parametrize("case", [None, [], {}, {"facts": None}, {"facts": []}])
def test_what_is_no_case_is_refused_in_a_sentence(held, case):
    reply = asked(case)
    assert not reply["ok"]
    assert reply["problems"][0]["message"].endswith(".")


def test_text_that_is_no_json_and_missing_figures_are_refused(held, monkeypatch):
    assert not json.loads(browser.case_sheet("{"))["ok"]
    monkeypatch.setattr(browser, "_held", None)
    assert not asked({"facts": {}})["ok"]


def test_a_calculator_that_is_not_for_the_case_asks_for_nothing_to_be_put_right(held):
    typed = {
        "case_date": "2026-11-22",
        "rent": "112.50",
        "rent_frequency": "weekly",
        "date_of_birth": "1988-04-06",
        "income_universal_credit": {"amount": "1100", "per": "monthly"},
    }
    answer = json.loads(browser.case_sheet(json.dumps({"facts": typed})))
    _, waiting = answer["note"].split("Not for this case\n")
    assert waiting.startswith("- Housing Benefit: Under State Pension age")
    assert "<p>Not for this case:</p>" in answer["html"]
    assert "- Universal Credit: £1,100.00 a month\n" in answer["note"]


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("follows:repayment_plan", "{"),
        ("follows:repayment_plan", "[]"),
        ("follows:repayment_plan", '{"facts": []}'),
        ("follows:no_such", '{"facts": {}}'),
        ("follows:", '{"facts": {}}'),
    ],
)
def test_a_question_for_what_follows_that_cannot_be_read_is_refused(
    held, monkeypatch, question, case
):
    reply = json.loads(browser.answer(question, case))
    assert not reply["ok"]
    assert reply["problems"][0]["message"]
    monkeypatch.setattr(browser, "_held", None)
    assert not json.loads(browser.answer("follows:repayment_plan", '{"facts": {}}'))["ok"]


def test_whatever_is_typed_what_follows_is_answered(held):
    facts = {"arrears": {"amount": "1"}, "children": [1, {}], "case_date": {"day": "31"}}
    facts |= {"date_of_birth": "2030-01-01", "partner": ["no"], "help_with_rent": 7}
    for each in CALCULATORS:
        reply = json.loads(browser.answer(f"follows:{each}", json.dumps({"facts": facts})))
        assert reply["ok"], reply
