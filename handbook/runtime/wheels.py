"""The wheels that the browser's Python loads: fetched once, checked by hash every time."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from handbook.runtime import versions

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements-browser.txt"


class WheelsMissing(Exception):
    """The browser's wheels could not be had; the message says what to do."""


@dataclass(frozen=True)
class Pin:
    """One requirement: exactly this version, with one of these hashes."""

    name: str
    version: str
    sha256: frozenset[str]


def pins(requirements: Path = REQUIREMENTS) -> list[Pin]:
    """What requirements-browser.txt asks for."""
    text = requirements.read_text(encoding="utf-8").replace("\\\n", " ")
    found = []
    for each in text.splitlines():
        line = each.split("#")[0].strip()
        if not line:
            continue
        requirement, *options = line.split()
        name, _, version = requirement.partition("==")
        hashes = frozenset(option.removeprefix("--hash=sha256:") for option in options)
        if not version or not hashes:
            raise ValueError(f"{requirements.name}: {requirement} needs a version and a hash")
        found.append(Pin(name, version, hashes))
    return found


def fetch(folder: Path, requirements: Path = REQUIREMENTS) -> list[Path]:
    """The wheels, in `folder`; downloaded only if they are not there already."""
    found = _held(folder, requirements)
    if found is None:
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--implementation", "cp"]
        command += ["--python-version", versions.PYTHON_SERIES, "--platform", versions.PLATFORM]
        command += ["--require-hashes", "--dest", str(folder), "-r", str(requirements)]
        done = subprocess.run(
            command, capture_output=True, check=False, text=True, stdin=subprocess.DEVNULL
        )
        found = _held(folder, requirements)
        if done.returncode or found is None:
            raise WheelsMissing(
                f"The browser's wheels ({requirements.name}) could not be downloaded. "
                f"Check the connection to the package registry and try again.\n{done.stderr}"
            )
    return found


def _held(folder: Path, requirements: Path) -> list[Path] | None:
    by_hash = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.glob("*.whl"))
    }
    found = []
    for pin in pins(requirements):
        path = next((by_hash[each] for each in sorted(pin.sha256) if each in by_hash), None)
        if path is None:
            return None
        found.append(path)
    return sorted(found)
