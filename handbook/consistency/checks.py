"""Every check of ``make check`` that needs both the content and the calculators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.core.wording import counted
from calculators.registry import CALCULATORS
from handbook.consistency.boundaries import boundary_problems
from handbook.consistency.duties import orphan_citations, orphan_duties, orphan_rules
from handbook.consistency.numbers import orphan_numbers
from handbook.consistency.procedures import combination_problems, steps_without_scenarios
from handbook.consistency.prose import Unread, drift, unread_clauses, unread_in_words
from handbook.consistency.provenance import pasted_answers, repeated_explanations
from handbook.consistency.runs import Run, run_all, workings_of
from handbook.consistency.side_by_side import side_by_side
from handbook.consistency.step_prose import step_drift, unread_in_steps
from handbook.content import Content, ContentProblem


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


def checked(content: Content) -> Checked:
    """Everything wrong between the content and the calculators."""
    content.figure_set  # noqa: B018 - read once, before a copy of this process reads it too
    from_runs, read = side_by_side(lambda: about_runs(content), lambda: about_words(content))
    return Checked(tuple(sorted({*from_runs, *read.problems})), read.numbers, read.unread)


def about_runs(content: Content) -> list[ContentProblem]:
    """What is wrong with what scenarios reach and expect."""
    runs = run_all(content)
    return [
        *calculators_without_scenarios(content),
        *orphan_figures(content, runs),
        *steps_without_scenarios(content, workings_of(runs)),
        *boundary_problems(content, runs),
        *pasted_answers(runs),
    ]


def about_words(content: Content) -> Checked:
    """What is wrong between the words and the code, for which no scenario has to be run."""
    problems, scanned = orphan_numbers(content)
    problems += orphan_duties(content)
    problems += orphan_rules(content)
    problems += orphan_citations(content)
    problems += combination_problems(content)
    problems += drift(content)
    problems += step_drift(content)
    problems += repeated_explanations(content)
    unread = (*unread_clauses(content), *unread_in_steps(content))
    return Checked(tuple(problems), scanned.numbers, unread)


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


def figures_named_in_code() -> set[str]:
    """The ids of figures read whole, not for a day, which no working lists."""
    from calculators.core.calendar import BANK_HOLIDAYS

    return {BANK_HOLIDAYS}
