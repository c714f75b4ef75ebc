"""The short list of mutants that change nothing anyone could see, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.consistency.mutation.mutants import Mutant
from handbook.consistency.mutation.running import Result
from handbook.content import ContentProblem, ContentProblems, Problems
from handbook.content.fields import entries
from handbook.content.yaml import read_yaml

PATH = Path(__file__).with_name("equivalent.yaml")
LEAST_WORDS = 6


@dataclass(frozen=True)
class Equivalent:
    """One mutant that no scenario can kill.

    Attributes:
        mutant: Its id.
        reason: Why it changes nothing.
        line: The line of its entry.
    """

    mutant: str
    reason: str
    line: int


def read_equivalents(path: Path = PATH) -> list[Equivalent]:
    """Every entry of the list.

    Raises:
        ContentProblems: If it cannot be read, or an entry gives no reason.
    """
    problems = Problems()
    text = path.read_text(encoding="utf-8")
    if not any(line.strip() and line[0] != "#" for line in text.split("\n")):
        return []
    node = read_yaml(text, path.name, problems)
    found = []
    for fields in entries(path.name, node, problems) if node is not None else ():
        reason = fields.text("reason", remedy="Say why no case can tell it from the original")
        if reason and len(reason.split()) < LEAST_WORDS:
            fields.note("reason", f"“{reason}” is no reason", "Write at least a sentence")
        ids = fields.texts("mutants")
        fields.finish()
        found += [Equivalent(each, reason, fields.line) for each in ids]
    if problems.found:
        raise ContentProblems(problems.in_order)
    return found


def not_needed(
    equivalents: Iterable[Equivalent], mutants: Iterable[Mutant], results: Iterable[Result]
) -> Iterator[ContentProblem]:
    """A note for each entry whose mutant is killed, or is no longer made."""
    known = {each.id for each in mutants}
    killers = {each.mutant: each.killed_by for each in results if each.killed_by}
    for each in equivalents:
        if each.mutant not in known:
            why = "is no longer made"
        elif each.mutant in killers:
            why = f"is killed by {killers[each.mutant]}"
        else:
            continue
        yield ContentProblem(
            PATH.name, each.line, "mutants", f"“{each.mutant}” {why}", "Take it off the list"
        )
