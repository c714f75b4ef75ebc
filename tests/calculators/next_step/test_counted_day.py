"""Counting a period from an event, in every unit that a step may name."""

from __future__ import annotations

import datetime as dt

import pytest

from calculators.core.calendar import WorkingCalendar
from calculators.next_step.rules import counted_day

D = dt.date
CALENDAR = WorkingCalendar({D(2026, 5, 25): "Spring bank holiday"}, D(2026, 1, 1), D(2026, 12, 31))


@pytest.mark.parametrize(
    ("event", "number", "unit", "kind", "day"),
    [
        (D(2026, 6, 1), 10, "days", "within", D(2026, 6, 11)),
        (D(2026, 6, 11), 10, "days", "before", D(2026, 6, 1)),
        (D(2026, 6, 1), 2, "weeks", "within", D(2026, 6, 15)),
        (D(2026, 6, 15), 2, "weeks", "before", D(2026, 6, 1)),
        (D(2026, 1, 31), 1, "months", "after", D(2026, 2, 28)),
        (D(2026, 3, 31), 1, "months", "before", D(2026, 2, 28)),
        (D(2024, 2, 29), 2, "years", "after", D(2026, 2, 28)),
        (D(2028, 2, 29), 2, "years", "before", D(2026, 2, 28)),
        (D(2026, 5, 22), 2, "working days", "within", D(2026, 5, 27)),
        (D(2026, 5, 27), 2, "working days", "before", D(2026, 5, 22)),
    ],
)
def test_a_period_is_counted_on_or_back(
    event: dt.date, number: int, unit: str, kind: str, day: dt.date
) -> None:
    assert counted_day(event, number, unit, kind, CALENDAR) == day


def test_a_unit_that_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="weeks of rent"):
        counted_day(D(2026, 6, 1), 2, "weeks of rent", "within", CALENDAR)
