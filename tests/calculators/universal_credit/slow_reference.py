"""A month's award worked out slowly from the regulations, with tables of its own.

Written from the Universal Credit Regulations 2013 (SI 2013/376; "UC" below) and the published
rates of 2024-25, 2025-26 and 2026-27, and not from the calculator: it imports nothing of it, works
in whole pence with fractions, and tries every way of sharing bedrooms one by one. It takes a case
as the form gives it, with every fact known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

#: First day of a rate year, then reg. 36 and other amounts in pence: SI 2024/242, SI 2025/295, and
#: SI 2026/148 with the Universal Credit Act 2025.
RATES: list[tuple[str, dict[str, int]]] = [
    (
        "2024-04-08",
        {
            "single young": 31168, "single": 39345, "couple young": 48923, "couple": 61760,
            "first child": 33333, "child": 28792, "disabled": 15611, "severely disabled": 48758,
            "lcwra": 41619, "lcw": 15611, "carer": 19831,
            "childcare 1": 101463, "childcare 2": 173937,
            "contribution": 9147, "allowance with rent": 40400, "allowance": 67300,
            "child benefit": 2560, "child benefit more": 1695,
        },
    ),
    (
        "2025-04-07",
        {
            "single young": 31698, "single": 40014, "couple young": 49755, "couple": 62810,
            "first child": 33900, "child": 29281, "disabled": 15876, "severely disabled": 49587,
            "lcwra": 42327, "lcw": 15876, "carer": 20168,
            "childcare 1": 103188, "childcare 2": 176894,
            "contribution": 9302, "allowance with rent": 41100, "allowance": 68400,
            "child benefit": 2605, "child benefit more": 1725,
        },
    ),
    (
        "2026-04-06",
        {
            "single young": 33858, "single": 42490, "couple young": 52834, "couple": 66697,
            "first child": 35188, "child": 30394, "disabled": 16479, "severely disabled": 51471,
            "lcwra": 42980, "lcwra new": 21726, "carer": 20934,
            "childcare 1": 107109, "childcare 2": 183616,
            "contribution": 9655, "allowance with rent": 42700, "allowance": 71000,
            "child benefit": 2705, "child benefit more": 1790,
        },
    ),
]  # fmt: skip
#: Reg. 82(1)(a) with reg. 6(1A): the wage of 11.44, 12.21 and 12.71 for 16 hours, pounds only.
EARNED_ENOUGH = [("2024-04-01", 1144), ("2025-04-01", 1221), ("2026-04-01", 1271)]
#: Reg. 80A, pounds a year: (single, in Greater London).
CAPS = {(True, False): 14753, (True, True): 16967, (False, False): 22020, (False, True): 25323}
A_YEAR_HOLDS = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
CARE = ("care", "care-enhanced")


@dataclass
class Slow:
    """What came out, in pence."""

    award: int
    housing: int
    capped_by: int
    ends: dt.date


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def pence(text: str) -> int:
    pounds, _, rest = text.partition(".")
    return int(pounds) * 100 + int((rest + "00")[:2])


def penny(amount: Fraction) -> int:
    """Reg. 6(1): nearest penny, half a penny up."""
    whole, part = divmod(amount.numerator, amount.denominator)
    return whole + (2 * part >= amount.denominator)


def age(born: dt.date, on: dt.date) -> int:
    years = 0
    while (born.year + years + 1, born.month, born.day) <= (on.year, on.month, on.day):
        years += 1
    return years


def period_end(start: dt.date, first: int) -> dt.date:
    """Reg. 21: walk to the day before the next first day."""
    after = start
    while True:
        after += dt.timedelta(days=1)
        tomorrow = after + dt.timedelta(days=1)
        leap = (dt.date(after.year, 3, 1) - dt.timedelta(days=1)).day == 29
        wanted: bool
        if after.month == start.month:
            continue
        if first == 31:
            wanted = tomorrow.month != after.month
        elif first >= 29 and after.month == 2:
            wanted = after.day == (28 if leap else 27)
        else:
            wanted = after.day == first
        if wanted:
            return after - dt.timedelta(days=1)


def latest(table: list[tuple[str, Any]], on: dt.date) -> Any:
    found = None
    for starts, value in table:
        if day(starts) <= on:
            found = value
    assert found is not None
    return found


def rooms(people: list[tuple[int, str, bool]]) -> int:
    """Sch. 4 paras 10 and 12: the fewest over every way of pairing, one by one."""
    if not people:
        return 0
    (years, sex, alone), rest = people[0], people[1:]
    fewest = 1 + rooms(rest)
    if years >= 16 or alone:
        return fewest
    for place, (other_years, other_sex, other_alone) in enumerate(rest):
        if other_years >= 16 or other_alone:
            continue
        if sex == other_sex or (years < 10 and other_years < 10):
            fewest = min(fewest, 1 + rooms(rest[:place] + rest[place + 1 :]))
    return fewest


def month(amount: int, often: str, free_weeks: int = 0) -> int:
    """Sch. 4 para. 7 and reg. 73."""
    times = A_YEAR_HOLDS[often] - (free_weeks // WEEKS[often] if free_weeks else 0)
    return penny(Fraction(amount * times, 12))


def slow_award(case: dict[str, Any]) -> Slow:
    """The award for a case whose every fact is known."""
    start = day(case["assessment_period_start"])
    end = period_end(start, int(case.get("first_period_day", start.day)))
    rate: dict[str, int] = latest(RATES, start)
    couple = case.get("partner") == "yes"
    joint = couple and case.get("partner_can_claim", "yes") == "yes"
    children = case.get("children", [])
    births = sorted(day(each["born"]) for each in children)

    # Reg. 18: no award with capital over 16,000.
    capital = pence(case.get("capital", "0"))
    if capital > 16_000_00:
        return Slow(0, 0, 0, end)

    # Reg. 36: standard allowance.
    ages = [age(day(case["date_of_birth"]), end)]
    if joint:
        ages.append(age(day(case["partner_date_of_birth"]), end))
    young = " young" if max(ages) < 25 else ""
    total = rate[f"{'couple' if joint else 'single'}{young}"]

    # Regs 24 to 24B: children; TP reg. 43 for the eldest.
    places = list(range(len(births)))
    if start < day("2026-04-06"):
        spare_exceptions = int(case.get("child_exceptions", 0))
        kept = []
        for place in places:
            if place < 2 or births[place] < day("2017-04-06"):
                kept.append(place)
            elif spare_exceptions:
                spare_exceptions -= 1
                kept.append(place)
        places = kept
    for place in places:
        older = place == 0 and births[0] < day("2017-04-06")
        total += rate["first child"] if older else rate["child"]
    for each in children:
        benefit = each.get("disability", "none")
        if benefit == "care-enhanced":
            total += rate["severely disabled"]
        elif benefit != "none":
            total += rate["disabled"]

    # Regs 27 to 29: LCWRA, LCW kept from before April 2017, carers.
    def own_lcwra(prefix: str) -> int:
        if case.get(f"{prefix}health", "none") != "lcwra":
            return 0
        if case.get(f"{prefix}lcwra_waited", "yes") == "no":
            return 0
        if start < day("2026-04-06") or case[f"{prefix}lcwra_rate"] != "new":
            return rate["lcwra"]
        return rate["lcwra new"]

    claimants = ["", "partner_"] if joint else [""]
    lcwra = {who: own_lcwra(who) for who in claimants}
    caring = {who: case.get(f"{who}carer", "no") == "yes" for who in claimants}
    in_award = max(lcwra.values())
    has_carer = False
    if in_award:
        # Whose it is: of those with the higher amount, the choice that leaves most.
        best = 0
        for whose in claimants:
            if lcwra[whose] == in_award:
                carers = [who for who in claimants if caring[who] and who != whose]
                if len(carers) * rate["carer"] >= best:
                    best = len(carers) * rate["carer"]
                    has_carer = bool(carers)
        total += in_award + best
    else:
        for who in claimants:
            if case.get(f"{who}lcw_before_2017", "no") == "yes":
                total += rate["lcw"]
                break
        total += rate["carer"] * sum(caring.values())
        has_carer = any(caring.values())
    limited = {who: case.get(f"{who}health", "none") != "none" for who in ("", "partner_")}

    # Regs 31 to 34: childcare.
    childcare = 0
    if case.get("childcare") == "yes":
        at_work = [case["work"]] + ([case["partner_work"]] if couple else [])
        unable = [limited[""], limited["partner_"]]
        works = [each == "works" for each in at_work]
        excused = [
            each in ("limited-capability", "caring", "away") or unable[place]
            for place, each in enumerate(at_work)
        ]
        if any(works) and all(a or b for a, b in zip(works, excused, strict=True)):
            ceiling = rate["childcare 1" if int(case["childcare_children"]) == 1 else "childcare 2"]
            childcare = min(ceiling, penny(Fraction(pence(case["childcare_costs"]) * 85, 100)))
    total += childcare

    # Sch. 4: housing.
    housing = 0
    kind = case.get("housing", "rented")
    if kind in ("rented", "shared-ownership"):
        often, free = case["rent_frequency"], int(case.get("rent_free_weeks", 0))
        counted = pence(case["rent"]) - pence(case.get("charges_not_covered", "0"))
        housing = month(counted, often, free)
        housing += month(pence(case.get("service_charges", "0")), often, free)
        others = int(case.get("others_liable", 0))
        if others:
            listed = 2 if couple and case.get("partner_on_tenancy", "yes") == "yes" else 1
            housing = penny(Fraction(housing * listed, listed + others))
        elif kind == "rented" and case.get("sanctuary_scheme", "no") == "no":
            sleepers = [
                (age(day(c["born"]), end), c["sex"], c.get("needs_own_room", "no") == "yes")
                for c in children
            ]
            sleepers += [(99, "", False) for _ in case.get("non_dependants", [])]
            needed = 1 + rooms(sleepers)
            for extra in ("overnight_carer", "foster_carer", "partners_need_two_rooms"):
                needed += case.get(extra, "no") == "yes"
            spare = int(case["bedrooms"]) - needed
            part = 0 if spare <= 0 else 14 if spare == 1 else 25
            housing -= penny(Fraction(housing * part, 100))
        exempt = case.get("severely_sight_impaired", "no") == "yes"
        exempt = exempt or case.get("disability_benefit", "none") in CARE
        exempt = exempt or (couple and case.get("partner_disability_benefit", "none") in CARE)
        for adult in [] if exempt else case.get("non_dependants", []):
            if age(day(adult["born"]), end) < 21 or adult.get("disability", "none") in CARE:
                continue
            if adult.get("circumstances", "none") in ("none", "student"):
                housing -= rate["contribution"]
        housing = max(0, housing)
    total += housing

    # Reg. 22 and 66, 72, 73: unearned income.
    takes_off = (
        "carers-allowance", "new-style-jsa", "new-style-esa", "new-style-esa-support", "pension",
        "spousal-maintenance", "maternity-allowance", "widowed-parents-allowance",
        "industrial-injuries",
    )  # fmt: skip
    incomes = case.get("other_income", [])
    unearned = sum(
        month(pence(each["amount"]), each["frequency"])
        for each in incomes
        if each["kind"] in takes_off
    )
    above = capital - 6_000_00
    while above > 0:
        unearned += 435
        above -= 250_00

    # Reg. 22(1)(b) and 54: pay received from the first day to the last.
    earned = 0
    given = case.get("pay_given", "one-amount")
    if given == "one-amount":
        earned = pence(case.get("earnings", "0"))
    elif given == "paydays":
        for payday in case["paydays"]:
            if start <= day(payday["paid_on"]) <= end:
                earned += pence(payday["net"])
    else:
        known, step = day(case["pay_date"]), WEEKS[case["pay_frequency"]] * 7
        for distance in range((end - start).days + 1):
            if (start + dt.timedelta(days=distance) - known).days % step == 0:
                earned += pence(case["pay_amount"])
    if couple and given != "paydays":
        earned += pence(case.get("partner_earnings", "0"))
    allowance = 0
    if children or any(limited[who] for who in claimants):
        allowance = rate["allowance with rent" if housing else "allowance"]
    from_pay = penny(Fraction(max(0, earned - allowance) * 55, 100))
    award = max(0, total - unearned - from_pay)

    # Regs 78 to 83: the cap.
    single = not joint and not children
    limit = penny(Fraction(CAPS[single, case.get("in_greater_london") == "yes"] * 100, 12))
    counted_too = ("new-style-jsa", "new-style-esa", "maternity-allowance",
                   "widowed-parents-allowance")  # fmt: skip
    benefits = award + sum(
        month(pence(each["amount"]), each["frequency"])
        for each in incomes
        if each["kind"] in counted_too
    )
    if children and case.get("child_benefit", "yes") == "yes":
        week = rate["child benefit"] + rate["child benefit more"] * (len(children) - 1)
        benefits += month(week, "weekly")
    free_of_cap = bool(in_award) or has_carer
    disabled = [case.get("disability_benefit", "none")]
    disabled += [case.get("partner_disability_benefit", "none")] if couple else []
    disabled += [each.get("disability", "none") for each in children]
    free_of_cap |= any(each != "none" for each in disabled)
    ends_it = ("carers-allowance", "new-style-esa-support", "industrial-injuries", "war-pension",
               "guardians-allowance", "disability-benefit")  # fmt: skip
    free_of_cap |= any(each["kind"] in ends_it for each in incomes)
    wage = latest(EARNED_ENOUGH, start)
    free_of_cap |= earned >= (wage * 16 * 52 // 12) // 100 * 100
    if "grace_period_start" in case:
        begins = day(case["grace_period_start"])
        months = begins.year * 12 + begins.month - 1 + 9
        over = dt.date(months // 12, months % 12 + 1, begins.day)
        free_of_cap |= begins <= end and over > start
    capped_by = 0
    if not free_of_cap:
        capped_by = min(award, max(0, benefits - limit - childcare))
    return Slow(award - capped_by, housing, capped_by, end)
