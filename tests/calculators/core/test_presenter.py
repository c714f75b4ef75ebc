"""One answer as HTML, Markdown and a case note: the same facts, nothing trusted."""

import datetime as dt
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import Problem
from calculators.core.money import ZERO
from calculators.core.outcomes import Verdict, cannot_tell, no, yes
from calculators.core.present import (
    as_case_note,
    as_html,
    as_markdown,
    document,
    problems_as_html,
)
from calculators.core.present.document import (
    Chart,
    Column,
    Document,
    Fact,
    Section,
    Table,
    add_part,
    facts_given,
    in_words,
    table,
)
from calculators.core.present.html import table as html_table
from calculators.core.present.text import table_lines
from calculators.core.results import BalanceChart, CalculatorResult, ChartPoint, Part, part
from calculators.core.trace import FigureRead, Frozen, Step, Working
from calculators.core.wording import before_value


def parsed(html):
    """The HTML as a tree; it has no void elements, so strict XML is strict HTML here."""
    return ET.fromstring(f"<main>{html}</main>")


def words_in(element):
    return " ".join(" ".join(element.itertext()).split())


def unescaped(markdown):
    return re.sub(r"\\(.)", r"\1", markdown)


def flat(text):
    return " ".join(text.split())


@pytest.fixture(scope="module", params=["none", "uc"])
def doc(small, request):
    facts = small.Input.model_validate(
        small.case
        | {
            "free_weeks": 4,
            "help": request.param,
            "uc": "450",
            "missed": [{"due_on": "4/12/2026"}, {"due_on": "11/12/2026", "paid": "5"}],
        }
    )
    return document(small.title, facts, small.calculate(facts, small.figures))


@pytest.fixture(scope="module")
def root(doc):
    return parsed(as_html(doc, "answer"))


def everything_said(doc):
    """Every text the document holds that a reader must be able to read on the page."""
    yield doc.answer
    yield from (*doc.warnings, *doc.next_steps)
    for section in doc.sections:
        yield section.title
        for fact in section.facts:
            yield from (fact.label, fact.shown, fact.because)
        for data in section.tables:
            yield from (data.caption, data.hint, *(column.label for column in data.columns))
            for row in data.rows:
                yield from row
        for chart in section.charts:
            yield from (chart.title, chart.data.summary)
        for label, texts, _ in section.lists:
            yield from (label, *texts)
    for fact in doc.facts_used:
        yield from (fact.label, fact.shown)
    for step in doc.working.steps:
        yield from (step.label, step.sum, step.shown, step.rounding, step.source)
    for figure in doc.working.figures:
        yield from (figure.description, figure.shown, figure.source)
    for clause in doc.working.clauses:
        yield f"{clause.policy_title}: {clause.title}"


def test_the_page_and_the_notebook_say_everything(doc, root):
    page, notebook = words_in(root), flat(unescaped(as_markdown(doc)))
    for text in everything_said(doc):
        assert flat(text) in page
        assert flat(text) in notebook


def test_the_note_says_what_the_page_says(doc):
    note = flat(as_case_note(doc))
    said = [doc.answer, *doc.warnings, *doc.next_steps]
    for section in doc.sections:
        said += [
            f"{before_value(fact.label)} {fact.shown}" for fact in section.facts if fact.in_note
        ]
        said += [cell for data in section.tables for row in data.rows for cell in row]
        said += [text for _, texts, _ in section.lists for text in texts]
    said += [f"{before_value(fact.label)} {fact.shown}" for fact in doc.facts_used]
    said += ["version 2, in force from 6 April 2026", "from 6 April 2020, checked 22 November 2026"]
    for text in said:
        assert flat(text) in note
    assert "Frequency" not in note  # marked as not for the note


def test_nothing_in_a_text_becomes_markup(root):
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "it", "reason", "nothing", "one", "for", "asked"}
    assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "style" not in {name for element in root.iter() for name in element.attrib}


def test_ids_are_unique_and_point_at_something(root):
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each.startswith("answer-") for each in ids)
    for element in root.iter():
        for target in element.get("aria-labelledby", "").split():
            assert target in ids


def test_two_answers_can_stand_on_one_page(doc):
    both = parsed(as_html(doc, "one") + as_html(doc, "two"))
    ids = [element.get("id") for element in both.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_a_prefix_cannot_break_out(doc):
    tree = parsed(as_html(doc, '"><script>'))
    assert "script" not in {element.tag for element in tree.iter()}


def test_the_html_is_the_same_every_time(small, doc):
    assert as_html(doc, "answer") == as_html(doc, "answer")
    assert as_markdown(doc) == as_markdown(doc)
    assert as_case_note(doc) == as_case_note(doc)


HOSTILE = st.text(st.sampled_from("<>&\"'`*_{}[]|#\\/= abc\n£é؟\u202e"), max_size=20)


@given(text=HOSTILE)
def test_any_text_shows_as_itself(small, text):
    facts = small.Input.model_validate(small.case)
    result = small.calculate(facts, small.figures).model_copy(
        update={
            "answer": text,
            "warnings": (text,),
            "next_steps": (text,),
            "reasons": (text,),
            "covered": yes(text),
            "working": Working(steps=(Step(label=text, value="1", shown="1", sum=text),)),
        }
    )
    doc = document(text, facts, result)
    page = parsed(as_html(doc, "answer"))
    assert flat(text) in words_in(page)
    assert 7 <= "".join(page.itertext()).count(text)
    assert flat(text) in flat(unescaped(as_markdown(doc)))
    assert flat(text) in flat(as_case_note(doc))


@given(text=HOSTILE)
def test_a_table_in_markdown_keeps_its_columns(small, text):
    row = small.calculate(small.Input.model_validate(small.case), small.figures).payments[0]
    data = table(Part("Payments"), (row.model_copy(update={"note": text or "x"}),))
    from calculators.core.present.markdown import table_lines

    lines = list(table_lines(data))
    widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines if line[:1] == "|"}
    assert {len(data.columns) + 1} == widths


HOSTILE_TEXT = "<b title='x'>\"&amp;</b>"


def hostile_document(small):
    """A document whose every text, also those that come from our own files, is hostile."""
    x = HOSTILE_TEXT
    chart = Chart(x, BalanceChart(summary=x, points=(ChartPoint(day=dt.date.max, amount=ZERO),)))
    made = Table(x, (Column(x, row_header=True), Column(x, numeric=True)), ((x, x),), hint=x)
    sections = tuple(
        Section(
            title,
            [Fact(x, x), Fact(x, x, Verdict.NO, x)],
            [chart, chart],
            [made, made],
            [(x, (x, x), True)],
        )
        for title in ("", x, x)
    )
    read = small.calculate(small.Input.model_validate(small.case), small.figures).working
    texts = dict.fromkeys(("description", "shown", "source", "address", "confidence"), x)
    figure = read.figures[0].model_copy(update=texts)
    clause = read.clauses[0].model_copy(
        update=dict.fromkeys(("title", "policy_title", "version", "address"), x)
    )
    step = Step(label=x, value=x, shown=x, sum=x, rounding=x, source=x)
    working = Working(steps=(step,), figures=(figure,), clauses=(clause,))
    return Document(x, x, (x,), (x,), sections, (Fact(x, x),), working)


def test_no_text_is_trusted_wherever_it_comes_from(small):
    html = as_html(hostile_document(small), "answer")
    tree = parsed(html)
    assert "b" not in {element.tag for element in tree.iter()}
    assert HOSTILE_TEXT in words_in(tree)
    # Escaped once, and not twice.
    assert "&amp;amp;" in html
    assert "&amp;amp;amp;" not in html
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len(ids) > 12
    notebook = as_markdown(hostile_document(small))
    assert not re.search(r"(?<!\\)(\\\\)*[<*|]b", notebook)


def test_problems_link_to_their_fields():
    problems = [
        Problem("", "The <case> is & odd"),
        Problem("missed.1.paid", "Amount paid must be £0.00 or more"),
        Problem('"><script>', 'No question called “"><script>”'),
    ]
    tree = parsed(problems_as_html(problems, "small"))
    assert ["#small-missed-1-paid", '#small-"><script>'] == [a.get("href") for a in tree.iter("a")]
    assert [problem.message for problem in problems] == [words_in(li) for li in tree.iter("li")]


def test_only_web_addresses_become_links(small):
    facts = small.Input.model_validate(small.case)
    result = small.calculate(facts, small.figures)
    (read,) = result.working.figures
    hostile = read.model_copy(update={"address": "javascript:alert(1)"})
    for figure, links in ((read, 1), (hostile, 0)):
        working = Working(figures=(figure,))
        doc = document("T", facts, result.model_copy(update={"working": working}))
        assert links == as_html(doc, "a").count("<a href=")
    assert isinstance(read, FigureRead)


# What goes into a document.


class Row(Frozen):
    name: str = part("Name", row_header=True)
    amount: Decimal | None = part("UC amount", unit="GBP")
    count: int | None = part("Count", unit="payments")
    day: dt.date | None = part("Day")
    empty: str = part("Empty")
    never: Decimal | None = part("Never", if_none="None")
    flag: bool = part("Flag")
    outcome: object = part("Outcome")


ROWS = (
    Row(name="a", amount=Decimal(0), count=None, day=None, empty="", never=None, flag=True,
        outcome=yes("Why")),
    Row(name="b", amount=None, count=1, day=dt.date(2026, 12, 4), empty="", never=None, flag=False,
        outcome=cannot_tell("Why")),
)  # fmt: skip


def test_a_table_leaves_out_columns_with_nothing_in_them():
    made = table(Part("Caption", hint="Hint", in_note=False), ROWS)
    assert ["Name", "UC amount", "Count", "Day", "Flag", "Outcome"] == [
        column.label for column in made.columns
    ]
    assert ("a", "£0.00", "", "", "Yes", "Yes") == made.rows[0]
    assert ("b", "", "1 payment", "Fri 4 Dec 2026", "No", "Cannot tell") == made.rows[1]
    assert [False, True, True, False, False, False] == [c.numeric for c in made.columns]
    assert [True, False, False, False, False, False] == [c.row_header for c in made.columns]
    assert ("Caption", "Hint", False) == (made.caption, made.hint, made.in_note)


class Check(Frozen):
    name: str = part("What must be so", row_header=True)
    met: str = part("Met?")
    why: str = part("Why")
    sum: Decimal | None = part("Sum", unit="GBP")


CHECK = Check(name="Told", met="Met", why="The tenant was told, and it is on record.", sum=None)


def test_only_a_list_to_tick_off_is_marked_as_one():
    rows = (("Notice", "The ground"),)
    columns = (Column("Paper", row_header=True), Column("Why"))
    for ticked in (True, False):
        html = html_table(Table("Pack list", columns, rows, ticked=ticked), "id")
        assert ("ih-table--ticked" in html) is ticked


def test_a_table_of_words_is_stacked_where_narrow_with_its_columns_names():
    made = table(Part("Caption"), (CHECK,))
    assert made.of_words
    assert [True, True, False] == [column.brief for column in made.columns]
    html = html_table(made, "id")
    assert '<table class="ih-table ih-table--words">' in html
    assert '<td class="ih-brief" data-label="Met?">Met</td>' in html
    assert '<td data-label="Why">The tenant' in html


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, "- Told: met; why: The tenant was told, and it is on record."),
        (
            {"met": "Not met"},
            "- Told: met? Not met; why: The tenant was told, and it is on record.",
        ),
        (
            {"sum": Decimal(5)},
            "- Told: met; why: The tenant was told, and it is on record; sum: £5.00",
        ),
        ({"name": "3"}, "- What must be so 3: met; why: The tenant was told, and it is on record."),
        ({"why": ""}, "- Told: met"),
    ],
)
def test_a_row_of_the_note_is_its_name_and_what_its_columns_say(change, line):
    made = table(Part("Caption"), (CHECK.model_copy(update=change),))
    assert list(table_lines(made)) == ["Caption:", line]


@pytest.mark.parametrize("change", [{"sum": Decimal(5)}, {"why": "Told."}])
def test_a_table_with_numbers_or_with_nothing_long_stays_a_table(change):
    made = table(Part("Caption"), (CHECK.model_copy(update=change),))
    assert not made.of_words
    assert "data-label" not in html_table(made, "id")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (True, "", "Yes"),
        (False, "", "No"),
        (Decimal(0), "GBP/week", "£0.00 a week"),
        (0, "", "0"),
        (dt.date(2026, 12, 4), "", "Friday 4 December 2026"),
        (no("Because."), "", "No"),
        ("Text", "", "Text"),
    ],
)
def test_one_value_in_words(value, unit, words):
    assert words == in_words(value, unit)


def test_what_is_shown_where_there_is_no_value():
    section = Section("")
    add_part(section, Part("Later", if_none="Not known yet"), None)
    add_part(section, Part("Never"), None)
    add_part(section, Part("Rows"), ())
    add_part(section, Part("Chart"), BalanceChart(summary="", points=()))
    assert [("Later", "Not known yet")] == [(f.label, f.shown) for f in section.facts]
    add_part(section, Part("Days"), (dt.date(2026, 12, 4), no("Because."), "Text"))
    assert [("Days", ("Friday 4 December 2026", "No", "Text"), True)] == section.lists
    section.lists.clear()
    assert [[], [], []] == [section.tables, section.lists, section.charts]


@pytest.mark.parametrize(
    ("outcome", "verdict", "words"),
    [
        (yes("A."), Verdict.YES, "Yes"),
        (no("B."), Verdict.NO, "No"),
        (cannot_tell("C."), Verdict.CANNOT_TELL, "Cannot tell"),
        (cannot_tell("D.", "the date"), Verdict.CANNOT_TELL, "Cannot tell until you know the date"),
        (
            cannot_tell("E.", "the date", "the amount"),
            Verdict.CANNOT_TELL,
            "Cannot tell until you know the date and the amount",
        ),
        (
            cannot_tell("F.", *"abcdef"),
            Verdict.CANNOT_TELL,
            "Cannot tell until you know a, b, c, d, e and f",
        ),
        (
            cannot_tell("G.", *"abcdefg"),
            Verdict.CANNOT_TELL,
            "Cannot tell until you know a, b, c and 4 more things",
        ),
    ],
)
def test_outcomes_in_words(outcome, verdict, words):
    section = Section("")
    add_part(section, Part("Label"), outcome)
    (fact,) = section.facts
    assert (words, verdict, outcome.because) == (fact.shown, fact.verdict, fact.because)


def test_facts_used_are_those_that_were_asked(small):
    typed = small.case | {
        "help": "uc",
        "uc": "450",
        "missed": [{"due_on": "4/12/2026", "paid": "5"}],
    }
    facts = [(f.label, f.shown) for f in facts_given(small.Input.model_validate(typed))]
    assert [
        ("Date of the answer", "Friday 4 December 2026"),
        ("Rent", "£112.50 a week"),
        ("How often rent is charged", "Every week"),
        ("Rent-free weeks", "0"),
        ("Help with rent", "Universal Credit"),
        ("Universal Credit for rent", "£450.00 a month"),
        ("Paid to us", "No"),
        (
            "Missed payment 1",
            "Date due: Friday 4 December 2026; amount paid: £5.00; how often: Every week; made up "
            "since: No",
        ),
    ] == facts


def test_facts_that_were_not_asked_are_not_shown(small):
    typed = small.case | {"frequency": "monthly"}
    facts = [(f.label, f.shown) for f in facts_given(small.Input.model_validate(typed))]
    assert [
        ("Date of the answer", "Friday 4 December 2026"),
        ("Rent", "£112.50 a month"),
        ("How often rent is charged", "Every calendar month"),
        ("Help with rent", "No help with rent"),
    ] == facts


class Bare(CalculatorResult):
    """A result with nothing but its answer."""


def test_a_bare_answer_makes_a_bare_page(small):
    facts = small.Input.model_validate(small.case)
    doc = document("Bare", facts, Bare(answer="Yes.", working=Working()))
    tree = parsed(as_html(doc, "answer"))
    assert "Yes." == words_in(tree.find("p"))
    assert [] == [h.text for h in tree.iter("h3") if h.text != "Facts used"]
    assert as_case_note(doc).startswith("BARE\n\nYes.\n\nFacts used\n- Date of the answer: ")
    assert as_markdown(doc).startswith("**Yes.**\n")
    assert "Working" not in as_markdown(doc)


def test_a_case_note_is_plain_lines_without_gaps(doc):
    note = as_case_note(doc)
    assert note.endswith("\n")
    assert "\n\n\n" not in note
    assert all(line == line.rstrip() for line in note.splitlines())
