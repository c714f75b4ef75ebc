"""Arrears position: what is owed for rent, what of it is only timing, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators import rent_conversion
from calculators.arrears_position import rules
from calculators.arrears_position.coming import Coming, coming
from calculators.arrears_position.models import (
    UNIVERSAL_CREDIT,
    ArrearsPositionInput,
    ArrearsPositionResult,
    OnItsWay,
    ThresholdRow,
)
from calculators.arrears_position.next_action import next_action
from calculators.arrears_position.reading import Reading, statement_parts
from calculators.core.calendar import DAY
from calculators.core.catalogue import HelpWithRent
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import annual_amount
from calculators.core.plausible import rent_to_check
from calculators.core.trace import Trace
from calculators.core.wording import day_and_date, in_list, long_date, plain_number, pounds
from calculators.next_step.models import BreathingSpace

__all__ = ["ArrearsPositionInput", "ArrearsPositionResult", "calculate"]

POLICY = "rent-collection-and-arrears"
FIGURES = "landlord.arrears"
#: What the policy counts weeks of rent for, and the figure of each.
STEPS = (
    ("First letter", "first_letter"),
    ("Second letter", "second_letter"),
    ("Notice", "notice"),
    ("Claim to the court", "court"),
)
LEAST_AMOUNT = f"{FIGURES}.first_letter.least_amount"
#: What the clause "early-contact" has an officer ask and offer, as words to say.
EARLY_WORDS = (
    "Say, unless a breathing space is running: “What has happened? Which benefits do you get? We "
    "can help.”"
)
RUNNING = (BreathingSpace.STANDARD, BreathingSpace.MENTAL_HEALTH)
#: Rents, and benefit for them, change from the first week of April on.
APRIL = 4


def calculate(inputs: ArrearsPositionInput, figures: FigureSet) -> ArrearsPositionResult:
    """Where a rent account stands on a day.

    Args:
        inputs: The account; money in pounds.
        figures: Thresholds and the arrears procedure, read on the day of the case.
    """
    trace = Trace(figures)
    statement, _ = inputs.as_read
    reading = None if statement is None else Reading.of(inputs, statement)
    balance = inputs.account_balance
    if balance is None:
        assert reading is not None  # one of the two is asked for
        balance = reading.balance
    annual = annual_amount(inputs.rent, inputs.rent_frequency)
    for_rent = rules.rent_balance(balance, inputs.recharges, inputs.court_costs)
    owed = max(for_rent, ZERO)
    weeks = rules.weeks_of_rent(owed, annual)
    show_owed(inputs, balance, for_rent, weeks, annual, trace)
    on_its_way = coming(inputs, owed, trace)
    technical = on_its_way.technical
    real = None if technical is None else owed - technical
    if technical and real is not None:
        trace.step(
            "Real arrears",
            real,
            unit="GBP",
            sum=f"{pounds(owed)} − {pounds(technical)}",
            source="What no payment on its way pays",
        )
    trace.clause(POLICY, "early-contact", inputs.case_date)
    thresholds, not_held = against_thresholds(on_its_way, annual, inputs.case_date, trace)
    rate, rate_not_held = rent_conversion.daily_rate(
        inputs.rent, inputs.rent_frequency, inputs.case_date, trace
    )
    step, step_warnings = next_action(inputs, owed, on_its_way, figures, trace)
    last_payment_on, last_amount, charges = last_payment(inputs, reading)
    return ArrearsPositionResult(
        answer=answer(inputs, for_rent, weeks, on_its_way),
        warnings=(*warnings(inputs, for_rent, on_its_way, reading), *not_held, *step_warnings),
        next_steps=tuple(next_steps(inputs, for_rent, on_its_way)),
        rent_arrears=owed,
        rent_credit=-for_rent if for_rent < ZERO else None,
        weeks_of_rent=weeks,
        technical=technical,
        real=real,
        real_weeks=None if not technical or real is None else rules.weeks_of_rent(real, annual),
        only_timing=on_its_way.only_timing,
        daily_rate=rate,
        daily_rate_not_held=rate_not_held,
        **step,
        balance=balance,
        recharges=inputs.recharges or None,
        court_costs=inputs.court_costs or None,
        rent_balance=for_rent,
        on_its_way=on_its_way.rows,
        charged_to=on_its_way.charged_to if on_its_way.rows else None,
        counted=on_its_way.counted,
        thresholds=thresholds,
        last_payment_on=last_payment_on,
        last_payment_amount=last_amount,
        days_since_payment=(
            None if last_payment_on is None else (inputs.case_date - last_payment_on).days
        ),
        charges_since_payment=charges,
        **statement_parts(reading),
        working=trace.finish(),
    )


def show_owed(
    inputs: ArrearsPositionInput,
    balance: Decimal,
    for_rent: Decimal,
    weeks: Decimal,
    annual: Decimal,
    trace: Trace,
) -> None:
    """Write down what is owed for rent, in pounds and in weeks."""
    apart = inputs.recharges + inputs.court_costs
    if apart:
        trace.step(
            "Left for rent",
            for_rent,
            unit="GBP",
            sum=f"{pounds(balance)} − {pounds(inputs.recharges)} − {pounds(inputs.court_costs)}",
            source="A claim on rent grounds counts rent, not recharges or court costs",
        )
    if for_rent > ZERO:
        trace.step(
            "Rent arrears in weeks of rent",
            weeks,
            unit="weeks of rent",
            sum=f"{pounds(for_rent)} × 52 ÷ {pounds(annual)} of rent a year",
            rounding="Shown to two decimals, down; compared exactly",
            source="Weeks of the rent the agreement sets, with no rent-free weeks taken out",
        )


def against_thresholds(
    on_its_way: Coming, annual: Decimal, day: dt.date, trace: Trace
) -> tuple[tuple[ThresholdRow, ...], tuple[str, ...]]:
    """Each threshold of the policy, or why they are not held for the day."""
    try:
        numbers = [trace.number(f"{FIGURES}.{id_}.least_weeks", day) for _, id_ in STEPS]
        least = trace.number(LEAST_AMOUNT, day)
    except FigureNotHeld as refused:
        return (), (refused.problems[0].message,)
    rows = []
    for (name, id_), weeks in zip(STEPS, numbers, strict=True):
        floor = least if id_ == "first_letter" else ZERO
        amount = rules.amount_of_weeks(annual, weeks, floor)
        reached = whether_reached(on_its_way, annual, weeks, floor)
        counted_ = on_its_way.counted
        short = None if counted_ is None or counted_ >= amount else amount - counted_
        rows.append(
            ThresholdRow(name=name, weeks=weeks, amount=amount, reached=reached, short_by=short)
        )
    return tuple(rows), ()


def whether_reached(on_its_way: Coming, annual: Decimal, weeks: Decimal, floor: Decimal) -> Outcome:
    """Whether rent arrears after benefit on its way reach a threshold."""
    least, most = (on_its_way.owed - each for each in reversed(on_its_way.benefit))
    if least >= floor and rules.reaches(least, annual, weeks):
        return yes("The rent arrears come to it even after benefit on its way.")
    if most < floor or not rules.reaches(most, annual, weeks):
        return no("The rent arrears do not come to it.")
    return cannot_tell("It depends on benefit on its way.", *on_its_way.settled_by)


def last_payment(
    inputs: ArrearsPositionInput, reading: Reading | None
) -> tuple[dt.date | None, Decimal | None, int | None]:
    """The last payment's day and amount, and how many charges came after it."""
    if reading is not None:
        paid = reading.last_payment
        if paid is None:
            return None, None, None
        return paid.day, paid.payment, reading.charges_since_payment
    day = inputs.last_payment_on
    charges = None if day is None else charges_after(inputs, day)
    return day, inputs.last_payment_amount, charges


def charges_after(inputs: ArrearsPositionInput, day: dt.date) -> int | None:
    """How many charge days lie after a day, up to the day of the case; None where not known."""
    days = rules.charge_days(
        day + DAY,
        inputs.case_date,
        inputs.rent_frequency,
        weekday=inputs.rent_charge_day.weekday if inputs.rent_charge_day else None,
        charge_date=inputs.rent_charge_date,
    )
    return None if days is None else len(list(days))


# In words


def apart_in_words(inputs: ArrearsPositionInput) -> str:
    """What is owed apart from rent: "£50.00 of recharges and £404.00 of court costs"."""
    found = []
    if inputs.recharges:
        found.append(f"{pounds(inputs.recharges)} of recharges")
    if inputs.court_costs:
        found.append(f"{pounds(inputs.court_costs)} of court costs")
    return in_list(found)


def answer(
    inputs: ArrearsPositionInput, for_rent: Decimal, weeks: Decimal, on_its_way: Coming
) -> str:
    """The one sentence an officer can read out."""
    apart = apart_in_words(inputs)
    besides = f", with {apart} apart from it" if apart else ""
    if for_rent < ZERO:
        return f"No rent is owed: the rent is {pounds(-for_rent)} in credit{besides}."
    if for_rent == ZERO:
        return f"No rent is owed{besides}."
    in_weeks = f"{plain_number(weeks)} weeks of rent" if weeks != 1 else "1 week of rent"
    if weeks == ZERO:
        in_weeks = "less than a hundredth of a week's rent"
    start = f"{pounds(for_rent)} of rent is owed, {in_weeks}{besides}"
    technical = on_its_way.technical
    if technical is None:
        facts = in_list(on_its_way.settled_by, "and")
        return f"{start}. Cannot tell how much is only timing until you know {facts}."
    if technical == for_rent:
        return f"{start}: all of it is only timing."
    if technical == ZERO:
        return f"{start}: none of it is only timing."
    real = pounds(for_rent - technical)
    return f"{start}: {pounds(technical)} of it is only timing and {real} is real arrears."


def warnings(
    inputs: ArrearsPositionInput,
    for_rent: Decimal,
    on_its_way: Coming,
    reading: Reading | None,
) -> Iterator[str]:
    """What the officer must know before relying on the answer."""
    yield from rent_to_check(inputs.rent, inputs.rent_frequency)
    benefit = on_its_way.known_benefit
    if benefit and inputs.help_with_rent is HelpWithRent.UC_TO_TENANT:
        yield (
            "Universal Credit goes to the tenant, so this part is only timing if the tenant pays "
            "it over when it comes. Look whether the last one was."
        )
    amount, first = inputs.benefit_next_amount, inputs.benefit_covers_from
    last = inputs.benefit_covers_to
    if benefit and amount is not None and first is not None and last is not None:
        ends = max(last, on_its_way.charged_to or last)
        if first < dt.date(ends.year, APRIL, 1) <= ends:
            yield (
                f"The days from {long_date(first)} to {long_date(ends)} lie on both sides of the "
                f"change of rents in April. Check that {pounds(amount)} is right for them."
            )
    if inputs.direct_debit_on is not None and on_its_way.owed:
        yield (
            "The policy leaves benefit on its way out of the amounts that lead to letters and "
            "notices, and not a Direct Debit: see first whether it is paid."
        )
    if for_rent < ZERO and apart_in_words(inputs):
        yield (
            "Rent paid ahead is not put to recharges or court costs unless the tenant agrees to it."
        )
    if reading is not None:
        yield from reading.warnings()


def next_steps(
    inputs: ArrearsPositionInput, for_rent: Decimal, on_its_way: Coming
) -> Iterator[str]:
    """What to do about the account now, each starting with a verb."""
    if on_its_way.technical is None:
        for fact in on_its_way.settled_by:
            yield f"Find out {fact}."
    for row in on_its_way.rows:
        if row.due_on is not None and row.amount and for_rent > ZERO:
            yield check_words(row, inputs)
    if apart := apart_in_words(inputs):
        yield f"Deal with {apart} apart from the rent: they are no ground for a claim for rent."
    if inputs.tenure is None or inputs.last_done is None:
        # The step would say what to say; what the policy has an officer ask early is right before
        # any step, except in a breathing space.
        if inputs.breathing_space not in RUNNING and on_its_way.technical != on_its_way.owed:
            yield EARLY_WORDS
        yield "Choose the tenancy and the last thing done on the case to see the next step."


def check_words(row: OnItsWay, inputs: ArrearsPositionInput) -> str:
    """What to do about one payment on its way."""
    assert row.due_on is not None
    assert row.amount is not None
    day, amount = day_and_date(row.due_on), pounds(row.amount)
    to_tenant = inputs.help_with_rent is HelpWithRent.UC_TO_TENANT
    if to_tenant and row.what != "Direct Debit":
        return f"Ask the tenant to pay {amount} on {day}, when Universal Credit comes."
    name = "the Direct Debit" if row.what == "Direct Debit" else "Housing Benefit"
    if row.what != "Direct Debit" and inputs.help_with_rent in UNIVERSAL_CREDIT:
        name = "Universal Credit"
    return f"Check on {day} that {amount} has come from {name}."
