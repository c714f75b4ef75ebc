"""Where a rent account stands, worked out slowly: day by day, and for every charge day it may have.

Written from the facts on rent, benefit in arrear and the policy's thresholds, the dated figures and
what the page promises, and not from the calculator: it imports nothing of it. Amounts are whole
pence. Where the day rent is charged is not known, every day it may be is tried in turn; where a
benefit payment is not known, nothing and all that is owed. What those agree on is told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any, NamedTuple

from tests.dated_rates import every_figure, money, penny, rate

DAY = dt.timedelta(days=1)
IN_A_YEAR = {"weekly": 52, "fortnightly": 26, "four-weekly": 13, "monthly": 12, "annual": 1}
DAYS = {"weekly": 7, "fortnightly": 14, "four-weekly": 28}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
POLICY = "landlord.arrears."
STEPS = [
    ("First letter", "first_letter"),
    ("Second letter", "second_letter"),
    ("Notice", "notice"),
    ("Claim to the court", "court"),
]
#: The weeks over which the page shows what is owed.
SPANS = (4, 13, 26)
YES, NO, OPEN = "yes", "no", "cannot tell"


class Line(NamedTuple):
    """One line of an account, in pence: what it adds to what is owed, or takes off."""

    day: dt.date
    words: str
    charge: int
    payment: int

    @property
    def change(self) -> int:
        return self.charge - self.payment


@dataclass(frozen=True)
class Ledger:
    """An account as it truly is: what was owed before its first line, and its lines in order."""

    opening: int
    lines: list[Line]

    def balance(self, on: dt.date) -> int:
        return self.opening + sum(each.change for each in self.lines if each.day <= on)


@dataclass
class Slow:
    """What came out, in pence; None where it is not told."""

    balance: int
    rent_balance: int
    arrears: int
    weeks: Fraction
    technical: int | None = None
    real: int | None = None
    real_weeks: Fraction | None = None
    only_timing: str | None = None
    daily_rate: int | None = None
    charged_to: dt.date | None = None
    counted: int | None = None
    benefit: int | None = None
    thresholds: list[tuple[str, int, str, int | None]] = field(default_factory=list)
    last_payment: tuple[dt.date | None, int | None] = (None, None)
    days_since: int | None = None
    charges_since: int | None = None
    charged: int | None = None
    paid: int | None = None
    trend: list[tuple[dt.date, int | None, int | None, int | None, str]] = field(
        default_factory=list
    )
    points: list[int] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def last_of_month(day: dt.date) -> int:
    while (day + DAY).month == day.month:
        day += DAY
    return day.day


def is_charged(case: dict[str, Any], day: dt.date, anchor: Any) -> bool:
    """Whether rent is charged on a day; the anchor is a weekday, a date, or a day of the month."""
    often = case["rent_frequency"]
    if often == "weekly":
        return bool(day.weekday() == anchor)
    if often in DAYS:
        return bool((day - anchor).days % DAYS[often] == 0)
    falls = day.day == min(anchor.day, last_of_month(day))
    return bool(falls and (often == "monthly" or day.month == anchor.month))


def anchors(case: dict[str, Any]) -> list[Any]:
    """Every way the days of charge may fall, one where it is known."""
    often, on = case["rent_frequency"], date(case["case_date"])
    if often == "weekly":
        told = case.get("rent_charge_day")
        return [WEEKDAYS.index(told)] if told else list(range(7))
    if told := case.get("rent_charge_date"):
        return [date(told)]
    if often in DAYS:
        return [on - number * DAY for number in range(DAYS[often])]
    if often == "monthly":
        return [dt.date(2024, 1, number) for number in range(1, 32)]
    return [dt.date(2024, 1, 1) + number * DAY for number in range(366)]


def charged_to(case: dict[str, Any], anchor: Any) -> dt.date:
    """The day before the next charge: rent is charged ahead, for the days up to it."""
    day = date(case["case_date"])
    while not is_charged(case, day + DAY, anchor):
        day += DAY
    return day


@cache
def may_be_charged_to(on: str, often: str, weekday: str | None, day: str | None) -> set[dt.date]:
    """The last day charged for, for every way the days of charge may fall."""
    case = {
        "case_date": on,
        "rent_frequency": often,
        "rent_charge_day": weekday,
        "rent_charge_date": day,
    }
    return {charged_to(case, anchor) for anchor in anchors(case)}


def known_anchor(case: dict[str, Any]) -> Any:
    found = anchors(case)
    return found[0] if len(found) == 1 else None


def benefit_may_pay(case: dict[str, Any], owed: int) -> list[int]:
    """Every amount of what is owed that benefit on its way may pay, the ends where it is open."""
    helped = case.get("help_with_rent", "not-known")
    if helped == "none" or owed == 0:
        return [0]
    if helped == "not-known":
        return [0, owed]
    amount = case.get("benefit_next_amount")
    if amount is not None and money(amount) == 0:
        return [0]
    first, last = case.get("benefit_covers_from"), case.get("benefit_covers_to")
    if amount is None or first is None or last is None:
        return [0, owed]
    days = (date(last) - date(first)).days + 1
    found = set()
    known = (case.get("rent_charge_day"), case.get("rent_charge_date"))
    for until in may_be_charged_to(case["case_date"], case["rent_frequency"], *known):
        covered = max(0, (until - date(first)).days + 1)
        found.add(min(owed, penny(Fraction(money(amount) * covered, days))))
    return sorted(found)


def daily_rate(case: dict[str, Any], on: dt.date) -> int | None:
    """A week by 7, a fortnight by 14, four weeks by 28, a month by the court's days in a month."""
    often, rent = case["rent_frequency"], money(case["rent"])
    if often == "monthly":
        entry = every_figure()["court.daily_rate.days_in_month"]
        if not entry["values"][0]["from"] <= on <= entry["verified_to"]:
            return None
        return penny(rent / rate("court.daily_rate.days_in_month", on))
    return penny(Fraction(rent, DAYS[often])) if often in DAYS else None


def all_or_none(found: list[bool]) -> str:
    return OPEN if len(set(found)) == 2 else (YES if found[0] else NO)


def slow_answer(case: dict[str, Any], ledger: Ledger | None = None) -> Slow:
    on = date(case["case_date"])
    balance = money(case["account_balance"]) if ledger is None else ledger.balance(on)
    rent_balance = balance - money(case.get("recharges", "0")) - money(case.get("court_costs", "0"))
    owed = max(0, rent_balance)
    week = Fraction(money(case["rent"]) * IN_A_YEAR[case["rent_frequency"]], 52)
    found = Slow(balance, rent_balance, owed, Fraction(floor(owed / week * 100), 100))

    benefits = benefit_may_pay(case, owed)
    debit = money(case.get("direct_debit_amount", "0"))
    timing = {min(owed, each + debit) for each in benefits}
    if len(timing) == 1:
        found.technical = timing.pop()
        found.real = owed - found.technical
        if found.technical:
            found.real_weeks = Fraction(floor(found.real / week * 100), 100)
    if owed:
        found.only_timing = all_or_none([min(owed, each + debit) == owed for each in benefits])
    if len(benefits) == 1:
        found.counted, found.benefit = owed - benefits[0], benefits[0]
    found.daily_rate = daily_rate(case, on)
    anchor = known_anchor(case)
    helped = case.get("help_with_rent", "not-known") not in ("none", "not-known")
    if anchor is not None and (helped or debit):
        found.charged_to = charged_to(case, anchor)
    if on >= every_figure()[f"{POLICY}notice.least_weeks"]["values"][0]["from"]:
        found.thresholds = [threshold(name, step, on, week, owed, benefits) for name, step in STEPS]
    since_payment(case, ledger, anchor, found)
    if ledger is not None:
        in_statement(case, ledger, anchor, found)
    return found


def threshold(
    name: str, step: str, on: dt.date, week: Fraction, owed: int, benefits: list[int]
) -> tuple[str, int, str, int | None]:
    """The least whole pence that come to it, whether they do, and how much they are short."""
    amount = rate(f"{POLICY}{step}.least_weeks", on) * week
    if step == "first_letter":
        amount = max(amount, rate(f"{POLICY}first_letter.least_amount", on) * 100)
    least = ceil(amount)
    reached = all_or_none([owed - each >= amount for each in benefits])
    short = least - (owed - benefits[0]) if reached == NO and len(benefits) == 1 else None
    return name, least, reached, short


def since_payment(case: dict[str, Any], ledger: Ledger | None, anchor: Any, found: Slow) -> None:
    """The last payment, the days since, and the charges since."""
    on = date(case["case_date"])
    if ledger is not None:
        lines = [each for each in ledger.lines if each.day <= on]
        places = [number for number, each in enumerate(lines) if each.payment > 0]
        if not places:
            return
        last = lines[places[-1]]
        found.last_payment = (last.day, last.payment)
        found.days_since = (on - last.day).days
        found.charges_since = sum(each.charge > 0 for each in lines[places[-1] + 1 :])
        return
    told, amount = case.get("last_payment_on"), case.get("last_payment_amount")
    found.last_payment = (date(told) if told else None, money(amount) if amount else None)
    if told:
        day = date(told)
        found.days_since = (on - day).days
        if anchor is not None:
            found.charges_since = 0
            while day < on:
                day += DAY
                found.charges_since += is_charged(case, day, anchor)


def speaks_to(case: dict[str, Any], ledger: Ledger, anchor: Any, last: dt.date) -> dt.date:
    """The last day a statement speaks for: today, unless a charge may be missing at its end."""
    on = date(case["case_date"])
    if any(each.day > on for each in ledger.lines):
        return on
    while anchor is not None and last < on and not is_charged(case, last + DAY, anchor):
        last += DAY
    return last


def in_statement(case: dict[str, Any], ledger: Ledger, anchor: Any, found: Slow) -> None:
    """What the lines up to the day of the case show."""
    on = date(case["case_date"])
    lines = [each for each in ledger.lines if each.day <= on]
    first, last = lines[0].day, lines[-1].day
    found.charged = sum(each.charge for each in lines)
    found.paid = sum(each.payment for each in lines)
    found.points = [ledger.balance(day) for day in sorted({each.day for each in lines})]
    for weeks in SPANS:
        since = on - weeks * 7 * DAY
        if since < first - DAY:
            found.trend.append((since, None, None, None, ""))
            continue
        then = ledger.balance(since)
        charged = sum(each.charge for each in lines if each.day > since)
        paid = sum(each.payment for each in lines if each.day > since)
        change = found.balance - then
        way = "rising" if change > 0 else "falling" if change < 0 else "level"
        found.trend.append((since, then, charged, paid, way))
    until = speaks_to(case, ledger, anchor, last)
    spoken_for = [first + number * DAY for number in range((until - first).days + 1)]
    for year, month in sorted({(each.year, each.month) for each in spoken_for}):
        start = dt.date(year, month, 1)
        whole = start >= first and start.replace(day=last_of_month(start)) <= until
        paid_in = any(
            each.payment > 0 and (each.day.year, each.day.month) == (year, month) for each in lines
        )
        if whole and not paid_in:
            found.months.append(f"{start:%B %Y}")
    if anchor is not None:
        charged_on = {each.day for each in lines if each.charge > 0}
        found.without = [
            f"{each:%a} {each.day} {each:%b %Y}"
            for each in spoken_for[1:]  # That of the first day may be in the balance before it.
            if is_charged(case, each, anchor) and each not in charged_on
        ]
