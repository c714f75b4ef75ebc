"""The benefit cap: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.calendar import DAY, add_months
from calculators.core.money import ZERO, nearest_penny


def limit(single: bool, in_london: bool) -> str:
    """Which yearly limit applies, as the last part of its figure's id.

    Args:
        single: One person without children or young people.
        in_london: Whether the home is in Greater London.

    Source:
        Universal Credit Regulations 2013, reg. 80A.
    """
    return f"{'single' if single else 'other'}_{'london' if in_london else 'outside_london'}"


def monthly_limit(yearly: Decimal) -> Decimal:
    """A yearly limit as a month's.

    Source:
        Universal Credit Regulations 2013, reg. 80A(1); reg. 6(1) for the rounding.

    Example:
        >>> monthly_limit(Decimal("14753"))
        Decimal('1229.42')
    """
    return nearest_penny(yearly / 12)


def grace_ends(start: dt.date, months: int) -> dt.date:
    """The last day of the grace period.

    Source:
        Universal Credit Regulations 2013, reg. 82(2) and (3).
    """
    return add_months(start, months) - DAY


def in_grace(first: dt.date, last: dt.date, start: dt.date, end: dt.date) -> bool:
    """Whether the grace period begins, runs or ends in an assessment period.

    Source:
        Universal Credit Regulations 2013, reg. 82(1)(b).
    """
    return start <= last and end >= first


def reduction(award: Decimal, benefits: Decimal, month: Decimal, childcare: Decimal) -> Decimal:
    """What the benefit cap takes off an award.

    Args:
        award: The award before the cap.
        benefits: Other benefits that count, pounds a month.
        month: The limit, pounds a month.
        childcare: The childcare amount in the award, which the cap does not touch.

    Source:
        Universal Credit Regulations 2013, regs 79 to 81.

    Example:
        >>> reduction(Decimal("1900.00"), Decimal("120.00"), Decimal("1835.00"), Decimal("0.00"))
        Decimal('185.00')
    """
    return min(award, max(ZERO, award + benefits - month - childcare))
