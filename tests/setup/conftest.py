"""What the tests of set-up share."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def prepare() -> ModuleType:
    """A fresh copy of setup/prepare.py, which is a script and not in a package."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "setup" / "prepare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a small shell program into tmp_path, by its path from there."""

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def run_with(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command that sees only tmp_path/bin on PATH, and tmp_path as its home."""

    def run(*command: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
        return subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=kept | {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)} | env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run
