"""Questions: which are asked, what is taken when they are not, and what the form is told."""

import datetime as dt
import json
from decimal import Decimal
from itertools import product

import pytest
from pydantic import ValidationError

from calculators.core.choices import YesNo
from calculators.core.messages import problems_in
from calculators.core.periods import Frequency
from calculators.core.questions import (
    AskedModel,
    CalculatorInput,
    answer_type,
    described,
    filled_rows,
    grouped,
    limits_of,
    question,
    same_question,
    tidy,
)
from calculators.core.reading import (
    MOST_IN_A_LINE,
    MOST_LINES,
    Date,
    LongText,
    Money,
    WholeNumber,
)


def read(small, **changes):
    return small.Input.model_validate(small.case | changes)


def test_answers_are_read_by_kind(small):
    facts = read(small, free_weeks="4", help="uc", uc="£450", missed=[{"due_on": "4/12/2026"}])
    assert dt.date(2026, 12, 4) == facts.case_date
    assert "112.50" == str(facts.rent)
    assert Frequency.WEEKLY is facts.frequency
    assert (4, "450.00") == (facts.free_weeks, str(facts.uc))
    assert dt.date(2026, 12, 4) == facts.missed[0].due_on


def test_defaults_stand_in_for_empty_answers(small):
    empty = {"free_weeks": "", "help": " ", "uc": None, "managed": "\t", "missed": []}
    facts = read(small, **empty)
    assert facts == read(small)
    assert (0, small.Help.NONE, None, YesNo.NO, ()) == (
        facts.free_weeks,
        facts.help,
        facts.uc,
        facts.managed,
        facts.missed,
    )
    assert "0.00" == str(small.Row(due_on="2026-12-04").paid)


@pytest.mark.parametrize("blank", ["", "  ", None, {"day": "", "month": " ", "year": None}, {}])
def test_an_empty_answer_to_a_question_that_needs_one_is_missing(small, blank):
    with pytest.raises(ValidationError) as caught:
        read(small, case_date=blank)
    assert ["missing"] == [error["type"] for error in caught.value.errors()]


def test_zero_is_an_answer(small):
    assert 0 == read(small, free_weeks=0).free_weeks
    assert "0.00" == str(read(small, help="uc", uc=0).uc)
    assert [0, False, "0"] == [tidy(0), tidy(False), tidy("0")]


def test_an_answer_to_a_question_that_is_not_asked_is_left_out_whatever_it_is(small):
    facts = read(small, frequency="monthly", free_weeks="many", uc="12,50", managed_from="never")
    assert (0, None, None) == (facts.free_weeks, facts.uc, facts.managed_from)


def test_a_chain_of_conditions_holds_link_by_link(small):
    # `managed_from` hangs on `managed`, which hangs on `help`.
    on = "2027-01-04"
    for help_, managed in product(("none", "uc", ""), ("yes", "no", "")):
        facts = read(small, help=help_, uc="1", managed=managed, managed_from=on)
        asked = (help_, managed) == ("uc", "yes")
        assert asked is (facts.managed_from is not None)
        assert asked is small.Input.is_asked("managed_from", {"help": help_, "managed": managed})


def test_an_answer_that_another_rules_out_is_asked_about_at_the_one_that_does(small):
    given = small.case | {"help": "none", "uc": "450.00", "managed_from": "2027-01-04"}
    ((field, message),) = small.Input.contradicted(given)
    assert field == "help"
    labels = small.Input.asked["uc"].label, small.Input.asked["managed_from"].label
    assert all(f"“{each}”" in message for each in labels)
    assert "yet" in message
    assert message.endswith("or leave them empty")


@pytest.mark.parametrize("nothing", ["0", "£0.00", 0, "", None])
def test_nothing_contradicts_nobody(small, nothing):
    assert [] == small.Input.contradicted(small.case | {"help": "none", "uc": nothing})


def test_what_rules_others_out_unanswered_or_unread_is_told_as_such(small):
    without = {name: each for name, each in small.case.items() if name != "help"}
    ((field, message),) = small.Input.contradicted(without | {"uc": "450.00"})
    assert field == "help"
    assert "is not answered and counts as" in message
    # That “help” cannot be read is a problem of its own, and the only one.
    assert [] == small.Input.contradicted(small.case | {"help": "perhaps", "uc": "450.00"})
    # So is a question that waits for its answer.
    assert [] == small.Input.contradicted(
        {name: each for name, each in small.case.items() if name != "frequency"}
        | {"free_weeks": "4"}
    )


def test_an_answer_may_be_idle_and_not_untrue(small):
    class Idle(small.Input):
        beside_the_point = (("help", ("uc",)),)

    given = small.case | {"help": "none", "uc": "450.00"}
    assert [] == Idle.contradicted(given)
    assert Idle.model_validate(given).took_all(given)
    assert small.Input.contradicted(given)


def test_what_is_beside_the_point_names_a_question_that_can_leave_it_out(small):
    for stray in ((("nothing", ()),), (("case_date", ("uc",)),)):
        with pytest.raises(TypeError, match="beside_the_point"):
            type("Stray", (small.Input,), {"beside_the_point": stray, "__module__": __name__})


def test_only_a_case_with_answers_left_out_is_looked_at_again(small):
    blank = {"uc": "", "managed_from": {"day": "", "month": "", "year": ""}, "missed": [{}]}
    given = small.case | blank
    assert small.Input.model_validate(given).took_all(given)
    given = small.case | {"help": "none", "uc": "0"}
    assert not small.Input.model_validate(given).took_all(given)


def test_a_condition_reads_choices_as_typed_and_as_read(small):
    assert small.Input.is_asked("uc", {"help": "uc"})
    assert small.Input.is_asked("uc", {"help": small.Help.UC})
    assert not small.Input.is_asked("uc", {"help": small.Help.NONE})
    assert not small.Input.is_asked("uc", {"help": ["uc"]})
    assert not small.Input.is_asked("uc", {})


def test_a_condition_on_a_question_without_a_default_waits_for_its_answer(small):
    assert not small.Input.is_asked("free_weeks", {})
    assert small.Input.is_asked("free_weeks", {"frequency": "weekly"})


def test_a_needed_answer_is_missed_only_where_it_is_asked(small):
    assert [] == read(small).unanswered()
    assert [("uc", "Enter the Universal Credit for rent")] == read(small, help="uc").unanswered()
    both = read(small, help="uc", managed="yes").unanswered()
    assert ["uc", "managed_from"] == [problem.field for problem in both]
    assert [] == read(small, help="uc", uc="0").unanswered()


def test_a_needed_answer_in_a_row_is_missed_too(small):
    facts = read(
        small, missed=[{"due_on": "2026-12-04"}, {"due_on": "2026-12-11", "made_up": "yes"}]
    )
    expected = [("missed.1.made_up_on", "Missed payment 2: Enter the day it was made up")]
    assert expected == facts.unanswered()


def test_what_was_left_unanswered_is_seen_beside_answers_that_cannot_be_read(small):
    typed = small.case | {"rent": "lots", "help": "uc", "missed": ["", {"made_up": "yes"}, 7]}
    missed = small.Input.left_unanswered(typed)
    assert ["uc", "missed.1.made_up_on"] == [problem.field for problem in missed]
    assert missed[1].message.startswith("Missed payment 2: ")


def test_blank_rows_are_left_out_and_the_others_keep_their_order(small):
    blank = {"due_on": {"day": "", "month": "", "year": ""}, "paid": " "}
    rows = [blank, {"due_on": "4/12/2026"}, {}, None, {"due_on": "11/12/2026"}, blank]
    facts = read(small, missed=rows)
    assert [4, 11] == [row.due_on.day for row in facts.missed]
    assert [1, 4] == filled_rows(rows)


def test_only_blank_rows_are_no_rows(small):
    assert () == read(small, missed=[{}, None, {"paid": ""}]).missed


def test_unknown_names_are_reported_unless_empty(small):
    with pytest.raises(ValidationError) as caught:
        read(small, rnt="1")
    assert [("rnt",)] == [error["loc"] for error in caught.value.errors()]
    assert read(small) == read(small, rnt="")


def test_a_model_already_made_is_taken_as_it_is(small):
    facts = read(small)
    assert facts is small.Input.model_validate(facts)
    row = small.Row(due_on=dt.date(2026, 12, 4))
    assert (row,) == read(small, missed=[row]).missed


def test_facts_cannot_be_changed_after_they_are_read(small):
    with pytest.raises(ValidationError, match="frozen"):
        read(small).rent = Decimal(1)


def test_facts_read_back_from_their_own_json(small):
    facts = read(small, help="uc", uc="450", missed=[{"due_on": "4/12/2026", "paid": "5"}])
    assert facts == small.Input.model_validate(json.loads(facts.model_dump_json()))
    assert '"rent":"112.50"' in facts.model_dump_json()


def test_tidying_goes_only_as_deep_as_any_form():
    deep = "x"
    for _ in range(5000):
        deep = [deep]
    assert tidy(deep) is not None
    assert [{"a": {"b": "c"}}] == tidy([{"a": {"b": " c "}}, {"a": {"b": " "}}, ""])


# What a model's author may not write.


def test_a_condition_must_name_an_earlier_question():
    with pytest.raises(
        TypeError, match=r"Wrong\.b: shown_when names 'c', which is not asked before"
    ):

        class Wrong(CalculatorInput):
            b: Money | None = question("B", default=None, shown_when={"c": ("yes",)})
            c: YesNo = question("C")


def test_a_condition_must_be_one_that_can_be_met():
    with pytest.raises(TypeError, match="wants an answer 'a' does not offer"):

        class Wrong(CalculatorInput):
            a: YesNo = question("A")
            b: Money | None = question("B", default=None, shown_when={"a": ("Yes",)})

    with pytest.raises(TypeError, match="wants an answer 'a' does not offer"):

        class AlsoWrong(CalculatorInput):
            a: Money = question("A")
            b: Money | None = question("B", default=None, shown_when={"a": ("0",)})


def test_a_question_not_always_asked_needs_a_default():
    with pytest.raises(TypeError, match="needs a default"):

        class Wrong(CalculatorInput):
            a: YesNo = question("A")
            b: Money = question("B", shown_when={"a": ("yes",)})


def test_every_field_must_be_a_question():
    with pytest.raises(TypeError, match=r"questions\.question\(\)"):

        class Wrong(AskedModel):
            a: Money


@pytest.mark.parametrize(
    "annotation", [float, str, bool, list[Money], dict, Money | Date, tuple[int, int], None]
)
def test_no_form_can_ask_for_other_types(annotation):
    with pytest.raises(TypeError):
        answer_type(annotation)


def test_kinds_of_answer(small):
    kinds = [
        (answer_type(info.annotation).kind, answer_type(info.annotation).optional)
        for info in small.Input.model_fields.values()
    ]
    assert [
        ("date", False),
        ("money", False),
        ("choice", False),
        ("whole number", False),
        ("choice", False),
        ("money", True),
        ("choice", False),
        ("date", True),
        ("rows", False),
    ] == kinds
    assert ("whole number", True) == (
        answer_type(WholeNumber | None).kind,
        answer_type(WholeNumber | None).optional,
    )


def test_limits_hold_for_answers_that_may_be_empty_too(small):
    assert {"ge": 0} == limits_of(small.Input.model_fields["uc"])
    with pytest.raises(ValidationError, match="greater than or equal"):
        read(small, help="uc", uc="-0.01")


# What the form is told.


def by_name(model):
    return {entry["name"]: entry for entry in described(model)}


def test_the_form_in_order_with_its_rows(small):
    asked = by_name(small.Input)
    assert list(small.Input.model_fields) == list(asked)
    columns = {column["name"]: column for column in asked["missed"]["columns"]}
    assert list(small.Row.model_fields) == list(columns)
    assert "0.00" == columns["paid"]["default"]
    assert {"max_length": "3"} == asked["missed"]["limits"]
    assert "Missed payment" == asked["missed"]["row"]


def test_what_the_form_says_of_each_question(small):
    asked = by_name(small.Input)
    assert {"gt": "0", "le": "10000.00"} == asked["rent"]["limits"]
    assert "frequency" == asked["rent"]["unit_from"]
    assert "0" == asked["free_weeks"]["default"]
    assert "none" == asked["help"]["default"]
    assert {"value": "uc", "label": "Universal Credit", "hint": "Paid each month"} == asked["help"][
        "choices"
    ][1]
    units = [choice["unit"] for choice in asked["frequency"]["choices"]]
    assert [each.unit for each in Frequency] == units
    assert "default" not in asked["uc"]
    needed = [name for name, entry in asked.items() if entry["needed"]]
    assert ["case_date", "rent", "frequency", "uc", "managed_from"] == needed


def test_the_form_is_plain_json(small):
    form = grouped(described(small.Input))
    assert {"help": ["uc"]} == json.loads(json.dumps(form))[0]["questions"][5]["shown_when"]


def test_questions_are_gathered_under_their_headings_in_order():
    questions = [
        {"name": "a", "group": "One"},
        {"name": "b"},
        {"name": "c", "group": "Two"},
        {"name": "d", "group": "One"},
    ]
    gathered = [(g["legend"], [q["name"] for q in g["questions"]]) for g in grouped(questions)]
    assert [("One", ["a", "d"]), ("", ["b"]), ("Two", ["c"])] == gathered


class Pasted(CalculatorInput):
    pasted: LongText | None = question("Statement", default=None)
    paid: Money = question("Paid", if_missing="Enter what was paid")


class Asker(CalculatorInput):
    paid: Money | None = same_question(Pasted, "paid", default=None, group="Money")
    pasted: LongText | None = same_question(Pasted, "pasted")


def test_text_of_several_lines_keeps_its_lines_and_empty_cells():
    text = "\n\n\t\tRent\n4/12/2026\t\n"
    assert Pasted.model_validate({"pasted": text, "paid": "1.00"}).pasted == text
    assert Pasted.model_validate({"pasted": " \n\t\n", "paid": "1.00"}).pasted is None
    assert described(Pasted)[0]["kind"] == "long text"
    assert Pasted.model_json_schema()["properties"]["pasted"]["anyOf"][0] == {"type": "string"}


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        ("\n" * (MOST_LINES - 1) + "x", None),
        ("x" + "\n" * MOST_LINES + "x", "Statement: paste 2,000 lines at most"),
        ("x" * (MOST_LINES * MOST_IN_A_LINE), None),
        ("x" * (MOST_LINES * MOST_IN_A_LINE + 1), "Statement: paste 2,000 lines at most"),
        (["x"], "Statement: give it as text"),
    ],
)
def test_text_of_too_many_lines_is_refused(pasted, message):
    try:
        Pasted.model_validate({"pasted": pasted, "paid": "1.00"})
    except ValidationError as error:
        (found,) = problems_in(error, Pasted, {"pasted": pasted, "paid": "1.00"})
        assert found.message.startswith(str(message))
    else:
        assert message is None


def test_the_same_question_differs_only_in_what_is_said():
    paid, pasted = described(Asker)
    assert (paid["label"], paid["kind"], paid["group"]) == ("Paid", "money", "Money")
    assert (pasted["label"], pasted["needed"]) == ("Statement", False)
