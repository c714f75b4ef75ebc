"""The finder tries each Python before it trusts it."""

import re
import shutil
import sys

import pytest

SH = shutil.which("sh") or "/bin/sh"
FINDER = "setup/find-python.sh"

GOOD = f'exec "{sys.executable}" "$@"'
BROKEN_SHIM = 'echo "pyenv: command not found" >&2; exit 127'
TOO_OLD = "exit 1"


def says(number: int) -> str:
    """A stand-in that answers the finder's question with this version number."""
    return f"echo {number}"


def test_takes_the_newest_working_name_on_path(program, run_with):
    program("bin/python3", TOO_OLD)
    program("bin/python3.12", GOOD)
    expected = program("bin/python3.13", GOOD)
    assert str(expected) == run_with(SH, FINDER).stdout.strip()


def test_skips_a_shim_that_exists_but_fails(program, run_with):
    program("bin/python3.14", BROKEN_SHIM)
    program("bin/python3.13", BROKEN_SHIM)
    expected = program("bin/python3.12", GOOD)
    found = run_with(SH, FINDER)
    assert str(expected) == found.stdout.strip()
    assert found.stderr == ""


def test_takes_plain_python3_if_it_is_new_enough(program, run_with):
    expected = program("bin/python3", GOOD)
    assert str(expected) == run_with(SH, FINDER).stdout.strip()


def test_looks_in_pyenv_when_path_has_only_an_old_python(program, run_with):
    program("bin/python3", TOO_OLD)
    program(".pyenv/versions/3.9.18/bin/python3.9", says(3009018))
    program(".pyenv/versions/3.11.7/bin/python3.11", TOO_OLD)
    expected = program(".pyenv/versions/3.12.1/bin/python3.12", GOOD)
    assert str(expected) == run_with(SH, FINDER).stdout.strip()


@pytest.mark.parametrize(
    ("older", "newer"),
    [("3.12.9", "3.13.0"), ("3.13.9", "3.13.10"), ("3.9.18", "3.14.0")],
)
def test_takes_the_newest_of_pyenv_by_number_not_by_letter(program, run_with, older, newer):
    def install(version):
        major, minor, patch = map(int, version.split("."))
        number = major * 1000000 + minor * 1000 + patch
        return program(f".pyenv/versions/{version}/bin/python{major}.{minor}", says(number))

    install(older)
    expected = install(newer)
    assert str(expected) == run_with(SH, FINDER).stdout.strip()


def test_path_comes_before_pyenv(program, run_with):
    program(".pyenv/versions/3.14.0/bin/python3.14", says(3014000))
    expected = program("bin/python3.12", GOOD)
    assert str(expected) == run_with(SH, FINDER).stdout.strip()


def test_a_chosen_python_wins(program, run_with):
    program("bin/python3.13", GOOD)
    chosen = program("own/python", GOOD)
    assert str(chosen) == run_with(SH, FINDER, HANDBOOK_PYTHON=str(chosen)).stdout.strip()


def test_a_chosen_python_that_fails_is_named(program, run_with):
    program("bin/python3.13", GOOD)
    chosen = program("own/python", TOO_OLD)
    found = run_with(SH, FINDER, HANDBOOK_PYTHON=str(chosen))
    assert found.returncode == 1
    assert str(chosen) in found.stderr


def test_says_in_one_sentence_what_to_install(program, run_with):
    program("bin/python3", TOO_OLD)
    program("bin/python3.13", BROKEN_SHIM)
    found = run_with(SH, FINDER)
    assert found.returncode == 1
    assert found.stdout == ""
    assert re.fullmatch(r"Install Python 3\.12 or newer [^\n]*\.\n", found.stderr)
