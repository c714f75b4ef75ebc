"""A calculator's whole answer as plain data, for tests that compare it with a slow reference."""

from __future__ import annotations

import json
from typing import Any

from calculators.browser import attempt
from calculators.core.figures import FigureSet


def whole_answer(calculator: str, case: dict[str, Any], figures: FigureSet) -> dict[str, Any]:
    """The answer to a case that must have one."""
    outcome = attempt(calculator, json.dumps(case), figures)
    assert not isinstance(outcome, list), (outcome, case)
    answer: dict[str, Any] = outcome[2].model_dump(mode="json")
    return answer


def in_pence(amount: str | None) -> int | None:
    """An amount of an answer in pence; None where there is none."""
    return None if amount is None else int(amount.replace(".", ""))
