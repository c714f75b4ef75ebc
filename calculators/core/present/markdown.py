"""A document as Markdown, for notebooks and pages made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.core.present.document import Document, Fact, Table

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def as_markdown(doc: Document) -> str:
    """The answer, its parts and its working as Markdown."""
    return "\n".join(lines(doc)).rstrip() + "\n"


def lines(doc: Document) -> Iterator[str]:
    """The Markdown's lines."""
    yield f"**{plain(doc.answer)}**"
    yield ""
    for text in doc.warnings:
        yield f"> **Warning:** {plain(text)}"
        yield ""
    for section in doc.sections:
        if section.title:
            yield f"#### {plain(section.title)}"
            yield ""
        yield from map(fact_line, section.facts)
        yield ""
        for table in section.tables:
            yield from table_lines(table)
    yield "#### Working"
    yield ""
    for step in doc.working.steps:
        sum_words = f"{plain(step.sum)} = " if step.sum else ""
        about = ". ".join(each for each in (step.rounding, step.source) if each)
        note = f" ({plain(about)})" if about else ""
        yield f"1. {plain(step.label)}: {sum_words}**{plain(step.shown)}**{note}"


def fact_line(fact: Fact) -> str:
    """One fact as a list item."""
    because = f" {plain(fact.because)}" if fact.because else ""
    return f"- {plain(fact.label)}: **{plain(fact.shown)}**{because}"


def table_lines(table: Table) -> Iterator[str]:
    """A table with its caption above it."""
    yield f"**{plain(table.caption)}**"
    yield ""
    yield f"| {' | '.join(plain(col.label) for col in table.columns)} |"
    yield f"|{'|'.join(' ---: ' if col.numeric else ' --- ' for col in table.columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(map(plain, row))} |"
    yield ""


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return SPECIAL.sub(r"\\\1", text.replace("\n", " "))
