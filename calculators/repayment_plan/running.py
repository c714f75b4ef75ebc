"""A plan already running: what was paid so far, and how missed money is made up."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.errors import CannotCalculate, NeedsAnswer, Problem
from calculators.core.money import ZERO
from calculators.core.periods import period_day
from calculators.core.wording import counted, in_list, long_date, pounds
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import PastPayment, RepaymentPlanInput, Replan
from calculators.repayment_plan.payments import Payments, amount_paid
from calculators.repayment_plan.rules import Due, Line, Missed, Schedule


@dataclass(frozen=True)
class History:
    """What was to be paid before the day of the new plan.

    Attributes:
        rows: Each payment that was to be made, as the page shows it.
        missed: The money among them that was not paid.
        owed: What is left of the arrears.
        each: The instalment as first agreed.
        next_index: Which instalment comes next, today or later; the first is number 0.
        planned_last: The last instalment day as first agreed.
    """

    rows: tuple[PastPayment, ...]
    missed: tuple[Missed, ...]
    owed: Decimal
    each: Decimal
    next_index: int
    planned_last: dt.date

    @property
    def missed_total(self) -> Decimal:
        """All that was to be paid and was not."""
        return sum((one.unpaid for one in self.missed), ZERO)


def history(payments: Payments, planned: Schedule, each: Decimal) -> History:
    """What was to be paid before the day of the plan, what was paid, and what comes next.

    A payment whose day is not a working day belongs to the day it is paid.

    Args:
        payments: The payments of the plan as first agreed.
        planned: Its whole schedule as first agreed.
        each: Its instalment.

    Raises:
        CannotCalculate: If a missed payment does not belong to the plan.
        NeedsAnswer: If every payment was made, so that nothing is left to plan.
    """
    inputs = payments.inputs
    past = [line for line in planned.lines if payments.pays(line.due.day).pay_on < inputs.case_date]
    left_to_pay = paid_by_day(payments, past)
    rows, missed, owed = [], [], inputs.arrears
    for line in past:
        amount = line.amount
        if line.due.day in left_to_pay:  # one day may have two payments: the first is met first
            amount = min(line.amount, left_to_pay[line.due.day])
            left_to_pay[line.due.day] -= amount
        owed -= amount
        if amount < line.amount:
            late_from = payments.late_from(line.due.day)
            missed.append(Missed(line.due.day, late_from, line.amount - amount, amount == 0))
        rows.append(
            PastPayment(
                due_on=line.due.day,
                amount=line.amount,
                paid=amount,
                balance_after=owed,
                note=". ".join(filter(None, (line.due.note, how_paid(line.amount, amount)))),
            )
        )
    if owed == 0:
        raise NeedsAnswer(
            "missed_payments",
            "Payments not made in full: every payment of this plan has fallen due and counts as "
            "made, so nothing is left to pay. List any payment that was not made in full",
        )
    next_index = next(
        index
        for index in itertools.count()
        if payments.pays(instalment_day(inputs, index)).pay_on >= inputs.case_date
    )
    planned_last = max(
        (line.due.day for line in planned.lines if line.due.instalment),
        default=inputs.first_payment,
    )
    return History(tuple(rows), tuple(missed), owed, each, next_index, planned_last)


def instalment_day(inputs: RepaymentPlanInput, index: int) -> dt.date:
    """The day an instalment of the plan is due; the first is number 0."""
    return period_day(inputs.first_payment, inputs.offer_frequency, index)


def how_paid(due: Decimal, paid: Decimal) -> str:
    """How much of a payment was made, in words."""
    if paid >= due:
        return "Paid in full"
    return "Paid in part" if paid else "Not paid"


def paid_by_day(payments: Payments, past: Sequence[Line]) -> dict[dt.date, Decimal]:
    """What was paid of each payment listed as not made in full, by the day it was due.

    Its day may be given as the day it was due or, where that is another, the day to pay on.

    Raises:
        CannotCalculate: If nothing was due on a day, or what was paid is all that was due.
    """
    due: dict[dt.date, Decimal] = {}
    for line in past:
        due[line.due.day] = due.get(line.due.day, ZERO) + line.amount
    due_when_paid_on = {payments.pays(day).pay_on: day for day in reversed(due)}
    paid: dict[dt.date, Decimal] = {}
    problems = []
    for row, missed in enumerate(payments.inputs.missed_payments):
        name, words = f"missed_payments.{row}", f"Missed payment {row + 1}"
        given = missed.due_on
        day = given if given in due else due_when_paid_on.get(given)
        if day is None:
            last_few = in_list([long_date(each) for each in list(due)[-3:]])
            days = "day before then was" if len(due) == 1 else "last days before then were"
            said = f"The {days} {last_few}" if due else "None was due before then"
            problems.append(
                Problem(
                    f"{name}.due_on",
                    f"{words}: no payment of this plan was due on {long_date(given)}, before the "
                    f"date of this plan. {said}",
                )
            )
        elif day in paid:
            problems.append(
                Problem(f"{name}.due_on", f"{words}: {long_date(given)} is listed twice")
            )
        elif missed.paid >= due[day]:
            problems.append(
                Problem(
                    f"{name}.paid",
                    f"{words}: {pounds(missed.paid)} pays it in full. Enter less than "
                    f"{pounds(due[day])}, or remove it",
                )
            )
        else:
            paid[day] = missed.paid
    if problems:
        raise CannotCalculate(*problems)
    return paid


def payments_from_now(payments: Payments, past: History) -> tuple[Iterator[Due], Decimal]:
    """The payments still to come, by the way chosen to make missed money up, and each of them.

    Raises:
        NeedsAnswer: If the money is to be spread over payments of which none is left or needed.
    """
    inputs, each = payments.inputs, past.each
    extras = [due for due in payments.extras if payments.pays(due.day).pay_on >= inputs.case_date]
    if inputs.replan is Replan.SPREAD:
        each = spread(payments, past, extras)
    dues = rules.instalments(
        inputs.first_payment, inputs.offer_frequency, each, start=past.next_index
    )
    if inputs.replan is Replan.CATCH_UP and past.missed:
        first = next(dues)
        before = amount_paid([due for due in extras if due.day <= first.day])
        left = max(ZERO, past.owed - before)
        missed = min(past.missed_total, left)
        usual = min(each, left - missed)
        note = (
            f"{pounds(usual)} and the {pounds(missed)} missed"
            if usual
            else f"The {pounds(missed)} missed"
        )
        if missed:
            first = Due(first.day, usual + missed, note=note)
        dues = rules.in_day_order([first], dues)
    return rules.in_day_order(extras, dues), each


def spread(payments: Payments, past: History, extras: Sequence[Due]) -> Decimal:
    """Each payment from now on that keeps the last day as first agreed.

    Raises:
        NeedsAnswer: If no payment is left to spread the money over, or none is needed.
    """
    inputs, count = payments.inputs, 0
    while instalment_day(inputs, past.next_index + count) <= past.planned_last:
        count += 1
    if not count:
        raise NeedsAnswer(
            "replan",
            "How will the missed money be paid: the last payment day has passed, so there is "
            "nothing to spread it over. Choose “Carry on” or “Catch up”",
        )
    others = amount_paid([due for due in extras if due.day <= past.planned_last])
    owed = past.owed - others
    if owed <= 0:
        raise NeedsAnswer(
            "replan",
            "How will the missed money be paid: the other payments to come clear the arrears on "
            "their own, so there is nothing to spread. Choose “Carry on”",
        )
    each = rules.payment_to_clear(owed, count)
    payments.trace.step(
        "Each payment from now",
        each,
        unit="GBP",
        sum=f"{pounds(owed)} ÷ {counted(count, 'payment')}",
        rounding="Up to the next whole penny, so that the last payment is not the largest",
    )
    return each
