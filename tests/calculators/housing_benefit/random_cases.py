"""Random tenants of pension age and in supported accommodation, with every fact known."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.dated_rates import first_days, pence

DAY = dt.timedelta(days=1)
NEARLY = ("-0.01", "0.00", "0.01")
YEARS = first_days("housing_benefit.non_dependants.flat")
#: The edges of the table of State Pension ages, and of the higher allowances.
EDGES = [dt.date(1955, 4, 1), dt.date(1960, 4, 6), dt.date(1960, 8, 31), dt.date(1961, 3, 6)]
NO_BENEFIT = ("none",) * 4


def pounds(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02}"


def near(random: Random, amount: int, most: int) -> str:
    """Often a penny either side of an amount that matters, in pence."""
    if random.random() < 0.6:
        return pounds(max(0, amount + random.choice((-1, 0, 1))))
    return pounds(random.randint(0, most))


def birthday_near(random: Random, on: dt.date, ages: tuple[int, ...]) -> str:
    born = dt.date(on.year - random.choice(ages), on.month, min(on.day, 28))
    return (born + random.choice((-1, 0, 1, random.randint(-300, 300))) * DAY).isoformat()


def renter(random: Random, on: dt.date, old: bool) -> str:
    if not old:
        return birthday_near(random, on, (17, 18, 24, 25, 25, 40, 58))
    if random.random() < 0.4:
        return (random.choice(EDGES) + random.choice((-1, 0, 1)) * DAY).isoformat()
    if random.random() < 0.4:
        return birthday_near(random, on, (66, 67))
    return dt.date(random.randint(1935, 1957), random.randint(1, 12), 15).isoformat()


def random_case(random: Random) -> dict[str, Any]:
    """One household."""
    on = dt.date(2024, 4, 8) + random.randint(0, 1091) * DAY
    if random.random() < 0.3:
        on = random.choice((*YEARS[1:], dt.date(2026, 10, 5))) + random.choice((-1, 0, 1)) * DAY
    old, couple = random.random() < 0.6, random.random() < 0.4
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "accommodation": random.choice(("specified", "temporary", *("general",) * 3 * old)),
        "date_of_birth": renter(random, on, old),
        "capital": "0",
        "higher_disregard": random.choice(("no", "no", "yes")),
        "additional_disregard": random.choice(("no", "no", "yes")),
        "severely_sight_impaired": random.choice(("no",) * 11 + ("yes",)),
        "carers": random.choice(("none", "none", "one")),
        "paid_carers": random.choice(("none", "none", "one", "two")),
        "main_benefit": random.choice(
            ("none",) * 7 + ("guarantee-credit" if old else "universal-credit",)
        ),
    }
    if couple:
        mixed = random.random() < 0.15
        case["partner"] = "yes"
        case["partner_date_of_birth"] = renter(random, on, old != mixed)
        case["carers"] = random.choice((case["carers"], "two"))
    for prefix in ("", "partner_") if couple else ("",):
        case[f"{prefix}disability_benefit"] = random.choice(
            (*NO_BENEFIT, "other", "care", "care", "care-enhanced")
        )
        lowest = random.choice(("no", "yes"))
        if case[f"{prefix}disability_benefit"] == "other":  # asked of no other benefit
            case[f"{prefix}lowest_care"] = lowest
    add_rent(case, random)
    add_children(case, random, on)
    add_adults(case, random, on)
    scale = random.choice(("working_age", "pension_age"))
    if random.random() < 0.5:
        edge = pence(f"housing_benefit.capital.{scale}.lower", on)
        edge += random.choice((0, 0, 1, 2, 8)) * pence(f"housing_benefit.capital.{scale}.step", on)
        edge = random.choice((edge, edge, pence(f"housing_benefit.capital.{scale}.upper", on)))
        case["capital"] = near(random, edge, 17_000_00)
    case["weekly_earnings"] = random.choice(
        ("0", near(random, random.choice((5_00, 10_00, 20_00, 25_00, 77_73 + 5_00)), 300_00))
    )
    case["weekly_other_income"] = pounds(random.randint(0, 450_00))
    return case


def add_rent(case: dict[str, Any], random: Random) -> None:
    often = random.choice(("weekly", "weekly", "fortnightly", "four-weekly", "monthly", "annual"))
    on = dt.date.fromisoformat(case["case_date"])
    if on.month == 4 and on.day < 7 and often in ("monthly", "annual"):
        often = "weekly"  # which year's rates apply to monthly rent on these days is not held
    times = {"weekly": 1, "fortnightly": 2, "four-weekly": 4, "monthly": 4, "annual": 52}[often]
    rent = random.randint(45_00, 400_00) * times
    case |= {"rent": pounds(rent), "rent_frequency": often}
    case["ineligible_charges"] = random.choice(("0", pounds(random.randint(1, rent // 3))))


def add_children(case: dict[str, Any], random: Random, on: dt.date) -> None:
    case["children"] = [
        {
            "born": (on - random.randint(0, 15 * 365) * DAY).isoformat(),
            "disability": random.choice((*NO_BENEFIT, "other", "care")),
        }
        for _ in range(random.choice((0, 0, 0, 0, 0, 0, 1, 2)))
    ]
    youngest = max(case["date_of_birth"], case.get("partner_date_of_birth", ""))
    for child in case["children"]:
        child["born"] = max(child["born"], f"{int(youngest[:4]) + 16}-01-01")
    case["children"] = [each for each in case["children"] if each["born"] <= case["case_date"]]
    case["family_premium"] = random.choice(("no", "yes")) if case["children"] else "no"


def add_adults(case: dict[str, Any], random: Random, on: dt.date) -> None:
    case["non_dependants"] = []
    alone_above = False
    for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2, 3))):
        works = random.choice(("yes", "no"))
        band = pence(f"housing_benefit.non_dependants.band_{random.randint(2, 6)}.income_from", on)
        facts = ["none"] * 5 + ["pension-credit", "carers-allowance", "prison", "child-under-5",
                                "armed-forces", "student"]  # fmt: skip
        facts += ["uc-not-earning"] * 2 if works == "no" else []
        couple = alone_above and random.random() < 0.3
        case["non_dependants"].append(
            {
                "born": birthday_near(random, on, (17, 18, 24, 25, 35, 50)),
                "couple_with_one_above": "yes" if couple else "no",
                "disability": random.choice((*NO_BENEFIT, "other", "care", "care-enhanced")),
                "circumstances": random.choice(facts),
                "works_16_hours": works,
                "gross_weekly_income": near(random, band, 700_00),
            }
        )
        alone_above = not couple
