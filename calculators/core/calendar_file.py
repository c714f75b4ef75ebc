"""Writing days as a calendar file (.ics) that any calendar program opens.

The same days give the same file, byte for byte: no clock and nothing random is in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core.calendar import DAY
from calculators.core.results import CalendarFile

LINE_END = "\r\n"
#: RFC 5545 section 3.1: no line is longer, counted in bytes and without its line end.
MOST_BYTES = 75
#: What a calendar program keeps events apart by; enough of the hash that no two meet.
NAME_LETTERS = 32


@dataclass(frozen=True)
class Event:
    """A whole day with what happens on it, and a few words about it."""

    day: dt.date
    summary: str
    about: str = ""


def calendar_file(
    name: str, title: str, events: Sequence[Event], made_on: dt.date
) -> CalendarFile | None:
    """A file of whole-day events; None where there is none to write.

    Args:
        name: The file's name, without its ending.
        title: What the events belong to.
        events: Each day.
        made_on: The day of the case, which stands for the day the file was made.
    """
    if not events:
        return None
    in_order = sorted(events, key=by_day)
    whole = digest(f"{made_on}", *(f"{each.day}|{each.summary}|{each.about}" for each in in_order))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Income Handbook//{escaped(title)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(
            line
            for number, each in enumerate(in_order)
            for line in written(each, digest(whole, f"{number}"), made_on)
        ),
        "END:VCALENDAR",
    ]
    text = "".join(part + LINE_END for line in lines for part in folded(line))
    return CalendarFile(name=f"{name}.ics", text=text)


def by_day(event: Event) -> dt.date:
    """The day that puts an event in order."""
    return event.day


def written(event: Event, name: str, made_on: dt.date) -> Iterator[str]:
    """The lines of one event, not folded yet; ``name`` is like no other event's."""
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@income-handbook"
    yield f"DTSTAMP:{made_on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + DAY:%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.about:
        yield f"DESCRIPTION:{escaped(event.about)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def digest(*texts: str) -> str:
    """A name made from all that is in a file, so that the events of another case have others."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:NAME_LETTERS]


def escaped(text: str) -> str:
    """Text as RFC 5545 section 3.3.11 writes it."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(line: str) -> Iterator[str]:
    """A line cut where it is too long; what goes on starts with a space. No letter is cut."""
    if len(line.encode()) <= MOST_BYTES:
        yield line
        return
    part, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > MOST_BYTES:
            yield part
            part, size = " ", 1
        part += letter
        size += length
    yield part
