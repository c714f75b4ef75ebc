"""What is not known never makes a notice right, and never hides behind a certain no.

For each kind of notice, every way of leaving facts out is tried: an answer given for certain must
be the answer to every way of filling in what was left open.
"""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from calculators.core.outcomes import Verdict
from calculators.notice import NoticeInput, calculate
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
ALL_RIGHT = {
    "task": "check",
    "method": "by-hand",
    "rent_frequency": "weekly",
    "rent_charge_day": "monday",
    "breathing_space_then": "no",
    "protected_since_notice": "no",
    "names_everyone": "yes",
    "served_on_each": "yes",
    "says_why": "yes",
}
COUNCIL = ALL_RIGHT | {"landlord": "council", "given_on": "2026-11-02", "case_date": "2026-12-08"}
SECURE = COUNCIL | {
    "tenure": "secure",
    "form_used": "secure-form",
    "notice_specified_date": "2026-11-30",
}
INTRODUCTORY = COUNCIL | {
    "tenure": "introductory",
    "trial_ends_on": "2027-03-31",
    "form_used": "letter",
    "says_review": "yes",
    "review_state": "not-asked",
    "notice_specified_date": "2026-11-30",
}
FLEXIBLE = SECURE | {"tenure": "flexible", "term_can_be_ended": "yes"}
QUIT = COUNCIL | {
    "tenure": "other",
    "other_tenancy": "lost-security",
    "form_used": "letter",
    "prescribed_information": "yes",
    "notice_specified_date": "2026-11-30",
}
ASSURED = ALL_RIGHT | {
    "landlord": "housing association",
    "tenure": "assured",
    "social_housing": "yes",
    "grounds": "8",
    "given_on": "2026-09-01",
    "case_date": "2026-09-16",
    "notice_specified_date": "2026-09-16",
    "form_used": "form-3",
    "address_given": "yes",
    "rent": "100.00",
    "contract_bars_ground_8": "no",
    "owed_at_service": "1500.00",
    "not_rent_at_service": "0.00",
    "owed_at_hearing": "1500.00",
    "not_rent_at_hearing": "0.00",
}
YES_NO = ("yes", "no", "not-known")
#: For each notice, the facts whose every value is tried together, the open one last.
TRIED = {
    "secure": (
        SECURE,
        {
            "breathing_space_then": YES_NO,
            "protected_since_notice": YES_NO,
            "names_everyone": YES_NO,
            "served_on_each": YES_NO,
            "says_why": YES_NO,
            "notice_specified_date": ("2026-11-30", "2026-11-27", None),
            "form_used": ("secure-form", "form-3", "not-known"),
        },
    ),
    "introductory": (
        INTRODUCTORY,
        {
            "says_review": YES_NO,
            "names_everyone": YES_NO,
            "review_state": ("not-asked", "open", "not-known"),
            "trial_ends_on": ("2027-03-31", "2026-11-30", None),
            "notice_specified_date": ("2026-11-30", "2026-11-27", None),
        },
    ),
    "assured": (
        ASSURED,
        {
            "social_housing": YES_NO,
            "address_given": YES_NO,
            "contract_bars_ground_8": YES_NO,
            "owed_at_service": ("1500.00", "100.00", None),
            "owed_at_hearing": ("1500.00", "100.00", None),
            "not_rent_at_hearing": ("0.00", "900.00", None),
        },
    ),
}
NEEDED = [
    (name, base, fact)
    for name, base, facts in (
        ("secure", SECURE, ("names_everyone", "served_on_each", "says_why", "form_used")),
        ("secure", SECURE, ("protected_since_notice",)),
        ("secure", SECURE, ("notice_specified_date", "rent_charge_day", "breathing_space_then")),
        ("introductory", INTRODUCTORY, ("says_review", "trial_ends_on", "review_state")),
        ("flexible", FLEXIBLE, ("term_can_be_ended", "form_used", "says_why")),
        ("quit", QUIT, ("prescribed_information", "form_used", "names_everyone")),
        ("assured", ASSURED, ("social_housing", "address_given", "contract_bars_ground_8")),
        ("assured", ASSURED, ("owed_at_service", "not_rent_at_service", "owed_at_hearing")),
        ("assured", ASSURED, ("not_rent_at_hearing", "rent", "form_used", "names_everyone")),
    )
    for fact in facts
]


@pytest.fixture(scope="module")
def figures():
    return load(ROOT, today=dt.date.max, with_scenarios=False).figure_set


def verdicts(case, figures):
    """Whether the notice is right, and whether a claim can be issued."""
    given = {name: value for name, value in case.items() if value is not None}
    inputs = NoticeInput.model_validate(given)
    if inputs.problems():
        return None  # parts of a balance that do not fit together are asked again
    found = calculate(inputs, figures)
    return found.verdict.verdict, found.can_claim.verdict


@pytest.mark.parametrize(("name", "base", "fact"), NEEDED)
def test_a_missing_fact_is_never_taken_for_right(name, base, fact, figures):
    notice, claim = verdicts(base, figures)
    assert (Verdict.YES, Verdict.YES) == (notice, claim)
    after = {name: value for name, value in base.items() if name != fact}
    notice, claim = verdicts(after, figures)
    assert Verdict.CANNOT_TELL == claim
    if fact not in ("review_state", "contract_bars_ground_8") and "owed" not in fact:
        assert notice is not Verdict.NO


@pytest.mark.parametrize("name", TRIED)
def test_a_certain_answer_stands_whatever_is_filled_in(name, figures):
    base, facts = TRIED[name]
    names = list(facts)
    found = {
        values: verdicts(base | dict(zip(names, values, strict=True)), figures)
        for values in product(*facts.values())
    }
    for values, answers in found.items():
        if answers is None:
            continue
        open_ = [
            facts[fact][:-1] if value == facts[fact][-1] else (value,)
            for fact, value in zip(names, values, strict=True)
        ]
        filled = [found[each] for each in product(*open_) if found[each] is not None]
        for place in (0, 1):
            if answers[place] is not Verdict.CANNOT_TELL:
                assert all(each[place] is answers[place] for each in filled), (names, values)
