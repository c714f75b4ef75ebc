"""What we ask before rent or arrears are taken from benefit, and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.core import catalogue, doubts, household
from calculators.core.breathing_space import SPACES, Protection
from calculators.core.calendar import add_months
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.money import nearest_penny
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency, converted
from calculators.core.plausible import MOST_SUPPORTED_RENT, help_beyond_rent, unlikely_rent
from calculators.core.questions import AskedModel, CalculatorInput, question, same_question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import counted, long_date, pounds, with_unit
from calculators.next_step import NextStepInput
from calculators.next_step.models import NOT_A_SPACE, BreathingSpace
from calculators.repayment_plan.models import Household

AWARD, GROUNDS = "The benefit", "Why we would ask"
OTHERS, PLAN = "What is taken already", "The repayment plan"
UC = {"benefit": ("universal-credit",)}
MOST_A_MONTH = Decimal("10000.00")
#: More pay than this in a month is more likely a year's.
MOST_PAY = Decimal("10000.00")
#: A period that began so many months ago ended a month ago or more: a newer one has ended since.
OLD_PERIOD = 3


class Benefit(Choice):
    """The benefit that rent or arrears would be taken from."""

    UNIVERSAL_CREDIT = ("universal-credit", "Universal Credit")
    PENSION_CREDIT = ("pension-credit", "Pension Credit")
    NEITHER = ("neither", "Neither of these")
    NOT_KNOWN = ("not-known", "Not known yet")


class Taken(Choice):
    """What a deduction is for, in the order the law takes them from Universal Credit.

    Source:
        Universal Credit etc. (Claims and Payments) Regulations 2013 (SI 2013/380), Sch. 6 para. 5;
        what stands outside that list is taken before it.
    """

    FRAUD_PENALTY = ("fraud-penalty", "Fraud penalty")
    SANCTION = ("sanction", "Sanction")
    CHILD_MAINTENANCE = ("child-maintenance", "Child maintenance")
    ADVANCE = ("advance", "Advance of Universal Credit")
    HOUSING_COSTS = ("owner-housing-costs", "Housing costs of an owner")
    FUEL = ("fuel", "Gas or electricity")
    COUNCIL_TAX = ("council-tax", "Council Tax")
    FINES = ("fines", "Court fines")
    WATER = ("water", "Water")
    SOCIAL_FUND = ("social-fund", "Social fund payments")
    HARDSHIP = ("hardship-payments", "Recoverable hardship payments")
    PENALTIES = ("penalties", "Penalties in place of prosecution")
    FRAUD_OVERPAYMENT = ("fraud-overpayments", "Benefit overpaid through fraud")
    CIVIL_PENALTIES = ("civil-penalties", "Civil penalties")
    OVERPAYMENT = ("overpayments", "Other benefit overpaid, tax credits too")
    INTEGRATION_LOAN = ("integration-loans", "Integration loans")
    ELIGIBLE_LOAN = ("eligible-loans", "Loans from a credit union or the like")


#: Taken before the list of Sch. 6 para. 5 begins.
OUTSIDE_THE_LIST = (
    Taken.FRAUD_PENALTY,
    Taken.SANCTION,
    Taken.CHILD_MAINTENANCE,
    Taken.ADVANCE,
)
#: Ahead of the first tenth for rent arrears.
BEFORE_RENT = (*OUTSIDE_THE_LIST, Taken.HOUSING_COSTS)
#: Paid over to somebody other than the Department: these are limited in number.
THIRD_PARTY = (
    Taken.HOUSING_COSTS,
    Taken.FUEL,
    Taken.COUNCIL_TAX,
    Taken.FINES,
    Taken.WATER,
    Taken.INTEGRATION_LOAN,
    Taken.ELIGIBLE_LOAN,
)


class OtherDeduction(AskedModel):
    """One deduction that is taken from the award already."""

    taken_for: Taken = question("What for", if_missing="Choose what the deduction is for")
    amount: Money = question(
        "Amount a month",
        unit="GBP/month",
        gt=0,
        le=MOST_A_MONTH,
        hint="As the statement shows it, for arrears or the debt itself.",
        if_missing="Enter the amount a month, like 21.25",
    )


class DeductionsAndManagedPaymentsInput(CalculatorInput):
    """The account, the benefit, why we would ask, and what is taken already."""

    beside_the_point = (
        (
            "benefit",
            (
                "household",
                "last_earnings",
                "work_allowance",
                "keeps_underpaying",
                "needs_protection",
            ),
        ),
    )

    case_date: Date = catalogue.case_date()
    arrears: Money = catalogue.arrears(
        hint="Rent arrears only, without recharges and court costs, like 846.20. 0 if there are "
        "none: rent can be paid to us to protect the tenant, whatever is owed.",
        gt=None,
        ge=0,
    )
    rent: Money = catalogue.rent_amount()
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks()

    benefit: Benefit = question(
        "Which benefit does the tenant get?",
        group=AWARD,
        if_missing="Choose the benefit, or that it is not known yet",
    )
    uc_has_housing: YesNoNotKnown = question(
        "Is there an amount for rent in the award?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=AWARD,
        hint="Yes too if Housing Benefit pays the rent of specified or temporary accommodation.",
        why="Without it neither rent nor arrears can be taken from Universal Credit.",
        shown_when=UC,
    )
    uc_housing_amount: Money | None = question(
        "Universal Credit for rent, a month",
        default=None,
        group=AWARD,
        unit="GBP/month",
        ge=0,
        le=MOST_A_MONTH,
        hint="From the award, after a bedroom reduction and contributions. Empty if not known.",
        shown_when=UC,
    )
    uc_payment: Money | None = question(
        "Universal Credit paid in the last month",
        default=None,
        group=AWARD,
        unit="GBP/month",
        ge=0,
        le=MOST_A_MONTH,
        hint="The whole award for the month. Leave empty if not known.",
        why="A managed payment is never more than the award.",
        shown_when=UC,
    )
    assessment_period_start: Date | None = household.assessment_period_start(
        needed=False,
        group=AWARD,
        hint="From the statement in the tenant's online account. Empty if not known.",
        shown_when=UC,
    )
    household: Household = question(
        "Who is the household?",
        default=Household.NOT_KNOWN,
        group=AWARD,
        why="Deductions are a share of the standard allowance, which depends on this.",
        shown_when=UC,
    )
    last_earnings: Money | None = question(
        "Earnings in the last assessment period",
        default=None,
        group=AWARD,
        unit="GBP",
        ge=0,
        le=100_000,
        hint="Take-home pay of the tenant and a partner together. 0 if there was none.",
        why="While earnings are above the work allowance, no deduction for arrears can begin.",
        shown_when=UC,
    )
    work_allowance: YesNoNotKnown = question(
        "Responsible for a child, or found to have limited capability for work?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=AWARD,
        hint="The tenant or a partner.",
        why="Only these households have a work allowance.",
        shown_when=UC,
    )

    arrears_for_this_home: YesNoNotKnown = question(
        "Are the arrears for the home the tenant lives in now?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=GROUNDS,
    )
    keeps_underpaying: YesNoNotKnown = question(
        "Has rent been left short again and again?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=GROUNDS,
        shown_when=UC,
    )
    needs_protection: YesNoNotKnown = question(
        "Is there a reason the tenant struggles to manage rent money?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=GROUNDS,
        hint="Such as poor health, addiction, debt, violence at home, or a time without a home.",
        shown_when=UC,
    )
    paid_to_us_already: YesNoNotKnown = question(
        "Is the rent part of the award paid to us already?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=GROUNDS,
        shown_when=UC,
    )
    told_and_heard: YesNoNotKnown = question(
        "Has the tenant been told what we want to ask for, and been heard?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=GROUNDS,
        why="The Department must hear the tenant before it decides. Telling them first is fair, "
        "and often brings a plan instead.",
    )

    breathing_space: BreathingSpace = same_question(
        NextStepInput,
        "breathing_space",
        default=BreathingSpace.NOT_KNOWN,
        group=GROUNDS,
        why="Arrears it covers must not be chased.",
    )
    insolvency: YesNoNotKnown = same_question(
        NextStepInput, "insolvency", default=YesNoNotKnown.NOT_KNOWN, group=GROUNDS
    )
    protection: Protection | None = same_question(NextStepInput, "protection", group=GROUNDS)

    other_deductions_known: YesNoNotKnown = question(
        "Do you know what else is taken from the award?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=OTHERS,
        hint="Yes if you have the statement, even if it shows nothing else.",
        shown_when=UC,
    )
    other_deductions: tuple[OtherDeduction, ...] = question(
        "Deductions from the award",
        default=(),
        group=OTHERS,
        row="Deduction",
        max_rows=12,
        shown_when=UC | {"other_deductions_known": ("yes",)},
    )

    plan_amount: Money | None = question(
        "Repayment plan: amount each time",
        default=None,
        group=PLAN,
        unit_from="plan_frequency",
        ge=0,
        le=MOST_A_MONTH,
        hint="What the tenant pays towards the arrears now. Leave empty if there is no plan.",
    )
    plan_frequency: Frequency = question(
        "Repayment plan: how often",
        default=Frequency.MONTHLY,
        group=PLAN,
    )

    amounts_checked: YesNo = doubts.amounts_checked()

    def doubts(self) -> Iterator[Doubt]:
        """A rent or pay that looks like another period's, and help or a plan far above the rent."""
        yield from unlikely_rent(
            self.rent, self.rent_frequency, least=None, most=MOST_SUPPORTED_RENT
        )
        if self.uc_housing_amount is not None:
            yield from help_beyond_rent(
                "uc_housing_amount",
                self.uc_housing_amount,
                Frequency.MONTHLY,
                self.rent,
                self.rent_frequency,
            )
        if self.last_earnings is not None and self.last_earnings > MOST_PAY:
            yield doubts.doubt(
                "last_earnings",
                f"{pounds(self.last_earnings)} in one assessment period",
                f"It is more than {pounds(MOST_PAY)} a month",
                "A year's pay may have been entered. Check the amount",
            )
        if self.plan_amount is not None and self.arrears:
            rent = nearest_penny(converted(self.rent, self.rent_frequency, self.plan_frequency))
            if self.plan_amount > rent + self.arrears:
                yield doubts.doubt(
                    "plan_amount",
                    with_unit(self.plan_amount, self.plan_frequency.unit),
                    f"It is more than the rent for that time, {pounds(rent)}, and all the arrears "
                    "together",
                    "Check the amount and how often it is paid",
                )

    def problems(self) -> list[Problem]:
        """Facts that do not fit together."""
        found = []
        start = self.assessment_period_start
        if start is not None and add_months(start, OLD_PERIOD) <= self.case_date:
            found.append(
                Problem(
                    "assessment_period_start",
                    f"Assessment period starts: {long_date(start)} is "
                    f"{counted(OLD_PERIOD, 'month')} or more before {long_date(self.case_date)}. "
                    "Enter the start of the newest one",
                )
            )
        if start is not None and start > self.case_date:
            found.append(
                Problem(
                    "assessment_period_start",
                    "Assessment period starts must be on or before the date the answer is for, "
                    f"{long_date(self.case_date)}",
                )
            )
        if (
            self.uc_has_housing is YesNoNotKnown.NO
            and self.uc_housing_amount is not None
            and self.uc_housing_amount > 0
        ):
            found.append(
                Problem(
                    "uc_housing_amount",
                    "Universal Credit for rent must be empty or 0 where there is no amount for "
                    "rent in the award. Change one of the two answers",
                )
            )
        if self.protection in SPACES:
            found.append(Problem("protection", NOT_A_SPACE))
        if not self.arrears and self.benefit is Benefit.PENSION_CREDIT:
            found.append(
                Problem(
                    "arrears",
                    "Arrears must be more than £0.00: from Pension Credit only arrears can be "
                    "taken",
                )
            )
        seen: set[Taken] = set()
        for number, row in enumerate(self.other_deductions):
            if row.taken_for in seen and row.taken_for in THIRD_PARTY:
                found.append(
                    Problem(
                        f"other_deductions.{number}.taken_for",
                        f"Deduction {number + 1}: {row.taken_for.label} is entered twice. Add the "
                        "two up, or choose what the second is for",
                    )
                )
            seen.add(row.taken_for)
        return found


class DeductionTaken(Frozen):
    """One deduction in the order it is taken, and what is left of the limit."""

    taken_for: str = part("In this order", row_header=True)
    amount: Decimal = part("Asked for", unit="GBP/month")
    taken: Decimal = part("Taken", unit="GBP/month")
    room: Decimal = part("Left under the limit", unit="GBP/month")


class WayToClear(Frozen):
    """How long the arrears take to clear in one way."""

    way: str = part("Way", row_header=True)
    amount: Decimal = part("Amount", unit="GBP")
    every: str = part("How often")
    payments: int = part("Payments")
    last: Decimal = part("Last payment", unit="GBP")


MANAGED, ARREARS = "Rent paid to us", "A deduction for the arrears"
TIME, TOGETHER = "How long the arrears take", "With the repayment plan"


class DeductionsAndManagedPaymentsResult(CalculatorResult):
    """Whether to ask for a managed payment and for a deduction, and what each brings."""

    months_of_rent: str = part("Arrears in months of rent")
    managed_payment: Outcome | None = part(
        "Ask for rent to be paid to us?", section=MANAGED, default=None
    )
    managed_amount: Decimal | None = part(
        "Paid to us a month", unit="GBP/month", section=MANAGED, default=None
    )
    left_to_pay: Decimal | None = part(
        "Rent the tenant still pays", unit="GBP/month", section=MANAGED, default=None
    )
    deduction: Outcome | None = part("Ask for a deduction?", section=ARREARS, default=None)
    standard_allowance: Decimal | None = part(
        "Standard allowance", unit="GBP/month", section=ARREARS, default=None
    )
    least_deduction: Decimal | None = part(
        "Least for rent arrears", unit="GBP/month", section=ARREARS, default=None
    )
    overall_limit: Decimal | None = part(
        "Limit for all deductions together", unit="GBP/month", section=ARREARS, default=None
    )
    most_deduction: Decimal | None = part(
        "Most for rent arrears under the limit", unit="GBP/month", section=ARREARS, default=None
    )
    above_limit: Outcome | None = part(
        "Can it go above the limit as a last resort?", section=ARREARS, default=None
    )
    order: tuple[DeductionTaken, ...] = part(
        "Deductions in the order they are taken", section=ARREARS, default=()
    )
    weekly_deduction: Decimal | None = part(
        "From Pension Credit", unit="GBP/week", section=ARREARS, default=None
    )
    ways: tuple[WayToClear, ...] = part("Time to clear the arrears", section=TIME, default=())
    plan_monthly: Decimal | None = part(
        "The plan by the month", unit="GBP/month", section=TOGETHER, default=None
    )
    plan_and_least: Decimal | None = part(
        "Plan and least deduction together", unit="GBP/month", section=TOGETHER, default=None
    )
    plan_and_most: Decimal | None = part(
        "Plan and most deduction together", unit="GBP/month", section=TOGETHER, default=None
    )
