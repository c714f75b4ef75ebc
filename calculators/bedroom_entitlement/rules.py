"""The rules of bedroom entitlement: plain values in, one quantity out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.ages import birthday
from calculators.core.bedrooms import OWN_ROOM_FROM, SAME_SEX_FROM, Rooms
from calculators.core.money import nearest_penny

#: The figures of Universal Credit's schedule; Housing Benefit's regulation B13 has the same.
ONE_SPARE = "universal_credit.under_occupancy.one_spare"
TWO_OR_MORE = "universal_credit.under_occupancy.two_or_more"


def spare(bedrooms: int, needed: Rooms) -> Rooms:
    """Bedrooms beyond those needed, at the fewest and the most.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 36(1); Housing Benefit Regulations 2006,
        reg. B13(2).

    Example:
        >>> spare(3, Rooms(1, 2))
        Rooms(least=1, most=2)
    """
    return Rooms(max(0, bedrooms - needed.most), max(0, bedrooms - needed.least))


def share_figure(number_spare: int) -> str:
    """The figure of the share taken for so many spare bedrooms; "" for none.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 36(2); Housing Benefit Regulations 2006,
        reg. B13(3).
    """
    if number_spare <= 0:
        return ""
    return ONE_SPARE if number_spare == 1 else TWO_OR_MORE


def taken(rent: Decimal, share: Decimal) -> Decimal:
    """What spare bedrooms take off a rent, to the nearest penny.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 36(2) and reg. 6(1).

    Example:
        >>> taken(Decimal("120.25"), Decimal("0.14"))
        Decimal('16.84')
    """
    return nearest_penny(rent * share)


def exempt_from_universal_credit(
    *, supported: bool, shared_ownership: bool, sanctuary: bool, joint_tenants: int
) -> str:
    """Why Universal Credit takes nothing for spare bedrooms; "" where it does.

    Args:
        supported: Whether it is specified or temporary accommodation.
        shared_ownership: Whether the home is part owned.
        sanctuary: Whether the home was adapted under a sanctuary scheme.
        joint_tenants: How many besides the tenant and partner.

    Source:
        Universal Credit Regulations 2013, Sch. 1 paras 3 and 3B, Sch. 4 paras 35 and 36.
    """
    if supported:
        return "Universal Credit does not pay the rent of specified or temporary accommodation"
    if shared_ownership:
        return "shared ownership is exempt"
    if sanctuary:
        return "a home adapted under a sanctuary scheme is exempt"
    if joint_tenants:
        return "others who are not a couple are joint tenants"
    return ""


def exempt_from_housing_benefit(
    *, pension_age: bool, supported: bool, shared_ownership: bool, sanctuary: bool
) -> str:
    """Why Housing Benefit takes nothing for spare bedrooms; "" where it does.

    Args:
        pension_age: Whether the tenant and any partner are over State Pension age.
        supported: As above.
        shared_ownership: As above.
        sanctuary: As above.

    Source:
        Housing Benefit Regulations 2006, regs A13 and B13; SI 2006/214 has no such rule.
    """
    if pension_age:
        return "the pension-age rules take nothing"
    if supported:
        return "specified and temporary accommodation is exempt"
    if shared_ownership:
        return "shared ownership is exempt"
    if sanctuary:
        return "a home adapted under a sanctuary scheme is exempt"
    return ""


def birthdays_that_count(born: dt.date, after: dt.date, to: dt.date) -> list[tuple[dt.date, int]]:
    """The 10th and the 16th birthday, if they come after one day and not after another.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 10(1); Housing Benefit Regulations 2006,
        reg. B13(5).

    Example:
        >>> birthdays_that_count(dt.date(2016, 12, 1), dt.date(2026, 11, 22), dt.date(2031, 11, 22))
        [(datetime.date(2026, 12, 1), 10)]
    """
    days = [(birthday(born, age), age) for age in (SAME_SEX_FROM, OWN_ROOM_FROM)]
    return [(day, age) for day, age in days if after < day <= to]
