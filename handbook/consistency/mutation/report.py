"""The results as words for the terminal, as a page, and as a summary the site can show."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from calculators.core.wording import counted
from handbook.consistency.mutation.equivalent import Equivalent
from handbook.consistency.mutation.mutants import KINDS, Mutant
from handbook.consistency.mutation.running import Result
from handbook.content import ContentProblem

#: How many of the scenarios that were tried the page names.
NAMED = 12
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } th, td { padding: .2rem .8rem; text-align: right }
th:first-child, td:first-child { text-align: left }
tr { border-bottom: 1px solid #999 } code { overflow-wrap: anywhere } li { margin: .8rem 0 }
"""


@dataclass(frozen=True)
class Survivor:
    """A mutant that no scenario failed, and why that may be right ("" if it is not)."""

    mutant: Mutant
    tried: tuple[str, ...]
    reason: str = ""

    def __str__(self) -> str:
        """It on one line, like every other problem of the handbook."""
        tried = counted(len(self.tried), "scenario") if self.tried else "No scenario"
        said = f"{tried} touched by it, and none fails" if self.tried else "No scenario touches it"
        return f"{self.mutant.file}, line {self.mutant.line}: {self.mutant.what}. {said}."


@dataclass(frozen=True)
class Report:
    """One run.

    Attributes:
        made: How many mutants there are in all.
        mutants: Those with a result, in order.
        results: Their results.
        equivalents: The short list.
        stale: Its entries that are no longer needed.
    """

    made: int
    mutants: Sequence[Mutant]
    results: Sequence[Result]
    equivalents: Sequence[Equivalent]
    stale: Sequence[ContentProblem]

    @property
    def all_survivors(self) -> list[Survivor]:
        """Every survivor."""
        reasons = {each.mutant: each.reason for each in self.equivalents}
        return [
            Survivor(mutant, result.tried, reasons.get(mutant.id, ""))
            for mutant, result in zip(self.mutants, self.results, strict=True)
            if result.survived
        ]

    @property
    def survivors(self) -> list[Survivor]:
        """Those that are on no list: each wants a scenario."""
        return [each for each in self.all_survivors if not each.reason]

    def counts(self) -> list[tuple[str, int, int, int, int]]:
        """For each kind: how many were tried, killed, equivalent, and survived."""
        rows = []
        left = self.all_survivors
        for kind in KINDS:
            tried = sum(each.kind == kind for each in self.mutants)
            here = [each for each in left if each.mutant.kind == kind]
            excused = sum(bool(each.reason) for each in here)
            if tried:
                rows.append((kind, tried, tried - len(here), excused, len(here) - excused))
        return rows

    def totals(self) -> tuple[int, int, int, int]:
        """The same for all kinds together."""
        tried, left = len(self.results), self.all_survivors
        excused = len(left) - len(self.survivors)
        return tried, tried - len(left), excused, len(left) - excused

    def summary(self) -> dict[str, Any]:
        """The counts as data, for the site."""
        names = ("tried", "killed", "equivalent", "survived")
        return {
            "made": self.made,
            **dict(zip(names, self.totals(), strict=True)),
            "kinds": {row[0]: dict(zip(names, row[1:], strict=True)) for row in self.counts()},
        }

    def in_words(self) -> str:
        """For the terminal: the survivors, the stale entries, and a line that counts."""
        tried, killed, excused, survived = self.totals()
        lines = [str(each) for each in self.survivors] + [str(each) for each in self.stale]
        of = "" if tried == self.made else f" of {self.made:,}"
        lines.append(
            f"{tried:,}{of} mutants: {killed:,} killed, {excused:,} equivalent, "
            f"{survived:,} survived."
        )
        return "\n".join(lines)

    def markdown(self, on: dt.date) -> str:
        """The report as Markdown."""
        lines = [
            "# Mutation report",
            "",
            f"{on.isoformat()}. {self.in_words().splitlines()[-1]}",
            "",
            "| Kind | Tried | Killed | Equivalent | Survived |",
            "| --- | ---: | ---: | ---: | ---: |",
            *(f"| {' | '.join(str(cell) for cell in row)} |" for row in self.counts()),
        ]
        for title, found in self.sections():
            lines += ["", f"## {title}", ""]
            for each in found:
                lines.append(f"- {each} `{each.mutant.id}`")
                if each.reason:
                    lines.append(f"    - Equivalent: {each.reason}")
                lines += [f"    - {name}" for name in named(each.tried)]
        if self.stale:
            lines += ["", "## No longer needed", "", *(f"- {each}" for each in self.stale)]
        return "\n".join(lines) + "\n"

    def html(self, on: dt.date) -> str:
        """The report as a page that needs nothing else."""
        head = "".join(
            f"<th scope=col>{each}</th>"
            for each in ("Kind", "Tried", "Killed", "Equivalent", "Survived")
        )
        rows = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.counts()
        )
        parts = [
            f"<h1>Mutation report</h1><p>{on.isoformat()}. {self.in_words().splitlines()[-1]}</p>",
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        ]
        for title, found in self.sections():
            parts.append(f"<h2>{title}</h2><ul>{''.join(map(item, found))}</ul>")
        if self.stale:
            notes = "".join(f"<li>{escape(str(each))}</li>" for each in self.stale)
            parts.append(f"<h2>No longer needed</h2><ul>{notes}</ul>")
        body = "\n".join(parts)
        return (
            '<!doctype html>\n<html lang="en-GB"><meta charset="utf-8">\n'
            f"<title>Mutation report</title>\n<style>{STYLE}</style>\n{body}\n</html>\n"
        )

    def sections(self) -> list[tuple[str, list[Survivor]]]:
        """The survivors that want a scenario, then those that are excused."""
        excused = [each for each in self.all_survivors if each.reason]
        both = (("Survivors", self.survivors), ("Equivalent", excused))
        return [(title, found) for title, found in both if found]

    def write(self, folder: Path, on: dt.date) -> Path:
        """Write the page, the Markdown and the summary; the page's path."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.md").write_text(self.markdown(on), encoding="utf-8")
        text = json.dumps(self.summary(), indent=1) + "\n"
        (folder / "summary.json").write_text(text, encoding="utf-8")
        page = folder / "report.html"
        page.write_text(self.html(on), encoding="utf-8")
        return page


def item(survivor: Survivor) -> Markup:
    """One survivor on the page."""
    reason = Markup("<br>Equivalent: {}").format(survivor.reason) if survivor.reason else ""
    tried = Markup("").join(Markup("<li>{}</li>").format(each) for each in named(survivor.tried))
    return Markup(
        "<li>{}<br><code>{}</code>{}<details><summary>Scenarios tried</summary><ul>{}</ul>"
        "</details></li>"
    ).format(str(survivor), survivor.mutant.id, reason, tried)


def named(tried: Sequence[str]) -> list[str]:
    """The first scenarios that were tried, and how many more."""
    if not tried:
        return ["none touches it"]
    more = len(tried) - NAMED
    return [*tried[:NAMED], *([f"and {more} more"] if more > 0 else [])]
