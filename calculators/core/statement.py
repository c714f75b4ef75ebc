"""Reading a rent statement as it is pasted: date, description, debit, credit, balance.

It comes from a spreadsheet or a file, with commas, tabs or semicolons between the cells. Every
line that cannot be read is named with what to do about it, and a statement with such a line is
refused as a whole: a position worked out from most of a statement would look like one worked out
from all of it.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from calculators.core.money import ZERO
from calculators.core.reading import INVISIBLE, MINUS_SIGNS, USUAL_AMOUNT, read_date, read_money
from calculators.core.wording import in_list, long_date, pounds

DATE, DESCRIPTION, DEBIT, CREDIT, BALANCE = "date", "description", "debit", "credit", "balance"
#: The columns in the order they stand in where no line names them.
COLUMNS = (DATE, DESCRIPTION, DEBIT, CREDIT, BALANCE)
#: What housing systems call each column, without capitals, signs and brackets.
HEADINGS: dict[str, frozenset[str]] = {
    DATE: frozenset(
        {
            "date", "transaction date", "trans date", "tran date", "posting date", "posted",
            "date posted", "effective date", "entry date", "day",
        }
    ),
    DESCRIPTION: frozenset(
        {
            "description", "details", "detail", "transaction", "transaction type", "type",
            "trans type", "narrative", "particulars", "reference", "ref", "item",
        }
    ),
    DEBIT: frozenset(
        {
            "debit", "debits", "debit amount", "dr", "charge", "charges", "charged",
            "amount charged", "rent charged", "rent due", "due", "amount due",
        }
    ),
    CREDIT: frozenset(
        {
            "credit", "credits", "credit amount", "cr", "payment", "payments", "paid", "paid in",
            "amount paid", "received", "amount received", "receipts",
        }
    ),
    BALANCE: frozenset(
        {
            "balance", "running balance", "account balance", "rent balance", "balance owed",
            "arrears", "total", "running total",
        }
    ),
}  # fmt: skip
COLUMN_CALLED = {name: column for column, names in HEADINGS.items() for name in names}
#: A line is one of headings if it names at least so many columns.
LEAST_HEADINGS = 3
#: What may stand between cells; the earlier where two would do.
SEPARATORS = ("\t", ";", ",")
#: How many lines are looked at to tell which it is.
MOST_LOOKED_AT = 10
#: How many bad lines are listed one by one before the rest are counted.
MOST_LISTED = 20

NO_LINES = "Paste at least one line with a date, a charge or payment, and the balance"
NO_BALANCE = "No line has a balance. Paste the column with the balance too"
MORE_THAN_ONE_WAY = (
    "These lines can be read in more than one way. Paste lines of more days, or write DR after a "
    "balance that is owed and CR after one in credit"
)
#: A sentence by the number of the line it is about; 0 for all of them.
Problems = dict[int, str]

#: What nearly every date looks like, read without asking for anything else.
USUAL_DATE = re.compile(r"(0[1-9]|1\d|2[0-8])/(0[1-9]|1[0-2])/(20\d{2})", re.ASCII)
SHORT_YEAR = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{2})", re.ASCII)
CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$", re.ASCII)
MARKED = re.compile(r"(?P<amount>.*?)\s*(?P<mark>cr|dr)\.?", re.IGNORECASE)
NOTHING = frozenset({"", "-", "nil"})


class Entry(NamedTuple):
    """One line of a statement.

    Attributes:
        line: Its number among the lines pasted, counted from 1.
        day: The day it was posted.
        description: What it says of itself.
        charge: Pounds it adds to what is owed.
        payment: Pounds it takes off.
        balance: Pounds owed after it; less than nothing is a credit.
    """

    line: int
    day: dt.date
    description: str
    charge: Decimal
    payment: Decimal
    balance: Decimal


@dataclass(frozen=True)
class RentStatement:
    """A whole statement, oldest line first.

    Attributes:
        entries: Its lines, at least one.
        opening: Pounds owed before the first of them.
        minus_is_owed: Whether it wrote what is owed with a minus, so that signs were turned.
    """

    entries: tuple[Entry, ...]
    opening: Decimal
    minus_is_owed: bool = False


class Line(NamedTuple):
    """One line as far as it reads on its own; an empty or unsigned balance is settled later."""

    number: int
    day: dt.date
    description: str
    charge: Decimal
    payment: Decimal
    balance: Decimal | None
    marked: bool

    @property
    def change(self) -> Decimal:
        """Pounds it adds to what is owed."""
        return self.charge - self.payment


@dataclass(frozen=True)
class Places:
    """Where each column stands among the cells of a line, counted from 0.

    Attributes:
        number: How many columns there are.
        description: One place or more: what stands there is put together.
    """

    number: int
    date: int
    debit: int
    credit: int
    balance: int
    description: tuple[int, ...]

    @classmethod
    def of(cls, columns: Sequence[str]) -> Places:
        """The places of columns that are all there, each but the description once."""
        date, debit, credit, balance = map(columns.index, (DATE, DEBIT, CREDIT, BALANCE))
        words = tuple(at for at, each in enumerate(columns) if each == DESCRIPTION)
        return cls(len(columns), date, debit, credit, balance, words)


class BadLine(ValueError):
    """A line that cannot be read; its text says how to put it right."""


def read_statement(text: str) -> tuple[RentStatement | None, tuple[str, ...]]:
    """A statement from the text pasted, or what is wrong with it.

    Args:
        text: All of it, one line for each charge or payment, with or without a line of headings.

    Returns:
        The statement and no problems, or None and a sentence for each line to put right.
    """
    lines, problems = read_lines(text)
    if not lines:
        return None, in_order(problems or {0: NO_LINES})
    lines = with_plain_payments(lines)
    statement = None
    disorder = out_of_order(lines)
    if not disorder:
        # Lines that cannot be read leave gaps; what stands between them is looked at all the same.
        statement, disorder = put_together(lines, frozenset(problems))
    problems |= disorder
    return (None, in_order(problems)) if problems else (statement, ())


def in_order(found: Problems) -> tuple[str, ...]:
    """The first problems one by one in the order of the lines, and the number of the rest."""
    problems = [found[number] for number in sorted(found)]
    if len(problems) <= MOST_LISTED:
        return tuple(problems)
    rest = len(problems) - MOST_LISTED
    more = "1 more line is" if rest == 1 else f"{rest} more lines are"
    return (*problems[:MOST_LISTED], f"{more} to be put right. Put these right first")


# Lines and cells


def read_lines(text: str) -> tuple[list[Line], Problems]:
    """Each line on its own, and what is wrong with those that cannot be read."""
    rows, problems = cells_of(text)
    columns = list(COLUMNS)
    heading = next((each for each in rows[:10] if is_heading(each[1])), None)
    if heading is not None:
        columns = list(map(column_called, heading[1]))
        if problem := missing_columns(heading[0], columns):
            return [], {heading[0]: problem}
        rows = rows[rows.index(heading) + 1 :]
    elif rows and len(rows[0][1]) < len(COLUMNS) - 1:
        words = (
            f"Line {rows[0][0]}: the columns cannot be told apart. Paste from a spreadsheet, or "
            "put commas between date, description, debit, credit and balance"
        )
        return [], {rows[0][0]: words}
    places = Places.of(columns)
    found = []
    for number, cells in rows:
        if heading is not None and cells == heading[1]:
            continue  # headings again, at the top of a page
        try:
            found.append(read_line(number, cells, places))
        except BadLine as bad:
            problems[number] = f"Line {number}: {bad}"
    return found, problems


def cells_of(text: str) -> tuple[list[tuple[int, list[str]]], Problems]:
    """The cells of every line that is not blank, by the line's number; and lines without any."""
    written = text.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE).split("\n")
    between = separator(written)
    rows: list[tuple[int, list[str]]] = []
    problems: Problems = {}
    for number, line in enumerate(written, start=1):
        if not line.strip():
            continue
        try:
            # One line at a time, so that one quotation mark too many cannot swallow the rest.
            cells = (
                next(csv.reader([line], delimiter=between, strict=True))
                if '"' in line
                else line.split(between)
            )
        except csv.Error:
            words = "the quotation marks do not match. Put one before and one after the cell"
            problems[number] = f"Line {number}: {words}"
            continue
        cells = [" ".join(each.split()) for each in cells]
        if any(cells):
            rows.append((number, cells))
    return rows, problems


def separator(lines: Sequence[str]) -> str:
    """What stands between the cells: a tab, a semicolon or a comma.

    It is the one under which most of the first lines have a date or the headings in their cells:
    a description may have any of the three in it.
    """
    sample = [each for each in lines if each.strip()][:MOST_LOOKED_AT]
    between = "\n".join([each.strip() for each in sample])
    used = [each for each in SEPARATORS if each in between]
    if used[1:]:
        return max(used, key=lambda each: dated(sample, each))
    return used[0] if used else ","


def dated(lines: Sequence[str], between: str) -> int:
    """How many lines have a date or the headings in their cells."""
    rows = [[cell.strip() for cell in each.split(between)] for each in lines]
    return sum(is_heading(row) or any(map(is_day, row)) for row in rows)


def is_day(cell: str) -> bool:
    """Whether a cell reads as a date."""
    try:
        read_day(cell.strip('"'))
    except BadLine:
        return False
    return True


def column_called(heading: str) -> str:
    """Which column a heading names, or "" for one that is not needed."""
    words = " ".join(re.sub(r"[^a-z]", " ", heading.casefold()).split())
    return COLUMN_CALLED.get(words, "")


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a line names the columns."""
    return len({column_called(each) for each in cells} - {""}) >= LEAST_HEADINGS


def missing_columns(number: int, columns: Sequence[str]) -> str:
    """What is wrong with a line of headings, or ""."""
    missing = [each for each in COLUMNS if each not in columns and each != DESCRIPTION]
    if missing:
        return (
            f"Line {number}: there is no column for the {in_list(missing)}. Name the columns date, "
            "description, debit, credit and balance"
        )
    for each in (DATE, DEBIT, CREDIT, BALANCE):
        if columns.count(each) > 1:
            return f"Line {number}: two columns are the {each}. Keep one of them"
    return ""


def read_line(number: int, cells: Sequence[str], places: Places) -> Line:
    """One line from its cells.

    Raises:
        BadLine: Saying how to put it right.
    """
    if any(cells[places.number :]):
        raise BadLine(
            f"there are {len(cells)} cells where {places.number} are expected. Put an amount with "
            'a comma in quotation marks, like "1,234.50"'
        )
    cells = [*cells, *[""] * (places.number - len(cells))]
    day = read_day(cells[places.date])
    charge = read_amount(DEBIT, cells[places.debit])
    payment = read_amount(CREDIT, cells[places.credit])
    if charge and payment:
        raise BadLine(
            f"it has a debit of {pounds(charge)} and a credit of {pounds(payment)}. Put each on a "
            "line of its own"
        )
    balance, marked = read_balance(cells[places.balance])
    if not (charge or payment) and balance is None:
        raise BadLine("it has no debit, no credit and no balance. Fill one in, or take it out")
    description = " ".join(filter(None, [cells[place] for place in places.description]))
    return Line(number, day, description, charge, payment, balance, marked)


def read_day(cell: str) -> dt.date:
    """A date as housing systems write it: with the time, or with two numbers for the year.

    Raises:
        BadLine: If it is missing or no such day.
    """
    if not cell:
        raise BadLine("it has no date. Enter one, or take the line out if it is a total")
    if usual := USUAL_DATE.fullmatch(cell):
        return dt.date(int(usual[3]), int(usual[2]), int(usual[1]))
    written = CLOCK.sub("", cell)
    if short := SHORT_YEAR.fullmatch(written):
        written = f"{short[1]}/{short[3]}/20{short[4]}"
    try:
        return read_date(written)
    except PydanticCustomError as error:
        why = (error.context or {}).get("why")
        because = f": {why}" if why else ""
        raise BadLine(f"“{cell}” is not a date{because}. Write it like 5/10/2026") from None


def read_amount(column: str, cell: str) -> Decimal:
    """Pounds in a cell; nothing is 0.00, and brackets or a minus at either end take off.

    Raises:
        BadLine: If it is not an amount.
    """
    if not cell:
        return ZERO
    if USUAL_AMOUNT.fullmatch(cell):
        return Decimal(cell)
    text = cell.translate(MINUS_SIGNS).strip()
    if text.casefold() in NOTHING:
        return ZERO
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    elif text.endswith("-"):
        text = f"-{text[:-1].rstrip()}"
    try:
        return read_money(text)
    except PydanticCustomError as error:
        if error.type == "part_of_a_penny":
            words = f"the {column} “{cell}” has part of a penny. Write pounds and pence"
        elif error.type == "too_much":
            words = f"the {column} “{cell}” is too large. Check it"
        else:
            words = f"the {column} “{cell}” is not an amount. Write it"
        raise BadLine(f"{words} like 112.50") from None


def read_balance(cell: str) -> tuple[Decimal | None, bool]:
    """Pounds owed as far as the cell says, and whether CR or DR stands beside them.

    Raises:
        BadLine: If it is not an amount.
    """
    if not cell:
        return None, False
    if USUAL_AMOUNT.fullmatch(cell):
        return Decimal(cell), False
    match = MARKED.fullmatch(cell)
    if match is None:
        return read_amount(BALANCE, cell), False
    amount = read_amount(BALANCE, match["amount"])
    if amount < ZERO:
        raise BadLine(f"the balance “{cell}” has a minus and {match['mark']}. Keep one of them")
    return (ZERO - amount if match["mark"].casefold() == "cr" else amount), True


# The lines together


def with_plain_payments(lines: list[Line]) -> list[Line]:
    """The lines with payments as plain amounts, where the statement writes each with a minus."""
    paid = [each.payment for each in lines if each.payment]
    if not paid or max(paid) > ZERO:
        return lines
    return [each._replace(payment=ZERO - each.payment) for each in lines]


def out_of_order(lines: Sequence[Line]) -> Problems:
    """The first line whose date is out of order; none if they rise or fall throughout."""
    steps = [(one, other) for one, other in pairwise(lines) if one.day != other.day]
    if not steps:
        return {}
    rising = steps[0][0].day < steps[0][1].day
    for one, other in steps:
        if (one.day < other.day) != rising:
            word = "after" if rising else "before"
            words = (
                f"Line {other.number}: {long_date(other.day)} comes {word} {long_date(one.day)} on "
                f"line {one.number}. Check the date, or sort the lines by date"
            )
            return {other.number: words}
    return {}


def put_together(lines: list[Line], gaps: frozenset[int]) -> tuple[RentStatement | None, Problems]:
    """The statement if each balance follows from the one before, or the lines that do not.

    Lines may stand oldest or newest first, and a statement may write what is owed with a minus:
    the reading under which every balance follows is the right one.

    Args:
        lines: Those that could be read.
        gaps: The numbers of those that could not.
    """
    if all(each.balance is None for each in lines):
        return None, {} if gaps else {0: NO_BALANCE}
    rising = lines[0].day < lines[-1].day
    falling = lines[0].day > lines[-1].day
    orders = [lines] if rising else [lines[::-1]] if falling else [lines, lines[::-1]]
    readings, least = following(orders, gaps)
    minus = any(each.balance is not None and each.balance < ZERO for each in lines)
    if not any(each.marked for each in lines) and (minus or not readings):
        other_way = [[turned(each) for each in order] for order in orders]
        found, wrong = following(other_way, gaps, minus_is_owed=True)
        readings += found
        least = min(least, wrong, key=len)
    if not readings or gaps:
        return None, least
    if len({each.entries[-1].balance for each in readings}) > 1:
        return None, {0: MORE_THAN_ONE_WAY}
    return readings[0], {}


def following(
    orders: Sequence[list[Line]], gaps: frozenset[int], *, minus_is_owed: bool = False
) -> tuple[list[RentStatement], Problems]:
    """The readings in which every balance follows, or the fewest lines that do not."""
    found = []
    problems = []
    for order in orders:
        problems.append(dict(not_following(order, gaps)))
        if not problems[-1]:
            found.append(statement_of(order, minus_is_owed=minus_is_owed))
    return found, min(problems, key=len)


def turned(line: Line) -> Line:
    """A line with its balance the other way round; ZERO - 0 is never "-0.00"."""
    return line if line.balance is None else line._replace(balance=ZERO - line.balance)


def not_following(lines: Sequence[Line], gaps: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Each line whose balance does not follow from the one before: its number and a sentence.

    A balance that was mistyped is one mistake: the line after it is right where it follows from
    what the balance should have been.
    """
    before: Decimal | None = None
    meant: list[Decimal] = []  # what the balance should have been, since the last that was wrong
    last = lines[0].number
    for each in lines:
        if gaps and any(min(last, each.number) < gap < max(last, each.number) for gap in gaps):
            before, meant = None, []  # nothing is known across a line that cannot be read
        follows = None if before is None else before + each.change
        if meant:
            meant = [amount + each.change for amount in meant]
        if each.balance is not None and follows is not None and each.balance != follows:
            if each.balance in meant:
                meant = []
            else:
                yield (
                    each.number,
                    f"Line {each.number}: the balance does not follow. {owed(before)} on line "
                    f"{last}{change_in_words(each)} comes to {owed(follows)}, not "
                    f"{owed(each.balance)}. Correct this line, or add a line that is missing "
                    "before it",
                )
                # Where two in a row are wrong, the first may have been a line left out, or not.
                meant = [*meant[:1], follows]
        elif each.balance is not None:
            meant = []
        before, last = (follows if each.balance is None else each.balance), each.number


def owed(amount: Decimal | None) -> str:
    """A balance in words: "£12.00", or "£12.00 in credit"."""
    assert amount is not None  # asked for only once a balance has been seen
    return f"{pounds(-amount)} in credit" if amount < ZERO else pounds(amount)


def change_in_words(line: Line) -> str:
    """What a line does, as it continues a sentence."""
    if line.charge:
        return f", with a debit of {pounds(line.charge)},"
    return f", with a credit of {pounds(line.payment)}," if line.payment else ""


def statement_of(lines: Sequence[Line], *, minus_is_owed: bool) -> RentStatement:
    """The statement, with balances that were left empty worked out from those that were not."""
    known = next(number for number, each in enumerate(lines) if each.balance is not None)
    first = lines[known].balance
    assert first is not None
    balance = opening = first - sum((each.change for each in lines[: known + 1]), ZERO)
    entries = []
    for each in lines:
        balance += each.change
        entries.append(
            Entry(each.number, each.day, each.description, each.charge, each.payment, balance)
        )
    return RentStatement(tuple(entries), opening, minus_is_owed=minus_is_owed)
