"""Random awards, arrears and deductions, often a penny either side of what matters."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random
from typing import Any

from tests.calculators.deductions_and_managed_payments.slow_reference import (
    FIRST,
    HOUSEHOLDS,
    IN_A_YEAR,
    LIST,
    UC,
    WEEKS,
)
from tests.dated_rates import first_days, pence, penny, rate

DAY = dt.timedelta(days=1)
CAP = f"{UC}deductions.overall_cap"
CHANGES = [
    *first_days(f"{UC}standard_allowance.single_25_or_over")[1:],
    first_days(CAP)[-1],
]


def pounds(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02}"


def near(random: Random, amount: Fraction, most: int, least: int = 0) -> str:
    """Often a penny either side of an amount, in pence."""
    if random.random() < 0.6:
        return pounds(max(least, penny(amount) + random.choice((-1, 0, 1))))
    return pounds(random.randint(least, most))


def random_case(random: Random) -> dict[str, Any]:
    start = dt.date(2024, 5, 8) + random.randint(0, 1055) * DAY
    if random.random() < 0.3:
        start = random.choice(CHANGES) + random.choice((-1, 0, 1)) * DAY
    on = min(start + random.randint(0, 45) * DAY, dt.date(2027, 4, 4))
    often = random.choice(("weekly", "fortnightly", "four-weekly", "monthly"))
    rent = random.randint(60_00, 150_00) * WEEKS.get(often, 4)
    free = random.choice((0, 0, 4)) if often in WEEKS else 0
    times = IN_A_YEAR[often] - (free // WEEKS[often] if free else 0)
    month = Fraction(rent * times, 12)
    household = random.choice(list(HOUSEHOLDS))
    allowance = pence(f"{UC}standard_allowance.{HOUSEHOLDS[household]}", start)
    usually = ("yes",) * 7 + ("no", "not-known")
    housing = random.choice((0, penny(month), penny(month) - 500))
    has_housing = (
        random.choice(usually) if not housing else random.choice(("yes",) * 9 + ("not-known",))
    )
    which = random.choice(("lower", "higher"))
    work_allowance = pence(f"{UC}work_allowance.{which}", start)
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "arrears": near(random, random.choice((1, 2, 3)) * month, 4000_00, 1),
        "rent": pounds(rent),
        "rent_frequency": often,
        "rent_free_weeks": free,
        "benefit": "universal-credit",
        "uc_has_housing": has_housing,
        "uc_housing_amount": pounds(housing),
        "uc_payment": pounds(random.choice((allowance + housing, allowance // 8, 1500_00))),
        "assessment_period_start": start.isoformat(),
        "household": household,
        "last_earnings": random.choice(("0", near(random, Fraction(work_allowance), 900_00))),
        "work_allowance": random.choice(("yes", "yes", "yes", "no", "not-known")),
        "arrears_for_this_home": random.choice(usually),
        "keeps_underpaying": random.choice(("yes", "no", "no", "not-known")),
        "needs_protection": random.choice(("yes", "no", "no", "no", "not-known")),
        "paid_to_us_already": random.choice(("no",) * 6 + ("yes", "not-known")),
        "told_and_heard": random.choice(usually),
        "breathing_space": random.choice(
            ("none",) * 9 + ("ended", "standard", "mental-health", "not-known")
        ),
        "insolvency": random.choice(("no",) * 9 + ("yes", "not-known")),
        "other_deductions_known": random.choice(("yes",) * 9 + ("no",)),
        "other_deductions": [],
        "plan_amount": random.choice(("0", pounds(random.randint(1, 60_00)))),
        "plan_frequency": random.choice(list(IN_A_YEAR)),
    }
    if case["insolvency"] == "yes":
        which = random.choice(("debt-relief-order", "bankruptcy", "iva", None))
        case |= {"protection": which} if which else {}
    if case["other_deductions_known"] == "yes":
        kinds = [each for each in (*FIRST, *LIST) if "rent" not in each]
        limit = penny(rate(CAP, start) * allowance)
        shares = (Fraction(5, 100), Fraction(10, 100), Fraction(2, 100))
        for kind in random.sample(kinds, random.choice((0, 0, 1, 2, 3, 4, 6))):
            amount = near(random, random.choice(shares) * allowance, limit + 200, 1)
            case["other_deductions"].append({"taken_for": kind, "amount": amount})
    return case
