"""A small runtime, packed once, and a real Chromium to start it in."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.chromium import FLAGS, NoChromium
from benchmarks.chromium import chromium as find_chromium
from handbook.runtime.pack import Packed, pack
from tests.hosts import FaultyHost

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "runtime"
TOY = Path(__file__).parent / "toy" / "calculators"
FIGURES = json.dumps({"share": "0.15"})
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)

# Packages named as the real ones: packed by the tests, never imported by pytest.
collect_ignore = ["toy"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "run_in_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def toy_module() -> ModuleType:
    """The toy calculators in this Python, under a name that hides nothing."""
    spec = importlib.util.spec_from_file_location("toy_calculators_browser", TOY / "browser.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.hold(FIGURES)
    return module


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    return toy_module()


@pytest.fixture(scope="session")
def golden(toy: ModuleType) -> list[dict[str, str]]:
    cases = [
        ("year", '{"rent": "101.37", "weeks": 41}'),
        ("share", '{"rent": "0.10", "first_day": "2027-03-29"}'),
        ("share", '{"rent": "-1", "weeks": 99}'),
    ]
    return [
        {"calculator": name, "inputs": inputs, "answer": toy.answer(name, inputs)}
        for name, inputs in cases
    ]


@pytest.fixture(scope="session")
def packed(golden: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Packed:
    out = tmp_path_factory.mktemp("runtime")
    return pack(TOY, FIGURES, golden, out, CACHE)


@pytest.fixture(scope="session")
def in_browser() -> Iterator[Callable[[Callable[[Browser], Any]], Any]]:
    """Runs a function with Chromium, in a thread of its own: other tests hold a browser too."""
    try:
        program = find_chromium()
    except NoChromium as why:
        pytest.fail(str(why), pytrace=False)
    with ThreadPoolExecutor(max_workers=1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        ).result()
        yield lambda work: thread.submit(work, browser).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.fixture
def site(packed: Packed, tmp_path: Path) -> Iterator[FaultyHost]:
    """A site in a subfolder, with the runtime and one page."""
    root = tmp_path / "site"
    assets = root / "some" / "folder" / "assets"
    shutil.copytree(packed.folder, assets / "runtime" / packed.name)
    page = root / "some" / "folder" / "page"
    page.mkdir()
    (page / "index.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Page</title>"
        '<link rel="icon" href="data:,">'
        f'<meta name="handbook-runtime" content="../assets/runtime/{packed.name}">'
        '<script type="module" src="../assets/page.js"></script>',
        encoding="utf-8",
    )
    (assets / "page.js").write_text(
        f'import * as client from "./runtime/{packed.name}/client.js";\n'
        "window.heard = [];\nclient.onStatus((said) => window.heard.push(said));\n"
        "window.client = client;\n",
        encoding="utf-8",
    )
    runtime = f"some/folder/assets/runtime/{packed.name}/"
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    with FaultyHost(root, runtime, headers) as host:
        yield host


@pytest.fixture
def run_in_page(
    in_browser: Callable[[Callable[[Browser], Any]], Any], site: FaultyHost
) -> Callable[[str], Any]:
    """Opens the page, waits for its client and evaluates an expression; nothing may be refused."""

    def run(expression: str) -> Any:
        def work(browser: Browser) -> Any:
            context = browser.new_context()
            try:
                page = context.new_page()
                refused: list[str] = []
                page.on(
                    "console",
                    lambda message: (
                        refused.append(message.text)
                        if "Content Security Policy" in message.text
                        else None
                    ),
                )
                page.goto(f"{site.address}some/folder/page/")
                page.wait_for_function("window.client")
                found = page.evaluate(expression)
                assert refused == []
                return found
            finally:
                context.close()

        return in_browser(work)

    return run
