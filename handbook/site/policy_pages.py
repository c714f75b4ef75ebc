"""Policies as pages: each state at its own address, with what changed since the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from markdown import Markdown  # type: ignore[import-untyped]

from calculators.core.wording import capitalised, in_list, in_sentence, long_date
from calculators.registry import CALCULATORS
from handbook.content import ProcedureEntry
from handbook.content.policies import Policy, PolicyClause, PolicyVersion
from handbook.content.text import Quote, with_quotes
from handbook.site import state_parts as parts
from handbook.site import states as st
from handbook.site import writing
from handbook.site.changes import ClauseText, blocks_of
from handbook.site.context import Site
from handbook.site.generated import GeneratedPage
from handbook.site.journey import followers, procedure_journey, then_html
from handbook.site.state_parts import Series
from handbook.site.states import State
from handbook.site.writing import Here

#: Said of a version that is for none of the tenures in the landlord's own file.
NO_TENURE = "none of this landlord's tenancies"
#: What policy text may use of Markdown.
TEXT = ["tables", "attr_list", "def_list", "sane_lists"]


def policy_pages(site: Site) -> Iterator[GeneratedPage]:
    """For each policy: its page as in force on the build day, one for each state, and drafts."""
    for policy in site.documents:
        series = policy_series(site, policy)
        current = series.current(site.day)
        folder = f"policies/{policy.id}"
        yield GeneratedPage(
            f"{folder}/index.md", policy.title, state_markdown(site, series, current, plain=True)
        )
        for state in series.states:
            yield GeneratedPage(
                f"{folder}/{state.starts.isoformat()}.md",
                f"{policy.title}, from {long_date(state.starts)}",
                state_markdown(site, series, state, plain=False),
            )
    for policy, draft in site.drafts:
        yield GeneratedPage(
            f"policies/{policy.id}/draft-{draft.first_day.isoformat()}.md",
            f"{policy.title}, draft from {long_date(draft.first_day)}",
            draft_markdown(site, policy, draft),
        )


def policy_series(site: Site, policy: Policy) -> Series[State]:
    """All states of a policy."""
    return Series(
        plain=f"policies/{policy.id}/",
        title=policy.title,
        what="text",
        states=st.states_of(policy, site.content.figure_set),
        address=lambda state: state.address,
        figure_ids=lambda state: state.version.figure_ids,
    )


def state_markdown(site: Site, series: Series[State], state: State, *, plain: bool) -> str:
    """One state of a policy as a page.

    Args:
        site: The build.
        series: All states of the policy.
        state: The one to write.
        plain: Whether this is the policy's plain address, where the state in force is read.
    """
    address = series.plain if plain else state.address
    day = as_at(site, state, plain=plain)
    here = Here(address, day)
    path = ("policies/", "Policies"), (series.plain, series.title)
    pieces = [
        "" if plain else parts.path_html(here, *path),
        f"# {state.policy.title}\n",
        parts.standing_html(site, series, state, here),
        facts_html(site, series, state, here),
        changes_html(site, series, state, here),
        parts.by_date_html(site, series, here),
        journey_html(site, state),
    ]
    pieces += [*clauses_markdown(site, state, here), record_html(site, state)]
    head = ["---", f"title: {title_text(state, plain=plain)}", f"as_at: {day}"]
    if not plain:
        # An officer who searches must find what is in force, and nothing else.
        head += ["search:", "  exclude: true"]
    elif procedure_of(site, state) is not None:
        head += ["search:", "  boost: 3"]  # as a calculator: it is looked for on a call
    return "\n".join([*head, "---", *(f"{piece}\n" for piece in pieces if piece)])


def clauses_markdown(site: Site, state: State, here: Here) -> Iterator[str]:
    """The text of a state, clause by clause."""
    entry = procedure_of(site, state)
    after = followers(entry, state.version) if entry else {}
    for clause in state.version.clauses:
        text = clause_markdown(site, state.version, clause, here)
        yield f"## {clause.title} {{: #{clause.id} }}\n\n{text}\n"
        yield then_html(after.get(clause.id, ()))
        yield carried_out_html(site, clause, here)


def draft_markdown(site: Site, policy: Policy, draft: PolicyVersion) -> str:
    """A version that nobody has approved as a page that says so, for a preview.

    It is no state: nothing leads to it but the notice of the preview, and it has no record.
    """
    state = State(policy, draft, draft.first_day, None)
    here = Here(state.address, draft.first_day)
    path = [("policies/", "Policies")]
    changes = ""
    earlier = st.state_on(policy_series(site, policy).states, draft.first_day)
    if earlier is not None:
        path.append((f"policies/{policy.id}/", policy.title))
        changes = changes_since(site, earlier, state, here)
    rows = [
        ("Version", escape(draft.version)),
        ("Approved", "Not approved"),
        ("To start", f"{long_date(draft.first_day)}, once it is approved"),
        ("Applies to", escape(capitalised(in_list(tenures_of(site, draft)) or NO_TENURE))),
    ]
    pieces = [
        parts.path_html(here, *path),
        f"# {policy.title}\n",
        writing.inset("<strong>Draft: not approved, not in force.</strong>", "draft"),
        parts.summary_html(rows),
        changes,
        journey_html(site, state),
        *clauses_markdown(site, state, here),
    ]
    title = f"{policy.title} (draft from {long_date(draft.first_day)})".replace('"', "'")
    head = ["---", f'title: "{title}"', f"as_at: {here.day}", "search:", "  exclude: true", "---"]
    return "\n".join([*head, *(f"{piece}\n" for piece in pieces if piece)])


def journey_html(site: Site, state: State) -> str:
    """The journey through a procedure; nothing for a policy."""
    entry = procedure_of(site, state)
    return procedure_journey(entry, state.version) if entry else ""


def procedure_of(site: Site, state: State) -> ProcedureEntry | None:
    """The procedure that a state is of; None for a policy."""
    found = site.content.procedures.values()
    return next((each for each in found if each.document.id == state.policy.id), None)


def as_at(site: Site, state: State, *, plain: bool) -> dt.date:
    """The day whose figures a page shows: today's where it is the page in force."""
    return max(site.day, state.starts) if plain else state.starts


def title_text(state: State, *, plain: bool) -> str:
    """A page's title as YAML text."""
    title = state.policy.title
    if not plain:
        title += f" (from {long_date(state.starts)})"
    return '"' + title.replace('"', "'") + '"'


def facts_html(site: Site, series: Series[State], state: State, here: Here) -> str:
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
        ("Applies to", escape(capitalised(in_list(tenures_of(site, version)) or NO_TENURE))),
        *parts.neighbours(series, state, here),
    ]
    model = ""
    if site.content.organisation.is_model:
        model = '<p class="ih-model-note">Model policy: an example to edit, not advice.</p>\n'
    return parts.summary_html(rows) + model


def record_html(site: Site, state: State) -> str:
    """What proves the text: its version, dates, approval, address and fingerprint.

    It stands at the end of the page, on screen and on paper, to hand to a judge or the Ombudsman.
    """
    version = state.version
    approved = (
        f"By the {role(site, version.approved_by)}, {long_date(version.approved_on)}. "
        f"{version.approval_reference}"
    )
    # The steps of a procedure stand in a file beside its text.
    steps = version.file.replace(f"{version.first_day}.md", f"steps.{version.first_day}.yaml")
    held = [
        site.content.ledger[each] for each in (version.file, steps) if each in site.content.ledger
    ]
    recorded = "Not yet recorded in the ledger of approved text"
    if held:
        recorded = f"In the ledger of approved text on {long_date(held[0].recorded_on)}"
    # A place to break a long word on a narrow page.
    fingerprints = "<br>".join(
        f"<code>{each.sha256[:32]}<wbr>{each.sha256[32:]}</code> (SHA-256 of {escape(each.file)})"
        for each in held
    )
    rows = [
        ("Landlord", escape(site.organisation_name)),
        ("Title", escape(state.policy.title)),
        ("Version", f"{escape(version.version)}, in force from {long_date(version.first_day)}"),
        ("This page", escape(state.covers)),
        ("Figures", f"As they stood from {long_date(state.starts)}"),
        ("Approved", escape(approved)),
        ("Recorded", recorded),
        ("Fingerprint", fingerprints),
        ("Address", f"<code>{escape(state.address)}</code> on this site, for good"),
    ]
    listed = parts.summary_html(rows, "record").strip()
    return (
        '<section class="ih-record" aria-labelledby="ih-record" data-search-exclude>'
        f'<h2 id="ih-record">Record of this text</h2>{listed}</section>\n'
    )


def tenures_of(site: Site, version: PolicyVersion) -> tuple[str, ...]:
    """The tenures a version is for, of those this landlord has."""
    held = site.content.organisation.tenures
    return tuple(each for each in version.tenures if each in held)


def carried_out_html(site: Site, clause: PolicyClause, here: Here) -> str:
    """Who or what carries a clause out: calculators by link, people by role."""
    named = {each.id.partition(".")[0] for each in clause.carriers if each.kind == "rule"}
    cited = site.readings.clauses.get((writing.document_of(here), clause.id), set())
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


def clause_markdown(site: Site, version: PolicyVersion, clause: PolicyClause, here: Here) -> str:
    """A clause's text with its figures and references written in, safe from a second reading."""

    def written(quote: Quote) -> str:
        on_this_page = version.clause(quote.id) if quote.kind == "clause" else None
        if on_this_page is not None:
            return f'<a href="#{on_this_page.id}">{escape(on_this_page.title)}</a>'
        return writing.quote_html(site, quote, here)

    return with_quotes(clause.body.strip(), written)


def role(site: Site, role_id: str) -> str:
    """A role's title as it reads inside a sentence."""
    found = site.content.organisation.roles.get(role_id)
    return in_sentence(found.title if found else role_id.replace("_", " "))


def changes_html(site: Site, series: Series[State], state: State, here: Here) -> str:
    """What changed since the state before; nothing in the first."""
    before = series.before(state)
    return changes_since(site, before, state, here) if before else ""


def changes_since(site: Site, before: State, state: State, here: Here) -> str:
    """What changed from one state to another."""
    changes = st.changes_between(
        before, state, lambda each: clause_texts(site, each), site.content.figure_set
    )
    reason = state.version.what_changed if before.version != state.version else ""
    return parts.changes_html(site, changes, state.starts, here, reason)


def clause_texts(site: Site, state: State) -> list[ClauseText]:
    """A state's clauses as plain text, figures and names in words."""
    here = Here(state.address, state.starts)
    texts = []
    for clause in state.version.clauses:
        words = clause_markdown(site, state.version, clause, here)
        html = Markdown(extensions=TEXT).convert(words)
        texts.append(ClauseText(clause.id, clause.title, blocks_of(html), clause.body))
    return texts


def policies_list_html(site: Site, here: Here, *, brief: bool) -> str:
    """Every policy with its version and dates; unless it is to be brief, all its states too."""
    items, ends = [], []
    for policy in site.documents:
        states = policy_series(site, policy).states
        shown = st.state_on(states, site.day) or states[0]
        ends += [shown.ends] if shown.ends else []
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
    notice = writing.out_of_date_html(what="list", last=min(ends, default=None))
    return f'{notice}<ul class="ih-cards">{"".join(items)}</ul>'
