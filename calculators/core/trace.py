"""The working behind an answer: each step, and every figure and clause it read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from calculators.core.figures import Clause, FigureInForce, FigureSet
from calculators.core.wording import long_date, with_unit


class Frozen(BaseModel):
    """A record that does not change once made."""

    model_config = ConfigDict(frozen=True)


class Step(Frozen):
    """One line of working: what was worked out, the sum, how it was rounded, and by what rule."""

    label: str
    value: str
    shown: str
    sum: str = ""
    rounding: str = ""
    source: str = ""


class FigureRead(Frozen):
    """A figure as it was read for an answer."""

    id: str
    description: str
    shown: str
    in_force_from: dt.date
    read_for: dt.date
    basis: str
    source: str
    address: str
    checked_on: dt.date
    confidence: str
    expected: bool


class ClauseRead(Frozen):
    """A policy clause as it was relied on for an answer."""

    policy: str
    clause: str
    title: str
    policy_title: str
    version: str
    in_force_from: dt.date
    address: str


class Working(Frozen):
    """Everything behind an answer, in the order it was used."""

    steps: tuple[Step, ...] = ()
    figures: tuple[FigureRead, ...] = ()
    clauses: tuple[ClauseRead, ...] = ()


class Trace:
    """Reads figures for a calculation and writes its working down as it goes."""

    def __init__(self, figures: FigureSet) -> None:
        """Start with nothing read."""
        self.figures = figures
        self._steps: list[Step] = []
        self._read: dict[tuple[str, dt.date], FigureInForce | FigureRead] = {}
        self._clauses: dict[tuple[str, str, dt.date], ClauseRead] = {}

    def figure(self, figure_id: str, on: dt.date, *, allow_expected: bool = False) -> FigureInForce:
        """Read a figure for the day its rule names, and note that it was read.

        Raises:
            FigureNotHeld: As :meth:`FigureSet.in_force`.
        """
        found = self.figures.in_force(figure_id, on, allow_expected=allow_expected)
        self._read[figure_id, found.dated.starts] = found
        return found

    def number(self, figure_id: str, on: dt.date) -> Decimal:
        """Read a figure that is one number; as :meth:`figure`."""
        return self.figure(figure_id, on).number

    def clause(self, policy: str, clause: str, on: dt.date) -> str:
        """Note that a clause was relied on, and return how to cite it ("" if none is held)."""
        found = self.figures.clause(policy, clause, on)
        if found is None:
            return ""
        key = (policy, clause, found.starts)
        kept = self.figures.kept
        read = kept.get(key)
        if read is None:
            read = kept[key] = clause_read(found)
        self._clauses[key] = read
        return f"{found.policy_title}, “{found.title}”, in force from {long_date(found.starts)}"

    def step(
        self,
        label: str,
        value: Decimal | dt.date | int,
        *,
        unit: str = "",
        sum: str = "",  # noqa: A002 - the officer's word for it
        rounding: str = "",
        source: str = "",
    ) -> None:
        """Write down one line of working.

        Args:
            label: What was worked out.
            value: The number or date that came out.
            unit: The number's unit, as in :mod:`calculators.core.wording`.
            sum: The arithmetic, in numbers an officer could type into a calculator.
            rounding: How the number was rounded, if it was.
            source: The law, clause or figure the line rests on.
        """
        if isinstance(value, dt.date):
            raw, shown = value.isoformat(), long_date(value)
        else:
            number = Decimal(value)
            raw, shown = f"{number:f}", with_unit(number, unit or "number")
        self._steps.append(
            Step(label=label, value=raw, shown=shown, sum=sum, rounding=rounding, source=source)
        )

    def include(self, working: Working, *labels: str) -> None:
        """Take over the working of another calculator: all it read, and its steps.

        Args:
            working: What the other calculator wrote down.
            labels: The steps to take; all of them if none is named.
        """
        self._steps += [each for each in working.steps if not labels or each.label in labels]
        self._read |= {(each.id, each.in_force_from): each for each in working.figures}
        self._clauses |= {
            (each.policy, each.clause, each.in_force_from): each for each in working.clauses
        }

    def finish(self) -> Working:
        """The whole working."""
        return Working(
            steps=tuple(self._steps),
            figures=tuple(
                self.figure_read(each) if isinstance(each, FigureInForce) else each
                for each in self._read.values()
            ),
            clauses=tuple(self._clauses.values()),
        )

    def figure_read(self, found: FigureInForce) -> FigureRead:
        """A figure as the working shows it: all but the day it was read for stays the same."""
        key = (found.figure.id, found.dated.starts)
        read: FigureRead | None = self.figures.kept.get(key)
        if read is None:
            read = self.figures.kept[key] = figure_read(found)
        return read.model_copy(update={"read_for": found.on})


def clause_read(found: Clause) -> ClauseRead:
    """A clause as the working shows it."""
    return ClauseRead(
        policy=found.policy,
        clause=found.clause,
        title=found.title,
        policy_title=found.policy_title,
        version=found.version,
        in_force_from=found.starts,
        address=found.address,
    )


def figure_read(found: FigureInForce) -> FigureRead:
    """A figure as the working shows it."""
    figure, dated = found.figure, found.dated
    return FigureRead(
        id=figure.id,
        description=figure.description,
        shown=found.shown,
        in_force_from=dated.starts,
        read_for=found.on,
        basis=figure.basis,
        source=dated.source.title,
        address=dated.source.url,
        checked_on=dated.source.checked_on,
        confidence=dated.source.confidence,
        expected=dated.expected,
    )
