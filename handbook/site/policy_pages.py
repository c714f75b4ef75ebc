"""Policies as pages: each state at its own address, with what changed since the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from markdown import Markdown  # type: ignore[import-untyped]

from calculators.core.wording import day_and_date, in_list, long_date
from calculators.registry import CALCULATORS
from handbook.content.policies import PolicyClause, PolicyVersion
from handbook.content.text import with_quotes
from handbook.site import states as st
from handbook.site import writing
from handbook.site.changes import ClauseText, blocks_of
from handbook.site.context import Site
from handbook.site.generated import GeneratedPage
from handbook.site.states import Changes, State
from handbook.site.writing import Here, capital, inset

#: What policy text may use of Markdown.
TEXT = ["tables", "attr_list", "def_list", "sane_lists"]


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
            escape(f"By the {role(site, version.approved_by)}, {long_date(version.approved_on)}"),
        ),
        ("Record", escape(version.approval_reference)),
        ("Review due", long_date(version.review_due)),
        ("Applies to", escape(capital(in_list(tenures_of(site, version))))),
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


def tenures_of(site: Site, version: PolicyVersion) -> tuple[str, ...]:
    """The tenures a version is for, of those this landlord has."""
    held = site.content.organisation.tenures
    return tuple(each for each in version.tenures if each in held)


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
    return f"<h2>Figures that changed</h2><ul>{''.join(items)}</ul>"


def clause_changes_html(changes: Changes) -> str:
    """Clauses that are new, reworded or gone, each with its words."""
    words = {"added": "New clause", "changed": "Changed", "removed": "Removed"}
    pieces = []
    for change in changes.clauses:
        title = escape(change.title)
        link = title if change.kind == "removed" else f'<a href="#{change.id}">{title}</a>'
        renamed = f" (was “{escape(change.old_title)}”)" if change.old_title else ""
        pieces.append(f"<h3>{words[change.kind]}: {link}{renamed}</h3>")
        pieces.append(f'<div class="ih-diff">{change.html}</div>')
    return f"<h2>Text that changed</h2>{''.join(pieces)}" if pieces else ""


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
