"""How numbers, dates and shares are written."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.wording import (
    BEGUN,
    COUNT_UNITS,
    MONEY_UNITS,
    SHARE_UNITS,
    UNITS,
    counted,
    day_and_date,
    facts_in_list,
    from_to,
    in_list,
    in_sentence,
    long_date,
    percent,
    plain_number,
    pounds,
    short_date,
    with_unit,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "£0.00"),
        ("-0.00", "£0.00"),
        ("0E+3", "£0.00"),
        ("0E-9", "£0.00"),
        ("1234.5", "£1,234.50"),
        ("1E+2", "£100.00"),
        ("10000000", "£10,000,000.00"),
        ("-5", "-£5.00"),
        ("-1234.567", "-£1,234.567"),
        ("0.005", "£0.005"),
        ("0.0000001", "£0.0000001"),
        ("112.500", "£112.50"),
        ("112.5050", "£112.505"),
        # Longer than the 28 figures that decimal arithmetic keeps.
        ("123456789012345678901234567890.12", "£123,456,789,012,345,678,901,234,567,890.12"),
        ("-99999999999999999999999999999.99", "-£99,999,999,999,999,999,999,999,999,999.99"),
    ],
)
def test_pounds(amount, words):
    assert words == pounds(Decimal(amount))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"), ("-0", "0"), ("-0.00", "0"), ("0E-7", "0"), ("52.00", "52"), ("52.10", "52.1"),
        ("-3", "-3"), ("-3.50", "-3.5"), ("1E+5", "100,000"), ("1234567", "1,234,567"),
        ("100", "100"),
        ("123456789012345678901234567890.10", "123,456,789,012,345,678,901,234,567,890.1"),
    ],
)  # fmt: skip
def test_plain_numbers(number, words):
    assert words == plain_number(Decimal(number))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "0%"), ("-0.00", "0%"), ("0.00", "0%"), ("0.15", "15%"), ("0.045", "4.5%"),
        ("1", "100%"), ("1.5", "150%"), ("0.005", "0.5%"), ("-0.02", "-2%"), ("0.10", "10%"),
    ],
)  # fmt: skip
def test_percentages(share, words):
    assert words == percent(Decimal(share))


@given(st.decimals(-(10**12), 10**12, places=4))
def test_words_lose_nothing(amount):
    digits = pounds(amount).replace("£", "").replace(",", "")
    assert amount == Decimal(digits)
    assert amount == Decimal(plain_number(amount).replace(",", ""))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("20", "GBP", "£20.00"),
        ("20", "GBP/day", "£20.00 a day"),
        ("20", "GBP/week", "£20.00 a week"),
        ("20", "GBP/fortnight", "£20.00 a fortnight"),
        ("20", "GBP/4 weeks", "£20.00 every 4 weeks"),
        ("20", "GBP/month", "£20.00 a month"),
        ("20", "GBP/year", "£20.00 a year"),
        ("-1234.5", "GBP/week", "-£1,234.50 a week"),
        ("1", "days", "1 day"),
        ("1.00", "days", "1 day"),
        ("2", "days", "2 days"),
        ("0", "days", "0 days"),
        ("1", "weeks of rent", "1 week of rent"),
        ("8", "weeks of rent", "8 weeks of rent"),
        ("0.5", "weeks of rent", "0.5 weeks of rent"),
        ("1", "clear days", "1 clear day"),
        ("5", "working days", "5 working days"),
        ("1000", "payments", "1,000 payments"),
        ("0.15", "share", "15%"),
        ("0.15", "share of standard allowance", "15% of the standard allowance"),
        ("0.048", "share of rent a year", "4.8% a year"),
        ("12", "number", "12"),
        ("0", "not yet or yes", "not yet"),
        ("1", "not yet or yes", "yes"),
    ],
)
def test_values_with_their_units(value, unit, words):
    assert words == with_unit(Decimal(value), unit)


def test_every_unit_of_a_number_can_be_written():
    assert UNITS == {*MONEY_UNITS, *COUNT_UNITS, *SHARE_UNITS, BEGUN, "number", "named dates"}
    for unit in UNITS - {BEGUN, "named dates"}:
        one, many = with_unit(Decimal(1), unit), with_unit(Decimal(2), unit)
        assert one.startswith(("1", "£1")), unit
        assert many.startswith(("2", "£2")), unit


@pytest.mark.parametrize("unit", ["", "furlongs", "gbp", "named dates"])
def test_a_unit_that_is_not_listed_is_refused(unit):
    with pytest.raises(ValueError, match="is not listed"):
        with_unit(Decimal(1), unit)


def test_what_neither_has_begun_nor_has_not_is_refused():
    with pytest.raises(ValueError, match="is not listed"):
        with_unit(Decimal(2), BEGUN)


def test_dates_in_words():
    day = dt.date(2026, 12, 4)
    assert "4 December 2026" == long_date(day)
    assert "Friday 4 December 2026" == day_and_date(day)
    assert "Fri 4 Dec 2026" == short_date(day)


@given(st.dates())
def test_dates_in_words_agree_with_the_calendar(day):
    assert f"{day:%A} {day.day} {day:%B} {day.year}" == day_and_date(day)


def test_counted_nouns_agree():
    assert ["0 days", "1 day", "2 days"] == [counted(n, "day") for n in range(3)]
    assert "2 charges" == counted(Decimal("2.00"), "charge", "charges")
    assert "3 people" == counted(3, "person", "people")


def test_lists_in_words():
    lists = ([], ["a"], ["a", "b"], ["a", "b", "c"], ("a", "b"))
    assert ["", "a", "a and b", "a, b and c", "a and b"] == [in_list(each) for each in lists]
    assert "a, b or c" == in_list(["a", "b", "c"], "or")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Amount paid", "amount paid"),
        ("Date", "date"),
        ("UC payment", "UC payment"),
        ("Universal Credit for rent", "Universal Credit for rent"),
        ("Monday charges", "Monday charges"),
        ("4 weeks", "4 weeks"),
        ("A month", "a month"),
        ("Ground 8 is made out", "Ground 8 is made out"),
        ("Form 3", "Form 3"),
        ("Form of notice", "form of notice"),
        ("already small", "already small"),
        ("", ""),
    ],
)
def test_labels_inside_a_sentence(label, words):
    assert words == in_sentence(label)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((), ""),
        (("the plan for food",), "the plan for food"),
        (("the plan for food", "the plan for heat"), "the plan for food and heat"),
        (
            ("the rent", "the plan for food", "the plan for heat", "the plan for shoes"),
            "the rent and the plan for food, heat and shoes",
        ),
        (("the plan for food", "the rent", "the plan for heat"),
         "the plan for food, the rent and the plan for heat"),
        (("whether it is paid", "whether it is late"), "whether it is paid and whether it is late"),
    ],
)  # fmt: skip
def test_facts_to_find_out_in_a_sentence(facts, words):
    assert words == facts_in_list(facts)


def test_a_stretch_of_days_and_a_single_day():
    first = dt.date(2026, 12, 1)
    assert from_to(first, first) == "on Tuesday 1 December 2026 only"
    both = "from Tuesday 1 December 2026 to Wednesday 2 December 2026"
    assert from_to(first, dt.date(2026, 12, 2)) == both
