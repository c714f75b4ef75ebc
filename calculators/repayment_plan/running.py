"""A plan already running: what was paid so far, and how missed money is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.errors import CannotCalculate, NeedsAnswer, Problem
from calculators.core.money import ZERO
from calculators.core.periods import days_until
from calculators.core.trace import Trace
from calculators.core.wording import counted, in_list, long_date, pounds
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import PastPayment, RepaymentPlanInput, Replan
from calculators.repayment_plan.rules import Due, Line, Missed, Schedule


@dataclass(frozen=True)
class History:
    """What fell due before the day of the new plan.

    Attributes:
        rows: Each payment that fell due, as the page shows it.
        missed: The money among them that was not paid.
        owed: What is left of the arrears.
        each: The instalment as first agreed.
        next_due: The next instalment day, today or later.
        planned_last: The last payment day as first agreed.
    """

    rows: tuple[PastPayment, ...]
    missed: tuple[Missed, ...]
    owed: Decimal
    each: Decimal
    next_due: dt.date
    planned_last: dt.date

    @property
    def missed_total(self) -> Decimal:
        """All that fell due and was not paid."""
        return sum((one.unpaid for one in self.missed), ZERO)


def history(inputs: RepaymentPlanInput, planned: Schedule, each: Decimal) -> History:
    """What fell due before the day of the plan, what was paid, and what comes next.

    Args:
        inputs: The plan as first agreed, and the payments not made in full.
        planned: Its whole schedule as first agreed.
        each: Its instalment.

    Raises:
        CannotCalculate: If a missed payment does not belong to the plan.
        NeedsAnswer: If every payment was made, so that nothing is left to plan.
    """
    past = [line for line in planned.lines if line.due.day < inputs.case_date]
    if problems := missed_payments_that_do_not_fit(inputs, past):
        raise CannotCalculate(*problems)
    paid = {missed.due_on: missed.paid for missed in inputs.missed_payments}
    rows, missed, owed = [], [], inputs.arrears
    for line in past:
        amount = paid.get(line.due.day, line.amount)
        owed -= amount
        if amount < line.amount:
            missed.append(Missed(line.due.day, line.amount - amount))
        rows.append(
            PastPayment(
                due_on=line.due.day,
                amount=line.amount,
                paid=amount,
                balance_after=owed,
                note=how_paid(line.amount, amount),
            )
        )
    if owed <= 0:
        raise NeedsAnswer(
            "missed_payments",
            "Every payment of this plan has fallen due and counts as made, so the arrears it "
            "covered are cleared. List any payment that was not made in full",
        )
    next_due = next(
        due.day
        for due in rules.instalments(inputs.first_payment, inputs.offer_frequency, each)
        if due.day >= inputs.case_date
    )
    return History(tuple(rows), tuple(missed), owed, each, next_due, planned.lines[-1].due.day)


def how_paid(due: Decimal, paid: Decimal) -> str:
    """How much of a payment was made, in words."""
    if paid >= due:
        return "Paid in full"
    return "Paid in part" if paid else "Not paid"


def missed_payments_that_do_not_fit(
    inputs: RepaymentPlanInput, past: Sequence[Line]
) -> list[Problem]:
    """Missed payments on days when nothing was due, or as large as what was due."""
    due = {line.due.day: line.amount for line in past}
    problems = []
    for row, missed in enumerate(inputs.missed_payments):
        name, words = f"missed_payments.{row}", f"Missed payment {row + 1}"
        if missed.due_on not in due:
            last_few = in_list([long_date(day) for day in list(due)[-3:]])
            said = f"The last days were {last_few}" if due else "None was due yet"
            problems.append(
                Problem(
                    f"{name}.due_on",
                    f"{words}: no payment of this plan was due on {long_date(missed.due_on)} "
                    f"before the date of this plan. {said}",
                )
            )
        elif missed.paid >= due[missed.due_on]:
            problems.append(
                Problem(
                    f"{name}.paid",
                    f"{words}: {pounds(missed.paid)} pays it in full. Remove it, or enter the "
                    "smaller amount that was paid",
                )
            )
    return problems


def payments_from_now(
    inputs: RepaymentPlanInput, past: History, extras: Iterable[Due], trace: Trace
) -> tuple[Iterator[Due], Decimal]:
    """The payments still to come, by the way chosen to make missed money up, and each of them.

    Raises:
        NeedsAnswer: If the money is to be spread over payments of which none is left.
    """
    each = past.each
    if inputs.replan is Replan.SPREAD:
        days = days_until(past.next_due, inputs.offer_frequency, past.planned_last)
        if not days:
            raise NeedsAnswer(
                "replan",
                "The plan's last payment day has passed, so there is nothing to spread the missed "
                "money over. Choose “Carry on” or “Catch up”",
            )
        each = rules.payment_to_clear(past.owed, len(days))
        trace.step(
            "Each payment from now",
            each,
            unit="GBP",
            sum=f"{pounds(past.owed)} ÷ {counted(len(days), 'payment')}",
            rounding="Up to the next whole penny",
        )
    dues = rules.instalments(past.next_due, inputs.offer_frequency, each)
    if inputs.replan is Replan.CATCH_UP and past.missed:
        first = next(dues)
        note = f"{pounds(first.amount)} and the {pounds(past.missed_total)} missed"
        both = Due(first.day, first.amount + past.missed_total, note=note)
        dues = rules.in_day_order([both], dues)
    return rules.in_day_order(extras, dues), each
