"""When a step may be done and must be done by, counted from the events of the case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.core import notices, warrants
from calculators.core.calendar import WorkingCalendar
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureInForce
from calculators.core.procedures import Deadline, ProcedureStep
from calculators.core.trace import Trace
from calculators.core.wording import capitalised, day_and_date, in_sentence, long_date
from calculators.next_step import rules
from calculators.next_step.events import (
    CLAIM_CLOSES,
    CLAIM_OPENS,
    EVENTS,
    READY,
    WARRANT_OPENS,
    asked_for,
)
from calculators.next_step.models import RECORDED, CourtDecision, NextStepInput
from calculators.next_step.situation import Situation

PROCEDURE = "arrears"
#: How a figure says that it is read on the day of the case itself.
LOOKED_AT = "looked at"


@dataclass(frozen=True)
class Days:
    """When a step may and must be done; None where a date is missing or there is no such day."""

    earliest: dt.date | None = None
    missing: tuple[str, ...] = ()
    deadline: dt.date | None = None
    counted: str = ""


class StepDays:
    """The days of one case's steps, written into the working as they are counted."""

    def __init__(self, inputs: NextStepInput, trace: Trace, situation: Situation) -> None:
        """Keep the case and where it stands."""
        self.inputs = inputs
        self.day = inputs.case_date
        self.trace = trace
        self.situation = situation

    def of(self, step: ProcedureStep) -> Days:
        """The first day a step may be done and the day it must be done by."""
        earliest, missing = self.earliest(step)
        ready = None if missing else max(self.day, earliest or self.day)
        if step.deadline is None:
            return Days(earliest, tuple(missing))
        deadline, words, lacking = self.deadline(step.deadline, ready)
        return Days(earliest, (*missing, *lacking), deadline, words)

    def earliest(self, step: ProcedureStep) -> tuple[dt.date | None, list[str]]:
        """The last of the days that must come first, and the dates that are missing for it."""
        found: list[dt.date] = []
        missing: list[str] = []
        for wait in step.not_before:
            day = self.event(wait.event)
            if day is None:
                if wait.event == WARRANT_OPENS and self.decision is CourtDecision.SUSPENDED:
                    continue  # a suspended order has no date for possession to wait for
                missing.append(self.event_question(wait.event))
                continue
            if wait.figure:
                try:
                    read = self.step_figure(wait.figure, day)
                except FigureNotHeld:
                    missing.append(f"how long to wait after {EVENTS[wait.event]}")
                    continue
                number = int(read.number)
                day = rules.counted_day(day, number, read.figure.unit, "after", self.calendar)
                words = f"{read.shown} after {EVENTS[wait.event]}"
                if wait.once_over:  # the tenant has the last day too
                    day += dt.timedelta(days=1)
                    words = f"The day after {words}"
                self.trace.step("Not before", day, sum=words, source="The arrears procedure")
            else:
                self.trace.step(
                    f"Not before {EVENTS[wait.event]}", day, source="; ".join(step.law[:1])
                )
            found.append(day)
        return max(found, default=None), missing

    def deadline(
        self, deadline: Deadline, ready: dt.date | None
    ) -> tuple[dt.date | None, str, list[str]]:
        """The day a step must be done by, how that is counted, and the dates missing for it."""
        event = ready if deadline.event == READY else self.event(deadline.event)
        words = f"on {EVENTS[deadline.event]}"
        if deadline.figure:
            try:
                read = self.step_figure(deadline.figure, event)
            except FigureNotHeld:
                return None, f"We do not hold this time for {long_date(event or self.day)}", []
            word = "before" if deadline.kind == "before" else "after"
            words = f"{read.shown} {word} {EVENTS[deadline.event]}"
        words = capitalised(words)
        if event is None:
            lacking = [] if deadline.event == READY else [self.event_question(deadline.event)]
            return None, words, lacking
        day = event
        if deadline.figure:
            unit = read.figure.unit
            day = rules.counted_day(event, int(read.number), unit, deadline.kind, self.calendar)
        limit = self.event(deadline.no_later_than) if deadline.no_later_than else None
        if limit is not None and limit < day:
            day = limit
            words += f", but no later than {EVENTS[deadline.no_later_than]}"
        adjusted = rules.adjusted_day(day, deadline.if_not_working_day, self.calendar)
        if adjusted != day:
            words += f"; {day_and_date(day)} is not a working day"
        start = "" if deadline.kind == "on" else f", counted from {long_date(event)}"
        self.trace.step("Do it by", adjusted, sum=f"{words}{start}", source="The arrears procedure")
        return adjusted, words, []

    def step_figure(self, figure_id: str, event: dt.date | None) -> FigureInForce:
        """A step's figure on the day it is read on: that of its event, or the day of the case.

        For an event from before there was a procedure, its first day stands in.

        Raises:
            FigureNotHeld: If it is not held for that day.
        """
        if event is None or self.trace.figures.figure(figure_id).read_on.endswith(LOOKED_AT):
            return self.trace.figure(figure_id, self.day)
        began = self.trace.figures.procedures[PROCEDURE].versions[0].starts
        return self.trace.figure(figure_id, max(event, began))

    @property
    def calendar(self) -> WorkingCalendar:
        """Bank holidays."""
        return WorkingCalendar.of(self.trace.figures)

    @property
    def decision(self) -> CourtDecision:
        """What the court decided, as answered."""
        return self.inputs.court_decision

    def event(self, name: str) -> dt.date | None:
        """The day of an event, or None if a date for it is missing."""
        inputs = self.inputs
        if name == CLAIM_OPENS:
            specified = inputs.notice_specified_date
            return None if specified is None else notices.claim_opens(inputs.tenure, specified)
        if name == CLAIM_CLOSES:
            return self.situation.claim_closes()
        if name == WARRANT_OPENS:
            given = inputs.possession_date
            return None if given is None else warrants.warrant_opens(given)
        return asked_for(inputs, name)

    def event_question(self, name: str) -> str:
        """The date that is missing for an event, inside a sentence."""
        if name == CLAIM_OPENS:
            name = "notice_specified_date"
        elif name == WARRANT_OPENS:
            name = "possession_date"
        elif name == "last_done":
            name = RECORDED.get(self.inputs.last_done, name)
        if name not in NextStepInput.asked:
            return EVENTS[name]
        return f"the date of “{in_sentence(NextStepInput.asked[name].label)}”"
