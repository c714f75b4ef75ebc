"""Every calculator, listed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calculators import rent_conversion, repayment_plan
from calculators.core.figures import FigureSet
from calculators.core.questions import CalculatorInput
from calculators.core.results import CalculatorResult


@dataclass(frozen=True)
class Calculator:
    """One question officers ask, answered by code.

    Attributes:
        id: Its folder's name, used in addresses and commands.
        title: Its name for officers.
        asks: The question it answers, in one sentence.
        inputs: The model of its facts.
        result: The model of its answer.
        calculate: From facts and figures to the answer.
    """

    id: str
    title: str
    asks: str
    inputs: type[CalculatorInput]
    result: type[CalculatorResult]
    calculate: Callable[[Any, FigureSet], CalculatorResult]


CALCULATORS = {
    each.id: each
    for each in (
        Calculator(
            "rent_conversion",
            "Rent conversion",
            "What is this rent by the week, the month, the year and the day, and does Universal "
            "Credit cover it?",
            rent_conversion.RentConversionInput,
            rent_conversion.RentConversionResult,
            rent_conversion.calculate,
        ),
        Calculator(
            "repayment_plan",
            "Repayment plan",
            "What does this offer pay, on which dates, and when does the account clear?",
            repayment_plan.RepaymentPlanInput,
            repayment_plan.RepaymentPlanResult,
            repayment_plan.calculate,
        ),
    )
}
