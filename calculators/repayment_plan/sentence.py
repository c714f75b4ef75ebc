"""The answer in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.periods import Frequency
from calculators.core.wording import counted, day_and_date, in_sentence, pounds
from calculators.repayment_plan.payments import LUMP_SUM
from calculators.repayment_plan.rules import Line


def offer_in_words(each: Decimal, frequency: Frequency) -> str:
    """An amount with how often it is paid: "£20.00 every 2 weeks"."""
    return f"{pounds(each)} {in_sentence(frequency.label)}"


def clears_in_words(
    lines: Sequence[Line], each: Decimal, frequency: Frequency, clears_on: dt.date
) -> str:
    """What is paid, and when it clears the arrears.

    Args:
        lines: The payments to come, at least one; the last clears the arrears.
        each: The instalment.
        frequency: How often it is paid.
        clears_on: The day the last payment is made.
    """
    owed = lines[0].balance + lines[0].amount - lines[0].due.rent_part
    end = f"the {pounds(owed)} on {day_and_date(clears_on)}"
    if len(lines) == 1:
        return f"One payment of {pounds(lines[0].amount)} clears {end}."
    if are_level(lines, each):
        return f"{level_in_words(lines, each, frequency)} clear {end}."
    opening, rest = lines[0], lines[1:]
    if are_level(rest, each):
        what = f"A lump sum of {pounds(opening.amount)}"
        if opening.due.note != LUMP_SUM:
            what = f"A first payment of {pounds(opening.amount)}"
        then = level_in_words(rest, each, frequency, dated=False)
        return f"{what} on {day_and_date(opening.due.day)}, then {in_sentence(then)} clear {end}."
    return (
        f"{counted(len(lines), 'payment')} from {day_and_date(opening.due.day)}, ending with "
        f"{pounds(lines[-1].amount)}, clear {end}."
    )


def are_level(lines: Sequence[Line], each: Decimal) -> bool:
    """Whether payments are all the same instalment, save for a smaller last one."""
    return all(line.due.instalment and line.due.amount == each for line in lines) and all(
        line.amount == each for line in lines[:-1]
    )


def level_in_words(
    lines: Sequence[Line], each: Decimal, frequency: Frequency, *, dated: bool = True
) -> str:
    """Instalments of one amount and the last one, if it is smaller."""
    first, last, rent = lines[0].due, lines[-1].amount, ""
    if first.rent_part:
        rent = ", rent included,"
    whole = len(lines) if last == each else len(lines) - 1
    words = f"{counted(whole, 'payment')} of {offer_in_words(each, frequency)}{rent}"
    starts = f" from {day_and_date(first.day)}"
    if whole == 1:
        words, starts = f"One payment of {pounds(each)}{rent}", f" on {day_and_date(first.day)}"
    if whole == 0:
        return f"one payment of {pounds(last)}"
    if dated:
        words += starts
    words = words.removesuffix(",") if last == each and not dated else words
    return words if last == each else f"{words} and a last payment of {pounds(last)}"
