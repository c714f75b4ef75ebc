"""Planting a fault in a copy of the handbook's content, and reading what comes of it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from handbook.consistency.known import load_checked
from handbook.content import Content

ROOT = Path(__file__).resolve().parents[2]
VERSION = "policies/rent-collection-and-arrears/2026-04-06.md"
OLDER = "policies/rent-collection-and-arrears/2025-04-07.md"


def copied(to: Path) -> Path:
    """A copy of the content, without what is read from nowhere else."""
    left = shutil.ignore_patterns("decisions", "notebooks")
    for folder in ("policies", "docs"):
        shutil.copytree(ROOT / folder, to / folder, ignore=left)
    return to


def planted(root: Path, file: str, old: str, new: str) -> Content:
    """The content of a copy after one change to one file; the ledger does not protect it."""
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), "utf-8")
    return read(root)


def read(root: Path) -> Content:
    """The content of a copy as it stands, without the cases."""
    today = dt.date.today()  # noqa: DTZ011 - as `make check` does
    return load_checked(root, today=today, protect=False, with_scenarios=False)
