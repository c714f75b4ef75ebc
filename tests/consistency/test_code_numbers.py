"""A number typed in a label, a hint, a message or a notebook is caught; the rest is left alone."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.consistency.code_pieces import cells_of, code_pieces, notebook_pieces, strings_of
from handbook.consistency.numbers import EXCEPTIONS, orphan_numbers, scan
from handbook.content import Content
from tests.consistency.planting import ROOT, copied, read

MODELS = "calculators/next_step/models.py"
PLAN = "calculators/repayment_plan/__init__.py"
NOTEBOOK = "docs/notebooks/next_step.ipynb"


def words(source: str) -> list[str]:
    """The numbers found in one module."""
    found = scan(strings_of("calculators/a.py", source), (), ("25",))
    return [each.words for each in found.strays]


def prose(text: str) -> list[str]:
    """The numbers found in one cell of a notebook."""
    cell = {"cell_type": "markdown", "source": text.splitlines(keepends=True)}
    raw = json.dumps({"cells": [cell]}, indent=1, ensure_ascii=False)
    return [each.words for each in scan(cells_of("docs/notebooks/a.ipynb", raw), (), ()).strays]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "The protocol says ten days before the hearing."', "ten days"),
        ('x = "Planned from October 2027, with no day set."', "2027"),
        ('x = "Reply within 14 days."', "14 days"),
        ('x = "Wait four weeks first."', "four weeks"),
        ('x = f"{name} has 28 days to answer."', "28 days"),
        ('x = f"Wait {a} or {b} and then " "ten working days."', "ten working days"),
        ('hint("Savings above £16,000 stop it.")', "£16,000"),
        ('x = {"why": "Deductions stop at 15% of it."}', "15%"),
        ('raise NotCovered("Within a year of the order.", "field")', "Within a year"),
        ('raise NotCovered("Since 1 May 2026 it is otherwise.")', "2026"),
        ('def f():\n    """One."""\n    return "It gives a week\'s notice."', "a week's notice"),
        ('x = [f"At most {y}, never 60.00 a month."]', "60.00"),
    ],
)  # fmt: skip
def test_a_number_for_a_reader_is_caught(source: str, found: str) -> None:
    assert found in words(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Takes 14 days."""',
        'def f():\n    """Within four weeks."""',
        'class A:\n    x: int\n    """For 60 days."""',
        'x = "Enter the rent, like 112.50"',
        'x = "Enter the savings, like 250.00, or 0"',
        'x = "Enter the date the answer is for, like 4 12 2026"',
        'x = "The first instalment, for example 4 12 2026."',
        'x = "Rent owed today, like 846.20. 0 if nothing is owed."',
        'x = "Single, under 25"',
        'x = "From age 10, only two of the same sex share a room."',
        'x = "Up to 19, if still in school."',
        'x = "Every 2 weeks"',
        'x = "single-under-25"',
        'x = Decimal("0.01")',
        'x = f"{y:.2f} pounds of it"',
        'x = f"{a} × 52 ÷ {b} of rent a year"',
        'x = "Universal Credit Regulations 2013, Sch. 4 para. 7(2)"',
        'x = "SI 2020/1311 reg. 7(12)"',
        'x = f"{day} is listed twice"',
        'x = re.compile(r"after \\\\d{3} days of 12 weeks")',
        'raise ValueError("born from 6 April 1977")',
        'assert x, "less than 14 days"',
        'x = "Look at the two of them."',
        'x = f"<h3 class=\\"a\\">{title} of it</h3>"',
    ],
)  # fmt: skip
def test_what_no_figure_could_hold_is_left_alone(source: str) -> None:
    assert words(source) == []


def test_a_number_is_named_on_its_own_line() -> None:
    source = 'x = (\n    "Tell the tenant first. "\n    "Then wait ten working days."\n)\n'
    (found,) = scan(strings_of("calculators/a.py", source), (), ()).strays
    assert (found.file, found.line, found.words) == ("calculators/a.py", 3, "ten working days")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A breathing space lasts 60 days.", ["60 days"]),
        ("By hand: 60 days from 1 May.\n\nAn order lasts six years.", ["six years"]),
        ("A tenant owes 450.00 with a rent of 100.00 a week on 4 December 2026.", []),
        ("By hand: four weeks of rent are 400.00,\nand five days later it is 9 June.", []),
        ("The same rent in 2024-25.", []),
        ("Wait `timedelta(days=14)` of it.", []),
    ],
)
def test_the_prose_of_a_notebook(text: str, found: list[str]) -> None:
    assert prose(text) == found


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy that holds the calculators and the notebooks too."""
    copied(tmp_path)
    for folder in ("calculators", "docs/notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_the_handbook_itself_raises_no_alarm(content: Content) -> None:
    problems, _ = orphan_numbers(content)
    assert problems == []
    assert len(list(code_pieces(ROOT))) > 300
    assert len(list(notebook_pieces(ROOT))) > 10


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            MODELS,
            "From the bailiff's notice. Leave empty if not known.",
            "From the bailiff's notice. Leave empty if not known for 17 months.",
            "“17 months” is typed, not quoted. Read the figure and write its value in",
        ),
        (
            PLAN,
            '"The plan has no last day yet."',
            '"The plan has no last day within 24 months."',
            "Read “landlord.repayment_plan.usual_longest” and write its value in",
        ),
        (
            NOTEBOOK,
            "By hand: a standard breathing space",
            "A standard breathing space",
            "“60 days” is typed, not quoted",
        ),
    ],
)
def test_a_planted_number(
    content: Content, tree: Path, file: str, old: str, new: str, said: str
) -> None:
    path = tree / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (found,) = orphan_numbers(replace(content, root=tree))[0]
    line = path.read_text("utf-8").split(new)[0].count("\n") + 1
    assert (found.file, found.line) == (file, line)
    assert said in str(found)


def test_an_exception_that_no_label_needs_is_reported(content: Content, tree: Path) -> None:
    path = tree / EXCEPTIONS
    extra = f"\n- in: {MODELS}\n  words: for six weeks\n  why: Nothing says so any more in there.\n"
    path.write_text(path.read_text("utf-8") + extra, "utf-8")
    (found,) = orphan_numbers(replace(content, root=tree))[0]
    assert found.file == EXCEPTIONS
    assert "“for six weeks” any more" in found.message
