"""``handbook impact``: what the changes in the working folder mean, compared with a commit."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from calculators.core.figures import Figure
from calculators.core.wording import counted
from calculators.registry import CALCULATORS
from handbook.consistency.boundaries import Missing, missing_boundaries
from handbook.consistency.known import read_checked
from handbook.consistency.leaning import Leaning, leaning
from handbook.consistency.runs import run_all
from handbook.content import Content, Problems, Scenario
from handbook.content.addresses import calculator_address
from handbook.impact.answers import AnswerChange, Answers, compared
from handbook.impact.before import Before, CannotCompare, content_at
from handbook.impact.changed import (
    ClauseDifference,
    FigureChange,
    clause_differences,
    figure_changes,
)
from handbook.impact.own_cases import OwnCases, compare_cases

#: Parts of an answer told of each case.
PARTS = 3


@dataclass(frozen=True)
class Impact:
    """What some changes mean.

    Attributes:
        commit: The commit they are compared with, in short.
        content: The working folder's content.
        figures: What changed in figures.
        clauses: What changed in policies and procedures.
        answers: The cases that are answered differently.
        leaning: What leans on each figure that changed.
        missing: The cases at the new change dates that nobody has written.
        own: What became of the landlord's own cases, if they were given.
    """

    commit: str
    content: Content
    figures: tuple[FigureChange, ...]
    clauses: tuple[ClauseDifference, ...]
    answers: Answers
    leaning: Mapping[str, Leaning]
    missing: tuple[Missing, ...]
    own: OwnCases | None

    @property
    def nothing(self) -> bool:
        """Whether nothing changed at all."""
        return not self.figures and not self.clauses


def impact(
    content: Content, ref: str, today: dt.date, calculator: str, cases: Path | None
) -> Impact:
    """What the working folder's changes mean.

    Args:
        content: The working folder's content.
        ref: The commit to compare it with.
        today: The day it is read.
        calculator: Which calculator the landlord's own cases are for.
        cases: The file of those, if there is one.

    Raises:
        CannotCompare: If there is nothing to compare with.
        CannotRead: If the file of cases is missing or cannot be read.
    """
    with content_at(content.root, ref) as before:
        old = earlier_content(before, today)
        figures = tuple(figure_changes(held(old), held(content)))
        clauses = tuple(clause_differences(old, content))
        old_set, new_set = old.figure_set, content.figure_set
        with waiting("Working every case out on both sides"):
            runs = run_all(content) if figures or clauses else []
            checks = journey_checks(content) if figures or clauses else []
            answers = compared(runs, checks, old_set, new_set)
        return Impact(
            commit=before.commit,
            content=content,
            figures=figures,
            clauses=clauses,
            answers=answers,
            leaning=leaning(content, runs, today),
            missing=tuple(new_missing(missing_boundaries(content, runs), figures, clauses)),
            own=compare_cases(calculator, cases, old_set, new_set) if cases else None,
        )


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Say on the error output what takes a while, if that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def held(content: Content) -> Mapping[str, Figure]:
    """The figures as calculators read them, in the order of their files."""
    return {id_: content.figure_set.figure(id_) for id_ in content.figures}


def earlier_content(before: Before, today: dt.date) -> Content:
    """A commit's content, read with today's code.

    Raises:
        CannotCompare: If today's code cannot read it.
    """
    problems = Problems()
    content = read_checked(
        before.folder, problems, today=today, protect=False, with_scenarios=False, drafts=True
    )
    if problems.found or content is None:
        first = f": {problems.in_order[0]}" if problems.found else "."
        raise CannotCompare(
            f"The figures and policies of {before.commit} cannot be read with today's code{first} "
            "Choose a later commit with --against."
        )
    return content


def journey_checks(content: Content) -> list[Scenario]:
    """Every answer that a journey pins."""
    dates = [date for journey in content.journeys for date in journey.dates]
    return [check for date in dates for check in date.checks]


def new_missing(
    missing: Iterable[Missing],
    figures: Iterable[FigureChange],
    clauses: Iterable[ClauseDifference],
) -> Iterator[Missing]:
    """The cases missing at a change date of something that changed."""
    touched = {each.id for each in figures} | {each.document for each in clauses}
    return (each for each in missing if each.date is not None and each.about in touched)


# In words


def in_words(found: Impact) -> Iterator[str]:
    """The lines to print."""
    yield (
        f"The working folder compared with {found.commit}. Both sides are worked out with today's "
        "code, each with its own figures and policies."
    )
    if found.nothing:
        yield "Nothing changed in figures, policies and procedures, so no answer changes."
    else:
        yield from figures_in_words(found)
        yield from clauses_in_words(found.clauses)
        yield from answers_in_words(found.answers)
        yield from leaning_in_words(found)
        yield from missing_in_words(found.missing)
    if found.own is not None:
        yield ""
        yield from found.own.in_words()


def figures_in_words(found: Impact) -> Iterator[str]:
    """What changed in figures, file by file."""
    yield ""
    ids = {each.id for each in found.figures}
    yield f"Figures that changed: {len(ids)}."
    file = ""
    for each in found.figures:
        entry = found.content.figures.get(each.id)
        here = entry.file if entry else "no longer in any file"
        if here != file:
            file = here
            yield f"  {file}"
        line = f"line {entry.line}, " if entry else ""
        derived = ", worked out from others" if entry and entry.is_derived else ""
        yield f"    {line}{each.id}{derived}: {each.words}"


def clauses_in_words(clauses: Iterable[ClauseDifference]) -> Iterator[str]:
    """What changed in policies and procedures, version by version."""
    clauses = list(clauses)
    yield ""
    yield f"Clauses and steps that changed: {len(clauses)}."
    heading = ""
    for each in clauses:
        here = f"  {each.document}, {each.version}"
        if here != heading:
            heading = here
            yield heading
        yield f"    {each.kind}: {each.clause}"


def answers_in_words(answers: Answers) -> Iterator[str]:
    """The cases with another answer, calculator by calculator."""
    yield ""
    yield (
        f"Scenarios with another answer: {len(answers.changed)}. "
        f"With the same answer: {answers.unchanged}."
    )
    by_calculator: dict[str, list[AnswerChange]] = {}
    for each in answers.changed:
        by_calculator.setdefault(each.case.calculator, []).append(each)
    for calculator, its in by_calculator.items():
        yield f"  {calculator}: {len(its)}"
        for change in its:
            yield f"    {change.case.file}, line {change.case.line}: {change.case.name}"
            yield from (f"      {each.in_words()}" for each in change.fields[:PARTS])
            if len(change.fields) > PARTS:
                yield f"      and {counted(len(change.fields) - PARTS, 'other part')}"


def leaning_in_words(found: Impact) -> Iterator[str]:
    """The calculators and pages that lean on a figure that changed."""
    moved = {each.id for each in found.figures if each.moves_answers}
    its = [found.leaning[id_] for id_ in moved if id_ in found.leaning]
    calculators = {id_ for each in its for id_ in each.calculators}
    pages = {page for each in its for page in each.pages}
    pages |= {f"policies/{document}" for each in its for document, _ in each.clauses}
    pages |= {calculator_address(id_).rstrip("/") for id_ in calculators if id_ in CALCULATORS}
    yield ""
    for what, listed in (("Calculators", calculators), ("Pages", pages)):
        yield f"{what} that lean on a figure that changed: {len(listed)}."
        yield from (f"  {each}" for each in sorted(listed))


def missing_in_words(missing: Iterable[Missing]) -> Iterator[str]:
    """The cases still to be written, calculator by calculator."""
    by_calculator: dict[str, list[Missing]] = {}
    for each in missing:
        by_calculator.setdefault(each.calculator, []).append(each)
    yield ""
    number = sum(map(len, by_calculator.values()))
    yield f"Scenarios missing at the new change dates and thresholds: {number}."
    for calculator, its in by_calculator.items():
        yield f"  {calculator}: {len(its)}. “handbook boundary {calculator}” prints them."
        yield from (f"    {each.case}" for each in its)
