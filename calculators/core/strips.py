"""Making a calendar strip: marks put in order, with the bank holidays that fall among them."""

from __future__ import annotations

from collections.abc import Iterable

from calculators.core.calendar import DAY, SATURDAY, WorkingCalendar
from calculators.core.results import CalendarStrip, DayMark, DayOff, DaySpan


def strip(
    summary: str,
    marks: Iterable[DayMark],
    calendar: WorkingCalendar,
    spans: Iterable[DaySpan] = (),
) -> CalendarStrip:
    """A calendar strip of some days, never refused: past the bank holidays held it says so.

    Args:
        summary: One sentence that says what the strip shows.
        marks: Days that matter; those of one day keep their order.
        calendar: Bank holidays.
        spans: Stretches of days.
    """
    days = sorted(marks, key=lambda mark: mark.day)
    stretches = sorted(spans, key=lambda span: (span.first, span.last))
    ends = [mark.day for mark in days]
    ends += [end for span in stretches for end in (span.first, span.last)]
    off: list[DayOff] = []
    if ends:
        # Whole weeks are drawn, so a bank holiday beside the first or last day is shown too.
        first, last = min(ends), max(ends)
        first, last = first - DAY * first.weekday(), last + DAY * (6 - last.weekday())
        # A weekend is off anyway.
        off = [
            DayOff(day=day, name=calendar.bank_holidays[day])
            for day in sorted(day for day in calendar.bank_holidays if first <= day <= last)
            if day.weekday() < SATURDAY
        ]
    past = bool(ends) and max(ends) > calendar.held_to
    return CalendarStrip(
        summary=summary,
        marks=tuple(days),
        spans=tuple(stretches),
        off=tuple(off),
        held_to=calendar.held_to if past else None,
    )
