"""What the steps of a procedure hold a case against, for the handbook's own checks.

A step names a condition with a figure, a deadline or a wait; here each becomes a threshold that can
be tried below, at and above. How a condition compares is found by trying it, so nothing here has to
be kept in step with it. Nothing here runs when an answer is worked out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from calculators.core.calendar import WorkingCalendar
from calculators.core.money import PENNY
from calculators.core.procedures import BEFORE, ConditionUse, Deadline, ProcedureStep, Wait
from calculators.core.thresholds import At, Comparison, StepThreshold, Threshold
from calculators.next_step import rules
from calculators.next_step.conditions import CONDITIONS, is_met
from calculators.next_step.facts import WEEKS_IN_YEAR, Arrears, Facts

#: The rules of this calculator compare no clause's figure themselves: its steps do.
THRESHOLDS: tuple[Threshold, ...] = ()
#: A Monday; no bank holiday comes near the days tried from it.
MONDAY = dt.date(2027, 6, 7)
CALENDAR = WorkingCalendar({}, dt.date(2020, 1, 1), dt.date(2040, 12, 31))
A_WEEK = Decimal("100.00")
NUDGES = (-1, 0, 1)
COMES_UP = ("the step comes up", "the step does not come up")
IN_TIME = ("in time", "late")
MAY_BE_DONE = ("the step may be done", "too soon")


def step_thresholds(step: ProcedureStep, units: Mapping[str, str]) -> Iterator[StepThreshold]:
    """Every threshold that a step carries.

    Args:
        step: The step.
        units: The unit of each figure, by its id.
    """
    for way in step.trigger:
        for use in way:
            for parameter, figure in use.figures.items():
                yield of_condition(use, parameter, figure)
    for wait in step.not_before:
        if wait.figure in units:
            yield of_wait(wait, units[wait.figure])
    if step.deadline is not None and step.deadline.figure in units:
        yield of_deadline(step.deadline, units[step.deadline.figure])


def of_condition(use: ConditionUse, parameter: str, figure: str) -> StepThreshold:
    """The threshold of one figure that a condition compares with."""
    of = CONDITIONS[use.name]
    unit = of.figures[parameter]

    def passes(at: At) -> bool:
        return is_met(use, facts_at(at.quantity, unit, at.nudge), {figure: at.figure})

    threshold = Threshold(
        rule=use.name,
        comparison=found_by_trying(passes, unit),
        figure=figure,
        unit=unit,
        passes=passes,
        says=COMES_UP,
    )
    return StepThreshold("trigger", threshold)


def facts_at(quantity: Decimal, unit: str, nudge: int) -> Facts:
    """Facts with so much of a unit, or the least bit to a side of it."""
    year = A_WEEK * WEEKS_IN_YEAR
    if unit == "payments":
        return Facts(payments_missed=int(quantity) + nudge)
    owed = quantity * A_WEEK if unit == "weeks of rent" else quantity
    return Facts(arrears=Arrears(owed + nudge * PENNY, year))


def found_by_trying(passes: Callable[[At], bool], unit: str) -> Comparison:
    """How something compares, from what it says below, at and above a threshold.

    Raises:
        LookupError: If it compares in no way that words could state.
    """
    value = Decimal(4)
    said = tuple(passes(At(value, unit, nudge, value)) for nudge in NUDGES)
    for comparison in Comparison:
        if said == tuple(comparison.holds(nudge) for nudge in NUDGES):
            return comparison
    raise LookupError(f"no comparison says {said} below, at and above")


def of_deadline(deadline: Deadline, unit: str) -> StepThreshold:
    """The threshold of a deadline: days from its event, or days before it."""

    def within(at: At) -> bool:
        start = start_for(at.figure, unit)
        last = rules.counted_day(start, int(at.figure), unit, deadline.kind, CALENDAR)
        return at.days_after(start) <= last

    def before(at: At) -> bool:
        done = start_for(at.figure, unit)
        event = at.days_after(done)
        return done <= rules.counted_day(event, int(at.figure), unit, deadline.kind, CALENDAR)

    back = deadline.kind == BEFORE
    threshold = Threshold(
        rule=deadline.kind,
        comparison=Comparison.AT_LEAST if back else Comparison.NO_MORE_THAN,
        figure=deadline.figure,
        unit=unit,
        passes=before if back else within,
        says=IN_TIME,
    )
    return StepThreshold("deadline", threshold, deadline.event, deadline.kind)


def of_wait(wait: Wait, unit: str) -> StepThreshold:
    """The threshold of a wait: the days after its event that must have passed."""

    def passes(at: At) -> bool:
        start = start_for(at.figure, unit)
        first = rules.counted_day(start, int(at.figure), unit, "after", CALENDAR)
        day = at.days_after(start)
        return day > first if wait.once_over else day >= first

    threshold = Threshold(
        rule="not before",
        comparison=Comparison.MORE_THAN if wait.once_over else Comparison.AT_LEAST,
        figure=wait.figure,
        unit=unit,
        passes=passes,
        says=MAY_BE_DONE,
    )
    return StepThreshold("not_before", threshold, wait.event)


def start_for(number: Decimal, unit: str) -> dt.date:
    """A day from which so many days end on a Wednesday, so that no weekend is beside the end."""
    days = -int(number) if unit == "working days" else 0
    return MONDAY + dt.timedelta(days=(2 + days) % 5)
