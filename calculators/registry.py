"""Every calculator, listed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators import (
    arrears_position,
    breathing_space,
    court_costs,
    court_readiness,
    next_step,
    notice,
    protocol_ledger,
    rent_conversion,
    repayment_plan,
    service_date,
)
from calculators.core.figures import FigureSet
from calculators.core.questions import CalculatorInput
from calculators.core.results import CalculatorResult
from calculators.next_step.conditions import CONDITIONS, Condition
from calculators.next_step.conditions import in_words as condition_in_words
from calculators.next_step.events import EVENTS
from calculators.next_step.models import RECORDED
from calculators.next_step.running import Trial, facts_in_words, figures_of, numbers_on

__all__ = [
    "CALCULATORS",
    "Calculator",
    "Condition",
    "Trial",
    "condition_in_words",
    "facts_in_words",
    "figures_of",
    "numbers_on",
]


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
        conditions: What the procedures it runs may name, by name; none for most.
        events: What their days may be counted from, in words.
        records: The milestone that each question with a date records.
    """

    id: str
    title: str
    asks: str
    inputs: type[CalculatorInput]
    result: type[CalculatorResult]
    calculate: Callable[[Any, FigureSet], CalculatorResult]
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)


CALCULATORS = {
    each.id: each
    for each in (
        Calculator(
            "arrears_position",
            "Arrears position",
            "What is owed for rent, how much of it is only waiting for benefit or a Direct Debit, "
            "and what is the next step?",
            arrears_position.ArrearsPositionInput,
            arrears_position.ArrearsPositionResult,
            arrears_position.calculate,
        ),
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
        Calculator(
            "protocol_ledger",
            "Protocol ledger",
            "Is the Pre-Action Protocol met, paragraph by paragraph, and what is missing first?",
            protocol_ledger.ProtocolLedgerInput,
            protocol_ledger.ProtocolLedgerResult,
            protocol_ledger.calculate,
        ),
        Calculator(
            "breathing_space",
            "Breathing space",
            "Are these arrears protected, until when, and what may we still ask for?",
            breathing_space.BreathingSpaceInput,
            breathing_space.BreathingSpaceResult,
            breathing_space.calculate,
        ),
        Calculator(
            "court_readiness",
            "Court readiness",
            "Is this file ready for court, what stands in the way, and when could it be ready?",
            court_readiness.CourtReadinessInput,
            court_readiness.CourtReadinessResult,
            court_readiness.calculate,
        ),
        Calculator(
            "court_costs",
            "Court costs",
            "What does this step at court cost, what is owed by then, and what do we ask for?",
            court_costs.CourtCostsInput,
            court_costs.CourtCostsResult,
            court_costs.calculate,
        ),
        Calculator(
            "next_step",
            "Next step",
            "Which step of the arrears procedure is this case at, and what has to be done by when?",
            next_step.NextStepInput,
            next_step.NextStepResult,
            next_step.calculate,
            CONDITIONS,
            EVENTS,
            {name: milestone.value for milestone, name in RECORDED.items()},
        ),
        Calculator(
            "service_date",
            "Service date",
            "On which day does a notice or a court document count as served?",
            service_date.ServiceDateInput,
            service_date.ServiceDateResult,
            service_date.calculate,
        ),
        Calculator(
            "notice",
            "Notice",
            "Which notice does this tenancy need, with which dates, and is one already served "
            "valid?",
            notice.NoticeInput,
            notice.NoticeResult,
            notice.calculate,
        ),
    )
}
