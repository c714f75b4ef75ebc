"""Every case is at exactly one step, and every step can be come to: tried for every combination.

The calculator's own code says which steps claim a case (:class:`calculators.registry.Trial`), so
what is proved here is what runs on a call.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.procedures import StepsVersion
from calculators.core.wording import counted, in_list, long_date
from calculators.registry import CALCULATORS, Trial, facts_in_words, figures_of, numbers_on
from handbook.consistency.runs import Workings
from handbook.content import Content, ContentProblem, ProcedureEntry


@dataclass
class Tried:
    """What trying every combination on one day found.

    Attributes:
        combinations: How many were tried.
        reached: The steps that claimed at least one.
        twice: The first combination, and how many, for each set of steps that claim the same.
        nowhere: Combinations that no step claims: the first and how many.
    """

    combinations: int = 0
    reached: set[str] = field(default_factory=set)
    twice: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)
    nowhere: tuple[str, int] | None = None


def combination_problems(content: Content) -> Iterator[ContentProblem]:
    """A problem for each overlap, gap and step out of reach."""
    for entry in run_here(content):
        for version in entry.procedure.versions:
            yield from version_problems(content.figure_set, entry, version)


def steps_without_scenarios(content: Content, workings: Workings) -> Iterator[ContentProblem]:
    """A problem for each step that no scenario reaches."""
    for entry in run_here(content):
        yield from unreached_steps(entry, workings)


def run_here(content: Content) -> list[ProcedureEntry]:
    """The procedures that a calculator of ours runs."""
    return [each for each in content.procedures.values() if each.run_by in CALCULATORS]


def version_problems(
    figures: FigureSet, entry: ProcedureEntry, version: StepsVersion
) -> Iterator[ContentProblem]:
    """What is wrong with one version on any day its thresholds change."""
    said = set()
    reached: set[str] = set()
    for day in days_to_try(figures, version):
        try:
            found = tried(figures, version, day)
        except FigureNotHeld as why:
            file = entry.lines[version.starts, version.steps[0].id][0]
            message = why.problems[0].message.rstrip(".")
            yield ContentProblem(file, 0, "", message, "Add the figure's value for that day")
            return
        reached |= found.reached
        for problem in claims_problems(entry, version, found, day):
            if problem.message not in said:
                said.add(problem.message)
                yield problem
    for step in version.steps:
        if step.id not in reached:
            file, line = entry.lines[version.starts, step.id]
            yield ContentProblem(
                file,
                line,
                "trigger",
                f"No case can ever come to the step “{step.id}”: its trigger can never be true",
                "Correct its conditions, or take the step out",
            )


def days_to_try(figures: FigureSet, version: StepsVersion) -> list[dt.date]:
    """The version's first day, and each day within it on which one of its thresholds changes."""
    days = {version.starts}
    for id_ in figures_of(version):
        for value in figures.figure(id_).values:
            if version.starts < value.starts and (
                version.ends is None or value.starts <= version.ends
            ):
                days.add(value.starts)
    return sorted(days)


def tried(figures: FigureSet, version: StepsVersion, day: dt.date) -> Tried:
    """Try every combination of facts on a day.

    Raises:
        FigureNotHeld: If a threshold is not held for the day.
    """
    trial = Trial(version, numbers_on(version, figures, day))
    found = Tried()
    twice: dict[tuple[str, ...], tuple[str, int]] = {}
    first_nowhere, nowhere = "", 0
    for facts in trial.combinations():
        found.combinations += 1
        steps = tuple(step.id for step in trial.claiming(facts))
        found.reached.update(steps)
        if len(steps) > 1:
            first, count = twice.get(steps, (facts_in_words(facts), 0))
            twice[steps] = (first, count + 1)
        elif not steps:
            first_nowhere = first_nowhere or facts_in_words(facts)
            nowhere += 1
    found.twice = twice
    found.nowhere = (first_nowhere, nowhere) if nowhere else None
    return found


def claims_problems(
    entry: ProcedureEntry, version: StepsVersion, found: Tried, day: dt.date
) -> Iterator[ContentProblem]:
    """A problem for each set of steps that claim one case, and for cases no step claims."""
    for steps, (case, count) in found.twice.items():
        file, line = entry.lines[version.starts, steps[-1]]
        named = in_list([f"“{each}”" for each in steps])
        yield ContentProblem(
            file,
            line,
            "trigger",
            f"The steps {named} claim the same case on {long_date(day)}: {case} "
            f"({counted(count, 'combination')})",
            "Change their conditions so that only one of them is met",
        )
    if found.nowhere is not None:
        case, count = found.nowhere
        file, _ = entry.lines[version.starts, version.steps[0].id]
        yield ContentProblem(
            file,
            0,
            "trigger",
            f"No step claims this case on {long_date(day)}: {case} "
            f"({counted(count, 'combination')})",
            "Give one step a condition that it meets",
        )


def unreached_steps(entry: ProcedureEntry, workings: Workings) -> Iterator[ContentProblem]:
    """A problem for each step of each version that no scenario comes to."""
    reached = steps_reached(workings.get(entry.run_by, []))
    for version in entry.procedure.versions:
        for step in version.steps:
            if step.id in reached[version.starts]:
                continue
            file, line = entry.lines[version.starts, step.id]
            yield ContentProblem(
                file,
                line,
                "",
                f"No scenario comes to the step “{step.id}” of version {version.version}",
                f"Add one to scenarios/{entry.run_by}, worked out by hand",
            )


def steps_reached(workings: list[dict[str, Any]]) -> dict[dt.date, set[str]]:
    """The steps that answers came to, by the first day of the version they ran."""
    found: dict[dt.date, set[str]] = defaultdict(set)
    for working in workings:
        for read in working["clauses"]:
            if read["policy"].startswith("procedures/"):
                found[dt.date.fromisoformat(read["in_force_from"])].add(read["clause"])
    return found
