"""Rules about notices that more than one calculator needs: when a claim opens and closes on one.

Also whether the Renters' Rights Act has reached a tenancy, which decides the notice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from calculators.core.calendar import DAY, add_months
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureInForce
from calculators.core.tenancies import ASSOCIATION, ON_TRIAL, Tenure

REACHED_PRIVATE = "renters_rights.reached.private"
REACHED_SOCIAL = "renters_rights.reached.social"


def reform_reached(
    read: Callable[[str, dt.date], FigureInForce], on: dt.date, *, social: bool
) -> bool | None:
    """Whether the Renters' Rights Act governs an assured tenancy's notices on a day.

    Args:
        read: Reads a figure for a day: a trace's own, or that of a set of figures.
        on: The day of service, or the day asked about.
        social: Whether the home is let as social housing.

    Returns:
        Yes, no, or None where it is not held: it may or may not.

    Source:
        SI 2026/421 reg. 2: from 1 May 2026 for assured tenancies that are not social housing. The
        government plans October 2027 for social housing; no regulations have been seen.
    """
    try:
        found = read(REACHED_SOCIAL if social else REACHED_PRIVATE, on)
    except FigureNotHeld:
        return None
    return found.number == 1


def claim_opens(tenure: Tenure, specified_date: dt.date) -> dt.date:
    """The first day a claim may be issued on a notice.

    Council tenancies: the day after the date in the notice. Assured tenancies: the date itself.

    Source:
        Housing Act 1985 ss.83(4)(b) and 83A (secure; for flexible tenancies the cautious reading);
        Housing Act 1996 ss.128 and 143E (introductory, demoted); Housing Act 1988 s.8(3)(b).

    Example:
        >>> claim_opens(Tenure.SECURE, dt.date(2026, 6, 8))
        datetime.date(2026, 6, 9)
        >>> claim_opens(Tenure.ASSURED, dt.date(2026, 6, 8))
        datetime.date(2026, 6, 8)
    """
    return specified_date if tenure in ASSOCIATION else specified_date + DAY


def claim_closes(
    tenure: Tenure,
    *,
    served_on: dt.date | None,
    specified_date: dt.date | None,
    trial_ends_on: dt.date | None,
    life: int,
) -> dt.date | None:
    """The last day a claim may be issued on a notice, or None where a date for it is missing.

    Secure (and, as the cautious reading, flexible): the day before the anniversary of the date in
    the notice. Assured: the same date as the day of service, a year later. Introductory and
    demoted: the last day of the trial period.

    Args:
        tenure: The tenancy.
        served_on: The day of service.
        specified_date: The date in the notice.
        trial_ends_on: The last day of an introductory or demoted tenancy's trial.
        life: Calendar months a claim can rest on the notice.

    Source:
        Housing Act 1985 ss.83(4)(b) and 83A; Housing Act 1988 s.8(3)(c); Housing Act 1996 ss.130
        and 143B.

    Example:
        >>> claim_closes(Tenure.SECURE, served_on=dt.date(2026, 5, 5),
        ...     specified_date=dt.date(2026, 6, 8), trial_ends_on=None, life=12)
        datetime.date(2027, 6, 7)
        >>> claim_closes(Tenure.ASSURED, served_on=dt.date(2026, 5, 5),
        ...     specified_date=dt.date(2026, 5, 20), trial_ends_on=None, life=12)
        datetime.date(2027, 5, 5)
    """
    if tenure in ON_TRIAL:
        return trial_ends_on
    if tenure in ASSOCIATION:
        return None if served_on is None else add_months(served_on, life)
    return None if specified_date is None else add_months(specified_date, life) - DAY


def closes_at_the_latest(tenure: Tenure, closes: dt.date) -> dt.date:
    """The last day to claim on any reading, beside the safe one of :func:`claim_closes`.

    Whether a claim on the anniversary of the date in a secure tenant's notice is still in time is
    not settled in what we hold: the day before is safe, and on the anniversary nobody can tell.

    Args:
        tenure: The tenancy.
        closes: The last safe day.

    Source:
        Housing Act 1985 ss.83(4)(b) and 83A. An assured tenant's year from service, and the end
        of a trial period, leave no such doubt: Housing Act 1988 s.8(3)(c); 1996 ss.130 and 143B.

    Example:
        >>> closes_at_the_latest(Tenure.SECURE, dt.date(2027, 6, 7))
        datetime.date(2027, 6, 8)
    """
    return closes if tenure in (*ASSOCIATION, *ON_TRIAL) else closes + DAY


def reading_of_life(tenure: Tenure) -> str:
    """Which of two readings the last day to claim is, to follow that day; "" where there is one.

    Source:
        As for :func:`closes_at_the_latest`.
    """
    if tenure in (*ASSOCIATION, *ON_TRIAL):
        return ""
    return ", by the cautious reading: the anniversary of its date may be a day late"


def live_at_least_until(tenure: Tenure, served_on: dt.date | None, life: int) -> dt.date | None:
    """A day up to which a notice certainly lasts, where the date in it is missing.

    The date in a notice lies after its service, so a secure tenant's notice lasts longer than
    ``life`` from service. None where nothing can be said.

    Source:
        Housing Act 1985 ss.83(4) and (5) and 83A.
    """
    if served_on is None or tenure in ON_TRIAL:
        return None
    return add_months(served_on, life) - DAY


def last_day_to_ask_for_review(served_on: dt.date, days: int) -> dt.date:
    """The last day to ask for a review of a notice: the days begin with the day of service.

    Source:
        Housing Act 1996 ss.129(1) and 143F(1).

    Example:
        >>> last_day_to_ask_for_review(dt.date(2026, 6, 1), 14)
        datetime.date(2026, 6, 14)
    """
    return served_on + dt.timedelta(days=days - 1)
