"""A small calculator with every kind of question, for tests of the form alone.

Its answers are made by the real code, in this process: no Pyodide, so each test takes moments.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.choices import Choice, YesNo
from calculators.core.errors import Problem
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, no, yes
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.questions import AskedModel, CalculatorInput, question
from calculators.core.reading import Date, Money, PaidAmount, WholeNumber, Words
from calculators.core.results import BalanceChart, CalculatorResult, ChartMark, ChartPoint, part
from calculators.core.trace import ClauseRead, FigureRead, Frozen, Step, Working
from calculators.core.wording import day_and_date, pounds
from calculators.registry import Calculator


class Stage(Choice):
    """Whether there is anything more to ask."""

    NEW = ("new", "A new plan")
    RUNNING = ("running", "A plan already running", "With a payment missed")


class Missed(AskedModel):
    """A row."""

    due_on: Date = question(
        "Day it was due", if_missing="Enter the day it was due, like 18 12 2026"
    )
    paid: Money = question("Amount that was paid", default=Decimal("0.00"), unit="GBP", ge=0)
    how_often: Frequency | None = question("How often", default=None)


class Cost(AskedModel):
    """A row that names itself."""

    what: Words = question("What it is", if_missing="Say what it is")
    amount: PaidAmount = question("Amount", if_missing="Enter the amount, like 12.00")


class SampleInput(CalculatorInput):
    """One question of every kind."""

    case_date: Date = question(
        "Date the answer is for", group="The case", prefill="today", if_missing="Enter the date"
    )
    arrears: Money = question(
        "Arrears",
        group="The case",
        unit="GBP",
        gt=Decimal("0.00"),
        le=Decimal(100_000),
        hint="What the account owes today, like 846.20",
        why="The plan ends when they are paid.",
        if_missing="Enter the arrears, like 846.20",
    )
    offer: Money = question(
        "Amount each time",
        group="The offer",
        gt=0,
        le=100_000,
        unit_from="offer_frequency",
        if_missing="Enter the amount offered each time, like 20.00",
    )
    offer_frequency: Frequency = question(
        "How often it is paid", group="The offer", if_missing="Choose how often the offer is paid"
    )
    first_payment: Date = question(
        "First payment",
        group="The offer",
        hint="The first instalment, for example 4 12 2026.",
        if_missing="Enter the day of the first payment, like 4 12 2026",
    )
    charge_day: ChargeDay | None = question(
        "Day rent is charged",
        default=None,
        group="The offer",
        shown_when={"offer_frequency": ("weekly",)},
        if_missing="Choose the day rent is charged",
    )
    rent_free_weeks: WholeNumber = question(
        "Rent-free weeks", default=0, ge=0, le=51, unit="rent-free weeks", group="More"
    )
    plan_stage: Stage = question("What is this plan?", default=Stage.NEW, group="More")
    includes_rent: YesNo = question("Is rent included?", default=YesNo.NO, group="More")
    fuel: PaidAmount | None = question("Fuel", default=None, group="Costs", per="weekly")
    rows: tuple[Cost, ...] = question("Other costs", default=(), group="Costs", row="Other cost")
    missed: tuple[Missed, ...] = question(
        "Payments not made in full",
        default=(),
        group="If it is running",
        row="Missed payment",
        max_rows=2,
        shown_when={"plan_stage": ("running",)},
    )

    def problems(self) -> list[Problem]:
        """Dates in the wrong order."""
        if self.first_payment < self.case_date:
            words = "First payment must be the same as or after the date the answer is for"
            return [Problem("first_payment", words)]
        return []


class Line(Frozen):
    """A row of the table."""

    number: int = part("Payment", unit="number", row_header=True)
    pay_on: dt.date = part("Pay on")
    amount: Decimal = part("Amount", unit="GBP")


class SampleResult(CalculatorResult):
    """A fact, an outcome, a chart and a table."""

    clears: Outcome = part("Does it clear?")
    long: Outcome = part("Within the usual longest plan")
    total: Decimal = part("Total paid", unit="GBP")
    chart: BalanceChart = part("Arrears after each payment", section="Payments")
    lines: tuple[Line, ...] = part("Every payment", section="Payments")


def calculate(facts: SampleInput, figures: FigureSet) -> SampleResult:
    """Not a rule of anything: it shows each part of an answer."""
    first = facts.first_payment
    lines = [
        Line(number=n, pay_on=first + dt.timedelta(weeks=2 * n), amount=facts.offer)
        for n in range(1, 30)
    ]
    points = tuple(
        ChartPoint(day=line.pay_on, amount=facts.arrears - line.number) for line in lines
    )
    return SampleResult(
        answer=f"{pounds(facts.offer)} pays {pounds(facts.arrears)} from {day_and_date(first)}. "
        "Then it ends.",
        warnings=("The rent after 3 April 2028 is not known yet.",),
        next_steps=("Read the plan back to the tenant.", "Record it."),
        beside_groups={"Costs": f"{pounds(facts.fuel.amount)} of fuel"} if facts.fuel else {},
        working=Working(
            steps=(Step(label="Payments", value="42", shown="42", sum="846.20 / 20.00"),),
            figures=(
                FigureRead(
                    id="x.y",
                    description="Longest plan",
                    shown="24 months",
                    in_force_from=dt.date(2026, 4, 6),
                    read_for=dt.date(2026, 11, 22),
                    basis="landlord",
                    source="Model policy",
                    address="https://example.org/",
                    checked_on=dt.date(2026, 11, 22),
                    confidence="high",
                    expected=True,
                ),
            ),
            clauses=(
                ClauseRead(
                    policy="p",
                    clause="c",
                    title="Repayment plans",
                    policy_title="Rent collection",
                    version="2",
                    in_force_from=dt.date(2026, 4, 6),
                    address="policies/p/2026-04-06/#c",
                ),
            ),
        ),
        clears=yes("Every payment is the same."),
        long=no("It takes longer."),
        total=facts.arrears,
        chart=BalanceChart(
            summary="Arrears go down.",
            points=points,
            marks=(ChartMark(day=points[9].day, label="Rent changes"),),
        ),
        lines=tuple(lines),
    )


SAMPLE = Calculator("sample", "Sample plan", "What?", SampleInput, SampleResult, calculate)
EXAMPLE = {
    "case_date": "2026-11-22",
    "arrears": "846.20",
    "offer": "20.00",
    "offer_frequency": "fortnightly",
    "first_payment": "2026-12-04",
    "plan_stage": "running",
    "missed": [{"due_on": "2026-11-20", "paid": "5.00", "how_often": "weekly"}],
}
