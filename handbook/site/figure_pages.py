"""Figures as pages: every value with its dates and source, a page for each body that sets them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from calculators.core.figures import DatedValue, Figure
from calculators.core.wording import capitalised, in_list, long_date
from calculators.registry import CALCULATORS
from handbook.content.addresses import figure_group
from handbook.site import state_parts as parts
from handbook.site import writing
from handbook.site.context import Site
from handbook.site.figure_states import FigureState, figure_series, state_pages
from handbook.site.generated import GeneratedPage
from handbook.site.state_parts import Series
from handbook.site.writing import Here

BASIS = {
    "statute": "Law",
    "guidance": "Government guidance, a court or a regulator",
    "landlord": "The landlord's own choice",
}
#: Bodies whose names are not simply their ids in capitals.
GROUPS = {
    "carers-allowance": "Carer's Allowance",
    "child-benefit": "Child Benefit",
    "court": "Courts",
    "housing-benefit": "Housing Benefit",
    "housing-ombudsman": "Housing Ombudsman",
    "landlord": "The landlord's own",
    "pension-credit": "Pension Credit",
    "renters-rights": "Renters' Rights Act",
    "universal-credit": "Universal Credit",
}


def figure_groups(site: Site) -> dict[str, list[Figure]]:
    """The figures of each body, by the name its page has in its address."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in site.content.figure_set.figures.values():
        groups[figure_group(figure.id)].append(figure)
    return dict(sorted(groups.items()))


def all_figure_series(site: Site) -> dict[str, Series[FigureState]]:
    """The states of each body's figures, by its name in an address."""
    return {
        group: figure_series(group, group_title(group), figures)
        for group, figures in figure_groups(site).items()
    }


def figure_pages(site: Site) -> Iterator[GeneratedPage]:
    """The index of figures; a page for each body that sets them; and one for each of its states."""
    groups = figure_groups(site)
    yield GeneratedPage("figures/index.md", "Figures", figures_index(site, groups))
    for group, series in all_figure_series(site).items():
        figures = groups[group]
        title = group_title(group)
        here = Here(series.plain, site.day)
        current = series.current(site.day)
        pieces = [
            f"---\ntitle: {title}\nsearch:\n  boost: 0.5\n---\n# {series.title}\n",
            parts.standing_html(site, series, current, here),
            parts.by_date_html(site, series, here),
            *(figure_entry(site, each) for each in figures),
        ]
        yield GeneratedPage(f"figures/{group}.md", title, "\n".join(pieces))
        yield from state_pages(site, series, figures)


def group_title(group: str) -> str:
    """A body's name for people."""
    return GROUPS.get(group, capitalised(group.replace("-", " ")))


def figures_index(site: Site, groups: dict[str, list[Figure]]) -> str:
    """What figures are, who sets them, and which run out soon."""
    here = Here("figures/", site.day)
    parts = "".join(
        f'<li><a href="{here.to(f"figures/{group}/")}">{escape(group_title(group))}</a>'
        f"<p>{len(figures)} {'figure' if len(figures) == 1 else 'figures'}</p></li>"
        for group, figures in sorted(groups.items())
    )
    return f"""---
title: Figures
---
# Figures

Every rate, threshold, period and fee that a page quotes or a calculator reads stands here once,
with its dates and its source. Pages and calculators read the same entry, so they cannot disagree.

Where a value is not held for a day, pages and calculators say so. They never use last year's.

<ul class="ih-cards">{parts}</ul>

## Running out {{: #running-out }}

{running_out(site, groups.values(), here)}
"""


def running_out(site: Site, groups: Iterable[list[Figure]], here: Here) -> str:
    """Figures that nobody has checked for the days ahead."""
    soon = site.day + dt.timedelta(days=30)
    due = sorted(
        (each for group in groups for each in group if each.verified_to <= soon),
        key=lambda each: each.verified_to,
    )
    if not due:
        return f"No figure runs out before {long_date(soon)}."
    rows = [
        f'<tr><th scope="row"><a href="{here.to(writing.figure_address(each))}">'
        f"{escape(each.description.rstrip('.'))}</a></th><td>{long_date(each.verified_to)}</td></tr>"
        for each in due
    ]
    return writing.table_html("Check these", ("Figure", "Checked to"), rows, "figures-running-out")


def figure_entry(site: Site, figure: Figure) -> str:
    """One figure with its history, newest value first."""
    rows = [value_row(site, figure, each) for each in reversed(figure.values)]
    about = [
        ("Id", f"<code>{escape(figure.id)}</code>"),
        ("Set by", escape(BASIS.get(figure.basis, figure.basis))),
        ("Read on", escape(figure.read_on) if figure.read_on else ""),
        ("Checked to", long_date(figure.verified_to)),
        ("Used by", used_by_html(site, figure)),
    ]
    listed = "".join(
        f'<div class="ih-summary__row"><dt>{label}</dt><dd>{value}</dd></div>'
        for label, value in about
        if value
    )
    name, more = named(figure)
    table = writing.table_html(
        f"Values of “{name}”",
        ("From", "Value", "Source"),
        rows,
        f"values-{figure.id}",
        seen=False,
        stacked=True,
    )
    extra = f"<p>{escape(more)}</p>" if more else ""
    # Raw HTML: an id with dots and underscores must come out as it stands.
    return (
        f'<section class="ih-figure-entry"><h2 id="{escape(figure.id)}">{escape(name)}</h2>'
        f'{extra}<dl class="ih-summary" data-search-exclude>{listed}</dl>{table}</section>\n'
    )


def named(figure: Figure) -> tuple[str, str]:
    """A figure's description as a heading, and what follows its first sentence."""
    first, _, rest = figure.description.strip().partition(". ")
    return first.rstrip("."), rest.strip()


def used_by_html(site: Site, figure: Figure) -> str:
    """The calculators that read a figure."""
    here = Here(writing.figure_address(figure).partition("#")[0], site.day)
    found = [each for each in CALCULATORS if figure.id in site.readings.figures[each]]
    return in_list([writing.calculator_link_html(each, here) for each in found])


def value_row(site: Site, figure: Figure, dated: DatedValue) -> str:
    """One value as a table row: from when, what, and from where."""
    state = ""
    if dated is figure.value_dated(site.day) and site.day <= figure.verified_to:
        state = ' <strong class="ih-tag ih-tag--yes">now</strong>'
    return (
        f'<tr><th scope="row">{long_date(dated.starts)}{state}</th>'
        f"<td>{writing.value_html(figure, dated)}</td>"
        f"<td>{writing.source_of_value_html(dated)}</td></tr>"
    )
