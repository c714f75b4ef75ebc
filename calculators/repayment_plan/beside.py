"""What stands beside a plan: the rent, its change, and Universal Credit for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

from calculators.core.calendar import add_months
from calculators.core.catalogue import HelpWithRent
from calculators.core.errors import FigureNotHeld, NeedsAnswer
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import annual_amount
from calculators.core.rent_timeline import RENT_YEAR_STARTS, RentTimeline, rent_open_from
from calculators.core.trace import Trace
from calculators.core.wording import MONTHS, counted, long_date, percent, pounds, with_unit
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import RentMonth, RepaymentPlanInput
from calculators.repayment_plan.policy import POLICY
from calculators.repayment_plan.rules import Line

UC_HOUSING = "Universal Credit Regulations 2013, Sch. 4 para. 7"
UC_TYPES = (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)


class RentFacts(TypedDict):
    """The parts of the answer about rent."""

    rent_now: str
    rent_included: Decimal | None
    rent_changes_on: dt.date | None
    new_rent: str | None
    balance_at_change: Decimal | None
    rent_open_from: dt.date
    tenant_pays: str


class CreditFacts(TypedDict):
    """The parts of the answer about Universal Credit."""

    uc_monthly: Decimal | None
    uc_monthly_after: Decimal | None
    uc_year: str | None
    rent_months: tuple[RentMonth, ...]


class RentBeside:
    """The rent of one account beside its plan."""

    def __init__(self, inputs: RepaymentPlanInput, trace: Trace) -> None:
        """Read the rent and its change; ``warnings`` says what is uncertain about them."""
        self.inputs = inputs
        self.trace = trace
        self.warnings: list[str] = []
        self.rent = self.rent_timeline()

    def rent_timeline(self) -> RentTimeline:
        """The rent as far as it is known, with the change that was asked for."""
        inputs = self.inputs
        amounts = [(inputs.case_date, inputs.rent)]
        if inputs.rent_change_on is not None:
            amounts.append((inputs.rent_change_on, self.changed_rent(inputs.rent_change_on)))
        return RentTimeline(
            amounts=tuple(amounts),
            open_from=rent_open_from(inputs.case_date, inputs.rent_change_on),
            frequency=inputs.rent_frequency,
            weekday=inputs.rent_charge_day.weekday if inputs.rent_charge_day else None,
            charge_date=inputs.rent_charge_date,
            free=frozenset(week.charge_day for week in inputs.rent_free_week_days),
        )

    def changed_rent(self, change_on: dt.date) -> Decimal:
        """The rent after the change."""
        inputs = self.inputs
        if inputs.new_rent is not None:
            return inputs.new_rent
        try:
            limit = self.trace.figure("rent.increase_limit", change_on, allow_expected=True)
        except FigureNotHeld as unknown:
            raise NeedsAnswer(
                "rent_change_on",
                f"{unknown.problems[0].message} Choose “To a rent I know” if the new rent is set, "
                "or “Do not count a change”",
            ) from None
        new_rent = rules.rent_at_limit(inputs.rent, limit.number)
        self.trace.step(
            f"Rent from {long_date(change_on)}",
            new_rent,
            unit=inputs.rent_frequency.unit,
            sum=f"{pounds(inputs.rent)} + {percent(limit.number)}",
            rounding="Down to a whole penny, so as not to pass the limit",
            source=limit.dated.source.title,
        )
        if limit.dated.expected:
            self.warnings.append(
                f"The rent from {long_date(change_on)}, {pounds(new_rent)}, is expected, not "
                f"confirmed: it uses a yearly limit of {percent(limit.number)} that has not been "
                "published as final. Use the rent in the notice of increase once it is sent."
            )
        try:
            more = self.trace.figure("rent.convergence.most_a_week", change_on)
        except FigureNotHeld:
            return new_rent
        self.warnings.append(
            f"Social rent below formula rent may rise by up to {more.shown} more than the limit. "
            "That is not counted here."
        )
        return new_rent

    def uc_monthly(self, day: dt.date) -> Decimal:
        """Universal Credit's monthly figure for the rent in force on a day, all of it eligible."""
        rent = self.rent.on(day)
        assert rent is not None  # asked only for days before the rent is open
        inputs = self.inputs
        return rules.a_month(rent, inputs.rent_frequency, inputs.rent_free_weeks)

    @property
    def has_uc(self) -> bool:
        """Whether Universal Credit helps with the rent."""
        return self.inputs.help_with_rent in UC_TYPES

    def year_of_rent_to_pay(self, day: dt.date) -> Decimal | None:
        """What the tenant pays towards a year of the rent in force on a day; None if not known.

        Help that goes straight to the landlord is taken off; help paid to the tenant is not.
        """
        inputs, rent = self.inputs, self.rent.on(day)
        if rent is None or inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
            return None
        year = annual_amount(rent, inputs.rent_frequency, free_periods=inputs.rent_free_weeks)
        if inputs.help_with_rent is HelpWithRent.UC_MANAGED_PAYMENT:
            paid = inputs.uc_housing_amount
            return max(ZERO, year - paid * 12) if paid is not None else ZERO
        if inputs.help_with_rent is HelpWithRent.HOUSING_BENEFIT:
            weeks = 52 - inputs.rent_free_weeks
            paid = inputs.housing_benefit
            return max(ZERO, year - paid * weeks) if paid is not None else ZERO
        return year

    def tenant_pays_in_words(self) -> str:
        """The rent that falls to the tenant now, beside the plan."""
        inputs = self.inputs
        year = self.year_of_rent_to_pay(inputs.case_date)
        if year is None:
            return "Not known until you know what helps with the rent"
        if year == 0:
            helper = "Universal Credit" if self.has_uc else "Housing Benefit"
            return f"None, if {helper} covers the whole rent"
        if inputs.help_with_rent in (HelpWithRent.NONE, HelpWithRent.UC_TO_TENANT):
            words = self.rent_in_words(inputs.rent)
            if inputs.help_with_rent is HelpWithRent.UC_TO_TENANT:
                words += ", out of the Universal Credit paid to the tenant"
            return words
        return with_unit(nearest_penny(year / 12), "GBP/month")

    def rent_in_words(self, rent: Decimal) -> str:
        """A rent with its period and its rent-free weeks."""
        words = with_unit(rent, self.inputs.rent_frequency.unit)
        free = self.inputs.rent_free_weeks
        return f"{words}, with {counted(free, 'rent-free week')} a year" if free else words

    def rent_facts(self, lines: Sequence[Line], rent_part: Decimal | None) -> RentFacts:
        """The rent now, its change, and what is left of the arrears on that day."""
        inputs = self.inputs
        change_on = inputs.rent_change_on
        new_rent = balance = None
        if change_on is not None:
            self.trace.clause(POLICY, "rent-changes", inputs.case_date)
            new = self.rent.on(change_on)
            assert new is not None  # the rent is open only after a change
            expected = " (expected, not confirmed)" if self.rent_is_expected() else ""
            new_rent = self.rent_in_words(new) + expected
            before = [line.balance for line in lines if line.due.day < change_on]
            balance = before[-1] if before else inputs.arrears
        return {
            "rent_now": self.rent_in_words(inputs.rent),
            "rent_included": rent_part or None,
            "rent_changes_on": change_on,
            "new_rent": new_rent,
            "balance_at_change": balance,
            "rent_open_from": self.rent.first_open_charge(),
            "tenant_pays": self.tenant_pays_in_words(),
        }

    def rent_is_expected(self) -> bool:
        """Whether the new rent rests on a limit that is not confirmed."""
        return any(
            read.expected
            for read in self.trace.finish().figures
            if read.id == "rent.increase_limit"
        )

    def credit_facts(self) -> CreditFacts:
        """Universal Credit's monthly figure for the rent, before and after a change."""
        inputs = self.inputs
        if not self.has_uc:
            return {
                "uc_monthly": None,
                "uc_monthly_after": None,
                "uc_year": None,
                "rent_months": (),
            }
        now = self.show_uc_step("Universal Credit a month for this rent", inputs.case_date)
        after = None
        if inputs.rent_change_on is not None:
            after = self.show_uc_step(
                "Universal Credit a month for the new rent", inputs.rent_change_on
            )
        return {
            "uc_monthly": now,
            "uc_monthly_after": after,
            "uc_year": self.uc_year(now),
            "rent_months": self.rent_months(),
        }

    def show_uc_step(self, label: str, day: dt.date) -> Decimal:
        """Work Universal Credit's monthly figure out and write the working down."""
        inputs, rent = self.inputs, self.rent.on(day)
        assert rent is not None  # asked only for days before the rent is open
        monthly, periods = self.uc_monthly(day), inputs.rent_frequency.periods_in_year
        times = (
            f"({periods} - {inputs.rent_free_weeks})" if inputs.rent_free_weeks else str(periods)
        )
        self.trace.step(
            label,
            monthly,
            unit="GBP/month",
            sum=f"{pounds(rent)} × {times} ÷ 12",
            rounding="To the nearest penny (reg. 6)",
            source=UC_HOUSING,
        )
        return monthly

    def uc_year(self, monthly: Decimal) -> str | None:
        """A rent year's charges against twelve months of Universal Credit, for weekly rent."""
        inputs = self.inputs
        if self.rent.weekday is None:
            return None
        start = dt.date(inputs.case_date.year, *RENT_YEAR_STARTS)
        if start > inputs.case_date:
            start = dt.date(start.year - 1, *RENT_YEAR_STARTS)
        end = dt.date(start.year + 1, 3, 31)
        charge_days = len(self.rent.charge_days(start, end))
        free = 0 if inputs.rent_free_week_days else inputs.rent_free_weeks
        charges = charge_days - free
        rent_year, credit_year = charges * inputs.rent, monthly * 12
        gap = rent_year - credit_year
        words = (
            f"{counted(charges, 'charge')} of {pounds(inputs.rent)} from {long_date(start)} to "
            f"{long_date(end)} come to {pounds(rent_year)}; 12 months of Universal Credit come to "
            f"{pounds(credit_year)}"
        )
        if gap == 0:
            return f"{words}: the same. In between, the account rises and falls as rent is charged."
        more = "less" if gap > 0 else "more"
        return f"{words}, {pounds(abs(gap))} {more}."

    def rent_months(self) -> tuple[RentMonth, ...]:
        """Calendar months of weekly rent against Universal Credit, as far as the rent is known."""
        inputs, rows, running = self.inputs, [], ZERO
        if self.rent.weekday is None or (inputs.rent_free_weeks and not self.rent.free):
            return ()
        month = add_months(inputs.case_date.replace(day=1), 1)
        while (after := add_months(month, 1)) <= self.rent.open_from:
            last = after - dt.timedelta(days=1)
            charged = self.rent.charged(month, last)
            assert charged is not None  # the rent is known for the whole month
            credit = inputs.uc_housing_amount
            # Reg. and D&A Sch. 1: the rent on the last day of the assessment period counts for all
            # of it, so a month in which the rent changes is paid at the new rent throughout.
            credit = credit if credit is not None else self.uc_monthly(last)
            running += credit - charged
            rows.append(
                RentMonth(
                    month=f"{MONTHS[month.month - 1]} {month.year}",
                    charges=len(self.rent.charge_days(month, last)),
                    charged=charged,
                    universal_credit=credit,
                    difference=credit - charged,
                    running=running,
                )
            )
            month = after
        return tuple(rows)
