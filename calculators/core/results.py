"""What a calculator answers: the answer first, then its parts, each labelled on its own field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from calculators.core.trace import Frozen, Working


@dataclass(frozen=True)
class Part:
    """How one field of a result is shown.

    Attributes:
        label: Its name, or a table's caption, or a chart's title.
        unit: The unit of a number, as in :mod:`calculators.core.wording`.
        if_none: What to show where there is no value.
        section: The heading it stands under; "" for the key facts below the answer.
        in_note: Whether the case note carries it.
        hint: One line under a table's caption.
        row_header: For a table's field: this cell names its row.
        copied: For a table: the page offers to copy it, to be pasted into a sheet or a case file.
        ticked: For a table: on paper each row has a box to tick.
    """

    label: str
    unit: str = ""
    if_none: str = ""
    section: str = ""
    in_note: bool = True
    hint: str = ""
    row_header: bool = False
    copied: bool = False
    ticked: bool = False


def part(label: str, *, default: Any = ..., **about: Any) -> Any:
    """A field of a result, or of a row of one, that is shown; ``about`` is as in `Part`."""
    shown = Part(label, **about)
    return Field(
        default=default,
        title=label,
        json_schema_extra={"part": {k: v for k, v in asdict(shown).items() if v != ""}},
    )


def part_of(info: FieldInfo) -> Part | None:
    """How a field is shown, or None for one that is not."""
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or not isinstance(extra.get("part"), dict):
        return None
    return Part(**extra["part"])  # type: ignore[arg-type]


@cache
def parts_of(model: type[BaseModel]) -> dict[str, Part]:
    """How each field of a model that is shown is shown, in the model's order."""
    shown = {name: part_of(info) for name, info in model.model_fields.items()}
    return {name: each for name, each in shown.items() if each is not None}


# What a chart or a strip is made of has no labels of its own, and is many: plain records.


@dataclass(frozen=True)
class ChartPoint:
    """The balance after what happened on a day."""

    day: dt.date
    amount: Decimal


@dataclass(frozen=True)
class ChartMark:
    """A day worth marking on a chart, in a word or two."""

    day: dt.date
    label: str


class BalanceChart(Frozen):
    """A balance over time, which a table on the same page gives in full."""

    summary: str
    points: tuple[ChartPoint, ...]
    marks: tuple[ChartMark, ...] = ()


class DayKind(StrEnum):
    """What a marked day is, for its colour; its label says the same in words."""

    EVENT = "event"
    COUNTED = "counted"
    SKIPPED = "skipped"
    EARLIEST = "earliest"
    LAST = "last"
    TODAY = "today"


@dataclass(frozen=True)
class DayMark:
    """A day worth marking on a calendar strip, in a few words; one day may carry several."""

    day: dt.date
    label: str
    kind: DayKind = DayKind.EVENT


@dataclass(frozen=True)
class DaySpan:
    """Days on end that belong together, both ends counted: a window, a wait, a moratorium."""

    first: dt.date
    last: dt.date
    label: str
    kind: DayKind = DayKind.COUNTED


@dataclass(frozen=True)
class DayOff:
    """A day on the strip that is not a working day and is not a weekend either."""

    day: dt.date
    name: str


class CalendarStrip(Frozen):
    """Days laid out by weeks, with those that matter marked and the same said in words.

    Make one with :func:`calculators.core.strips.strip`.

    Attributes:
        summary: One sentence for a reader who cannot see the weeks.
        marks: The days that matter, in date order.
        spans: Stretches of days, in date order.
        off: Bank holidays among the days shown.
        held_to: The last day for which bank holidays are held, where the strip goes past it.
    """

    summary: str
    marks: tuple[DayMark, ...]
    spans: tuple[DaySpan, ...] = ()
    off: tuple[DayOff, ...] = ()
    held_to: dt.date | None = None


class CalendarFile(Frozen):
    """Days as a file for a calendar program, which the page offers to save.

    Make one with :func:`calculators.core.calendar_file.calendar_file`.
    """

    name: str
    text: str


class CalculatorResult(Frozen):
    """What every calculator answers.

    Attributes:
        answer: The answer in one sentence.
        warnings: What the officer must know before relying on it.
        next_steps: What to do now, each starting with a verb.
        beside_groups: Words to show beside the form's headings, by heading: what each comes to.
        working: The steps, figures and clauses behind it.
    """

    answer: str
    warnings: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    beside_groups: Mapping[str, str] = Field(default_factory=dict)
    working: Working
