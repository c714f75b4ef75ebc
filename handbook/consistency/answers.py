"""Cases that do not come out as people worked them out: each is told beside what came.

A figure typed wrongly, a rule changed, or a new version that changes old answers shows here first,
so that nothing is published while a case and the handbook disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from calculators import browser
from calculators.core.wording import counted
from handbook.consistency.journeys import date_differences
from handbook.consistency.runs import Run
from handbook.consistency.scenarios import Difference, answered, differences
from handbook.content import Content, ContentProblem
from handbook.site.page_cases import page_differences

REMEDY = (
    "Find out which is right: put a figure, a text or a rule that is wrong right, and change the "
    "case only if working it out again by hand gives another answer"
)
#: Words of an answer that a message can hold; the scenario's test shows all of them.
LONGEST = 160
#: How many of those stand before the first difference of two long answers.
BEFORE = 40


def wrong_answers(content: Content, runs: Iterable[Run]) -> Iterator[ContentProblem]:
    """A problem for each case, date of a journey and page that is not as people worked it out.

    Args:
        content: The whole content.
        runs: Every scenario worked out with its figures.
    """
    browser.hold(content.figure_set)
    for run in runs:
        case = run.scenario
        has_note = case.note_says or case.note_never_says
        found = differences(case, answered(case) if has_note else run.answer)
        yield from told(case.file, case.name, found)
    for journey in content.journeys:
        for date in journey.dates:
            found = date_differences(date, content.figure_set)
            yield from told(journey.file, f"{journey.name}: {date.happens}", found)
    for page in content.page_cases:
        yield from told(page.file, page.name, page_differences(page, content))


def told(file: str, name: str, found: Sequence[Difference]) -> Iterator[ContentProblem]:
    """One problem for a case, about the first part of it that differs."""
    if not found:
        return
    first = found[0]
    expected, got = beside(first.expected, first.got)
    rest = len(found) - 1
    more = f", and {counted(rest, 'other part')} differ{'s' if rest == 1 else ''}" if rest else ""
    yield ContentProblem(
        file,
        first.line,
        first.path,
        f"“{name}” must give {expected} and gives {got}{more}",
        REMEDY,
    )


def beside(expected: str, got: str) -> tuple[str, str]:
    """What a message can hold of two answers: of long ones, the part from which they differ."""
    both = [" ".join(words.split()).rstrip(".") for words in (expected, got)]
    if max(map(len, both)) > LONGEST:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(*both, strict=False))
        start = max(0, sum(1 for _ in alike) - BEFORE)
        both = [f"… {words[start:].lstrip()}" if start else words for words in both]
    first, second = (
        words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …" for words in both
    )
    return first, second
