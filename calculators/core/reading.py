"""Reading what people type or paste: amounts, dates and whole numbers.

Each reader takes JSON values (text, numbers, or a date's three parts) and either returns the exact
value or raises a pydantic error whose type names a message in :mod:`calculators.core.messages`.
Where two readings are possible ("12,50", "0,500") it asks instead of guessing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, LiteralString, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from calculators.core.calendar import days_in_month
from calculators.core.money import PENNY, ZERO
from calculators.core.periods import HowOften
from calculators.core.wording import MONTHS, WEEKDAYS, long_date

#: Amounts and whole numbers from here on are slips, and long ones would not stay exact.
TOO_MUCH = Decimal(1_000_000_000)
FIRST_YEAR, LAST_YEAR = 1900, 2199
#: The most that is pasted at once: about eight years of a rent statement. Lines of usual length.
MOST_LINES, MOST_IN_A_LINE = 2000, 500
#: One line of words, such as what a cost is for.
LONGEST_LINE = 80
DATE_PARTS = ("day", "month", "year")

# ASCII: a digit here is 0 to 9, and not one of another alphabet.
# What nearly every answer looks like is read at once, without asking what else it could be.
USUAL_AMOUNT = re.compile(r"\d{1,6}\.\d{2}", re.ASCII)
USUAL_DATE = re.compile(r"(20\d{2})-(0?[1-9]|1[0-2])-(0?[1-9]|1\d|2[0-8])", re.ASCII)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d*)?", re.ASCII)
PLAIN = re.compile(r"(\d+(\.\d*)?|\.\d+)", re.ASCII)
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
NUMBER_DATE = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<between>[/.\- ]) ?(?P<month>\d{1,2}) ?(?P=between) ?(?P<year>\d+)",
    re.ASCII,
)
WORD_DATE = re.compile(
    r"((?P<weekday>[a-z]+),? )?(?P<day>\d{1,2})(st|nd|rd|th)?[ \-/.]?(?P<month>[a-z]{3,})"
    r"[.,]?[ \-/.]?(?P<year>\d+)",
    re.ASCII | re.IGNORECASE,
)
SIGNED = re.compile(r"(?P<sign>-? ?£?|£? ?-?) ?(?P<amount>[\d.,]+)", re.ASCII)
MINUS_SIGNS = str.maketrans(dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{NON-BREAKING HYPHEN}", "-"))
#: What word processors and web pages leave in copied text without showing it.
INVISIBLE = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff")
)


class DateParts(NamedTuple):
    """A date as it was written, with its weekday if it had one."""

    year: str
    month: str
    day: str
    weekday: str = ""


def problem(kind: LiteralString, **details: Any) -> PydanticCustomError:
    """A reading problem of a kind that :mod:`calculators.core.messages` puts in words."""
    return PydanticCustomError(kind, "see calculators.core.messages", details)


def as_typed(value: Any) -> str | None:
    """A number or text as one line of text, without what cannot be seen; None for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    if isinstance(value, int) and abs(value) >= TOO_MUCH:
        value = int(TOO_MUCH) if value > 0 else -int(TOO_MUCH)  # refused all the same
    return " ".join(str(value).translate(INVISIBLE).translate(MINUS_SIGNS).split())


def read_money(value: Any) -> Decimal:
    """Pounds from what was typed: "112.50", "£1,234.50", "1,234" or a JSON number.

    Returns:
        Pounds with two decimals.

    Raises:
        PydanticCustomError: ``not_money``, ``unclear_comma`` ("12,50"), ``part_of_a_penny`` or
            ``too_much``.
    """
    if isinstance(value, str) and USUAL_AMOUNT.fullmatch(value):
        return Decimal(value)
    match = SIGNED.fullmatch(as_typed(value) or "")
    if match is None:  # so "1e9", "NaN" and other alphabets never reach Decimal()
        raise problem("not_money")
    amount = without_commas(match["amount"])
    if "," in amount and PLAIN.fullmatch(amount.replace(",", "")):
        raise problem("unclear_comma")
    if not PLAIN.fullmatch(amount):
        raise problem("not_money")
    if len(amount.partition(".")[2].rstrip("0")) > 2:
        raise problem("part_of_a_penny")
    if Decimal(amount) >= TOO_MUCH:
        raise problem("too_much", least_refused=TOO_MUCH)
    pounds = Decimal(amount).quantize(PENNY)
    return ZERO - pounds if "-" in match["sign"] else pounds  # ZERO - 0 is never "-0.00"


def without_commas(digits: str) -> str:
    """A number without the commas between its thousands, where they stand right."""
    return digits.replace(",", "") if THOUSANDS.fullmatch(digits) else digits


def read_whole_number(value: Any) -> int:
    """A whole number from what was typed: "4", "1,000" or a JSON whole number.

    Raises:
        PydanticCustomError: ``not_whole`` or ``too_much``.
    """
    text = as_typed(value) or ""
    digits = without_commas(text.removeprefix("-").lstrip())
    if not (digits.isascii() and digits.isdigit()):
        raise problem("not_whole")
    if len(digits.lstrip("0")) > len(str(TOO_MUCH)) or int(digits) >= TOO_MUCH:
        raise problem("too_much", least_refused=TOO_MUCH)
    return -int(digits) if text.startswith("-") else int(digits)


def read_date(value: Any) -> dt.date:
    """A date from three parts or from one text, as typed or pasted.

    Shapes: ``{"day": "4", "month": "12", "year": "2026"}`` (a month may be a word, and a whole
    date may stand in one part), "2026-12-04", "4/12/2026", "4.12.2026", "04-Dec-2026",
    "4 December 2026", "Fri 4 Dec 2026".

    Raises:
        PydanticCustomError: ``not_a_date``, ``date_part_missing``, ``short_year``,
            ``year_out_of_range``, ``not_a_real_date`` or ``not_that_weekday``.
    """
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return in_range(value)
    if isinstance(value, Mapping):
        written = f"{value.get('year')}-{value.get('month')}-{value.get('day')}"
        if len(value) == len(DATE_PARTS) and (usual := usual_date(written)):
            return usual
        return real_date(parts_typed(value))
    if not isinstance(value, str):
        raise problem("not_a_date")
    if usual := usual_date(value):
        return usual
    parts = parts_of(value)
    if parts is None:
        raise problem("not_a_date")
    return real_date(parts)


def usual_date(text: str) -> dt.date | None:
    """A date written as nearly all are, "2026-12-04", of a day every month has; None for others."""
    found = USUAL_DATE.fullmatch(text)
    return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None


def parts_typed(value: Mapping[Any, Any]) -> DateParts:
    """A date's parts from its three boxes, or from a whole date pasted into one of them.

    Raises:
        PydanticCustomError: ``not_a_date`` or ``date_part_missing``.
    """
    typed = {name: as_typed("" if value.get(name) is None else value[name]) for name in DATE_PARTS}
    if set(value) - set(DATE_PARTS) or None in typed.values():
        raise problem("not_a_date")
    filled = {name: text for name, text in typed.items() if text}
    if len(filled) == 1 and (whole := parts_of(*filled.values())):
        return whole
    missing = [name for name in DATE_PARTS if name not in filled]
    if missing:
        raise problem("date_part_missing", missing=missing)
    return DateParts(filled["year"], filled["month"], filled["day"])


def parts_of(text: str) -> DateParts | None:
    """The parts of a date written as one text, or None if it is not written like one."""
    tidied = as_typed(text) or ""
    for pattern in (ISO_DATE, NUMBER_DATE, WORD_DATE):
        if match := pattern.fullmatch(tidied):
            found = match.groupdict()
            return DateParts(
                found["year"], found["month"], found["day"], found.get("weekday") or ""
            )
    return None


def real_date(parts: DateParts) -> dt.date:
    """A date from its parts as text, if there is such a day.

    Raises:
        PydanticCustomError: As :func:`read_date`.
    """
    year, month, day, weekday = parts
    number = month_number(month)
    if number is None or not (day.isascii() and day.isdigit() and len(day) <= 2):
        raise problem("not_a_date")
    if not (year.isascii() and year.isdigit()):
        raise problem("not_a_date")
    if len(year) != 4 or year.startswith("0"):
        raise problem("short_year")
    if not 1 <= number <= 12:
        raise problem("not_a_real_date", why="months are numbered from 1 to 12")
    last = days_in_month(int(year), number)
    if not 1 <= int(day) <= last:
        raise problem("not_a_real_date", why=f"{MONTHS[number - 1]} {year} has {last} days")
    found = in_range(dt.date(int(year), number, int(day)))
    if weekday:
        check_weekday(found, weekday)
    return found


def in_range(day: dt.date) -> dt.date:
    """The day itself, if it lies in the years these calculators can count in.

    Raises:
        PydanticCustomError: ``year_out_of_range``.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise problem("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    return day


def check_weekday(day: dt.date, written: str) -> None:
    """Refuse a date whose weekday says that one of its numbers is wrong.

    Raises:
        PydanticCustomError: ``not_a_date`` or ``not_that_weekday``.
    """
    meant = number_in(WEEKDAYS, written)
    if meant is None:
        raise problem("not_a_date")
    if meant != day.weekday():
        actual, other = WEEKDAYS[day.weekday()], WEEKDAYS[meant]
        raise problem("not_that_weekday", day=long_date(day), actual=actual, written=other)


def month_number(text: str) -> int | None:
    """A month's number from digits or from its name or its first three or more letters."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    found = number_in(MONTHS, text)
    return None if found is None else found + 1


def number_in(names: tuple[str, ...], text: str) -> int | None:
    """Where in a list of names the one is that starts with a text of three or more letters."""
    start = text.casefold()
    for number, name in enumerate(names):
        if len(start) >= 3 and name.casefold().startswith(start):
            return number
    return None


def read_long_text(value: Any) -> str:
    """Text of several lines as it was typed or pasted.

    Raises:
        PydanticCustomError: ``not_text`` or ``too_many_lines``.
    """
    if not isinstance(value, str):
        raise problem("not_text")
    if value.count("\n") >= MOST_LINES or len(value) > MOST_LINES * MOST_IN_A_LINE:
        raise problem("too_many_lines", most=MOST_LINES)
    return value


class Paid(BaseModel):
    """An amount with how often it is paid or received."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Decimal
    per: HowOften


HOW_OFTEN = {each.value: each for each in HowOften}


def read_paid(value: Any) -> Paid:
    """An amount and how often from what was typed: ``{"amount": "12.00", "per": "weekly"}``.

    Raises:
        PydanticCustomError: As :func:`read_money`, ``below_nothing``, or ``not_paid`` where the
            two parts are not there, ``how_often`` where the second is not on its list.
    """
    if isinstance(value, Paid):
        return value
    if not isinstance(value, Mapping) or set(value) - {"amount", "per"}:
        raise problem("not_paid")
    amount = read_money(value.get("amount"))
    if amount < 0:
        raise problem("below_nothing")
    per = HOW_OFTEN.get(str(value.get("per")))
    if per is None:
        raise problem("how_often", choices=list(HOW_OFTEN))
    return Paid(amount=amount, per=per)


class Words(str):
    """One line of words as typed, such as what a cost is for."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Read as :func:`read_words` does."""
        return core_schema.no_info_before_validator_function(read_words, core_schema.str_schema())


def read_words(value: Any) -> str:
    """One line of words, without what cannot be seen.

    Raises:
        PydanticCustomError: ``not_words`` or ``too_many_words``.
    """
    text = " ".join(value.translate(INVISIBLE).split()) if isinstance(value, str) else ""
    if not text:
        raise problem("not_words")
    if len(text) > LONGEST_LINE:
        raise problem("too_many_words", most=LONGEST_LINE)
    return text


Money = Annotated[Decimal, BeforeValidator(read_money)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number)]
Date = Annotated[dt.date, BeforeValidator(read_date)]
LongText = Annotated[str, BeforeValidator(read_long_text)]
PaidAmount = Annotated[Paid, BeforeValidator(read_paid)]
