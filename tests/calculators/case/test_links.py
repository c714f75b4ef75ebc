"""Facts that follow from others: each link below, at and above its ages, and where it says nothing.

Ages are worked out by hand from the dates of birth; a birthday counts from its start.
"""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from calculators.case.facts import Facts
from calculators.case.links import LINKS, Known, linked
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


def test_a_question_with_no_link_follows_from_nothing():
    assert found("rent") is None
    assert "rent" not in LINKS
