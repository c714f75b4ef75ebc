"""A timetable as it is filled in: each day with its reason, and what could not be worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from calculators.core.calendar import WorkingCalendar
from calculators.core.calendar_file import Event, calendar_file
from calculators.core.errors import FigureNotHeld
from calculators.core.results import CalendarFile, CalendarStrip, DayKind, DayMark
from calculators.core.strips import strip
from calculators.core.trace import Trace
from calculators.core.wording import counted, long_date
from calculators.court_timetable.models import TimetableDay

GIVEN = "As given"
FILE_NAME, FILE_TITLE = "court-timetable", "Court timetable"


@dataclass(frozen=True)
class Entry:
    """One line of the timetable, with the colour of its day on the strip."""

    what: str
    day: dt.date | None
    why: str
    law: str
    kind: DayKind = DayKind.EVENT


@dataclass
class Found:
    """What one kind of start answers, beside its days."""

    answer: str
    warnings: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    parts: dict[str, Any] = field(default_factory=dict)


class Timetable:
    """Collects days; one that rests on something not held is refused alone, and said to be."""

    def __init__(self, trace: Trace) -> None:
        """Start with no day."""
        self.trace = trace
        self.calendar = WorkingCalendar.of(trace.figures)
        self.entries: list[Entry] = []
        self.refused: list[tuple[str, FigureNotHeld]] = []
        self._worked = 0

    def given(self, what: str, day: dt.date | None, law: str = "") -> None:
        """A day the officer gave, if they did."""
        if day is not None:
            self.entries.append(Entry(what, day, GIVEN, law))

    def open(self, what: str, why: str, law: str) -> None:
        """A day that cannot be told yet, with what it hangs on."""
        self.entries.append(Entry(what, None, why, law))

    def worked(
        self,
        what: str,
        law: str,
        work: Callable[[], tuple[dt.date, str]],
        kind: DayKind = DayKind.LAST,
    ) -> dt.date | None:
        """A day worked out, or None where a figure or bank holidays for it are not held.

        Args:
            what: What happens, or is done, on the day.
            law: Where the rule comes from.
            work: Gives the day and how it was counted.
            kind: The day's colour on the strip.
        """
        try:
            day, why = work()
        except FigureNotHeld as refused:
            self.refused.append((what, refused))
            self.entries.append(Entry(what, None, "Not held for this day", law))
            return None
        self._worked += 1
        self.entries.append(Entry(what, day, why, law, kind))
        self.trace.step(what, day, sum=why, source=law)
        return day

    def number(self, figure: str, on: dt.date) -> int:
        """A whole number of days, weeks, months or years.

        Raises:
            FigureNotHeld: If it is not held for the day.
        """
        return int(self.trace.number(figure, on))

    def check_any(self) -> None:
        """Stop where nothing at all could be worked out.

        Raises:
            FigureNotHeld: The first refusal, if every day was refused.
        """
        if self.refused and not self._worked:
            raise self.refused[0][1]

    def warnings(self) -> list[str]:
        """What was refused, and why."""
        return [f"{what}: {refused.problems[0].message}" for what, refused in self.refused]

    def in_order(self) -> list[Entry]:
        """The lines by their days, those without one last; lines of one day as they were put in."""
        return sorted(self.entries, key=lambda each: each.day or dt.date.max)

    def rows(self) -> tuple[TimetableDay, ...]:
        """The lines as they are shown."""
        return tuple(
            TimetableDay(what=each.what, day=each.day, why=each.why, law=each.law)
            for each in self.in_order()
        )

    def next_by(self, on: dt.date) -> Entry | None:
        """The first last day that is still to come on a day."""
        coming = (
            each
            for each in self.in_order()
            if each.kind is DayKind.LAST and each.day is not None and each.day >= on
        )
        return next(coming, None)

    def strip(self) -> CalendarStrip | None:
        """The days laid out by weeks; None where there is none."""
        marks = [
            DayMark(day=each.day, label=each.what, kind=each.kind)
            for each in self.in_order()
            if each.day is not None
        ]
        if not marks:
            return None
        number = counted(len({each.day for each in marks}), "day")
        ends = f"{long_date(marks[0].day)} to {long_date(marks[-1].day)}"
        return strip(f"{number} to watch, {ends}.", marks, self.calendar)

    def file(self, case_date: dt.date) -> CalendarFile | None:
        """The days still to come as a calendar file."""
        events = [
            Event(each.day, each.what, "" if each.why == GIVEN else f"{each.why}. {each.law}")
            for each in self.in_order()
            if each.day is not None and each.day >= case_date
        ]
        return calendar_file(FILE_NAME, FILE_TITLE, events, case_date)
