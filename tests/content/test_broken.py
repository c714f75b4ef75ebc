"""Every way a file can be wrong gives its own message: file, line, key, what is wrong, what to do.

Each folder of ``broken/`` holds the files that spoil the small handbook in ``base/``, with the
messages that must come out, all of them and no others, in ``expected.txt``. A file named in
``deleted.txt`` is taken away.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.content import Content, ContentProblems

HERE = Path(__file__).parent
Read = Callable[[Path], Content]
CASES = sorted(each.name for each in (HERE / "broken").iterdir())


def spoil(tree: Path, case: str) -> str:
    """Lay a broken case over the tree and return the messages it must give."""
    shutil.copytree(HERE / "broken" / case, tree, dirs_exist_ok=True)
    deleted = tree / "deleted.txt"
    if deleted.exists():
        for name in deleted.read_text("utf-8").split():
            (tree / name).unlink()
        deleted.unlink()
    expected = tree / "expected.txt"
    text = expected.read_text("utf-8")
    expected.unlink()
    return text


@pytest.mark.parametrize("case", CASES)
def test_message(tree: Path, read: Read, case: str) -> None:
    expected = spoil(tree, case)
    with pytest.raises(ContentProblems) as caught:
        read(tree)
    assert expected == f"{caught.value}\n"


def test_there_are_enough_broken_cases() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES)
def test_every_message_names_a_file_and_ends_with_what_to_do(case: str) -> None:
    lines = (HERE / "broken" / case / "expected.txt").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        shape = re.fullmatch(r"[\w./-]+(, line \d+)?(, [^:]+)?: .+\. [A-Z].+\.", line)
        assert shape, line


def test_a_problem_is_said_once_however_many_read_it(tree: Path, read: Read) -> None:
    spoil(tree, "figure-decimal-unquoted")
    with pytest.raises(ContentProblems) as caught:
        read(tree)
    assert len(caught.value.problems) == 1
