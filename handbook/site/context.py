"""What one build of the site knows: the content, the day it is built for, and where things are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from calculators.core.wording import long_date
from handbook.consistency.runs import run_all
from handbook.content import Content, Policy, PolicyVersion
from handbook.content.pack import draft_address
from handbook.site.glossary import Term, read_terms
from handbook.site.searching import Searches, read_searches

SITE_FOLDER = Path(__file__).parent
#: Where the files of ``handbook/site/assets`` are published.
ASSETS = "assets/handbook/"


@dataclass(frozen=True)
class Readings:
    """What a calculator read and cited in any of its scenarios."""

    figures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    clauses: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Site:
    """One build of the site.

    Attributes:
        root: The repository.
        content: Figures, policies, organisation and scenarios, loaded and checked.
        day: The day the pages are built for.
        runtime_address: The packed Python's folder, from the top of the site; "" if not packed.
        problems: What pages ask for that cannot be written; whoever finds it adds it.
    """

    root: Path
    content: Content
    day: dt.date
    runtime_address: str = ""
    problems: list[str] = field(default_factory=list)

    def __deepcopy__(self, memo: dict[int, object]) -> Site:
        """MkDocs and its plugins copy their settings; the content is too much to copy."""
        return self

    @property
    def documents(self) -> tuple[Policy, ...]:
        """Everything that has versions, and so states: policies and procedures."""
        return self.content.documents

    @property
    def drafts(self) -> list[tuple[Policy, PolicyVersion]]:
        """Versions that nobody has approved; none but in a preview that was asked for them."""
        return [(policy, each) for policy in self.content.with_drafts for each in policy.drafts]

    @property
    def draft_links(self) -> list[tuple[str, str]]:
        """The address and the name of each draft, for the notice on every page of a preview."""
        return [
            (
                draft_address(policy.id, each.first_day),
                f"{policy.title}, from {long_date(each.first_day)}",
            )
            for policy, each in self.drafts
        ]

    @property
    def organisation_name(self) -> str:
        """The landlord's name."""
        return self.content.organisation.name

    @property
    def footer_notice(self) -> str:
        """What stands at the foot of every page, as HTML."""
        return (
            f"{escape(self.organisation_name)}. England only. Pages as they stand on "
            f"{long_date(self.day)}. Nothing you type here leaves the page."
        )

    @cached_property
    def assets(self) -> tuple[Path, ...]:
        """Our own scripts, styles and pictures."""
        return tuple(sorted(path for path in (SITE_FOLDER / "assets").iterdir() if path.is_file()))

    @property
    def style_addresses(self) -> list[str]:
        """Styles beside ``site.css``, which MkDocs adds itself."""
        others = (p for p in self.assets if p.suffix == ".css" and p.name != "site.css")
        return [ASSETS + path.name for path in others]

    @property
    def module_addresses(self) -> list[str]:
        """The scripts a page starts; what they import follows by itself."""
        started = ("site.js", "calculator.js", "case-sheet.js")
        return [ASSETS + path.name for path in self.assets if path.name in started]

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary by lower-case word."""
        return read_terms(self.root / "docs" / "glossary.yaml")

    @cached_property
    def search(self) -> Searches:
        """What officers search for."""
        return read_searches(self.root / "docs" / "search.yaml")

    @cached_property
    def readings(self) -> Readings:
        """What each calculator reads and cites, found by running every scenario once."""
        found = Readings()
        for run in run_all(self.content):
            if not run.answer["ok"]:
                continue
            calculator = run.scenario.calculator
            found.figures[calculator] |= run.figures_shown
            for each in run.answer["result"]["working"]["clauses"]:
                found.clauses[each["policy"], each["clause"]].add(calculator)
        return found
