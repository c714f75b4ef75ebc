"""The states of a page: how it reads between two dates.

A policy changes when a new version takes effect, and also when a figure that its text quotes
changes; a page of figures when one of them does. Each state has an address that never moves,
named by its first day.
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
from calculators.core.wording import BEGUN, long_date, short_date
from handbook.content.pack import draft_address, version_address
from handbook.content.policies import Policy, PolicyVersion
from handbook.site.changes import ClauseChange, ClauseText, clause_changes

DAY = dt.timedelta(days=1)
NOT_HELD = "a value not held"
#: First words of descriptions that a sentence needs an article before, or small letters.
INSIDE = {
    "Most": "the most",
    "Least": "the least",
    "Share": "the share",
    **{
        each: each.lower()
        for each in ("The", "A", "An", "How", "What", "Days", "Whether", "When", "Bank")
    },
}


class Span:
    """A stretch of time in which a page reads the same: what every kind of state has."""

    starts: dt.date
    ends: dt.date | None

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
class State(Span):
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
        """Its permanent address, from the top of the site; a draft's lasts for a preview."""
        address = draft_address if self.version.is_draft else version_address
        return address(self.policy.id, self.starts)


@dataclass(frozen=True)
class FigureChange:
    """A figure whose value differs between two days: both values in words, and a sentence."""

    id: str
    sentence: str
    was: str
    now: str


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


def state_on[Kind: Span](states: Iterable[Kind], day: dt.date) -> Kind | None:
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
    changed = figure_changes((figures.figure(each) for each in both), figures, old, new)
    return Changes(tuple(clauses), changed)


def figure_changes(
    changed: Iterable[Figure], figures: FigureSet, old: Span, new: Span
) -> tuple[FigureChange, ...]:
    """Those of some figures that read differently at the start of two states."""
    found = (figure_change(each, figures, old.starts, new.starts) for each in changed)
    return tuple(each for each in found if each)


def figure_change(
    figure: Figure, figures: FigureSet, before: dt.date, day: dt.date
) -> FigureChange | None:
    """One figure's change as a sentence, or None if it reads the same on both days."""
    was, now = figure_words(figure, figures, before), figure_words(figure, figures, day)
    if was == now:
        return None
    what, start = first_sentence(figure.description), f"From {long_date(day)}"
    if was == NOT_HELD:
        said = f"{start} {what}: {now}. No value is held for the time before."
    elif now == NOT_HELD:
        said = f"{start} no value is held for {what}; before then it was {was}."
    elif figure.unit == "named dates":
        said = f"{start} {what}: {now}."
    else:
        said = f"{start} {what} {verb(figure, before, day)} from {unit_once(was, now)} to {now}."
    return FigureChange(figure.id, said, was, now)


def unit_once(was: str, now: str) -> str:
    """The earlier of two values, without its unit where the later one says the same."""
    number, _, unit = was.partition(" ")
    same = now.partition(" ")[2]
    return number if unit and (same == unit or same.startswith(f"{unit} (")) else was


def figure_words(figure: Figure, figures: FigureSet, day: dt.date) -> str:
    """A figure on a day in words; what is expected or not held is said to be so."""
    try:
        found = figures.in_force(figure.id, day, allow_expected=True)
    except FigureNotHeld:
        return NOT_HELD
    shown = found.shown
    if not isinstance(found.value, Decimal):
        shown = ", ".join(short_date(each) for each in found.value)
    return f"{shown} (expected, not yet confirmed)" if found.dated.expected else shown


def verb(figure: Figure, before: dt.date, day: dt.date) -> str:
    """Rises, falls or changes."""
    if figure.unit == BEGUN:
        return "changes"
    dated = [figure.value_dated(each) for each in (before, day)]
    was, now = (each.value if each else None for each in dated)
    if not (isinstance(was, Decimal) and isinstance(now, Decimal)) or was == now:
        return "changes"
    return "rises" if now > was else "falls"


def first_sentence(description: str, *, lower: bool = True) -> str:
    """A figure's description to its first full stop; in small letters inside a sentence."""
    text = re.split(r"\.(?:\s|$)", description, maxsplit=1)[0].strip()
    first, _, rest = text.partition(" ")
    # "The most ..." becomes "the most ..."; "Universal Credit ..." keeps its capitals.
    if lower:
        first = INSIDE.get(first, first)
    return f"{first} {rest}".strip()
