"""Prose against steps: what a page states of a threshold is what the step that carries it does.

A step's trigger, its deadline and the days that must come first each name figures. Wherever the
step's own page, what it says to do, or a clause of a policy states something of one of those
figures, the words are read by the grammar of :mod:`handbook.consistency.grammar` and held against
the step: the comparison, the unit, what is counted from, and then the condition or the day itself,
tried below, at and above what the page says. A step that counts from something that comes only
after it is reported too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from calculators.core.procedures import BEFORE, ProcedureStep, StepsVersion
from calculators.core.thresholds import Comparison, StepThreshold
from calculators.core.wording import in_list
from calculators.registry import CALCULATORS
from handbook.consistency.duties import Paragraph, paragraphs
from handbook.consistency.grammar import Sentence, Statement, read
from handbook.consistency.prose import Unread, differences, thresholds
from handbook.content import Content, ContentProblem, PolicyVersion, ProcedureEntry

#: Where the words made from a step's record end on its page, and its own sentences begin.
OWN_WORDS = "**Say**"
MADE_FROM = ("ready", "last_done")
AFTER = ("after", "since", "counted from", "counting from", "beginning with")
#: Words in the name of a day that others may leave out.
WEAK = frozenset(
    ["a", "an", "and", "asked", "date", "day", "due", "for", "given", "in", "is", "it", "of", "on"]
) | {"that", "the", "to", "was"}
REMEDY = (
    "Find out which is right. Then change the words by a new version, or the step's conditions, "
    "figures and days"
)
Thresholds = Callable[[ProcedureStep, Mapping[str, str]], Iterable[StepThreshold]]


@dataclass(frozen=True)
class Carried:
    """A threshold and the step that carries it."""

    step: ProcedureStep
    found: StepThreshold

    @property
    def figure(self) -> str:
        """The figure it compares with."""
        return self.found.threshold.figure


@lru_cache(maxsize=10_000)
def read_once(paragraph: Paragraph) -> tuple[list[Statement], list[Sentence]]:
    """What a paragraph states: a policy's is asked for by every version of a procedure."""
    return read(paragraph)


@cache
def thresholds_of(calculator: str) -> Thresholds | None:
    """What finds the thresholds of a calculator's steps; None where it runs no procedure."""
    name = f"calculators.{calculator}.thresholds"
    if calculator not in CALCULATORS or find_spec(name) is None:
        return None
    return cast("Thresholds | None", getattr(import_module(name), "step_thresholds", None))


def step_drift(content: Content) -> Iterator[ContentProblem]:
    """A problem for each place where words and the step they are about disagree."""
    for entry in content.procedures.values():
        for version in entry.procedure.versions:
            carried = carried_by(content, entry, version)
            for step in version.steps:
                yield from order_problems(entry, version, step, carried)
            for text, paragraph, here in said_of(content, entry, version, carried):
                for statement in read_once(paragraph)[0]:
                    yield from statement_problems(content, entry, text, paragraph, statement, here)


def unread_in_steps(content: Content) -> list[Unread]:
    """The sentences about a threshold of a step that the grammar cannot read."""
    found = []
    for entry in content.procedures.values():
        for version in entry.procedure.versions:
            for _, paragraph, here in said_of(
                content, entry, version, carried_by(content, entry, version)
            ):
                if not paragraph.carriers:  # those that name a carrier are listed already
                    figures = {each.figure for each in here}
                    found += [
                        Unread(paragraph.file, each.line, paragraph.clause, each.text)
                        for each in read_once(paragraph)[1]
                        if names_one(each, figures)
                    ]
    return list(dict.fromkeys(found))


def names_one(sentence: Sentence, figures: set[str]) -> bool:
    """Whether a sentence quotes one of some figures."""
    return any(f'"{each}"' in sentence.text for each in figures)


def carried_by(content: Content, entry: ProcedureEntry, version: StepsVersion) -> list[Carried]:
    """Every threshold that a step of a version carries."""
    find = thresholds_of(entry.run_by)
    if find is None:
        return []
    units = {id_: each.figure.unit for id_, each in content.figures.items()}
    return [Carried(step, each) for step in version.steps for each in find(step, units)]


# What is said of them


def said_of(
    content: Content, entry: ProcedureEntry, version: StepsVersion, carried: Sequence[Carried]
) -> Iterator[tuple[PolicyVersion, Paragraph, list[Carried]]]:
    """Each paragraph that may state something of a threshold, with the version it is read in.

    A step's page is held against that step alone, where it carries the figure, and everything else
    against every step that does.
    """
    if not carried:
        return
    document = next(each for each in entry.document.versions if each.first_day == version.starts)
    for step in version.steps:
        own = [each for each in carried if each.step is step]
        figures = {each.figure for each in own}
        others = [each for each in whole(carried) if each.figure not in figures]
        for paragraph in of_step(content, entry, version, step, document):
            yield document, paragraph, own + others
    for policy in content.policies.values():
        for text in policy.versions:
            if overlap(text, version):
                for clause in text.clauses:
                    for paragraph in paragraphs(clause, text.file):
                        yield text, paragraph, told_nowhere_else(paragraph, whole(carried))


def whole(carried: Sequence[Carried]) -> list[Carried]:
    """Thresholds without those that only say when another step does not come up.

    Steps that wait for less than an amount stand beside one that comes up at it: words about the
    amount are about that one.
    """
    at_least = {
        each.figure for each in carried if each.found.threshold.comparison is Comparison.AT_LEAST
    }
    below = Comparison.LESS_THAN
    return [
        each
        for each in carried
        if each.found.threshold.comparison is not below or each.figure not in at_least
    ]


def told_nowhere_else(paragraph: Paragraph, carried: list[Carried]) -> list[Carried]:
    """Thresholds that no rule named below a paragraph carries: its own check compares those."""
    rules = [each.id for each in paragraph.carriers if each.kind == "rule"]
    figures = {each.figure for rule in rules for each in thresholds().get(rule, ())}
    return [each for each in carried if each.figure not in figures]


def overlap(text: PolicyVersion, version: StepsVersion) -> bool:
    """Whether a policy's version and a procedure's are in force on one day."""
    begins_late = version.ends is not None and text.first_day > version.ends
    return not begins_late and (text.last_day is None or text.last_day >= version.starts)


def of_step(
    content: Content,
    entry: ProcedureEntry,
    version: StepsVersion,
    step: ProcedureStep,
    document: PolicyVersion,
) -> Iterator[Paragraph]:
    """The words made from a step's record, and each of its own sentences."""
    file, line = entry.lines[version.starts, step.id]
    clause = document.clause(step.id)
    if clause is not None:
        made = clause.body.partition(OWN_WORDS)[0].replace("**", "")
        yield Paragraph(file, step.id, line, made, ())
    lines = lines_of(content, file)
    for text in step.texts:
        here = next((n for n, words in enumerate(lines, start=1) if n >= line and text in words), 0)
        yield Paragraph(file, step.id, here or line, text, ())


def lines_of(content: Content, file: str) -> list[str]:
    """The lines of a file; none where it is not there."""
    path = content.root / file
    return path.read_text(encoding="utf-8").split("\n") if path.is_file() else []


# Against the step


def statement_problems(
    content: Content,
    entry: ProcedureEntry,
    text: PolicyVersion,
    paragraph: Paragraph,
    statement: Statement,
    carried: Sequence[Carried],
) -> Iterator[ContentProblem]:
    """A problem if a statement about a figure agrees with none of the steps that carry it."""
    here = [each for each in carried if each.figure == statement.figure and statement.figure]
    if not here:
        return
    faults = [faults_of(content, entry, text, statement, each) for each in here]
    if not all(faults):
        return
    shortest = min(range(len(here)), key=lambda at: len(faults[at]))
    yield ContentProblem(
        paragraph.file,
        statement.line,
        paragraph.clause,
        f"The words and the {part_in_words(here[shortest])} of the step "
        f"“{here[shortest].step.id}” disagree: {'; '.join(faults[shortest])}",
        REMEDY,
    )


def part_in_words(carried: Carried) -> str:
    """A part of a step, for a message."""
    return carried.found.part.replace("_", " ")


def faults_of(
    content: Content,
    entry: ProcedureEntry,
    text: PolicyVersion,
    statement: Statement,
    carried: Carried,
) -> list[str]:
    """Every way in which a statement is not what a step does, in words."""
    threshold = carried.found.threshold
    if statement.comparison is Comparison.EXACTLY and carried.found.event:
        # “Give 7 days” says how long and leaves open which side of it the last day is on.
        statement = replace(statement, comparison=threshold.comparison)
    found = differences(content, text, replace(threshold, events=()), statement)
    return found + list(event_faults(entry, statement, carried.found))


def event_faults(
    entry: ProcedureEntry, statement: Statement, found: StepThreshold
) -> Iterator[str]:
    """A sentence where the words count from another day, or to the other side of it."""
    if not found.event or found.event in MADE_FROM:
        return
    label = CALCULATORS[entry.run_by].events.get(found.event, found.event.replace("_", " "))
    wanted = words_of(label)
    back = found.kind == BEFORE
    sides = ("before", "until") if back else AFTER
    about = [each for each in statement.events if wanted & words_of(each)]
    counted = [each for each in statement.events if each.startswith(sides)]
    means = f"the step counts {'back' if back else 'on'} from {label}"
    if not counted and about:
        yield f"{means}, the words say {in_list([f'“{each}”' for each in about])}"
    elif counted and not any(wanted <= words_of(each) for each in counted):
        yield f"{means}, the words say {in_list([f'“{each}”' for each in counted])}"


def words_of(text: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(re.findall(r"[a-z]+", text.lower())) - WEAK - {"before", "until", *AFTER}


# Order


def order_problems(
    entry: ProcedureEntry, version: StepsVersion, step: ProcedureStep, carried: Sequence[Carried]
) -> Iterator[ContentProblem]:
    """A problem for each day a step counts from that is recorded only after the step comes up."""
    calculator = CALCULATORS[entry.run_by]
    records, conditions = calculator.records, calculator.conditions
    order = ["none", *records.values()]
    file, line = entry.lines[version.starts, step.id]
    for each in carried:
        milestone = records.get(each.found.event)
        if each.step is not step or milestone is None:
            continue
        early = [
            value
            for way in step.trigger
            for use in way
            if conditions[use.name].reads == ("last_done",)
            for value in use.values
            if value in order and order.index(value) < order.index(milestone)
        ]
        if early:
            yield ContentProblem(
                file,
                line,
                each.found.part,
                f"The step “{step.id}” counts from “{milestone}”, and comes up when no more is "
                f"done than {in_list([f'“{value}”' for value in dict.fromkeys(early)], 'or')}",
                "Correct the order of the steps, or the day it counts from",
            )
