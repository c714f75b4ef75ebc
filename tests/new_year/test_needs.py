"""Which figures an April asks for, and on which day: by the figures' own histories alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from calculators.core.figures import DatedValue, Source
from handbook.content import Content
from handbook.new_year.aprils import RULES, YearRule, rule_of
from handbook.new_year.needs import (
    EACH_APRIL,
    GIVEN,
    NOT_HELD,
    RUNS_OUT,
    STARTS,
    TO_CONFIRM,
    TO_GIVE,
    Need,
    coming_april,
    first_day_in_words,
    missed,
    needs,
)

TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def found(content: Content, year: int = 2027, today: dt.date = TODAY) -> dict[str, Need]:
    return {each.id: each for each in needs(content, year, today)}


@pytest.mark.parametrize(
    ("starts", "words", "in_2027", "held_to"),
    [
        ("2024-04-01 2025-04-01 2026-04-01", "1 April", "2027-04-01", "2028-03-31"),
        ("2024-04-06 2025-04-06", "6 April", "2027-04-06", "2028-04-05"),
        ("2024-04-01 2025-04-07", "the first Monday in April", "2027-04-05", "2028-04-02"),
        (
            "2024-04-08 2025-04-07 2026-04-06",
            "the first Monday on or after 6 April",
            "2027-04-12",
            "2028-04-02",
        ),
        # A day outside April tells nothing of April.
        ("2024-04-01 2024-10-01 2025-04-01", "1 April", "2027-04-01", "2028-03-31"),
    ],
)
def test_the_day_is_the_one_that_every_april_held_keeps(
    starts: str, words: str, in_2027: str, held_to: str
) -> None:
    rule = rule_of(map(day, starts.split()))
    assert rule is not None
    assert rule.words == words
    assert rule.first_day(2027) == day(in_2027)
    assert rule.held_to(day(in_2027)) == day(held_to)


@pytest.mark.parametrize(
    "starts",
    [
        "",
        "2026-04-06",  # one April may fit many rules
        "2025-04-07 2026-04-06",  # two rules fit, and differ in 2027
        "2024-04-08 2025-04-01",  # none fits both
        "2021-10-01 2022-10-01",
    ],
)
def test_where_the_history_shows_no_one_rule_the_day_is_not_held(starts: str) -> None:
    assert rule_of(map(day, starts.split())) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.words)
def test_a_value_is_never_held_past_the_day_before_the_next_may_begin(rule: YearRule) -> None:
    for year in range(2020, 2060):
        first = rule.first_day(year)
        assert first.month == 4
        last = rule.held_to(first)
        assert first < last < rule.first_day(year + 1)


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-11-22", 2027), ("2027-04-12", 2027), ("2027-04-13", 2028), ("2027-01-01", 2027)],
)
def test_the_coming_april_is_this_years_until_its_rates_have_begun(today: str, year: int) -> None:
    assert coming_april(day(today)) == year


@pytest.mark.parametrize(
    ("id_", "why", "state", "words"),
    [
        (
            "universal_credit.standard_allowance.single_25_or_over",
            EACH_APRIL,
            TO_GIVE,
            "12 April 2027 (the first Monday on or after 6 April, as in the years held)",
        ),
        (
            "housing_benefit.allowance.working_age.single_under_25",
            EACH_APRIL,
            TO_GIVE,
            "5 April 2027 (the first Monday in April, as in the years held)",
        ),
        (
            "benefit_cap.earnings_exemption",
            EACH_APRIL,
            TO_GIVE,
            "1 April 2027 (1 April, as in the years held)",
        ),
        ("rent.increase_limit", EACH_APRIL, TO_CONFIRM, "1 April 2027"),
        ("rent.convergence.most_a_week", STARTS, GIVEN, "1 April 2027"),
        ("court.fees.possession_claim", RUNS_OUT, TO_GIVE, "not held: see the source"),
        ("benefit_cap.single_london", RUNS_OUT, TO_GIVE, "not held: see the source"),
        ("court.fees.high_court_writ", RUNS_OUT, NOT_HELD, "not held: see the source"),
        (
            "universal_credit.lcw.before_april_2017",
            EACH_APRIL,
            NOT_HELD,
            "12 April 2027 (the first Monday on or after 6 April, as in the years held)",
        ),
    ],
)
def test_each_figure_says_why_it_is_asked_for_and_from_when(
    content: Content, id_: str, why: str, state: str, words: str
) -> None:
    need = found(content)[id_]
    assert (need.why, need.state, first_day_in_words(need)) == (why, state, words)


@pytest.mark.parametrize(
    "id_",
    [
        "calendar.bank_holidays.england_and_wales",  # by the calendar's year
        "court.notice.secure.minimum",  # held for longer
        "landlord.repayment_plan.usual_longest",  # the landlord's own, with its policy
        "landlord.repayment_plan.minimum_offer.single_under_25",  # worked out from others
    ],
)
def test_what_does_not_change_in_april_is_not_asked_for(content: Content, id_: str) -> None:
    assert id_ in content.figures
    assert id_ not in found(content)


def test_the_landlords_own_figures_are_asked_for_when_they_run_out(content: Content) -> None:
    need = found(content, 2028)["landlord.repayment_plan.usual_longest"]
    assert (need.why, need.state) == (RUNS_OUT, TO_GIVE)


def test_nothing_that_runs_out_by_then_is_left_out(content: Content) -> None:
    listed = found(content)
    for entry in content.figures.values():
        if not entry.is_derived and entry.figure.verified_to < dt.date(2027, 4, 12):
            assert entry.figure.id in listed


def test_an_earlier_april_without_its_values_is_named(content: Content) -> None:
    assert missed(content, 2027) == []
    assert missed(content, 2029) == [2027, 2028]


def test_a_value_given_for_the_april_is_done(content: Content) -> None:
    id_ = "universal_credit.carer"
    entry = content.figures[id_]
    source = Source("A made-up Order", TODAY, "high")
    given = DatedValue(dt.date(2027, 4, 12), Decimal("210.00"), source)
    figure = replace(
        entry.figure, values=(*entry.figure.values, given), verified_to=dt.date(2028, 4, 2)
    )
    with_it = replace(content, figures={**content.figures, id_: replace(entry, figure=figure)})
    need = found(with_it)[id_]
    assert (need.state, need.new) == (GIVEN, given)
    # And a year on it is asked for again.
    assert found(with_it, 2028)[id_].state == TO_GIVE
