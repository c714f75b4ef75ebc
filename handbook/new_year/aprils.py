"""On which day of April the new value of a figure begins, by the figure's own history alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handbook.content.figures import in_april

DAY = dt.timedelta(days=1)
MONDAY = 0
#: One April may fit many rules; two are the fewest that show one.
FEWEST = 2


@dataclass(frozen=True)
class YearRule:
    """A day on which yearly rates begin.

    Attributes:
        words: The day in words.
        first_day: From the year to the day.
        earliest: The earliest day on which a rate of that sort begins in a year: a value is held
            no longer than to the day before it, until somebody has read the new one.
    """

    words: str
    first_day: Callable[[int], dt.date]
    earliest: Callable[[int], dt.date]

    def held_to(self, first_day: dt.date) -> dt.date:
        """The last day for which a value that begins on a day may be held."""
        return self.earliest(first_day.year + 1) - DAY


def first_of_april(year: int) -> dt.date:
    """The day rents and court fees often change on."""
    return dt.date(year, 4, 1)


def tax_year(year: int) -> dt.date:
    """The first day of a tax year."""
    return dt.date(year, 4, 6)


def monday_from(day: dt.date) -> dt.date:
    """The first Monday on or after a day."""
    return day + dt.timedelta(days=(MONDAY - day.weekday()) % 7)


def first_monday(year: int) -> dt.date:
    """The first Monday in April: rates by the benefit week, as Housing Benefit's."""
    return monday_from(first_of_april(year))


def first_monday_of_tax_year(year: int) -> dt.date:
    """The first Monday on or after 6 April: rates of Universal Credit and Pension Credit."""
    return monday_from(tax_year(year))


RULES = (
    YearRule("1 April", first_of_april, first_of_april),
    YearRule("6 April", tax_year, tax_year),
    YearRule("the first Monday in April", first_monday, first_monday),
    # Held no longer than benefits that change on the first Monday: one day serves for all of them.
    YearRule("the first Monday on or after 6 April", first_monday_of_tax_year, first_monday),
)


def rule_of(starts: Iterable[dt.date]) -> YearRule | None:
    """The one rule that every April among some first days keeps, or None.

    None where there are too few to tell by, where no rule fits all, or where more than one does.
    """
    aprils = [day for day in starts if in_april(day)]
    if len(aprils) < FEWEST:
        return None
    fitting = [rule for rule in RULES if all(rule.first_day(day.year) == day for day in aprils)]
    return fitting[0] if len(fitting) == 1 else None
