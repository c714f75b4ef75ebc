"""Thousands of random statements against the arithmetic worked out slowly."""

from __future__ import annotations

from collections import Counter
from random import Random

from calculators.core.figures import FigureSet
from tests.calculators.affordability.random_cases import random_case
from tests.calculators.affordability.slow_reference import A_YEAR, slow_statement
from tests.whole_answers import in_pence, whole_answer

STATEMENTS = 1500


def test_every_statement_agrees_to_the_penny(figures: FigureSet) -> None:
    random, seen = Random(20261122), Counter[str]()
    for number in range(STATEMENTS):
        case = random_case(random)
        answer = whole_answer("affordability", case, figures)
        slow = slow_statement(case)
        for name, expected in (
            ("income", slow.income),
            ("fixed_costs", slow.fixed),
            ("flexible_costs", slow.flexible),
            ("surplus", slow.surplus),
            ("savings", slow.savings),
            ("for_priority_debts", slow.surplus - slow.savings - slow.fee),
            ("priority_payments", slow.priority),
            ("left_for_arrears", slow.left),
            ("offer", slow.offer),
        ):
            assert in_pence(answer[name]) == expected, (number, name, case)
        assert (answer["can_offer"]["verdict"] == "yes") == slow.offers, (number, case)
        assert answer["months_to_clear"] == slow.months, (number, case)
        ways = {each["frequency"]: (in_pence(each["amount"]), each["payments"])
                for each in answer["offers"]}  # fmt: skip
        assert ways == slow.by_frequency, (number, case)
        for each in answer["offers"]:
            # The last payment's month: the first with as many payments up to its end.
            in_a_year, months = A_YEAR[each["frequency"]], 0
            while months * in_a_year < each["payments"] * 12:
                months += 1
            assert each["months"] == months, (number, case)
        found = in_pence(answer["range_least"]), in_pence(answer["range_most"])
        if slow.range or slow.offers:
            assert (found if found[0] else None) == slow.range, (number, case)
        seen["an offer"] += slow.offers
        seen["no offer"] += not slow.offers
        seen["short"] += slow.surplus < 0
        seen["priority debts"] += slow.priority > 0
        seen["owes less than is left"] += slow.offers and slow.months == 1
        seen["no range reaches it"] += slow.offers and slow.range is None
    assert min(seen.values()) > 30, seen
