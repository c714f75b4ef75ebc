"""The ways a calculation can stop, each with a sentence an officer can act on."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Self

from calculators.core.wording import long_date


class Problem(NamedTuple):
    """One thing to put right: the field it belongs to ("" for the whole form) and what to do."""

    field: str
    message: str


class OutOfScope(Problem):
    """Why a calculator is not for this case: there may be nothing to put right."""


class Doubt(Problem):
    """An amount that is unusual and may be right: it stops an answer until somebody confirms it.

    Make one with :func:`calculators.core.doubts.doubt`.

    Attributes:
        given: The amount in words.
        unusual: Why it is asked about.
        called: What the amount is called; "" for its question's label.
    """

    given: str
    unusual: str
    called: str

    def __new__(cls, field: str, message: str, *, given: str, unusual: str, called: str) -> Self:
        """A problem that also says what the answer says of the amount once it is confirmed."""
        made = super().__new__(cls, field, message)
        made.given, made.unusual, made.called = given, unusual, called
        return made


class CannotCalculate(Exception):
    """A calculation that stops with problems to show, never with a traceback."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order the officer should read them."""
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


class NeedsAnswer(CannotCalculate):
    """A fact is missing, or two facts do not fit together: ask, do not guess."""

    def __init__(self, field: str, message: str) -> None:
        """Name the field the question belongs to and how to put it right."""
        super().__init__(Problem(field, message))


class NotCovered(CannotCalculate):
    """The case is outside what this calculator covers: say so plainly."""

    def __init__(self, message: str, field: str = "") -> None:
        """Say what is not covered and where to go instead."""
        super().__init__(OutOfScope(field, message))


class FigureNotHeld(CannotCalculate):
    """No figure we trust for that day: before the first, after the last check, or unsure.

    Attributes:
        figure_id: Which figure was asked for.
        on: The day it was asked for.
        held: What is held, in words.
    """

    def __init__(self, figure_id: str, description: str, on: dt.date, held: str) -> None:
        """Name the figure, the day and what is held."""
        self.figure_id = figure_id
        self.on = on
        self.held = held
        name = description.rstrip(".")
        super().__init__(
            Problem("", f"We do not hold this figure for {long_date(on)}: {name}. {held}")
        )


class UnknownFigure(LookupError):
    """A rule asked for a figure id that no file defines: a mistake in the code or the files."""
