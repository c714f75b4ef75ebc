"""`handbook check` on a whole copy of the handbook: a fault in text or code ends it, by name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.consistency.planting import ROOT

RULES = "calculators/repayment_plan/rules.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything the check reads or runs."""
    root = tmp_path_factory.mktemp("whole")
    left = shutil.ignore_patterns("__pycache__", "decisions", "notebooks", "node_modules")
    for folder in ("calculators", "handbook", "policies", "docs", "scenarios"):
        shutil.copytree(ROOT / folder, root / folder, ignore=left)
    return root


def handbook(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's own command."""
    return subprocess.run(
        [sys.executable, "-m", "handbook.cli", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_clean_copy_passes_and_says_what_was_counted(whole: Path) -> None:
    done = handbook(whole, "check")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ numbers in the text, and [\d,]+ scenarios", done.stdout)
    assert "can be read" in done.stdout or "by eye" in done.stdout


def test_the_unread_are_listed_alone(whole: Path) -> None:
    done = handbook(whole, "check", "--unread")
    assert done.returncode == 0
    assert "nothing to put right" not in done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            RULES,
            "    return last <= add_months(first, int(months))",
            "    return last < add_months(first, int(months))",
            "repayment-plans: The page and the rule “repayment_plan.usual_length” disagree: 24 "
            "months exactly: page says within the usual, code says longer than usual",
        ),
        (
            "calculators/repayment_plan/policy.py",
            '"reviewing-a-plan"',
            '"looking-at-a-plan-again"',
            "cites the clause “looking-at-a-plan-again”, and version 2.0 has no clause of that id",
        ),
        (
            RULES,
            "def months_rounded_up(",
            'def new_rule() -> bool:\n    """Decide something."""\n    return True\n\n\n'
            "def months_rounded_up(",
            "repayment_plan.new_rule: No clause of a policy names this rule, and it cites no law",
        ),
        (
            "docs/calls.md",
            "Whoever pays, the current rent comes first",
            "Within 14 days the current rent comes first",
            "“14 days” is typed, not quoted",
        ),
        (
            "policies/figures/universal-credit-standard-allowance.yaml",
            'value: "424.90"',
            'value: "424.09"',
            "must give",
        ),
    ],
)
def test_a_fault_in_a_copy_is_named(whole: Path, file: str, old: str, new: str, said: str) -> None:
    path = whole / file
    text = path.read_text("utf-8")
    assert old in text
    try:
        path.write_text(text.replace(old, new, 1), "utf-8")
        done = handbook(whole, "check")
    finally:
        path.write_text(text, "utf-8")
    assert done.returncode == 1
    assert said in done.stderr
    assert "to put right" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_case_that_went_is_printed_to_be_filled_in(whole: Path) -> None:
    path = whole / "scenarios" / "repayment_plan" / "boundaries.yaml"
    text = path.read_text("utf-8")
    try:
        path.unlink()
        checked, printed = handbook(whole, "check"), handbook(whole, "boundary", "repayment_plan")
    finally:
        path.write_text(text, "utf-8")
    assert checked.returncode == 1
    assert "the day of the change of rent.increase_limit on 1 April 2025" in checked.stderr
    assert printed.returncode == 0
    assert '- name: "The day of the change of rent.increase_limit on 1 April 2025"' in (
        printed.stdout
    )
    assert "  expected_from:\n" in printed.stdout
    assert "  # That date must be the first day the new rent is charged.\n" in printed.stdout


def test_a_text_that_the_check_refuses_is_not_recorded(whole: Path) -> None:
    ledger = whole / "policies" / "ledger.yaml"
    before = ledger.read_text("utf-8")
    folder = whole / "policies" / "rent-collection-and-arrears"
    newest = (folder / "2026-04-06.md").read_text("utf-8")
    _, heading, text = newest.split("---\n", 2)
    to_come = folder / "2027-01-04.md"
    heading = re.sub(r"what_changed: >-\n(  .*\n)+", "what_changed: Plans last longer.\n", heading)
    heading = heading.replace('version: "2.0"', 'version: "3.0"')
    wrong = text.replace("Eviction for arrears", "Within 14 days, eviction for arrears", 1)
    try:
        to_come.write_text(f"---\n{heading}---\n{wrong}", "utf-8")
        refused = handbook(whole, "ledger", "add")
        kept = ledger.read_text("utf-8")
        to_come.write_text(f"---\n{heading}---\n{text}", "utf-8")
        recorded = handbook(whole, "ledger", "add")
    finally:
        to_come.unlink()
        ledger.write_text(before, "utf-8")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Nothing is recorded: ")
    assert "2027-01-04.md, line " in refused.stderr
    assert "“14 days” is typed, not quoted" in refused.stderr
    assert kept == before
    assert recorded.returncode == 0, recorded.stderr
    assert "Recorded policies/rent-collection-and-arrears/2027-01-04.md" in recorded.stdout
