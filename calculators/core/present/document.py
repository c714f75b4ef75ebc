"""A result as blocks in reading order, all text already in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from calculators.core.choices import Choice
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.questions import AskedModel
from calculators.core.reading import Paid
from calculators.core.results import (
    BalanceChart,
    CalculatorResult,
    CalendarFile,
    CalendarStrip,
    Part,
    parts_of,
)
from calculators.core.trace import Working
from calculators.core.wording import (
    COUNT_UNITS,
    before_value,
    capitalised,
    counted,
    day_and_date,
    facts_in_list,
    in_sentence,
    pounds,
    short_date,
    with_unit,
)

#: The most facts that a sentence names all of, and how many it names of a longer list.
MOST_NAMED, NAMED = 6, 3
VERDICT_WORDS = {Verdict.YES: "Yes", Verdict.NO: "No", Verdict.CANNOT_TELL: "Cannot tell"}
NUMBERS = (Decimal, int)
#: The longest cell that is kept on one line, as a date is: "Wed 30 Dec 2026", "Does not apply".
ONE_LINE = 16


@dataclass(frozen=True)
class Fact:
    """A label and its value in words; an outcome also carries its verdict and reasons."""

    label: str
    shown: str
    verdict: Verdict | None = None
    because: str = ""
    in_note: bool = True


@dataclass(frozen=True)
class Column:
    """A table's column; in a brief one every cell fits on a short line."""

    label: str
    numeric: bool = False
    row_header: bool = False
    brief: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of words under a caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    hint: str = ""
    in_note: bool = True
    copied: bool = False
    ticked: bool = False

    @property
    def of_words(self) -> bool:
        """Whether it is read row by row, as a checklist is: words throughout, some of them long.

        Where the page is narrow its rows stand one below the other, each with its columns' names.
        """
        others = [column for column in self.columns if not column.row_header]
        return not all(column.brief for column in others) and not any(
            column.numeric for column in others
        )


@dataclass(frozen=True)
class Chart:
    """A chart with its title."""

    title: str
    data: BalanceChart


@dataclass(frozen=True)
class Strip:
    """A calendar strip with its title."""

    title: str
    data: CalendarStrip
    in_note: bool = True


@dataclass(frozen=True)
class File:
    """A file the reader may save, with the words that offer it."""

    offer: str
    data: CalendarFile


@dataclass
class Section:
    """What stands under one heading ("" for the key facts), each kind in its own list."""

    title: str
    facts: list[Fact] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    lists: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether it holds anything to show in every form; a file is only for the page."""
        return bool(self.facts or self.charts or self.tables or self.lists or self.strips)


@dataclass(frozen=True)
class Document:
    """A whole answer, ready to be written in any form."""

    title: str
    answer: str
    warnings: tuple[str, ...]
    next_steps: tuple[str, ...]
    sections: tuple[Section, ...]
    facts_used: tuple[Fact, ...]
    working: Working


def document(title: str, inputs: AskedModel, result: CalculatorResult) -> Document:
    """A calculator's answer to one case as a document.

    Args:
        title: The calculator's title.
        inputs: The facts it was given.
        result: What it answered; fields made by ``part()`` are shown in the model's order.
    """
    sections: dict[str, Section] = {"": Section("")}
    for name, shown in parts_of(type(result)).items():
        if shown.section not in sections:
            sections[shown.section] = Section(shown.section)
        add_part(sections[shown.section], shown, getattr(result, name))
    return Document(
        title=title,
        answer=result.answer,
        warnings=result.warnings,
        next_steps=result.next_steps,
        sections=tuple(each for each in sections.values() if each or not each.title),
        facts_used=tuple(facts_given(inputs)),
        working=result.working,
    )


def add_part(section: Section, shown: Part, value: Any) -> None:
    """Put one part of a result where it belongs in its section."""
    if value is None:
        if shown.if_none:
            section.facts.append(Fact(shown.label, shown.if_none, in_note=shown.in_note))
    elif isinstance(value, tuple):
        if not value:
            return
        if isinstance(value[0], BaseModel):
            section.tables.append(table(shown, value))
        else:
            each_in_words = tuple(in_words(each, shown.unit) for each in value)
            section.lists.append((shown.label, each_in_words, shown.in_note))
    elif isinstance(value, Outcome):
        section.facts.append(outcome_fact(shown, value))
    elif isinstance(value, BalanceChart):
        if value.points:
            section.charts.append(Chart(shown.label, value))
    elif isinstance(value, CalendarStrip):
        if value.marks:
            section.strips.append(Strip(shown.label, value, shown.in_note))
    elif isinstance(value, CalendarFile):
        section.files.append(File(shown.label, value))
    else:
        words = in_words(value, shown.unit)
        section.facts.append(Fact(shown.label, words, in_note=shown.in_note))


def outcome_fact(shown: Part, outcome: Outcome) -> Fact:
    """A three-valued answer as a fact."""
    words = VERDICT_WORDS[outcome.verdict]
    if outcome.settled_by:
        words += f" until you know {facts_in_list(first_of(outcome.settled_by))}"
    return Fact(shown.label, words, outcome.verdict, outcome.because, shown.in_note)


def first_of(facts: tuple[str, ...]) -> tuple[str, ...]:
    """The facts to name in a sentence; of a long list the first few, and how many more."""
    if len(facts) <= MOST_NAMED:
        return facts
    return (*facts[:NAMED], f"{len(facts) - NAMED} more things")


def table(shown: Part, rows: tuple[BaseModel, ...]) -> Table:
    """A tuple of records as a table; a column with nothing in any row is left out."""
    columns: list[Column] = []
    cells: list[list[str]] = []
    for name, about in parts_of(type(rows[0])).items():
        values = [getattr(row, name) for row in rows]
        if all(value in (None, "") for value in values):
            continue
        numeric = any(isinstance(each, NUMBERS) and not isinstance(each, bool) for each in values)
        said = column_in_words(values, about)
        brief = max(map(len, said)) <= ONE_LINE
        columns.append(Column(about.label, numeric, about.row_header, brief))
        cells.append(said)
    return Table(
        caption=shown.label,
        columns=tuple(columns),
        rows=tuple(zip(*cells, strict=True)),
        hint=shown.hint,
        in_note=shown.in_note,
        copied=shown.copied,
        ticked=shown.ticked,
    )


def column_in_words(values: list[Any], about: Part) -> list[str]:
    """The cells of a column in words; most columns hold one kind of value, written one way."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return values
    if kinds == {Decimal} and about.unit == "GBP":
        return list(map(pounds, values))
    if kinds == {dt.date}:
        return list(map(short_date, values))
    return [
        about.if_none if value is None else in_words(value, about.unit, brief=True)
        for value in values
    ]


def in_words(value: Any, unit: str = "", *, brief: bool = False) -> str:
    """One value in words: money with its unit, a date with its weekday, yes or no."""
    if type(value) is str:  # first, as most are; a choice is text too, and is not
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, NUMBERS):
        number = value if isinstance(value, Decimal) else Decimal(value)
        return with_unit(number, unit or "number")
    if isinstance(value, dt.date):
        return short_date(value) if brief else day_and_date(value)
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, Paid):
        return f"{pounds(value.amount)} {value.per.label}"
    if isinstance(value, Outcome):
        return VERDICT_WORDS[value.verdict]
    return str(value)


def facts_given(inputs: AskedModel) -> Iterator[Fact]:
    """The facts an answer used, in the form's order, leaving out what was not asked."""
    answers = dict(inputs)
    left_out = inputs.not_asked(answers)
    for name, asked in inputs.asked.items():
        value = answers[name]
        if value is None or value == () or name in left_out:
            continue
        if asked.confirms and value != asked.confirms:  # nothing was confirmed
            continue
        unit = asked.unit
        if asked.unit_from:
            unit = getattr(answers.get(asked.unit_from), "unit", unit)
        if name in inputs.row_models:
            for number, row in enumerate(value, start=1):
                yield Fact(f"{asked.row or asked.label} {number}", row_in_words(row))
        else:
            if unit in COUNT_UNITS and unit.casefold() in asked.label.casefold():
                unit = ""  # "Rent-free weeks: 4" says it once
            shown = in_words(value, unit)
            if "\n" in shown:  # what the answer says of it is enough
                shown = counted(sum(1 for line in shown.split("\n") if line.strip()), "line")
            yield Fact(asked.label, shown)


def row_in_words(row: AskedModel) -> str:
    """A row of a list as one fact: "Date due: Friday 4 December 2026; made up since: No"."""
    cells = [f"{before_value(in_sentence(each.label))} {each.shown}" for each in facts_given(row)]
    return capitalised("; ".join(cells))
