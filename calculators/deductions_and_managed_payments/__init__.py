"""Deductions and managed payments: what can be asked for out of benefit, and what it brings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import add_months
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import NeedsAnswer
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, nearest_penny, payments_to_clear
from calculators.core.outcomes import Outcome, Verdict, cannot_tell
from calculators.core.periods import Frequency, annual_amount, converted
from calculators.core.trace import Trace
from calculators.core.wording import counted, pounds
from calculators.deductions_and_managed_payments import rules
from calculators.deductions_and_managed_payments.advice import (
    STACKED,
    TAKEN_ALREADY,
    answer,
    next_steps,
    stacked_warning,
    warnings,
)
from calculators.deductions_and_managed_payments.amounts import (
    NEAREST,
    RENT_ARREARS,
    UC,
    amounts_of,
    one_way,
    order_rows,
    possible_starts,
    ways_to_clear,
)
from calculators.deductions_and_managed_payments.models import (
    Benefit,
    DeductionsAndManagedPaymentsInput,
    DeductionsAndManagedPaymentsResult,
    WayToClear,
)
from calculators.deductions_and_managed_payments.rules import REG_58

__all__ = [
    "DeductionsAndManagedPaymentsInput",
    "DeductionsAndManagedPaymentsResult",
    "calculate",
]

LEAST_ARREARS = f"{RENT_ARREARS}.least_arrears"
STOPS_AFTER = f"{RENT_ARREARS}.stops_after"
MANAGED_LEAST = f"{UC}.managed_payment.least_arrears"
MANAGED_UNDERPAID = f"{UC}.managed_payment.least_arrears_underpaid"
WORK_ALLOWANCES = (f"{UC}.work_allowance.lower", f"{UC}.work_allowance.higher")
PENSION_CREDIT_WEEKLY = "pension_credit.deductions.rent_arrears"


def calculate(
    inputs: DeductionsAndManagedPaymentsInput, figures: FigureSet
) -> DeductionsAndManagedPaymentsResult:
    """Whether to ask for a managed payment and for a deduction, and what each brings.

    Raises:
        FigureNotHeld: For a day or an assessment period whose rates are not held.
        NeedsAnswer: If the assessment period decides which rates apply and is not known.
    """
    trace = Trace(figures)
    annual = a_year_of_rent(inputs, trace)
    plan = plan_by_the_month(inputs, trace)
    months = rules.months_words(inputs.arrears, annual)
    if inputs.benefit is Benefit.UNIVERSAL_CREDIT:
        return from_universal_credit(inputs, trace, annual, plan, months)
    if inputs.benefit is Benefit.PENSION_CREDIT:
        return from_pension_credit(inputs, trace, plan, months)
    return from_neither(inputs, trace, plan, months)


def a_year_of_rent(inputs: DeductionsAndManagedPaymentsInput, trace: Trace) -> Decimal:
    """A year of rent in pounds, written into the working.

    Raises:
        NeedsAnswer: If the rent-free weeks do not fit the way rent is charged.
    """
    frequency, free = inputs.rent_frequency, inputs.rent_free_weeks
    if free and (not frequency.weeks or free % frequency.weeks):
        raise NeedsAnswer(
            "rent_free_weeks",
            "Rent-free weeks must make up whole charges. Enter 0 where rent is charged by the "
            "month or the year",
        )
    periods = free // frequency.weeks if free else 0
    annual = annual_amount(inputs.rent, frequency, free_periods=periods)
    trace.step(
        "Rent in a year",
        annual,
        unit="GBP/year",
        sum=f"{inputs.rent} × {frequency.periods_in_year - periods}",
        source="Universal Credit Regulations 2013, Sch. 4 para. 7",
    )
    return annual


def plan_by_the_month(inputs: DeductionsAndManagedPaymentsInput, trace: Trace) -> Decimal | None:
    """What the running plan pays in a month, or None where there is none."""
    if not inputs.plan_amount:
        return None
    frequency = inputs.plan_frequency
    monthly = nearest_penny(converted(inputs.plan_amount, frequency, Frequency.MONTHLY))
    if frequency is not Frequency.MONTHLY:
        trace.step(
            "The plan by the month",
            monthly,
            unit="GBP/month",
            sum=f"{inputs.plan_amount} × {frequency.periods_in_year} ÷ 12",
            rounding=NEAREST,
            source="The plan as agreed",
        )
    return monthly


def from_universal_credit(
    inputs: DeductionsAndManagedPaymentsInput,
    trace: Trace,
    annual: Decimal,
    plan: Decimal | None,
    months: str,
) -> DeductionsAndManagedPaymentsResult:
    """Both questions for a tenant on Universal Credit."""
    starts = possible_starts(inputs)
    managed = managed_payment(inputs, trace, annual)
    paid_to_us = None
    if inputs.uc_housing_amount is not None and inputs.uc_payment is not None:
        paid_to_us = rules.managed_amount(inputs.uc_housing_amount, inputs.uc_payment)
        trace.step(
            "Paid to us a month",
            paid_to_us,
            unit="GBP/month",
            sum=f"the lower of {inputs.uc_housing_amount} and {inputs.uc_payment}",
            source=REG_58,
        )
    left = None if paid_to_us is None else max(ZERO, nearest_penny(annual / 12) - paid_to_us)
    deduction = deduction_asked(inputs, trace, annual, starts)
    amounts = amounts_of(inputs, trace, starts)
    above = None
    ways: list[WayToClear] = []
    if amounts is not None:
        above = rules.above_the_limit(amounts.for_rent, amounts.least, too_small=amounts.too_small)
        ways = ways_to_clear(inputs, amounts, plan)
    elif plan and inputs.arrears:
        ways = [one_way("The plan alone", inputs.arrears, plan, "a month")]
    stops_after = trace.number(STOPS_AFTER, inputs.case_date)
    together: tuple[Decimal | None, Decimal | None] = (None, None)
    if plan and amounts is not None and amounts.for_rent:
        together = (plan + amounts.least, plan + amounts.for_rent)
    return DeductionsAndManagedPaymentsResult(
        answer=answer(managed, deduction, amounts, inputs),
        warnings=tuple(warnings(inputs, amounts, starts, plan, deduction, trace)),
        next_steps=tuple(next_steps(inputs, managed, deduction, amounts, plan, stops_after)),
        working=trace.finish(),
        months_of_rent=months,
        managed_payment=managed,
        managed_amount=paid_to_us,
        left_to_pay=left,
        deduction=deduction,
        standard_allowance=None if amounts is None else amounts.allowance,
        least_deduction=None if amounts is None else amounts.least,
        overall_limit=None if amounts is None else amounts.limit,
        most_deduction=None if amounts is None else amounts.for_rent,
        above_limit=above,
        order=() if amounts is None else tuple(order_rows(amounts.lines)),
        ways=tuple(ways),
        plan_monthly=plan,
        plan_and_least=together[0],
        plan_and_most=together[1],
    )


def managed_payment(
    inputs: DeductionsAndManagedPaymentsInput, trace: Trace, annual: Decimal
) -> Outcome:
    """Whether rent can be asked to be paid to us, and on which ground."""
    on = inputs.case_date
    long, some = (trace.figure(each, on) for each in (MANAGED_LEAST, MANAGED_UNDERPAID))
    outcome = rules.ask_for_managed_payment(
        inputs.uc_has_housing,
        inputs.paid_to_us_already,
        rules.at_least_months(inputs.arrears, annual, long.number),
        rules.at_least_months(inputs.arrears, annual, some.number),
        inputs.keeps_underpaying,
        inputs.needs_protection,
        (long.shown, some.shown),
    )
    for name, threshold in (("", long), (" where rent keeps being left short", some)):
        trace.step(
            f"Arrears from which a managed payment can be asked for{name}",
            nearest_penny(annual * threshold.number / 12),
            unit="GBP",
            sum=f"{annual} × {threshold.number} ÷ 12",
            rounding=f"{NEAREST}, for show: the comparison itself is exact",
            source=f"{REG_58}; guidance of the Department for Work and Pensions",
        )
    return outcome


def deduction_asked(
    inputs: DeductionsAndManagedPaymentsInput,
    trace: Trace,
    annual: Decimal,
    starts: tuple[dt.date, ...],
) -> Outcome:
    """Whether a deduction for the arrears can be asked for."""
    least = trace.figure(LEAST_ARREARS, inputs.case_date)
    enough = rules.at_least_months(inputs.arrears, annual, least.number)
    allowances: list[Decimal] = []
    if inputs.last_earnings and inputs.work_allowance is not YesNoNotKnown.NO:
        days = {each for start in starts for each in (start, add_months(start, -1))}
        # Which allowance depends on whether the award has an amount for rent of its own.
        ids = WORK_ALLOWANCES[:1] if inputs.uc_housing_amount else WORK_ALLOWANCES
        allowances = [trace.number(each, day) for each in ids for day in sorted(days)]
    earnings = rules.earnings_bar(inputs.last_earnings, inputs.work_allowance, allowances)
    return rules.ask_for_deduction(
        (
            (
                YesNoNotKnown.YES if enough else YesNoNotKnown.NO,
                f"The arrears are less than {least.shown}, from which the Department considers a "
                "deduction.",
                "",
            ),
            (
                inputs.arrears_for_this_home,
                "The arrears are for another home. Only arrears of the home the tenant lives in "
                "now can be taken from Universal Credit.",
                "whether the arrears are for the home the tenant lives in now",
            ),
            (
                inputs.uc_has_housing,
                "There is no amount for rent in the award, so nothing can be taken for arrears.",
                "whether there is an amount for rent in the award",
            ),
            (
                inputs.told_and_heard,
                "Tell the tenant first what we want to ask for, and hear what they say.",
                "whether the tenant has been told and heard",
            ),
        ),
        earnings,
        protected(inputs),
    )


def protected(inputs: DeductionsAndManagedPaymentsInput) -> Outcome:
    """Whether neither a breathing space nor insolvency stands against a deduction."""
    return rules.protected(inputs.breathing_space, inputs.insolvency, inputs.protection)


def from_pension_credit(
    inputs: DeductionsAndManagedPaymentsInput, trace: Trace, plan: Decimal | None, months: str
) -> DeductionsAndManagedPaymentsResult:
    """The weekly amount from Pension Credit and the time it takes."""
    weekly = trace.number(PENSION_CREDIT_WEEKLY, inputs.case_date)
    number, last = payments_to_clear(inputs.arrears, weekly)
    trace.step(
        "Weeks to clear the arrears",
        number,
        unit="weeks",
        sum=f"{inputs.arrears} ÷ {weekly}",
        rounding="Up to the next whole week",
        source="Social Security (Claims and Payments) Regulations 1987, Sch. 9",
    )
    ways = [
        WayToClear(
            way="From Pension Credit", amount=weekly, every="a week", payments=number, last=last
        )
    ]
    if plan:
        ways.append(one_way("The plan alone", inputs.arrears, plan, "a month"))
    found = []
    if inputs.told_and_heard is not YesNoNotKnown.YES:
        found.append("Tell the tenant what we want to ask for, and hear what they say.")
    found.append("Ask the Pension Service whether it can take the deduction, and from when.")
    if plan:
        found.append(STACKED)
    outcome = protected(inputs)
    if rules.IN_A_SPACE in outcome.settled_by:
        found = [TAKEN_ALREADY]
    elif outcome.verdict is Verdict.NO:
        found = []
    found += [f"Find out {each}." for each in outcome.settled_by]
    answer = (
        f"From Pension Credit {pounds(weekly)} a week can be taken for rent arrears: "
        f"{pounds(inputs.arrears)} takes {counted(number, 'week')}."
    )
    if outcome.verdict is Verdict.NO:
        answer = f"Ask for no deduction from Pension Credit. {outcome.because}"
    elif rules.IN_A_SPACE in outcome.settled_by:
        answer = f"{answer} {outcome.because}"
    else:
        outcome = cannot_tell(
            "The amount is held, and the conditions for Pension Credit are not: the Pension "
            "Service decides.",
            "what the Pension Service says",
            *outcome.settled_by,
        )
    return DeductionsAndManagedPaymentsResult(
        answer=answer,
        warnings=(stacked_warning(plan),) if plan else (),
        next_steps=tuple(found),
        working=trace.finish(),
        months_of_rent=months,
        deduction=outcome,
        weekly_deduction=weekly,
        ways=tuple(ways),
        plan_monthly=plan,
    )


def from_neither(
    inputs: DeductionsAndManagedPaymentsInput, trace: Trace, plan: Decimal | None, months: str
) -> DeductionsAndManagedPaymentsResult:
    """Nothing can be worked out until a benefit is known, or nothing can be taken."""
    owed = inputs.arrears
    ways = (one_way("The plan alone", owed, plan, "a month"),) if plan and owed else ()
    if inputs.benefit is Benefit.NEITHER:
        text = (
            "Nothing can be taken for rent from benefit: this covers Universal Credit and Pension "
            "Credit only."
        )
        outcome = Outcome(verdict=Verdict.NO, because=text)
        steps = ("Check with the benefit check whether the tenant should be getting either.",)
    else:
        text = "Whether rent or arrears can be taken from benefit depends on which benefit it is."
        outcome = cannot_tell(text, "which benefit the tenant gets")
        steps = ("Ask which benefit the tenant gets.",)
    return DeductionsAndManagedPaymentsResult(
        answer=text,
        next_steps=steps,
        working=trace.finish(),
        months_of_rent=months,
        managed_payment=outcome,
        deduction=outcome,
        ways=ways,
        plan_monthly=plan,
    )
