"""A copy of the figures, and a sheet for April 2027 to fill in; every value in it is made up."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from handbook.cli import app
from handbook.consistency.known import load_checked
from handbook.content import Content
from handbook.new_year.needs import needs
from handbook.new_year.sheet import COLUMNS, sheet_text

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
YEAR = 2027

Sheet = dict[str, dict[str, str]]


def read(root: Path) -> Content:
    return load_checked(root, today=TODAY, protect=False, with_scenarios=False)


@pytest.fixture(scope="session")
def content() -> Content:
    """The content as it is shipped."""
    return read(ROOT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the policies, their figures among them."""
    folder = tmp_path / "handbook"
    shutil.copytree(ROOT / "policies", folder / "policies")
    return folder


@pytest.fixture(scope="session")
def empty(content: Content) -> Sheet:
    """The rows of the sheet for April 2027 by the figure's id."""
    text = sheet_text(needs(content, YEAR, TODAY), {})
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def write(path: Path, rows: list[dict[str, str]], **how: str) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, COLUMNS, delimiter=how.get("delimiter", ","))
        sheet.writeheader()
        sheet.writerows(rows)
    return path


@pytest.fixture
def fill(root: Path, empty: Sheet, tmp_path: Path) -> Callable[..., Result]:
    """Fill in some rows of the sheet, by the figure's id, and have it read."""

    def filled(*rows: dict[str, str], today: dt.date = TODAY, **how: str) -> Result:
        whole = [dict(empty.get(row["id"], {})) | row for row in rows]
        sheet = write(tmp_path / "april.csv", whole, **how)
        return new_year(root, "--fill", str(sheet), today=today)

    return filled


def new_year(root: Path, *arguments: str, today: dt.date = TODAY) -> Result:
    command = ["--root", str(root), "--today", str(today), "new-year", *arguments]
    return CliRunner().invoke(app, command)
