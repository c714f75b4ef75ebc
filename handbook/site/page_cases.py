"""Reading a page as on a date, and comparing it with what people worked out that it must say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from calculators.core.figures import FigureSet
from calculators.core.wording import long_date
from handbook.consistency.scenarios import NOT_THERE, Difference
from handbook.content import Content, PageCase, Policy
from handbook.content.pages import Reading
from handbook.site import figure_states, policy_pages
from handbook.site.changes import blocks_of
from handbook.site.context import Site
from handbook.site.figure_pages import figure_groups
from handbook.site.states import state_on, states_of
from handbook.site.writing import Here


def page_differences(
    case: PageCase, content: Content, figures: FigureSet | None = None
) -> list[Difference]:
    """Every place where a page does not say what it must; empty if all is right.

    Args:
        case: What it must say.
        content: The whole content.
        figures: Figures to write in place of the content's own.
    """
    if figures is not None:
        content = replace(content)
        vars(content)["figure_set"] = figures  # where `cached_property` keeps it
    site = Site(content.root, content, dt.date.max)
    parts = cache(lambda day: parts_on(site, case.page, day))
    found = (difference(each, parts(each.day)) for each in case.readings)
    return [each for each in found if each]


def difference(reading: Reading, parts: Mapping[str, str]) -> Difference | None:
    """One part that does not say what it must; None if it does."""
    text = parts.get(reading.part, "")
    where = f"{reading.part} on {long_date(reading.day)}"
    if reading.says and not says(text, reading.says):
        return Difference(reading.line, where, f"“{reading.says}”", text or NOT_THERE)
    if not reading.says and text:
        return Difference(reading.line, where, "no such part", text)
    return None


def says(text: str, words: str) -> bool:
    """Whether a text holds some words whole: "7 days" does not stand in "17 days"."""
    return re.search(rf"(?<![\w£.,]){re.escape(words)}(?!\w|[.,]\d)", text) is not None


def parts_on(site: Site, page: str, day: dt.date) -> dict[str, str]:
    """The parts of the state of a page that is read on a day, by id, each as plain text.

    A page that does not exist, or does not reach back to the day, has none.
    """
    kind, _, name = page.strip("/").partition("/")
    if kind == "figures":
        return figures_on(site, name, day)
    policy = next((each for each in site.documents if each.id == name), None)
    return clauses_on(site, policy, day) if policy else {}


def figures_on(site: Site, group: str, day: dt.date) -> dict[str, str]:
    """The entries of a page of figures on a day."""
    figures = figure_groups(site).get(group, [])
    state = state_on(figure_states.figure_series(group, group, figures).states, day)
    if state is None:
        return {}
    here = Here(state.address, state.starts)
    return {
        each.id: plain(figure_states.entry_html(each, here))
        for each in figures
        if figure_states.held_from(each, state)
    }


def clauses_on(site: Site, policy: Policy, day: dt.date) -> dict[str, str]:
    """The clauses of a policy, or the steps of a procedure, on a day."""
    state = state_on(states_of(policy, site.content.figure_set), day)
    if state is None:
        return {}
    return {each.id: " ".join(each.blocks) for each in policy_pages.clause_texts(site, state)}


def plain(html: str) -> str:
    """A piece of a page without its marks."""
    return " ".join(blocks_of(html))
