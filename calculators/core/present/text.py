"""A document as plain text: the case note an officer pastes into the tenancy record."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.present.document import Document, Fact, Table
from calculators.core.present.strip import strip_words
from calculators.core.trace import ClauseRead, FigureRead
from calculators.core.wording import before_value, in_sentence, long_date


def as_case_note(doc: Document) -> str:
    """The case note: facts used, answer, dates, clauses with versions, and the figures' dates."""
    return "\n".join(lines(doc)).rstrip() + "\n"


def lines(doc: Document) -> Iterator[str]:
    """The note's lines."""
    yield doc.title.upper()
    yield ""
    yield doc.answer
    for text in doc.warnings:
        yield f"Warning: {text}"
    for section in doc.sections:
        facts = [fact for fact in section.facts if fact.in_note]
        tables = [table for table in section.tables if table.in_note]
        lists = [each for each in section.lists if each[2]]
        strips = [each for each in section.strips if each.in_note]
        if not (facts or tables or lists or strips):
            continue
        yield ""
        if section.title:
            yield section.title
        yield from map(fact_line, facts)
        for strip in strips:
            yield f"{strip.title}:"
            yield from (f"- {when}: {what}" for when, what in strip_words(strip.data))
        for table in tables:
            yield from table_lines(table)
        for label, texts, _ in lists:
            yield f"{label}:"
            yield from (f"- {text}" for text in texts)
    if doc.next_steps:
        yield ""
        yield "Do next"
        yield from (f"{number}. {text}" for number, text in enumerate(doc.next_steps, start=1))
    if doc.facts_used:
        yield ""
        yield "Facts used"
        yield from map(fact_line, doc.facts_used)
    if doc.working.clauses:
        yield ""
        yield "Policy"
        yield from map(clause_line, doc.working.clauses)
    if doc.working.figures:
        yield ""
        yield "Figures"
        yield from map(figure_line, doc.working.figures)


def fact_line(fact: Fact) -> str:
    """One fact on one line."""
    because = f". {fact.because}" if fact.because else ""
    return f"- {before_value(fact.label)} {fact.shown}{because}"


def clause_line(clause: ClauseRead) -> str:
    """One clause with its version."""
    return (
        f"- {clause.policy_title}: {clause.title} (version {clause.version}, in force "
        f"from {long_date(clause.in_force_from)})"
    )


def figure_line(figure: FigureRead) -> str:
    """One figure with its dates."""
    expected = "; expected, not yet confirmed" if figure.expected else ""
    return (
        f"- {figure.description.rstrip('.')}: {figure.shown} (from "
        f"{long_date(figure.in_force_from)}, checked {long_date(figure.checked_on)}"
        f"{expected})"
    )


def table_lines(table: Table) -> Iterator[str]:
    """A table as lines that survive any text box: "Council tax: owed: £240.00; behind: Yes"."""
    yield f"{table.caption}:"
    for row in table.rows:
        name, cells = "", []
        for column, text in zip(table.columns, row, strict=True):
            if column.row_header:
                # A number alone says nothing: "Room 1".
                name = before_value(f"{column.label} {text}" if text.isdecimal() else text) + " "
            elif text:
                cells.append(cell(column.label, text))
        # What a row says last keeps its full stop; before a semicolon none stands.
        yield f"- {name}{'; '.join([*(each.rstrip('.') for each in cells[:-1]), *cells[-1:]])}"


def cell(label: str, text: str) -> str:
    """What stands in a column: "amount: £20.00"; where the column asks "Met?", only "met"."""
    if label == f"{text}?":
        return in_sentence(text)
    return f"{before_value(in_sentence(label))} {text}"
