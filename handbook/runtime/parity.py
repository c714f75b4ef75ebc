"""Asks the packed runtime, under Node, what it answers: the tests compare it with CPython."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from handbook.runtime.pack import Packed, PackingFailed

_NODE_ENTRY = Path(__file__).resolve().parent / "node.mjs"


Start = Literal["stock", "image"]


def answers(
    cases: Iterable[Mapping[str, str]], packed: Packed, start: Start = "stock"
) -> list[str]:
    """The answer text to each case `{"calculator", "inputs"}`, in order."""
    return answers_from(packed.folder, cases, start)


def answers_from(folder: Path, cases: Iterable[Mapping[str, str]], start: Start) -> list[str]:
    """The same, of a runtime that may not be finished yet."""
    node = shutil.which("node")
    if node is None:
        raise PackingFailed("Node.js is needed to run the browser runtime: run the set-up.")
    asked = [
        json.dumps({"calculator": case["calculator"], "inputs": case["inputs"]}) for case in cases
    ]
    done = subprocess.run(
        [node, str(_NODE_ENTRY), str(folder), start],
        input="".join(f"{line}\n" for line in asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    found = done.stdout.split("\n")[:-1]
    if done.returncode or len(found) != len(asked):
        raise PackingFailed(
            f"The browser runtime answered {len(found)} of {len(asked)} cases under Node:\n"
            f"{done.stderr[-4000:]}"
        )
    return found
