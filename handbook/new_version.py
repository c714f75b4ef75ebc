"""Starts a new version of a policy or procedure: the newest text, with a heading to fill in."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
from pathlib import Path

from calculators.core.wording import long_date
from handbook.content.fields import date_of

POLICIES = ("policies", "policies/procedures")
ABOUT = ("policy.yaml", "procedure.yaml")
NUMBER = re.compile(r"""^version:\s*["']?(\d+)\.\d+["']?\s*$""", re.MULTILINE)
TO_FILL_IN = {
    "approved_by": "the id of the role that approved it, from policies/organisation.yaml",
    "approved_on": "the day it was approved, like 2027-03-10",
    "approval_reference": "where the approval is recorded",
    "review_due": "the day by which it is reviewed, like 2029-03-31",
    "what_changed": "one plain sentence; figures that change are told beside it, so no numbers",
}


class CannotStart(Exception):
    """The version cannot be started; the message says why and what to do."""


def start_version(root: Path, policy: str, first_day: dt.date) -> list[str]:
    """Write the files of a new version, all or none, and return them from the top folder.

    Raises:
        CannotStart: If there is no such policy, or the day is not after its newest version's.
    """
    folder = folder_of(root, policy)
    days = sorted(day for path in folder.glob("*.md") if (day := date_of(path.stem)))
    if not days:
        raise CannotStart(
            f"“{policy}” has no version to copy. Write its text in a file named by its first day "
            f"in force, like {first_day.isoformat()}.md"
        )
    newest = days[-1]
    if first_day in days:
        raise CannotStart(
            f"“{policy}” has a version from {long_date(first_day)} already. Edit that file if it "
            "is not approved yet; if it is, choose a later day"
        )
    if first_day < newest:
        raise CannotStart(
            f"{long_date(first_day)} is before the newest version of “{policy}”, which starts on "
            f"{long_date(newest)}. Choose a day after it"
        )
    made = {}
    for old in sorted(folder.iterdir()):
        stem = newest.isoformat()
        if old.name == f"{stem}.md":
            made[folder / f"{first_day.isoformat()}.md"] = with_fresh_heading(
                old.read_text("utf-8")
            )
        elif old.name == f"steps.{stem}.yaml":
            made[folder / f"steps.{first_day.isoformat()}.yaml"] = old.read_text("utf-8")
    write_all(made)
    return [path.relative_to(root).as_posix() for path in sorted(made)]


def folder_of(root: Path, policy: str) -> Path:
    """Where a policy or procedure keeps its versions."""
    known = {
        path.name: path
        for place in POLICIES
        if (root / place).is_dir()
        for path in sorted((root / place).iterdir())
        if any((path / about).is_file() for about in ABOUT)
    }
    if policy in known:
        return known[policy]
    near = difflib.get_close_matches(policy, known, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known) or 'none'}."
    raise CannotStart(f"There is no policy called “{policy}”. {hint}".removesuffix("."))


def with_fresh_heading(text: str) -> str:
    """A version's text with the next number, and nothing yet said of its approval."""
    _, heading, body = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
    number = NUMBER.search(heading)
    following = f"{int(number[1]) + 1}.0" if number else ""
    lines = [f'version: "{following}"']
    lines += [f"{key}: # {what}" for key, what in TO_FILL_IN.items()]
    # What applies to whom seldom changes: the rest of the heading stays.
    for key, value in keys_of(heading):
        if key not in TO_FILL_IN and key != "version":
            lines.append(value)
    return "---\n" + "\n".join(lines) + "\n---" + body


def keys_of(heading: str) -> list[tuple[str, str]]:
    """Each key of a heading with its lines, as they stand."""
    found: list[tuple[str, str]] = []
    for line in heading.strip("\n").split("\n"):
        if line[:1].isalpha():
            found.append((line.partition(":")[0], line))
        elif found:
            key, value = found[-1]
            found[-1] = (key, f"{value}\n{line}")
    return found


def write_all(texts: dict[Path, str]) -> None:
    """Write new files whole, or none of them, and write over nothing."""
    waiting = {path: path.with_name(f".{path.name}.new") for path in texts}
    done = []
    try:
        for path, aside in waiting.items():
            aside.write_text(texts[path], "utf-8", newline="\n")
        for path, aside in waiting.items():
            os.link(aside, path)  # unlike a rename, it fails where there is a file already
            done.append(path)
    except OSError as why:
        for path in done:
            path.unlink(missing_ok=True)
        raise CannotStart(
            f"The file could not be written ({why.strerror}). Nothing was changed"
        ) from why
    finally:
        for aside in waiting.values():
            aside.unlink(missing_ok=True)
