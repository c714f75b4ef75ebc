"""A second calendar that walks day by day agrees on the last day a breathing space moves.

It shares no code with the rules: the year, the 60 days and the eight weeks are counted here, from
SI 2020/1311 regs 7(12), 26 and 32, Housing Act 1985 s.83A and Housing Act 1988 s.8(3)(c).
"""

import datetime as dt
import random
from pathlib import Path

import pytest

from calculators.notice import NoticeInput, calculate
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
NOTICES = 400
ONE = dt.timedelta(days=1)
#: From then on nobody can tell the law of a notice on social housing.
PLANNED = dt.date(2027, 10, 1)
SERVED = {
    "task": "check",
    "method": "by-hand",
    "rent_frequency": "weekly",
    "rent_charge_day": "monday",
    "breathing_space_then": "no",
    "protected_since_notice": "yes",
    "arrears_included": "yes",
    "names_everyone": "yes",
    "served_on_each": "yes",
    "says_why": "yes",
}
SECURE = SERVED | {"landlord": "council", "tenure": "secure", "form_used": "secure-form"}
ASSURED = SERVED | {
    "landlord": "housing association",
    "tenure": "assured",
    "social_housing": "yes",
    "grounds": "10",
    "form_used": "form-3",
    "address_given": "yes",
    "owed_at_service": "500.00",
    "not_rent_at_service": "0.00",
    "owed_at_claim": "yes",
}


def walk(day, days):
    for _ in range(days):
        day += ONE
    return day


def year_on(day):
    leap = (day.month, day.day) == (2, 29)
    return dt.date(day.year + 1, 2, 28) if leap else day.replace(year=day.year + 1)


def moved(day, first, last):
    """Walk the breathing space: if the day is met in it, eight weeks of days follow its end."""
    each = first
    while each <= last:
        if each == day:
            return walk(last, 56)
        each += ONE
    return day


def one(chance):
    """A notice, its breathing space and a claim; the last day and whether a claim may be issued."""
    given = dt.date(2024, 4, 2) + ONE * chance.randrange(800)
    is_secure = chance.random() < 0.5
    date = walk(given, chance.randrange(40, 90)) if is_secure else walk(given, 20)
    # The anniversary counts or not, by the reading; a year from service is a year from service.
    readings = [year_on(date) - ONE, year_on(date)] if is_secure else [year_on(given)]
    registered = readings[0] + ONE * chance.randrange(-75, 6)
    first = registered + ONE
    last = walk(first, 59)
    facts = {"protection": "standard", "registered_on": registered}
    kind = chance.choice(("standard", "early", "crisis"))
    if kind == "early":
        last = walk(first, chance.randrange(60))
        facts["breathing_space_ended_on"] = last
    if kind == "crisis":
        treated = walk(first, chance.randrange(40))
        last = walk(treated, 30)
        facts |= {"protection": "mental-health", "treatment_ended_on": treated}
    ends = [moved(day, first, last) for day in readings]
    part = [end == day for end, day in zip(ends, readings, strict=True)]
    until = readings[0] if len(set(part)) == 2 else min(ends)
    claim = chance.choice((until, until + ONE, max(ends) + ONE, first - ONE, last, last + ONE))
    case = (SECURE if is_secure else ASSURED) | facts
    case |= {"given_on": given, "notice_specified_date": date, "claim_day": claim}
    case["case_date"] = max(claim, registered)
    return case, until, may_claim(case, first, last, until, max(ends))


def may_claim(case, first, last, until, latest):
    claim, date = case["claim_day"], case["notice_specified_date"]
    opens = date + ONE if case["tenure"] == "secure" else date
    if claim < opens or claim > latest or first <= claim <= last:
        return "no"
    sure = claim <= until and (case["tenure"] == "secure" or claim < PLANNED)
    return "yes" if sure else "cannot tell"


@pytest.fixture(scope="module")
def figures():
    return load(ROOT, today=dt.date.max, with_scenarios=False).figure_set


def test_a_walk_through_the_days_moves_the_same_last_days(figures):
    chance = random.Random(20261122)
    seen = set()
    for _ in range(NOTICES):
        case, until, may = one(chance)
        found = calculate(NoticeInput.model_validate(case), figures)
        dated = next(each for each in found.checks if each.id == "date")
        if dated.outcome.verdict.value != "yes":
            continue  # a date too early leaves no last day to move
        seen.add(may)
        assert (until, may) == (found.claim_until, found.can_claim.verdict.value), case
    assert seen == {"yes", "no", "cannot tell"}
