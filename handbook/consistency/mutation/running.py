"""Trying mutants: on every core, stopping at the first scenario that fails, and going on later."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from calculators import browser
from handbook.consistency.mutation.data import data_mutants
from handbook.consistency.mutation.mutants import Mutant, digest
from handbook.consistency.mutation.source import code_mutants
from handbook.consistency.mutation.touched import Record, forget, records_of, touched
from handbook.consistency.scenarios import answered, differences
from handbook.content import Content, PageCase
from handbook.site.page_cases import page_differences

#: Processor seconds one case may take before the mutant counts as one that never ends.
LONGEST = 3.0
#: What decides the results: when any of it changes, they are no longer true.
DECIDES = (
    "calculators",
    "policies",
    "scenarios",
    "handbook/content",
    "handbook/consistency",
    "handbook/site",
)
KINDS_OF_FILE = (".py", ".yaml", ".yml", ".md")
NOT_DECIDING = "equivalent.yaml"


@dataclass(frozen=True)
class Result:
    """What became of a mutant.

    Attributes:
        mutant: Its id.
        killed_by: The scenario that failed; "" for a survivor.
        tried: The scenarios that were run, the one that failed among them.
    """

    mutant: str
    killed_by: str
    tried: tuple[str, ...]

    @property
    def survived(self) -> bool:
        """Whether no scenario failed."""
        return not self.killed_by


class TooLong(BaseException):
    """A case goes on for ever; nothing that catches ordinary mistakes may catch it."""


class Bench:
    """Everything that trying a mutant needs, read once."""

    def __init__(self, content: Content) -> None:
        """Find the mutants, and what each scenario touches."""
        self.content = content
        self.records = records_of(content)
        self.mutants = [*data_mutants(content), *code_mutants(content.root)]
        self.likely: Mapping[str, str] = {}

    @property
    def failing(self) -> list[Record]:
        """Scenarios that fail as things are: with one of these no result would mean anything."""
        return [each for each in self.records if not each.holds]

    def tried(self, mutant: Mutant) -> Result:
        """Plant a mutant and run the scenarios it touches up to the first that fails."""
        cases = touched(self.records, mutant.touches)
        likely = self.likely.get(mutant.id)
        cases.sort(key=lambda each: each.name != likely)
        tried: list[str] = []
        forget()
        try:
            with mutant.planted():
                for each in cases:
                    tried.append(each.name)
                    if fails(each, self.content):
                        return Result(mutant.id, each.name, tuple(tried))
        finally:
            forget()
        return Result(mutant.id, "", tuple(tried))


def fails(record: Record, content: Content) -> bool:
    """Whether a scenario fails now; one that does not end does."""
    scenario = record.scenario
    try:
        with limited():
            if isinstance(scenario, PageCase):
                return bool(page_differences(scenario, content, browser.held()))
            answer = answered(scenario)
    except TooLong:
        return True
    return bool(differences(scenario, answer))


@contextmanager
def limited() -> Iterator[None]:
    """Stop what takes too long, where the system and the thread allow it."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def fingerprint(root: Path) -> str:
    """One text that changes whenever anything that decides the results does."""
    parts = []
    for folder in DECIDES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in KINDS_OF_FILE and path.name != NOT_DECIDING:
                name = path.relative_to(root).as_posix()
                parts += [name, digest(path.read_bytes().decode("utf-8", "replace"))]
    return digest(*parts)


class Kept:
    """The file of results: each run adds to it, so that the next can go on."""

    def __init__(self, path: Path, state: str, *, fresh: bool = False) -> None:
        """Read the results that are still true, and who killed what before.

        Args:
            path: The file.
            state: The fingerprint of everything that decides the results.
            fresh: Whether to forget all earlier results.
        """
        self.path = path
        self.state = state
        self.results: dict[str, Result] = {}
        self.likely: dict[str, str] = {}
        if fresh:
            path.unlink(missing_ok=True)
        for line in path.read_text(encoding="utf-8").split("\n") if path.is_file() else ():
            self.take(line)

    def take(self, line: str) -> None:
        """Take in one line; a line cut short by an interruption is passed over."""
        try:
            data = json.loads(line)
            result = Result(data["mutant"], data["killed_by"], tuple(data["tried"]))
        except (ValueError, KeyError, TypeError):
            return
        if result.killed_by:
            self.likely[result.mutant] = result.killed_by
        if data.get("state") == self.state:
            self.results[result.mutant] = result

    def add(self, result: Result) -> None:
        """Write one result down at once.

        Only a survivor's scenarios are wanted afterwards, so a killed mutant keeps the last alone.
        """
        self.results[result.mutant] = result
        data = asdict(result) | {"state": self.state}
        if result.killed_by:
            data["tried"] = [result.killed_by]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(data, ensure_ascii=False) + "\n")


#: What the worker processes try mutants with: they are forked with it, so nothing is read again.
_bench: Bench | None = None


def try_one(at: int) -> Result:
    """Try one mutant in a worker."""
    assert _bench is not None
    return _bench.tried(_bench.mutants[at])


def quiet() -> None:
    """Leave an interruption to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run(
    bench: Bench,
    mutants: Sequence[Mutant],
    kept: Kept,
    done: Callable[[Result], None] = lambda _: None,
    *,
    workers: int = 0,
) -> list[Result]:
    """Try mutants that have no result yet; the results of all of them, in their order.

    Args:
        bench: What to try them with.
        mutants: Which ones.
        kept: The results so far; takes the new ones.
        done: Told each new result.
        workers: How many processes; every core if 0. With 1, or where processes cannot be forked,
            the mutants are tried in this one.
    """
    global _bench
    bench.likely = kept.likely
    wanted = [each for each in mutants if each.id not in kept.results]
    workers = min(workers or os.cpu_count() or 1, len(wanted))
    if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
        _bench = bench
        places = {each.id: at for at, each in enumerate(bench.mutants)}
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, fork, initializer=quiet) as pool:
            waiting = [pool.submit(try_one, places[each.id]) for each in wanted]
            try:
                for each in as_completed(waiting):
                    kept.add(each.result())
                    done(each.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    else:
        for mutant in wanted:
            result = bench.tried(mutant)
            kept.add(result)
            done(result)
    return [kept.results[each.id] for each in mutants]
