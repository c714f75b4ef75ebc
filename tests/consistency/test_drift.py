"""What a page states and what its rule does: every way they can drift apart is caught by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from calculators.core.calendar import add_months
from calculators.core.outcomes import no, yes
from calculators.core.thresholds import At, Comparison
from calculators.repayment_plan import rules
from handbook.consistency.duties import Paragraph
from handbook.consistency.grammar import read as grammar_reads
from handbook.consistency.prose import drift, thresholds, unread_clauses
from handbook.content import Content, ContentProblem
from tests.consistency.planting import OLDER, ROOT, VERSION, copied, planted, read

PLANS = "policies/figures/landlord-repayment-plans.yaml"
LONGEST = '{{ figure("landlord.repayment_plan.usual_longest") }}'
REVIEW = '{{ figure("landlord.repayment_plan.review_limit") }}'
LATE = '{{ figure("landlord.repayment_plan.broken_after") }}'
LIMIT = '{{ figure("rent.increase_limit") }}'


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copied(tmp_path)


def the_one(content: Content) -> ContentProblem:
    found = list(drift(content))
    assert len(found) == 1, found
    return found[0]


def test_the_handbook_itself_does_not_drift(content: Content) -> None:
    assert list(drift(content)) == []


def test_every_clause_can_be_read_or_the_list_is_short(content: Content) -> None:
    assert len(unread_clauses(content)) <= 3


def test_the_text_says_28_days_and_the_constant_says_three_months(tree: Path) -> None:
    """The fault found in the real world: the words and the constant were never compared."""
    path = tree / PLANS
    text = path.read_text("utf-8").replace('value: "24"', 'value: "3"')
    path.write_text(text, "utf-8")
    found = the_one(planted(tree, VERSION, f"no longer than {LONGEST}", "no longer than 28 days"))
    line = (tree / VERSION).read_text("utf-8").split("28 days")[0].count("\n") + 1
    assert (found.file, found.line, found.key) == (VERSION, line, "repayment-plans")
    assert "page says 28 days" in found.message
    assert "which is 3 months" in found.message
    # A case that anyone can try.
    assert (
        "a day more than 28 days: page says longer than usual, code says within the usual"
        in found.message
    )


def test_a_constant_in_the_rule_itself(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def three_months(first: dt.date, last: dt.date, months: Decimal, clause: str) -> object:
        return yes("") if last <= add_months(first, 3) else no("")

    monkeypatch.setattr(rules, "usual_length", three_months)
    found = [each for each in drift(content) if each.file == VERSION]
    assert len(found) == 1
    assert (
        "24 months exactly: page says within the usual, code says longer than usual"
        in found[0].message
    )


# Each fault in the words: the file, the old words, the new ones, the clause, and what is said.
WORDS = {
    "at least against more than": (
        VERSION, f"more than {LATE} late", f"at least {LATE} late",
        "missed-payments-and-broken-plans",
        ("7 days exactly: page says broken, code says not broken",),
    ),
    "or more against more than": (
        VERSION, f"more than {LATE} late", f"{LATE} or more late",
        "missed-payments-and-broken-plans",
        ("7 days exactly: page says broken, code says not broken",),
    ),
    "less than against no longer than": (
        OLDER, f"lasts no longer than {LONGEST}", f"lasts less than {LONGEST}",
        "repayment-plans",
        ("12 months exactly: page says longer than usual, code says within the usual",),
    ),
    "at least against longer than": (
        VERSION, f"A plan longer than {REVIEW}", f"A plan of at least {REVIEW}",
        "reviewing-a-plan",
        ("36 months exactly: page says review, code says no review",),
    ),
    "the least against the most": (
        VERSION,
        "the least we usually agree follows the least", "the most we agree follows the most",
        "minimum-offers",
        ("a penny less than £42.49 a month: page says enough, code says too little",),
    ),
    "the most against the least": (
        VERSION, "The most a rent may go up by", "The least a rent may go up by",
        "rent-changes",
        ("a penny more than 4.8% a year: page says allowed, code says not allowed",),
    ),
    "working days against calendar days": (
        VERSION, f"{LATE} late", f"{LATE}, counted in working days, late",
        "missed-payments-and-broken-plans",
        ("the page counts in working days, the rule in days", "exactly: page says"),
    ),
    "clear days against calendar days": (
        VERSION, f"more than {LATE} late", f"more than clear {LATE} late",
        "missed-payments-and-broken-plans",
        ("the page counts in clear days, the rule in days", "7 clear days"),
    ),
    "any day against a working day": (
        VERSION, "on the next working day", "on the next day",
        "paying-on-working-days",
        ("the page counts in days, the rule in working days",),
    ),
    "the day before against the next": (
        VERSION, "on the next working day", "on the working day before",
        "paying-on-working-days",
        ("due on a Saturday: page says pay on no later day, code says pay on a later day",),
    ),
    "after against before": (
        VERSION, "before it is agreed", "after it is agreed",
        "reviewing-a-plan",
        ("the rule means “before it is agreed”, the page says", "“after it is agreed”"),
    ),
    "from another event": (
        VERSION,
        "counted from the first payment to the last. That",
        "counted from the day it is agreed. That",
        "repayment-plans",
        ("the rule means “counted from the first payment to the last”",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WORDS)
def test_a_fault_in_the_words(tree: Path, fault: str) -> None:
    file, old, new, clause, said = WORDS[fault]
    found = list(drift(planted(tree, file, old, new)))
    assert found
    for each in found:
        assert (each.file, each.key) == (file, clause)
    messages = "\n".join(each.message for each in found)
    for words in said:
        assert words in messages


def with_unit(tree: Path, figure: str, old: str, new: str) -> Content:
    """A copy in which a figure's unit was changed, with everything else as it was."""
    path = tree / PLANS
    before, after = path.read_text("utf-8").split(f"- id: {figure}\n")
    assert f"unit: {old}\n" in after
    after = after.replace(f"unit: {old}\n", f"unit: {new}\n", 1)
    path.write_text(f"{before}- id: {figure}\n{after}", "utf-8")
    return read(tree)


@pytest.mark.parametrize(
    ("figure", "old", "new", "said"),
    [
        ("landlord.repayment_plan.broken_after", "days", "working days", "7 working days"),
        ("landlord.repayment_plan.broken_after", "days", "clear days", "7 clear days"),
        ("landlord.repayment_plan.broken_after", "days", "weeks", "7 weeks"),
        ("landlord.repayment_plan.usual_longest", "months", "weeks", "24 weeks"),
        ("landlord.repayment_plan.review_limit", "months", "years", "36 years"),
    ],
)
def test_a_figure_in_another_unit(tree: Path, figure: str, old: str, new: str, said: str) -> None:
    found = list(drift(with_unit(tree, figure, old, new)))
    assert found
    for each in found:
        assert f"the page counts in {new}, the rule in {old}" in each.message
    assert any(said in each.message for each in found)


def test_per_week_against_per_month(tree: Path) -> None:
    figure = '{{ figure("landlord.repayment_plan.minimum_offer.single_25_or_over") }}'
    found = the_one(planted(tree, VERSION, figure, f"{figure} a week"))
    assert (found.file, found.key) == (VERSION, "minimum-offers")
    assert "the page counts in GBP/week, the rule in GBP/month" in found.message
    assert (
        "a penny less than £42.49 a week: page says too little, code says enough" in found.message
    )


Rule = Callable[..., object]


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "review_needed",
            lambda rule: (
                lambda first, last, months, clause: rule(
                    first, last + dt.timedelta(days=1), months, clause
                )
            ),
            "36 months exactly: page says no review, code says review",
        ),
        (
            "plan_broken",
            lambda rule: lambda unpaid, on, late, clause: rule(unpaid, on, late - 1, clause),
            "7 days exactly: page says not broken, code says broken",
        ),
        (
            "minimum_offer_met",
            lambda rule: (
                lambda monthly, minimums, only, clause: rule(
                    monthly - Decimal("0.01"), minimums, only, clause
                )
            ),
            "£42.49 a month exactly: page says enough, code says too little",
        ),
        (
            "rent_at_limit",
            lambda rule: lambda rent, limit: rule(rent, limit) - Decimal("0.01"),
            "exactly: page says allowed, code says not allowed",
        ),
        (
            "pay_day",
            lambda rule: (
                lambda due, choice, calendar: rule(due, rules.NotWorkingDay.KEEP, calendar)
            ),
            "due on a Saturday: page says pay on a later day, code says pay on no later day",
        ),
    ],
)
def test_a_fault_in_the_rule(
    content: Content,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    change: Callable[[Rule], Rule],
    said: str,
) -> None:
    monkeypatch.setattr(rules, name, change(getattr(rules, name)))
    found = list(drift(content))
    assert found
    assert all(f"repayment_plan.{name}" in each.message for each in found)
    assert any(said in each.message for each in found)


def test_a_rule_named_below_words_that_do_not_state_it(tree: Path) -> None:
    found = planted(tree, VERSION, f"and more than {LATE} late", "and long overdue")
    messages = [each.message for each in drift(found)]
    assert any("does not say so in words that can be read" in each for each in messages)


def test_a_figure_that_none_of_the_rules_carries(tree: Path) -> None:
    other = '{{ figure("landlord.repayment_plan.catch_up") }}'
    found = the_one(planted(tree, VERSION, f"{LATE} late.", f"{LATE} late. Wait for {other}."))
    assert "is carried by none of the rules named here" in found.message


def test_words_that_the_grammar_cannot_read_are_listed(tree: Path) -> None:
    new = f"and late, {LATE} being what we think of as long"
    found = unread_clauses(planted(tree, VERSION, f"and more than {LATE} late", new))
    assert [(each.file, each.clause) for each in found] == [
        (VERSION, "missed-payments-and-broken-plans")
    ]
    assert "being what we think of" in str(found[0])


@pytest.mark.parametrize(
    ("text", "comparison", "number", "unit", "events"),
    [
        ("Reply within 10 working days.", "no more than", "10", "working days", ()),
        (
            "Wait at least fourteen days after it.", "at least", "14", "days", ("after it",),
        ),
        ("Wait more than two clear days.", "more than", "2", "clear days", ()),
        ("It lasts no longer than twenty-eight days.", "no more than", "28", "days", ()),
        ("Send it when arrears reach £50.00 a week.", "at least", "50.00", "GBP/week", ()),
        ("Take no more than 15%.", "no more than", "0.15", "share", ()),
        (
            "Send it 6 weeks or more before it.", "at least", "6", "weeks", ("before it",),
        ),
        ("Wait for less than a fortnight or 3 months.", "exactly", None, "", ()),
        ("It must be under 3 months.", "less than", "3", "months", ()),
        ("The most we take is 3 payments.", "no more than", "3", "payments", ()),
        ("Wait for a period of 4 weeks.", "exactly", "4", "weeks", ()),
    ],
)  # fmt: skip
def test_the_grammar(
    text: str, comparison: str, number: str | None, unit: str, events: tuple[str, ...]
) -> None:
    stated, unread = grammar_reads(Paragraph("a.md", "a", 1, text, ()))
    if number is None:
        assert unread
        return
    assert not unread
    assert [(s.comparison.value, s.number, s.unit, s.events) for s in stated] == [
        (comparison, Decimal(number), unit, events)
    ]


def test_every_threshold_holds_below_at_and_above_itself(content: Content) -> None:
    for each in (threshold for every in thresholds().values() for threshold in every):
        value = Decimal(1)
        if each.figure:
            value = content.figure_set.in_force(each.figure, dt.date(2026, 11, 22)).number
        for nudge in (-1, 0, 1):
            passed = each.passes(At(value, each.unit, nudge, value))
            assert passed == each.comparison.holds(nudge), (each.rule, each.figure, nudge)


def test_a_comparison_is_told_apart_from_every_other() -> None:
    tables = {c: tuple(c.holds(n) for n in (-1, 0, 1)) for c in Comparison}
    plain = [c for c in Comparison if c not in (Comparison.NEXT, Comparison.LAST)]
    assert len({tables[c] for c in plain}) == len(plain)
    assert tables[Comparison.NEXT] != tables[Comparison.LAST]
