"""What leans on each figure: the cases, thresholds, clauses, calculators and pages that it moves.

What leans on a figure that is worked out from others leans on those too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from calculators.core.wording import counted
from handbook.consistency.pages import calls_in, lines_of_pages
from handbook.consistency.prose import thresholds
from handbook.consistency.runs import Run, owner
from handbook.content import Content


@dataclass
class Leaning:
    """What leans on one figure.

    Attributes:
        scenarios: The calculator and the name of each case that asks for it.
        thresholds: The rules that compare something with it.
        clauses: The policy or procedure, and the clause or step, that quotes it.
        calculators: Those whose cases ask for it, or whose rules compare with it.
        pages: The pages written by hand that quote it.
    """

    scenarios: set[tuple[str, str]] = field(default_factory=set)
    thresholds: set[str] = field(default_factory=set)
    clauses: set[tuple[str, str]] = field(default_factory=set)
    calculators: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)

    def in_words(self) -> str:
        """How many there are of each."""
        return (
            f"{counted(len(self.scenarios), 'scenario')}, "
            f"{counted(len(self.thresholds), 'threshold')}, "
            f"{counted(len(self.clauses), 'clause')}, "
            f"{counted(len(self.calculators), 'calculator')}"
        )


def leaning(content: Content, runs: Iterable[Run], day: dt.date) -> Mapping[str, Leaning]:
    """What leans on each figure from a day on, by the figure's id.

    Args:
        content: The whole content.
        runs: Every scenario worked out.
        day: Versions of policies and procedures that ended before it do not count.
    """
    found: dict[str, Leaning] = defaultdict(Leaning)

    def of(id_: str) -> list[Leaning]:
        entry = content.figures.get(id_)
        return [found[each] for each in (id_, *(entry.derived_from if entry else ()))]

    for run in runs:
        calculator = run.scenario.calculator
        for id_ in {id_ for id_, _ in run.figures}:
            for each in of(id_):
                each.scenarios.add((calculator, run.scenario.name))
                each.calculators.add(calculator)
    for rule, declared in thresholds().items():
        for threshold in declared:
            for each in of(threshold.figure) if threshold.figure else ():
                each.thresholds.add(rule)
                each.calculators.add(owner(rule))
    for document in content.documents:
        for version in document.versions:
            if version.last_day is not None and version.last_day < day:
                continue
            for clause in version.clauses:
                for id_ in clause.figure_ids:
                    for each in of(id_):
                        each.clauses.add((document.id, clause.id))
    if (content.root / "docs").is_dir():
        for file, _, _, line in lines_of_pages(content.root):
            for name, given in calls_in(line) if not file.endswith(".ipynb") else ():
                if name == "figure" and given:
                    for each in of(given[0]):
                        each.pages.add(file)
    return found
