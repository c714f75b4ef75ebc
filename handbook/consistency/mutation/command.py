"""``handbook mutate``: a whole run, with its progress and its report."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.consistency.mutation.equivalent import not_needed, read_equivalents
from handbook.consistency.mutation.mutants import Mutant, sampled
from handbook.consistency.mutation.report import Report
from handbook.consistency.mutation.running import Bench, Kept, Result, fingerprint, run
from handbook.content import Content

#: Where results and the report are kept, from the top folder.
FOLDER = ".cache/mutation"
#: How often a line says how far a run is, where there is no terminal.
EVERY = 100


class ScenariosFail(Exception):
    """Some scenario fails without any mutant, so that nothing can be told."""


def mutate(
    content: Content,
    on: dt.date,
    *,
    sample: int = 0,
    seed: int = 0,
    only: str = "",
    fresh: bool = False,
    workers: int = 0,
) -> Report:
    """Try every mutant, or a sample, and write the report.

    Args:
        content: The whole content.
        on: The day the report carries.
        sample: How many to try; all of them if 0.
        seed: Which ones those are.
        only: One kind; every kind if "".
        fresh: Whether to forget earlier results.
        workers: As :func:`handbook.consistency.mutation.running.run`.

    Raises:
        ScenariosFail: If a scenario fails as things are.
        ContentProblems: If the list of equivalent mutants cannot be read.
    """
    equivalents = read_equivalents()
    bench = Bench(content)
    if bench.failing:
        names = "\n".join(each.name for each in bench.failing)
        raise ScenariosFail(f"{names}\nThese scenarios fail already. Put them right first.")
    chosen = [each for each in bench.mutants if only in ("", each.kind)]
    if sample:
        chosen = sampled(chosen, sample, seed)
    kept = Kept(content.root / FOLDER / "results.jsonl", fingerprint(content.root), fresh=fresh)
    with progress(chosen, kept) as done:
        results = run(bench, chosen, kept, done, workers=workers)
    stale = tuple(not_needed(equivalents, bench.mutants, results))
    report = Report(len(bench.mutants), chosen, results, equivalents, stale)
    report.write(content.root / FOLDER, on)
    return report


class Lines:
    """Says how far a run is on plain lines, for a file or a build's log."""

    def __init__(self, total: int, before: int) -> None:
        """Start, perhaps after an earlier run."""
        self.total, self.count, self.survived = total, before, 0
        if before:
            self.say(f"Going on: {before:,} of {total:,} are done already.")

    def say(self, text: str) -> None:
        """Write one line."""
        print(text, file=sys.stderr, flush=True)

    def __call__(self, result: Result) -> None:
        """Count one result."""
        self.count += 1
        self.survived += result.survived
        if self.count % EVERY == 0 or self.count == self.total:
            survived = f"{self.survived:,} survived in this run"
            self.say(f"{self.count:,} of {self.total:,} mutants tried, {survived}")


@contextmanager
def progress(chosen: list[Mutant], kept: Kept) -> Iterator[Lines | Bar]:
    """A bar on a terminal, and lines elsewhere."""
    before = sum(each.id in kept.results for each in chosen)
    if not sys.stderr.isatty():
        yield Lines(len(chosen), before)
        return
    bar = Bar(len(chosen), before)
    try:
        yield bar
    finally:
        bar.stop()


class Bar:
    """A progress bar that starts with the first result: its thread must not be forked."""

    def __init__(self, total: int, before: int) -> None:
        """Get ready, perhaps after an earlier run."""
        from rich.console import Console
        from rich.progress import Progress, TextColumn

        columns = (*Progress.get_default_columns(), TextColumn("{task.fields[survived]} survived"))
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task("Mutants", total=total, completed=before, survived=0)
        self.survived = 0
        self.started = False

    def __call__(self, result: Result) -> None:
        """Count one result."""
        if not self.started:
            self.bar.start()
            self.started = True
        self.survived += result.survived
        self.bar.update(self.task, advance=1, survived=self.survived)

    def stop(self) -> None:
        """Take the bar away."""
        if self.started:
            self.bar.stop()
