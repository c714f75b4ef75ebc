"""Every odd thing that people type or paste into a box."""

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from calculators.core.reading import read_date, read_money, read_whole_number
from calculators.core.wording import day_and_date, long_date, pounds, short_date


def refusal(reader, value):
    with pytest.raises(PydanticCustomError) as caught:
        reader(value)
    return caught.value.type


def short(value):
    """A test's name that stays readable for any value."""
    return ascii(value)[:40]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("112.50", "112.50"),
        ("112.5", "112.50"),
        ("112.500", "112.50"),
        ("112", "112.00"),
        ("£1,234.50", "1234.50"),
        ("£ 1,234.50", "1234.50"),
        ("1,234", "1234.00"),
        ("12,345,678.9", "12345678.90"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("007.10", "7.10"),
        (" 20.00\n", "20.00"),
        ("\N{NO-BREAK SPACE}£20\N{NO-BREAK SPACE}", "20.00"),
        ("£20.00\u200b", "20.00"),
        ("\ufeff20", "20.00"),
        ("-5", "-5.00"),
        ("-£5", "-5.00"),
        ("£-5", "-5.00"),
        ("- £5.01", "-5.01"),
        ("\N{MINUS SIGN}5", "-5.00"),
        ("\N{EN DASH}5", "-5.00"),
        ("999,999,999.99", "999999999.99"),
        (20, "20.00"),
        (-3, "-3.00"),
        (Decimal("846.2"), "846.20"),
        (Decimal("846.20000"), "846.20"),
    ],
    ids=short,
)
def test_amounts_that_are_read(typed, amount):
    assert amount == str(read_money(typed))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        *[
            (each, "not_money")
            for each in (
                "", " ", "£", "-", ".", "20p", "20pw", "£20 a week", "GBP 20", "$20", "twenty",
                "1e9", "1E2", "NaN", "nan", "Infinity", "-inf", "0x10", "1_000", "+20", "--5",
                "-£-5", "5-", "(5)", "1 234.50", "1\N{NO-BREAK SPACE}234.50", "1.2.3", "٢٠",
                "１２", "１２.50", "²", "٫5", "1٢", "<script>alert(1)</script>", "20\x00", "=1+1",
                True, False, None, 1.5, float("nan"), [], {}, ["20"], {"day": "1"},
                Decimal("NaN"), Decimal("Infinity"), Decimal("1E+9"), Decimal("1E+999999"),
                Decimal("1E-999999"), b"20", dt.date(2026, 1, 1), "\ud800",
            )
        ],
        *[
            (each, "unclear_comma")
            for each in (
                "12,50", "1,23,456", "0,500", "1,2345", "12,5", "1,234,", "20,", ",5",
                "1.234,50", "£12,50", "1234,567",
            )
        ],
        *[(each, "part_of_a_penny") for each in ("0.001", "1,234.567", "112.505", ".009")],
        *[
            (each, "too_much")
            for each in ("1,000,000,000", "1000000000.00", "9" * 30, "9" * 5000, 10**9)
        ],
    ],
    ids=short,
)  # fmt: skip
def test_amounts_that_are_refused(typed, kind):
    assert kind == refusal(read_money, typed)


def test_a_number_too_long_for_text_is_refused_too():
    assert "too_much" == refusal(read_money, 10**5000)
    assert "too_much" == refusal(read_whole_number, -(10**5000))


@given(st.integers(-(10**11) + 1, 10**11 - 1))
def test_every_amount_reads_back_as_it_is_written(pennies):
    amount = Decimal(pennies) / 100
    assert amount == read_money(pounds(amount))
    assert amount == read_money(f"{amount:.2f}")


@given(st.text(st.sampled_from("0123456789.,-£ e\N{MINUS SIGN}٢"), max_size=14))
def test_an_amount_is_exact_pennies_or_refused(typed):
    try:
        amount = read_money(typed)
    except PydanticCustomError:
        return
    # What was read has the digits that were typed, in order, and nothing else.
    whole, _, pence = typed.translate(str.maketrans("", "", "-£ ,\N{MINUS SIGN}")).partition(".")
    assert f"{int(whole or 0)}.{pence[:2]:0<2}" == str(abs(amount))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4", 4), ("0", 0), ("007", 7), (" 12 ", 12), ("1,000", 1000), ("-4", -4), ("- 4", -4),
        ("\N{MINUS SIGN}4", -4), (4, 4), (Decimal(4), 4), ("999999999", 999999999),
        ("0" * 40 + "1", 1),
    ],
    ids=short,
)  # fmt: skip
def test_whole_numbers_that_are_read(typed, number):
    assert number == read_whole_number(typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        *[
            (each, "not_whole")
            for each in (
                "", " ", "-", "4.0", "4.5", "1e3", "1,0", "2,5", "1,,000", ",", "0,004", "four",
                "4 weeks", "+4", "--4", "٤", "４", "²", "½", True, None, 4.0, [], {}, "NaN",
                Decimal("4.0"), Decimal("1E+3"),
            )
        ],
        *[(each, "too_much") for each in ("1000000000", "9" * 20, 10**20, -(10**20), "9" * 5000)],
    ],
    ids=short,
)  # fmt: skip
def test_whole_numbers_that_are_refused(typed, kind):
    assert kind == refusal(read_whole_number, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-04",
        "2026-12-4",
        "4/12/2026",
        "04/12/2026",
        "4 / 12 / 2026",
        "4.12.2026",
        "4-12-2026",
        "4 12 2026",
        "4  12  2026",
        "4 December 2026",
        "4th Dec 2026",
        "4 Dec. 2026",
        "04-Dec-2026",
        "4/Dec/2026",
        "4dec2026",
        "4 DECEMBER 2026",
        "Friday 4 December 2026",
        "Fri 4 Dec 2026",
        "Fri, 4 Dec 2026",
        "4\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2026",
        "\u200e4/12/2026\u200e",
        {"day": "4", "month": "12", "year": "2026"},
        {"day": 4, "month": 12, "year": 2026},
        {"day": "04", "month": "Dec", "year": " 2026 "},
        {"day": "4/12/2026", "month": "", "year": ""},
        {"day": "4 December 2026", "month": None, "year": None},
        {"day": "2026-12-04"},
        {"day": "", "month": "4/12/2026", "year": ""},
        dt.date(2026, 12, 4),
    ],
    ids=short,
)
def test_dates_that_are_read(typed):
    assert dt.date(2026, 12, 4) == read_date(typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        *[
            (each, "not_a_date")
            for each in (
                "", " ", "today", "4", "4 Dec", "4/12", "12/2026", "20261204", 20261204, None,
                True, [], "December 4 2026", "4 decembre 2026", "4 Ma 2026", "Foo 4 December 2026",
                "٤/12/2026", "４/12/2026", "4/12.2026", "1/123/2026", "123/1/2026",
                "2026-12-04T00:00:00", "<b>4</b> December 2026", 1.5, b"2026-12-04",
                dt.datetime(2026, 12, 4, tzinfo=dt.UTC), "-4/12/2026", "4/-12/2026",
                {"day": "4", "month": "Foo", "year": "2026"},
                {"day": "100", "month": "1", "year": "2026"},
                {"day": "-1", "month": "1", "year": "2026"},
                {"day": "4", "month": "1", "year": "MMXXVI"},
                {"day": "٤", "month": "1", "year": "2026"},
                {"day": ["4"], "month": "1", "year": "2026"},
                {"day": True, "month": "1", "year": "2026"},
                {"day": "4", "month": "1", "year": "2026", "hour": "1"},
                {"day": "4/12/2026", "month": "12", "year": "2026"},
                {"dag": "4", "month": "1", "year": "2026"},
            )
        ],
        *[
            (each, "date_part_missing")
            for each in (
                {},
                {"day": "4"},
                {"day": "4", "month": "12", "year": ""},
                {"day": "", "month": "12", "year": "2026"},
                {"day": "4", "month": None, "year": "2026"},
                {"day": "20261204", "month": "", "year": ""},
            )
        ],
        *[
            (each, "short_year")
            for each in (
                "4/12/26", "4 Dec 26", "4/12/20266", "0026-12-04",
                {"day": "1", "month": "1", "year": "26"},
                {"day": "1", "month": "1", "year": "026"},
            )
        ],
        *[
            (each, "year_out_of_range")
            for each in (
                "1899-12-31", "2200-01-01", "9999-12-31", "31/12/9999",
                {"day": "31", "month": "12", "year": "9999"},
                dt.date(1899, 12, 31), dt.date.max, dt.date.min,
            )
        ],
        *[
            (each, "not_a_real_date")
            for each in (
                "31 February 2026", "29 February 2027", "29/2/2100", "31/4/2026", "0/1/2026",
                "1/0/2026", "1/13/2026", "32 January 2026", "2026-13-01",
                {"day": "1", "month": "0", "year": "2026"},
                {"day": "1", "month": "13", "year": "2026"},
                {"day": "0", "month": "1", "year": "2026"},
                {"day": 0, "month": "1", "year": "2026"},
            )
        ],
        ("Monday 4 December 2026", "not_that_weekday"),
        ("Thu 4/12/2026", "not_a_date"),
    ],
    ids=short,
)  # fmt: skip
def test_dates_that_are_refused(typed, kind):
    assert kind == refusal(read_date, typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("29 February 2028", dt.date(2028, 2, 29)),
        ("29/2/2000", dt.date(2000, 2, 29)),
        ("1 January 1900", dt.date(1900, 1, 1)),
        ("31 December 2199", dt.date(2199, 12, 31)),
        ("1 may 2027", dt.date(2027, 5, 1)),
        ("1 Sept 2027", dt.date(2027, 9, 1)),
        # Day first, as England writes it, also where month first would be a date too.
        ("5/4/2027", dt.date(2027, 4, 5)),
    ],
)
def test_days_at_the_edges(typed, day):
    assert day == read_date(typed)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_way_of_writing_a_date_reads_back(day):
    parts = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    shapes = (
        day,
        day.isoformat(),
        long_date(day),
        day_and_date(day),
        short_date(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        parts,
        {"day": long_date(day), "month": "", "year": ""},
    )
    assert {day} == {read_date(shape) for shape in shapes}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("reader", [read_money, read_whole_number, read_date])
@given(value=ANYTHING)
def test_readers_read_or_refuse_and_never_fall_over(reader, value):
    with contextlib.suppress(PydanticCustomError):
        reader(value)
