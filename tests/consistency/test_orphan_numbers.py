"""A number typed into the prose is caught wherever it hides; the handbook itself is clean."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.consistency.known import load_checked
from handbook.consistency.numbers import (
    EXCEPTIONS,
    ages,
    in_digits,
    orphan_numbers,
    read_exceptions,
    scan,
)
from handbook.consistency.pieces import Piece, markdown_file, procedure_pieces, published
from handbook.content import Content, Problems

ROOT = Path(__file__).resolve().parents[2]
VERSION = "policies/rent-collection-and-arrears/2026-04-06.md"
OLDER = "policies/rent-collection-and-arrears/2025-04-07.md"
POLICY = "policies/rent-collection-and-arrears/policy.yaml"
CALLS = "docs/calls.md"
LEARN = "docs/learn/index.md"
MANAGE = "docs/manage.md"
ABOUT = "docs/about.md"
CONVERSION = "docs/calculators/rent-conversion.md"
GLOSSARY = "docs/glossary.yaml"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today(), protect=False)  # noqa: DTZ011 - as `make check` does


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that holds prose."""
    root = tmp_path_factory.mktemp("handbook")
    for folder in ("policies", "docs"):
        left = shutil.ignore_patterns("decisions", "notebooks")
        shutil.copytree(ROOT / folder, root / folder, ignore=left)
    return root


@pytest.fixture
def spoilt(copy: Path) -> Iterator[Path]:
    """The copy, put back after each test."""
    before: dict[Path, bytes] = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    yield copy
    for path in [p for p in copy.rglob("*") if p.is_file()]:
        if path not in before:
            path.unlink()
        elif path.read_bytes() != before[path]:
            path.write_bytes(before[path])


def strays(root: Path, content: Content) -> list[tuple[str, int, str]]:
    """Every stray of a tree: its file, its line and its words."""
    at_root = Content(**{**vars_of(content), "root": root})
    _, found = orphan_numbers(at_root)
    return [(each.file, each.line, each.words) for each in found.strays]


def vars_of(content: Content) -> dict[str, object]:
    names = ("root", "figures", "policies", "organisation", "scenarios", "ledger")
    return {name: getattr(content, name) for name in names}


def test_the_handbook_itself_raises_no_alarm(content: Content) -> None:
    problems, found = orphan_numbers(content)
    assert problems == []
    assert found.numbers > 40


# Each stray: the file, a text to look for, the same with the stray in it, and the words caught.
SEND = "Send it without charge."
AFTER_AIMS = "- keep people in their homes"
FIRST = "1. Check who you are speaking to"
STRAYS: list[tuple[str, str, str, str]] = [
    # In policy text: digits and words.
    (VERSION, SEND, "Send it within 14 days.", "14 days"),
    (VERSION, SEND, "Send it within fourteen days.", "fourteen days"),
    (VERSION, SEND, "Send it within ten working days.", "ten working days"),
    (VERSION, SEND, "Send it within 10 clear days.", "10 clear days"),
    (VERSION, SEND, "Send it for £5.", "£5"),
    (VERSION, SEND, "Send it for &pound;5.", "£5"),
    (VERSION, SEND, "Send it for five pounds.", "five pounds"),
    (VERSION, SEND, "Send it when four weeks have passed.", "four weeks"),
    (VERSION, SEND, "Send it when **four** weeks have passed.", "four weeks"),
    (VERSION, SEND, "Send it when a fifth of the arrears is paid.", "a fifth"),
    (VERSION, SEND, "Send it when two thirds of the arrears are paid.", "two thirds"),
    (VERSION, SEND, "Send it when half the arrears are paid.", "half"),
    (VERSION, SEND, "Send it when ½ of the arrears is paid.", "½"),
    (VERSION, SEND, "Send it when arrears are twice the rent.", "twice"),
    (VERSION, SEND, "Send it when arrears are double the rent.", "double"),
    (VERSION, SEND, "Send it within a fortnight.", "within a fortnight"),
    (VERSION, SEND, "Send it when the rent is a week late.", "a week late"),
    (VERSION, SEND, "Send it when arrears reach a month's rent.", "reach a month's rent"),
    (VERSION, SEND, "Send it after one month.", "one month"),
    (VERSION, SEND, "Send it after one missed payment.", "one missed payment"),
    (VERSION, SEND, "Send it after a couple of weeks.", "a couple of weeks"),
    (VERSION, SEND, "Send it after the third missed payment.", "third missed payment"),
    (VERSION, SEND, "Send it when 15% is paid.", "15%"),
    (VERSION, SEND, "Send it when fifteen per cent is paid.", "fifteen per cent"),
    (VERSION, SEND, "Send it in a 28-day period.", "28-day"),
    (VERSION, SEND, "Send it within twenty-eight days.", "twenty-eight days"),
    (VERSION, SEND, "Send it at 1.5 times the rent.", "1.5 times"),
    (VERSION, SEND, "Send it within 14&nbsp;days.", "14 days"),
    (VERSION, SEND, "Send it to anyone under 21.", "21"),
    (VERSION, SEND, "Send it where there are three or more children.", "three"),
    (VERSION, SEND, "Send it under rule 14 days later.", "14 days"),
    (VERSION, SEND, "Send it with a week's notice.", "a week's notice"),
    (VERSION, SEND, "Send it and give a fortnight.", "give a fortnight"),
    (VERSION, SEND, "Send it after a single missed payment.", "single missed payment"),
    (VERSION, SEND, "The tenant has a month to reply.", "has a month to"),
    (VERSION, SEND, "Send it after one letter.", "after one letter"),
    (VERSION, SEND, "Send it to three children or more.", "three"),
    (VERSION, SEND, "Send it when the debt grew tenfold.", "tenfold"),
    # In other places of policy text.
    (OLDER, SEND, "Send it within 14 days.", "14 days"),
    (VERSION, "## Paying rent {", "## Paying rent within 7 days {", "7 days"),
    (VERSION, AFTER_AIMS, "- keep people in their homes for two years", "two years"),
    (VERSION, SEND, f"{SEND}\n\n> Allow 21 days.", "21 days"),
    (VERSION, SEND, f"{SEND}\n28. It costs nothing.", "28"),
    (VERSION, SEND, f"{SEND} Wait for four\nweeks.", "four weeks"),
    (VERSION, "may usually last longer", "may usually last two years", "two years"),
    (POLICY, "summary: How we", "summary: Within 7 days: how we", "7 days"),
    # On pages: tables, headings, admonitions, images, links, code, HTML.
    (MANAGE, "| IIS | `web.config` | Nothing", "| IIS | `web.config` | Wait 3 days", "3 days"),
    (CALLS, "## A missed payment {", "## A missed payment in 30 days {", "30 days"),
    (CALLS, FIRST, f"!!! note\n    Wait for five days.\n\n{FIRST}", "five days"),
    (CALLS, FIRST, f'!!! warning "Wait for 6 weeks"\n    Then ask.\n\n{FIRST}', "6 weeks"),
    (CALLS, FIRST, f"![A plan of 12 payments](plan.svg)\n\n{FIRST}", "12 payments"),
    (CALLS, FIRST, f'[A plan](calls.md "It lasts 9 months")\n\n{FIRST}', "9 months"),
    (CALLS, FIRST, f"[Wait 8 weeks](calls.md)\n\n{FIRST}", "8 weeks"),
    (CALLS, FIRST, f"Wait for `14 days`.\n\n{FIRST}", "14 days"),
    (CALLS, FIRST, f'<img src="a1.svg" alt="Wait 5 weeks">\n\n{FIRST}', "5 weeks"),
    (CALLS, FIRST, f"A word{{ title=\"after 5 days\" }}\n\n{FIRST}", "5 days"),
    (CALLS, ":   Often because", ":   After 5 weeks, often because", "5 weeks"),
    (CALLS, "description: Steps for calls", "description: Three steps for calls", "Three"),
    (LEARN, "title: Learn", "title: Learn in 4 weeks", "4 weeks"),
    (CONVERSION, "- Rent-free weeks do not", "- The 4 rent-free weeks do not", "4"),
    (ABOUT, "## Licence {", "Since 2019.\n\n## Licence {", "2019"),
    (CALLS, FIRST, f"Wait {{{{ 14 }}}} days.\n\n{FIRST}", "14"),
    (CALLS, FIRST, f"{{% set days = 14 %}}\n\n{FIRST}", "14 %"),
    (CALLS, FIRST, f"*[UC]: Paid after 5 weeks\n\n{FIRST}", "5 weeks"),
    (CALLS, FIRST, f'[Look][look]\n\n[look]: index.md "In 2 steps"\n\n{FIRST}', "2"),
    (CALLS, FIRST, f"<details><summary>Over 3 months</summary></details>\n\n{FIRST}", "3 months"),
    # In the fields of other files.
    (GLOSSARY, "Arrears: Rent or", "Arrears: 2 weeks' rent or", "2 weeks'"),
    ("policies/organisation.yaml", "title: Income manager", "title: Manager of 3 teams", "3"),
    (
        "policies/figures/landlord-arrears.yaml",
        "How soon after a missed",
        "Within 7 days after a missed",
        "7 days",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "words"), STRAYS, ids=[f"{each[0]} {each[2]}" for each in STRAYS]
)
def test_a_stray_number_is_caught_by_file_and_line(
    spoilt: Path, content: Content, file: str, old: str, new: str, words: str
) -> None:
    path = spoilt / file
    text = path.read_text("utf-8")
    assert old in text
    spoiled = text.replace(old, new, 1)
    path.write_text(spoiled, "utf-8")
    at = text.index(old)
    lines = range(text.count("\n", 0, at) + 1, text.count("\n", 0, at) + new.count("\n") + 2)
    found = strays(spoilt, content)
    assert len(found) == 1, found
    assert (found[0][0], found[0][2]) == (file, words)
    assert found[0][1] in lines
    # The line named is the line that holds the number's first word.
    first = re.escape(words.split(maxsplit=1)[0].removeprefix("£")) or "£"
    assert re.search(first, spoiled.split("\n")[found[0][1] - 1])


def test_at_least_fifty_strays_are_planted() -> None:
    assert len(STRAYS) >= 50
    assert len({each[2] for each in STRAYS}) >= 50


def test_a_step_of_a_procedure_is_read_like_any_prose() -> None:
    pieces = [
        Piece("policies/procedures/arrears/steps.2026-04-06.yaml", 12, "Wait for 28 days", "say"),
        Piece("policies/procedures/arrears/steps.2026-04-06.yaml", 13, "Visit the tenant", "do"),
    ]
    found = scan(pieces, [], ())
    assert [(each.line, each.key, each.words) for each in found.strays] == [(12, "say", "28 days")]


STEPS = """\
- id: first-contact
  title: First contact{title}
  stage: Early help
  trigger:
    - - arrears_reach: {{weeks: landlord.arrears.first_letter.least_weeks}}
  deadline:
    within: landlord.arrears.first_contact_within
  say:
    - What has happened?{say}
  do:
  - Call the tenant.{do}
  evidence: [Note of the call{evidence}]
  law:
    - Pre-Action Protocol, para. 2.1
"""


@pytest.mark.parametrize(
    ("place", "line"), [("title", 2), ("say", 9), ("do", 11), ("evidence", 12)]
)
def test_a_stray_in_a_step_of_a_procedure_is_caught(tmp_path: Path, place: str, line: int) -> None:
    folder = tmp_path / "policies" / "procedures" / "arrears"
    folder.mkdir(parents=True)
    spoiled = dict.fromkeys(("title", "say", "do", "evidence"), "") | {place: " within four weeks"}
    path = folder / "steps.2026-04-06.yaml"
    path.write_text(STEPS.format(**spoiled), "utf-8")
    found = scan(procedure_pieces(tmp_path), [], ())
    assert [(each.line, each.key, each.words) for each in found.strays] == [
        (line, place, "four weeks")
    ]


FINE = (
    "See section 8 of the Housing Act 1988, paras 2.1 to 2.3A and CPR 6.14.",
    "Ground 8, Grounds 10 and 11, Form 3, Form N5B and form N119.",
    "reg. 58, Schedule 4, paragraph 7, and Universal Credit Regulations 2013, Sch. 4 para. 7(3A)",
    "R (Caine) v Secretary of State for Work and Pensions [2020] EWHC 2482 (Admin)",
    "Equality Act 2010",
    "One person, two joint tenants and the two of them.",
    "Each quarter, every week, once a month, weekly, the same day, a few weeks.",
    "{{ figure('a.b_28') }} and `handbook build --at 2027-04-05` and <kbd>/</kbd>",
    "1. First\n2. Second\n3. Third\n\n   1. Nested\n   2. Again",
    "[Figures](figures/2026.md){ #part-2 } and https://example.org/2026/28-days",
    "Someone under 25, aged 25 or over, or 25 or over.",
    "See steps 2 and 3, in a third party's words, after a second letter.",
    "```\nmake build 28 days\n```",
    "The rent of a week that is charged, in a month, for a lost job.",
)


@pytest.mark.parametrize("text", FINE)
def test_what_needs_no_figure_raises_no_alarm(text: str) -> None:
    assert scan([Piece("docs/a.md", 1, text)], [], ("25",)).strays == ()


def test_an_age_needs_a_figure_that_is_named_by_it() -> None:
    assert ages(["x.single_under_25", "x.couple_one_25_or_over", "x.other"]) == ["25"]
    text = Piece("docs/a.md", 1, "one person under 25")
    assert scan([text], [], ()).strays
    assert not scan([text], [], ("25",)).strays


def test_an_exception_that_nothing_needs_is_reported(spoilt: Path, content: Content) -> None:
    path = spoilt / "docs" / "about.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("at four times the usual size", "at a larger size"), "utf-8")
    problems, _ = orphan_numbers(Content(**{**vars_of(content), "root": spoilt}))
    assert [(each.file, each.message) for each in problems] == [
        (
            EXCEPTIONS,
            "No number in docs/about.md needs the exception “four times the usual size” any more",
        )
    ]


def test_an_exception_serves_only_its_own_file(spoilt: Path, content: Content) -> None:
    path = spoilt / CALLS
    path.write_text(f"{path.read_text('utf-8')}\nRead it at four times the usual size.\n", "utf-8")
    assert [each[0] for each in strays(spoilt, content)] == [CALLS]


def test_an_exception_says_why(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = '- in: docs/a.md\n  words: "28 days"\n  why: Because.\n- in: docs/b.md\n  words: "3"\n'
    (tmp_path / EXCEPTIONS).write_text(text, "utf-8")
    problems = Problems()
    read_exceptions(tmp_path, problems)
    assert [(each.line, each.key) for each in problems.found] == [(3, "why"), (4, "why")]


def test_a_figure_of_that_value_is_suggested(spoilt: Path, content: Content) -> None:
    path = spoilt / VERSION
    text = path.read_text("utf-8").replace(SEND, "Send it within eight weeks of rent.")
    path.write_text(text, "utf-8")
    problems, _ = orphan_numbers(Content(**{**vars_of(content), "root": spoilt}))
    assert "eight weeks" in problems[0].message
    assert 'figure("' in problems[0].remedy


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("Four weeks", "4 weeks"),
        ("twenty-eight days", "28 days"),
        ("twenty days", "20 days"),
        ("14 days", "14 days"),
        ("a fifth", "a fifth"),
    ],
)
def test_words_as_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits


def test_a_field_over_several_lines_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: A\ndescription: >-\n  One\n  28 days\n---\n# A\n", "utf-8")
    found = scan(markdown_file(tmp_path, path), [], ())
    assert [(each.line, each.key, each.words) for each in found.strays] == [
        (5, "description", "28 days")
    ]


def test_every_prose_file_is_read(content: Content) -> None:
    files = {each.file for each in published(content)}
    assert {VERSION, OLDER, POLICY, CALLS, MANAGE, GLOSSARY, "policies/organisation.yaml"} <= files
    assert not any(each.startswith(("docs/decisions", "docs/notebooks")) for each in files)


def test_the_scan_grows_no_worse_than_linearly() -> None:
    text = (ROOT / VERSION).read_text("utf-8") + (ROOT / CONVERSION).read_text("utf-8")

    def seconds(times: int) -> float:
        pieces = [Piece("docs/a.md", 1, text * times)]
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            scan(pieces, [], ("25",))
            best = min(best, time.process_time() - start)
        return best

    assert seconds(20) < 25 * seconds(1) + 0.05
