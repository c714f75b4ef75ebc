"""Every gate, tried with every combination of what is known and not known of its facts."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from calculators.core.checklist import standing
from calculators.core.errors import CannotCalculate
from calculators.core.outcomes import Verdict
from calculators.core.trace import Trace
from calculators.eviction_readiness import (
    EvictionReadinessInput,
    calculate,
    levels_of,
    version_in_force,
)
from calculators.eviction_readiness.days import days_of, refuse_ended_space
from calculators.eviction_readiness.gates import gates
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
FIGURES = load(ROOT, today=dt.date.max, with_scenarios=False).figure_set
DAY = dt.date(2027, 2, 4)
YES_NO = ("yes", "no")
REFUSED = "refused"

#: A case in which every fact is needed and every gate is met.
READY = {
    "case_date": "2027-02-04",
    "tenure": "secure",
    "joint_tenancy": "no",
    "arrears": "2480.60",
    "order_on": "2026-06-10",
    "court_decision": "suspended",
    "order_in_force": "yes",
    "court_terms": "missed",
    "warrant_on": "2026-11-30",
    "permission": "not-needed",
    "eviction_notice_on": "2027-01-28",
    "new_eviction_notice": "yes",
    "eviction_notice_right": "yes",
    "eviction_on": "2027-02-05",
    "bailiff_confirmed": "yes",
    "risk_assessment_sent": "yes",
    "eviction_pause": "no",
    "final_interview": "held",
    "final_interview_on": "2027-01-27",
    "eviction_review_on": "2027-02-01",
    "agreed_income_team_leader": "yes",
    "agreed_income_manager": "yes",
    "agreed_head_of_housing": "yes",
    "vulnerability_record": "made",
    "still_right": "yes",
    "moratorium_checked_on": "2027-02-04",
    "breathing_space": "none",
    "insolvency": "no",
    "account_checked_on": "2027-02-04",
    "benefit_on_its_way": "no",
    "application": "none",
    "complaint": "no",
    "housing_options": "made",
    "children_in_home": "no",
    "care_needs": "no",
    "hardship_fund_checked": "yes",
    "pets_arranged": "yes",
    "locksmith_booked": "yes",
    "make_safe_booked": "yes",
    "inventory_arranged": "yes",
    "keys_arranged": "yes",
    "securing_arranged": "yes",
    "belongings_decided": "yes",
    "closure_arranged": "yes",
}
#: The same with every question that only some cases ask, each of them needed.
LONG_WAY = READY | {
    "joint_tenancy": "yes",
    "all_tenants_told": "yes",
    "court_decision": "outright",
    "warrant_issued_on": "2026-02-05",
    "warrant_on": "2026-02-02",
    "order_on": "2025-06-10",
    "possession_date": "2025-07-08",
    "warrant_extended": "yes",
    "warrant_extended_to": "2027-03-05",
    "eviction_pause": "yes",
    "pause_from": "2026-12-14",
    "pause_to": "2027-01-04",
    "breathing_space": "ended",
    "breathing_space_started_on": "2025-08-01",
    "breathing_space_ended_on": "2025-09-29",
    "another_breathing_space": "yes",
    "another_started_on": "2025-11-01",
    "another_ended_on": "2025-12-30",
    "insolvency": "yes",
    "insolvency_advice": "yes",
    "benefit_on_its_way": "yes",
    "benefit_weighed": "yes",
    "children_in_home": "yes",
    "childrens_services_told": "yes",
    "care_needs": "yes",
    "adults_services_told": "yes",
}
LONG_WAY = {name: value for name, value in LONG_WAY.items() if name != "court_terms"}
#: Facts that change nothing once others are known: told is told, and the last day of the pause,
#: or of a breathing space before the warrant, says enough.
SPARE = {
    "joint_tenancy",
    "children_in_home",
    "care_needs",
    "pause_from",
    "warrant_issued_on",
    "warrant_extended_to",
    "breathing_space_started_on",
    "another_started_on",
}
ALWAYS = {"case_date", "tenure"}

#: For each gate, the facts it hangs on, with answers on both sides of every line it draws.
FACTS: dict[str, dict[str, tuple[str, ...]]] = {
    "owed": {"arrears": ("0.00", "0.01")},
    "moratorium": {
        "breathing_space": ("none", "standard", "mental-health", "ended"),
        "breathing_space_started_on": ("2026-08-01", "2026-11-25"),
        "breathing_space_ended_on": ("2026-09-29", "2027-01-20"),
        "another_breathing_space": YES_NO,
        "another_started_on": ("2026-06-11", "2027-01-21"),
        "another_ended_on": ("2026-07-30", "2027-01-30"),
        "warrant_on": ("2026-11-30",),
        "eviction_notice_on": ("2027-01-18", "2027-01-25"),
    },
    "insolvency": {"insolvency": YES_NO, "insolvency_advice": YES_NO},
    "application": {"application": ("none", "waiting", "refused", "suspended")},
    "complaint": {"complaint": YES_NO},
    "order": {
        "order_on": ("2026-06-10",),
        "court_decision": ("suspended", "outright", "adjourned", "ended"),
        "order_in_force": YES_NO,
        "possession_date": ("2026-11-29", "2026-11-30"),
        "warrant_on": ("2026-11-30", "2026-12-01"),
    },
    "terms": {"court_terms": ("kept", "missed")},
    "permission": {
        "permission": ("not-needed", "given", "missing"),
        "order_on": ("2020-11-30", "2020-12-01"),
        "warrant_on": ("2026-11-30", "2026-12-01"),
    },
    "warrant": {
        "order_on": ("2025-06-10",),
        "warrant_on": ("2026-02-04", "2026-02-06"),
        "warrant_issued_on": ("2026-02-05", "2026-02-06"),
        "warrant_extended": YES_NO,
        "warrant_extended_to": ("2027-02-04", "2027-02-05"),
        "eviction_on": ("2027-02-04", "2027-02-05"),
    },
    "notice": {
        "eviction_notice_on": ("2027-01-21", "2027-01-22", "2027-01-28", "2027-01-29"),
        "new_eviction_notice": YES_NO,
        "eviction_on": ("2027-02-05", "2027-02-12"),
    },
    "notice-form": {"eviction_notice_right": YES_NO},
    "pause": {
        "eviction_pause": YES_NO,
        "pause_from": ("2027-02-05", "2027-02-06"),
        "pause_to": ("2027-02-06", "2027-02-07"),
        "eviction_on": ("2027-02-05", "2027-02-06", "2027-02-08"),
    },
    "confirmed": {"bailiff_confirmed": YES_NO},
    "risk": {"risk_assessment_sent": YES_NO},
    "record": {"vulnerability_record": ("made", "not-made")},
    "still-right": {"still_right": YES_NO},
    "interview": {
        "final_interview": ("held", "offered", "not-yet"),
        "final_interview_on": ("2027-01-29", "2027-01-30"),
        "eviction_on": ("2027-02-05", "2027-02-08"),
    },
    "review": {
        "final_interview": ("held", "offered", "not-yet"),
        "final_interview_on": ("2027-01-28", "2027-02-02"),
        "eviction_review_on": ("2027-02-01", "2027-02-02", "2027-02-03"),
        "eviction_on": ("2027-02-05", "2027-02-08"),
    },
    "agreed-income_team_leader": {"agreed_income_team_leader": YES_NO},
    "agreed-income_manager": {"agreed_income_manager": YES_NO},
    "agreed-head_of_housing": {"agreed_head_of_housing": YES_NO},
    "benefit": {"benefit_on_its_way": YES_NO, "benefit_weighed": YES_NO},
    "moratorium-check": {
        "moratorium_checked_on": ("2027-02-03", "2027-02-04"),
        "eviction_on": ("2027-02-04", "2027-02-05", "2027-02-08"),
    },
    "account-check": {
        "account_checked_on": ("2027-02-03", "2027-02-04"),
        "eviction_on": ("2027-02-04", "2027-02-05", "2027-02-08"),
    },
    "housing-options": {"housing_options": ("made", "no-consent", "not-made")},
    "children": {"children_in_home": YES_NO, "childrens_services_told": YES_NO},
    "adults": {"care_needs": YES_NO, "adults_services_told": YES_NO},
    "hardship-fund": {"hardship_fund_checked": YES_NO},
    "joint": {"joint_tenancy": YES_NO, "all_tenants_told": YES_NO},
    "pets": {"pets_arranged": YES_NO},
    "locksmith": {"locksmith_booked": YES_NO},
    "make-safe": {"make_safe_booked": YES_NO},
    "inventory": {"inventory_arranged": YES_NO},
    "keys": {"keys_arranged": YES_NO},
    "secured": {"securing_arranged": YES_NO},
    "belongings": {"belongings_decided": YES_NO},
    "closure": {"closure_arranged": YES_NO},
}


def found(facts, gate=None):
    """The verdict of one gate, or of all, or that the facts are refused."""
    try:
        inputs = EvictionReadinessInput.model_validate(facts)
        if inputs.problems():
            return REFUSED
        trace = Trace(FIGURES)
        refuse_ended_space(inputs, trace)
        levels = levels_of(version_in_force(FIGURES, inputs.case_date))
        every = gates(inputs, days_of(inputs, trace), levels)
    except CannotCalculate:
        return REFUSED
    if gate is None:
        return standing(every)
    return next(each.outcome.verdict for each in every if each.id == gate)


def test_every_gate_has_its_facts_here():
    inputs = EvictionReadinessInput.model_validate(READY)
    levels = levels_of(version_in_force(FIGURES, DAY))
    every = gates(inputs, days_of(inputs, Trace(FIGURES)), levels)
    assert [each.id for each in every] == sorted(FACTS, key=[e.id for e in every].index)


def test_every_question_is_a_fact_of_a_gate():
    asked = {name for facts in FACTS.values() for name in facts}
    assert set(EvictionReadinessInput.asked) - asked == ALWAYS


@pytest.mark.parametrize("case", [READY, LONG_WAY], ids=["short", "long way"])
def test_both_cases_are_ready(case):
    assert found(case) is Verdict.YES


@pytest.mark.parametrize("name", sorted(set(READY) - ALWAYS))
def test_taking_any_fact_of_the_short_case_away_leaves_it_not_ready(name):
    left = {each: value for each, value in READY.items() if each != name}
    assert found(left) in (Verdict.CANNOT_TELL, Verdict.NO, REFUSED)


@pytest.mark.parametrize("name", sorted(set(LONG_WAY) - ALWAYS - SPARE))
def test_taking_any_needed_fact_of_the_long_case_away_leaves_it_not_ready(name):
    left = {each: value for each, value in LONG_WAY.items() if each != name}
    assert found(left) in (Verdict.CANNOT_TELL, Verdict.NO, REFUSED)


@pytest.mark.parametrize("gate", FACTS)
def test_learning_a_fact_never_turns_a_gate_round(gate):
    """What is certain of a gate with some facts unknown is so in every way they can turn out."""
    asked = FACTS[gate]
    rest = {name: value for name, value in READY.items() if name not in asked}
    verdicts = {}
    for values in product(*((None, *each) for each in asked.values())):
        facts = rest | {n: v for n, v in zip(asked, values, strict=True) if v is not None}
        verdicts[values] = found(facts, gate)
    for values, verdict in verdicts.items():
        if verdict not in (Verdict.YES, Verdict.NO):
            continue
        ways = (
            (value,) if value else each for value, each in zip(values, asked.values(), strict=True)
        )
        for whole in product(*ways):
            assert verdicts[whole] in (verdict, REFUSED), (values, whole)
    assert {Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL} <= set(verdicts.values())


@pytest.mark.parametrize("gate", FACTS)
def test_one_gate_not_met_is_not_ready_whatever_else_is_open(gate):
    """A "no" of one gate stands with every other fact taken away."""
    asked = FACTS[gate]
    rest = {name: value for name, value in READY.items() if name not in asked}
    kept = {"court_decision"} if gate == "terms" else set()
    for values in product(*((None, *each) for each in asked.values())):
        given = {n: v for n, v in zip(asked, values, strict=True) if v is not None}
        if found(rest | given, gate) is not Verdict.NO:
            continue
        bare = {name: READY[name] for name in ALWAYS | kept} | given
        if found(bare, gate) is Verdict.NO:
            assert found(bare) is Verdict.NO
            assert found(rest | given) is Verdict.NO
            return
    raise AssertionError("nothing makes this gate certain to be not met")


def test_a_level_without_a_question_is_never_taken_as_agreed():
    inputs = EvictionReadinessInput.model_validate(READY)
    every = gates(inputs, days_of(inputs, Trace(FIGURES)), [("governing_body", "Board")])
    board = next(each for each in every if each.id == "agreed-governing_body")
    assert board.outcome.verdict is Verdict.CANNOT_TELL
    assert standing(every) is Verdict.CANNOT_TELL


def clear_days_walked(delivered, days):
    """The first day after so many whole days, walked from the words of the rule."""
    day, passed = delivered, 0
    while passed < days:
        day += dt.timedelta(days=1)
        passed += 1
    return day + dt.timedelta(days=1)


@pytest.mark.parametrize("offset", range(0, 365 * 2, 9))
def test_days_agree_with_a_calendar_walked_by_hand(offset):
    """Working days and clear days, counted one by one."""
    holidays = FIGURES.named_dates("calendar.bank_holidays.england_and_wales")[0]
    delivered = dt.date(2025, 4, 7) + dt.timedelta(days=offset)
    eviction = delivered + dt.timedelta(days=20)
    case = {"tenure": "secure", "case_date": delivered, "eviction_notice_on": delivered}
    result = calculate(
        EvictionReadinessInput.model_validate(case | {"eviction_on": eviction}), FIGURES
    )
    by_name = {each.what: each.day for each in result.dates}
    assert by_name["First lawful eviction day from the notice"] == clear_days_walked(delivered, 14)
    off = set(holidays)
    for name, number in (
        ("Last day for the final interview", 5),
        ("Last day to finish the review", 3),
        ("Day of the last check", 1),
    ):
        day, left = eviction, number
        while left:
            day -= dt.timedelta(days=1)
            christmas = (day.month, day.day) == (12, 25)
            left -= day.weekday() < 5 and day not in off and not christmas
        assert by_name[name] == day
