"""Random families and homes, often a day either side of a birthday that counts."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

DAY = dt.timedelta(days=1)


def born(random: Random, on: dt.date, ages: tuple[int, ...], most: int) -> str:
    """A date of birth, often a day either side of a birthday."""
    if random.random() < 0.5:
        year = on.year - random.choice(ages)
        birthday = dt.date(year, on.month, min(on.day, 28)) + random.choice((-1, 0, 1)) * DAY
        return min(birthday, on).isoformat()
    return (on - random.randint(1, most * 365) * DAY).isoformat()


def random_case(random: Random) -> dict[str, Any]:
    """One household; now and then a fact is not known."""
    on = dt.date(2024, 4, 8) + random.randint(0, 1000) * DAY
    often = random.choice(("weekly", "fortnightly", "four-weekly", "monthly"))
    weeks = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}.get(often, 4)
    rent = random.randint(70_00, 200_00) * weeks
    charges = random.choice((0, 0, random.randint(1, 20_00)))
    usually = ("no",) * 6 + ("yes", "not-known")
    rarely = ("no",) * 12 + ("yes",)
    housing_benefit = random.random() < 0.4
    old = housing_benefit and random.random() < 0.25
    couple = random.random() < 0.4
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "help_with_rent": "housing-benefit"
        if housing_benefit
        else random.choice(("uc-to-tenant", "uc-managed-payment")),
        "accommodation": random.choice(("general",) * 10 + ("specified", "temporary")),
        "rent": f"{rent // 100}.{rent % 100:02}",
        "rent_frequency": often,
        "rent_free_weeks": random.choice((0, 0, 4)) if often != "monthly" else 0,
        "charges_not_covered": f"{charges // 100}.{charges % 100:02}",
        "date_of_birth": "1953-05-05" if old else "1975-05-05",
        "partner": "yes" if couple else "no",
        "overnight_carer": random.choice(usually),
        "foster_carer": random.choice(usually),
        "sanctuary_scheme": random.choice(rarely),
        "shared_ownership": random.choice(rarely),
        "others_liable": random.choice((0,) * 12 + (1, 2)),
    }
    if couple:
        mixed = random.random() < 0.1
        case["partner_date_of_birth"] = "1952-05-05" if old != mixed else "1977-05-05"
        case["partners_need_two_rooms"] = random.choice(usually)
    case["children"] = [
        {
            "born": born(random, on, (10, 10, 16, 16, 9, 15), 19),
            "sex": random.choice(
                ("female", "male", "female", "male", "female", "male", "not-known")
            ),
            "needs_own_room": random.choice(usually),
        }
        for _ in range(random.choice((0, 1, 2, 2, 3, 3, 4, 5)))
    ]
    case["non_dependants"] = []
    above = False
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3))):
        together = above and random.random() < 0.4
        years = random.choice((16, 18, 22, 45))
        case["non_dependants"].append(
            {
                "born": dt.date(on.year - years, 1, 1).isoformat(),
                "couple_with_one_above": "yes" if together else "no",
            }
        )
        above = not together
    people = 1 + couple + len(case["children"]) + len(case["non_dependants"])
    case["bedrooms"] = random.randint(1, min(8, people + 3))
    return case
