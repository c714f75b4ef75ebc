"""The figures and policies as they stand in the repository."""

import datetime as dt
from pathlib import Path

import pytest

from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def figures():
    return load(ROOT, today=dt.date(2026, 11, 22), protect=False).figure_set
