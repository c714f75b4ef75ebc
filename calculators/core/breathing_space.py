"""Breathing space: when it ends, what it makes void, and what it extends."""

from __future__ import annotations

import datetime as dt


def standard_ends(started_on: dt.date, length: int) -> dt.date:
    """The last day of a standard breathing space, which begins with the day it starts.

    Source:
        SI 2020/1311 reg. 26.

    Example:
        >>> standard_ends(dt.date(2026, 6, 1), 60)
        datetime.date(2026, 7, 30)
    """
    return started_on + dt.timedelta(days=length - 1)


def runs_on(day: dt.date, started_on: dt.date, ended_on: dt.date | None) -> bool:
    """Whether a breathing space runs on a day; its first and its last day count.

    Args:
        day: The day asked about.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None while it runs.

    Source:
        SI 2020/1311 regs 26 and 32.
    """
    return started_on <= day and (ended_on is None or day <= ended_on)


def notice_is_void(served_on: dt.date, started_on: dt.date, ended_on: dt.date | None) -> bool:
    """Whether a notice was served while a breathing space covered its arrears.

    Args:
        served_on: The day of service.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None while it runs.

    Source:
        SI 2020/1311 reg. 7(7): such a notice is null and void.
    """
    return runs_on(served_on, started_on, ended_on)


def extended_limit(
    limit: dt.date, started_on: dt.date, ended_on: dt.date | None, weeks: int
) -> dt.date | None:
    """A time limit, moved where it would have ended in a breathing space; None if that still runs.

    Args:
        limit: The last day as it would have been.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None if that is not known yet.
        weeks: How long after the breathing space the limit then ends.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    if limit < started_on or (ended_on is not None and limit > ended_on):
        return limit
    return None if ended_on is None else ended_on + dt.timedelta(weeks=weeks)
