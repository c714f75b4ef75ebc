"""The ledger that protects approved text: a fingerprint of every version, taken when approved.

Text that officers and tenants relied on must stay readable as it was. A version whose bytes no
longer match its fingerprint stops the build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from calculators.core.wording import long_date
from handbook.content.fields import entries
from handbook.content.files import read_text, with_plain_newlines
from handbook.content.policies import Policy, PolicyVersion
from handbook.content.problems import Problems
from handbook.content.yaml import read_yaml

FILE = "policies/ledger.yaml"
HEADING = """\
# Fingerprints of approved policy text, written by `handbook ledger add`. Never edit an entry: a
# correction to approved text is a new version of the policy. Take an entry out only for a policy
# that your organisation never used, with the policy's whole folder.
"""


@dataclass(frozen=True)
class LedgerEntry:
    """The fingerprint of one approved version."""

    file: str
    sha256: str
    recorded_on: dt.date
    line: int


def fingerprint(path: Path) -> str:
    """The SHA-256 of a text file, the same on every system whatever its newlines."""
    text = path.read_bytes().decode("utf-8")
    return hashlib.sha256(with_plain_newlines(text).encode("utf-8")).hexdigest()


def read_ledger(root: Path, today: dt.date, problems: Problems) -> dict[str, LedgerEntry]:
    """The entries by file; none if there is no ledger yet."""
    path = root / FILE
    if not path.is_file():
        return {}
    text = read_text(path, FILE, problems)
    if text is not None and holds_only_comments(text):
        return {}
    node = read_yaml(text, FILE, problems) if text is not None else None
    found: dict[str, LedgerEntry] = {}
    for fields in entries(FILE, node, problems) if node is not None else []:
        file = fields.text("file")
        sha256 = fields.text("sha256")
        recorded_on = fields.past_date("recorded_on", today)
        fields.finish()
        if file in found:
            fields.note("file", f"{file} is in the ledger twice", "Keep the first entry")
        elif file and sha256 and recorded_on:
            found[file] = LedgerEntry(file, sha256, recorded_on, fields.line)
    return found


def holds_only_comments(text: str) -> bool:
    """Whether nothing has been recorded yet."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def check_ledger(
    root: Path,
    today: dt.date,
    policies: Iterable[Policy],
    ledger: Mapping[str, LedgerEntry],
    problems: Problems,
) -> None:
    """Note approved text that changed or went, and text in force that nobody recorded."""
    check_entries(root, ledger, problems)
    for version in versions_of(policies):
        if version.file not in ledger and version.first_day <= today:
            problems.add(
                version.file,
                0,
                "",
                f"The version is in force from {long_date(version.first_day)} but is not in the "
                "ledger of approved text",
                "Check that this is the text that was approved, then run “handbook ledger add”",
            )


def check_entries(root: Path, ledger: Mapping[str, LedgerEntry], problems: Problems) -> None:
    """Note every entry whose file changed or went."""
    for entry in ledger.values():
        path = root / entry.file
        if not path.is_file():
            whole = not path.parent.is_dir()
            problems.add(
                FILE,
                entry.line,
                entry.file,
                f"The approved text {entry.file} is gone{', with its whole folder' * whole}",
                "Restore the folder; if your organisation never used it, take this entry out"
                if whole
                else "Restore the file: past versions stay readable",
            )
            continue
        try:
            same = fingerprint(path) == entry.sha256
        except UnicodeDecodeError:
            same = False
        if not same:
            problems.add(
                entry.file,
                0,
                "",
                f"The approved text has changed since {long_date(entry.recorded_on)}, when it was "
                "recorded in the ledger",
                "Restore it, or write a new version",
            )


def versions_of(policies: Iterable[Policy]) -> list[PolicyVersion]:
    """Every version of every policy."""
    return [version for policy in policies for version in policy.versions]


def unrecorded(policies: Iterable[Policy], ledger: Mapping[str, LedgerEntry]) -> list[str]:
    """The files of versions that have no entry, in order."""
    return sorted(each.file for each in versions_of(policies) if each.file not in ledger)


def add_entries(
    root: Path, today: dt.date, policies: Iterable[Policy], ledger: Mapping[str, LedgerEntry]
) -> list[str]:
    """Record every version that has no entry, and return their files; no entry is rewritten."""
    path = root / FILE
    new = unrecorded(policies, ledger)
    if not new:
        return []
    text = path.read_text("utf-8") if path.is_file() else HEADING
    for file in new:
        text += (
            f"\n- file: {file}\n"
            f"  sha256: {fingerprint(root / file)}\n"
            f"  recorded_on: {today.isoformat()}\n"
        )
    # Written aside and put in place whole: half a ledger would protect nothing.
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, "utf-8")
    aside.replace(path)
    return new
