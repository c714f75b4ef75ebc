"""Rent conversion: what a rent is for every period, and whether Universal Credit covers it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.money import nearest_penny, up_to_penny
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import Frequency, annual_amount, converted
from calculators.core.plausible import rent_to_check
from calculators.core.trace import Trace
from calculators.core.wording import (
    WEEKDAYS,
    counted,
    day_and_date,
    long_date,
    pounds,
    with_unit,
)
from calculators.rent_conversion import rules
from calculators.rent_conversion.models import (
    PeriodAmount,
    RentConversionInput,
    RentConversionResult,
    RentYear,
)

__all__ = ["RentConversionInput", "RentConversionResult", "calculate"]

DAYS_IN_MONTH = "court.daily_rate.days_in_month"
NEAREST = "To the nearest penny, half a penny up"
UC_REGS = "Universal Credit Regulations 2013"
CAINE = "R (Caine) v SSWP [2020] EWHC 2482 (Admin), 23 September 2020"
HMCTS = "HM Courts and Tribunals Service, digital possession service; PD 55A paras 2.1 to 2.3A"
#: This rent year and the next six: weekly charges never go longer than that without a 53rd,
#: save around the year 2100.
YEARS_SHOWN = 7
#: Far enough to find a 14th four-weekly charge, which comes about every 22 years.
YEARS_SEARCHED = 40
REDUCTIONS = (
    "A bedroom reduction, a housing cost contribution or a service charge that Universal Credit "
    "does not cover can still leave rent to pay."
)


@dataclass(frozen=True)
class Rent:
    """A rent with what follows from it for a whole year."""

    amount: Decimal
    frequency: Frequency
    free_weeks: int
    free: int
    annual: Decimal
    uc_monthly: Decimal

    @property
    def charges_counted(self) -> int:
        """Charges in a year as Universal Credit counts them."""
        return self.frequency.periods_in_year - self.free

    @property
    def in_words(self) -> str:
        """The rent as a clause: "£112.50 a week with 4 rent-free weeks"."""
        words = with_unit(self.amount, self.frequency.unit)
        if self.free_weeks:
            words += f" with {counted(self.free_weeks, 'rent-free week')}"
        return words


def calculate(inputs: RentConversionInput, figures: FigureSet) -> RentConversionResult:
    """The rent for every period, its daily rate, and Universal Credit against the rent year."""
    trace = Trace(figures)
    rent = a_year_of(inputs, trace)
    periods = every_period(rent, trace)
    twelve = rent.uc_monthly * 12
    trace.step(
        "12 of Universal Credit's monthly figures",
        twelve,
        unit="GBP",
        sum=f"{written(rent.uc_monthly)} × 12",
        source=f"{UC_REGS}, reg. 6(1): each is to the nearest penny",
    )
    rate, rate_not_held = daily_rate(inputs.rent, inputs.rent_frequency, inputs.case_date, trace)

    this_year = rules.rent_year_of(inputs.case_date)
    charge_days = charge_days_of(inputs)
    years = rent_years(rent, charge_days, this_year)
    charged = charges_this_year(rent, years, trace, charge_days)
    rent_charged = None if charged is None else rent.amount * charged
    shortfall = None if rent_charged is None else rules.shortfall(rent_charged, rent.annual)
    monthly_to_cover = None if rent_charged is None else up_to_penny(rent_charged / 12)
    if rent_charged is not None and shortfall is not None and monthly_to_cover is not None:
        trace.step(
            "Charged but never counted",
            shortfall,
            unit="GBP",
            sum=f"{written(rent_charged)} − {written(rent.annual)}",
            source=f"{UC_REGS}, Sch. 4 para. 7; {CAINE}",
        )
        trace.step(
            "To pay the whole year's charges monthly",
            monthly_to_cover,
            unit="GBP/month",
            sum=f"{written(rent_charged)} ÷ 12",
            rounding="Up to the next penny, so that 12 payments are enough",
            source="No rule sets it: it is what a monthly payer needs to keep the account level",
        )
    label = rules.rent_year_label(this_year)
    next_extra = next_extra_year(rent, charge_days, this_year)
    return RentConversionResult(
        answer=answer(rent, label, rent_charged, years),
        warnings=tuple(warnings(inputs, rent, label, years, charge_days)),
        next_steps=tuple(next_steps(rent, shortfall, next_extra, this_year, years)),
        working=trace.finish(),
        uc_monthly=rent.uc_monthly,
        annual=rent.annual,
        uc_covers=uc_covers(rent, label, charged),
        week_of_rent=rent.amount / rent.frequency.weeks if rent.frequency.weeks else None,
        daily_rate=rate,
        daily_rate_not_held=rate_not_held,
        periods=periods,
        rent_year=label,
        charges=charged,
        charges_counted=rent.charges_counted,
        rent_charged=rent_charged,
        twelve_payments=twelve,
        rounding_difference=twelve - rent.annual,
        shortfall=shortfall,
        monthly_to_cover=monthly_to_cover,
        charged_periods=rent.charges_counted if rent.free else None,
        rent_in_charged_period=rent.amount if rent.free else None,
        average_week=periods[0].amount if rent.free else None,
        years=years,
        next_extra_year=None if next_extra is None else rules.rent_year_label(next_extra),
    )


def a_year_of(inputs: RentConversionInput, trace: Trace) -> Rent:
    """The rent with its year and its Universal Credit month, written into the working."""
    frequency = inputs.rent_frequency
    free = rules.free_periods(inputs.rent_free_weeks, frequency)
    annual = annual_amount(inputs.rent, frequency, free_periods=free)
    month = nearest_penny(converted(inputs.rent, frequency, Frequency.MONTHLY, free_periods=free))
    counts = frequency.periods_in_year
    para = "7(1)" if frequency is Frequency.MONTHLY else "7(2)"
    if free:
        para = "7(3) and (3A)"
        length = "" if frequency.weeks == 1 else f" ÷ {frequency.weeks}"
        trace.step(
            "Charges in a year, as Universal Credit counts them",
            counts - free,
            unit="charges",
            sum=f"{counts} − {inputs.rent_free_weeks}{length}",
            source=f"{UC_REGS}, Sch. 4 para. 7(3A)",
        )
    source = f"{UC_REGS}, Sch. 4 para. {para}"
    trace.step(
        "Rent in a year",
        annual,
        unit="GBP/year",
        sum=f"{written(inputs.rent)} × {counts - free}",
        source=source,
    )
    trace.step(
        "Universal Credit's monthly figure",
        month,
        unit="GBP/month",
        sum=f"{written(annual)} ÷ 12",
        rounding=NEAREST,
        source=f"{source}; reg. 6(1)",
    )
    return Rent(inputs.rent, frequency, inputs.rent_free_weeks, free, annual, month)


def every_period(rent: Rent, trace: Trace) -> tuple[PeriodAmount, ...]:
    """The year's rent in equal parts of every length, written into the working."""
    rows = []
    for frequency in Frequency:
        amount = nearest_penny(
            converted(rent.amount, rent.frequency, frequency, free_periods=rent.free)
        )
        exact = rules.exactly(rent.annual, frequency.periods_in_year)
        rows.append(PeriodAmount(frequency=frequency, amount=amount, exact=exact))
        if frequency not in (Frequency.MONTHLY, Frequency.ANNUAL):  # already written down
            trace.step(
                f"The same, in equal payments {frequency.label.lower()}",
                amount,
                unit=frequency.unit,
                sum=f"{written(rent.annual)} ÷ {frequency.periods_in_year}",
                rounding=NEAREST,
                source="The year's rent in equal parts",
            )
    return tuple(rows)


def daily_rate(
    rent: Decimal, frequency: Frequency, on: dt.date, trace: Trace
) -> tuple[Decimal | None, Outcome | None]:
    """The daily rate, or why it is not held: a yearly rent, or a day with no figure.

    Args:
        rent: Pounds for one period.
        frequency: How often it is charged.
        on: The day of the case.
        trace: Reads the figure, and takes the working.
    """
    divisor = Decimal(7 * frequency.weeks)
    if frequency is Frequency.MONTHLY:
        try:
            divisor = trace.number(DAYS_IN_MONTH, on)
        except FigureNotHeld as refused:
            # The rest of the answer does not need the figure, so only the daily rate is refused.
            message = refused.problems[0].message
            return None, cannot_tell(message, "what the court divides a month's rent by")
    rate = rules.daily_rate(rent, frequency, days_in_month=divisor)
    if rate is None:
        because = (
            "The court service works from weekly, fortnightly or monthly rent. For a yearly rent "
            "we hold no rule: 365 days, 366 days and 12 months give different rates."
        )
        return None, cannot_tell(because, "how the court wants a yearly rent divided")
    source = HMCTS
    if frequency is Frequency.FOUR_WEEKLY:
        source = f"{HMCTS}; it has no 4-weekly rent, and this is the same sum for 28 days"
    trace.step(
        "Daily rate",
        rate,
        unit="GBP/day",
        sum=f"{written(rent)} ÷ {divisor}",
        rounding=NEAREST,
        source=source,
    )
    return rate, None


def charge_days_of(inputs: RentConversionInput) -> rules.ChargeDays | None:
    """The charge days, or None where they are not known or the charge is not by weeks."""
    weeks = inputs.rent_frequency.weeks
    if inputs.rent_charge_day is not None and weeks == 1:
        return rules.ChargeDays.weekly(inputs.rent_charge_day.weekday)
    if inputs.rent_charge_date is not None and weeks > 1:
        return rules.ChargeDays(inputs.rent_charge_date, weeks)
    return None


def rent_years(
    rent: Rent, charge_days: rules.ChargeDays | None, this_year: int
) -> tuple[RentYear, ...]:
    """This rent year and the next, each with its charges; none where charge days are unknown."""
    if charge_days is None:
        return ()
    return tuple(
        one_rent_year(rent, charge_days, year) for year in range(this_year, this_year + YEARS_SHOWN)
    )


def one_rent_year(rent: Rent, charge_days: rules.ChargeDays, year: int) -> RentYear:
    """One rent year's charges against those that Universal Credit counts."""
    number = charge_days.number_in(year)
    charged = rent.amount * (number - rent.free)
    return RentYear(
        label=rules.rent_year_label(year),
        first_charge_day=charge_days.first_in(year),
        last_charge_day=charge_days.last_in(year),
        charge_days=number,
        rent_free=rent.free or None,
        charges=number - rent.free,
        extra_charges=rules.extra_charges(number, rent.frequency),
        rent_charged=charged,
        shortfall=rules.shortfall(charged, rent.annual),
    )


def charges_this_year(
    rent: Rent,
    years: tuple[RentYear, ...],
    trace: Trace,
    charge_days: rules.ChargeDays | None,
) -> int | None:
    """Charges in the case's rent year, written into the working; None where not known."""
    if not rent.frequency.weeks:
        return rent.charges_counted  # 12 months or 1 year: no rent year holds more
    if not years or charge_days is None:
        return None
    year = years[0]
    often = WEEKDAYS[charge_days.known.weekday()] + "s"
    if charge_days.weeks > 1:
        often = f"Every {charge_days.weeks} weeks"
    trace.step(
        f"Charge days in {year.label}",
        year.charge_days,
        unit="charges",
        sum=f"{often}, {long_date(year.first_charge_day)} to {long_date(year.last_charge_day)}",
        source="The calendar, 1 April to 31 March",
    )
    if rent.free:
        trace.step(
            f"Charges in {year.label}",
            year.charges,
            unit="charges",
            sum=f"{year.charge_days} − {rent.free}",
            source="Rent-free weeks as entered",
        )
    trace.step(
        f"Rent charged in {year.label}",
        year.rent_charged,
        unit="GBP",
        sum=f"{written(rent.amount)} × {year.charges}",
        source="The rent as entered, each time it is charged",
    )
    return year.charges


def next_extra_year(rent: Rent, charge_days: rules.ChargeDays | None, this_year: int) -> int | None:
    """The next rent year after this with an extra charge, or None where it cannot be told."""
    if charge_days is None:
        return None
    for year in range(this_year + 1, this_year + YEARS_SEARCHED):
        if rules.extra_charges(charge_days.number_in(year), rent.frequency):
            return year
    return None


def answer(
    rent: Rent, label: str, rent_charged: Decimal | None, years: tuple[RentYear, ...]
) -> str:
    """The one sentence an officer can read out."""
    if rent.frequency is Frequency.MONTHLY:
        start = f"{rent.in_words} is Universal Credit's monthly figure as it stands"
    else:
        start = f"{rent.in_words} is {pounds(rent.uc_monthly)} a month for Universal Credit"
    if rent.frequency is Frequency.ANNUAL:
        return f"{start}, which counts the whole year's rent."
    start += f", {pounds(rent.annual)} a year"
    if rent_charged is None:
        return f"{start}; whether that counts every charge in {label} depends on the charge days."
    if rent_charged == rent.annual:
        return f"{start}, the same as is charged in the rent year {label}."
    return (
        f"{start}: {pounds(rent_charged - rent.annual)} less than the {pounds(rent_charged)} "
        f"charged in the rent year {label}, which holds {years[0].charge_days} charge days."
    )


def uc_covers(rent: Rent, label: str, charged: int | None) -> Outcome:
    """Whether Universal Credit's formula counts every charge of the rent year."""
    if charged is None:
        fact = "the day rent is charged"
        if rent.frequency.weeks > 1:
            fact = "a date on which rent is charged"
        most = rent.frequency.periods_in_year + 1
        because = f"{label} holds {most - 1} or {most} charge days, depending on which they are."
        return cannot_tell(because, fact)
    if charged > rent.charges_counted:
        return no(
            f"{label} holds {counted(charged, 'charge')} and Universal Credit counts "
            f"{rent.charges_counted}, in every year. {REDUCTIONS}"
        )
    return yes(
        f"{label} holds {counted(charged, 'charge')} and Universal Credit counts "
        f"{rent.charges_counted}. {REDUCTIONS}"
    )


def warnings(
    inputs: RentConversionInput,
    rent: Rent,
    label: str,
    years: tuple[RentYear, ...],
    charge_days: rules.ChargeDays | None,
) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = list(rent_to_check(inputs.rent, inputs.rent_frequency))
    if not years or charge_days is None:
        return found
    this = years[0]
    if this.extra_charges:
        found.append(
            f"{label} holds {this.charge_days} charge days. Universal Credit counts "
            f"{rent.frequency.periods_in_year} in every year, and never pays the one beyond: the "
            f"tenant has {pounds(this.shortfall)} to pay besides. The High Court held the formula "
            "lawful on 23 September 2020."
        )
    if inputs.case_date < this.first_charge_day:
        last = charge_days.last_on_or_before(inputs.case_date)
        found.append(
            f"The last charge before {long_date(inputs.case_date)} was on {day_and_date(last)}. If "
            f"your rent year starts on the first charge day, {day_and_date(this.first_charge_day)},"
            f" that charge is still in the rent year before {label}."
        )
    return found


def next_steps(
    rent: Rent,
    shortfall: Decimal | None,
    next_extra: int | None,
    this_year: int,
    years: tuple[RentYear, ...],
) -> list[str]:
    """What to do now, each starting with a verb."""
    steps = []
    if rent.frequency.weeks and not years:
        wanted = "the charge day" if rent.frequency.weeks == 1 else "a date rent was charged"
        steps.append(f"Look up {wanted} on the rent account and enter it.")
    if rent.free:
        steps.append(
            f"Tell a tenant who pays monthly to pay {pounds(rent.uc_monthly)} every month, in "
            "months with rent-free weeks too."
        )
    if shortfall:
        steps.append(
            f"Agree how the tenant will pay the {pounds(shortfall)} that Universal Credit does "
            f"not count: {pounds(up_to_penny(shortfall / 12))} a month over the rent year does it."
        )
    if next_extra == this_year + 1:
        label = rules.rent_year_label(next_extra)
        steps.append(
            f"Warn the tenant that {label} holds one more charge than Universal Credit counts."
        )
    steps.append(
        f"If Universal Credit helps with it, check that it has this rent: {rent.in_words}."
    )
    return steps


def written(amount: Decimal) -> str:
    """An amount as it stands in a sum: "5,400.00"."""
    return f"{amount:,.2f}"
