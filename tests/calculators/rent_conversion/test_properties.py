"""What holds for every rent, whatever is typed."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calculators.browser import attempt
from calculators.core.figures import DatedValue, Figure, FigureSet, Source
from calculators.core.money import nearest_penny, up_to_penny
from calculators.core.outcomes import Verdict
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.present import as_case_note, as_html, as_markdown, document
from calculators.rent_conversion import DAYS_IN_MONTH, RentConversionInput, calculate, rules

PENNY = Decimal("0.01")
APRIL_2024 = dt.date(2024, 4, 1)
CHECKED_TO = dt.date(2027, 11, 22)
FIGURES = FigureSet(
    [
        Figure(
            id=DAYS_IN_MONTH,
            description="Days a month counts for.",
            unit="number",
            basis="guidance",
            verified_to=CHECKED_TO,
            values=(
                DatedValue(APRIL_2024, Decimal("30.44"), Source("A test", CHECKED_TO, "high")),
            ),
        )
    ]
)

#: Universal Credit Regulations 2013, Sch. 4 para. 7: the periods of a year.
IN_A_YEAR = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
#: Up to the most that is not asked about, 2,000.00 a week.
rents = st.integers(1, 200_000).map(lambda pence: pence * PENNY)
days = st.dates(dt.date(2013, 4, 29), dt.date(2099, 12, 31))
years = st.integers(2013, 2099)


@st.composite
def cases(draw):
    """Any case the form lets through, as JSON data."""
    frequency = draw(st.sampled_from(Frequency))
    day = draw(days)
    case = {
        "rent": str(draw(rents)),
        "rent_frequency": frequency.value,
        "case_date": day.isoformat(),
    }
    if frequency.weeks:
        most = frequency.periods_in_year - 1
        case["rent_free_weeks"] = frequency.weeks * draw(st.integers(0, most))
    if frequency is Frequency.WEEKLY and draw(st.booleans()):
        case["rent_charge_day"] = draw(st.sampled_from(ChargeDay)).value
    if frequency.weeks > 1 and draw(st.booleans()):
        near = st.integers(-366, 366).map(lambda number: day + dt.timedelta(days=number))
        case["rent_charge_date"] = draw(near).isoformat()
    return case


def answered(case):
    """The facts and the answer to a case that must have one."""
    outcome = attempt("rent_conversion", json.dumps(case), FIGURES)
    assert not isinstance(outcome, list), outcome
    return outcome[1], outcome[2]


def exact_pounds(words):
    """What the words "£433.33 and 1/3p" stand for, exactly."""
    whole, _, part = words.partition(" and ")
    return (
        Fraction(whole.removeprefix("£").replace(",", ""))
        + Fraction(part.removesuffix("p") or "0") / 100
    )


@settings(deadline=None)
@given(cases())
def test_every_period_is_the_same_year(case):
    facts, result = answered(case)
    often = facts.rent_frequency
    free = facts.rent_free_weeks // (often.weeks or 1)
    assert result.annual == facts.rent * (IN_A_YEAR[often.value] - free)
    for row in result.periods:
        periods = IN_A_YEAR[row.frequency.value]
        exact = exact_pounds(row.exact)
        assert Fraction(result.annual) == exact * periods
        assert abs(Fraction(row.amount) - exact) <= Fraction(1, 200)
        if row.amount * periods != result.annual:  # rounding is all that may come between
            assert " and " in row.exact


@settings(deadline=None)
@given(cases())
def test_there_and_back_changes_nothing_but_the_rounding(case):
    facts, result = answered(case)
    if facts.rent_free_weeks:
        return  # the equal payments are then not the rent of a charged period
    given_often = facts.rent_frequency.periods_in_year
    for row in result.periods:
        times = Fraction(row.frequency.periods_in_year, given_often)
        back = Fraction(row.amount) * times
        if " and " in row.exact:
            assert abs(back - Fraction(facts.rent)) <= Fraction(1, 200) * times
        else:
            assert back == Fraction(facts.rent)


@settings(deadline=None)
@given(cases())
def test_universal_credit_is_the_year_in_twelve(case):
    _, result = answered(case)
    assert nearest_penny(result.annual / 12) == result.uc_monthly
    assert result.uc_monthly * 12 - result.annual == result.rounding_difference
    assert abs(result.rounding_difference) <= 6 * PENNY


@settings(deadline=None)
@given(cases())
def test_no_shortfall_exactly_when_every_charge_is_counted(case):
    facts, result = answered(case)
    if result.charges is None:
        assert result.uc_covers.verdict is Verdict.CANNOT_TELL
        assert result.shortfall is None
        return
    extra = result.charges - result.charges_counted
    assert extra in (0, 1)
    assert facts.rent * extra == result.shortfall
    assert (result.shortfall == 0) == (result.uc_covers.verdict is Verdict.YES)
    for year in result.years:
        assert facts.rent * year.extra_charges == year.shortfall


@settings(deadline=None)
@given(cases())
def test_the_monthly_sum_to_cover_the_year_is_just_enough(case):
    _, result = answered(case)
    if result.monthly_to_cover is None:
        assert result.charges is None
        return
    assert result.rent_charged <= result.monthly_to_cover * 12
    assert (result.monthly_to_cover - PENNY) * 12 < result.rent_charged


@settings(deadline=None)
@given(cases())
def test_the_sums_in_the_working_come_out_as_shown(case):
    _, result = answered(case)
    for step in result.working.steps:
        pieces = step.sum.replace(",", "").split(" ")
        if "to" in pieces:
            continue  # the calendar's line: dates, not a sum
        total = Fraction(pieces[0])
        for sign, number in zip(pieces[1::2], pieces[2::2], strict=True):
            if sign == "×":
                total *= Fraction(number)
            elif sign == "÷" and step.label.startswith("Charges"):
                total = Fraction(pieces[0]) - Fraction(pieces[2]) / Fraction(number)
            elif sign == "÷":
                total /= Fraction(number)
            else:
                assert sign == "−"
                total -= Fraction(number)
        if not step.rounding:
            assert Fraction(step.value) == total, step
            continue
        exact = Decimal(total.numerator) / Decimal(total.denominator)
        rounded = up_to_penny if step.rounding.startswith("Up") else nearest_penny
        assert Decimal(step.value) == rounded(exact), step


@settings(deadline=None)
@given(cases())
def test_every_answer_can_be_written_out(case):
    facts, result = answered(case)
    doc = document("Rent conversion", facts, result)
    assert result.answer in as_case_note(doc)
    assert as_html(doc, "a")
    assert as_markdown(doc)
    assert result.answer.endswith(".")
    assert result.answer.count(". ") == 0  # one sentence


@settings(deadline=None)
@given(st.dates(dt.date(2013, 1, 1), dt.date(2099, 12, 31)), st.sampled_from([1, 2, 4]), years)
def test_charge_days_are_those_a_calendar_shows(known, weeks, year):
    charge_days = rules.ChargeDays(known, weeks)
    first, last = dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
    every = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    charged = [day for day in every if (day - known).days % (7 * weeks) == 0]
    assert charged[0] == charge_days.first_in(year)
    assert charged[-1] == charge_days.last_in(year)
    assert len(charged) == charge_days.number_in(year)


@settings(deadline=None)
@given(st.dates(dt.date(2013, 1, 1), dt.date(2099, 12, 31)), st.sampled_from([1, 2, 4]), years)
def test_a_rent_year_from_the_first_charge_day_holds_as_many(known, weeks, year):
    charge_days = rules.ChargeDays(known, weeks)
    length = (charge_days.first_in(year + 1) - charge_days.first_in(year)).days
    assert length == 7 * weeks * charge_days.number_in(year)


@settings(deadline=None)
@given(cases())
def test_the_next_extra_year_is_the_first(case):
    facts, result = answered(case)
    if not result.years:
        assert result.next_extra_year is None
        return
    later = [year.label for year in result.years[1:] if year.extra_charges]
    if later:
        assert later[0] == result.next_extra_year
    assert result.rent_year == result.years[0].label
    assert rules.rent_year_label(rules.rent_year_of(facts.case_date)) == result.rent_year
    assert result.next_extra_year is not None  # one always comes within the years searched


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["112.50", "0", "-5", "12,50", "weekly", "monthly", "monday", "2026-11-22"])
    | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["day", "month", "year", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.sampled_from([*RentConversionInput.model_fields, "unknown"])


@settings(deadline=None)
@given(st.dictionaries(names, anything, max_size=7) | anything)
@example({"rent": "1e9", "rent_frequency": "weekly", "case_date": "9999-12-31"})
@example({"rent": "1", "rent_frequency": "fortnightly", "case_date": "2026-11-22"})
def test_nothing_typed_can_break_it(case):
    outcome = attempt("rent_conversion", json.dumps(case), FIGURES)
    if isinstance(outcome, list):
        assert outcome
        assert not [each for each in outcome if "could not finish" in each.message]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (APRIL_2024 - dt.timedelta(days=1), None),
        (APRIL_2024, Decimal("16.43")),
        (CHECKED_TO, Decimal("16.43")),
        (CHECKED_TO + dt.timedelta(days=1), None),
    ],
)
def test_a_day_without_the_figure_refuses_the_daily_rate_alone(day, rate):
    facts = RentConversionInput.model_validate(
        {"rent": "500.00", "rent_frequency": "monthly", "case_date": day}
    )
    result = calculate(facts, FIGURES)
    assert rate == result.daily_rate
    assert (rate is None) == (result.daily_rate_not_held is not None)
    assert Decimal("6000.00") == result.annual
