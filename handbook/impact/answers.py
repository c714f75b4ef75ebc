"""Cases answered with two sets of figures, and where the two answers differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from calculators import browser
from calculators.core.figures import FigureSet
from handbook.consistency.answers import beside
from handbook.consistency.runs import Run
from handbook.consistency.scenarios import as_words, inputs_json
from handbook.content import Scenario

#: How an answer was worked out. It names the figures, so that it changes where the answer stays.
WORKING = "working"
#: The sentence that is the answer comes first.
FIRST = "answer"


@dataclass(frozen=True)
class FieldChange:
    """One part of an answer that differs.

    Attributes:
        path: Where in the answer, like ``payments.0.amount``; "" for the whole.
        old: What stood there, as JSON data; None where there was nothing.
        new: What stands there.
    """

    path: str
    old: Any
    new: Any

    def in_words(self) -> str:
        """It on one line."""
        where = f"{self.path}: " if self.path else ""
        return f"{where}{' -> '.join(beside(words(self.old), words(self.new)))}"


@dataclass(frozen=True)
class AnswerChange:
    """One case that is answered differently."""

    case: Scenario
    fields: tuple[FieldChange, ...]


@dataclass
class Answers:
    """What two sets of figures make of every case.

    Attributes:
        changed: The cases that are answered differently, in the order of their calculators.
        unchanged: How many are answered as before.
    """

    changed: list[AnswerChange]
    unchanged: int


def words(value: Any) -> str:
    """A value for a line of a list."""
    if value is None:
        return "nothing"
    return as_words(value) if not isinstance(value, str) else value


def compared(
    runs: Iterable[Run], cases: Iterable[Scenario], old: FigureSet, new: FigureSet
) -> Answers:
    """Every case with the figures as they were and as they are.

    Args:
        runs: Scenarios worked out with the new figures already.
        cases: Others to work out with both.
        old: The figures, clauses and steps as they were.
        new: The same as they are.
    """
    found = Answers([], 0)
    for case, now in answered(runs, cases, new):
        was = json.loads(browser.run(case.calculator, inputs_json(case), old))
        if fields := differences(was, now):
            found.changed.append(AnswerChange(case, tuple(fields)))
        else:
            found.unchanged += 1
    return found


def answered(
    runs: Iterable[Run], cases: Iterable[Scenario], figures: FigureSet
) -> Iterator[tuple[Scenario, dict[str, Any]]]:
    """Each case with its answer."""
    for run in runs:
        yield run.scenario, run.answer
    for case in cases:
        yield case, json.loads(browser.run(case.calculator, inputs_json(case), figures))


def differences(was: dict[str, Any], now: dict[str, Any]) -> list[FieldChange]:
    """Where two answers differ, the sentence first; the working is left out."""
    if not (was.get("ok") and now.get("ok")):
        old, new = refused(was), refused(now)
        return [FieldChange("", old, new)] if old != new else []
    before, after = leaves(was["result"]), leaves(now["result"])
    paths = [path for path in after if before.get(path) != after[path] or path not in before]
    paths += [path for path in before if path not in after]
    paths.sort(key=lambda path: path != FIRST)
    return [FieldChange(path, before.get(path), after.get(path)) for path in paths]


def refused(answer: dict[str, Any]) -> str:
    """What a case was refused with, or that it was answered."""
    if answer.get("ok"):
        return "an answer"
    return "no answer: " + "; ".join(str(each["message"]) for each in answer["problems"])


def leaves(result: dict[str, Any]) -> dict[str, Any]:
    """Every single value of an answer by its path."""
    return dict(walk({name: each for name, each in result.items() if name != WORKING}, ""))


def walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every single value below a place, with its path; what is nothing is left out."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from walk(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from walk(each, f"{path}.{index}")
    elif value is not None:
        yield path, value
