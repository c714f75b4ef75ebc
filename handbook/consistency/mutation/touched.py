"""What each scenario reads and runs, so that a mutant is tried only on those it could change."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import calculators
from calculators import browser
from calculators.core.figures import Figure, FigureInForce, FigureSet, NamedDates
from handbook.consistency.mutation.mutants import Touches
from handbook.consistency.scenarios import answered, differences, inputs_json
from handbook.content import Content, PageCase, Scenario
from handbook.content.text import quotes_in
from handbook.site.page_cases import page_differences

#: Of the numbers that Python keeps for tools, one that profilers and debuggers leave free.
TOOL = 4
TOP = Path(calculators.__file__).resolve().parent.parent


@dataclass(frozen=True)
class Record:
    """One scenario, or one page's case, and what answering it looked at.

    Attributes:
        scenario: It.
        figures: The figures it looked up, each with the days it asked for; None if it looked at
            the whole history, or was refused because a day is not held.
        shown: Of those, the ones its answer lists.
        functions: The functions it ran, each a file and a qualified name.
        lines: The lines it ran, each a file and a number.
        versions: The versions of procedures that may decide it, each an id and a version.
        step: The step it comes to, or "".
        holds: Whether it passes as things are.
    """

    scenario: Scenario | PageCase
    figures: Mapping[str, frozenset[dt.date] | None]
    shown: frozenset[str]
    functions: frozenset[tuple[str, str]]
    lines: frozenset[tuple[str, int]]
    versions: frozenset[tuple[str, str]]
    step: str
    holds: bool

    @property
    def name(self) -> str:
        """Where it is and what it is called."""
        return f"{self.scenario.file}, line {self.scenario.line}: {self.scenario.name}"


class Days(dict[dt.date, str]):
    """Named dates that note which of them were asked for."""

    def __init__(self, days: Mapping[dt.date, str], noted: set[dt.date]) -> None:
        """Hold the days; ``noted`` takes those asked for."""
        super().__init__(days)
        self.noted = noted

    def __contains__(self, day: object) -> bool:
        """As any mapping does, and note it."""
        if isinstance(day, dt.date):
            self.noted.add(day)
        return super().__contains__(day)

    def __iter__(self) -> Iterator[dt.date]:
        """Going through all of them asks for each."""
        self.noted.update(super().keys())
        return super().__iter__()


class Noting(FigureSet):
    """Figures that note which of them were looked up, and for which days."""

    def __init__(self, plain: FigureSet) -> None:
        """Hold what another set holds."""
        super().__init__((), plain.clauses)
        self.figures = plain.figures
        self.procedures = plain.procedures
        self.days: dict[str, set[dt.date]] = {}
        self.whole: set[str] = set()

    def figure(self, figure_id: str) -> Figure:
        """As any set does, and note that the whole history was given away."""
        self.whole.add(figure_id)
        return super().figure(figure_id)

    def in_force(
        self, figure_id: str, on: dt.date, *, allow_expected: bool = False
    ) -> FigureInForce:
        """As any set does, and note the day."""
        whole = set(self.whole)
        found = super().in_force(figure_id, on, allow_expected=allow_expected)
        self.whole = whole  # nothing was given away but that day's value
        self.days.setdefault(figure_id, set()).add(on)
        return found

    def named_dates(self, figure_id: str) -> tuple[NamedDates, dt.date, dt.date]:
        """As any set does, and note the days that are asked for."""
        whole = set(self.whole)
        days, first, last = super().named_dates(figure_id)
        self.whole = whole
        return Days(days, self.days.setdefault(figure_id, set())), first, last

    @property
    def noted(self) -> dict[str, frozenset[dt.date] | None]:
        """What was looked up, as a :class:`Record` keeps it."""
        days = {id_: frozenset(days) for id_, days in self.days.items()}
        return {**days, **dict.fromkeys(self.whole)}


def records_of(content: Content) -> list[Record]:
    """Every scenario and every page's case with what it touches, in the order of files."""
    browser.hold(content.pack_json())
    found = [
        record_of(content, scenario)
        for scenarios in content.scenarios.values()
        for scenario in scenarios
    ]
    return found + [record_of_page(content, case) for case in content.page_cases]


def record_of(content: Content, scenario: Scenario) -> Record:
    """One scenario with what it touches.

    It is answered twice: once for the figures it looks up, and once whole, with its case note, for
    the functions and lines it runs.
    """
    forget()
    noting = Noting(content.figure_set)
    browser.run(scenario.calculator, inputs_json(scenario), noting)
    forget()
    with code_noted() as (functions, lines):
        answer = answered(scenario)
    result = answer.get("result") or {}
    working: Mapping[str, Any] = result.get("working") or {}
    shown = frozenset(each["id"] for each in working.get("figures", ()))
    return Record(
        scenario,
        dict.fromkeys(shown) | noting.noted,
        shown,
        frozenset(functions),
        frozenset(lines),
        frozenset(versions_for(content, scenario)),
        str(result.get("step") or ""),
        not differences(scenario, answer),
    )


def record_of_page(content: Content, case: PageCase) -> Record:
    """One page's case: it touches the figures it is about, and those that its clauses quote."""
    parts = {each.part for each in case.readings}
    figures = {each for each in parts if each in content.figures}
    for policy in content.documents:
        if case.page == f"policies/{policy.id}/":
            clauses = (clause for version in policy.versions for clause in version.clauses)
            bodies = (each.body for each in clauses if each.id in parts)
            figures |= {q.id for body in bodies for q in quotes_in(body) if q.kind == "figure"}
    return Record(
        case,
        dict.fromkeys(figures),
        frozenset(figures),
        frozenset(),
        frozenset(),
        frozenset(),
        "",
        not page_differences(case, content),
    )


def versions_for(content: Content, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The versions of procedures in force on the day of a case; all if it has no such day."""
    try:
        day = dt.date.fromisoformat(str(scenario.inputs.get("case_date")))
    except ValueError:
        day = None
    for entry in content.procedures.values():
        if entry.run_by != scenario.calculator:
            continue
        for version in entry.procedure.versions:
            if day is None or version is entry.procedure.version_on(day):
                yield entry.procedure.id, version.version


def forget() -> None:
    """Empty what functions of the calculators remember, so that each case runs all it needs."""
    for clear in clears():
        clear()
    if (figures := browser.held()) is not None:
        figures.forget()


@cache
def clears() -> tuple[Callable[[], None], ...]:
    """What empties each function of the calculators that remembers its answers."""
    found = {}
    for name, module in sys.modules.copy().items():
        if name.partition(".")[0] == "calculators":
            for each in vars(module).copy().values():
                clear = getattr(each, "cache_clear", None)
                if callable(clear):
                    found[id(each)] = clear
    return tuple(found.values())


@contextmanager
def code_noted() -> Iterator[tuple[set[tuple[str, str]], set[tuple[str, int]]]]:
    """The functions and lines of the calculators that run in the context, each noted once."""
    functions: set[tuple[str, str]] = set()
    lines: set[tuple[str, int]] = set()
    monitoring = sys.monitoring
    started, reached = monitoring.events.PY_START, monitoring.events.LINE

    def note(code: CodeType, _offset: int) -> object:
        if file := file_of(code.co_filename):
            functions.add((file, code.co_qualname.partition(".<locals>")[0]))
        return monitoring.DISABLE

    def note_line(code: CodeType, line: int) -> object:
        if file := file_of(code.co_filename):
            lines.add((file, line))
        return monitoring.DISABLE

    monitoring.use_tool_id(TOOL, "handbook mutate")
    try:
        monitoring.register_callback(TOOL, started, note)
        monitoring.register_callback(TOOL, reached, note_line)
        monitoring.set_events(TOOL, started | reached)
        monitoring.restart_events()
        yield functions, lines
    finally:
        monitoring.set_events(TOOL, monitoring.events.NO_EVENTS)
        for event in (started, reached):
            monitoring.register_callback(TOOL, event, None)
        monitoring.free_tool_id(TOOL)


@cache
def file_of(name: str) -> str:
    """The file of the calculators that code comes from, from the top folder; "" for other code."""
    path = Path(name)
    inside = path.is_relative_to(TOP / "calculators")
    return path.relative_to(TOP).as_posix() if inside else ""


def looked_up(record: Record, touches: Touches) -> bool:
    """Whether a scenario looked a figure up for a day that a mutant changes."""
    if not touches.others.isdisjoint(record.figures):
        return True
    if touches.figure not in record.figures:
        return False
    days = record.figures[touches.figure]
    if days is None or (touches.span is None and not touches.days):
        return True
    if days & touches.days:
        return True
    return touches.span is not None and any(
        touches.span[0] <= day <= touches.span[1] for day in days
    )


def touched(records: list[Record], touches: Touches) -> list[Record]:
    """The scenarios a mutant could change, those most likely to fail first."""
    found = []
    for each in records:
        if touches.figure:
            touched = looked_up(each, touches)
            likely = touches.figure in each.shown
        elif touches.lines:
            touched, likely = bool(touches.lines & each.lines), False
        elif touches.functions:
            touched, likely = bool(touches.functions & each.functions), False
        else:
            touched = touches.version in each.versions
            touched = touched and touches.step in ("", each.step)
            likely = each.step in touches.first
        if touched:
            found.append((not likely, each))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]
