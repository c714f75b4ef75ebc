"""Which figures an April asks for, and how far each has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.figures import DatedValue, Figure
from calculators.core.wording import long_date, with_unit
from handbook.content import Content, FigureEntry
from handbook.content.figures import LATEST, changes_each_april, in_april
from handbook.new_year.aprils import YearRule, rule_of

EACH_APRIL = "changes each April"
RUNS_OUT = "runs out by then"
STARTS = "has a value from then"

GIVEN = "given"
TO_CONFIRM = "expected, to be confirmed"
TO_GIVE = "to be given"
NOT_HELD = "not held"


@dataclass(frozen=True)
class Need:
    """One figure that an April asks for.

    Attributes:
        entry: The figure, with its file and line.
        figure: The same as calculators read it: what is not sure is not held.
        why: Whether it changes each April, is only checked up to about then, or starts then.
        state: How far it has come.
        now: The value in force today; None before its first.
        new: The value given or expected for that April, if there is one.
        rule: On which day of April its values begin, if its history shows one.
        first_day: The first day the new value is needed; None where that is not held.
    """

    entry: FigureEntry
    figure: Figure
    why: str
    state: str
    now: DatedValue | None
    new: DatedValue | None
    rule: YearRule | None
    first_day: dt.date | None

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.figure.id


def coming_april(today: dt.date) -> int:
    """The year of the next April whose rates may still begin."""
    return today.year if today <= dt.date(today.year, 4, LATEST) else today.year + 1


def needs(content: Content, year: int, today: dt.date) -> list[Need]:
    """The figures that one April asks for, in the order of files and lines."""
    found = [
        need
        for entry in content.figures.values()
        if not entry.is_derived and (need := need_of(content, entry, year, today)) is not None
    ]
    return sorted(found, key=lambda each: (each.entry.file, each.entry.line))


def need_of(content: Content, entry: FigureEntry, year: int, today: dt.date) -> Need | None:
    """What one April asks of a figure, or None."""
    figure = content.figure_set.figure(entry.figure.id)
    starts = [each.starts for each in figure.values]
    yearly = changes_each_april(figure.basis, starts)
    new = next((v for v in figure.values if v.starts.year == year and in_april(v.starts)), None)
    runs_out = figure.verified_to < dt.date(year, 4, LATEST)
    if new is None and starts and starts[-1] > dt.date(year, 4, LATEST):
        return None  # a later value is held: that April is past, and nothing is added before it
    given_alone = new is not None and figure.basis != "landlord"
    if not (yearly or runs_out or given_alone):
        return None
    rule = rule_of(starts)
    return Need(
        entry=entry,
        figure=figure,
        why=EACH_APRIL if yearly else RUNS_OUT if runs_out else STARTS,
        state=state_of(figure, new),
        now=figure.value_dated(today),
        new=new,
        rule=rule,
        first_day=first_day_of(new, rule, year),
    )


def state_of(figure: Figure, new: DatedValue | None) -> str:
    """How far a figure has come for an April."""
    if new is not None and new.expected:
        return TO_CONFIRM
    if new is not None and new.value is not None:
        return GIVEN
    return NOT_HELD if figure.values and figure.values[-1].value is None else TO_GIVE


def first_day_of(new: DatedValue | None, rule: YearRule | None, year: int) -> dt.date | None:
    """The first day a new value is needed, where the figure itself shows it."""
    if new is not None:
        return new.starts
    return rule.first_day(year) if rule is not None else None


def missed(content: Content, year: int) -> list[int]:
    """Earlier Aprils for which a figure that changes each April has no value and has run out."""
    found = set()
    for entry in content.figures.values():
        figure = entry.figure
        starts = [each.starts for each in figure.values]
        if entry.is_derived or not changes_each_april(figure.basis, starts):
            continue
        if figure.values[-1].value is None:
            continue
        newest = max(day.year for day in starts if in_april(day))
        found |= set(range(newest + 1, year))
    return sorted(found)


def by_file(found: Iterable[Need]) -> Iterator[tuple[str, list[Need]]]:
    """The same, file by file."""
    files: dict[str, list[Need]] = {}
    for each in found:
        files.setdefault(each.entry.file, []).append(each)
    yield from files.items()


def value_in_words(figure: Figure, dated: DatedValue | None) -> str:
    """A value with its unit; why there is none, or "none yet"."""
    if dated is None:
        return "none yet"
    if dated.value is None:
        return f"not held: {dated.reason.rstrip('.')}"
    if isinstance(dated.value, Decimal):
        return with_unit(dated.value, figure.unit)
    return f"{len(dated.value)} dates"


def first_day_in_words(need: Need) -> str:
    """The first day the new value is needed, and how that is known."""
    if need.new is not None and need.first_day is not None:
        return long_date(need.first_day)
    if need.first_day is None or need.rule is None:
        return "not held: see the source"
    return f"{long_date(need.first_day)} ({need.rule.words}, as in the years held)"
