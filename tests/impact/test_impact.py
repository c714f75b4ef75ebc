"""`handbook impact` on a copy of the handbook kept in git; every value changed in it is made up."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from calculators.core.figures import FigureSet
from handbook.cli import app
from handbook.consistency.known import load_checked
from handbook.impact import before, own_cases
from handbook.impact.answers import FieldChange, differences
from handbook.impact.own_cases import OwnCases, Spread, compare_lines, names_in, signed

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
LINE = json.dumps({"case_date": TODAY, "rent": "112.50", "rent_frequency": "weekly"})


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def handbook(root: Path, *arguments: str) -> Result:
    command = ["--root", str(root), "--today", TODAY, "impact", *arguments]
    return CliRunner().invoke(app, command)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy with few cases, in a folder of a repository."""
    folder = tmp_path / "work" / "handbook"
    shutil.copytree(ROOT / "policies", folder / "policies")
    for calculator in ("rent_conversion", "benefit_check"):
        shutil.copytree(ROOT / "scenarios" / calculator, folder / "scenarios" / calculator)
    (folder / "docs").mkdir()
    (folder / "docs" / "page.md").write_text(
        '{{ figure("carers_allowance.earnings_limit") }}\n', "utf-8"
    )
    git(tmp_path / "work", "init", "--quiet")
    git(tmp_path / "work", "add", ".")
    git(tmp_path / "work", "commit", "--quiet", "-m", "As it was")
    return folder


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_no_change_says_so(root: Path) -> None:
    ran = handbook(root)
    assert ran.exit_code == 0
    assert ran.stderr == ""
    first, second = ran.stdout.splitlines()
    assert first.startswith("The working folder compared with ")
    assert first.endswith(
        ". Both sides are worked out with today's code, each with its own figures and policies."
    )
    assert second == "Nothing changed in figures, policies and procedures, so no answer changes."


def test_a_change_is_told_from_the_figure_to_the_missing_case(root: Path) -> None:
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    file = "policies/figures/pension-credit-and-carers.yaml"
    text = (root / file).read_text("utf-8")
    start = text.index("- id: carers_allowance.earnings_limit")
    newest = text.index("from: 2026-04-06", start)
    value = text[text.index('"', newest) + 1 :].partition('"')[0]
    changed = text[:newest] + text[newest:].replace(f'"{value}"', '"100"', 1)
    (root / file).write_text(changed, "utf-8")
    ran = handbook(root)
    assert ran.exit_code == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert "Figures that changed: 1." in lines
    assert f"  {file}" in lines
    assert any(
        line.endswith("a week -> £100.00 a week from 6 April 2026")
        and "carers_allowance.earnings_limit: £" in line
        for line in lines
    )
    assert "Clauses and steps that changed: 0." in lines
    told = next(line for line in lines if line.startswith("Scenarios with another answer: "))
    assert not told.startswith("Scenarios with another answer: 0.")
    assert any(line.startswith("  benefit_check: ") for line in lines)
    assert any(
        line.startswith("    scenarios/benefit_check/") and ", line " in line for line in lines
    )
    assert any(line.startswith("      ") and " -> " in line for line in lines)
    at = lines.index("Calculators that lean on a figure that changed: 1.")
    assert lines[at + 1] == "  benefit_check"
    assert "  docs/page.md" in lines
    assert "  calculators/benefit-check" in lines
    at = lines.index("Scenarios missing at the new change dates and thresholds: 1.")
    assert lines[at + 1 :] == [
        "  benefit_check: 1. “handbook boundary benefit_check” prints them.",
        "    A carer's earnings a week of just less than £100.00 a week",
    ]
    # The working folder is as it was but for the change.
    now = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert now == files | {root / file: changed.encode()}


def test_a_new_change_date_names_the_cases_that_are_missing(root: Path) -> None:
    file = "policies/figures/pension-credit-and-carers.yaml"
    text = (root / file).read_text("utf-8")
    start = text.index("- id: carers_allowance.earnings_limit")
    end = text.find("\n- id: ", start + 1)
    entry = text[start:end].rstrip().replace("verified_to: 2027-04-04", "verified_to: 2028-04-02")
    added = (
        '\n    - from: 2027-04-12\n      value: "210"\n      source: {title: A made-up Order, '
        "checked_on: 2026-11-22, confidence: high}\n"
    )
    (root / file).write_text(text[:start] + entry + added + text[end:], "utf-8")
    lines = handbook(root).stdout.splitlines()
    at = lines.index("Scenarios missing at the new change dates and thresholds: 2.")
    assert lines[at + 1 : at + 4] == [
        "  benefit_check: 2. “handbook boundary benefit_check” prints them.",
        "    The day before the change of carers_allowance.earnings_limit on 12 April 2027",
        "    The day of the change of carers_allowance.earnings_limit on 12 April 2027",
    ]


def test_what_is_worked_out_from_a_changed_figure_changes_too(root: Path) -> None:
    file = "policies/figures/universal-credit-standard-allowance.yaml"
    edit(root, file, "338.58", "339.58")
    out = handbook(root).stdout
    assert "single_under_25: £338.58 a month -> £339.58 a month from 6 April 2026\n" in out
    assert "minimum_offer.single_under_25, worked out from others: £33.86 a month -> £33.96" in out


def test_an_earlier_commit_can_be_named(root: Path) -> None:
    edit(root, "policies/figures/universal-credit-standard-allowance.yaml", "338.58", "339.58")
    git(root, "commit", "--quiet", "-a", "-m", "As it is")
    assert "Nothing changed" in handbook(root).stdout
    assert "£338.58 a month -> £339.58 a month" in handbook(root, "--against", "HEAD~1").stdout


# Where there is nothing to compare with


def test_without_git_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before.shutil, "which", lambda _: None)
    ran = handbook(root)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == (
        "git is not installed, so there is no earlier state to compare with. Install git, or look "
        "at what “handbook check” says: it names each case whose answer changed.\n"
    )


def test_a_folder_that_is_not_kept_in_git_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shutil.copytree(ROOT / "tests" / "content" / "base", tmp_path / "handbook")
    ran = handbook(tmp_path / "handbook")
    assert ran.exit_code == 1
    assert ran.stderr == (
        f"{tmp_path / 'handbook'} is not kept in git, so there is no earlier state to compare "
        "with. Run this in the folder that was cloned.\n"
    )


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "HEAD:policies", ""])
def test_a_commit_that_is_none_is_one_sentence(root: Path, ref: str) -> None:
    ran = handbook(root, f"--against={ref}")
    assert ran.exit_code == 1
    assert ran.stderr == (
        f"git knows no commit, branch or tag called “{ref}”. “git log --oneline” lists the "
        "commits.\n"
    )


def test_a_commit_without_the_handbook_is_one_sentence(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "other")
    git(root, "rm", "--quiet", "-r", "--cached", ".")
    git(root, "add", "docs")
    git(root, "commit", "--quiet", "-m", "Pages alone")
    ran = handbook(root)
    assert ran.stderr == (
        "The commit “HEAD” holds no folder “policies”. Choose a commit of the handbook.\n"
    )


def test_a_commit_that_cannot_be_read_names_why(root: Path) -> None:
    file = "policies/figures/universal-credit-standard-allowance.yaml"
    edit(root, file, '"338.58"', "338.58")
    git(root, "commit", "--quiet", "-a", "-m", "Broken")
    edit(root, file, "338.58", '"338.58"')
    ran = handbook(root)
    assert ran.exit_code == 1
    assert (
        "cannot be read with today's code: policies/figures/universal-credit-standard" in ran.stderr
    )
    assert "338.58 is not in quotes" in ran.stderr
    assert ran.stderr.endswith("Choose a later commit with --against.\n")


def test_a_working_folder_that_is_wrong_is_told_like_a_check(root: Path) -> None:
    edit(root, "policies/figures/universal-credit-standard-allowance.yaml", '"338.58"', "338.58")
    ran = handbook(root)
    assert ran.exit_code == 1
    assert "338.58 is not in quotes" in ran.stderr
    assert "1 problem to put right" in ran.stderr


# The landlord's own cases


def test_own_cases_are_told_by_the_numbers_of_their_lines_alone(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    case = worked_example()
    secret = case | {"case_date": "1999-secret"}
    file.write_text(f"{json.dumps(case)}\n\n{json.dumps(secret)}\n{json.dumps(case)}\n", "utf-8")
    edit(root, "policies/figures/universal-credit-standard-allowance.yaml", "424.90", "434.90")
    ran = handbook(root, "--cases", str(file), "--calculator", "universal_credit")
    assert ran.exit_code == 0, ran.stderr
    own = ran.stdout[ran.stdout.index("Your own cases") :]
    assert own.startswith("Your own cases: 3 cases, of which 2 change.\n  Lines: 1, 4.\n")
    assert "  Not answered with either: 1.\n" in own
    assert "  to_tenant: 2 cases, smallest £10.00 more, largest £10.00 more.\n" in own
    assert "secret" not in ran.output


def worked_example() -> dict[str, Any]:
    content = load_checked(ROOT, today=dt.date.fromisoformat(TODAY))
    (example,) = (each for each in content.scenarios["universal_credit"] if each.worked_example)
    return dict(example.inputs)


@pytest.mark.parametrize("arguments", [["--cases", "x.jsonl"], ["--calculator", "rent_conversion"]])
def test_own_cases_need_their_calculator(root: Path, arguments: list[str]) -> None:
    ran = handbook(root, *arguments)
    assert (ran.exit_code, ran.stderr) == (
        1,
        "“--cases” and “--calculator” go together: give both, or neither.\n",
    )


def test_a_file_of_cases_that_is_not_there_is_one_sentence(root: Path) -> None:
    ran = handbook(root, "--cases", "nowhere.jsonl", "--calculator", "rent_conversion")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == "There is no file nowhere.jsonl. Check its name and folder.\n"


def answer(**result: object) -> str:
    return json.dumps({"ok": True, "result": result}, separators=(",", ":"))


REFUSED = '{"ok":false,"problems":[{"field":"","message":"typed words"}]}'


def test_differences_of_money_are_gathered_by_field() -> None:
    found = OwnCases(frozenset({"pay", "rows", "amount"}))
    found.add(1, answer(pay="10.00"), answer(pay="10.00", working={"x": 1}))
    found.add(2, answer(pay="10.00"), answer(pay="8.50"))
    found.add(3, answer(pay="10.00"), answer(pay="14.00"))
    rows = [{"amount": "1.00"}, {"amount": "2.00"}]
    more = [{"amount": "1.10"}, {"amount": "2.30"}]
    found.add(
        5,
        answer(rows=rows, typed={"jo smith": "1.00"}),
        answer(rows=more, typed={"jo smith": "3.00"}),
    )
    found.add(6, answer(pay="10.00"), REFUSED)
    found.add(7, REFUSED, answer(pay="10.00"))
    found.add(8, REFUSED, REFUSED)
    assert list(found.in_words()) == [
        "Your own cases: 7 cases, of which 5 change.",
        "  Lines: 2, 3, 5, 6, 7.",
        "  No longer answered: 1.",
        "  Answered only now: 1.",
        "  Not answered with either: 1.",
        "  pay: 2 cases, smallest £1.50 less, largest £4.00 more.",
        "  rows.*.amount: 1 case, smallest £0.10 more, largest £0.30 more.",
        "  *.*: 1 case, smallest £2.00 more, largest £2.00 more.",
    ]


def test_many_lines_are_counted_and_few_are_named() -> None:
    found = OwnCases()
    for line in range(1, 31):
        found.add(line, answer(a="1.00"), answer(a="2.00"))
    assert next(itertools.islice(found.in_words(), 1, None)) == (
        "  Lines: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 20 more."
    )


def test_a_spread_knows_both_ways() -> None:
    spread = Spread()
    for case, by in enumerate(("-3.00", "0.50", "-0.20"), start=1):
        spread.add(Decimal(by), case)
    assert spread.in_words() == "3 cases, smallest £0.20 less, largest £3.00 less"
    assert signed(Decimal(1)) == "£1.00 more"


def test_own_cases_stream_in_constant_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = itertools.cycle([answer(a="1.00", b="x" * 2000), answer(a="2.00", b="x" * 2000)])

    def answers(_: str, lines: Iterator[bytes], figures: FigureSet) -> Iterator[str]:
        return (next(texts) for line in lines if line.strip())

    monkeypatch.setattr(own_cases, "answers", answers)
    lines = itertools.repeat(f"{LINE}\n".encode(), 5_000)
    first = itertools.repeat(b"{}", 10)
    compare_lines("rent_conversion", first, FigureSet([]), FigureSet([]))
    tracemalloc.start()
    try:
        found = compare_lines("rent_conversion", lines, FigureSet([]), FigureSet([]))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (found.read, found.changed) == (5_000, 5_000)
    assert most < 1_000_000


def test_names_are_those_of_the_answers_own_fields() -> None:
    schema = {"properties": {"a": {"type": "string"}}, "$defs": {"R": {"properties": {"b": {}}}}}
    assert names_in(schema) == {"a", "b"}
    assert names_in({"anyOf": [schema]}) == {"a", "b"}


# Answers compared


def test_an_answer_differs_where_its_parts_do_the_sentence_first() -> None:
    was = {"ok": True, "result": {"x": "1", "rows": ["a"], "answer": "One", "working": {"y": 1}}}
    now = {"ok": True, "result": {"x": "2", "rows": ["a", "b"], "answer": "Two", "working": {}}}
    assert differences(was, now) == [
        FieldChange("answer", "One", "Two"),
        FieldChange("x", "1", "2"),
        FieldChange("rows.1", None, "b"),
    ]
    assert FieldChange("rows.1", None, "b").in_words() == "rows.1: nothing -> b"
    assert differences(was, was) == []
    assert [each.path for each in differences(now, was)] == ["answer", "x", "rows.1"]


def test_an_answer_that_comes_or_goes_is_told_whole() -> None:
    answered = {"ok": True, "result": {"answer": "One"}}
    refused = {"ok": False, "problems": [{"field": "", "message": "We do not hold it."}]}
    (change,) = differences(refused, answered)
    assert change.in_words() == "no answer: We do not hold it -> an answer"
    assert differences(refused, refused) == []
