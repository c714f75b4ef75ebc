"""Random households with every fact known, as the form would give them."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

FREQUENCIES = ("weekly", "weekly", "fortnightly", "four-weekly", "monthly")
WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
INCOMES = (
    "carers-allowance", "new-style-jsa", "new-style-esa", "new-style-esa-support", "pension",
    "spousal-maintenance", "maternity-allowance", "widowed-parents-allowance",
    "industrial-injuries", "war-pension", "guardians-allowance", "child-maintenance",
    "disability-benefit", "housing-benefit",
)  # fmt: skip
NO_BENEFIT = ("none",) * 8
NOBODY_SPECIAL = ("none",) * 4


def money(random: Random, most: int) -> str:
    """An amount up to so many pounds, often at a round number."""
    pence = random.choice((random.randint(0, most * 100), random.randint(0, most) * 100))
    return f"{pence // 100}.{pence % 100:02}"


def near_birthday(random: Random, on: dt.date, ages: tuple[int, ...], spread: int) -> str:
    """A date of birth that often lies beside a birthday that matters."""
    years = random.choice(ages) if random.random() < 0.4 else random.randint(0, spread)
    days = random.choice((-1, 0, 1, random.randint(0, 364)))
    born = dt.date(on.year - years, on.month, min(on.day, 28)) - dt.timedelta(days=days)
    return born.isoformat()


def random_case(random: Random) -> dict[str, Any]:
    """One household."""
    start = dt.date(2024, 4, 8) + dt.timedelta(days=random.randint(0, 1085))
    if random.random() < 0.2:
        start = random.choice(
            [dt.date(y, m, d) for y in (2025, 2026) for m, d in ((4, 5), (4, 6), (4, 7), (3, 31))]
        )
    about = start + dt.timedelta(days=30)
    case: dict[str, Any] = {
        "assessment_period_start": start.isoformat(),
        "date_of_birth": dt.date(
            about.year - random.choice((19, 24, 25, 25, 38, 52)),
            about.month,
            random.randint(1, 28),
        ).isoformat(),
        "in_greater_london": random.choice(("yes", "no")),
        "capital": random.choice(
            ("0", "0", "0", "6000.00", "6000.01", "6250.00", "6250.01", "16000.00", "16000.01")
        ),
    }
    couple = random.random() < 0.4
    if couple:
        case["partner"] = "yes"
        years = random.choice((19, 23, 24, 25, 41))
        born = dt.date(about.year - years, about.month, random.randint(1, 28))
        case["partner_date_of_birth"] = born.isoformat()
        # Which cap applies to a single claim by one of a couple without children is not told.
        case["partner_can_claim"] = "yes"
    add_people(case, random, start)
    if couple and case["children"] and random.random() < 0.1:
        case["partner_can_claim"] = "no"
    add_home(case, random, couple)
    add_health(case, random, couple)
    add_money(case, random, start, couple)
    add_childcare(case, random, couple)
    if random.random() < 0.3:
        keep_to_the_cap(case, random)
    make_it_fit(case)
    return case


def make_it_fit(case: dict[str, Any]) -> None:
    """Put right what would be asked back: two of one benefit, and work or caring that is denied."""
    kinds = {each["kind"]: each for each in case["other_income"]}
    case["other_income"] = list(kinds.values())
    if float(kinds.get("carers-allowance", {"amount": "0"})["amount"]) and (
        "yes" not in (case.get("carer"), case.get("partner_carer"))
    ):
        case["carer"] = "yes"
        case.pop("lcw_before_2017", None)
    days = case.get("paydays", ())
    tenant, partner = ([d for d in days if d["who"] == who] for who in ("tenant", "partner"))
    for name, paid in (
        ("work", case.get("earnings", "0") not in ("0", "0.00") or "pay_amount" in case or tenant),
        ("partner_work", case.get("partner_earnings", "0") not in ("0", "0.00") or partner),
    ):
        if paid and case.get(name) == "no":
            case[name] = "works"


def keep_to_the_cap(case: dict[str, Any], random: Random) -> None:
    """Take out what frees a household from the cap, and fill a small home or a cheap one."""
    for name in ("disability_benefit", "partner_disability_benefit"):
        case.pop(name, None)
    for prefix in ("", "partner_"):
        for name in ("health", "lcwra_rate", "lcwra_waited", "carer", "lcw_before_2017"):
            case.pop(f"{prefix}{name}", None)
    for each in (*case["children"], *case["non_dependants"]):
        each["disability"] = "none"
    case["other_income"] = []
    case["capital"] = random.choice(("0", "6100.00"))
    if "rent" in case and random.random() < 0.3:
        case["rent"], case["rent_frequency"], case["rent_free_weeks"] = "50.00", "weekly", 0
        case["charges_not_covered"] = "0"
        case["non_dependants"] = [{"born": "1990-05-05"} for _ in range(random.randint(2, 4))]


def add_people(case: dict[str, Any], random: Random, start: dt.date) -> None:
    """Children and other adults."""
    end = start + dt.timedelta(days=28)
    case["children"] = []
    for _ in range(random.choice((0, 0, 1, 1, 2, 2, 3, 4, 6))):
        born = near_birthday(random, end, (9, 10, 10, 15, 16), 15)
        if random.random() < 0.1:
            born = random.choice(("2017-04-05", "2017-04-06"))
        if born > start.isoformat() or born <= case["date_of_birth"]:
            born = "2016-01-01"
        case["children"].append(
            {
                "born": max(born, "2008-06-01"),
                "sex": random.choice(("female", "male")),
                "disability": random.choice((*NO_BENEFIT, "other", "care", "care-enhanced")),
                "needs_own_room": random.choice(("no", "no", "no", "no", "yes")),
            }
        )
    case["child_exceptions"] = random.choice((0, 0, 0, min(1, len(case["children"]))))
    case["non_dependants"] = [
        {
            "born": dt.date(
                end.year - random.choice((18, 20, 21, 21, 30)), end.month, random.randint(1, 28)
            ).isoformat(),
            "disability": random.choice((*NO_BENEFIT, "other", "care", "care-enhanced")),
            "circumstances": random.choice(
                (
                    *NOBODY_SPECIAL,
                    "student",
                    "pension-credit",
                    "carers-allowance",
                    "prison",
                    "child-under-5",
                    "armed-forces",
                )
            ),
        }
        for _ in range(random.choice((0, 0, 0, 1, 1, 2, 4)))
    ]


def add_home(case: dict[str, Any], random: Random, couple: bool) -> None:
    """The rent and the bedrooms."""
    case["housing"] = random.choice(("rented",) * 8 + ("shared-ownership", "specified", "no-rent"))
    if case["housing"] == "no-rent":
        return
    often = random.choice(FREQUENCIES)
    weeks = WEEKS.get(often)
    rent = random.randint(4500, 40000) * (weeks or 4)
    case["rent"] = f"{rent // 100}.{rent % 100:02}"
    case["rent_frequency"] = often
    if weeks and random.random() < 0.3:
        case["rent_free_weeks"] = 4
    if case["housing"] == "specified":
        return
    case["charges_not_covered"] = random.choice(("0", "0", "12.34"))
    case["service_charges"] = random.choice(("0", "0", "5.55", "17.01"))
    if random.random() < 0.12:
        case["others_liable"] = random.randint(1, 3)
        if couple:
            case["partner_on_tenancy"] = random.choice(("yes", "no"))
    if case["housing"] != "rented":
        return
    case["bedrooms"] = random.randint(0, 5)
    for name in ("overnight_carer", "foster_carer", "sanctuary_scheme"):
        case[name] = random.choice(("no",) * 9 + ("yes",))
    if couple:
        case["partners_need_two_rooms"] = random.choice(("no", "no", "no", "yes"))


def add_health(case: dict[str, Any], random: Random, couple: bool) -> None:
    """Benefits for disability, limited capability and caring."""
    case["severely_sight_impaired"] = random.choice(("no",) * 9 + ("yes",))
    for prefix in ("", "partner_") if couple else ("",):
        case[f"{prefix}disability_benefit"] = random.choice(
            (*NO_BENEFIT, *NO_BENEFIT, "other", "care", "care-enhanced")
        )
        case[f"{prefix}health"] = random.choice(("none", "none", "none", "none", "lcw", "lcwra"))
        if case[f"{prefix}health"] == "lcwra":
            case[f"{prefix}lcwra_rate"] = random.choice(
                ("pre-2026", "severe-conditions", "terminally-ill", "new", "new")
            )
            case[f"{prefix}lcwra_waited"] = random.choice(("yes", "yes", "yes", "no"))
        case[f"{prefix}carer"] = random.choice(("no",) * 5 + ("yes",))
    carers = {case["carer"], case.get("partner_carer", "no")}
    before = case["assessment_period_start"] < "2026-04-06"
    if case["health"] == "lcw" and before and "yes" not in carers:
        case["lcw_before_2017"] = random.choice(("no", "yes"))


def add_money(case: dict[str, Any], random: Random, start: dt.date, couple: bool) -> None:
    """Pay, other money and what frees from the cap."""
    enough = random.choice((793, 846, 881))
    some = (f"{enough - 1}.99", f"{enough}.00", money(random, 900), money(random, 2300))
    pay = random.choice(("0", "0", *some))
    given = random.choice(("one-amount", "one-amount", "paydays", "pattern"))
    if given == "pattern" and pay not in ("0", "0.00"):
        case["pay_given"] = given
        case["pay_amount"], case["pay_frequency"] = pay, random.choice(("weekly", "four-weekly"))
        case["pay_date"] = (start + dt.timedelta(days=random.randint(-40, 40))).isoformat()
    elif given == "paydays":
        case["pay_given"] = given
        case["paydays"] = [
            {
                "paid_on": (start + dt.timedelta(days=random.randint(-3, 33))).isoformat(),
                "net": money(random, 700),
                "who": random.choice(("tenant", "partner")) if couple else "tenant",
            }
            for _ in range(random.randint(1, 5))
        ]
    else:
        case["earnings"] = pay
    if couple and given != "paydays":
        case["partner_earnings"] = random.choice(("0", money(random, 1500)))
    case["other_income"] = [
        {
            "kind": random.choice(INCOMES),
            "amount": money(random, 120),
            "frequency": random.choice(FREQUENCIES),
        }
        for _ in range(random.choice((0, 0, 0, 1, 2)))
    ]
    case["child_benefit"] = random.choice(("yes", "yes", "no"))
    if random.random() < 0.15:
        case["earned_enough_for_a_year"] = "yes"
        began = start - dt.timedelta(days=random.randint(-40, 330))
        case["grace_period_start"] = began.replace(day=min(began.day, 28)).isoformat()


def add_childcare(case: dict[str, Any], random: Random, couple: bool) -> None:
    """Childcare and who works."""
    if not case["children"] or random.random() < 0.6:
        return
    case["childcare"] = "yes"
    number = random.randint(1, len(case["children"]))
    if case["assessment_period_start"] >= "2026-04-06":
        number = min(number, 2)  # more is not told
    case["childcare_children"] = number
    case["childcare_costs"] = money(random, 2600)
    work = ("works", "works", "works", "limited-capability", "caring", "away", "no")
    case["work"] = random.choice(work)
    if couple:
        case["partner_work"] = random.choice(work)
