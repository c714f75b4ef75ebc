"""Every check of ``make check`` that needs both the content and the calculators."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from calculators import browser
from calculators.core.wording import counted
from calculators.registry import CALCULATORS
from handbook.consistency.duties import orphan_citations, orphan_duties, orphan_rules
from handbook.consistency.numbers import orphan_numbers
from handbook.consistency.prose import drift
from handbook.consistency.scenarios import inputs_json
from handbook.content import Content, ContentProblem


def all_problems(content: Content) -> list[ContentProblem]:
    """Everything wrong between the content and the calculators."""
    numbers, _ = orphan_numbers(content)
    found = [
        *calculators_without_scenarios(content),
        *orphan_figures(content),
        *numbers,
        *orphan_duties(content),
        *orphan_rules(content),
        *orphan_citations(content),
        *drift(content),
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


def orphan_figures(content: Content) -> Iterator[ContentProblem]:
    """A problem for each figure that no rule reads, no text quotes and no figure comes from."""
    used = figures_read(content) | figures_quoted(content) | figures_named_in_code()
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


def figures_read(content: Content) -> set[str]:
    """The ids of figures that some scenario makes a rule read."""
    found: set[str] = set()
    for calculator, ids in readings(content).items():
        if calculator in CALCULATORS:
            found |= ids
    return found


def readings(content: Content) -> dict[str, set[str]]:
    """The figures each calculator reads in any of its scenarios."""
    found: dict[str, set[str]] = defaultdict(set)
    for calculator, scenarios in content.scenarios.items():
        for scenario in scenarios:
            text = browser.run(calculator, inputs_json(scenario), content.figure_set)
            answer = json.loads(text)
            if answer["ok"]:
                figures = answer["result"]["working"]["figures"]
                found[calculator] |= {each["id"] for each in figures}
    return found


def figures_named_in_code() -> set[str]:
    """The ids of figures read whole, not for a day, which no working lists."""
    from calculators.core.calendar import BANK_HOLIDAYS

    return {BANK_HOLIDAYS}
