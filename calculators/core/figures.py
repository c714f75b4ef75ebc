"""Dated figures: rates, thresholds, periods and fees, each with its source.

The files under ``policies/figures`` are read and checked at build time and handed to the
calculators as one pack of JSON text. A figure is looked up for the day its rule names; where we
hold nothing we trust for that day, the look-up refuses (:class:`FigureNotHeld`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from calculators.core.errors import FigureNotHeld, UnknownFigure
from calculators.core.procedures import Procedure, procedure_from_data
from calculators.core.wording import in_list, long_date, with_unit

NamedDates = Mapping[dt.date, str]
FigureValue = Decimal | NamedDates


@dataclass(frozen=True)
class Source:
    """Where a value was read, when it was last checked, and how sure we are of it."""

    title: str
    checked_on: dt.date
    confidence: str
    url: str = ""


@dataclass(frozen=True)
class DatedValue:
    """One value and the first day it holds; ``value`` is None where a figure ends or is unsure."""

    starts: dt.date
    value: FigureValue | None
    source: Source
    expected: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure with its whole history, oldest value first."""

    id: str
    description: str
    unit: str
    basis: str
    verified_to: dt.date
    values: tuple[DatedValue, ...]
    read_on: str = ""

    def value_dated(self, on: dt.date) -> DatedValue | None:
        """The value whose span includes the day, whether or not it may be used."""
        for dated in reversed(self.values):
            if dated.starts <= on:
                return dated
        return None

    def last_day_of(self, dated: DatedValue) -> dt.date:
        """The last day a value holds: the day before the next one, or the last day checked."""
        later = [each.starts for each in self.values if each.starts > dated.starts]
        before_next = min(later) - dt.timedelta(days=1) if later else self.verified_to
        return min(before_next, self.verified_to)

    def held_in_words(self) -> str:
        """What is held, for the message that refuses."""
        spans = [
            f"from {long_date(first)} to {long_date(last)}" for first, last in self.spans_held()
        ]
        if not spans:
            return "We hold no value for it yet. Ask the policy owner."
        return f"We hold it {in_list(spans)}. Choose a date in that time, or ask the policy owner."

    def spans_held(self) -> list[tuple[dt.date, dt.date]]:
        """The first and last day of each stretch of time with a confirmed value."""
        spans: list[tuple[dt.date, dt.date]] = []
        for dated in self.values:
            last = self.last_day_of(dated)
            if dated.value is None or dated.expected or last < dated.starts:
                continue
            first = dated.starts
            if spans and spans[-1][1] + dt.timedelta(days=1) == first:
                first = spans.pop()[0]
            spans.append((first, last))
        return spans


class FigureInForce(NamedTuple):
    """One figure as it stands on one day."""

    figure: Figure
    dated: DatedValue
    on: dt.date

    @property
    def value(self) -> FigureValue:
        """The value itself: a number, or named dates."""
        assert self.dated.value is not None  # `FigureSet.in_force` refused otherwise
        return self.dated.value

    @property
    def number(self) -> Decimal:
        """The value as an exact number.

        Raises:
            TypeError: If the figure holds dates.
        """
        value = self.dated.value
        if not isinstance(value, Decimal):
            raise TypeError(f"{self.figure.id} holds dates, not a number")
        return value

    @property
    def shown(self) -> str:
        """The value in words, with its unit."""
        if isinstance(self.value, Decimal):
            return with_unit(self.value, self.figure.unit)
        return ", ".join(f"{long_date(day)} ({name})" for day, name in self.value.items())


@dataclass(frozen=True)
class Clause:
    """One clause of one version of a policy: what an answer cites."""

    policy: str
    policy_title: str
    clause: str
    title: str
    version: str
    starts: dt.date
    ends: dt.date | None
    address: str


class FigureSet:
    """Every figure, clause and procedure the calculators may read, each with its dates."""

    def __init__(
        self,
        figures: Iterable[Figure],
        clauses: Iterable[Clause] = (),
        procedures: Iterable[Procedure] = (),
    ) -> None:
        """Keep figures and procedures by id, and clauses by policy and id in date order."""
        self.procedures: Mapping[str, Procedure] = MappingProxyType({p.id: p for p in procedures})
        self.figures: Mapping[str, Figure] = MappingProxyType({f.id: f for f in figures})
        self.clauses = tuple(sorted(clauses, key=lambda c: (c.policy, c.clause, c.starts)))
        # Found by id: looking through all of them would cost more the more policies there are.
        self._by_clause: dict[tuple[str, str], list[Clause]] = {}
        for each in self.clauses:
            self._by_clause.setdefault((each.policy, each.clause), []).append(each)
        self._named_dates: dict[str, tuple[NamedDates, dt.date, dt.date]] = {}
        #: What was worked out from these alone, by what was asked; the same every time.
        self.kept: dict[Hashable, Any] = {}

    def forget(self) -> None:
        """Drop what was worked out from these, as a check must that changes the code or a value."""
        self.kept.clear()
        for procedure in self.procedures.values():
            for version in procedure.versions:
                version.kept.clear()

    @classmethod
    def from_json(cls, text: str) -> FigureSet:
        """Read the pack written by ``handbook.content``; its shape is :func:`figure_from_data`."""
        data = json.loads(text)
        return cls(
            [figure_from_data(each) for each in data["figures"]],
            [clause_from_data(each) for each in data.get("clauses", ())],
            [procedure_from_data(each) for each in data.get("procedures", ())],
        )

    def figure(self, figure_id: str) -> Figure:
        """One figure with its history.

        Raises:
            UnknownFigure: If no file defines the id.
        """
        try:
            return self.figures[figure_id]
        except KeyError:
            raise UnknownFigure(f"no figure is called {figure_id!r}") from None

    def in_force(
        self, figure_id: str, on: dt.date, *, allow_expected: bool = False
    ) -> FigureInForce:
        """The value in force on a day.

        Args:
            figure_id: The figure to read.
            on: The day its rule names.
            allow_expected: Whether a value that is expected but not yet confirmed will do. A rule
                that accepts one must say so in its answer.

        Raises:
            FigureNotHeld: Before the first value, after ``verified_to``, where the figure has
                ended or is not trusted, or where it is only expected and that will not do.
            UnknownFigure: If no file defines the id.
        """
        figure = self.figure(figure_id)
        dated = figure.value_dated(on)
        if dated is None or dated.value is None or on > figure.verified_to:
            reason = dated.reason if dated is not None and dated.value is None else ""
            held = reason or figure.held_in_words()
            raise FigureNotHeld(figure.id, figure.description, on, held)
        if dated.expected and not allow_expected:
            held = f"From {long_date(dated.starts)} a value is expected but not yet confirmed."
            raise FigureNotHeld(figure.id, figure.description, on, held)
        return FigureInForce(figure, dated, on)

    def named_dates(self, figure_id: str) -> tuple[NamedDates, dt.date, dt.date]:
        """All named dates a figure holds, with the first and last day they cover.

        They cover the first stretch of time without a gap: a year we are not sure of ends it. They
        are gathered once, as nearly every answer asks for them.

        Raises:
            FigureNotHeld: If no dates are held at all.
            UnknownFigure: If no file defines the id.
            TypeError: If the figure does not hold dates.
        """
        if figure_id not in self._named_dates:
            self._named_dates[figure_id] = self._gathered_dates(self.figure(figure_id))
        return self._named_dates[figure_id]

    def _gathered_dates(self, figure: Figure) -> tuple[NamedDates, dt.date, dt.date]:
        """As :meth:`named_dates`, from the figure's values."""
        spans = figure.spans_held()
        if not spans:
            first = figure.values[0].starts
            raise FigureNotHeld(figure.id, figure.description, first, figure.held_in_words())
        held_from, held_to = spans[0]
        days: dict[dt.date, str] = {}
        for dated in figure.values:
            if isinstance(dated.value, Decimal):
                raise TypeError(f"{figure.id} does not hold dates")
            if dated.value is not None and held_from <= dated.starts <= held_to:
                days.update(dated.value)
        return MappingProxyType(days), held_from, held_to

    def clause(self, policy: str, clause: str, on: dt.date) -> Clause | None:
        """The clause as it stands on a day, or None where no version we hold has it."""
        for each in self._by_clause.get((policy, clause), ()):
            if each.starts <= on and (each.ends is None or on <= each.ends):
                return each
        return None


def figure_from_data(data: dict[str, Any]) -> Figure:
    """One figure from the pack's JSON.

    Shape: ``{"id", "description", "unit", "basis", "verified_to", "read_on",
    "values": [{"from", "value", "reason", "expected", "source": {...}}]}``; a value is decimal
    text, ``null``, or ``{"2027-01-01": "New Year's Day"}`` where the unit is "named dates".
    A value of low confidence is kept as not held.
    """
    return Figure(
        id=data["id"],
        description=data["description"],
        unit=data["unit"],
        basis=data["basis"],
        verified_to=dt.date.fromisoformat(data["verified_to"]),
        read_on=data.get("read_on", ""),
        values=tuple(
            sorted((dated_value_from_data(each) for each in data["values"]), key=starts_of)
        ),
    )


def starts_of(dated: DatedValue) -> dt.date:
    """The day values are put in order by."""
    return dated.starts


def dated_value_from_data(data: dict[str, Any]) -> DatedValue:
    """One dated value from the pack's JSON; see :func:`figure_from_data`."""
    source = Source(
        title=data["source"]["title"],
        checked_on=dt.date.fromisoformat(data["source"]["checked_on"]),
        confidence=data["source"]["confidence"],
        url=data["source"].get("url", ""),
    )
    raw, reason = data["value"], data.get("reason", "")
    value: FigureValue | None
    if source.confidence == "low":
        value, reason = None, reason or "What we found could not be confirmed, so it is not used."
    elif isinstance(raw, dict):
        value = MappingProxyType({dt.date.fromisoformat(day): name for day, name in raw.items()})
    elif raw is None or isinstance(raw, str):
        value = None if raw is None else Decimal(raw)
    else:
        raise TypeError(f"write the value {raw!r} as text, so that it stays exact")
    return DatedValue(
        starts=dt.date.fromisoformat(data["from"]),
        value=value,
        source=source,
        expected=data.get("expected", False),
        reason=reason,
    )


def clause_from_data(data: dict[str, Any]) -> Clause:
    """One clause from the pack's JSON: the fields of :class:`Clause`, dates as ISO text."""
    return Clause(
        policy=data["policy"],
        policy_title=data["policy_title"],
        clause=data["clause"],
        title=data["title"],
        version=data["version"],
        starts=dt.date.fromisoformat(data["from"]),
        ends=dt.date.fromisoformat(data["to"]) if data.get("to") else None,
        address=data["address"],
    )
