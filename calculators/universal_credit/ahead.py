"""What would change an award: birthdays in the next year, the end of a grace period, more pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from calculators.core.ages import state_pension_day
from calculators.core.bedrooms import OWN_ROOM_FROM, SAME_SEX_FROM
from calculators.core.calendar import add_months
from calculators.core.wording import long_date, pounds
from calculators.universal_credit import cap
from calculators.universal_credit.answers import ChangeAhead
from calculators.universal_credit.case import Award, Case
from calculators.universal_credit.elements import ADULT_RATE_FROM
from calculators.universal_credit.models import OLDEST_YOUNG_PERSON

MONTHS_AHEAD = 12


class Birthday(NamedTuple):
    """A birthday that may matter."""

    day: dt.date
    what: str


def changes_ahead(case: Case, made: Award, earned: Decimal) -> Iterator[ChangeAhead]:
    """Birthdays that change the award within a year, the grace period's end, and the cap's."""
    award = made.amount
    for each in sorted(birthdays(case)):
        people = case.household(each.day)
        way = next(iter(case.ways(people)))
        then = case.award(way, people, earned).amount
        if then != award:
            yield ChangeAhead(day=each.day, what=each.what, award=then)
            award = then
    yield from pension_ages(case)
    start = case.inputs.grace_period_start
    if start is not None:
        end = cap.grace_ends(start, int(case.number("benefit_cap.grace_period")))
        if end >= case.first:
            yield ChangeAhead(day=end, what="The grace period that holds off the benefit cap ends")
    if made.capped_by:
        enough = case.number("benefit_cap.earnings_exemption")
        yield ChangeAhead(
            what=(
                f"Take-home pay of {pounds(enough)} in an assessment period would end the cap: "
                f"{pounds(enough - earned)} more than now"
            )
        )


def birthdays(case: Case) -> Iterator[Birthday]:
    """Birthdays in the year after the period that the rules look at."""
    inputs = case.inputs
    least_age = int(case.of_uc("housing_cost_contribution.least_age"))
    found = [(inputs.date_of_birth, ADULT_RATE_FROM, "The tenant")]
    if inputs.partner_date_of_birth and case.claims_as_couple:
        found.append((inputs.partner_date_of_birth, ADULT_RATE_FROM, "The partner"))
    for row, child in enumerate(inputs.children):
        for age in (SAME_SEX_FROM, OWN_ROOM_FROM):
            found.append((child.born, age, f"Child {row + 1}"))
    for row, adult in enumerate(inputs.non_dependants):
        for age in (OWN_ROOM_FROM, least_age):
            found.append((adult.born, age, f"Adult {row + 1}"))
    until = add_months(case.last, MONTHS_AHEAD)
    for born, age, who in found:
        day = add_months(born, 12 * age)
        if (day.month, day.day) < (born.month, born.day):
            day += dt.timedelta(days=1)  # born on 29 February
        if case.last < day <= until:
            yield Birthday(day, f"{who} turns {age} on {long_date(day)}")


def pension_ages(case: Case) -> Iterator[ChangeAhead]:
    """Who reaches State Pension age within a year."""
    inputs = case.inputs
    people = [(inputs.date_of_birth, "The tenant")]
    if inputs.partner_date_of_birth:
        people.append((inputs.partner_date_of_birth, "The partner"))
    until = add_months(case.last, MONTHS_AHEAD)
    for born, who in people:
        day = state_pension_day(born)
        if day is not None and case.last < day <= until:
            yield ChangeAhead(
                day=day,
                what=(
                    f"{who} reaches State Pension age. Check with the DWP: Universal Credit ends "
                    "once nobody in the claim is under it"
                ),
            )
    for row, child in enumerate(inputs.children):
        day = add_months(child.born, 12 * (OLDEST_YOUNG_PERSON + 1))
        if case.last < day <= until:
            yield ChangeAhead(
                day=day, what=f"Child {row + 1} turns 20 and is no longer counted as a child"
            )
