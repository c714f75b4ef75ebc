"""The files of figures: every rate, threshold, period and fee, dated and with its source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from calculators.core.figures import DatedValue, Figure, FigureValue, Source
from calculators.core.wording import BEGUN, SHARE_UNITS, UNITS, long_date
from handbook.content.derive import RULES, Derivation, derived_values
from handbook.content.fields import Fields, date_of, entries, meant
from handbook.content.files import read_text, yaml_files
from handbook.content.problems import Problems
from handbook.content.yaml import Mapping, Scalar, Sequence, read_yaml

FOLDER = "policies/figures"
FIGURE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,10})?")
BASES = ("statute", "guidance", "landlord")
CONFIDENCE = ("high", "medium", "low")
NAMED_DATES = "named dates"
#: Yearly rates start on a day in April up to this one.
LATEST = 12
#: Two Aprils as near as this make a figure yearly: one year may be what is missing.
NEAR = 2


@dataclass(frozen=True)
class FigureEntry:
    """One figure and where its file keeps it.

    Attributes:
        figure: The figure with its whole history.
        file: Its file, from the top folder.
        line: The line its entry starts on.
        is_derived: Whether it is worked out from other figures.
        derived_from: The ids of those; empty for most.
        derivation: How it is worked out from them, if it is.
    """

    figure: Figure
    file: str
    line: int
    is_derived: bool = False
    derived_from: tuple[str, ...] = ()
    derivation: Derivation | None = None


@dataclass(frozen=True)
class DerivedEntry:
    """A figure still to be worked out from others."""

    fields: Fields
    figure: Figure
    derivation: Derivation


def read_figures(
    root: Path, today: dt.date, problems: Problems
) -> tuple[dict[str, FigureEntry], bool]:
    """Every figure by id, in the order of files and entries, and whether every file was read.

    One whose values could not be read is there without values, so that what names it is not
    reported too.
    """
    complete = True
    found: dict[str, FigureEntry] = {}
    waiting: list[DerivedEntry] = []
    places: dict[str, str] = {}
    folder = root / FOLDER
    paths = yaml_files(folder)
    if not paths:
        problems.add(FOLDER, 0, "", "There are no figures here", "Add a .yaml file with figures")
        complete = False
    for path in paths:
        file = path.relative_to(root).as_posix()
        text = read_text(path, file, problems)
        node = read_yaml(text, file, problems) if text is not None else None
        if not isinstance(node, Sequence):
            complete = False
        for fields in entries(file, node, problems) if node is not None else []:
            entry = read_entry(fields, today)
            if entry is None:
                continue
            figure = entry.figure
            place = f"{file}, line {fields.line}"
            if figure.id in places:
                fields.note(
                    "id",
                    f"“{figure.id}” is already the id of another figure ({places[figure.id]})",
                    "Keep one of the two, or give this one its own id",
                )
                continue
            places[figure.id] = place
            if isinstance(entry, DerivedEntry):
                waiting.append(entry)
            is_derived = isinstance(entry, DerivedEntry)
            found[figure.id] = FigureEntry(figure, file, fields.line, is_derived)
    for each in waiting:
        found[each.figure.id] = worked_out(each, found, complete)
    return found, complete


def read_entry(fields: Fields, today: dt.date) -> FigureEntry | DerivedEntry | None:
    """One entry of a file, or None if it has no id to call it by."""
    id_ = fields.text("id", remedy="Give it an id: body, subject, quantity, joined by full stops")
    if id_ and not FIGURE_ID.fullmatch(id_):
        fields.note(
            "id",
            f"“{id_}” is not a figure id",
            "Write body, subject and quantity in small letters, joined by full stops, "
            "like universal_credit.deductions.overall_cap",
        )
        id_ = ""
    description = fields.text("description")
    unit = fields.choice("unit", UNITS)
    basis = fields.choice("basis", BASES)
    read_on = fields.text("read_on", remedy="Say which day the figure is read on")
    derivation = read_derivation(fields) if fields.has("derived") else None
    values: tuple[DatedValue, ...] = ()
    verified_to = dt.date.min
    if not fields.has("derived"):
        verified_to = fields.date("verified_to") or dt.date.min
        rows = fields.rows("values")
        values = tuple(each for row in rows if (each := read_value(row, unit, today)))
        check_order(values, rows)
        check_span(fields, values, verified_to)
        check_aprils(fields, rows, basis, verified_to)
        if len(values) < len(rows) or verified_to == dt.date.min or not unit:
            values = ()  # a figure with a gap would raise false alarms wherever it is quoted
    elif fields.has("values") or fields.has("verified_to"):
        name = "values" if fields.has("values") else "verified_to"
        fields.raw(name)
        fields.note(
            name,
            f"A derived figure has no “{name}” of its own: it comes from its inputs",
            f"Take “{name}” out, or take “derived” out",
        )
    fields.finish()
    if not id_:
        return None
    figure = Figure(id_, description, unit, basis, verified_to, values, read_on)
    if derivation is not None:
        return DerivedEntry(fields, figure, derivation)
    return FigureEntry(figure, fields.file, fields.line)


def read_value(row: Fields, unit: str, today: dt.date) -> DatedValue | None:
    """One dated value of a figure."""
    starts = row.date("from")
    expected = row.flag("expected")
    row.flag("unchanged")
    row.date("announced", needed=False)
    row.past_date("recorded", today, needed=False)
    value: FigureValue | None = None
    node = row.raw("value", remedy='Add “value: "..."”, or “value: null” where the figure ends')
    nothing = isinstance(node, Scalar) and node.is_nothing
    reason = row.text("reason", needed=nothing, remedy="Say why there is no value from this day on")
    if isinstance(node, Mapping):
        value = read_named_dates(row, node, unit)
    elif isinstance(node, Scalar) and not nothing:
        value = read_number(row, node, unit)
    elif node is not None and not nothing:
        row.note("value", "The value is a list", "Give one value")
    if reason and not nothing:
        row.note("reason", "Only a value of null has a reason", "Take “reason” out")
    source = read_source(row, today)
    row.finish()
    if starts is None or source is None or (value is None and not nothing):
        return None
    return DatedValue(starts, value, source, expected, reason)


def read_number(row: Fields, node: Scalar, unit: str) -> Decimal | None:
    """A value that is one number, exact because it is in quotes."""
    if unit == NAMED_DATES:
        row.note(
            "value",
            "The unit is “named dates”, but the value is not a list of dates",
            "Write each date and its name on a line below: 2027-01-01: A name",
        )
        return None
    if not NUMBER.fullmatch(node.text):
        row.note(
            "value",
            f"“{node.text}” is not a plain number",
            'Write digits alone, in quotes: "1250.00" for £1,250, "0.15" for 15%',
        )
        return None
    if not node.quoted:
        row.note(
            "value",
            f"{node.text} is not in quotes, which keep every digit as it is typed",
            f'Put it in quotes: "{node.text}"',
        )
        return None
    number = Decimal(node.text)
    if unit in SHARE_UNITS and not 0 <= number <= 1:
        row.note(
            "value",
            f"A share is between 0 and 1, and this is {node.text}",
            'Divide the percentage by 100: 15% is "0.15"',
        )
        return None
    if unit == BEGUN and number not in (0, 1):
        row.note(
            "value",
            f"“{BEGUN}” is 0 or 1, and this is {node.text}",
            'Write "0" for the time before it began, or "1" from the day it begins',
        )
        return None
    return number


def read_named_dates(row: Fields, node: Mapping, unit: str) -> FigureValue | None:
    """A value that is a list of dates with their names."""
    if unit != NAMED_DATES:
        row.note(
            "value",
            "The value is a list of dates, but the unit is not “named dates”",
            "Give one number, or change the unit",
        )
        return None
    days: dict[dt.date, str] = {}
    for text, name in node.items.items():
        day = date_of(text)
        key = f"{row.key('value')}.{text}"
        line = node.lines[text]
        if day is None:
            row.problems.add(
                row.file,
                line,
                key,
                f"“{text}” is not a date",
                "Write year, month and day with dashes, like 2027-04-05",
            )
        elif not isinstance(name, Scalar) or not name.text.strip():
            row.problems.add(
                row.file, line, key, "The day has no name", "Write the name after the colon"
            )
        elif days and day <= max(days):
            row.problems.add(
                row.file,
                line,
                key,
                f"{long_date(day)} comes after a later day",
                "Put the days in order",
            )
        else:
            days[day] = name.text.strip()
    return MappingProxyType(days)


def read_source(row: Fields, today: dt.date) -> Source | None:
    """Where a value was read."""
    source = row.within(
        "source", remedy="Add “source:” with title, checked_on and confidence: where you read it"
    )
    if source is None:
        return None
    title = source.text("title", remedy="Name the law, page or decision the value was read in")
    checked_on = source.past_date("checked_on", today)
    confidence = source.choice("confidence", CONFIDENCE)
    url = source.text("url", needed=False)
    if url and not url.startswith("https://"):
        source.note("url", f"“{url}” is not a full address", "Start it with https://")
    source.finish()
    if not title or checked_on is None or not confidence:
        return None
    return Source(title, checked_on, confidence, url)


def check_order(values: tuple[DatedValue, ...], rows: list[Fields]) -> None:
    """Note values out of order, on one day, or repeated without a word."""
    if len(values) < len(rows):
        return  # a value that could not be read is noted already
    for before, after, row in zip(values, values[1:], rows[1:], strict=False):
        if after.starts == before.starts:
            row.note(
                "from",
                f"Two values start on {long_date(after.starts)}, so they overlap",
                "Keep one, or correct its date",
            )
        elif after.starts < before.starts:
            row.note(
                "from",
                f"{long_date(after.starts)} comes before the value above it, "
                f"{long_date(before.starts)}",
                "Put the values in order, oldest first",
            )
        unchanged = row.flag("unchanged")
        if before.value == after.value and before.expected == after.expected and not unchanged:
            row.note(
                "value",
                "The value is the same as the one before it",
                "Correct it, or write “unchanged: true” below it if it really stayed the same",
            )
        elif before.value != after.value and unchanged:
            row.note(
                "unchanged",
                "The value is marked as unchanged but differs from the one before it",
                "Correct the value, or take “unchanged” out",
            )


def check_aprils(fields: Fields, rows: list[Fields], basis: str, verified_to: dt.date) -> None:
    """Note an April without its value, in a figure that the law changes each April.

    A year left out would let an answer lean on the rate of the year before.
    """
    starts = [day for row in rows if (day := date_of(row.text("from", needed=False)))]
    if len(starts) < len(rows) or starts != sorted(set(starts)):
        return  # a day that cannot be read or is out of order is noted already
    if not changes_each_april(basis, starts):
        return
    aprils = {day.year: row for day, row in zip(starts, rows, strict=True) if in_april(day)}
    years = sorted(aprils)
    ended = next((day for day, row in zip(starts, rows, strict=True) if row.has("reason")), None)
    left_out: dict[int | None, list[int]] = {}
    for year in range(years[0], verified_to.year + 1):
        last = dt.date(year, 4, LATEST)
        if year in aprils or last > verified_to or (ended is not None and ended <= last):
            continue
        left_out.setdefault(next((later for later in years if later > year), None), []).append(year)
    for after, missing in left_out.items():
        note_left_out(fields, aprils[after] if after else None, missing)


def changes_each_april(basis: str, starts: Iterable[dt.date]) -> bool:
    """Whether the law changes a figure each April, by the days on which its values start."""
    years = sorted({day.year for day in starts if in_april(day)})
    return basis != "landlord" and any(later - year <= NEAR for year, later in pairwise(years))


def note_left_out(fields: Fields, after: Fields | None, missing: list[int]) -> None:
    """Note Aprils on end without their value, before the next value or after the last."""
    one = len(missing) == 1
    remedy = (
        f"Add {'that value with its source' if one else 'a value for each, with its source'}; "
        "if it stayed the same, repeat it with “unchanged: true”"
    )
    if after is None:
        remedy += f". If it is not known yet, move “verified_to” to before April {missing[0]}"
    at, name = (after, "from") if after else (fields, "verified_to")
    years = str(missing[0]) if one else f"{missing[0]} to {missing[-1]}"
    at.note(
        name,
        f"The figure changes each April, and none of its values starts in April {years}",
        remedy,
    )


def in_april(day: dt.date) -> bool:
    """Whether yearly rates may begin on a day: the first of April, or about the tax year's."""
    return day.month == 4 and day.day <= LATEST


def check_span(fields: Fields, values: tuple[DatedValue, ...], verified_to: dt.date) -> None:
    """Note a span that ends before it begins, and named dates outside it."""
    if not values or verified_to == dt.date.min:
        return
    if verified_to < values[-1].starts:
        fields.note(
            "verified_to",
            f"{long_date(verified_to)} is before the last value starts, "
            f"{long_date(values[-1].starts)}",
            "Move it to the last day for which the newest value has been checked",
        )
        return
    ends = [each.starts - dt.timedelta(days=1) for each in values[1:]] + [verified_to]
    for index, (dated, end) in enumerate(zip(values, ends, strict=True)):
        if isinstance(dated.value, Decimal) or dated.value is None:
            continue
        for day in dated.value:
            if not dated.starts <= day <= end:
                fields.problems.add(
                    fields.file,
                    named_date_line(fields, index, day),
                    f"values[{index}].value.{day}",
                    f"{long_date(day)} is outside the time this value is for, "
                    f"{long_date(dated.starts)} to {long_date(end)}",
                    "Move it to its own year, or correct it",
                )


def named_date_line(fields: Fields, index: int, day: dt.date) -> int:
    """The line of one named date."""
    node = fields.rows("values")[index].node.items["value"]
    assert isinstance(node, Mapping)
    return node.lines[day.isoformat()]


def read_derivation(fields: Fields) -> Derivation | None:
    """How a figure is worked out from others."""
    derived = fields.within("derived")
    if derived is None:
        return None
    rule = derived.choice("rule", RULES)
    starts = derived.date("from", needed=False)
    set_by = derived.text("set_by", needed=False)
    inputs = [derived.text(name) for name in RULES[rule].inputs] if rule else []
    if rule:
        derived.finish()
    if not rule or not all(inputs):
        return None
    return Derivation(rule, tuple(inputs), starts.isoformat() if starts else "", set_by)


def worked_out(entry: DerivedEntry, found: dict[str, FigureEntry], complete: bool) -> FigureEntry:
    """A derived figure with its values; without any, after noting why not."""
    empty = FigureEntry(entry.figure, entry.fields.file, entry.fields.line, is_derived=True)
    inputs = []
    for name, id_ in zip(RULES[entry.derivation.rule].inputs, entry.derivation.inputs, strict=True):
        source = entry.fields.within("derived")
        assert source is not None
        given = found.get(id_)
        if given is None and not complete:
            continue
        if given is None:
            remedy = meant(id_, found) or "Use the id of a figure that has values"
            source.note(name, f"There is no figure called “{id_}”", remedy)
        elif given.is_derived:
            source.note(
                name,
                f"“{id_}” is itself derived",
                "Derive from figures that have their own values",
            )
        elif given.figure.unit == NAMED_DATES:
            source.note(name, f"“{id_}” holds dates, not a number", "Use a figure with a number")
        elif given.figure.values:
            inputs.append(given.figure)
    if len(inputs) < len(entry.derivation.inputs):
        return empty
    figure = Figure(
        entry.figure.id,
        entry.figure.description,
        entry.figure.unit,
        entry.figure.basis,
        min(each.verified_to for each in inputs),
        derived_values(entry.derivation, tuple(inputs)),
        entry.figure.read_on,
    )
    derivation = entry.derivation
    return FigureEntry(figure, empty.file, empty.line, True, derivation.inputs, derivation)
