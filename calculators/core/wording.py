"""How amounts, dates and shares are written for people. Never for machines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

# Written out here, not taken from the locale, so that every machine writes the same words.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: First words of labels that keep their capital inside a sentence.
PROPER_NAMES = frozenset({*WEEKDAYS, *MONTHS, "Universal", "Housing", "Council", "Pension"})
#: First words that keep their capital before a number: "Ground 8".
NUMBERED = frozenset({"Form", "Ground"})

#: What follows an amount in each unit of money.
MONEY_UNITS = {
    "GBP": "",
    "GBP/hour": " an hour",
    "GBP/day": " a day",
    "GBP/week": " a week",
    "GBP/fortnight": " a fortnight",
    "GBP/4 weeks": " every 4 weeks",
    "GBP/month": " a month",
    "GBP/year": " a year",
}
#: Units that count things, with the word for exactly one.
COUNT_UNITS = {
    "days": "day",
    "working days": "working day",
    "clear days": "clear day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "weeks of rent": "week of rent",
    "months of rent": "month of rent",
    "payments": "payment",
    "charges": "charge",
    "rent-free weeks": "rent-free week",
    "bedrooms": "bedroom",
    "children": "child",
    "hours": "hour",
    "deductions": "deduction",
    "assessment periods": "assessment period",
}
#: Units that are a part of something, written as a percentage.
SHARE_UNITS = {
    "share": "",
    "share of standard allowance": " of the standard allowance",
    "share of rent a year": " a year",
}
#: The unit of a figure that says whether something has begun: 0 before it has, 1 from then on.
BEGUN = "not yet or yes"


def pounds(amount: Decimal) -> str:
    """An amount of money: ``Decimal("1234.5")`` is "£1,234.50"; more decimals are kept."""
    # Not abs() or normalize(): they would round a long amount to 28 figures.
    text = f"{amount:,f}"
    if text[-3:-2] == "." and not text.startswith("-"):
        return f"£{text}"  # nearly always
    sign = "-" if amount < 0 else ""
    whole, _, decimals = text.removeprefix("-").partition(".")
    if len(decimals) != 2:
        decimals = f"{decimals.rstrip('0'):0<2}"
    return f"{sign}£{whole}.{decimals}"


def percent(share: Decimal) -> str:
    """A share between 0 and 1 as a percentage: ``Decimal("0.045")`` is "4.5%"."""
    return f"{plain_number(share * 100)}%"


def plain_number(value: Decimal) -> str:
    """A number without needless zeros or an exponent: ``Decimal("52.00")`` is "52"."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def long_date(day: dt.date) -> str:
    """A date in words without its weekday: "4 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_and_year(day: dt.date) -> str:
    """The month a day is in: "October 2027"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def from_to(first: dt.date, last: dt.date) -> str:
    """A stretch of days: "from Monday 1 June 2026 to Tuesday 2 June 2026"; one day is "on" it."""
    if first == last:
        return f"on {day_and_date(first)} only"
    return f"from {day_and_date(first)} to {day_and_date(last)}"


def day_and_date(day: dt.date) -> str:
    """A date in words with its weekday: "Friday 4 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def short_date(day: dt.date) -> str:
    """A date for a table: "Fri 4 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def counted(number: Decimal | int, one: str, many: str = "") -> str:
    """A number with its noun in agreement: (1, "day") is "1 day", (2, "day") is "2 days"."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{plain_number(Decimal(number))} {noun}"


def in_list(words: list[str] | tuple[str, ...], joined_by: str = "and") -> str:
    """Words in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def facts_in_list(facts: tuple[str, ...]) -> str:
    """Facts to find out, in a sentence: what neighbours are for is listed, and said once.

    Example:
        >>> facts_in_list(("the plan for food", "the plan for heating", "the rent"))
        'the plan for food and heating and the rent'
    """
    groups: list[tuple[str, list[str]]] = []
    for fact in facts:
        start, joined, end = fact.rpartition(" for ")
        if groups and joined and groups[-1][0] == start + joined:
            groups[-1][1].append(end)
        else:
            groups.append((start + joined, [end]))
    return in_list([start + in_list(ends) for start, ends in groups])


def in_sentence(label: str) -> str:
    """A label inside a sentence: "Amount paid" is "amount paid"; "UC payment" stays."""
    first, _, rest = label.partition(" ")
    plain = first == "A" or (first[:1].isupper() and first[1:].islower())
    named = first in PROPER_NAMES or (first in NUMBERED and rest[:1].isdecimal())
    return label[0].lower() + label[1:] if plain and not named else label


def capitalised(text: str) -> str:
    """Words as a sentence begins: "the order" is "The order"."""
    return text[:1].upper() + text[1:]


def before_value(label: str) -> str:
    """A label as it stands before its value: "Amount paid:", but "Lives with a partner?"."""
    return label if label.endswith("?") else f"{label}:"


def with_unit(value: Decimal, unit: str) -> str:
    """A value as people write it in its unit: "£20.00 a week", "15%", "10 working days".

    Raises:
        ValueError: If the unit is not one this module lists, or the value cannot have it.
    """
    if unit in MONEY_UNITS:
        return pounds(value) + MONEY_UNITS[unit]
    if unit in SHARE_UNITS:
        return percent(value) + SHARE_UNITS[unit]
    if unit in COUNT_UNITS:
        one = COUNT_UNITS[unit]
        return counted(value, one, unit)
    if unit == BEGUN and value in (0, 1):
        return "yes" if value else "not yet"
    if unit == "number":
        return plain_number(value)
    raise ValueError(f"unit {unit!r} is not listed in calculators/core/wording.py")


UNITS = frozenset({*MONEY_UNITS, *COUNT_UNITS, *SHARE_UNITS, BEGUN, "number", "named dates"})
