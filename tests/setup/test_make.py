"""What a person sees who types `make`."""

import re
import shutil
import sys

import pytest

MAKE = shutil.which("make") or "make"


def own_lines(output: str) -> list[str]:
    """What we printed, without the line make itself adds when a command fails."""
    return [line for line in output.splitlines() if not line.startswith("make:")]


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with the shell on it and nothing else."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sh").symlink_to("/bin/sh")


@pytest.mark.parametrize("target", ["serve", "build", "test", "check", "bench", "lint", "types"])
def test_without_python_one_sentence_says_what_to_install(bare_path, run_with, target):
    ran = run_with(MAKE, target)
    assert ran.returncode != 0
    (sentence,) = own_lines(ran.stdout + ran.stderr)
    assert sentence.startswith("Install Python 3.12 or newer")


@pytest.mark.parametrize("target", ["serve", "build", "test", "bench"])
def test_without_node_one_sentence_says_what_to_install(bare_path, program, run_with, target):
    program("bin/python3", f'exec "{sys.executable}" "$@"')
    ran = run_with(MAKE, target)
    assert ran.returncode != 0
    (sentence,) = own_lines(ran.stdout + ran.stderr)
    assert sentence.startswith("Install Node.js 20 or newer with npm")


def test_a_broken_npm_counts_as_missing(bare_path, program, run_with):
    program("bin/python3", f'exec "{sys.executable}" "$@"')
    program("bin/node", "echo v22.1.0")
    program("bin/npm", "exit 127")
    (sentence,) = own_lines(run_with(MAKE, "serve").stderr)
    assert sentence.startswith("Install Node.js 20 or newer with npm")


def test_an_old_node_is_named(bare_path, program, run_with):
    program("bin/python3", f'exec "{sys.executable}" "$@"')
    program("bin/node", "echo v18.20.4")
    program("bin/npm", "echo 9.2.0")
    (sentence,) = own_lines(run_with(MAKE, "serve").stderr)
    assert sentence.startswith("Node.js here is v18.20.4: Install Node.js 20 or newer")


def test_without_chromium_one_sentence_says_what_to_do(bare_path, program, run_with):
    program("bin/python3", f'exec "{sys.executable}" "$@"')
    program("bin/node", "echo v22.1.0")
    program("bin/npm", "echo 10.9.0")
    ran = run_with(MAKE, "test", HANDBOOK_CHROMIUM="nowhere/chromium")
    assert ran.returncode != 0
    (sentence,) = own_lines(ran.stdout + ran.stderr)
    assert "HANDBOOK_CHROMIUM" in sentence


def test_plain_make_lists_every_target(bare_path, root, run_with):
    makefile = (root / "Makefile").read_text()
    (phony,) = re.findall(r"(?m)^\.PHONY: (.*)$", makefile)
    listed = re.findall(r"(?m)^  (\w+) +\S", run_with(MAKE).stdout)
    assert phony.split() == listed


def test_ci_ends_with_the_exit_code_of_make_test(tmp_path, root, program, run_with):
    program("bin/make", 'echo "$@"; exit 3')
    for tool in ("bash", "dirname"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    ran = run_with(tmp_path / "bin" / "bash", root / ".ci" / "run")
    assert ran.stdout == "test\n"
    assert ran.returncode == 3
