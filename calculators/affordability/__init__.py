"""Affordability: what comes in, what goes out, and what that supports."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calculators.affordability import debts, hardship, rules
from calculators.affordability.advice import next_steps, warnings
from calculators.affordability.figures import (
    SAVINGS_MOST,
    SAVINGS_SHARE,
    USUAL_LONGEST,
    guidelines,
    held,
)
from calculators.affordability.lines import StatementLine, total
from calculators.affordability.models import (
    AffordabilityInput,
    AffordabilityResult,
    ConvertedLine,
    HeadingTotal,
    Offer,
)
from calculators.affordability.statement import Heading, Side
from calculators.affordability.verdict import Known, answer, can_offer, range_in_words
from calculators.core.choices import YesNo
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.periods import Frequency
from calculators.core.trace import Trace
from calculators.core.wording import counted, pounds

__all__ = ["AffordabilityInput", "AffordabilityResult", "calculate"]

POLICY = "rent-collection-and-arrears"
LAID_OUT = "Laid out like the Standard Financial Statement"
EACH_LINE = "Each line to the nearest penny, half a penny up; the total adds up the lines"
PAID = (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.FOUR_WEEKLY, Frequency.MONTHLY)


@dataclass(frozen=True)
class Sums:
    """The statement's totals, in pounds a month; None where a landlord's figure is not held."""

    income: Decimal
    fixed: Decimal
    flexible: Decimal
    surplus: Decimal
    savings: Decimal | None
    fee: Decimal
    available: Decimal | None
    priority: Decimal
    left: Decimal | None


def calculate(inputs: AffordabilityInput, figures: FigureSet) -> AffordabilityResult:
    """The statement by the month, what is left for arrears, and what has to be asked first."""
    trace = Trace(figures)
    lines = inputs.lines
    sums = added_up(inputs, lines, trace)
    needs = hardship.needs_of(inputs)
    compared = hardship.compared_with(guidelines(trace, inputs.case_date), inputs, lines)
    without = [each.value for each in needs.that_are(Verdict.NO)]
    income_entered = any(each.heading.side is Side.INCOME for each in lines)
    surplus = sums.surplus if income_entered else None
    reasons = debts.referral_reasons(inputs, surplus, sums.left, without)
    referral = debts.referral(inputs, reasons, surplus)
    known = Known(
        surplus=sums.surplus,
        left=sums.left,
        other_debts=debts.still_owed(inputs.other_debts),
        without_payment=debts.without_payment(inputs),
        needs=needs,
        income_entered=income_entered,
    )
    possible = can_offer(inputs, known)
    offer = None
    if possible.verdict is Verdict.YES and sums.left is not None:
        offer = rules.suggested_offer(sums.left, inputs.arrears)
        show_offer(inputs, sums.left, offer, trace)
    longest = held(trace, USUAL_LONGEST, inputs.case_date) if inputs.arrears else None
    least = (
        None
        if longest is None or not inputs.arrears
        else (rules.least_within(inputs.arrears, longest))
    )
    most = None if sums.left is None else max(ZERO, sums.left)
    if most is not None and inputs.arrears is not None:
        most = min(most, inputs.arrears)
    words = range_in_words(possible, known, least, most)
    offers = () if offer is None else ways_to_pay(offer, inputs.arrears)
    owed, complete = debts.all_debts(inputs)
    relief = debts.relief_order(inputs, surplus, owed, complete, trace)
    months = offers[-1].months if offers else None
    within = plan_length(offers, longest, inputs, trace)
    flags = (*hardship.need_flags(needs), *compared.flags)
    return AffordabilityResult(
        surplus=sums.surplus,
        income=sums.income,
        fixed_costs=sums.fixed,
        flexible_costs=sums.flexible,
        savings=sums.savings,
        for_priority_debts=sums.available,
        priority_payments=sums.priority,
        left_for_arrears=sums.left,
        answer=answer(known, possible, offer, months),
        warnings=tuple(warnings(inputs)),
        next_steps=tuple(
            next_steps(inputs, known, possible, referral, relief, within, bool(flags))
        ),
        beside_groups=beside_groups(lines),
        working=trace.finish(),
        can_offer=possible,
        offer=offer,
        months_to_clear=months,
        debt_fee=sums.fee if inputs.debt_fee else None,
        other_debt_payments=debts.payments_to(inputs.other_debts) if inputs.other_debts else None,
        people=hardship.people_in(inputs),
        headings=headings_of(lines),
        range=words,
        range_least=least_of_range(possible, least, most),
        range_most=most if words else None,
        within_usual=within,
        offers=offers,
        hardship=hardship.hardship(needs, inputs, compared.low),
        flags=flags,
        not_told=hardship.nothing_entered(inputs),
        guidelines=compared.outcome,
        compared=compared.lines,
        referral=referral,
        referrals=tuple(reasons),
        debts_total=owed if inputs.priority_debts or inputs.other_debts else None,
        debt_relief_order=relief,
        lines=tuple(
            ConvertedLine(
                name=each.name, heading=each.heading.value, side=each.heading.side,
                what=each.label, given=each.given, sum=each.sum, monthly=each.monthly,
            )
            for each in lines
        ),
    )  # fmt: skip


def added_up(inputs: AffordabilityInput, lines: list[StatementLine], trace: Trace) -> Sums:
    """The totals, written into the working."""
    income, fixed, flexible = (total(lines, side) for side in Side)
    for side, amount in zip(Side, (income, fixed, flexible), strict=True):
        parts = [written(each.monthly) for each in lines if each.heading.side is side]
        trace.step(side.value, amount, unit="GBP/month", sum=" + ".join(parts),
                   rounding=EACH_LINE, source=LAID_OUT)  # fmt: skip
    left = rules.surplus(income, fixed, flexible)
    trace.step(
        "Left after essential costs",
        left,
        unit="GBP/month",
        sum=f"{written(income)} − ({written(fixed)} + {written(flexible)})",
        source=LAID_OUT,
    )
    savings = savings_of(inputs, left, trace)
    fee = ZERO
    if inputs.debt_fee is not None:
        fee = rules.a_month(inputs.debt_fee.amount, inputs.debt_fee.per)
    priority = debts.payments_to(inputs.priority_debts)
    if savings is None:
        return Sums(income, fixed, flexible, left, None, fee, None, priority, None)
    available = rules.for_priority_debts(left, savings, fee)
    for_rent = rules.for_arrears(available, priority)
    trace.step(
        "For priority debts",
        available,
        unit="GBP/month",
        sum=f"{written(left)} − {written(savings)} − {written(fee)}",
        source=LAID_OUT,
    )
    trace.step(
        "Left for rent arrears",
        for_rent,
        unit="GBP/month",
        sum=f"{written(available)} − {written(priority)}",
        source="Rent arrears are a priority debt beside the others",
    )
    return Sums(income, fixed, flexible, left, savings, fee, available, priority, for_rent)


def savings_of(inputs: AffordabilityInput, left: Decimal, trace: Trace) -> Decimal | None:
    """The savings allowance, or None where the landlord's figures for it are not held."""
    if inputs.leave_savings is YesNo.NO:
        return ZERO
    share = held(trace, SAVINGS_SHARE, inputs.case_date)
    most = held(trace, SAVINGS_MOST, inputs.case_date)
    if share is None or most is None:
        return None
    savings = rules.savings_allowance(left, share, most)
    trace.step(
        "Savings allowance",
        savings,
        unit="GBP/month",
        sum=f"{share} × {written(max(ZERO, left))}, no more than {written(most)}",
        rounding="To the nearest penny, half a penny up",
        source="Set by the landlord: no law sets it",
    )
    return savings


def least_of_range(
    possible: Outcome, least: Decimal | None, most: Decimal | None
) -> Decimal | None:
    """The least of the affordable range, where an offer can be suggested and reaches it."""
    if possible.verdict is not Verdict.YES or least is None or most is None or least > most:
        return None
    return least


def show_offer(inputs: AffordabilityInput, left: Decimal, offer: Decimal, trace: Trace) -> None:
    """Write down how the offer comes about, and the clause it rests on."""
    clause = trace.clause(POLICY, "repayment-plans", inputs.case_date)
    sum_ = f"{written(left)}, in whole pounds"
    if inputs.arrears is not None:
        sum_ += f", no more than the {written(inputs.arrears)} owed"
    trace.step(
        "Suggested offer",
        offer,
        unit="GBP/month",
        sum=sum_,
        rounding="Down to a whole pound, so that it is never more than is left",
        source=clause or "Whole pounds are a convenience: no law sets them",
    )


def ways_to_pay(offer: Decimal, arrears: Decimal | None) -> tuple[Offer, ...]:
    """The offer by the week, 2 weeks, 4 weeks and month; the month comes last.

    An offer of pennies may be less than a penny a week: that way is left out.
    """
    found = []
    for frequency in PAID:
        each = offer if frequency is Frequency.MONTHLY else rules.offer_each(offer, frequency)
        if not each:
            continue
        payments = months = None
        if arrears is not None:
            payments = rules.payments_to_clear(arrears, each)
            months = rules.months_to_clear(payments, frequency)
        found.append(Offer(frequency=frequency, amount=each, payments=payments, months=months))
    return tuple(found)


def plan_length(
    offers: tuple[Offer, ...], longest: Decimal | None, inputs: AffordabilityInput, trace: Trace
) -> Outcome | None:
    """The monthly offer against the policy's usual longest plan."""
    if not offers or offers[-1].payments is None or longest is None:
        return None
    clause = trace.clause(POLICY, "repayment-plans", inputs.case_date)
    return rules.plan_within_usual(offers[-1].payments, longest, clause)


def headings_of(lines: list[StatementLine]) -> tuple[HeadingTotal, ...]:
    """What each heading with a line comes to, in the order of the statement."""
    return tuple(
        HeadingTotal(side=each.side, heading=each.inside, monthly=amount)
        for each in Heading
        if (amount := heading_total(lines, each)) is not None
    )


def heading_total(lines: list[StatementLine], heading: Heading) -> Decimal | None:
    """What one heading comes to, or None where nothing stands under it."""
    amounts = [each.monthly for each in lines if each.heading is heading]
    return sum(amounts, ZERO) if amounts else None


def beside_groups(lines: list[StatementLine]) -> dict[str, str]:
    """What stands beside each heading of the form: its lines and what they come to."""
    found = {}
    for heading in Heading:
        here = [each for each in lines if each.heading is heading]
        if here:
            amount = pounds(sum((each.monthly for each in here), ZERO))
            found[heading.value] = f"{counted(len(here), 'line')}, {amount} a month"
    return found


def written(amount: Decimal) -> str:
    """An amount as it stands in a sum: "5,400.00"."""
    return f"{amount:,.2f}"
