"""The states of a policy: how it reads between two dates.

A policy changes when a new version takes effect, and also when a figure that its text quotes
changes. Each state has an address that never moves, named by its first day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import Figure, FigureSet
from calculators.core.wording import long_date, short_date
from handbook.content.policies import Policy, PolicyVersion
from handbook.site.changes import ClauseChange, ClauseText, clause_changes

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class State:
    """One policy as it reads from one day to another.

    Attributes:
        policy: The policy.
        version: The version of its text in force.
        starts: The first day it reads like this.
        ends: The last day, or None while nothing is known to change it.
    """

    policy: Policy
    version: PolicyVersion
    starts: dt.date
    ends: dt.date | None

    @property
    def address(self) -> str:
        """Its permanent address, from the top of the site."""
        return f"policies/{self.policy.id}/{self.starts.isoformat()}/"

    @property
    def covers(self) -> str:
        """The days it covers, in words."""
        start = f"From {long_date(self.starts)}"
        return f"{start} to {long_date(self.ends)}" if self.ends else f"{start}, until it changes"

    def when(self, day: dt.date) -> str:
        """Whether, on a day, it is "past", "in force" or "to come"."""
        if self.starts > day:
            return "to come"
        return "past" if self.ends is not None and self.ends < day else "in force"


@dataclass(frozen=True)
class FigureChange:
    """A quoted figure whose value differs between two states, as a sentence."""

    id: str
    sentence: str


@dataclass(frozen=True)
class Changes:
    """What changed from one state to the next."""

    clauses: tuple[ClauseChange, ...]
    figures: tuple[FigureChange, ...]


def states_of(policy: Policy, figures: FigureSet) -> list[State]:
    """Every state of a policy, oldest first."""
    states: list[State] = []
    for version in policy.versions:
        days = [version.first_day, *days_of_change(version, figures)]
        lasts = [day - DAY for day in days[1:]] + [version.last_day]
        states += [State(policy, version, *span) for span in zip(days, lasts, strict=True)]
    return states


def days_of_change(version: PolicyVersion, figures: FigureSet) -> list[dt.date]:
    """The days within a version's time on which a figure it quotes reads differently."""
    days = set()
    last = version.last_day
    for figure_id in version.figure_ids:
        values = figures.figure(figure_id).values
        for before, value in pairwise(values):
            within = version.first_day < value.starts and (last is None or value.starts <= last)
            if within and (before.value, before.expected) != (value.value, value.expected):
                days.add(value.starts)
    return sorted(days)


def state_on(states: Iterable[State], day: dt.date) -> State | None:
    """The state in force on a day, or None before the first."""
    found = None
    for state in states:
        if state.starts <= day:
            found = state
    return found


def changes_between(
    old: State, new: State, read: Callable[[State], Iterable[ClauseText]], figures: FigureSet
) -> Changes:
    """What changed from one state to the next.

    Args:
        old: The earlier state.
        new: The later one.
        read: Gives a state's clauses as plain text, figures in words.
        figures: Every figure.
    """
    # Where only figures changed, the sentences say it all.
    clauses = clause_changes(read(old), read(new)) if old.version != new.version else []
    both = [each for each in new.version.figure_ids if each in old.version.figure_ids]
    changed = (figure_change(figures.figure(each), figures, old, new) for each in both)
    return Changes(tuple(clauses), tuple(each for each in changed if each))


def figure_change(
    figure: Figure, figures: FigureSet, old: State, new: State
) -> FigureChange | None:
    """One figure's change as a sentence, or None if it reads the same in both states."""
    was, now = figure_words(figure, figures, old.starts), figure_words(figure, figures, new.starts)
    if was == now:
        return None
    what = first_sentence(figure.description)
    return FigureChange(
        figure.id,
        f"From {long_date(new.starts)} {what} {verb(figure, old, new)} from {was} to {now}.",
    )


def figure_words(figure: Figure, figures: FigureSet, day: dt.date) -> str:
    """A figure on a day in words; what is expected or not held is said to be so."""
    try:
        found = figures.in_force(figure.id, day, allow_expected=True)
    except FigureNotHeld:
        return "a value not held"
    shown = found.shown
    if not isinstance(found.value, Decimal):
        shown = ", ".join(short_date(each) for each in found.value)
    return f"{shown} (expected, not yet confirmed)" if found.dated.expected else shown


def verb(figure: Figure, old: State, new: State) -> str:
    """Rises, falls or changes."""
    dated = [figure.value_dated(state.starts) for state in (old, new)]
    was, now = (each.value if each else None for each in dated)
    if not (isinstance(was, Decimal) and isinstance(now, Decimal)) or was == now:
        return "changes"
    return "rises" if now > was else "falls"


def first_sentence(description: str) -> str:
    """A figure's description so that it can stand inside a sentence."""
    text = re.split(r"\.(?:\s|$)", description, maxsplit=1)[0].strip()
    first, _, rest = text.partition(" ")
    # "The most ..." becomes "the most ..."; "Universal Credit ..." keeps its capitals.
    if first in {"The", "A", "An", "How", "Most", "Least", "Share", "Days", "Whether", "When"}:
        first = first.lower()
    return f"{first} {rest}".strip()
