"""A week's Housing Benefit worked out slowly from the regulations.

Written from the Housing Benefit Regulations 2006 (SI 2006/213; "WA"), the Housing Benefit (Persons
who have attained the qualifying age for state pension credit) Regulations 2006 (SI 2006/214; "PA")
and the dated figures, and not from the calculator: it imports nothing of it and works in whole
pence and fractions. It takes a case as the form gives it, with every fact known that the form can
tell. Where the form cannot tell something - which of two people is severely sight impaired, what a
child adds, whether a couple of two ages is still under PA, whether the new amount left out of
earnings is this household's, whether a student works in term time or the summer, whether somebody
in prison still normally resides there - it works out every way and gives the least and the most.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from tests.dated_rates import pence, penny, rate

DAY = dt.timedelta(days=1)
HB = "housing_benefit."
CARE = ("care", "care-enhanced")
#: Pensions Act 1995, Sch. 4 para. 1(6): born from the first day of each month's row, from the 6th,
#: State Pension age is so many months past the 66th birthday.
LATER = [dt.date(1960, month, 6) for month in range(4, 13)]
LATER += [dt.date(1961, month, 6) for month in range(1, 4)]
#: WA Sch. 4 para. 18, from the first benefit week of October 2026.
SUPPORTED_FROM = dt.date(2026, 10, 5)


@dataclass(frozen=True)
class Slow:
    """What came out, in pence; ends where the form does not settle it."""

    least: int
    most: int
    applicable: frozenset[int]
    adults: frozenset[int]
    eligible: int
    mixed_ages: bool
    anyone_old: bool


@dataclass(frozen=True)
class Person:
    """The tenant or the partner."""

    years: int
    old: bool
    old_before_april_2021: bool
    disability: str
    blind: bool


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def money(text: str | None) -> int:
    amount = Fraction(text or "0") * 100
    assert amount.denominator == 1
    return amount.numerator


def years_old(born: dt.date, on: dt.date) -> int:
    count = 0
    while (born.year + count + 1, born.month, born.day) <= (on.year, on.month, on.day):
        count += 1
    return count


def state_pension_day(born: dt.date) -> dt.date:
    """The day, walked to from the birthday a year or a month at a time."""
    later = sum(born >= each for each in LATER)
    if later == len(LATER):
        year, month = born.year + 67, born.month
    else:
        year, month = born.year + 66, born.month + later
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    walked = dt.date(year, month, 1)
    while walked.day < born.day and (walked + DAY).month == month:
        walked += DAY
    if walked.day < born.day and later in (0, len(LATER)):
        walked += DAY  # a birthday on 29 February, in a year without one
    return walked


def weekly(amount: int, often: str) -> int:
    """WA reg. 80(2), PA reg. 61(2)."""
    weeks = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
    if often in weeks:
        return penny(Fraction(amount, weeks[often]))
    return penny(Fraction(amount * {"monthly": 12, "annual": 1}[often], 52))


def taken_for_adults(case: dict[str, Any], on: dt.date, renters: list[Person], summer: bool) -> int:
    """WA reg. 74, PA reg. 55."""
    if any(each.blind or each.disability in CARE for each in renters):
        return 0
    for name, who in (("lowest_care", "disability_benefit"),
                      ("partner_lowest_care", "partner_disability_benefit")):  # fmt: skip
        if case.get(who) == "other" and case.get(name) == "yes":
            return 0
    households: list[list[dict[str, Any]]] = []
    for adult in case.get("non_dependants", []):
        if adult.get("couple_with_one_above") == "yes":
            households[-1].append(adult)
        else:
            households.append([adult])
    total = 0
    for together in households:
        in_work = [each for each in together if each["works_16_hours"] == "yes"]
        joint = sum(money(each["gross_weekly_income"]) for each in in_work)
        amounts = [0]
        for adult in together:
            years = years_old(day(adult["born"]), on)
            fact = adult.get("circumstances", "none")
            if years < 18 or fact in ("prison", "armed-forces", "pension-credit"):
                continue
            # Para. (7)(c) and (d): never in term time; in the summer, unless in work.
            if fact == "student" and not (summer and adult["works_16_hours"] == "yes"):
                continue
            if years < 25 and fact == "uc-not-earning":
                continue
            figure = "flat"
            if adult["works_16_hours"] == "yes":
                for band in range(2, 7):
                    if joint >= pence(f"{HB}non_dependants.band_{band}.income_from", on):
                        figure = f"band_{band}.amount"
            amounts.append(pence(f"{HB}non_dependants.{figure}", on))
        total += max(amounts)
    return total


def applicable_amount(
    case: dict[str, Any], on: dt.date, renters: list[Person], pension_age: bool, away: bool
) -> int:
    """WA Sch. 3 and PA Sch. 3, without what is not held for children."""
    couple, children = len(renters) == 2, case.get("children", [])
    kind = "couple" if couple else "single"
    if pension_age:
        before = any(each.old_before_april_2021 for each in renters)
        which = "reached_before_april_2021" if before else "reached_later"
        total = pence(f"{HB}allowance.pension_age.{kind}_{which}", on)
    else:
        oldest = max(each.years for each in renters)
        if couple:
            which = "couple_18_or_over" if oldest >= 18 else "couple_under_18"
        elif children:
            which = "lone_parent_18_or_over" if oldest >= 18 else "lone_parent_under_18"
        else:
            which = "single_25_or_over" if oldest >= 25 else "single_under_25"
        total = pence(f"{HB}allowance.working_age.{which}", on)
        # Para. 12 and 13: under the qualifying age, and a disability benefit of any kind or blind.
        young = [each for each in renters if not each.old]
        if any(each.blind or each.disability != "none" for each in young):
            total += pence(f"{HB}premium.disability.{kind}", on)
        # Para. 15: the highest rate for care.
        if any(each.disability == "care-enhanced" for each in young):
            total += pence(f"{HB}premium.enhanced_disability.{kind}", on)
    if children and case.get("family_premium") == "yes":
        total += pence(f"{HB}premium.family", on)
    disabled = sum(each.get("disability", "none") != "none" for each in children)
    total += disabled * pence(f"{HB}premium.disabled_child", on)
    number = {"none": 0, "one": 1, "two": 2}
    total += number[case.get("carers", "none")] * pence(f"{HB}premium.carer", on)
    return total + severe(case, on, renters, away)


def severe(case: dict[str, Any], on: dt.date, renters: list[Person], away: bool) -> int:
    """WA Sch. 3 para. 14 and 20(6), PA Sch. 3 para. 6 and 12(1)."""
    for adult in case.get("non_dependants", []):
        grown = years_old(day(adult["born"]), on) >= 18
        if away and adult.get("circumstances") == "prison":
            continue
        if grown and adult.get("disability", "none") not in CARE:
            return 0
    paid = {"none": 0, "one": 1, "two": 2}[case.get("paid_carers", "none")]
    qualifying = [each.disability in CARE for each in renters]
    one = pence(f"{HB}premium.severe_disability.single", on)
    if len(renters) == 1 or (sum(qualifying) == 1 and renters[qualifying.index(False)].blind):
        return one if any(qualifying) and not paid else 0
    if not all(qualifying) or paid == 2:
        return 0
    return one if paid else pence(f"{HB}premium.severe_disability.couple", on)


def counted_income(
    case: dict[str, Any], on: dt.date, renters: list[Person], pension_age: bool, new: bool
) -> int:
    """Earnings less what is left out, other income and tariff income."""
    couple, children = len(renters) == 2, case.get("children", [])
    higher = case.get("higher_disregard") == "yes"
    if not couple and children:
        which = "lone_parent"
    else:
        which = "special" if higher else "couple" if couple else "single"
    left_out = pence(f"{HB}earnings_disregard.{which}", on)
    if case.get("additional_disregard") == "yes":
        left_out += pence(f"{HB}earnings_disregard.additional", on)
    supported = case["accommodation"] != "general" and not pension_age
    if supported and new:
        oldest = max(each.years for each in renters)
        if couple:
            which = "couple_25_or_over" if oldest >= 25 else "couple_under_25"
            which = which if oldest >= 18 else "couple_under_18"
        else:
            which = "single_25_or_over" if oldest >= 25 else "single_under_25"
        left_out += pence(f"{HB}earnings_disregard.supported.{which}", on)
    total = max(0, money(case["weekly_earnings"]) - left_out) + money(case["weekly_other_income"])
    scale = f"{HB}capital.{'pension_age' if pension_age else 'working_age'}."
    above = money(case["capital"]) - pence(f"{scale}lower", on)
    while above > 0:
        total += pence(f"{scale}income_per_step", on)
        above -= pence(f"{scale}step", on)
    return total


def slow_benefit(case: dict[str, Any]) -> Slow:
    """A week's benefit for a case whose every fact is known."""
    on = day(case["case_date"])
    blind = case.get("severely_sight_impaired") == "yes"
    couple = case.get("partner") == "yes"
    ways = [(blind, False)]
    if couple and blind:
        ways = [(True, False), (False, True), (True, True)]
    eligible = weekly(money(case["rent"]), case["rent_frequency"])
    eligible -= weekly(money(case["ineligible_charges"]), case["rent_frequency"])
    awards, amounts, taken, mixed, anyone_old = set(), set(), set(), False, False
    news = (False, True) if on >= SUPPORTED_FROM else (False,)
    for blind_ones, new, summer, away in product(ways, news, (False, True), (False, True)):
        renters = [person(case, "", on, blind_ones[0])]
        renters += [person(case, "partner_", on, blind_ones[1])] if couple else []
        adults = taken_for_adults(case, on, renters, summer)
        taken.add(adults)
        anyone_old = any(each.old for each in renters)
        pension_rules = [all(each.old for each in renters)]
        if case["main_benefit"] == "guarantee-credit":
            pension_rules = [True]
        # Since 15 May 2019 a couple of two ages is under WA, unless it was under PA all along.
        elif case["main_benefit"] == "none" and anyone_old:
            mixed = not pension_rules[0]
            pension_rules = [True, False] if mixed else pension_rules
        for pension_age in pension_rules:
            if not pension_age and case["accommodation"] == "general":
                awards.add(0)
                continue
            amount = income = 0
            if case["main_benefit"] == "none":
                amount = applicable_amount(case, on, renters, pension_age, away)
                income = counted_income(case, on, renters, pension_age, new)
                amounts.add(amount)
                scale = f"{HB}capital.{'pension_age' if pension_age else 'working_age'}."
                if money(case["capital"]) > pence(f"{scale}upper", on):
                    awards.add(0)
                    continue
            awards |= benefit(eligible - adults, max(0, income - amount), case, on)
    return Slow(
        least=min(awards),
        most=max(awards),
        applicable=frozenset(amounts),
        adults=frozenset(taken),
        eligible=eligible,
        mixed_ages=mixed,
        anyone_old=anyone_old,
    )


def benefit(most: int, above: int, case: dict[str, Any], on: dt.date) -> set[int]:
    """WA reg. 70, 71 and 75, PA reg. 50, 51 and 56: pence a week, each way a child may add."""
    # What a child adds is not held: any amount from nothing up.
    excesses = {above, 0} if case.get("children") else {above}
    awards = {max(0, most - penny(each * rate(f"{HB}taper", on))) for each in excesses}
    least = pence(f"{HB}minimum", on)
    return {each if each >= least else 0 for each in awards}


def person(case: dict[str, Any], prefix: str, on: dt.date, blind: bool) -> Person:
    born = day(case[f"{prefix}date_of_birth"])
    reached = state_pension_day(born)
    return Person(
        years=years_old(born, on),
        old=reached <= on,
        old_before_april_2021=reached < dt.date(2021, 4, 1),
        disability=case.get(f"{prefix}disability_benefit", "none"),
        blind=blind,
    )
