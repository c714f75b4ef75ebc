"""The content shipped loads clean, holds what officers need, and refuses what nobody checked."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from calculators.core.calendar import WorkingCalendar
from calculators.core.errors import FigureNotHeld
from handbook.consistency.known import load_checked
from handbook.content import Content

ROOT = Path(__file__).parents[2]
POLICY = "rent-collection-and-arrears"
#: Clauses that the calculators cite.
RELIED_ON = (
    "repayment-plans",
    "minimum-offers",
    "reviewing-a-plan",
    "missed-payments-and-broken-plans",
    "paying-on-working-days",
    "rent-changes",
    "deductions-from-benefit",
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("clause", RELIED_ON)
@pytest.mark.parametrize("on", ["2025-04-07", "2026-04-05", "2026-04-06", "2026-12-04"])
def test_a_clause_the_rules_cite_is_in_every_version(
    content: Content, clause: str, on: str
) -> None:
    assert content.figure_set.clause(POLICY, clause, day(on)) is not None


def test_no_clause_is_cited_before_the_policy_began(content: Content) -> None:
    assert content.figure_set.clause(POLICY, "repayment-plans", day("2025-04-06")) is None


@pytest.mark.parametrize(
    ("household", "in_2025", "in_2026"),
    [
        # Hand calculation: a tenth of the standard allowance, halves up: 31.698, 40.014, 49.755,
        # 62.81; then 33.858, 42.49, 52.834, 66.697.
        ("single_under_25", "31.70", "33.86"),
        ("single_25_or_over", "40.01", "42.49"),
        ("couple_both_under_25", "49.76", "52.83"),
        ("couple_one_25_or_over", "62.81", "66.70"),
    ],
)
def test_minimum_offers(content: Content, household: str, in_2025: str, in_2026: str) -> None:
    def on(text: str) -> Decimal:
        id_ = f"landlord.repayment_plan.minimum_offer.{household}"
        return content.figure_set.in_force(id_, day(text)).number

    assert Decimal(in_2025) == on("2025-04-07") == on("2026-04-05")
    assert Decimal(in_2026) == on("2026-04-06") == on("2027-04-04")
    with pytest.raises(FigureNotHeld):
        on("2027-04-05")
    with pytest.raises(FigureNotHeld):
        on("2025-04-06")


@pytest.mark.parametrize(
    ("on", "months"), [("2025-04-07", "12"), ("2026-04-05", "12"), ("2026-04-06", "24")]
)
def test_the_usual_longest_plan(content: Content, on: str, months: str) -> None:
    found = content.figure_set.in_force("landlord.repayment_plan.usual_longest", day(on))
    assert Decimal(months) == found.number


@pytest.mark.parametrize(
    ("on", "share"), [("2025-04-29", "0.25"), ("2025-04-30", "0.15"), ("2027-04-04", "0.15")]
)
def test_the_overall_cap_on_deductions(content: Content, on: str, share: str) -> None:
    found = content.figure_set.in_force("universal_credit.deductions.overall_cap", day(on))
    assert Decimal(share) == found.number


def test_the_rent_limit_of_2027_is_expected_and_that_of_2028_is_not_guessed(
    content: Content,
) -> None:
    figures = content.figure_set
    assert Decimal("0.048") == figures.in_force("rent.increase_limit", day("2027-03-31")).number
    with pytest.raises(FigureNotHeld, match="not yet confirmed"):
        figures.in_force("rent.increase_limit", day("2027-04-01"))
    found = figures.in_force("rent.increase_limit", day("2028-03-31"), allow_expected=True)
    assert Decimal("0.045") == found.number
    with pytest.raises(FigureNotHeld):
        figures.in_force("rent.increase_limit", day("2028-04-01"), allow_expected=True)


def test_bank_holidays_of_five_years(content: Content) -> None:
    calendar = WorkingCalendar.of(content.figure_set)
    # England and Wales has eight a year; a Saturday or Sunday is replaced by a later weekday.
    for year in range(2024, 2029):
        days = [each for each in calendar.bank_holidays if each.year == year]
        assert len(days) == 8
        assert all(each.weekday() < 5 for each in days)
    assert (day("2024-01-01"), day("2028-12-31")) == (calendar.held_from, calendar.held_to)
    assert calendar.why_not_working(day("2027-03-26")) == "Good Friday"
    assert calendar.why_not_working(day("2027-01-01")) == "New Year's Day"
    # 25 December 2027 is a Saturday: itself no working day, with a substitute on the Monday.
    assert calendar.why_not_working(day("2027-12-27")).endswith("(substitute)")


def test_landlord_figures_say_that_they_are_a_model(content: Content) -> None:
    for entry in content.figures.values():
        if entry.figure.basis == "landlord":
            for dated in entry.figure.values:
                # A value that is not held yet is the organisation's own to fill in.
                assert dated.value is None or "model policy" in dated.source.title


def test_the_two_versions_differ_in_substance(content: Content) -> None:
    first, second = content.policies[POLICY].versions
    assert (day("2025-04-07"), day("2026-04-05")) == (first.first_day, first.last_day)
    assert (day("2026-04-06"), None) == (second.first_day, second.last_day)
    assert [each.id for each in first.clauses] == [each.id for each in second.clauses]
    changed = {
        before.id
        for before, after in zip(first.clauses, second.clauses, strict=True)
        if before.body != after.body
    }
    assert {"help-with-benefits", "repayment-plans", "deductions-from-benefit"} == changed
    helped = [each.clause("help-with-benefits") for each in (first, second)]
    assert helped[0] is not None
    assert helped[1] is not None
    assert "Discretionary Housing Payment" in helped[0].body
    assert "Crisis and Resilience Fund" not in helped[0].body
    assert "Crisis and Resilience Fund" in helped[1].body


def test_no_clause_types_a_number_that_a_figure_holds(content: Content) -> None:
    for version in content.policies[POLICY].versions:
        for clause in version.clauses:
            text = re.sub(r"\{\{.*?\}\}", "", clause.body)
            # Ages name the law's categories, and the years of Acts name the Acts.
            text = re.sub(r"\b(under 25|aged 25|Equality Act 2010)\b", "", text)
            assert not re.search(r"\d", text), (version.version, clause.id, text)


def test_the_same_content_serves_a_housing_association(tmp_path: Path) -> None:
    for folder in ("policies", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "policies" / "organisation.yaml"
    text = path.read_text("utf-8").replace("kind: council ", "kind: housing association ")
    start, end = text.index("  - secure\n"), text.index("  - former tenant\n")
    text = f"{text[:start]}  - assured\n  - starter assured shorthold\n{text[end:]}"
    path.write_text(text, "utf-8")
    today = dt.date.today()  # noqa: DTZ011 - as `make check` does
    organisation = load_checked(tmp_path, today=today).organisation
    assert organisation.kind == "housing association"
    assert organisation.tenures[:2] == ("assured", "starter assured shorthold")
