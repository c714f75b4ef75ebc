"""Boundaries: each threshold has cases below, at and above it, each change date both its sides.

What a scenario reaches is seen by working it out: the rules that carry a threshold are called with
plain values, and the figures and clauses are asked for by date.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from calculators.core.thresholds import Threshold
from calculators.core.wording import capitalised, in_sentence, long_date, with_unit
from handbook.consistency.prose import thresholds
from handbook.consistency.runs import Run, owner, run_all
from handbook.content import Content, ContentProblem, Scenario
from handbook.content.figures import FigureEntry

DAY = dt.timedelta(days=1)
CASE_DATE = "case_date"
SIDES = {-1: "below", 0: "at", 1: "above"}


@dataclass(frozen=True)
class Missing:
    """A case that no scenario holds.

    Attributes:
        calculator: The calculator it is for.
        about: The figure or the policy it is about.
        case: The case, in words that can name it.
        date: The day it is about, or None if any day will do.
    """

    calculator: str
    about: str
    case: str
    date: dt.date | None = None

    def problem(self) -> ContentProblem:
        """It as something to put right."""
        return ContentProblem(
            f"scenarios/{self.calculator}",
            0,
            self.about,
            f"No scenario has this case: {in_sentence(self.case)}",
            f"Run “handbook boundary {self.calculator}”, and work the case it prints out by hand",
        )


def missing_boundaries(content: Content, runs: Iterable[Run]) -> list[Missing]:
    """Every case at a boundary that no scenario holds."""
    by_calculator: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_calculator[run.scenario.calculator].append(run)
    found: list[Missing] = []
    for calculator, its in by_calculator.items():
        found += missing_sides(content, calculator, its)
        found += missing_days(content, calculator, its)
    return found


def boundary_problems(content: Content, runs: Iterable[Run]) -> list[ContentProblem]:
    """A problem for each case at a boundary that no scenario holds."""
    return [each.problem() for each in missing_boundaries(content, runs)]


# Thresholds


def missing_sides(content: Content, calculator: str, runs: list[Run]) -> Iterator[Missing]:
    """The sides of each threshold on which no scenario lies."""
    reached = sides_reached(content, runs)
    for rule, declared in thresholds().items():
        if owner(rule) != calculator:
            continue
        for threshold in declared:
            if threshold.measured is None or threshold.figure not in content.figures:
                continue
            for side, name in SIDES.items():
                if side not in reached[rule, threshold.figure]:
                    value, day = newest(content.figures[threshold.figure])
                    words = beside(threshold, value, name)
                    yield Missing(calculator, threshold.figure, words, day)


def sides_reached(content: Content, runs: Iterable[Run]) -> dict[tuple[str, str], set[int]]:
    """The sides of each threshold that some scenario reaches, by rule and figure."""
    reached: dict[tuple[str, str], set[int]] = defaultdict(set)
    for run in runs:
        read = {id_ for id_, _ in run.figures}
        for rule, given in run.compared:
            for threshold in thresholds()[rule]:
                if threshold.measured is None or threshold.figure not in read:
                    continue
                for value in values_asked(content, run, threshold.figure):
                    by = threshold.measured(value, given)
                    if by is not None:
                        reached[rule, threshold.figure].add((by > 0) - (by < 0))
    return reached


def values_asked(content: Content, run: Run, figure_id: str) -> set[Decimal]:
    """The values a figure had on the days one scenario asked for it."""
    found = set()
    for id_, on in run.figures:
        if id_ == figure_id and id_ in content.figures:
            dated = content.figures[id_].figure.value_dated(on)
            if dated is not None and isinstance(dated.value, Decimal):
                found.add(dated.value)
    return found


def newest(entry: FigureEntry) -> tuple[Decimal, dt.date]:
    """The newest confirmed number of a figure, with its first day."""
    held = [
        (each.value, each.starts)
        for each in entry.figure.values
        if isinstance(each.value, Decimal) and not each.expected
    ]
    return held[-1]


def beside(threshold: Threshold, value: Decimal, side: str) -> str:
    """A case beside a threshold, in words: "A plan of exactly 24 months"."""
    limit = with_unit(value, threshold.unit)
    what = capitalised(threshold.what)
    how = {"below": f"just less than {limit}", "at": f"exactly {limit}"}
    return f"{what} {how.get(side, f'just more than {limit}')}"


# Change dates


def missing_days(content: Content, calculator: str, runs: list[Run]) -> Iterator[Missing]:
    """The change dates of figures and policies for which a side has no scenario."""
    figures = {each for run in runs for each in run.figures}
    clauses = {each for run in runs for each in run.clauses}
    refused = {day for run in runs if (day := day_refused(run)) is not None}
    for figure_id in sorted({id_ for id_, _ in figures}):
        if figure_id not in content.figures:
            continue
        for change in changes_of(content.figures[figure_id]):
            for day, side in ((change - DAY, "day before"), (change, "day of")):
                if (figure_id, day) not in figures:
                    case = f"The {side} the change of {figure_id} on {long_date(change)}"
                    yield Missing(calculator, figure_id, case, day)
    for policy_id in sorted({id_ for id_, _ in clauses}):
        policy = content.policies.get(policy_id)
        for number, version in enumerate(policy.versions if policy else ()):
            start = version.first_day
            for day, side in ((start - DAY, "day before"), (start, "first day of")):
                # Before the first version there may be nothing to cite: a refusal is the answer.
                if number == 0 and day < start and day in refused:
                    continue
                if (policy_id, day) not in clauses:
                    case = f"The {side} version {version.version} of {policy_id}"
                    yield Missing(calculator, policy_id, case, day)


def day_refused(run: Run) -> dt.date | None:
    """The day of a case that was refused for its day; None if it was not."""
    if CASE_DATE not in {each["field"] for each in run.answer.get("problems", ())}:
        return None
    try:
        return dt.date.fromisoformat(str(run.scenario.inputs.get(CASE_DATE)))
    except ValueError:
        return None


def changes_of(entry: FigureEntry) -> list[dt.date]:
    """The days on which a figure has another number than the day before."""
    return [
        after.starts
        for before, after in pairwise(entry.figure.values)
        if isinstance(before.value, Decimal)
        and isinstance(after.value, Decimal)
        and (before.value, before.expected) != (after.value, after.expected)
    ]


# A case to fill in


def to_fill_in(missing: Missing, example: Scenario | None, read_on: str = "") -> str:
    """A scenario to be completed by hand: it cannot pass as it stands.

    Args:
        missing: The case that is missing.
        example: The worked example, whose facts are a start.
        read_on: What the date of a figure means, like "the day the plan is agreed".
    """
    inputs = dict(example.inputs) if example else {}
    if missing.date is not None and CASE_DATE in inputs:
        inputs[CASE_DATE] = missing.date.isoformat()
    lines = [
        f"# {missing.about}",
        f"- name: {as_yaml(missing.case)}",
        *([f"  date: {missing.date.isoformat()}"] if missing.date else []),
        *([f"  # That date must be {read_on}."] if missing.date and read_on else []),
        "  # Who worked the answer out, and how. Until this is filled in, the check fails.",
        "  expected_from:",
        "  # The facts of the worked example: change them until the case is the one named above.",
        "  inputs:",
        *(f"    {name}: {as_yaml(value)}" for name, value in inputs.items()),
        "  # What must come out, worked out by hand and not copied from an answer.",
        "  expected:",
    ]
    return "\n".join(lines)


def as_yaml(value: Any) -> str:
    """A plain value as YAML: JSON is YAML, and a date needs no quotes."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            return json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def cases_to_fill_in(content: Content, calculator: str) -> str:
    """Every case at a boundary that a calculator lacks, as YAML to be completed."""
    scenarios = content.scenarios.get(calculator, ())
    example = next((each for each in scenarios if each.worked_example), None)
    runs = run_all(content, calculator)
    missing = missing_boundaries(content, runs)
    if not missing:
        return "Every threshold and every change date has its scenarios."
    figures = content.figures
    return "\n\n".join(
        to_fill_in(each, example, figures[each.about].figure.read_on)
        if each.about in figures
        else to_fill_in(each, example)
        for each in missing
    )
