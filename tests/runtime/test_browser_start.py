"""The runtime in a real Chromium: the fast start, each way it can fail, and what then happens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

from handbook.runtime.pack import Packed
from tests.hosts import FaultyHost

INPUTS = '{"rent": "88.05", "weeks": 13}'
ASK = f"client.ask('share', '{INPUTS}').then((answer) => ({{answer, heard: window.heard}}))"
READY_FAST = ["getting ready", "ready"]
READY_SLOW = ["getting ready", "using the slower start", "ready"]


def words(found: dict[str, Any]) -> list[str]:
    return [each["status"] for each in found["heard"]]


def test_the_image_starts_and_answers_exactly(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    found = run_in_page(ASK)
    assert words(found) == READY_FAST
    assert found["answer"] == toy.answer("share", INPUTS)
    assert {"worker", "image restored", "proven"} <= set(found["heard"][-1]["marks"])
    assert not any("/stock/" in path or path.endswith(".zip") for path in site.asked)


def test_a_host_that_compresses_sends_the_image_its_own_way(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    site.compressions = ("br",)
    found = run_in_page(ASK)
    assert words(found) == READY_FAST
    assert found["answer"] == toy.answer("share", INPUTS)
    assert site.runtime + "image.wasm" in site.asked
    assert site.runtime + "image.bin" not in site.asked


def test_without_the_image_the_slower_start_answers_the_same(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    site.faults["image.bin"] = None
    found = run_in_page(ASK)
    assert words(found) == READY_SLOW
    assert "image.bin" in found["heard"][1]["detail"]
    assert found["answer"] == toy.answer("share", INPUTS)


def test_a_corrupt_image_falls_back(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed, toy: ModuleType
) -> None:
    image = bytearray((packed.folder / "image.bin").read_bytes())
    image[len(image) // 2 :] = bytes(len(image) - len(image) // 2)
    site.faults["image.bin"] = bytes(image)
    found = run_in_page(ASK)
    assert words(found) == READY_SLOW
    assert found["answer"] == toy.answer("share", INPUTS)


def test_memory_that_computes_wrongly_is_never_called_ready(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed, toy: ModuleType
) -> None:
    """The figures in the image altered: everything works, but an answer is wrong."""
    data = gzip.decompress((packed.folder / "image.bin").read_bytes())
    assert data.count(b"0.15") >= 1
    site.faults["image.bin"] = gzip.compress(data.replace(b"0.15", b"0.16"), 1)
    found = run_in_page(ASK)
    assert words(found) == READY_SLOW
    assert "stored answer" in found["heard"][1]["detail"]
    assert found["answer"] == toy.answer("share", INPUTS)


def test_no_calculator_answers_before_it_has_been_tried(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed, toy: ModuleType
) -> None:
    """The figures altered, which only one calculator reads: one asked before it is right."""
    data = gzip.decompress((packed.folder / "image.bin").read_bytes())
    site.faults["image.bin"] = gzip.compress(data.replace(b"0.15", b"0.16"), 1)
    year = '{"rent": "88.05"}'
    found = run_in_page(
        f"client.ask('year', '{year}').then((year) => client.ask('share', '{INPUTS}')"
        ".then((share) => ({year, share, heard: window.heard})))"
    )
    assert words(found) == [*READY_FAST, *READY_SLOW[1:]]
    assert "share did not give its stored answer" in found["heard"][2]["detail"]
    assert found["year"] == toy.answer("year", year)
    assert found["share"] == toy.answer("share", INPUTS)


def test_what_follows_for_one_calculator_waits_until_all_have_been_tried(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed
) -> None:
    """It comes from the answers of others: the figures altered are not of the one it is for."""
    data = gzip.decompress((packed.folder / "image.bin").read_bytes())
    site.faults["image.bin"] = gzip.compress(data.replace(b"0.15", b"0.16"), 1)
    found = run_in_page("client.ask('follows:year', '{}').then(() => ({heard: window.heard}))")
    assert words(found) == READY_SLOW


def test_calculators_nobody_asks_for_are_tried_all_the_same(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed
) -> None:
    data = gzip.decompress((packed.folder / "image.bin").read_bytes())
    site.faults["image.bin"] = gzip.compress(data.replace(b"0.15", b"0.16"), 1)
    found = run_in_page(
        "client.ask('year', '{}').then(() => new Promise((resolve) => client.onStatus("
        "({status}) => status.startsWith('using') && resolve({heard: window.heard}))))"
    )
    assert words(found)[:3] == [*READY_FAST, READY_SLOW[1]]


def test_if_neither_start_works_it_says_so(
    run_in_page: Callable[[str], Any], site: FaultyHost, packed: Packed
) -> None:
    manifest = json.loads((packed.folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["golden"][0]["answer"] = "something else"
    site.faults["manifest.json"] = json.dumps(manifest).encode()
    found = run_in_page(
        "client.ask('year', '{}').catch((error) => ({error: error.message, heard: window.heard}))"
    )
    assert words(found) == [*READY_SLOW[:2], "could not start"]
    assert "stored answer" in found["error"]


def test_a_missing_worker_is_reported(run_in_page: Callable[[str], Any], site: FaultyHost) -> None:
    site.faults["worker.js"] = None
    found = run_in_page(
        "client.ask('year', '{}').catch((error) => ({error: error.message, heard: window.heard}))"
    )
    assert words(found) == ["could not start"]


def test_a_worker_that_dies_is_replaced_and_asked_again(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    site.once["worker.js"] = b"self.onmessage = () => { throw new Error('died'); };"
    found = run_in_page(ASK)
    assert words(found) == READY_FAST
    assert found["answer"] == toy.answer("share", INPUTS)
    assert site.asked.count(site.runtime + "worker.js") == 2


def test_a_calculator_that_breaks_twice_is_not_asked_for_ever(
    run_in_page: Callable[[str], Any], toy: ModuleType
) -> None:
    found = run_in_page(
        "client.ask('broken', '{}').catch((error) => error.message)"
        f".then((error) => client.ask('share', '{INPUTS}').then((answer) => ({{error, answer}})))"
    )
    assert "which none may" in found["error"]
    assert found["answer"] == toy.answer("share", INPUTS)


def test_a_module_that_the_image_lacks_is_fetched_when_it_is_imported(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    found = run_in_page(
        "client.ask('late', '{}').then((answer) => ({answer, heard: window.heard}))"
    )
    assert words(found) == READY_FAST
    assert found["answer"] == toy.answer("late", "{}")
    assert site.asked.count(site.runtime + "python314.zip") == 1


def test_answers_come_in_order_and_one_worker_serves_all(
    run_in_page: Callable[[str], Any], site: FaultyHost, toy: ModuleType
) -> None:
    found = run_in_page(
        "(client.start(), client.start(), Promise.all([1, 2, 3, 4].map((n) => "
        "client.ask('year', JSON.stringify({rent: `${n}.10`})))))"
    )
    assert found == [toy.answer("year", json.dumps({"rent": f"{n}.10"})) for n in (1, 2, 3, 4)]
    assert site.asked.count(site.runtime + "worker.js") == 1
