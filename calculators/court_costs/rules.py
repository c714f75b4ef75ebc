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


def arrears_at_hearing(
    arrears: Decimal, daily_rate: Decimal, case_date: dt.date, hearing: dt.date, paid: Decimal
) -> Decimal:
    """Arrears on the day of the hearing: what is owed now and the daily rate for each day between.

    Args:
        arrears: What is owed on the day of the case, in pounds.
        daily_rate: Pounds a day.
        case_date: The day of the case, whose rent is in the arrears.
        hearing: The day of the hearing, whose rent is counted.
        paid: Payments expected between the two, in pounds.

    Source:
        PD 55A, paras 2.3(3) and 5.2: the daily rate, and arrears proved up to the hearing.

    Example:
        >>> arrears_at_hearing(Decimal("846.20"), Decimal("16.07"), dt.date(2026, 11, 23),
        ...                    dt.date(2027, 1, 20), Decimal("0.00"))
        Decimal('1778.26')
    """
    return arrears + daily_rate * (hearing - case_date).days - paid
