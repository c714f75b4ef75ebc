"""What the pasted rent statement says: totals, the last payment, the trend and what is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypedDict

from calculators.arrears_position import rules
from calculators.arrears_position.models import (
    ArrearsPositionInput,
    StatementRow,
    TrendRow,
)
from calculators.core.calendar import DAY
from calculators.core.money import ZERO
from calculators.core.periods import Frequency
from calculators.core.results import BalanceChart, ChartMark, ChartPoint
from calculators.core.statement import Entry, RentStatement
from calculators.core.wording import (
    MONTHS,
    WEEKDAYS,
    capitalised,
    counted,
    day_and_date,
    in_list,
    long_date,
    pounds,
    short_date,
)

#: How many weeks back the balance is compared.
SPANS = (4, 13, 26)
#: Words in a line that make it worth asking whether its charge is rent.
NOT_RENT = re.compile(
    r"\b(court|costs?|fees?|recharge[ds]?|rechargeable|repairs?)\b", re.IGNORECASE
)
#: Words in a line whose charge may be a payment that was taken back.
TAKEN_BACK = re.compile(r"\b(returned|unpaid|bounced|reversal|reversed|recalled)\b", re.IGNORECASE)
MOST_NAMED = 3


@dataclass(frozen=True)
class Reading:
    """The statement up to the day of the case.

    Attributes:
        inputs: The case.
        entries: The lines up to its day, oldest first, at least one.
        opening: Pounds owed before them.
        later: How many lines lie after that day.
        minus_is_owed: Whether the statement writes what is owed with a minus.
    """

    inputs: ArrearsPositionInput
    entries: tuple[Entry, ...]
    opening: Decimal
    later: int
    minus_is_owed: bool

    @classmethod
    def of(cls, inputs: ArrearsPositionInput, read: RentStatement) -> Reading:
        """The part of a statement that the case is about."""
        upto = tuple(each for each in read.entries if each.day <= inputs.case_date)
        later = len(read.entries) - len(upto)
        return cls(inputs, upto, read.opening, later, read.minus_is_owed)

    @property
    def balance(self) -> Decimal:
        """Pounds owed after the last line; less than nothing is a credit."""
        return self.entries[-1].balance

    @cached_property
    def last_payment(self) -> Entry | None:
        """The last line that is a payment."""
        return next((each for each in reversed(self.entries) if each.payment > ZERO), None)

    @property
    def charges_since_payment(self) -> int | None:
        """How many charges came after the last payment."""
        last = self.last_payment
        if last is None:
            return None
        after = self.entries[self.entries.index(last) + 1 :]
        return sum(1 for each in after if each.charge > ZERO)

    @property
    def charged(self) -> Decimal:
        """Pounds charged."""
        return sum((each.charge for each in self.entries), ZERO)

    @property
    def paid(self) -> Decimal:
        """Pounds paid."""
        return sum((each.payment for each in self.entries), ZERO)

    @property
    def reaches_to(self) -> dt.date:
        """The last day the statement speaks for: the day of the case, unless a charge is due.

        A statement with later lines speaks for every day before them.
        """
        if self.later:
            return self.inputs.case_date
        last = self.entries[-1].day
        earliest, _ = rules.charged_to(
            last,
            self.inputs.rent_frequency,
            weekday=self.inputs.rent_charge_day.weekday if self.inputs.rent_charge_day else None,
            charge_date=self.inputs.rent_charge_date,
        )
        return min(self.inputs.case_date, earliest)

    @cached_property
    def charge_days(self) -> list[dt.date]:
        """The charge days that the statement speaks for; none where they are not known.

        The first day speaks for itself only with a charge on it: one that is not there may be in
        the balance before it.
        """
        inputs, first = self.inputs, self.entries[0].day
        charged = any(each.charge > ZERO for each in self.entries if each.day == first)
        days = rules.charge_days(
            first if charged else first + DAY,
            self.reaches_to,
            inputs.rent_frequency,
            weekday=inputs.rent_charge_day.weekday if inputs.rent_charge_day else None,
            charge_date=inputs.rent_charge_date,
        )
        return list(days or ())

    # In words

    def trend(self) -> tuple[TrendRow, ...]:
        """How the balance moved over each span up to the day of the case."""
        return tuple(self.over(weeks) for weeks in SPANS)

    def over(self, weeks: int) -> TrendRow:
        """How the balance moved over so many weeks."""
        since = self.inputs.case_date - dt.timedelta(weeks=weeks)
        span = counted(weeks, "week")
        then = rules.closing(self.entries, self.opening, since)
        if then is None:
            return TrendRow(span=span, since=since, balance_then=None)
        after = [each for each in self.entries if each.day > since]
        change = self.balance - then
        return TrendRow(
            span=span,
            since=since,
            balance_then=then,
            charged=sum((each.charge for each in after), ZERO),
            paid=sum((each.payment for each in after), ZERO),
            change=change,
            trend=rules.moved(change),
        )

    def months_without_payment(self) -> tuple[str, ...]:
        """The months in which nothing was paid, of those the statement holds whole."""
        months = rules.months_without_payment(self.entries, self.entries[0].day, self.reaches_to)
        return tuple(f"{MONTHS[each.month - 1]} {each.year}" for each in months)

    @cached_property
    def uncharged(self) -> list[dt.date]:
        """The charge days without a charge."""
        return rules.days_without_charge(self.entries, self.charge_days)

    @property
    def charged_on_other_days(self) -> bool:
        """Whether most charge days have no charge, so that rent is charged on others."""
        return len(self.uncharged) * 2 > len(self.charge_days)

    def days_without_charge(self) -> tuple[str, ...]:
        """The charge days without a charge, unless rent is charged on other days altogether."""
        return () if self.charged_on_other_days else tuple(map(short_date, self.uncharged))

    def rows(self) -> tuple[StatementRow, ...]:
        """Every line, oldest first."""
        return tuple(
            StatementRow(
                day=each.day,
                description=each.description,
                charge=each.charge or None,
                payment=each.payment or None,
                balance=each.balance,
            )
            for each in self.entries
        )

    def chart(self) -> BalanceChart:
        """The balance at the end of each day with a line."""
        closing = {each.day: each.balance for each in self.entries}
        points = [ChartPoint(day=day, amount=amount) for day, amount in closing.items()]
        first, last = points[0], points[-1]
        marks = []
        words = "no payment"
        if self.last_payment is not None:
            marks.append(ChartMark(day=self.last_payment.day, label="Last payment"))
            words = f"the last payment was on {long_date(self.last_payment.day)}"
        summary = (
            f"The balance goes from {pounds(first.amount)} on {long_date(first.day)} to "
            f"{pounds(last.amount)} on {long_date(last.day)}; {words}."
        )
        return BalanceChart(summary=summary, points=tuple(points), marks=tuple(marks))

    def warnings(self) -> Iterator[str]:
        """What may make the statement say something else than it seems to."""
        inputs = self.inputs
        if self.minus_is_owed:
            yield (
                "The statement writes what is owed with a minus: only so does each balance follow "
                "from the one before. It is read that way."
            )
        if self.later:
            verb = "is" if self.later == 1 else "are"
            yield (
                f"{counted(self.later, 'line')} of the statement {verb} after "
                f"{long_date(inputs.case_date)} and {verb} left out."
            )
        if self.reaches_to < inputs.case_date:
            yield (
                f"The statement ends on {day_and_date(self.entries[-1].day)}. By "
                f"{long_date(inputs.case_date)} more rent may have been charged: paste the newest "
                "statement."
            )
        yield from self.odd_charges()

    def odd_charges(self) -> Iterator[str]:
        """Charges that may not be the rent as it was entered."""
        inputs = self.inputs
        charges = [each for each in self.entries if each.charge > ZERO]
        if charges and inputs.rent not in {each.charge for each in charges}:
            yield (
                f"No charge in the statement is {pounds(inputs.rent)}; the last is "
                f"{pounds(charges[-1].charge)} on {long_date(charges[-1].day)}. Check the rent and "
                "how often it is charged."
            )
        often = Counter(each.day for each in charges if each.charge == inputs.rent)
        if twice := [day for day, number in often.items() if number > 1]:
            days = [long_date(day) for day in twice[:MOST_NAMED]]
            if others := twice[MOST_NAMED:]:
                days.append(counted(len(others), "more day"))
            yield (
                f"The rent is charged more than once on {in_list(days)}. Check that no charge was "
                "entered twice by mistake."
            )
        if self.charged_on_other_days:
            when = "the charge days entered"
            if inputs.rent_frequency is Frequency.WEEKLY:
                when = f"{WEEKDAYS[self.charge_days[0].weekday()]}s"
            yield f"Most charges in the statement are not on {when}. Check the day rent is charged."
        if not (inputs.recharges or inputs.court_costs):
            other = [each for each in charges if NOT_RENT.search(each.description)]
            if other:
                yield (
                    f"{named(other)} may not be rent. If it is still in the balance, enter it "
                    "under recharges or court costs."
                )
        back = [each for each in charges if TAKEN_BACK.search(each.description)]
        if back:
            yield (
                f"{named(back)} may be a payment taken back. If so, the payment it takes back was "
                "not made."
            )


def named(entries: list[Entry]) -> str:
    """The first few lines, each by its number and what it says."""
    words = [
        f"line {each.line}, “{each.description}”, {pounds(each.charge)}"
        for each in entries[:MOST_NAMED]
    ]
    if len(entries) > MOST_NAMED:
        words.append(counted(len(entries) - MOST_NAMED, "more line"))
    return capitalised(in_list(words))


class StatementParts(TypedDict):
    """The parts of the answer that come from the statement."""

    statement_from: dt.date | None
    statement_to: dt.date | None
    statement_lines: int | None
    statement_charged: Decimal | None
    statement_paid: Decimal | None
    chart: BalanceChart | None
    trend: tuple[TrendRow, ...]
    months_without_payment: tuple[str, ...]
    days_without_charge: tuple[str, ...]
    entries: tuple[StatementRow, ...]


def statement_parts(reading: Reading | None) -> StatementParts:
    """What the statement says; nothing where none was pasted."""
    return StatementParts(
        statement_from=None if reading is None else reading.entries[0].day,
        statement_to=None if reading is None else reading.entries[-1].day,
        statement_lines=None if reading is None else len(reading.entries),
        statement_charged=None if reading is None else reading.charged,
        statement_paid=None if reading is None else reading.paid,
        chart=None if reading is None else reading.chart(),
        trend=() if reading is None else reading.trend(),
        months_without_payment=() if reading is None else reading.months_without_payment(),
        days_without_charge=() if reading is None else reading.days_without_charge(),
        entries=() if reading is None else reading.rows(),
    )
