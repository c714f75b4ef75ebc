"""Measures, how far each is from its target, and both as a table and as JSON."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from benchmarks.targets import Target, target_of

Unit = Literal["ms", "s", "bytes", "per second", "times"]
#: From this many samples on, the table shows the 95th percentile too.
ENOUGH_FOR_P95 = 20


@dataclass(frozen=True)
class Measure:
    """One thing measured, more than once, and the same of the plain Pyodide load.

    Attributes:
        name: What it is, as the table shows it and as the targets know it.
        unit: What the samples count.
        samples: Ours, in the order they were taken.
        plain: The plain load's, each taken right beside ours of the same place; or none.
        note: What a reader of the table has to know.
    """

    name: str
    unit: Unit
    samples: Sequence[float]
    plain: Sequence[float] = ()
    note: str = ""

    @property
    def median(self) -> float:
        """The middle sample."""
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return percentile(self.samples, 95)

    @property
    def ratio(self) -> float | None:
        """How many times the plain load's value ours is better by."""
        return ratio(self.samples, self.plain) if self.plain else None

    @property
    def target(self) -> Target | None:
        """What it is meant to reach, if anything."""
        return target_of(self.name)

    @property
    def over(self) -> float | None:
        """How much of the target it is over (0.1 is a tenth); under is negative."""
        if self.target is None:
            return None
        return getattr(self, self.target.of) / self.target.most - 1  # type: ignore[no-any-return]

    def as_data(self) -> dict[str, Any]:
        """Everything about it, for JSON."""
        data: dict[str, Any] = {
            "unit": self.unit,
            "median": self.median,
            "p95": self.p95,
            "samples": list(self.samples),
        }
        if self.plain:
            data["plain"] = {
                "median": statistics.median(self.plain),
                "p95": percentile(self.plain, 95),
                "samples": list(self.plain),
            }
            data["ratio"] = self.ratio
        if self.target:
            data["target"] = {
                "most": self.target.most,
                "of": self.target.of,
                "times_faster": self.target.times_faster,
                "over": self.over,
            }
        return data | ({"note": self.note} if self.note else {})


@dataclass
class Stages:
    """When each stage of a start was reached, in milliseconds after navigation, start by start."""

    title: str
    times: dict[str, list[float]] = field(default_factory=dict)

    def add(self, seen: Mapping[str, float]) -> None:
        """Take in one start."""
        for stage, at in seen.items():
            self.times.setdefault(stage, []).append(at)

    def medians(self) -> dict[str, float]:
        """Each stage's middle time, earliest first."""
        found = {stage: statistics.median(times) for stage, times in self.times.items()}
        return dict(sorted(found.items(), key=lambda each: each[1]))


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least this share (in per cent) of them do not exceed."""
    rank = math.ceil(len(samples) * share / 100)
    return sorted(samples)[max(rank, 1) - 1]


def ratio(ours: Sequence[float], plain: Sequence[float]) -> float:
    """How many times better ours is: the middle of the pairs taken side by side.

    Noise that comes and goes hits both of a pair, so it cancels out of their ratio.
    """
    if len(ours) == len(plain):
        return statistics.median(theirs / own for own, theirs in zip(ours, plain, strict=True))
    return statistics.median(plain) / statistics.median(ours)


def shown(value: float, unit: Unit) -> str:
    """A value as a person reads it."""
    if unit == "bytes":
        return f"{value / 1e6:.2f} MB" if value >= 1e5 else f"{value / 1e3:.1f} kB"
    if unit == "times":
        return f"{value:.2f} times"
    if unit == "per second":
        return f"{value:,.0f}/s"
    seconds = value if unit == "s" else value / 1000
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def distance(measure: Measure) -> str:
    """How far a measure is from its target, in words."""
    if measure.target is None or measure.over is None:
        return ""
    over = f"{abs(measure.over):.0%}"
    words = [f"{over} over" if measure.over > 0 else f"met, {over} under"]
    wanted = measure.target.times_faster
    if wanted and measure.ratio is not None:
        kept = "" if measure.ratio >= wanted else "only "
        words.append(f"{kept}{measure.ratio:.1f}x of {wanted:g}x")
    return "; ".join(words)


def measures_table(measures: Sequence[Measure]) -> str:
    """Every measure, its baseline and its target, a line each."""
    rows = [("", "ours", "p95", "plain load", "times better", "target", "distance")]
    for each in measures:
        target, better = each.target, each.ratio
        of = " p95" if target and target.of == "p95" else ""
        rows.append(
            (
                each.name,
                shown(each.median, each.unit),
                shown(each.p95, each.unit) if len(each.samples) >= ENOUGH_FOR_P95 else "",
                shown(statistics.median(each.plain), each.unit) if each.plain else "",
                f"{better:.1f}" if better is not None else "",
                f"<= {shown(target.most, each.unit)}{of}" if target else "",
                distance(each),
            )
        )
    notes = [f"{each.name}: {each.note}" for each in measures if each.note]
    return "\n".join([columns(rows), *(["", *notes] if notes else [])])


def stages_table(starts: Sequence[Stages]) -> str:
    """When each stage was reached, side by side for each kind of start."""
    found = [each.medians() for each in starts]
    order: dict[str, float] = {}
    for medians in reversed(found):
        order |= medians
    rows = [("ms after navigation", *(each.title for each in starts))]
    for stage in sorted(order, key=lambda stage: order[stage]):
        cells = (f"{medians[stage]:.0f}" if stage in medians else "" for medians in found)
        rows.append((stage, *cells))
    return columns(rows)


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of text with the columns under each other, the first row as their head."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first, *others = (
            cell.ljust(width) if at in (0, len(widths) - 1) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)
