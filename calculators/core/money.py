"""Exact pounds and pence, and the named ways of rounding them.

Money is :class:`decimal.Decimal` everywhere. Nothing rounds on its own: a rule names one of
these functions where its source says to round.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")


def nearest_penny(amount: Decimal) -> Decimal:
    """Pounds to the nearest penny, halves away from zero.

    Source:
        Universal Credit Regulations 2013, reg. 6(1), for Universal Credit; the usual rule
        elsewhere.

    Example:
        >>> nearest_penny(Decimal("39.345"))
        Decimal('39.35')
    """
    return in_pence(amount, ROUND_HALF_UP)


def up_to_penny(amount: Decimal) -> Decimal:
    """Pounds up to the next whole penny: for a payment that must be enough.

    Example:
        >>> up_to_penny(Decimal("10.001"))
        Decimal('10.01')
    """
    return in_pence(amount, ROUND_CEILING)


def down_to_penny(amount: Decimal) -> Decimal:
    """Pounds down to a whole penny: for a limit that must not be passed.

    Example:
        >>> down_to_penny(Decimal("117.5625"))
        Decimal('117.56')
    """
    return in_pence(amount, ROUND_FLOOR)


def in_pence(amount: Decimal, rounding: str) -> Decimal:
    """Pounds with two decimals, rounded as named, and never "-0.00".

    Raises:
        decimal.InvalidOperation: From 10 to the power 26, where pennies would be lost.
    """
    return amount.quantize(PENNY, rounding=rounding) + ZERO


def payments_to_clear(arrears: Decimal, each: Decimal) -> tuple[int, Decimal]:
    """How many payments clear the arrears, and the last of them.

    Args:
        arrears: Pounds owed; more than 0.
        each: Pounds taken each time; more than 0.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> payments_to_clear(Decimal("846.20"), Decimal("42.49"))
        (20, Decimal('38.89'))
    """
    number = int((arrears / each).to_integral_value(rounding=ROUND_CEILING))
    return number, arrears - each * (number - 1)
