"""The facts a repayment plan needs, and the answer it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators.core import catalogue, doubts
from calculators.core.calendar import add_months
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.plausible import MOST_SUPPORTED_RENT, help_beyond_rent, unlikely_rent
from calculators.core.questions import AskedModel, CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.rent_timeline import next_rent_year
from calculators.core.results import BalanceChart, CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import long_date, pounds, with_unit

ACCOUNT, OFFER = "The account", "The offer"
RUNNING, RENT_CHANGE = "If the plan is already running", "If the rent is going to change"
HOUSEHOLD, RENT_FREE = "To check the minimum offer", "Rent-free weeks"
COMPARE, MORE = "Compare other offers", "More about the payments"
BY_WEEKS = ("weekly", "fortnightly", "four-weekly")
UNIVERSAL_CREDIT = ("uc-to-tenant", "uc-managed-payment")
#: Years of payments listed at most; a longer list helps nobody.
LONGEST_LISTED = 25
#: A new rent of more than this many times the old, or less by as much, is more likely a slip.
MOST_CHANGE = 2


class PlanStage(Choice):
    """Whether the plan is being offered or has begun."""

    NEW = ("new", "A new plan")
    RUNNING = ("running", "A plan already running, with a payment missed or to be changed")


class PlanFrom(Choice):
    """Which way round the plan is worked out."""

    AMOUNT = ("amount", "An amount each time")
    LUMP_SUM = ("lump-sum", "A lump sum, then an amount each time")
    CLEAR_BY = ("clear-by", "A date to clear the arrears by")


class NotWorkingDay(Choice):
    """What happens to a payment whose day is not a working day."""

    NEXT = ("next-working-day", "Pay on the next working day")
    BEFORE = ("working-day-before", "Pay on the working day before")
    KEEP = ("same-day", "Pay on the day itself")


class RentChange(Choice):
    """How the rent is expected to change during the plan."""

    NOT_COUNTED = ("not-counted", "Do not count a change")
    LIMIT = ("limit", "By the most the yearly limit allows", "Social rent and affordable rent")
    NEW_RENT = ("new-rent", "To a rent I know")


class Household(Choice):
    """Whose standard allowance the minimum offer is a share of."""

    SINGLE_UNDER_25 = ("single-under-25", "Single, under 25")
    SINGLE_25_OR_OVER = ("single-25-or-over", "Single, 25 or over")
    COUPLE_UNDER_25 = ("couple-both-under-25", "Couple, both under 25")
    COUPLE_25_OR_OVER = ("couple-one-25-or-over", "Couple, one or both 25 or over")
    NOT_KNOWN = ("not-known", "Not known yet")


class Replan(Choice):
    """How a missed payment is made up."""

    CARRY_ON = ("carry-on", "Carry on: the missed money is paid at the end")
    CATCH_UP = ("catch-up", "Catch up: the missed money is paid with the next payment")
    SPREAD = ("spread", "Spread it: keep the last date and raise each payment")


class MissedPayment(AskedModel):
    """A payment that was not made in full."""

    due_on: Date = question(
        "Day it was due", if_missing="Enter the day the missed payment was due, like 18 12 2026"
    )
    paid: Money = question(
        "Amount that was paid", default=Decimal("0.00"), unit="GBP", ge=0, hint="0 if nothing was"
    )


class OtherOffer(AskedModel):
    """Another offer to set beside the first."""

    amount: Money = question(
        "Amount each time",
        unit="GBP",
        unit_from="frequency",
        gt=0,
        le=100_000,
        if_missing="Enter the amount of the other offer, like 25.00",
    )
    frequency: Frequency = question(
        "How often", if_missing="Choose how often the other offer would be paid"
    )
    first_payment: Date | None = question(
        "First payment", default=None, hint="Leave empty for the same day as the first offer."
    )


class RentFreeWeek(AskedModel):
    """One rent-free week."""

    charge_day: Date = question(
        "Day its rent would have been charged",
        if_missing="Enter the day that week's rent would have been charged, like 21 12 2026",
    )


class RepaymentPlanInput(CalculatorInput):
    """One rent account, one offer and the rent beside it, on the day the plan is talked through."""

    beside_the_point = (("rent_frequency", ("rent_charge_day", "rent_charge_date")),)

    case_date: Date = catalogue.case_date(
        group=ACCOUNT,
        hint="The date of this plan, usually today. It chooses the rates and the policy.",
    )
    arrears: Money = catalogue.arrears(
        group=ACCOUNT,
        hint="Rent owed today, like 846.20. On a plan already running, what was owed at its start.",
    )
    rent: Money = catalogue.rent_amount(group=ACCOUNT)
    rent_frequency: Frequency = catalogue.rent_frequency(group=ACCOUNT)
    rent_charge_day: ChargeDay | None = catalogue.rent_charge_day(
        needed=True, group=ACCOUNT, shown_when={"rent_frequency": ("weekly",)}
    )
    rent_charge_date: Date | None = catalogue.rent_charge_date(
        needed=True,
        group=ACCOUNT,
        hint="Any one of them, from the rent account.",
        shown_when={"rent_frequency": ("fortnightly", "four-weekly", "monthly", "annual")},
    )
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks(group=ACCOUNT)
    help_with_rent: catalogue.HelpWithRent = catalogue.help_with_rent(group=ACCOUNT)
    uc_housing_amount: Money | None = question(
        "Universal Credit for rent, a month",
        default=None,
        group=ACCOUNT,
        unit="GBP/month",
        ge=0,
        le=10_000,
        hint="From the award or the landlord portal. Leave empty if it covers the whole rent.",
        shown_when={"help_with_rent": UNIVERSAL_CREDIT},
    )
    next_uc_payment: Date | None = question(
        "Next Universal Credit payment day",
        default=None,
        group=ACCOUNT,
        hint="Leave empty if not known: payments are then grouped by calendar month.",
        shown_when={"help_with_rent": UNIVERSAL_CREDIT},
    )
    housing_benefit: Money | None = question(
        "Housing Benefit, a week",
        default=None,
        group=ACCOUNT,
        unit="GBP/week",
        ge=0,
        le=2_000,
        hint="Leave empty if it covers the whole rent.",
        shown_when={"help_with_rent": ("housing-benefit",)},
    )
    tenancy_start_date: Date | None = question(
        "Tenancy start date",
        default=None,
        group=MORE,
        hint="Only used to check the other dates.",
    )

    plan_stage: PlanStage = question("What is this plan?", default=PlanStage.NEW, group=OFFER)
    plan_from: PlanFrom = question("Work the plan out from", default=PlanFrom.AMOUNT, group=OFFER)
    lump_sum: Money | None = question(
        "Lump sum",
        default=None,
        group=OFFER,
        unit="GBP",
        gt=0,
        le=100_000,
        shown_when={"plan_from": ("lump-sum",)},
        if_missing="Enter the lump sum, like 150.00",
    )
    lump_sum_on: Date | None = question(
        "Day the lump sum is paid",
        default=None,
        group=OFFER,
        shown_when={"plan_from": ("lump-sum",)},
        if_missing="Enter the day the lump sum is paid, like 4 12 2026",
    )
    offer: Money | None = question(
        "Amount each time",
        default=None,
        group=OFFER,
        unit="GBP",
        unit_from="offer_frequency",
        gt=0,
        le=100_000,
        shown_when={"plan_from": ("amount", "lump-sum")},
        if_missing="Enter the amount offered each time, like 20.00",
    )
    offer_frequency: Frequency = question(
        "How often it is paid", group=OFFER, if_missing="Choose how often the offer is paid"
    )
    first_payment: Date = question(
        "First payment",
        group=OFFER,
        hint="The first instalment, for example 4 12 2026.",
        if_missing="Enter the day of the first payment, like 4 12 2026",
    )
    clear_by: Date | None = question(
        "Clear the arrears by",
        default=None,
        group=OFFER,
        shown_when={"plan_from": ("clear-by",)},
        if_missing="Enter the day to clear the arrears by, like 26 11 2027",
    )
    offer_includes_rent: YesNo = question(
        "Does the amount include the rent itself?",
        default=YesNo.NO,
        group=OFFER,
        hint="Choose no if the rent is paid separately, or by Universal Credit or Housing Benefit.",
        shown_when={"plan_from": ("amount", "lump-sum"), "plan_stage": ("new",)},
    )

    rent_change: RentChange = question(
        "How will the rent change?", default=RentChange.NOT_COUNTED, group=RENT_CHANGE
    )
    rent_change_on: Date | None = question(
        "Day the new rent starts",
        default=None,
        group=RENT_CHANGE,
        shown_when={"rent_change": ("limit", "new-rent")},
        if_missing="Enter the day the new rent starts, like 5 4 2027",
    )
    new_rent: Money | None = question(
        "New rent",
        default=None,
        group=RENT_CHANGE,
        unit="GBP",
        unit_from="rent_frequency",
        gt=0,
        le=50_000,
        shown_when={"rent_change": ("new-rent",)},
        if_missing="Enter the new rent, like 117.50",
    )

    household: Household = question(
        "Who is the household?", default=Household.NOT_KNOWN, group=HOUSEHOLD
    )
    only_benefits: YesNoNotKnown = question(
        "Are benefits the household's only income?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=HOUSEHOLD,
        why="The policy's minimum offer is for households with no income but benefits.",
    )

    missed_payments: tuple[MissedPayment, ...] = question(
        "Payments not made in full",
        default=(),
        group=RUNNING,
        row="Missed payment",
        max_rows=60,
        hint="Payments due before the date of this plan and not listed here count as paid in full.",
        shown_when={"plan_stage": ("running",)},
    )
    replan: Replan = question(
        "How will the missed money be paid?",
        default=Replan.CARRY_ON,
        group=RUNNING,
        shown_when={"plan_stage": ("running",)},
    )

    rent_free_week_days: tuple[RentFreeWeek, ...] = question(
        "Rent-free weeks during the plan",
        default=(),
        group=RENT_FREE,
        row="Rent-free week",
        max_rows=60,
        shown_when={"rent_frequency": ("weekly",)},
    )
    catch_up_in_rent_free_weeks: YesNo | None = question(
        "Will the tenant pay the usual rent in those weeks, towards the arrears?",
        default=None,
        group=RENT_FREE,
        shown_when={"rent_frequency": ("weekly",)},
    )
    not_working_day: NotWorkingDay = question(
        "If a payment day is not a working day", default=NotWorkingDay.NEXT, group=MORE
    )
    other_offers: tuple[OtherOffer, ...] = question(
        "Other offers",
        default=(),
        group=COMPARE,
        row="Other offer",
        max_rows=2,
        shown_when={"plan_stage": ("new",), "offer_includes_rent": ("no",)},
    )

    amounts_checked: YesNo = doubts.amounts_checked()

    def doubts(self) -> Iterator[Doubt]:
        """A rent now or later that looks like another period's, and help far above the rent."""
        yield from unlikely_rent(
            self.rent, self.rent_frequency, least=None, most=MOST_SUPPORTED_RENT
        )
        for field, amount, often in (
            ("uc_housing_amount", self.uc_housing_amount, Frequency.MONTHLY),
            ("housing_benefit", self.housing_benefit, Frequency.WEEKLY),
        ):
            if amount is not None:
                yield from help_beyond_rent(field, amount, often, self.rent, self.rent_frequency)
        if self.new_rent is not None:
            yield from self.unlikely_new_rent(self.new_rent)

    def unlikely_new_rent(self, new_rent: Decimal) -> Iterator[Doubt]:
        """A new rent so far from the rent now that it looks like another period's."""
        if new_rent > self.rent * MOST_CHANGE:
            much = "more than twice"
        elif new_rent < self.rent / MOST_CHANGE:
            much = "less than half"
        else:
            return
        unit = self.rent_frequency.unit
        yield doubts.doubt(
            "new_rent",
            with_unit(new_rent, unit),
            f"It is {much} the rent now, {with_unit(self.rent, unit)}",
            "Enter the new rent for the same time as the rent now",
        )

    def problems(self) -> list[Problem]:
        """Answers that do not fit together, each beside the field to put right."""
        return [*self.problems_with_dates(), *self.problems_with_rent(), *self.other_problems()]

    def days_of_payments(self) -> list[tuple[str, dt.date, str]]:
        """Each day on which payments begin: its field, the day and what a message calls it."""
        days = [("first_payment", self.first_payment, "First payment")]
        if self.lump_sum_on is not None:
            days.append(("lump_sum_on", self.lump_sum_on, "Day the lump sum is paid"))
        days += [
            (f"other_offers.{row}.first_payment", other.first_payment, f"{label}: first payment")
            for row, other in enumerate(self.other_offers)
            if other.first_payment is not None
            for label in [f"Other offer {row + 1}"]
        ]
        return days

    def problems_with_dates(self) -> list[Problem]:
        """Dates out of order."""
        found = []
        today, start = long_date(self.case_date), self.tenancy_start_date
        latest = add_months(self.case_date, 12 * LONGEST_LISTED)
        if start is not None and self.case_date < start:
            found.append(
                Problem("case_date", f"Date the answer is for must be {on_or_after(start)}")
            )
        for name, day, label in self.days_of_payments():
            if self.plan_stage is PlanStage.NEW and day < self.case_date:
                found.append(
                    Problem(
                        name,
                        f"{label} must be the same as or after the date of this plan, {today}. "
                        "If payments have already begun, choose “A plan already running”",
                    )
                )
            elif start is not None and day < start:
                found.append(Problem(name, f"{label} must be {on_or_after(start)}"))
            elif day > latest:
                found.append(
                    Problem(
                        name,
                        f"{label} must be within {LONGEST_LISTED} years of the date of this plan. "
                        "Check the year",
                    )
                )
        if self.plan_stage is PlanStage.RUNNING and self.first_payment > self.case_date:
            found.append(
                Problem(
                    "first_payment",
                    "First payment of a plan already running must be the same as or before the "
                    f"date of this plan, {today}. If it is still to come, choose “A new plan”",
                )
            )
        if self.clear_by is not None and self.clear_by < self.first_payment:
            found.append(
                Problem(
                    "clear_by",
                    "Clear the arrears by must be the same as or after the first payment, "
                    f"{long_date(self.first_payment)}",
                )
            )
        elif self.clear_by is not None and self.clear_by > latest:
            found.append(
                Problem(
                    "clear_by",
                    f"Clear the arrears by must be within {LONGEST_LISTED} years of the date of "
                    "this plan. Check the year",
                )
            )
        if self.rent_change_on is not None and self.rent_change_on <= self.case_date:
            found.append(
                Problem(
                    "rent_change_on",
                    f"Day the new rent starts must be after the date of this plan, {today}. If the "
                    "rent has already changed, enter the rent charged now",
                )
            )
        if self.next_uc_payment is not None and self.next_uc_payment < self.case_date:
            found.append(
                Problem(
                    "next_uc_payment",
                    "Next Universal Credit payment day must be the same as or after the date of "
                    f"this plan, {today}",
                )
            )
        return found

    def problems_with_rent(self) -> list[Problem]:
        """Rent-free weeks that do not fit the rent."""
        found = []
        if self.rent_frequency is not Frequency.WEEKLY and self.rent_free_weeks:
            found.append(
                Problem(
                    "rent_free_weeks",
                    "Rent-free weeks are only counted here for rent charged every week. Enter 0, "
                    "or enter the rent by the week",
                )
            )
        in_year: dict[dt.date, int] = {}
        for row, week in enumerate(self.rent_free_week_days):
            name, words = f"rent_free_week_days.{row}.charge_day", f"Rent-free week {row + 1}"
            if self.rent_charge_day and week.charge_day.weekday() != self.rent_charge_day.weekday:
                found.append(
                    Problem(
                        name,
                        f"{words}: {long_date(week.charge_day)} is not a "
                        f"{self.rent_charge_day.label}, the day rent is charged",
                    )
                )
            if week in self.rent_free_week_days[:row]:
                found.append(
                    Problem(name, f"{words}: {long_date(week.charge_day)} is listed twice")
                )
            if week.charge_day < add_months(min(self.first_payment, self.case_date), -12):
                found.append(
                    Problem(
                        name,
                        f"{words}: {long_date(week.charge_day)} is more than a year before the "
                        "plan. Check the year, or take the week out",
                    )
                )
            year = next_rent_year(week.charge_day)
            in_year[year] = in_year.get(year, 0) + 1
        if max(in_year.values(), default=0) > self.rent_free_weeks:
            found.append(
                Problem(
                    "rent_free_weeks",
                    "Rent-free weeks: more weeks are listed below for one rent year than this. "
                    "Enter how many there are in a year",
                )
            )
        if self.catch_up_in_rent_free_weeks is YesNo.YES and not self.rent_free_week_days:
            found.append(
                Problem(
                    "rent_free_week_days",
                    "Rent-free weeks during the plan: enter the weeks the tenant will pay in, each "
                    "by the day its rent would have been charged",
                )
            )
        return found

    def other_problems(self) -> list[Problem]:
        """An offer that cannot be paid as described."""
        frequencies = [("offer_frequency", self.offer_frequency, "How often it is paid")]
        frequencies += [
            (f"other_offers.{row}.frequency", other.frequency, f"Other offer {row + 1}: how often")
            for row, other in enumerate(self.other_offers)
        ]
        found = [
            Problem(
                name,
                f"{label} must be every week, every 2 weeks, every 4 weeks or every calendar month",
            )
            for name, frequency, label in frequencies
            if frequency is Frequency.ANNUAL
        ]
        if self.lump_sum is not None and self.lump_sum >= self.arrears:
            found.append(
                Problem(
                    "lump_sum",
                    f"Lump sum must be less than the arrears, {pounds(self.arrears)}: a lump sum "
                    "that clears them needs no plan",
                )
            )
        return found


def on_or_after(start: dt.date) -> str:
    """How a date must stand to the tenancy's start."""
    return f"the same as or after the tenancy start date, {long_date(start)}"


class Payment(Frozen):
    """One line of the schedule."""

    number: int | None = part("Payment", row_header=True)
    due_on: dt.date = part("Due")
    pay_on: dt.date | None = part("Pay on")
    amount: Decimal = part("Amount", unit="GBP")
    rent_part: Decimal | None = part("Of it, rent", unit="GBP")
    balance_after: Decimal = part("Arrears after it", unit="GBP")
    rent_since: Decimal | None = part(
        "Rent charged since the payment before", unit="GBP", if_none="Open"
    )
    note: str = part("Note")


class PastPayment(Frozen):
    """One payment that fell due before the day of the new plan."""

    due_on: dt.date = part("Due", row_header=True)
    amount: Decimal = part("Amount due", unit="GBP")
    paid: Decimal = part("Paid", unit="GBP")
    balance_after: Decimal = part("Arrears after it", unit="GBP")
    note: str = part("Note")


class OfferCompared(Frozen):
    """One offer beside the others."""

    offer: str = part("Offer", row_header=True)
    number_of_payments: int = part("Payments", unit="number")
    last_amount: Decimal = part("Last payment", unit="GBP")
    clears_on: dt.date = part("Clears on")
    months: int = part("Months", unit="number")
    a_month: Decimal = part("A month", unit="GBP")
    total_paid: Decimal = part("Total paid", unit="GBP")
    minimum_offer: Outcome = part("Meets the minimum offer")
    usual_length: Outcome = part("Within the usual longest plan")
    review: Outcome = part("Needs review first")


class HeavierMonth(Frozen):
    """A month in which more payments fall than usual."""

    month: str = part("Month", row_header=True)
    payments: int = part("Payments", unit="number")
    total: Decimal = part("Total", unit="GBP")


class RentMonth(Frozen):
    """A month's rent beside a month's Universal Credit."""

    month: str = part("Month", row_header=True)
    charges: int = part("Charge days", unit="number")
    charged: Decimal = part("Rent charged", unit="GBP")
    universal_credit: Decimal = part("Universal Credit for rent", unit="GBP")
    difference: Decimal = part("Universal Credit less rent", unit="GBP")
    running: Decimal = part("Running difference", unit="GBP")


RENT = "Rent beside the plan"
CREDIT = "Universal Credit beside the plan"
CHECKS = "Checks against the policy"
SO_FAR = "The plan so far"
SCHEDULE = "Payments"


class RepaymentPlanResult(CalculatorResult):
    """The schedule, when it ends, the rent beside it, and how it stands against the policy."""

    clears: Outcome = part("Does the plan clear the arrears?")
    clears_on: dt.date | None = part("Arrears clear on")
    each_payment: str = part("Each payment")
    number_of_payments: int | None = part("Number of payments", unit="number")
    last_amount: Decimal | None = part("Last payment", unit="GBP")
    total_paid: Decimal | None = part("Total paid towards the arrears", unit="GBP")
    a_month: Decimal | None = part("The same as", unit="GBP/month")
    months: int | None = part("Length, first payment to last", unit="months")
    rent_included: Decimal | None = part("Rent in each payment now", unit="GBP")

    usual_length: Outcome = part("Within the usual longest plan", section=CHECKS)
    review: Outcome = part("Needs review before it is agreed", section=CHECKS)
    minimum_offer: Outcome = part("Meets the minimum offer", section=CHECKS)
    broken: Outcome | None = part("Broken, as the policy says it", section=CHECKS)

    history: tuple[PastPayment, ...] = part("Payments due so far", section=SO_FAR)
    missed_total: Decimal | None = part("Not paid so far", unit="GBP", section=SO_FAR)

    chart: BalanceChart | None = part("Arrears after each payment", section=SCHEDULE)
    payments: tuple[Payment, ...] = part(
        "Every payment",
        section=SCHEDULE,
        in_note=False,
        hint="Rent on the first line is counted from the date of this plan.",
    )
    not_working_days: tuple[str, ...] = part(
        "Payment days that are not working days", section=SCHEDULE
    )
    heavier_months: tuple[HeavierMonth, ...] = part(
        "Months with an extra payment",
        section=SCHEDULE,
        hint="Months in which one more payment is made than in most months.",
    )

    rent_now: str = part("Rent now", section=RENT)
    rent_changes_on: dt.date | None = part("Rent changes on", section=RENT)
    new_rent: str | None = part("Rent from then", section=RENT)
    balance_at_change: Decimal | None = part("Arrears left on that day", unit="GBP", section=RENT)
    rent_open_from: dt.date = part("Rent not known from", section=RENT)
    tenant_pays: str = part("Rent for the tenant to pay now", section=RENT)

    uc_monthly: Decimal | None = part(
        "Universal Credit for this rent", unit="GBP/month", section=CREDIT
    )
    uc_monthly_after: Decimal | None = part(
        "Universal Credit for the new rent", unit="GBP/month", section=CREDIT
    )
    uc_year: str | None = part("Over a year", section=CREDIT)
    rent_months: tuple[RentMonth, ...] = part(
        "Weekly rent against monthly Universal Credit",
        section=CREDIT,
        in_note=False,
        hint="By calendar month. A tenant's Universal Credit month may begin on another day.",
    )

    compared: tuple[OfferCompared, ...] = part("Offers side by side", section="Other offers")
