"""What the affordability calculator asks and answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from calculators.affordability import checks
from calculators.affordability.lines import StatementLine, lines_of
from calculators.affordability.statement import (
    Employment,
    Heading,
    HomeTenure,
    Side,
    UniversalCreditEntered,
    WhyNothing,
)
from calculators.core import catalogue, doubts, household
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency, HowOften
from calculators.core.questions import AskedModel, CalculatorInput, question
from calculators.core.reading import Date, Money, PaidAmount, WholeNumber, Words
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen

WHO = "Who the money is for"
PRIORITY = "Priority debts, besides this rent"
OTHER_DEBTS = "Other debts"
SAVINGS = "Savings and what is owned"
VERY_LOW = "If nothing is spent on food, heating or clothing"
NOTES = "Notes"

WEEKLY = HowOften.WEEKLY.value
FOUR_WEEKLY = HowOften.FOUR_WEEKLY.value
YEARLY = HowOften.ANNUAL.value
WITH_PARTNER = {"partner": (YesNo.YES.value,)}
PAID_TO_US = (HelpWithRent.UC_MANAGED_PAYMENT.value,)
WITH_UC = (HelpWithRent.UC_TO_TENANT.value, *PAID_TO_US)
MOST_PEOPLE = household.MOST_PEOPLE
MOST_ROWS = 20


def line(label: str, heading: Heading, per: str = "", **about: Any) -> Any:
    """One line of the statement: an amount and how often; empty where nobody has said."""
    return question(label, default=None, group=heading.value, per=per, **about)


def number(label: str, **about: Any) -> Any:
    """How many people or things of one kind; none unless somebody says otherwise."""
    return question(label, default=0, ge=0, le=MOST_PEOPLE, group=WHO, **about)


class OtherLine(AskedModel):
    """A line of the statement that has no name of its own."""

    what: Words = question("What it is", if_missing="Say what it is, in a word or two")
    amount: PaidAmount = question("Amount", if_missing="Enter the amount, like 12.00")


class PriorityDebt(AskedModel):
    """A debt that can cost the household its home, its power or its freedom."""

    creditor: Words = question(
        "Owed to",
        hint="Such as council tax or the gas company.",
        if_missing="Say who it is owed to",
    )
    owed: Money | None = question(
        "Owed", default=None, unit="GBP", ge=0, hint="Leave empty if not known."
    )
    in_arrears: YesNoNotKnown = question("Behind with it?", default=YesNoNotKnown.YES)
    from_benefit: YesNo = question(
        "Taken from benefit already?",
        default=YesNo.NO,
        hint="Then it is out of the income already, and is not taken off again.",
    )
    payment: PaidAmount | None = question(
        "Paid towards it now",
        default=None,
        hint="Towards what is owed, beside this year's bills. 0 if nothing.",
        shown_when={"from_benefit": (YesNo.NO.value,)},
    )
    offer: PaidAmount | None = question(
        "Offered, if different",
        default=None,
        hint="Then this is counted instead.",
        shown_when={"from_benefit": (YesNo.NO.value,)},
    )


class OtherDebt(AskedModel):
    """A debt that is not a priority, such as a card, a catalogue or a loan."""

    creditor: Words = question(
        "Owed to", hint="The company, never a person.", if_missing="Say who it is owed to"
    )
    owed: Money | None = question(
        "Owed", default=None, unit="GBP", ge=0, hint="Leave empty if not known."
    )
    in_arrears: YesNoNotKnown = question("Behind with it?", default=YesNoNotKnown.NOT_KNOWN)
    payment: PaidAmount | None = question("Paid now", default=None)
    offer: PaidAmount | None = question("Offered, or a token payment", default=None)


class Note(AskedModel):
    """What the tenant said about one line."""

    about: Words = question("About", if_missing="Say which line the note is about")
    note: Words = question("Note", if_missing="Write the note, on one line")


class AffordabilityInput(CalculatorInput):
    """An income and expenditure statement, with the rent and what is owed on it."""

    beside_the_point = (("help_with_rent", ("universal_credit_entered",)),)

    arrears: Money | None = catalogue.arrears(
        needed=False,
        group=catalogue.THE_RENT,
        hint="Rent owed today. Leave empty if you do not know.",
    )
    rent: Money = catalogue.rent_amount(
        hint="The full charge for one period, before any benefit, without payments for arrears."
    )
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks()
    help_with_rent: HelpWithRent = catalogue.help_with_rent(
        why="Rent that is paid straight to us must be counted once: not left out, and not twice."
    )
    rent_paid_to_us: PaidAmount | None = question(
        "Universal Credit paid straight to us for the rent",
        default=None,
        group=catalogue.THE_RENT,
        hint="The rent alone, without anything taken for arrears.",
        if_missing="Enter what Universal Credit pays us for the rent, like 487.50",
        shown_when={"help_with_rent": PAID_TO_US},
    )
    universal_credit_entered: UniversalCreditEntered | None = question(
        "Which amount of Universal Credit goes under income?",
        default=None,
        group=catalogue.THE_RENT,
        if_missing="Choose whether the amount of Universal Credit has the rent in it",
        shown_when={"help_with_rent": PAID_TO_US},
    )
    arrears_from_benefit: YesNoNotKnown = question(
        "Does Universal Credit already pay towards these arrears?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=catalogue.THE_RENT,
        hint="A deduction for rent arrears, beside the rent itself.",
        shown_when={"help_with_rent": WITH_UC},
    )
    court_next: YesNoNotKnown = question(
        "Is a notice or a court claim for possession being considered?",
        default=YesNoNotKnown.NO,
        group=catalogue.THE_RENT,
        why="Debt advice comes before any step towards possession.",
    )
    case_date: Date = catalogue.case_date(
        group=catalogue.THE_RENT, hint="Usually today. It chooses the policy's figures."
    )

    partner: YesNo = household.partner(group=WHO)
    employment: Employment | None = question("Tenant's work", default=None, group=WHO)
    partner_employment: Employment | None = question(
        "Partner's work", default=None, group=WHO, shown_when=WITH_PARTNER
    )
    number_under_16: WholeNumber = number("Children under 16")
    number_16_to_18: WholeNumber = number("Young people aged 16 to 18", hint="Still dependent.")
    number_other_dependants: WholeNumber = number("Other dependants", hint="Adults they keep.")
    number_non_dependants: WholeNumber = number(
        "Other adults in the home", hint="Their own money is not in this statement."
    )
    number_vehicles: WholeNumber = number("Vehicles")
    home_tenure: HomeTenure = question("How the home is held", default=HomeTenure.SOCIAL, group=WHO)

    income_pay: PaidAmount | None = line(
        "Take-home pay", Heading.PAY, hint="After tax and National Insurance."
    )
    income_partner_pay: PaidAmount | None = line(
        "Partner's take-home pay", Heading.PAY, shown_when=WITH_PARTNER
    )
    income_other_pay: PaidAmount | None = line("Other pay, such as self-employment", Heading.PAY)

    income_universal_credit: PaidAmount | None = line(
        "Universal Credit", Heading.BENEFITS, hint="As paid, after deductions."
    )
    income_jsa_contributions: PaidAmount | None = line(
        "Jobseeker's Allowance by contributions", Heading.BENEFITS, FOUR_WEEKLY
    )
    income_child_benefit: PaidAmount | None = line("Child Benefit", Heading.BENEFITS, FOUR_WEEKLY)
    income_esa_or_ssp: PaidAmount | None = line(
        "Employment and Support Allowance or Statutory Sick Pay", Heading.BENEFITS, WEEKLY
    )
    income_disability: PaidAmount | None = line(
        "Disability benefits",
        Heading.BENEFITS,
        FOUR_WEEKLY,
        hint="Such as PIP, DLA or Attendance Allowance.",
    )
    income_carers: PaidAmount | None = line("Carer's Allowance", Heading.BENEFITS, FOUR_WEEKLY)
    income_housing_benefit: PaidAmount | None = line(
        "Housing Benefit",
        Heading.BENEFITS,
        WEEKLY,
        hint="Also where it is paid straight to the rent account: the rent is counted in full.",
    )
    income_council_tax_support: PaidAmount | None = line(
        "Council Tax Support", Heading.BENEFITS, hint="Only if council tax is entered before it."
    )
    income_other_benefits: PaidAmount | None = line("Other benefits", Heading.BENEFITS)
    income_jsa_by_income: PaidAmount | None = line(
        "Jobseeker's Allowance by income", Heading.CLOSED_BENEFITS, FOUR_WEEKLY
    )
    income_income_support: PaidAmount | None = line(
        "Income Support", Heading.CLOSED_BENEFITS, WEEKLY
    )
    income_working_tax_credit: PaidAmount | None = line(
        "Working Tax Credit", Heading.CLOSED_BENEFITS, FOUR_WEEKLY
    )
    income_child_tax_credit: PaidAmount | None = line(
        "Child Tax Credit", Heading.CLOSED_BENEFITS, FOUR_WEEKLY
    )

    income_state_pension: PaidAmount | None = line("State Pension", Heading.PENSIONS, FOUR_WEEKLY)
    income_private_pension: PaidAmount | None = line("Private or work pension", Heading.PENSIONS)
    income_pension_credit: PaidAmount | None = line("Pension Credit", Heading.PENSIONS, WEEKLY)
    income_other_pension: PaidAmount | None = line("Other pension", Heading.PENSIONS)

    income_maintenance: PaidAmount | None = line(
        "Maintenance or child support received", Heading.OTHER_INCOME
    )
    income_boarders: PaidAmount | None = line("Boarders or lodgers", Heading.OTHER_INCOME, WEEKLY)
    income_non_dependants: PaidAmount | None = line(
        "Paid in by other adults in the home", Heading.OTHER_INCOME, WEEKLY
    )
    income_student: PaidAmount | None = line(
        "Student loans and grants", Heading.OTHER_INCOME, YEARLY
    )
    income_other: tuple[OtherLine, ...] = question(
        "Other income",
        default=(),
        group=Heading.OTHER_INCOME.value,
        row="Other income",
        max_rows=MOST_ROWS,
    )

    cost_ground_rent: PaidAmount | None = line(
        "Ground rent and service charges", Heading.HOME, hint="Only what is not in the rent above."
    )
    cost_mortgage: PaidAmount | None = line("Mortgage", Heading.HOME)
    cost_endowment: PaidAmount | None = line("Mortgage endowment", Heading.HOME)
    cost_secured_loans: PaidAmount | None = line("Secured loans", Heading.HOME)
    cost_council_tax: PaidAmount | None = line(
        "Council tax", Heading.HOME, hint="This year's bill, without what is owed from before."
    )
    cost_rental: PaidAmount | None = line("Appliance and furniture rental", Heading.HOME, WEEKLY)
    cost_tv_licence: PaidAmount | None = line("TV licence", Heading.HOME)
    cost_other_home: PaidAmount | None = line("Other costs of the home", Heading.HOME)

    cost_gas: PaidAmount | None = line(
        "Gas", Heading.UTILITIES, hint="For a meter, what is put on it."
    )
    cost_electricity: PaidAmount | None = line("Electricity", Heading.UTILITIES)
    cost_other_fuel: PaidAmount | None = line(
        "Other fuel", Heading.UTILITIES, hint="Oil, coal, or heating paid for with the rent."
    )
    cost_other_utilities: PaidAmount | None = line("Other utilities", Heading.UTILITIES)

    cost_water: PaidAmount | None = line("Water supply", Heading.WATER)
    cost_waste_water: PaidAmount | None = line("Waste water", Heading.WATER)

    cost_childcare: PaidAmount | None = line("Childcare", Heading.CARE)
    cost_adult_care: PaidAmount | None = line("Adult care", Heading.CARE)
    cost_child_maintenance: PaidAmount | None = line("Child maintenance paid", Heading.CARE)
    cost_prescriptions: PaidAmount | None = line("Prescriptions and medicines", Heading.CARE)
    cost_dentist_and_optician: PaidAmount | None = line("Dentist and optician", Heading.CARE)
    cost_other_care: PaidAmount | None = line("Other care and health", Heading.CARE)

    cost_public_transport: PaidAmount | None = line("Public transport", Heading.TRAVEL, WEEKLY)
    cost_vehicle_finance: PaidAmount | None = line("Vehicle hire purchase", Heading.TRAVEL)
    cost_car_insurance: PaidAmount | None = line("Car insurance", Heading.TRAVEL)
    cost_road_tax: PaidAmount | None = line("Road tax", Heading.TRAVEL)
    cost_mot: PaidAmount | None = line("MOT and upkeep", Heading.TRAVEL, YEARLY)
    cost_breakdown: PaidAmount | None = line("Breakdown cover", Heading.TRAVEL, YEARLY)
    cost_motor_fuel: PaidAmount | None = line(
        "Motor fuel, parking and tolls", Heading.TRAVEL, WEEKLY
    )
    cost_other_travel: PaidAmount | None = line("Other travel", Heading.TRAVEL)

    cost_school_uniform: PaidAmount | None = line("School uniform", Heading.SCHOOL, YEARLY)
    cost_school_clubs: PaidAmount | None = line("School clubs and trips", Heading.SCHOOL)
    cost_other_school: PaidAmount | None = line("Other school costs", Heading.SCHOOL)

    cost_pension: PaidAmount | None = line(
        "Paid into a pension", Heading.INSURANCE, hint="Only if it does not come off pay first."
    )
    cost_life_insurance: PaidAmount | None = line("Life insurance", Heading.INSURANCE)
    cost_mortgage_protection: PaidAmount | None = line("Mortgage protection", Heading.INSURANCE)
    cost_home_insurance: PaidAmount | None = line(
        "Buildings and contents insurance", Heading.INSURANCE
    )
    cost_health_insurance: PaidAmount | None = line("Health insurance", Heading.INSURANCE)
    cost_other_insurance: PaidAmount | None = line("Other insurance", Heading.INSURANCE)

    cost_courses: PaidAmount | None = line("Courses", Heading.PROFESSIONAL)
    cost_union: PaidAmount | None = line("Union", Heading.PROFESSIONAL)
    cost_fees: PaidAmount | None = line("Professional fees", Heading.PROFESSIONAL, YEARLY)
    cost_other_professional: PaidAmount | None = line(
        "Other professional costs", Heading.PROFESSIONAL
    )

    cost_other: tuple[OtherLine, ...] = question(
        "Other essential costs",
        default=(),
        group=Heading.OTHER_COSTS.value,
        row="Other cost",
        max_rows=MOST_ROWS,
    )

    cost_internet: PaidAmount | None = line("Home phone, internet and TV", Heading.LEISURE)
    cost_mobile: PaidAmount | None = line("Mobile phone", Heading.LEISURE)
    cost_leisure: PaidAmount | None = line("Hobbies and leisure", Heading.LEISURE)
    cost_gifts: PaidAmount | None = line("Gifts", Heading.LEISURE)
    cost_pocket_money: PaidAmount | None = line("Pocket money", Heading.LEISURE, WEEKLY)
    cost_papers: PaidAmount | None = line("Papers, stationery and post", Heading.LEISURE)
    cost_other_leisure: PaidAmount | None = line("Other leisure", Heading.LEISURE)

    cost_groceries: PaidAmount | None = line("Groceries", Heading.FOOD, WEEKLY)
    cost_baby: PaidAmount | None = line("Nappies and baby items", Heading.FOOD, WEEKLY)
    cost_school_and_work_meals: PaidAmount | None = line(
        "School meals and meals at work", Heading.FOOD, WEEKLY
    )
    cost_laundry: PaidAmount | None = line("Laundry and dry cleaning", Heading.FOOD, WEEKLY)
    cost_alcohol: PaidAmount | None = line("Alcohol", Heading.FOOD, WEEKLY)
    cost_smoking: PaidAmount | None = line("Smoking", Heading.FOOD, WEEKLY)
    cost_pets: PaidAmount | None = line("Vet and pet insurance", Heading.FOOD)
    cost_repairs: PaidAmount | None = line("House repairs", Heading.FOOD)
    cost_other_housekeeping: PaidAmount | None = line("Other housekeeping", Heading.FOOD)

    cost_clothing: PaidAmount | None = line("Clothing and footwear", Heading.PERSONAL)
    cost_hairdressing: PaidAmount | None = line("Hairdressing", Heading.PERSONAL)
    cost_toiletries: PaidAmount | None = line("Toiletries", Heading.PERSONAL, WEEKLY)
    cost_other_personal: PaidAmount | None = line("Other personal costs", Heading.PERSONAL)

    food_if_low: WhyNothing = question("Food", default=WhyNothing.NOT_ASKED, group=VERY_LOW)
    heating_if_low: WhyNothing = question("Heating", default=WhyNothing.NOT_ASKED, group=VERY_LOW)
    clothing_if_low: WhyNothing = question("Clothing", default=WhyNothing.NOT_ASKED, group=VERY_LOW)

    priority_debts: tuple[PriorityDebt, ...] = question(
        "Priority debts",
        default=(),
        group=PRIORITY,
        row="Priority debt",
        max_rows=MOST_ROWS,
        hint="Council tax, gas or electricity, court fines, child maintenance, tax, TV licence.",
    )
    other_debts: tuple[OtherDebt, ...] = question(
        "Other debts",
        default=(),
        group=OTHER_DEBTS,
        row="Other debt",
        max_rows=MOST_ROWS,
        hint="Cards, catalogues, loans, overdrafts, payday lenders, parking charges.",
    )
    debt_fee: PaidAmount | None = question(
        "Fee to a debt management company", default=None, group=OTHER_DEBTS
    )

    leave_savings: YesNo = question(
        "Leave the savings allowance?",
        default=YesNo.YES,
        group=SAVINGS,
        hint="A little is left for savings before any offer. No records that it was considered.",
    )
    assets_considered: YesNoNotKnown = question(
        "Savings and things of value considered?", default=YesNoNotKnown.NOT_KNOWN, group=SAVINGS
    )
    capital: Money | None = household.capital(needed=False, group=SAVINGS)
    vehicle_value: Money | None = question(
        "Worth of any vehicle",
        default=None,
        group=SAVINGS,
        unit="GBP",
        ge=0,
        hint="0 if there is none. Leave empty if not known.",
    )

    notes: tuple[Note, ...] = question(
        "Notes",
        default=(),
        group=NOTES,
        row="Note",
        max_rows=MOST_ROWS,
        hint="Why an amount is high or low. It goes into the case note.",
    )
    amounts_checked: YesNo = doubts.amounts_checked()

    @cached_property
    def lines(self) -> list[StatementLine]:
        """Every line of the statement as an amount a month, in its order."""
        return lines_of(self)

    def problems(self) -> list[Problem]:
        """Facts that contradict each other."""
        return checks.problems_of(self)

    def doubts(self) -> Iterable[Doubt]:
        """Amounts that look like another period's, once nothing contradicts them."""
        return () if checks.problems_of(self) else checks.unusual(self)


class ConvertedLine(Frozen):
    """One line of the statement as an amount a month."""

    name: str
    heading: str
    side: Side
    what: str = part("Line", row_header=True)
    given: str = part("As entered")
    sum: str = part("Arithmetic")
    monthly: Decimal = part("A month", unit="GBP")


class HeadingTotal(Frozen):
    """What one heading comes to."""

    side: Side = part("Part")
    heading: str = part("Heading", row_header=True)
    monthly: Decimal = part("A month", unit="GBP")


class Offer(Frozen):
    """One way to pay the suggested offer."""

    frequency: Frequency = part("Paid", row_header=True)
    amount: Decimal = part("Amount", unit="GBP")
    payments: int | None = part("Payments to clear", default=None)
    months: int | None = part("Months to clear", default=None)


class Flag(Frozen):
    """Spending to ask about: never a test of the tenant."""

    about: str = part("About", row_header=True)
    found: str = part("What we see")
    ask: str = part("Ask, and note why")


class GuidelineLine(Frozen):
    """One category of spending beside the organisation's own guideline for the household."""

    category: str = part("Category", row_header=True)
    monthly: Decimal = part("Spent a month", unit="GBP")
    guideline: Decimal = part("Guideline", unit="GBP")
    outcome: str = part("Compared")


STATEMENT = "The statement, a month"
THE_OFFER = "Paying the arrears"
HARDSHIP = "Spending to ask about"
DEBTS = "Debts and advice"
CONVERTED = "Every amount as a month"


class AffordabilityResult(CalculatorResult):
    """What comes in, what goes out, what is left, and what that supports."""

    surplus: Decimal = part("Left after essential costs", unit="GBP/month")
    can_offer: Outcome = part("Can an offer be suggested?")
    offer: Decimal | None = part("Suggested offer", unit="GBP/month", default=None)
    months_to_clear: int | None = part("Clears the arrears in", unit="months", default=None)

    income: Decimal = part("Income", unit="GBP/month", section=STATEMENT)
    fixed_costs: Decimal = part("Fixed costs", unit="GBP/month", section=STATEMENT)
    flexible_costs: Decimal = part("Flexible costs", unit="GBP/month", section=STATEMENT)
    savings: Decimal | None = part(
        "Savings allowance", unit="GBP/month", section=STATEMENT, if_none="Not held for this date"
    )
    debt_fee: Decimal | None = part(
        "Debt management fee", unit="GBP/month", section=STATEMENT, default=None
    )
    for_priority_debts: Decimal | None = part(
        "For priority debts", unit="GBP/month", section=STATEMENT, default=None
    )
    priority_payments: Decimal = part(
        "Payments to other priority debts", unit="GBP/month", section=STATEMENT
    )
    left_for_arrears: Decimal | None = part(
        "Left for rent arrears", unit="GBP/month", section=STATEMENT, default=None
    )
    other_debt_payments: Decimal | None = part(
        "Payments to other debts, not counted above",
        unit="GBP/month",
        section=STATEMENT,
        default=None,
    )
    people: int = part("People in the household", section=STATEMENT, unit="number")
    headings: tuple[HeadingTotal, ...] = part("By heading", section=STATEMENT)

    range: str | None = part("Affordable range", section=THE_OFFER, default=None)
    range_least: Decimal | None = None
    range_most: Decimal | None = None
    within_usual: Outcome | None = part(
        "Within the usual longest plan", section=THE_OFFER, default=None
    )
    offers: tuple[Offer, ...] = part(
        "The suggested offer, paid in other ways", section=THE_OFFER, default=()
    )

    hardship: Outcome = part("Signs of hardship", section=HARDSHIP)
    flags: tuple[Flag, ...] = part("To ask about", section=HARDSHIP)
    not_told: tuple[str, ...] = part(
        "Nothing entered for these: ask, or enter 0", section=HARDSHIP, default=()
    )
    guidelines: Outcome = part("Compared with guideline figures", section=HARDSHIP)
    compared: tuple[GuidelineLine, ...] = part(
        "Spending beside your guideline figures", section=HARDSHIP, default=()
    )

    referral: Outcome = part("Refer to free debt advice?", section=DEBTS)
    referrals: tuple[str, ...] = part("Refer, and why", section=DEBTS, default=())
    debts_total: Decimal | None = part("All debts entered", unit="GBP", section=DEBTS, default=None)
    debt_relief_order: Outcome | None = part(
        "Within the limits of a debt relief order", section=DEBTS, default=None
    )

    lines: tuple[ConvertedLine, ...] = part("Line by line", section=CONVERTED, in_note=False)
