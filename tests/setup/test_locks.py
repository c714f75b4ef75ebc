"""The lock files are complete, agree with what asks for them, and name no registry."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text())


@pytest.fixture
def locked(root):
    """Each requirement of requirements.txt with its hashes."""
    text = (root / "requirements.txt").read_text()
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    found = {}
    for line in filter(None, map(str.strip, joined.splitlines())):
        wanted, *hashes = re.split(r"\s+--hash=", line)
        requirement = Requirement(wanted)
        found[canonicalize_name(requirement.name)] = (requirement, hashes)
    return found


def test_every_package_is_pinned_with_a_hash(locked):
    assert len(locked) > 50
    for name, (requirement, hashes) in locked.items():
        assert [spec.operator for spec in requirement.specifier] == ["=="], name
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), name


def test_the_lock_answers_everything_pyproject_asks_for(project, locked):
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
    ]
    for text in asked:
        wanted = Requirement(text)
        assert canonicalize_name(wanted.name) in locked, f"{text}: run `make lock`"
        (pin,) = locked[canonicalize_name(wanted.name)][0].specifier
        assert wanted.specifier.contains(pin.version), f"{text}: run `make lock`"


def test_pydantic_is_pinned_exactly(project):
    (pin,) = [text for text in project["project"]["dependencies"] if text.startswith("pydantic==")]
    assert re.fullmatch(r"pydantic==\d+\.\d+\.\d+", pin)


def test_npm_packages_are_exact_and_carry_hashes(root):
    package = json.loads((root / "package.json").read_text())
    lock = json.loads((root / "package-lock.json").read_text())
    asked = package["dependencies"] | package["devDependencies"]
    for name, version in asked.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for path, entry in lock["packages"].items():
        if path:
            assert entry["integrity"].startswith("sha512-"), path
            assert "resolved" not in entry, path


def test_the_oldest_node_is_the_same_everywhere(root, prepare):
    package = json.loads((root / "package.json").read_text())
    assert package["engines"]["node"] == f">={prepare.OLDEST_NODE}"


def test_no_folder_of_ours_is_ignored_by_its_name(root):
    # `site/` without the slash in front would also hide handbook/site and tests/site.
    lines = (root / ".gitignore").read_text().splitlines()
    assert "/site/" in lines
    assert "site/" not in lines
