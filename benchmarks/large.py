"""A generated large handbook: the real one with made-up policies, figures and cases beside it.

The same size gives the same files, byte for byte. The cases are the real ones again under other
names, so that a large handbook asks of the rules what a real one does.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chromium import ROOT

FIRST_DAY = "2026-04-06"
CHECKED_ON = "2026-11-22"
FIGURES_EACH = 20
CASES_EACH = 50
#: A line of a file of scenarios that starts one.
START = re.compile(r"^- name: (.*)$", re.MULTILINE)
POLICY = """\
id: {id}
title: Made-up policy {letters}
summary: A policy made up to see how long a large handbook takes to check.
owner: income_manager
kinds:
  - council
  - housing association
"""
VERSION = """\
---
version: "1.0"
approved_by: governing_body
approved_on: 2026-03-10
approval_reference: Cabinet, 10 March 2026
review_due: 2028-03-31
what_changed: This is the first version.
tenures: [secure]
---
"""
CLAUSE = """
## Clause {letters} {{#clause-{number}}}

Write to the tenant within {{{{ figure("{figure}") }}}} and record what was said.
{{: data-decides="income_manager" }}
"""
FIGURE = """\
- id: {id}
  description: How soon something made up is done.
  unit: days
  basis: landlord
  read_on: the day it is looked at
  verified_to: 2028-03-31
  values:
    - from: {day}
      value: "{value}"
      source:
        title: Model Landlord's model policy
        checked_on: {checked_on}
        confidence: high

"""


@dataclass(frozen=True)
class Size:
    """How much is added to the real handbook."""

    policies: int

    @property
    def figures(self) -> int:
        """How many figures."""
        return self.policies * FIGURES_EACH

    @property
    def cases(self) -> int:
        """How many scenarios."""
        return self.policies * CASES_EACH


def grow(folder: Path, size: Size, root: Path = ROOT) -> Path:
    """Write the real handbook and so much more into a folder that is not there yet."""
    for each in ("docs", "policies", "scenarios"):
        shutil.copytree(root / each, folder / each, ignore=shutil.ignore_patterns("*.py*"))
    for number in range(size.policies):
        add_policy(folder, number)
    add_cases(folder, size.cases)
    if size.policies:
        record(folder)
    return folder


def add_policy(folder: Path, number: int) -> None:
    """One made-up policy whose clauses each quote a figure of its own."""
    id_ = f"made-up-{number:03}"
    place = folder / "policies" / id_
    place.mkdir()
    (place / "policy.yaml").write_text(
        POLICY.format(id=id_, letters=letters(number)), encoding="utf-8"
    )
    names = [f"landlord.made_up_{number:03}.figure_{each:02}" for each in range(FIGURES_EACH)]
    clauses = (
        CLAUSE.format(number=at, letters=letters(at), figure=name) for at, name in enumerate(names)
    )
    (place / f"{FIRST_DAY}.md").write_text(VERSION + "".join(clauses), encoding="utf-8")
    figures = "".join(
        FIGURE.format(id=name, day=FIRST_DAY, value=at + 1, checked_on=CHECKED_ON)
        for at, name in enumerate(names)
    )
    (folder / "policies" / "figures" / f"{id_}.yaml").write_text(figures, encoding="utf-8")


def letters(number: int) -> str:
    """A number as three letters, for headings: a digit there would be an orphan number."""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


def add_cases(folder: Path, wanted: int) -> None:
    """So many of the real cases again, in turn, each under another name."""
    texts = [
        (path.parent, text)
        for path in sorted((folder / "scenarios").rglob("*.yaml"))
        if path.parent.name != "journeys"  # journeys are not cases of one calculator
        for text in cases_in(path.read_text(encoding="utf-8"))
    ]
    files: dict[Path, list[str]] = {}
    for number in range(wanted):
        place, text = texts[number % len(texts)]
        file = place / f"made-up-{number // len(texts):03}.yaml"
        name = f'- name: "Made-up case {number}"'
        files.setdefault(file, []).append(START.sub(name, text, count=1))
    for file, cases in files.items():
        file.write_text("\n".join(cases), encoding="utf-8")


def cases_in(text: str) -> list[str]:
    """The cases of a file as text, without a mark as the worked example."""
    starts = [each.start() for each in START.finditer(text)]
    pairs = zip(starts, [*starts[1:], len(text)], strict=True)
    return [text[first:last].replace("  worked_example: true\n", "") for first, last in pairs]


def record(folder: Path) -> None:
    """Put the made-up text in the ledger, as its owner would."""
    from handbook.consistency.known import load_checked
    from handbook.content.ledger import add_entries

    today = dt.date.today()  # noqa: DTZ011 - the reader's own day
    content = load_checked(folder, today=today, protect=False, with_scenarios=False)
    add_entries(folder, today, content.protected, content.ledger)
