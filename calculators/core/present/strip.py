"""A calendar strip: weeks as a table to read at a glance, and every marked day in words.

Colour never carries a meaning alone: each marked day has a letter, the letter stands beside the
same day in the list below the weeks, and a screen reader hears the label in the day's own cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from calculators.core.calendar import DAY, SATURDAY, WEEK
from calculators.core.present.escaping import escape
from calculators.core.results import CalendarStrip, DayKind, DayMark, DayOff, DaySpan
from calculators.core.wording import MONTHS, WEEKDAYS, counted, long_date, short_date

#: The marks of each day, each with its letter.
Marks = dict[dt.date, list[tuple[str, DayMark]]]
#: Weeks without a mark are folded into one line where more than this many follow each other.
FOLD_FROM = 2
#: Where one day is several things at once, the first of these gives it its colour.
LOUDEST = (
    DayKind.LAST,
    DayKind.EARLIEST,
    DayKind.EVENT,
    DayKind.TODAY,
    DayKind.COUNTED,
    DayKind.SKIPPED,
)


def key(number: int) -> str:
    """The letter of a mark, counted from 0: A to Z, then AA, AB and on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - DAY * day.weekday()


def weeks_shown(strip: CalendarStrip) -> list[dt.date | int]:
    """Mondays of the weeks to lay out; a number stands for that many weeks left out."""
    days = [mark.day for mark in strip.marks]
    days += [end for span in strip.spans for end in (span.first, span.last)]
    wanted = sorted({monday(day) for day in days})
    rows: list[dt.date | int] = []
    for week in wanted:
        last = rows[-1] if rows else None
        if isinstance(last, dt.date):
            between = (week - last).days // 7 - 1
            if between > FOLD_FROM:
                rows.append(between)
            else:
                rows += [last + WEEK * each for each in range(1, between + 1)]
        rows.append(week)
    return rows


def off_to_name(strip: CalendarStrip) -> list[DayOff]:
    """Bank holidays in the weeks laid out, save those that a mark names already."""
    weeks = weeks_shown(strip)
    named = {mark.day for mark in strip.marks if mark.kind is DayKind.SKIPPED}
    return [each for each in strip.off if monday(each.day) in weeks and each.day not in named]


def strip_words(strip: CalendarStrip) -> Iterator[tuple[str, str]]:
    """Every mark and stretch of days as when and what, in date order; bank holidays at the end."""
    rows = [(mark.day, 0, short_date(mark.day), mark.label) for mark in strip.marks]
    rows += [(span.first, 1, days_of(span), span.label) for span in strip.spans]
    # Sorted by day only: marks of one day keep the order the calculator gave them.
    for _, _, when, what in sorted(rows, key=lambda row: row[:2]):
        yield when, what
    for each in off_to_name(strip):
        yield short_date(each.day), f"{each.name}, not a working day"
    if strip.held_to is not None:
        yield f"After {short_date(strip.held_to)}", "bank holidays are not held, and none is shown"


def days_of(span: DaySpan) -> str:
    """The first and last day of a stretch; of one day, that day."""
    first, last = short_date(span.first), short_date(span.last)
    return first if first == last else f"{first} to {last}"


def strip_html(title: str, strip: CalendarStrip, strip_id: str) -> str:
    """The strip as a table of weeks with its list of days below it.

    Args:
        title: What the strip shows.
        strip: Its days, with at least one mark.
        strip_id: Start of the ids inside it; unlike any other on the page.
    """
    heads = "".join(
        f'<th scope="col" abbr="{name}">{name[:2]}<span class="ih-visually-hidden">{name[2:]}'
        "</span></th>"
        for name in WEEKDAYS
    )
    marks = marks_by_day(strip)
    rows = "".join(week_row(strip, week, marks) for week in weeks_shown(strip))
    return (
        f'<div class="ih-strip"><table class="ih-strip__weeks">'
        f'<caption id="{strip_id}">{escape(title)}'
        f'<span class="ih-strip__summary">{escape(strip.summary)}</span></caption>'
        f'<thead><tr><th scope="col">Week of</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f'<ul class="ih-strip__list" aria-labelledby="{strip_id}">{listed(strip)}</ul></div>'
    )


def week_row(strip: CalendarStrip, week: dt.date | int, marks: Marks) -> str:
    """One week, or one line for weeks left out."""
    if isinstance(week, int):
        words = f"{counted(week, 'week')} with no day to mark"
        return f'<tr class="ih-strip__fold"><td colspan="8">{words}</td></tr>'
    name = f"{week.day} {MONTHS[week.month - 1][:3]}"
    year = f' <span class="ih-strip__year">{week.year}</span>'
    sunday = week + DAY * 6
    spans = [span for span in strip.spans if span.first <= sunday and span.last >= week]
    off = {each.day: each.name for each in strip.off if week <= each.day <= sunday}
    days = [week + DAY * index for index in range(7)]
    cells = "".join(
        day_cell(
            day,
            marks.get(day, ()),
            next((span for span in spans if span.first <= day <= span.last), None),
            off.get(day),
        )
        for day in days
    )
    return f'<tr><th scope="row">{name}{year}</th>{cells}</tr>'


def marks_by_day(strip: CalendarStrip) -> Marks:
    """The marks of each day, each with its letter."""
    found: Marks = {}
    for number, mark in enumerate(strip.marks):
        found.setdefault(mark.day, []).append((key(number), mark))
    return found


def day_cell(
    day: dt.date, marks: Sequence[tuple[str, DayMark]], span: DaySpan | None, off: str | None
) -> str:
    """One day: its number, the letters of its marks, and their labels for a screen reader."""
    number = str(day.day) if day.day > 1 else f"1 {MONTHS[day.month - 1][:3]}"
    classes = "ih-day"
    if off or day.weekday() >= SATURDAY:
        classes += " ih-day--off"
    if span:
        classes += f" ih-day--in-{span.kind}"
    if not (marks or off):
        return f'<td class="{classes}">{number}</td>'
    shown, said = "", [mark.label for _, mark in marks]
    if marks:
        kinds = {mark.kind for _, mark in marks}
        classes += f" ih-day--{next(kind for kind in LOUDEST if kind in kinds)}"
        letters = " ".join(letter for letter, _ in marks)
        shown = f'<span class="ih-day__key" aria-hidden="true">{letters}</span>'
    if off and not any(mark.kind is DayKind.SKIPPED for _, mark in marks):
        said.append(off)
    heard = f'<span class="ih-visually-hidden">: {escape(". ".join(said))}</span>'
    return f'<td class="{classes}">{number}{shown}{heard}</td>'


def listed(strip: CalendarStrip) -> str:
    """Every mark with its letter, then stretches of days, then bank holidays."""
    items = [
        item(f"ih-day--{mark.kind}", key(n), short_date(mark.day), mark.label)
        for n, mark in enumerate(strip.marks)
    ]
    items += [
        item(f"ih-day--in-{span.kind}", "", days_of(span), span.label) for span in strip.spans
    ]
    items += [
        item("ih-day--off", "", short_date(each.day), f"{each.name}, not a working day")
        for each in off_to_name(strip)
    ]
    if strip.held_to is not None:
        words = "bank holidays are not held, and none is shown"
        items.append(item("ih-day--none", "", f"After {long_date(strip.held_to)}", words))
    return "".join(items)


def item(kind: str, letter: str, when: str, what: str) -> str:
    """One line of the list: its key as the weeks show it, when, and what."""
    return (
        f'<li><span class="ih-day__key {kind}" aria-hidden="true">{letter}</span>'
        f"<span><strong>{when}</strong>: {escape(what)}</span></li>"
    )
