"""Random accounts, what is on its way, and statements as they may be pasted.

A statement is made from an account that is known line by line, so what it must be read as is known
without reading it: see :func:`pasted`.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random
from typing import Any

from tests.calculators.arrears_position.slow_reference import (
    DAY,
    IN_A_YEAR,
    WEEKDAYS,
    Ledger,
    Line,
    is_charged,
    known_anchor,
)
from tests.dated_rates import money, penny

FIRST, LAST = dt.date(2024, 4, 1), dt.date(2027, 4, 4)
#: The first day of the policy's thresholds, rents in April, and the leap day before.
CHANGES = [dt.date(2025, 4, 7), dt.date(2026, 4, 6), dt.date(2025, 4, 1), dt.date(2026, 3, 1)]


def pounds(amount: int) -> str:
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


def an_account(random: Random) -> dict[str, Any]:
    """A rent and when it is charged."""
    on = FIRST + random.randint(0, (LAST - FIRST).days) * DAY
    if random.random() < 0.2:
        on = random.choice(CHANGES) + random.choice((-1, 0, 1)) * DAY
    if random.random() < 0.1:
        on = on.replace(day=1) - (on > FIRST) * DAY  # The last day of a month.
    often = random.choice(("weekly",) * 4 + ("fortnightly", "four-weekly", "monthly", "annual"))
    week = random.randint(20_00, 260_00)
    case: dict[str, Any] = {
        "case_date": on.isoformat(),
        "rent": pounds(penny(Fraction(week * 52, IN_A_YEAR[often]))),
        "rent_frequency": often,
    }
    if random.random() < 0.8:
        if often == "weekly":
            case["rent_charge_day"] = random.choice(WEEKDAYS)
        else:
            day = on + random.randint(-360, 360) * DAY
            if random.random() < 0.2:
                day = day.replace(day=1) - DAY  # The last day of a month.
            if abs((day - on).days) <= 360:
                case["rent_charge_date"] = day.isoformat()
    return case


def on_its_way(random: Random, case: dict[str, Any]) -> None:
    """Benefit and a Direct Debit, with some of it not known."""
    on, often = dt.date.fromisoformat(case["case_date"]), case["rent_frequency"]
    helped = random.choice(("none", "not-known", *("uc-to-tenant", "uc-managed-payment") * 2,
                            *("housing-benefit",) * 3))  # fmt: skip
    case["help_with_rent"] = helped
    if helped not in ("none", "not-known"):
        days = random.choice((28, 30, 31, 14, 7))
        last = on + random.randint(-40, 30) * DAY
        first = last - (days - 1) * DAY
        due = max(on, last + DAY) + random.randint(0, 10) * DAY
        most = money(case["rent"]) * IN_A_YEAR[often] * days // 364
        amount = random.choice((0, most, most, random.randint(0, most), most * 5 // 4))
        told = {
            "benefit_next_on": due.isoformat(),
            "benefit_next_amount": pounds(amount),
            "benefit_covers_from": first.isoformat(),
            "benefit_covers_to": last.isoformat(),
        }
        case |= {name: value for name, value in told.items() if random.random() < 0.93}
    if random.random() < 0.3:
        case["direct_debit_on"] = (on + random.randint(0, 60) * DAY).isoformat()
        case["direct_debit_amount"] = pounds(random.randint(1, money(case["rent"]) + 200_00))


def with_costs(random: Random, case: dict[str, Any]) -> None:
    if random.random() < 0.25:
        case["recharges"] = pounds(random.randint(0, 300_00))
    if random.random() < 0.15:
        case["court_costs"] = random.choice(("404.00", "391.00", "148.00"))


def random_case(random: Random) -> dict[str, Any]:
    """An account with a balance, often a penny either side of a threshold."""
    case = an_account(random)
    on = dt.date.fromisoformat(case["case_date"])
    on_its_way(random, case)
    with_costs(random, case)
    week = Fraction(money(case["rent"]) * IN_A_YEAR[case["rent_frequency"]], 52)
    apart = money(case.get("recharges", "0")) + money(case.get("court_costs", "0"))
    which = random.random()
    if which < 0.5:
        target = random.choice((25_00, week, 2 * week, 4 * week, 8 * week))
        balance = int(target) + random.choice((-1, 0, 1)) + apart
    elif which < 0.6:
        balance = random.choice((-5_00, -1, 0, 1)) + apart
    else:
        balance = random.randint(-200_00, int(30 * week))
    case["account_balance"] = pounds(balance)
    if random.random() < 0.5:
        case["last_payment_on"] = (on - random.randint(0, 70) * DAY).isoformat()
        if random.random() < 0.5:
            case["last_payment_amount"] = pounds(random.randint(1, 500_00))
    return case


def ledger_case(random: Random) -> tuple[dict[str, Any], Ledger]:
    """An account whose lines are known: charges on their days, some left out, and payments."""
    case = an_account(random)
    while case["rent_frequency"] == "annual":
        case = an_account(random)
    on_its_way(random, case)
    with_costs(random, case)
    on = dt.date.fromisoformat(case["case_date"])
    rent, anchor = money(case["rent"]), known_anchor(case)
    if anchor is None:  # It has a day all the same, which nobody told.
        anchor = random.randrange(7) if case["rent_frequency"] == "weekly" else on
    day = on - random.randint(60, 240) * DAY
    until = on + random.choice((0, 0, 0, 0, 12, -12, -40)) * DAY  # Newer or older than today.
    paid_often = random.choice((0.0, 0.02, 0.05, 0.12))
    lines: list[Line] = []
    if random.random() < 0.5:
        lines.append(Line(day, random.choice(("Brought forward", "Opening balance")), 0, 0))
    while day <= until:
        today = []
        if is_charged(case, day, anchor) and random.random() < 0.95:
            today.append(Line(day, "Rent", rent, 0))
        if random.random() < 0.01:
            today.append(Line(day, "Repair recharged", random.randint(1, 90_00), 0))
        if random.random() < paid_often:
            paid = random.choice((rent, random.randint(1, 3 * rent)))
            today.append(Line(day, random.choice(("Card", "Cash, by post", "Payment")), 0, paid))
        random.shuffle(today)
        lines += today
        day += DAY
    known = [each for each in lines if each.day <= on and each.change]
    few = len({each.day for each in known}) < 4 or all(each.charge != rent for each in known)
    if few:  # Too few to tell how they are to be read, or the rent is not among them.
        return ledger_case(random)
    return case, Ledger(random.choice((0, random.randint(-300_00, 900_00))), lines)


NAMES = {
    "date": ("Date", "Posting Date", "transaction date"),
    "words": ("Description", "Details", "Narrative"),
    "charge": ("Debit", "Charges (£)", "Rent due"),
    "payment": ("Credit", "Payments (£)", "Amount paid"),
    "balance": ("Balance", "Running balance", "Arrears"),
}


def pasted(
    random: Random, ledger: Ledger, *, plain: bool = False
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """The cells of each line in its order, and how they are to be written: see :func:`written`."""
    owed_is = random.choice(("plain", "plain", "marks", "minus"))
    sign, thousands = random.choice(("", "£")), random.random() < 0.4
    dates = random.choice(("%d/%m/%Y", "%d/%m/%y", "%d/%m/%Y 00:00", "%Y-%m-%d"))
    empty = random.choice(("", "0.00"))
    gaps = not plain and random.random() < 0.2

    def amount(pence: int) -> str:
        text = f"{abs(pence) // 100:,}.{abs(pence) % 100:02}"
        return ("-" if pence < 0 else "") + sign + (text if thousands else text.replace(",", ""))

    def shown(balance: int) -> str:
        if owed_is == "marks":
            return amount(abs(balance)) + random.choice((" ", "")) + ("CR" if balance < 0 else "DR")
        return amount(-balance if owed_is == "minus" else balance)

    rows, balance = [], ledger.opening
    for number, each in enumerate(ledger.lines):
        balance += each.change
        row = {
            "date": each.day.strftime(dates),
            "words": each.words,
            "charge": amount(each.charge) if each.charge else empty,
            "payment": amount(each.payment) if each.payment else empty,
            "balance": shown(balance),
        }
        hidden = gaps and each.change and number % 5 == 3 and number + 1 < len(ledger.lines)
        rows.append(row | ({"balance": ""} if hidden else {}))
    columns = list(NAMES)
    headed = random.random() < 0.7
    if headed and random.random() < 0.5:
        random.shuffle(columns)
    style = {
        "separator": random.choice("\t;,"),
        "columns": columns,
        "heading": {name: random.choice(names) for name, names in NAMES.items()} if headed else {},
        "newest_first": random.random() < 0.4,
        "blank": random.random() < 0.3,
        "owed_is": owed_is,
    }
    return rows, style


def written(rows: list[dict[str, str]], style: dict[str, Any]) -> tuple[str, list[int]]:
    """The text, and the number of the line on which each row stands."""
    text: list[str] = []
    where = [0] * len(rows)
    if style["heading"]:
        text.append(cells(style["heading"], style))
    order = list(range(len(rows)))
    if style["newest_first"]:
        order.reverse()
    for place, number in enumerate(order):
        if style["blank"] and place % 7 == 3:
            text.append("")
        text.append(cells(rows[number], style))
        where[number] = len(text)
    return "\n".join(text) + "\n", where


def cells(row: dict[str, str], style: dict[str, Any]) -> str:
    separator = style["separator"]
    found = [row[name] for name in style["columns"]]
    quoted = [f'"{each}"' if separator in each or "," in each else each for each in found]
    return str(separator.join(quoted) + row.get("beyond", ""))


#: What may be wrong with a line that cannot be read on its own.
UNREADABLE = ("no date", "not a date", "not an amount", "part of a penny", "both", "cells")


def spoil(random: Random, rows: list[dict[str, str]], style: dict[str, Any]) -> list[int]:
    """Make up to three lines unreadable; which of them."""
    wrong = sorted(random.sample(range(len(rows)), random.randint(1, 3)))
    for number in wrong:
        row = rows[number]
        how = random.choice(UNREADABLE)
        if how == "no date":
            row["date"] = ""
        elif how == "not a date":
            row["date"] = random.choice(("31/11/2026", "Total", "00/01/2026", "29/02/2025"))
        elif how == "not an amount":
            row[random.choice(("charge", "payment", "balance"))] = random.choice(("rent", "12.5.0"))
        elif how == "part of a penny":
            row["balance"] = "112.505"
        elif how == "both":
            row |= {"charge": "10.00", "payment": "4.00"}
        else:
            row["beyond"] = style["separator"] + "500.00"
    return wrong


def spoil_balances(random: Random, rows: list[dict[str, str]], style: dict[str, Any]) -> list[int]:
    """Make one or two balances, far apart, not follow from the one before; which of them.

    The first has none before it, and the line after the last none to be held against.
    """
    wrong = [random.randrange(1, len(rows))]
    if wrong[0] + 4 < len(rows) and random.random() < 0.5:
        wrong.append(random.randrange(wrong[0] + 4, len(rows)))
    for number in wrong:
        rows[number]["balance"] = "98765.43" + ("DR" if style["owed_is"] == "marks" else "")
    return wrong


def on_the_way_to_court(random: Random, case: dict[str, Any]) -> None:
    """A tenancy and the last thing done, with the dates the early steps ask for."""
    on = dt.date.fromisoformat(case["case_date"])
    done = ("none", "contact-tried", "contact", "first-letter", "second-letter")
    place = random.randrange(len(done))
    case |= {
        "tenure": random.choice(("secure", "introductory", "assured")),
        "last_done": done[place],
        "plan": "none",
        "breathing_space": "none",
    }
    names = ("missed_payment_on", "contact_tried_on", "contact_on", "first_letter_on",
             "second_letter_on")  # fmt: skip
    day = on
    for name in reversed(names[: place + 1]):
        day -= random.randint(0, 20) * DAY
        case[name] = day.isoformat()
    if case.get("help_with_rent", "not-known") != "none":
        for name in ("evidence_given", "claim_likely", "rest_paid"):
            case[name] = random.choice(("yes", "no", "not-known"))
