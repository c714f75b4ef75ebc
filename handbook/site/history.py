"""What changed and when, across the handbook: the list behind the changes page and its feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from calculators.core.figures import DatedValue, Figure
from calculators.core.wording import long_date
from handbook.content.addresses import figure_group
from handbook.content.pack import version_address
from handbook.site import states as st
from handbook.site.context import Site
from handbook.site.policy_pages import role
from handbook.site.states import DAY


@dataclass(frozen=True)
class Change:
    """One thing that changes on one day.

    Attributes:
        day: The first day it applies.
        title: What it is about.
        sentences: What changed, in plain words.
        address: Where it stands, from the top of the site.
        said_on: The day we approved it or read it at its source.
        key: What tells it from every other change, for good.
        expected: Whether it is expected and not yet confirmed.
        of_figure: Whether it is a figure that changes; else it is a text.
    """

    day: dt.date
    title: str
    sentences: str
    address: str
    said_on: dt.date
    key: str
    expected: bool = False
    of_figure: bool = False


def all_changes(site: Site) -> list[Change]:
    """Every new version and every change of a figure, the newest first."""
    found = [*version_changes(site), *figure_changes(site)]
    # Within a day: texts before figures, as they were found.
    return sorted(found, key=lambda each: each.day, reverse=True)


def version_changes(site: Site) -> Iterator[Change]:
    """Every version of every policy and procedure."""
    for policy in site.documents:
        for version in policy.versions:
            approved = (
                f"Approved by the {role(site, version.approved_by)} on "
                f"{long_date(version.approved_on)} ({version.approval_reference})."
            )
            yield Change(
                day=version.first_day,
                title=f"{policy.title}, version {version.version}",
                sentences=f"{version.what_changed.strip().rstrip('.')}. {approved}",
                address=version_address(policy.id, version.first_day),
                said_on=version.approved_on,
                key=f"{policy.id}/{version.first_day.isoformat()}",
            )


def figure_changes(site: Site) -> Iterator[Change]:
    """Every day on which a figure reads differently from the day before.

    A first value is a change only if it came after the handbook's own first day: what was so when
    the handbook began did not change.
    """
    began = min((each.first_day for p in site.documents for each in p.versions), default=None)
    for figure in site.content.figure_set.figures.values():
        first = figure.values[0]
        if began is not None and first.starts > began:
            yield from changes_of(site, figure, [first])
        for before, value in pairwise(figure.values):
            if (before.value, before.expected) != (value.value, value.expected):
                yield from changes_of(site, figure, [value])


def changes_of(site: Site, figure: Figure, values: Iterable[DatedValue]) -> Iterator[Change]:
    """Each of some values of a figure as a change."""
    group = figure_group(figure.id)
    for dated in values:
        change = st.figure_change(figure, site.content.figure_set, dated.starts - DAY, dated.starts)
        if change is None:
            continue  # what is not held both before and after reads the same
        yield Change(
            day=dated.starts,
            title=st.first_sentence(figure.description, lower=False),
            sentences=change.sentence,
            address=f"figures/{group}/{dated.starts.isoformat()}/#{figure.id}",
            said_on=dated.source.checked_on,
            key=f"{figure.id}/{dated.starts.isoformat()}",
            expected=dated.expected,
            of_figure=True,
        )
