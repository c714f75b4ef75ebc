"""When a warrant of possession may be asked for, and when it needs the court's permission."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import DAY, add_months


def warrant_opens(possession_date: dt.date) -> dt.date:
    """The first day a warrant may be asked for on an outright order: the day after its date.

    Source:
        CPR 83.26.
    """
    return possession_date + DAY


def warrant_needs_permission(order_on: dt.date, on: dt.date, years: int) -> bool:
    """Whether an order is so old that a warrant needs the court's permission.

    Source:
        CPR 83.2(3)(a): six years or more since the order.

    Example:
        >>> warrant_needs_permission(dt.date(2020, 6, 10), dt.date(2026, 6, 9), 6)
        False
        >>> warrant_needs_permission(dt.date(2020, 6, 10), dt.date(2026, 6, 10), 6)
        True
    """
    return on >= add_months(order_on, 12 * years)
