"""The working of a schedule: how the number of payments and the last one come about."""

from __future__ import annotations

from decimal import Decimal

from calculators.core.money import ZERO
from calculators.core.wording import counted, long_date, plain_number, pounds
from calculators.repayment_plan import rules
from calculators.repayment_plan.beside import UC_HOUSING
from calculators.repayment_plan.models import Replan
from calculators.repayment_plan.payments import LUMP_SUM, RENT_FREE_WEEK, Payments
from calculators.repayment_plan.rules import Line, Schedule
from calculators.repayment_plan.running import History


def show_schedule(payments: Payments, made: Schedule, each: Decimal, past: History | None) -> None:
    """Write down every step from what is owed to the last payment."""
    inputs, trace = payments.inputs, payments.trace
    owed = inputs.arrears
    if past:
        owed = past.owed
        trace.step(
            "Arrears left on the date of this plan",
            owed,
            unit="GBP",
            sum=f"{pounds(inputs.arrears)} - {pounds(inputs.arrears - owed)} paid so far",
        )
    owed = show_others(payments, made, owed)
    instalments = [line for line in made.lines if line.due.instalment]
    if not instalments:
        return
    show_number(payments, instalments, owed, each, past)
    show_last_day(payments, instalments)
    show_a_month(payments, each)


def show_others(payments: Payments, made: Schedule, owed: Decimal) -> Decimal:
    """Take off what is paid besides the instalments."""
    others = [line for line in made.lines if not line.due.instalment]
    if not others:
        return owed
    notes = {line.due.note for line in others}
    names = {LUMP_SUM: "the lump sum", RENT_FREE_WEEK: "the rent-free weeks"}
    what = " and ".join(name for note, name in names.items() if note in notes)
    paid = sum((line.amount for line in others), ZERO)
    payments.trace.step(
        f"Arrears left for the instalments after {what}",
        owed - paid,
        unit="GBP",
        sum=f"{pounds(owed)} - {pounds(paid)}",
    )
    return owed - paid


def show_number(
    payments: Payments,
    instalments: list[Line],
    owed: Decimal,
    each: Decimal,
    past: History | None,
) -> None:
    """Divide what is owed by what each instalment takes off it, where that is always the same."""
    trace, rent_part = payments.trace, instalments[0].due.rent_part
    towards = each - rent_part
    if rent_part:
        trace.step(
            "Off the arrears from each payment now",
            towards,
            unit="GBP",
            sum=f"{pounds(each)} - {pounds(rent_part)} rent",
            rounding="Rent turned into the payment's period, to the nearest penny",
            source=UC_HOUSING,
        )
    if {line.due.rent_part for line in instalments} != {rent_part}:
        return
    if past and payments.inputs.replan is Replan.CATCH_UP and past.missed:
        return
    whole = rules.full_payments(owed, towards)
    trace.step(
        "Whole payments in the arrears",
        whole,
        unit="payments",
        sum=f"{pounds(owed)} ÷ {pounds(towards)}",
        rounding="Down to whole payments",
    )
    left = owed - whole * towards
    if left:
        trace.step(
            "Off the arrears from the last payment" if rent_part else "Left for the last payment",
            left,
            unit="GBP",
            sum=f"{pounds(owed)} - {plain_number(Decimal(whole))} × {pounds(towards)}",
        )


def show_last_day(payments: Payments, instalments: list[Line]) -> None:
    """Count from the plan's first payment to its last."""
    inputs, last = payments.inputs, instalments[-1].due.day
    first, gap = inputs.first_payment, inputs.offer_frequency.weeks
    if last == first:
        return
    months = last.month - first.month + 12 * (last.year - first.year)
    span = counted((last - first).days // 7, "week") if gap else counted(months, "month")
    payments.trace.step("Day the last instalment is due", last, sum=f"{long_date(first)} + {span}")


def show_a_month(payments: Payments, each: Decimal) -> None:
    """The instalment as an amount a month."""
    frequency = payments.inputs.offer_frequency
    payments.trace.step(
        "The offer as an amount a month",
        rules.a_month(each, frequency),
        unit="GBP/month",
        sum=f"{pounds(each)} × {frequency.periods_in_year} ÷ 12",
        rounding="To the nearest penny",
    )
