"""Court costs: the fee to pay, the costs to ask for, and the words of the order."""

from __future__ import annotations

from decimal import Decimal

from calculators import rent_conversion
from calculators.core.choices import YesNo
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, payments_to_clear
from calculators.core.outcomes import Outcome, cannot_tell
from calculators.core.trace import Trace
from calculators.core.wording import in_sentence, long_date, pounds, with_unit
from calculators.court_costs import rules
from calculators.court_costs.models import (
    Cost,
    CourtCostsInput,
    CourtCostsResult,
    CourtStep,
    OrderAsked,
)

__all__ = ["CourtCostsInput", "CourtCostsResult", "calculate"]

FEES, FIXED = "court.fees", "court.fixed_costs"
MONEY = f"{FEES}.money_claim"
BANDS = range(1, 8)
FEE_OF = {
    CourtStep.POSSESSION: f"{FEES}.possession_claim",
    CourtStep.WARRANT: f"{FEES}.warrant",
    CourtStep.ON_NOTICE: f"{FEES}.application_on_notice",
    CourtStep.BY_CONSENT: f"{FEES}.application_by_consent",
    CourtStep.TO_VARY: "court.fees.application_to_vary",
    CourtStep.WRIT: "court.fees.high_court_writ",
}
FEES_ORDER = "Civil Proceedings Fees Order 2008, Sch. 1"
PART_45 = "Civil Procedure Rules, Part 45"
CHECK = (
    "Check the fee with the court before you send it: fees change by order, most often in April or "
    "May."
)
FIXED_CHECK = (
    "The fixed costs are those of the old Part 45. It was rewritten in October 2023, and we do not "
    "hold whether they changed: check them before the hearing."
)


def calculate(inputs: CourtCostsInput, figures: FigureSet) -> CourtCostsResult:
    """What a step at court costs and, for a possession claim, the arrears and the order.

    Raises:
        FigureNotHeld: For a day on which the daily rate of a monthly rent is not held.
    """
    trace = Trace(figures)
    fee, not_held = court_fee(inputs, trace)
    costs = [Cost(what=inputs.court_step.label, amount=fee, why=FEES_ORDER)]
    if inputs.court_step is not CourtStep.POSSESSION:
        return CourtCostsResult(
            answer=answer(inputs, fee),
            warnings=(CHECK,) if fee is not None else (),
            next_steps=(after(inputs.court_step),),
            working=trace.finish(),
            to_pay_now=fee,
            fee_held=not_held,
            costs=tuple(costs),
        )
    costs += fixed_costs(inputs, trace)
    held = [each.amount for each in costs if each.amount is not None]
    together = sum(held, ZERO) if len(held) == len(costs) else None
    return possession(inputs, trace, fee, not_held, costs, together)


def court_fee(inputs: CourtCostsInput, trace: Trace) -> tuple[Decimal | None, Outcome | None]:
    """The fee for the step, or why it is not held."""
    try:
        if inputs.court_step is CourtStep.MONEY and inputs.arrears is not None:
            fee = money_fee(inputs.arrears, inputs, trace)
        else:
            fee = trace.number(FEE_OF[inputs.court_step], inputs.case_date)
    except FigureNotHeld as refused:
        return None, cannot_tell(refused.problems[0].message, "what the court's list of fees says")
    return fee, None


def money_fee(claimed: Decimal, inputs: CourtCostsInput, trace: Trace) -> Decimal:
    """The fee for a money claim, written into the working."""
    day = inputs.case_date
    bands = [
        (
            trace.number(f"{MONEY}.band_{each}.up_to", day),
            trace.number(f"{MONEY}.band_{each}.fee", day),
        )
        for each in BANDS
    ]
    share = trace.number(f"{MONEY}.share", day)
    fee = rules.money_claim_fee(
        claimed,
        bands,
        share,
        trace.number(f"{MONEY}.share_up_to", day),
        trace.number(f"{MONEY}.most", day),
    )
    trace.step(
        "Court fee",
        fee,
        unit="GBP",
        sum=f"the band that {pounds(claimed)} falls in",
        rounding="A share of the claim is to the nearest penny, half a penny up",
        source=FEES_ORDER,
    )
    return fee


def fixed_costs(inputs: CourtCostsInput, trace: Trace) -> list[Cost]:
    """The fixed costs of an undefended possession claim."""
    start = "commencement_served_by_us" if inputs.served_by_us is YesNo.YES else "commencement"
    found = []
    for what, name in (
        ("Fixed costs of starting the claim", start),
        ("Fixed costs on judgment", "judgment"),
    ):
        try:
            amount = trace.number(f"{FIXED}.{name}", inputs.case_date)
        except FigureNotHeld:
            found.append(Cost(what=what, amount=None, why=f"{PART_45}: not held for this day"))
        else:
            found.append(Cost(what=what, amount=amount, why=PART_45))
    return found


def possession(
    inputs: CourtCostsInput,
    trace: Trace,
    fee: Decimal | None,
    not_held: Outcome | None,
    costs: list[Cost],
    together: Decimal | None,
) -> CourtCostsResult:
    """The whole answer for a possession claim."""
    rate = daily_rate(inputs, trace)
    owed, days = None, None
    arrears = inputs.arrears or ZERO
    if together is not None:
        trace.step(
            "Fee and fixed costs to ask for",
            together,
            unit="GBP",
            sum=" + ".join(f"{each.amount}" for each in costs),
            source=f"{FEES_ORDER}; {PART_45}",
        )
    if rate is not None and inputs.hearing_on is not None:
        days = rules.days_to_add(inputs.charged_to, inputs.hearing_on)
        owed = rules.arrears_at_hearing(arrears, rate, days, inputs.paid_before_hearing)
        trace.step(
            "Arrears on the day of the hearing",
            owed,
            unit="GBP",
            sum=f"{arrears} + {days} × {rate} − {inputs.paid_before_hearing}",
            source="PD 55A, paras 2.3(3) and 5.2",
        )
    number, last = None, None
    basis = owed if owed is not None else arrears
    with_costs = None if together is None or basis <= 0 else basis + together
    if inputs.terms_amount and with_costs is not None:
        number, last = payments_to_clear(with_costs, inputs.terms_amount)
        trace.step(
            "Payments to clear arrears and costs",
            number,
            unit="payments",
            sum=f"{with_costs} ÷ {inputs.terms_amount}",
            rounding="Up to the next whole payment",
        )
    found = [CHECK] if fee is not None else []
    found.append(FIXED_CHECK)
    if owed is not None and owed <= 0:
        found.append(
            "With those payments nothing is owed on the day of the hearing. Take advice before "
            "going on."
        )
    if rate is None and inputs.rent is not None and inputs.rent_frequency is not None:
        found.append(
            "No daily rate is held for rent charged "
            f"{in_sentence(inputs.rent_frequency.label)}, so arrears at the hearing are not worked "
            "out. Ask the court which daily rate it takes."
        )
    changes = rules.rent_year_starts(inputs.charged_to, inputs.hearing_on or inputs.case_date)
    if owed is not None and changes is not None:
        found.append(
            f"Most rents change in April {changes.year}, before the hearing. Today's daily rate is "
            "counted to the end: work out the days after the change at the new one."
        )
    return CourtCostsResult(
        answer=answer(inputs, fee),
        warnings=tuple(found),
        next_steps=tuple(next_steps(inputs)),
        working=trace.finish(),
        to_pay_now=fee,
        fee_held=not_held,
        claimed_back=together,
        costs=tuple(costs),
        daily_rate=rate,
        days_to_hearing=days,
        arrears_at_hearing=owed,
        owed_with_costs=with_costs,
        payments_to_clear=number,
        last_payment=last,
        order_words=order_words(inputs, owed, rate, together),
    )


def daily_rate(inputs: CourtCostsInput, trace: Trace) -> Decimal | None:
    """The daily rate, as rent conversion works it out."""
    if inputs.rent is None or inputs.rent_frequency is None:
        return None
    found, _ = rent_conversion.daily_rate(
        inputs.rent, inputs.rent_frequency, inputs.case_date, Trace(trace.figures)
    )
    if found is not None:
        trace.step(
            "Daily rate",
            found,
            unit="GBP/day",
            sum=f"from {with_unit(inputs.rent, inputs.rent_frequency.unit)}",
            rounding="To the nearest penny, half a penny up",
            source="Rent conversion; PD 55A, para. 2.3(3)",
        )
    return found


def answer(inputs: CourtCostsInput, fee: Decimal | None) -> str:
    """The one sentence an officer can read out."""
    what = in_sentence(inputs.court_step.label)
    if inputs.court_step is CourtStep.WRIT:
        what = inputs.court_step.label
    if fee is None:
        return f"We do not hold the court fee for this: {what}. Ask the court."
    return f"The court fee is {pounds(fee)}: {what}."


def after(step: CourtStep) -> str:
    """What to do once the fee is known."""
    if step is CourtStep.MONEY:
        return "Check that the letter of claim was answered, or that its time is up."
    if step is CourtStep.WARRANT:
        return "Check for a breathing space for every tenant on the day you ask for the warrant."
    return "Record who agreed to the fee."


def next_steps(inputs: CourtCostsInput) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    if inputs.hearing_on is None:
        found.append("Enter the hearing once it is fixed, to see the arrears on that day.")
    if inputs.order_asked is not OrderAsked.OUTRIGHT:
        if inputs.terms_amount is None:
            found.append(
                "Work out what the tenant can pay each time: the terms in the order's words are "
                "open until then."
            )
        found.append(
            "Attach the statement of income and spending, to show the terms are affordable."
        )
    found.append("Put the daily rate in the particulars of claim and in the rent schedule.")
    return found


def order_words(
    inputs: CourtCostsInput, owed: Decimal | None, rate: Decimal | None, costs: Decimal | None
) -> str | None:
    """The words of the order asked for; a judge decides what is ordered.

    Source:
        Forms N26 and N28; PD 55A, para. 2.3; Housing Act 1985, s.85; Housing Act 1988, s.9.
    """
    if rate is None or costs is None or inputs.arrears is None:
        return None
    day = inputs.hearing_on if owed is not None else inputs.case_date
    amount = owed if owed is not None else inputs.arrears
    if day is None or amount <= 0:
        return None
    sums = (
        f"judgment for rent arrears of {pounds(amount)} to {long_date(day)} and costs of "
        f"{pounds(costs)}"
    )
    if inputs.order_asked is OrderAsked.OUTRIGHT:
        return (
            f"Possession of the home; {sums}; and {pounds(rate)} a day from then until possession "
            "is given up."
        )
    terms = "the terms to be agreed"
    if inputs.terms_amount is not None:
        each = with_unit(inputs.terms_amount, inputs.terms_frequency.unit)
        terms = f"payment of the current rent and {each} towards the arrears and costs"
    if inputs.order_asked is OrderAsked.ADJOURNED:
        return f"The claim put off on terms: {terms}. It may be restored if they are broken."
    return f"Possession of the home and {sums}, both suspended on {terms}."
