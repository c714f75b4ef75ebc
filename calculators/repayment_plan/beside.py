"""What stands beside a plan: the rent, its change, and Universal Credit for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from calculators.core.calendar import DAY, add_months
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo
from calculators.core.errors import FigureNotHeld, NeedsAnswer
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import annual_amount
from calculators.core.rent_timeline import RentTimeline, next_rent_year, rent_open_from
from calculators.core.trace import Trace
from calculators.core.wording import (
    MONTHS,
    counted,
    day_and_date,
    long_date,
    percent,
    pounds,
    with_unit,
)
from calculators.repayment_plan import rules
from calculators.repayment_plan.models import RentMonth, RepaymentPlanInput
from calculators.repayment_plan.policy import POLICY
from calculators.repayment_plan.rules import Paid

UC_HOUSING = "Universal Credit Regulations 2013, Sch. 4 para. 7"
UC_TYPES = (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)
WEEKS_IN_YEAR = 52
#: Some landlords' rent years begin on the last Monday of March.
MARCH, APRIL = 3, 4


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
        self.rent_is_expected = False
        self.rent = self.rent_timeline()

    def rent_timeline(self) -> RentTimeline:
        """The rent as far as it is known, with the change that was asked for."""
        inputs = self.inputs
        timeline = RentTimeline(
            amounts=((inputs.case_date, inputs.rent),),
            open_from=rent_open_from(inputs.case_date, None),
            frequency=inputs.rent_frequency,
            weekday=inputs.rent_charge_day.weekday if inputs.rent_charge_day else None,
            charge_date=inputs.rent_charge_date,
            free=frozenset(week.charge_day for week in inputs.rent_free_week_days),
        )
        if inputs.rent_change_on is not None:
            change_on = inputs.rent_change_on
            first_charged = timeline.first_charge(change_on)
            self.check_next_change(change_on, first_charged)
            new_rent = self.changed_rent(change_on, first_charged)
            return replace(
                timeline,
                amounts=(*timeline.amounts, (change_on, new_rent)),
                open_from=rent_open_from(inputs.case_date, change_on, first_charged),
            )
        if inputs.case_date.month == APRIL:
            # Before the first charge of a rent year, the rent entered is still the old one.
            begins = inputs.case_date.replace(day=1)
            first_charge = next(timeline.charge_days(begins, begins.replace(day=30)), None)
            if first_charge is not None and first_charge > inputs.case_date:
                return replace(timeline, open_from=first_charge)
        return timeline

    def check_next_change(self, change_on: dt.date, first_charged: dt.date) -> None:
        """Refuse a change that another must come before: the rent up to it would be a guess.

        Args:
            change_on: The day the new rent starts, as entered.
            first_charged: The first day the new rent is charged.

        Raises:
            NeedsAnswer: If a whole rent year lies between the plan and the change.
        """
        following = next_rent_year(next_rent_year(self.inputs.case_date)).replace(month=MARCH)
        if first_charged >= following:
            later = ""
            if change_on < following:
                later = f", and so must its first charge, {long_date(first_charged)}"
            raise NeedsAnswer(
                "rent_change_on",
                f"Day the new rent starts must be before {long_date(following)}{later}: the rent "
                "changes once before then. Enter that change, or choose “Do not count a change”",
            )

    def changed_rent(self, change_on: dt.date, first_charge: dt.date) -> Decimal:
        """The rent after the change.

        Args:
            change_on: The day the new rent starts, as entered.
            first_charge: The first day the new rent is charged: the yearly limit is that day's.

        Raises:
            NeedsAnswer: If the yearly limit on that day is not held.
        """
        inputs = self.inputs
        if inputs.new_rent is not None:
            return inputs.new_rent
        try:
            limit = self.trace.figure("rent.increase_limit", first_charge, allow_expected=True)
        except FigureNotHeld:
            raise NeedsAnswer(
                "rent_change_on",
                f"Day the new rent starts: we do not hold the yearly limit for "
                f"{long_date(first_charge)}. Choose “To a rent I know” if the new rent is set, or "
                "“Do not count a change”",
            ) from None
        new_rent = rules.rent_at_limit(inputs.rent, limit.number)
        later = f", first charged on {day_and_date(first_charge)}"
        self.trace.step(
            f"Rent from {long_date(change_on)}{later if first_charge != change_on else ''}",
            new_rent,
            unit=inputs.rent_frequency.unit,
            sum=f"{pounds(inputs.rent)} + {percent(limit.number)}",
            rounding="Down to a whole penny, so as not to pass the limit",
            source=limit.dated.source.title,
        )
        if limit.dated.expected:
            self.rent_is_expected = True
            self.warnings.append(
                f"The rent from {long_date(change_on)}, {pounds(new_rent)}, is expected, not "
                f"confirmed: it uses a yearly limit of {percent(limit.number)} that has not been "
                "published as final. Use the rent in the notice of increase once it is sent."
            )
        try:
            more = self.trace.figure("rent.convergence.most_a_week", first_charge)
        except FigureNotHeld:
            return new_rent
        self.warnings.append(
            f"Social rent below formula rent may rise by up to {more.shown} more than the limit. "
            "That is not counted here."
        )
        return new_rent

    @property
    def has_uc(self) -> bool:
        """Whether Universal Credit helps with the rent."""
        return self.inputs.help_with_rent in UC_TYPES

    # What the tenant pays

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
            weeks = WEEKS_IN_YEAR - inputs.rent_free_weeks
            paid = inputs.housing_benefit
            return max(ZERO, year - paid * weeks) if paid is not None else ZERO
        return year

    def usual_week_paid_by_tenant(self, day: dt.date) -> Decimal | None:
        """What the tenant usually pays of a week's rent on a day; None if it is not known."""
        inputs, rent = self.inputs, self.rent.on(day)
        if rent is None or inputs.help_with_rent is not HelpWithRent.HOUSING_BENEFIT:
            return rent
        if inputs.housing_benefit is None:
            return ZERO
        return max(ZERO, rent - inputs.housing_benefit)

    def tenant_pays_in_words(self) -> str:
        """The rent that falls to the tenant now, beside the plan."""
        inputs = self.inputs
        year = self.year_of_rent_to_pay(inputs.case_date)
        if year is None:
            return "Not known until you know what helps with the rent"
        if year == 0:
            helper = "Universal Credit" if self.has_uc else "Housing Benefit"
            given = inputs.uc_housing_amount if self.has_uc else inputs.housing_benefit
            return f"None, if {helper} covers the whole rent" if given is None else "None"
        if inputs.help_with_rent in (HelpWithRent.NONE, HelpWithRent.UC_TO_TENANT):
            words = self.rent_in_words(inputs.rent)
            if inputs.help_with_rent is HelpWithRent.UC_TO_TENANT:
                words += ", helped by the Universal Credit paid to the tenant"
            return words
        return with_unit(nearest_penny(year / 12), "GBP/month")

    def rent_in_words(self, rent: Decimal) -> str:
        """A rent with its period and its rent-free weeks."""
        words = with_unit(rent, self.inputs.rent_frequency.unit)
        free = self.inputs.rent_free_weeks
        return f"{words}, with {counted(free, 'rent-free week')} a year" if free else words

    # The rent

    def rent_between(self, days: Sequence[dt.date]) -> list[Decimal | None]:
        """Rent charged after each day's forerunner up to the day; the first from the plan's day.

        None from where the rent is not known.
        """
        if not days:
            return []
        charges = self.rent.charge_days(self.inputs.case_date, days[-1])
        charge, found = next(charges, None), []
        for day in days:
            total: Decimal | None = ZERO
            while charge is not None and charge <= day:
                rent = self.rent.on(charge)
                total = None if rent is None or total is None else total + rent
                charge = next(charges, None)
            found.append(total)
        return found

    def rent_facts(
        self, owed: Decimal, paid: Sequence[Paid], rent_part: Decimal | None
    ) -> RentFacts:
        """The rent now, its change, and what is left of the arrears on that day.

        Args:
            owed: The arrears on the day of the plan.
            paid: The payments.
            rent_part: The rent in each payment now, if payments are to cover it.
        """
        inputs = self.inputs
        change_on = inputs.rent_change_on
        new_rent = balance = None
        if change_on is not None:
            self.trace.clause(POLICY, "rent-changes", inputs.case_date)
            new = self.rent.on(change_on)
            assert new is not None  # the rent is open only after a change
            expected = " (expected, not confirmed)" if self.rent_is_expected else ""
            new_rent = self.rent_in_words(new) + expected
            before = [line.balance for line, day in paid if day.pay_on < change_on]
            balance = before[-1] if before else owed
        return {
            "rent_now": self.rent_in_words(inputs.rent),
            "rent_included": rent_part or None,
            "rent_changes_on": change_on,
            "new_rent": new_rent,
            "balance_at_change": balance,
            "rent_open_from": self.rent.first_open_charge(),
            "tenant_pays": self.tenant_pays_in_words(),
        }

    # Universal Credit

    def uc_monthly(self, day: dt.date) -> Decimal:
        """Universal Credit's monthly figure for the rent in force on a day, all of it eligible."""
        rent = self.rent.on(day)
        assert rent is not None  # asked only for days before the rent is open
        inputs = self.inputs
        return rules.a_month(rent, inputs.rent_frequency, inputs.rent_free_weeks)

    def credit_facts(self, last: dt.date | None) -> CreditFacts:
        """Universal Credit's monthly figure for the rent, before and after a change.

        Args:
            last: The last payment of the plan; None if it has none that can be told.
        """
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
            "rent_months": self.rent_months(last),
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
        end = next_rent_year(inputs.case_date) - DAY
        start = end.replace(year=end.year - 1) + DAY
        # Every charge day, less the rent-free weeks of a year: they need not be listed one by one.
        given = len([day for day in self.rent.free if start <= day <= end])
        charges = len(list(self.rent.charge_days(start, end))) + given - inputs.rent_free_weeks
        credit = monthly if inputs.uc_housing_amount is None else inputs.uc_housing_amount
        rent_year, credit_year = charges * inputs.rent, credit * 12
        gap = rent_year - credit_year
        words = (
            f"At this rent, {counted(charges, 'charge')} of {pounds(inputs.rent)} from "
            f"{long_date(start)} to {long_date(end)} come to {pounds(rent_year)}. 12 months of "
            f"Universal Credit at {pounds(credit)} come to {pounds(credit_year)}"
        )
        if gap == 0:
            return f"{words}, the same. In between, the account rises and falls as rent is charged."
        return f"{words}, {pounds(abs(gap))} {'less' if gap > 0 else 'more'}."

    def rent_months(self, last: dt.date | None) -> tuple[RentMonth, ...]:
        """Calendar months of weekly rent against Universal Credit, as far as the rent is known.

        Source:
            Universal Credit etc. (Decisions and Appeals) Regulations 2013, Sch. 1: the rent on the
            last day of an assessment period counts for all of it, so a month in which the rent
            changes is paid at the new rent throughout.
        """
        inputs, rows, running = self.inputs, [], ZERO
        if self.rent.weekday is None or (inputs.rent_free_weeks and not self.rent.free):
            return ()
        month = add_months(inputs.case_date.replace(day=1), 1)
        stop = self.rent.open_from if last is None else min(self.rent.open_from, last)
        while month <= stop and (after := add_months(month, 1)) <= self.rent.open_from:
            end = after - DAY
            charged = self.rent.charged(month, end)
            assert charged is not None  # the rent is known for the whole month
            credit = inputs.uc_housing_amount
            credit = credit if credit is not None else self.uc_monthly(end)
            running += credit - charged
            rows.append(
                RentMonth(
                    month=f"{MONTHS[month.month - 1]} {month.year}",
                    charges=len(list(self.rent.charge_days(month, end))),
                    charged=charged,
                    universal_credit=credit,
                    difference=credit - charged,
                    running=running,
                )
            )
            month = after
        return tuple(rows)

    # What to know before relying on it

    def warnings_for(self, last: dt.date) -> list[str]:
        """Warnings about the rent beside a plan that ends on a day."""
        inputs = self.inputs
        found = list(self.warnings)
        opens = self.rent.first_open_charge()
        if last >= opens:
            words = f"The rent from {long_date(opens)} is not known yet"
            found.append(
                f"{words}. The payments do not depend on it: the rent beside them is open from "
                "then on."
                if inputs.offer_includes_rent is YesNo.NO
                else f"{words}, and each payment here has rent in it."
            )
        found += self.warnings_about_rent_free_weeks(last)
        given = inputs.uc_housing_amount if self.has_uc else inputs.housing_benefit
        helper = "Universal Credit" if self.has_uc else "Housing Benefit"
        if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
            found.append(
                "What helps with the rent is not known yet. Find out what rent the tenant has to "
                "pay beside this plan."
            )
        elif given is not None and inputs.rent_change_on is not None:
            found.append(
                f"{helper} is counted at {pounds(given)} after the rent changes too. Check the new "
                "amount once it is known."
            )
        elif given is None and (
            self.has_uc or inputs.help_with_rent is HelpWithRent.HOUSING_BENEFIT
        ):
            found.append(
                f"{helper} is counted as covering the whole rent. It may be less: check for "
                "spare bedrooms, other adults in the home and charges it does not cover."
            )
        return found

    def warnings_about_rent_free_weeks(self, last: dt.date) -> list[str]:
        """What is not counted of the rent-free weeks."""
        inputs, found = self.inputs, []
        each_year = inputs.rent_free_weeks
        given = sorted(self.rent.free)
        if each_year and not given:
            found.append(
                f"The dates of the {counted(each_year, 'rent-free week')} are not given. The rent "
                "beside the payments counts every week as charged."
            )
        start = next_rent_year(inputs.case_date)
        while given and (end := next_rent_year(start)) <= last:
            listed = len([day for day in given if start <= day < end])
            if listed < each_year:
                found.append(
                    f"Only {listed} of the {counted(each_year, 'rent-free week')} from "
                    f"{long_date(start)} to {long_date(end - DAY)} are given. The others are "
                    "counted as charged."
                )
            start = end
        if inputs.catch_up_in_rent_free_weeks is not YesNo.YES:
            return found
        if self.has_uc:
            found.append(
                "Rent-free weeks bring no spare rent here: Universal Credit pays the same each "
                "month and already spreads them over the year. They are not counted as payments."
            )
        elif self.usual_week_paid_by_tenant(inputs.case_date) == 0:
            found.append(
                "Rent-free weeks bring no spare rent here: Housing Benefit covers the whole rent. "
                "They are not counted as payments."
            )
        unknown = [day for day in given if day <= last and self.rent.on(day) is None]
        if unknown and not self.has_uc:
            found.append(
                f"The rent in the rent-free week of {long_date(unknown[0])} is not known yet. It "
                "is not counted as a payment, and neither is any after it."
            )
        if given and given[0] < inputs.case_date:
            found.append(
                "Rent-free weeks before the date of this plan are counted at the rent charged now."
            )
        return found
