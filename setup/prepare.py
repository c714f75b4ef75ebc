"""Set up everything the handbook needs, once, and find that out fast the next time.

Run by the Makefile with a Python that `find-python.sh` has tried, before anything
is installed: so it uses the standard library only.

    prepare.py [python] [node] [chromium]

Each part is done when its stamp says so. A stamp holds a hash of all that the part
was made from and is written last, so a part that was interrupted is made again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
CACHE = ROOT / ".cache"
LOCK = ROOT / "requirements.txt"
STAMP = ".handbook-stamp"

#: The oldest Node the browser runtime is packed and tested with.
OLDEST_NODE = 20

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence that says what to do."""


# --- stamps ----------------------------------------------------------------


def fingerprint(*parts: str | bytes) -> str:
    """One hash over the parts, in order, that no other parts share."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(str(len(data)).encode() + b":" + data)
    return digest.hexdigest()


def is_stamped(folder: Path, stamp: str) -> bool:
    """Whether the folder was finished from just these inputs."""
    try:
        return (folder / STAMP).read_text() == stamp
    except OSError:
        return False


def python_stamp() -> str:
    """What the virtual environment is made from.

    Where it stands counts, as its scripts name their own place; of pyproject.toml
    only what installing reads counts, so a change to a linter's settings does not
    make the environment again.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    hatch = project.get("tool", {}).get("hatch", {})
    installed = [project["build-system"], project["project"], hatch]
    return fingerprint(
        str(ROOT),
        os.path.realpath(sys.executable),
        sys.version,
        LOCK.read_bytes(),
        json.dumps(installed, sort_keys=True),
    )


def node_stamp() -> str:
    """What node_modules is made from."""
    names = ("package.json", "package-lock.json", ".npmrc")
    return fingerprint(*((ROOT / name).read_bytes() for name in names))


# --- running commands --------------------------------------------------------


@contextmanager
def only_one() -> Iterator[int]:
    """Hold the lock that keeps two set-ups in one tree from mixing.

    Yields the lock's descriptor. Commands inherit it, so that a command which
    outlives a killed set-up still keeps the next one waiting.
    """
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up in this folder to finish", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


class Progress:
    """A counter that redraws itself on a terminal and prints a line now and then elsewhere."""

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = total
        self.count = 0
        self.live = sys.stdout.isatty()
        self.started = time.monotonic()

    def step(self) -> None:
        """Count one more."""
        self.count += 1
        if self.live:
            print(f"\r  {self.what}: {self.count} of {self.total}", end="", flush=True)
        elif self.count % 40 == 0:
            print(f"  {self.what}: {self.count} of {self.total}", flush=True)

    def done(self) -> None:
        """Close the line and say how long it took."""
        seconds = time.monotonic() - self.started
        if self.live:
            print("\r", end="")
        print(f"  {self.what}: {self.count} in {seconds:.0f} s", flush=True)


def run(
    command: list[str],
    *,
    lock: int,
    remedy: str,
    watch: Callable[[str], None] | None = None,
    env: dict[str, str] | None = None,
) -> None:
    """Run one command, showing its output only if it fails.

    Args:
        command: Program and arguments.
        lock: Descriptor from `only_one`, inherited by the command.
        remedy: One sentence for the reader if the command fails.
        watch: Called with every line the command prints, to show progress.
        env: Environment variables to add.

    Raises:
        SetupError: When the command fails or cannot be started.
    """
    lines: list[str] = []
    try:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=(lock,),
        )
    except OSError as error:
        raise SetupError(f"{remedy} ({command[0]}: {error.strerror})") from error
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            lines.append(line)
            if watch:
                watch(line)
    if process.returncode:
        sys.stderr.write("\n" + "".join(lines[-40:]))
        raise SetupError(remedy)


# --- Python ------------------------------------------------------------------


def prepare_python(lock: int) -> None:
    """Make .venv and install exactly what requirements.txt lists, by hash."""
    stamp = python_stamp()
    if is_stamped(VENV, stamp):
        return
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Making the virtual environment .venv with Python {version}", flush=True)
    started = time.monotonic()
    run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        lock=lock,
        remedy="The virtual environment could not be made: see the lines above.",
    )
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)

    wanted = len(re.findall(r"(?m)^[a-z0-9]", LOCK.read_text()))
    print(f"Installing the Python packages that {LOCK.name} lists", flush=True)
    progress = Progress("fetched", wanted)

    def watch(line: str) -> None:
        if line.startswith(("Collecting ", "Processing ")):
            progress.step()
        elif line.startswith("Installing collected packages"):
            progress.done()
            print("  unpacking them (up to a minute)", flush=True)

    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    # The lock is complete, so pip has nothing to work out: no dependencies are
    # followed, and nothing is taken whose hash is not written down.
    run(
        [*pip, "--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)],
        lock=lock,
        watch=watch,
        remedy="The Python packages could not be installed: check the connection to your"
        " package registry and run the same command again.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        lock=lock,
        remedy="The handbook's own packages could not be installed: see the lines above.",
    )
    (VENV / STAMP).write_text(stamp)
    print(f"  Python is ready after {time.monotonic() - started:.0f} s", flush=True)


# --- Node ----------------------------------------------------------------------


def check_node() -> None:
    """Make sure that node and npm are there and run."""
    remedy = (
        f"Install Node.js {OLDEST_NODE} or newer with npm (on Debian 13: apt-get install"
        " nodejs npm), then run the same command again."
    )
    for tool in ("node", "npm"):
        found = shutil.which(tool)
        if not found:
            raise SetupError(remedy)
        # A version manager's shim can stand on PATH and still fail: run it.
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
        number = re.search(r"\d+", answer.stdout)
        if answer.returncode or not number:
            raise SetupError(remedy)
        if tool == "node" and int(number.group()) < OLDEST_NODE:
            raise SetupError(f"Node.js here is {answer.stdout.strip()}: {remedy}")


def prepare_node(lock: int) -> None:
    """Install exactly what package-lock.json lists, running none of its scripts."""
    stamp = node_stamp()
    if is_stamped(NODE_MODULES, stamp):
        return
    print("Installing the npm packages that package-lock.json lists", flush=True)
    started = time.monotonic()
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        lock=lock,
        remedy="The npm packages could not be installed: check the connection to your"
        " package registry and run the same command again.",
    )
    NODE_MODULES.mkdir(exist_ok=True)
    (NODE_MODULES / STAMP).write_text(stamp)
    print(f"  npm packages are ready after {time.monotonic() - started:.0f} s", flush=True)


# --- Chromium ------------------------------------------------------------------


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome for the browser tests, if one is here."""
    chosen = os.environ.get("HANDBOOK_CHROMIUM")
    if chosen:
        return chosen if os.access(chosen, os.X_OK) else None
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    return MAC_CHROME if os.access(MAC_CHROME, os.X_OK) else None


def is_debian(os_release: Path = Path("/etc/os-release")) -> bool:
    """Whether this is Debian or close kin; Ubuntu is not, as its chromium is a snap."""
    try:
        text = os_release.read_text()
    except OSError:
        return False
    found = re.findall(r"(?m)^ID(?:_LIKE)?=[\"']?([^\"'\n]*)", text)
    names = {name for line in found for name in line.split()}
    return "debian" in names and "ubuntu" not in names


def check_chromium() -> None:
    """Stop early where Chromium is missing and cannot be installed from here."""
    if find_chromium():
        return
    chosen = os.environ.get("HANDBOOK_CHROMIUM")
    if chosen:
        raise SetupError(
            f"HANDBOOK_CHROMIUM names {chosen}, which is not a program: correct it or unset it."
        )
    if is_debian():
        if os.geteuid() == 0 and shutil.which("apt-get"):
            return
        raise SetupError(
            "The browser tests need Chromium: run `sudo apt-get install chromium`,"
            " then run the same command again."
        )
    raise SetupError(
        "The browser tests need Chromium or Chrome: install one from your system's packages,"
        " or set HANDBOOK_CHROMIUM to its program, then run the same command again."
    )


def prepare_chromium(lock: int) -> None:
    """Install Debian's Chromium where none is here and we may."""
    if find_chromium():
        return
    print("Installing Chromium for the browser tests from Debian's packages", flush=True)
    started = time.monotonic()
    remedy = (
        "Chromium could not be installed: run `apt-get update` and then"
        " `apt-get install chromium` to see why."
    )
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # -qq keeps apt from drawing a progress bar into the lines we keep.
    run(["apt-get", "-qq", "update"], lock=lock, remedy=remedy, env=quiet)
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"]
    run(install, lock=lock, remedy=remedy, env=quiet)
    if not find_chromium():
        raise SetupError(remedy)
    print(f"  Chromium is ready after {time.monotonic() - started:.0f} s", flush=True)


# --- all together ----------------------------------------------------------------

PARTS: dict[str, tuple[Callable[[], None] | None, Callable[[int], None]]] = {
    "python": (None, prepare_python),
    "node": (check_node, prepare_node),
    "chromium": (check_chromium, prepare_chromium),
}


def main(names: list[str]) -> int:
    """Check for every tool first, then prepare the named parts in order."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"No such part: {', '.join(unknown)}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    try:
        for name in names:
            check = PARTS[name][0]
            if check:
                check()
        with only_one() as lock:
            for name in names:
                PARTS[name][1](lock)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up was stopped: run the same command again to finish it.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
