"""Thousands of random accounts and pasted statements against a walk from day to day."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from calculators.browser import attempt
from calculators.core.figures import FigureSet
from handbook.content import load
from tests.calculators.arrears_position.random_cases import (
    ledger_case,
    on_the_way_to_court,
    pasted,
    pounds,
    random_case,
    spoil,
    spoil_balances,
    written,
)
from tests.calculators.arrears_position.slow_reference import (
    Ledger,
    Slow,
    is_charged,
    known_anchor,
    slow_answer,
)
from tests.whole_answers import in_pence, whole_answer

ACCOUNTS, STATEMENTS, UNREADABLE, CASES = 1200, 600, 300, 300
ARREARS = "arrears_position"


@pytest.fixture(scope="module")
def figures(pytestconfig: pytest.Config) -> FigureSet:
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def as_text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def agree(case: dict[str, Any], figures: FigureSet, ledger: Ledger | None = None) -> Slow:
    """Compare one answer with the reference, part by part."""
    answer, slow = whole_answer(ARREARS, case, figures), slow_answer(case, ledger)
    credit = -slow.rent_balance if slow.rent_balance < 0 else None
    amounts = {
        "balance": slow.balance,
        "rent_balance": slow.rent_balance,
        "rent_arrears": slow.arrears,
        "rent_credit": credit,
        "technical": slow.technical,
        "real": slow.real,
        "counted": slow.counted,
        "daily_rate": slow.daily_rate,
        "statement_charged": slow.charged,
        "statement_paid": slow.paid,
    }
    for name, amount in amounts.items():
        assert in_pence(answer[name]) == amount, (name, case)
    assert Fraction(answer["weeks_of_rent"]) == slow.weeks, case
    real_weeks = answer["real_weeks"]
    assert (None if real_weeks is None else Fraction(real_weeks)) == slow.real_weeks, case
    timing = answer["only_timing"]
    assert (None if timing is None else timing["verdict"]) == slow.only_timing, case
    assert (answer["daily_rate_not_held"] is None) == (slow.daily_rate is not None), case
    assert answer["charged_to"] == as_text(slow.charged_to), case
    thresholds = [
        (
            each["name"],
            in_pence(each["amount"]),
            each["reached"]["verdict"],
            in_pence(each["short_by"]),
        )
        for each in answer["thresholds"]
    ]
    assert thresholds == slow.thresholds, case
    on, amount = slow.last_payment
    assert answer["last_payment_on"] == as_text(on), case
    assert in_pence(answer["last_payment_amount"]) == amount, case
    assert answer["days_since_payment"] == slow.days_since, case
    assert answer["charges_since_payment"] == slow.charges_since, case
    if ledger is not None:
        in_its_statement(answer, slow, ledger, case)
    return slow


def in_its_statement(
    answer: dict[str, Any], slow: Slow, ledger: Ledger, case: dict[str, Any]
) -> None:
    """What the statement shows, and each line of it as it was read."""
    trend = [
        (
            each["since"],
            in_pence(each["balance_then"]),
            in_pence(each["charged"]),
            in_pence(each["paid"]),
            each["trend"],
        )
        for each in answer["trend"]
    ]
    assert trend == [(as_text(since), *rest) for since, *rest in slow.trend], case
    assert [in_pence(each["amount"]) for each in answer["chart"]["points"]] == slow.points, case
    assert answer["months_without_payment"] == slow.months, case
    assert answer["days_without_charge"] == slow.without, case
    lines = [each for each in ledger.lines if as_text(each.day) <= case["case_date"]]
    balance, expected = ledger.opening, []
    for line in lines:
        balance += line.change
        owed = (line.charge or None, line.payment or None, balance)
        expected.append((as_text(line.day), line.words, *owed))
    read = [
        (
            each["day"],
            each["description"],
            in_pence(each["charge"]),
            in_pence(each["payment"]),
            in_pence(each["balance"]),
        )
        for each in answer["entries"]
    ]
    assert read == expected, case


def test_random_accounts_agree_with_the_reference(figures: FigureSet) -> None:
    random = Random(20250407)
    found = [agree(random_case(random), figures) for _ in range(ACCOUNTS)]
    seen = Counter(str(each.only_timing) for each in found)
    assert all(seen[each] > 50 for each in ("yes", "no", "cannot tell", "None")), seen
    reached = Counter((name, how) for each in found for name, _, how, _ in each.thresholds)
    assert len(reached) == 12
    assert min(reached.values()) > 20, reached


@pytest.mark.parametrize("often", ["monthly", "annual", "fortnightly", "four-weekly", "weekly"])
def test_an_unknown_charge_day_is_open_from_the_first_to_the_last_it_may_be(
    figures: FigureSet, often: str
) -> None:
    """On the last days of short months, where a charge on the 31st falls on the 28th or 30th."""
    week = {"weekly": 1, "fortnightly": 2, "four-weekly": 4, "monthly": 4, "annual": 52}[often]
    for on in ("2026-02-27", "2026-02-28", "2028-02-28", "2026-04-29", "2026-04-30", "2026-01-31"):
        first = dt.date.fromisoformat(on) - dt.timedelta(days=9)
        case = {
            "case_date": on,
            "rent": pounds(week * 140_00),
            "rent_frequency": often,
            "help_with_rent": "housing-benefit",
            "benefit_next_amount": "280.00",
            "benefit_covers_from": first.isoformat(),
            "benefit_covers_to": (first + dt.timedelta(days=13)).isoformat(),
        }
        # So many days charged for from the first, at 20.00 a day, and a penny either side.
        for days in (10, 11, 16, 17, 23, 24, 37, 38, 39, 40, 41, 374, 375):
            for more in (-1, 0, 1):
                agree(case | {"account_balance": pounds(days * 20_00 + more)}, figures)


def test_random_statements_are_read_as_the_accounts_they_were_made_from(
    figures: FigureSet,
) -> None:
    random = Random(20260406)
    styles: Counter[str] = Counter()
    found = []
    for _ in range(STATEMENTS):
        case, ledger = ledger_case(random)
        rows, style = pasted(random, ledger)
        case["statement"], _ = written(rows, style)
        found.append(agree(case, figures, ledger))
        styles.update((style["separator"], style["owed_is"], str(style["newest_first"])))
    assert min(styles.values()) > 50, styles
    ways = Counter(way for each in found for *_, way in each.trend)
    assert ways.keys() == {"rising", "falling", "level", ""}
    assert sum(bool(each.months) for each in found) > 50
    assert sum(bool(each.without) for each in found) > 50


@pytest.mark.parametrize(
    ("fault", "what"), [(spoil, "cannot be read"), (spoil_balances, "does not follow")]
)
def test_each_bad_line_of_a_statement_is_named_and_no_other(
    figures: FigureSet, fault: Any, what: str
) -> None:
    random = Random(20270404)
    for _ in range(UNREADABLE):
        case, ledger = ledger_case(random)
        rows, style = pasted(random, ledger, plain=True)
        wrong = fault(random, rows, style)
        case["statement"], where = written(rows, style)
        refused = attempt(ARREARS, json.dumps(case), figures)
        assert isinstance(refused, list), (what, case)
        named = [re.match(r"Line (\d+): ", each.message) for each in refused]
        assert all(each.field == "statement" for each in refused), (refused, case)
        lines = sorted(int(each[1]) for each in named if each is not None)
        expected = sorted(where[number] for number in wrong)
        assert lines == expected, (refused, expected, case)
        assert len(refused) == len(lines), (refused, case)


def test_the_step_is_the_one_the_next_step_finds_from_the_same_facts(figures: FigureSet) -> None:
    random = Random(20260401)
    steps: Counter[str | None] = Counter()
    for _ in range(CASES):
        case = random_case(random)
        on_the_way_to_court(random, case)
        slow = agree(case, figures)
        answer = whole_answer(ARREARS, case, figures)
        shared = (
            "case_date", "rent", "rent_frequency", "tenure", "last_done", "plan",
            "breathing_space", "missed_payment_on", "contact_tried_on", "contact_on",
            "first_letter_on", "second_letter_on", "evidence_given", "claim_likely", "rest_paid",
        )  # fmt: skip
        facts = {name: case[name] for name in shared if name in case}
        facts["arrears"] = pounds(slow.arrears)
        facts["benefit_on_its_way"] = "not-known" if slow.benefit is None else "no"
        if slow.benefit:
            facts |= {"benefit_on_its_way": "yes", "benefit_expected": pounds(slow.benefit)}
        if facts["benefit_on_its_way"] == "no":
            for name in ("evidence_given", "claim_likely", "rest_paid"):
                facts.pop(name, None)
        found = attempt("next_step", json.dumps(facts), figures)
        if isinstance(found, list):
            assert answer["step"] is None, (found, case)
            continue
        other = found[2].model_dump(mode="json")
        assert answer["step"] == other["step"], case
        assert answer["step_go_ahead"] == other["go_ahead"], case
        assert answer["step_not_before"] == other["earliest"], case
        assert answer["step_deadline"] == other["deadline"], case
        steps[answer["step"]] += 1
    assert len(steps) >= 6, steps


def test_charge_days_of_the_reference_keep_to_the_31st() -> None:
    """The reference itself: charged on the 31st, rent falls on 30 April and then 31 May."""
    case = {"case_date": "2026-04-30", "rent_frequency": "monthly"}
    case["rent_charge_date"] = "2026-03-31"
    days = [dt.date(2026, 4, 30), dt.date(2026, 5, 30), dt.date(2026, 5, 31)]
    assert [is_charged(case, day, known_anchor(case)) for day in days] == [True, False, True]
