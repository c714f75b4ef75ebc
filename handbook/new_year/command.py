"""``handbook new-year``: lists what an April asks for, writes the sheet, and fills it in."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from calculators.core.wording import counted, long_date, with_unit
from handbook.consistency.leaning import leaning
from handbook.consistency.runs import run_all
from handbook.content import Content
from handbook.new_year.filling import Filled, read_rows
from handbook.new_year.listing import on_a_terminal, plain_lines
from handbook.new_year.needs import GIVEN, coming_april, missed, needs
from handbook.new_year.sheet import CannotFill, read_sheet, sheet_text, write_sheet
from handbook.new_year.writing import check_texts, filled_texts, replace_all

HOW_TO_FILL = """\
Wrote {sheet} with {figures} for April {year}.
Fill in “new_value”, “source” and “checked_on” in each row, and “from” and “checked_to” where they
are empty. Where a value that does not change each April stays the same, repeat it, leave “from” and
“source” empty, and write the day to which it is now checked. Leave a row empty until you have read
its source.
Then run “handbook new-year --fill {sheet}”."""
NEXT = (
    "\nNext:\n"
    "1. “make check” says what does not fit, and which cases are to be written.\n"
    "2. “handbook impact” says which answers, calculators and pages change.\n"
    "3. “handbook boundary” with a calculator's name prints the cases to work out by hand."
)


def list_needs(content: Content, year: int | None, today: dt.date, out: Path | None) -> None:
    """Print what an April asks for, or write it as a sheet.

    Raises:
        CannotFill: If the sheet cannot be written.
    """
    year = year or coming_april(today)
    found = needs(content, year, today)
    leans = leaning(content, run_all(content), today)
    earlier = missed(content, year)
    if out is not None:
        write_sheet(out, sheet_text(found, leans))
        rows = sum(each.state != GIVEN for each in found)
        print(HOW_TO_FILL.format(sheet=out, figures=counted(rows, "figure"), year=year))
    elif sys.stdout.isatty():
        from rich.console import Console

        console = Console()
        for each in on_a_terminal(year, found, leans, earlier):
            console.print(each)
    else:
        print("\n".join(plain_lines(year, found, leans, earlier)))


def fill(content: Content, sheet: Path, today: dt.date) -> None:
    """Write the values of a sheet into the files of figures, and say what was written.

    Raises:
        CannotFill: With everything that is wrong with the sheet; nothing is then written.
    """
    filled = read_rows(str(sheet), read_sheet(sheet), content, today)
    texts = filled_texts(content.root, filled.good) if not filled.refused else {}
    refused = filled.refused or check_texts(content, texts, filled.good, str(sheet), today)
    if refused:
        number = counted(len(refused), "problem")
        raise CannotFill("\n".join([*refused, f"\n{number} to put right. Nothing was written."]))
    replace_all(content.root, texts)
    print("\n".join(said(filled)))


def said(filled: Filled) -> Iterator[str]:
    """What was written, what is still empty, and what comes next."""
    if filled.good:
        yield f"Wrote {counted(len(filled.good), 'value')}:"
    else:
        yield "No row is newly filled in, so nothing was written."
    for each in filled.good:
        figure = each.entry.figure
        since = f"from {long_date(each.starts)}" if each.starts else "as before, read again"
        same = ", the same as before" if each.unchanged else ""
        was = ", in place of the expected value" if each.in_place_of else ""
        yield (
            f"  {each.entry.file}: {figure.id}, {with_unit(each.number, figure.unit)} {since}"
            f"{same}{was}, checked to {long_date(each.checked_to)}"
        )
    if filled.done:
        yield f"Written before, and left alone: {counted(len(filled.done), 'row')}."
    if filled.empty:
        yield f"Still empty: {counted(len(filled.empty), 'row')}."
        yield from (f"  {each}" for each in filled.empty)
    if filled.good:
        yield NEXT
