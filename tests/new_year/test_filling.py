"""A sheet filled in: what is good is written as it stands, what is not is refused row by row."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import Result

from handbook.consistency.checks import load_and_check
from handbook.content import Content, ContentProblems
from handbook.new_year.filling import read_rows
from handbook.new_year.needs import GIVEN, needs
from handbook.new_year.sheet import COLUMNS, SheetRow
from handbook.new_year.writing import check_texts, filled_texts
from tests.new_year.conftest import ROOT, TODAY, Sheet, new_year, read, write

Fill = Callable[..., Result]

CARER = "universal_credit.carer"
CAP = "benefit_cap.single_london"
GOOD = {
    "id": CARER,
    "new_value": "215.62",
    "source": "A made-up Order, art. 3: “rates” # and more",
    "checked_on": "2026-11-20",
}
READ_AGAIN = {
    "id": CAP,
    "new_value": "16967",
    "checked_on": "2026-11-21",
    "checked_to": "2028-04-02",
}
FROM = {"from": "2027-04-12", "source": "A made-up Order"}


def before(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_value_is_written_and_nothing_else_changes(root: Path, fill: Fill) -> None:
    path = root / "policies" / "figures" / "universal-credit-elements.yaml"
    old = path.read_text("utf-8")
    ran = fill(GOOD)
    assert ran.stderr == ""
    assert ran.exit_code == 0
    new = path.read_text("utf-8")
    added = """\
    - from: 2027-04-12
      value: "215.62"
      source:
        title: 'A made-up Order, art. 3: “rates” # and more'
        checked_on: 2026-11-20
        confidence: high
"""
    assert added in new
    start = old.index(f"- id: {CARER}\n")
    assert new.replace(added, "") == old[:start] + old[start:].replace(
        "verified_to: 2027-04-04", "verified_to: 2028-04-02", 1
    )
    assert ran.stdout.splitlines()[:2] == [
        "Wrote 1 value:",
        "  policies/figures/universal-credit-elements.yaml: universal_credit.carer, £215.62 a "
        "month from 12 April 2027, checked to 2 April 2028",
    ]
    assert "1. “make check” says" in ran.stdout
    assert "2. “handbook impact” says" in ran.stdout
    assert "3. “handbook boundary” with" in ran.stdout
    figure = read(root).figures[CARER].figure
    assert figure.values[-1].value == Decimal("215.62")
    assert figure.verified_to == dt.date(2028, 4, 2)


def test_a_value_read_again_goes_on_as_it_is(root: Path, fill: Fill, content: Content) -> None:
    ran = fill(READ_AGAIN | {"source": "The Regulations, read again", "url": "https://a.example/"})
    assert ran.exit_code == 0, ran.stderr
    assert "£16,967.00 a year as before, read again, checked to 2 April 2028" in ran.stdout
    was, now = content.figures[CAP].figure, read(root).figures[CAP].figure
    assert len(now.values) == len(was.values) == 1
    assert now.values[0].value == was.values[0].value
    assert now.values[0].starts == was.values[0].starts
    source = now.values[0].source
    assert (source.title, source.url) == ("The Regulations, read again", "https://a.example/")
    assert source.checked_on == dt.date(2026, 11, 21)


def test_a_value_read_again_keeps_its_source_and_how_sure_it_is(
    root: Path, fill: Fill, content: Content
) -> None:
    id_ = "court.fees.application_by_consent"
    was = content.figures[id_].figure.values[-1]
    assert was.source.confidence == "medium"
    row = {"id": id_, "new_value": str(was.value), "checked_to": "2028-03-31"}
    fill(row | {"checked_on": "2026-11-21"})
    now = read(root).figures[id_].figure.values[-1]
    assert (now.source.title, now.source.confidence) == (was.source.title, "medium")
    fill(row | {"checked_on": "2026-11-21", "confidence": "high"})
    assert read(root).figures[id_].figure.values[-1].source.confidence == "high"


def test_a_value_that_could_not_be_confirmed_can_be(root: Path, fill: Fill) -> None:
    id_ = "court.fees.high_court_writ"
    value = read(root).figures[id_].figure.values[-1].value
    row = {"id": id_, "new_value": str(value), "checked_on": "2026-11-21"}
    ran = fill(row | {"checked_to": "2028-03-31", "confidence": "high", "source": "The Order"})
    assert ran.exit_code == 0, ran.stderr
    content = read(root)
    assert content.figure_set.in_force(id_, TODAY).value == value


def test_an_expected_value_is_confirmed_where_it_stands(root: Path, fill: Fill) -> None:
    path = root / "policies" / "figures" / "rent.yaml"
    row = {"id": "rent.increase_limit", "new_value": "0.046"}
    ran = fill(GOOD | row | {"source": "The Regulator's limit for 2027-28"})
    assert ran.exit_code == 0, ran.stderr
    assert "4.6% a year from 1 April 2027, in place of the expected value" in ran.stdout
    text = path.read_text("utf-8")
    assert "expected" not in text.partition("- id: rent.convergence")[0]
    figure = read(root).figures["rent.increase_limit"].figure
    assert [(each.starts.year, each.value) for each in figure.values[-2:]] == [
        (2026, Decimal("0.048")),
        (2027, Decimal("0.046")),
    ]


def test_the_same_value_in_a_yearly_figure_is_marked_as_unchanged(root: Path, fill: Fill) -> None:
    ran = fill(GOOD | {"new_value": "209.34"})
    assert ran.exit_code == 0, ran.stderr
    assert "from 12 April 2027, the same as before" in ran.stdout
    text = (root / "policies" / "figures" / "universal-credit-elements.yaml").read_text("utf-8")
    assert '    - from: 2027-04-12\n      value: "209.34"\n      unchanged: true\n' in text


def test_days_may_be_written_as_spreadsheets_do(root: Path, fill: Fill) -> None:
    ran = fill(
        GOOD | {"from": "12/04/2027", "checked_on": "5/11/2026", "checked_to": "02/04/2028"},
        delimiter=";",
    )
    assert ran.exit_code == 0, ran.stderr
    newest = read(root).figures[CARER].figure.values[-1]
    assert newest.starts == dt.date(2027, 4, 12)
    assert newest.source.checked_on == dt.date(2026, 11, 5)


def test_a_spreadsheets_lost_zero_comes_back(root: Path, fill: Fill) -> None:
    fill(GOOD | {"new_value": "215.6"})
    text = (root / "policies" / "figures" / "universal-credit-elements.yaml").read_text("utf-8")
    assert 'value: "215.60"' in text


def test_empty_rows_are_left_alone_and_named(root: Path, fill: Fill) -> None:
    ran = fill(GOOD, {"id": CAP}, {"id": "child_benefit.eldest"})
    assert "Still empty: 2 rows.\n  benefit_cap.single_london\n  child_benefit.eldest\n" in (
        ran.stdout
    )
    files = before(root)
    ran = fill({"id": CAP})
    assert ran.exit_code == 0
    assert ran.stdout == (
        "No row is newly filled in, so nothing was written.\n"
        "Still empty: 1 row.\n  benefit_cap.single_london\n"
    )
    assert before(root) == files


def test_one_sheet_may_be_filled_in_over_weeks(root: Path, fill: Fill) -> None:
    fill(GOOD, {"id": CAP})
    files = before(root)
    ran = fill(GOOD, {"id": CAP})
    assert ran.exit_code == 0
    assert ran.stdout == (
        "No row is newly filled in, so nothing was written.\n"
        "Written before, and left alone: 1 row.\n"
        "Still empty: 1 row.\n  benefit_cap.single_london\n"
    )
    assert before(root) == files
    ran = fill(GOOD, READ_AGAIN)
    assert ran.stdout.startswith("Wrote 1 value:\n  policies/figures/benefit-cap.yaml: ")
    assert "Written before, and left alone: 1 row.\n" in ran.stdout
    # Another value for a day that is written is no new value.
    ran = fill(GOOD | {"new_value": "215.63"})
    assert "is not after 12 April 2027, when the last value starts" in ran.stderr


REFUSED = [
    ({"id": ""}, "id: The row names no figure. Write its id, or delete the row."),
    (
        {"id": "universal_credit.carrer"},
        "id: There is no figure called “universal_credit.carrer”. Did you mean "
        "“universal_credit.carer”? If so, correct it.",
    ),
    (
        {"id": "nothing.like.it"},
        "id: There is no figure called “nothing.like.it”. Copy the id from the file of figures.",
    ),
    (
        {"id": "landlord.repayment_plan.minimum_offer.single_under_25"},
        "id: “landlord.repayment_plan.minimum_offer.single_under_25” is worked out from others. "
        "Fill in “universal_credit.standard_allowance.single_under_25” and "
        "“universal_credit.deductions.rent_arrears.least_share”, and take this row out.",
    ),
    (
        {"new_value": ""},
        "new_value: The row is begun, with “source”, but has no new value. Fill it in; if the "
        "value stays the same, repeat it; or empty the row.",
    ),
    (
        {"new_value": "£215.62"},
        "new_value: “£215.62” is not a plain number. Write digits alone: 1250.00 for £1,250, 0.15 "
        "for 15%.",
    ),
    (
        {"new_value": "1,215.62"},
        "new_value: “1,215.62” is not a plain number. Write digits alone: 1250.00 for £1,250, "
        "0.15 for 15%.",
    ),
    (
        {"new_value": "-215.62"},
        "new_value: -215.62 is less than nothing. Write it without the minus sign.",
    ),
    (
        {"new_value": "215.625"},
        "new_value: 215.625 has parts of a penny, and its unit is GBP/month. Write pounds and "
        "pence.",
    ),
    (
        READ_AGAIN | {"id": "benefit_cap.grace_period", "new_value": "9.5"} | FROM,
        "new_value: 9.5 is not a whole number, and its unit is months. Write a whole number.",
    ),
    (
        READ_AGAIN | {"id": "universal_credit.taper", "new_value": "55"} | FROM,
        "new_value: A share is between 0 and 1, and this is 55. Divide the percentage by 100: 15% "
        "is 0.15.",
    ),
    (
        {
            "id": "renters_rights.reached.social",
            "new_value": "2",
            "from": "2027-10-01",
            "checked_to": "2028-04-02",
        },
        "new_value: “not yet or yes” is 0 or 1, and this is 2. Write 0 for the time before it "
        "began, or 1 from the day it begins.",
    ),
    (
        {"new_value": "2156.20"},
        "new_value: Is £2,156.20 a month right? It is more than twice the last value, £209.34 a "
        "month. Put it right, or write yes under “confirmed”.",
    ),
    (
        {"new_value": "21.56"},
        "new_value: Is £21.56 a month right? It is less than half the last value, £209.34 a "
        "month. Put it right, or write yes under “confirmed”.",
    ),
    ({"from": ""}, "from: The first day is missing. Write the first day the value applies."),
    (
        {"from": "12 April"},
        "from: “12 April” is not a date. Write it like 2027-04-05, or like 05/04/2027.",
    ),
    (
        {"from": "31/04/2027"},
        "from: “31/04/2027” is not a date. Write it like 2027-04-05, or like 05/04/2027.",
    ),
    (
        {"from": "2026-04-06"},
        "from: 6 April 2026 is not after 6 April 2026, when the last value starts. Write a later "
        "day; a value typed wrongly is put right in "
        "policies/figures/universal-credit-elements.yaml, line ",
    ),
    (
        # A day and a month the other way round.
        {"from": "04/12/2027"},
        "from: 4 December 2027 is not the first Monday on or after 6 April, on which every "
        "April's value held starts. Write 2027-04-12, or write yes under “confirmed” if the "
        "source says so.",
    ),
    (
        {"id": "rent.increase_limit", "new_value": "0.046", "from": "2027-04-05"},
        "from: A value is expected from 1 April 2027, and this one starts on 5 April 2027. Write "
        "2027-04-01, or put the expected value right first in policies/figures/rent.yaml, line 3.",
    ),
    (
        {"source": ""},
        "source: It does not say where the value was read. Name the law, page or decision you "
        "read it in.",
    ),
    (
        {"checked_on": ""},
        "checked_on: The day is missing. Write the day you read the value in its source.",
    ),
    (
        {"checked_on": "2026-11-23"},
        "checked_on: 23 November 2026 is in the future; today is 22 November 2026. Give the day "
        "it was done.",
    ),
    (
        {"checked_to": "2027-04-11"},
        "checked_to: 11 April 2027 is before the value starts, 12 April 2027. Write the last day "
        "for which it has been checked.",
    ),
    (
        READ_AGAIN | {"checked_to": "2027-04-01"},
        "checked_to: 1 April 2027 is before the day the figure is checked to already, 4 April "
        "2027. Write that day or a later one.",
    ),
    (
        READ_AGAIN | {"checked_to": ""},
        "checked_to: The day is missing, and the figure's own history does not give it. Write the "
        "last day for which the value has been checked, such as the day before the next one may "
        "begin.",
    ),
    (
        {"url": "www.a.example"},
        "url: “www.a.example” is not a full address. Start it with https://.",
    ),
    (
        {"confidence": "certain"},
        "confidence: “certain” is not a level we use. Use high, medium or low.",
    ),
    (
        {"confirmed": "perhaps"},
        "confirmed: “perhaps” is neither yes nor no. Write yes, or leave it empty.",
    ),
    (
        {
            "id": "calendar.bank_holidays.england_and_wales",
            "new_value": "8",
            "from": "2029-01-01",
            "checked_to": "2029-12-31",
        },
        "new_value: This figure holds days with their names, which a sheet cannot. Add them in "
        "policies/figures/calendar.yaml, line ",
    ),
]


@pytest.mark.parametrize(("cells", "says"), REFUSED, ids=[says[:40] for _, says in REFUSED])
def test_a_row_that_is_wrong_is_refused_with_what_to_do(
    root: Path, fill: Fill, tmp_path: Path, cells: dict[str, str], says: str
) -> None:
    files = before(root)
    good = {**GOOD, "id": "child_benefit.eldest", "new_value": "27.86"}
    base = {} if cells.get("id") == CAP else GOOD
    ran = fill(good, base | cells)
    assert (ran.exit_code, ran.stdout) == (1, "")
    first, _, last = ran.stderr.partition("\n")
    assert first.startswith(f"{tmp_path / 'april.csv'}, row 3, {says}")
    assert last == "\n1 problem to put right. Nothing was written.\n"
    assert before(root) == files


def test_a_confirmed_row_may_be_unusual(root: Path, fill: Fill) -> None:
    ran = fill(GOOD | {"new_value": "500.00", "from": "2027-05-03", "confirmed": "Yes"})
    # A yearly figure must have a value for each April: that stays the check's to say.
    assert "none of its values starts in April 2027" in ran.stderr
    ran = fill(GOOD | {"new_value": "500.00", "from": "2027-04-05", "confirmed": "Yes"})
    assert ran.exit_code == 0, ran.stderr
    assert read(root).figures[CARER].figure.values[-1].starts == dt.date(2027, 4, 5)


def test_what_the_check_would_refuse_is_refused_with_its_row(
    root: Path, fill: Fill, tmp_path: Path
) -> None:
    files = before(root)
    # Two Aprils as near as these make a figure yearly, and the one between is missing.
    fee = {"id": "court.fees.possession_claim", "new_value": "420.00", "from": "2027-04-06"}
    ran = fill(GOOD | fee | {"checked_to": "2028-03-31"})
    assert ran.exit_code == 1
    assert ran.stderr.startswith(
        f"{tmp_path / 'april.csv'}, row 2, court.fees.possession_claim: The figure changes each "
        "April, and none of its values starts in April 2026. Add that value with its source; if "
        "it stayed the same, repeat it with “unchanged: true”.\n"
    )
    assert before(root) == files


def test_every_wrong_cell_is_told_in_one_run(fill: Fill) -> None:
    wrong = GOOD | {"new_value": "many", "source": "", "checked_on": "soon", "url": "x"}
    ran = fill(wrong, GOOD | {"id": "child_benefit.other", "new_value": "1000"}, {"id": "x.y"})
    columns = [line.split(": ")[0].split(", ")[1:] for line in ran.stderr.splitlines()[:-2]]
    assert columns == [
        ["row 2", "new_value"],
        ["row 2", "checked_on"],
        ["row 2", "url"],
        ["row 2", "source"],
        ["row 3", "new_value"],
        ["row 4", "id"],
    ]
    assert ran.stderr.endswith("\n6 problems to put right. Nothing was written.\n")


def test_a_figure_may_stand_in_one_row_only(fill: Fill, tmp_path: Path) -> None:
    ran = fill(GOOD, GOOD)
    assert ran.stderr.startswith(
        f"{tmp_path / 'april.csv'}, row 3, id: “universal_credit.carer” is in row 2 too. "
        "Keep one of the two rows.\n"
    )


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"PK\x03\x04", "{} is a workbook. Save it as “CSV UTF-8” and name that file."),
        ("id".encode("utf-16"), "{} is not UTF-8. Save it again as “CSV UTF-8”."),
        (b"id,\xa3", "{} is not UTF-8. Save it again as “CSV UTF-8”."),
        (
            b"",
            "{}, row 1: the column “id” is missing. Keep the headings of the sheet that “handbook "
            "new-year --out” writes.",
        ),
        (
            b"id,new_value,from,source\n",
            "{}, row 1: the column “checked_on” is missing. Keep the headings of the sheet that "
            "“handbook new-year --out” writes.",
        ),
        (
            b"id,id,new_value,from,source,checked_on,checked_to\n",
            "{}, row 1: the column “id” is there twice. Keep one.",
        ),
        (
            b'id,new_value,from,source,checked_on,checked_to\n"a,b',
            "{} cannot be read as a sheet: a quotation mark is never closed. Save it again as CSV.",
        ),
    ],
)
def test_a_sheet_that_is_none_is_one_sentence(
    root: Path, tmp_path: Path, raw: bytes, says: str
) -> None:
    sheet = tmp_path / "april.csv"
    sheet.write_bytes(raw)
    ran = new_year(root, "--fill", str(sheet))
    assert (ran.exit_code, ran.stderr) == (1, f"{says.format(sheet)}\n")


def test_a_sheet_that_is_not_there_is_one_sentence(root: Path, tmp_path: Path) -> None:
    ran = new_year(root, "--fill", str(tmp_path / "none.csv"))
    assert ran.stderr == f"There is no file {tmp_path / 'none.csv'}. Check its name and folder.\n"
    ran = new_year(root, "--fill", str(tmp_path))
    assert ran.stderr == f"{tmp_path} is a folder. Name a file in it.\n"


def test_filling_in_stands_alone(root: Path) -> None:
    ran = new_year(root, "2027", "--fill", "x.csv")
    assert ran.exit_code == 1
    assert ran.stderr == (
        "“--fill” stands alone: the sheet itself says which figures, and from when.\n"
    )


def test_other_columns_and_empty_lines_do_no_harm(root: Path, tmp_path: Path, empty: Sheet) -> None:
    row = empty[CARER] | GOOD | {"our notes": "ask Jo"}
    sheet = tmp_path / "april.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["our notes", *COLUMNS])
        rows.writeheader()
        file.write(",,,\r\n")
        rows.writerow(row)
    ran = new_year(root, "--fill", str(sheet))
    assert ran.exit_code == 0, ran.stderr


def test_nothing_changes_where_a_file_cannot_be_written(
    root: Path, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = before(root)
    replace, calls = Path.replace, []

    def once(source: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", once)
    ran = fill(GOOD, READ_AGAIN)
    assert len(calls) == 2
    assert ran.exit_code == 1
    assert ran.stderr == (
        "The files could not be written (No space left on device). Nothing was changed.\n"
    )
    assert before(root) == files


LAYOUTS = {
    "flow entries and comments": """\
# A heading.
- id: a.rate   # kept
  description: A rate.
  unit: GBP/week
  basis: guidance
  read_on: the day
  verified_to: "2026-12-31"  # and this
  values:
  - {from: 2024-06-01, value: "10.00", source: {title: A, checked_on: 2026-11-22, confidence: high}}
  # About the next.
  - {from: 2025-06-01, value: "11.00", source: {title: A, checked_on: 2026-11-22,
     confidence: high}}  # the last

# Between.
- id: a.share
  description: A share.
  unit: share
  basis: guidance
  read_on: the day
  verified_to: 2027-12-31
  values:
    - from: 2024-06-01
      value: "0.1"
      source: {title: A, checked_on: 2026-11-22, confidence: high}
""",
    "no last newline, a folded title": """\
- id: a.rate
  values:
      - source:
          checked_on: 2026-11-22
          confidence: high
          title: >-
            A long
            title
        value: "11.00"
        from: 2025-06-01
  verified_to: 2026-12-31
  description: A rate.
  unit: GBP/week
  basis: guidance
  read_on: the day
- id: a.other
  description: Another.
  unit: GBP/week
  basis: guidance
  read_on: the day
  verified_to: 2026-12-31
  values:
    - from: 2025-06-01
      value: "11.00"
      source:
        checked_on: 2026-11-22
        confidence: high
        title: |
          A title""",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_keeps_all_that_stands_in_it(
    tmp_path: Path, layout: str, newline: str, *, again: bool
) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "tests" / "content" / "base", root)
    path = root / "policies" / "figures" / "more.yaml"
    path.write_bytes(LAYOUTS[layout].replace("\n", newline).encode())
    ids = [each for each in ("a.rate", "a.other") if f"id: {each}\n" in f"{LAYOUTS[layout]}\n"]
    new = {"new_value": "11.00"} if again else {"new_value": "12.00", "from": "2026-12-01"}
    row = {"checked_on": "2026-11-20", "checked_to": "2027-12-31", "source": "B: c", **new}
    sheet = write(
        tmp_path / "s.csv", [{"id": "a.rate", **row}, {"id": "a.other", **row}][: len(ids)]
    )
    ran = new_year(root, "--fill", str(sheet))
    assert ran.exit_code == 0, ran.stderr
    now = path.read_bytes().decode()
    for line in LAYOUTS[layout].splitlines():
        for comment in [line[line.index("#") :]] if "#" in line else []:
            assert comment in now
    assert (now.count("\r\n") > 0) is (newline == "\r\n")
    assert now.count("\n") == now.count(newline)
    for id_ in ids:
        newest = read(root).figures[id_].figure.values[-1]
        assert newest.source.title == "B: c"
        assert newest.value == Decimal(new["new_value"])


def test_values_in_brackets_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "tests" / "content" / "base", root)
    path = root / "policies" / "figures" / "more.yaml"
    source = "{title: A, checked_on: 2026-11-22, confidence: high}"
    path.write_text(
        "- {id: a.rate, description: A rate., unit: GBP, basis: guidance, read_on: the day,\n"
        f"  verified_to: 2026-12-31,\n  values: [{{from: 2025-06-01, value: '1', source: {source}"
        "}]}\n",
        "utf-8",
    )
    row = {"id": "a.rate", "new_value": "2", "from": "2026-12-01", "source": "B"}
    sheet = write(
        tmp_path / "s.csv", [row | {"checked_on": "2026-11-20", "checked_to": "2027-12-31"}]
    )
    ran = new_year(root, "--fill", str(sheet))
    assert ran.exit_code == 1
    assert ran.stderr == (
        "policies/figures/more.yaml, line 3, values: the values stand in brackets, so that nothing "
        "can be added. Write each on lines of its own after “- ”.\n"
    )


def test_a_figure_without_any_value_is_listed_and_left_to_its_file(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "tests" / "content" / "base", root)
    (root / "policies" / "figures" / "more.yaml").write_text(
        "- id: a.rate\n  description: A rate.\n  unit: GBP\n  basis: guidance\n"
        "  read_on: the day\n  verified_to: 2026-12-31\n  values: []\n",
        "utf-8",
    )
    listed = new_year(root).stdout
    assert ", to look at: a.rate\n" in listed
    assert "Runs out by then. Now none yet.\n" in listed
    row = {"id": "a.rate", "new_value": "2", "from": "2026-12-01", "source": "B"}
    sheet = write(tmp_path / "s.csv", [row])
    ran = new_year(root, "--fill", str(sheet))
    assert ran.stderr == (
        f"{sheet}, row 2, id: “a.rate” has no value yet to follow. Add its first value in "
        "policies/figures/more.yaml, line 1, and take this row out.\n\n"
        "1 problem to put right. Nothing was written.\n"
    )


# Whatever is filled in


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1
).map(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_filled_in_is_what_is_read(
    data: st.DataObject, content: Content, empty: Sheet, tmp_path: Path
) -> None:
    asked = [each for each in needs(content, 2027, TODAY) if each.now and each.now.value]
    asked = [each for each in asked if each.state != GIVEN and each.figure.unit != "number"]
    some = data.draw(st.lists(st.sampled_from(asked), min_size=1, max_size=6, unique=True))
    rows, wanted = [], {}
    for number, need in enumerate(some, start=2):
        last = need.now.value if need.now else None
        assert isinstance(last, Decimal)
        places = {"GBP": 2, "sha": 4}.get(need.figure.unit[:3], 0)
        step = Decimal(1).scaleb(-places)
        low, high = (last / 2).quantize(step) + step, min((last * 2).quantize(step) - step, 999_999)
        top = Decimal(1) if places == 4 else high
        value = (
            last
            if low > min(high, top)
            else data.draw(st.decimals(low, min(high, top), places=places))
        )
        starts = need.first_day or dt.date(2027, 10, 4)
        title = data.draw(TITLES.filter(bool))
        checked_to = data.draw(st.dates(max(starts, need.figure.verified_to), dt.date(2029, 3, 31)))
        if need.first_day is not None:
            checked_to = dt.date(2028, 3, 31)  # else the April after it would be missing
        row = empty[need.id] | {"new_value": f"{value:f}", "from": str(starts), "source": title}
        row |= {"checked_on": "2026-11-20", "checked_to": str(checked_to)}
        rows.append(SheetRow(number, row))
        wanted[need.id] = (value, starts, " ".join(title.split()), checked_to)
    filled = read_rows("sheet", rows, content, TODAY)
    assert filled.refused == []
    texts = filled_texts(content.root, filled.good)
    assert check_texts(content, texts, filled.good, "sheet", TODAY) == []
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "policies", root / "policies", dirs_exist_ok=True)
    for file, text in texts.items():
        (root / file).write_text(text, "utf-8", newline="")
    now = read(root)
    for id_, (value, starts, title, checked_to) in wanted.items():
        figure = now.figures[id_].figure
        newest = figure.values[-1]
        assert (newest.value, newest.starts) == (value, starts)
        assert (newest.source.title, figure.verified_to) == (title, checked_to)
    for id_, entry in content.figures.items():
        if id_ not in wanted and not entry.is_derived:
            assert now.figures[id_].figure == entry.figure


# A whole April, made up


@pytest.mark.slow
def test_a_whole_april_leaves_only_cases_to_write(
    tmp_path: Path, content: Content, empty: Sheet
) -> None:
    root = tmp_path / "handbook"
    for folder in ("policies", "scenarios", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    sheet = write(tmp_path / "april.csv", [made_up(row) for row in empty.values()])
    ran = new_year(root, "--fill", str(sheet))
    assert ran.exit_code == 0, ran.stderr
    with pytest.raises(ContentProblems) as caught:
        load_and_check(root, today=TODAY)
    assert caught.value.problems
    # Cases at the new dates to be written, and those that pinned "not held" to be worked out anew.
    assert {each.file.partition("/")[0] for each in caught.value.problems} == {"scenarios"}
    assert any("No scenario has this case" in each.message for each in caught.value.problems)
    left = [each for each in needs(read(root), 2027, TODAY) if each.state != GIVEN]
    assert {each.id for each in left} == {
        id_ for id_, row in empty.items() if row["value_now"].startswith("not held")
    }


def made_up(row: dict[str, str]) -> dict[str, str]:
    """A row with a made-up value: a little more each April, and the rest read again."""
    if row["value_now"].startswith("not held"):
        return row
    old = Decimal(row["value_now"])
    new = {"new_value": f"{old:f}", "checked_on": "2026-11-20"}
    if not row["from"]:
        return row | new | {"checked_to": "2028-03-31"}
    if row["unit"].startswith("GBP"):
        new["new_value"] = f"{(old * Decimal('1.03')).quantize(Decimal('0.01')):f}"
    if row["id"] == "rent.increase_limit":
        new["new_value"] = "0.046"
    return row | new | {"source": "A made-up Order"}
