"""What is said for certain while facts are unknown stays so, however they turn out."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from calculators.court_timetable import CourtTimetableInput, calculate
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
VERDICTS = ("possession_in_time", "permission", "warrant", "eviction", "claim", "hearing",
            "served_in_time")  # fmt: skip
YES_NO = ("yes", "no", "not-known")
#: For each start: questions with their answers; "not-known" or None where it is not known.
ORDER = {
    "order_on": ("2021-01-20", "2027-01-20"),
    "court_decision": ("outright", "suspended"),
    "mandatory_ground": YES_NO,
    "exceptional_hardship": YES_NO,
    "possession_date": ("2027-02-03", "2027-02-04", "2027-03-04", None),
    "term_broken": ("none", "payment", "other", "not-known"),
    "parties_changed": YES_NO,
    "warrant_issued_on": ("2027-02-10", None),
    "eviction_notice_on": ("2027-02-12", None),
    "eviction_on": ("2027-02-26", "2027-02-27"),
}
CLAIM = {
    "claim_issued_on": ("2026-11-25",),
    "claim_sent_by": ("us", "online"),
    "claim_sent_on": ("2026-12-23", "2026-12-24", None),
    "hearing_on": ("2026-12-23", "2027-01-20", None),
}
UNKNOWN = (None, "not-known")


@pytest.fixture(scope="module")
def figures():
    return load(ROOT, today=dt.date(2026, 11, 22), protect=False).figure_set


@pytest.mark.parametrize(("start", "facts"), [("order", ORDER), ("claim", CLAIM)])
def test_no_completion_overturns_what_was_certain(figures, start, facts):
    names = list(facts)
    found = {}
    for answers in product(*facts.values()):
        given = {name: answer for name, answer in zip(names, answers, strict=True) if answer}
        if start == "order" and not worth_asking(given):
            continue
        case = CourtTimetableInput(case_date="2027-02-15", start_from=start, **given)
        result = calculate(case, figures)
        said = {name: getattr(result, name) for name in VERDICTS}
        found[answers] = {name: each.verdict for name, each in said.items() if each is not None}
    tried = 0
    for answers, said in found.items():
        for index, answer in enumerate(answers):
            if answer not in UNKNOWN:
                continue
            for known in facts[names[index]]:
                completed = found.get((*answers[:index], known, *answers[index + 1 :]))
                for name, verdict in said.items():
                    if completed and verdict != "cannot tell" and name in completed:
                        assert completed[name] == verdict, (answers, known, name)
                        tried += 1
    assert tried > 10


def worth_asking(given):
    """Leave out answers to questions that this order does not ask."""
    if given["court_decision"] == "outright":
        return given["term_broken"] == "none" and (
            given["mandatory_ground"] != "no" or given["exceptional_hardship"] == "no"
        )
    return (
        given["mandatory_ground"] == given["exceptional_hardship"] == "no"
        and "possession_date" not in given
    )
