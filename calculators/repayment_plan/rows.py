"""The schedule as the page shows it: its rows, its chart, and what stands out in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.calendar import add_months
from calculators.core.money import ZERO
from calculators.core.periods import Frequency
from calculators.core.results import BalanceChart, ChartMark, ChartPoint
from calculators.core.wording import MONTHS, WEEKDAYS, day_and_date, long_date, pounds
from calculators.repayment_plan.models import HeavierMonth, NotWorkingDay, Payment
from calculators.repayment_plan.payments import Payments
from calculators.repayment_plan.policy import POLICY
from calculators.repayment_plan.rules import Line
from calculators.repayment_plan.running import History

USUAL_IN_MONTH = {
    Frequency.WEEKLY: 4,
    Frequency.FORTNIGHTLY: 2,
    Frequency.FOUR_WEEKLY: 1,
    Frequency.MONTHLY: 1,
}


def payment_rows(payments: Payments, lines: Sequence[Line]) -> tuple[Payment, ...]:
    """The schedule, with the rent charged between payments."""
    charged = payments.beside.rent_between([line.due.day for line in lines])
    rows = []
    for number, (line, rent) in enumerate(zip(lines, charged, strict=True), start=1):
        day = payments.pays(line.due.day)
        notes = [line.due.note] if line.due.note else []
        if day.why:
            notes.append(f"{day.why}: not a working day")
        if day.why and not day.checked:
            notes.append("The next working day is not known yet")
        rows.append(
            Payment(
                number=number,
                due_on=line.due.day,
                pay_on=day.pay_on if day.pay_on != line.due.day else None,
                amount=line.amount,
                rent_part=line.due.rent_part or None,
                balance_after=line.balance,
                rent_since=rent,
                note=". ".join(notes),
            )
        )
    return tuple(rows)


def not_working_days(payments: Payments, lines: Sequence[Line]) -> tuple[str, ...]:
    """Each payment day that is not a working day, with the day it is paid instead."""
    inputs, found = payments.inputs, []
    for due_on in dict.fromkeys(line.due.day for line in lines):
        day = payments.pays(due_on)
        if not day.why:
            continue
        if day.pay_on != due_on:
            instead = f"pay on {day_and_date(day.pay_on)}"
        else:
            instead = "pay then" if day.checked else "the day to pay on is not known yet"
        name = "" if day.why in WEEKDAYS else f" ({day.why})"
        found.append(f"{day_and_date(due_on)}{name}: {instead}")
    if found and inputs.not_working_day is NotWorkingDay.NEXT:
        payments.trace.clause(POLICY, "paying-on-working-days", inputs.case_date)
    return tuple(found)


def heavier_months(payments: Payments, lines: Sequence[Line]) -> tuple[HeavierMonth, ...]:
    """Months in which one payment more than usual is made, for a household paid by the month.

    A month is that of the tenant's Universal Credit if its payment day is known, or else the
    calendar's; a payment belongs to the month of the day it is paid.
    """
    if not payments.beside.has_uc:
        return ()
    months: dict[str, list[Decimal]] = {}
    for line in lines:
        if line.due.instalment:
            pay_on = payments.pays(line.due.day).pay_on
            months.setdefault(month_of(payments, pay_on), []).append(line.amount)
    usual = USUAL_IN_MONTH[payments.inputs.offer_frequency]
    return tuple(
        HeavierMonth(month=month, payments=len(paid), total=sum(paid, ZERO))
        for month, paid in months.items()
        if len(paid) > usual
    )


def month_of(payments: Payments, day: dt.date) -> str:
    """The month a payment comes out of: by the Universal Credit paid before it, if known."""
    anchor = payments.inputs.next_uc_payment
    if anchor is None:
        return f"{MONTHS[day.month - 1]} {day.year}"
    index = (day.year - anchor.year) * 12 + day.month - anchor.month
    if add_months(anchor, index) > day:
        index -= 1
    return f"From Universal Credit paid {long_date(add_months(anchor, index))}"


def chart(payments: Payments, lines: Sequence[Line], past: History | None) -> BalanceChart:
    """The arrears from the start of the plan to its last payment."""
    inputs, rent = payments.inputs, payments.beside.rent
    points = (
        []
        if past is None
        else [
            ChartPoint(day=payments.pays(row.due_on).pay_on, amount=row.balance_after)
            for row in past.rows
        ]
    )
    points += [
        ChartPoint(day=payments.pays(line.due.day).pay_on, amount=line.balance) for line in lines
    ]
    begin = min(point.day for point in points)
    begin = min(begin, inputs.case_date)
    points.insert(0, ChartPoint(day=begin, amount=inputs.arrears))
    end = points[-1].day
    marks = []
    if inputs.rent_change_on is not None and inputs.rent_change_on <= end:
        marks.append(ChartMark(day=inputs.rent_change_on, label="Rent changes"))
    opens = rent.first_open_charge()
    if opens <= end:
        marks.append(ChartMark(day=opens, label="Rent not known"))
    summary = (
        f"The arrears go from {pounds(inputs.arrears)} on {long_date(begin)} down to "
        f"{pounds(points[-1].amount)} on {long_date(end)}. Every payment is in the table below."
    )
    return BalanceChart(summary=summary, points=tuple(points), marks=tuple(marks))
