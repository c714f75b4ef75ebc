"""What must hold for every household, whatever the rates."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calculators.browser import attempt
from calculators.core.calendar import days_in_month
from calculators.core.figures import FigureSet
from calculators.core.periods import Frequency
from calculators.universal_credit import periods
from tests.calculators.universal_credit.random_cases import random_case
from tests.calculators.universal_credit.slow_reference import period_end

seeds = st.integers(0, 10**9)
pence = st.integers(0, 300_000).map(lambda number: Decimal(number) / 100)


def patiently(number: int) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


def award_of(case: dict[str, Any], figures: FigureSet) -> Any:
    outcome = attempt("universal_credit", json.dumps(case), figures)
    assert not isinstance(outcome, list), outcome
    return outcome[2]


def with_pay(case: dict[str, Any], pay: Decimal) -> dict[str, Any]:
    """The case with one amount of pay and nothing that pay decides or denies."""
    left_out = ("paydays", "pay_amount", "pay_frequency", "pay_date", "partner_earnings")
    kept = {name: value for name, value in case.items() if name not in left_out}
    if kept.get("work") == "no":
        kept["work"] = "works"
    return kept | {"pay_given": "one-amount", "earnings": f"{pay:.2f}"}


@patiently(120)
@given(seeds, pence, pence)
def test_more_pay_never_costs_more_than_itself(
    figures: FigureSet, seed: int, pay: Decimal, more: Decimal
) -> None:
    case = random_case(Random(seed))
    before = award_of(with_pay(case, pay), figures).award
    after = award_of(with_pay(case, pay + more), figures).award
    assert pay + before <= pay + more + after


@patiently(120)
@given(seeds, pence, pence)
def test_more_other_money_never_costs_more_than_itself(
    figures: FigureSet, seed: int, amount: Decimal, more: Decimal
) -> None:
    case = random_case(Random(seed))

    def award(pension: Decimal) -> Decimal:
        row = {"kind": "pension", "amount": f"{pension:.2f}", "frequency": "monthly"}
        given = award_of(case | {"other_income": [row]}, figures).award
        assert given is not None
        return Decimal(given)

    assert amount + award(amount) <= amount + more + award(amount + more)


@patiently(150)
@given(seeds)
def test_an_award_is_never_below_nothing_and_is_split_whole(figures: FigureSet, seed: int) -> None:
    made = award_of(random_case(Random(seed)), figures)
    assert made.award >= 0
    if made.to_landlord is not None:
        assert made.to_landlord >= 0
        assert made.to_tenant >= 0
        assert made.to_landlord + made.to_tenant == made.award
        assert made.tenant_pays >= 0
    adds = sum(line.adds or 0 for line in made.lines)
    takes = sum(line.takes or 0 for line in made.lines)
    # Each line may take no more than is left, so what is left is the award.
    assert made.award == max(Decimal(0), adds - takes)


#: How often, and how many thirds of a week's amount make the same year, to the penny.
SAME_YEAR = (
    ("weekly", 3),
    ("fortnightly", 6),
    ("four-weekly", 12),
    ("monthly", 13),
    ("annual", 156),
)


@patiently(120)
@given(seeds, st.integers(1500, 15_000))
def test_the_same_rent_by_another_frequency_is_the_same_award(
    figures: FigureSet, seed: int, third_of_a_week: int
) -> None:
    case = random_case(Random(seed))
    assume(case["housing"] in ("rented", "shared-ownership"))
    nothing = {"service_charges": "0", "charges_not_covered": "0", "rent_free_weeks": 0}
    found = set()
    for often, times in SAME_YEAR:
        rent = f"{Decimal(third_of_a_week * times) / 100:.2f}"
        made = award_of(case | nothing | {"rent": rent, "rent_frequency": often}, figures)
        found.add((made.award, made.housing_amount, made.tenant_pays))
    assert len(found) == 1


@patiently(60)
@given(seeds, st.integers(1, 5000))
def test_the_same_pay_in_parts_is_the_same_award(figures: FigureSet, seed: int, unit: int) -> None:
    case = with_pay(random_case(Random(seed)), Decimal(0))
    start = case["assessment_period_start"]
    whole = [{"paid_on": start, "net": f"{unit * 4 / 100:.2f}"}]
    days = [dt.date.fromisoformat(start) + dt.timedelta(days=number) for number in range(4)]
    parts = [{"paid_on": str(day), "net": f"{unit / 100:.2f}"} for day in days]
    awards = {
        award_of(case | {"pay_given": "paydays", "paydays": paydays}, figures).award
        for paydays in (whole, parts)
    }
    assert len(awards) == 1


@patiently(60)
@given(seeds, st.integers(1, 15_000))
def test_other_money_by_another_frequency_is_the_same_award(
    figures: FigureSet, seed: int, third_of_a_week: int
) -> None:
    case = random_case(Random(seed))
    awards = set()
    for often, times in SAME_YEAR:
        amount = f"{Decimal(third_of_a_week * times) / 100:.2f}"
        row = {"kind": "pension", "amount": amount, "frequency": often}
        awards.add(award_of(case | {"other_income": [row]}, figures).award)
    assert len(awards) == 1


@patiently(300)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31)), st.integers(1, 31))
def test_a_period_ends_where_a_walk_through_the_days_does(month: dt.date, first: int) -> None:
    start = periods.start_in(month, first)
    assert periods.last_day(start, first) == period_end(start, first)
    following = periods.next_start(start, first)
    assert periods.last_day(start, first) + dt.timedelta(days=1) == following
    assert following.day <= days_in_month(following.year, following.month)


@patiently(200)
@given(
    st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31)),
    st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31)),
    st.sampled_from(list(Frequency)),
)
def test_paydays_are_found_whichever_one_is_known(
    known: dt.date, first: dt.date, often: Frequency
) -> None:
    assume(known.day <= 28)
    last = first + dt.timedelta(days=400)
    found = periods.paydays_between(known, often, first, last)
    assert all(first <= each <= last for each in found)
    assert found == sorted(set(found))
    assert all(periods.paydays_between(each, often, first, last) == found for each in found)
    assert len(found) >= {"annual": 1, "monthly": 13}.get(
        often.value, 400 // (7 * (often.weeks or 60))
    )
