"""Whatever is done to a file, the loader answers with problems and never with a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.content import Content, ContentProblems

JUNK = (
    "{{", "}}", "---", "- ", '"', "'", "[", "]", "{", "}", "&a", "*a", "!x", ": ", "#", "\t",
    "null", "true", "12", "0.5", "2026-01-01", "\0", "é", "|", ">", "? ", "@", "%", "<<: ",
    "\N{LINE SEPARATOR}", "9" * 30, "1e999", "~", "[]", "{}", "- - -", "values:", "source: 5",
)  # fmt: skip


def spoilt(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    number = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[number]
        case 1:
            lines.insert(number, chance.choice(lines))
        case 2:
            lines[number] = f"{lines[number].partition(':')[0]}: {chance.choice(JUNK)}"
        case 3:
            lines[number] = " " * chance.randrange(6) + lines[number].lstrip()
        case _:
            place = chance.randrange(len(text) + 1)
            return text[:place] + chance.choice(JUNK) + text[place + chance.choice((0, 1, 3)) :]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_only_problems_come_out(tree: Path, read: Callable[[Path], Content], seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(each for each in tree.rglob("*") if each.is_file())
    for _ in range(15):
        path = chance.choice(files)
        before = path.read_text("utf-8")
        text = before
        for _ in range(chance.choice((1, 1, 3))):
            text = spoilt(text, chance)
        path.write_text(text, "utf-8")
        try:
            read(tree)
        except ContentProblems as problems:
            for each in problems.problems:
                assert "\n" not in str(each)
                assert 0 <= each.line <= max(text.count("\n"), before.count("\n"), 100) + 1
        path.write_text(before, "utf-8")
