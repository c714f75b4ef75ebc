"""Prose against rule: what a clause states is what the rule it names does.

A clause that names a rule is read by the grammar of :mod:`handbook.consistency.grammar`. What it
states is compared with what the rule declares (``thresholds.py`` beside it), and then the rule
itself is tried a step below, at and a step above what the page says. Where the two differ, the
message holds a case that anyone can try.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from calculators.core.thresholds import At, Comparison, Threshold
from calculators.core.wording import counted, in_list, with_unit
from calculators.registry import CALCULATORS
from handbook.consistency.duties import Paragraph, every_version, paragraphs
from handbook.consistency.grammar import Statement, read
from handbook.content import Content, ContentProblem, PolicyVersion

NUDGES = (-1, 0, 1)


@dataclass(frozen=True)
class Unread:
    """A sentence of a clause that names what carries it, with a quantity nobody can read."""

    file: str
    line: int
    clause: str
    words: str

    def __str__(self) -> str:
        """One line for a list."""
        return f"{self.file}, line {self.line}, {self.clause}: {self.words}"


@cache
def thresholds() -> dict[str, tuple[Threshold, ...]]:
    """What each rule declares, by the rule's id."""
    found: dict[str, tuple[Threshold, ...]] = {}
    for calculator in CALCULATORS:
        name = f"calculators.{calculator}.thresholds"
        if find_spec(name) is None:
            continue
        for each in import_module(name).THRESHOLDS:
            id_ = f"{calculator}.{each.rule}"
            found[id_] = (*found.get(id_, ()), each)
    return found


def carried(content: Content) -> Iterator[tuple[PolicyVersion, Paragraph]]:
    """Every paragraph that says what carries it, with its version."""
    for version in every_version(content):
        for clause in version.clauses:
            for paragraph in paragraphs(clause, version.file):
                if paragraph.carriers:
                    yield version, paragraph


def unread_clauses(content: Content) -> list[Unread]:
    """The sentences with a quantity, in paragraphs that are carried, that cannot be read."""
    found = []
    for version, paragraph in carried(content):
        stated, unread = read(paragraph)
        names_a_rule = any(each.kind == "rule" for each in paragraph.carriers)
        if names_a_rule and not stated and not unread:
            words = paragraph.begins
            found.append(Unread(version.file, paragraph.line, paragraph.clause, words))
        found += [
            Unread(version.file, each.line, paragraph.clause, each.text) for each in unread
        ]  # fmt: skip
    return found


def unread_in_words(found: Sequence[Unread]) -> str:
    """How much cannot be read, for a manager."""
    if not found:
        return "Every clause that names what carries it can be read."
    sentences = counted(len(found), "sentence")
    return f"{sentences} can be compared by eye alone: “handbook check --unread” lists them."


def drift(content: Content) -> Iterator[ContentProblem]:
    """A problem for each place where a clause and the rule it names disagree."""
    for version, paragraph in carried(content):
        rules = [each.id for each in paragraph.carriers if each.kind == "rule"]
        if rules:
            yield from paragraph_drift(content, version, paragraph, rules)


def paragraph_drift(
    content: Content, version: PolicyVersion, paragraph: Paragraph, rules: list[str]
) -> Iterator[ContentProblem]:
    """A problem for each way in which one paragraph and its rules disagree."""
    stated, _ = read(paragraph)
    used: set[Statement] = set()
    for rule in rules:
        for threshold in thresholds().get(rule, ()):
            statement = matching(threshold, stated)
            if statement is None:
                yield ContentProblem(
                    version.file,
                    paragraph.line,
                    paragraph.clause,
                    f"The rule “{rule}” carries “{in_words(threshold)}”, and this paragraph does "
                    "not say so in words that can be read",
                    "Say it, or name the rule below the paragraph that says it",
                )
                continue
            used.add(statement)
            if faults := differences(content, version, threshold, statement):
                yield ContentProblem(
                    version.file,
                    statement.line,
                    paragraph.clause,
                    f"The page and the rule “{rule}” disagree: {'; '.join(faults)}",
                    "Find out which is right. Then change the words by a new version of the "
                    f"policy, or the rule and what it declares in {declared_in(rule)}",
                )
    for statement in stated:
        if statement not in used and not explained(content, rules, statement):
            yield ContentProblem(
                version.file,
                statement.line,
                paragraph.clause,
                f"“{statement.words}” is carried by none of the rules named here: {in_list(rules)}",
                f"Declare it in {declared_in(rules[0])}, or name the rule that carries it",
            )


def declared_in(rule: str) -> str:
    """The file in which a rule's thresholds are declared."""
    return f"calculators/{rule.partition('.')[0]}/thresholds.py"


def in_words(threshold: Threshold) -> str:
    """What a rule declares, for a message."""
    if not threshold.figure:
        return f"{threshold.comparison.value} {threshold.unit.removesuffix('s')}"
    return f"{threshold.comparison.value} {threshold.figure}"


def matching(threshold: Threshold, stated: list[Statement]) -> Statement | None:
    """What the page says about a threshold: by its figure, or by a number typed in its place."""
    for each in stated:
        moves = each.comparison in (Comparison.NEXT, Comparison.LAST)
        if each.figure == threshold.figure and (each.figure or moves):
            return each
    if not threshold.figure:
        return None
    return next((each for each in stated if each.number is not None), None)


def explained(content: Content, rules: list[str], statement: Statement) -> bool:
    """Whether a figure is only named because the figures of the rule are worked out from it."""
    figures = {each.figure for rule in rules for each in thresholds().get(rule, ())}
    sources = {
        source
        for id_ in figures
        if id_ in content.figures
        for source in content.figures[id_].derived_from
    }
    return statement.figure in sources


def differences(
    content: Content, version: PolicyVersion, threshold: Threshold, statement: Statement
) -> list[str]:
    """Every way in which what a page states is not what a rule declares and does, in words."""
    found = []
    if statement.number is not None:
        typed = with_unit(statement.number, statement.unit)
        held = " and ".join(
            with_unit(value, content.figures[threshold.figure].figure.unit)
            for value in values_in(content, version, threshold.figure)
        )
        found.append(f"the page says {typed}, the rule reads {threshold.figure}, which is {held}")
    if statement.comparison is not threshold.comparison:
        found.append(
            f"the page says “{statement.words}”, which is {statement.comparison.value}; the rule "
            f"says {threshold.comparison.value}"
        )
    unit = unit_of(content, threshold, statement)
    if unit != threshold.unit and statement.number is None:
        found.append(f"the page counts in {unit}, the rule in {threshold.unit}")
    for event in threshold.events:
        if event not in statement.events:
            said = in_list([f"“{each}”" for each in statement.events]) or "nothing of the kind"
            found.append(f"the rule means “{event}”, the page says {said}")
    return found + tried(content, version, threshold, statement, unit)


def unit_of(content: Content, threshold: Threshold, statement: Statement) -> str:
    """The unit a reader sees: what the sentence says, or the figure's own."""
    if statement.unit == "calendar days" or (
        statement.unit in ("days", "") and not statement.figure and not threshold.figure
    ):
        return "days"
    if statement.unit or not threshold.figure:
        return statement.unit
    return content.figures[threshold.figure].figure.unit


def values_in(content: Content, version: PolicyVersion, figure_id: str) -> list[Decimal]:
    """The numbers a figure has while a version is in force, in order of time, each once."""
    if figure_id not in content.figures:
        return []
    figure = content.figures[figure_id].figure
    last = version.last_day or dt.date.max
    found = [
        dated.value
        for dated in figure.values
        if isinstance(dated.value, Decimal)
        and dated.starts <= last
        and figure.last_day_of(dated) >= version.first_day
    ]
    return list(dict.fromkeys(found))


def tried(
    content: Content,
    version: PolicyVersion,
    threshold: Threshold,
    statement: Statement,
    unit: str,
) -> list[str]:
    """Cases in which the page says one thing and the rule does another, in words."""
    found = []
    values = values_in(content, version, threshold.figure) or [Decimal(1)]
    for value in values:
        quantity = value if statement.number is None else statement.number
        for nudge in NUDGES:
            page = statement.comparison.holds(nudge)
            code = threshold.passes(At(quantity, unit, nudge, value))
            if page != code:
                yes, no = threshold.says
                found.append(
                    f"{case(threshold, quantity, unit, nudge)}: page says "
                    f"{yes if page else no}, code says {yes if code else no}"
                )
    return found


def case(threshold: Threshold, quantity: Decimal, unit: str, nudge: int) -> str:
    """A place at or beside a threshold in words: "24 months exactly", "a day more than 7 days"."""
    if not threshold.figure:
        return {-1: "due on a Friday", 0: "due on a Saturday", 1: "due on a Monday"}[nudge]
    words = with_unit(quantity, unit)
    if nudge == 0:
        return f"{words} exactly"
    step = "a penny" if unit.startswith(("GBP", "share", "weeks of rent")) else "a day"
    if unit == "payments":
        step = "one"
    return f"{step} {'more' if nudge > 0 else 'less'} than {words}"
