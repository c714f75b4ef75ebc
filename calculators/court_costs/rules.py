"""The rules of court costs: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.money import nearest_penny


def money_claim_fee(
    claimed: Decimal,
    bands: Sequence[tuple[Decimal, Decimal]],
    share: Decimal,
    share_up_to: Decimal,
    most: Decimal,
) -> Decimal:
    """The fee to issue a claim for money.

    Args:
        claimed: What is claimed, in pounds.
        bands: The top of each band and its fee, in pounds, smallest first.
        share: The share that is the fee above the last band.
        share_up_to: The most that may be claimed at that share.
        most: The fee above that.

    Returns:
        Pounds; a share to the nearest penny, half a penny up, since the order sets no rounding.

    Source:
        Civil Proceedings Fees Order 2008, Sch. 1.

    Example:
        >>> money_claim_fee(Decimal("300.00"), [(Decimal(300), Decimal(35))], Decimal("0.05"),
        ...                 Decimal(200000), Decimal(10000))
        Decimal('35')
    """
    for top, fee in bands:
        if claimed <= top:
            return fee
    return nearest_penny(claimed * share) if claimed <= share_up_to else most


def arrears_at_hearing(arrears: Decimal, daily_rate: Decimal, days: int, paid: Decimal) -> Decimal:
    """Arrears on the day of the hearing: what is owed now and the daily rate for each day between.

    Args:
        arrears: What is owed on the day of the case, in pounds.
        daily_rate: Pounds a day.
        days: Days whose rent the arrears do not count yet, up to the hearing.
        paid: Payments expected between the two, in pounds.

    Source:
        PD 55A, paras 2.3(3) and 5.2: the daily rate, and arrears proved up to the hearing.

    Example:
        >>> arrears_at_hearing(Decimal("846.20"), Decimal("16.07"), 58, Decimal("0.00"))
        Decimal('1778.26')
    """
    return arrears + daily_rate * days - paid


def days_to_add(charged_to: dt.date, hearing: dt.date) -> int:
    """Days for which the daily rate is added: none where rent is charged past the hearing already.

    Args:
        charged_to: The last day whose rent is in the arrears.
        hearing: The day of the hearing, whose rent is counted.

    Source:
        PD 55A, paras 2.3(3) and 5.2.

    Example:
        >>> days_to_add(dt.date(2026, 11, 29), dt.date(2027, 1, 20))
        52
        >>> days_to_add(dt.date(2026, 11, 29), dt.date(2026, 11, 26))
        0
    """
    return max((hearing - charged_to).days, 0)


def rent_year_starts(after: dt.date, until: dt.date) -> dt.date | None:
    """The first 1 April after one day and no later than another; None where there is none.

    Source:
        The rent year of social housing begins in April.

    Example:
        >>> rent_year_starts(dt.date(2027, 3, 31), dt.date(2027, 4, 1))
        datetime.date(2027, 4, 1)
        >>> rent_year_starts(dt.date(2027, 4, 1), dt.date(2028, 3, 31))
    """
    first = dt.date(after.year, 4, 1)
    if first <= after:
        first = dt.date(after.year + 1, 4, 1)
    return first if first <= until else None
