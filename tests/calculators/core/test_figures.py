"""Dated figures: used only on days we hold them for, refused on every other."""

import datetime as dt
import json

import pytest

from calculators.core.errors import CannotCalculate, FigureNotHeld, UnknownFigure
from calculators.core.figures import FigureSet

D = dt.date


@pytest.fixture
def held(small):
    """Makes a set of one figure from its values."""

    def make(*values, **about):
        return FigureSet.from_json(
            json.dumps({"figures": [small.figure(values=list(values), **about)]})
        )

    return make


@pytest.fixture
def two_rates(small, held):
    return held(small.value("2020-04-06", "0.25"), small.value("2025-04-30", "0.15"))


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        (D(2020, 4, 6), "0.25"),
        (D(2025, 4, 29), "0.25"),
        (D(2025, 4, 30), "0.15"),
        (D(2027, 4, 5), "0.15"),
    ],
)
def test_the_value_in_force_on_its_first_and_last_days(two_rates, on, rate):
    found = two_rates.in_force("test.limit", on)
    assert rate == str(found.number)
    assert on == found.on


@pytest.mark.parametrize("on", [D(2020, 4, 5), D(2027, 4, 6), D.min, D.max])
def test_days_before_the_first_value_or_after_the_last_check_are_refused(two_rates, on):
    with pytest.raises(FigureNotHeld) as caught:
        two_rates.in_force("test.limit", on)
    (problem,) = caught.value.problems
    assert "A limit <for> tests. We hold it from 6 April 2020 to 5 April 2027." in problem.message
    assert ("test.limit", on, "") == (caught.value.figure_id, caught.value.on, problem.field)
    assert isinstance(caught.value, CannotCalculate)


def test_values_are_read_by_date_whatever_their_order(small, held):
    figures = held(small.value("2025-04-30", "0.15"), small.value("2020-04-06", "0.25"))
    assert "0.25" == str(figures.in_force("test.limit", D(2024, 1, 1)).number)
    assert "0.15" == str(figures.in_force("test.limit", D(2026, 1, 1)).number)


def test_a_figure_that_ended_is_refused_with_its_reason(small, held):
    figures = held(
        small.value("2020-04-06", "0.25"),
        small.value("2026-04-01", None, reason="These payments ended on 31 March 2026."),
    )
    assert "0.25" == str(figures.in_force("test.limit", D(2026, 3, 31)).number)
    with pytest.raises(FigureNotHeld, match="These payments ended on 31 March 2026"):
        figures.in_force("test.limit", D(2026, 4, 1))


def test_a_figure_that_ended_without_a_reason_names_the_days_it_is_held(small, held):
    figures = held(small.value("2020-04-06", "0.25"), small.value("2026-04-01", None))
    with pytest.raises(FigureNotHeld, match="We hold it from 6 April 2020 to 31 March 2026"):
        figures.in_force("test.limit", D(2026, 4, 1))


def test_a_gap_is_named_on_both_sides(small, held):
    figures = held(
        small.value("2020-04-06", "0.25"),
        small.value("2022-04-01", None),
        small.value("2023-04-01", "0.2"),
    )
    message = r"from 6 April 2020 to 31 March 2022 and from 1 April 2023 to 5 April 2027"
    with pytest.raises(FigureNotHeld, match=message):
        figures.in_force("test.limit", D(2022, 6, 1))


def test_a_figure_never_held_says_so(small, held):
    figures = held(small.value("2020-04-06", None))
    with pytest.raises(FigureNotHeld, match="We hold no value for it yet"):
        figures.in_force("test.limit", D(2026, 1, 1))


def test_a_value_of_low_confidence_is_not_used_and_not_replaced_by_the_one_before(small, held):
    figures = held(
        small.value("2020-04-06", "0.25"), small.value("2026-04-06", "0.15", confidence="low")
    )
    assert "0.25" == str(figures.in_force("test.limit", D(2026, 4, 5)).number)
    with pytest.raises(FigureNotHeld, match="could not be confirmed"):
        figures.in_force("test.limit", D(2026, 4, 6))
    with pytest.raises(FigureNotHeld, match="could not be confirmed"):
        figures.in_force("test.limit", D(2026, 4, 6), allow_expected=True)


def test_a_value_of_medium_confidence_is_used(small, held):
    figures = held(small.value("2020-04-06", "0.25", confidence="medium"))
    assert "0.25" == str(figures.in_force("test.limit", D(2026, 4, 5)).number)


def test_an_expected_value_is_used_only_where_a_rule_accepts_it(small, held):
    figures = held(
        small.value("2020-04-06", "0.25"), small.value("2027-04-05", "0.3", expected=True)
    )
    with pytest.raises(FigureNotHeld, match="From 5 April 2027 a value is expected"):
        figures.in_force("test.limit", D(2027, 4, 5))
    found = figures.in_force("test.limit", D(2027, 4, 5), allow_expected=True)
    assert ("0.3", True) == (str(found.number), found.dated.expected)
    # Expected is not checked: after `verified_to` it is refused all the same.
    with pytest.raises(FigureNotHeld, match="6 April 2020 to 4 April 2027"):
        figures.in_force("test.limit", D(2027, 4, 6), allow_expected=True)


def test_accepting_an_expected_value_changes_nothing_else(two_rates):
    found = two_rates.in_force("test.limit", D(2026, 1, 1), allow_expected=True)
    assert ("0.15", False) == (str(found.number), found.dated.expected)


def test_an_unknown_id_is_a_mistake_of_ours_and_not_a_refusal(two_rates):
    with pytest.raises(UnknownFigure, match=r"nothing\.such"):
        two_rates.in_force("nothing.such", D(2026, 1, 1))
    assert not issubclass(UnknownFigure, CannotCalculate)


@pytest.mark.parametrize("raw", ["0.1", "0.10", "112.5000", "1234567890.123456789"])
def test_values_stay_exactly_as_written(small, held, raw):
    found = held(small.value("2020-04-06", raw)).in_force("test.limit", D(2026, 1, 1))
    assert raw == str(found.number)


@pytest.mark.parametrize("raw", [0.15, 1, True])
def test_a_number_that_is_not_text_is_refused(small, held, raw):
    with pytest.raises(TypeError, match="write the value"):
        held(small.value("2020-04-06", raw))


def test_the_last_day_of_each_value(two_rates):
    figure = two_rates.figure("test.limit")
    assert [D(2025, 4, 29), D(2027, 4, 5)] == [figure.last_day_of(v) for v in figure.values]


def test_named_dates_are_not_a_number(small):
    found = small.figures.in_force("calendar.bank_holidays.england_and_wales", D(2026, 6, 1))
    with pytest.raises(TypeError, match="not a number"):
        _ = found.number
    assert found.shown.startswith("1 January 2026 (Bank holiday), 3 April 2026 (")
    with pytest.raises(TypeError, match="does not hold dates"):
        small.figures.named_dates("test.limit")


def test_a_number_is_shown_with_its_unit(two_rates):
    assert "15%" == two_rates.in_force("test.limit", D(2026, 1, 1)).shown


def test_nothing_read_can_be_changed(small):
    found = small.figures.in_force("calendar.bank_holidays.england_and_wales", D(2026, 6, 1))
    with pytest.raises(TypeError):
        found.value[D(2026, 6, 1)] = "A day off"
    with pytest.raises(TypeError):
        small.figures.figures["other"] = None


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (D(2025, 4, 6), None),
        (D(2025, 4, 7), "1"),
        (D(2026, 4, 5), "1"),
        (D(2026, 4, 6), "2"),
        (D(2099, 1, 1), "2"),
    ],
)
def test_the_version_of_a_clause_in_force(small, on, version):
    found = small.figures.clause("arrears", "plans", on)
    assert version == (found.version if found else None)


def test_a_clause_nobody_wrote(small):
    assert small.figures.clause("arrears", "other", D(2026, 6, 1)) is None
    assert small.figures.clause("other", "plans", D(2026, 6, 1)) is None
