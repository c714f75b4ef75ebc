"""What holds for every statement, whatever is entered."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.affordability import AffordabilityInput
from calculators.affordability.statement import Heading, Side
from calculators.browser import attempt
from calculators.core.outcomes import Verdict
from calculators.core.periods import HowOften
from calculators.core.present import as_case_note, as_html, as_markdown, document
from calculators.core.questions import question_of

HEADINGS = {each.value: each for each in Heading}
LINES = {
    name: HEADINGS[question_of(info).group].side
    for name, info in AffordabilityInput.model_fields.items()
    if name.startswith(("income_", "cost_"))
    and name not in ("income_other", "cost_other", "income_partner_pay")
    and name not in ("income_housing_benefit", "income_child_benefit", "income_pension_credit")
}
COSTS = [name for name, side in LINES.items() if side is not Side.INCOME]
BASE = {
    "case_date": "2026-11-22",
    "arrears": "846.20",
    "rent": "112.50",
    "rent_frequency": "weekly",
    "help_with_rent": "none",
    "food_if_low": "met-another-way",
    "heating_if_low": "met-another-way",
    "clothing_if_low": "met-another-way",
    "amounts_checked": "yes",
}
HALF_A_PENNY = Decimal("0.005")
patiently = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
pence = st.integers(0, 300_000)
often = st.sampled_from([each.value for each in HowOften])


def paid(amount, per):
    return {"amount": str(Decimal(amount) / 100), "per": per}


statements = st.dictionaries(st.sampled_from(list(LINES)), st.builds(paid, pence, often)).map(
    lambda lines: BASE | {"income_pay": paid(250_000, "monthly")} | lines
)


def worked_out(figures, facts):
    outcome = attempt("affordability", json.dumps(facts), figures)
    assert not isinstance(outcome, list), outcome
    return outcome[2]


@patiently
@given(statements)
def test_totals_add_up_the_lines_and_headings(figures, facts):
    found = worked_out(figures, facts)
    by_side = {side: sum(x.monthly for x in found.lines if x.side is side) for side in Side}
    assert list(by_side.values()) == [found.income, found.fixed_costs, found.flexible_costs]
    assert found.surplus == found.income - found.fixed_costs - found.flexible_costs
    assert sum(each.monthly for each in found.headings) == sum(by_side.values())
    assert all(each.monthly == each.monthly.quantize(Decimal("0.01")) for each in found.lines)


@patiently
@given(statements)
def test_a_line_is_within_half_a_penny_of_its_exact_amount(figures, facts):
    for line in worked_out(figures, facts).lines:
        if line.name in facts and line.name != "rent":
            given_ = facts[line.name]
            exact = Decimal(given_["amount"]) * HowOften(given_["per"]).times_in_year / 12  # type: ignore[call-arg]
            assert abs(line.monthly - exact) <= HALF_A_PENNY


@patiently
@given(statements, st.sampled_from(list(LINES)), st.integers(1, 30_000), often)
def test_how_often_changes_nothing_but_named_rounding(figures, facts, name, yearly_units, per):
    # A year's amount that every frequency divides exactly, so only the way it is said differs.
    yearly = Decimal(yearly_units) * 52 * 10 * 3 / 100
    times = HowOften(per).times_in_year  # type: ignore[call-arg]
    each = {"amount": f"{yearly / times:.2f}", "per": per}
    assert Decimal(each["amount"]) * times == yearly
    said_by_the_year = facts | {name: {"amount": f"{yearly:.2f}", "per": "annual"}}
    one, other = (worked_out(figures, f) for f in (facts | {name: each}, said_by_the_year))
    assert one.surplus == other.surplus
    assert one.offer == other.offer


@patiently
@given(statements, st.sampled_from(COSTS), st.lists(st.integers(0, 5_000), min_size=2, max_size=6))
def test_splitting_a_cost_into_parts_is_within_their_rounding(figures, facts, name, parts):
    whole = {k: v for k, v in facts.items() if k != name} | {"cost_other": [], "income_other": []}
    rows = [{"what": "A part", "amount": paid(part, "weekly")} for part in parts]
    one = worked_out(figures, whole | {name: paid(sum(parts), "weekly")})
    other = worked_out(figures, whole | {"cost_other": rows})
    assert abs(one.surplus - other.surplus) <= HALF_A_PENNY * (len(parts) + 1)


@patiently
@given(statements, st.lists(st.integers(1, 20_000), max_size=3))
def test_an_offer_never_takes_the_household_below_its_essential_costs(figures, facts, owed):
    debts = [
        {"creditor": "A priority", "owed": "900", "payment": paid(each, "weekly")} for each in owed
    ]
    found = worked_out(figures, facts | {"priority_debts": debts})
    if found.offer is None:
        assert found.offers == ()
        assert found.can_offer.verdict is not Verdict.YES
        return
    assert 0 < found.offer <= found.left_for_arrears <= found.surplus
    assert found.surplus - found.offer - found.priority_payments >= found.savings >= 0
    for each in found.offers:
        assert each.amount * each.frequency.periods_in_year <= found.offer * 12
        assert (each.payments - 1) * each.amount < Decimal("846.20") <= each.payments * each.amount


@patiently
@given(statements, st.sampled_from(COSTS), st.integers(1, 100_000), often)
def test_adding_a_cost_never_raises_the_offer(figures, facts, name, more, per):
    before = worked_out(figures, facts)
    row = {"what": "One more cost", "amount": paid(more, per)}
    after = worked_out(figures, facts | {"cost_other": [row]})
    assert (after.offer or 0) <= (before.offer or 0)
    assert after.surplus <= before.surplus


@patiently
@given(statements, st.integers(1, 100_000), often)
def test_more_income_never_raises_what_is_left_by_more_than_itself(figures, facts, more, per):
    row = {"what": "More", "amount": paid(more, per)}
    before, after = (worked_out(figures, each) for each in (facts, facts | {"income_other": [row]}))
    gained = next(x.monthly for x in after.lines if x.name.startswith("income_other."))
    assert after.surplus - before.surplus == gained
    assert 0 <= after.left_for_arrears - before.left_for_arrears <= gained


@patiently
@given(statements, st.booleans(), st.booleans())
def test_other_debts_or_nothing_left_never_lead_to_an_offer(figures, facts, card, short):
    if card:
        facts = facts | {"other_debts": [{"creditor": "A card", "owed": "10"}]}
    if short:
        facts = facts | {"cost_other": [{"what": "All", "amount": paid(9_000_000, "monthly")}]}
    found = worked_out(figures, facts)
    if card or short:
        assert found.offer is None
        assert found.can_offer.verdict is Verdict.NO
        assert found.referral.verdict is Verdict.YES
        assert found.referrals


@patiently
@given(statements)
def test_every_statement_can_be_shown(figures, facts):
    outcome = attempt("affordability", json.dumps(facts), figures)
    shown = document("Affordability", outcome[1], outcome[2])
    for write in (as_markdown, as_case_note, lambda doc: as_html(doc, "x")):
        assert "None" not in write(shown).replace("None of these", "")


@pytest.mark.parametrize("name", LINES)
def test_each_line_counts_on_its_own_side(figures, name):
    """Every line of the statement, once: income raises what is left, a cost lowers it."""
    base = BASE | {"income_pay": paid(100_000, "monthly")}
    before = worked_out(figures, base)
    taken = Decimal(1000) if name == "income_pay" else 0
    after = worked_out(figures, base | {name: paid(1_200, "annual")})
    change = after.surplus - before.surplus + taken
    assert change == (1 if LINES[name] is Side.INCOME else -1)
    assert {x.heading for x in after.lines if x.name == name} == {
        question_of(AffordabilityInput.model_fields[name]).group
    }
