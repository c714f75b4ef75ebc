"""A real Chromium, and pages for it: one small harness page, and the whole built site."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.chromium import FLAGS, NoChromium
from benchmarks.chromium import chromium as find_chromium
from benchmarks.host import Host
from calculators import browser as python
from calculators.core.present import as_html, document
from calculators.registry import CALCULATORS
from handbook.site import csp
from handbook.site.building import build_site
from handbook.site.form import form_html
from tests.browser.sample import EXAMPLE, SAMPLE
from tests.hosts import AnsweringHost

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "handbook" / "site" / "assets"
#: The day of the worked case: before its first payment, within every figure's checked dates.
DAY = dt.date(2026, 11, 22)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m "not browser"`` leaves them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Without it these tests fail: they are never skipped in silence."""
    try:
        program = find_chromium()
    except NoChromium as why:
        pytest.fail(str(why), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a wide screen, on the day of the worked case."""
    made = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose clock reads the day of the worked case."""
    made = context.new_page()
    made.clock.set_fixed_time(dt.datetime.combine(DAY, dt.time(10), dt.UTC))
    return made


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with the sample calculator alone, answered by this process: its address."""
    folder = tmp_path_factory.mktemp("harness")
    shutil.copytree(ASSETS, folder / "assets")
    shutil.copy(Path(__file__).with_name("harness.css"), folder)
    (folder / "runtime").mkdir()
    shutil.copy(Path(__file__).with_name("fake_client.js"), folder / "runtime" / "client.js")
    # For this module only: the site is built from the calculators there really are.
    CALCULATORS["sample"] = SAMPLE
    held = python._held
    try:
        python.hold('{"figures": []}')
        for scheme in ("default", "slate"):
            (folder / f"{scheme}.html").write_text(harness_page(scheme), encoding="utf-8")

        def answer(text: str) -> str:
            asked = json.loads(text)
            return python.answer(asked["calculator"], asked["inputs"])

        headers = {"Content-Security-Policy": csp.policy(())}
        with AnsweringHost(folder, headers, answer) as host:
            yield host.address
    finally:
        del CALCULATORS["sample"]
        python._held = held


def harness_page(scheme: str) -> str:
    """The sample's page in one of Material's colour schemes, without Material."""
    facts = SAMPLE.inputs.model_validate(EXAMPLE)
    result = SAMPLE.calculate(facts, python._held)  # type: ignore[arg-type]
    example = as_html(document(SAMPLE.title, facts, result), "example")
    form = form_html(json.loads(python.describe("sample")), example_inputs=EXAMPLE, prefix="sample")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sample plan</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="handbook-root" content="."><meta name="handbook-runtime" content="runtime">'
        '<link rel="stylesheet" href="assets/calculator.css">'
        '<link rel="stylesheet" href="harness.css"><link rel="icon" href="data:,">'
        '<script type="module" src="assets/calculator.js"></script></head>'
        f'<body data-md-color-scheme="{scheme}"><main><h1>Sample plan</h1>{form}'
        f'<section class="ih-example" aria-label="Worked example"><h2>Worked example</h2>'
        f'<div class="ih-result">{example}</div></section></main></body></html>'
    )


@dataclass(frozen=True)
class BuiltSite:
    """The built site where it is served."""

    url: str
    folder: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The whole site, built once and served from a subfolder with the headers it ships."""
    folder = tmp_path_factory.mktemp("site")
    host = Host(folder)
    # Instant navigation works only where the site knows its own address.
    build_site(ROOT, at=DAY, out=folder, url=host.address, say=lambda line: None)
    with host:
        yield BuiltSite(host.address, folder)


@pytest.fixture
def watched(page: Page, site: BuiltSite) -> Iterator[Page]:
    """A page on which any error, violation or request to another host fails the test."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "console",
        lambda said: found.append(f"console: {said.text}") if said.type == "error" else None,
    )
    page.on("request", lambda asked: found.extend(elsewhere(asked.url, site)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
    )
    yield page
    assert found == []


def elsewhere(url: str, site: BuiltSite) -> list[str]:
    """The address, if it is on another host or outside the site's folder."""
    if urlsplit(url).scheme in ("data", "blob"):
        return []
    return [] if url.startswith(site.url) else [f"request: {url}"]
