"""What a rule says about a threshold it carries, as data.

A clause says “no longer than 24 months”; a rule compares two dates. A :class:`Threshold` states in
one place what the rule compares with what, so that the handbook can hold the words against it when
it is built. Nothing here is used when an answer is worked out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from calculators.core.calendar import add_months
from calculators.core.money import PENNY


class Comparison(Enum):
    """How a quantity is held against a threshold."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    NO_MORE_THAN = "no more than"
    LESS_THAN = "less than"
    EXACTLY = "exactly"
    NEXT = "on the next"
    LAST = "on the last before"

    def holds(self, nudge: int) -> bool:
        """Whether a quantity passes that is a step below (-1), at (0) or above (1) the threshold.

        For a day that moves, whether a day that is not a working day (0) is moved to a later one.
        """
        if self is Comparison.AT_LEAST:
            return nudge >= 0
        if self is Comparison.MORE_THAN:
            return nudge > 0
        if self is Comparison.NO_MORE_THAN:
            return nudge <= 0
        if self is Comparison.LESS_THAN:
            return nudge < 0
        return nudge == 0 and self is not Comparison.LAST


@dataclass(frozen=True)
class At:
    """A place at or beside a threshold, where a rule is tried.

    Attributes:
        quantity: The threshold as the clause states it.
        unit: Its unit, as in :mod:`calculators.core.wording`.
        nudge: -1, 0 or 1 of the smallest steps from it: a day or a penny.
        figure: The value of the figure the rule reads.
    """

    quantity: Decimal
    unit: str
    nudge: int
    figure: Decimal

    def days_after(self, start: dt.date) -> dt.date:
        """The day that lies so long after another; clear days leave out both ends."""
        number = int(self.quantity)
        day = start
        if self.unit == "working days":
            while number:
                day += dt.timedelta(days=1)
                number -= day.weekday() < 5
        elif self.unit in ("months", "years"):
            day = add_months(start, number * (12 if self.unit == "years" else 1))
        else:
            days = {"weeks": 7 * number, "clear days": number + 1}.get(self.unit, number)
            day = start + dt.timedelta(days=days)
        return day + dt.timedelta(days=self.nudge)

    @property
    def pounds_a_month(self) -> Decimal:
        """The amount, as pounds a month."""
        times = {"GBP/week": Decimal(52) / 12, "GBP/year": Decimal(1) / 12}
        return self.quantity * times.get(self.unit, Decimal(1)) + self.nudge * PENNY


@dataclass(frozen=True)
class Threshold:
    """One threshold that a rule carries.

    Attributes:
        rule: The rule's name.
        comparison: How it compares.
        figure: The id of the figure it compares with; "" where the words name none.
        unit: The figure's unit as the rule takes it.
        events: What its clause counts from, or what must come before or after, in its own words.
        says: What to tell the officer where the comparison holds, and where it does not.
        passes: Tries the rule at a place, and says whether it finds that the comparison holds.
        measured: From the rule's own arguments and the figure's value, how far the case lies below
            (negative), at (0) or above the threshold; None where it lies nowhere. None in place of
            a function where a rule works the limit out and compares nothing.
        what: What is measured, for a case to be filled in: "a plan of".
    """

    rule: str
    comparison: Comparison
    figure: str
    unit: str
    passes: Callable[[At], bool]
    says: tuple[str, str] = ("yes", "no")
    events: tuple[str, ...] = ()
    measured: Callable[[Decimal, dict[str, Any]], int | None] | None = None
    what: str = ""


@dataclass(frozen=True)
class StepThreshold:
    """One threshold that a step carries.

    Attributes:
        part: Which part of the step: trigger, deadline or not_before.
        threshold: The threshold; its rule is the condition, or how the days are counted.
        event: The dated event that is counted from; "" for a trigger.
        kind: How a deadline is counted; "" for the others.
    """

    part: str
    threshold: Threshold
    event: str = ""
    kind: str = ""
