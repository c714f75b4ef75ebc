"""Each boundary of an award, a day or a penny on either side of it, against the slow reference."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from calculators.browser import attempt
from calculators.core.figures import FigureSet
from tests.calculators.universal_credit.slow_reference import Slow, slow_award
from tests.dated_rates import every_figure, first_days, pence

DAY = dt.timedelta(days=1)
CAP_EARNINGS = "benefit_cap.earnings_exemption"
HOUSEHOLD: dict[str, Any] = {
    "assessment_period_start": "2026-10-24",
    "date_of_birth": "1990-05-01",
    "in_greater_london": "no",
    "capital": "0",
    "children": [
        {"born": f"{year}-03-01", "sex": "female", "disability": "none", "needs_own_room": "no"}
        for year in (2016, 2018)
    ],
    "child_exceptions": 0,
    "child_benefit": "yes",
    "non_dependants": [],
    "housing": "rented",
    "rent": "150.00",
    "rent_frequency": "weekly",
    "rent_free_weeks": 0,
    "charges_not_covered": "0",
    "service_charges": "0",
    "bedrooms": 2,
    "other_income": [],
    "earnings": "0",
    "severely_sight_impaired": "no",
    "disability_benefit": "none",
    "health": "none",
    "carer": "no",
}
COUPLE = {
    "partner": "yes",
    "partner_can_claim": "yes",
    "partner_earnings": "0",
    "partner_disability_benefit": "none",
    "partner_health": "none",
    "partner_carer": "no",
}


def agree(figures: FigureSet, **changes: Any) -> Slow:
    """The award to the penny, as the reference works it out."""
    case = HOUSEHOLD | changes
    outcome = attempt("universal_credit", json.dumps(case), figures)
    assert not isinstance(outcome, list), (outcome, case)
    slow = slow_award(case)
    assert outcome[2].award is not None, (outcome[2].answer, case)
    assert outcome[2].award * 100 == slow.award, (slow, case)
    return slow


@pytest.mark.parametrize("april", [2025, 2026])
@pytest.mark.parametrize("health", ["none", "lcwra"])
def test_every_period_about_an_april(figures: FigureSet, april: int, health: str) -> None:
    """The rates are those of the day the period starts, though it ends in the next year's."""
    kind = {"health": health, "earnings": "900.00"}
    if health == "lcwra":
        kind |= {"lcwra_rate": "pre-2026", "lcwra_waited": "yes"}
    awards = {}
    for number in range(-32, 9):
        start = dt.date(april, 4, 6) + number * DAY
        awards[number] = agree(figures, assessment_period_start=start.isoformat(), **kind).award
    rises = [number for number in range(-31, 9) if awards[number] != awards[number - 1]]
    first = next(each for each in first_days(STANDARD) if each.year == april)
    assert rises == [(first - dt.date(april, 4, 6)).days], rises


STANDARD = "universal_credit.standard_allowance.single_25_or_over"


@pytest.mark.parametrize("couple", [False, True])
@pytest.mark.parametrize("start", ["2024-05-24", "2025-05-24", "2026-10-24", "2026-01-29"])
def test_every_day_about_the_25th_birthday(figures: FigureSet, start: str, couple: bool) -> None:
    """Whoever is 25 on the last day of the period is 25 for all of it; one of two is enough."""
    case = HOUSEHOLD | {"assessment_period_start": start, "children": [], "bedrooms": 1}
    end = slow_award(case).ends
    changes = {"children": [], "bedrooms": 1, "assessment_period_start": start}
    awards = []
    for days in range(-3, 4):
        born = (end.replace(year=end.year - 25) + days * DAY).isoformat()
        people: dict[str, Any] = {"date_of_birth": born}
        if couple:
            young = end.replace(year=end.year - 20).isoformat()
            people = {"date_of_birth": young, "partner_date_of_birth": born} | COUPLE
        awards.append(agree(figures, **changes, **people).award)
    older, younger = awards[:4], awards[4:]
    assert len(set(older)) == len(set(younger)) == 1
    assert older[0] > younger[0]


@pytest.mark.parametrize("start", ["2024-05-24", "2025-05-24", "2026-10-24"])
def test_every_day_about_the_21st_birthday_of_another_adult(figures: FigureSet, start: str) -> None:
    """Under 21 on the last day there is no contribution; the two pay for a room all the same."""
    end = slow_award(HOUSEHOLD | {"assessment_period_start": start}).ends
    housing = []
    for days in range(-3, 4):
        born = (end.replace(year=end.year - 21) + days * DAY).isoformat()
        adult = {"born": born, "disability": "none", "circumstances": "none"}
        changes = {"non_dependants": [adult], "assessment_period_start": start, "bedrooms": 3}
        housing.append(agree(figures, **changes).housing)
    least = dt.date.fromisoformat(start)
    contribution = pence("universal_credit.housing_cost_contribution", least)
    assert housing == [housing[0]] * 4 + [housing[0] + contribution] * 3


@pytest.mark.parametrize("years", [18, "State Pension age"])
def test_every_day_about_the_first_and_last_day_of_entitlement(
    figures: FigureSet, years: Any
) -> None:
    """18 on the last day is enough; State Pension age on the last day ends it."""
    end = dt.date(2026, 11, 23)
    # Born 24 July 1960 to 23 August: State Pension age of 66 years and 4 months.
    last = end.replace(year=2008) if years == 18 else dt.date(1960, 7, 23)
    for days in range(-3, 4):
        born = last + days * DAY
        case = HOUSEHOLD | {"date_of_birth": born.isoformat(), "children": [], "bedrooms": 1}
        outcome = attempt("universal_credit", json.dumps(case), figures)
        if years == 18:
            assert not isinstance(outcome, list)
            assert (outcome[2].award is not None) == (days <= 0), born
        else:
            assert isinstance(outcome, list) == (days <= 0), born


@pytest.mark.parametrize("start", ["2024-05-24", "2025-05-24", "2026-10-24"])
def test_a_penny_either_side_of_every_step_of_savings(figures: FigureSet, start: str) -> None:
    """6,000.00 takes nothing, 6,000.01 a step, 16,000.00 forty steps, 16,000.01 all of it."""
    each_step = pence("universal_credit.capital.income_for_each_step", dt.date.fromisoformat(start))
    taken = {}
    for edge in range(6000, 16_001, 250):
        for penny in (-1, 0, 1):
            capital = Decimal(edge) + Decimal(penny) / 100
            changes = {"capital": f"{capital:.2f}", "assessment_period_start": start}
            changes["in_greater_london"] = "yes"  # Below the cap, which would hide the steps.
            taken[capital] = agree(figures, **changes).award
    whole = taken[Decimal(6000)]
    assert taken[Decimal("5999.99")] == whole
    assert taken[Decimal("6000.01")] == whole - each_step
    assert taken[Decimal("16000.00")] == whole - 40 * each_step
    assert taken[Decimal("16000.01")] == 0


@pytest.mark.parametrize("start", ["2024-05-24", "2025-05-24", "2026-05-24", "2027-03-24"])
@pytest.mark.parametrize("partner", [False, True])
def test_a_penny_either_side_of_the_earnings_that_end_the_cap(
    figures: FigureSet, start: str, partner: bool
) -> None:
    """At the threshold and above there is no cap, whoever of a couple earns it; below there is."""
    least = pence(CAP_EARNINGS, dt.date.fromisoformat(start))
    one = HOUSEHOLD["children"][0]
    children = [one | {"born": f"{year}-03-01"} for year in range(2012, 2017)]
    changes: dict[str, Any] = {"children": children, "rent": "330.00", "bedrooms": 4}
    changes |= {"assessment_period_start": start}
    capped = []
    for penny in (-1, 0, 1):
        earned = least + penny
        tenant = earned - 300_00 if partner else earned
        pay = {"earnings": f"{tenant // 100}.{tenant % 100:02}"}
        if partner:
            pay = COUPLE | pay | {"partner_earnings": "300.00"}
            pay["partner_date_of_birth"] = "1990-05-01"
        capped.append(agree(figures, **changes, **pay).capped_by)
    assert capped[0] > 0
    assert capped[1:] == [0, 0]


def test_the_boundaries_lie_within_the_rates_that_are_held() -> None:
    assert every_figure()[STANDARD]["verified_to"] >= dt.date(2027, 3, 24)
