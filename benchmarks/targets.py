"""How fast and how small the handbook is meant to be. The only place that holds these numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True)
class Target:
    """What one measure is meant to reach.

    Attributes:
        most: The highest value that meets it, in the measure's own unit.
        of: Which value of the measure is held against it.
        times_faster: How many times better than the plain load it must be too, if it must.
    """

    most: float
    of: Literal["median", "p95"] = "median"
    times_faster: float | None = None


#: What the measures of one answer of a calculator are called, before its id.
IN_PYTHON: Final = "one answer in this Python: "
IN_PAGE: Final = "one answer in the page: "
#: The target of every measure whose name begins so, whichever calculators there are.
EACH: Final[Mapping[str, Target]] = {IN_PYTHON: Target(1), IN_PAGE: Target(5)}

TARGETS: Final[Mapping[str, Target]] = {
    "first visit": Target(900, times_faster=4),
    "new tab, files kept": Target(500),
    "next calculator page": Target(50),
    "recalculation": Target(5, of="p95"),
    "first visit at 50 Mbit/s": Target(1500),
    "first visit at 10 Mbit/s": Target(6000),
    "first download, brotli": Target(6_000_000),
    # On two cores, and no slower than linear (with room for noise) as content grows tenfold.
    "check, the real handbook": Target(5),
    "check, each item ten times larger": Target(1.1),
}


def target_of(measure: str) -> Target | None:
    """The target of a measure by its name, if it has one."""
    each = next((most for start, most in EACH.items() if measure.startswith(start)), None)
    return TARGETS.get(measure, each)
