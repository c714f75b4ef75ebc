"""The ``handbook`` command: what it prints, on which output, and with which exit code."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from calculators import browser
from handbook import cases
from handbook.cli import app
from handbook.consistency.known import load_checked
from handbook.content import Content
from handbook.site import building

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "content" / "base"
TODAY = "2026-11-22"
CASE = {"case_date": "2026-11-22", "rent": "112.50", "rent_frequency": "weekly"}
LINE = json.dumps(CASE)


def handbook(*arguments: str, root: Path = ROOT, typed: str | bytes = "") -> Result:
    command = ["--root", str(root), "--today", TODAY, *arguments]
    return CliRunner().invoke(app, command, input=typed)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.fromisoformat(TODAY), with_scenarios=False)


@pytest.fixture(scope="module")
def answer(content: Content) -> str:
    return browser.run("rent_conversion", LINE, content.pack_json())


@pytest.mark.parametrize("indent", [None, 2])
def test_one_case_gives_the_same_json_as_the_browser(
    tmp_path: Path, answer: str, indent: int | None
) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE, indent=indent), "utf-8")
    ran = handbook("run", "rent_conversion", str(file))
    assert ran.stdout == f"{answer}\n"
    assert ran.exit_code == 0
    assert ran.stderr == ""


def test_a_case_may_be_typed_in(answer: str) -> None:
    assert handbook("run", "rent_conversion", typed=LINE).stdout == f"{answer}\n"
    assert handbook("run", "rent_conversion", "-", typed=LINE).stdout == f"{answer}\n"


@pytest.mark.parametrize(
    "broken", ['{"rent": ', "no case at all", '{"rent": "1"}}', "[1, 2]", '"text"', "12"]
)
def test_a_broken_line_is_answered_and_the_rest_go_on(
    tmp_path: Path, answer: str, broken: str
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{LINE}\n{broken}\n\n{LINE}\n", "utf-8")
    ran = handbook("run", "rent_conversion", str(file))
    first, second, third = ran.stdout.splitlines()
    assert first == third == answer
    told = json.loads(second)
    assert told["ok"] is False
    assert told["line"] == 2
    assert told["problems"][0]["message"]
    assert ran.exit_code == 2


def test_a_broken_first_line_does_not_stop_the_rest(tmp_path: Path, answer: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f'{{"rent": \n{LINE}\n{LINE}\n', "utf-8")
    ran = handbook("run", "rent_conversion", str(file))
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [each["ok"] for each in told] == [False, True, True]
    assert told[0]["line"] == 1
    assert ran.exit_code == 2


def test_a_line_that_is_not_utf_8_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(LINE.encode() + b'\n{"rent": "\xa3112.50"}\n' + LINE.encode())
    told = [
        json.loads(line)
        for line in handbook("run", "rent_conversion", str(file)).stdout.splitlines()
    ]
    assert [each["ok"] for each in told] == [True, False, True]
    assert "UTF-8" in told[1]["problems"][0]["message"]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path, answer: str) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(b"\xef\xbb\xbf" + LINE.encode())
    assert handbook("run", "rent_conversion", str(file)).stdout == f"{answer}\n"


@pytest.mark.parametrize("text", ["{", "{}{}", "nonsense", "", "[", '{\n"rent": "1"\n'])
def test_one_broken_case_is_told_its_problems(text: str) -> None:
    ran = handbook("run", "rent_conversion", typed=text)
    told = json.loads(ran.stdout)
    assert told["ok"] is False
    assert "line" not in told
    assert ran.exit_code == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.json", "There is no file nowhere.json. Check its name and folder.\n"),
        (str(ROOT / "policies"), f"{ROOT / 'policies'} is a folder. Name a file in it.\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(name: str, says: str) -> None:
    ran = handbook("run", "rent_conversion", name)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (1, "", says)


def test_cases_saved_as_utf_16_are_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(LINE.encode("utf-16"))
    ran = handbook("run", "rent_conversion", str(file))
    assert ran.stderr == "The cases are saved as UTF-16. Save them again as UTF-8.\n"
    assert ran.exit_code == 1


@pytest.mark.parametrize("command", ["run", "describe"])
def test_an_unknown_calculator_is_one_sentence(command: str) -> None:
    ran = handbook(command, "rents")
    assert ran.exit_code == 1
    assert ran.stderr.startswith("There is no calculator called “rents”. Use one of: ")
    assert ran.stdout == ""


def test_lines_are_answered_as_they_come_and_never_all_held(content: Content) -> None:
    def endless() -> Iterator[bytes]:
        return chain([b"broken\n"], repeat(f"{LINE}\n".encode()))

    told = list(islice(cases.answers("rent_conversion", endless(), content.figure_set), 4))
    assert [json.loads(each)["ok"] for each in told] == [False, True, True, True]


def test_answers_keep_the_order_of_the_lines(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    rents = [f"{pounds}.00" for pounds in range(100, 130)]
    file.write_text("".join(json.dumps(CASE | {"rent": each}) + "\n" for each in rents), "utf-8")
    ran = handbook("run", "rent_conversion", str(file))
    answers = [json.loads(line)["result"]["answer"] for line in ran.stdout.splitlines()]
    assert all(f"£{rent} a week" in said for rent, said in zip(rents, answers, strict=True))


def test_describe_gives_the_form_and_the_shapes() -> None:
    form = json.loads(handbook("describe", "rent_conversion").stdout)
    assert form["id"] == "rent_conversion"
    assert "properties" in form["inputs"]
    assert "properties" in form["result"]


def test_check_prints_every_problem_and_their_number(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    shutil.copytree(
        ROOT / "tests" / "content" / "broken" / "several-at-once", root, dirs_exist_ok=True
    )
    ran = handbook("check", root=root)
    assert ran.exit_code == 1
    assert ran.stdout == ""
    lines = ran.stderr.splitlines()
    assert lines[-1] == ("4 problems to put right. Further checks wait until then: run it again.")
    assert lines[0].startswith("policies/figures/rates.yaml, line 12, values[1].value: ")


def test_check_counts_what_it_checked() -> None:
    ran = handbook("check")
    assert ran.stderr == ""
    assert ran.stdout.startswith("Checked ")
    assert ": nothing to put right.\n" in ran.stdout
    assert ran.exit_code == 0


def test_due_lists_what_lapses_and_what_is_only_expected() -> None:
    ran = handbook("due", "--on", "2027-03-20", "--within", "30")
    assert "Due within 30 days of 20 March 2027." in ran.stdout
    assert "4 April 2027: universal_credit.standard_allowance.single_25_or_over" in ran.stdout
    assert "1 April 2027: rent.increase_limit" in ran.stdout
    assert "minimum_offer" not in ran.stdout  # it lapses with what it is worked out from
    assert "Policies to review" not in ran.stdout


def test_due_lists_a_review_and_says_what_is_overdue() -> None:
    ran = handbook("due", "--on", "2028-03-20")
    assert "31 March 2028: Rent Collection and Arrears Management" in ran.stdout
    assert "4 April 2027 (overdue): " in ran.stdout


def test_due_lists_values_that_are_not_sure_and_approvals_not_recorded(tmp_path: Path) -> None:
    assert "read with medium confidence (policies/figures/" in handbook("due").stdout
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    (root / "policies" / "ledger.yaml").unlink()
    ran = handbook("due", root=root)
    assert ran.exit_code == 0
    assert "6 April 2026 (overdue): " in ran.stdout
    assert ", version 1.0 (policies/garages/2026-04-06.md)" in ran.stdout
    assert "5 April 2027: " in ran.stdout


def test_due_says_so_when_nothing_is() -> None:
    ran = handbook("due", "--on", "2026-04-07", "--within", "0", root=ROOT)
    assert "Figures last checked" not in ran.stdout


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-30"])
def test_a_date_that_is_none_is_explained(text: str) -> None:
    ran = handbook("due", "--on", text)
    assert ran.exit_code == 2
    assert "is not a date" in ran.stderr


def test_the_ledger_gains_what_is_new_and_refuses_what_changed(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    added = handbook("ledger", "add", root=root)
    assert added.stdout == "Recorded policies/garages/2027-04-05.md\n"
    ledger = root / "policies" / "ledger.yaml"
    before = ledger.read_text("utf-8")
    assert "Every version is in the ledger already." in handbook("ledger", "add", root=root).stdout

    text = root / "policies" / "garages" / "2027-04-05.md"
    text.write_text(text.read_text("utf-8").replace("fairly", "quickly"), "utf-8")
    refused = handbook("ledger", "add", root=root)
    assert refused.exit_code == 1
    assert "Restore it, or write a new version." in refused.stderr
    assert ledger.read_text("utf-8") == before


def test_the_first_entries_go_into_a_ledger_that_holds_only_comments(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    ledger = root / "policies" / "ledger.yaml"
    ledger.write_text("# Nothing yet.\n", "utf-8")
    first = root / "policies" / "garages" / "2026-04-06.md"
    words = first.read_text("utf-8")
    limit = ' by no more than {{ figure("rent.increase_limit") }}'  # which no rule there carries
    assert limit in words
    first.write_text(words.replace(limit, ""), "utf-8")
    ran = handbook("ledger", "add", root=root)
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "Recorded policies/garages/2026-04-06.md",
        "Recorded policies/garages/2027-04-05.md",
    ]
    assert ledger.read_text("utf-8").startswith("# Nothing yet.\n\n- file: ")
    assert not list(ledger.parent.glob(".*"))


def test_a_new_version_is_the_newest_text_with_a_heading_to_fill_in(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    ran = handbook("new-version", "garages", "2028-04-03", root=root)
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Wrote policies/garages/2028-04-03.md\n\nNext:\n1. ")
    made = (root / "policies" / "garages" / "2028-04-03.md").read_text("utf-8")
    newest = (root / "policies" / "garages" / "2027-04-05.md").read_text("utf-8")
    assert made.startswith('---\nversion: "3.0"\napproved_by: #')
    assert made.split("\n---\n")[1] == newest.split("\n---\n")[1]
    assert "tenures: [garage]\n---\n" in made
    assert not list((root / "policies" / "garages").glob(".*"))
    checked = handbook("check", root=root)
    assert "2028-04-03.md, line 4, approved_on: “approved_on” is empty." in checked.stderr


@pytest.mark.parametrize(
    ("policy", "day", "says", "code"),
    [
        ("garages", "2027-04-05", "has a version from 5 April 2027 already", 1),
        ("garages", "2026-12-01", "is before the newest version of “garages”", 1),
        ("garages", "next April", "“next April” is not a date.", 2),
        ("garage", "2028-04-03", "Did you mean “garages”?\n", 1),
        ("gardens", "2028-04-03", "There is no policy called “gardens”. ", 1),
    ],
)
def test_a_new_version_that_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, policy: str, day: str, says: str, code: int
) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    before = sorted(root.rglob("*"))
    ran = handbook("new-version", policy, day, root=root)
    assert ran.exit_code == code
    assert says in ran.stderr
    assert ran.stdout == ""
    assert sorted(root.rglob("*")) == before


def test_starting_the_command_loads_nothing_heavy() -> None:
    code = (
        "import sys, handbook.cli; "
        "print([m for m in ('mkdocs', 'pydantic', 'ruamel.yaml', 'rich.progress') "
        "if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout == "[]\n"


def test_ten_thousand_cases_stream_in_constant_memory_with_progress_told_as_they_go(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The calculation itself is measured by `make bench`; here only what holds lines and answers.
    monkeypatch.setattr(cases, "run", lambda *_: f'{{"ok":true,"result":"{"x" * 2000}"}}')
    told: list[int] = []
    lines = repeat(f"{LINE}\n".encode(), 10_000)
    counted = cases.counted(lines, told.append)  # type: ignore[arg-type]
    answers = cases.answers("rent_conversion", counted, content.figure_set)
    for _ in range(100):
        next(answers)
    assert len(told) == 100  # and no line is read before it is wanted
    tracemalloc.start()
    try:
        answered = sum(1 for _ in answers)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answered == 9_900
    # The answers alone are 20 MB; `told` grows by a number a line.
    assert most < 1_000_000
    assert sum(told) == 10_000 * len(f"{LINE}\n")


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_a_bar_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(b"0123456789")
    screen = io.StringIO()
    screen.isatty = lambda: terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with file.open("rb") as stream, cases.progress(stream, typed_in=False) as tell:
        tell(5)
    assert ("Answering" in screen.getvalue()) is terminal


def test_the_end_of_a_pipe_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{LINE}\n" * 200, "utf-8")
    command = [sys.executable, "-m", "handbook.cli", "run", "rent_conversion", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "out", "drafts"), [([], "site", False), (["--drafts"], ".cache/drafts", True)]
)
def test_a_preview_with_drafts_is_kept_away_from_what_is_published(
    monkeypatch: pytest.MonkeyPatch, options: list[str], out: str, drafts: bool
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(building, "build_site", lambda root, **how: asked.update(how, root=root))
    ran = handbook("build", "--at", "2027-04-05", *options)
    assert ran.exit_code == 0
    assert asked["out"] == ROOT / out
    assert asked["drafts"] is drafts
    assert asked["at"] == dt.date(2027, 4, 5)


def test_a_new_version_is_told_how_to_be_seen_before_it_is_approved(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    shutil.copytree(SMALL, root)
    ran = handbook("new-version", "garages", "2028-04-03", root=root)
    assert "“handbook serve --drafts” shows it, marked as a draft." in ran.stdout
