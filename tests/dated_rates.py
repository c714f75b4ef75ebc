"""The dated figures, read straight from their files, and pence, for references that import no more.

It shares no code with the calculators: it opens the YAML, and walks to the last value that had
begun by a day. A figure asked for before its first value, or after the last day it was checked for,
is an error here too.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILES = Path(__file__).resolve().parents[1] / "policies" / "figures"


@cache
def every_figure() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(FILES.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            found[entry["id"]] = entry
    return found


def rate(figure: str, on: dt.date) -> Fraction:
    """The value in force on a day, exact."""
    entry = every_figure()[figure]
    assert on <= entry.get("verified_to", on), (figure, on)
    begun = [each for each in entry["values"] if each["from"] <= on]
    assert begun, (figure, on)
    return Fraction(max(begun, key=lambda each: each["from"])["value"])


def pence(figure: str, on: dt.date) -> int:
    """An amount of pounds in force on a day, in whole pence."""
    amount = rate(figure, on) * 100
    assert amount.denominator == 1, figure
    return amount.numerator


def money(text: str) -> int:
    """An amount of a case in pence; part of a penny is an error."""
    amount = Fraction(text) * 100
    assert amount.denominator == 1
    return amount.numerator


def penny(amount: Fraction) -> int:
    """An amount of pence to the nearest penny, half a penny up."""
    whole, part = divmod(amount.numerator, amount.denominator)
    return whole + (2 * part >= amount.denominator)


def first_days(figure: str) -> list[dt.date]:
    """The days on which a figure changed."""
    return [each["from"] for each in every_figure()[figure]["values"]]
