"""Mistakes in what policy owners write: figures, dates, steps and checklists."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from calculators import browser
from calculators.core.figures import DatedValue, Figure, FigureSet, figure_from_data
from calculators.core.procedures import procedure_from_data
from calculators.core.wording import SHARE_UNITS
from handbook.consistency.mutation.mutants import (
    CHECKLIST,
    DATES,
    FIGURES,
    STEPS,
    Mutant,
    Planting,
    Touches,
)
from handbook.content import Content
from handbook.content.derive import derived_values
from handbook.content.figures import FigureEntry
from handbook.content.pack import figure_data

DAY = dt.timedelta(days=1)
PENNY = Decimal("0.01")
#: The lists of a step that its answer shows, and what each item is called.
LISTS = {"say": "thing to say", "do": "thing to do", "evidence": "thing to keep", "law": "citation"}
Data = dict[str, Any]


def data_mutants(content: Content) -> Iterator[Mutant]:
    """Every mutant of the content."""
    text = content.pack_json()
    held, pack = FigureSet.from_json(text), json.loads(text)
    lines = Lines(content)
    yield from figure_mutants(content, held, lines)
    for procedure in pack["procedures"]:
        yield from step_mutants(content, held, procedure, lines)


class Lines:
    """Finds the line of a text in a file, from a line on."""

    def __init__(self, content: Content) -> None:
        """Remember where the files are."""
        self.root = content.root
        self.files: dict[str, list[str]] = {}

    def of(self, file: str, start: int, *texts: str) -> int:
        """The first line from ``start`` on that holds the text after the texts before it."""
        if file not in self.files:
            path = self.root / file
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            self.files[file] = text.split("\n")
        line = start
        for text in texts:
            here = enumerate(self.files[file][line - 1 :], start=line)
            line = next((number for number, words in here if text in words), line)
        return line


@contextmanager
def holding(changed: FigureSet, original: FigureSet) -> Iterator[None]:
    """Answer from changed figures and procedures for a while."""
    browser.hold(changed)
    try:
        yield
    finally:
        browser.hold(original)


# Figures


def figure_mutants(content: Content, held: FigureSet, lines: Lines) -> Iterator[Mutant]:
    """Each value a unit up and down, each first day and each named date a day to either side."""
    for entry in content.figures.values():
        figure = entry.figure
        for at, dated in enumerate(figure.values):
            start = dated.starts.isoformat()
            line = lines.of(entry.file, entry.line, f"from: {start}")
            for kind, name, what, days, changed in changes_of(figure, at, dated, entry):
                where = lines.of(entry.file, line, "value:") if kind == FIGURES else line
                yield Mutant(
                    f"{figure.id}@{start}: {name}",
                    kind,
                    entry.file,
                    where,
                    f"{figure.id} from {start}: {what}",
                    touches_of(content, figure, dated, days),
                    with_figure(content, held, replace(figure, values=changed)),
                )


def touches_of(
    content: Content, figure: Figure, dated: DatedValue, days: tuple[dt.date, ...]
) -> Touches:
    """The scenarios that look up a value, or a day of a list of days.

    A scenario that reads a figure derived from this one looks up that other one.
    """
    derived = [each for each in content.figures.values() if figure.id in each.derived_from]
    if days:
        return Touches(figure=figure.id, days=frozenset(days))
    span = dated.starts - DAY, figure.last_day_of(dated)
    others = frozenset(each.figure.id for each in derived)
    return Touches(figure=figure.id, span=span, others=others)


def changes_of(
    figure: Figure, at: int, dated: DatedValue, entry: FigureEntry
) -> Iterator[tuple[str, str, str, tuple[dt.date, ...], tuple[DatedValue, ...]]]:
    """Each changed set of values: its kind, name, what was changed, the days, and the values."""

    def put(value: DatedValue) -> tuple[DatedValue, ...]:
        return (*figure.values[:at], value, *figure.values[at + 1 :])

    if isinstance(dated.value, Decimal):
        step = smallest_step(figure, dated.value)
        for name, number in (("up", dated.value + step), ("down", dated.value - step)):
            if number < 0 or (figure.unit in SHARE_UNITS and number > 1):
                continue
            yield FIGURES, name, f"{dated.value} → {number}", (), put(replace(dated, value=number))
    elif dated.value is not None:
        for day, label in dated.value.items():
            for name, moved in (("earlier", day - DAY), ("later", day + DAY)):
                if moved in dated.value:
                    continue
                days = {(moved if each == day else each): n for each, n in dated.value.items()}
                value = MappingProxyType(dict(sorted(days.items())))
                what = f"{day} ({label}) → {moved}"
                yield DATES, f"{day} {name}", what, (day, moved), put(replace(dated, value=value))
    if entry.is_derived:
        return  # its days come from its inputs, whose own mutants move them
    for name, moved in (("from earlier", dated.starts - DAY), ("from later", dated.starts + DAY)):
        if all(each.starts != moved for each in figure.values):
            yield DATES, name, f"from {moved}", (), put(replace(dated, starts=moved))


def smallest_step(figure: Figure, value: Decimal) -> Decimal:
    """The smallest amount a value changes by: a penny of money, or one of its last digit."""
    if figure.unit.startswith("GBP"):
        return PENNY
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


def with_figure(content: Content, held: FigureSet, figure: Figure) -> Planting:
    """Plants a figure with other values, and every figure that is derived from it."""

    def planted() -> AbstractContextManager[None]:
        figures = {id_: each.figure for id_, each in content.figures.items()}
        figures[figure.id] = figure
        changed = {figure.id: figure}
        for entry in content.figures.values():
            if entry.derivation is not None and figure.id in entry.derived_from:
                inputs = tuple(figures[each] for each in entry.derived_from)
                values = derived_values(entry.derivation, inputs)
                changed[entry.figure.id] = replace(entry.figure, values=values)
        # Through the pack's own data, as the page reads it.
        read = {id_: figure_from_data(figure_data(each)) for id_, each in changed.items()}
        others = FigureSet(
            ({**held.figures, **read}).values(), held.clauses, held.procedures.values()
        )
        return holding(others, held)

    return planted


# Steps


def step_mutants(
    content: Content, held: FigureSet, procedure: Data, lines: Lines
) -> Iterator[Mutant]:
    """Each part of each step dropped, and each two neighbours' places exchanged."""
    entry = content.procedures[procedure["id"]]
    for number, version in enumerate(procedure["versions"]):
        starts = dt.date.fromisoformat(version["from"])
        told = (procedure["id"], version["version"])
        roles = roles_in(version["steps"])
        for index, step in enumerate(version["steps"]):
            file, line = entry.lines[starts, step["id"]]
            name = f"{procedure['id']}@{starts}#{step['id']}"
            for kind, label, what, hint, changed in changed_steps(step, roles):
                yield Mutant(
                    f"{name}: {label}",
                    kind,
                    file,
                    lines.of(file, line, *hint),
                    f"step {step['id']}: {what}",
                    Touches(version=told, step=step["id"]),
                    with_steps(held, procedure, number, {index: changed}),
                )
            if index + 1 == len(version["steps"]):
                continue
            after = version["steps"][index + 1]
            if swapped := exchanged(step, after):
                yield Mutant(
                    f"{name}: order with {after['id']}",
                    STEPS,
                    file,
                    lines.of(file, line, "last_done_is"),
                    f"steps {step['id']} and {after['id']} change places",
                    Touches(version=told, first=frozenset({step["id"], after["id"]})),
                    with_steps(held, procedure, number, {index: swapped[0], index + 1: swapped[1]}),
                )


def roles_in(steps: list[dict[str, Any]]) -> list[list[str]]:
    """Every role that does or agrees one of the steps, each once: its id and its title."""
    named = [role for step in steps for role in (step["who"], *step.get("signs_off", []))]
    return [role for at, role in enumerate(named) if role not in named[:at]]


def changed_steps(
    step: dict[str, Any], roles: list[list[str]]
) -> Iterator[tuple[str, str, str, tuple[str, ...], dict[str, Any]]]:
    """Each changed step: kind, name, what was changed, texts that lead to its line, the step."""
    if other := next((role for role in roles if role != step["who"]), None):
        what = f"done by {shown(other)}"
        yield STEPS, what, what, ("who:",), {**step, "who": other}
    if deadline := step.get("deadline"):
        yield STEPS, "no deadline", "has no deadline", ("deadline:",), {**step, "deadline": None}
        for part, plain in (("if_not_working_day", "same day"), ("no_later_than", "")):
            if deadline[part] != plain:
                changed = {**step, "deadline": {**deadline, part: plain}}
                what = f"deadline without {part}"
                yield STEPS, what, what, ("deadline:", part), changed
    for part, called in (
        ("signs_off", "sign-off"),
        ("not_before", "wait"),
        ("stopped_by", "pause"),
    ):
        items = step.get(part, [])
        for at, item in enumerate(items):
            said = shown(item)
            changed = {**step, part: items[:at] + items[at + 1 :]}
            yield STEPS, f"no {called} {said}", f"without {called} {said}", (part,), changed
            if part == "not_before" and item["once_over"]:
                short = [*items[:at], {**item, "once_over": False}, *items[at + 1 :]]
                what = f"{called} {said} a day short"
                yield STEPS, what, what, (part,), {**step, part: short}
            if at + 1 < len(items) and part == "signs_off":
                other = [*items[:at], items[at + 1], item, *items[at + 2 :]]
                what = f"{called} {said} after {shown(items[at + 1])}"
                yield STEPS, what, what, (part,), {**step, part: other}
    for part, called in LISTS.items():
        items = step.get(part, [])
        for at, text in enumerate(items):
            changed = {**step, part: items[:at] + items[at + 1 :]}
            what = f"without the {called} “{text}”"
            hint = (f"{part}:", text[:30])
            yield CHECKLIST, f"no {part} {at + 1}", what, hint, changed


def shown(item: Any) -> str:
    """A part of a step in a few words."""
    if isinstance(item, list):
        return str(item[0])
    words = [str(each) for each in item.values() if isinstance(each, str) and each]
    return " ".join(words)


def exchanged(
    one: dict[str, Any], other: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Two steps that come after each other's step; None where that changes nothing."""
    before, after = last_done(one), last_done(other)
    if not before or not after or before == after:
        return None
    return with_last_done(one, after), with_last_done(other, before)


def last_done(step: dict[str, Any]) -> list[str]:
    """What a step comes after, as its first way to it says."""
    for way in step["trigger"]:
        for use in way:
            if use["name"] == "last_done_is":
                return list(use["values"])
    return []


def with_last_done(step: dict[str, Any], values: list[str]) -> dict[str, Any]:
    """The step, coming after something else."""
    changed = deepcopy(step)
    for way in changed["trigger"]:
        for use in way:
            if use["name"] == "last_done_is":
                use["values"] = values
    return changed


def with_steps(held: FigureSet, procedure: Data, number: int, changes: dict[int, Data]) -> Planting:
    """Plants other steps at some places of one version of a procedure."""

    def planted() -> AbstractContextManager[None]:
        versions = list(procedure["versions"])
        steps = list(versions[number]["steps"])
        for at, step in changes.items():
            steps[at] = {name: each for name, each in step.items() if each}
        versions[number] = {**versions[number], "steps": steps}
        read = procedure_from_data({**procedure, "versions": versions})
        others = FigureSet(
            held.figures.values(),
            held.clauses,
            ({**held.procedures, read.id: read}).values(),
        )
        return holding(others, held)

    return planted
