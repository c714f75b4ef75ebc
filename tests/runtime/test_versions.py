"""One version of everything, wherever it is written."""

from __future__ import annotations

import importlib.metadata
import json
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from handbook.runtime import versions, wheels
from handbook.runtime.pack import PYODIDE
from tests.runtime.conftest import CACHE, ROOT

PINS = {canonicalize_name(pin.name): pin.version for pin in wheels.pins()}


def test_pyodide_is_the_same_in_the_package_file_and_on_disk() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert wanted["dependencies"]["pyodide"] == versions.PYODIDE
    installed = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    assert installed["version"] == versions.PYODIDE
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    assert lock["python"] == versions.PYTHON
    assert lock["abi_version"] == versions.ABI
    assert lock["platform"] == versions.LOCK_PLATFORM


def test_pydantic_is_the_same_here_and_in_the_browser() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [Requirement(each) for each in project["dependencies"]]
    pydantic = next(each for each in named if each.name == "pydantic")
    assert str(pydantic.specifier) == f"=={PINS['pydantic']}"
    for name, version in PINS.items():
        assert importlib.metadata.version(name) == version, name


def test_the_pins_are_all_that_pydantic_needs() -> None:
    needed = {
        canonicalize_name(requirement.name)
        for text in importlib.metadata.requires("pydantic") or []
        if (requirement := Requirement(text)).marker is None
    }
    assert needed | {"pydantic"} == set(PINS)


def test_the_wheels_are_for_this_python_and_platform() -> None:
    for path in wheels.fetch(CACHE.parent / "wheels"):
        _name, _version, _build, tags = parse_wheel_filename(path.name)
        if path.name.startswith("pydantic_core"):
            assert {(tag.interpreter, tag.abi, tag.platform) for tag in tags} == {
                (versions.PYTHON_TAG, versions.PYTHON_TAG, versions.PLATFORM)
            }


def test_the_requirements_name_no_registry() -> None:
    text = Path(wheels.REQUIREMENTS).read_text(encoding="utf-8")
    assert "http" not in text
    assert "--index" not in text
