"""What the rent conversion asks and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from calculators.core import catalogue, doubts
from calculators.core.choices import YesNo
from calculators.core.errors import Doubt, Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.plausible import MOST_SUPPORTED_RENT, unlikely_rent
from calculators.core.questions import CalculatorInput
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import counted, long_date

#: The Universal Credit Regulations 2013 came into force.
FIRST_DAY = dt.date(2013, 4, 29)
#: Later dates are slips of the keyboard: nobody needs a rent year that far ahead.
LAST_DAY = dt.date(2099, 12, 31)
#: A charge date further away than this says little about this rent year's charges.
A_YEAR = dt.timedelta(days=366)


class RentConversionInput(CalculatorInput):
    """One rent, how often it is charged, and the day that chooses the rent year."""

    beside_the_point = (("rent_frequency", ("rent_charge_day", "rent_charge_date")),)

    rent: Money = catalogue.rent_amount()
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_charge_day: ChargeDay | None = catalogue.rent_charge_day(
        hint="Leave empty if you do not know. Most rent accounts use Monday.",
        shown_when={"rent_frequency": (Frequency.WEEKLY.value,)},
    )
    rent_charge_date: Date | None = catalogue.rent_charge_date()
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks()
    case_date: Date = catalogue.case_date(group=catalogue.THE_RENT)
    amounts_checked: YesNo = doubts.amounts_checked()

    def problems(self) -> list[Problem]:
        """Rent-free weeks that do not fit the charge, and dates out of reach."""
        return [*self.rent_free_problems(), *self.date_problems()]

    def doubts(self) -> Iterable[Doubt]:
        """A rent that looks like another period's."""
        return unlikely_rent(self.rent, self.rent_frequency, least=None, most=MOST_SUPPORTED_RENT)

    def rent_free_problems(self) -> list[Problem]:
        """Rent-free weeks need a charge in whole weeks, and must be whole charges.

        Source:
            Universal Credit Regulations 2013, Sch. 4 para. 7(3A): the number taken off is a
            number of rent-free periods, so part of a fortnight or of four weeks has no place.
        """
        free, weeks = self.rent_free_weeks, self.rent_frequency.weeks
        if not free:
            return []
        if not weeks:
            often = self.rent_frequency.label.lower()
            return [
                Problem(
                    "rent_free_weeks",
                    f"Rent-free weeks must be 0 where rent is charged {often}. If some weeks are "
                    "free, choose how the account charges them: every week, 2 weeks or 4 weeks",
                )
            ]
        if free % weeks:
            return [
                Problem(
                    "rent_free_weeks",
                    f"Rent-free weeks must be {weeks}, {2 * weeks}, {3 * weeks} and so on where "
                    f"rent is charged {self.rent_frequency.label.lower()}: Universal Credit takes "
                    f"off whole charges, and {counted(free, 'week')} is not a whole number of them",
                )
            ]
        return []

    def date_problems(self) -> list[Problem]:
        """The case date must be one the rules reach, and the charge date must be near it."""
        if self.case_date < FIRST_DAY:
            return [
                Problem(
                    "case_date",
                    f"Date the answer is for must be {long_date(FIRST_DAY)} or later, when "
                    "Universal Credit began",
                )
            ]
        if self.case_date > LAST_DAY:
            return [
                Problem(
                    "case_date",
                    f"Date the answer is for must be {long_date(LAST_DAY)} or earlier. "
                    "Check the year",
                )
            ]
        if self.rent_charge_date and abs(self.rent_charge_date - self.case_date) > A_YEAR:
            return [
                Problem(
                    "rent_charge_date",
                    "A date rent is charged must be within a year of the date the answer is for, "
                    f"{long_date(self.case_date)}",
                )
            ]
        return []


class PeriodAmount(Frozen):
    """The year's rent in equal parts of one length."""

    frequency: Frequency = part("Paid", row_header=True)
    amount: Decimal = part("To the nearest penny", unit="GBP")
    exact: str = part("Exactly")


class RentYear(Frozen):
    """How many charges one rent year holds, against the number Universal Credit counts."""

    label: str = part("Rent year", row_header=True)
    first_charge_day: dt.date = part("First charge day")
    last_charge_day: dt.date
    charge_days: int = part("Charge days")
    rent_free: int | None = part("Rent-free")
    charges: int
    extra_charges: int
    rent_charged: Decimal = part("Charged at this rent", unit="GBP")
    shortfall: Decimal = part("Shortfall at this rent", unit="GBP")


THIS_YEAR = "This rent year"
TO_COME = "Rent years to come"
RENT_FREE = "Rent-free weeks"


class RentConversionResult(CalculatorResult):
    """The rent for every period, and whether Universal Credit's formula counts all of it.

    ``shortfall`` is exact: rent charged less the year's rent as the formula counts it (twelve
    exact monthly amounts). What rounding each payment to the penny adds or takes is kept apart,
    in ``rounding_difference``, so that a shortfall of nil means every charge is counted.
    """

    uc_monthly: Decimal = part("Universal Credit's monthly figure", unit="GBP/month")
    annual: Decimal = part("Rent in a year, as Universal Credit counts it", unit="GBP/year")
    uc_covers: Outcome = part("Every charge of this rent year counted")
    week_of_rent: Decimal | None = part(
        "Where a rule counts weeks of rent, use", unit="GBP/week", default=None
    )
    daily_rate: Decimal | None = part("Daily rate for court papers", unit="GBP/day", default=None)
    daily_rate_not_held: Outcome | None = part("Daily rate for court papers", default=None)

    periods: tuple[PeriodAmount, ...] = part(
        "The year's rent in equal payments",
        section="The same rent for every period",
        hint=(
            "A year is 52 weeks, 26 fortnights, 13 times 4 weeks or 12 months. Rent-free weeks "
            "are spread over the whole year."
        ),
    )

    rent_year: str = part("Rent year, 1 April to 31 March", section=THIS_YEAR)
    charges: int | None = part("Charges in the rent year", section=THIS_YEAR)
    charges_counted: int = part("Charges Universal Credit counts", section=THIS_YEAR)
    rent_charged: Decimal | None = part(
        "Rent charged in the year", unit="GBP", section=THIS_YEAR, if_none="Not known yet"
    )
    twelve_payments: Decimal = part(
        "12 monthly figures, each to the nearest penny", unit="GBP", section=THIS_YEAR
    )
    rounding_difference: Decimal = part(
        "Difference that rounding makes", unit="GBP", section=THIS_YEAR
    )
    shortfall: Decimal | None = part(
        "Charged but never counted", unit="GBP", section=THIS_YEAR, if_none="Not known yet"
    )
    monthly_to_cover: Decimal | None = part(
        "To pay the whole year's charges monthly", unit="GBP/month", section=THIS_YEAR
    )

    charged_periods: int | None = part("Charges left in a year", section=RENT_FREE)
    rent_in_charged_period: Decimal | None = part(
        "Rent each time it is charged", unit="GBP", section=RENT_FREE
    )
    average_week: Decimal | None = part(
        "Average week over the year", unit="GBP/week", section=RENT_FREE
    )

    years: tuple[RentYear, ...] = part(
        "Charge days in this rent year and the next",
        section=TO_COME,
        in_note=False,
        hint=(
            "The count is the same for a rent year of 1 April to 31 March and for one that runs "
            "from the first charge day in April. If yours starts on another day, count its "
            "charge days. Rents after the next increase are not known, so later amounts use this "
            "rent."
        ),
    )
    next_extra_year: str | None = part("Next rent year with an extra charge", section=TO_COME)
