"""Every way a procedure's files can be wrong gives its own message: file, line, key and remedy."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from handbook.consistency.known import known_calculators
from handbook.content import Content, ContentProblems, load

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "policies/procedures/arrears"
STEPS = f"{FOLDER}/steps.2026-04-06.yaml"
ABOUT = f"{FOLDER}/procedure.yaml"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the shipped policies with one version of the procedure, for tests to spoil."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    for name in ("2025-04-07.md", "steps.2025-04-07.yaml"):
        (tmp_path / FOLDER / name).unlink()
    return tmp_path


def read(tree: Path) -> Content:
    known = known_calculators()
    return load(tree, today=TODAY, calculators=known, protect=False, with_scenarios=False)


def problems(tree: Path) -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        read(tree)
    return [str(each) for each in caught.value.problems]


def test_the_shipped_procedure_loads() -> None:
    entry = read(ROOT).procedures["arrears"]
    assert [each.version for each in entry.procedure.versions] == ["1.0", "2.0"]
    assert dt.date(2026, 4, 5) == entry.procedure.versions[0].ends
    assert entry.run_by == "next_step"


#: What is spoilt, with what it is replaced by, and what the message must say.
BROKEN = {
    "an unknown condition": (
        STEPS,
        "- money_is_owed\n      - plan_is: [none, lapsed]\n  stopped_by",
        "- money_is_owd\n      - plan_is: [none, lapsed]\n  stopped_by",
        "line 10, trigger[0]: There is no condition called “money_is_owd”. Did you mean "
        "“money_is_owed”? If so, correct it.",
    ),
    "an answer a condition does not know": (
        STEPS,
        "- plan_is: [none, lapsed]\n  stopped_by",
        "- plan_is: [none, lapse]\n  stopped_by",
        "line 11, trigger[0]: “lapse” is not an answer the condition “plan_is” knows.",
    ),
    "a condition without its answers": (
        STEPS,
        "- last_done_is: [none]\n",
        "- last_done_is\n",
        "line 9, trigger[0]: The condition “last_done_is” needs a list of answers.",
    ),
    "a condition without its figure": (
        STEPS,
        "- arrears_reach: {weeks: landlord.arrears.interview.least_weeks}",
        "- arrears_reach",
        "The condition “arrears_reach” is not given the figures it needs. Give it weeks: a figure "
        "in weeks of rent.",
    ),
    "an unknown figure in a condition": (
        STEPS,
        "- arrears_reach: {weeks: landlord.arrears.interview.least_weeks}",
        "- arrears_reach: {weeks: landlord.arrears.interview.least_week}",
        "There is no figure called “landlord.arrears.interview.least_week”. Did you mean",
    ),
    "a figure in the wrong unit": (
        STEPS,
        "- arrears_reach: {weeks: landlord.arrears.interview.least_weeks}",
        "- arrears_reach: {weeks: landlord.arrears.first_letter.least_amount}",
        "The figure “landlord.arrears.first_letter.least_amount” is in GBP, not weeks of rent.",
    ),
    "a stop among the triggers": (
        STEPS,
        "- money_is_owed\n      - plan_is: [none, lapsed]\n  stopped_by",
        "- breathing_space_runs\n      - plan_is: [none, lapsed]\n  stopped_by",
        "The condition “breathing_space_runs” belongs under “stopped_by”.",
    ),
    "a trigger that can never be true": (
        STEPS,
        "- money_is_owed\n      - plan_is: [none, lapsed]\n  stopped_by",
        "- plan_is: [kept]\n      - plan_is: [none, lapsed]\n  stopped_by",
        "This can never be true: “plan_is” is asked for twice with answers that have nothing in "
        "common.",
    ),
    "a threshold both reached and not": (
        STEPS,
        "- arrears_reach: {weeks: landlord.arrears.interview.least_weeks}",
        "- arrears_reach: {weeks: landlord.arrears.interview.least_weeks}\n"
        "      - arrears_are_below: {weeks: landlord.arrears.interview.least_weeks}",
        "This can never be true: “arrears_reach” and “arrears_are_below” shut each other out.",
    ),
    "no trigger": (
        STEPS,
        "  trigger:\n    - - last_done_is: [closed]\n",
        "",
        "trigger: “trigger” is missing. Say what brings a case to this step.",
    ),
    "a trigger that is not a list of lists": (
        STEPS,
        "    - - last_done_is: [closed]\n",
        "    - last_done_is: [closed]\n",
        "“trigger” is not a list of ways to come to the step",
    ),
    "an id used twice": (
        STEPS,
        "- id: second-letter\n",
        "- id: first-letter\n",
        "“first-letter” is already the id of another step or heading",
    ),
    "an id of another shape": (
        STEPS,
        "- id: second-letter\n",
        "- id: second_letter\n",
        "“second_letter” is not a step id. Write small letters, numbers and hyphens",
    ),
    "a role that does not exist": (
        STEPS,
        "signs_off: [income_team_leader]",
        "signs_off: [income_teamleader]",
        "signs_off: “income_teamleader” is not a role of the organisation. Did you mean",
    ),
    "a role that may not sign off": (
        STEPS,
        "signs_off: [income_team_leader]",
        "signs_off: [welfare_benefits_adviser]",
        "signs_off: “welfare_benefits_adviser” may not sign off a step of this procedure. Use "
        "income_team_leader, income_manager or head_of_housing",
    ),
    "levels in the wrong order": (
        STEPS,
        "signs_off: [income_team_leader, income_manager, head_of_housing]",
        "signs_off: [income_manager, income_team_leader, head_of_housing]",
        "The levels that sign off are not in order, or one is named twice.",
    ),
    "someone who agrees with themselves": (
        STEPS,
        "  who: income_officer\n  signs_off: [income_team_leader]\n",
        "  who: income_team_leader\n  signs_off: [income_team_leader]\n",
        "“income_team_leader” does the step and may not also agree it.",
    ),
    "an unknown clause": (
        STEPS,
        "clause: rent-collection-and-arrears#paying-rent",
        "clause: rent-collection-and-arrears#paying-rents",
        "has no clause “paying-rents”. Did you mean “paying-rent”? If so, correct it.",
    ),
    "an unknown policy": (
        STEPS,
        "clause: rent-collection-and-arrears#paying-rent",
        "clause: rent-collection#paying-rent",
        "“rent-collection#paying-rent” does not name a policy and one of its clauses.",
    ),
    "no law": (
        STEPS,
        "  law:\n    - Limitation Act 1980, s.19\n",
        "",
        "law: “law” is missing.",
    ),
    "no evidence": (
        STEPS,
        "  evidence:\n    - Closing statement, and the number of the former tenant account.\n",
        "",
        "evidence: “evidence” is missing.",
    ),
    "an unknown event": (
        STEPS,
        "from: missed_payment_on",
        "from: missed_payment",
        "deadline.from: “missed_payment” is not an event that days are counted from. Did you mean",
    ),
    "a deadline of two kinds": (
        STEPS,
        "    from: missed_payment_on",
        "    on: missed_payment_on",
        "deadline: A deadline needs one of within, before and on.",
    ),
    "a deadline moved in an unknown way": (
        STEPS,
        "from: missed_payment_on\n    if_not_working_day: working day before",
        "from: missed_payment_on\n    if_not_working_day: day before",
        "deadline.if_not_working_day: “day before” is not one of the",
    ),
    "a deadline counted in pounds": (
        STEPS,
        "within: landlord.arrears.first_contact_within",
        "within: landlord.arrears.first_letter.least_amount",
        "is in GBP, not days, working days, weeks, months or years.",
    ),
    "an unknown question": (
        STEPS,
        "recorded_as: contact_tried_on",
        "recorded_as: contact_tried",
        "recorded_as: “contact_tried” is not a question of the calculator “Next step”.",
    ),
    "an unknown tenure": (
        STEPS,
        "tenures: [secure, flexible]",
        "tenures: [secure, flexibel]",
        "tenures: “flexibel” is not a tenure we know. Did you mean “flexible”?",
    ),
    "a tenure the version is not for": (
        STEPS,
        "tenures: [secure, flexible]",
        "tenures: [secure, garage]",
        "This version of the procedure is not for “garage” tenancies.",
    ),
    "an unknown stage": (
        STEPS,
        "  title: First missed payment\n  stage: Early help",
        "  title: First missed payment\n  stage: Early",
        "stage: “Early” is not one of the stages we use.",
    ),
    "an unknown figure in a step's words": (
        STEPS,
        'figure("court.warrant.life")',
        'figure("court.warrant.lif")',
        "There is no figure called “court.warrant.lif”. Did you mean “court.warrant.life”?",
    ),
    "braces left open in a step's words": (
        STEPS,
        '{{ figure("court.warrant.life") }}',
        '{{ figure("court.warrant.life")',
        "Two braces are opened and never closed on this line",
    ),
    "a key nobody knows": (
        STEPS,
        "  recorded_as: contact_tried_on\n",
        "  recorded_at: contact_tried_on\n",
        "“recorded_at” is not a key this entry can have. Did you mean “recorded_as”?",
    ),
    "an unknown calculator": (
        ABOUT,
        "run_by: next_step ",
        "run_by: next_stop ",
        "run_by: There is no calculator called “next_stop”. Did you mean “next_step”?",
    ),
    "an id that is not its folder": (
        ABOUT,
        "id: arrears\n",
        "id: arears\n",
        "id: The id “arears” is not the name of its folder, arrears.",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_message(tree: Path, case: str) -> None:
    file, good, bad, says = BROKEN[case]
    text = (tree / file).read_text("utf-8")
    assert good in text
    (tree / file).write_text(text.replace(good, bad, 1), "utf-8")
    found = problems(tree)
    assert any(each.startswith(file) and says in each for each in found), found


def test_steps_without_their_text(tree: Path) -> None:
    (tree / FOLDER / "2026-04-06.md").unlink()
    says = f"{STEPS}: There is no text for this version of the steps. Add 2026-04-06.md"
    assert any(says in each for each in problems(tree))


def test_text_without_its_steps(tree: Path) -> None:
    (tree / STEPS).unlink()
    (found,) = problems(tree)
    assert found.endswith(
        "2026-04-06.md: There are no steps for this version. Add steps.2026-04-06.yaml beside it."
    )


def test_steps_named_by_no_date(tree: Path) -> None:
    shutil.copy(tree / STEPS, tree / FOLDER / "steps.newest.yaml")
    (found,) = problems(tree)
    assert "The file name “steps.newest.yaml” does not hold a date" in found


def test_a_procedure_without_its_file(tree: Path) -> None:
    (tree / ABOUT).unlink()
    (found,) = problems(tree)
    assert found.startswith(f"{ABOUT}: The file is missing.")


def test_approved_steps_are_protected_like_text(tree: Path) -> None:
    text = (tree / STEPS).read_text("utf-8")
    (tree / STEPS).write_text(text.replace("Is everything all right?", "All right?"), "utf-8")
    with pytest.raises(ContentProblems) as caught:
        load(tree, today=TODAY, calculators=known_calculators(), with_scenarios=False)
    found = [str(each) for each in caught.value.problems if each.file == STEPS]
    assert found[0].startswith(f"{STEPS}: The approved text has changed")


def test_several_mistakes_are_told_in_one_run(tree: Path) -> None:
    text = (tree / STEPS).read_text("utf-8")
    for case in ("an unknown event", "an unknown clause", "an unknown tenure"):
        _, good, bad, _ = BROKEN[case]
        text = text.replace(good, bad, 1)
    (tree / STEPS).write_text(text, "utf-8")
    assert len(problems(tree)) == 3
