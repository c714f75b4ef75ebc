"""The suggested plan over the calculators' own answers: every affordable case, every benefit."""

import datetime as dt
import json
from itertools import product
from pathlib import Path

import pytest

from calculators import browser
from calculators.case.facts import Facts
from calculators.case.links import Known
from calculators.case.suggestion import suggested_plan
from handbook.consistency.scenarios import inputs_json
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def content():
    return load(ROOT, today=dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def answers(content):
    found = {}
    for name in ("affordability", "deductions_and_managed_payments"):
        outcomes = [
            browser.attempt(name, inputs_json(each), content.figure_set)
            for each in content.scenarios[name]
        ]
        found[name] = [each[2] for each in outcomes if not isinstance(each, list)]
    return found


def sheet_of(facts):
    """The case sheet of facts typed in the tab."""
    return json.loads(browser.case_sheet(json.dumps({"facts": facts})))


def test_no_plan_takes_more_than_is_left_or_than_benefit_may_give(answers):
    plans = 0
    for affords, benefit in product(*answers.values()):
        known = Known(
            Facts({}), {"affordability": affords, "deductions_and_managed_payments": benefit}
        )
        found = suggested_plan(known)
        if found is None or found.a_month is None:
            continue
        plans += 1
        assert affords.surplus is not None
        assert 0 < found.a_month <= affords.surplus
        if found.from_benefit is not None:
            assert found.from_benefit <= found.a_month
            assert found.from_benefit <= (benefit.most_deduction or benefit.weekly_deduction)
    assert plans > 500


#: 912.40 a month: 424.90 and a rent of 112.50 × 52 ÷ 12 = 487.50.
TENANT = {
    "case_date": "2026-11-22",
    "rent": "112.50",
    "rent_frequency": "weekly",
    "help_with_rent": "uc-managed-payment",
    "date_of_birth": "1988-04-06",
    "partner": "no",
    "bedrooms": "1",
    "assessment_period_start": "2026-11-14",
    "rent_paid_to_us": {"amount": "487.50", "per": "monthly"},
    "universal_credit_entered": "after-the-rent",
}


@pytest.mark.parametrize(
    ("paid", "asked"), [("429.90", False), ("429.91", True), ("300.00", False)]
)
def test_more_universal_credit_than_is_worked_out_is_asked_about(content, monkeypatch, paid, asked):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = TENANT | {"income_universal_credit": {"amount": paid, "per": "monthly"}}
    reply = sheet_of(facts)
    assert ("Is Universal Credit right in Affordability?" in reply["note"]) is asked
    assert "Your organisation's guideline figures" not in reply["result"]["to_ask"]
    if asked:
        assert "It counts £917.41 a month, and Universal Credit works out £912.40" in reply["note"]


def test_what_a_calculator_does_not_ask_in_a_case_is_not_said_to_follow(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = {
        "case_date": "2026-11-22",
        "arrears": "450.00",
        "rent": "105.00",
        "rent_frequency": "weekly",
        "date_of_birth": "1948-01-01",
        "partner": "no",
        "benefit": "pension-credit",
    }
    note = sheet_of(facts)["note"]
    assert "From Pension Credit £4.80 a week" in note
    assert "- Gets Universal Credit? No, because nobody" in note
    assert "Assessment period starts: 22 November" not in note
    assert "- Is there an amount for rent" not in note


#: 900.00 on the account, less 50.00 of recharges and 404.00 of court costs: 446.00 of rent.
ACCOUNT = {
    "case_date": "2026-11-22",
    "account_balance": "900.00",
    "recharges": "50.00",
    "court_costs": "404.00",
    "rent": "112.50",
    "rent_frequency": "weekly",
}
OWED = {"value": "446.00", "because": "that is the rent owed in Arrears position"}


def follows(calculator, facts):
    reply = json.loads(browser.answer(f"follows:{calculator}", json.dumps({"facts": facts})))
    assert reply["ok"], reply
    return reply["facts"]


# The last stands after everything on the sheet, as it has no place there.
@pytest.mark.parametrize("calculator", ["affordability", "repayment_plan", "eviction_readiness"])
def test_the_arrears_follow_from_the_account_with_the_rest_kept_apart(
    content, monkeypatch, calculator
):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    assert follows(calculator, ACCOUNT) == {"arrears": OWED}


def test_what_was_given_never_follows_not_even_if_it_was_given_as_not_known(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    assert follows("repayment_plan", ACCOUNT | {"arrears": "9.00"}) == {}
    born = ACCOUNT | {"date_of_birth": {"day": "1", "month": "2", "year": "1990"}, "partner": "no"}
    # 36 since 1 February 2026.
    household = {
        "value": "single-25-or-over",
        "because": "the tenant is 36 on 22 November 2026 and has no partner",
    }
    assert follows("repayment_plan", born) == {"arrears": OWED, "household": household}
    assert follows("repayment_plan", born | {"household": "not-known"}) == {"arrears": OWED}


def test_what_a_calculator_does_not_ask_in_a_case_does_not_follow_for_it(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = {"help_with_rent": "uc-to-tenant"}
    assert "paid_to_us_already" in follows("deductions_and_managed_payments", facts)
    facts["benefit"] = "pension-credit"
    assert "paid_to_us_already" not in follows("deductions_and_managed_payments", facts)


def test_nothing_follows_from_an_account_in_credit_or_one_that_cannot_be_read(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    for balance in ("454.00", "lots"):  # 454.00 is all recharges and court costs
        assert follows("repayment_plan", ACCOUNT | {"account_balance": balance}) == {}
    assert follows("repayment_plan", {}) == {}


def test_a_calculator_takes_nothing_from_its_own_answer(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    assert follows("arrears_position", ACCOUNT) == {}


#: Two weeks of rent charged and 60.00 paid: 176.50 is owed.
STATEMENT = """Date\tDetails\tDebit\tCredit\tBalance
05/10/2026\tRent\t118.25\t\t118.25
09/10/2026\tPayment\t\t60.00\t58.25
12/10/2026\tRent\t118.25\t\t176.50"""


def test_a_pasted_statement_is_as_good_as_a_balance(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = {
        "case_date": "2026-10-18",
        "rent": "118.25",
        "rent_frequency": "weekly",
        "statement": STATEMENT,
    }
    case = json.dumps({"facts": facts})
    follows = json.loads(browser.following("repayment_plan", case))["facts"]
    assert follows["arrears"]["value"] == "176.50"
    assert "£176.50 of rent is owed" in json.loads(browser.case_sheet(case))["note"]
    del facts["statement"]
    asked = sheet_of(facts)["result"]["to_ask"]
    assert "Balance on the rent account" in asked


def test_at_state_pension_age_nothing_is_asked_for_universal_credit(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = {
        "case_date": "2026-11-22",
        "rent": "105.40",
        "rent_frequency": "weekly",
        "date_of_birth": "1955-02-03",
        "partner": "no",
        "help_with_rent": "housing-benefit",
    }
    note = sheet_of(facts)["note"]
    assert "- Universal Credit: Nobody in the household is under State Pension age" in note
    assert "Needed for Universal Credit" not in note
    assert "Bedrooms in the home" not in note


def test_the_sheet_says_what_to_do_next_for_each_answer(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = TENANT | {"income_universal_credit": {"amount": "300.00", "per": "monthly"}}
    html = sheet_of(facts)["html"]
    assert "<h4>Do next</h4><ul><li>" in html


def test_what_nobody_was_asked_yet_is_nothing_to_put_right(content, monkeypatch):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    facts = {
        "case_date": "2026-11-22",
        "rent": "120.00",
        "rent_frequency": "weekly",
        "help_with_rent": "uc-to-tenant",
    }
    html = sheet_of(facts)["html"]
    affordability = html.partition(">Affordability</a>")[2].partition("</article>")[0]
    assert "<p>Not worked out yet:</p>" in affordability
    assert "Enter what Universal Credit pays" in affordability
    bad = facts | {"income_universal_credit": {"amount": "lots", "per": "monthly"}}
    html = json.loads(browser.case_sheet(json.dumps({"facts": bad})))["html"]
    affordability = html.partition(">Affordability</a>")[2].partition("</article>")[0]
    assert "<p>Not worked out. Put this right:</p>" in affordability


#: Handed over on Tuesday 3 November 2026: served that day.
NOTICE = {
    "case_date": "2026-11-22",
    "landlord": "council",
    "tenure": "secure",
    "method": "by-hand",
    "given_on": "2026-11-03",
    "rent_frequency": "weekly",
    "protection": "standard",
    "stage": "notice-served",
}


@pytest.mark.parametrize(
    ("task", "page", "value"),
    [
        ("check", "breathing_space", "2026-11-03"),
        ("check", "protocol_ledger", "2026-11-03"),
        ("plan", "breathing_space", None),
        ("check", "notice", None),
    ],
)
def test_the_day_a_notice_was_served_is_offered_where_it_is_asked(
    content, monkeypatch, task, page, value
):
    monkeypatch.setattr(browser, "_held", content.figure_set)
    case = json.dumps({"facts": NOTICE | {"task": task}})
    offered = json.loads(browser.following(page, case))["facts"].get("notice_served_on")
    assert (offered and offered["value"]) == value
    if value:
        assert offered["because"] == "Notice has it served on 3 November 2026"
