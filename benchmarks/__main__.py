"""Measures, prints a table and writes the same as JSON: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.chromium import ROOT, NoChromium, chromium
from benchmarks.parts import PARTS, Run, measure
from benchmarks.reader import CannotMeasure
from benchmarks.results import Measure, Stages, measures_table, stages_table

RESULTS = ROOT / ".cache" / "bench"


class Progress:
    """Says what is being done: on one changing line on a terminal, else a line each."""

    def __init__(self) -> None:
        """Look where the words go."""
        self.live = sys.stderr.isatty()

    def __call__(self, what: str) -> None:
        """Say what is being done now."""
        start, end = ("\r\033[K", "") if self.live else ("", "\n")
        print(f"{start}  {what}", end=end, file=sys.stderr, flush=True)

    def done(self) -> None:
        """Take the changing line away."""
        if self.live:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "--repeats", type=int, default=7, help="how often to measure each thing (7)"
    )
    parser.add_argument(
        "--only", action="append", choices=list(PARTS), help="measure this part; may be repeated"
    )
    parser.add_argument("--site", type=Path, help="measure this built site instead of building one")
    parser.add_argument("--out", type=Path, default=RESULTS, help="the folder for the JSON")
    given = parser.parse_args(arguments)
    if given.repeats < 1:
        parser.error("--repeats must be 1 or more")
    if given.site and not (given.site / "index.html").is_file():
        parser.error(f"{given.site} is not a built site")
    return given


def as_data(
    measures: Sequence[Measure], stages: Sequence[Stages], about: dict[str, Any]
) -> dict[str, Any]:
    """Everything that was measured, for JSON."""
    return about | {
        "measures": {each.name: each.as_data() for each in measures},
        "stages": {each.title: each.medians() for each in stages},
    }


def browser_version() -> str:
    """Which Chromium this is."""
    command = [chromium(), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; the exit code is 1 if that could not be done."""
    given = options(arguments)
    progress = Progress()
    load = os.getloadavg()[0]
    started = dt.datetime.now(dt.UTC)
    run = Run(given.repeats, given.site and given.site.resolve(), progress)
    try:
        browser = browser_version()
        measures = measure(run, given.only or ())
    except (CannotMeasure, NoChromium) as why:
        progress.done()
        print(why, file=sys.stderr)
        return 1
    progress.done()
    about = {
        "measured_at": started.isoformat(timespec="seconds"),
        "repeats": given.repeats,
        "browser": browser,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(load, 2), round(os.getloadavg()[0], 2)],
    }
    given.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_data(measures, run.stages, about), indent=1, ensure_ascii=False)
    (given.out / "latest.json").write_text(text + "\n", encoding="utf-8")
    print(f"Medians of {given.repeats}, {browser}, {about['cores']} cores, ", end="")
    print(f"load {about['load'][0]} before and {about['load'][1]} after\n")
    print(measures_table(measures))
    if run.stages:
        print("\nWhere the time of a start goes\n")
        print(stages_table(run.stages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
