"""The rules of a repayment plan: each decides one thing from plain values."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from calculators.core.calendar import DAY, WorkingCalendar, add_months, whole_months_between
from calculators.core.errors import FigureNotHeld
from calculators.core.money import ZERO, down_to_penny, nearest_penny, up_to_penny
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import Frequency, annual_amount, period_days
from calculators.core.wording import counted, day_and_date, long_date, pounds
from calculators.repayment_plan.models import NotWorkingDay

# How much and how many


def full_payments(owed: Decimal, each: Decimal) -> int:
    """How many whole payments fit in what is owed.

    Source:
        Arithmetic: no law or policy sets it.
    """
    return int(owed // each)


def payment_to_clear(owed: Decimal, payments: int) -> Decimal:
    """The payment that clears what is owed in so many payments, up to the next whole penny.

    Rounded up, so that the last payment is never more than the others.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> payment_to_clear(Decimal("846.20"), 26)
        Decimal('32.55')
    """
    return up_to_penny(owed / payments)


def rent_at_limit(rent: Decimal, limit: Decimal) -> Decimal:
    """The rent after the most the yearly limit allows, down to a whole penny.

    Rounded down, because a penny more would be above the limit.

    Args:
        rent: Pounds for one period before the change.
        limit: The share it may rise by, like ``Decimal("0.045")``.

    Source:
        Rent Standard and Policy Statement on Rents for Social Housing: CPI of the September
        before, plus 1%.

    Example:
        >>> rent_at_limit(Decimal("112.50"), Decimal("0.045"))
        Decimal('117.56')
    """
    return down_to_penny(rent * (1 + limit))


def a_month(amount: Decimal, frequency: Frequency, free_weeks: int = 0) -> Decimal:
    """A payment or rent as the equal amount a month, to the nearest penny.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7 and reg. 6(1), for rent; the same
        arithmetic for a payment.

    Example:
        >>> a_month(Decimal("112.50"), Frequency.WEEKLY, 4)
        Decimal('450.00')
    """
    return nearest_penny(annual_amount(amount, frequency, free_periods=free_weeks) / 12)


# When


class PayDay(NamedTuple):
    """When a payment that is due on a day is paid, and why if that is another day.

    Attributes:
        due_on: The day it is due.
        pay_on: The day it is paid.
        why: Why the day it is due is not a working day; "" if it is one.
        checked: Whether the bank holidays that decide it are held.
    """

    due_on: dt.date
    pay_on: dt.date
    why: str = ""
    checked: bool = True


def pay_day(due_on: dt.date, if_not_working: NotWorkingDay, calendar: WorkingCalendar) -> PayDay:
    """The day a payment is paid.

    Where the bank holidays that decide it are not held, the day stands, marked as not checked.

    Source:
        The landlord's policy, "Paying on working days".
    """
    try:
        why = calendar.why_not_working(due_on)
    except FigureNotHeld:
        return PayDay(due_on, due_on, checked=False)
    if not why or if_not_working is NotWorkingDay.KEEP:
        return PayDay(due_on, due_on, why)
    try:
        if if_not_working is NotWorkingDay.NEXT:
            return PayDay(due_on, calendar.working_day_on_or_after(due_on), why)
        return PayDay(due_on, calendar.working_day_on_or_before(due_on), why)
    except FigureNotHeld:
        return PayDay(due_on, due_on, why, checked=False)


# The schedule


class Due(NamedTuple):
    """One payment to come: its day, what is paid, how much of that is rent, and a note."""

    day: dt.date
    amount: Decimal
    rent_part: Decimal = ZERO
    note: str = ""
    instalment: bool = True


class Line(NamedTuple):
    """One payment of a schedule and what is left after it."""

    due: Due
    amount: Decimal
    balance: Decimal


class Paid(NamedTuple):
    """One payment of a schedule, and when it is paid."""

    line: Line
    day: PayDay


@dataclass(frozen=True)
class Schedule:
    """Payments in order, and whether they clear what is owed."""

    lines: tuple[Line, ...]
    cleared: bool
    too_long: bool = False

    @property
    def balance(self) -> Decimal:
        """What is left after the last payment listed."""
        return self.lines[-1].balance


def instalments(
    first: dt.date, frequency: Frequency, amount: Decimal, *, start: int = 0
) -> Iterator[Due]:
    """The same amount on each payment day, without end.

    Args:
        first: The first payment day of the plan: months keep to its number.
        frequency: How often it is paid.
        amount: Pounds each time.
        start: Which payment to begin with; the first is number 0.

    Source:
        The terms of the plan itself.
    """
    for day in period_days(first, frequency, start=start):
        yield Due(day, amount)


def in_day_order(*streams: Iterable[Due]) -> Iterator[Due]:
    """Payments of several kinds in the order of their days; the first stream first on a tie.

    Source:
        Arithmetic: no law or policy sets it.
    """
    # One alone is in order already, and is then not compared at all.
    return heapq.merge(*[each for each in streams if each], key=lambda due: due.day)


def schedule(owed: Decimal, dues: Iterable[Due], last_day: dt.date) -> Schedule:
    """Pay what falls due until nothing is owed; the last payment is what is left.

    Args:
        owed: Pounds owed before the first payment.
        dues: Payments in day order, perhaps without end.
        last_day: Where to stop a list that is too long to help.

    Returns:
        The payments made; not cleared if they end first, or too long to list.

    Source:
        The terms of the plan itself.
    """
    lines: list[Line] = []
    for due in dues:
        if due.day > last_day:
            return Schedule(tuple(lines), cleared=False, too_long=True)
        towards = min(due.amount - due.rent_part, owed)
        owed -= towards
        lines.append(Line(due, towards + due.rent_part, owed))
        if owed == 0:
            return Schedule(tuple(lines), cleared=True)
    return Schedule(tuple(lines), cleared=False)


# Against the policy


def lasts_no_longer_than(first: dt.date, last: dt.date, months: Decimal) -> bool:
    """Whether a plan from its first payment to its last runs for no more than so many months.

    Source:
        The landlord's policy, "Repayment plans": counted from the first payment to the last.
    """
    return last <= add_months(first, int(months))


def usual_length(first: dt.date, last: dt.date, months: Decimal, clause: str) -> Outcome:
    """Whether the plan is within the policy's usual longest plan, counted first payment to last."""
    limit = day_and_date(add_months(first, int(months)))
    usual = counted(months, "month")
    if lasts_no_longer_than(first, last, months):
        return yes(f"It ends by {limit}, {usual} after the first payment. {clause}")
    return no(f"It ends after {limit}, {usual} after the first payment. {clause}")


def review_needed(first: dt.date, last: dt.date, months: Decimal, clause: str) -> Outcome:
    """Whether the plan is longer than the policy's review limit, counted first payment to last."""
    limit = counted(months, "month")
    if lasts_no_longer_than(first, last, months):
        return no(f"It is no longer than {limit}. {clause}")
    return yes(f"It is longer than {limit}: ask for it to be reviewed first. {clause}")


LengthRule = Callable[[dt.date, dt.date, Decimal, str], Outcome]


def minimum_offer_met(
    monthly: Decimal,
    minimums: Sequence[Decimal],
    only_benefits: bool | None,
    clause: str,
) -> Outcome:
    """Whether an offer is at least the policy's minimum for a household living on benefits.

    Args:
        monthly: The offer as pounds a month.
        minimums: The minimum for each household this one could be; one if it is known.
        only_benefits: Whether benefits are its only income; None if not known.
        clause: How to cite the policy.
    """
    if only_benefits is False:
        return yes(f"The minimum is for households whose only income is benefits. {clause}")
    least, most = min(minimums), max(minimums)
    if monthly >= most:
        return yes(f"{pounds(monthly)} a month is at least {pounds(most)}. {clause}")
    below = f"{pounds(monthly)} a month is less than {pounds(least)}"
    unknown = []
    if only_benefits is None:
        unknown.append("whether benefits are the only income")
    if monthly >= least:
        unknown.insert(0, "who the household is")
        below = f"The minimum is from {pounds(least)} to {pounds(most)} a month"
    if unknown:
        return cannot_tell(f"{below}. {clause}", *unknown)
    return no(f"{below}. {clause}")


@dataclass(frozen=True)
class Missed:
    """Money that fell due and was not paid.

    Attributes:
        due_on: The day it was due.
        late_from: The day lateness is counted from: the day it was due, or the next working day.
        unpaid: Pounds not paid.
        whole: Whether nothing at all was paid of it.
    """

    due_on: dt.date
    late_from: dt.date
    unpaid: Decimal
    whole: bool


@dataclass(frozen=True)
class Unpaid:
    """A whole instalment that is unpaid: how much, and by which day it was due."""

    amount: Decimal
    due_on: dt.date
    late_from: dt.date


def whole_instalment_unpaid(missed: Sequence[Missed], each: Decimal) -> Unpaid | None:
    """The oldest whole instalment that is unpaid, or None.

    Parts that are unpaid are added up, oldest first, until they make a whole instalment.

    Source:
        The landlord's policy, "Missed payments and broken plans".
    """
    total = ZERO
    for one in sorted(missed, key=lambda each: each.due_on):
        total += one.unpaid
        if one.whole or total >= each:
            return Unpaid(one.unpaid if one.whole else each, one.due_on, one.late_from)
    return None


def plan_broken(unpaid: Unpaid, case_date: dt.date, late_days: Decimal, clause: str) -> Outcome:
    """Whether a plan is broken: a whole instalment is unpaid and more than so many days late.

    Source:
        The landlord's policy, "Missed payments and broken plans".
    """
    broken_from = unpaid.late_from + dt.timedelta(days=int(late_days)) + DAY
    late = counted(late_days, "day")
    what = f"{pounds(unpaid.amount)} due by {long_date(unpaid.due_on)} is unpaid"
    if unpaid.late_from > unpaid.due_on:
        what += f" and could be paid until {long_date(unpaid.late_from)}"
    if case_date >= broken_from:
        return yes(f"{what}. It is more than {late} late. {clause}")
    return no(
        f"{what}. It is not yet more than {late} late: the plan is broken from "
        f"{day_and_date(broken_from)} if it is still unpaid. {clause}"
    )


def months_rounded_up(first: dt.date, last: dt.date) -> int:
    """Months from one day to another, a part of a month counted as one; 0 for the same day.

    Source:
        Arithmetic: no law or policy sets it.
    """
    months = whole_months_between(first, last)
    return months if add_months(first, months) == last else months + 1
