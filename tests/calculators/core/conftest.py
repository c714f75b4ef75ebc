"""A small calculator with one of everything, and a small pack of figures, to test the core with."""

import datetime as dt
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from calculators.core.choices import Choice, YesNo
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import Frequency
from calculators.core.questions import AskedModel, CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import (
    BalanceChart,
    CalculatorResult,
    ChartMark,
    ChartPoint,
    part,
)
from calculators.core.trace import Frozen, Trace

SOURCE = {
    "title": "Hand-made for tests",
    "checked_on": "2026-11-22",
    "confidence": "high",
    "url": "https://www.legislation.gov.uk/",
}

#: The table of legal.md section 11, typed out by hand.
BANK_HOLIDAYS = {
    2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
}


class Help(Choice):
    NONE = ("none", "No help with rent")
    UC = ("uc", "Universal Credit", "Paid each month")


class MissedPayment(AskedModel):
    due_on: Date = question("Date due", if_missing="Enter the date it was due")
    paid: Money = question("Amount paid", default=Decimal("0.00"), unit="GBP", ge=0)
    frequency: Frequency = question("How often", default=Frequency.WEEKLY)
    made_up: YesNo = question("Made up since", default=YesNo.NO)
    made_up_on: Date | None = question(
        "Day it was made up",
        default=None,
        if_missing="Enter the day it was made up",
        shown_when={"made_up": ("yes",)},
    )


class SmallInput(CalculatorInput):
    case_date: Date = question(
        "Date of the answer", if_missing="Enter the date of the answer, like 4 12 2026"
    )
    rent: Money = question(
        "Rent",
        if_missing="Enter the rent, like 112.50",
        unit="GBP",
        unit_from="frequency",
        gt=0,
        le=Decimal("10000.00"),
    )
    frequency: Frequency = question(
        "How often rent is charged", if_missing="Choose how often rent is charged"
    )
    free_weeks: WholeNumber = question(
        "Rent-free weeks",
        default=0,
        unit="rent-free weeks",
        ge=0,
        le=51,
        shown_when={"frequency": ("weekly",)},
    )
    help: Help = question("Help with rent", default=Help.NONE)
    uc: Money | None = question(
        "Universal Credit for rent",
        default=None,
        unit="GBP/month",
        ge=0,
        if_missing="Enter the Universal Credit for rent",
        shown_when={"help": ("uc",)},
    )
    managed: YesNo = question("Paid to us", default=YesNo.NO, shown_when={"help": ("uc",)})
    managed_from: Date | None = question(
        "First payment to us",
        default=None,
        if_missing="Enter the day of the first payment to us",
        shown_when={"managed": ("yes",)},
    )
    missed: tuple[MissedPayment, ...] = question(
        "Missed payments", default=(), row="Missed payment", max_rows=3
    )

    def problems(self):
        from calculators.core.errors import Problem

        if self.managed_from and self.managed_from < self.case_date:
            return [Problem("managed_from", "First payment to us must not be in the past")]
        return []


class Payment(Frozen):
    day: dt.date = part("Date", row_header=True)
    amount: Decimal = part("UC payment", unit="GBP")
    note: str = part("Note")
    nothing: str | None = part("Never filled")
    counted: bool = part("Counted")
    hidden: str = "not a column"


class SmallResult(CalculatorResult):
    limit: Decimal = part("Limit", unit="share")
    next_charge: dt.date = part("Next charge")
    later: dt.date | None = part("Later charge", if_none="Not known yet")
    never: dt.date | None = part("Never shown")
    frequency: Frequency = part("Frequency", in_note=False)
    covered: Outcome = part("Does it cover the rent?", section="Cover")
    payments: tuple[Payment, ...] = part("Payments", section="Cover", hint="As they fall due")
    reasons: tuple[str, ...] = part("Reasons", section="Cover")
    chart: BalanceChart = part("Balance", section="Chart")


def calculate(inputs, figures):
    trace = Trace(figures)
    limit = trace.number("test.limit", inputs.case_date)
    trace.clause("arrears", "plans", inputs.case_date)
    trace.step("Limit", limit, unit="share", sum="1 − 85%", rounding="exact", source="reg. 1")
    note = "<script>alert('x & \"y\"')</script>"
    return SmallResult(
        answer=f"Rent is {inputs.rent} {note}",
        warnings=("A & B < C",),
        next_steps=("Tell the “tenant”", "Write <it> down"),
        working=trace.finish(),
        limit=limit,
        next_charge=dt.date(2026, 12, 7),
        later=None,
        never=None,
        frequency=inputs.frequency,
        covered={
            "none": cannot_tell("Not <asked> yet.", "the help", "the date"),
            "uc": yes("It does.") if inputs.uc else no("It does not."),
        }[inputs.help.value],
        payments=(
            Payment(
                day=dt.date(2026, 12, 4),
                amount=Decimal(20),
                note=note,
                nothing=None,
                counted=True,
            ),
            Payment(
                day=dt.date(2026, 12, 18),
                amount=Decimal(0),
                note="a | b * c",
                nothing=None,
                counted=False,
            ),
        ),
        reasons=("First <reason>", "Second & last"),
        chart=BalanceChart(
            summary="From £20.00 to <nothing>.",
            points=(
                ChartPoint(day=dt.date(2026, 12, 4), amount=Decimal("20.00")),
                ChartPoint(day=dt.date(2026, 12, 18), amount=Decimal("0.00")),
            ),
            marks=(ChartMark(day=dt.date(2026, 12, 18), label="<Clear>"),),
        ),
    )


def figure(**changes):
    """A figure as in the pack: one value from 6 April 2020, checked to 5 April 2027."""
    return {
        "id": "test.limit",
        "description": "A limit <for> tests.",
        "unit": "share",
        "basis": "statute",
        "verified_to": "2027-04-05",
        "values": [{"from": "2020-04-06", "value": "0.15", "source": SOURCE}],
    } | changes


def value(starts, amount, **more):
    """One dated value as in the pack; ``confidence`` goes to its source."""
    source = SOURCE | {"confidence": more.pop("confidence", "high")}
    return {"from": starts, "value": amount, "source": source, **more}


def bank_holidays(years=tuple(BANK_HOLIDAYS)):
    """The table above as a figure in the pack."""
    values = [
        value(f"{year}-01-01", {f"{year}-{day}": "Bank holiday" for day in BANK_HOLIDAYS[year]})
        for year in years
    ]
    return figure(
        id="calendar.bank_holidays.england_and_wales",
        description="Bank holidays in England and Wales.",
        unit="named dates",
        verified_to=f"{max(years)}-12-31",
        values=values,
    )


CLAUSES = [
    {
        "policy": "arrears",
        "policy_title": "Arrears",
        "clause": "plans",
        "title": f"Plans <{version}>",
        "version": version,
        "from": starts,
        "to": ends,
        "address": f"policies/arrears/{starts}/#plans",
    }
    for version, starts, ends in (("1", "2025-04-07", "2026-04-05"), ("2", "2026-04-06", None))
]
PACK = json.dumps({"figures": [figure(), bank_holidays()], "clauses": CLAUSES})
CASE = {"case_date": "2026-12-04", "rent": "112.50", "frequency": "weekly"}


@pytest.fixture(scope="session")
def small():
    """The small calculator's parts and the helpers that make figures."""
    return SimpleNamespace(
        title="Small <one>",
        Input=SmallInput,
        Row=MissedPayment,
        Result=SmallResult,
        Help=Help,
        calculate=calculate,
        figure=figure,
        value=value,
        bank_holidays=bank_holidays,
        holiday_table=BANK_HOLIDAYS,
        clauses=CLAUSES,
        source=SOURCE,
        pack=PACK,
        case=CASE,
        figures=FigureSet.from_json(PACK),
    )


@pytest.fixture(scope="module")
def registered(small):
    """The small calculator, listed with the others while one file's tests run."""
    from calculators.registry import CALCULATORS, Calculator

    CALCULATORS["small"] = Calculator(
        "small", small.title, "Does it work?", SmallInput, SmallResult, calculate
    )
    yield small
    del CALCULATORS["small"]
