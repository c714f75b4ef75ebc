"""What is measured, part by part. Each part gives its measures; `PARTS` lists them in order."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from benchmarks import building
from benchmarks.chromium import ROOT
from benchmarks.host import COPIES, Host, Line
from benchmarks.large import Size, grow
from benchmarks.reader import Reader, Visit, go_on, reading, recalculations
from benchmarks.results import Measure, Stages
from benchmarks.targets import IN_PAGE, IN_PYTHON
from handbook.cases import put_by
from handbook.content import Content

#: The page that is opened, and the one gone to from there.
FIRST: Final = ("calculators/repayment-plan/", "repayment_plan")
NEXT: Final = ("calculators/rent-conversion/", "rent_conversion")
#: How many recalculations a round of them is.
ROUND: Final = 100
#: How many cases are streamed through the command.
STREAMED: Final = 10_000
#: What a reader does before closing a page: Chromium keeps compiled code only after a moment.
READING: Final = 3.0
PROCESSOR: Final = "all of the browser's processes; other programs hardly change it"
ALONE: Final = "processor time, with what was loaded put by as `handbook run` does"
MEGABITS: Final = (50, 10)
MILLISECONDS: Final = 1000
#: How many policies are added to the real handbook to see how a check grows; each brings figures
#: and scenarios of its own.
SIZES: Final = (0, 10, 100)
LINEAR: Final = "check, each item ten times larger"
#: Seconds that no growth is measured as less than: noise must not become a division by nothing.
LEAST_TIME: Final = 0.01


@dataclass
class Run:
    """One run: what it measures with, opened when first wanted.

    Attributes:
        repeats: How often each thing is measured.
        given: A site built earlier, to measure instead of building one.
        say: Takes a line about what is being done.
        stages: The stages of the starts that were measured.
    """

    repeats: int
    given: Path | None
    say: Callable[[str], None]
    stages: list[Stages] = field(default_factory=list)
    keep: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def folder(self) -> Path:
        """A folder that is gone after the run."""
        made = tempfile.TemporaryDirectory(prefix="handbook-bench-", ignore_cleanup_errors=True)
        return Path(self.keep.enter_context(made))

    @cached_property
    def host(self) -> Host:
        """The site on its host."""
        if self.given:
            return self.keep.enter_context(Host(self.given, building.port_of(self.given)))
        host = Host(self.folder / "site")
        if not host.folder.is_dir():
            self.say("building the site to measure")
            building.build(host.folder, host.address)
        return self.keep.enter_context(host)

    @cached_property
    def reader(self) -> Reader:
        """The reader's browser, after one visit that is not counted."""
        reader = self.keep.enter_context(reading())
        if self.repeats > 1:
            self.say("one visit each that is not counted")
            for plain in (False, True):
                reader.open(self.host.address + FIRST[0], plain=plain).page.close()
        return reader

    def visits(self, what: str, times: int) -> Iterator[bool]:
        """Ours and the plain load by turns, so that noise meets both: whether it is the plain."""
        _ = self.host, self.reader  # opened before the first turn is announced
        for turn in range(times):
            for plain in (False, True) if turn % 2 == 0 else (True, False):
                kind = "plain load" if plain else "ours"
                self.say(f"{what}: {kind}, {turn + 1} of {times}")
                yield plain

    def first_visit(self, *, plain: bool) -> Visit:
        """Open the repayment plan with nothing kept from before."""
        self.reader.forget()
        self.host.sent.clear()
        return self.reader.open(self.host.address + FIRST[0], plain=plain)


def starts(run: Run) -> Iterator[Measure]:
    """From opening a page to its live answer: first visit, new tab, next page."""
    names = ("first visit", "new tab, files kept", "next calculator page")
    took: dict[tuple[str, bool], list[float]] = {(n, p): [] for n in names for p in (False, True)}
    worked: dict[tuple[str, bool], list[float]] = {key: [] for key in took}
    titles = ("first visit", "new tab", "plain first visit", "plain new tab")
    seen = {title: Stages(title) for title in titles}
    for plain in run.visits("starts", run.repeats):
        first = run.first_visit(plain=plain)
        time.sleep(READING)
        took[names[2], plain].append(go_on(first.page, run.host.address + NEXT[0], NEXT[1]))
        first.page.close()
        again = run.reader.open(run.host.address + FIRST[0], plain=plain)
        took[names[2], plain].append(go_on(again.page, run.host.address + NEXT[0], NEXT[1]))
        again.page.close()
        for name, visit in zip(names, (first, again), strict=False):
            took[name, plain].append(visit.took)
            if visit.worked is not None:
                worked[name, plain].append(visit.worked)
            seen[("plain " if plain else "") + name.partition(",")[0]].add(visit.stages)
    run.stages += seen.values()
    for name in names:
        yield Measure(name, "ms", took[name, False], took[name, True])
    for name in names:
        if worked[name, False]:
            what = f"{name}: processor time"
            yield Measure(what, "ms", worked[name, False], worked[name, True], PROCESSOR)


def recalculation(run: Run) -> Iterator[Measure]:
    """One answer changed: from the page to the worker and back, and how much of it is Python."""
    cases = variants(example(FIRST[1]), ROUND)
    whole: dict[bool, list[float]] = {False: [], True: []}
    python: dict[bool, list[float]] = {False: [], True: []}
    for plain in run.visits("recalculation", 2 if run.repeats > 1 else 1):
        visit = run.reader.open(run.host.address + FIRST[0], plain=plain)
        there, inside = recalculations(visit.page, FIRST[1], cases)
        visit.page.close()
        whole[plain] += there
        python[plain] += inside
    note = "the worked example with other arrears each time, answer's words and HTML included"
    yield Measure("recalculation", "ms", whole[False], whole[True], note)
    yield Measure("recalculation, of which Python", "ms", python[False], python[True])


def download(run: Run) -> Iterator[Measure]:
    """What a first visit fetches, from good hosts and from one that has no compressed copies."""
    hosts = {"brotli": ("br", "gzip"), "gzip": ("gzip",), "host without compressed copies": ()}
    for name, compressions in hosts.items():
        run.host.compressions = compressions
        sent: dict[bool, list[float]] = {}
        runtime: dict[bool, list[float]] = {}
        for plain in run.visits(f"download, {name}", 1):
            visit = run.first_visit(plain=plain)
            visit.page.wait_for_timeout(1000)
            visit.page.close()
            sent[plain] = [run.host.sent.total()]
            python = [n for path, n in run.host.sent.items() if path.startswith("runtime/")]
            runtime[plain] = [sum(python)]
        yield Measure(f"first download, {name}", "bytes", sent[False], sent[True])
        yield Measure(f"first download, {name}: Python", "bytes", runtime[False], runtime[True])
    run.host.compressions = tuple(COPIES)


def lines(run: Run) -> Iterator[Measure]:
    """The first visit over lines of limited speed."""
    for megabits in MEGABITS:
        took: dict[bool, list[float]] = {False: [], True: []}
        what = f"first visit at {megabits} Mbit/s"
        for plain in run.visits(what, min(run.repeats, 3)):
            run.host.line = Line(megabits)
            visit = run.first_visit(plain=plain)
            visit.page.close()
            took[plain].append(visit.took)
        run.host.line = None
        yield Measure(what, "ms", took[False], took[True])


def builds(run: Run) -> Iterator[Measure]:
    """Building the site with nothing kept, and again; checking the content."""
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        shadow = building.beside(Path(folder))
        out, address = Path(folder) / "site", "http://127.0.0.1:8000/"
        run.say("build, nothing kept")
        cold = building.build(out, address, shadow)
        warm = []
        for turn in range(min(run.repeats, 3)):
            run.say(f"build again: {turn + 1} of {min(run.repeats, 3)}")
            warm.append(building.build(out, address, shadow))
    yield Measure("build, nothing kept", "s", [cold], note="once; the packages are there")
    yield Measure("build, runtime kept", "s", warm)


def checks(run: Run) -> Iterator[Measure]:
    """`handbook check`, as a manager waits for it."""
    run.say("handbook check")
    yield Measure("handbook check", "s", [building.check() for _ in range(run.repeats)])


def scale(run: Run) -> Iterator[Measure]:
    """`handbook check` of the real handbook, and of ones with more and ten times more beside it.

    The real one has work of its own that does not grow, so what is compared is what the growth
    costs: each item of the large one against each of the small one, in processor time, which other
    programs hardly change.
    """
    none, small, large = (Size(policies) for policies in SIZES)
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        trees = {each: grow(Path(folder) / str(each.policies), each) for each in (small, large)}
        took: dict[Size, list[float]] = {each: [] for each in (none, small, large)}
        worked: dict[Size, list[float]] = {each: [] for each in took}
        turns = min(run.repeats, 3)
        for turn in range(turns):
            for size, times in took.items():
                run.say(f"check with {size.cases} more scenarios: {turn + 1} of {turns}")
                before = building.worked()
                times.append(building.check(trees.get(size, ROOT)))
                worked[size].append(building.worked() - before)
    growth = larger(small, large)
    slower = [
        max(most - first, LEAST_TIME) / max(some - first, LEAST_TIME) / growth
        for first, some, most in zip(worked[none], worked[small], worked[large], strict=True)
    ]
    yield Measure("check, the real handbook", "s", took[none])
    for size in (small, large):
        note = f"{size.policies} policies, {size.figures} figures, {size.cases} scenarios more"
        yield Measure(f"check, {size.policies} policies more", "s", took[size], note=note)
    note = f"time of each item when there are {growth:g} times as many; 1 is linear"
    yield Measure(LINEAR, "times", slower, note=note)


def larger(small: Size, large: Size) -> float:
    """How many times more the large one adds."""
    return large.policies / small.policies


def rules(run: Run) -> Iterator[Measure]:
    """The rules alone, in this Python."""
    from calculators import browser

    run.say("the rules in this Python")
    content = handbook()
    figures = content.figure_set
    cases = [
        (calculator, json.dumps(each.inputs, default=str))
        for calculator, scenarios in content.scenarios.items()
        for each in scenarios
    ]
    rates = []
    for _ in range(max(run.repeats, 3)):
        started = time.perf_counter()
        for calculator, inputs in cases:
            browser.run(calculator, inputs, figures)
        rates.append(len(cases) / (time.perf_counter() - started))
    yield Measure("scenarios", "per second", rates, note=f"all {len(cases)}, one after the other")
    browser.hold(content.pack_json())
    times = []
    for inputs in variants(example(FIRST[1]), ROUND):
        started = time.perf_counter()
        browser.answer(FIRST[1], inputs)
        times.append((time.perf_counter() - started) * MILLISECONDS)
    note = "the same cases as the recalculation in the page"
    yield Measure("recalculation in this Python", "ms", times, note=note)


def answers(run: Run) -> Iterator[Measure]:
    """One answer of every calculator: the rules alone in this Python, and in the page once warm.

    Each is asked its own worked example, again and again: nothing is kept from answer to answer.
    """
    from calculators import browser
    from calculators.registry import CALCULATORS

    figures = handbook().figure_set
    cases = {each: json.dumps(example(each)) for each in CALCULATORS}
    put_by()
    run.say("one answer of every calculator")
    for calculator, inputs in cases.items():
        times = []
        for _ in range(ROUND):
            started = time.process_time()
            browser.run(calculator, inputs, figures)
            times.append((time.process_time() - started) * MILLISECONDS)
        yield Measure(f"{IN_PYTHON}{calculator}", "ms", times, note=ALONE)
    page = run.reader.open(run.host.address + FIRST[0]).page
    # Warm: the browser compiles code better once it has seen it run, so as many come before.
    for calculator, inputs in cases.items():
        recalculations(page, calculator, [inputs] * ROUND)
    for calculator, inputs in cases.items():
        whole, _ = recalculations(page, calculator, [inputs] * ROUND)
        yield Measure(f"{IN_PAGE}{calculator}", "ms", whole)
    page.close()


def stream(run: Run) -> Iterator[Measure]:
    """Many cases through `handbook run`: how long they take, and the most memory meanwhile."""
    cases = variants(example(FIRST[1]), STREAMED)
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        for number in (STREAMED // 10, STREAMED):
            file = Path(folder) / f"{number}.jsonl"
            file.write_text("".join(f"{case}\n" for case in cases[:number]), encoding="utf-8")
            run.say(f"handbook run: {number} cases")
            took, memory = building.streamed(FIRST[1], file)
            of = "all" if number == STREAMED else "a tenth"
            yield Measure(f"stream of cases, {of}", "s", [took], note=f"{number} cases")
            yield Measure(f"stream of cases, {of}: memory", "bytes", [memory])


def example(calculator: str) -> dict[str, Any]:
    """The facts of a calculator's worked example, as the page has them."""
    from handbook.site.writing import example_of

    facts = json.dumps(example_of(handbook(), calculator).inputs, default=str)
    return dict(json.loads(facts))


@cache
def handbook() -> Content:
    """The content, read once."""
    from handbook.consistency.known import load_checked

    return load_checked(ROOT, today=date.today(), protect=False)  # noqa: DTZ011


def variants(inputs: dict[str, Any], number: int) -> list[str]:
    """The same case so many times as JSON text, with other arrears each time."""
    start = Decimal(inputs["arrears"])
    changed = (start + Decimal("0.10") * turn for turn in range(number))
    return [json.dumps(inputs | {"arrears": str(arrears)}) for arrears in changed]


Part = Callable[[Run], Iterator[Measure]]
PARTS: Final[dict[str, Part]] = {
    "starts": starts,
    "recalculation": recalculation,
    "download": download,
    "lines": lines,
    "build": builds,
    "check": checks,
    "scale": scale,
    "rules": rules,
    "answers": answers,
    "stream": stream,
}


def measure(run: Run, names: Sequence[str]) -> list[Measure]:
    """Measure some parts, or all if none are named, in their order."""
    found: list[Measure] = []
    with run.keep:
        for name, part in PARTS.items():
            if not names or name in names:
                found += part(run)
    return found
