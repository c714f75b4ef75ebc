"""An amount with how often it is paid, and one line of words."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from calculators.core.messages import problems_in
from calculators.core.periods import HowOften
from calculators.core.questions import CalculatorInput, answer_type, described, question
from calculators.core.reading import PaidAmount, Words


class Asked(CalculatorInput):
    gas: PaidAmount | None = question("Gas", default=None, per="weekly")
    rent: PaidAmount = question("Rent", if_missing="Enter the rent")
    what: Words | None = question("What it is", default=None)


def told(**answers):
    case = {"rent": {"amount": "1", "per": "monthly"}} | answers
    try:
        Asked.model_validate(case)
    except ValidationError as error:
        return [each.message for each in problems_in(error, Asked, case)]
    return []


def test_an_amount_is_read_exactly_with_how_often():
    read = Asked.model_validate({"rent": {"amount": "£1,234.50", "per": "four-weekly"}})
    assert (read.rent.amount, read.rent.per) == (Decimal("1234.50"), HowOften.FOUR_WEEKLY)
    assert read == Asked.model_validate(read.model_dump(mode="json"))


@pytest.mark.parametrize("empty", ["", None, {"amount": "", "per": "weekly"}, {"amount": None}])
def test_how_often_alone_answers_nothing(empty):
    assert (
        Asked.model_validate({"rent": {"amount": "1", "per": "weekly"}, "gas": empty}).gas is None
    )
    assert told(rent=empty) == ["Enter the rent"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("12.00", "Gas must be an amount and how often it is paid"),
        ({"amount": "12", "per": "weekly", "note": "x"}, "Gas must be an amount and how often"),
        ({"amount": "12"}, "Gas: choose how often, “weekly”"),
        ({"amount": "12", "per": "daily"}, "Gas: choose how often"),
        ({"amount": "12", "per": ["weekly"]}, "Gas: choose how often"),
        ({"amount": "lots", "per": "weekly"}, "Gas must be an amount in pounds and pence"),
        ({"amount": "12,50", "per": "weekly"}, "Gas: put a point before the pence"),
        ({"amount": "0.005", "per": "weekly"}, "Gas must be in pounds and whole pence"),
        ({"amount": "-0.01", "per": "weekly"}, "Gas must be £0.00 or more"),
        ({"amount": "1000000000", "per": "weekly"}, "Gas must be less than"),
    ],
)
def test_what_cannot_be_read_is_explained_on_its_own_field(answer, says):
    (message,) = told(gas=answer)
    assert message.startswith(says)


def test_the_form_is_told_how_often_and_its_list():
    gas = described(Asked)[0]
    assert (gas["kind"], gas["per"], gas["needed"]) == ("paid amount", "weekly", False)
    assert [each["value"] for each in gas["choices"]] == [each.value for each in HowOften]
    assert described(Asked)[1]["per"] == "monthly"


def test_times_in_a_year():
    times = {each.value: each.times_in_year for each in HowOften}
    assert times == {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12} | {
        "ten-a-year": 10,
        "quarterly": 4,
        "annual": 1,
    }


def test_words_are_one_line():
    assert answer_type(Asked.model_fields["what"].annotation).kind == "words"
    assert (
        Asked.model_validate({"rent": {"amount": "1", "per": "weekly"}, "what": " a\n b "}).what
        == "a b"
    )
    assert told(what="x" * 80) == []
    assert told(what="x" * 81) == ["What it is: write 80 letters at most"]
    assert told(what=["x"]) == ["What it is must be words on one line"]
