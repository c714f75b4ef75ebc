"""The rules of breathing space that only this calculator needs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import add_months
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.wording import day_and_date, long_date


def starts_on(registered_on: dt.date) -> dt.date:
    """The first day of a breathing space: the day after it is put on the register.

    Source:
        SI 2020/1311 regs 26 and 32.

    Example:
        >>> starts_on(dt.date(2026, 11, 23))
        datetime.date(2026, 11, 24)
    """
    return registered_on + dt.timedelta(days=1)


def crisis_ends(treatment_ended_on: dt.date, days: int) -> dt.date:
    """The last day of a mental health crisis breathing space.

    Args:
        treatment_ended_on: The day the crisis treatment ended.
        days: How long it goes on after that day.

    Source:
        SI 2020/1311 reg. 32.

    Example:
        >>> crisis_ends(dt.date(2026, 11, 1), 30)
        datetime.date(2026, 12, 1)
    """
    return treatment_ended_on + dt.timedelta(days=days)


def day_number(starts: dt.date, number: int) -> dt.date:
    """The day with a number, where the first day is day 1.

    Source:
        SI 2020/1311 reg. 27: the midway review is between two days of the moratorium.

    Example:
        >>> day_number(dt.date(2026, 11, 24), 25)
        datetime.date(2026, 12, 18)
    """
    return starts + dt.timedelta(days=number - 1)


def too_soon(earlier_starts: dt.date, starts: dt.date, months: int) -> bool:
    """Whether a standard breathing space follows an earlier one within the months between them.

    Source:
        SI 2020/1311 reg. 24: one in any 12 months.
    """
    return starts < add_months(earlier_starts, months)


def debt_relief_ends(made_on: dt.date, months: int) -> dt.date:
    """The last day of the moratorium of a debt relief order, by the cautious reading.

    Source:
        Insolvency Act 1986, s.251H: a year beginning with the effective date.

    Example:
        >>> debt_relief_ends(dt.date(2026, 2, 28), 12)
        datetime.date(2027, 2, 28)
    """
    return add_months(made_on, months)


def split(arrears: Decimal, before: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Arrears as those from before the first day and those that fell due later.

    Args:
        arrears: What is owed today, in pounds.
        before: What of it is from before the first day; None where not known.

    Source:
        SI 2020/1311 regs 5 and 7: what falls due after the start is no moratorium debt.
    """
    if before is None:
        return (ZERO, ZERO) if not arrears else (None, None)
    return before, arrears - before


def protected(
    included: YesNoNotKnown,
    starts: dt.date,
    last: dt.date | None,
    day: dt.date,
    *,
    ends_debts: bool = False,
) -> Outcome:
    """Whether the arrears from before the first day are protected on a day.

    Args:
        included: Whether they are among the debts protected.
        starts: The first day.
        last: The last day; None while it is not known.
        day: The day asked about.
        ends_debts: Whether the debts in it end with it, so that they are never owed again.

    Source:
        SI 2020/1311 regs 5 to 7; Insolvency Act 1986, Part 7A and s.285.
    """
    if day < starts:
        return no(f"It begins on {long_date(starts)}.")
    over = last is not None and day > last
    if over and last is not None and not ends_debts:
        return no(f"It ended on {long_date(last)}.")
    if included is YesNoNotKnown.NO:
        return no("The arrears are not among the debts in it.")
    if over and last is not None:
        words = f"It ended on {long_date(last)}, and the debts in it ended with it."
        if included is YesNoNotKnown.YES:
            return yes(words)
        return cannot_tell(words, "whether the arrears are among the debts in it")
    if included is YesNoNotKnown.NOT_KNOWN:
        return cannot_tell(
            "It is running. Treat the arrears as protected until you know.",
            "whether the arrears are among the debts in it",
        )
    until = f"to {day_and_date(last)}" if last is not None else "and its last day is not known yet"
    return yes(f"It is running, {until}.")


def issued_in_it(included: YesNoNotKnown) -> Outcome:
    """Whether a claim issued while a breathing space ran can go on.

    Args:
        included: Whether the arrears are among the debts protected.

    Source:
        SI 2020/1311 reg. 7: no claim for protected arrears while it runs.
    """
    if included is YesNoNotKnown.NO:
        return yes("The arrears it is about are not among the debts in it.")
    if included is YesNoNotKnown.NOT_KNOWN:
        return cannot_tell(
            "It was issued while the breathing space ran. For protected arrears that is forbidden.",
            "whether the arrears are among the debts in it",
        )
    return no("It was issued while the breathing space ran. Tell the court and take advice.")
