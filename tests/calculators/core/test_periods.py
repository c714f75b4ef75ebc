"""Days that instalments fall due, and turning one frequency into another."""

import datetime as dt
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.periods import Frequency, annual_amount, converted, period_day, period_days
from calculators.core.wording import with_unit

D = dt.date
WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, ANNUAL = Frequency


def first(number, start, frequency):
    return list(islice(period_days(start, frequency), number))


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (D(2027, 1, 29), ["01-29", "02-28", "03-29", "04-29"]),
        (D(2027, 1, 30), ["01-30", "02-28", "03-30", "04-30"]),
        (D(2027, 1, 31), ["01-31", "02-28", "03-31", "04-30"]),
        (D(2027, 2, 28), ["02-28", "03-28", "04-28", "05-28"]),
        (D(2027, 1, 1), ["01-01", "02-01", "03-01", "04-01"]),
    ],
)
def test_a_monthly_plan_keeps_to_its_first_day_of_the_month(start, days):
    assert days == [day.isoformat()[5:] for day in first(4, start, MONTHLY)]


def test_a_monthly_plan_uses_the_leap_day():
    assert D(2028, 2, 29) == period_day(D(2027, 12, 31), MONTHLY, 2)
    assert D(2028, 2, 29) == period_day(D(2027, 12, 29), MONTHLY, 2)


def test_a_yearly_day_on_29_february_comes_back_to_it():
    days = [D(2028, 2, 29), D(2029, 2, 28), D(2030, 2, 28), D(2031, 2, 28), D(2032, 2, 29)]
    assert days == first(5, D(2028, 2, 29), ANNUAL)


def test_fortnights_over_christmas_and_easter():
    # Fridays from 4 December 2026, as the plan of 20.00 a fortnight has them.
    days = [D(2026, 12, 4), D(2026, 12, 18), D(2027, 1, 1), D(2027, 1, 15), D(2027, 1, 29)]
    assert days == first(5, D(2026, 12, 4), FORTNIGHTLY)
    assert D(2027, 3, 26) == period_day(D(2026, 12, 4), FORTNIGHTLY, 8)  # Good Friday


@given(st.dates(D(1950, 1, 1), D(2100, 1, 1)), st.integers(0, 1000))
def test_weeks_never_drift(start, index):
    for frequency, days in ((WEEKLY, 7), (FORTNIGHTLY, 14), (FOUR_WEEKLY, 28)):
        due = period_day(start, frequency, index)
        assert days * index == (due - start).days
        assert start.weekday() == due.weekday()


@given(st.dates(D(1950, 1, 1), D(2050, 1, 1)), st.integers(0, 1000))
def test_one_payment_in_every_month(start, index):
    due = period_day(start, MONTHLY, index)
    assert start.year * 12 + start.month + index == due.year * 12 + due.month
    assert due.day in (start.day, 28, 29, 30)
    assert due.day <= start.day


def test_periods_in_a_year():
    counts = [(each.periods_in_year, each.weeks) for each in Frequency]
    assert [(52, 1), (26, 2), (13, 4), (12, 0), (1, 0)] == counts


def test_each_frequency_has_a_unit_that_can_be_written():
    written = [with_unit(Decimal(20), each.unit) for each in Frequency]
    assert [
        "£20.00 a week",
        "£20.00 a fortnight",
        "£20.00 every 4 weeks",
        "£20.00 a month",
        "£20.00 a year",
    ] == written


@pytest.mark.parametrize(
    ("amount", "given_as", "free", "year"),
    [
        ("112.50", WEEKLY, 0, "5850.00"),
        ("112.50", WEEKLY, 4, "5400.00"),
        ("112.50", WEEKLY, 51, "112.50"),
        ("225.00", FORTNIGHTLY, 2, "5400.00"),
        ("450.00", FOUR_WEEKLY, 1, "5400.00"),
        ("450.00", MONTHLY, 0, "5400.00"),
        ("5400.00", ANNUAL, 0, "5400.00"),
        ("0.00", WEEKLY, 0, "0.00"),
    ],
)
def test_a_year_of_rent_by_hand(amount, given_as, free, year):
    assert year == str(annual_amount(Decimal(amount), given_as, free_periods=free))


@pytest.mark.parametrize(
    ("frequency", "free"), [(WEEKLY, 52), (WEEKLY, -1), (FORTNIGHTLY, 26), (ANNUAL, 1)]
)
def test_a_year_cannot_be_all_free(frequency, free):
    with pytest.raises(ValueError, match="free periods"):
        annual_amount(Decimal("100.00"), frequency, free_periods=free)


@pytest.mark.parametrize(
    ("amount", "given_as", "wanted", "free", "result"),
    [
        # legal.md 9B: £120 a week is £520 a month for Universal Credit.
        ("120.00", WEEKLY, MONTHLY, 0, "520"),
        ("112.50", WEEKLY, MONTHLY, 4, "450"),
        ("112.50", WEEKLY, MONTHLY, 0, "487.5"),
        ("225.00", FORTNIGHTLY, WEEKLY, 0, "112.5"),
        ("450.00", FOUR_WEEKLY, MONTHLY, 0, "487.5"),
        ("520.00", MONTHLY, WEEKLY, 0, "120"),
        ("6240.00", ANNUAL, WEEKLY, 0, "120"),
        ("120.00", WEEKLY, WEEKLY, 0, "120"),
    ],
)
def test_conversions_that_come_out_even_are_exact(amount, given_as, wanted, free, result):
    assert Decimal(result) == converted(Decimal(amount), given_as, wanted, free_periods=free)


@given(st.integers(0, 10**8), st.sampled_from(list(Frequency)), st.sampled_from(list(Frequency)))
def test_a_conversion_is_right_to_far_less_than_a_penny(pennies, given_as, wanted):
    amount = Decimal(pennies) / 100
    back = converted(amount, given_as, wanted) * wanted.periods_in_year
    assert abs(back - amount * given_as.periods_in_year) < Decimal("1E-15")
