"""Thousands of plans against a schedule made by walking the calendar one day at a time.

The walk is written from the words of the policy and shares no code with the calculator: it counts
pence and days, knows its own bank holidays, and asks of every day whether something falls due.
"""

import calendar
import datetime as dt
import json
from decimal import Decimal

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from calculators.browser import attempt


def patiently(number):
    return settings(
        max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )


DAY = dt.timedelta(days=1)
#: Copied from https://www.gov.uk/bank-holidays, England and Wales, on 22 November 2026.
HOLIDAYS = {
    dt.date(year, month, day)
    for year, days in {
        2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
        2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
        2028: "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
    }.items()
    for month, day in (map(int, each.split("-")) for each in days.split())
}
LAST_HOLIDAY_YEAR = 2028
STEP = {"weekly": 7, "fortnightly": 14, "four-weekly": 28}


def works(day):
    """Whether a day is a working day; None where nobody knows yet."""
    if day.weekday() > 4 or day in HOLIDAYS or (day.month, day.day) == (12, 25):
        return False
    return True if day.year <= LAST_HOLIDAY_YEAR else None


def paid_on(day, choice):
    """The day a payment is made, walking on or back to a working day."""
    step = {"next-working-day": DAY, "working-day-before": -DAY, "same-day": None}[choice]
    walked = day
    while step and works(walked) is False:
        walked += step
    return day if step is None or works(walked) is None else walked


def falls_due(day, first, frequency):
    """Whether an instalment falls due on a day."""
    if day < first:
        return False
    if frequency in STEP:
        return (day - first).days % STEP[frequency] == 0
    return day.day == min(first.day, calendar.monthrange(day.year, day.month)[1])


def months_later(day, number):
    """The same day of a later month, or its last."""
    for _ in range(number):
        year, month = day.year + day.month // 12, day.month % 12 + 1
        day = dt.date(year, month, 1)
    return day


def walk(owed, each, first, frequency, start, others=()):
    """Every payment from a day on: due day, pence paid, pence left."""
    found, day = [], start
    while owed:
        due = [pence for on, pence in others if on == day]
        if falls_due(day, first, frequency):
            due.append(each)
        for pence in due:
            if not owed:
                break
            paid = min(pence, owed)
            owed -= paid
            found.append((day, paid, owed))
        day += DAY
    return found


def rent_between(case, rows):
    """Pence of weekly rent charged up to each payment, from the case date; None once open."""
    change = dt.date.fromisoformat(case["rent_change_on"]) if "rent_change_on" in case else None
    day = dt.date.fromisoformat(case["case_date"])
    if change:
        opens = change + 364 * DAY
    else:
        opens = day + DAY
        while (opens.month, opens.day) != (4, 1):
            opens += DAY
    free = {row["charge_day"] for row in case.get("rent_free_week_days", ())}
    found = []
    for due_on, _, _ in rows:
        total = 0
        while day <= due_on:
            if day.weekday() == 0 and day.isoformat() not in free:
                rent = case["new_rent"] if change and day >= change else case["rent"]
                total = None if day >= opens or total is None else total + pence_of(rent)
            day += DAY
        found.append(total)
    return found


def pence_of(text):
    return int(Decimal(text) * 100)


def pounds_of(pence):
    return f"{pence // 100}.{pence % 100:02d}"


money = st.integers(1, 150_000)
days = st.dates(dt.date(2026, 5, 1), dt.date(2027, 3, 31))


@st.composite
def new_plans(draw):
    """A plan to be offered, perhaps with a lump sum, rent-free weeks or a rent change."""
    case_date = draw(days)
    arrears = draw(money)
    each = draw(st.integers(max(1, arrears // 60), max(2, arrears)))
    case = {
        "case_date": case_date.isoformat(),
        "arrears": pounds_of(arrears),
        "rent": "112.50",
        "rent_frequency": "weekly",
        "rent_charge_day": "monday",
        "help_with_rent": "none",
        "offer": pounds_of(each),
        "offer_frequency": draw(st.sampled_from([*STEP, "monthly"])),
        "first_payment": (case_date + draw(st.integers(0, 400)) * DAY).isoformat(),
        "not_working_day": draw(
            st.sampled_from(["next-working-day", "working-day-before", "same-day"])
        ),
    }
    if draw(st.booleans()) and arrears > 1:
        case["plan_from"] = "lump-sum"
        case["lump_sum"] = pounds_of(draw(st.integers(1, arrears - 1)))
        case["lump_sum_on"] = (case_date + draw(st.integers(0, 60)) * DAY).isoformat()
    if draw(st.booleans()):
        case["rent_change"] = "new-rent"
        april = dt.date(case_date.year + (case_date.month > 3), 4, 1)
        case["rent_change_on"] = (april + draw(st.integers(0, 29)) * DAY).isoformat()
        case["new_rent"] = "117.56"
    if draw(st.booleans()):
        mondays = st.integers(0, 60).map(
            lambda week: case_date + (7 - case_date.weekday()) * DAY + week * 7 * DAY
        )
        weeks = sorted(draw(st.sets(mondays, min_size=1, max_size=4)))
        case["rent_free_weeks"] = "4"
        case["rent_free_week_days"] = [{"charge_day": each.isoformat()} for each in weeks]
        if draw(st.booleans()):
            case["catch_up_in_rent_free_weeks"] = "yes"
    return case


def answered(case, figures):
    """The result as JSON data, or the problems as (field, message)."""
    outcome = attempt("repayment_plan", json.dumps(case), figures)
    if isinstance(outcome, list):
        return outcome
    return outcome[2].model_dump(mode="json")


def others_of(case):
    """The lump sum and the rent paid in rent-free weeks: day and pence."""
    others = []
    if "lump_sum" in case:
        others.append((dt.date.fromisoformat(case["lump_sum_on"]), pence_of(case["lump_sum"])))
    if case.get("catch_up_in_rent_free_weeks") == "yes":
        for row in case["rent_free_week_days"]:
            day = dt.date.fromisoformat(row["charge_day"])
            rent = rent_on(case, day)
            if rent is not None:
                others.append((day, rent))
    return others


def rent_on(case, day):
    """Pence of rent a week on a day; None once nobody knows it."""
    change = dt.date.fromisoformat(case["rent_change_on"]) if "rent_change_on" in case else None
    case_date = dt.date.fromisoformat(case["case_date"])
    if change:
        if day >= change + 364 * DAY:
            return None
        return pence_of(case["new_rent"] if day >= change else case["rent"])
    april = dt.date(case_date.year + (case_date >= dt.date(case_date.year, 4, 1)), 4, 1)
    return None if day >= april else pence_of(case["rent"])


def lump_is_whole(case, rows):
    """Whether the lump sum is needed in full."""
    on = dt.date.fromisoformat(case["lump_sum_on"])
    return any(day == on and paid == pence_of(case["lump_sum"]) for day, paid, _ in rows)


@patiently(2000)
@given(new_plans())
def test_a_new_plan_is_what_a_walk_through_the_calendar_finds(figures, case):
    first = dt.date.fromisoformat(case["first_payment"])
    case_date = dt.date.fromisoformat(case["case_date"])
    choice = case["not_working_day"]
    rows = walk(
        pence_of(case["arrears"]),
        pence_of(case["offer"]),
        first,
        case["offer_frequency"],
        case_date,
        others_of(case),
    )
    result = answered(case, figures)
    if "lump_sum" in case and not lump_is_whole(case, rows):
        assert [each.field for each in result] == ["lump_sum_on"]
        event("lump sum refused")
        return
    if paid_on(rows[0][0], choice) < case_date:
        assert [each.field for each in result] in (
            [["first_payment"], ["lump_sum_on"], ["rent_free_week_days"]]
        )
        event("first day refused")
        return
    assert isinstance(result, dict), result
    payments = result["payments"]
    assert [each["due_on"] for each in payments] == [day.isoformat() for day, _, _ in rows]
    assert [pence_of(each["amount"]) for each in payments] == [paid for _, paid, _ in rows]
    assert [pence_of(each["balance_after"]) for each in payments] == [left for _, _, left in rows]
    moved = [paid_on(day, choice) for day, _, _ in rows]
    assert [each["pay_on"] or each["due_on"] for each in payments] == [d.isoformat() for d in moved]
    assert result["clears_on"] == moved[-1].isoformat()
    assert result["total_paid"] == case["arrears"]
    charged = rent_between(case, rows)
    assert [each["rent_since"] and pence_of(each["rent_since"]) for each in payments] == charged
    begins, months = min(first, rows[0][0]), 0
    while at_month(begins, months) < rows[-1][0]:
        months += 1
    assert result["months"] == months
    if "rent_change_on" in case:
        change = dt.date.fromisoformat(case["rent_change_on"])
        left = pence_of(case["arrears"])
        for day, (_, _, balance) in zip(moved, rows, strict=True):
            left = balance if day < change else left
        assert pence_of(result["balance_at_change"]) == left


def at_month(day, number):
    """A day some months later, found by walking through that month."""
    target = months_later(day, number)
    last = calendar.monthrange(target.year, target.month)[1]
    return dt.date(target.year, target.month, min(day.day, last))


@st.composite
def running_plans(draw):
    """A plan that began some time ago, with payments missed in whole or in part."""
    case = draw(new_plans())
    for name in ("rent_change", "rent_change_on", "new_rent", "rent_free_weeks"):
        case.pop(name, None)
    case.pop("rent_free_week_days", None)
    case.pop("catch_up_in_rent_free_weeks", None)
    case_date = dt.date.fromisoformat(case["case_date"])
    first = case_date - draw(st.integers(0, 120)) * DAY
    case |= {"plan_stage": "running", "first_payment": first.isoformat()}
    if "lump_sum" in case:
        case["lump_sum_on"] = (first + draw(st.integers(0, 30)) * DAY).isoformat()
    case["replan"] = draw(st.sampled_from(["carry-on", "catch-up", "spread"]))
    planned = walk(
        pence_of(case["arrears"]),
        pence_of(case["offer"]),
        first,
        case["offer_frequency"],
        first,
        others_of(case),
    )
    gone = [row for row in planned if paid_on(row[0], case["not_working_day"]) < case_date]
    due = {}
    for day, paid, _ in gone:
        due[day] = due.get(day, 0) + paid
    missed = {}
    for day in draw(st.sets(st.sampled_from(sorted(due)), max_size=8)) if due else ():
        missed[day] = draw(st.integers(0, due[day] - 1))
    if missed:
        case["missed_payments"] = [
            {"due_on": day.isoformat(), "paid": pounds_of(paid)} for day, paid in missed.items()
        ]
    return case, planned, due, missed


@patiently(1000)
@given(running_plans())
def test_a_running_plan_is_what_a_walk_through_the_calendar_finds(figures, plan):
    case, planned, due, missed = plan
    choice, frequency = case["not_working_day"], case["offer_frequency"]
    first = dt.date.fromisoformat(case["first_payment"])
    case_date = dt.date.fromisoformat(case["case_date"])
    result = answered(case, figures)
    if "lump_sum" in case and not lump_is_whole(case, planned):
        assert [each.field for each in result] == ["lump_sum_on"]
        return
    paid = sum(due.values()) - sum(due[day] - part for day, part in missed.items())
    owed, each = pence_of(case["arrears"]) - paid, pence_of(case["offer"])
    if not owed:
        assert [problem.field for problem in result] == ["missed_payments"]
        event("all paid")
        return
    others = [each for each in others_of(case) if paid_on(each[0], choice) >= case_date]
    start = min([case_date - 10 * DAY, *(day for day, _ in others)])
    coming = []
    day = start
    while len(coming) < 400:
        if falls_due(day, first, frequency) and paid_on(day, choice) >= case_date:
            coming.append(day)
        day += DAY
    if case["replan"] == "spread":
        days_of_instalments = [row[0] for row in planned if falls_due(row[0], first, frequency)]
        last = max(days_of_instalments, default=first)
        if "lump_sum" in case and last == dt.date.fromisoformat(case["lump_sum_on"]):
            return  # whether that day had an instalment too is not seen from here
        number = len([day for day in coming if day <= last])
        if not number:
            assert [problem.field for problem in result] == ["replan"]
            event("nothing to spread over")
            return
        left = owed - sum(pence for day, pence in others if day <= last)
        each = -(-left // number)
    if case["replan"] == "catch-up" and missed:
        extra = sum(due[day] - part for day, part in missed.items())
        others.append((coming[0], extra))
        event("caught up")
    rows, left = [], owed
    for day in sorted({*coming, *(day for day, _ in others)}):
        amounts = [pence for on, pence in others if on == day]
        if day in coming:
            amounts.append(each)
        for pence in amounts:
            if left:
                rows.append((day, min(pence, left)))
                left -= min(pence, left)
    assert isinstance(result, dict), result
    by_day = {}
    for day, pence in rows:
        by_day[day.isoformat()] = by_day.get(day.isoformat(), 0) + pence
    answered_by_day = {}
    for row in result["payments"]:
        day = row["due_on"]
        answered_by_day[day] = answered_by_day.get(day, 0) + pence_of(row["amount"])
    assert answered_by_day == by_day
    assert pence_of(result["history"][-1]["balance_after"]) == owed if due else True
    assert result["total_paid"] == case["arrears"]
    whole = sum(due[day] - part for day, part in missed.items())
    assert pence_of(result["missed_total"]) == whole
