"""The states of a page of figures: a new one begins whenever a figure on it reads differently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from calculators.core.figures import Figure
from calculators.core.wording import long_date
from handbook.site import state_parts as parts
from handbook.site import states as st
from handbook.site import writing
from handbook.site.context import Site
from handbook.site.generated import GeneratedPage
from handbook.site.state_parts import Series
from handbook.site.states import DAY, Changes, Span
from handbook.site.writing import Here


@dataclass(frozen=True)
class FigureState(Span):
    """The figures of one body as they read from one day to another."""

    group: str
    starts: dt.date
    ends: dt.date | None

    @property
    def address(self) -> str:
        """Its permanent address, from the top of the site."""
        return f"figures/{self.group}/{self.starts.isoformat()}/"


def figure_series(group: str, title: str, figures: Sequence[Figure]) -> Series[FigureState]:
    """All states of a body's figures."""
    days = sorted({day for figure in figures for day in days_of_change(figure)})
    ends = [day - DAY for day in days[1:]]
    return Series(
        plain=f"figures/{group}/",
        title=f"Figures: {title}",
        what="figures",
        states=[FigureState(group, *span) for span in zip(days, [*ends, None], strict=False)],
        address=lambda state: state.address,
        figure_ids=lambda state: [
            each.id for each in figures if each.values[0].starts <= state.starts
        ],
    )


def days_of_change(figure: Figure) -> Iterator[dt.date]:
    """The first day of each value that differs from the one before."""
    yield figure.values[0].starts
    for before, value in pairwise(figure.values):
        if (before.value, before.expected) != (value.value, value.expected):
            yield value.starts


def state_pages(
    site: Site, series: Series[FigureState], figures: Sequence[Figure]
) -> Iterator[GeneratedPage]:
    """A page for each state of a body's figures, at its permanent address."""
    for state in series.states:
        here = Here(state.address, state.starts)
        title = f"{series.title} (from {long_date(state.starts)})"
        pieces = [
            parts.path_html(here, ("figures/", "Figures"), (series.plain, series.title)),
            f"# {series.title}\n",
            parts.standing_html(site, series, state, here),
            parts.summary_html(
                [("Covers", escape(state.covers)), *parts.neighbours(series, state, here)]
            ),
            changes_html(site, series, state, figures, here),
            parts.by_date_html(site, series, here),
            *(entry_html(each, here) for each in figures if held_from(each, state)),
            not_yet_html([each for each in figures if not held_from(each, state)]),
        ]
        head = f'---\ntitle: "{title}"\nas_at: {state.starts}\nsearch:\n  exclude: true\n---\n'
        source = state.address.removesuffix("/") + ".md"
        yield GeneratedPage(source, title, head + "\n".join(each for each in pieces if each))


def held_from(figure: Figure, state: FigureState) -> bool:
    """Whether a figure's history has begun when a state begins."""
    return figure.values[0].starts <= state.starts


def changes_html(
    site: Site,
    series: Series[FigureState],
    state: FigureState,
    figures: Sequence[Figure],
    here: Here,
) -> str:
    """What changed since the state before; nothing in the first."""
    before = series.before(state)
    if before is None:
        return ""
    changed = st.figure_changes(figures, site.content.figure_set, before, state)
    return parts.changes_html(site, Changes((), changed), state.starts, here)


def entry_html(figure: Figure, here: Here) -> str:
    """One figure as it stood on a state's first day."""
    name = st.first_sentence(figure.description, lower=False)
    dated = figure.value_dated(here.day)
    assert dated is not None  # its history has begun
    rows = [
        ("Value", writing.value_html(figure, dated)),
        ("From", long_date(dated.starts)),
        ("Checked to", long_date(figure.verified_to)),
        ("Source", writing.source_of_value_html(dated)),
        (
            "History",
            f'<a href="{here.to(writing.figure_address(figure))}">Every value held<span '
            f'class="ih-visually-hidden"> of: {escape(name)}</span></a>',
        ),
    ]
    # Raw HTML: an id with dots and underscores must come out as it stands.
    return (
        f'<section class="ih-figure-entry"><h2 id="{escape(figure.id)}">{escape(name)}</h2>'
        f"{parts.summary_html(rows, 'figure').strip()}</section>\n"
    )


def not_yet_html(figures: Sequence[Figure]) -> str:
    """The figures of which nothing is held for a state's first day, named in a list."""
    if not figures:
        return ""
    items = "".join(
        f"<li>{escape(st.first_sentence(each.description, lower=False))}: held from "
        f"{long_date(each.values[0].starts)}</li>"
        for each in figures
    )
    return f"<h2>No value held yet</h2><ul>{items}</ul>\n"
