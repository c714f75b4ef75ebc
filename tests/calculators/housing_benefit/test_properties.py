"""What holds for every award, whatever is typed and whatever is missing."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calculators.browser import attempt
from handbook.content import load

patient = settings(
    deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PENNY = Decimal("0.01")
#: Housing Benefit below this a week is not paid at all: HB Regulations 2006, reg. 75.
LEAST_PAID = Decimal("0.50")
TAPER = Decimal("0.65")


@pytest.fixture(scope="module")
def figures(pytestconfig):
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def pence(most):
    return st.integers(0, most).map(lambda number: str(number * PENNY))


adults = st.fixed_dictionaries(
    {
        "born": st.dates(dt.date(1930, 1, 1), dt.date(2008, 4, 1)).map(str),
        "disability": st.sampled_from(["none", "care", "other"]),
        "circumstances": st.sampled_from(
            ["none", "pension-credit", "carers-allowance", "prison", "student"]
        ),
        "works_16_hours": st.sampled_from(["yes", "no"]),
        "gross_weekly_income": pence(80_000),
    }
)


@st.composite
def cases(draw):
    """A case with every fact known."""
    old = draw(st.booleans())
    births = (
        st.dates(dt.date(1930, 1, 1), dt.date(1958, 3, 31))
        if old
        else st.dates(dt.date(1962, 1, 1), dt.date(2008, 3, 31))
    )
    case = {
        "case_date": str(draw(st.dates(dt.date(2024, 4, 8), dt.date(2027, 3, 31)))),
        "accommodation": draw(st.sampled_from(["specified", "temporary"] + ["general"] * old)),
        "rent": str(Decimal(draw(st.integers(12_000, 46_153))) * PENNY),
        "rent_frequency": draw(st.sampled_from(["weekly", "fortnightly", "four-weekly"])),
        "ineligible_charges": draw(pence(1_999)),
        "date_of_birth": str(draw(births)),
        "main_benefit": draw(
            st.sampled_from(["none"] * 4 + ["guarantee-credit" if old else "universal-credit"])
        ),
        "capital": draw(pence(1_800_000)),
        "weekly_earnings": draw(pence(50_000)),
        "weekly_other_income": draw(pence(60_000)),
        "higher_disregard": draw(st.sampled_from(["yes", "no"])),
        "additional_disregard": draw(st.sampled_from(["yes", "no"])),
        "disability_benefit": draw(st.sampled_from(["none", "care", "care-enhanced"])),
        "carers": draw(st.sampled_from(["none", "one"])),
        "paid_carers": draw(st.sampled_from(["none", "one", "two"])),
        "non_dependants": draw(st.lists(adults, max_size=3)),
    }
    if draw(st.booleans()):
        case |= {
            "partner": "yes",
            "partner_date_of_birth": str(draw(births)),
            "partner_disability_benefit": draw(st.sampled_from(["none", "care"])),
        }
    return case


def ends(case, figures):
    """The least and the most Housing Benefit, and the whole result."""
    outcome = attempt("housing_benefit", json.dumps(case), figures)
    assert not isinstance(outcome, list), (case, outcome)
    result = outcome[2]
    if result.award is not None:
        return result.award, result.award, result
    return result.least, result.most, result


@patient
@given(cases(), st.integers(-150, 150))
def test_an_award_is_never_negative_and_never_above_the_rent_it_covers(figures, case, near):
    least, _, _ = ends(case, figures)
    # Then so much more income that next to nothing is left: a penny more, a penny less than 50p.
    more = max(Decimal(0), (least - LEAST_PAID) / TAPER + near * PENNY).quantize(PENNY)
    little = case | {"weekly_other_income": str(Decimal(case["weekly_other_income"]) + more)}
    for facts in (case, little):
        least, most, result = ends(facts, figures)
        assert 0 <= least <= most <= result.eligible_rent <= result.weekly_rent
        assert least == 0 or least >= LEAST_PAID
        if result.left_to_pay is not None:
            assert result.left_to_pay + result.award == result.weekly_rent


@patient
@given(
    cases(), st.sampled_from(["weekly_earnings", "weekly_other_income", "capital"]), pence(9_999)
)
def test_more_coming_in_never_raises_it(figures, case, which, more):
    before = ends(case, figures)
    after = ends(case | {which: str(Decimal(case[which]) + Decimal(more))}, figures)
    assert after[0] <= before[0]
    assert after[1] <= before[1]


@patient
@given(cases(), st.sampled_from(["weekly_earnings", "weekly_other_income"]), pence(9_999))
def test_more_income_never_takes_away_more_than_itself(figures, case, which, more):
    more = Decimal(more)
    before = ends(case, figures)
    after = ends(case | {which: str(Decimal(case[which]) + more)}, figures)
    for had, has in zip(before[:2], after[:2], strict=True):
        # The last award below 50p goes at once, and only that goes beyond the income itself.
        assert had - has <= more + (0 if has else LEAST_PAID)


@patient
@given(cases(), pence(5_000))
def test_another_adult_who_earns_more_never_raises_it(figures, case, more):
    assume(case["non_dependants"])
    first = case["non_dependants"][0]
    richer = first | {
        "gross_weekly_income": str(Decimal(first["gross_weekly_income"]) + Decimal(more))
    }
    before = ends(case, figures)
    after = ends(case | {"non_dependants": [richer, *case["non_dependants"][1:]]}, figures)
    assert after[0] <= before[0]
    assert after[1] <= before[1]


MAY_BE_EMPTY = ["ineligible_charges", "capital", "weekly_earnings", "weekly_other_income"]
MAY_BE_UNKNOWN = [
    "main_benefit", "higher_disregard", "additional_disregard", "disability_benefit", "carers",
    "paid_carers",
]  # fmt: skip


@patient
@given(cases(), st.sets(st.sampled_from(MAY_BE_EMPTY + MAY_BE_UNKNOWN)), st.booleans())
def test_what_is_missing_widens_the_answer_around_the_truth(figures, case, missing, hours):
    least, most, _ = ends(case, figures)
    unknown = {name: value for name, value in case.items() if name not in missing}
    unknown |= {name: "not-known" for name in missing if name in MAY_BE_UNKNOWN}
    if hours:
        unknown["non_dependants"] = [
            {"born": each["born"], "disability": each["disability"],
             "circumstances": each["circumstances"]}
            for each in case["non_dependants"]
        ]  # fmt: skip
    wider_least, wider_most, result = ends(unknown, figures)
    assert wider_least <= least
    assert most <= wider_most
    if result.award is None:
        assert result.next_steps[0].startswith("Find out ")


@patient
@given(cases(), st.integers(4_000, 15_000), st.integers(0, 600))
def test_how_often_the_rent_is_charged_changes_nothing_but_rounding(figures, case, rent, charges):
    found = set()
    # So many thirds of a week's rent make the same year, to the penny.
    for often, times in (
        ("weekly", 3),
        ("fortnightly", 6),
        ("four-weekly", 12),
        ("monthly", 13),
    ):
        said = {"rent": rent * times, "ineligible_charges": charges * times}
        changes = {name: str(pence * PENNY) for name, pence in said.items()}
        found.add(ends(case | changes | {"rent_frequency": often}, figures)[:2])
    assert len(found) == 1
