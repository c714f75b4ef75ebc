"""Every check of ``make check`` that needs both the content and the calculators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from calculators.core.wording import counted
from calculators.registry import CALCULATORS, figures_of
from handbook.consistency.answers import wrong_answers
from handbook.consistency.boundaries import boundary_problems
from handbook.consistency.duties import orphan_citations, orphan_duties, orphan_rules
from handbook.consistency.known import read_checked
from handbook.consistency.numbers import orphan_numbers
from handbook.consistency.pages import figures_named_in_code, page_problems, unheld_figures
from handbook.consistency.procedures import (
    combination_problems,
    steps_without_scenarios,
    version_problems,
)
from handbook.consistency.prose import Unread, drift, unread_clauses, unread_in_words
from handbook.consistency.provenance import pasted_answers, repeated_explanations
from handbook.consistency.readable import unreadable
from handbook.consistency.runs import Run, run_all, workings_of
from handbook.consistency.side_by_side import side_by_side
from handbook.consistency.step_prose import step_drift, unread_in_steps
from handbook.content import (
    Content,
    ContentProblem,
    ContentProblems,
    Problems,
    ProcedureEntry,
)

#: The keys of a step that decide which cases come to it.
SHAPING = ("id", "trigger", "stopped_by", "tenures")
#: Files without which a policy or a procedure cannot be read at all.
ABOUT = ("/policy.yaml", "/procedure.yaml")
#: What no step can be without.
NEEDED = ("id", "title", "stage", "trigger", "policy", "clause")


@dataclass(frozen=True)
class Checked:
    """What the checks found.

    Attributes:
        problems: What to put right.
        numbers: How many numbers of the prose were looked at.
        unread: The sentences that no check can compare with a rule.
    """

    problems: tuple[ContentProblem, ...]
    numbers: int
    unread: tuple[Unread, ...]


def load_and_check(root: Path, *, today: dt.date) -> tuple[Content, Checked]:
    """The content, and what the checks counted.

    Raises:
        ContentProblems: With everything that is wrong, in the files or between them and the code.
    """
    problems = Problems()
    content = read_checked(root, problems, today=today)
    problems.found += unreadable(root)
    if problems.found and content is not None:
        problems.found += whole_procedures(content, problems.found)
        if not any(is_whole(each) or each.file.endswith(ABOUT) for each in problems.found):
            problems.found += page_problems(content, ())
    if problems.found:
        raise ContentProblems(problems.in_order, more_to_come=True)
    assert content is not None
    done = checked(content)
    if done.problems:
        raise ContentProblems(done.problems)
    return content, done


def whole_procedures(content: Content, noted: Iterable[ContentProblem]) -> Iterator[ContentProblem]:
    """What is wrong with the steps of procedures whose triggers could all be read.

    The other checks lean on everything being there, and wait until it is.
    """
    content = replace(
        content, procedures={id_: e for id_, e in content.procedures.items() if is_complete(e)}
    )
    spoilt = {each.file for each in noted if each.key.startswith(SHAPING) or is_whole(each)}
    held = {id_ for id_, each in content.figures.items() if each.figure.values}
    for entry in content.procedures.values():
        for version in entry.procedure.versions:
            files = {file for (day, _), (file, _) in entry.lines.items() if day == version.starts}
            whole = files and not files & spoilt and held.issuperset(figures_of(version))
            if whole and entry.run_by in CALCULATORS:
                yield from version_problems(content.figure_set, entry, version)


def is_complete(entry: ProcedureEntry) -> bool:
    """Whether every step of a procedure says what it must, so that the calculators can read it."""
    return all(
        getattr(step, name)
        for version in entry.procedure.versions
        for step in version.steps
        for name in NEEDED
    )


def is_whole(problem: ContentProblem) -> bool:
    """Whether a problem is about a whole entry of a file, and so about all its keys."""
    return not problem.key and problem.line > 0


def checked(content: Content) -> Checked:
    """Everything wrong between the content and the calculators."""
    content.figure_set  # noqa: B018 - read once, before a copy of this process reads it too
    runs, words = side_by_side(lambda: run_all(content), lambda: about_words(content))
    problems = list(words.problems)
    problems += calculators_without_scenarios(content)
    unheld = list(unheld_figures(content, runs))
    problems += unheld
    problems += page_problems(content, () if unheld else runs)
    if not unheld:  # else cases go unanswered, and all that follows from that would bury why
        problems += words.combinations
        problems += orphan_figures(content, runs)
        problems += steps_without_scenarios(content, workings_of(runs))
        problems += drift(content)
        problems += step_drift(content)
        problems += boundary_problems(content, runs)
        problems += pasted_answers(runs)
        problems += wrong_answers(content, runs)
    unread = (*unread_clauses(content), *unread_in_steps(content))
    return Checked(tuple(sorted(set(problems))), words.numbers, unread)


@dataclass(frozen=True)
class Words:
    """What is wrong with words and code, for which no scenario has to be run.

    Attributes:
        problems: What to put right.
        combinations: What to put right in procedures, if every figure they need is held.
        numbers: How many numbers of the prose were looked at.
    """

    problems: tuple[ContentProblem, ...]
    combinations: tuple[ContentProblem, ...]
    numbers: int


def about_words(content: Content) -> Words:
    """Look for what is wrong with words and code, without running a scenario."""
    problems, scanned = orphan_numbers(content)
    problems += orphan_duties(content)
    problems += orphan_rules(content)
    problems += orphan_citations(content)
    problems += repeated_explanations(content)
    return Words(tuple(problems), tuple(combination_problems(content)), scanned.numbers)


def text_problems(content: Content) -> Iterator[ContentProblem]:
    """Everything wrong with words, which only another text can put right."""
    words = about_words(content)
    yield from words.problems
    yield from words.combinations
    yield from drift(content)
    yield from step_drift(content)


def summary(content: Content, done: Checked) -> str:
    """One line that counts what was checked, and one for what nobody can check."""
    versions = [each for policy in content.policies.values() for each in policy.versions]
    clauses = sum(len(each.clauses) for each in versions)
    values = sum(len(each.figure.values) for each in content.figures.values())
    cases = sum(len(each) for each in content.scenarios.values())
    policies = counted(len(content.policies), "policy", "policies")
    steps = sum(
        len(version.steps)
        for entry in content.procedures.values()
        for version in entry.procedure.versions
    )
    procedures = counted(len(content.procedures), "procedure")
    return (
        f"Checked {counted(len(content.figures), 'figure')} with {counted(values, 'value')}, "
        f"{policies} with {counted(len(versions), 'version')} and {counted(clauses, 'clause')}, "
        f"{procedures} with {counted(steps, 'step')}, {counted(len(content.journeys), 'journey')}, "
        f"{counted(done.numbers, 'number')} in the text, "
        f"and {counted(cases, 'scenario')} of {counted(len(content.scenarios), 'calculator')}: "
        f"nothing to put right.\n{unread_in_words(done.unread)}"
    )


def calculators_without_scenarios(content: Content) -> Iterator[ContentProblem]:
    """A problem for each calculator that no case pins down."""
    for id_ in CALCULATORS:
        if not content.scenarios.get(id_):
            yield ContentProblem(
                f"scenarios/{id_}",
                0,
                "",
                f"The calculator “{id_}” has no scenario",
                "Add a folder of that name with at least its worked example",
            )


def orphan_figures(content: Content, runs: Iterable[Run] | None = None) -> Iterator[ContentProblem]:
    """A problem for each figure that no rule reads, no text quotes and no figure comes from."""
    runs = run_all(content) if runs is None else list(runs)
    used = (
        {id_ for run in runs for id_ in run.figures_shown}
        | {id_ for run in runs for id_, _ in run.figures}  # asked for, and perhaps not held
        | figures_quoted(content)
        | figures_named_in_code()
    )
    # A figure that nobody has filled in yet appears in no working; asking for it is its use.
    asked = {id_ for run in runs for id_, _ in run.figures}
    used |= {
        entry.figure.id
        for entry in content.figures.values()
        if entry.figure.id in asked and all(each.value is None for each in entry.figure.values)
    }
    used |= {
        source
        for entry in content.figures.values()
        if entry.figure.id in used
        for source in entry.derived_from
    }
    for entry in content.figures.values():
        if entry.figure.id not in used:
            yield ContentProblem(
                entry.file,
                entry.line,
                "",
                f"No rule reads “{entry.figure.id}” and no text quotes it",
                "Quote it where it belongs, or take it out",
            )


def figures_quoted(content: Content) -> set[str]:
    """The ids of figures that the text of policies, and the steps of procedures, quote."""
    return {
        id_
        for policy in content.documents
        for version in policy.versions
        for id_ in version.figure_ids
    }
