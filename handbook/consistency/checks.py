"""Every check of ``make check`` that needs both the content and the calculators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calculators.core.wording import counted
from calculators.registry import CALCULATORS
from handbook.consistency.boundaries import boundary_problems
from handbook.consistency.duties import orphan_citations, orphan_duties, orphan_rules
from handbook.consistency.numbers import orphan_numbers
from handbook.consistency.prose import drift
from handbook.consistency.provenance import pasted_answers, repeated_explanations
from handbook.consistency.runs import Run, run_all
from handbook.content import Content, ContentProblem


def all_problems(content: Content) -> list[ContentProblem]:
    """Everything wrong between the content and the calculators."""
    numbers, _ = orphan_numbers(content)
    runs = run_all(content)
    found = [
        *calculators_without_scenarios(content),
        *orphan_figures(content, runs),
        *numbers,
        *orphan_duties(content),
        *orphan_rules(content),
        *orphan_citations(content),
        *drift(content),
        *boundary_problems(content, runs),
        *repeated_explanations(content),
        *pasted_answers(runs),
    ]
    return sorted(set(found))


def summary(content: Content) -> str:
    """One line that counts what was checked."""
    versions = [each for policy in content.policies.values() for each in policy.versions]
    clauses = sum(len(each.clauses) for each in versions)
    values = sum(len(each.figure.values) for each in content.figures.values())
    cases = sum(len(each) for each in content.scenarios.values())
    policies = counted(len(content.policies), "policy", "policies")
    return (
        f"Checked {counted(len(content.figures), 'figure')} with {counted(values, 'value')}, "
        f"{policies} with {counted(len(versions), 'version')} and {counted(clauses, 'clause')}, "
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


def orphan_figures(content: Content, runs: Iterable[Run] | None = None) -> Iterator[ContentProblem]:
    """A problem for each figure that no rule reads, no text quotes and no figure comes from."""
    runs = run_all(content) if runs is None else runs
    used = (
        {id_ for run in runs for id_ in run.figures_shown}
        | figures_quoted(content)
        | figures_named_in_code()
    )
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
    """The ids of figures that policy text quotes."""
    return {
        id_
        for policy in content.policies.values()
        for version in policy.versions
        for id_ in version.figure_ids
    }


def figures_named_in_code() -> set[str]:
    """The ids of figures read whole, not for a day, which no working lists."""
    from calculators.core.calendar import BANK_HOLIDAYS

    return {BANK_HOLIDAYS}
