"""Repayment plan: what an offer pays, on which dates, when it clears, and the rent beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators.core.calendar import WorkingCalendar, add_months
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo
from calculators.core.errors import NeedsAnswer
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, nearest_penny
from calculators.core.outcomes import cannot_tell, no, yes
from calculators.core.periods import Frequency, days_until
from calculators.core.results import BalanceChart, ChartMark, ChartPoint
from calculators.core.trace import Trace
from calculators.core.wording import (
    MONTHS,
    WEEKDAYS,
    counted,
    day_and_date,
    long_date,
    plain_number,
    pounds,
)
from calculators.repayment_plan import rules
from calculators.repayment_plan.beside import UC_HOUSING, RentBeside
from calculators.repayment_plan.models import (
    HeavierMonth,
    OfferCompared,
    Payment,
    PlanFrom,
    PlanStage,
    RepaymentPlanInput,
    RepaymentPlanResult,
    Replan,
)
from calculators.repayment_plan.policy import POLICY, PolicyChecks
from calculators.repayment_plan.rules import Due, Schedule
from calculators.repayment_plan.running import History, history, payments_from_now

__all__ = ["RepaymentPlanInput", "RepaymentPlanResult", "calculate"]

USUAL_IN_MONTH = {
    Frequency.WEEKLY: 4,
    Frequency.FORTNIGHTLY: 2,
    Frequency.FOUR_WEEKLY: 1,
    Frequency.MONTHLY: 1,
}


def calculate(inputs: RepaymentPlanInput, figures: FigureSet) -> RepaymentPlanResult:
    """Work a repayment plan out.

    Args:
        inputs: The account, the offer and the rent; money in pounds.
        figures: Bank holidays, the yearly rent limit and the landlord's policy figures. Policy
            figures are read on the day of the plan, the rent limit on the day the rent changes.

    Raises:
        NeedsAnswer: Where a fact is missing for this case, or the list of payments would run for
            more than 25 years.
    """
    return Plan(inputs, figures).result()


class Plan:
    """One plan being worked out: the facts, the figures, and the working as it grows."""

    def __init__(self, inputs: RepaymentPlanInput, figures: FigureSet) -> None:
        """Read the calendar and the rent; nothing is worked out yet."""
        self.inputs = inputs
        self.trace = Trace(figures)
        self.calendar = WorkingCalendar.of(figures)
        self.beside = RentBeside(inputs, self.trace)
        self.rent = self.beside.rent
        self.checks = PolicyChecks(inputs, self.trace)
        self.warnings = self.beside.warnings
        self.next_steps: list[str] = []
        self.last_listed = add_months(inputs.case_date, 12 * rules.LONGEST_LISTED)

    # The payments

    def rent_part(self, day: dt.date, frequency: Frequency) -> Decimal | None:
        """The rent in one payment that is to cover it; zero where rent is paid separately."""
        inputs = self.inputs
        if inputs.offer_includes_rent is YesNo.NO or inputs.plan_from is PlanFrom.CLEAR_BY:
            return ZERO
        if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
            raise NeedsAnswer(
                "help_with_rent",
                "Choose what helps with the rent: it decides how much of each payment is rent",
            )
        year = self.beside.year_of_rent_to_pay(day)
        return None if year is None else nearest_penny(year / frequency.periods_in_year)

    def extras(self) -> Iterator[Due]:
        """Payments besides the instalments: a lump sum, and the usual rent in rent-free weeks."""
        inputs, found = self.inputs, []
        if inputs.lump_sum is not None and inputs.lump_sum_on is not None:
            found.append(
                Due(inputs.lump_sum_on, inputs.lump_sum, note="Lump sum", instalment=False)
            )
        if inputs.catch_up_in_rent_free_weeks is YesNo.YES and not self.beside.has_uc:
            first = min(inputs.first_payment, inputs.case_date)
            for week in inputs.rent_free_week_days:
                rent = self.rent.on(week.charge_day)
                if rent is not None and week.charge_day >= first:
                    note = "Usual rent in a rent-free week"
                    found.append(Due(week.charge_day, rent, note=note, instalment=False))
        return iter(sorted(found, key=lambda due: due.day))

    def instalments(self, first: dt.date, frequency: Frequency, each: Decimal) -> Iterator[Due]:
        """The instalments without end, or up to the day the rent in them is not known."""
        for due in rules.instalments(first, frequency, each):
            rent_part = self.rent_part(due.day, frequency)
            if rent_part is None or rent_part >= due.amount:
                return
            yield Due(due.day, due.amount, rent_part, due.note)

    def paid_off(self, owed: Decimal, dues: Iterator[Due], field: str) -> Schedule:
        """The schedule, refused where it would be too long to list."""
        made = rules.schedule(owed, dues, self.last_listed)
        if made.too_long:
            years = rules.LONGEST_LISTED
            raise NeedsAnswer(
                field,
                f"At this amount the arrears of {pounds(owed)} take more than {years} years to "
                "clear. Type a larger amount",
            )
        return made

    def instalment_to_clear(self) -> Decimal:
        """The payment that clears the arrears by the day asked for."""
        inputs = self.inputs
        assert inputs.clear_by is not None  # asked for whenever the plan is worked out from it
        days = [
            day
            for day in days_until(inputs.first_payment, inputs.offer_frequency, inputs.clear_by)
            if rules.pay_day(day, inputs.not_working_day, self.calendar).pay_on <= inputs.clear_by
        ]
        if not days:
            raise NeedsAnswer(
                "clear_by",
                "No payment can be made by then, as the payment day is not a working day. Choose a "
                "later day, or an earlier first payment",
            )
        extra = sum((due.amount for due in self.extras() if due.day <= days[-1]), ZERO)
        owed = inputs.arrears - extra
        if owed <= 0:
            raise NeedsAnswer(
                "catch_up_in_rent_free_weeks",
                "The rent-free weeks clear the arrears on their own, so no instalment is needed",
            )
        each = rules.payment_to_clear(owed, len(days))
        self.trace.step(
            "Each payment",
            each,
            unit="GBP",
            sum=f"{pounds(owed)} ÷ {counted(len(days), 'payment')}",
            rounding="Up to the next whole penny, so that the last payment is not the largest",
        )
        return each

    # The answer

    def result(self) -> RepaymentPlanResult:
        """The whole answer."""
        inputs, frequency = self.inputs, self.inputs.offer_frequency
        each = inputs.offer
        if each is None:
            each = self.instalment_to_clear()
        first = inputs.first_payment
        dues = rules.in_day_order(self.extras(), self.instalments(first, frequency, each))
        made, past = self.paid_off(inputs.arrears, dues, "offer"), None
        if inputs.plan_stage is PlanStage.RUNNING:
            past = history(inputs, made, each)
            extras = [due for due in self.extras() if due.day >= inputs.case_date]
            to_come, each = payments_from_now(inputs, past, extras, self.trace)
            made = self.paid_off(past.owed, to_come, "offer")
        if not made.cleared:
            return self.not_cleared(made, each)
        last_due = made.lines[-1].due.day
        self.show_payment_steps(made, each, past)
        payments = self.payment_rows(made)
        clears_on = payments[-1].pay_on or payments[-1].due_on
        self.say_what_to_watch(made)
        started = min(first, made.lines[0].due.day)
        checks = self.checks.all_of(each, frequency, started, last_due)
        if past:
            self.next_steps += self.checks.steps_after_missing(past)
        self.next_steps += self.usual_next_steps()
        total = sum((line.amount - line.due.rent_part for line in made.lines), ZERO)
        paid_before = sum((row.paid for row in past.rows), ZERO) if past else ZERO
        return RepaymentPlanResult(
            answer=self.answer(made, each, clears_on),
            warnings=tuple(self.warnings),
            next_steps=tuple(self.next_steps),
            clears=yes(f"The last payment leaves nothing owed on {day_and_date(clears_on)}."),
            clears_on=clears_on,
            each_payment=self.offer_in_words(each, frequency),
            number_of_payments=len(made.lines),
            last_amount=made.lines[-1].amount,
            total_paid=total + paid_before,
            a_month=rules.a_month(each, frequency),
            months=rules.months_rounded_up(started, last_due),
            usual_length=checks[0],
            review=checks[1],
            minimum_offer=checks[2],
            broken=self.checks.broken(past) if past else None,
            history=past.rows if past else (),
            missed_total=past.missed_total if past else None,
            chart=self.chart(payments, past),
            payments=payments,
            not_working_days=self.not_working_days(payments),
            heavier_months=self.heavier_months(made),
            compared=self.compared(each),
            **self.beside.rent_facts(made.lines, self.rent_part(first, frequency)),
            **self.beside.credit_facts(),
            working=self.trace.finish(),
        )

    def not_cleared(self, made: Schedule, each: Decimal) -> RepaymentPlanResult:
        """The answer where the payments never clear the arrears, or the rent in them is open."""
        inputs, frequency = self.inputs, self.inputs.offer_frequency
        first = inputs.first_payment
        stop, rent_part = self.where_it_stops(each)
        offered = self.offer_in_words(each, frequency)
        left = made.balance if made.lines else inputs.arrears
        if rent_part is None:
            opens = day_and_date(self.rent.first_open_charge())
            answer = (
                f"Cannot tell when {offered} clears the arrears: it pays the rent too, and the "
                f"rent from {opens} is not known yet. {pounds(left)} is left by then."
            )
            clears = cannot_tell(
                f"The payments up to then are certain and leave {pounds(left)}.",
                f"the rent from {opens}",
            )
        else:
            short = rent_part - each
            why = (
                f"{pounds(short)} less than the rent in it"
                if short
                else "exactly the rent in it, with nothing for the arrears"
            )
            begins = f" from {day_and_date(stop)}" if made.lines else ""
            answer = (
                f"This offer never clears the arrears:{begins} {offered} is {why}, "
                f"{pounds(rent_part)}. {pounds(left)} stays owed"
                f"{' and grows' if short else ''}."
            )
            clears = no(
                f"Each payment{begins} would need to be more than {pounds(rent_part)} to take "
                "anything off the arrears."
            )
            self.next_steps.append(
                f"Ask what could be paid on top of the rent, {pounds(rent_part)} each time, and "
                "check what help with rent is due."
            )
            self.trace.step(
                "Left for the arrears from each payment",
                each - rent_part,
                unit="GBP",
                sum=f"{pounds(each)} - {pounds(rent_part)}",
            )
        payments = self.payment_rows(made)
        self.say_what_to_watch(made)
        self.next_steps += self.usual_next_steps()
        unknown = cannot_tell("The plan has no last day to count to.", "when the arrears clear")
        minimum = self.checks.all_of(each, frequency, inputs.first_payment, inputs.first_payment)[2]
        total = sum((line.amount - line.due.rent_part for line in made.lines), ZERO)
        return RepaymentPlanResult(
            answer=answer,
            warnings=tuple(self.warnings),
            next_steps=tuple(self.next_steps),
            clears=clears,
            clears_on=None,
            each_payment=offered,
            number_of_payments=len(made.lines) or None,
            last_amount=None,
            total_paid=total or None,
            a_month=rules.a_month(each, frequency),
            months=None,
            usual_length=unknown,
            review=yes("The plan has no end that can be told: ask for it to be reviewed first."),
            minimum_offer=minimum,
            broken=None,
            history=(),
            missed_total=None,
            chart=self.chart(payments, None) if payments else None,
            payments=payments,
            not_working_days=self.not_working_days(payments),
            heavier_months=self.heavier_months(made),
            compared=(),
            **self.beside.rent_facts(made.lines, self.rent_part(first, frequency)),
            **self.beside.credit_facts(),
            working=self.trace.finish(),
        )

    def where_it_stops(self, each: Decimal) -> tuple[dt.date, Decimal | None]:
        """The first instalment that takes nothing off the arrears, and the rent in it, if known."""
        frequency = self.inputs.offer_frequency
        return next(
            (due.day, part)
            for due in rules.instalments(self.inputs.first_payment, frequency, each)
            if (part := self.rent_part(due.day, frequency)) is None or part >= each
        )

    def offer_in_words(self, each: Decimal, frequency: Frequency) -> str:
        """An amount with how often it is paid: "£20.00 every 2 weeks"."""
        label = frequency.label
        return f"{pounds(each)} {label[0].lower()}{label[1:]}"

    def answer(self, made: Schedule, each: Decimal, clears_on: dt.date) -> str:
        """The answer in one sentence."""
        inputs = self.inputs
        owed = made.lines[0].balance + made.lines[0].amount - made.lines[0].due.rent_part
        clears = f"clears the {pounds(owed)} on {day_and_date(clears_on)}"
        count, last = len(made.lines), made.lines[-1].amount
        first = day_and_date(made.lines[0].due.day)
        simple = (
            all(line.due.instalment for line in made.lines)
            and len({line.amount for line in made.lines[:-1]}) < 2
        )
        if count == 1:
            return f"One payment of {pounds(last)} {clears}."
        if not simple:
            return (
                f"{counted(count, 'payment')} from {first}, ending with {pounds(last)}, "
                f"{clears.replace('clears', 'clear', 1)}."
            )
        offered = self.offer_in_words(each, inputs.offer_frequency)
        clear = clears.replace("clears", "clear", 1)
        if last == each:
            return f"{counted(count, 'payment')} of {offered} from {first} {clear}."
        whole = counted(count - 1, "payment")
        return f"{whole} of {offered} from {first} and a last payment of {pounds(last)} {clear}."

    def show_payment_steps(self, made: Schedule, each: Decimal, past: History | None) -> None:
        """Write down how the number of payments and the last one come about."""
        inputs = self.inputs
        owed = past.owed if past else inputs.arrears
        others = sum((ln.amount for ln in made.lines if not ln.due.instalment), ZERO)
        if past:
            paid = inputs.arrears - past.owed
            self.trace.step(
                "Arrears left today",
                owed,
                unit="GBP",
                sum=f"{pounds(inputs.arrears)} - {pounds(paid)} paid so far",
            )
        if others:
            what = "the lump sum" if inputs.lump_sum else "the rent-free weeks"
            if inputs.lump_sum and others != inputs.lump_sum:
                what = "the lump sum and the rent-free weeks"
            self.trace.step(
                f"Arrears left for the instalments after {what}",
                owed - others,
                unit="GBP",
                sum=f"{pounds(owed)} - {pounds(others)}",
            )
            owed -= others
        rent_part = next((ln.due.rent_part for ln in made.lines if ln.due.instalment), ZERO)
        towards = each - rent_part
        if rent_part:
            self.trace.step(
                "Off the arrears from each payment now",
                towards,
                unit="GBP",
                sum=f"{pounds(each)} - {pounds(rent_part)} rent",
                rounding="Rent turned into the payment's period, to the nearest penny",
                source=UC_HOUSING,
            )
        level = {ln.due.rent_part for ln in made.lines if ln.due.instalment} == {rent_part}
        catching_up = past is not None and inputs.replan is Replan.CATCH_UP and past.missed
        if level and not catching_up and owed > 0:
            whole = rules.full_payments(owed, towards)
            self.trace.step(
                "Whole payments in the arrears",
                whole,
                unit="payments",
                sum=f"{pounds(owed)} ÷ {pounds(towards)}",
                rounding="Down to whole payments",
            )
            self.trace.step(
                "Left for the last payment",
                owed - whole * towards,
                unit="GBP",
                sum=f"{pounds(owed)} - {plain_number(Decimal(whole))} × {pounds(towards)}",
            )
        count = len([line for line in made.lines if line.due.instalment])
        if count:
            last = [line for line in made.lines if line.due.instalment][-1]
            start = next(line for line in made.lines if line.due.instalment).due.day
            gap = inputs.offer_frequency.weeks
            span = counted((count - 1) * gap, "week") if gap else counted(count - 1, "month")
            self.trace.step(
                "Day the last instalment is due",
                last.due.day,
                sum=f"{long_date(start)} + {span}",
            )
        self.trace.step(
            "The offer as an amount a month",
            rules.a_month(each, inputs.offer_frequency),
            unit="GBP/month",
            sum=f"{pounds(each)} × {inputs.offer_frequency.periods_in_year} ÷ 12",
            rounding="To the nearest penny",
        )

    def payment_rows(self, made: Schedule) -> tuple[Payment, ...]:
        """The schedule as the page shows it, with the rent charged between payments."""
        inputs, rows = self.inputs, []
        since = inputs.case_date
        for number, line in enumerate(made.lines, start=1):
            day = rules.pay_day(line.due.day, inputs.not_working_day, self.calendar)
            notes = [line.due.note] if line.due.note else []
            if day.why:
                notes.append(f"{day.why}: not a working day")
            after = since if number == 1 else since + dt.timedelta(days=1)
            rows.append(
                Payment(
                    number=number,
                    due_on=line.due.day,
                    pay_on=day.pay_on if day.pay_on != line.due.day else None,
                    amount=line.amount,
                    rent_part=line.due.rent_part or None,
                    balance_after=line.balance,
                    rent_since=self.rent.charged(after, line.due.day),
                    note=". ".join(notes),
                )
            )
            since = line.due.day
        return tuple(rows)

    def not_working_days(self, payments: tuple[Payment, ...]) -> tuple[str, ...]:
        """Each payment day that is not a working day, with the day it is paid instead."""
        found = []
        for row in payments:
            day = rules.pay_day(row.due_on, self.inputs.not_working_day, self.calendar)
            if day.why:
                instead = (
                    f"pay on {day_and_date(day.pay_on)}" if day.pay_on != row.due_on else "pay then"
                )
                name = "" if day.why in WEEKDAYS else f" ({day.why})"
                found.append(f"{day_and_date(row.due_on)}{name}: {instead}")
        if found:
            self.trace.clause(POLICY, "paying-on-working-days", self.inputs.case_date)
        return tuple(found)

    def say_what_to_watch(self, made: Schedule) -> None:
        """Warnings about what lies past what is held, and about how the rent is met."""
        inputs = self.inputs
        last = made.lines[-1].due.day if made.lines else inputs.first_payment
        opens = self.rent.first_open_charge()
        if last >= opens:
            self.warnings.append(
                f"The rent from {day_and_date(opens)} is not known yet, so the rent beside the "
                "plan is open from then on. The payments themselves do not depend on it."
                if inputs.offer_includes_rent is YesNo.NO
                else f"The rent from {day_and_date(opens)} is not known yet."
            )
        if last > self.calendar.held_to:
            self.warnings.append(
                "Bank holidays are announced only up to "
                f"{long_date(self.calendar.held_to)}: payment days after that have not been "
                "checked against them."
            )
        if inputs.rent_free_weeks and not inputs.rent_free_week_days:
            self.warnings.append(
                f"{counted(inputs.rent_free_weeks, 'week')} of the year are rent-free but their "
                "dates are not given, so the rent beside the payments counts every week as charged."
            )
        if self.beside.has_uc and inputs.uc_housing_amount is None:
            self.warnings.append(
                "Universal Credit is counted as covering the whole rent. It may be less: check for "
                "spare bedrooms, other adults in the home and charges it does not cover."
            )
        if inputs.catch_up_in_rent_free_weeks is YesNo.YES and self.beside.has_uc:
            self.warnings.append(
                "Rent-free weeks bring no spare rent here: Universal Credit pays the same each "
                "month and already spreads them over the year. They are not counted as payments."
            )
        if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
            self.warnings.append(
                "What helps with the rent is not known yet, so the rent for the tenant to pay "
                "beside this plan is not known either."
            )

    def usual_next_steps(self) -> list[str]:
        """What to do with any plan, in order."""
        inputs = self.inputs
        steps = [
            "Send the plan in writing, with every payment day and what to do if one is missed."
        ]
        if self.beside.has_uc:
            steps.append(
                "Check what is already taken from Universal Credit before agreeing: a deduction "
                "for rent arrears and a plan must not be asked for at the same time."
            )
        if inputs.rent_change_on is not None:
            day = long_date(inputs.rent_change_on)
            steps.append(
                f"Ask the tenant to report the new rent to Universal Credit on or soon after {day}."
                if self.beside.has_uc
                else f"Look at the plan again when the rent changes on {day}."
            )
        return steps

    def compared(self, each: Decimal) -> tuple[OfferCompared, ...]:
        """The first offer and the others side by side; empty if there is only one."""
        inputs = self.inputs
        if not inputs.other_offers:
            return ()
        offers = [(each, inputs.offer_frequency, inputs.first_payment, "offer")]
        for row, other in enumerate(inputs.other_offers):
            first = other.first_payment or inputs.first_payment
            offers.append((other.amount, other.frequency, first, f"other_offers.{row}.amount"))
        rows = []
        for amount, frequency, first, field in offers:
            made = self.paid_off(
                inputs.arrears,
                rules.in_day_order(self.extras(), rules.instalments(first, frequency, amount)),
                field,
            )
            started, last = made.lines[0].due.day, made.lines[-1].due.day
            usual, review, minimum = self.checks.all_of(amount, frequency, started, last)
            pay = rules.pay_day(last, inputs.not_working_day, self.calendar)
            rows.append(
                OfferCompared(
                    offer=self.offer_in_words(amount, frequency),
                    number_of_payments=len(made.lines),
                    last_amount=made.lines[-1].amount,
                    clears_on=pay.pay_on,
                    months=rules.months_rounded_up(started, last),
                    a_month=rules.a_month(amount, frequency),
                    total_paid=sum((line.amount for line in made.lines), ZERO),
                    minimum_offer=minimum,
                    usual_length=usual,
                    review=review,
                )
            )
        return tuple(rows)

    # What is shown beside

    def chart(self, payments: tuple[Payment, ...], past: History | None) -> BalanceChart:
        """The arrears from the start of the plan to its last payment."""
        inputs = self.inputs
        begin = inputs.first_payment if past else inputs.case_date
        points = [ChartPoint(day=begin, amount=inputs.arrears)]
        points += (
            [ChartPoint(day=r.due_on, amount=r.balance_after) for r in past.rows] if past else []
        )
        points += [ChartPoint(day=r.pay_on or r.due_on, amount=r.balance_after) for r in payments]
        end = points[-1].day
        marks = []
        if inputs.rent_change_on is not None and inputs.rent_change_on <= end:
            marks.append(ChartMark(day=inputs.rent_change_on, label="Rent changes"))
        if self.rent.first_open_charge() <= end:
            marks.append(ChartMark(day=self.rent.first_open_charge(), label="Rent not known"))
        summary = (
            f"The arrears go from {pounds(inputs.arrears)} on {long_date(begin)} down to "
            f"{pounds(points[-1].amount)} on {long_date(end)}. Every payment is in the table below."
        )
        return BalanceChart(summary=summary, points=tuple(points), marks=tuple(marks))

    def heavier_months(self, made: Schedule) -> tuple[HeavierMonth, ...]:
        """Months in which one payment more than usual falls: by Universal Credit month if known."""
        if not self.beside.has_uc:
            return ()
        months: dict[str, list[Decimal]] = {}
        for line in made.lines:
            if line.due.instalment:
                months.setdefault(self.month_of(line.due.day), []).append(line.amount)
        usual = USUAL_IN_MONTH[self.inputs.offer_frequency]
        return tuple(
            HeavierMonth(month=month, payments=len(paid), total=sum(paid, ZERO))
            for month, paid in months.items()
            if len(paid) > usual
        )

    def month_of(self, day: dt.date) -> str:
        """The month a payment comes out of: by the Universal Credit paid before it, if known."""
        anchor = self.inputs.next_uc_payment
        if anchor is None:
            return f"{MONTHS[day.month - 1]} {day.year}"
        index = 0
        while add_months(anchor, index) > day:
            index -= 1
        while add_months(anchor, index + 1) <= day:
            index += 1
        return f"From Universal Credit paid {long_date(add_months(anchor, index))}"
