"""The suggested plan: never more than the household can spare, nor than benefit may give."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from calculators.case.facts import Facts
from calculators.case.links import Known
from calculators.case.suggestion import as_offer, beware, suggested_plan
from calculators.core.outcomes import cannot_tell, no, yes


def money(text):
    return None if text is None else Decimal(text)


def affords(offer="40.00", surplus="60.00", left="45.00", can=None):
    return SimpleNamespace(
        offer=money(offer),
        surplus=money(surplus),
        left_for_arrears=money(left),
        can_offer=can or yes("There is money left."),
    )


def may_take(most="63.74", least="21.25", deduction=None):
    return SimpleNamespace(
        most_deduction=money(most),
        least_deduction=money(least),
        deduction=deduction or yes("It can be asked for."),
    )


def suggested(typed=None, **answers):
    return suggested_plan(Known(Facts(typed or {}), answers))


def test_nothing_is_suggested_before_anybody_knows_what_is_spare():
    assert suggested(deductions_and_managed_payments=may_take()) is None


@pytest.mark.parametrize(
    ("offer", "surplus", "left", "a_month"),
    [
        ("40.00", "60.00", "45.00", "40.00"),
        ("45.00", "60.00", "45.00", "45.00"),
        ("45.01", "60.00", "45.00", "45.00"),
        ("61.00", "60.00", None, "60.00"),
        ("0.01", "0.01", None, "0.01"),
    ],
)
def test_it_is_the_suggested_offer_and_never_above_what_is_left(offer, surplus, left, a_month):
    found = suggested(affordability=affords(offer, surplus, left))
    assert found.a_month == Decimal(a_month)
    assert found.from_benefit is None


@pytest.mark.parametrize(
    "answer",
    [
        affords(can=no("More goes out than comes in.")),
        affords(can=cannot_tell("The pay is not known.", "the pay")),
        affords(offer=None),
        affords(surplus="0.00"),
        affords(surplus="-3.20"),
    ],
)
def test_no_plan_takes_a_household_below_its_essential_costs(answer):
    found = suggested(affordability=answer)
    assert found.a_month is None
    assert found.words[0].startswith("No plan is suggested.")


@pytest.mark.parametrize(
    ("most", "taken"),
    [
        ("39.99", "39.99"),
        ("40.00", "40.00"),
        ("40.01", "40.00"),
        ("21.25", "21.25"),
        ("21.24", None),  # the least that may be taken does not fit under the limit
        ("0.00", None),
        (None, None),
    ],
)
def test_taken_from_benefit_it_stays_within_the_limit(most, taken):
    found = suggested(affordability=affords(), deductions_and_managed_payments=may_take(most))
    assert found.a_month == Decimal("40.00")
    assert found.from_benefit == money(taken)


@pytest.mark.parametrize(("offer", "taken"), [("21.24", None), ("21.25", "21.25")])
def test_the_least_deduction_is_not_taken_from_a_household_that_cannot_spare_it(offer, taken):
    found = suggested(
        affordability=affords(offer), deductions_and_managed_payments=may_take("63.74", "21.25")
    )
    assert found.from_benefit == money(taken)


def test_a_deduction_that_cannot_be_asked_for_is_not_suggested():
    deduction = may_take(deduction=no("Earnings are above the work allowance."))
    found = suggested(affordability=affords(), deductions_and_managed_payments=deduction)
    assert found.from_benefit is None
    assert "Not from benefit: Earnings are above the work allowance." in found.words


@pytest.mark.parametrize(
    ("can", "deduction", "said"),
    [
        (no("More goes out than comes in."), yes("It can be asked for."), True),
        (no("More goes out than comes in."), cannot_tell("Open.", "the earnings"), True),
        (no("More goes out than comes in."), no("Earnings are too high."), False),
        (cannot_tell("No income is entered yet.", "what comes in"), yes("It can."), False),
    ],
)
def test_a_household_that_is_short_is_not_sent_to_a_deduction_either(can, deduction, said):
    answers = {
        "affordability": affords(can=can),
        "deductions_and_managed_payments": may_take(deduction=deduction),
    }
    found = suggested(**answers)
    assert any("Do not ask for a deduction" in each for each in found.words) is said


def test_a_deduction_that_may_not_be_asked_for_is_said_to_be_open():
    deduction = may_take(deduction=cannot_tell("Nothing stands against it.", "the earnings"))
    found = suggested(affordability=affords(), deductions_and_managed_payments=deduction)
    assert found.words[1].startswith(
        "Taken from benefit instead, if a deduction can be asked for, which is not known, £40.00"
    )


@pytest.mark.parametrize(("typed", "said"), [("40.00", False), ("40.01", True)])
def test_an_offer_above_what_is_spare_is_said_to_be(typed, said):
    plan = SimpleNamespace(a_month=Decimal(typed))
    found = suggested(affordability=affords(), repayment_plan=plan)
    assert any("£0.01 more than that" in words for words in found.words) is said


def test_an_offer_that_pays_the_rent_too_is_not_compared():
    plan = SimpleNamespace(a_month=Decimal("480.00"))
    typed = {"offer_includes_rent": "yes"}
    assert len(suggested(typed, affordability=affords(), repayment_plan=plan).words) == 1


def test_the_suggestion_is_an_offer_of_the_plans_form():
    from calculators.registry import CALCULATORS

    answers = as_offer(suggested(affordability=affords()))
    assert answers["offer"] == "40.00"
    assert set(answers) <= set(CALCULATORS["repayment_plan"].inputs.model_fields)


def test_the_plan_is_warned_against_only_where_no_offer_can_be_made():
    def said(can, calculator="repayment_plan"):
        return beware(calculator, Known(Facts({}), {"affordability": affords(can=can)}))

    short = no("Nothing is left after essential costs.")
    assert said(short) == "Affordability suggests no plan. Nothing is left after essential costs."
    assert said(short, "affordability") == ""
    assert said(cannot_tell("It is not known.", "the income")) == ""
    assert said(yes("There is money left.")) == ""
    assert beware("repayment_plan", Known(Facts({}), {})) == ""
