"""What holds for every arrears position, whatever the account."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.arrears_position import ArrearsPositionInput, calculate
from calculators.core.money import ZERO
from calculators.core.outcomes import Verdict
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
PENCE = st.integers(0, 300_000).map(lambda pence: Decimal(pence) / 100)
DAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def figures():
    return load(ROOT, today=dt.date.max).figure_set


@st.composite
def cases(draw):
    """An account with some of what may be on its way."""
    rent = draw(st.integers(2_000, 30_000)) / Decimal(100)
    facts = {
        "case_date": DAY,
        "rent": rent,
        "rent_frequency": "weekly",
        "rent_charge_day": draw(st.sampled_from(["monday", "friday", "sunday", None])),
        "account_balance": draw(PENCE) - 500,
        "recharges": draw(st.sampled_from([ZERO, Decimal("45.00")])),
        "help_with_rent": draw(
            st.sampled_from(["none", "not-known", "housing-benefit", "uc-to-tenant"])
        ),
        "benefit_next_on": DAY + dt.timedelta(days=draw(st.integers(1, 30))),
        "benefit_next_amount": draw(st.sampled_from([None, ZERO, rent, rent * 4])),
        "benefit_covers_from": dt.date(2026, 10, 17) + dt.timedelta(days=draw(st.integers(0, 40))),
    }
    facts["benefit_covers_to"] = facts["benefit_covers_from"] + dt.timedelta(days=27)
    if draw(st.booleans()):
        facts |= {"direct_debit_on": DAY, "direct_debit_amount": draw(PENCE) + 1}
    return {name: value for name, value in facts.items() if value is not None}


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_parts_add_up_and_no_more_is_timing_than_is_owed(figures, facts):
    inputs = ArrearsPositionInput.model_validate(facts)
    found = calculate(inputs, figures)
    assert found.rent_arrears >= ZERO
    assert found.rent_arrears - (found.rent_credit or ZERO) == found.rent_balance
    assert found.rent_balance + inputs.recharges == found.balance
    if found.technical is None:
        assert found.only_timing.verdict in (Verdict.CANNOT_TELL, Verdict.NO)
        assert bool(found.only_timing.settled_by) == (
            found.only_timing.verdict is Verdict.CANNOT_TELL
        )
        return
    assert ZERO <= found.technical <= found.rent_arrears
    assert found.technical + found.real == found.rent_arrears
    if found.rent_arrears:
        assert (found.only_timing.verdict is Verdict.YES) == (found.real == ZERO)


@settings(max_examples=100, deadline=None)
@given(cases(), PENCE)
def test_owing_more_never_lowers_what_is_real(figures, facts, more):
    inputs = ArrearsPositionInput.model_validate(facts)
    dearer = inputs.model_copy(update={"account_balance": inputs.account_balance + more})
    one, other = calculate(inputs, figures), calculate(dearer, figures)
    if one.real is not None and other.real is not None:
        assert other.real >= one.real
    assert other.weeks_of_rent >= one.weeks_of_rent


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(700, 10_000))
def test_how_often_rent_is_charged_changes_neither_weeks_nor_thresholds(figures, facts, third):
    """The same rent by the year: weeks, thresholds and what is reached do not depend on the way."""
    facts = {name: value for name, value in facts.items() if not name.startswith("benefit_")}
    facts |= {"help_with_rent": "none"}
    facts.pop("rent_charge_day", None)
    found = set()
    # So many thirds of a week's rent make the same year, to the penny.
    ways = {"weekly": 3, "fortnightly": 6, "four-weekly": 12, "monthly": 13, "annual": 156}
    for often, times in ways.items():
        rent = {"rent": Decimal(third * times) / 100, "rent_frequency": often}
        result = calculate(ArrearsPositionInput.model_validate(facts | rent), figures)
        found.add((result.weeks_of_rent, result.real_weeks, result.technical, result.thresholds))
    assert len(found) == 1


@settings(max_examples=150, deadline=None)
@given(cases(), PENCE)
def test_more_on_its_way_never_makes_more_of_it_real(figures, facts, more):
    """A larger Direct Debit, and no benefit that was not there, never raises the real arrears."""
    debit = {"direct_debit_on": DAY, "direct_debit_amount": facts.get("direct_debit_amount", 1)}
    larger = debit | {"direct_debit_amount": debit["direct_debit_amount"] + more}
    one, other = (
        calculate(ArrearsPositionInput.model_validate(facts | each), figures)
        for each in (debit, larger)
    )
    if one.real is not None:
        assert other.real is not None
        assert one.real - more <= other.real <= one.real
    assert other.counted == one.counted


@settings(max_examples=100, deadline=None)
@given(cases())
def test_knowing_the_charge_day_never_contradicts_what_could_be_told_without_it(figures, facts):
    without = {name: value for name, value in facts.items() if name != "rent_charge_day"}
    open_ = calculate(ArrearsPositionInput.model_validate(without), figures)
    for day in ("monday", "wednesday", "sunday"):
        inputs = ArrearsPositionInput.model_validate(without | {"rent_charge_day": day})
        found = calculate(inputs, figures)
        if open_.technical is not None:
            assert found.technical == open_.technical
        for one, other in zip(open_.thresholds, found.thresholds, strict=True):
            if one.reached.verdict is not Verdict.CANNOT_TELL:
                assert other.reached.verdict is one.reached.verdict


def test_a_copy_with_another_statement_reads_its_own():
    facts = {"case_date": DAY, "rent": "100.00", "rent_frequency": "weekly"}
    pasted = "2/11/2026,Rent,100.00,,100.00\n9/11/2026,Rent,100.00,,200.00"
    one = ArrearsPositionInput.model_validate(facts | {"statement": pasted})
    assert one.as_read[0].entries[-1].balance == Decimal("200.00")
    other = one.model_copy(update={"statement": pasted.replace("200.00", "250.00")})
    assert other.as_read[0] is None
