"""What an officer is told: the answer, what to know before relying on it, and what to do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.periods import Frequency
from calculators.core.plausible import help_to_check, rent_to_check
from calculators.core.trace import Trace
from calculators.core.wording import counted, pounds
from calculators.deductions_and_managed_payments import rules
from calculators.deductions_and_managed_payments.amounts import MOST_NUMBER, Amounts
from calculators.deductions_and_managed_payments.models import (
    OUTSIDE_THE_LIST,
    DeductionsAndManagedPaymentsInput,
    Taken,
)
from calculators.deductions_and_managed_payments.rules import Asked

#: SI 2025/387 put child maintenance first for these assessment periods; its place on other days
#: is not held.
MAINTENANCE_FIRST_FROM, MAINTENANCE_FIRST_TO = dt.date(2025, 4, 30), dt.date(2026, 4, 30)
TAKEN_ALREADY = (
    "If a deduction for these arrears is taken already, tell the Department for Work and Pensions "
    "of the breathing space, and ask whether it is paused."
)
STACKED = "Agree with the tenant whether the plan ends or is lowered once a deduction begins."


def answer(
    managed: Outcome,
    deduction: Outcome,
    amounts: Amounts | None,
    inputs: DeductionsAndManagedPaymentsInput,
) -> str:
    """The one sentence an officer can read out."""
    first = {
        Verdict.YES: "We can ask for rent to be paid to us",
        Verdict.NO: "We cannot ask for rent to be paid to us",
        Verdict.CANNOT_TELL: "Whether we can ask for rent to be paid to us is not known yet",
    }[managed.verdict]
    if managed.verdict is Verdict.NO and inputs.paid_to_us_already is YesNoNotKnown.YES:
        first = "Rent is paid to us already"
    second = {
        Verdict.YES: "we can ask for a deduction for the arrears",
        Verdict.NO: "we cannot ask for a deduction for the arrears now",
        Verdict.CANNOT_TELL: "whether we can ask for a deduction is not known yet",
    }[deduction.verdict]
    said = f"{first}; {second}"
    if managed.verdict is deduction.verdict is Verdict.CANNOT_TELL:
        said = (
            "Whether we can ask for rent to be paid to us, or for a deduction for the arrears, is "
            "not known yet"
        )
    if deduction.verdict is Verdict.NO or amounts is None:
        return f"{said}."
    if amounts.too_small:
        return f"{said}, but the award is too small for one."
    if not amounts.for_rent:
        return f"{said}, but other deductions leave no room under the limit."
    much = f"{pounds(amounts.least)} a month"
    if amounts.for_rent != amounts.least:
        much = f"{pounds(amounts.least)} to {pounds(amounts.for_rent)} a month"
    if deduction.verdict is Verdict.CANNOT_TELL:
        return f"{said}. A deduction would be {much}."
    return f"{said}: {much}."


def warnings(
    inputs: DeductionsAndManagedPaymentsInput,
    amounts: Amounts | None,
    starts: tuple[dt.date, ...],
    plan: Decimal | None,
    deduction: Outcome,
    trace: Trace,
) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = list(rent_to_check(inputs.rent, inputs.rent_frequency))
    if inputs.uc_housing_amount:
        found += help_to_check(
            "Universal Credit",
            inputs.uc_housing_amount,
            Frequency.MONTHLY,
            inputs.rent,
            inputs.rent_frequency,
        )
    if plan and deduction.verdict is not Verdict.NO:
        found.append(stacked_warning(plan))
    if rules.IN_A_SPACE in deduction.settled_by and inputs.uc_has_housing is not YesNoNotKnown.NO:
        found.append(
            "A managed payment is for rent that falls due, which a breathing space does not cover."
        )
    if amounts is not None and inputs.other_deductions_known is not YesNoNotKnown.YES:
        found.append(
            "What else is taken from the award is not known. Other deductions can leave less for "
            "rent arrears, or nothing."
        )
    if amounts is not None and amounts.room < amounts.limit:
        found.append(
            "The award is smaller than the limit for deductions. At least a penny of it must be "
            "paid, so deductions can take less than the limit."
        )
    if amounts is not None:
        for each in inputs.other_deductions:
            if each.taken_for not in OUTSIDE_THE_LIST and each.amount > amounts.limit:
                found.append(
                    f"{each.taken_for.label}: {pounds(each.amount)} a month is more than the limit "
                    f"for all deductions together, {pounds(amounts.limit)}. Check the statement: "
                    "the answer takes it as not taken, and less may be left for rent arrears."
                )
    kinds = {each.taken_for for each in inputs.other_deductions}
    first = MAINTENANCE_FIRST_FROM <= starts[-1] < MAINTENANCE_FIRST_TO
    if Taken.CHILD_MAINTENANCE in kinds and not first:
        found.append(
            "We do not hold where child maintenance stands in the order for this assessment "
            "period. The answer takes it first, so rent arrears may get more than this."
        )
    most = int(trace.number(MOST_NUMBER, starts[-1])) if kinds else 0
    others = [Asked(each.taken_for, each.amount) for each in inputs.other_deductions]
    if kinds and rules.too_many(others, most):
        found.append(
            f"No more than {counted(most, 'deduction')} for other creditors are taken in one "
            "month. A deduction for rent arrears goes ahead of most, so one of theirs would stop."
        )
    return found


def next_steps(
    inputs: DeductionsAndManagedPaymentsInput,
    managed: Outcome,
    deduction: Outcome,
    amounts: Amounts | None,
    plan: Decimal | None,
    stops_after: Decimal,
) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    if inputs.told_and_heard is not YesNoNotKnown.YES:
        found.append("Tell the tenant what we want to ask for, hear what they say, and record it.")
    if managed.verdict is Verdict.YES:
        found.append("Ask for the managed payment through the landlord portal.")
    if deduction.verdict is Verdict.YES:
        found.append(
            "Ask for the deduction in a separate request: the managed payment does not include it."
        )
        found.append(
            "Watch the account: the deduction stops once earnings reach the work allowance in "
            f"{counted(stops_after, 'assessment period')} running."
        )
        if amounts is not None and not amounts.for_rent and not amounts.too_small:
            found.append(
                "Send the Department the reasons why a deduction above the limit would keep the "
                "home, if it would."
            )
    if plan and deduction.verdict is not Verdict.NO:
        found.append(STACKED)
    if rules.IN_A_SPACE in deduction.settled_by:
        found.append(TAKEN_ALREADY)
    for each in dict.fromkeys((*managed.settled_by, *deduction.settled_by)):
        if "Department" not in each and "been told" not in each:
            found.append(f"Find out {each}.")
    return found


def stacked_warning(plan: Decimal) -> str:
    """That a deduction comes on top of the plan unless somebody changes the plan."""
    return (
        f"A plan of {pounds(plan)} a month is running. A deduction comes on top of it unless the "
        "plan is changed: check that the household can afford both."
    )
