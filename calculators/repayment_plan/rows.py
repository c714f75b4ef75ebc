"""The schedule as the page shows it: its rows, its chart, and what stands out in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.calendar import add_months
from calculators.core.money import ZERO
from calculators.core.periods import Frequency
from calculators.core.results import BalanceChart, ChartMark, ChartPoint
from calculators.core.wording import WEEKDAYS, day_and_date, long_date, month_and_year, pounds
from calculators.repayment_plan.models import HeavierMonth, NotWorkingDay, Payment
from calculators.repayment_plan.payments import Payments
from calculators.repayment_plan.policy import POLICY
from calculators.repayment_plan.rules import Paid
from calculators.repayment_plan.running import History

USUAL_IN_MONTH = {
    Frequency.WEEKLY: 4,
    Frequency.FORTNIGHTLY: 2,
    Frequency.FOUR_WEEKLY: 1,
    Frequency.MONTHLY: 1,
}


def payment_rows(payments: Payments, paid: Sequence[Paid]) -> tuple[Payment, ...]:
    """The schedule, with the rent charged between payments."""
    charged = payments.beside.rent_between([day.due_on for _, day in paid])
    rows = []
    for number, ((line, day), rent) in enumerate(zip(paid, charged, strict=True), start=1):
        notes = [line.due.note] if line.due.note else []
        if day.why:
            notes.append(f"{day.why}: not a working day")
        if day.why and not day.checked:
            notes.append("The next working day is not known yet")
        rows.append(
            Payment(
                number=number,
                due_on=day.due_on,
                pay_on=day.pay_on if day.pay_on != day.due_on else None,
                amount=line.amount,
                rent_part=line.due.rent_part or None,
                balance_after=line.balance,
                rent_since=rent,
                note=". ".join(notes),
            )
        )
    return tuple(rows)


def not_working_days(payments: Payments, paid: Sequence[Paid]) -> tuple[str, ...]:
    """Each payment day that is not a working day, with the day it is paid instead."""
    inputs, found = payments.inputs, []
    for day in dict.fromkeys(day for _, day in paid if day.why):
        if day.pay_on != day.due_on:
            instead = f"pay on {day_and_date(day.pay_on)}"
        else:
            instead = "pay then" if day.checked else "the day to pay on is not known yet"
        name = "" if day.why in WEEKDAYS else f" ({day.why})"
        found.append(f"{day_and_date(day.due_on)}{name}: {instead}")
    if found and inputs.not_working_day is NotWorkingDay.NEXT:
        payments.trace.clause(POLICY, "paying-on-working-days", inputs.case_date)
    return tuple(found)


def heavier_months(payments: Payments, paid: Sequence[Paid]) -> tuple[HeavierMonth, ...]:
    """Months in which one payment more than usual is made, for a household paid by the month.

    A month is that of the tenant's Universal Credit if its payment day is known, or else the
    calendar's; a payment belongs to the month of the day it is paid.
    """
    if not payments.beside.has_uc:
        return ()
    anchor = payments.inputs.next_uc_payment
    months: dict[dt.date, list[Decimal]] = {}
    for line, day in paid:
        if line.due.instalment:
            months.setdefault(month_begins(day.pay_on, anchor), []).append(line.amount)
    usual = USUAL_IN_MONTH[payments.inputs.offer_frequency]
    return tuple(
        HeavierMonth(
            month=month_and_year(begins)
            if anchor is None
            else f"From Universal Credit paid {long_date(begins)}",
            payments=len(amounts),
            total=sum(amounts, ZERO),
        )
        for begins, amounts in months.items()
        if len(amounts) > usual
    )


def month_begins(day: dt.date, anchor: dt.date | None) -> dt.date:
    """The first day of the month a payment comes out of: of the calendar's, or of the credit's.

    Args:
        day: The day of the payment.
        anchor: Any one day Universal Credit is paid, if known; a month runs from one to the next.
    """
    if anchor is None:
        return day.replace(day=1)
    index = (day.year - anchor.year) * 12 + day.month - anchor.month
    begins = add_months(anchor, index)
    return begins if begins <= day else add_months(anchor, index - 1)


def chart(payments: Payments, paid: Sequence[Paid], past: History | None) -> BalanceChart:
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
    points += [ChartPoint(day=day.pay_on, amount=line.balance) for line, day in paid]
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
