"""What the macros write: small pieces of HTML, each a plain function of the content.

Every address inside is relative to the page it stands on, so that the site works from any folder.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from mkdocs.utils import get_relative_url

from calculators.browser import attempt, describe
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import DatedValue, Figure, FigureInForce
from calculators.core.present import as_html, document
from calculators.core.wording import long_date, short_date
from calculators.registry import CALCULATORS, Part
from handbook.content import Content, Scenario
from handbook.content.addresses import (
    calculator_address,
    figure_group,
    notebook_paths,
    notebook_source,
)
from handbook.content.text import Quote
from handbook.site.context import Site
from handbook.site.form import form_html
from handbook.site.notebooks import notebook_page

EXPECTED = '<strong class="ih-tag ih-tag--unknown">expected, not yet confirmed</strong>'
CLAUSE_LINK = re.compile(r'<a class="ih-clause" data-address="([^"]*)"')
#: Calculators by what an officer is looking for; those of no part of the case sheet are the last.
CALCULATOR_GROUPS: dict[str, tuple[Part | None, ...]] = {
    "Where the account stands": (Part.POSITION,),
    "What help is due": (Part.HELP,),
    "What can be paid, and when": (Part.MEANS, Part.PLAN, Part.BESIDE),
    "Notices, court and eviction": (None,),
}
#: The calculators an officer most often goes on to from an answer, with the same facts.
ONWARD: dict[str, tuple[str, ...]] = {
    "arrears_position": ("benefit_check", "affordability", "repayment_plan", "next_step"),
    "benefit_check": ("universal_credit", "housing_benefit", "affordability"),
    "universal_credit": ("deductions_and_managed_payments", "affordability"),
    "housing_benefit": ("bedroom_entitlement", "affordability"),
    "bedroom_entitlement": ("universal_credit", "housing_benefit"),
    "deductions_and_managed_payments": ("repayment_plan", "affordability"),
    "affordability": ("repayment_plan", "benefit_check"),
    "repayment_plan": ("affordability", "next_step"),
    "rent_conversion": ("universal_credit", "repayment_plan"),
    "next_step": ("repayment_plan", "breathing_space", "notice", "protocol_ledger"),
    "breathing_space": ("next_step", "notice", "court_timetable"),
    "notice": ("service_date", "breathing_space", "protocol_ledger", "court_readiness"),
    "service_date": ("notice", "court_timetable"),
    "protocol_ledger": ("court_readiness", "court_costs"),
    "court_readiness": ("protocol_ledger", "court_costs", "court_timetable"),
    "court_timetable": ("court_costs", "eviction_readiness"),
    "court_costs": ("court_readiness", "court_timetable"),
    "eviction_readiness": ("breathing_space", "next_step"),
}


class CannotWrite(Exception):
    """A page asks for something that does not exist; the message says what to do."""


@dataclass(frozen=True)
class Here:
    """The page a piece stands on: its address from the top of the site, and the day it is for."""

    address: str
    day: dt.date

    def to(self, address: str) -> str:
        """An address on this site as this page links to it."""
        target, mark, anchor = address.partition("#")
        return str(get_relative_url(target or self.address, self.address)) + mark + anchor


def figure_address(figure: Figure) -> str:
    """Where a figure's entry stands."""
    return f"figures/{figure_group(figure.id)}/#{figure.id}"


def figure_html(site: Site, figure_id: str, here: Here) -> str:
    """A figure's value in words, linked to its entry; its source shows on hover and on focus.

    Raises:
        CannotWrite: If no file defines the figure.
    """
    figure = known_figure(site, figure_id)
    address = here.to(figure_address(figure))
    try:
        found = site.content.figure_set.in_force(figure_id, here.day, allow_expected=True)
    except FigureNotHeld as why:
        about = f"{figure.description} {why.held}"
        shown = f"[no value held for {long_date(here.day)}]"
        return f'<a class="ih-figure-quote" href="{address}" title="{escape(about)}">{shown}</a>'
    expected = f" {EXPECTED}" if found.dated.expected else ""
    return (
        f'<a class="ih-figure-quote" href="{address}" title="{escape(source_words(found))}">'
        f"{escape(found.shown)}</a>{expected}"
    )


def known_figure(site: Site, figure_id: str) -> Figure:
    """A figure by id, or a message with what to do."""
    try:
        return site.content.figure_set.figure(figure_id)
    except LookupError:
        raise CannotWrite(
            f"No figure is called “{figure_id}”. Check its spelling against policies/figures, "
            "or add it there"
        ) from None


def source_words(found: FigureInForce) -> str:
    """A value's dates and source in a sentence or two."""
    source = found.dated.source
    return (
        f"{found.figure.description.rstrip('.')}. From {long_date(found.dated.starts)}: "
        f"{source.title}. Checked {long_date(source.checked_on)}."
    )


def clause_html(site: Site, policy_id: str, clause_id: str, here: Here) -> str:
    """A link to a clause as it stands on the page's day.

    Raises:
        CannotWrite: If no version in force on that day has the clause.
    """
    found = site.content.figure_set.clause(policy_id, clause_id, here.day)
    if found is None:
        raise CannotWrite(
            f"The policy “{policy_id}” has no clause “{clause_id}” on {long_date(here.day)}. "
            "Check both ids against policies/"
        )
    address = here.to(found.address)
    title = escape(f"{found.policy_title}, version {found.version}")
    return f'<a href="{address}" title="{title}">{escape(found.title)}</a>'


def quote_html(site: Site, quote: Quote, here: Here) -> str:
    """What text names by its id: a figure, a calculator, a clause as ``policy#clause``."""
    if quote.kind == "figure":
        return figure_html(site, quote.id, here)
    if quote.kind == "calculator":
        return calculator_link_html(quote.id, here)
    policy, _, clause_id = quote.id.partition("#")
    return clause_html(site, policy, clause_id, here)


def document_of(here: Here) -> str:
    """The id of the policy or procedure whose page this is, from its address."""
    return re.sub(r"^policies/|(/(draft-)?\d{4}-\d\d-\d\d)?/$", "", here.address)


def term_html(site: Site, word: str, here: Here) -> str:
    """A word linked to its meaning in the glossary; the meaning shows on hover and on focus.

    Raises:
        CannotWrite: If the glossary does not have it.
    """
    term = site.terms.get(word.lower())
    if term is None and word.lower().endswith("s"):
        term = site.terms.get(word.lower().removesuffix("s"))
    if term is None:
        raise CannotWrite(f"“{word}” is not in docs/glossary.yaml. Add it there first")
    address = here.to(f"glossary/#{term.anchor}")
    return f'<a class="ih-term" href="{address}" title="{escape(term.means)}">{escape(word)}</a>'


def glossary_html(site: Site) -> str:
    """The whole glossary, each word a heading: search then finds it alone, with its meaning."""
    entries = "".join(
        f'<h2 id="{escape(term.anchor)}">{escape(term.word)}</h2><p>{escape(term.means)}</p>'
        for term in site.terms.values()
    )
    return f'<div class="ih-glossary">{entries}</div>'


def example_of(content: Content, calculator_id: str, name: str = "") -> Scenario:
    """The scenario of a name, or the one marked as the calculator's worked example.

    Raises:
        CannotWrite: If there is none.
    """
    scenarios = content.scenarios.get(calculator_id, ())
    if name:
        found = next((each for each in scenarios if each.name == name), None)
    else:
        found = next((each for each in scenarios if each.worked_example), None)
    if found is None:
        wanted = f"called “{name}”" if name else "marked “worked_example: true”"
        raise CannotWrite(
            f"scenarios/{calculator_id} has no scenario {wanted}. Add one: the page shows it "
            "before Python starts"
        )
    return found


def calculator_html(site: Site, calculator_id: str, here: Here, name: str = "") -> str:
    """The calculator's form with its worked example, as it stands before Python starts."""
    description = json.loads(describe(calculator_id))
    if not description["ok"]:
        raise CannotWrite(description["problems"][0]["message"])
    inputs = example_of(site.content, calculator_id, name).inputs
    onward = [
        *(
            (CALCULATORS[each].title, calculator_address(each))
            for each in ONWARD.get(calculator_id, ())
            if each in CALCULATORS  # a landlord may take one out
        ),
        ("Case sheet", "case-sheet/"),
    ]
    return form_html(
        description,
        example_inputs=inputs,
        prefix=calculator_id,
        onward=[(title, here.to(address)) for title, address in onward],
    )


def worked_example_html(site: Site, calculator_id: str, here: Here, name: str = "") -> str:
    """A scenario's facts and answer, written by the same presenter the browser uses."""
    scenario = example_of(site.content, calculator_id, name)
    outcome = attempt(
        calculator_id, json.dumps(scenario.inputs, default=str), site.content.figure_set
    )
    if isinstance(outcome, list):
        why = "; ".join(problem.message.rstrip(".") for problem in outcome)
        raise CannotWrite(f"The worked example “{scenario.name}” has no answer: {why}")
    calculator, facts, result = outcome
    html = as_html(document(calculator.title, facts, result), "example")
    return (
        # Search leaves an element out up to the end of the first of its kind inside it.
        f'<article class="ih-example" aria-label="Worked example" data-search-exclude>'
        # Closed: it is longer than the rest of the page, and an officer on a call goes past it.
        f'<details class="ih-example__whole"><summary>{escape(scenario.name)}</summary>'
        f'<div class="ih-result">{linked_clauses(html, here)}</div></details></article>'
    )


def linked_clauses(html: str, here: Here) -> str:
    """Give each clause in an answer its address as this page links to it."""

    def link(match: re.Match[str]) -> str:
        return f'<a class="ih-clause" href="{here.to(match[1])}"'

    return CLAUSE_LINK.sub(link, html)


def out_of_date_html(said: str = "", **dates: dt.date | str | None) -> str:
    """The place where a page says that it is out of date, with what tells it so."""
    data = "".join(f' data-{name}="{value}"' for name, value in dates.items() if value)
    return f'<div class="ih-out-of-date"{data} role="status">{said}</div>\n'


def as_at_html(links: str = "") -> str:
    """The form that asks for a date to read at; ``links`` lead to the states without any script.

    ``assets/as-at.js`` shows the form and answers it.
    """
    boxes = "".join(
        f'<div class="ih-date__part"><label for="as-at-{part}">{part.capitalize()}</label>'
        f'<input class="ih-input ih-input--{4 if part == "year" else 2}" id="as-at-{part}" '
        'type="text" inputmode="numeric" autocomplete="off" spellcheck="false"></div>'
        for part in ("day", "month", "year")
    )
    return (
        '<details class="ih-as-at" data-search-exclude>'
        "<summary>Read the handbook as at a date</summary>"
        '<div class="ih-as-at__body ih-calculator"><form hidden novalidate>'
        '<fieldset class="ih-fieldset" aria-describedby="as-at-hint as-at-error">'
        '<legend class="ih-label">Date to read at</legend>'
        '<p class="ih-hint" id="as-at-hint">For example, 1 5 2025. You can paste a whole date.</p>'
        '<p class="ih-error" id="as-at-error" hidden></p>'
        f'<div class="ih-date">{boxes}</div></fieldset>'
        '<button class="ih-button ih-button--secondary ih-button--small">Read as at this date'
        f"</button></form>{links}</div></details>\n"
    )


def figures_table_html(site: Site, calculator_id: str, here: Here) -> str:
    """Every figure a calculator reads, with its value on the page's day, dates and source."""
    rows = []
    figures = [
        known_figure(site, figure_id) for figure_id in sorted(site.readings.figures[calculator_id])
    ]
    for figure in figures:
        name = (
            f'<th scope="row"><a href="{here.to(figure_address(figure))}">'
            f"{escape(figure.description.rstrip('.'))}</a></th>"
        )
        rows.append(f"<tr>{name}{value_cells(site, figure, here.day)}</tr>")
    later = [each.starts for figure in figures for each in figure.values if each.starts > here.day]
    notice = out_of_date_html(
        what="figures",
        last=min(later) - dt.timedelta(days=1) if later else None,
        checked=min((figure.verified_to for figure in figures), default=None),
    )
    return notice + table_html(
        f"Figures this calculator reads, as they stand on {long_date(here.day)}",
        ("Figure", "Value", "From", "Source"),
        rows,
        f"figures-of-{calculator_id}",
        stacked=True,
    )


def value_cells(site: Site, figure: Figure, day: dt.date) -> str:
    """A figure's value, first day and source on a day, as table cells."""
    try:
        found = site.content.figure_set.in_force(figure.id, day, allow_expected=True)
    except FigureNotHeld as why:
        return f'<td colspan="3">No value held. {escape(why.held)}</td>'
    expected = f" {EXPECTED}" if found.dated.expected else ""
    shown = "see its entry" if figure.unit == "named dates" else escape(found.shown)
    return (
        f"<td>{shown}{expected}</td><td>{long_date(found.dated.starts)}</td>"
        f"<td>{source_html(found.dated.source)}</td>"
    )


def source_html(source: object) -> str:
    """A source's title, linked where it has an address."""
    title, url = escape(getattr(source, "title", "")), escape(getattr(source, "url", ""))
    return f'<a href="{url}" rel="external">{title}</a>' if url else title


def source_of_value_html(dated: DatedValue) -> str:
    """Where a value was read, when it was checked and how sure we are of it."""
    source = dated.source
    return (
        f"{source_html(source)}. Checked {long_date(source.checked_on)}, confidence "
        f"{escape(source.confidence)}."
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
    return f"{words} {EXPECTED}" if dated.expected else words


def table_html(
    caption: str,
    columns: tuple[str, ...],
    rows: list[str],
    table_id: str,
    *,
    seen: bool = True,
    stacked: bool = False,
) -> str:
    """A table that scrolls inside its own box, which a keyboard can reach.

    Args:
        caption: What it shows.
        columns: Its columns' names.
        rows: Its rows, as HTML.
        table_id: The id of the caption.
        seen: Whether the caption shows; it is always there for a screen reader.
        stacked: Whether its rows, each with a name and a cell for every other column, are stacked
            where the page is narrow, as those of a table of words are in an answer.
    """
    kind = ""
    if stacked:
        kind = " ih-table--words"
        rows = [labelled(row, columns[1:]) for row in rows]
    hidden = "" if seen else ' class="ih-visually-hidden"'
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
    return (
        f'<div class="ih-table-box" role="region" tabindex="0" aria-labelledby="{table_id}" '
        "data-search-exclude>"
        f'<table class="ih-table{kind}">'
        f'<caption id="{table_id}"{hidden}>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def labelled(row: str, columns: tuple[str, ...]) -> str:
    """A table's row, each of whose cells carries its column's name."""
    names = iter(columns)
    return re.sub(r"<td\b", lambda _: f'<td data-label="{escape(next(names))}"', row)


def calculator_link_html(calculator_id: str, here: Here) -> str:
    """A link to a calculator by its title.

    Raises:
        CannotWrite: If there is no such calculator.
    """
    calculator = CALCULATORS.get(calculator_id)
    if calculator is None:
        raise CannotWrite(f"There is no calculator called “{calculator_id}”")
    address = here.to(calculator_address(calculator_id))
    return f'<a href="{address}">{escape(calculator.title)}</a>'


def calculators_list_html(here: Here, *, brief: bool = False) -> str:
    """Every calculator with the question it answers, by what an officer is looking for.

    Args:
        here: The page it stands on.
        brief: Whether names are enough: then all stand in one list.
    """
    pieces = []
    for title, parts in CALCULATOR_GROUPS.items():
        links = [
            (f'<a href="{here.to(calculator_address(each.id))}">{escape(each.title)}</a>', each)
            for each in CALCULATORS.values()
            if each.part in parts
        ]
        if brief:
            items = "".join(f"<li>{link}</li>" for link, _ in links)
            pieces.append(f"<li>{escape(title)}<ul>{items}</ul></li>")
        else:
            items = "".join(f"<li>{link}<p>{escape(each.asks)}</p></li>" for link, each in links)
            pieces.append(f'<h2>{escape(title)}</h2><ul class="ih-cards">{items}</ul>')
    return f'<ul class="ih-groups">{"".join(pieces)}</ul>' if brief else "".join(pieces)


def inset(html: str, kind: str) -> str:
    """A notice at the top of a page."""
    return f'<div class="ih-inset ih-inset--{kind}"><p>{html}</p></div>\n'


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
