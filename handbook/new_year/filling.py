"""Reading a sheet that was filled in: each row becomes a value to write, or is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from calculators.core.figures import DatedValue, Figure
from calculators.core.money import PENNY
from calculators.core.wording import (
    BEGUN,
    COUNT_UNITS,
    MONEY_UNITS,
    SHARE_UNITS,
    in_list,
    long_date,
    with_unit,
)
from handbook.content import Content, FigureEntry
from handbook.content.fields import date_of, meant
from handbook.content.figures import CONFIDENCE, NAMED_DATES, NUMBER, changes_each_april
from handbook.new_year.aprils import rule_of
from handbook.new_year.sheet import SheetRow

#: As spreadsheets write days in England.
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
YES = ("yes", "y")
NO = ("", "no", "n")
#: A new value beyond these times the last is asked about.
MOST, LEAST = Decimal(2), Decimal("0.5")
#: How sure a value is that somebody read in its source, where the sheet says nothing else.
SURE = "high"


@dataclass(frozen=True)
class NewValue:
    """A value to write.

    Attributes:
        row: The row of the sheet it comes from.
        entry: Its figure.
        number: The value.
        starts: The first day it applies; None where the value in force was only read again.
        source: Where it was read; "" where that is as before.
        url: Where that is to be found.
        checked_on: The day it was read.
        checked_to: The last day it may be used for.
        confidence: How sure it is.
        unchanged: Whether it is the same as the one before.
        in_place_of: The expected value it confirms, if there is one.
    """

    row: int
    entry: FigureEntry
    number: Decimal
    starts: dt.date | None
    source: str
    url: str
    checked_on: dt.date
    checked_to: dt.date
    confidence: str
    unchanged: bool = False
    in_place_of: DatedValue | None = None

    @property
    def text(self) -> str:
        """The value as its file writes it: pence, where there are any, as two digits."""
        number = self.number
        if self.entry.figure.unit in MONEY_UNITS and number % 1:
            number = number.quantize(PENNY)
        return f"{number:f}"


@dataclass
class Filled:
    """What a sheet holds.

    Attributes:
        good: The values that may be written.
        empty: The ids of rows that nobody has filled in yet.
        done: The ids of rows whose value is written already.
        refused: What is wrong, a sentence for each cell, with how to put it right.
    """

    good: list[NewValue] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass
class RowReader:
    """Reads one row, noting all that is wrong with it."""

    name: str
    row: SheetRow
    today: dt.date
    refused: list[str]

    def note(self, column: str, message: str, remedy: str) -> None:
        """Note what is wrong with a cell."""
        self.refused.append(f"{self.name}, row {self.row.number}, {column}: {message}. {remedy}.")

    def date(self, column: str) -> dt.date | None:
        """A cell's date; None after noting that it is none, or where it is empty."""
        text = self.row[column]
        day = date_of(text)
        if day is None and (found := DAY_FIRST.fullmatch(text)):
            first, month, year = found.groups()
            day = date_of(f"{year}-{month:0>2}-{first:0>2}")
        if day is None and text:
            self.note(
                column, f"“{text}” is not a date", "Write it like 2027-04-05, or like 05/04/2027"
            )
        return day

    def yes(self, column: str) -> bool:
        """Whether a cell says yes."""
        text = self.row[column].lower()
        if text not in (*YES, *NO):
            self.note(column, f"“{text}” is neither yes nor no", "Write yes, or leave it empty")
        return text in YES


def read_rows(name: str, rows: Iterable[SheetRow], content: Content, today: dt.date) -> Filled:
    """Every row of a sheet.

    Args:
        name: The sheet's name for messages.
        rows: The rows.
        content: The figures as they stand.
        today: The day it is read: nothing may have been checked after it.
    """
    filled = Filled()
    seen: dict[str, int] = {}
    for row in rows:
        reader = RowReader(name, row, today, filled.refused)
        id_ = row["id"]
        entry = entry_of(reader, id_, content.figures)
        if entry is None:
            continue
        if id_ in seen:
            reader.note("id", f"“{id_}” is in row {seen[id_]} too", "Keep one of the two rows")
            continue
        seen[id_] = row.number
        if not row["new_value"]:
            begun = [each for each in ("source", "url", "checked_on", "confirmed") if row[each]]
            if begun:
                reader.note(
                    "new_value",
                    f"The row is begun, with “{begun[0]}”, but has no new value",
                    "Fill it in; if the value stays the same, repeat it; or empty the row",
                )
            else:
                filled.empty.append(id_)
            continue
        if is_written(reader, entry):
            filled.done.append(id_)
            continue
        value = read_row(reader, entry, content.figure_set.figure(id_))
        if value is not None:
            filled.good.append(value)
    return filled


def is_written(reader: RowReader, entry: FigureEntry) -> bool:
    """Whether a row's value stands in its file already, from the day the row says."""
    last, text = entry.figure.values[-1], reader.row["new_value"]
    same = NUMBER.fullmatch(text) is not None and Decimal(text) == last.value
    # A cell that is no date is told where the row is read.
    trial = RowReader(reader.name, reader.row, reader.today, [])
    return same and not last.expected and trial.date("from") == last.starts


def entry_of(reader: RowReader, id_: str, figures: Mapping[str, FigureEntry]) -> FigureEntry | None:
    """The figure a row is about; None after noting why it cannot be filled in here."""
    entry = figures.get(id_)
    if not id_:
        reader.note("id", "The row names no figure", "Write its id, or delete the row")
    elif entry is None:
        near = meant(id_, figures) or "Copy the id from the file of figures"
        reader.note("id", f"There is no figure called “{id_}”", near)
    elif entry.is_derived:
        inputs = in_list([f"“{each}”" for each in entry.derived_from])
        reader.note(
            "id", f"“{id_}” is worked out from others", f"Fill in {inputs}, and take this row out"
        )
        return None
    elif not entry.figure.values:
        reader.note(
            "id",
            f"“{id_}” has no value yet to follow",
            f"Add its first value in {entry.file}, line {entry.line}, and take this row out",
        )
        return None
    return entry


def read_row(reader: RowReader, entry: FigureEntry, figure: Figure) -> NewValue | None:
    """The value of one row; None after noting why there is none.

    Args:
        reader: The row.
        entry: Its figure as its file has it.
        figure: The same as calculators read it.
    """
    before = len(reader.refused)
    number = read_number(reader, entry)
    starts = reader.date("from")
    confirmed = reader.yes("confirmed")
    checked_on = read_checked_on(reader)
    confidence = reader.row["confidence"].lower()
    if confidence and confidence not in CONFIDENCE:
        reader.note(
            "confidence",
            f"“{confidence}” is not a level we use",
            f"Use {in_list(CONFIDENCE, 'or')}",
        )
    url = reader.row["url"]
    if url and not url.startswith("https://"):
        reader.note("url", f"“{url}” is not a full address", "Start it with https://")
    last = entry.figure.values[-1]
    known = last_number(figure)
    again = number == last.value and not reader.row["from"] and can_be_read_again(entry, last)
    if not again:
        check_source(reader)
        check_start(reader, entry, starts, confirmed=confirmed)
    if number is not None and known is not None and not confirmed:
        check_size(reader, entry, number, known)
    checked_to = read_checked_to(reader, entry, starts)
    if len(reader.refused) > before:
        return None
    assert number is not None
    assert checked_on is not None
    assert checked_to is not None
    replaced = last if last.expected else None
    earlier = entry.figure.values[-2:-1] if replaced else (last,)
    return NewValue(
        row=reader.row.number,
        entry=entry,
        number=number,
        starts=starts,
        source=reader.row["source"],
        url=url,
        checked_on=checked_on,
        checked_to=checked_to,
        confidence=confidence or (last.source.confidence if again else SURE),
        unchanged=not again and any(each.value == number for each in earlier),
        in_place_of=replaced,
    )


def read_number(reader: RowReader, entry: FigureEntry) -> Decimal | None:
    """The new value, of the kind its figure's unit asks for."""
    text, unit = reader.row["new_value"], entry.figure.unit
    if unit == NAMED_DATES:
        reader.note(
            "new_value",
            "This figure holds days with their names, which a sheet cannot",
            f"Add them in {entry.file}, line {entry.line}, and empty this cell",
        )
        return None
    if not NUMBER.fullmatch(text):
        reader.note(
            "new_value",
            f"“{text}” is not a plain number",
            "Write digits alone: 1250.00 for £1,250, 0.15 for 15%",
        )
        return None
    number = Decimal(text)
    wrong = wrong_kind(number, unit)
    if wrong:
        reader.note("new_value", *wrong)
        return None
    return number


def wrong_kind(number: Decimal, unit: str) -> tuple[str, str] | None:
    """Why a number cannot be in a unit, and how to put it right; None if it can."""
    if number < 0:
        return f"{number} is less than nothing", "Write it without the minus sign"
    if unit in MONEY_UNITS and number != number.quantize(PENNY):
        return f"{number} has parts of a penny, and its unit is {unit}", "Write pounds and pence"
    if unit in COUNT_UNITS and number % 1:
        return f"{number} is not a whole number, and its unit is {unit}", "Write a whole number"
    if unit in SHARE_UNITS and number > 1:
        return (
            f"A share is between 0 and 1, and this is {number}",
            "Divide the percentage by 100: 15% is 0.15",
        )
    if unit == BEGUN and number not in (0, 1):
        return (
            f"“{unit}” is 0 or 1, and this is {number}",
            "Write 0 for the time before it began, or 1 from the day it begins",
        )
    return None


def read_checked_on(reader: RowReader) -> dt.date | None:
    """The day the value was read."""
    day = reader.date("checked_on")
    if not reader.row["checked_on"]:
        reader.note(
            "checked_on", "The day is missing", "Write the day you read the value in its source"
        )
    elif day is not None and day > reader.today:
        reader.note(
            "checked_on",
            f"{long_date(day)} is in the future; today is {long_date(reader.today)}",
            "Give the day it was done",
        )
    return day


def read_checked_to(
    reader: RowReader, entry: FigureEntry, starts: dt.date | None
) -> dt.date | None:
    """The last day the value may be used for; worked out where the figure's history shows it."""
    day = reader.date("checked_to")
    held = entry.figure.verified_to
    if not reader.row["checked_to"]:
        rule = rule_of(each.starts for each in entry.figure.values)
        if rule is not None and starts is not None:
            return max(rule.held_to(starts), held)
        reader.note(
            "checked_to",
            "The day is missing, and the figure's own history does not give it",
            "Write the last day for which the value has been checked, such as the day before the "
            "next one may begin",
        )
    elif day is not None and starts is not None and day < starts:
        reader.note(
            "checked_to",
            f"{long_date(day)} is before the value starts, {long_date(starts)}",
            "Write the last day for which it has been checked",
        )
    elif day is not None and day < held:
        reader.note(
            "checked_to",
            f"{long_date(day)} is before the day the figure is checked to already, "
            f"{long_date(held)}",
            "Write that day or a later one",
        )
    return day


def check_source(reader: RowReader) -> None:
    """Note a value that does not say where it was read."""
    if not reader.row["source"]:
        reader.note(
            "source",
            "It does not say where the value was read",
            "Name the law, page or decision you read it in",
        )


def check_start(
    reader: RowReader, entry: FigureEntry, starts: dt.date | None, *, confirmed: bool
) -> None:
    """Note a first day that is missing, not after the last, or not the one its history shows."""
    last = entry.figure.values[-1]
    if not reader.row["from"]:
        reader.note("from", "The first day is missing", "Write the first day the value applies")
    if starts is None:
        return
    if last.expected and starts != last.starts:
        reader.note(
            "from",
            f"A value is expected from {long_date(last.starts)}, and this one starts on "
            f"{long_date(starts)}",
            f"Write {last.starts.isoformat()}, or put the expected value right first in "
            f"{entry.file}, line {entry.line}",
        )
        return
    if not last.expected and starts <= last.starts:
        reader.note(
            "from",
            f"{long_date(starts)} is not after {long_date(last.starts)}, when the last value "
            "starts",
            "Write a later day; a value typed wrongly is put right in "
            f"{entry.file}, line {entry.line}",
        )
        return
    rule = rule_of(each.starts for each in entry.figure.values)
    if rule is None or confirmed or last.expected:
        return
    usual = rule.first_day(starts.year)
    if starts != usual:
        reader.note(
            "from",
            f"{long_date(starts)} is not {rule.words}, on which every April's value held starts",
            f"Write {usual.isoformat()}, or write yes under “confirmed” if the source says so",
        )


def check_size(reader: RowReader, entry: FigureEntry, number: Decimal, known: DatedValue) -> None:
    """Ask about a value far from the last one: a slip of the point looks like that."""
    unit = entry.figure.unit
    assert isinstance(known.value, Decimal)
    if unit == BEGUN or LEAST * known.value <= number <= MOST * known.value:
        return
    how = "more than twice" if number > known.value else "less than half"
    reader.note(
        "new_value",
        f"Is {with_unit(number, unit)} right? It is {how} the last value, "
        f"{with_unit(known.value, unit)}",
        "Put it right, or write yes under “confirmed”",
    )


def last_number(figure: Figure) -> DatedValue | None:
    """The newest number that is law."""
    numbers = [each for each in figure.values if isinstance(each.value, Decimal)]
    return next((each for each in reversed(numbers) if not each.expected), None)


def can_be_read_again(entry: FigureEntry, last: DatedValue) -> bool:
    """Whether the same value without a first day means that it was read again and goes on.

    Not where each April has a value of its own: there the same value is written again.
    """
    starts = [each.starts for each in entry.figure.values]
    yearly = changes_each_april(entry.figure.basis, starts)
    return not yearly and not last.expected and last.value is not None
