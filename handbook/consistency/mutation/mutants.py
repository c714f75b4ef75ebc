"""What a mutant is, and which ones a run takes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

FIGURES, DATES, COMPARISONS, CONSTANTS, ROUNDING, STEPS, CHECKLIST = KINDS = (
    "figures",
    "dates",
    "comparisons",
    "constants",
    "rounding",
    "steps",
    "checklist",
)

#: Plants the mistake for as long as the context lasts.
Planting = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Touches:
    """Which scenarios a mutant can change; what is empty says nothing.

    Attributes:
        figure: Those that look this figure up.
        days: Of those, the ones that look it up for one of these days; none says any day.
        span: As ``days``, for the first and last day of a value.
        others: Those that look one of these figures up too, for any day.
        functions: Those that run one of these functions, each a file and a qualified name.
        lines: Those that run one of these lines, each a file and a number.
        version: Those decided by this version of a procedure: its id and version.
        step: Of those, the ones whose answer is this step.
        first: Try those that come to this step first, though others may be changed too.
    """

    figure: str = ""
    days: frozenset[dt.date] = frozenset()
    span: tuple[dt.date, dt.date] | None = None
    others: frozenset[str] = frozenset()
    functions: frozenset[tuple[str, str]] = frozenset()
    lines: frozenset[tuple[str, int]] = frozenset()
    version: tuple[str, str] = ("", "")
    step: str = ""
    first: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mutant:
    """One planted mistake.

    Attributes:
        id: What the list of equivalent mutants calls it; it stays when lines above it move.
        kind: One of :data:`KINDS`.
        file: The file that would hold the mistake, from the top folder.
        line: Its line.
        what: What was changed, in words.
        touches: The scenarios that could see it.
        planted: Plants it.
    """

    id: str
    kind: str
    file: str
    line: int
    what: str
    touches: Touches
    planted: Planting = field(compare=False, repr=False)

    @property
    def key(self) -> str:
        """A short name for the file of results."""
        return digest(self.id)[:16]


def digest(*parts: str) -> str:
    """A fingerprint of some texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def sampled(mutants: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many mutants, spread over the kinds; the same seed takes the same ones on any machine.

    Each kind's mutants are put in an order that the seed decides, and the kinds take turns.
    """
    queues = {kind: list[Mutant]() for kind in KINDS}
    for each in sorted(mutants, key=lambda each: digest(str(seed), each.id)):
        queues[each.kind].append(each)
    ranked = [(at, kind, each) for kind, queue in queues.items() for at, each in enumerate(queue)]
    ranked.sort(key=lambda each: (each[0], KINDS.index(each[1])))
    return [each for _, _, each in ranked[:number]]
