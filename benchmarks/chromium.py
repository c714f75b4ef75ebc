"""The real Chromium that tests and measurements drive: found in one way, started in one way."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
#: Keep Chromium from doing anything of its own beside what is tested or measured.
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromium(Exception):
    """There is no Chromium; the message says what to do."""


def chromium(root: Path = ROOT) -> str:
    """The program of the Chromium that set-up finds.

    Raises:
        NoChromium: If there is none.
    """
    # Set-up runs before anything is installed, so it is a script and no package.
    spec = importlib.util.spec_from_file_location("prepare", root / "setup" / "prepare.py")
    assert spec
    assert spec.loader
    prepare = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(prepare)
    found: str | None = prepare.find_chromium()
    if found is None:
        raise NoChromium(
            "Chromium is needed: run “sudo apt-get install chromium”, or set HANDBOOK_CHROMIUM to "
            "its program."
        )
    return found
