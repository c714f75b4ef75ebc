"""Wages put into assessment periods by the day they arrive."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from calculators.core.calendar import add_months
from calculators.core.money import ZERO
from calculators.core.periods import Frequency
from calculators.universal_credit import periods
from calculators.universal_credit.choices import Pay, Who
from calculators.universal_credit.models import UniversalCreditInput

#: Monthly wages can come this close together, where one falls before a weekend.
MONTHLY_FROM = 25
#: Wages exactly this many days apart are taken to be four-weekly.
FOUR_WEEKLY = 28
PERIODS_IN_YEAR = 12
#: Paydays lie within a year of the period, so that there are never more than these.
MOST_PERIODS = 26


class Wage(NamedTuple):
    """One payment of wages."""

    day: dt.date
    amount: Decimal
    who: Who


class PeriodPay(NamedTuple):
    """An assessment period with its wages.

    Attributes:
        first: Its first day.
        last: Its last day.
        wages: The wages that arrive in it.
        besides: Pay in it that is not given by payday.
    """

    first: dt.date
    last: dt.date
    wages: tuple[Wage, ...]
    besides: Decimal

    @property
    def total(self) -> Decimal:
        """All pay in it."""
        return sum((each.amount for each in self.wages), self.besides)


class Wages:
    """The wages of a household."""

    def __init__(self, inputs: UniversalCreditInput) -> None:
        """Keep how pay is given."""
        self.inputs = inputs
        self.day = inputs.period_day

    @property
    def paid(self) -> tuple[bool, bool]:
        """Whether the tenant, and any partner, is paid wages."""
        inputs = self.inputs
        of = {each.who for each in inputs.paydays if each.net}
        tenant = bool(inputs.earnings or inputs.pay_amount or Who.TENANT in of)
        return tenant, bool(inputs.partner_earnings or Who.PARTNER in of)

    def in_period(self, first: dt.date) -> PeriodPay:
        """The pay of the assessment period that starts on a day."""
        inputs = self.inputs
        last = periods.last_day(first, self.day)
        wages: tuple[Wage, ...] = ()
        besides = inputs.partner_earnings
        if inputs.pay_given is Pay.ONE_AMOUNT:
            besides += inputs.earnings
        elif inputs.pay_given is Pay.PAYDAYS:
            besides = ZERO
            wages = tuple(
                Wage(each.paid_on, each.net, each.who)
                for each in sorted(inputs.paydays, key=lambda each: each.paid_on)
                if first <= each.paid_on <= last
            )
        elif inputs.pay_date and inputs.pay_frequency and inputs.pay_amount:
            days = periods.paydays_between(inputs.pay_date, inputs.pay_frequency, first, last)
            wages = tuple(Wage(day, inputs.pay_amount, Who.TENANT) for day in days)
        return PeriodPay(first, last, wages, besides)

    def by_period(self) -> list[PeriodPay]:
        """The assessment periods to show: those with paydays, or a year of a pattern."""
        start = self.inputs.assessment_period_start
        if self.inputs.pay_given is Pay.ONE_AMOUNT:
            return []
        if self.inputs.pay_given is Pay.PATTERN:
            return self.periods_from(start, PERIODS_IN_YEAR)
        days = [each.paid_on for each in self.inputs.paydays]
        earliest = min(start, *days) if days else start
        while start > earliest:
            start = periods.start_in(add_months(start.replace(day=1), -1), self.day)
        found = self.periods_from(start, MOST_PERIODS)
        latest = max(self.inputs.assessment_period_start, *days)
        return [each for each in found if each.first <= latest]

    def periods_from(self, start: dt.date, number: int) -> list[PeriodPay]:
        """So many assessment periods, one after another."""
        found = []
        for _ in range(number):
            found.append(self.in_period(start))
            start = periods.next_start(start, self.day)
        return found

    def two_monthly(self, period: PeriodPay) -> Wage | None:
        """The later of two monthly wages of one person in a period; None where there are not two.

        Source:
            Universal Credit Regulations 2013, reg. 61(6).
        """
        if self.inputs.pay_given is Pay.PATTERN:
            monthly = self.inputs.pay_frequency is Frequency.MONTHLY
            return period.wages[1] if monthly and len(period.wages) == 2 else None
        for who in Who:
            own = [each for each in period.wages if each.who is who]
            if len(own) != 2:
                continue
            apart = (own[1].day - own[0].day).days
            if apart >= MONTHLY_FROM and apart != FOUR_WEEKLY:
                return own[1]
        return None
