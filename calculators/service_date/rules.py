"""The rules of the service date itself stand in ``calculators.core.service``, shared by all.

Here is only what this page adds: how far apart the days are that come into question.
"""

from __future__ import annotations

import datetime as dt


def days_in_question(earliest: dt.date, latest: dt.date) -> int:
    """How many days come into question as the day of service, both ends counted.

    Source:
        Arithmetic.

    Example:
        >>> days_in_question(dt.date(2026, 11, 17), dt.date(2026, 11, 19))
        3
    """
    return (latest - earliest).days + 1
