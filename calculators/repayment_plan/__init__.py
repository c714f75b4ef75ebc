"""Repayment plan: what an offer pays, on which dates, when it clears, and the rent beside it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.trace import Trace
from calculators.core.wording import day_and_date, long_date, pounds
from calculators.repayment_plan import advice, rules
from calculators.repayment_plan.beside import RentBeside
from calculators.repayment_plan.models import (
    OfferCompared,
    PlanStage,
    RepaymentPlanInput,
    RepaymentPlanResult,
)
from calculators.repayment_plan.payments import Payments
from calculators.repayment_plan.policy import PolicyChecks
from calculators.repayment_plan.rows import chart, heavier_months, not_working_days, payment_rows
from calculators.repayment_plan.rules import Schedule
from calculators.repayment_plan.running import history, payments_from_now
from calculators.repayment_plan.sentence import clears_in_words, offer_in_words
from calculators.repayment_plan.steps import show_a_month, show_schedule

__all__ = ["RepaymentPlanInput", "RepaymentPlanResult", "calculate"]

WHEN_IT_CLEARS = "when the arrears clear"


def calculate(inputs: RepaymentPlanInput, figures: FigureSet) -> RepaymentPlanResult:
    """Work a repayment plan out.

    Args:
        inputs: The account, the offer and the rent; money in pounds.
        figures: Bank holidays, the yearly rent limit and the landlord's policy figures. Policy
            figures are read on the day of the plan, the rent limit on the day the rent changes.

    Raises:
        CannotCalculate: Where a fact is missing for this case, two facts do not fit together, or
            the list of payments would run for too many years.
    """
    return Plan(inputs, figures).result()


class Plan:
    """One plan being worked out: the facts, the figures, and the working as it grows."""

    def __init__(self, inputs: RepaymentPlanInput, figures: FigureSet) -> None:
        """Read the calendar and the rent; nothing is worked out yet."""
        self.inputs = inputs
        self.trace = Trace(figures)
        self.beside = RentBeside(inputs, self.trace)
        self.payments = Payments(self.beside, self.trace)
        self.checks = PolicyChecks(inputs, self.trace)

    def result(self) -> RepaymentPlanResult:
        """The whole answer."""
        inputs, payments = self.inputs, self.payments
        first, frequency = inputs.first_payment, inputs.offer_frequency
        each = payments.instalment_to_clear() if inputs.offer is None else inputs.offer
        made, past = payments.as_offered(first, frequency, each), None
        if not made.cleared:
            return self.not_cleared(made, each)
        if inputs.plan_stage is PlanStage.RUNNING:
            past = history(payments, made, each)
            to_come, each = payments_from_now(payments, past)
            made = payments.paid_off(past.owed, to_come, "offer")
        show_schedule(payments, made, each, past)
        started = min(first, made.lines[0].due.day)
        last_due = made.lines[-1].due.day
        clears_on = payments.pays(last_due).pay_on
        rent_part = payments.rent_part(first, frequency)
        towards = each - (rent_part or ZERO)
        usual, review, minimum = self.checks.all_of(towards, frequency, started, last_due)
        broken = self.checks.broken(past.missed, past.each) if past else None
        steps = self.checks.steps_after_checks(usual, review, minimum)
        if past and past.missed and broken:
            steps = self.checks.steps_after_missing(broken) + steps
        paid_before = inputs.arrears - past.owed if past else ZERO
        paid = payments.paid(made)
        return RepaymentPlanResult(
            answer=clears_in_words(made.lines, each, frequency, clears_on),
            warnings=tuple(advice.warnings(payments, paid)),
            next_steps=(
                *steps,
                *advice.say_back(payments, paid, review, clears_on),
                *advice.next_steps(payments),
            ),
            clears=yes(f"The last payment leaves nothing owed on {day_and_date(clears_on)}."),
            clears_on=clears_on,
            each_payment=offer_in_words(each, frequency),
            number_of_payments=len(made.lines),
            last_amount=made.lines[-1].amount,
            total_paid=paid_before + towards_arrears(made),
            a_month=rules.a_month(each, frequency),
            months=rules.months_rounded_up(started, last_due),
            usual_length=usual,
            review=review,
            minimum_offer=minimum,
            broken=broken,
            history=past.rows if past else (),
            missed_total=past.missed_total if past else None,
            chart=chart(payments, paid, past),
            payments=payment_rows(payments, paid),
            not_working_days=not_working_days(payments, paid),
            heavier_months=heavier_months(payments, paid),
            compared=self.compared(each),
            **self.beside.rent_facts(past.owed if past else inputs.arrears, paid, rent_part),
            **self.beside.credit_facts(last_due),
            working=self.trace.finish(),
        )

    # Where the arrears are not cleared

    def not_cleared(self, made: Schedule, each: Decimal) -> RepaymentPlanResult:
        """The answer where the payments never clear the arrears, or the rent in them is open."""
        inputs, payments = self.inputs, self.payments
        first, frequency = inputs.first_payment, inputs.offer_frequency
        left = made.lines[-1].balance if made.lines else inputs.arrears
        stop, rent_part = self.where_it_stops(each)
        steps: list[str] = []
        if rent_part is None:
            answer, clears = self.open_answer(each, left)
            usual = review = cannot_tell("The plan has no last day yet.", WHEN_IT_CLEARS)
        else:
            answer, clears = self.never_answer(made, each, left, stop, rent_part)
            usual, review = self.checks_of_no_end()
            steps.append(
                f"Ask what can be paid on top of the rent, {pounds(rent_part)} each time. Check "
                "what help with rent is due."
            )
            self.trace.step(
                "Left for the arrears from each payment",
                each - rent_part,
                unit="GBP",
                sum=f"{pounds(each)} - {pounds(rent_part)}",
            )
        show_a_month(payments, each)
        paid = payments.paid(made)
        return RepaymentPlanResult(
            answer=answer,
            warnings=tuple(advice.warnings(payments, paid)),
            next_steps=(*steps, *(advice.next_steps(payments) if rent_part is None else ())),
            clears=clears,
            clears_on=None,
            each_payment=offer_in_words(each, frequency),
            number_of_payments=len(made.lines) or None,
            last_amount=None,
            total_paid=towards_arrears(made) or None,
            a_month=rules.a_month(each, frequency),
            months=None,
            usual_length=usual,
            review=review,
            minimum_offer=self.minimum_beside_rent(each),
            broken=None,
            history=(),
            missed_total=None,
            chart=chart(payments, paid, None) if paid else None,
            payments=payment_rows(payments, paid),
            not_working_days=not_working_days(payments, paid),
            heavier_months=heavier_months(payments, paid),
            compared=(),
            **self.beside.rent_facts(inputs.arrears, paid, payments.rent_part(first, frequency)),
            **self.beside.credit_facts(None),
            working=self.trace.finish(),
        )

    def where_it_stops(self, each: Decimal) -> tuple[dt.date, Decimal | None]:
        """The first instalment that takes nothing off the arrears, and the rent in it, if known."""
        frequency = self.inputs.offer_frequency
        return next(
            (due.day, part)
            for due in rules.instalments(self.inputs.first_payment, frequency, each)
            if (part := self.payments.rent_part(due.day, frequency)) is None or part >= each
        )

    def open_answer(self, each: Decimal, left: Decimal) -> tuple[str, Outcome]:
        """The answer where the rent in the payments is not known from some day on."""
        offered = offer_in_words(each, self.inputs.offer_frequency)
        opens = long_date(self.beside.rent.first_open_charge())
        return (
            f"Cannot tell yet when {offered} clears the arrears: it pays the rent too, and the "
            f"rent from {opens} is not known. {pounds(left)} is left by then.",
            cannot_tell(
                f"The payments up to then are certain and leave {pounds(left)}.",
                f"the rent from {opens}",
            ),
        )

    def never_answer(
        self, made: Schedule, each: Decimal, left: Decimal, stop: dt.date, rent_part: Decimal
    ) -> tuple[str, Outcome]:
        """The answer where a payment is no more than the rent in it."""
        inputs, short = self.inputs, rent_part - each
        offered = offer_in_words(each, inputs.offer_frequency)
        begins = f"from {day_and_date(stop)}, " if made.lines else ""
        why = (
            f"{begins}{offered} is {pounds(short)} less than the rent in it, {pounds(rent_part)}"
            if short
            else f"{begins}{offered} is the rent alone"
        )
        grows = " and grows" if short else ""
        change = inputs.rent_change_on
        if change is not None and stop < change:
            later = self.payments.rent_part(change, inputs.offer_frequency)
            if later is not None and later < each:
                day = long_date(change)
                return (
                    f"Cannot tell yet when this offer clears the arrears: {why}. From {day} the "
                    "rent in it is less. Work the plan out from then.",
                    cannot_tell(f"Up to then {why}.", f"the arrears on {day}"),
                )
        return (
            f"This offer never clears the arrears: {why}. {pounds(left)} stays owed{grows}.",
            no(
                f"Each payment must be more than {pounds(rent_part)} to take anything off the "
                "arrears."
            ),
        )

    def minimum_beside_rent(self, each: Decimal) -> Outcome:
        """The minimum offer against what is left of a payment after the rent in it now."""
        inputs = self.inputs
        rent_part = self.payments.rent_part(inputs.first_payment, inputs.offer_frequency)
        if rent_part is None:
            return cannot_tell(
                "The rent in each payment is not known.",
                f"the rent on {long_date(inputs.first_payment)}",
            )
        return self.checks.minimum_offer(max(ZERO, each - rent_part), inputs.offer_frequency)

    def checks_of_no_end(self) -> tuple[Outcome, Outcome]:
        """Within the usual length, and review first, for a plan that has no end."""
        on = self.inputs.case_date
        usual, review, _ = self.checks.all_of(ZERO, self.inputs.offer_frequency, on, on)
        return (
            no("It has no end.") if usual.verdict is not Verdict.CANNOT_TELL else usual,
            yes("It has no end.") if review.verdict is not Verdict.CANNOT_TELL else review,
        )

    # Other offers

    def compared(self, each: Decimal) -> tuple[OfferCompared, ...]:
        """The first offer and the others side by side; empty if there is only one."""
        inputs, payments, rows = self.inputs, self.payments, []
        if not inputs.other_offers:
            return ()
        offers = [(each, inputs.offer_frequency, inputs.first_payment, "offer")]
        for row, other in enumerate(inputs.other_offers):
            first = other.first_payment or inputs.first_payment
            offers.append((other.amount, other.frequency, first, f"other_offers.{row}.amount"))
        for amount, frequency, first, field in offers:
            made = payments.as_offered(first, frequency, amount, field)
            started, last = min(first, made.lines[0].due.day), made.lines[-1].due.day
            usual, review, minimum = self.checks.all_of(amount, frequency, started, last)
            rows.append(
                OfferCompared(
                    offer=offer_in_words(amount, frequency),
                    number_of_payments=len(made.lines),
                    last_amount=made.lines[-1].amount,
                    clears_on=payments.pays(last).pay_on,
                    months=rules.months_rounded_up(started, last),
                    a_month=rules.a_month(amount, frequency),
                    total_paid=towards_arrears(made),
                    minimum_offer=minimum,
                    usual_length=usual,
                    review=review,
                )
            )
        return tuple(rows)


def towards_arrears(made: Schedule) -> Decimal:
    """What the payments of a schedule take off the arrears."""
    return sum((line.amount - line.due.rent_part for line in made.lines), ZERO)
