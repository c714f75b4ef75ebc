"""What the pages of all states share: where they stand, their neighbours, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from calculators.core.wording import day_and_date, long_date
from handbook.site import states as st
from handbook.site import writing
from handbook.site.changes import ClauseChange
from handbook.site.context import Site
from handbook.site.states import DAY, Changes, FigureChange, Span
from handbook.site.writing import Here


@dataclass(frozen=True)
class Series[Kind: Span]:
    """All states of one page.

    Attributes:
        plain: The page's plain address, from the top of the site.
        title: Its title.
        what: "text" or "figures": what a reader is told has been replaced.
        states: Its states, oldest first.
        address: Gives the permanent address of one of them.
        figure_ids: Gives the figures that one of them shows.
    """

    plain: str
    title: str
    what: str
    states: Sequence[Kind]
    address: Callable[[Kind], str]
    figure_ids: Callable[[Kind], Iterable[str]]

    def before(self, state: Kind) -> Kind | None:
        """The state before one, or None."""
        at = self.states.index(state)
        return self.states[at - 1] if at else None

    def after(self, state: Kind) -> Kind | None:
        """The state after one, or None."""
        at = self.states.index(state)
        return self.states[at + 1] if at + 1 < len(self.states) else None

    def current(self, day: dt.date) -> Kind:
        """The state in force on a day; before the first, the first."""
        return st.state_on(self.states, day) or self.states[0]

    def link(self, state: Kind, here: Here) -> str:
        """A link to one of its states, by its dates."""
        return f'<a href="{here.to(self.address(state))}">{escape(state.covers)}</a>'

    def checked(self, site: Site, state: Kind) -> dt.date | None:
        """The last day to which every figure it shows has been checked."""
        figures = site.content.figure_set
        return min(
            (figures.figure(each).verified_to for each in self.figure_ids(state)), default=None
        )


def standing_html[Kind: Span](site: Site, series: Series[Kind], state: Kind, here: Here) -> str:
    """Whether a page is in force, replaced or still to come.

    It may be read long after it was built, so it carries the dates by which the script puts it
    right by the reader's own.
    """
    when = state.when(site.day)
    plain = here.to(series.plain)
    in_force = st.state_on(series.states, site.day) is not None
    said = ""
    if when == "past":
        link = f' <a href="{plain}">Read the one in force</a>.' if in_force else ""
        said = (
            "<p><strong>No longer in force.</strong> This is how the page read until "
            f"{long_date(state.ends or site.day)}.{link}</p>"
        )
    elif when == "to come":
        link = f' Until then, <a href="{plain}">this one is in force</a>.' if in_force else ""
        said = (
            "<p><strong>Not yet in force.</strong> It takes effect on "
            f"{day_and_date(state.starts)}.{link}</p>"
        )
    after = series.after(state)
    return writing.out_of_date_html(
        said,
        what=series.what,
        when=when,
        starts=state.starts,
        last=state.ends,
        next=here.to(series.address(after)) if after else None,
        checked=series.checked(site, state),
    )


def by_date_html[Kind: Span](site: Site, series: Series[Kind], here: Here) -> str:
    """The form for a date to read at, and a link to each state of the page."""
    items = "".join(
        f"<li>{series.link(each, here)} ({each.when(site.day)})</li>"
        for each in reversed(series.states)
    )
    return writing.as_at_html(f"<p>This page by date:</p><ul>{items}</ul>")


def path_html(here: Here, *steps: tuple[str, str]) -> str:
    """The way back from a permanent address, which stands in no menu."""
    links = ' <span aria-hidden="true">/</span> '.join(
        f'<a href="{here.to(address)}">{escape(title)}</a>' for address, title in steps
    )
    return f'<nav class="ih-path" aria-label="Path">{links}</nav>\n'


def summary_html(rows: Iterable[tuple[str, str]], kind: str = "page") -> str:
    """Rows of a label and a value, as HTML; empty values are left out."""
    listed = "".join(
        f'<div class="ih-summary__row"><dt>{label}</dt><dd>{value}</dd></div>'
        for label, value in rows
        if value
    )
    return f'<dl class="ih-summary ih-summary--{kind}">{listed}</dl>\n'


def neighbours[Kind: Span](series: Series[Kind], state: Kind, here: Here) -> list[tuple[str, str]]:
    """Links to the states before and after, as rows of a summary."""
    before, after = series.before(state), series.after(state)
    rows = [("Before", series.link(before, here))] if before else []
    return rows + ([("After", series.link(after, here))] if after else [])


def changes_html(
    site: Site, changes: Changes, starts: dt.date, here: Here, reason: str = ""
) -> str:
    """What changed on a state's first day, folded away under one line."""
    html = (
        (f"<p>{escape(reason)}</p>" if reason else "")
        + figure_changes_html(changes.figures, starts, site, here)
        + clause_changes_html(changes.clauses, starts)
    )
    if not html:
        html = "<p>Only the wording of the page's own details changed.</p>"
    return (
        f'<details class="ih-changes"><summary>What changed on {long_date(starts)}</summary>'
        f'<div class="ih-changes__body">{html}</div></details>\n'
    )


def figure_changes_html(
    changes: Sequence[FigureChange], starts: dt.date, site: Site, here: Here
) -> str:
    """Figures that changed, as sentences and side by side."""
    if not changes:
        return ""
    items, rows = [], []
    for change in changes:
        figure = site.content.figure_set.figure(change.id)
        items.append(f"<li>{escape(change.sentence)}</li>")
        rows.append(
            f'<tr><th scope="row"><a href="{here.to(writing.figure_address(figure))}">'
            f"{escape(st.first_sentence(figure.description, lower=False))}</a></th>"
            f"<td>{escape(change.was)}</td><td>{escape(change.now)}</td></tr>"
        )
    table = writing.table_html(
        "Figures before and after",
        ("Figure", *side_titles(starts)),
        rows,
        "figures-before-and-after",
        seen=False,
        stacked=True,
    )
    return f"<h2>Figures that changed</h2><ul>{''.join(items)}</ul>{table}"


def clause_changes_html(changes: Iterable[ClauseChange], starts: dt.date) -> str:
    """Clauses that are new, reworded or gone, each with its words before and after."""
    words = {"added": "New clause", "changed": "Changed", "removed": "Removed"}
    pieces = []
    for change in changes:
        title = escape(change.title)
        link = title if change.kind == "removed" else f'<a href="#{change.id}">{title}</a>'
        renamed = f" (was “{escape(change.old_title)}”)" if change.old_title else ""
        pieces.append(f"<h3>{words[change.kind]}: {link}{renamed}</h3>")
        if change.kind == "changed" and change.sides:
            rows = [f"<tr><td>{was}</td><td>{now}</td></tr>" for was, now in change.sides]
            caption = f"Words before and after: {change.title}"
            table = writing.table_html(
                caption, side_titles(starts), rows, f"words-of-{change.id}", seen=False
            )
            pieces.append(f'<div class="ih-diff ih-diff--sides">{table}</div>')
        else:
            pieces.append(f'<div class="ih-diff">{change.html}</div>')
    return f"<h2>Text that changed</h2>{''.join(pieces)}" if pieces else ""


def side_titles(starts: dt.date) -> tuple[str, str]:
    """The titles of the two sides of a comparison."""
    return f"Until {long_date(starts - DAY)}", f"From {long_date(starts)}"
