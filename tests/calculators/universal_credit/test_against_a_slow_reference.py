"""Thousands of random households against the award worked out slowly from the regulations."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

from calculators.browser import attempt
from calculators.core.figures import FigureSet
from tests.calculators.universal_credit.random_cases import random_case
from tests.calculators.universal_credit.slow_reference import slow_award

HOUSEHOLDS = 2000


def in_pence(amount: object) -> int:
    return int(str(amount or "0.00").replace(".", ""))


def test_every_award_agrees_to_the_penny(figures: FigureSet) -> None:
    random, seen = Random(20261122), Counter[str]()
    for number in range(HOUSEHOLDS):
        case = random_case(random)
        outcome = attempt("universal_credit", json.dumps(case), figures)
        assert not isinstance(outcome, list), (number, outcome, case)
        answer = outcome[2].model_dump(mode="json")
        slow = slow_award(case)
        assert answer["period_ends"] == slow.ends.isoformat(), (number, case)
        assert answer["award"] is not None, (number, answer["answer"], case)
        assert in_pence(answer["award"]) == slow.award, (number, case)
        if in_pence(case["capital"]) <= 16_000_00:
            rented = case["housing"] in ("rented", "shared-ownership")
            if rented:
                assert in_pence(answer["housing_amount"]) == slow.housing, (number, case)
                reaches = min(slow.housing, slow.award)
                assert in_pence(answer["to_landlord"]) == reaches, (number, case)
                assert in_pence(answer["to_tenant"]) == slow.award - reaches, (number, case)
            capped = [x["takes"] for x in answer["lines"] if x["what"] == "Benefit cap"]
            assert in_pence(capped[0] if capped else "0.00") == slow.capped_by, (number, case)
            seen["capped"] += bool(slow.capped_by)
            seen["housing"] += bool(slow.housing)
            seen["contribution larger than rent"] += rented and not slow.housing
        seen["award"] += bool(slow.award)
        seen["none"] += not slow.award
    # The households are worth comparing: none of these is rare.
    assert min(seen[each] for each in ("capped", "housing", "award", "none")) > 100, seen
    assert seen["contribution larger than rent"] > 5, seen
