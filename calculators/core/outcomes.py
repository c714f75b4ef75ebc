"""Three answers - yes, no, cannot tell until you know X - and how they combine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What can be said for certain."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Outcome:
    """A verdict, why, and - when it cannot be told - the fact that would settle it."""

    verdict: Verdict
    because: str
    settled_by: tuple[str, ...] = ()


def yes(because: str) -> Outcome:
    """A certain yes."""
    return Outcome(Verdict.YES, because)


def no(because: str) -> Outcome:
    """A certain no."""
    return Outcome(Verdict.NO, because)


def cannot_tell(because: str, *settled_by: str) -> Outcome:
    """Not known yet; ``settled_by`` names the facts that would settle it."""
    return Outcome(Verdict.CANNOT_TELL, because, settled_by)


def not_said(*settled_by: str) -> Outcome:
    """Not known yet, because nobody has said: the facts to ask for say it all."""
    return cannot_tell("", *settled_by)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes only if every one is yes; no as soon as one is no, whatever is still unknown."""
    seen = set(verdicts)
    if Verdict.NO in seen:
        return Verdict.NO
    return Verdict.CANNOT_TELL if Verdict.CANNOT_TELL in seen else Verdict.YES


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes as soon as one is yes, whatever is still unknown; no only if every one is no."""
    seen = set(verdicts)
    if Verdict.YES in seen:
        return Verdict.YES
    return Verdict.CANNOT_TELL if Verdict.CANNOT_TELL in seen else Verdict.NO
