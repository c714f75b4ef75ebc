"""Ages on the day, and the day State Pension age is reached, against the table of the Act."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.ages import age_on, birthday, reached_state_pension_age, state_pension_day

DAY = dt.timedelta(days=1)


def on(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2001-04-06", "2026-04-05", 24),
        ("2001-04-06", "2026-04-06", 25),
        ("2026-04-06", "2026-04-06", 0),
        ("2008-02-29", "2026-02-28", 17),  # no 29 February in 2026: 1 March
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
        ("2016-12-31", "2026-12-30", 9),
        ("2016-12-31", "2026-12-31", 10),
    ],
)
def test_an_age_is_reached_on_the_birthday(born, day, age):
    assert age_on(on(born), on(day)) == age


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(on("2026-04-07"), on("2026-04-06"))


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        # The 66th birthday, to 5 April 1960.
        ("1954-10-06", "2020-10-06"),
        ("1955-03-31", "2021-03-31"),  # the day before the line drawn for Housing Benefit
        ("1955-04-01", "2021-04-01"),
        ("1956-02-29", "2022-03-01"),
        ("1960-02-29", "2026-03-01"),
        ("1960-04-05", "2026-04-05"),
        # A month more for each month of birth, from the 6th to the 5th.
        ("1960-04-06", "2026-05-06"),
        ("1960-05-05", "2026-06-05"),
        ("1960-05-06", "2026-07-06"),
        ("1960-06-05", "2026-08-05"),
        ("1960-06-06", "2026-09-06"),
        ("1960-07-06", "2026-11-06"),
        ("1960-07-31", "2026-11-30"),  # the Act names this day
        ("1960-08-05", "2026-12-05"),
        ("1960-08-06", "2027-01-06"),
        ("1960-12-31", "2027-09-30"),  # and this
        ("1961-01-05", "2027-10-05"),
        ("1961-01-06", "2027-11-06"),
        ("1961-01-31", "2027-11-30"),  # and this
        ("1961-02-05", "2027-12-05"),
        ("1961-02-06", "2028-01-06"),
        ("1961-03-05", "2028-02-05"),
        # The 67th birthday.
        ("1961-03-06", "2028-03-06"),
        ("1964-02-29", "2031-03-01"),
        ("1977-04-05", "2044-04-05"),
    ],
)
def test_the_day_state_pension_age_is_reached(born, reached):
    born, reached = on(born), on(reached)
    assert state_pension_day(born) == reached
    assert not reached_state_pension_age(born, reached - DAY)
    assert reached_state_pension_age(born, reached)


def test_a_table_that_is_not_held_is_not_guessed():
    born = on("1977-04-06")
    assert state_pension_day(born) is None
    assert not reached_state_pension_age(born, on("2044-04-05"))
    with pytest.raises(ValueError, match="no State Pension age is held"):
        reached_state_pension_age(born, on("2044-04-06"))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 100))
def test_a_birthday_is_the_first_day_of_an_age(born, age):
    day = birthday(born, age)
    assert age_on(born, day) == age
    if age:
        assert age_on(born, day - DAY) == age - 1


@given(st.dates(dt.date(1954, 10, 6), dt.date(1977, 4, 5)))
def test_everyone_reaches_it_from_66_to_67(born):
    day = state_pension_day(born)
    assert birthday(born, 66) <= day <= birthday(born, 67)
