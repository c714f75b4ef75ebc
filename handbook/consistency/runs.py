"""Every scenario worked out once, with what its answer read, cited and compared.

The checks that ask what a scenario reaches share these runs, so that ``make check`` works each
case out a single time.
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from types import ModuleType
from typing import Any

from calculators import browser
from calculators.core.figures import Clause, FigureInForce, FigureSet
from calculators.registry import CALCULATORS
from handbook.consistency.prose import thresholds
from handbook.consistency.scenarios import inputs_json
from handbook.content import Content, Scenario


@dataclass
class Run:
    """One scenario worked out.

    Attributes:
        scenario: The case.
        answer: What came out, read from its JSON.
        figures: Each figure asked for, with the day it was asked for, held or not.
        clauses: Each policy a clause of which was asked for, with the day.
        compared: Each call of a rule that carries a threshold: the rule's id and its arguments.
    """

    scenario: Scenario
    answer: dict[str, Any] = field(default_factory=dict)
    figures: set[tuple[str, dt.date]] = field(default_factory=set)
    clauses: set[tuple[str, dt.date]] = field(default_factory=set)
    compared: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def figures_shown(self) -> set[str]:
        """The ids of the figures that the working lists."""
        if not self.answer.get("ok"):
            return set()
        return {each["id"] for each in self.answer["result"]["working"]["figures"]}


#: The working of every scenario that is answered, by calculator.
Workings = dict[str, list[dict[str, Any]]]


def workings_of(runs: Iterable[Run]) -> Workings:
    """The workings among the runs, by calculator."""
    found: Workings = {}
    for run in runs:
        here = found.setdefault(run.scenario.calculator, [])
        if run.answer.get("ok"):
            here.append(run.answer["result"]["working"])
    return found


def run_all(content: Content, only: str = "") -> list[Run]:
    """Every scenario of every calculator, or of one, worked out."""
    found = []
    for calculator, scenarios in content.scenarios.items():
        if calculator not in CALCULATORS or only not in ("", calculator):
            continue
        with noted(calculator) as start:
            for scenario in scenarios:
                run = Run(scenario)
                start(run)
                text = browser.run(calculator, inputs_json(scenario), content.figure_set)
                run.answer = json.loads(text)
                found.append(run)
    return found


@contextmanager
def noted(calculator: str) -> Iterator[Callable[[Run], None]]:
    """Note what is read, cited and compared, for the run last started; then leave no trace.

    The rules are wrapped only in here, so that declaring a threshold costs an answer nothing.
    """
    current: list[Run] = []
    in_force, clause = FigureSet.in_force, FigureSet.clause

    @wraps(in_force)
    def noted_figure(self: FigureSet, figure_id: str, on: dt.date, **how: bool) -> FigureInForce:
        current[-1].figures.add((figure_id, on))
        return in_force(self, figure_id, on, **how)

    @wraps(clause)
    def noted_clause(self: FigureSet, policy: str, id_: str, on: dt.date) -> Clause | None:
        current[-1].clauses.add((policy, on))
        return clause(self, policy, id_, on)

    swapped: list[tuple[ModuleType, str, Any]] = []
    FigureSet.in_force = noted_figure  # type: ignore[method-assign]
    FigureSet.clause = noted_clause  # type: ignore[method-assign,assignment]
    try:
        for rule in {each.partition(".")[2] for each in thresholds() if owner(each) == calculator}:
            swapped += swap(calculator, rule, current)
        yield current.append
    finally:
        FigureSet.in_force = in_force  # type: ignore[method-assign]
        FigureSet.clause = clause  # type: ignore[method-assign]
        for module, name, function in swapped:
            setattr(module, name, function)


def owner(rule: str) -> str:
    """The calculator that a rule belongs to."""
    return rule.partition(".")[0]


def swap(calculator: str, rule: str, current: list[Run]) -> list[tuple[ModuleType, str, Any]]:
    """Put a noting rule in the place of a rule, in every module that holds it."""
    package = f"calculators.{calculator}"
    function = getattr(sys.modules[f"{package}.rules"], rule)
    names = list(inspect.signature(function).parameters)

    @wraps(function)
    def noting(*given: Any, **named: Any) -> Any:
        arguments = dict(zip(names, given, strict=False)) | named
        current[-1].compared.append((f"{calculator}.{rule}", arguments))
        return function(*given, **named)

    found = [
        (module, name, value)
        for place, module in list(sys.modules.items())
        if place == package or place.startswith(f"{package}.")
        for name, value in vars(module).items()
        if value is function
    ]
    for module, name, _ in found:
        setattr(module, name, noting)
    return found
