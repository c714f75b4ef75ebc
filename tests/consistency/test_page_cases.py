"""What a page must say on a date is read, compared, and caught where it is otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.consistency.known import load_checked
from handbook.content import Content, ContentProblems, PageCase, Problems
from handbook.content.pages import FOLDER, Reading, read_page_cases
from handbook.site.page_cases import page_differences, says

ROOT = Path(__file__).resolve().parents[2]
ALLOWANCE = "universal_credit.standard_allowance.single_25_or_over"
FIRST_DAY = dt.date(2025, 4, 7)

GOOD = """\
- name: What the page says
  page: figures/landlord/
  expected_from: Worked out by hand from the policy of 7 April 2025, clause by clause.
  reads:
    landlord.repayment_plan.token_offer:
      2025-04-06: null
      2025-04-07: £5.00 a month
"""


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


def page(address: str, *readings: tuple[str, dt.date, str]) -> PageCase:
    return PageCase("a page", address, "", tuple(Reading(*each, 1) for each in readings), "f", 1)


def cases_in(folder: Path, text: str) -> tuple[PageCase, ...]:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / FOLDER / "pages.yaml").write_text(text, "utf-8")
    problems = Problems()
    found = read_page_cases(folder, problems)
    problems.raise_any()
    return found


def test_every_page_says_what_it_must(content: Content) -> None:
    assert content.page_cases
    assert [each.name for each in content.page_cases if page_differences(each, content)] == []


def test_a_page_of_figures_is_read_as_on_the_day(content: Content) -> None:
    before = dt.date(2024, 4, 7)
    right = page(
        "figures/universal-credit/",
        (ALLOWANCE, before, ""),
        (ALLOWANCE, FIRST_DAY, "£400.14 a month"),
    )
    assert page_differences(right, content) == []
    wrong = page(
        "figures/universal-credit/",
        (ALLOWANCE, before, "£393.45 a month"),
        (ALLOWANCE, FIRST_DAY, "£393.45 a month"),
        (ALLOWANCE, FIRST_DAY, ""),
    )
    missing, other, there = page_differences(wrong, content)
    assert missing.path == f"{ALLOWANCE} on 7 April 2024"
    assert "nothing" in missing.got
    assert "£400.14 a month" in other.got
    assert there.expected == "no such part"


def test_a_policy_is_read_with_its_figures_written_in(content: Content) -> None:
    clause = "deductions-from-benefit"
    address = "policies/rent-collection-and-arrears/"
    the_day_before = FIRST_DAY - dt.timedelta(days=1)
    right = page(address, (clause, FIRST_DAY, "than 25% of"), (clause, the_day_before, ""))
    assert page_differences(right, content) == []
    (found,) = page_differences(page(address, (clause, FIRST_DAY, "than 15% of")), content)
    assert "25% of the standard allowance" in found.got


def test_other_figures_are_written_in_place_of_the_content_s_own(content: Content) -> None:
    case = page("figures/universal-credit/", (ALLOWANCE, FIRST_DAY, "£400.14 a month"))
    entry = content.figures[ALLOWANCE]
    later = tuple(replace(v, starts=v.starts + dt.timedelta(days=1)) for v in entry.figure.values)
    figures = {
        **content.figures,
        ALLOWANCE: replace(entry, figure=replace(entry.figure, values=later)),
    }
    changed = replace(content, figures=figures)
    assert page_differences(case, content, changed.figure_set)
    assert page_differences(case, content) == []


def test_a_page_that_does_not_exist_says_nothing(content: Content) -> None:
    for address in ("figures/nobody/", "policies/nothing/"):
        (found,) = page_differences(page(address, ("a", FIRST_DAY, "words")), content)
        assert "nothing" in found.got


@pytest.mark.parametrize(
    ("text", "words", "stand"),
    [
        ("within 7 days of it", "7 days", True),
        ("within 17 days of it", "7 days", False),
        ("within 7 daysX", "7 days", False),
        ("£1,005.00 a month", "5.00 a month", False),
        ("it is £5.00.", "£5.00", True),
        ("it is £5.001", "£5.00", False),
    ],
)
def test_words_stand_whole(text: str, words: str, stand: bool) -> None:
    assert says(text, words) is stand


def test_a_case_is_read_with_its_days(tmp_path: Path) -> None:
    (case,) = cases_in(tmp_path, GOOD)
    before, first = case.readings
    assert (before.day, before.says) == (dt.date(2025, 4, 6), "")
    assert (first.day, first.says, first.line) == (FIRST_DAY, "£5.00 a month", 7)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("figures/landlord/", "landlord", "“landlord” is not the address"),
        ("2025-04-07: £5.00 a month", "7 April: £5.00", "“7 April” is not a date"),
        ("2025-04-07: £5.00 a month", '2025-04-07: ""', "There are no words here"),
        ("2025-04-07: £5.00 a month", "2025-04-07: [5]", "This is not a text"),
        ("      2025-04-07: £5.00 a month\n", "", "says nothing on any day"),
        ("Worked out by hand from", "The program printed", "may come from"),
    ],
)
def test_a_case_that_cannot_be_read_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ContentProblems, match=message):
        cases_in(tmp_path, GOOD.replace(old, new))


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentProblems, match="is already the name of a page's case"):
        cases_in(tmp_path, GOOD + GOOD)
