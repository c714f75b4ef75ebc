"""The sheet to fill in: one row for each figure, read and written as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from handbook.consistency.leaning import Leaning
from handbook.named_file import UTF_16, why_not_read
from handbook.new_year.listing import source_in_words
from handbook.new_year.needs import GIVEN, Need, first_day_in_words, value_in_words

#: What the sheet says of a figure.
ABOUT = (
    "id",
    "what_it_is",
    "unit",
    "why",
    "value_now",
    "since",
    "look_in",
    "first_day",
    "file",
    "line",
    "leaning_on_it",
)
#: What is filled in.
NEEDED = ("new_value", "from", "source", "checked_on", "checked_to")
OPTIONAL = ("url", "confidence", "confirmed")
COLUMNS = (*ABOUT, "new_value", "from", "source", "url", *NEEDED[3:], *OPTIONAL[1:])
#: A spreadsheet takes a text that starts with one of these for a sum.
SUMS = ("=", "+", "-", "@")


class CannotFill(Exception):
    """The sheet cannot be used as it stands; the message says why and what to do."""


@dataclass(frozen=True)
class SheetRow:
    """One row as filled in.

    Attributes:
        number: Its number in the sheet, whose headings are row 1.
        cells: What stands under each heading, without spaces around it.
    """

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """What stands under a heading; "" if there is no such column."""
        return self.cells.get(column, "")


def sheet_text(found: Sequence[Need], leaning: Mapping[str, Leaning]) -> str:
    """The sheet for what an April still asks for; what is done is left out."""
    written = io.StringIO()
    rows = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    for need in found:
        if need.state == GIVEN:
            continue
        first = need.first_day
        cells = {
            "id": need.id,
            "what_it_is": need.figure.description,
            "unit": need.figure.unit,
            "why": need.why,
            "value_now": plain_value(need),
            "since": need.now.starts.isoformat() if need.now else "",
            "look_in": source_in_words(need),
            "first_day": first_day_in_words(need),
            "file": need.entry.file,
            "line": str(need.entry.line),
            "leaning_on_it": leaning.get(need.id, Leaning()).in_words(),
            "from": first.isoformat() if first else "",
            "checked_to": need.rule.held_to(first).isoformat() if need.rule and first else "",
        }
        rows.writerow({name: no_sum(text) for name, text in cells.items()})
    return written.getvalue()


def plain_value(need: Need) -> str:
    """The value in force as it would be filled in, so that one that stays can be copied."""
    now = need.now
    if now is not None and isinstance(now.value, Decimal):
        return f"{now.value:f}"
    return value_in_words(need.figure, now)


def no_sum(text: str) -> str:
    """A text that no spreadsheet takes for a sum."""
    return f"'{text}" if text.startswith(SUMS) else text


def write_sheet(path: Path, text: str) -> None:
    """Write the sheet so that spreadsheets read its pound signs; never over a file.

    Raises:
        CannotFill: If there is a file of that name, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise CannotFill(
            f"There is a file {path} already, perhaps filled in. Choose another name, or delete it."
        ) from None
    except OSError as why:
        raise CannotFill(f"{path} cannot be written: {why.strerror}.") from None


def read_sheet(path: Path) -> list[SheetRow]:
    """The rows of a sheet that was filled in.

    Raises:
        CannotFill: If it cannot be read, or lacks a column.
    """
    text = text_of_sheet(path)
    first_line = text.partition("\n")[0]
    marks = max(",;\t", key=first_line.count)  # some spreadsheets write semicolons or tabs
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=marks, strict=True))
    except csv.Error:
        raise CannotFill(
            f"{path} cannot be read as a sheet: a quotation mark is never closed. "
            "Save it again as CSV."
        ) from None
    headings = [each.strip().lower() for each in lines[0]] if lines else []
    missing = [each for each in ("id", *NEEDED) if each not in headings]
    if missing:
        raise CannotFill(
            f"{path}, row 1: the column “{missing[0]}” is missing. Keep the headings of the sheet "
            "that “handbook new-year --out” writes."
        )
    twice = [each for each in COLUMNS if headings.count(each) > 1]
    if twice:
        raise CannotFill(f"{path}, row 1: the column “{twice[0]}” is there twice. Keep one.")
    return [
        SheetRow(
            number,
            {name: " ".join(cell.split()) for name, cell in zip(headings, cells, strict=False)},
        )
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def text_of_sheet(path: Path) -> str:
    """The sheet's text.

    Raises:
        CannotFill: If there is no such file, or it was saved as something else.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CannotFill(why_not_read(path, error)) from None
    if raw.startswith(b"PK"):
        raise CannotFill(f"{path} is a workbook. Save it as “CSV UTF-8” and name that file.")
    try:
        if raw.startswith(UTF_16):
            raise UnicodeError
        return raw.decode("utf-8-sig")
    except UnicodeError:
        raise CannotFill(f"{path} is not UTF-8. Save it again as “CSV UTF-8”.") from None
