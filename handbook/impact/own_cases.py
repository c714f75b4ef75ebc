"""The landlord's own cases with both sets of figures, in constant memory.

Of a case nothing is told but the number of its line: what was typed stays in its file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import tee
from pathlib import Path
from typing import Any

from calculators.core.figures import FigureSet
from calculators.core.wording import counted, pounds
from calculators.registry import CALCULATORS
from handbook.cases import answers, opened, progress, put_by
from handbook.cases import counted as counting
from handbook.impact.answers import FieldChange, differences

MONEY = re.compile(r"-?\d+\.\d{2}")
#: Lines named of those whose answer changes: enough to look some up, few enough to read.
NAMED = 10


@dataclass
class Spread:
    """How far one amount moves over many cases.

    Attributes:
        count: In how many cases it differs.
        smallest: The smallest difference, whichever way.
        largest: The largest.
    """

    count: int = 0
    smallest: Decimal | None = None
    largest: Decimal | None = None
    last_case: int = 0

    def add(self, by: Decimal, case: int) -> None:
        """Take one difference in; a case with many rows counts once."""
        self.count += case != self.last_case
        self.last_case = case
        if self.smallest is None or abs(by) < abs(self.smallest):
            self.smallest = by
        if self.largest is None or abs(by) > abs(self.largest):
            self.largest = by

    def in_words(self) -> str:
        """It as the end of a sentence."""
        assert self.smallest is not None
        assert self.largest is not None
        return (
            f"{counted(self.count, 'case')}, "
            f"smallest {signed(self.smallest)}, largest {signed(self.largest)}"
        )


@dataclass
class OwnCases:
    """What became of the cases of a file.

    Attributes:
        names: The names that the answer's own fields have: nothing else of a path is told, as it
            may have been typed.
        read: How many there are.
        changed: How many answers differ.
        lines: The first lines of those.
        now_refused: How many are no longer answered.
        now_answered: How many are answered only now.
        never_answered: How many are answered with neither.
        money: How far each amount moves, by its place in the answer.
    """

    names: frozenset[str] = frozenset()
    read: int = 0
    changed: int = 0
    lines: list[int] = field(default_factory=list)
    now_refused: int = 0
    now_answered: int = 0
    never_answered: int = 0
    money: dict[str, Spread] = field(default_factory=dict)

    def add(self, line: int, was_text: str, now_text: str) -> None:
        """Take one case in."""
        self.read += 1
        if was_text == now_text:
            self.never_answered += was_text.startswith('{"ok":false')
            return
        was, now = json.loads(was_text), json.loads(now_text)
        if not was["ok"] and not now["ok"]:
            self.never_answered += 1
            return
        fields = differences(was, now)
        if not fields:
            return
        self.changed += 1
        self.now_refused += not now["ok"]
        self.now_answered += not was["ok"]
        if len(self.lines) < NAMED:
            self.lines.append(line)
        for each in fields:
            self.add_money(each)

    def add_money(self, change: FieldChange) -> None:
        """Take one difference in, if it is an amount that was there and still is."""
        by = difference(change)
        if by is not None:
            steps = change.path.split(".")
            path = ".".join(each if each in self.names else "*" for each in steps)
            self.money.setdefault(path, Spread()).add(by, self.read)

    def in_words(self) -> Iterator[str]:
        """The lines to print."""
        yield f"Your own cases: {counted(self.read, 'case')}, of which {self.changed} change."
        if self.lines:
            listed = ", ".join(str(each) for each in self.lines)
            more = self.changed - len(self.lines)
            yield f"  Lines: {listed}{f', and {more} more' if more else ''}."
        if self.now_refused:
            yield f"  No longer answered: {self.now_refused}."
        if self.now_answered:
            yield f"  Answered only now: {self.now_answered}."
        if self.never_answered:
            yield f"  Not answered with either: {self.never_answered}."
        for path, spread in self.money.items():
            yield f"  {path}: {spread.in_words()}."


def difference(change: FieldChange) -> Decimal | None:
    """By how much an amount of money differs; None where it is none."""
    both = (change.old, change.new)
    if not all(isinstance(each, str) and MONEY.fullmatch(each) for each in both):
        return None
    return Decimal(change.new) - Decimal(change.old)


def signed(by: Decimal) -> str:
    """A difference in words."""
    return f"{pounds(abs(by))} {'more' if by > 0 else 'less'}"


def compare_cases(calculator: str, file: Path, old: FigureSet, new: FigureSet) -> OwnCases:
    """Every case of a file with both sets of figures, one after the other.

    Args:
        calculator: Which calculator.
        file: One case in JSON, or one a line.
        old: The figures as they were.
        new: The figures as they are.

    Raises:
        CannotRead: If the file is missing or cannot be read.
    """
    put_by()
    with opened(file) as stream, progress(stream, typed_in=False) as tell:
        return compare_lines(calculator, counting(stream, tell), old, new)


def compare_lines(
    calculator: str, lines: Iterator[bytes], old: FigureSet, new: FigureSet
) -> OwnCases:
    """As :func:`compare_cases`, of the lines themselves."""
    found = OwnCases(names_of(calculator))
    numbers: list[int] = []
    # Both are read in step, so that no more is held than the lines read to tell one case from many.
    here, there = tee(noting(lines, numbers))
    both = zip(answers(calculator, here, old), answers(calculator, there, new), strict=True)
    for was, now in both:
        found.add(numbers.pop(0), was, now)
    return found


@cache
def names_of(calculator: str) -> frozenset[str]:
    """The names of the fields of a calculator's answer."""
    return names_in(CALCULATORS[calculator].result.model_json_schema())


def names_in(schema: Any) -> frozenset[str]:
    """The name of every field that a JSON Schema knows."""
    if isinstance(schema, list):
        return frozenset().union(*map(names_in, schema))
    if not isinstance(schema, dict):
        return frozenset()
    own = frozenset(schema.get("properties", ()))
    return own.union(*map(names_in, schema.values()))


def noting(lines: Iterator[bytes], numbers: list[int]) -> Iterator[bytes]:
    """Lines, with the number of each that is not empty noted as it is read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            numbers.append(number)
        yield line
