"""What `handbook new-year` prints, and the sheet it writes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from rich.console import Console

from handbook.consistency.leaning import Leaning
from handbook.content import Content
from handbook.new_year.listing import on_a_terminal, plain_lines
from handbook.new_year.needs import needs
from handbook.new_year.sheet import COLUMNS, no_sum
from tests.new_year.conftest import ROOT, TODAY, new_year

SMALL = ROOT / "tests" / "content" / "base"


def test_the_list_names_each_figure_with_what_a_manager_needs(content: Content) -> None:
    found = needs(content, 2027, TODAY)
    leans = {"universal_credit.carer": Leaning({("a", "b")}, set(), {("p", "c")}, {"a"})}
    text = "\n".join(plain_lines(2027, found, leans, []))
    entry = content.figures["universal_credit.carer"]
    assert (
        f"""
  line {entry.line}, to give: universal_credit.carer
    The carer amount of Universal Credit. Unit: GBP/month.
    Changes each April. Now £209.34 a month since 6 April 2026.
    Needed from: 12 April 2027 (the first Monday on or after 6 April, as in the years held).
    Look in: Universal Credit Regulations 2013, reg. 36, as amended by SI 2026/148 \
(https://www.legislation.gov.uk/uksi/2013/376/regulation/36).
    Leaning on it: 1 scenario, 0 thresholds, 1 clause, 1 calculator.
"""
        in text
    )
    assert "\npolicies/figures/rent.yaml\n" in text
    assert "\n    Expected: 4.5% a year (expected)" not in text
    assert "\n    Expected: 4.5% a year from 1 April 2027.\n" in text
    assert ", done: rent.convergence.most_a_week\n" in text
    assert "\n    Given: £1.00 a week from 1 April 2027.\n" in text
    assert "Now not held since 8 April 2025: " in text
    assert " since " in text
    assert text.startswith("What April 2027 asks for: ")


def test_an_earlier_april_comes_first(content: Content) -> None:
    found = needs(content, 2028, TODAY)
    lines = list(plain_lines(2028, found, {}, [2027]))
    assert lines[1] == (
        "April 2027 comes first: figures that change each April have no value for it. "
        "Run “handbook new-year 2027”."
    )


def test_a_terminal_shows_a_table_for_each_file(content: Content) -> None:
    found = needs(content, 2027, TODAY)
    screen = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    for each in on_a_terminal(2027, found, {}, []):
        screen.print(each)
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    for need in found:
        assert need.entry.file in shown
    assert "12 April 2027" in shown


def test_the_command_prints_plain_lines_where_there_is_no_terminal() -> None:
    ran = new_year(SMALL)
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "What April 2027 asks for: 2 figures that change each April by their own history, and 0 "
        "others to look at. 0 of 2 done.",
        "",
        "policies/figures/rates.yaml",
        "  line 1, to confirm: rent.increase_limit",
        "    The most a rent may go up in a year. Unit: share of rent a year.",
        "    Changes each April. Now 4.8% a year since 1 April 2026.",
        "    Expected: 4.5% a year from 1 April 2027.",
        "    Needed from: 1 April 2027.",
        "    Look in: Rent Standard.",
        "    Leaning on it: 0 scenarios, 1 threshold, 1 clause, 1 calculator.",
        "  line 19, to give: benefit.allowance",
        "    A monthly allowance. Unit: GBP/month.",
        "    Changes each April. Now £424.90 a month since 6 April 2026.",
        "    Needed from: not held: see the source.",
        "    Look in: The Regulations.",
        "    Leaning on it: 0 scenarios, 0 thresholds, 0 clauses, 0 calculators.",
    ]


def test_a_year_that_asks_for_nothing_says_so() -> None:
    assert new_year(SMALL, "2024").stdout == (
        "No figure changes in April 2024, and none runs out by then.\n"
    )


def test_the_sheet_has_a_row_for_each_figure_not_done(tmp_path: Path) -> None:
    sheet = tmp_path / "april.csv"
    ran = new_year(SMALL, "--out", str(sheet))
    assert ran.stdout.startswith(f"Wrote {sheet} with 2 figures for April 2027.\nFill in ")
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")  # so that spreadsheets read it as UTF-8
    rows = list(csv.DictReader(sheet.read_text("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["id"] == "rent.increase_limit"
    assert rows[0]["from"] == "2027-04-01"
    assert rows[0]["checked_to"] == "2028-03-31"
    assert rows[0]["value_now"] == "0.048"
    assert rows[0]["since"] == "2026-04-01"
    assert (rows[0]["file"], rows[0]["line"]) == ("policies/figures/rates.yaml", "1")
    assert rows[1]["first_day"] == "not held: see the source"
    for row in rows:
        empty = ("new_value", "source", "url", "checked_on", "confidence", "confirmed")
        assert not any(row[each] for each in empty)


def test_a_sheet_is_never_written_over(tmp_path: Path) -> None:
    sheet = tmp_path / "april.csv"
    sheet.write_text("filled in", "utf-8")
    ran = new_year(SMALL, "--out", str(sheet))
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"There is a file {sheet} already, perhaps filled in. Choose another name, or delete it.\n"
    )
    assert sheet.read_text("utf-8") == "filled in"


def test_a_sheet_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    sheet = tmp_path / "nowhere" / "april.csv"
    ran = new_year(SMALL, "--out", str(sheet))
    assert ran.stderr == f"{sheet} cannot be written: No such file or directory.\n"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-3", "@cell"])
def test_no_text_of_the_sheet_is_taken_for_a_sum(text: str) -> None:
    assert no_sum(text) == f"'{text}"
    assert no_sum(f"a{text}") == f"a{text}"
