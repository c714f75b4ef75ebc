"""A small closed grammar for what a clause states: a comparison, a quantity, and an event.

    statement   = comparison quantity [kind] [per] {event}
                | quantity "or more" ...  |  "the most" ... quantity  |  "on the next working day"
    comparison  = "at least" | "more than" | "no longer than" | "within" | "reach" | ...
    quantity    = a quoted figure | a number with its unit
    kind        = "calendar" | "clear" | "working", before or after the quantity
    per         = "a week" | "per month" | ...
    event       = ("counted from" | "before" | "after" | "by" | "since" | ...) words

Nothing else is read. What the grammar cannot read is listed, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.thresholds import Comparison
from handbook.consistency.duties import ITEM, SENTENCE_END, Paragraph
from handbook.consistency.numbers import SMALL, TENS, in_digits
from handbook.content.text import BRACES, CALL

AT_LEAST, MORE_THAN = Comparison.AT_LEAST, Comparison.MORE_THAN
NO_MORE_THAN, LESS_THAN = Comparison.NO_MORE_THAN, Comparison.LESS_THAN

LONG = "more|longer|later|greater|higher"
SHORT = "less|fewer|shorter|sooner|earlier|lower"
#: Comparisons that stand right before a quantity, the longest first.
BEFORE = (
    (r"not before", AT_LEAST),
    (rf"(?:no|not) (?:{LONG}) than|at most|within|(?:for )?up to|not exceeding|by", NO_MORE_THAN),
    (rf"(?:no|not) (?:{SHORT}) than|at least|reach(?:es|ed)?|from", AT_LEAST),
    (rf"(?:{LONG}) than|over|above|exceed(?:s|ing)?|after", MORE_THAN),
    (rf"(?:{SHORT}) than|under|below|before", LESS_THAN),
    (r"of|lasts|gives?|for the (?:past|next)|for|allows?|comes? to", Comparison.EXACTLY),
)
#: What a time is given for.
GIVEN = r"to (?:answer|reply|catch up|pay|put (?:it|this|that) right)"
#: Words that say nothing by themselves where something else governs: “the most ... stands at”.
LINKS = r"(?:stands?|sets? (?:it|them)|set) at|is"
#: Comparisons that stand right after it.
AFTER = (
    (r"or (?:more|longer|over|later|above)|(?:have|has) passed", AT_LEAST),
    (r"or (?:less|fewer|shorter|under|below|sooner)", NO_MORE_THAN),
    (r"after [^.;:]*?\b(?:is|are) over", MORE_THAN),
)
#: Comparisons that govern a quantity further on in the sentence, or in the list it opens.
GOVERNS = (
    (r"\bnot before\b", AT_LEAST),
    (r"\bthe most\b|\bno more than\b|\bat most\b|\bthe longest\b", NO_MORE_THAN),
    (r"\bthe least\b|\bat least\b|\bno less than\b", AT_LEAST),
)
#: A day that moves.
MOVES = re.compile(
    r"\bon the (?P<next>next|following) (?P<kind>working |clear |calendar )?day\b"
    r"|\bon the (?:last |previous )?(?P<kind2>working |clear |calendar )?day before\b",
    re.IGNORECASE,
)
NUMBER_WORDS = "|".join((*SMALL[1:], *TENS))
UNITS = {
    "day": "days", "week": "weeks", "fortnight": "fortnights", "month": "months", "year": "years",
    "instalment": "payments", "payment": "payments",
}  # fmt: skip
TYPED = (
    rf"£\s?(?P<pounds>\d[\d,]*(?:\.\d+)?)|(?P<percent>\d+(?:\.\d+)?)\s?(?:%|per cent)"
    rf"|(?P<number>\d+|(?:{NUMBER_WORDS})(?:-(?:{NUMBER_WORDS}))?)"
    rf"[\s-]+(?P<kind>(?:calendar|clear|working)\s+)?(?P<unit>{'|'.join(UNITS)})s?\b"
)
QUANTITY = re.compile(rf"(?P<figure>{BRACES.pattern})|{TYPED}", re.IGNORECASE)
KIND_AFTER = re.compile(
    r"\s*,?\s*(?:counted in|in|of)?\s*(?P<kind>calendar|clear|working) days?\b", re.IGNORECASE
)
KIND_BEFORE = re.compile(r"\b(?P<kind>calendar|clear|working)\s+$", re.IGNORECASE)
PER = re.compile(r"\s*(?:a|an|per|each|every)\s+(?P<per>day|week|month|year)\b", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?P<relation>counted from|counted to|counting from|beginning with|before|after|since|until)"
    rf"\s+(?P<what>(?!\s*{BRACES.pattern})[^,.;:{{}}]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """What one sentence states about one quantity.

    Attributes:
        comparison: How something is held against the quantity.
        figure: The id of the figure quoted; "" if none is.
        number: The number typed in place of a figure; None if a figure is quoted.
        unit: The unit that the sentence itself gives; "" where the figure shows its own.
        events: What is counted from, or must come before or after, in its own words.
        line: The line of the file its sentence starts on.
        words: The words that state it.
    """

    comparison: Comparison
    figure: str
    number: Decimal | None
    unit: str
    events: tuple[str, ...]
    line: int
    words: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph, as written, with its line."""

    text: str
    line: int


def sentences(paragraph: Paragraph) -> list[Sentence]:
    """The sentences of a paragraph; an item of a list is one, and so is what opens the list."""
    found = []
    start = 0
    text = paragraph.text
    for cut in [*(m.span() for m in SENTENCE_END.finditer(text)), (len(text), len(text))]:
        words = text[start : cut[0]]
        line = paragraph.line + text.count("\n", 0, start + len(words) - len(words.lstrip()))
        start = cut[1]
        if words.strip():
            found.append(Sentence(" ".join(ITEM.sub("", words).split()), line))
    return found


def read(paragraph: Paragraph) -> tuple[list[Statement], list[Sentence]]:
    """What a paragraph states, and its sentences with a quantity that the grammar cannot read."""
    found: list[Statement] = []
    unread: list[Sentence] = []
    governor: Comparison | None = None
    for sentence in sentences(paragraph):
        own = governing(sentence.text)
        quantities = list(QUANTITY.finditer(sentence.text))
        quantities = [each for each in quantities if not each["figure"] or is_figure(each)]
        stated = [
            statement(sentence, each, governing(sentence.text[: each.start()]) or governor)
            for each in quantities
        ]
        found += [each for each in stated if each is not None]
        if None in stated:
            unread.append(sentence)
        if not quantities and (moved := moving(sentence)):
            found.append(moved)
        if sentence.text.endswith(":") and own is not None:
            governor = own
    return found, unread


def is_figure(quantity: re.Match[str]) -> bool:
    """Whether braces quote a figure and not a clause or a calculator."""
    return figure_of(quantity["figure"]) != ""


def figure_of(braces: str) -> str:
    """The id that braces quote as a figure; "" if they quote something else."""
    call = CALL.fullmatch(braces.removeprefix("{{").removesuffix("}}"))
    return call[3] if call and call[1] == "figure" else ""


def governing(text: str) -> Comparison | None:
    """The comparison that governs what comes later in a sentence, or in the list it opens."""
    for pattern, comparison in GOVERNS:
        if re.search(pattern, text, re.IGNORECASE):
            return comparison
    return None


def statement(
    sentence: Sentence, quantity: re.Match[str], governor: Comparison | None
) -> Statement | None:
    """What a sentence states about one of its quantities, or None if it cannot be read."""
    before, after = sentence.text[: quantity.start()], sentence.text[quantity.end() :]
    kind_before = KIND_BEFORE.search(before)
    if kind_before:
        before = before[: kind_before.start()]
    said = compared(before, after, governor)
    if said is None:
        return None
    comparison, words = said
    kind_after, per = KIND_AFTER.match(after), PER.match(after)
    kind = next((m["kind"].strip().lower() for m in (kind_before, kind_after) if m), "")
    number, unit = None, f"{kind} days" if kind else ""
    if not quantity["figure"]:
        number, unit = typed(quantity, kind)
    if per:
        unit = f"GBP/{per['per'].lower()}"
    return Statement(
        comparison,
        figure_of(quantity["figure"]) if quantity["figure"] else "",
        number,
        unit,
        tuple(events(sentence.text)),
        sentence.line,
        f"{words} {quantity[0]}".strip(),
    )


def compared(before: str, after: str, governor: Comparison | None) -> tuple[Comparison, str] | None:
    """The comparison beside a quantity, with the words that say it."""
    for pattern, comparison in AFTER:
        if found := re.match(rf"\s*(?:{pattern})\b", after, re.IGNORECASE):
            return comparison, f"({found[0].strip()})"
    for pattern, comparison in BEFORE:
        found = re.search(rf"\b(?:{pattern})\s+(?:an?\s+|the\s+)?$", before, re.IGNORECASE)
        if found:
            return comparison, found[0].strip()
    if governor:
        return governor, governor.value
    link = re.search(rf"\b(?:{LINKS})\s+$", before, re.IGNORECASE)
    link = link or re.match(rf"\s*(?:{GIVEN})\b", after, re.IGNORECASE)
    return (Comparison.EXACTLY, link[0].strip()) if link else None


def typed(quantity: re.Match[str], kind: str) -> tuple[Decimal, str]:
    """A number typed in place of a figure, with its unit."""
    if quantity["pounds"]:
        return Decimal(quantity["pounds"].replace(",", "")), "GBP"
    if quantity["percent"]:
        return Decimal(quantity["percent"]) / 100, "share"
    number = Decimal(in_digits(quantity["number"]))
    unit = UNITS[quantity["unit"].lower()]
    kind = (quantity["kind"] or kind).strip().lower()
    if unit == "fortnights":
        number, unit = number * 14, "days"
    return number, f"{kind} {unit}" if kind and kind != "calendar" else unit


def events(text: str) -> Iterator[str]:
    """What a sentence counts from, or puts something before or after."""
    for found in EVENT.finditer(text):
        yield " ".join(f"{found['relation']} {found['what']}".lower().split())


def moving(sentence: Sentence) -> Statement | None:
    """What a sentence states about a day that moves, or None."""
    found = MOVES.search(sentence.text)
    if found is None:
        return None
    comparison = Comparison.NEXT if found["next"] else Comparison.LAST
    kind = (found["kind"] or found["kind2"] or "").strip().lower()
    unit = f"{kind} days" if kind in ("working", "clear") else "days"
    return Statement(comparison, "", None, unit, (), sentence.line, found[0])
