"""A small handbook in good order, which each test may spoil."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.content import Content, KnownCalculator, load

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 22)
CALCULATORS = {
    "rent_conversion": KnownCalculator(
        "rent_conversion",
        "Rent conversion",
        ("rent", "rent_frequency", "rent_free_weeks"),
        ("rent_conversion.daily_rate", "rent_conversion.shortfall"),
    )
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the small handbook."""
    root = tmp_path / "handbook"
    shutil.copytree(HERE / "base", root)
    return root


@pytest.fixture
def read() -> Callable[..., Content]:
    """Reads a handbook on 22 November 2026, with one calculator known."""

    def read_on(root: Path, today: dt.date = TODAY) -> Content:
        return load(root, today=today, calculators=CALCULATORS)

    return read_on
