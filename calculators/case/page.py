"""The case sheet as HTML. Every text is escaped here; the page gives each link its address."""

from __future__ import annotations

from collections.abc import Iterable

from calculators.case.sheet import Entry, Open, Question, Sheet, ToAsk
from calculators.case.suggestion import Suggestion
from calculators.core.outcomes import Verdict
from calculators.core.present.document import Fact
from calculators.core.present.escaping import escape
from calculators.core.present.html import facts as summary_list
from calculators.core.present.html import warnings
from calculators.core.wording import before_value, facts_in_list, in_list
from calculators.registry import Calculator, Part

#: So many questions are listed as worth asking; the rest stand beside their calculators.
MOST_ASKED = 6
#: So many key facts of an answer stand open; the rest can be opened.
FACTS_SHOWN = 4


def sheet_html(sheet: Sheet) -> str:
    """The whole sheet as HTML."""
    parts = {part: part_html(part, entries, sheet) for part, entries in sheet.parts.items()}
    beside = parts.pop(Part.BESIDE, "")
    return (
        f"{conflicts(sheet)}{ask_first(sheet.to_ask)}"
        f'<div class="ih-sheet__parts">{"".join(parts.values())}</div>{beside}{case_facts(sheet)}'
    )


def conflicts(sheet: Sheet) -> str:
    """Facts that contradict each other, each with a link to its question."""
    if not sheet.conflicts:
        return ""
    items = "".join(
        f"<li>{escape(words)} {' '.join(link(at, f'Go to {at.label}') for at in places)}</li>"
        for words, *places in sheet.conflicts
    )
    return f'<section class="ih-notice"><h2>Check these</h2><ul>{items}</ul></section>'


def ask_first(questions: tuple[ToAsk, ...]) -> str:
    """The question that would settle most, and the next ones."""
    if not questions:
        return (
            '<section class="ih-sheet__ask"><h2>Ask next</h2>'
            "<p>Nothing that these calculators ask is open.</p></section>"
        )
    first, *rest = questions[:MOST_ASKED]
    items = "".join(f"<li>{to_ask(each)}</li>" for each in rest)
    then = f'<h3>Then ask</h3><ol start="2">{items}</ol>' if items else ""
    left = len(questions) - MOST_ASKED
    more = (
        f'<p class="ih-hint">{left} more stand beside their calculators below.</p>'
        if left > 0
        else ""
    )
    return (
        '<section class="ih-sheet__ask"><h2>Ask this first</h2>'
        f'<p class="ih-sheet__first">{to_ask(first)}</p>{then}{more}</section>'
    )


def to_ask(question: ToAsk) -> str:
    """One question with what it is for."""
    words = link(question.at, question.label) if question.at else escape(question.label)
    return f'<strong>{words}</strong> <span class="ih-because">{escape(use_of(question))}</span>'


def use_of(question: ToAsk) -> str:
    """What a question is for, in a sentence."""
    uses = []
    if question.needed_by:
        uses.append(f"Needed for {in_list(question.needed_by)}.")
    if question.settles:
        uses.append(f"It would make {in_list(question.settles)} certain.")
    return " ".join(uses)


def part_html(part: Part, entries: tuple[Entry, ...], sheet: Sheet) -> str:
    """One part of the sheet: its calculators, those that answered first."""
    ordered = sorted(entries, key=lambda entry: entry.answer is None)
    written = "".join(entry_html(each) for each in ordered)
    plan = suggestion(sheet.suggestion, sheet.suggested) if part is Part.PLAN else ""
    name = "ih-sheet__part ih-sheet__part--beside" if part is Part.BESIDE else "ih-sheet__part"
    return f'<section class="{name}"><h2>{escape(part.value)}</h2>{plan}{written}</section>'


def suggestion(found: Suggestion | None, comes_to: str) -> str:
    """The plan that the answers support."""
    if found is None:
        return ""
    words = "".join(f"<p>{escape(each)}</p>" for each in found.words)
    more = f"<p>{escape(comes_to)}</p>" if comes_to else ""
    return f'<article class="ih-sheet__plan"><h3>Suggested plan</h3>{words}{more}</article>'


def entry_html(entry: Entry) -> str:
    """One calculator: its answer, or what it waits for."""
    pieces = [f"<h3>{page_link(entry.calculator)}</h3>"]
    if entry.problems:
        put_right = "Not worked out. Put this right:"
        if entry.not_for_it:
            put_right = "Not for this case:"
        elif entry.unanswered:
            put_right = "Not worked out yet:"
        elif entry.only_doubted:
            put_right = (
                "Not worked out. Check this on its page, and confirm it there if it is right:"
            )
        pieces.append(f"<p>{put_right}</p>")
        items = (
            link(at, problem.message) if at else escape(problem.message)
            for problem, at in entry.problems
        )
        pieces.append(bullets(items))
    elif entry.missing:
        pieces.append("<p>Not worked out yet. It needs:</p>")
        pieces.append(bullets(link(each, each.label) for each in entry.missing))
    elif entry.answer:
        certain = [each for each in entry.answer.sections[0].facts if is_certain(each)]
        pieces += [
            f'<p class="ih-answer">{escape(entry.answer.answer)}</p>',
            warnings(entry.answer.warnings),
            summary_list("", certain[:FACTS_SHOWN]),
            do_next(entry),
            more_html("More of the answer", tuple(certain[FACTS_SHOWN:])),
            open_html(entry),
            more_html("Worked out from other answers", entry.worked_out),
            more_html("Nobody has answered, and taken as", entry.taken_as),
        ]
    return f'<article class="ih-sheet__entry">{"".join(pieces)}</article>'


def do_next(entry: Entry) -> str:
    """What to do and say next, as the calculator's own answer has it."""
    steps = entry.answer.next_steps if entry.answer else ()
    return f"<h4>Do next</h4>{bullets(map(escape, steps))}" if steps else ""


def is_certain(fact: Fact) -> bool:
    """Whether a key fact says something: what cannot be told stands in a list of its own."""
    return bool(fact.shown) and fact.verdict is not Verdict.CANNOT_TELL


def open_html(entry: Entry) -> str:
    """What an answer cannot tell, and what would settle it."""
    if not entry.open:
        return ""
    items = (
        f"{escape(before_value(each.label))} {escape(each.because)}".rstrip()
        + (f'<span class="ih-because">{escape(to_settle(each))}</span>' if each.settled_by else "")
        for each in entry.open
    )
    return f"<h4>Cannot tell yet</h4>{bullets(items)}"


def to_settle(open_: Open) -> str:
    """What would settle it, in a sentence."""
    return f"To settle it, find out {facts_in_list(open_.settled_by)}."


def more_html(title: str, rows: tuple[Fact, ...]) -> str:
    """Facts that are there to look at, closed at first."""
    if not rows:
        return ""
    return (
        f'<details class="ih-details"><summary>{escape(title)} ({len(rows)})</summary>'
        f"{summary_list('', rows)}</details>"
    )


def case_facts(sheet: Sheet) -> str:
    """Every fact given, with where it comes from and a link to change it."""
    if not sheet.facts and not sheet.left:
        return ""
    left = ""
    if sheet.left:
        left = (
            '<details class="ih-details"><summary>Left as the pages had them '
            f"({len(sheet.left)})</summary>{fact_rows(sheet.left)}</details>"
        )
    return (
        '<section class="ih-sheet__facts"><h2>Facts of this case</h2>'
        f"{fact_rows(sheet.facts)}{left}</section>"
    )


def fact_rows(rows: tuple[tuple[Fact, Question], ...]) -> str:
    """Facts as a summary list whose labels lead to their questions."""
    written = "".join(
        f'<div class="ih-summary__row"><dt>{link(at, fact.label)}</dt><dd>{escape(fact.shown)}'
        f'<span class="ih-because">{escape(fact.because)}</span></dd></div>'
        for fact, at in rows
    )
    return f'<dl class="ih-summary">{written}</dl>' if written else ""


def bullets(items: Iterable[str]) -> str:
    """A list of pieces of HTML."""
    return f"<ul>{''.join(f'<li>{each}</li>' for each in items)}</ul>"


def page_link(calculator: Calculator) -> str:
    """A link to a calculator's page."""
    return f'<a data-calculator="{escape(calculator.id)}">{escape(calculator.title)}</a>'


def link(question: Question, words: str) -> str:
    """A link to a question on its calculator's page."""
    at = f'data-calculator="{escape(question.calculator)}" data-field="{escape(question.name)}"'
    return f"<a {at}>{escape(words)}</a>"
