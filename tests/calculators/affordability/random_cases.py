"""Random statements, with every way of paying, and debts now and then."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.calculators.affordability.slow_reference import A_YEAR, FLEXIBLE, WEEKS

INCOMES = (
    "income_pay", "income_universal_credit", "income_disability", "income_carers",
    "income_state_pension", "income_private_pension", "income_maintenance", "income_boarders",
)  # fmt: skip
FIXED = (
    "cost_council_tax", "cost_tv_licence", "cost_gas", "cost_electricity", "cost_water",
    "cost_childcare", "cost_public_transport", "cost_mot", "cost_school_uniform",
    "cost_life_insurance", "cost_union", "cost_other_fuel",
)  # fmt: skip


def paid(random: Random, least: int, most: int, often: str | None = None) -> dict[str, str]:
    """An amount of so many pence a month, as often as it comes."""
    often = often or random.choice(list(A_YEAR))
    pence = random.randint(least, most) * 12 // A_YEAR[often]
    return {"amount": f"{pence // 100}.{pence % 100:02}", "per": often}


def random_case(random: Random) -> dict[str, Any]:
    on = dt.date(2025, 4, 8) + dt.timedelta(days=random.randint(0, 700))
    if random.random() < 0.2:
        on = random.choice([dt.date(2026, 4, 5), dt.date(2026, 4, 6)])
    often = random.choice(("weekly", "fortnightly", "four-weekly", "monthly"))
    rent = random.randint(60_00, 130_00) * WEEKS.get(often, 4)
    arrears = random.choice((random.randint(1, 300_00), random.randint(100_00, 6000_00)))
    arrears = random.choice((arrears,) * 9 + (random.randint(1, 99),))
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "arrears": f"{arrears // 100}.{arrears % 100:02}",
        "rent": f"{rent // 100}.{rent % 100:02}",
        "rent_frequency": often,
        "rent_free_weeks": random.choice((0, 0, 4)) if often in WEEKS else 0,
        "help_with_rent": "none",
        "amounts_checked": "yes",
        "leave_savings": random.choice(("yes", "yes", "yes", "no")),
        "food_if_low": "met-another-way",
        "heating_if_low": "met-another-way",
        "clothing_if_low": "met-another-way",
        "income_pay": paid(random, 700_00, 1700_00),
    }
    for name in random.sample(INCOMES[1:], random.choice((0, 1, 1, 2))):
        case[name] = paid(random, 20_00, 450_00)
    for name in random.sample(FIXED, random.randint(2, 9)):
        case[name] = paid(random, 3_00, 90_00)
    for name in random.sample(sorted(FLEXIBLE), random.randint(2, 10)):
        case[name] = paid(random, 3_00, 70_00)
    if random.random() < 0.2:
        case["cost_other"] = [{"what": "Club", "amount": paid(random, 1_00, 30_00)}]
    if random.random() < 0.15:
        case[f"{random.choice(('food', 'heating', 'clothing'))}_if_low"] = "going-without"
    add_debts(case, random)
    if random.random() < 0.25:
        case["help_with_rent"] = "uc-managed-payment"
        case["rent_paid_to_us"] = paid(random, 200_00, 235_00, "monthly")
        case["universal_credit_entered"] = random.choice(("whole-award", "after-the-rent"))
        case["income_universal_credit"] = paid(random, 420_00, 800_00, "monthly")
        case["arrears_from_benefit"] = "no"
    return case


def add_debts(case: dict[str, Any], random: Random) -> None:
    """Priority debts, other debts and a fee, now and then."""
    case["priority_debts"] = []
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        debt: dict[str, Any] = {"creditor": "Council tax", "owed": "300.00"}
        if random.random() < 0.2:
            debt["from_benefit"] = "yes"
        else:
            debt["payment"] = paid(random, *random.choice(((0, 0), (5_00, 40_00), (5_00, 40_00))))
            if random.random() < 0.4:
                debt["offer"] = paid(random, 1_00, 20_00)
        case["priority_debts"].append(debt)
    case["other_debts"] = []
    if random.random() < 0.25:
        case["other_debts"] = [{"creditor": "A card", "owed": "500.00", "in_arrears": "yes",
                                "payment": paid(random, 1_00, 40_00)}]  # fmt: skip
        if random.random() < 0.4:
            case["debt_fee"] = paid(random, 1_00, 30_00)
