"""The rules of rent conversion one at a time, at and beside their edges."""

import datetime as dt
from decimal import Decimal

import pytest

from calculators.core.periods import ChargeDay, Frequency
from calculators.rent_conversion import rules

D = Decimal
DATE = dt.date


@pytest.mark.parametrize(
    ("weeks", "frequency", "charges"),
    [
        (0, Frequency.WEEKLY, 0),
        (4, Frequency.WEEKLY, 4),
        (4, Frequency.FORTNIGHTLY, 2),
        (4, Frequency.FOUR_WEEKLY, 1),
        (0, Frequency.MONTHLY, 0),
        (0, Frequency.ANNUAL, 0),
    ],
)
def test_rent_free_weeks_are_whole_charges(weeks, frequency, charges):
    assert charges == rules.free_periods(weeks, frequency)


@pytest.mark.parametrize(
    ("weeks", "frequency"),
    [
        (1, Frequency.FORTNIGHTLY),
        (2, Frequency.FOUR_WEEKLY),
        (1, Frequency.MONTHLY),
        (52, Frequency.ANNUAL),
    ],
)
def test_part_of_a_charge_is_never_free(weeks, frequency):
    with pytest.raises(ValueError, match="whole number of charges"):
        rules.free_periods(weeks, frequency)


@pytest.mark.parametrize(
    ("annual", "periods", "words"),
    [
        ("5200.00", 12, "£433.33 and 1/3p"),
        ("5400.00", 12, "£450.00"),
        ("6000.06", 12, "£500.00 and 1/2p"),
        ("0.52", 12, "£0.04 and 1/3p"),
        ("0.01", 52, "£0.00 and 1/52p"),
        ("5350000.00", 1, "£5,350,000.00"),
    ],
)
def test_exact_parts_keep_their_fraction_of_a_penny(annual, periods, words):
    assert words == rules.exactly(D(annual), periods)


@pytest.mark.parametrize(
    ("rent", "frequency", "rate"),
    [
        ("112.50", Frequency.WEEKLY, "16.07"),
        ("200.12", Frequency.FORTNIGHTLY, "14.29"),  # 14.2943
        ("200.13", Frequency.FORTNIGHTLY, "14.30"),  # 14.295 exactly
        ("415.37", Frequency.FOUR_WEEKLY, "14.83"),  # 14.8346
        ("415.38", Frequency.FOUR_WEEKLY, "14.84"),  # 14.835 exactly
        ("304.40", Frequency.MONTHLY, "10.00"),
        ("520.00", Frequency.MONTHLY, "17.08"),
    ],
)
def test_daily_rate_rounds_half_a_penny_up(rent, frequency, rate):
    assert D(rate) == rules.daily_rate(D(rent), frequency, days_in_month=D("30.44"))


def test_no_daily_rate_for_a_yearly_rent():
    assert rules.daily_rate(D("6240.00"), Frequency.ANNUAL, days_in_month=D("30.44")) is None


@pytest.mark.parametrize(
    ("day", "year", "label"),
    [
        (DATE(2025, 3, 31), 2024, "2024-25"),
        (DATE(2025, 4, 1), 2025, "2025-26"),
        (DATE(2025, 12, 31), 2025, "2025-26"),
        (DATE(2028, 2, 29), 2027, "2027-28"),
        (DATE(2099, 12, 31), 2099, "2099-00"),
    ],
)
def test_the_rent_year_begins_on_1_april(day, year, label):
    assert year == rules.rent_year_of(day)
    assert label == rules.rent_year_label(year)


#: From the calendar: each rent year that holds 53 of each charge day.
FIFTY_THREE = {
    ChargeDay.MONDAY: {2024, 2030},
    ChargeDay.TUESDAY: {2025, 2031},
    ChargeDay.WEDNESDAY: {2026, 2031},
    ChargeDay.THURSDAY: {2027, 2032},
    ChargeDay.FRIDAY: {2027, 2033},
    ChargeDay.SATURDAY: {2023, 2028},
    ChargeDay.SUNDAY: {2023, 2029},
}


@pytest.mark.parametrize("day", list(ChargeDay))
def test_53_charge_years_by_charge_day(day):
    charge_days = rules.ChargeDays.weekly(day.weekday)
    counts = {year: charge_days.number_in(year) for year in range(2023, 2034)}
    assert FIFTY_THREE[day] == {year for year, number in counts.items() if number == 53}
    assert {52, 53} == set(counts.values())


def test_a_known_charge_day_fixes_the_others_both_ways():
    fortnights = rules.ChargeDays(DATE(2026, 11, 25), 2)
    assert DATE(2026, 11, 25) == fortnights.first_on_or_after(DATE(2026, 11, 12))
    assert DATE(2026, 11, 25) == fortnights.first_on_or_after(DATE(2026, 11, 25))
    assert DATE(2026, 12, 9) == fortnights.first_on_or_after(DATE(2026, 11, 26))
    assert DATE(2026, 11, 11) == fortnights.last_on_or_before(DATE(2026, 11, 24))
    assert DATE(2026, 11, 25) == fortnights.last_on_or_before(DATE(2026, 11, 25))


@pytest.mark.parametrize(
    ("known", "weeks", "number"),
    [
        (DATE(2026, 4, 1), 2, 27),
        (DATE(2026, 4, 2), 2, 26),
        (DATE(2026, 4, 14), 2, 26),
        (DATE(2026, 4, 1), 4, 14),
        (DATE(2026, 4, 2), 4, 13),
        (DATE(2026, 4, 28), 4, 13),
    ],
)
def test_an_extra_charge_needs_a_year_that_begins_on_a_charge_day(known, weeks, number):
    assert number == rules.ChargeDays(known, weeks).number_in(2026)
