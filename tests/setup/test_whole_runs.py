"""A run of several processes fails when a test does, a process dies or a test is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import os

import pytest

@pytest.mark.parametrize("number", range(4))
def test_it(number):
    if (__name__, number) == ("test_two", 2):
        assert os.environ["FAULT"] != "a test fails"
        if os.environ["FAULT"] == "a process crashes":
            os._exit(0)
"""
#: What goes wrong outside any test.
FAULTS = """
import os

from xdist.scheduler import LoadFileScheduling

def pytest_sessionfinish(session):
    worker = hasattr(session.config, "workerinput")
    if worker and os.environ["FAULT"] == "a process dies at its end":
        os._exit(0)

def losing(self, node, assign=LoadFileScheduling._assign_work_unit):
    for each in self.workqueue.values():
        each.pop("test_two.py::test_it[2]", None)
    assign(self, node)

if os.environ["FAULT"] == "a test is lost":
    LoadFileScheduling._assign_work_unit = losing
"""


def run(folder: Path, root: Path, fault: str) -> subprocess.CompletedProcess[str]:
    for name in ("one", "two", "three"):
        (folder / f"test_{name}.py").write_text(TESTS, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (folder / "faults.py").write_text(FAULTS, "utf-8")
    shutil.copy(root / "conftest.py", folder)
    plugins = ["-p", "xdist", "-p", "faults", "-p", "no:cacheprovider"]
    more = ["-ra", "--numprocesses=2", "--max-worker-restart=0"]
    ours = {"FAULT": fault, "PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    kept = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *more],
        cwd=folder,
        env=kept | ours,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_run_that_is_whole_passes_and_ends_with_its_summary(tmp_path: Path, root: Path) -> None:
    ran = run(tmp_path, root, "none")
    assert ran.returncode == 0, ran.stdout
    assert " 12 passed in " in ran.stdout.splitlines()[-1]
    assert "not whole" not in ran.stdout
    assert "\033" not in ran.stdout


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("a test fails", "FAILED test_two.py::test_it[2] - AssertionError"),
        ("a process crashes", "crashed while running 'test_two.py::test_it[2]'"),
        ("a process dies at its end", "did not end well"),
        ("a test is lost", "test_two.py::test_it[2] was collected and not run"),
    ],
)
def test_a_run_that_is_not_is_refused_and_says_why(
    tmp_path: Path, root: Path, fault: str, said: str
) -> None:
    ran = run(tmp_path, root, fault)
    assert ran.returncode == 1, ran.stdout
    assert said in ran.stdout


def test_make_runs_tests_so_that_a_crash_ends_the_run(root: Path) -> None:
    done = subprocess.run(
        [shutil.which("make") or "make", "--dry-run", "test"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "-m pytest --numprocesses=logical" in done.stdout
    assert "--max-worker-restart=0" in done.stdout
