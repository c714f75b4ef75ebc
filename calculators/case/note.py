"""The whole case as plain text: one case note over every calculator that answered."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.case.page import MOST_ASKED, is_certain, to_settle, use_of
from calculators.case.sheet import Entry, Sheet
from calculators.core.present.text import clause_line, fact_line, figure_line
from calculators.core.wording import before_value
from calculators.registry import Part


def sheet_note(sheet: Sheet) -> str:
    """The case note: each part's answers, what is open, the facts, the clauses and figures."""
    return "\n".join(lines(sheet)).rstrip() + "\n"


def lines(sheet: Sheet) -> Iterator[str]:
    """The note's lines."""
    yield "CASE SHEET"
    if sheet.conflicts:
        yield ""
        yield "Check these"
        yield from (f"- {words}" for words, *_ in sheet.conflicts)
    waiting: list[Entry] = []
    for part, entries in sheet.parts.items():
        answered = [entry for entry in entries if entry.answer]
        waiting += [entry for entry in entries if not entry.answer]
        if not answered and not (part is Part.PLAN and sheet.suggestion):
            continue
        yield ""
        yield part.value.upper()
        if part is Part.PLAN and sheet.suggestion:
            yield ""
            yield "Suggested plan"
            yield from (*sheet.suggestion.words, *filter(None, [sheet.suggested]))
        for entry in answered:
            yield ""
            yield from entry_lines(entry)
    for title, outside in (("Not worked out yet", False), ("Not for this case", True)):
        found = [entry for entry in waiting if entry.not_for_it is outside]
        if found:
            yield ""
            yield title
            yield from map(waiting_line, found)
    if sheet.to_ask:
        yield ""
        yield "To ask"
        for number, question in enumerate(sheet.to_ask[:MOST_ASKED], start=1):
            stop = "" if question.label.endswith("?") else "."
            yield f"{number}. {question.label}{stop} {use_of(question)}"
    if sheet.facts or sheet.left:
        yield ""
        yield "Facts"
        yield from map(fact_line, (fact for fact, _ in (*sheet.facts, *sheet.left)))
    yield from sources(sheet)


def entry_lines(entry: Entry) -> Iterator[str]:
    """One calculator's answer."""
    assert entry.answer is not None
    yield entry.calculator.title
    yield entry.answer.answer
    yield from (f"Warning: {text}" for text in entry.answer.warnings)
    key = [each for each in entry.answer.sections[0].facts if each.in_note and is_certain(each)]
    yield from map(fact_line, key)
    for each in entry.open:
        yield f"- {before_value(each.label)} cannot tell. {each.because}".rstrip()
        if each.settled_by:
            yield f"  {to_settle(each)}"
    yield from map(fact_line, entry.worked_out)
    if entry.taken_as:
        taken = (f"{each.label} {each.shown}" for each in entry.taken_as)
        yield f"- Not answered, and taken as: {'; '.join(taken)}"
    yield from (f"{n}. {text}" for n, text in enumerate(entry.answer.next_steps, start=1))


def waiting_line(entry: Entry) -> str:
    """A calculator without an answer, and why."""
    if entry.problems:
        why = "; ".join(problem.message for problem, _ in entry.problems)
    else:
        why = f"needs {'; '.join(question.label for question in entry.missing)}"
    return f"- {entry.calculator.title}: {why}"


def sources(sheet: Sheet) -> Iterator[str]:
    """The clauses and figures behind the answers, each once."""
    answers = [entry.answer for entry in sheet.entries if entry.answer]
    clauses = dict.fromkeys(clause_line(c) for each in answers for c in each.working.clauses)
    figures = dict.fromkeys(figure_line(f) for each in answers for f in each.working.figures)
    for title, found in (("Policy", clauses), ("Figures", figures)):
        if found:
            yield ""
            yield title
            yield from found
