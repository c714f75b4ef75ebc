"""Working days, clear days, calendar months and charge days, for England and Wales.

Bank holidays are a figure like any other: outside the years held, every question that depends on
them is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet, NamedDates
from calculators.core.wording import WEEKDAYS, long_date

BANK_HOLIDAYS = "calendar.bank_holidays.england_and_wales"
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """Bank holidays by name between two days, and the questions they answer.

    "Working day" here is the business day of CPR 6.2(b): not a Saturday, a Sunday, a bank
    holiday, Good Friday or Christmas Day.
    """

    bank_holidays: NamedDates
    held_from: dt.date
    held_to: dt.date

    @classmethod
    def of(cls, figures: FigureSet) -> WorkingCalendar:
        """The calendar held in the figures."""
        return cls(*figures.named_dates(BANK_HOLIDAYS))

    def holds(self, day: dt.date) -> bool:
        """Whether bank holidays are held for the day."""
        return self.held_from <= day <= self.held_to

    def why_not_working(self, day: dt.date) -> str:
        """Why a day is not a working day ("Saturday", "Good Friday"), or "" if it is one.

        A weekend needs no bank holidays to be known.

        Raises:
            FigureNotHeld: For a weekday outside the years held.
        """
        held = self.holds(day)
        if held and day in self.bank_holidays:
            return self.bank_holidays[day]
        if (day.month, day.day) == (12, 25):
            return "Christmas Day"  # CPR 6.2(b), also when its bank holiday is another day
        if day.weekday() >= SATURDAY:
            return WEEKDAYS[day.weekday()]
        if not held:
            span = f"{long_date(self.held_from)} to {long_date(self.held_to)}"
            raise FigureNotHeld(
                BANK_HOLIDAYS,
                "Bank holidays in England and Wales",
                day,
                f"We hold them from {span}, as far as they have been announced.",
            )
        return ""

    def is_working_day(self, day: dt.date) -> bool:
        """Whether a day is a working day.

        Raises:
            FigureNotHeld: For a weekday outside the years held.
        """
        return not self.why_not_working(day)

    def working_day_on_or_after(self, day: dt.date) -> dt.date:
        """The day itself if it is a working day, or else the next one.

        Raises:
            FigureNotHeld: If the search leaves the years held.
        """
        while not self.is_working_day(day):
            day += DAY
        return day

    def working_day_on_or_before(self, day: dt.date) -> dt.date:
        """The day itself if it is a working day, or else the one before.

        Raises:
            FigureNotHeld: If the search leaves the years held.
        """
        while not self.is_working_day(day):
            day -= DAY
        return day

    def add_working_days(self, start: dt.date, number: int) -> dt.date:
        """The working day that is ``number`` working days after ``start`` (before, if negative).

        The start day is never counted, so 1 after a Friday is the Monday; 0 is the start day
        itself, working or not.

        Raises:
            FigureNotHeld: If the count leaves the years held.
        """
        day, step = start, DAY if number >= 0 else -DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day


def clear_days_after(start: dt.date, number: int) -> dt.date:
    """The first day with ``number`` clear days since ``start``: neither end is counted.

    Source:
        CPR 2.8(2)-(3).

    Example:
        >>> clear_days_after(dt.date(2026, 11, 1), 14)
        datetime.date(2026, 11, 16)
    """
    return start + dt.timedelta(days=number + 1)


def clear_days_before(event: dt.date, number: int) -> dt.date:
    """The last day with ``number`` clear days before ``event``: neither end is counted.

    For a court period of 5 days or less only working days count (CPR 2.8(4)): use
    ``WorkingCalendar.add_working_days(event, -(number + 1))`` instead.

    Source:
        CPR 2.8(2)-(3).

    Example:
        >>> clear_days_before(dt.date(2027, 1, 20), 21)
        datetime.date(2026, 12, 29)
    """
    return event - dt.timedelta(days=number + 1)


def add_months(start: dt.date, number: int) -> dt.date:
    """The same day of a month ``number`` months on, or that month's last day if it is shorter.

    Source:
        The corresponding-date rule: Dodds v Walker [1981] 1 WLR 1027; CPR 2.10; Interpretation
        Act 1978, Sch. 1 ("month" is a calendar month).

    Example:
        >>> add_months(dt.date(2027, 1, 31), 1)
        datetime.date(2027, 2, 28)
    """
    months = start.year * 12 + start.month - 1 + number
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(start.day, days_in_month(year, month + 1)))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - DAY).day


def whole_months_between(start: dt.date, end: dt.date) -> int:
    """Whole calendar months from ``start`` to ``end``, by the corresponding-date rule.

    Raises:
        ValueError: If ``end`` is before ``start``.
    """
    if end < start:
        raise ValueError("the end is before the start")
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def weekday_on_or_after(day: dt.date, weekday: int) -> dt.date:
    """The first day on or after ``day`` that falls on a weekday (Monday is 0)."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def weekly_days(first: dt.date, last: dt.date, weekday: int) -> Iterator[dt.date]:
    """Each day between two days, both counted, that falls on a weekday (Monday is 0)."""
    day = weekday_on_or_after(first, weekday)
    while day <= last:
        yield day
        day += WEEK
