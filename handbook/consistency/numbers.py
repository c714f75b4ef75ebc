"""No orphan number: a figure-like number in published prose is quoted, or has a stated reason.

What counts as figure-like:

- every number in digits, with or without a unit: “£5”, “14 days”, “15%”, “28-day”, “½”;
- every counting word from two up: “four weeks”, “ten working days”, “two letters”;
- “one”, “a” or “an” before a unit of time or money where a length or a count is meant: “one
  month”, “within a fortnight”, “a week late”, “a week's notice”, “a couple of days”;
- parts and multiples: “a fifth of”, “half the arrears”, “two thirds”, “twice”, “double the rent”;
- a place in a row from the second on, where it counts days or payments: “the third missed
  payment”.

Not figure-like, because no figure could hold it: “once”, “each”, “every”, “weekly”, “a few”, “the
same day”, “the two” of things just named, and people (“two joint tenants”) unless they are
compared (“three or more children”).

Labels, hints and messages in the calculators' code and the prose of notebooks are looked at too,
with forms of their own that need no figure (:mod:`handbook.consistency.code_pieces`).

What needs no figure stands in :data:`REASONS`, for forms that come again and again, and in
``docs/numbers.yaml``, for single places. An exception that excuses nothing is itself reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from calculators.core.wording import with_unit
from handbook.consistency.code_pieces import code_pieces, notebook_pieces
from handbook.consistency.pieces import Piece, published, visible
from handbook.content import Content, ContentProblem, Problems
from handbook.content.fields import Fields, entries
from handbook.content.files import read_text
from handbook.content.yaml import read_yaml

EXCEPTIONS = "docs/numbers.yaml"
LEAST_WORDS = 5

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {word: number for number, word in enumerate(SMALL)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}

# Parts of the patterns. A gap (\x01) is no space, so nothing joins across a macro or a command.
SPACE = r"(?:[ \t\u00a0]*[-‐‑–][ \t]*|[ \t\u00a0]+\n?[ \t]*|[ \t]*\n[ \t]*)"
MANY = rf"(?:zero|{'|'.join(SMALL[2:])}|{'|'.join(TENS)}|hundreds?|thousands?|million|dozen)"
QUALITY = (
    rf"(?:(?:calendar|clear|working|whole|full|further|more|extra|missed|unpaid|late|consecutive"
    rf"|successive|equal|bank|week|month){SPACE}){{0,2}}"
)
TIME = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|hours?|minutes?)"
UNIT = (
    rf"(?:{TIME}|pounds?|pence|penn(?:y|ies)|per[ -]?cent|payments?|instalments?|times|%)"
    r"(?:['’]s?)?(?![A-Za-z])"
)
PART = (
    r"(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?"
    r"|fifteenths?|twentieths?|hundredths?)"
)
PLACE = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|twentieth|twenty-first|twenty-eighth|thirtieth)"
)
LASTING = (
    r"(?:within|after|for|for[ ]over|least|most|than|exceeds?|exceeding|reach(?:es)?|lasts?|past"
    r"|up[ ]to|under|next|gives?|allows?|waits?|grants?)"
)

#: Figure-like numbers, the longest form first.
NUMBER = re.compile(
    "|".join(
        (
            # Digits, with what belongs to them on either side.
            rf"(?P<digits>(?<!\w)(?:[£€$]\s?)?\w*[\d¼-¾⅐-⅞]\w*(?:[.,:/-]\d+\w*)*(?:\s?%)?"
            rf"(?:{SPACE}{QUALITY}{UNIT})?)",
            # Counting words, from two up.
            rf"(?P<words>\b{MANY}(?:{SPACE}(?:and{SPACE})?(?:{MANY}|one)\b)*"
            rf"(?:{SPACE}{PART}\b)?(?:{SPACE}(?P<unit>{QUALITY}{UNIT}))?)(?![A-Za-z])",
            # One of a unit.
            rf"(?P<one>\bone(?:{SPACE}{QUALITY}{UNIT}|{SPACE}(?:hundred|thousand|in{SPACE}{MANY})"
            rf"\b|(?=\s*\|)(?<=\|[ ]one)))",
            rf"(?P<lasting>\b{LASTING}{SPACE}an?{SPACE}{QUALITY}{TIME}\b(?!['’]s?{SPACE}\w)"
            # “For a day before …” is about any day, not about how long.
            rf"(?!{SPACE}(?:before|after|on|that|which|when|in|outside)\b))",
            rf"(?P<owed>\b(?:least|most|than|over|exceeds?|reach(?:es)?|owes?){SPACE}an?{SPACE}"
            rf"{TIME}['’]s?{SPACE}(?:rent|arrears)\b)",
            rf"(?P<notice>\ban?{SPACE}{TIME}['’]s?{SPACE}"
            rf"(?:notice|grace|warning|delay|wait|leave)\b)",
            rf"(?P<given>\b(?:have|has){SPACE}an?{SPACE}{QUALITY}{TIME}{SPACE}(?:to|in{SPACE}which)\b)",
            rf"(?P<count>\b(?:after|(?:more|less|fewer){SPACE}than|up{SPACE}to){SPACE}one{SPACE}"
            rf"(?!{QUALITY}{UNIT}|of\b|or\b|an?other\b|person\b|adult\b|aged\b)[a-z]+)",
            rf"(?P<fold>\b(?:{MANY})fold\b)",
            rf"(?P<single>\bsingle{SPACE}{QUALITY}{UNIT})",
            rf"(?P<late>(?<!for[ ])\ban?{SPACE}{QUALITY}{TIME}{SPACE}(?:later?|behind|early"
            rf"|earlier|overdue|ahead|ago|in{SPACE}advance|in{SPACE}arrears|old|beforehand|before|after)\b)",
            rf"(?P<couple>\b(?:an?{SPACE})?couple{SPACE}of{SPACE}{QUALITY}{UNIT})",
            # Parts and multiples.
            r"(?P<half>\bhal(?:f|ves?|ved|ving)\b)",
            rf"(?P<part>\b(?:an?|one){SPACE}{PART}\b"
            rf"(?=\s*(?:[.,;:!?)|\x01]|$|\n\n)|{SPACE}(?:of|off|or|the|from|towards|more|less|extra"
            rf"|to|a|and|each|in|on|is)\b))",
            r"(?P<times>\b(?:twice|thrice)\b)",
            rf"(?P<double>\b(?:doubl|trebl|tripl|quadrupl)(?:es?|ed|ing)\b"
            rf"(?={SPACE}(?:the|an?|its|their|his|her|that|this|what|any|rent|amount)\b))",
            rf"(?P<place>\b{PLACE}{SPACE}(?:(?:missed|unpaid|late|broken|consecutive){SPACE}\w+"
            rf"|{QUALITY}{TIME}\b))",
        )
    ),
    re.IGNORECASE,
)

#: After a name or a citation, a number that counts something is not part of it: “rule 14 days”.
NO_UNIT = rf"(?!{SPACE}{QUALITY}{UNIT}|\s?%|\d|[.,]\d)"
NUMERAL = r"\d+[A-Z]{0,3}(?:\.\d+[A-Z]{0,3})*(?:\(\w{1,4}\))*"
NUMERALS = rf"(?>{NUMERAL}(?:(?:,\s|\s(?:and|or|to)\s|\s?[-–]\s?){NUMERAL})*){NO_UNIT}"
PEOPLE = (
    r"(?:people|persons|adults|tenants|households?|children|officers|members|couples|partners"
    r"|landlords|councils)"
)

#: Forms that need no figure, each with why.
REASONS = {
    "names an Act or rules by their year": re.compile(
        r"\b(?:Act|Regulations|Order|Rules|Scheme|Directions?|Standard|Code)(?:\s+of)?"
        r"\s+(?:1[89]|20)\d\d\b"
    ),
    "points to a place in the law": re.compile(
        r"\b(?:[Ss]ections?|ss?\.|[Pp]aragraphs?|[Pp]aras?\.?|[Rr]egulations?|[Rr]egs?\.?"
        r"|[Aa]rticles?|[Aa]rts?\.?|[Rr]ules?|Schedules?|Sch\.?|Parts?|Chapters?|PD|CPR|Directions?"
        r"|Annex|Appendix|Tables?|pages?|pp?\.)\s?" + NUMERALS
    ),
    "names a statutory instrument": re.compile(r"\bSI\s+\d{4}/\d+\b"),
    "names a judgment": re.compile(
        r"\[(?:19|20)\d\d\]\s+(?:\d+\s+)?[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*)*\s+\d+(?:\s+\(\w+\))?"
    ),
    "is the number of a form, a ground, a stage or a standard": re.compile(
        r"\b(?:Grounds?|Forms?|form|Stages?|Levels?|Versions?|Guidelines|UC|SI)\s+"
        r"(?:[A-Z]{1,3}\d+[A-Z]?\b|" + NUMERALS + ")"
    ),
    "is a name with a number in it": re.compile(r"\b[A-Z]{1,4}\d{1,4}[A-Z]?\b"),
    "points to a step of a list": re.compile(r"\b[Ss]teps?\s+" + NUMERALS),
    "speaks of things just named": re.compile(
        rf"\b(?:the|these|those|both|of)\s+(?:two|three|four)\b(?!{SPACE}{QUALITY}{UNIT})"
        rf"(?!{SPACE}{PART}\b)"
    ),
    "names how often rent is charged": re.compile(r"\b(?:[Ff]our|4)-weekly\b"),
    "counts people without comparing": re.compile(
        rf"(?<!than )(?<!least )(?<!most )\b{MANY}\s+(?:\w+\s+)?{PEOPLE}\b"
        r"(?!\s+or\s+(?:more|fewer|over))"
    ),
}
AGE = re.compile(r"(?:under_(?P<under>\d+)|(?P<over>\d+)_or_over)")


@dataclass(frozen=True)
class Excused:
    """A single place where a number is right, and why."""

    where: str
    words: str
    why: str
    line: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its words, however the lines break."""
        return re.compile(r"\s+".join(re.escape(each) for each in self.words.split()))


@dataclass(frozen=True)
class Stray:
    """A figure-like number with no figure and no reason."""

    file: str
    line: int
    key: str
    words: str


@dataclass(frozen=True)
class Scanned:
    """What a scan found: strays, how many numbers were looked at, and which exceptions served."""

    strays: tuple[Stray, ...]
    numbers: int
    served: frozenset[Excused]


def orphan_numbers(
    content: Content, more: Iterable[Piece] = ()
) -> tuple[list[ContentProblem], Scanned]:
    """A problem for each number that nothing explains, and for each exception nothing needs.

    Args:
        content: The whole content.
        more: Prose of other files, like the steps of procedures.
    """
    problems = Problems()
    exceptions = read_exceptions(content.root, problems)
    pieces = [*published(content), *code_pieces(content.root), *notebook_pieces(content.root)]
    found = scan([*pieces, *more], exceptions, tuple(ages(content.figures)))
    quotes = shown_values(content)
    for stray in found.strays:
        figure = quotes.get(in_digits(stray.words))
        remedy = (
            f'If it is meant as the figure of that value, write {{{{ figure("{figure}") }}}}'
            if figure
            else 'Quote the figure: {{ figure("its id") }}'
        )
        if stray.file.endswith(".py"):
            read = f"“{figure}”" if figure else "the figure"
            remedy = f"Read {read} and write its value in"
        problems.add(
            stray.file,
            stray.line,
            stray.key,
            f"“{stray.words}” is typed, not quoted",
            f"{remedy}. If no figure could hold it, say why in {EXCEPTIONS}",
        )
    for each in exceptions:
        if each not in found.served and (content.root / each.where).parent.is_dir():
            problems.add(
                EXCEPTIONS,
                each.line,
                "words",
                f"No number in {each.where} needs the exception “{each.words}” any more",
                "Take the entry out",
            )
    return sorted(problems.found), found


def scan(
    pieces: Iterable[Piece], exceptions: Iterable[Excused], held_ages: tuple[str, ...]
) -> Scanned:
    """Look at every number of every piece."""
    strays: list[Stray] = []
    served: set[Excused] = set()
    numbers = 0
    all_exceptions = list(exceptions)
    for piece in pieces:
        text = visible(piece)
        found = [each for each in NUMBER.finditer(text) if piece.counts(each)]
        numbers += len(found)
        if not found:
            continue
        patterns = (*reasons(held_ages), *piece.allowed)
        allowed = [m.span() for pattern in patterns for m in pattern.finditer(text)]
        here = [each for each in all_exceptions if fnmatchcase(piece.file, each.where)]
        spans = [(m.span(), each) for each in here for m in each.pattern.finditer(text)]
        for number in found:
            if any(within(number, span) for span in allowed):
                continue
            excused = [each for span, each in spans if within(number, span)]
            served.update(excused)
            if not excused:
                words = " ".join(number[0].split())
                line = piece.line_at(number.start())
                strays.append(Stray(piece.file, line, piece.key, words))
    return Scanned(tuple(strays), numbers, frozenset(served))


def within(number: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether a number lies, with its unit, inside a stretch that needs no figure."""
    return span[0] <= number.start() and number.end() <= span[1]


@cache
def reasons(held_ages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The forms that need no figure, with the ages that figures are named by."""
    named = "|".join(held_ages)
    own = (
        [re.compile(rf"\b(?:under|aged)\s+(?:{named})\b{NO_UNIT}|\b(?:{named})\s+or\s+over\b")]
        if named
        else []
    )
    return (*REASONS.values(), *own)


def ages(figure_ids: Iterable[str]) -> list[str]:
    """The ages in the ids of figures, like the 25 of ``single_under_25``."""
    found = {m["under"] or m["over"] for each in figure_ids for m in AGE.finditer(each)}
    return sorted(found)


def shown_values(content: Content) -> dict[str, str]:
    """How each value of a figure is written, with the figure's id."""
    return {
        with_unit(dated.value, entry.figure.unit).casefold(): entry.figure.id
        for entry in content.figures.values()
        for dated in entry.figure.values
        if isinstance(dated.value, Decimal)
    }


def in_digits(words: str) -> str:
    """A number in words as the handbook shows it: “four weeks” is “4 weeks”.

    Example:
        >>> in_digits("Twenty-eight days")
        '28 days'
    """
    first, _, rest = words.casefold().replace("-", " ").partition(" ")
    if first not in VALUES:
        return words.casefold()
    value, (second, _, after) = VALUES[first], rest.partition(" ")
    if value >= 20 and 0 < VALUES.get(second, 0) < 10:
        value, rest = value + VALUES[second], after
    return f"{value} {rest}".strip()


def read_exceptions(root: Path, problems: Problems) -> list[Excused]:
    """The single places where a number is right."""
    path = root / EXCEPTIONS
    if not path.is_file():
        return []
    text = read_text(path, EXCEPTIONS, problems)
    node = read_yaml(text, EXCEPTIONS, problems) if text is not None else None
    found = []
    for fields in entries(EXCEPTIONS, node, problems) if node is not None else []:
        where = fields.text("in", remedy="Name the file, or several by a star")
        words = fields.text("words", remedy="Quote the words with the number")
        why = fields.text("why", remedy="Say why no figure could hold it")
        check_reason(fields, why)
        fields.finish()
        if where and words:
            found.append(Excused(where, words, why, fields.line_of("words")))
    return found


def check_reason(fields: Fields, why: str) -> None:
    """Note a reason that says too little to be judged."""
    if why and len(why.split()) < LEAST_WORDS:
        fields.note("why", f"“{why}” does not say why no figure could hold it", "Write a sentence")
