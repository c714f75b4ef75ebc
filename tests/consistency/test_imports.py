"""The table of who may import whom (docs/decisions and the design) stays true."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STANDARD = frozenset(sys.stdlib_module_names)
CALCULATORS = sorted(
    each.name
    for each in (ROOT / "calculators").iterdir()
    if each.is_dir() and each.name != "core" and (each / "rules.py").is_file()
)
#: What the builder may use beside our own packages.
BUILD_TOOLS = frozenset(
    {
        "brotli",
        "jinja2",
        "markdown",
        "markupsafe",
        "mkdocs",
        "mkdocs_macros",
        "nbconvert",
        "nbformat",
        "packaging",
        "pygments",
        "pyodide_build",
        "pyodide_lock",
        "rich",
        "ruamel",
        "typer",
        "traitlets",
        "watchdog",
    }
)


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, by its whole dotted name; names imported from one included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return {each for each in found if each.partition(".")[0] not in STANDARD}


def under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def strays(path: Path, *allowed: str) -> list[str]:
    return sorted(each for each in imports_of(path) if not under(each, *allowed))


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(each, id=each.relative_to(ROOT).as_posix()) for each in paths]


@pytest.mark.parametrize("path", named(modules("calculators/core")))
def test_the_core_imports_only_itself_and_pydantic(path: Path) -> None:
    assert strays(path, "calculators.core", "pydantic", "pydantic_core") == []


@pytest.mark.parametrize(
    "path", named([each for name in CALCULATORS for each in modules(f"calculators/{name}")])
)
def test_a_calculator_imports_the_core_itself_and_others_answers(path: Path) -> None:
    own = path.relative_to(ROOT / "calculators").parts[0]
    for name in strays(path, "calculators.core", f"calculators.{own}", "pydantic", "pydantic_core"):
        parts = name.split(".")
        assert parts[0] == "calculators", name
        # Another calculator's `calculate` and models, never its rules.
        assert parts[1] in CALCULATORS, name
        assert "rules" not in parts, name


@pytest.mark.parametrize(
    "path",
    named([each for name in CALCULATORS for each in [ROOT / f"calculators/{name}/rules.py"]]),
)
def test_rules_read_no_figure_file_or_clock(path: Path) -> None:
    text = path.read_text("utf-8")
    for name in ("FigureSet", "Trace", "today()", "now()", "open("):
        assert name not in text, name


@pytest.mark.parametrize("name", ["registry", "browser"])
def test_the_front_of_the_calculators_imports_only_them(name: str) -> None:
    assert strays(ROOT / f"calculators/{name}.py", "calculators", "pydantic") == []


@pytest.mark.parametrize("path", named(modules("handbook/content")))
def test_content_imports_only_the_core_and_yaml(path: Path) -> None:
    assert strays(path, "calculators.core", "handbook.content", "ruamel.yaml") == []


@pytest.mark.parametrize(
    "path",
    named([each for each in modules("handbook") if "content" not in each.parts]),
)
def test_the_builder_reaches_the_rules_only_through_their_front(path: Path) -> None:
    ours = ("handbook", "calculators.core", "calculators.registry", "calculators.browser")
    for name in strays(path, *ours):
        if under(name, "calculators"):
            assert name in ("calculators", "calculators.browser", "calculators.registry"), name
        else:
            assert name.partition(".")[0] in BUILD_TOOLS, name


def test_no_script_knows_a_calculator_by_name() -> None:
    scripts = [
        each
        for kind in ("*.js", "*.mjs")
        for each in (ROOT / "handbook").rglob(kind)
        if "node_modules" not in each.parts
    ]
    assert scripts
    for script in scripts:
        text = script.read_text("utf-8")
        for calculator in CALCULATORS:
            # An id of one plain word may stand in a comment: a script would name it in quotes.
            known = calculator if "_" in calculator else rf"""["'`/]{calculator}["'`/.]"""
            assert not re.search(known, text), script.name


def test_there_are_calculators_to_look_at() -> None:
    assert {"rent_conversion", "repayment_plan"} <= set(CALCULATORS)
