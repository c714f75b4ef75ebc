"""Reading what people type or paste: amounts, dates and whole numbers.

Each reader takes JSON values (text, numbers, or a date's three parts) and either returns the exact
value or raises a pydantic error whose type names a message in :mod:`calculators.core.messages`.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from calculators.core.calendar import days_in_month
from calculators.core.wording import MONTHS

THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
PLAIN = re.compile(r"(\d+(\.\d*)?|\.\d+)")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBER_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d+)")
WORD_DATE = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d+)")


def problem(kind: str, **details: Any) -> PydanticCustomError:
    """A reading problem of a kind that :mod:`calculators.core.messages` puts in words."""
    return PydanticCustomError(kind, "see calculators.core.messages", details)  # type: ignore[arg-type]


def read_money(value: Any) -> Decimal:
    """Pounds from what was typed: "112.50", "£1,234.50", "1,234" or a JSON number.

    Raises:
        PydanticCustomError: ``not_money``, ``unclear_comma`` ("12,50") or ``part_of_a_penny``.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise problem("not_money")
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    negative = text.startswith("-")
    text = text.removeprefix("-").strip().removeprefix("£").strip()
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if "," in text and PLAIN.fullmatch(text.replace(",", "")):
        raise problem("unclear_comma")
    # The pattern comes before Decimal() so that "1e9", "NaN" and other alphabets stay out.
    if not text.isascii() or not PLAIN.fullmatch(text):
        raise problem("not_money")
    amount = Decimal(text)
    if amount != amount.quantize(Decimal("0.01")) if len(text) < 20 else False:
        raise problem("part_of_a_penny")
    return (-amount if negative else amount) + Decimal("0.00")


def read_whole_number(value: Any) -> int:
    """A whole number from what was typed: "4", "1,000" or a JSON whole number.

    Raises:
        PydanticCustomError: ``not_whole``.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise problem("not_whole")
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    digits = text.removeprefix("-").replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise problem("not_whole")
    return -int(digits) if text.startswith("-") else int(digits)


def read_date(value: Any) -> dt.date:
    """A date from three parts or from one text, as typed or pasted.

    Shapes: ``{"day": "4", "month": "12", "year": "2026"}`` (a month may be a word), "2026-12-04",
    "4/12/2026", "4.12.2026", "4 December 2026", "Fri 4 Dec 2026".

    Raises:
        PydanticCustomError: ``not_a_date``, ``date_part_missing``, ``short_year`` or
            ``not_a_real_date``.
    """
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, dict):
        parts = {part: str(value.get(part) or "").strip() for part in ("day", "month", "year")}
        missing = [part for part, text in parts.items() if not text]
        if missing:
            raise problem("date_part_missing", missing=missing)
        return real_date(parts["year"], parts["month"], parts["day"])
    if not isinstance(value, str):
        raise problem("not_a_date")
    text = value.strip()
    if match := ISO_DATE.fullmatch(text):
        return real_date(*match.groups())
    if match := NUMBER_DATE.fullmatch(text) or WORD_DATE.fullmatch(text):
        day, month, year = match.groups()
        return real_date(year, month, day)
    raise problem("not_a_date")


def real_date(year: str, month: str, day: str) -> dt.date:
    """A date from its parts as text, if there is such a day.

    Raises:
        PydanticCustomError: ``not_a_date``, ``short_year`` or ``not_a_real_date``.
    """
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
        why = f"{MONTHS[number - 1]} {year} has {last} days"
        raise problem("not_a_real_date", why=why)
    return dt.date(int(year), number, int(day))


def month_number(text: str) -> int | None:
    """A month's number from digits or from its name or its first three or more letters."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    start = text.strip().casefold()
    for number, name in enumerate(MONTHS, start=1):
        if len(start) >= 3 and name.casefold().startswith(start):
            return number
    return None


Money = Annotated[Decimal, BeforeValidator(read_money)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number)]
Date = Annotated[dt.date, BeforeValidator(read_date)]
