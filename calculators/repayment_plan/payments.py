"""What is paid and when: the instalments, what is paid besides them, and the days they are paid."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from calculators.core.calendar import WorkingCalendar, add_months
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo
from calculators.core.errors import NeedsAnswer
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import Frequency, period_days
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, pounds
from calculators.repayment_plan import rules
from calculators.repayment_plan.beside import RentBeside
from calculators.repayment_plan.models import LONGEST_LISTED, NotWorkingDay, PlanFrom, PlanStage
from calculators.repayment_plan.rules import Due, Paid, PayDay, Schedule

LUMP_SUM = "Lump sum"
RENT_FREE_WEEK = "Usual rent in a rent-free week"


class Payments:
    """The payments of one plan, before and after they are put in order."""

    def __init__(self, beside: RentBeside, trace: Trace) -> None:
        """Read the calendar; nothing is worked out yet."""
        self.inputs = beside.inputs
        self.beside = beside
        self.trace = trace
        self.calendar = WorkingCalendar.of(trace.figures)
        self.last_listed = add_months(self.inputs.case_date, 12 * LONGEST_LISTED)
        self._pay_days: dict[dt.date, PayDay] = {}

    def pays(self, due_on: dt.date) -> PayDay:
        """When a payment due on a day is paid, the way this plan has it."""
        found = self._pay_days.get(due_on)
        if found is None:
            found = rules.pay_day(due_on, self.inputs.not_working_day, self.calendar)
            self._pay_days[due_on] = found
        return found

    def paid(self, made: Schedule) -> tuple[Paid, ...]:
        """The payments of a schedule, each with the day it is paid."""
        return tuple(Paid(line, self.pays(line.due.day)) for line in made.lines)

    def late_from(self, due_on: dt.date) -> dt.date:
        """The day from which lateness is counted: by the policy, the next working day."""
        return self.next_working_day(due_on)

    def next_working_day(self, day: dt.date) -> dt.date:
        """The day itself if it is a working day, or else the next one, as far as that is known."""
        return rules.pay_day(day, NotWorkingDay.NEXT, self.calendar).pay_on

    @property
    def cover_rent(self) -> bool:
        """Whether the payments are to cover the rent too."""
        inputs = self.inputs
        return inputs.offer_includes_rent is YesNo.YES and inputs.plan_from is not PlanFrom.CLEAR_BY

    def rent_part(self, day: dt.date, frequency: Frequency) -> Decimal | None:
        """The rent in one payment that is to cover it; zero where rent is paid separately.

        Raises:
            NeedsAnswer: If what helps with the rent is not known.
        """
        inputs = self.inputs
        if not self.cover_rent:
            return ZERO
        if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
            raise NeedsAnswer(
                "help_with_rent",
                "Choose what helps with the rent: it decides how much of each payment is rent",
            )
        year = self.beside.year_of_rent_to_pay(day)
        return None if year is None else nearest_penny(year / frequency.periods_in_year)

    @cached_property
    def extras(self) -> tuple[Due, ...]:
        """Payments besides the instalments: a lump sum, and the usual rent in rent-free weeks.

        Raises:
            NeedsAnswer: If rent-free weeks are to be paid in and what helps with the rent is not
                known.
        """
        inputs, found = self.inputs, []
        if inputs.lump_sum is not None and inputs.lump_sum_on is not None:
            found.append(Due(inputs.lump_sum_on, inputs.lump_sum, note=LUMP_SUM, instalment=False))
        if inputs.catch_up_in_rent_free_weeks is YesNo.YES and not self.beside.has_uc:
            if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
                raise NeedsAnswer(
                    "help_with_rent",
                    "Choose what helps with the rent: it decides what the tenant pays in a "
                    "rent-free week",
                )
            first = min(inputs.first_payment, inputs.case_date)
            for week in inputs.rent_free_week_days:
                usual = self.beside.usual_week_paid_by_tenant(week.charge_day)
                if usual and week.charge_day >= first:
                    note = RENT_FREE_WEEK
                    found.append(Due(week.charge_day, usual, note=note, instalment=False))
        return tuple(sorted(found, key=lambda due: due.day))

    def instalments(self, first: dt.date, frequency: Frequency, each: Decimal) -> Iterator[Due]:
        """The instalments without end, or up to the day the rent in them is not known."""
        dues = rules.instalments(first, frequency, each)
        if not self.cover_rent:
            yield from dues
            return
        for due in dues:
            rent_part = self.rent_part(due.day, frequency)
            if rent_part is None or rent_part >= due.amount:
                return
            yield due._replace(rent_part=rent_part) if rent_part else due

    def as_offered(
        self, first: dt.date, frequency: Frequency, each: Decimal, field: str = "offer"
    ) -> Schedule:
        """The schedule of an offer from the arrears down, with the other payments in it.

        Raises:
            NeedsAnswer: If it would be too long to list, has a payment on a day gone by, or clears
                the arrears before the lump sum is paid.
        """
        dues = rules.in_day_order(self.extras, self.instalments(first, frequency, each))
        made = self.paid_off(self.inputs.arrears, dues, field)
        self.check_lump_sum(made)
        if self.inputs.plan_stage is PlanStage.NEW:
            self.check_days_gone_by(made, field)
        return made

    def paid_off(self, owed: Decimal, dues: Iterator[Due], field: str) -> Schedule:
        """The schedule, refused where it would be too long to list.

        Raises:
            NeedsAnswer: If it runs for too many years.
        """
        made = rules.schedule(owed, dues, self.last_listed)
        if made.too_long:
            row = words_of_row(field)
            if self.inputs.plan_from is PlanFrom.CLEAR_BY and not row:
                raise NeedsAnswer(
                    "clear_by",
                    f"Clear the arrears by: the payments would run for more than {LONGEST_LISTED} "
                    "years. Choose an earlier day",
                )
            raise NeedsAnswer(
                field,
                f"{row}Amount each time: the arrears of {pounds(owed)} would take more than "
                f"{LONGEST_LISTED} years to clear. Enter a larger amount",
            )
        return made

    def check_lump_sum(self, made: Schedule) -> None:
        """Refuse a lump sum that comes when less than it is left.

        Raises:
            NeedsAnswer: If the instalments leave too little for it.
        """
        lump = self.inputs.lump_sum
        if lump is None or not made.cleared:
            return
        paid = [line.amount for line in made.lines if line.due.note == LUMP_SUM]
        if paid != [lump]:
            left = f"only {pounds(paid[0])} is left" if paid else "nothing is left"
            raise NeedsAnswer(
                "lump_sum_on",
                f"Day the lump sum is paid: by then {left} to pay. Choose an earlier day",
            )

    def check_days_gone_by(self, made: Schedule, field: str) -> None:
        """Refuse a first payment that would be paid before the day of the plan.

        Raises:
            NeedsAnswer: If its day is not a working day and the working day before has passed.
        """
        for line in made.lines[:1]:
            pay = self.pays(line.due.day)
            if pay.pay_on >= self.inputs.case_date:
                continue
            name, label = "first_payment", "First payment"
            if line.due.note == LUMP_SUM:
                name, label = "lump_sum_on", "Day the lump sum is paid"
            elif line.due.note == RENT_FREE_WEEK:
                name, label = "rent_free_week_days", "Rent-free weeks"
            elif row := words_of_row(field):
                name, label = field.replace(".amount", ".first_payment"), f"{row}first payment"
            raise NeedsAnswer(
                name,
                f"{label}: {day_and_date(line.due.day)} is not a working day, and the working day "
                "before it has passed. Choose a later day, or pay on the next working day",
            )

    def instalment_to_clear(self) -> Decimal:
        """The payment that clears the arrears by the day asked for.

        Raises:
            NeedsAnswer: If no payment fits before that day, or none is needed.
        """
        inputs = self.inputs
        assert inputs.clear_by is not None  # asked for whenever the plan is worked out from it
        clear_by = inputs.clear_by
        # A payment due after that day may be made by then, on the working day before its own.
        days = list(
            itertools.takewhile(
                lambda day: self.pays(day).pay_on <= clear_by,
                period_days(inputs.first_payment, inputs.offer_frequency),
            )
        )
        if not days:
            raise NeedsAnswer(
                "clear_by",
                "Clear the arrears by: the first payment is not made by then, as its day is not a "
                "working day. Choose a later day, or an earlier first payment",
            )
        extra = sum((due.amount for due in self.extras if due.day <= days[-1]), ZERO)
        owed = inputs.arrears - extra
        if owed <= 0:
            raise NeedsAnswer(
                "catch_up_in_rent_free_weeks",
                "The payments in rent-free weeks clear the arrears on their own. Choose no here to "
                "work out instalments",
            )
        each = rules.payment_to_clear(owed, len(days))
        if extra:
            self.trace.step(
                "Arrears left after the payments in rent-free weeks",
                owed,
                unit="GBP",
                sum=f"{pounds(inputs.arrears)} - {pounds(extra)}",
            )
        self.trace.step(
            "Each payment",
            each,
            unit="GBP",
            sum=f"{pounds(owed)} ÷ {counted(len(days), 'payment')}",
            rounding="Up to the next whole penny, so that the last payment is not the largest",
        )
        return each


def words_of_row(field: str) -> str:
    """What starts a message about another offer: "Other offer 1: "; "" for the first offer."""
    parts = field.split(".")
    return f"Other offer {int(parts[1]) + 1}: " if parts[0] == "other_offers" else ""


def amount_paid(dues: Sequence[Due]) -> Decimal:
    """What some payments come to."""
    return sum((due.amount for due in dues), ZERO)
