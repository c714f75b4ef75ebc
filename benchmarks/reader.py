"""A reader's browser: a real Chromium with a profile on disk, driven and watched from here."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, Worker, sync_playwright

from benchmarks.chromium import FLAGS, chromium

#: Longer than the slowest start on the slowest line, in milliseconds.
PATIENCE: Final = 180_000
#: What the worker says when it does not start from the image.
SLOWER: Final = "using the slower start"
PAGE_SCRIPT: Final = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
#: Notes when the worker is asked and when it answers: all between is Python and its texts.
WATCH_WORKER: Final = """() => {
  const take = self.onmessage, send = self.postMessage.bind(self);
  let from = 0;
  self.benchTimes = [];
  self.onmessage = (event) => { from = performance.now(); return take(event); };
  self.postMessage = (message) => {
    if ("answer" in message) self.benchTimes.push(performance.now() - from);
    send(message);
  };
}"""
#: What the worker fetched: name, when it was asked for and when all of it was here.
WORKER_FILES: Final = """() => performance.getEntriesByType("resource").map((entry) => [
  entry.name.split("/").pop(),
  performance.timeOrigin + entry.startTime,
  performance.timeOrigin + entry.responseEnd,
])"""


class CannotMeasure(Exception):
    """Something stands in the way of measuring, in one sentence."""


@dataclass(frozen=True)
class Visit:
    """One page opened until its live answer was there.

    Attributes:
        page: The page, still open.
        took: From navigation to the live answer in the page, in milliseconds.
        worked: The processor time that the browser used meanwhile, in milliseconds; None where
            it cannot be told.
        stages: When each thing happened, in milliseconds after navigation.
    """

    page: Page
    took: float
    worked: float | None
    stages: Mapping[str, float]


class Reader:
    """A browser with one profile, in which pages are opened in new tabs."""

    def __init__(self, context: BrowserContext, folder: str) -> None:
        """Drive a browser that runs with its profile in a folder."""
        self.context = context
        self.context.set_default_timeout(PATIENCE)
        self._group = process_group(folder)

    def forget(self) -> None:
        """Empty the cache, as before a first visit."""
        page = self.context.pages[0]
        session = self.context.new_cdp_session(page)
        session.send("Network.clearBrowserCache")
        session.detach()

    def open(self, address: str, *, plain: bool = False) -> Visit:
        """Open a calculator's page in a new tab, ask for its worked example, wait for the answer.

        Args:
            address: The page.
            plain: Whether Python is loaded the plain way, without the image.

        Raises:
            CannotMeasure: If the answer is not right, or Python started in the other way.
        """
        page = self.context.new_page()
        page.add_init_script(f"({PAGE_SCRIPT.strip()})({json.dumps({'plain': plain})})")
        before = processor_times(self._group)
        page.goto(address, wait_until="commit")
        answer = page.evaluate("() => bench.first")
        worked = used(before, processor_times(self._group))
        check_answer(answer)
        # The worker says it is ready before it answers, so its words are here already.
        bench = page.evaluate("() => bench")
        slower = [each for each in bench["statuses"] if each.startswith(SLOWER)]
        if slower and not plain:
            raise CannotMeasure(f"The image was refused. The worker said: {slower[0]}")
        if plain and not slower:
            raise CannotMeasure("The plain load was asked for and did not happen.")
        return Visit(page, answer["at"], worked, stages(page, bench))


def check_answer(answer: Mapping[str, Any]) -> None:
    """See that a live answer is the one that the page was built with.

    Raises:
        CannotMeasure: If it is not.
    """
    if not answer["right"]:
        raise CannotMeasure(f"The live answer is not the page's own: {answer['answer'][:200]!r}")


def stages(page: Page, bench: Mapping[str, Any]) -> dict[str, float]:
    """When each thing happened in a start: in the page, in the worker, and to each of its files."""
    found = {f"page: {what}": at for what, at in bench["seen"].items()}
    for what, at in bench["marks"].items():
        found[f"worker: {what}"] = at - bench["origin"]
    painted = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]")
    if painted:
        found["page: first paint"] = painted["startTime"]
    for name, asked, received in python_worker(page).evaluate(WORKER_FILES):
        if not name.endswith((".js", ".json")):
            found[f"file: {name} asked for"] = asked - bench["origin"]
            found[f"file: {name} received"] = received - bench["origin"]
    return found


def python_worker(page: Page) -> Worker:
    """The page's worker that runs Python; Material's search has one of its own."""
    return next(each for each in page.workers if "/runtime/" in each.url)


def go_on(page: Page, address: str, calculator: str) -> float:
    """Follow the page's own link to another calculator; milliseconds until its live answer.

    Raises:
        CannotMeasure: If the answer is not right.
    """
    go = "([address, calculator]) => bench.go(address, calculator)"
    answer = page.evaluate(go, [address, calculator])
    check_answer(answer)
    return float(answer["took"])


def recalculations(page: Page, calculator: str, cases: Sequence[str]) -> tuple[list[float], ...]:
    """How long each case takes from the page to the worker and back, and how long in Python."""
    worker = python_worker(page)
    worker.evaluate(WATCH_WORKER)
    ask = "([calculator, cases]) => bench.recalculate(calculator, cases)"
    whole = page.evaluate(ask, [calculator, cases])
    return whole, worker.evaluate("() => self.benchTimes")


def process_group(folder: str) -> int | None:
    """The group led by a process whose command names a folder; None where that cannot be told."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            number, command = int(process.name), (process / "cmdline").read_bytes()
            if folder.encode() in command and os.getpgid(number) == number:
                return number
    return None


def processor_times(group: int | None) -> dict[int, float]:
    """The processor time that each of a group's processes has used, in milliseconds.

    Unlike the time on the clock it hardly grows when other programs keep the machine busy.
    """
    found: dict[int, float] = {}
    for process in Path("/proc").glob("[0-9]*") if group else ():
        with suppress(OSError):
            # After the name, which may hold anything: state, parent, group, ...
            fields = (process / "stat").read_text().rpartition(") ")[2].split()
            if int(fields[2]) == group:
                ticks = int(fields[11]) + int(fields[12])
                found[int(process.name)] = ticks * 1000 / os.sysconf("SC_CLK_TCK")
    return found


def used(before: Mapping[int, float], after: Mapping[int, float]) -> float | None:
    """What was used between two readings; None where nothing could be read.

    A process that ended meanwhile belonged to a tab closed before: it is left out.
    """
    if not after:
        return None
    return sum(time - before.get(process, 0.0) for process, time in after.items())


@contextmanager
def reading() -> Iterator[Reader]:
    """A browser with a new profile, for as long as the block runs.

    Raises:
        NoChromium: If there is no Chromium.
    """
    program = chromium()
    with (
        tempfile.TemporaryDirectory(prefix="handbook-bench-", ignore_cleanup_errors=True) as folder,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=program,
            args=list(FLAGS),
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
        )
        try:
            yield Reader(context, folder)
        finally:
            context.close()
