"""The content as a commit holds it, in a folder of its own: the working folder is never touched."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: What an answer can depend on beside the code.
CONTENT = "policies"
SHORT = 10


class CannotCompare(Exception):
    """There is nothing to compare with; the message says why and what to do."""


@dataclass(frozen=True)
class Before:
    """A commit's content.

    Attributes:
        folder: Where it is for now, laid out like the handbook.
        commit: The commit, in short.
    """

    folder: Path
    commit: str


@contextmanager
def content_at(root: Path, ref: str) -> Iterator[Before]:
    """The content of a commit in a temporary folder.

    Args:
        root: The handbook's folder.
        ref: A commit, branch or tag.

    Raises:
        CannotCompare: Without git, outside a repository, or where there is no such commit.
    """
    if shutil.which("git") is None:
        raise CannotCompare(
            "git is not installed, so there is no earlier state to compare with. Install git, or "
            "look at what “handbook check” says: it names each case whose answer changed."
        )
    if git(root, "rev-parse", "--git-dir").returncode:
        raise CannotCompare(
            f"{root} is not kept in git, so there is no earlier state to compare with. Run this in "
            "the folder that was cloned."
        )
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode:
        raise CannotCompare(
            f"git knows no commit, branch or tag called “{ref}”. “git log --oneline” lists the "
            "commits."
        )
    commit = found.stdout.decode().strip()
    packed = git(root, "archive", "--format=tar", commit, "--", CONTENT)
    if packed.returncode:
        raise CannotCompare(
            f"The commit “{ref}” holds no folder “{CONTENT}”. Choose a commit of the handbook."
        )
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
            files.extractall(folder, filter="data")
        yield Before(Path(folder), commit[:SHORT])


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git something about a folder; it changes nothing."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=False)
