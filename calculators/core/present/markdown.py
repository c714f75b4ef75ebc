"""A document as Markdown, for notebooks and pages made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from calculators.core.present.document import Document, Fact, Section, Table
from calculators.core.present.strip import strip_words
from calculators.core.trace import ClauseRead, FigureRead, Step, Working
from calculators.core.wording import before_value, long_date

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def as_markdown(doc: Document) -> str:
    """The answer, its parts, the facts used and its working as Markdown."""
    return "\n".join(lines(doc)).rstrip() + "\n"


def lines(doc: Document) -> Iterator[str]:
    """The Markdown's lines."""
    yield from (f"**{plain(doc.answer)}**", "")
    for text in doc.warnings:
        yield from (f"> **Warning:** {plain(text)}", "")
    head, *others = doc.sections
    yield from section_lines(head)
    if doc.next_steps:
        yield from ("#### Do next", "")
        yield from (f"1. {plain(text)}" for text in doc.next_steps)
        yield ""
    for section in others:
        yield from section_lines(section)
    yield from fact_lines("Facts used", doc.facts_used)
    yield from working_lines(doc.working)


def section_lines(section: Section) -> Iterator[str]:
    """One section: its facts, tables and lists. A chart's table says what the chart shows."""
    if not section:
        return
    yield from fact_lines(section.title, section.facts)
    for strip in section.strips:
        yield from (f"**{plain(strip.title)}**", "", plain(strip.data.summary), "")
        yield from (f"- **{plain(when)}**: {plain(what)}" for when, what in strip_words(strip.data))
        yield ""
    for chart in section.charts:
        yield from (f"{plain(chart.title)}: {plain(chart.data.summary)}", "")
    for table in section.tables:
        yield from table_lines(table)
    for label, texts, _ in section.lists:
        yield from (f"**{plain(label)}**", "")
        yield from (f"- {plain(text)}" for text in texts)
        yield ""


def fact_lines(title: str, facts: Iterable[Fact]) -> Iterator[str]:
    """Facts as a list under their heading."""
    if title:
        yield from (f"#### {plain(title)}", "")
    for fact in facts:
        because = f" {plain(fact.because)}" if fact.because else ""
        yield f"- {plain(before_value(fact.label))} **{plain(fact.shown)}**{because}"
    yield ""


def table_lines(table: Table) -> Iterator[str]:
    """A table with its caption above it."""
    yield from (f"**{plain(table.caption)}**", "")
    if table.hint:
        yield from (plain(table.hint), "")
    yield f"| {' | '.join(plain(col.label) for col in table.columns)} |"
    yield f"|{'|'.join(' ---: ' if col.numeric else ' --- ' for col in table.columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(map(plain, row))} |"
    yield ""


def working_lines(working: Working) -> Iterator[str]:
    """The steps, figures and clauses behind the answer."""
    if not (working.steps or working.figures or working.clauses):
        return
    yield from ("#### Working", "")
    yield from map(step_line, working.steps)
    if working.figures:
        yield from ("", "Figures used:", "")
        yield from map(figure_line, working.figures)
    if working.clauses:
        yield from ("", "Policy clauses:", "")
        yield from map(clause_line, working.clauses)


def step_line(step: Step) -> str:
    """One line of working: label, sum, result, and the rule."""
    sum_words = f"{plain(step.sum)} = " if step.sum else ""
    about = ". ".join(each for each in (step.rounding, step.source) if each)
    note = f" ({plain(about)})" if about else ""
    return f"1. {plain(step.label)}: {sum_words}**{plain(step.shown)}**{note}"


def figure_line(read: FigureRead) -> str:
    """A figure that was read, with its dates and where it comes from."""
    expected = " (expected, not yet confirmed)" if read.expected else ""
    return (
        f"- {plain(read.description)} **{plain(read.shown)}**{expected}. From "
        f"{long_date(read.in_force_from)}; looked up for {long_date(read.read_for)}. "
        f"{plain(read.source)}, checked {long_date(read.checked_on)}, confidence "
        f"{plain(read.confidence)}."
    )


def clause_line(read: ClauseRead) -> str:
    """A clause that was relied on, with its version."""
    return (
        f"- {plain(read.policy_title)}: {plain(read.title)} (version {plain(read.version)}, in "
        f"force from {long_date(read.in_force_from)})"
    )


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))
