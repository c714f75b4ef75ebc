"""No committed file names a package registry or a place on somebody's machine."""

import re
import shutil
import subprocess

import pytest

# Written backwards, so that this file does not find itself.
REGISTRIES = tuple(
    host[::-1]
    for host in (
        "gro.ipyp",
        "gro.detsohnohtyp",
        "gro.sjmpn",
        "moc.sjmpn",
        "gro.naibed.bed",
        "moc.gkpnray",
    )
)
PLACES = (
    r"/work/" + r"(?:main|shared|\.)",
    r"/root/" + r"\w",
    r"/Users/" + r"\w",
    # Pyodide's own home inside the browser is no machine's.
    r"/home/" + r"(?!pyodide\b|web_user\b)\w",
    r"/tmp/" + r"tmp[.\w]",
)
FORBIDDEN = re.compile("|".join([*map(re.escape, REGISTRIES), *PLACES]))

NOT_OURS = {".git", ".venv", ".cache", "node_modules", "site"}


@pytest.fixture
def committed(root):
    """The files git holds; in an unpacked archive, every file that set-up did not make."""
    if (root / ".git").exists() and shutil.which("git"):
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
        ).stdout
        return [root / name for name in names.split("\0") if name]
    return [
        path
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in NOT_OURS
    ]


def test_no_registry_and_no_machine_path(root, committed):
    found = []
    for path in committed:
        if not path.is_file():  # deleted, not yet committed
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = FORBIDDEN.search(line)
            if match:
                found.append(f"{path.relative_to(root)}:{number}: {match.group()}")
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["https://" + REGISTRIES[0] + "/simple", "see /work/" + "main/x", "/home/" + "someone/x"],
)
def test_the_pattern_finds_what_it_should(line):
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["/home/" + "pyodide", "https://www.gov.uk/", "work/main"])
def test_the_pattern_leaves_the_rest_alone(line):
    assert not FORBIDDEN.search(line)
