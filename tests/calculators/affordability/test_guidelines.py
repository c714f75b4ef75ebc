"""Guideline figures: none is shipped, and what a filled-in one does. Every value is invented."""

import dataclasses
import json
from decimal import Decimal

import pytest

from calculators.affordability.figures import GUIDELINE, KINDS
from calculators.browser import attempt
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Verdict

HOUSEHOLD = {
    "case_date": "2026-11-22",
    "arrears": "846.20",
    "rent": "112.50",
    "rent_frequency": "weekly",
    "help_with_rent": "none",
    "partner": "yes",
    "number_under_16": "2",
    "number_16_to_18": "1",
    "income_pay": {"amount": "2400.00", "per": "monthly"},
    "cost_gas": {"amount": "50.00", "per": "monthly"},
    "cost_groceries": {"amount": "700.00", "per": "monthly"},
    "cost_clothing": {"amount": "40.00", "per": "monthly"},
}
#: 300 + 200 + 2 × 100 + 150 = 850 for this household.
FOOD = {"first_adult": "300", "further_adult": "200", "child_under_16": "100"} | {
    "child_16_to_18": "150"
}


def filled_in(figures, **values):
    by_id = dict(figures.figures)
    for name, value in values.items():
        id_ = f"{GUIDELINE}.{name.replace('__', '.')}"
        figure = by_id[id_]
        dated = dataclasses.replace(figure.values[0], value=Decimal(value), reason="")
        by_id[id_] = dataclasses.replace(figure, values=(dated,))
    return FigureSet(by_id.values(), figures.clauses)


def food(figures, **more):
    return filled_in(figures, **{f"food__{kind}": FOOD[kind] for kind in KINDS}, **more)


def result(figures, **facts):
    outcome = attempt("affordability", json.dumps(HOUSEHOLD | facts), figures)
    assert not isinstance(outcome, list), outcome
    return outcome[2]


def groceries(amount):
    return {"amount": amount, "per": "monthly"}


def test_none_is_shipped(figures):
    guidelines = [each for each in figures.figures.values() if each.id.startswith(GUIDELINE)]
    assert len(guidelines) == 3 * len(KINDS) + 2
    assert all(value.value is None for each in guidelines for value in each.values)


def test_without_one_no_comparison_is_made(figures):
    found = result(figures)
    assert found.guidelines.verdict is Verdict.CANNOT_TELL
    assert "No guideline figures are loaded, so no comparison is made." in found.guidelines.because
    assert found.compared == ()
    assert found.flags == ()


@pytest.mark.parametrize(
    ("spent", "outcome"),
    [
        ("849.99", "Within"),
        ("850.00", "Within"),
        ("850.01", "£0.01 above: ask, and note why"),
    ],
)
def test_spending_beside_the_guideline_for_the_make_up(figures, spent, outcome):
    found = result(food(figures), cost_groceries=groceries(spent))
    line = found.compared[0]
    assert (line.category, line.guideline) == ("Food and housekeeping", Decimal(850))
    assert line.outcome == outcome
    assert len(found.flags) == (outcome != "Within")


def test_high_spending_never_takes_the_offer_away(figures):
    high = {"cost_groceries": groceries("1200.00")}
    with_one, without = result(food(figures), **high), result(figures, **high)
    assert with_one.offer == without.offer
    assert with_one.can_offer == without.can_offer
    assert with_one.guidelines.verdict is Verdict.NO
    assert "no reason to refuse an offer" in with_one.guidelines.because


@pytest.mark.parametrize(("spent", "low"), [("424.99", True), ("425.00", False), ("425.01", False)])
def test_far_below_the_guideline_is_asked_about_as_hardship(figures, spent, low):
    # Half of 850 is 425.
    found = result(food(figures, low_share="0.50"), cost_groceries=groceries(spent))
    assert (found.hardship.verdict is Verdict.CANNOT_TELL) == low
    assert bool(found.flags) == low
    assert found.can_offer.verdict is Verdict.YES  # asked about, and not held against anybody
    if low:
        assert found.flags[0].ask == "Ask whether the household is going without."
        told = result(
            food(figures, low_share="0.50"),
            cost_groceries=groceries(spent),
            food_if_low="met-another-way",
        )
        assert told.hardship.verdict is Verdict.NO


@pytest.mark.parametrize(("spent", "low"), [("59.99", True), ("60.00", False), ("60.01", False)])
def test_little_heating_is_asked_about(figures, spent, low):
    found = result(filled_in(figures, least_heating="60"), cost_gas=groceries(spent))
    assert (found.hardship.verdict is Verdict.CANNOT_TELL) == low
    assert [each.about for each in found.flags] == ["Heating and power"] * low
    assert (found.guidelines.verdict is Verdict.NO) == low


def test_a_category_with_a_figure_missing_is_not_compared(figures):
    some = filled_in(figures, food__first_adult="300", low_share="0.5")
    assert result(some).compared == ()
