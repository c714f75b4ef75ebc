"""Builds the site, each time in a process of its own, with the cache of the runtime or without."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.chromium import ROOT
from benchmarks.reader import CannotMeasure

CANONICAL = re.compile(r'rel="canonical" href="([^"]*)"')


def build(out: Path, address: str, root: Path = ROOT) -> float:
    """Build the site for an address; how many seconds that took.

    Raises:
        CannotMeasure: If it cannot be built.
    """
    today = dt.date.today().isoformat()  # noqa: DTZ011 - the reader's own day
    more = [str(root), str(out), "--at", today, "--url", address]
    return timed([sys.executable, "-m", "handbook.site.building", *more], "The site was not built")


def check(root: Path = ROOT) -> float:
    """Run ``handbook check``; how many seconds that took.

    Raises:
        CannotMeasure: If it finds anything wrong.
    """
    command = [sys.executable, "-m", "handbook.cli", "--root", str(root), "check"]
    return timed(command, "The content has problems")


def timed(command: list[str], otherwise: str) -> float:
    """Run a command; how many seconds it took.

    Raises:
        CannotMeasure: If it fails, with the end of what it said.
    """
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    if done.returncode:
        raise CannotMeasure(f"{otherwise}:\n{(done.stdout + done.stderr)[-2000:]}")
    return took


def streamed(calculator: str, cases: Path) -> tuple[float, float]:
    """Run ``handbook run`` over a file of cases; its seconds, and the most bytes it held.

    Raises:
        CannotMeasure: If a case was not answered.
    """
    command = [sys.executable, "-m", "handbook.cli", "run", calculator, str(cases)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CannotMeasure(f"handbook run {calculator} could not answer every case.")
    kilobytes = used.ru_maxrss if sys.platform != "darwin" else used.ru_maxrss / 1024
    return took, kilobytes * 1024


def worked() -> float:
    """How many seconds of processor time the commands run so far have taken."""
    times = os.times()
    return times.children_user + times.children_system


def beside(folder: Path, root: Path = ROOT) -> Path:
    """The repository again with an empty cache, for a first build that disturbs nobody.

    What set-up fetches (packages and the browser's wheels) is there: building is measured, not
    downloading.
    """
    shadow = folder / "repository"
    (shadow / ".cache").mkdir(parents=True)
    for each in root.iterdir():
        if each.name not in {".cache", ".git", "site"}:
            (shadow / each.name).symlink_to(each)
    wheels = root / ".cache" / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    (shadow / ".cache" / "wheels").symlink_to(wheels)
    return shadow


def port_of(site: Path) -> int:
    """The port a built site was built for.

    Raises:
        CannotMeasure: If it was built for another place than this machine.
    """
    home = (site / "index.html").read_text(encoding="utf-8")
    found = re.match(r"http://127\.0\.0\.1:(\d+)/income/handbook/$", CANONICAL.findall(home)[0])
    if found is None:
        raise CannotMeasure(
            "That site was built for another place. Build it with “--url "
            "http://127.0.0.1:8765/income/handbook/”."
        )
    return int(found[1])
