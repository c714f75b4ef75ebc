"""Random households, often a day or a penny either side of what matters."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.calculators.benefit_check.slow_reference import FUND_FROM, ONLY_IF, pension_day
from tests.dated_rates import first_days, pence, rate

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2024, 4, 8), dt.date(2027, 4, 4)
CHANGES = [
    *first_days("pension_credit.guarantee.single")[1:],
    *first_days("carers_allowance.earnings_limit")[1:],
    FUND_FROM,
]
KNOWN = ("yes", "no", "yes", "no", "not-known")


def years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def pounds(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02}"


def near(random: Random, amount: int, most: int) -> str:
    if random.random() < 0.7:
        return pounds(max(0, amount + random.choice((-1, 0, 1))))
    return pounds(random.choice((0, random.randint(0, most))))


def day_of_birth(random: Random, on: dt.date) -> dt.date:
    """Any age, and often a day or a month either side of 18 or State Pension age."""
    which = random.random()
    if which < 0.15:
        return years_before(on, 18) + random.choice((-1, 0, 1, 200)) * DAY
    if which < 0.55:
        born = years_before(on, random.choice((66, 67))) + random.randint(-400, 400) * DAY
        if random.random() < 0.3:
            born = dt.date(1960, 4, 6) + random.randint(-40, 400) * DAY
        # Walk to the last day of birth that has reached it, then a day either side.
        while pension_day(born) > on:
            born -= DAY
        while pension_day(born + DAY) <= on:
            born += DAY
        return born + random.choice((-1, 0, 1, 2)) * DAY
    if which < 0.6:
        return dt.date(random.choice((1960, 1964, 1992, 2004)), 2, 29)
    return on - random.randint(19 * 366, 90 * 365) * DAY


def random_case(random: Random) -> dict[str, Any]:
    on = FIRST + random.randint(0, (LAST - FIRST).days) * DAY
    if random.random() < 0.3:
        on = random.choice(CHANGES) + random.choice((-1, 0, 1)) * DAY
    born = day_of_birth(random, on)
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "accommodation": random.choice(("general", "general", "specified", "temporary")),
        "date_of_birth": born.isoformat(),
        "gets_universal_credit": random.choice(KNOWN),
    }
    old = [pension_day(born) <= on]
    if random.random() < 0.5:
        other = day_of_birth(random, on)
        case |= {"partner": "yes", "partner_date_of_birth": other.isoformat()}
        old.append(pension_day(other) <= on)
    grown = max(born, years_before(on, 19))
    if random.random() < 0.6 and (on - grown).days > 1:
        children = random.randint(1, 3)
        days = random.sample(range(1, (on - grown).days), min(children, (on - grown).days - 1))
        case["children"] = [{"born": (grown + each * DAY).isoformat()} for each in days]
    for name in (
        "uc_has_housing", "gets_housing_benefit", "gets_pension_credit",
        "gets_council_tax_reduction", "child_benefit", "rent_left_unpaid", "daily_life",
        "looks_after_somebody", "gets_for_caring",
    ):  # fmt: skip
        case[name] = random.choice(KNOWN)
    kinds = ("none", "none", "none", "care", "care-enhanced", "other", "not-known")
    case["disability_benefit"] = random.choice(kinds)
    if len(old) == 2:
        case["partner_disability_benefit"] = random.choice(kinds)
        case["partner_daily_life"] = random.choice(KNOWN)
    if random.random() < 0.8:
        edge = random.choice((16000_00, 16000_00, 10000_00, 6000_00))
        case["capital"] = near(random, edge, 30000_00)
    if any(old) and random.random() < 0.85:
        level = "couple" if len(old) == 2 else "single"
        amount = pence(f"pension_credit.guarantee.{level}", on)
        case["pension_income"] = near(random, amount, 600_00)
    if random.random() < 0.8:
        amount = int(rate("carers_allowance.earnings_limit", on) * 100)
        case["carer_earnings"] = near(random, amount, 500_00)
    for name, first in ONLY_IF.items():
        if case.get(first) != "yes":
            case.pop(name, None)
    put_right(case, old)
    return case


def put_right(case: dict[str, Any], old: list[bool]) -> None:
    """Take out what cannot be and would be refused, as the form's messages ask."""
    credit = case["gets_universal_credit"] == "yes"
    if credit and all(old):
        case["gets_universal_credit"], credit = "no", False
        case.pop("uc_has_housing", None)
    if case["gets_pension_credit"] == "yes" and (credit or not any(old)):
        case["gets_pension_credit"] = "no"
    both = case["gets_housing_benefit"] == "yes" and case.get("uc_has_housing") == "yes"
    if case["accommodation"] == "general" and both:
        case["gets_housing_benefit"] = "no"
