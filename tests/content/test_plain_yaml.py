"""The quick reader of YAML gives what the careful one gives, or leaves the text to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from handbook.content import plain_yaml
from handbook.content.plain_yaml import read_plain
from handbook.content.problems import Problems
from handbook.content.yaml import read_carefully, read_yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def texts_in(*folders: Path) -> dict[Path, str]:
    """The YAML of every file below some folders, and the headings of its texts."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".yaml", ".yml", ".md") or not path.is_file():
                continue
            text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
            if path.suffix == ".md":
                text = text.partition("---\n")[2].partition("---\n")[0]
            found[path] = text
    return found


REAL = texts_in(ROOT / "policies", ROOT / "scenarios")
BROKEN = texts_in(HERE / "base", HERE / "broken")

#: What means something in YAML, and what only one of the two readers takes for that.
PIECES = (
    "{", "}", "[", "]", "- ", "-", "---\n", "...\n", "'", '"', "''", '""', "&a ", "*a", "!x ", "!",
    "!!str ", ": ", ":", "::", ",", "#", " #", "|", ">", "|-", ">+", "|2", "? ", "?", "@", "%", "`",
    "<<: ", "\\", "\\/", "\\x41", "a: 5", "a:b", '"a":b', "{a:b}", "[a: b]", "{a, b}", "k:\n",
    "- a\n", "\n", "\n\n", " ", "  ", "    ", "\t", "\x7f", "\x85", "\ufeff", "\xa0",
    "\N{LINE SEPARATOR}", "é", "%YAML 1.1\n", "http://a", "null", "~", "0.5",
)  # fmt: skip


def agree(text: str) -> bool:
    """Whether the quick reader read a text; if it did, the careful one must say the same."""
    plain = read_plain(text, 7)
    if plain is None:
        return False
    problems = Problems()
    assert plain == read_carefully(text, "file.yaml", problems, 7), text
    assert problems.found == [], text
    return True


def spoilt(text: str, chance: random.Random) -> str:
    """A few lines of a text with a few characters put in, put over others or taken out."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    text = "\n".join(lines[start : start + chance.randrange(2, 12)])
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.randrange(len(text) + 1)
        piece = chance.choice((*PIECES, ""))
        text = text[:place] + piece + text[place + chance.choice((0, 1, 3)) :]
    return text


def test_nearly_every_file_is_read_quickly() -> None:
    quick = [path for path, text in REAL.items() if read_plain(text, 0) is not None]
    assert len(quick) >= len(REAL) - 5


# Reading all of them with care takes many seconds: one in six stands for them.
@pytest.mark.parametrize(
    "path", list(REAL)[::6], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_a_file_is_read_alike(path: Path) -> None:
    agree(REAL[path])


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.relative_to(HERE).as_posix())
def test_a_broken_file_is_read_alike_or_left_alone(path: Path) -> None:
    agree(BROKEN[path])


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_is_read_alike_or_left_alone(seed: int) -> None:
    chance = random.Random(seed)
    texts = [each for each in (*REAL.values(), *BROKEN.values()) if each]
    quick = sum(agree(spoilt(chance.choice(texts), chance)) for _ in range(400))
    short = ("".join(chance.choices(PIECES, k=chance.randrange(1, 9))) for _ in range(400))
    assert quick + sum(map(agree, short)) > 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "--- \na: 1\n",
        "a: 1\n...\n",
        "a: 1\n---\nb: 2\n",
        "a: &x 1\n",
        "a: !x 1\n",
        "a: 1\na: 2\n",
        "[1, 2]: a\n",
        "a:\n",
        "a: |\nb: 1\n",
        "a: |#\n  b\n",
        "a: b\tc\n",
        "a:\n\xa0 b\n",
        "[" * 40 + "]" * 40,
    ],
)
def test_what_is_not_plain_is_left_to_the_careful_reader(text: str) -> None:
    assert read_plain(text, 0) is None


def test_without_the_parser_in_c_every_file_is_read_carefully(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = HERE / "base" / "policies" / "figures" / "rates.yaml"
    problems = Problems()
    before = read_yaml(BROKEN[path], "rates.yaml", problems)
    monkeypatch.setattr(plain_yaml, "CParser", None)
    assert before == read_yaml(BROKEN[path], "rates.yaml", problems)
    assert problems.found == []
