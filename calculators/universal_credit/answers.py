"""What the Universal Credit calculator answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.outcomes import Outcome
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen

WHO_GETS = "Who it goes to"
THE_RENT = "The rent and the bedrooms"
WAGES = "Wages by assessment period"
AHEAD = "What would change it"


class AwardLine(Frozen):
    """One line of an award: an amount it is made of, or one that comes off."""

    what: str = part("What", row_header=True)
    adds: Decimal | None = part("Adds", unit="GBP", default=None)
    takes: Decimal | None = part("Takes off", unit="GBP", default=None)
    law: str = part("By")


class PayPeriod(Frozen):
    """One assessment period with the pay that arrives in it."""

    starts: dt.date = part("Starts", row_header=True)
    ends: dt.date = part("Ends")
    paydays: int = part("Paydays")
    pay: Decimal = part("Take-home pay", unit="GBP")
    award: Decimal | None = part("Universal Credit", unit="GBP", if_none="Cannot tell")
    money: Decimal | None = part("Both together", unit="GBP", if_none="Cannot tell")


class ChangeAhead(Frozen):
    """Something that will or would change the award."""

    day: dt.date | None = part("From", default=None, if_none="At any time")
    what: str = part("What", row_header=True)
    award: Decimal | None = part("Award then", unit="GBP/month", default=None)


class UniversalCreditResult(CalculatorResult):
    """A month's award, as far as it can be told, and who gets it."""

    due: Outcome = part("Universal Credit is due")
    award: Decimal | None = part("Award for the assessment period", unit="GBP", default=None)
    award_least: Decimal | None = part("At the least", unit="GBP", default=None)
    award_most: Decimal | None = part("At the most", unit="GBP", default=None)
    period_starts: dt.date = part("Assessment period starts")
    period_ends: dt.date = part("Assessment period ends")
    lines: tuple[AwardLine, ...] = part("How the award is made up", default=())
    cap: Outcome | None = part("The benefit cap applies", default=None)

    to_landlord: Decimal | None = part(
        "To us, if the rent is paid to the landlord", unit="GBP", section=WHO_GETS, default=None
    )
    to_tenant: Decimal | None = part(
        "To the tenant, if so", unit="GBP", section=WHO_GETS, default=None
    )
    rent_a_month: Decimal | None = part(
        "Full rent and charges a month", unit="GBP", section=WHO_GETS, default=None
    )
    housing_amount: Decimal | None = part(
        "Housing amount in the award", unit="GBP", section=WHO_GETS, default=None
    )
    tenant_pays: Decimal | None = part(
        "Left for the tenant to pay towards the rent, if so",
        unit="GBP",
        section=WHO_GETS,
        default=None,
    )

    eligible_rent: Decimal | None = part(
        "Rent and charges Universal Credit covers", unit="GBP", section=THE_RENT, default=None
    )
    bedrooms_needed: int | None = part(
        "Bedrooms needed", unit="bedrooms", section=THE_RENT, default=None
    )
    bedrooms_spare: int | None = part(
        "Spare bedrooms", unit="bedrooms", section=THE_RENT, default=None
    )
    bedroom_reduction: Outcome | None = part(
        "A bedroom reduction applies", section=THE_RENT, default=None
    )
    taken_for_bedrooms: Decimal | None = part(
        "Taken off for spare bedrooms", unit="GBP", section=THE_RENT, default=None
    )
    contributions: int | None = part(
        "Adults a contribution is taken for", section=THE_RENT, default=None
    )

    pay_periods: tuple[PayPeriod, ...] = part(
        "Pay by the assessment period it arrives in",
        section=WAGES,
        hint="Universal Credit at the rates and circumstances of the period asked about.",
        default=(),
    )
    lowest_period: dt.date | None = part(
        "Least money: the period that starts on", section=WAGES, default=None
    )
    lowest_money: Decimal | None = part(
        "Pay and Universal Credit in it", unit="GBP", section=WAGES, default=None
    )
    average_money: Decimal | None = part(
        "Average of the periods listed", unit="GBP", section=WAGES, default=None
    )
    two_wages: Outcome | None = part(
        "Two monthly wages in this period", section=WAGES, default=None
    )
    award_if_moved: Decimal | None = part(
        "Award if one of them is moved", unit="GBP", section=WAGES, default=None
    )

    ahead: tuple[ChangeAhead, ...] = part(
        "Changes in the next 12 months, and what would end the cap",
        section=AHEAD,
        hint="Award at this period's rates, if nothing else changes.",
        default=(),
    )
