"""Pages made from content: each policy's states, and every figure with its history."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from markdown import Markdown  # type: ignore[import-untyped]

from calculators.core.figures import DatedValue, Figure, FigureInForce
from calculators.core.wording import day_and_date, in_list, long_date, short_date
from calculators.registry import CALCULATORS
from handbook.content.policies import PolicyClause
from handbook.content.text import with_quotes
from handbook.site import states as st
from handbook.site import writing
from handbook.site.changes import ClauseText, blocks_of
from handbook.site.context import Site
from handbook.site.notebooks import notebook_page, notebook_paths, notebook_source
from handbook.site.states import Changes, State
from handbook.site.writing import Here

BASIS = {
    "statute": "Law",
    "guidance": "Government guidance, a court or a regulator",
    "landlord": "The landlord's own choice",
}


#: Bodies whose names are not simply their ids in capitals.
GROUPS = {
    "court": "Courts",
    "housing-ombudsman": "Housing Ombudsman",
    "landlord": "The landlord's own",
    "universal-credit": "Universal Credit",
}
#: What policy text may use of Markdown.
TEXT = ["tables", "attr_list", "def_list", "sane_lists"]


@dataclass(frozen=True)
class GeneratedPage:
    """A page in the making: where it stands among the documents, its title and its Markdown."""

    source: str
    title: str
    markdown: str


def policy_pages(site: Site) -> Iterator[GeneratedPage]:
    """For each policy: its page as in force on the build day, and one for each state."""
    for policy in site.content.policies.values():
        states = st.states_of(policy, site.content.figure_set)
        current = st.state_on(states, site.day) or states[0]
        folder = f"policies/{policy.id}"
        yield GeneratedPage(
            f"{folder}/index.md", policy.title, state_markdown(site, states, current, plain=True)
        )
        for state in states:
            yield GeneratedPage(
                f"{folder}/{state.starts.isoformat()}.md",
                f"{policy.title}, from {long_date(state.starts)}",
                state_markdown(site, states, state, plain=False),
            )


def state_markdown(site: Site, states: list[State], state: State, *, plain: bool) -> str:
    """One state of a policy as a page.

    Args:
        site: The build.
        states: All states of the policy.
        state: The one to write.
        plain: Whether this is the policy's plain address, where the state in force is read.
    """
    address = f"policies/{state.policy.id}/" if plain else state.address
    day = as_at(site, state, plain=plain)
    here = Here(address, day)
    at = states.index(state)
    before = states[at - 1] if at else None
    after = states[at + 1] if at + 1 < len(states) else None
    pieces = [
        "" if plain else path_html(state, here),
        f"# {state.policy.title}\n",
        standing_html(site, states, state, here, after),
        facts_html(site, state, here, before, after),
        changes_html(site, before, state, here) if before else "",
    ]
    for clause in state.version.clauses:
        pieces.append(
            f"## {clause.title} {{: #{clause.id} }}\n\n{clause_markdown(site, clause, here)}\n"
        )
        pieces.append(carried_out_html(site, clause, here))
    head = ["---", f"title: {title_text(state, plain=plain)}", f"as_at: {day}"]
    if not plain:
        # An officer who searches must find what is in force, and nothing else.
        head += ["search:", "  exclude: true"]
    return "\n".join([*head, "---", *(f"{piece}\n" for piece in pieces if piece)])


def as_at(site: Site, state: State, *, plain: bool) -> dt.date:
    """The day whose figures a page shows: today's where it is the page in force."""
    return max(site.day, state.starts) if plain else state.starts


def title_text(state: State, *, plain: bool) -> str:
    """A page's title as YAML text."""
    title = state.policy.title
    if not plain:
        title += f" (from {long_date(state.starts)})"
    return '"' + title.replace('"', "'") + '"'


def standing_html(
    site: Site, states: list[State], state: State, here: Here, after: State | None
) -> str:
    """Whether the page is in force, replaced or still to come; and what tells a stale copy."""
    when = state.when(site.day)
    current = st.state_on(states, site.day)
    plain = here.to(f"policies/{state.policy.id}/")
    if when == "past":
        link = f' <a href="{plain}">Read the one in force</a>.' if current else ""
        return inset(
            f"<strong>No longer in force.</strong> This is how the policy read until "
            f"{long_date(state.ends or site.day)}.{link}",
            "past",
        )
    if when == "to come":
        link = f' Until then, <a href="{plain}">this one is in force</a>.' if current else ""
        return inset(
            f"<strong>Not yet in force.</strong> It takes effect on "
            f"{day_and_date(state.starts)}.{link}",
            "to-come",
        )
    # A page may be read long after it was built: the script compares dates.
    last = f' data-last="{state.ends.isoformat()}"' if state.ends else ""
    next_address = f' data-next="{here.to(after.address)}"' if after else ""
    checked = min(
        (site.content.figure_set.figure(each).verified_to for each in state.version.figure_ids),
        default=None,
    )
    until = f' data-checked="{checked.isoformat()}"' if checked else ""
    return f'<div class="ih-out-of-date"{last}{next_address}{until} role="status"></div>\n'


def path_html(state: State, here: Here) -> str:
    """The way back from a permanent address, which stands in no menu."""
    policy = here.to(f"policies/{state.policy.id}/")
    return (
        f'<nav class="ih-path" aria-label="Path"><a href="{here.to("policies/")}">Policies</a> '
        f'<span aria-hidden="true">/</span> <a href="{policy}">{escape(state.policy.title)}</a>'
        "</nav>\n"
    )


def inset(html: str, kind: str) -> str:
    """A notice at the top of a page."""
    return f'<div class="ih-inset ih-inset--{kind}"><p>{html}</p></div>\n'


def facts_html(
    site: Site, state: State, here: Here, before: State | None, after: State | None
) -> str:
    """The page's version, approval, review, dates and neighbours, as a summary list."""
    version = state.version
    covers = state.covers
    if state.starts != version.first_day:
        covers += f". A figure changed then; the text is that of {long_date(version.first_day)}"
    rows = [
        ("Version", escape(str(version.version))),
        ("Covers", escape(covers)),
        (
            "Approved",
            escape(
                f"By the {role(site, version.approved_by)} on {long_date(version.approved_on)}"
                + (f", {version.approval_reference}" if version.approval_reference else "")
            ),
        ),
        ("Review due", long_date(version.review_due)),
        ("Applies to", escape(capital(in_list(tuple(version.tenures))))),
    ]
    if before:
        rows.append(("Before", state_link(before, here)))
    if after:
        rows.append(("After", state_link(after, here)))
    listed = "".join(
        f'<div class="ih-summary__row"><dt>{label}</dt><dd>{value}</dd></div>'
        for label, value in rows
    )
    model = ""
    if site.content.organisation.is_model:
        model = '<p class="ih-model-note">Model policy: an example to edit, not advice.</p>\n'
    return f'<dl class="ih-summary ih-summary--page">{listed}</dl>\n{model}'


def state_link(state: State, here: Here) -> str:
    """A link to another state, by its dates."""
    return f'<a href="{here.to(state.address)}">{escape(state.covers)}</a>'


def carried_out_html(site: Site, clause: PolicyClause, here: Here) -> str:
    """Who or what carries a clause out: calculators by link, people by role."""
    named = {each.id.partition(".")[0] for each in clause.carriers if each.kind == "rule"}
    cited = site.readings.clauses.get((site_policy(here), clause.id), set())
    links = [
        writing.calculator_link_html(each, here) for each in CALCULATORS if each in named | cited
    ]
    roles = dict.fromkeys(each.id for each in clause.carriers if each.kind == "decides")
    pieces = []
    if links:
        pieces.append(f"Worked out by the calculator {in_list(links)}.")
    if roles:
        names = in_list([escape(f"the {role(site, each)}") for each in roles])
        pieces.append(f"Decided by {names}.")
    return f'<p class="ih-carried-out">{" ".join(pieces)}</p>\n' if pieces else ""


def clause_markdown(site: Site, clause: PolicyClause, here: Here) -> str:
    """A clause's text with its figures and references written in, safe from a second reading."""
    return with_quotes(clause.body.strip(), lambda quote: writing.quote_html(site, quote, here))


def site_policy(here: Here) -> str:
    """The policy whose page this is, from its address."""
    return here.address.split("/")[1]


def role(site: Site, role_id: str) -> str:
    """A role's title as it reads inside a sentence."""
    found = site.content.organisation.roles.get(role_id)
    return lower_first(found.title if found else role_id.replace("_", " "))


def changes_html(site: Site, before: State, state: State, here: Here) -> str:
    """What changed since the state before, folded away under one line."""
    changes = st.changes_between(
        before, state, lambda each: clause_texts(site, each), site.content.figure_set
    )
    reason = ""
    if before.version != state.version and state.version.what_changed:
        reason = f"<p>{escape(state.version.what_changed)}</p>"
    html = reason + figure_changes_html(changes, site, here) + clause_changes_html(changes)
    if not html:
        html = "<p>Only the wording of the page's own details changed.</p>"
    return (
        f'<details class="ih-changes"><summary>What changed on {long_date(state.starts)}</summary>'
        f'<div class="ih-changes__body">{html}</div></details>\n'
    )


def figure_changes_html(changes: Changes, site: Site, here: Here) -> str:
    """Figures that changed, as sentences."""
    if not changes.figures:
        return ""
    items = []
    for change in changes.figures:
        address = here.to(writing.figure_address(site.content.figure_set.figure(change.id)))
        items.append(
            f'<li>{escape(change.sentence)} <a href="{address}" '
            f'aria-label="About this figure: {escape(change.id)}">About this figure</a></li>'
        )
    return f"<h3>Figures</h3><ul>{''.join(items)}</ul>"


def clause_changes_html(changes: Changes) -> str:
    """Clauses that are new, reworded or gone, each with its words."""
    words = {"added": "New clause", "changed": "Changed", "removed": "Removed"}
    pieces = []
    for change in changes.clauses:
        title = escape(change.title)
        link = title if change.kind == "removed" else f'<a href="#{change.id}">{title}</a>'
        renamed = f" (was “{escape(change.old_title)}”)" if change.old_title else ""
        pieces.append(f"<h4>{words[change.kind]}: {link}{renamed}</h4>")
        pieces.append(f'<div class="ih-diff">{change.html}</div>')
    return f"<h3>Text</h3>{''.join(pieces)}" if pieces else ""


def clause_texts(site: Site, state: State) -> list[ClauseText]:
    """A state's clauses as plain text, figures and names in words."""
    here = Here(state.address, state.starts)
    texts = []
    for clause in state.version.clauses:
        words = clause_markdown(site, clause, here)
        html = Markdown(extensions=TEXT).convert(words)
        texts.append(ClauseText(clause.id, clause.title, blocks_of(html), clause.body))
    return texts


def lower_first(text: str) -> str:
    """A role inside a sentence; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def capital(text: str) -> str:
    """A sentence's first letter."""
    return text[:1].upper() + text[1:]


def policies_list_html(site: Site, here: Here, *, brief: bool) -> str:
    """Every policy with its version and dates; unless it is to be brief, all its states too."""
    items = []
    for policy in site.content.policies.values():
        states = st.states_of(policy, site.content.figure_set)
        current = st.state_on(states, site.day)
        shown = current or states[0]
        address = here.to(f"policies/{policy.id}/")
        about = f"Version {escape(str(shown.version.version))}. {escape(shown.covers)}."
        others = "".join(
            f'<li><a href="{here.to(each.address)}">{escape(each.covers)}</a>'
            f" (version {escape(str(each.version.version))}, {each.when(site.day)})</li>"
            for each in reversed(states)
        )
        more = (
            f"<p>{escape(policy.summary)}</p><details><summary>All versions<span "
            f'class="ih-visually-hidden"> of {escape(policy.title)}</span></summary>'
            f"<ul>{others}</ul></details>"
        )
        items.append(
            f'<li><a href="{address}">{escape(policy.title)}</a><p>{about}</p>'
            f"{'' if brief else more}</li>"
        )
    return f'<ul class="ih-cards">{"".join(items)}</ul>'


def model_notice_html(site: Site) -> str:
    """What to know about an example landlord; nothing once the handbook is a real one's."""
    if not site.content.organisation.is_model:
        return ""
    return inset(
        f"<strong>{escape(site.organisation_name)} is an example.</strong> Its policies and "
        "choices are there to be edited. They are not advice, and no landlord has adopted them.",
        "model",
    )


def notebooks_list_html(site: Site, here: Here) -> str:
    """A link to each notebook's page."""
    items = []
    for path in notebook_paths(site.root):
        title, _ = notebook_page(path)
        address = here.to(notebook_source(path).removesuffix(".md") + "/")
        items.append(f'<li><a href="{address}">{escape(title)}</a></li>')
    return f"<ul>{''.join(items)}</ul>" if items else "<p>There are none yet.</p>"


def figure_pages(site: Site) -> Iterator[GeneratedPage]:
    """The index of figures, and a page for each body that sets them."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in site.content.figure_set.figures.values():
        groups[writing.figure_group(figure.id)].append(figure)
    yield GeneratedPage("figures/index.md", "Figures", figures_index(site, groups))
    for group, figures in sorted(groups.items()):
        entries = "\n".join(figure_entry(site, each) for each in figures)
        title = group_title(group)
        text = f"---\ntitle: {title}\n---\n# Figures: {title}\n\n{entries}\n"
        yield GeneratedPage(f"figures/{group}.md", title, text)


def group_title(group: str) -> str:
    """A body's name for people."""
    return GROUPS.get(group, capital(group.replace("-", " ")))


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
        f"Values of “{name}”", ("From", "Value", "Source"), rows, f"values-{figure.id}", seen=False
    )
    extra = f"<p>{escape(more)}</p>" if more else ""
    # Raw HTML: an id with dots and underscores must come out as it stands.
    return (
        f'<section class="ih-figure-entry"><h2 id="{escape(figure.id)}">{escape(name)}</h2>'
        f'{extra}<dl class="ih-summary">{listed}</dl>{table}</section>\n'
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
    source = dated.source
    about = (
        f"{writing.source_html(source)}. Checked {long_date(source.checked_on)}, confidence "
        f"{escape(source.confidence)}."
    )
    return (
        f'<tr><th scope="row">{long_date(dated.starts)}{state}</th>'
        f"<td>{value_html(figure, dated)}</td><td>{about}</td></tr>"
    )


def value_html(figure: Figure, dated: DatedValue) -> str:
    """A value in words; what is not held says why."""
    if dated.value is None:
        return f"Not held. {escape(dated.reason)}"
    if not isinstance(dated.value, Decimal):
        named_days = dated.value.items()
        days = "".join(f"<li>{short_date(day)}: {escape(name)}</li>" for day, name in named_days)
        return f"<ul>{days}</ul>"
    words = escape(FigureInForce(figure, dated, dated.starts).shown)
    return f"{words} {writing.EXPECTED}" if dated.expected else words
