"""The rules read nothing but what they are given: no clock, chance, files, machine or floats."""

import ast
import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import calculators

ROOT = Path(calculators.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(calculators.__path__, "calculators.")
)
#: What the rules need of the standard library; anything else is a decision to be made here.
ALLOWED = {
    "__future__", "collections", "csv", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "heapq", "html", "itertools", "json", "re", "types", "typing",
    "pydantic", "pydantic_core", "calculators",
}  # fmt: skip
#: Calls that read a clock or the machine, or do what the rules must not.
CLOCKS = {"today", "now", "utcnow", "fromtimestamp", "time", "monotonic", "strftime", "strptime"}
BUILTINS = {
    "float", "open", "eval", "exec", "compile", "input", "print", "hash", "id", "__import__",
}  # fmt: skip


def impurities(source):
    """What in a module's text could make two machines or two days differ."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] not in ALLOWED:
                    yield f"line {node.lineno}: imports {name.name}"
        elif isinstance(node, ast.ImportFrom):
            if node.level or (node.module or "").split(".")[0] not in ALLOWED:
                yield f"line {node.lineno}: imports {node.module}"
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"line {node.lineno}: uses .{node.attr}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in BUILTINS:
            yield f"line {node.lineno}: uses {node.id}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"line {node.lineno}: the float {node.value}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_pure(path):
    assert [] == list(impurities(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "import os", "import random", "import time", "from time import time", "import locale",
        "import datetime, os.path", "from pathlib import Path", "import calendar",
        "from . import money", "dt.date.today()", "dt.datetime.now(dt.UTC)", "x = dt.date.today",
        "day.strftime('%A')", "rate = 0.15", "float('1')", "map(float, x)", "1e3", "open('x')",
        "hash('x')",
    ],
)  # fmt: skip
def test_an_impure_line_is_seen(source):
    assert list(impurities(source))


@pytest.mark.parametrize(
    "source",
    ["import datetime as dt", "from decimal import Decimal", "dt.date(2026, 12, 4)", "1 / 2 * 3",
     "from calculators.core.money import ZERO", "day.isoformat()", "'0.15'"],
)  # fmt: skip
def test_a_pure_line_is_left_alone(source):
    assert [] == list(impurities(source))


def test_core_knows_no_calculator():
    for path in (ROOT / "core").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("calculators"):
                assert node.module.startswith("calculators.core"), path


def test_there_is_something_to_look_at():
    assert "calculators.core.money" in MODULES
    assert len(FILES) > 20


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_hold(module):
    assert 0 == doctest.testmod(importlib.import_module(module)).failed


def test_the_core_has_examples():
    attempted = [
        doctest.testmod(importlib.import_module(module)).attempted
        for module in MODULES
        if module.startswith("calculators.core.")
    ]
    assert 8 <= sum(attempted)
