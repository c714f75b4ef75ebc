"""What to know before relying on a plan, and what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from calculators.core.calendar import WorkingCalendar
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.periods import Frequency
from calculators.core.plausible import help_to_check, rent_to_check
from calculators.core.wording import day_and_date, in_list, long_date, pounds
from calculators.repayment_plan.models import PlanStage
from calculators.repayment_plan.payments import LUMP_SUM, Payments
from calculators.repayment_plan.rules import Paid
from calculators.repayment_plan.sentence import offer_in_words


def warnings(payments: Payments, paid: Sequence[Paid]) -> list[str]:
    """What the officer must know: the rent beside the plan, and days that are not checked."""
    last = paid[-1].day.due_on if paid else payments.inputs.first_payment
    inputs = payments.inputs
    return [
        *rent_to_check(inputs.rent, inputs.rent_frequency),
        *too_much_help(payments),
        *payments.beside.warnings_for(last),
        *days_not_checked(payments.calendar, paid),
    ]


def too_much_help(payments: Payments) -> Iterator[str]:
    """Benefit for rent entered as more than the rent."""
    inputs = payments.inputs
    helper, given, often = "Housing Benefit", inputs.housing_benefit, Frequency.WEEKLY
    if payments.beside.has_uc:
        helper, given, often = "Universal Credit", inputs.uc_housing_amount, Frequency.MONTHLY
    if given:
        yield from help_to_check(helper, given, often, inputs.rent, inputs.rent_frequency)


def days_not_checked(calendar: WorkingCalendar, paid: Sequence[Paid]) -> list[str]:
    """Payment days whose bank holidays are not held.

    The first day held is among them only where the working day before it is looked for.
    """
    days = [day.due_on for _, day in paid if not day.checked]
    found = []
    if any(day <= calendar.held_from for day in days):
        found.append(
            f"Bank holidays are held from {long_date(calendar.held_from)}. Check the payment days "
            "before then yourself."
        )
    if any(day > calendar.held_from for day in days):
        found.append(
            f"Bank holidays are announced up to {long_date(calendar.held_to)}. Check the last "
            "payment days again once more are announced."
        )
    return found


def say_back(
    payments: Payments, paid: Sequence[Paid], review: Outcome, clears_on: dt.date
) -> list[str]:
    """What to tell the tenant of a new plan that clears the arrears, in the officer's own voice.

    Nothing is read back as agreed that somebody else has to look at first.
    """
    inputs = payments.inputs
    if inputs.plan_stage is PlanStage.RUNNING:
        return []
    if review.verdict is Verdict.YES:
        return ["Tell the tenant that the plan is not agreed until it has been reviewed."]
    agreed = [
        f"{pounds(line.amount)} on {day_and_date(day.pay_on)}"
        for line, day in paid
        if line.due.note == LUMP_SUM
    ]
    instalments = [each for each in paid if each.line.due.instalment]
    for first, day in instalments[:1]:
        amount, link = offer_in_words(first.amount, inputs.offer_frequency), "from"
        if len(instalments) == 1:
            amount, link = pounds(first.amount), "on"
        agreed.append(f"{amount} {link} {day_and_date(day.pay_on)}")
    says = f"You pay your rent as usual, and on top of it {in_list(agreed)}."
    if any(line.due.rent_part for line, _ in instalments):
        says = f"You pay {in_list(agreed)}, with your rent in it."
    return [f"Say it back: “{says} The arrears should be clear by {day_and_date(clears_on)}.”"]


def next_steps(payments: Payments) -> list[str]:
    """What to do with any plan, in order."""
    inputs = payments.inputs
    steps = []
    if payments.beside.has_uc:
        steps.append(
            "Check what is already taken from Universal Credit. Do not ask for a deduction for "
            "rent arrears while this plan is kept."
        )
    written = "new plan" if inputs.plan_stage is PlanStage.RUNNING else "plan"
    steps.append(
        f"Put the {written} in writing today, with every payment day and what to do if a payment "
        "cannot be made. Give the tenant a copy."
    )
    if inputs.rent_change_on is not None:
        day = long_date(inputs.rent_change_on)
        steps.append(f"Tell the tenant before {day} what the new rent and the plan come to.")
        if payments.beside.has_uc:
            steps.append(f"Remind the tenant to confirm the new rent to Universal Credit on {day}.")
    return steps
