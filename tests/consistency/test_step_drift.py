"""What is said of a step and what it does: every way they can drift apart is caught by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from calculators.core.thresholds import At
from calculators.next_step.conditions import CONDITIONS
from handbook.consistency.step_prose import carried_by, step_drift, unread_in_steps
from handbook.content import Content
from tests.consistency.planting import ROOT, VERSION, copied, planted, read

STEPS = "policies/procedures/arrears/steps.2026-04-06.yaml"
FIRST = '{{ figure("landlord.arrears.first_letter.least_weeks") }}'
AMOUNT = '{{ figure("landlord.arrears.first_letter.least_amount") }}'
CONTACT = '{{ figure("landlord.arrears.first_contact_within") }}'
WAIT = '{{ figure("landlord.arrears.second_letter.least_wait") }}'
STATEMENT = '{{ figure("court.protocol.statement_before_hearing") }}'
COURT = '{{ figure("landlord.arrears.court.least_weeks") }}'


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_the_handbook_itself_does_not_drift(content: Content) -> None:
    assert list(step_drift(content)) == []
    assert len(unread_in_steps(content)) <= 3


def test_each_threshold_of_a_step_is_what_trying_it_finds(content: Content) -> None:
    entry = content.procedures["arrears"]
    (*_, newest) = entry.procedure.versions
    carried = carried_by(content, entry, newest)
    parts = {each.found.part for each in carried}
    assert parts == {"trigger", "deadline", "not_before"}
    for each in carried:
        threshold = each.found.threshold
        value = content.figure_set.in_force(each.figure, newest.starts).number
        for nudge in (-1, 0, 1):
            passed = threshold.passes(At(value, threshold.unit, nudge, value))
            assert passed == threshold.comparison.holds(nudge), (each.step.id, each.figure, nudge)


# Each fault: the file, the old words, the new ones, where it is found, and what is said.
FAULTS = {
    "a clause says more than, the trigger at least": (
        VERSION, f"when arrears reach {FIRST}", f"when arrears are more than {FIRST}",
        (VERSION, "early-contact"),
        ("the trigger of the step “first-letter” disagree",
         "1 week of rent exactly: page says the step does not come up, "
         "code says the step comes up"),
    ),
    "a clause says an amount exactly, the trigger or more": (
        VERSION, f"if they come to {AMOUNT} or more", f"if they come to {AMOUNT}",
        (VERSION, "early-contact"),
        ("a penny more than £25.00: page says the step does not come up",),
    ),
    "a clause says less than, the trigger at least": (
        VERSION, f"Consider a claim when arrears reach {COURT}",
        f"Consider a claim when arrears are less than {COURT}",
        (VERSION, "notices-and-court"),
        ("the trigger of the step “claim", "8 weeks of rent exactly"),
    ),
    "a step's own words say more than": (
        STEPS, f"the arrears have reached {FIRST}", f"the arrears are more than {FIRST}",
        (STEPS, "first-letter"),
        ("1 week of rent exactly: page says the step does not come up",),
    ),
    "a deadline in working days against calendar days": (
        VERSION, f"within {CONTACT} of a missed",
        f"within {CONTACT}, counted in working days, of a missed",
        (VERSION, "early-contact"),
        ("the deadline of the step “missed-payment” disagree",
         "the page counts in working days, the rule in days", "7 working days"),
    ),
    "a deadline of calendar days against working days": (
        VERSION, f"at least {STATEMENT} before",
        f"at least {STATEMENT}, counted in calendar days, before",
        (VERSION, "notices-and-court"),
        ("the page counts in days, the rule in working days",),
    ),
    "after against before": (
        VERSION, f"at least {STATEMENT} before the hearing",
        f"at least {STATEMENT} after the hearing",
        (VERSION, "notices-and-court"),
        ("the step counts back from “day of the hearing”, the words say “after the hearing”",),
    ),
    "a wait from another letter": (
        VERSION, f"{WAIT} have passed since the first letter",
        f"{WAIT} have passed since the second letter",
        (VERSION, "early-contact"),
        ("the step counts on from “first letter”, the words say “since the second letter”",),
    ),
    "at most against at least": (
        VERSION, f"{WAIT} have passed", f"no more than {WAIT} have gone by",
        (VERSION, "early-contact"),
        ("the not before of the step “second-letter” disagree", "page says the step may be done"),
    ),
    "a trigger turned round": (
        STEPS, "arrears_reach: {weeks: landlord.arrears.second_letter.least_weeks}",
        "arrears_are_below: {weeks: landlord.arrears.second_letter.least_weeks}",
        (VERSION, "early-contact"),
        ("“affordability-and-plan” disagree",
         "2 weeks of rent exactly: page says the step comes up"),
    ),
    "a deadline turned round": (
        STEPS, "before: court.protocol.statement_before_hearing",
        "within: court.protocol.statement_before_hearing",
        (VERSION, "notices-and-court"),
        ("the deadline of the step “prepare-hearing” disagree",),
    ),
    "a step that counts from one after it": (
        STEPS,
        "    - after: landlord.arrears.second_letter.least_wait\n      from: first_letter_on",
        "    - after: landlord.arrears.second_letter.least_wait\n      from: interview_on",
        (STEPS, "not_before"),
        ("“second-letter” counts from “interview”, and comes up when no more is done than "
         "“first-letter”",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault(tree: Path, fault: str) -> None:
    file, old, new, place, said = FAULTS[fault]
    found = list(step_drift(planted(tree, file, old, new)))
    assert place in {(each.file, each.key) for each in found}
    here = "\n".join(str(each) for each in found if (each.file, each.key) == place)
    for words in said:
        assert words in here


def test_a_fault_is_found_on_its_line(tree: Path) -> None:
    file, old, new, _, _ = FAULTS["a step's own words say more than"]
    (found,) = step_drift(planted(tree, file, old, new))
    line = (tree / STEPS).read_text("utf-8").split(new)[0].count("\n") + 1
    assert (found.file, found.line) == (STEPS, line)


def test_the_words_of_a_condition_against_the_condition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = CONDITIONS["arrears_reach"]
    monkeypatch.setitem(CONDITIONS, of.name, replace(of, words="arrears are more than {weeks}"))
    found = list(step_drift(read(ROOT)))
    steps = {each.key for each in found}
    assert {"first-letter", "second-letter", "interview", "claim", "warrant"} <= steps
    assert all("exactly: page says the step does not come up" in each.message for each in found)


def test_the_condition_against_its_words_and_the_clause(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = CONDITIONS["arrears_come_to"]
    monkeypatch.setitem(
        CONDITIONS, of.name, replace(of, holds=lambda arrears, *, amount: arrears.owed > amount)
    )
    found = list(step_drift(content))
    assert {"first-letter", "early-contact"} == {each.key for each in found}
    assert all("£25.00 exactly: page says the step comes up" in each.message for each in found)


def test_words_that_cannot_be_read_are_listed(tree: Path) -> None:
    new = f"the arrears, {FIRST} being what we go by, have grown"
    old = f"the arrears have reached {FIRST}"
    (found,) = unread_in_steps(planted(tree, STEPS, old, new))
    assert (found.file, found.clause) == (STEPS, "first-letter")
    assert "being what we go by" in str(found)
