"""Signs that what a scenario expects was copied from an answer and not worked out by a person.

That it names where it comes from, and that this is not the program, is checked where scenarios are
read. Two more signs are looked for here: one explanation for different answers, and an expectation
that lists everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calculators.core.results import CalculatorResult
from handbook.consistency.runs import Run
from handbook.consistency.scenarios import same
from handbook.content import Content, ContentProblem, Scenario

#: What every answer has; a person who works a case out states its parts.
SHARED = frozenset(CalculatorResult.model_fields)
#: An answer with fewer parts than this can well be listed whole.
FEW = 6


def repeated_explanations(content: Content) -> Iterator[ContentProblem]:
    """A problem for each answered case explained word for word like one with another answer.

    Cases with the same answer may share an explanation, and refused ones the limit they break.
    """
    for scenarios in content.scenarios.values():
        seen: dict[str, Scenario] = {}
        for scenario in scenarios:
            words = " ".join(scenario.expected_from.split()).casefold()
            if scenario.problems or not words:
                continue
            first = seen.setdefault(words, scenario)
            if not same(dict(first.expected), dict(scenario.expected)):
                yield ContentProblem(
                    scenario.file,
                    scenario.line,
                    "expected_from",
                    f"The explanation is word for word that of “{first.name}” ({first.file}, line "
                    f"{first.line}), which expects another answer",
                    "Work this case out too, and write what differs in it",
                )


def pasted_answers(runs: Iterable[Run]) -> Iterator[ContentProblem]:
    """A problem for each case that expects every part its answer has."""
    for run in runs:
        if not run.answer.get("ok"):
            continue
        filled = {
            name
            for name, value in run.answer["result"].items()
            if name not in SHARED and value not in (None, [], "")
        }
        expected = {path.partition(".")[0] for path in run.scenario.expected}
        whole = "working" in run.scenario.expected
        if whole or (len(filled) >= FEW and filled <= expected):
            yield ContentProblem(
                run.scenario.file,
                run.scenario.line,
                "expected",
                "It lists every part of the answer, as if it were copied from one",
                "Keep the parts that this case is about, each worked out by hand",
            )
