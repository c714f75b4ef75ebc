"""Deductions and managed payments: what can be asked for out of benefit, and what it brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.calendar import DAY, add_months
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import NeedsAnswer
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, nearest_penny, payments_to_clear
from calculators.core.outcomes import Outcome, Verdict, cannot_tell
from calculators.core.periods import Frequency, annual_amount, converted
from calculators.core.plausible import help_to_check, rent_to_check
from calculators.core.trace import Trace
from calculators.core.wording import counted, percent, pounds
from calculators.deductions_and_managed_payments import rules
from calculators.deductions_and_managed_payments.models import (
    OUTSIDE_THE_LIST,
    Benefit,
    DeductionsAndManagedPaymentsInput,
    DeductionsAndManagedPaymentsResult,
    DeductionTaken,
    Taken,
    WayToClear,
)
from calculators.deductions_and_managed_payments.rules import REG_58, SCHEDULE_6, Asked, Line
from calculators.repayment_plan.models import Household

__all__ = [
    "DeductionsAndManagedPaymentsInput",
    "DeductionsAndManagedPaymentsResult",
    "calculate",
]

UC = "universal_credit"
RENT_ARREARS = f"{UC}.deductions.rent_arrears"
LEAST_SHARE, MOST_SHARE = f"{RENT_ARREARS}.least_share", f"{RENT_ARREARS}.most_share"
LEAST_ARREARS = f"{RENT_ARREARS}.least_arrears"
STOPS_AFTER = f"{RENT_ARREARS}.stops_after"
OVERALL_CAP = f"{UC}.deductions.overall_cap"
MOST_NUMBER = f"{UC}.deductions.third_parties.most"
MANAGED_LEAST = f"{UC}.managed_payment.least_arrears"
MANAGED_UNDERPAID = f"{UC}.managed_payment.least_arrears_underpaid"
WORK_ALLOWANCES = (f"{UC}.work_allowance.lower", f"{UC}.work_allowance.higher")
PENSION_CREDIT_WEEKLY = "pension_credit.deductions.rent_arrears"
#: SI 2025/387 put child maintenance first for these assessment periods; its place on other days
#: is not held.
MAINTENANCE_FIRST_FROM, MAINTENANCE_FIRST_TO = dt.date(2025, 4, 30), dt.date(2026, 4, 30)
ROBERTS = "R (Roberts) v SSWP [2025] EWHC 51 (Admin)"
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


def possible_starts(inputs: DeductionsAndManagedPaymentsInput) -> tuple[dt.date, ...]:
    """The first day of the assessment period: one, or the earliest and latest it can be."""
    if inputs.assessment_period_start is not None:
        return (inputs.assessment_period_start,)
    return (add_months(inputs.case_date, -1) + DAY, inputs.case_date)


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


TAKEN_ALREADY = (
    "If a deduction for these arrears is taken already, tell the Department for Work and Pensions "
    "of the breathing space, and ask whether it is paused."
)
STACKED = "Agree with the tenant whether the plan ends or is lowered once a deduction begins."


def stacked_warning(plan: Decimal) -> str:
    """That a deduction comes on top of the plan unless somebody changes the plan."""
    return (
        f"A plan of {pounds(plan)} a month is running. A deduction comes on top of it unless the "
        "plan is changed: check that the household can afford both."
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
