"""Facts that follow from others: each link below, at and above its ages, and where it says nothing.

Ages are worked out by hand from the dates of birth; a birthday counts from its start.
"""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from calculators.affordability.models import HeadingTotal
from calculators.affordability.statement import Side
from calculators.case.facts import Facts
from calculators.case.links import LINKS, Known, linked, not_for
from calculators.repayment_plan.models import Household


def found(name, answers=None, **typed):
    got = linked(name, Known(Facts({"case_date": "2026-11-22", **typed}), answers or {}))
    return got and got.value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        # 25 on the day, and the day before it.
        ({"date_of_birth": "22 11 2001", "partner": "no"}, "single-25-or-over"),
        ({"date_of_birth": "23 11 2001", "partner": "no"}, "single-under-25"),
        (
            {
                "date_of_birth": {"day": "23", "month": "11", "year": "2001"},
                "partner": "yes",
                "partner_date_of_birth": "22 11 2001",
            },
            "couple-one-25-or-over",
        ),
        (
            {
                "date_of_birth": "23 11 2001",
                "partner": "yes",
                "partner_date_of_birth": "23 11 2001",
            },
            "couple-both-under-25",
        ),
        # Nobody said whether there is a partner, or how old one is: nothing follows.
        ({"date_of_birth": "22 11 2001"}, None),
        ({"date_of_birth": "22 11 2001", "partner": "yes"}, None),
        ({"partner": "no"}, None),
        ({"date_of_birth": "22 11 2027", "partner": "no"}, None),
        ({"date_of_birth": "soon", "partner": "no"}, None),
    ],
)
def test_the_household_follows_from_dates_of_birth_on_the_day_of_the_case(typed, value):
    assert found("household", **typed) == value


def test_ages_are_those_of_the_last_day_of_the_assessment_period():
    typed = {"date_of_birth": "13 12 2001", "partner": "no"}
    assert found("household", **typed) == "single-under-25"
    typed["assessment_period_start"] = "14 11 2026"  # its last day is 13 December 2026
    assert found("household", **typed) == "single-25-or-over"
    assert found("household", **typed | {"date_of_birth": "14 12 2001"}) == "single-under-25"
    period = SimpleNamespace(period_ends=dt.date(2026, 12, 14))
    answers = {"universal_credit": period}
    assert found("household", answers, **typed | {"date_of_birth": "14 12 2001"}) == (
        "single-25-or-over"
    )


def test_a_tenant_whose_partner_cannot_claim_has_the_amount_of_one_person():
    typed = {
        "date_of_birth": "23 11 2001",
        "partner": "yes",
        "partner_date_of_birth": "1 1 1990",
    }
    assert found("household", **typed) == "couple-one-25-or-over"
    assert found("household", **typed, partner_can_claim="no") == "single-under-25"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("gets_universal_credit", {"help_with_rent": "uc-to-tenant"}, "yes"),
        ("gets_universal_credit", {"help_with_rent": "housing-benefit"}, None),
        ("gets_universal_credit", {"benefit": "universal-credit"}, "yes"),
        ("gets_universal_credit", {"benefit": "pension-credit"}, None),
        ("gets_pension_credit", {"benefit": "pension-credit"}, "yes"),
        ("gets_pension_credit", {"help_with_rent": "uc-to-tenant"}, None),
        ("gets_housing_benefit", {"help_with_rent": "housing-benefit"}, "yes"),
        ("gets_housing_benefit", {"help_with_rent": "uc-to-tenant"}, None),
        ("benefit", {"gets_universal_credit": "yes"}, "universal-credit"),
        ("benefit", {"gets_pension_credit": "yes"}, "pension-credit"),
        ("benefit", {"gets_pension_credit": "no"}, None),
        ("gets_universal_credit", {"main_benefit": "universal-credit"}, "yes"),
        ("gets_universal_credit", {"main_benefit": "guarantee-credit"}, None),
        ("gets_pension_credit", {"main_benefit": "guarantee-credit"}, "yes"),
        ("benefit", {"main_benefit": "universal-credit"}, "universal-credit"),
        ("benefit", {"main_benefit": "guarantee-credit"}, "pension-credit"),
        ("benefit", {"main_benefit": "none"}, None),
        ("uc_has_housing", {"main_benefit": "guarantee-credit"}, None),
        ("uc_has_housing", {"gets_universal_credit": "yes"}, None),
        ("main_benefit", {"gets_universal_credit": "yes"}, "universal-credit"),
        ("main_benefit", {"benefit": "universal-credit"}, "universal-credit"),
        ("main_benefit", {"benefit": "pension-credit"}, None),
        ("paid_to_us_already", {"help_with_rent": "uc-managed-payment"}, "yes"),
        ("paid_to_us_already", {"help_with_rent": "uc-to-tenant"}, "no"),
        ("paid_to_us_already", {"help_with_rent": "housing-benefit"}, None),
        ("housing", {"accommodation": "temporary"}, "specified"),
        ("housing", {"accommodation": "specified"}, "specified"),
        ("housing", {"accommodation": "general"}, None),
        ("housing", {"shared_ownership": "yes"}, "shared-ownership"),
        ("accommodation", {"housing": "specified"}, "specified"),
        ("accommodation", {"housing": "specified", "accommodation": "temporary"}, None),
        ("accommodation", {"housing": "rented"}, None),
        ("shared_ownership", {"housing": "shared-ownership"}, "yes"),
        ("shared_ownership", {"housing": "rented"}, None),
        ("work_allowance", {"children": [{"born": "1 1 2020"}]}, "yes"),
        ("work_allowance", {"partner_health": "lcw"}, "yes"),
        ("work_allowance", {"health": "none"}, None),
    ],
)
def test_what_was_said_once_is_not_asked_again(name, typed, value):
    assert found(name, **typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        # Born on 22 July 1960: State Pension age, 66 years and 4 months, on the day of the case.
        ({"date_of_birth": "22 7 1960", "partner": "no"}, "no"),
        ({"date_of_birth": "23 7 1960", "partner": "no"}, None),
        ({"date_of_birth": "22 7 1960"}, None),
        ({"date_of_birth": "22 7 1960", "partner": "yes"}, None),
        (
            {
                "date_of_birth": "22 7 1960",
                "partner": "yes",
                "partner_date_of_birth": "23 7 1960",
            },
            None,
        ),
        (
            {
                "date_of_birth": "22 7 1960",
                "partner": "yes",
                "partner_date_of_birth": "22 7 1950",
            },
            "no",
        ),
    ],
)
def test_nobody_over_pension_age_is_asked_about_universal_credit(typed, value):
    assert found("gets_universal_credit", **typed) == value
    assert found("assessment_period_start", **typed) == (value and "2026-11-22")


def test_every_household_that_follows_is_one_the_form_offers():
    values = {each.value for each in Household}
    for born in ("2001-11-22", "2001-11-23"):
        alone = found("household", date_of_birth=born, partner="no")
        couple = found("household", date_of_birth=born, partner="yes", partner_date_of_birth=born)
        assert {alone, couple} <= values


@pytest.mark.parametrize(
    ("born", "under_16", "to_18"),
    [
        ("2010-11-23", "1", "0"),  # 15
        ("2010-11-22", "0", "1"),  # 16 today
        ("2007-11-23", "0", "1"),  # 18
        ("2007-11-22", "0", "0"),  # 19 today
        ("2026-11-22", "1", "0"),  # born today
    ],
)
def test_children_are_counted_by_age(born, under_16, to_18):
    assert found("number_under_16", children=[{"born": born}]) == under_16
    assert found("number_16_to_18", children=[{"born": born}]) == to_18


@pytest.mark.parametrize(
    "rows", [[{"born": "x"}], [{"sex": "male"}], "two", [{"born": "2027-01-01"}]]
)
def test_children_that_cannot_be_read_are_not_counted(rows):
    assert found("number_under_16", children=rows) is None


def test_other_adults_are_counted():
    adults = [{"born": "6 4 2001"}, {"born": "1 5 1960"}]
    assert found("number_non_dependants", non_dependants=adults) == "2"


@pytest.mark.parametrize(
    ("help_with_rent", "value"),
    [
        ("uc-to-tenant", "universal-credit"),
        ("uc-managed-payment", "universal-credit"),
        ("housing-benefit", None),
        ("not-known", None),
    ],
)
def test_the_benefit_follows_from_what_helps_with_the_rent(help_with_rent, value):
    assert found("benefit", help_with_rent=help_with_rent) == value
    assert found("uc_has_housing", help_with_rent=help_with_rent) == (value and "yes")


def test_arrears_follow_from_where_the_account_stands():
    position = SimpleNamespace(rent_arrears=Decimal("512.40"))
    assert found("arrears", {"arrears_position": position}) == "512.40"
    assert found("arrears", {"arrears_position": SimpleNamespace(rent_arrears=Decimal(0))}) is None
    assert found("arrears", {}) is None


def test_the_day_a_notice_was_served_follows_from_its_own_calculator():
    served = {"notice": SimpleNamespace(served_on=dt.date(2026, 11, 5))}
    assert found("notice_served_on", served, task="check") == "2026-11-05"
    # Only planned, or with a day of service that cannot be told: nothing follows.
    assert found("notice_served_on", served, task="plan") is None
    assert found("notice_served_on", served) is None
    unclear = {"notice": SimpleNamespace(served_on=None)}
    assert found("notice_served_on", unclear, task="check") is None
    assert found("notice_served_on", {}, task="check") is None


def test_a_question_with_no_link_follows_from_nothing():
    assert found("rent") is None
    assert "rent" not in LINKS


@pytest.mark.parametrize(
    ("typed", "period", "payment", "amount"),
    [
        ({"help_with_rent": "uc-to-tenant"}, "2026-10-24", "2026-11-30", "520.00"),
        ({"help_with_rent": "uc-managed-payment"}, "2026-10-24", "2026-11-30", "520.00"),
        ({"help_with_rent": "housing-benefit"}, None, None, None),
        ({}, None, None, None),
    ],
)
def test_the_next_payment_of_universal_credit_is_typed_once(typed, period, payment, amount):
    paid = {
        "benefit_next_on": "30 11 2026",
        "benefit_next_amount": "520.00",
        "benefit_covers_from": "24 10 2026",
    }
    assert found("assessment_period_start", **paid, **typed) == period
    assert found("next_uc_payment", **paid, **typed) == payment
    assert found("uc_housing_amount", **paid, **typed) == amount


def test_a_period_that_starts_on_the_same_day_of_another_month_is_no_contradiction():
    typed = {"help_with_rent": "uc-to-tenant", "benefit_covers_from": "24 10 2026"}
    assert found("assessment_period_start", assessment_period_start="24 11 2026", **typed) is None
    assert found("assessment_period_start", assessment_period_start="25 10 2026", **typed) == (
        "2026-10-24"
    )


def test_what_benefit_pays_towards_the_rent_follows_from_its_own_calculator():
    award = {"universal_credit": SimpleNamespace(to_landlord=Decimal("614.90"))}
    typed = {"help_with_rent": "uc-to-tenant"}
    assert found("uc_housing_amount", award, **typed) == "614.90"
    assert found("uc_housing_amount", award, benefit_next_amount="520", **typed) == "520.00"
    assert found("uc_housing_amount", {}, **typed) is None
    assert found("uc_housing_amount", award, help_with_rent="none") is None
    direct = {"help_with_rent": "uc-managed-payment"}
    a_month = {"amount": "480.00", "per": "monthly"}
    assert found("uc_housing_amount", award, rent_paid_to_us=a_month, **direct) == "480.00"
    by_week = {"amount": "110.00", "per": "weekly"}
    assert found("uc_housing_amount", award, rent_paid_to_us=by_week, **direct) == "614.90"
    nothing = {"housing_benefit": SimpleNamespace(award=Decimal("0.00"))}
    assert found("housing_benefit", nothing, help_with_rent="housing-benefit") == "0.00"
    assert found("housing_benefit", nothing, help_with_rent="uc-to-tenant") is None
    unknown = {"housing_benefit": SimpleNamespace(award=None)}
    assert found("housing_benefit", unknown, help_with_rent="housing-benefit") is None


@pytest.mark.parametrize(
    ("headings", "value"),
    [
        ({"Benefits": "945.00"}, "yes"),
        ({"Benefits": "945.00", "Benefits closed to new claims": "20.00"}, "yes"),
        ({"Benefits": "945.00", "Earnings": "0.01"}, "no"),
        ({"Benefits": "945.00", "Earnings": "0.00"}, "yes"),
        ({"Other": "20.00"}, "no"),
        # A pension may be a benefit or not.
        ({"Benefits": "130.00", "Pensions": "1126.67"}, None),
        ({}, None),
    ],
)
def test_whether_benefits_are_all_follows_from_the_statement(headings, value):
    income = tuple(
        HeadingTotal(side=Side.INCOME, heading=name, monthly=Decimal(amount))
        for name, amount in headings.items()
    )
    costs = HeadingTotal(side=Side.FIXED, heading="Water", monthly=Decimal(30))
    answer = {"affordability": SimpleNamespace(headings=(*income, costs))}
    assert found("only_benefits", answer) == value
    assert found("only_benefits", {}) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ({"gets_universal_credit": "no", "gets_pension_credit": "no"}, "none"),
        ({"gets_universal_credit": "no"}, None),
        ({"gets_universal_credit": "no", "gets_pension_credit": "yes"}, None),
        ({"gets_universal_credit": "no", "gets_pension_credit": "not-known"}, None),
        ({"gets_pension_credit": "no"}, None),
    ],
)
def test_neither_benefit_follows_only_from_both_answers(typed, value):
    assert found("main_benefit", **typed) == value


def test_nothing_more_is_asked_for_universal_credit_at_state_pension_age():
    facts = {"case_date": "2026-11-22", "partner": "no"}
    old = Known(Facts(facts | {"date_of_birth": "22 7 1960"}), {})
    younger = Known(Facts(facts | {"date_of_birth": "23 7 1960"}), {})
    assert not_for("universal_credit", old).startswith("Nobody in the household is under")
    assert not_for("universal_credit", younger) == ""
    assert not_for("bedroom_entitlement", old).endswith("Nothing is taken off for spare bedrooms")
    assert not_for("bedroom_entitlement", younger) == ""
    assert not_for("housing_benefit", old) == ""
