"""Packing: cached, atomic, reproducible, and refused when the browser's Python disagrees."""

from __future__ import annotations

import fcntl
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handbook.runtime.pack import FIRST_DOWNLOAD, KEPT_PACKS, Packed, PackingFailed, pack, tidy
from handbook.runtime.parity import answers
from tests.runtime.conftest import CACHE, FIGURES, TOY


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def own_cache(folder: Path) -> Path:
    """A cache in which no other test packs, with what is compiled once and what is packed."""
    cache = folder / "cache" / "runtime"
    cache.mkdir(parents=True)
    (cache.parent / "wheels").symlink_to(CACHE.parent / "wheels")
    for each in (CACHE / "packs", *CACHE.glob("foundations-*")):
        (cache / each.name).symlink_to(each)
    return cache


def test_nothing_changed_means_nothing_done(
    packed: Packed, golden: list[dict[str, str]], tmp_path: Path
) -> None:
    pack(TOY, FIGURES, golden, tmp_path, CACHE)
    before = sum(os.times()[:4])  # processor time: other programs hardly change it
    again = pack(TOY, FIGURES, golden, tmp_path, CACHE)
    assert sum(os.times()[:4]) - before < 1
    assert (again.name, again.new) == (packed.name, False)
    assert contents(again.folder) == contents(packed.folder)
    assert [path.name for path in tmp_path.iterdir()] == [packed.name]


def test_what_a_first_visit_downloads_is_small_and_counted(packed: Packed) -> None:
    assert set(FIRST_DOWNLOAD) <= set(packed.sizes)
    assert packed.first_download.brotli < 7_000_000
    for name, size in packed.sizes.items():
        assert (packed.folder / name).stat().st_size == size.plain


def test_the_first_download_holds_nothing_of_the_slower_start(packed: Packed) -> None:
    assert (packed.folder / "runtime.wasm").stat().st_size < (
        packed.folder / "stock" / "pyodide.asm.wasm"
    ).stat().st_size * 0.7


def test_an_answer_that_differs_stops_the_build(
    packed: Packed, golden: list[dict[str, str]], tmp_path: Path
) -> None:
    wrong = [golden[0] | {"answer": golden[0]["answer"].replace("4", "5")}]
    cache = own_cache(tmp_path)
    with pytest.raises(PackingFailed, match="answers differently"):
        pack(TOY, FIGURES, wrong, tmp_path / "out", cache)
    assert not (tmp_path / "out").exists()
    assert not list(cache.glob("packing-*"))


def test_two_builds_at_once_take_turns(
    packed: Packed, golden: list[dict[str, str]], tmp_path: Path
) -> None:
    cache = own_cache(tmp_path)
    with ThreadPoolExecutor(max_workers=1) as other:
        with (cache / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            waiting = other.submit(pack, TOY, FIGURES, golden, tmp_path / "out", cache)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=1)
            assert not (tmp_path / "out").exists()
        found = waiting.result()
    assert (found.name, found.new) == (packed.name, False)


def test_no_stored_case_means_no_proof(tmp_path: Path) -> None:
    with pytest.raises(PackingFailed, match="self-check"):
        pack(TOY, FIGURES, [], tmp_path, CACHE)


@pytest.mark.slow
def test_two_packs_are_the_same_to_the_byte(
    packed: Packed, golden: list[dict[str, str]], tmp_path: Path
) -> None:
    """From empty caches, but for the downloaded wheels."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "wheels").symlink_to(CACHE.parent / "wheels")
    fresh = pack(TOY, FIGURES, golden, tmp_path / "out", tmp_path / "cache" / "runtime")
    assert fresh.new
    assert contents(fresh.folder) == contents(packed.folder)
    assert fresh.name == packed.name


@pytest.mark.parametrize("start", ["stock", "image"])
def test_both_starts_agree_with_this_python_under_node(
    packed: Packed, golden: list[dict[str, str]], start: str
) -> None:
    cases = [*golden, {"calculator": "none", "inputs": "x"}]
    found = answers(cases, packed, start)  # type: ignore[arg-type]
    assert found[:-1] == [case["answer"] for case in golden]
    assert "No such one" in found[-1]


def test_old_work_is_removed_and_what_is_used_stays(tmp_path: Path) -> None:
    for number in range(KEPT_PACKS + 3):
        folder = tmp_path / "packs" / f"pack-{number}"
        (folder / "files").mkdir(parents=True)
        (folder / "packed.json").write_text("{}")
        # The larger the number, the longer ago.
        for each in (folder / "packed.json", folder / "files"):
            os.utime(each, (0, 1_900_000_000 - number * 86_400))
    for name, age in (("new", 1), ("old", 60)):
        path = tmp_path / "compressed" / f"{name}.br"
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        os.utime(path, (0, 1_900_000_000 - age * 86_400))
    for number in range(4):
        folder = tmp_path / f"foundations-{number}"
        folder.mkdir()
        os.utime(folder, (0, 1_900_000_000 - number * 86_400))
    (tmp_path / "packing-now").mkdir()
    (tmp_path / "packing-left").mkdir()
    os.utime(tmp_path / "packing-left", (0, 0))
    tidy(tmp_path)
    kept = {path.name for path in (tmp_path / "packs").iterdir()}
    assert kept == {f"pack-{number}" for number in range(KEPT_PACKS)}
    assert [path.name for path in (tmp_path / "compressed").iterdir()] == ["new.br"]
    assert {path.name for path in tmp_path.glob("*-*")} == {
        "foundations-0",
        "foundations-1",
        "packing-now",
    }
