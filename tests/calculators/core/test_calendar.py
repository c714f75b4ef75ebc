"""Working days, clear days, months and charge days, against days counted by hand."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from calculators.core.calendar import (
    WorkingCalendar,
    add_months,
    clear_days_after,
    clear_days_before,
    days_in_month,
    weekday_on_or_after,
    weekly_days,
    whole_months_between,
)
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet

D = dt.date
FIGURES = Path(__file__).parents[3] / "policies" / "figures" / "calendar.yaml"
DAYS = st.dates(D(1950, 1, 1), D(2150, 12, 31))
HELD_DAYS = st.dates(D(2024, 6, 1), D(2028, 6, 1))


@pytest.fixture(scope="session")
def calendar(small):
    return WorkingCalendar.of(small.figures)


def listed(table):
    return {D.fromisoformat(f"{year}-{day}") for year, days in table.items() for day in days}


def test_the_handbook_ships_the_bank_holidays_of_the_table(small):
    entries = YAML(typ="safe").load(FIGURES.read_text(encoding="utf-8"))
    (entry,) = [e for e in entries if e["id"] == "calendar.bank_holidays.england_and_wales"]
    shipped = [D.fromisoformat(str(day)) for value in entry["values"] for day in value["value"]]
    assert sorted(listed(small.holiday_table)) == sorted(shipped)
    assert D(2028, 12, 31) == D.fromisoformat(str(entry["verified_to"]))


def test_every_bank_holiday_is_held_and_no_other_day(small, calendar):
    assert listed(small.holiday_table) == set(calendar.bank_holidays)
    assert (D(2024, 1, 1), D(2028, 12, 31)) == (calendar.held_from, calendar.held_to)


def test_working_days_are_all_days_but_weekends_bank_holidays_and_christmas_day(small, calendar):
    day = D(2024, 1, 1)
    while day <= D(2028, 12, 31):
        off = (
            day.weekday() >= 5
            or day in listed(small.holiday_table)
            or (day.month, day.day) == (12, 25)
        )
        assert (not off) is calendar.is_working_day(day)
        assert off is bool(calendar.why_not_working(day))
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (D(2026, 12, 4), ""),
        (D(2026, 12, 5), "Saturday"),
        (D(2026, 12, 6), "Sunday"),
        (D(2026, 12, 25), "Bank holiday"),
        (D(2026, 12, 26), "Saturday"),  # Boxing Day; its bank holiday is Monday 28
        (D(2026, 12, 28), "Bank holiday"),
        (D(2027, 12, 25), "Christmas Day"),  # a Saturday; its bank holiday is Monday 27
        (D(2027, 12, 26), "Sunday"),
        (D(2027, 12, 27), "Bank holiday"),
        (D(2028, 1, 1), "Saturday"),
        (D(2028, 1, 3), "Bank holiday"),
        (D(2029, 12, 25), "Christmas Day"),  # known without the bank holidays of that year
        (D(2030, 1, 5), "Saturday"),
    ],
)
def test_why_a_day_is_not_a_working_day(calendar, day, why):
    assert why == calendar.why_not_working(day)


@pytest.mark.parametrize("day", [D(2023, 12, 29), D(2029, 1, 1), D(2029, 1, 2), D(1999, 6, 1)])
def test_weekdays_outside_the_years_held_are_refused(calendar, day):
    with pytest.raises(FigureNotHeld, match="We hold them from 1 January 2024 to 31 December 2028"):
        calendar.is_working_day(day)


def test_counts_that_leave_the_years_held_are_refused(calendar):
    with pytest.raises(FigureNotHeld):
        calendar.add_working_days(D(2028, 12, 29), 1)
    with pytest.raises(FigureNotHeld):
        calendar.add_working_days(D(2024, 1, 2), -1)
    with pytest.raises(FigureNotHeld):
        calendar.working_day_on_or_after(D(2028, 12, 30))
    with pytest.raises(FigureNotHeld):
        calendar.working_day_on_or_before(D(2024, 1, 1))


def test_a_year_we_are_not_sure_of_is_not_a_year_without_bank_holidays(small):
    entry = small.bank_holidays()
    entry["values"][2] = small.value("2026-01-01", {"2026-01-01": "?"}, confidence="low")
    calendar = WorkingCalendar.of(FigureSet([small_figure(entry)]))
    assert D(2025, 12, 31) == calendar.held_to
    assert D(2025, 12, 26) == max(calendar.bank_holidays)
    with pytest.raises(FigureNotHeld):
        calendar.is_working_day(D(2026, 1, 1))
    with pytest.raises(FigureNotHeld):
        calendar.is_working_day(D(2027, 3, 26))


def test_a_calendar_with_no_year_we_are_sure_of_is_refused(small):
    entry = small.bank_holidays((2026,))
    entry["values"][0] = small.value("2026-01-01", None, reason="Not announced.")
    with pytest.raises(FigureNotHeld):
        WorkingCalendar.of(FigureSet([small_figure(entry)]))


def small_figure(data):
    from calculators.core.figures import figure_from_data

    return figure_from_data(data)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (D(2026, 12, 4), 0, D(2026, 12, 4)),
        (D(2026, 12, 5), 0, D(2026, 12, 5)),
        (D(2026, 12, 4), 1, D(2026, 12, 7)),
        (D(2026, 12, 5), 1, D(2026, 12, 7)),
        (D(2026, 12, 7), -1, D(2026, 12, 4)),
        # CPR 6.14: posted Thursday 24 December 2026, served Wednesday 30 December.
        (D(2026, 12, 24), 2, D(2026, 12, 30)),
        # CPR 2.8(4), two clear business days before Wednesday 20 January 2027: Friday 15.
        (D(2027, 1, 20), -(2 + 1), D(2027, 1, 15)),
        # Over Easter 2027 (Good Friday 26 March, Easter Monday 29 March).
        (D(2027, 3, 25), 1, D(2027, 3, 30)),
        (D(2027, 3, 30), -1, D(2027, 3, 25)),
        # Over Christmas 2027: 25 Saturday, 26 Sunday, 27 and 28 bank holidays.
        (D(2027, 12, 24), 1, D(2027, 12, 29)),
        (D(2027, 12, 31), 1, D(2028, 1, 4)),
    ],
)
def test_working_days_counted_by_hand(calendar, start, number, end):
    assert end == calendar.add_working_days(start, number)


def test_deemed_service_by_post_that_falls_on_christmas_day(calendar):
    # CPR 6.26: posted Wednesday 23 December 2026; the second day after is a Friday, Christmas Day.
    assert D(2026, 12, 29) == calendar.working_day_on_or_after(D(2026, 12, 25))
    assert D(2026, 12, 24) == calendar.working_day_on_or_before(D(2026, 12, 28))
    assert D(2026, 12, 24) == calendar.working_day_on_or_after(D(2026, 12, 24))
    assert D(2026, 12, 24) == calendar.working_day_on_or_before(D(2026, 12, 24))


@given(day=HELD_DAYS, number=st.integers(1, 30))
def test_counting_working_days_back_undoes_counting_them_on(calendar, day, number):
    start = calendar.working_day_on_or_after(day)
    end = calendar.add_working_days(start, number)
    assert calendar.is_working_day(end)
    assert start == calendar.add_working_days(end, -number)
    between = (start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert number == sum(map(calendar.is_working_day, between))


@pytest.mark.parametrize(
    ("event", "days", "last"),
    [
        # CPR 55.5(3): served 21 days before a hearing is no later than the 22nd day before it.
        (D(2027, 1, 20), 21, D(2026, 12, 29)),
        (D(2026, 12, 4), 0, D(2026, 12, 3)),
        (D(2028, 3, 1), 1, D(2028, 2, 28)),
    ],
)
def test_clear_days_before_an_event(event, days, last):
    assert last == clear_days_before(event, days)


@pytest.mark.parametrize(
    ("start", "days", "first"),
    [
        # CPR 55.5(3): a hearing not less than 28 days from issue is on the 29th day or later.
        (D(2026, 12, 1), 28, D(2026, 12, 30)),
        (D(2026, 12, 3), 0, D(2026, 12, 4)),
        (D(2028, 2, 28), 1, D(2028, 3, 1)),
    ],
)
def test_clear_days_after_a_start(start, days, first):
    assert first == clear_days_after(start, days)


@given(DAYS, st.integers(0, 400))
def test_clear_days_leave_out_both_ends(day, number):
    assert number == (clear_days_after(day, number) - day).days - 1
    assert day == clear_days_before(clear_days_after(day, number), number)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (D(2027, 1, 31), 1, D(2027, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2027, 1, 31), 2, D(2027, 3, 31)),
        (D(2027, 1, 31), 3, D(2027, 4, 30)),
        (D(2027, 3, 31), -1, D(2027, 2, 28)),
        (D(2027, 1, 29), 1, D(2027, 2, 28)),
        (D(2027, 1, 30), 1, D(2027, 2, 28)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
        (D(2028, 2, 29), 48, D(2032, 2, 29)),
        (D(2026, 12, 15), 1, D(2027, 1, 15)),
        (D(2027, 1, 15), -1, D(2026, 12, 15)),
        (D(2026, 12, 31), 0, D(2026, 12, 31)),
        (D(2026, 11, 30), 1, D(2026, 12, 30)),
        (D(2026, 6, 15), -18, D(2024, 12, 15)),
    ],
)
def test_months_by_the_corresponding_date_rule(start, months, end):
    assert end == add_months(start, months)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (D(2026, 12, 4), D(2026, 12, 4), 0),
        (D(2026, 12, 4), D(2027, 1, 3), 0),
        (D(2026, 12, 4), D(2027, 1, 4), 1),
        (D(2027, 1, 31), D(2027, 2, 27), 0),
        (D(2027, 1, 31), D(2027, 2, 28), 1),
        (D(2027, 1, 31), D(2027, 3, 30), 1),
        (D(2027, 1, 31), D(2027, 3, 31), 2),
        (D(2028, 2, 29), D(2029, 2, 28), 12),
        (D(2026, 4, 6), D(2027, 4, 5), 11),
    ],
)
def test_whole_months_counted_by_hand(start, end, months):
    assert months == whole_months_between(start, end)


def test_months_are_not_counted_backwards():
    with pytest.raises(ValueError, match="before"):
        whole_months_between(D(2027, 1, 2), D(2027, 1, 1))


@given(DAYS, DAYS)
def test_whole_months_are_the_most_that_fit(one, other):
    start, end = sorted((one, other))
    months = whole_months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_takes_the_last(day, months):
    moved = add_months(day, months)
    assert (day.year * 12 + day.month + months) == moved.year * 12 + moved.month
    assert moved.day == min(day.day, days_in_month(moved.year, moved.month))


def test_days_in_months():
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    assert lengths == tuple(days_in_month(2027, month) for month in range(1, 13))
    assert [29, 28, 29] == [days_in_month(year, 2) for year in (2028, 2100, 2000)]
    assert 31 == days_in_month(9999, 12)


#: legal.md section 9B: the charge days (Monday is 0) with 53 in the year from 1 April.
FIFTY_THREE = {
    2023: {5, 6},
    2024: {0},
    2025: {1},
    2026: {2},
    2027: {3, 4},
    2028: {5},
    2029: {6},
    2030: {0},
}


@pytest.mark.parametrize("year", FIFTY_THREE)
@pytest.mark.parametrize("weekday", range(7))
def test_years_with_53_charges(year, weekday):
    charges = list(weekly_days(D(year, 4, 1), D(year + 1, 3, 31), weekday))
    assert (53 if weekday in FIFTY_THREE[year] else 52) == len(charges)
    assert {weekday} == {day.weekday() for day in charges}


@pytest.mark.parametrize(
    ("starts", "weeks"),
    [
        (D(2024, 4, 1), 53), (D(2025, 4, 7), 52), (D(2026, 4, 6), 52), (D(2027, 4, 5), 52),
        (D(2028, 4, 3), 52), (D(2029, 4, 2), 52), (D(2030, 4, 1), 53),
    ],
)  # fmt: skip
def test_rent_years_from_the_first_monday_in_april(starts, weeks):
    assert starts == weekday_on_or_after(D(starts.year, 4, 1), 0)
    following = weekday_on_or_after(D(starts.year + 1, 4, 1), 0)
    assert weeks == (following - starts).days / 7
    assert weeks == len(list(weekly_days(starts, following - dt.timedelta(days=1), 0)))


def test_weekly_days_count_both_ends_and_none_backwards():
    monday, next_monday = D(2026, 12, 7), D(2026, 12, 14)
    assert [monday, next_monday] == list(weekly_days(monday, next_monday, 0))
    assert [monday] == list(weekly_days(monday, monday, 0))
    assert [] == list(weekly_days(monday, monday, 1))
    assert [] == list(weekly_days(next_monday, monday, 0))
