"""A file is never ready on a missing fact, and "not ready" stands whatever turns up.

Gate by gate, every mixture of answers to its questions is tried, known and not known, in a file
that is ready in all else. Once a file is ready or not ready, no answer to a question still open
may change that. Whole files drawn at random show that the gates do not lean on one another.
"""

from __future__ import annotations

import datetime as dt
import random
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from calculators import breathing_space, notice, protocol_ledger
from calculators.core.checklist import standing
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Verdict
from calculators.core.trace import Trace
from calculators.court_readiness import CourtReadinessInput, calculate, look
from calculators.court_readiness.gates import all_gates
from handbook.consistency.known import load_checked

ROOT = Path(__file__).resolve().parents[3]
YES_NO = (None, "yes", "no")
Facts = dict[str, Any]

SECURE = "A secure tenant's file that is ready"
ASSURED = "Assured, grounds 10 and 11, ready"
GROUND_8 = "Ground 8 only, exactly eight weeks at service and at the hearing"
INTRODUCTORY = "Introductory, ready, with no review asked for"
FLEXIBLE = "Flexible during the term, ready"
LAST_DAY = "Assured, the last lawful day to claim"
ISSUED = "A claim is issued and the hearing prepared"
ENDED = "The day after a breathing space"
IN_AN_ORDER = "Possession only, with the arrears in a debt relief order"
MOVED = "A notice that ran out in a breathing space is in time for eight weeks more"


@pytest.fixture(scope="module")
def content() -> Any:
    return load_checked(ROOT, today=dt.date(2026, 11, 22))


@pytest.fixture(scope="module", autouse=True)
def figures(content: Any) -> Any:
    """The figures; the other calculators answer each case once, so that many can be tried."""
    held: FigureSet = content.figure_set
    with pytest.MonkeyPatch.context() as patch:
        for module in (notice, protocol_ledger, breathing_space):
            patch.setattr(module, "calculate", once(module.calculate, held))
        yield held


def once(whole: Any, held: FigureSet) -> Any:
    """A calculator that remembers its answers."""
    remembered = lru_cache(maxsize=None)(lambda inputs: whole(inputs, held))
    return lambda inputs, _: remembered(inputs)


@pytest.fixture(scope="module")
def files(content: Any) -> dict[str, Facts]:
    """Every file worked out by hand as ready."""
    return {
        each.name: dict(each.inputs)
        for each in content.scenarios["court_readiness"]
        if each.expected.get("ready.verdict") == "yes"
    }


def verdict(facts: Facts, figures: FigureSet) -> Verdict | None:
    """Ready, not ready or cannot tell; None where the facts do not fit and are asked again."""
    given = {name: value for name, value in facts.items() if value is not None}
    inputs = CourtReadinessInput.model_validate(given)
    if inputs.problems():
        return None
    gates = all_gates(look(inputs, Trace(figures)))
    return standing(each for parts in gates.values() for each in parts)


PROTECTION = {
    "protected_since_notice": YES_NO,
    "protection": (None, "standard", "mental-health", "debt-relief-order", "bankruptcy", "iva"),
    "registered_on": (None, "2026-11-02", "2026-09-01"),
    "treatment_ended_on": (None, "2026-09-30"),
    "order_made_on": (None, "2026-10-12"),
    "arrears_included": YES_NO,
    "arrears_at_start": (None, "800.00"),
    "another_protection": ("no",),
}
#: For each gate, files that are ready and the questions to mix.
GATES: list[tuple[str, tuple[str, ...], dict[str, tuple[str | None, ...]]]] = [
    (
        "form",
        (SECURE, ASSURED, INTRODUCTORY),
        {
            "form_used": (None, "secure-form", "form-3", "form-3a", "letter", "other"),
            "names_everyone": YES_NO,
            "address_given": YES_NO,
            "social_housing": YES_NO,
            "claim_names_right": YES_NO,
        },
    ),
    ("term", (FLEXIBLE,), {"term_can_be_ended": YES_NO, "term_ends_on": (None, "2028-09-30")}),
    (
        "notice",
        (SECURE, ASSURED, INTRODUCTORY, LAST_DAY),
        {
            "given_on": (None, "2026-09-07", "2026-01-05", "2026-11-16"),
            "notice_specified_date": (None, "2026-09-14", "2026-10-05", "2026-12-21"),
            "method": (None, "by-hand", "letterbox", "first-class-post"),
            "rent_charge_day": (None, "monday", "thursday"),
            "protected_since_notice": YES_NO,
        },
    ),
    (
        "notice's words",
        (SECURE, ASSURED),
        {
            "served_on_each": YES_NO,
            "says_why": YES_NO,
            "breathing_space_then": YES_NO,
            "certificate_of_service": YES_NO,
        },
    ),
    (
        "service",
        (SECURE, LAST_DAY),
        {
            "method": (None, "letterbox", "first-class-post", "email", "other"),
            "email_agreed": YES_NO,
            "clause_says": (None, "nothing", "days", "working-days"),
            "clause_days": ("0", "28"),
            "case_date": ("2027-01-06",),
            "protection_looked_on": ("2027-01-06",),
        },
    ),
    (
        "review",
        (INTRODUCTORY,),
        {
            "says_review": YES_NO,
            "review_state": (None, "not-asked", "open", "upheld", "ended"),
            "review_told_on": (None, "2026-10-04", "2026-10-05"),
            "notice_specified_date": (None, "2026-10-05", "2026-09-28"),
            "trial_ends_on": (None, "2026-10-04", "2027-03-31"),
        },
    ),
    (
        "ground 8",
        (GROUND_8,),
        {
            "rent": (None, "100.00"),
            "contract_bars_ground_8": YES_NO,
            "owed_at_service": (None, "800.00", "799.99"),
            "not_rent_at_service": (None, "0.00", "0.01"),
            "owed_at_hearing": (None, "800.00", "799.99"),
            "not_rent_at_hearing": (None, "0.00", "0.01"),
        },
    ),
    (
        "grounds 10 and 11",
        (ASSURED,),
        {
            "owed_at_service": (None, "0.00", "0.01"),
            "not_rent_at_service": (None, "0.00", "0.01"),
            "owed_at_claim": YES_NO,
            "persistent_delay": YES_NO,
        },
    ),
    ("ground 1", (SECURE, INTRODUCTORY), {"owed_at_claim": YES_NO}),
    (
        "contact",
        (SECURE,),
        {
            "each_tenant_contacted": YES_NO,
            "affordable_sums_tried": YES_NO,
            "last_statement_on": (None, "2026-08-23", "2026-08-24"),
            "statements_each_quarter": YES_NO,
            "understood": YES_NO,
        },
    ),
    (
        "help",
        (SECURE,),
        {
            "vulnerable": YES_NO,
            "vulnerability_considered": YES_NO,
            "meets_deduction_rules": YES_NO,
            "deductions_asked": YES_NO,
            "benefit_help_offered": YES_NO,
            "debt_advice_named": YES_NO,
        },
    ),
    (
        "plan",
        (SECURE, ISSUED),
        {
            "plan": (None, "none", "kept", "missed", "broken"),
            "plan_warned": YES_NO,
            "plan_warning_on": (None, "2026-11-16", "2026-11-15"),
            "contact_after_notice": YES_NO,
            "protocol_copy_on": (None, "2026-09-14"),
            "other_ways_considered": YES_NO,
        },
    ),
    (
        "no choice",
        (INTRODUCTORY, GROUND_8),
        {
            "reasons_letter": YES_NO,
            "circumstances_considered": YES_NO,
            "schedule_ready": YES_NO,
        },
    ),
    (
        "benefit",
        (SECURE,),
        {
            "benefit_on_its_way": YES_NO,
            "evidence_given": YES_NO,
            "claim_likely": YES_NO,
            "rest_paid": YES_NO,
            "benefit_office_contacted": YES_NO,
        },
    ),
    (
        "protection",
        (SECURE, ISSUED),
        PROTECTION,
    ),
    ("looked", (SECURE,), {"protection_looked_on": (None, "2026-11-22", "2026-11-23")}),
    (
        "a late claim",
        (LAST_DAY,),
        {
            **PROTECTION,
            "case_date": ("2027-01-06",),
            "protection_looked_on": ("2027-01-06",),
            "registered_on": (None, "2026-11-02", "2026-11-09", "2026-09-01"),
            "treatment_ended_on": (None, "2026-12-06"),
        },
    ),
    (
        "people",
        (SECURE,),
        {
            "vulnerability_record": (None, "made", "not-made"),
            "capacity_doubted": YES_NO,
            "litigation_friend": YES_NO,
            "household_noted": YES_NO,
        },
    ),
    (
        "schedule",
        (SECURE,),
        {
            "two_year_schedule": YES_NO,
            "benefit_on_schedule": YES_NO,
            "rent": (None, "100.00"),
            "costs_worked_out": YES_NO,
        },
    ),
    (
        "counterclaim",
        (SECURE,),
        {"repairs_open": YES_NO, "repairs_looked_at": YES_NO, "complaint": YES_NO},
    ),
    (
        "order",
        (SECURE, INTRODUCTORY, GROUND_8),
        {
            "order_asked": (None, "suspended", "outright", "adjourned"),
            "order_affordable": YES_NO,
            "outright_agreed": YES_NO,
            "protected_since_notice": (None, "yes"),
            "protection": (None, "debt-relief-order"),
            "order_made_on": (None, "2026-10-12"),
            "arrears_included": YES_NO,
            "arrears_at_start": ("800.00",),
            "another_protection": YES_NO,
        },
    ),
    ("referrals", (SECURE,), {"housing_options_asked": YES_NO, "legal_help_given": YES_NO}),
    ("hearing", (SECURE,), {"witness_statement_ready": YES_NO, "bundle_ready": YES_NO}),
    (
        "hearing day",
        (ISSUED,),
        {
            "claim_issued_on": (None, "2026-10-05", "2026-10-06"),
            "hearing_on": (None, "2026-12-14"),
            "hearing_statement_on": (None, "2026-11-23"),
            "told_of_hearing": YES_NO,
        },
    ),
    (
        "authority",
        (SECURE, ASSURED),
        {
            "signed_off": YES_NO,
            "presenter": (None, "officer", "lawyer"),
            "officer_authorised": YES_NO,
        },
    ),
]


#: A second breathing space or order: what is known of it, with None for what is not.
SECOND = {
    "protection": ("standard", "mental-health", "debt-relief-order", "iva"),
    "began_on": (None, "2026-11-02", "2026-09-01", "2026-08-24"),
    "treatment_ended_on": (None, "2026-09-30"),
    "ended_on": (None, "2026-11-09"),
    "arrears_included": YES_NO,
}
#: An empty answer to these says that there is no such day.
NO_SUCH_DAY = {"ended_on"}


@pytest.mark.parametrize("base", [ENDED, IN_AN_ORDER, MOVED])
def test_no_answer_about_a_second_protection_overturns_a_certain_one(
    base: str, files: dict[str, Facts], figures: FigureSet
) -> None:
    file = files[base] | {"another_protection": "yes"}
    names, certain_ones = list(SECOND), 0
    found = {}
    for answers in product(*SECOND.values()):
        row = {k: v for k, v in zip(names, answers, strict=True) if v is not None}
        found[answers] = verdict(file | {"other_protections": [row]}, figures)
    for without in ({"another_protection": None}, {}):
        # Nothing known of it: no answer may overturn what was certain then.
        assert verdict(file | without, figures) is Verdict.CANNOT_TELL
    for answers, certain in found.items():
        if certain not in (Verdict.YES, Verdict.NO):
            continue
        certain_ones += 1
        for place, name in enumerate(names):
            if answers[place] is not None or name in NO_SUCH_DAY:
                continue
            for learnt in SECOND[name]:
                more = (*answers[:place], learnt, *answers[place + 1 :])
                assert found[more] in (certain, None), (answers, name, learnt)
    assert certain_ones > 20


@pytest.mark.parametrize(
    ("base", "mixed"),
    [(base, mixed) for _, bases, mixed in GATES for base in bases],
    ids=[f"{name}: {base}" for name, bases, _ in GATES for base in bases],
)
def test_no_answer_overturns_a_certain_one(
    base: str,
    mixed: dict[str, tuple[str | None, ...]],
    files: dict[str, Facts],
    figures: FigureSet,
) -> None:
    names = list(mixed)
    found = {
        answers: verdict(files[base] | dict(zip(names, answers, strict=True)), figures)
        for answers in product(*mixed.values())
    }
    for answers, certain in found.items():
        if certain not in (Verdict.YES, Verdict.NO):
            continue
        for place, name in enumerate(names):
            if answers[place] is not None:
                continue
            for learnt in mixed[name]:
                more = (*answers[:place], learnt, *answers[place + 1 :])
                assert found[more] in (certain, None), (
                    dict(zip(names, answers, strict=True)),
                    name,
                    learnt,
                )


#: Questions that an empty answer settles: there is no such day, or none of it was proved.
EMPTY_SAYS_SO = {"received_on", "breathing_space_ended_on", "clause_days"}
#: Choices that always have an answer.
HAS_ITS_OWN = {"stage", "purpose", "grounds"}


def test_taking_any_fact_away_never_leaves_a_confident_ready(
    files: dict[str, Facts], figures: FigureSet
) -> None:
    """Where a file is still ready without a fact, no answer to it could have mattered."""
    fields = CourtReadinessInput.model_fields
    tried = 0
    for name, facts in files.items():
        assert calculate(CourtReadinessInput.model_validate(facts), figures).ready.verdict is (
            Verdict.YES
        ), name
        for fact in facts:
            if fields[fact].is_required() or fact in EMPTY_SAYS_SO | HAS_ITS_OWN:
                continue
            without = {key: value for key, value in facts.items() if key != fact}
            tried += 1
            if verdict(without, figures) is not Verdict.YES:
                continue
            for answer in answers_to(fact):
                assert verdict(without | {fact: answer}, figures) in (Verdict.YES, None), (
                    name,
                    fact,
                    answer,
                )
    assert tried > 500


def test_almost_every_fact_of_a_file_is_needed(files: dict[str, Facts], figures: FigureSet) -> None:
    facts = files[SECURE]
    needless = {
        fact
        for fact in facts
        if not CourtReadinessInput.model_fields[fact].is_required()
        and verdict({key: value for key, value in facts.items() if key != fact}, figures)
        is Verdict.YES
    }
    # What is owed counts once a breathing space divides it; the stage has an answer of its own.
    assert needless == {"arrears", "stage"}


def answers_to(fact: str) -> list[str]:
    """Answers worth trying: every choice, and days and amounts on either side."""
    annotation = CourtReadinessInput.model_fields[fact].annotation
    for kind in getattr(annotation, "__args__", (annotation,)):
        if hasattr(kind, "__members__"):
            return [each.value for each in kind]
    if fact in ("arrears", "rent", "arrears_at_start") or "_at_" in fact:
        return ["0.01", "799.99", "5000.00"]
    return ["2025-06-02", "2026-09-14", "2026-11-23", "2027-06-01"]


def test_whole_files_drawn_at_random_keep_what_is_certain(
    files: dict[str, Facts], figures: FigureSet
) -> None:
    draw = random.Random(5)
    certain = 0
    mixes = [(bases, mixed) for _, bases, mixed in GATES]
    for _ in range(1000):
        base = draw.choice(list(files))
        whole = dict(files[base])
        for bases, mixed in draw.sample(mixes, 2):
            if base in bases:
                whole |= {name: draw.choice(answers) for name, answers in mixed.items()}
        part = {name: value for name, value in whole.items() if draw.random() > 0.03}
        fields = CourtReadinessInput.model_fields
        part |= {
            name: value
            for name, value in whole.items()
            if fields[name].is_required() or name in EMPTY_SAYS_SO | HAS_ITS_OWN
        }
        before, after = verdict(part, figures), verdict(whole, figures)
        if before in (Verdict.YES, Verdict.NO):
            certain += 1
            learnt = {name: value for name, value in whole.items() if name not in part}
            assert after in (before, None), (base, learnt, part)
    assert certain > 150
