"""Plans by a date, offers with the rent in them and what stands beside a plan, walked day by day.

The walk is the one of the other module, which shares no code with the calculator; the rates are
read straight from their files.
"""

import calendar
import datetime as dt
from collections import Counter
from fractions import Fraction
from random import Random

from tests.calculators.repayment_plan.test_against_a_slow_walk import (
    DAY,
    STEP,
    answered,
    at_month,
    falls_due,
    paid_on,
    pence_of,
    pounds_of,
    walk,
)
from tests.dated_rates import first_days, pence, penny, rate

PLANS = 1200
A_YEAR = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
#: Payments that fall in most months.
USUALLY = {"weekly": 4, "fortnightly": 2, "four-weekly": 1, "monthly": 1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOUSEHOLDS = {
    "single-under-25": "single_under_25",
    "single-25-or-over": "single_25_or_over",
    "couple-both-under-25": "couple_both_under_25",
    "couple-one-25-or-over": "couple_one_25_or_over",
}
ALLOWANCE = "universal_credit.standard_allowance"
LEAST_SHARE = "universal_credit.deductions.rent_arrears.least_share"
LONGEST = "landlord.repayment_plan.usual_longest"
REVIEW = "landlord.repayment_plan.review_limit"


def random_plan(random):
    """A new plan; rent at any interval, from a date or with the rent in it now and then."""
    on = dt.date(2026, 1, 5) + random.randint(0, 440) * DAY
    if random.random() < 0.2:
        on = dt.date(2026, 4, 6) + random.choice((-1, 0, 1)) * DAY
    arrears = random.randint(1_00, 2000_00)
    often = random.choice([*STEP, "monthly"])
    rent_often = random.choice(("weekly", "weekly", *A_YEAR))
    rent = random.randint(60_00, 150_00) * 52 // A_YEAR[rent_often]
    household = random.choice(list(HOUSEHOLDS))
    case = {
        "case_date": on.isoformat(),
        "arrears": pounds_of(arrears),
        "rent": pounds_of(rent),
        "rent_frequency": rent_often,
        "help_with_rent": random.choice(("none", "uc-to-tenant")),
        "offer_frequency": often,
        "first_payment": (on + random.randint(0, 60) * DAY).isoformat(),
        "not_working_day": random.choice(("next-working-day", "working-day-before", "same-day")),
        "household": household,
        "only_benefits": "yes",
    }
    if rent_often == "weekly":
        case["rent_charge_day"] = random.choice(WEEKDAYS)
        case["rent_free_weeks"] = random.choice((0, 0, 4))
    else:
        case["rent_charge_date"] = (on + random.randint(-500, 500) * DAY).isoformat()
    if rent_often != "annual" and random.random() < 0.4:
        april = dt.date(on.year + (on.month > 3), 4, 1)
        case["rent_change"] = "new-rent"
        case["rent_change_on"] = (april + random.randint(0, 29) * DAY).isoformat()
        case["new_rent"] = pounds_of(rent * 104 // 100)
    kind = random.choice(("amount", "clear-by", "rent in it"))
    if kind == "clear-by":
        case["plan_from"] = kind
        first = dt.date.fromisoformat(case["first_payment"])
        case["clear_by"] = (first + random.randint(7, 500) * DAY).isoformat()
        return case
    minimum = pence(f"{ALLOWANCE}.{HOUSEHOLDS[household]}", max(on, dt.date(2025, 4, 7)))
    minimum = penny(Fraction(minimum, 10) * 12 / A_YEAR[often])
    near = minimum + random.choice((-1, 0, 1))
    part = random.choice((near, random.randint(max(1, arrears // 40), arrears)))
    if kind == "rent in it":
        case["offer_includes_rent"] = "yes"
        part = random.randint(max(1, arrears // 8), arrears) + rent_in(case, pounds_of(rent))
    case["offer"] = pounds_of(max(1, part))
    return case


def rent_in(case, rent):
    """The rent of one payment's time, spread over the year."""
    times = A_YEAR[case["rent_frequency"]] - case.get("rent_free_weeks", 0)
    return penny(Fraction(pence_of(rent) * times, A_YEAR[case["offer_frequency"]]))


def date_of(case, name):
    return dt.date.fromisoformat(case[name]) if name in case else None


def opens_on(case):
    """From when nobody knows the rent."""
    change, on = date_of(case, "rent_change_on"), date_of(case, "case_date")
    if change:
        return change + 364 * DAY
    april = dt.date(on.year, 4, 1)
    charges = [day for day in (april + days * DAY for days in range(30)) if is_charged(case, day)]
    if on.month == 4 and charges and on < charges[0]:
        return charges[0]  # what is charged now is still last year's rent
    return dt.date(on.year + (on.month > 3), 4, 1)


def payments_of(case):
    """Each payment as (due, amount, of it rent, left), and whether it can be told to the end."""
    first, often = date_of(case, "first_payment"), case["offer_frequency"]
    owed = pence_of(case["arrears"])
    if case.get("offer_includes_rent") != "yes":
        each = each_of(case)
        return [(on, paid, 0, left) for on, paid, left in walk(owed, each, first, often, first)]
    found, on, opens = [], first, opens_on(case)
    while owed:
        if falls_due(on, first, often):
            rent = rent_in(case, pounds_of(rent_on(case, on)))
            part = pence_of(case["offer"]) - rent
            if on >= opens or part <= 0:
                return None
            paid = min(part, owed)
            owed -= paid
            found.append((on, paid + rent, rent, owed))
        on += DAY
    return found


def each_of(case):
    """The instalment; for a plan by a date, the least that clears it by then."""
    if case.get("plan_from") != "clear-by":
        return pence_of(case["offer"])
    first, last = date_of(case, "first_payment"), date_of(case, "clear_by")
    number, on = 0, first
    while on <= last + 14 * DAY:
        if falls_due(on, first, case["offer_frequency"]):
            number += paid_on(on, case["not_working_day"]) <= last
        on += DAY
    return -(-pence_of(case["arrears"]) // number) if number else None


def charged_between(case, days):
    """Pence of rent charged up to each day, from the date of the plan on; None once open."""
    on, opens = date_of(case, "case_date"), opens_on(case)
    found = []
    for last in days:
        total = 0
        while on <= last:
            if is_charged(case, on):
                total = None if on >= opens or total is None else total + rent_on(case, on)
            on += DAY
        found.append(total)
    return found


def rent_on(case, on):
    change = date_of(case, "rent_change_on")
    return pence_of(case["new_rent"] if change and on >= change else case["rent"])


def is_charged(case, on):
    """Whether rent is charged on a day, going by any one of its charge days."""
    often = case["rent_frequency"]
    if often == "weekly":
        return WEEKDAYS[on.weekday()] == case["rent_charge_day"]
    known = date_of(case, "rent_charge_date")
    if often in STEP:
        return (on - known).days % STEP[often] == 0
    last = ((on.replace(day=28) + 4 * DAY).replace(day=1) - DAY).day
    same = on.day == min(known.day, last)
    return same and (often == "monthly" or on.month == known.month)


def test_plans_are_what_a_walk_through_the_calendar_finds(figures):
    random, seen = Random(20261122), Counter()
    for number in range(PLANS):
        case = random_plan(random)
        result = answered(case, figures)
        if each_is_missing(case):
            assert [each.field for each in result] == ["clear_by"], (number, case)
            continue
        rows = payments_of(case)
        choice, on = case["not_working_day"], date_of(case, "case_date")
        if paid_on(date_of(case, "first_payment"), choice) < on:
            assert [each.field for each in result] == ["first_payment"], (number, case)
            continue
        assert isinstance(result, dict), (number, result, case)
        if rows is None:
            assert result["clears"]["verdict"] != "yes", (number, case)
            seen["not told to the end"] += 1
            continue
        seen[case.get("plan_from", "amount")] += 1
        seen["rent in it"] += rows[0][2] > 0
        payments = result["payments"]
        moved = [paid_on(due, choice) for due, *_ in rows]
        answers = [(each["due_on"], pence_of(each["amount"]), pence_of(each["balance_after"]))
                   for each in payments]  # fmt: skip
        assert answers == [(d.isoformat(), a, left) for d, a, _, left in rows], (number, case)
        parts = [pence_of(each["rent_part"] or "0") for each in payments]
        assert parts == [part for *_, part, _ in rows], (number, case)
        assert [each["pay_on"] or each["due_on"] for each in payments] == [
            day.isoformat() for day in moved
        ], (number, case)
        assert result["clears_on"] == moved[-1].isoformat(), (number, case)
        assert pence_of(result["last_amount"]) == rows[-1][1], (number, case)
        if case.get("plan_from") == "clear-by":
            assert moved[-1] <= date_of(case, "clear_by"), (number, case)
        charged = charged_between(case, [due for due, *_ in rows])
        answers = [each["rent_since"] and pence_of(each["rent_since"]) for each in payments]
        assert answers == charged, (number, case)
        seen["rent open"] += None in charged
        beside_the_policy(case, result, rows, number, seen)
        heavier = [(each["month"], each["payments"], pence_of(each["total"]))
                   for each in result["heavier_months"]]  # fmt: skip
        expected = heavier_months(case, rows, moved)
        assert heavier == expected, (number, heavier, expected, case)
        seen["a heavier month"] += bool(expected)
        seen["months of rent"] += months_of_rent(case, result["rent_months"], number)
    assert min(seen.values()) > 50, seen


def each_is_missing(case):
    """Whether no payment is made by the day to clear the arrears by."""
    return case.get("plan_from") == "clear-by" and each_of(case) is None


def beside_the_policy(case, result, rows, number, seen):
    """The length against the usual longest and the review, and the offer against the minimum."""
    on, months = date_of(case, "case_date"), 0
    while at_month(rows[0][0], months) < rows[-1][0]:
        months += 1
    assert result["months"] == months, (number, case)
    usual = "yes" if months <= rate(LONGEST, on) else "no"
    assert result["usual_length"]["verdict"] == usual, (number, case)
    assert result["review"]["verdict"] == ("yes" if months > rate(REVIEW, on) else "no"), number
    seen[f"usual length: {usual}"] += 1
    if rows[0][2]:
        return  # the part for the arrears changes with the rent
    each = each_of(case)
    a_month = penny(Fraction(each * A_YEAR[case["offer_frequency"]], 12))
    assert pence_of(result["a_month"]) == a_month, (number, case)
    allowance = pence(f"{ALLOWANCE}.{HOUSEHOLDS[case['household']]}", on)
    least = penny(rate(LEAST_SHARE, on) * allowance)
    meets = "yes" if a_month >= least or len(rows) == 1 else "no"
    if len(rows) > 1:
        assert result["minimum_offer"]["verdict"] == meets, (number, a_month, least, case)
        seen[f"minimum: {meets}"] += 1


def heavier_months(case, rows, moved):
    """For a household on Universal Credit: calendar months with more payments than most."""
    if case["help_with_rent"] == "none":
        return []
    totals = {}
    for day, (_, amount, *_) in zip(moved, rows, strict=True):
        totals.setdefault((day.year, day.month), []).append(amount)
    usually = USUALLY[case["offer_frequency"]]
    return [
        (f"{dt.date(year, month, 1):%B %Y}", len(amounts), sum(amounts))
        for (year, month), amounts in sorted(totals.items())
        if len(amounts) > usually
    ]


def months_of_rent(case, rows, number):
    """Each month's charge days beside a month of Universal Credit, and how far apart they run."""
    if "rent_change" in case:
        return 0  # which month has which rent is for the scenarios
    times = 52 - case.get("rent_free_weeks", 0)
    credit, running = penny(Fraction(pence_of(case["rent"]) * times, 12)), 0
    for row in rows:
        name, year = row["month"].split()
        on = dt.date(int(year), list(calendar.month_name).index(name), 1)
        charges, month = 0, on.month
        while on.month == month:
            charges += is_charged(case, on)
            on += DAY
        charged = charges * pence_of(case["rent"])
        running += credit - charged
        answer = (row["charges"], *(pence_of(row[name]) for name in
                  ("charged", "universal_credit", "difference", "running")))  # fmt: skip
        expected = (charges, charged, credit, credit - charged, running)
        assert answer == expected, (number, row, case)
    return bool(rows)


def test_the_policy_changed_where_it_says():
    assert first_days(LONGEST)[-1] == dt.date(2026, 4, 6)
