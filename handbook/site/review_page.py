"""The review page: what is due, overdue, lapsing or not sure, with dates and what to do.

Built once and read for months: every date stands on it, and a script says "due" and "overdue" by
the reader's own day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from html import escape

from calculators.core.wording import capitalised, counted, long_date
from handbook.consistency.due import not_recorded, unsure_values
from handbook.content import FigureEntry
from handbook.content.pack import version_address
from handbook.site import states as st
from handbook.site import writing
from handbook.site.context import Site
from handbook.site.generated import GeneratedPage
from handbook.site.policy_pages import role
from handbook.site.writing import Here

#: How many days before its day a thing is called due.
POLICY_AHEAD = 90
FIGURE_AHEAD = 30


def review_page(site: Site) -> GeneratedPage:
    """What has to be looked at, and when."""
    here = Here("review/", site.day)
    text = f"""---
title: Review
description: Policies due for review, figures that run out, and values that are not sure.
---
# Review

What has to be looked at, by which day and by whom. `handbook due` prints the same lists with the
file and line of each. “Due” and “overdue” go by your own device's date.

## Policies to review {{: #policies-to-review }}

{reviews_html(site, here)}

Read the policy against practice and law before that day. Then bring in a
[new version](../manage.md#a-new-version), even if only the review date moves.

## Figures to check again {{: #figures-to-check-again }}

Each figure has been compared with its source up to a day. From the day after, pages and
calculators say that no value is held. Read the source again, enter
[the new value](../manage.md#when-rates-change) and move the day forward.

{lapsing_html(site, here)}

## Values that are not sure {{: #values-that-are-not-sure }}

{unsure_html(site, here)}

## Approvals not recorded {{: #approvals-not-recorded }}

{not_recorded_html(site, here)}
"""
    return GeneratedPage("review/index.md", "Review", text)


def tag_html(by: dt.date, ahead: int, day: dt.date) -> str:
    """The place of the word “due” or “overdue”, with the dates that a script reads."""
    word = due_word(by, ahead, day)
    late = " ih-due--late" if word == "overdue" else ""
    return (
        f'<strong class="ih-tag ih-due{late}" data-by="{by}" data-ahead="{ahead}">{word}</strong>'
    )


def due_word(by: dt.date, ahead: int, day: dt.date) -> str:
    """What a thing is on a day: overdue once its day has passed, due in the days before."""
    if by < day:
        return "overdue"
    return "due" if by <= day + dt.timedelta(days=ahead) else ""


def reviews_html(site: Site, here: Here) -> str:
    """Every policy in force with the day its review is due, the soonest first."""
    rows = []
    for policy in site.documents:
        for version in policy.versions:
            # A version that is already replaced, or will be before its review, needs none.
            ends = version.last_day
            if ends is not None and (ends < site.day or ends < version.review_due):
                continue
            owner = capitalised(role(site, policy.owner))
            address = here.to(version_address(policy.id, version.first_day))
            name = f"{escape(policy.title)}, version {escape(version.version)}"
            tag = tag_html(version.review_due, POLICY_AHEAD, site.day)
            rows.append(
                (
                    version.review_due,
                    f'<tr><th scope="row"><a href="{address}">{name}</a></th>'
                    f"<td>{long_date(version.review_due)} {tag}</td><td>{escape(owner)}</td></tr>",
                )
            )
    if not rows:
        return "There is no policy."
    return writing.table_html(
        "Policies and the day by which each is reviewed",
        ("Policy", "Review by", "Owner"),
        [row for _, row in sorted(rows)],
        "policies-by-review",
        seen=False,
        stacked=True,
    )


def lapsing_html(site: Site, here: Here) -> str:
    """The figures by the day they have been checked to, the soonest first."""
    by_day: dict[dt.date, list[FigureEntry]] = defaultdict(list)
    for entry in site.content.figures.values():
        if not entry.is_derived:
            by_day[entry.figure.verified_to].append(entry)
    pieces = []
    for day, entries in sorted(by_day.items()):
        items = "".join(f"<li>{figure_link(each, here)}</li>" for each in entries)
        near = due_word(day, FIGURE_AHEAD, site.day)
        pieces.append(
            f'<details class="ih-lapsing"{" open" if near else ""}><summary>Checked to '
            f"{long_date(day)}: {counted(len(entries), 'figure')} "
            f"{tag_html(day, FIGURE_AHEAD, site.day)}</summary><ul>{items}</ul></details>"
        )
    return "\n".join(pieces)


def figure_link(entry: FigureEntry, here: Here) -> str:
    """A link to a figure by its description."""
    address = here.to(writing.figure_address(entry.figure))
    name = st.first_sentence(entry.figure.description, lower=False)
    return f'<a href="{address}">{escape(name)}</a>'


def unsure_html(site: Site, here: Here) -> str:
    """Values that are expected, not held, or whose source needs a second look."""
    remedies = {
        "expected": "Confirm it once it is law, and take “expected” out",
        "not held": "Find a source, or leave it: pages and calculators say that none is held",
        "confidence": "Find the source itself and read it there",
    }
    rows = [
        f'<tr><th scope="row">{figure_link(each.entry, here)}</th>'
        f"<td>{long_date(each.dated.starts)}</td><td>{escape(capitalised(each.why))}</td>"
        f"<td>{writing.source_html(each.dated.source)}</td><td>{remedies[each.kind]}</td></tr>"
        for each in sorted(unsure_values(site.content, site.day), key=lambda u: u.dated.starts)
    ]
    if not rows:
        return "Every value in force or to come is confirmed, from a source read with confidence."
    return writing.table_html(
        "Values that are expected, not held or not surely known",
        ("Figure", "From", "Why", "Source", "What to do"),
        rows,
        "unsure-values",
        seen=False,
        stacked=True,
    )


def not_recorded_html(site: Site, here: Here) -> str:
    """Versions whose approved text is not protected yet."""
    items: Iterable[str] = [
        f'<li><a href="{here.to(version_address(policy.id, version.first_day))}">'
        f"{escape(policy.title)}, version {escape(version.version)}</a>, from "
        f"{long_date(version.first_day)}</li>"
        for policy, version in not_recorded(site.content)
    ]
    if not items:
        return "The text of every version is recorded in the ledger and protected."
    return (
        f"<ul>{''.join(items)}</ul>\n\nCheck that each is the text that was approved, then run "
        "`handbook ledger add`. A version may not come into force without it."
    )
