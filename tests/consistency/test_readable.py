"""A page, the menu, the glossary or the list of numbers that cannot be read is told, and alone."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from handbook.consistency.checks import load_and_check
from handbook.consistency.readable import macro_names, unreadable
from handbook.content import ContentProblem, ContentProblems

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
STEPS = "policies/procedures/arrears/steps.2026-04-06.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    left = shutil.ignore_patterns("decisions", "notebooks", "images")
    for folder in ("docs", "policies"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=left)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def spoilt(root: Path, file: str, old: bytes, new: bytes) -> None:
    path = root / file
    whole = path.read_bytes()
    assert old in whole
    path.write_bytes(whole.replace(old, new, 1))


def test_what_is_shipped_can_be_read() -> None:
    assert unreadable(ROOT) == ()
    assert {"figure", "term", "calculator", "as_at"} <= macro_names()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("docs/calls.md", b'{{ figure("', b"{{ figure(", "What stands between two braces"),
        ("docs/calls.md", b"{{ figure(", b"{{ figur(", "Did you mean “figure”?"),
        ("docs/calls.md", b"{{ figure(", b"{% include 'x' %}{{ figure(", "“{%” starts a command"),
        ("docs/calls.md", b"the", b"th\xe9", "not UTF-8"),
        ("docs/glossary.yaml", b"Arrears: Rent", b"Arrears: [Rent", "docs/glossary.yaml, line "),
        ("docs/glossary.yaml", b"Statute: An Act", b"Statute:\nX: An Act", "“Statute” is empty"),
        ("docs/numbers.yaml", b"  words:", b"\twords:", "line starts with a tab"),
        ("mkdocs.yml", b"nav:\n", b"nav:\n\t- x\n", "line starts with a tab"),
    ],
)
def test_what_cannot_be_read_is_named_alone(
    root: Path, file: str, old: bytes, new: bytes, said: str
) -> None:
    spoilt(root, file, old, new)
    (found,) = unreadable(root)
    assert found.file == file
    assert found.line > 0
    assert said in str(found)


def test_an_empty_page_is_named(root: Path) -> None:
    (root / "docs" / "calls.md").write_bytes(b"")
    (found,) = unreadable(root)
    assert str(found) == "docs/calls.md: The file is empty. Fill it in, or delete it."


@pytest.mark.parametrize("key", ["id", "title", "stage", "trigger", "clause"])
def test_a_step_without_a_key_it_needs_is_told_and_stops_nothing_else(root: Path, key: str) -> None:
    spoilt(root, STEPS, f"{key}:".encode(), f"{key}x:".encode())
    with pytest.raises(ContentProblems) as caught:
        load_and_check(root, today=TODAY)
    assert caught.value.more_to_come
    assert any(f"“{key}” is missing" in each.message for each in caught.value.problems)


def test_a_deadline_with_a_key_misspelt_names_the_key_meant(root: Path) -> None:
    spoilt(root, STEPS, b"    within:", b"    withinn:")
    with pytest.raises(ContentProblems) as caught:
        load_and_check(root, today=TODAY)
    told = [each for each in caught.value.problems if "withinn" in each.message]
    assert [each.remedy for each in told] == ["Did you mean “within”? If so, correct it"]


def test_a_policy_that_cannot_be_read_is_told_alone(root: Path) -> None:
    (root / "policies" / "rent-collection-and-arrears" / "policy.yaml").write_bytes(b"")
    with pytest.raises(ContentProblems) as caught:
        load_and_check(root, today=TODAY)
    (found,) = caught.value.problems
    assert found.file == "policies/rent-collection-and-arrears/policy.yaml"


def test_a_message_about_a_whole_file_on_one_line_is_cut() -> None:
    told = str(ContentProblem("a.yaml", 1, "id", f"“{'a' * 9000}” is not an id", "Give it one"))
    assert len(told) < 2_100
    assert told.endswith("” is not an id. Give it one.")
