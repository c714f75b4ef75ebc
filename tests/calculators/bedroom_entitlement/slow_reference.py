"""Bedrooms and the reduction for spare ones, worked out slowly from the regulations.

Written from the Universal Credit Regulations 2013, Sch. 4 paras 8 to 12, 35 and 36, and the Housing
Benefit Regulations 2006, reg. B13, and not from the calculator: it imports nothing of it. It builds
every set of rooms one by one, once for each way of filling in what is not known, and keeps the
smallest of each.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from tests.calculators.housing_benefit.slow_reference import (
    day,
    money,
    state_pension_day,
    years_old,
)
from tests.dated_rates import penny, rate

#: A child or young person: years, sex, and whether they need a room of their own.
Young = tuple[int, str, bool]
TIMES = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
BOTH_WAYS = {"yes": (1,), "no": (0,), "not-known": (0, 1)}


@dataclass(frozen=True)
class Slow:
    """What came out; the fewest and the most where something is not known. Money in pence."""

    least: int
    most: int
    verdict: str
    counted: int
    weekly: int | None
    monthly: int | None


def fewest(people: list[Young]) -> int:
    """Paras 10(1)(d) to (f): the first person alone or with each other one, and so on."""
    if not people:
        return 0
    (years, sex, alone), rest = people[0], people[1:]
    best = 1 + fewest(rest)
    for place, (other_years, other_sex, other_alone) in enumerate(rest):
        young = max(years, other_years) < 16 and not alone and not other_alone
        if young and (sex == other_sex or max(years, other_years) < 10):
            best = min(best, 1 + fewest(rest[:place] + rest[place + 1 :]))
    return best


def rooms(case: dict[str, Any], on: dt.date, *, couples_share: bool) -> tuple[int, int]:
    """The fewest and the most rooms on a day, over every way of filling in what is not known."""
    others = 0
    for adult in case["non_dependants"]:
        others += not (couples_share and adult.get("couple_with_one_above") == "yes")
    ways = []
    for child in case["children"]:
        sexes = ("female", "male") if child["sex"] == "not-known" else (child["sex"],)
        years = years_old(day(child["born"]), on)
        ways.append([(years, *each) for each in product(sexes, BOTH_WAYS[child["needs_own_room"]])])
    extra = [BOTH_WAYS[case[name]] for name in ("overnight_carer", "foster_carer")]
    if case["partner"] == "yes":
        extra.append(BOTH_WAYS[case["partners_need_two_rooms"]])
    found = [fewest([(years, sex, bool(alone)) for years, sex, alone in way])
             for way in product(*ways)]  # fmt: skip
    added = [sum(way) for way in product(*extra)]
    at_home = 1 + others + case["others_liable"]
    return at_home + min(found) + min(added), at_home + max(found) + max(added)


def exempt(case: dict[str, Any], on: dt.date) -> bool | None:
    """Para. 35 and 36, reg. B13 and the pension-age regulations, which have none; None if open."""
    if case["shared_ownership"] == "yes" or case["sanctuary_scheme"] == "yes":
        return True
    if case["accommodation"] != "general":
        return True
    if case["help_with_rent"] != "housing-benefit":
        return bool(case["others_liable"])
    births = [day(case["date_of_birth"])]
    births += [day(case["partner_date_of_birth"])] if case["partner"] == "yes" else []
    old = [state_pension_day(born) <= on for born in births]
    if all(old):
        return True
    return None if any(old) or case["others_liable"] else False


def slow_rooms(case: dict[str, Any], on: dt.date | None = None) -> Slow:
    """The rooms needed on a day, and what the spare ones cost."""
    on = on or day(case["case_date"])
    housing_benefit = case["help_with_rent"] == "housing-benefit"
    least, most = rooms(case, on, couples_share=housing_benefit)
    spare = [max(0, case["bedrooms"] - each) for each in range(least, most + 1)]
    shares = {share(each, on) for each in spare}
    free = exempt(case, on)
    if free or shares == {0}:
        verdict = "no"
    elif 0 in shares or free is None:
        verdict = "cannot tell"
    else:
        verdict = "yes"
    often = case["rent_frequency"]
    times = TIMES[often] - (case["rent_free_weeks"] // WEEKS[often] if often in WEEKS else 0)
    year = (money(case["rent"]) - money(case["charges_not_covered"])) * times
    week, month = penny(Fraction(year, 52)), penny(Fraction(year, 12))
    weekly = monthly = None
    if verdict == "yes" and len(shares) == 1:
        (only,) = shares
        weekly = penny(week * only)
        monthly = None if housing_benefit else penny(month * only)
    return Slow(least, most, verdict, week, weekly, monthly)


def share(spare: int, on: dt.date) -> Fraction:
    """Para. 36(3)."""
    if not spare:
        return Fraction(0)
    which = "one_spare" if spare == 1 else "two_or_more"
    return rate(f"universal_credit.under_occupancy.{which}", on)
