"""The changes page and its feed: what changed, when, in plain words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from html import escape
from itertools import groupby
from xml.etree import ElementTree as ET

from calculators.core.wording import capitalised, day_and_date, long_date
from handbook.site import writing
from handbook.site.context import Site
from handbook.site.figure_pages import group_title
from handbook.site.generated import GeneratedPage
from handbook.site.history import Change, all_changes
from handbook.site.writing import Here

PAGE = "changes/"
FEED = "changes/feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
#: So many changes of figures in a day need no headings.
FEW = 5
#: Names our entries; never to change, or every reader of the feed would see each entry again.
ENTRIES = uuid.UUID("8c3f6f0e-5a53-4d0e-9d0e-3d0f4f0a7c11")


def changes_page(site: Site) -> GeneratedPage:
    """What changed, the newest first, below what is coming, the soonest first."""
    here = Here(PAGE, site.day)
    changes = all_changes(site)
    coming = [each for each in changes if each.day > site.day]
    # Sorting keeps the order within a day.
    coming.sort(key=lambda each: each.day)
    past = [each for each in changes if each.day <= site.day]
    lists = "\n".join(
        f'<section class="ih-change-list" id="{name}"{"" if found else " hidden"}>'
        f"<h2>{title}</h2>{days_html(found, here)}</section>"
        for name, title, found in (
            ("coming", "What is coming", coming),
            ("changed", "What has changed", past),
        )
    )
    text = f"""---
title: Changes
description: What changed in this handbook, when, and what is coming.
---
# Changes

Every new version of a policy, and every figure that rose, fell or ended: what is coming first, the
soonest on top, and then what has changed, the newest on top. The list is made from the entries that
pages and calculators read, so nothing is left out of it.

<p><a href="{here.to(FEED)}">Follow changes in a feed reader (Atom)</a></p>

{{{{ as_at() }}}}

{lists}
"""
    return GeneratedPage("changes/index.md", "Changes", text)


def days_html(changes: list[Change], here: Here) -> str:
    """Some changes by their days."""
    days = groupby(changes, key=lambda each: each.day)
    return "".join(day_html(day, list(found), here) for day, found in days)


def day_html(day: dt.date, changes: list[Change], here: Here) -> str:
    """All changes of one day. Once it has come, a script moves it to those that have changed."""
    return (
        f'<section class="ih-changes-of-a-day" data-starts="{day}">'
        f'<h3 id="{day.isoformat()}">{day_and_date(day)}</h3>'
        f"{''.join(groups_html(changes, here))}</section>"
    )


def groups_html(changes: list[Change], here: Here) -> Iterator[str]:
    """The changes of a day, texts first; many figures stand under who sets them."""
    texts = [each for each in changes if not each.of_figure]
    figures = [each for each in changes if each.of_figure]
    if len(figures) <= FEW:
        yield list_html(changes, here)
        return
    if texts:
        yield list_html(texts, here)
    for group, found in groupby(sorted(figures, key=set_by), key=set_by):
        yield f"<h4>{escape(group_title(group))}</h4>{list_html(list(found), here)}"


def list_html(changes: list[Change], here: Here) -> str:
    """Some changes as a list."""
    items = "".join(f"<li>{change_html(each, here)}</li>" for each in changes)
    return f'<ul class="ih-cards">{items}</ul>'


def set_by(change: Change) -> str:
    """The group whose page a figure's change is on, as its address names it."""
    return change.address.split("/")[1]


def change_html(change: Change, here: Here) -> str:
    """One change with its link; the day stands above it."""
    expected = f" {writing.EXPECTED}" if change.expected else ""
    said = change.sentences.removeprefix(f"From {long_date(change.day)} ")
    said = escape(capitalised(said.replace(" (expected, not yet confirmed)", "")))
    address = here.to(change.address)
    if change.of_figure:
        return f'<a href="{address}">{said}</a>{expected}'
    return f'<a href="{address}">{escape(change.title)}</a><p>{said}{expected}</p>'


def feed_xml(site: Site, url: str) -> str:
    """The changes as an Atom feed: the same content gives the same text, on any day.

    Args:
        site: The build.
        url: Where the site is published, with its folder; links in a feed must be whole.
    """
    ET.register_namespace("", ATOM)
    top = url.rstrip("/") + "/"
    feed = ET.Element(f"{{{ATOM}}}feed")
    changes = all_changes(site)
    name = f"{site.organisation_name}: changes in the Income Handbook"
    add(feed, "title", name)
    add(feed, "id", uuid.uuid5(ENTRIES, site.organisation_name).urn)
    add(feed, "updated", at_midnight(max((c.said_on for c in changes), default=site.day)))
    add(add(feed, "author"), "name", site.organisation_name)
    add(feed, "link", rel="self", type="application/atom+xml", href=top + FEED)
    add(feed, "link", rel="alternate", type="text/html", href=top + PAGE)
    for change in changes:
        entry = add(feed, "entry")
        add(entry, "title", f"{long_date(change.day)}: {change.title}")
        add(entry, "id", uuid.uuid5(ENTRIES, f"{site.organisation_name}/{change.key}").urn)
        add(entry, "updated", at_midnight(change.said_on))
        add(entry, "link", rel="alternate", type="text/html", href=top + change.address)
        add(entry, "summary", change.sentences)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, "unicode") + "\n"


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """A new element of the feed."""
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text or None
    return made


def at_midnight(day: dt.date) -> str:
    """A day as the moment it begins, as Atom writes it."""
    return f"{day.isoformat()}T00:00:00Z"
