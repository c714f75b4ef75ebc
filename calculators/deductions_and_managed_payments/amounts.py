"""What can be taken from Universal Credit for rent arrears, and how long the arrears take."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.calendar import DAY, add_months
from calculators.core.errors import NeedsAnswer
from calculators.core.money import payments_to_clear
from calculators.core.trace import Trace
from calculators.core.wording import percent
from calculators.deductions_and_managed_payments import rules
from calculators.deductions_and_managed_payments.models import (
    DeductionsAndManagedPaymentsInput,
    DeductionTaken,
    WayToClear,
)
from calculators.deductions_and_managed_payments.rules import SCHEDULE_6, Asked, Line
from calculators.repayment_plan.models import Household

UC = "universal_credit"
RENT_ARREARS = f"{UC}.deductions.rent_arrears"
LEAST_SHARE, MOST_SHARE = f"{RENT_ARREARS}.least_share", f"{RENT_ARREARS}.most_share"
OVERALL_CAP = f"{UC}.deductions.overall_cap"
MOST_NUMBER = f"{UC}.deductions.third_parties.most"
NEAREST = "To the nearest penny, half a penny up"
RENT_LABEL = "Rent arrears"


@dataclass(frozen=True)
class Amounts:
    """What can be taken from the award for rent arrears."""

    allowance: Decimal
    least: Decimal
    limit: Decimal
    room: Decimal
    lines: tuple[Line, ...]

    @property
    def too_small(self) -> bool:
        """Whether the award cannot bear the least for rent arrears, whatever else is taken."""
        return self.room < self.least

    @property
    def for_rent(self) -> Decimal:
        """What rent arrears get under the limit, in pounds a month."""
        return rules.for_rent(self.lines)


def possible_starts(inputs: DeductionsAndManagedPaymentsInput) -> tuple[dt.date, ...]:
    """The first day of the assessment period: one, or the earliest and latest it can be."""
    if inputs.assessment_period_start is not None:
        return (inputs.assessment_period_start,)
    return (add_months(inputs.case_date, -1) + DAY, inputs.case_date)


def amounts_of(
    inputs: DeductionsAndManagedPaymentsInput, trace: Trace, starts: tuple[dt.date, ...]
) -> Amounts | None:
    """What can be taken, or None where the household is not known.

    Raises:
        NeedsAnswer: If the first day of the assessment period decides, and is not known.
    """
    if inputs.household is Household.NOT_KNOWN:
        return None
    name = inputs.household.value.replace("-", "_")
    ids = (f"{UC}.standard_allowance.{name}", LEAST_SHARE, MOST_SHARE, OVERALL_CAP)
    read = [tuple(trace.figures.in_force(each, start).number for each in ids) for start in starts]
    if len(set(read)) > 1:
        raise NeedsAnswer(
            "assessment_period_start",
            "Enter the first day of the assessment period: rates changed in the last month, and "
            "it decides which apply",
        )
    allowance, least, most, cap = (trace.number(each, starts[-1]) for each in ids)
    others = [Asked(each.taken_for, each.amount) for each in inputs.other_deductions]
    least_rent = rules.share_of_allowance(allowance, least)
    limit = rules.share_of_allowance(allowance, cap)
    most_rent = rules.share_of_allowance(allowance, most)
    room = rules.room_in_award(limit, inputs.uc_payment)
    creditors = int(trace.number(MOST_NUMBER, starts[-1]))
    lines = rules.deductions(room, least_rent, most_rent, others, creditors)
    found = Amounts(allowance, least_rent, limit, room, tuple(lines))
    for label, value, share in (
        ("Least for rent arrears", least_rent, least),
        ("Most for rent arrears in law", most_rent, most),
        ("Limit for all deductions together", limit, cap),
    ):
        trace.step(
            label,
            value,
            unit="GBP/month",
            sum=f"{percent(share)} of {allowance}",
            rounding=NEAREST,
            source=f"{SCHEDULE_6} paras 4 and 7(5)",
        )
    trace.step(
        "Most for rent arrears under the limit",
        found.for_rent,
        unit="GBP/month",
        sum=" + ".join(f"{each.taken}" for each in lines if each.taken_for is None and each.taken),
        source=f"{SCHEDULE_6} para. 5: each deduction in its order, in full or not at all",
    )
    return found


def order_rows(lines: tuple[Line, ...]) -> list[DeductionTaken]:
    """The deductions in their order, for a table."""
    rows, seen = [], False
    for line in lines:
        name = RENT_LABEL
        if line.taken_for is not None:
            name = line.taken_for.label
        elif seen:
            name = "Rent arrears, the part above the least"
        seen = seen or line.taken_for is None
        rows.append(
            DeductionTaken(taken_for=name, amount=line.amount, taken=line.taken, room=line.room)
        )
    return rows


def one_way(way: str, arrears: Decimal, each: Decimal, every: str) -> WayToClear:
    """How long the arrears take at so much each time."""
    number, last = payments_to_clear(arrears, each)
    return WayToClear(way=way, amount=each, every=every, payments=number, last=last)


def ways_to_clear(
    inputs: DeductionsAndManagedPaymentsInput, amounts: Amounts, plan: Decimal | None
) -> list[WayToClear]:
    """The time each way of paying takes, apart and together."""
    owed = inputs.arrears
    found: list[WayToClear] = []
    if not owed:
        return found
    if amounts.for_rent:
        found.append(one_way("The least deduction", owed, amounts.least, "a month"))
        if amounts.for_rent > amounts.least:
            found.append(one_way("The most under the limit", owed, amounts.for_rent, "a month"))
    if plan:
        found.append(one_way("The plan alone", owed, plan, "a month"))
        if amounts.for_rent:
            found.append(one_way("Plan and least deduction", owed, plan + amounts.least, "a month"))
    return found
