"""Every calculator, listed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from calculators import (
    affordability,
    arrears_position,
    bedroom_entitlement,
    benefit_check,
    court_costs,
    deductions_and_managed_payments,
    housing_benefit,
    next_step,
    protocol_ledger,
    rent_conversion,
    repayment_plan,
    universal_credit,
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
    "Part",
    "Trial",
    "condition_in_words",
    "facts_in_words",
    "figures_of",
    "numbers_on",
]


class Part(StrEnum):
    """Where a calculator stands on the case sheet, in the order an officer needs it."""

    POSITION = "Where the account stands"
    HELP = "What help is due"
    MEANS = "What the household can afford"
    PLAN = "What plan that supports"
    BESIDE = "Also worked out"


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
        part: Where it stands on the case sheet.
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
    part: Part = Part.BESIDE


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
            part=Part.POSITION,
        ),
        Calculator(
            "benefit_check",
            "Benefit check",
            "Which entitlements look unclaimed, why, and where does the tenant apply?",
            benefit_check.BenefitCheckInput,
            benefit_check.BenefitCheckResult,
            benefit_check.calculate,
            part=Part.HELP,
        ),
        Calculator(
            "universal_credit",
            "Universal Credit",
            "What is Universal Credit for this assessment period, how much of it can reach us, and "
            "what must the tenant pay?",
            universal_credit.UniversalCreditInput,
            universal_credit.UniversalCreditResult,
            universal_credit.calculate,
            part=Part.HELP,
        ),
        Calculator(
            "housing_benefit",
            "Housing Benefit",
            "What does Housing Benefit pay a week, and what is left of the rent to pay?",
            housing_benefit.HousingBenefitInput,
            housing_benefit.HousingBenefitResult,
            housing_benefit.calculate,
            part=Part.HELP,
        ),
        Calculator(
            "bedroom_entitlement",
            "Bedrooms",
            "How many bedrooms does this household need, are any spare, and what do they cost?",
            bedroom_entitlement.BedroomEntitlementInput,
            bedroom_entitlement.BedroomEntitlementResult,
            bedroom_entitlement.calculate,
            part=Part.HELP,
        ),
        Calculator(
            "deductions_and_managed_payments",
            "Deductions and managed payments",
            "Can rent or arrears be taken from benefit, how much, and how long does it take?",
            deductions_and_managed_payments.DeductionsAndManagedPaymentsInput,
            deductions_and_managed_payments.DeductionsAndManagedPaymentsResult,
            deductions_and_managed_payments.calculate,
            part=Part.HELP,
        ),
        Calculator(
            "affordability",
            "Affordability",
            "What comes in, what goes out, and what can this household afford for the arrears?",
            affordability.AffordabilityInput,
            affordability.AffordabilityResult,
            affordability.calculate,
            part=Part.MEANS,
        ),
        Calculator(
            "repayment_plan",
            "Repayment plan",
            "What does this offer pay, on which dates, and when does the account clear?",
            repayment_plan.RepaymentPlanInput,
            repayment_plan.RepaymentPlanResult,
            repayment_plan.calculate,
            part=Part.PLAN,
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
            "next_step",
            "Next step",
            "Which step of the arrears procedure is this case at, and what has to be done by when?",
            next_step.NextStepInput,
            next_step.NextStepResult,
            next_step.calculate,
            CONDITIONS,
            EVENTS,
            {name: milestone.value for milestone, name in RECORDED.items()},
            part=Part.POSITION,
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
            "court_costs",
            "Court costs",
            "What does this step at court cost, what is owed by then, and what do we ask for?",
            court_costs.CourtCostsInput,
            court_costs.CourtCostsResult,
            court_costs.calculate,
        ),
    )
}
