"""The landlord's figures and the limits that affordability reads, each left open if not held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.affordability.statement import GUIDED, Heading
from calculators.core.errors import FigureNotHeld
from calculators.core.trace import Trace

FIGURES = "landlord.affordability"
GUIDELINE = f"{FIGURES}.guideline"
LOW_SHARE = f"{GUIDELINE}.low_share"
LEAST_HEATING = f"{GUIDELINE}.least_heating"
SAVINGS_SHARE = f"{FIGURES}.savings.share"
SAVINGS_MOST = f"{FIGURES}.savings.most"
USUAL_LONGEST = "landlord.repayment_plan.usual_longest"
DEBT_RELIEF = "debt_relief_order"
#: The people of a household as guideline figures count them.
KINDS = ("first_adult", "further_adult", "child_under_16", "child_16_to_18")


@dataclass(frozen=True)
class Guidelines:
    """What the organisation has filled in: for a heading, pounds a month for each kind of person.

    Attributes:
        rates: By heading; only headings with every kind filled in.
        low_share: The share of a guideline below which spending is low, or None.
        least_heating: Pounds a month below which heating and power are low, or None.
    """

    rates: dict[Heading, dict[str, Decimal]]
    low_share: Decimal | None
    least_heating: Decimal | None

    @property
    def none_loaded(self) -> bool:
        """Whether nothing at all is filled in."""
        return not self.rates and self.low_share is None and self.least_heating is None


def held(trace: Trace, figure_id: str, on: dt.date) -> Decimal | None:
    """A figure, or None where it is not held."""
    try:
        return trace.number(figure_id, on)
    except FigureNotHeld:
        return None


def guidelines(trace: Trace, on: dt.date) -> Guidelines:
    """The organisation's guideline figures for a day."""
    rates: dict[Heading, dict[str, Decimal]] = {}
    for heading, name in GUIDED.items():
        found = {kind: held(trace, f"{GUIDELINE}.{name}.{kind}", on) for kind in KINDS}
        known = {kind: value for kind, value in found.items() if value is not None}
        if len(known) == len(KINDS):
            rates[heading] = known
    return Guidelines(rates, held(trace, LOW_SHARE, on), held(trace, LEAST_HEATING, on))


def debt_relief_limits(trace: Trace, on: dt.date) -> dict[str, Decimal] | None:
    """The limits of a debt relief order by what they limit, or None where one is not held."""
    names = {"debt": "most_debt", "assets": "most_assets", "vehicle": "most_vehicle",
             "surplus": "most_surplus"}  # fmt: skip
    found = {what: held(trace, f"{DEBT_RELIEF}.{name}", on) for what, name in names.items()}
    known = {what: value for what, value in found.items() if value is not None}
    return known if len(known) == len(names) else None
