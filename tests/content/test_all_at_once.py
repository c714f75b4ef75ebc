"""One run tells a policy owner everything: different faults in one copy, a message for each."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from handbook.consistency.checks import load_and_check
from handbook.content import ContentProblems

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
ORGANISATION = "policies/organisation.yaml"
FOLDER = "policies/procedures/arrears"
STEPS = f"{FOLDER}/steps.2026-04-06.yaml"
OLDER_STEPS = f"{FOLDER}/steps.2025-04-07.yaml"
ALLOWANCE = "policies/figures/universal-credit-standard-allowance.yaml"
SOON = "    - - last_done_is: [interview]\n      - money_is_owed\n"

#: The fault: its file, the words, what they become, and the message after the file and its line.
FAULTS = {
    "an unknown clause": (
        STEPS,
        "clause: rent-collection-and-arrears#paying-rent\n",
        "clause: rent-collection-and-arrears#paying-rents\n",
        "clause: Version 2.0 of “rent-collection-and-arrears” has no clause “paying-rents”. Did "
        "you mean “paying-rent”? If so, correct it.",
    ),
    "an unknown step": (
        "scenarios/journeys/councils.yaml",
        "step: missed-payment\n",
        "step: missed-payments\n",
        "expected.step: Version 1.0 of the procedure “arrears” has no step “missed-payments”. Did "
        "you mean “missed-payment”? If so, correct it.",
    ),
    "a trigger whose words can never be true": (
        STEPS,
        "    - - last_done_is: [none]\n      - money_is_owed\n",
        "    - - last_done_is: [none]\n      - plan_is: [kept]\n",
        "trigger[0]: This can never be true: “plan_is” is asked for twice with answers that have "
        "nothing in common. Keep one of the two, or make each a way of its own.",
    ),
    "a trigger whose figures can never be true": (
        OLDER_STEPS,
        f"- id: home-visit\n  title: Home visit and calling card\n  stage: Letters and visits\n"
        f"  trigger:\n{SOON}",
        f"- id: home-visit\n  title: Home visit and calling card\n  stage: Letters and visits\n"
        f"  trigger:\n{SOON}"
        "      - arrears_are_below: {weeks: landlord.arrears.first_letter.least_weeks}\n",
        "trigger: No case can ever come to the step “home-visit”: its trigger can never be true. "
        "Correct its conditions, or take the step out.",
    ),
    "a role that may not sign off": (
        STEPS,
        "signs_off: [income_team_leader]",
        "signs_off: [welfare_benefits_adviser]",
        "signs_off: “welfare_benefits_adviser” may not sign off a step of this procedure. Use "
        "income_team_leader, income_manager or head_of_housing, or add the role to may_sign_off "
        "in procedure.yaml.",
    ),
    "tenures that do not fit the kind": (
        ORGANISATION,
        "  - secure\n",
        "  - assured\n",
        "tenures[0]: A council does not grant “assured” tenancies. Take it out; a council grants "
        "secure, flexible, introductory and demoted tenancies.",
    ),
    "an April without its rates": (
        ALLOWANCE,
        "    - from: 2025-04-07\n",
        "    - from: 2025-05-07\n",
        # Said of the value that follows.
        "values[2].from: The figure changes each April, and none of its values starts in April "
        "2025. Add that value with its source; if it stayed the same, repeat it with “unchanged: "
        "true”.",
    ),
    "a broken heading": (
        f"{FOLDER}/2026-04-06.md",
        "review_due: 2028-03-31\n",
        "review_due 2028-03-31\n",
        "A colon is missing after a name. Write the name, a colon, a space and the value.",
    ),
    "an approval after the first day": (
        "policies/rent-collection-and-arrears/2026-04-06.md",
        "approved_on: 2026-03-10\n",
        "approved_on: 2026-05-10\n",
        "approved_on: It was approved on 10 May 2026, after its first day in force, 6 April 2026. "
        "Correct the date, or name the file by a later first day.",
    ),
}


def plant(root: Path, file: str, old: str, new: str) -> None:
    """Plant one fault."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the content."""
    for folder in ("policies", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def everything_said(tree: Path) -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        load_and_check(tree, today=TODAY)
    return [str(each) for each in caught.value.problems if "approved text" not in each.message]


def said_of(fault: str, found: list[str]) -> list[str]:
    """The messages that are this fault's: its file, a line, and its words to the last."""
    file, says = FAULTS[fault][0], re.escape(FAULTS[fault][3])
    return [
        each for each in found if re.fullmatch(rf"{re.escape(file)}, line \d+(, |: ){says}", each)
    ]


def test_one_run_names_every_fault(tree: Path) -> None:
    for file, old, new, _ in FAULTS.values():
        plant(tree, file, old, new)
    found = everything_said(tree)
    for fault in FAULTS:
        assert len(said_of(fault, found)) == 1, (fault, found)
    # A case that no step claims any more is the other side of the two triggers, and all the rest.
    others = [each for each in found if not any(each in said_of(fault, found) for fault in FAULTS)]
    assert all("No step claims this case" in each for each in others), others


@pytest.mark.parametrize("fault", ["an April without its rates", "a broken heading"])
def test_each_fault_alone_is_told_and_nothing_is_said_that_does_not_follow(
    tree: Path, fault: str
) -> None:
    plant(tree, *FAULTS[fault][:3])
    found = everything_said(tree)
    assert said_of(fault, found)
    assert all(each in said_of(fault, found) or "No step claims" in each for each in found), found
