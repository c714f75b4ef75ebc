"""Checklists of gates: each is met, not met, or cannot be told until a fact is known.

A gate's outcome depends on its own facts only, and an unknown fact never makes it met. So taking a
fact away can only turn "met" into "cannot tell", and learning one can never turn "not met" round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict, all_of, no, not_said, yes
from calculators.core.results import part
from calculators.core.trace import Frozen
from calculators.core.wording import in_list

WORDS = {Verdict.YES: "Met", Verdict.NO: "Not met", Verdict.CANNOT_TELL: "Cannot tell yet"}
VERDICTS = {words: verdict for verdict, words in WORDS.items()}


@dataclass(frozen=True)
class Gate:
    """One thing that must be so.

    Attributes:
        id: A short name that never changes.
        title: What must be so, in a few words.
        outcome: Whether it is, why, and what would settle it.
        fix: What to do about it where it is not met, or not known; starts with a verb.
        law: Where it comes from.
        find_out: What to do where it is not known, if that is something else.
    """

    id: str
    title: str
    outcome: Outcome
    fix: str
    law: str
    find_out: str = ""

    @property
    def to_do(self) -> str:
        """What to do about it, as far as is known."""
        unknown = self.outcome.verdict is Verdict.CANNOT_TELL
        return (self.find_out if unknown else "") or self.fix


class GateRow(Frozen):
    """One gate, as a table shows it."""

    title: str = part("What must be so", row_header=True)
    met: str = part("Met?")
    why: str = part("Why")
    fix: str | None = part("What to do", if_none="")
    law: str = part("Source")


def row(gate: Gate) -> GateRow:
    """A gate for a table; one that is met needs nothing done."""
    outcome = gate.outcome
    return GateRow(
        title=gate.title,
        met=WORDS[outcome.verdict],
        why=in_full(outcome),
        fix=None if outcome.verdict is Verdict.YES else gate.to_do,
        law=gate.law,
    )


def in_full(outcome: Outcome) -> str:
    """Why an outcome is as it is, with what would settle it."""
    if not outcome.settled_by:
        return outcome.because
    return f"{outcome.because} Depends on {in_list(list(outcome.settled_by))}.".lstrip()


def standing(gates: Iterable[Gate]) -> Verdict:
    """Yes only if every gate is met; no as soon as one is not, whatever is still unknown."""
    return all_of(gate.outcome.verdict for gate in gates)


def to_fix(gates: Sequence[Gate]) -> list[Gate]:
    """What is not met, in the order to fix it, and then what cannot be told yet."""
    wrong = [gate for gate in gates if gate.outcome.verdict is Verdict.NO]
    return wrong + [gate for gate in gates if gate.outcome.verdict is Verdict.CANNOT_TELL]


def fact(answer: YesNoNotKnown, met: str, not_met: str, settles: str) -> Outcome:
    """The outcome of one fact: what is said where it is so, where it is not, and what settles it.

    Args:
        answer: The fact.
        met: Why the gate is met where the answer is yes.
        not_met: Why it is not where the answer is no.
        settles: The fact in words, for "cannot tell".
    """
    if answer is YesNoNotKnown.YES:
        return yes(met)
    if answer is YesNoNotKnown.NO:
        return no(not_met)
    return not_said(settles)
