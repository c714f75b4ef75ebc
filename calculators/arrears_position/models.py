"""What the arrears position asks and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Self

from calculators.breathing_space.models import OtherProtection
from calculators.core import catalogue, doubts
from calculators.core.breathing_space import Protection
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome
from calculators.core.periods import ChargeDay, Frequency, annual_amount
from calculators.core.plausible import MOST_SUPPORTED_RENT, unlikely_rent
from calculators.core.questions import CalculatorInput, question, same_question
from calculators.core.reading import Date, LongText, Money, WholeNumber
from calculators.core.results import BalanceChart, CalculatorResult, part
from calculators.core.statement import RentStatement, read_statement
from calculators.core.tenancies import Tenure
from calculators.core.trace import Frozen
from calculators.core.wording import long_date, pounds, with_unit
from calculators.next_step.facts import LastDone
from calculators.next_step.models import (
    PASSED_BY,
    BreathingSpace,
    CourtDecision,
    NextStepInput,
    NoticeReview,
    PlanNow,
    PossibleStep,
    Record,
    TermsNow,
    impossible_dates,
)

NOT_RENT = "Recharges and court costs in that balance"
DIRECT_DEBIT = "Direct Debit on its way"
LAST_PAYMENT = "Last payment"
STATEMENT = "Paste the rent statement"
NEXT = "For the next step"

BENEFIT = (
    HelpWithRent.UC_TO_TENANT,
    HelpWithRent.UC_MANAGED_PAYMENT,
    HelpWithRent.HOUSING_BENEFIT,
)
UNIVERSAL_CREDIT = (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)
WITH_BENEFIT = {"help_with_rent": tuple(each.value for each in BENEFIT)}
MAY_HAVE_BENEFIT = {"help_with_rent": (*WITH_BENEFIT["help_with_rent"], "not-known")}
WITH_TENANCY = {"tenure": tuple(each.value for each in Tenure if each is not Tenure.OTHER)}

#: An amount further from the rent than this is asked about before it is used: a weekly figure
#: typed as a monthly one, or pence for pounds.
MOST_YEARS_OWED = 4
MOST_TIMES_THE_RENT = 2
#: A payment covers a year at most, and is expected within one.
A_YEAR = dt.timedelta(days=366)


def asked_next(name: str, **own: Any) -> Any:
    """A question of the next step, asked here with the rest of its facts."""
    return same_question(NextStepInput, name, **({"group": NEXT} | own))


class ArrearsPositionInput(CalculatorInput):
    """One rent account on one day: its balance, what is on its way, and where the case stands."""

    # A statement holds the balance, so it need not be typed too.
    answered_by: ClassVar = {"account_balance": "statement"}
    beside_the_point = (
        ("rent_frequency", ("rent_charge_day", "rent_charge_date")),
        ("tenure", ()),
        ("last_done", PASSED_BY),
        ("help_with_rent", ("evidence_given", "claim_likely", "rest_paid")),
    )

    case_date: Date = catalogue.case_date()
    account_balance: Money | None = question(
        "Balance on the rent account",
        default=None,
        hint="As the account shows it, like 846.20. Put a minus before a credit. Leave empty if "
        "you paste the rent statement.",
        group=catalogue.THE_CASE,
        unit="GBP",
        if_missing="Enter the balance on the rent account, like 846.20, or paste the statement",
        ge=-catalogue.MOST_ARREARS,
        le=catalogue.MOST_ARREARS,
    )

    rent: Money = catalogue.rent_amount()
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_charge_day: ChargeDay | None = catalogue.rent_charge_day(
        hint="Leave empty if you do not know. Most rent accounts use Monday.",
        shown_when={"rent_frequency": (Frequency.WEEKLY.value,)},
        why="Rent is charged ahead, so the day says up to when it has been charged.",
    )
    rent_charge_date: Date | None = catalogue.rent_charge_date(
        shown_when={"rent_frequency": ("fortnightly", "four-weekly", "monthly", "annual")},
        why="Rent is charged ahead, so the day says up to when it has been charged.",
    )

    help_with_rent: HelpWithRent = catalogue.help_with_rent()
    benefit_next_on: Date | None = question(
        "Day the next benefit payment is due",
        default=None,
        hint="From the payment schedule, or the tenant's journal. Leave empty if not known.",
        group=catalogue.THE_RENT,
        shown_when=WITH_BENEFIT,
    )
    benefit_next_amount: Money | None = question(
        "How much of that payment is for rent",
        default=None,
        hint="After any bedroom reduction or contribution, like 487.50. Leave empty if not known.",
        group=catalogue.THE_RENT,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_RENT,
        shown_when=WITH_BENEFIT,
    )
    benefit_covers_from: Date | None = question(
        "First day that payment is for",
        default=None,
        hint="For Universal Credit, the first day of the assessment period. Leave empty if not "
        "known.",
        group=catalogue.THE_RENT,
        shown_when=WITH_BENEFIT,
        why="Benefit is paid after the days it is for, and rent is charged before them. The days "
        "say how much of what is owed is only waiting for benefit.",
    )
    benefit_covers_to: Date | None = question(
        "Last day that payment is for",
        default=None,
        hint="For Universal Credit, the last day of the assessment period. Leave empty if not "
        "known.",
        group=catalogue.THE_RENT,
        shown_when=WITH_BENEFIT,
    )

    recharges: Money = question(
        "Recharges in that balance",
        default=ZERO,
        hint="Repairs recharged and other debts that are not rent. 0 if they are on an account of "
        "their own.",
        group=NOT_RENT,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
        why="A claim on rent grounds, weeks of rent and deductions from benefit count rent only.",
    )
    court_costs: Money = question(
        "Court costs in that balance",
        default=ZERO,
        hint="Fees and costs the court has ordered. 0 if there are none in that balance.",
        group=NOT_RENT,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
    )

    direct_debit_on: Date | None = question(
        "Day the next Direct Debit is taken",
        default=None,
        hint="Leave empty if there is none.",
        group=DIRECT_DEBIT,
    )
    direct_debit_amount: Money | None = question(
        "How much it takes for rent",
        default=None,
        hint="Leave out any part of it that pays off arrears under a plan, like 112.50",
        group=DIRECT_DEBIT,
        unit="GBP",
        gt=Decimal("0.00"),
        le=catalogue.MOST_RENT,
    )

    last_payment_on: Date | None = question(
        "Day of the last payment",
        default=None,
        hint="Any payment to the rent account. Leave empty if not known.",
        group=LAST_PAYMENT,
    )
    last_payment_amount: Money | None = question(
        "Amount of the last payment",
        default=None,
        hint="Like 100.00. Leave empty if not known.",
        group=LAST_PAYMENT,
        unit="GBP",
        gt=Decimal("0.00"),
        le=catalogue.MOST_ARREARS,
    )

    statement: LongText | None = question(
        "Rent statement",
        default=None,
        hint="From a spreadsheet or a file, one line for each charge or payment: date, "
        "description, debit, credit, balance. A first line may name the columns.",
        group=STATEMENT,
    )

    tenure: Tenure | None = asked_next("tenure", default=None, if_missing="")
    social_housing: YesNoNotKnown = asked_next("social_housing")
    last_done: LastDone | None = asked_next(
        "last_done", default=None, if_missing="", shown_when=WITH_TENANCY
    )
    missed_payment_on: Date | None = asked_next("missed_payment_on")
    contact_tried_on: Date | None = asked_next("contact_tried_on")
    contact_on: Date | None = asked_next("contact_on")
    first_letter_on: Date | None = asked_next("first_letter_on")
    second_letter_on: Date | None = asked_next("second_letter_on")
    interview_on: Date | None = asked_next("interview_on")
    visit_on: Date | None = asked_next("visit_on")
    notice_served_on: Date | None = asked_next("notice_served_on")
    notice_specified_date: Date | None = asked_next("notice_specified_date")
    trial_ends_on: Date | None = asked_next("trial_ends_on")
    pre_court_letter_on: Date | None = asked_next("pre_court_letter_on")
    claim_issued_on: Date | None = asked_next("claim_issued_on")
    hearing_on: Date | None = asked_next("hearing_on")
    hearing_letter_on: Date | None = asked_next("hearing_letter_on")
    order_on: Date | None = asked_next("order_on")
    order_letter_on: Date | None = asked_next("order_letter_on")
    warrant_on: Date | None = asked_next("warrant_on")
    eviction_notice_on: Date | None = asked_next("eviction_notice_on")
    eviction_on: Date | None = asked_next("eviction_on")
    final_interview_on: Date | None = asked_next("final_interview_on")
    eviction_review_on: Date | None = asked_next("eviction_review_on")
    evicted_on: Date | None = asked_next("evicted_on")
    account_closed_on: Date | None = asked_next("account_closed_on")
    plan: PlanNow = asked_next("plan")
    plan_warning_on: Date | None = asked_next("plan_warning_on")
    court_decision: CourtDecision = asked_next("court_decision")
    possession_date: Date | None = asked_next("possession_date")
    court_terms: TermsNow = asked_next("court_terms")
    payments_missed: WholeNumber | None = asked_next("payments_missed")
    breach_letter_on: Date | None = asked_next("breach_letter_on")
    eviction_agreed: YesNoNotKnown = asked_next("eviction_agreed")
    breathing_space: BreathingSpace | None = asked_next("breathing_space", shown_when=WITH_TENANCY)
    breathing_space_started_on: Date | None = asked_next("breathing_space_started_on")
    breathing_space_ended_on: Date | None = asked_next("breathing_space_ended_on")
    insolvency: YesNoNotKnown | None = asked_next("insolvency", shown_when=WITH_TENANCY)
    protection: Protection | None = asked_next("protection")
    order_made_on: Date | None = asked_next("order_made_on")
    further_protection: YesNoNotKnown | None = asked_next(
        "further_protection", shown_when=WITH_TENANCY
    )
    other_protections: tuple[OtherProtection, ...] = asked_next("other_protections")
    evidence_given: YesNoNotKnown = asked_next(
        "evidence_given", shown_when=MAY_HAVE_BENEFIT | WITH_TENANCY
    )
    claim_likely: YesNoNotKnown = asked_next(
        "claim_likely", shown_when=MAY_HAVE_BENEFIT | WITH_TENANCY
    )
    rest_paid: YesNoNotKnown = asked_next("rest_paid", shown_when=MAY_HAVE_BENEFIT | WITH_TENANCY)
    vulnerability_record: Record = asked_next("vulnerability_record")
    complaint: YesNoNotKnown = asked_next("complaint")
    notice_review: NoticeReview = asked_next("notice_review")

    amounts_checked: YesNo = doubts.amounts_checked()

    @cached_property
    def as_read(self) -> tuple[RentStatement | None, tuple[str, ...]]:
        """The statement as it reads, or what is wrong with it; neither if none was pasted."""
        return (None, ()) if self.statement is None else read_statement(self.statement)

    def model_copy(self, **changes: Any) -> Self:
        """A copy that reads its own answers."""
        copied = super().model_copy(**changes)
        for name in ("as_read", "next_step_facts"):
            copied.__dict__.pop(name, None)
        return copied

    def problems(self) -> list[Problem]:
        """What does not fit together, each with how to put it right."""
        return [
            *self.rent_problems(),
            *self.benefit_problems(),
            *self.payment_problems(),
            *self.statement_problems(),
            *self.next_step_problems(),
        ]

    def doubts(self) -> Iterator[Doubt]:
        """A rent for another period, a balance or benefit far above it, and rent paid in."""
        yield from unlikely_rent(
            self.rent, self.rent_frequency, least=None, most=MOST_SUPPORTED_RENT
        )
        year = annual_amount(self.rent, self.rent_frequency)
        if self.account_balance is not None and self.account_balance > MOST_YEARS_OWED * year:
            yield doubts.doubt(
                "rent",
                with_unit(self.rent, self.rent_frequency.unit),
                f"The balance is more than {MOST_YEARS_OWED} years of that rent",
                "Check the rent, how often it is charged, and the balance",
            )
        first, last = self.benefit_covers_from, self.benefit_covers_to
        if self.benefit_next_amount and first is not None and last is not None:
            days = (last - first).days + 1
            if days > 0 and self.benefit_next_amount > MOST_TIMES_THE_RENT * year * days / 364:
                yield doubts.doubt(
                    "benefit_next_amount",
                    f"{pounds(self.benefit_next_amount)} for {long_date(first)} to "
                    f"{long_date(last)}",
                    "It is more than twice the rent for those days",
                    "Enter the part for rent, and check the days",
                )
        read, _ = self.as_read
        if read is not None and read.minus_is_owed:
            entries = [each for each in read.entries if each.day <= self.case_date]
            charges = {each.charge for each in entries}
            if self.rent in {each.payment for each in entries} - charges:
                yield doubts.doubt(
                    "statement",
                    f"a payment of {pounds(self.rent)}",
                    "It is as much as the rent, and no charge is",
                    "If debit and credit are the wrong way round, change the names of the two "
                    "columns over. Check the rent too",
                    called="Rent statement",
                )

    def rent_problems(self) -> list[Problem]:
        """A charge date that says nothing of this year."""
        found = []
        if self.rent_charge_date and abs(self.rent_charge_date - self.case_date) > A_YEAR:
            found.append(
                Problem(
                    "rent_charge_date",
                    "A date rent is charged must be within a year of the date the answer is for, "
                    f"{long_date(self.case_date)}",
                )
            )
        return found

    def benefit_problems(self) -> list[Problem]:
        """Benefit dates that cannot be."""
        found = []
        due, first, last = self.benefit_next_on, self.benefit_covers_from, self.benefit_covers_to
        if due is not None and due < self.case_date:
            found.append(
                Problem(
                    "benefit_next_on",
                    "Day the next benefit payment is due must be on or after the date the answer "
                    f"is for, {long_date(self.case_date)}. If it came, enter the one after it; if "
                    "it is late, enter the day it is now expected",
                )
            )
        if first is not None and last is not None and not first <= last <= first + A_YEAR:
            found.append(
                Problem(
                    "benefit_covers_to",
                    "Last day that payment is for must be on or after its first day, "
                    f"{long_date(first)}, and no more than a year after it",
                )
            )
            return found
        paid_after = self.help_with_rent in UNIVERSAL_CREDIT
        if paid_after and due is not None and last is not None and last >= due:
            found.append(
                Problem(
                    "benefit_covers_to",
                    "Last day that payment is for must be before the day it is due, "
                    f"{long_date(due)}: Universal Credit is paid after the month it is for",
                )
            )
        return found

    def payment_problems(self) -> list[Problem]:
        """Half a Direct Debit, or payments on the wrong side of the day of the case."""
        found = []
        today = long_date(self.case_date)
        if self.direct_debit_on is not None and self.direct_debit_amount is None:
            found.append(Problem("direct_debit_amount", "Enter how much the Direct Debit takes"))
        if self.direct_debit_amount is not None and self.direct_debit_on is None:
            found.append(Problem("direct_debit_on", "Enter the day the Direct Debit is taken"))
        day = self.direct_debit_on
        if day is not None and not self.case_date <= day <= self.case_date + A_YEAR:
            found.append(
                Problem(
                    "direct_debit_on",
                    "Day the next Direct Debit is taken must be on or after the date the answer "
                    f"is for, {today}, and within a year of it",
                )
            )
        if self.last_payment_on is not None and self.last_payment_on > self.case_date:
            found.append(
                Problem(
                    "last_payment_on",
                    f"Day of the last payment must be on or before {today}, the date the answer "
                    "is for",
                )
            )
        return found

    def statement_problems(self) -> list[Problem]:
        """Lines that cannot be read, and a statement that contradicts what was typed."""
        read, wrong = self.as_read
        found = [Problem("statement", each) for each in wrong]
        if read is None:
            return found
        today = long_date(self.case_date)
        entries = [each for each in read.entries if each.day <= self.case_date]
        if not entries:
            first = long_date(read.entries[0].day)
            words = f"The statement starts on {first}, after the date the answer is for, {today}"
            return [Problem("statement", f"{words}. Check that date")]
        last = entries[-1]
        if self.account_balance is not None and self.account_balance != last.balance:
            found.append(
                Problem(
                    "account_balance",
                    f"The balance entered is {pounds(self.account_balance)}, and the statement "
                    f"comes to {pounds(last.balance)} on {long_date(last.day)}. Leave the balance "
                    "empty to use the statement's, or paste the newest statement",
                )
            )
        paid = next((each for each in reversed(entries) if each.payment > ZERO), None)
        given = (self.last_payment_on, self.last_payment_amount)
        if given == (None, None):
            return found
        is_there = any(
            each.payment > ZERO
            and given[0] in (None, each.day)
            and given[1] in (None, each.payment)
            and paid is not None
            and each.day == paid.day
            for each in entries
        )
        if not is_there:
            words = "shows no payment"
            if paid is not None:
                words = f"shows {pounds(paid.payment)} on {long_date(paid.day)} as the last payment"
            found.append(
                Problem(
                    "last_payment_on",
                    f"The statement {words}. Leave the last payment empty to use the statement's, "
                    "or paste the newest statement",
                )
            )
        return found

    @cached_property
    def next_step_facts(self) -> dict[str, Any]:
        """The answers that the next step asks for under the same names."""
        given = {name: getattr(self, name) for name in NEXT_STEP}
        return {name: value for name, value in given.items() if value is not None}

    def next_step_problems(self) -> list[Problem]:
        """Dates of the case that cannot be, as the next step would refuse them."""
        if self.tenure is None or self.last_done is None:
            return []
        return list(impossible_dates(self, self.case_date))


#: The questions that the next step asks under the same names.
NEXT_STEP = tuple(each for each in ArrearsPositionInput.asked if each in NextStepInput.asked)


class OnItsWay(Frozen):
    """One payment on its way, and how much of what is owed it pays."""

    what: str = part("Payment", row_header=True)
    due_on: dt.date | None = part("Due", if_none="Not known yet")
    amount: Decimal | None = part("Amount for rent", unit="GBP", if_none="Not known yet")
    pays: Decimal | None = part("Covers of what is owed", unit="GBP", if_none="Cannot tell yet")


class ThresholdRow(Frozen):
    """One threshold of the policy, and whether the arrears reach it."""

    name: str = part("Step", row_header=True)
    weeks: Decimal = part("From", unit="weeks of rent")
    amount: Decimal = part("At this rent", unit="GBP")
    reached: Outcome = part("Reached?")
    short_by: Decimal | None = part("Short by", unit="GBP", default=None)


class TrendRow(Frozen):
    """How the balance moved over so many weeks."""

    span: str = part("Over", row_header=True)
    since: dt.date = part("Since the end of")
    balance_then: Decimal | None = part("Balance then", unit="GBP", if_none="not in the statement")
    charged: Decimal | None = part("Charged", unit="GBP", default=None)
    paid: Decimal | None = part("Paid", unit="GBP", default=None)
    change: Decimal | None = part("Change", unit="GBP", default=None)
    trend: str = part("What is owed is", default="")


class StatementRow(Frozen):
    """One line of the statement as it was read."""

    day: dt.date = part("Date", row_header=True)
    description: str = part("Description")
    charge: Decimal | None = part("Charged", unit="GBP")
    payment: Decimal | None = part("Paid", unit="GBP")
    balance: Decimal = part("Balance", unit="GBP")


MADE_OF = "What the balance is made of"
WAITING = "Payments on their way"
WEEKS = "Thresholds in weeks of rent"
PAID = "Since the last payment"
READ = "The rent statement"
STEP = "The next step"


class ArrearsPositionResult(CalculatorResult):
    """Where the rent account stands: what is owed for rent, what is only timing, and what next."""

    rent_arrears: Decimal = part("Rent arrears", unit="GBP")
    rent_credit: Decimal | None = part("Rent paid ahead (credit)", unit="GBP")
    weeks_of_rent: Decimal = part("In weeks of rent", unit="weeks of rent")
    technical: Decimal | None = part(
        "Only timing (technical arrears)", unit="GBP", if_none="Cannot tell yet"
    )
    real: Decimal | None = part("Real arrears", unit="GBP", if_none="Cannot tell yet")
    real_weeks: Decimal | None = part("Real arrears in weeks of rent", unit="weeks of rent")
    only_timing: Outcome | None = part("Is all of it only timing?")
    daily_rate: Decimal | None = part("Daily rate of rent", unit="GBP/day")
    daily_rate_not_held: Outcome | None = part("Daily rate of rent")

    step: str | None = None
    step_title: str | None = part("Step", section=STEP)
    step_answer: str | None = part("Where the case stands", section=STEP)
    step_go_ahead: Outcome = part("Can it be done on this day?", section=STEP)
    step_not_before: dt.date | None = part("Not before", section=STEP)
    step_deadline: dt.date | None = part("Do it by", section=STEP)
    step_overdue_by: int | None = part("Overdue by", unit="days", section=STEP)
    step_who: str | None = part("Who does it", section=STEP)
    step_signs_off: str | None = part("Who agrees first, in this order", section=STEP)
    step_possible: tuple[PossibleStep, ...] = part("Steps it may be at", section=STEP)
    step_why: tuple[str, ...] = part("What brought the case here", section=STEP)
    step_missing: tuple[str, ...] = part(
        "Should have come before, and has no date yet", section=STEP
    )
    step_actions: tuple[str, ...] = part("Do for this step", section=STEP)

    balance: Decimal = part("Balance on the account", unit="GBP", section=MADE_OF)
    recharges: Decimal | None = part("Of it, recharges", unit="GBP", section=MADE_OF)
    court_costs: Decimal | None = part("Of it, court costs", unit="GBP", section=MADE_OF)
    rent_balance: Decimal = part("Left for rent", unit="GBP", section=MADE_OF)

    on_its_way: tuple[OnItsWay, ...] = part(
        "What each pays of the rent already charged",
        section=WAITING,
        hint="Benefit covers the days rent has been charged for. Days after those of the next "
        "payment are covered by the one that follows it, so more than one payment may count.",
    )
    charged_to: dt.date | None = part("Rent is charged up to", section=WAITING)
    counted: Decimal | None = part(
        "Rent arrears after benefit on its way",
        unit="GBP",
        section=WEEKS,
        if_none="Cannot tell yet",
    )
    thresholds: tuple[ThresholdRow, ...] = part(
        "What the policy counts from",
        section=WEEKS,
        hint="Rent only, after benefit on its way. A Direct Debit counts once it is paid.",
    )

    last_payment_on: dt.date | None = part("Last payment", section=PAID)
    last_payment_amount: Decimal | None = part("Amount", unit="GBP", section=PAID)
    days_since_payment: int | None = part("Days since", unit="days", section=PAID)
    charges_since_payment: int | None = part("Charges since", unit="charges", section=PAID)

    statement_from: dt.date | None = part("From", section=READ)
    statement_to: dt.date | None = part("To", section=READ)
    statement_lines: int | None = part("Lines", section=READ)
    statement_charged: Decimal | None = part("Charged", unit="GBP", section=READ)
    statement_paid: Decimal | None = part("Paid", unit="GBP", section=READ)
    chart: BalanceChart | None = part("Balance at the end of each day", section=READ)
    trend: tuple[TrendRow, ...] = part("How what is owed has moved", section=READ)
    months_without_payment: tuple[str, ...] = part("Months without a payment", section=READ)
    days_without_charge: tuple[str, ...] = part(
        "Charge days without a charge (rent-free, or missing)", section=READ
    )
    entries: tuple[StatementRow, ...] = part(
        "Every charge and payment", section=READ, in_note=False
    )
