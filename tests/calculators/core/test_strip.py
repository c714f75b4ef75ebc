"""The calendar strip: weeks to read at a glance, and every marked day in words."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.calendar import WorkingCalendar
from calculators.core.present.document import Section, Strip, add_part
from calculators.core.present.html import section
from calculators.core.present.markdown import section_lines
from calculators.core.present.strip import key, strip_html, strip_words, weeks_shown
from calculators.core.results import CalendarStrip, DayKind, DayMark, DaySpan, Part
from calculators.core.strips import strip

CALENDAR = WorkingCalendar(
    {dt.date(2026, 12, 25): "Christmas Day", dt.date(2026, 12, 28): "Boxing Day (substitute)"},
    dt.date(2026, 1, 1),
    dt.date(2026, 12, 31),
)


def day(text):
    return dt.date.fromisoformat(text)


def mark(text, label, kind=DayKind.EVENT):
    return DayMark(day=day(text), label=label, kind=kind)


SHORT = strip(
    "Posted before Christmas.",
    [
        mark("2026-12-30", "Counts as served", DayKind.EARLIEST),
        mark("2026-12-23", "Posted"),
        mark("2026-12-23", "Told by telephone"),
    ],
    CALENDAR,
)


def cells(html):
    tree = ET.fromstring(f"<main>{html}</main>")
    return {"".join(cell.itertext()): cell.get("class") for cell in tree.iter("td")}


def test_marks_come_in_order_with_the_holidays_among_them():
    assert ["Posted", "Told by telephone", "Counts as served"] == [m.label for m in SHORT.marks]
    assert ["Christmas Day", "Boxing Day (substitute)"] == [each.name for each in SHORT.off]
    assert SHORT.held_to is None


def test_every_marked_day_is_said_in_words():
    assert [
        ("Wed 23 Dec 2026", "Posted"),
        ("Wed 23 Dec 2026", "Told by telephone"),
        ("Wed 30 Dec 2026", "Counts as served"),
        ("Fri 25 Dec 2026", "Christmas Day, not a working day"),
        ("Mon 28 Dec 2026", "Boxing Day (substitute), not a working day"),
    ] == list(strip_words(SHORT))


def test_a_cell_shows_its_number_and_letters_and_says_its_labels():
    found = cells(strip_html("Service", SHORT, "a"))
    assert found["23A B: Posted. Told by telephone"] == "ih-day ih-day--event"
    assert found["30C: Counts as served"] == "ih-day ih-day--earliest"
    assert found["25: Christmas Day"] == "ih-day ih-day--off"
    assert found["27"] == "ih-day ih-day--off"  # Sunday
    assert found["29"] == "ih-day"
    assert found["1 Jan"] == "ih-day"


def test_long_stretches_without_a_mark_are_folded():
    far = strip("Far.", [mark("2026-01-05", "A"), mark("2026-12-01", "B")], CALENDAR)
    assert [day("2026-01-05"), 46, day("2026-11-30")] == weeks_shown(far)
    assert "46 weeks with no day to mark" in strip_html("Far", far, "a")
    near = strip("Near.", [mark("2026-01-05", "A"), mark("2026-01-26", "B")], CALENDAR)
    assert 4 == len(weeks_shown(near))  # two weeks between are still laid out
    three = strip("Three.", [mark("2026-01-05", "A"), mark("2026-02-02", "B")], CALENDAR)
    assert [day("2026-01-05"), 3, day("2026-02-02")] == weeks_shown(three)


def test_a_stretch_of_days_is_shaded_and_said():
    window = DaySpan(
        first=day("2026-12-24"), last=day("2026-12-26"), label="Window", kind=DayKind.LAST
    )
    made = strip("Window.", [mark("2026-12-23", "Posted")], CALENDAR, [window])
    found = cells(strip_html("Service", made, "a"))
    assert found["24"] == "ih-day ih-day--in-last"
    assert found["26"] == "ih-day ih-day--off ih-day--in-last"
    assert found["27"] == "ih-day ih-day--off"
    assert ("Thu 24 Dec 2026 to Sat 26 Dec 2026", "Window") in list(strip_words(made))


def test_past_the_holidays_held_it_says_so():
    made = strip("Far.", [mark("2027-01-04", "A")], CALENDAR)
    assert made.held_to == day("2026-12-31")
    assert "bank holidays are not held" in list(strip_words(made))[-1][1]
    assert "After 31 December 2026" in strip_html("Far", made, "a")


def test_a_bank_holiday_that_a_mark_names_is_said_once():
    named = mark("2026-12-25", "Christmas Day: not a working day", DayKind.SKIPPED)
    made = strip("Named.", [mark("2026-12-24", "Posted"), named], CALENDAR)
    assert 1 == sum("Christmas" in what for _, what in strip_words(made))
    assert 1 == strip_html("Named", made, "a").count("<strong>Fri 25 Dec 2026")
    assert cells(strip_html("Named", made, "a"))[
        "25B: Christmas Day: not a working day"
    ].startswith("ih-day ih-day--off")


def test_a_bank_holiday_in_the_same_week_is_shown():
    made = strip("Week.", [mark("2026-12-29", "Posted")], CALENDAR)
    assert ["Boxing Day (substitute)"] == [each.name for each in made.off]


def test_nothing_to_mark_shows_nothing():
    empty = strip("Nothing.", [], CALENDAR)
    made = Section("")
    add_part(made, Part("Days"), empty)
    assert not made
    assert empty == CalendarStrip(summary="Nothing.", marks=())


def test_the_page_the_note_and_the_notebook_carry_it():
    made = Section("Service")
    add_part(made, Part("The days"), SHORT)
    assert [Strip("The days", SHORT)] == made.strips
    html = section(made, "answer", 1)
    assert 'id="answer-strip-1-0"' in html
    ET.fromstring(f"<main>{html}</main>")
    written = "\n".join(section_lines(made))
    for words in ("The days", "Posted before Christmas.", "Counts as served", "Christmas Day"):
        assert words in written


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_letters(number, letters):
    assert letters == key(number)


@given(st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), min_size=1, max_size=8))
def test_any_days_are_all_shown_once(days):
    made = strip("x", [DayMark(day=each, label="<b>&") for each in days], CALENDAR)
    html = strip_html("<i>", made, "a")
    tree = ET.fromstring(f"<main>{html}</main>")
    assert not {"b", "i"} & {element.tag for element in tree.iter()}
    marked = [c for c in tree.iter("td") if "ih-day--event" in (c.get("class") or "")]
    assert len(set(days)) == len(marked)
    assert len(days) == len([li for li in tree.iter("li") if "<b>&" in "".join(li.itertext())])
