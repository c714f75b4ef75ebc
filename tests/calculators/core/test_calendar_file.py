"""The calendar file, read line by line by the words of RFC 5545 and not by a library."""

import datetime as dt
from html.parser import HTMLParser

import pytest

from calculators.core.calendar_file import Event, calendar_file
from calculators.core.present.document import Section, add_part
from calculators.core.present.html import section
from calculators.core.results import Part

MADE = dt.date(2026, 11, 22)
LONG = "Ten days’ rent, arrears; “and” costs \\ more, " * 6
EVENTS = [
    Event(dt.date(2027, 1, 20), "Hearing"),
    Event(dt.date(2026, 12, 31), "Claim, served; by\nhand", LONG),
]


def content_lines(text):
    """The lines of a file, unfolded (section 3.1): a line that starts with a space goes on."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = []
    for line in lines:
        if line.startswith(" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return whole


def unescaped(value):
    """A value read letter by letter (section 3.3.11)."""
    letters, out = iter(value), ""
    for letter in letters:
        if letter == "\\":
            meant = next(letters)
            assert meant in "\\;,nN"
            out += "\n" if meant in "nN" else meant
        else:
            assert letter not in ";,"
            out += letter
    return out


def events_of(text):
    """The events of a file by their properties, after its head is checked."""
    lines = content_lines(text)
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Income Handbook//Court timetable//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert lines[-1] == "END:VCALENDAR"
    found, event = [], None
    for line in lines[5:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            assert event is None
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        else:
            assert name not in event
            event[name] = value
    assert event is None
    return found


def test_every_event_is_a_whole_day_in_date_order():
    claim, hearing = events_of(calendar_file("x", "Court timetable", EVENTS, MADE).text)
    assert claim["DTSTART;VALUE=DATE"] == "20261231"
    assert claim["DTEND;VALUE=DATE"] == "20270101"  # the end is not counted
    assert claim["DTSTAMP"] == "20261122T000000Z"
    assert unescaped(claim["SUMMARY"]) == "Claim, served; by\nhand"
    assert unescaped(claim["DESCRIPTION"]) == LONG
    assert hearing["SUMMARY"] == "Hearing"
    assert "DESCRIPTION" not in hearing


def test_the_same_days_give_the_same_file_and_other_days_other_names():
    first = calendar_file("x", "Court timetable", EVENTS, MADE)
    assert first == calendar_file("x", "Court timetable", list(EVENTS), MADE)
    other = calendar_file("x", "Court timetable", EVENTS[:1], MADE)
    uids = [each["UID"] for file in (first, other) for each in events_of(file.text)]
    assert len(set(uids)) == 3
    assert all(len(uid) < 75 and uid.count("@") == 1 for uid in uids)


@pytest.mark.parametrize("length", range(60, 80))
def test_lines_are_cut_between_letters_at_75_bytes(length):
    for letter in ("x", "é", "€", "😀"):
        event = Event(MADE, letter * length)
        (read,) = events_of(calendar_file("x", "Court timetable", [event], MADE).text)
        assert read["SUMMARY"] == letter * length


def test_no_days_give_no_file():
    assert calendar_file("x", "Court timetable", [], MADE) is None


def test_the_page_carries_the_file_byte_for_byte():
    file = calendar_file("x", "Court timetable", EVENTS, MADE)
    part = Section("Days")
    add_part(part, Part("Save them"), file)
    add_part(part, Part("None"), None)
    carried = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "button":
                carried.update(attrs)

    html = section(part, "answer", 1)
    Reader().feed(html)
    assert carried["data-text"] == file.text
    assert carried["data-file-name"] == "x.ics"
    assert "\r" not in html  # a bare line end would be changed by a browser
