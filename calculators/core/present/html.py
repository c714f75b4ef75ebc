"""A document as HTML. Every text is escaped here; nothing is trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calculators.core.errors import Problem
from calculators.core.outcomes import Verdict
from calculators.core.present.chart import chart_svg
from calculators.core.present.document import Column, Document, Fact, File, Section, Table
from calculators.core.present.escaping import escape, escaped
from calculators.core.present.strip import strip_html
from calculators.core.trace import ClauseRead, FigureRead, Step
from calculators.core.wording import long_date

VERDICT_CLASSES = {Verdict.YES: "yes", Verdict.NO: "no", Verdict.CANNOT_TELL: "unknown"}


def as_html(doc: Document, prefix: str) -> str:
    """The whole answer as HTML.

    Args:
        doc: What to write.
        prefix: Start of every id inside, so that two answers can stand on one page.
    """
    prefix = escape(prefix)
    pieces = [
        f'<p class="ih-answer" id="{prefix}-answer">{escape(doc.answer)}</p>',
        # What makes the answer uncertain and what to say stand above facts that may fill a screen.
        warnings(doc.warnings),
        next_steps(doc.next_steps),
        *(section(each, prefix, n) for n, each in enumerate(doc.sections)),
        facts("Facts used", doc.facts_used),
        working(doc),
    ]
    return "".join(pieces)


def problems_as_html(problems: Iterable[Problem], prefix: str) -> str:
    """The error summary's list: each problem links to its field, where it has one."""
    items = []
    for problem in problems:
        words = escape(problem.message)
        if problem.field:
            target = escape(f"{prefix}-{problem.field.replace('.', '-')}")
            words = f'<a href="#{target}">{words}</a>'
        items.append(f"<li>{words}</li>")
    return f'<ul class="ih-error-summary__list">{"".join(items)}</ul>'


def warnings(texts: Iterable[str]) -> str:
    """Each warning with the word "Warning", which colour alone would not say."""
    return "".join(
        '<div class="ih-warning"><span class="ih-warning__icon" aria-hidden="true">!</span>'
        f'<p><span class="ih-visually-hidden">Warning: </span>{escape(text)}</p></div>'
        for text in texts
    )


def next_steps(texts: tuple[str, ...]) -> str:
    """What to do now, as a numbered list."""
    if not texts:
        return ""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<section class="ih-next"><h3>Do next</h3><ol>{items}</ol></section>'


def section(part: Section, prefix: str, number: int) -> str:
    """One section of the answer."""
    pieces = [facts("", part.facts)] if part.facts else []
    pieces += [
        strip_html(each.title, each.data, f"{prefix}-strip-{number}-{index}")
        for index, each in enumerate(part.strips)
    ]
    for index, chart in enumerate(part.charts):
        svg = chart_svg(chart.title, chart.data, f"{prefix}-chart-{number}-{index}")
        pieces.append(
            f'<figure class="ih-figure"><figcaption>{escape(chart.title)}</figcaption>{svg}'
            "</figure>"
        )
    pieces += [
        table(each, f"{prefix}-table-{number}-{index}") for index, each in enumerate(part.tables)
    ]
    for label, texts, _ in part.lists:
        items = "".join(f"<li>{escape(text)}</li>" for text in texts)
        pieces.append(f"<h4>{escape(label)}</h4><ul>{items}</ul>")
    pieces += [file_offer(each) for each in part.files]
    if not pieces:
        return ""
    heading = f"<h3>{escape(part.title)}</h3>" if part.title else ""
    return f'<section class="ih-section">{heading}{"".join(pieces)}</section>'


def facts(title: str, rows: Iterable[Fact]) -> str:
    """A summary list."""
    written = "".join(
        f'<div class="ih-summary__row"><dt>{escape(row.label)}</dt><dd>{fact(row)}</dd></div>'
        for row in rows
    )
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    return f'{heading}<dl class="ih-summary">{written}</dl>' if written else ""


def fact(row: Fact) -> str:
    """A fact's value; a verdict is a tag with its reason after it."""
    if row.verdict is None:
        return escape(row.shown)
    kind = VERDICT_CLASSES[row.verdict]
    because = f'<span class="ih-because">{escape(row.because)}</span>' if row.because else ""
    return f'<strong class="ih-tag ih-tag--{kind}">{escape(row.shown)}</strong>{because}'


def table(data: Table, table_id: str) -> str:
    """A table that scrolls inside its own box, reachable by keyboard, where the page is narrow.

    One of words does not scroll: its rows are stacked, and each cell carries its column's name.
    """
    head = "".join(
        f'<th scope="col"{heading_class(col)}>{escape(col.label)}</th>' for col in data.columns
    )
    tags = [cell_tags(column, named=data.of_words) for column in data.columns]
    kind = " ih-table--words" if data.of_words else ""
    kind += " ih-table--ticked" if data.ticked else ""
    body = "".join(f"<tr>{''.join(table_row(row, tags))}</tr>" for row in data.rows)
    hint = f'<p class="ih-hint">{escape(data.hint)}</p>' if data.hint else ""
    copy = offer("copy-table", "Copy as a table") if data.copied else ""
    return (
        f"{hint}"
        f'<div class="ih-table-box" role="group" tabindex="0" aria-labelledby="{table_id}">'
        f'<table class="ih-table{kind}"><caption id="{table_id}">{escape(data.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{copy}"
    )


def table_row(row: Sequence[str], tags: Sequence[tuple[str, str]]) -> list[str]:
    """The cells of a row between their tags."""
    cells = zip(escaped(row), tags, strict=True)
    return [f"{before}{text}{after}" for text, (before, after) in cells]


def cell_tags(column: Column, *, named: bool) -> tuple[str, str]:
    """What stands before and after a cell; the cell that names its row is a header.

    Args:
        column: The cell's column.
        named: Whether the cell carries the column's name, to show where the row is stacked.
    """
    name, scope = ("th", ' scope="row"') if column.row_header else ("td", "")
    classes = [
        *(["ih-numeric"] if column.numeric else []),
        *(["ih-brief"] if column.brief else []),
    ]
    kind = f' class="{" ".join(classes)}"' if classes else ""
    label = f' data-label="{escape(column.label)}"' if named and not column.row_header else ""
    return f"<{name}{scope}{kind}{label}>", f"</{name}>"


def offer(action: str, words: str, data: str = "") -> str:
    """A button that works in a live answer only; elsewhere the style sheet leaves it out."""
    return (
        '<p class="ih-live-only"><button type="button" '
        'class="ih-button ih-button--secondary ih-button--small" '
        f'data-action="{action}"{data}>{escape(words)}</button></p>'
    )


def file_offer(file: File) -> str:
    """A button that saves a file, whose whole text it carries; its line ends are kept."""
    text = escape(file.data.text).replace("\r", "&#13;").replace("\n", "&#10;")
    about = f' data-file-name="{escape(file.data.name)}" data-file-type="text/calendar"'
    return offer("save-text", file.offer, f'{about} data-text="{text}"')


def heading_class(column: Column) -> str:
    """The class that lines numbers up; one word needs no room to wrap in."""
    if not column.numeric:
        return ""
    return ' class="ih-numeric"' if " " in column.label else ' class="ih-numeric ih-one-word"'


def working(doc: Document) -> str:
    """The steps, figures and clauses behind the answer."""
    data = doc.working
    steps = "".join(working_step(each) for each in data.steps)
    pieces = [f'<ol class="ih-working">{steps}</ol>'] if steps else []
    if data.figures:
        rows = "".join(figure_row(each) for each in data.figures)
        pieces.append(f'<h4>Figures used</h4><ul class="ih-figures">{rows}</ul>')
    if data.clauses:
        rows = "".join(clause_row(each) for each in data.clauses)
        pieces.append(f'<h4>Policy clauses</h4><ul class="ih-clauses">{rows}</ul>')
    if not pieces:
        return ""
    return f'<section class="ih-section"><h3>Working</h3>{"".join(pieces)}</section>'


def working_step(step: Step) -> str:
    """One line of working: label, sum, result, and the rule."""
    sum_words = f'<span class="ih-sum">{escape(step.sum)}</span> ' if step.sum else ""
    about = ". ".join(each for each in (step.rounding, step.source) if each)
    note = f'<span class="ih-source">{escape(about)}</span>' if about else ""
    return (
        f'<li><span class="ih-step-label">{escape(step.label)}</span> {sum_words}'
        f"<strong>{escape(step.shown)}</strong>{note}</li>"
    )


def figure_row(read: FigureRead) -> str:
    """A figure that was read, with its dates and where it comes from."""
    source = escape(read.source)
    if read.address.startswith(("https://", "http://")):
        source = f'<a href="{escape(read.address)}" rel="external">{source}</a>'
    expected = (
        ' <strong class="ih-tag ih-tag--unknown">Expected, not yet confirmed</strong>'
        if read.expected
        else ""
    )
    return (
        f"<li>{escape(read.description)} <strong>{escape(read.shown)}</strong>{expected}"
        f'<span class="ih-source">From {long_date(read.in_force_from)}; looked up for '
        f"{long_date(read.read_for)}. {source}, checked {long_date(read.checked_on)}, confidence "
        f"{escape(read.confidence)}.</span></li>"
    )


def clause_row(read: ClauseRead) -> str:
    """A clause that was relied on, linked to the version in force."""
    name = escape(f"{read.policy_title}: {read.title}")
    return (
        f'<li><a class="ih-clause" data-address="{escape(read.address)}">{name}</a>'
        f'<span class="ih-source">Version {escape(read.version)}, in force from '
        f"{long_date(read.in_force_from)}.</span></li>"
    )
