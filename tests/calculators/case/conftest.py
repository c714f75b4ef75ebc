"""Two small calculators that share a question, to see a case sheet made of."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from calculators.browser import worked_out
from calculators.case import Sheet, sheet_of
from calculators.core import catalogue, household
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, cannot_tell, yes
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Working
from calculators.registry import Calculator, Part
from calculators.repayment_plan.models import Household


class Pace(Choice):
    """How often."""

    WEEKLY = ("weekly", "Every week")
    MONTHLY = ("monthly", "Every month")


class OwedInput(CalculatorInput):
    """What is owed."""

    case_date: Date = catalogue.case_date()
    arrears: Money = catalogue.arrears()
    children: tuple[household.Child, ...] = household.children()


class OwedResult(CalculatorResult):
    """What is owed, and whether it is all."""

    rent_arrears: Decimal = part("Owed", unit="GBP")
    all_of_it: Outcome = part("All of it rent?")


def owed(facts: OwedInput, figures: FigureSet) -> OwedResult:
    """Not a rule of anything."""
    return OwedResult(
        answer=f"£{facts.arrears} is owed.",
        working=Working(),
        rent_arrears=facts.arrears,
        all_of_it=cannot_tell("It may hold costs.", "whether the tenant pays by card"),
    )


class PayInput(CalculatorInput):
    """What can be paid."""

    case_date: Date = catalogue.case_date()
    arrears: Money = catalogue.arrears()
    number_under_16: WholeNumber = question("Children under 16", default=0, ge=0)
    household: Household = question("Who is the household?", default=Household.NOT_KNOWN)
    pace: Pace = question("Pace", if_missing="Choose the pace")
    by_card: YesNoNotKnown = question(
        "Does the tenant pay by card?", default=YesNoNotKnown.NOT_KNOWN
    )
    card_fee: Money | None = question(
        "Card fee", default=None, shown_when={"by_card": ("yes",)}, if_missing="Enter the fee"
    )
    told: YesNo = question("Told?", default=YesNo.NO)


class PayResult(CalculatorResult):
    """What can be paid."""

    paid: Outcome = part("Can it be paid?")
    who: str = part("For")


def pay(facts: PayInput, figures: FigureSet) -> PayResult:
    """Not a rule of anything."""
    return PayResult(
        answer=f"Pay <all> {facts.pace.label.lower()}.",
        working=Working(),
        paid=yes("It can."),
        who=f"{facts.household.label}; {facts.number_under_16}",
    )


OWED = Calculator("owed", "Owed", "What is owed?", OwedInput, OwedResult, owed, part=Part.POSITION)
PAY = Calculator("pay", "Pay & go", "What is paid?", PayInput, PayResult, pay, part=Part.PLAN)
DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def two():
    """The calculators, and a way to make a sheet of facts."""
    calculators = {each.id: each for each in (PAY, OWED)}

    def sheet(facts: Mapping[str, Any], **more: Any) -> Sheet:
        held = FigureSet.from_json('{"figures": []}')
        typed = {"case_date": "22 11 2026", **facts}
        return sheet_of(typed, calculators, lambda c, data: worked_out(c, data, held), **more)

    return SimpleNamespace(calculators=calculators, sheet=sheet)
