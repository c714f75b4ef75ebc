"""The site's own search, asked what officers type: ``docs/search.yaml`` says what it must find."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from handbook.site.searching import read_searches

ROOT = Path(__file__).resolve().parents[2]
SEARCH = Path(__file__).with_name("search.js")
SEARCHES = read_searches(ROOT / "docs" / "search.yaml")
#: How many pages fit on a telephone before it has to be scrolled.
FIRST = 3


def search(site: Path, typed: Sequence[str]) -> list[list[str]]:
    """The addresses found for each search, best first."""
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, str(SEARCH), str(site)],
        input=json.dumps(list(typed)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_what_officers_type_finds_its_page_among_the_first(site: Path) -> None:
    found = dict(zip(SEARCHES.finds, search(site, list(SEARCHES.finds)), strict=True))
    missed = {
        typed: pages[:FIRST]
        for typed, pages in found.items()
        if SEARCHES.finds[typed] not in pages[:FIRST]
    }
    assert missed == {}


def test_every_page_named_in_the_file_is_there_and_has_its_words(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    tags = {each["location"]: each.get("tags", []) for each in index["docs"]}
    assert {page: tags.get(page) for page in SEARCHES.words} == SEARCHES.words
    assert set(SEARCHES.finds.values()) <= tags.keys()


def test_small_words_are_left_out_of_a_search_unless_there_are_no_others(site: Path) -> None:
    typed = ["What do I do after the second letter", "second letter", "the"]
    whole, plain, small = search(site, typed)
    assert whole == plain
    assert small


@pytest.mark.parametrize("typed", ["", "   ", '"', "+", "-", "two: three"])
def test_odd_things_typed_are_no_mistake(site: Path, typed: str) -> None:
    assert isinstance(search(site, [typed])[0], list)
