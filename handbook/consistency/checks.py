"""Every check of ``make check`` that needs both the content and the calculators."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.wording import counted
from calculators.registry import CALCULATORS
from handbook.consistency.procedures import procedure_problems
from handbook.consistency.scenarios import Workings, workings_of
from handbook.content import Content, ContentProblem


def all_problems(content: Content) -> list[ContentProblem]:
    """Everything wrong between the content and the calculators."""
    workings = workings_of(content)
    return sorted(
        [
            *calculators_without_scenarios(content),
            *orphan_figures(content, workings),
            *procedure_problems(content, workings),
        ]
    )


def summary(content: Content) -> str:
    """One line that counts what was checked."""
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
        f"and {counted(cases, 'scenario')} of {counted(len(content.scenarios), 'calculator')}: "
        "nothing to put right."
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


def orphan_figures(content: Content, workings: Workings) -> Iterator[ContentProblem]:
    """A problem for each figure that no rule reads, no text quotes and no figure comes from."""
    used = figures_read(workings) | figures_quoted(content) | figures_named_in_code()
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


def figures_read(workings: Workings) -> set[str]:
    """The ids of figures that some scenario makes a rule read."""
    return {
        figure["id"]
        for calculator, here in workings.items()
        if calculator in CALCULATORS
        for working in here
        for figure in working["figures"]
    }


def figures_named_in_code() -> set[str]:
    """The ids of figures read whole, not for a day, which no working lists."""
    from calculators.core.calendar import BANK_HOLIDAYS

    return {BANK_HOLIDAYS}
