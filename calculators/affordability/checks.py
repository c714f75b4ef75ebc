"""Facts that contradict each other, and amounts that look like another period's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from calculators.affordability import rules
from calculators.affordability.lines import StatementLine, monthly_rent, total
from calculators.affordability.statement import Employment, Side, UniversalCreditEntered
from calculators.core.catalogue import HelpWithRent
from calculators.core.doubts import doubt
from calculators.core.errors import Doubt, Problem
from calculators.core.wording import counted, in_sentence, pounds

if TYPE_CHECKING:
    from calculators.affordability.models import AffordabilityInput, OtherDebt, PriorityDebt

#: A cost that comes to more than this many times the rent is looked at again.
COST_TO_RENT = Decimal(4)
#: Income varies more: a wage may well be several times a low rent.
INCOME_TO_RENT = Decimal(12)
#: A difference up to this is rounding.
CLOSE_ENOUGH = Decimal("1.00")
#: One kind of income above this a month is more likely a month's amount entered as a week's.
MOST_INCOME = Decimal("4000.00")
IN_WORDS = {COST_TO_RENT: "four", INCOME_TO_RENT: "twelve"}
CHECK = "Check the amount and how often"


def problems_of(inputs: AffordabilityInput) -> list[Problem]:
    """Everything that does not fit together, in no order."""
    found = list(rent_free_problems(inputs))
    # Without these the rent a month cannot be worked out.
    return found or list(contradictions(inputs))


def rent_free_problems(inputs: AffordabilityInput) -> Iterator[Problem]:
    """Rent-free weeks need a charge in whole weeks, and must be whole charges.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7(3A).
    """
    free, frequency = inputs.rent_free_weeks, inputs.rent_frequency
    if free and not frequency.weeks:
        yield Problem(
            "rent_free_weeks",
            f"Rent-free weeks must be 0 where rent is charged {frequency.label.lower()}",
        )
    elif free and free % frequency.weeks:
        yield Problem(
            "rent_free_weeks",
            f"Rent-free weeks must be {frequency.weeks}, {2 * frequency.weeks} and so on where "
            f"rent is charged {frequency.label.lower()}: {counted(free, 'week')} is not a whole "
            "number of charges",
        )


def contradictions(inputs: AffordabilityInput) -> Iterator[Problem]:
    """Two answers of which at least one is wrong."""
    help_, benefit = inputs.help_with_rent, inputs.income_housing_benefit
    if (
        benefit
        and help_ is not HelpWithRent.HOUSING_BENEFIT
        and help_ is not HelpWithRent.NOT_KNOWN
    ):
        yield Problem(
            "income_housing_benefit",
            f"Housing Benefit is entered, but “Help with the rent” is “{help_.label}”. Check which "
            "is right, and change the other",
        )
    if help_ is HelpWithRent.HOUSING_BENEFIT and benefit is None:
        yield Problem(
            "income_housing_benefit",
            "Enter what Housing Benefit pays, like 112.50 a week, also where it is paid straight "
            "to the rent account: the rent is counted in full",
        )
    if help_ in UNIVERSAL_CREDIT and inputs.income_universal_credit is None:
        yield Problem(
            "income_universal_credit",
            "Enter what Universal Credit pays, or change “Help with the rent” from "
            f"“{help_.label}”",
        )
    if inputs.income_child_benefit and not inputs.number_under_16 + inputs.number_16_to_18:
        yield Problem(
            "income_child_benefit",
            "Child Benefit is entered, but no children are. How many are there? Enter them under "
            "“Children under 16” or “Young people aged 16 to 18”",
        )
    for name, work, pay in (
        ("income_pay", inputs.employment, inputs.income_pay),
        ("income_partner_pay", inputs.partner_employment, inputs.income_partner_pay),
    ):
        if work is Employment.NOT_WORKING and pay and pay.amount:
            whose = "Tenant's" if name == "income_pay" else "Partner's"
            yield Problem(
                name,
                f"Take-home pay is entered, but “{whose} work” is “{work.label}”. Check which is "
                "right, and change the other",
            )
    universal, pension = inputs.income_universal_credit, inputs.income_pension_credit
    if universal and universal.amount and pension and pension.amount:
        yield Problem(
            "income_pension_credit",
            "Universal Credit and Pension Credit are both entered, and are not paid to one "
            "household at the same time. Check which it is",
        )
    yield from direct_rent(inputs)


UNIVERSAL_CREDIT = (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)


def direct_rent(inputs: AffordabilityInput) -> Iterator[Problem]:
    """Rent paid straight to the landlord that cannot be rent, or not part of the award."""
    direct = inputs.rent_paid_to_us
    if direct is None:
        return
    monthly, rent = rules.a_month(direct.amount, direct.per), monthly_rent(inputs)
    if monthly > rent:
        yield Problem(
            "rent_paid_to_us",
            f"Is {pounds(direct.amount)} {direct.per.label} right? It comes to {pounds(monthly)} a "
            f"month, and the rent is {pounds(rent)}. Leave out anything taken for arrears",
        )
    award = inputs.income_universal_credit
    is_whole = inputs.universal_credit_entered is UniversalCreditEntered.WHOLE
    if is_whole and award and rules.a_month(award.amount, award.per) < monthly:
        yield Problem(
            "universal_credit_entered",
            f"The whole award cannot be less than the {pounds(monthly)} a month of it that is paid "
            "to us. Check the amount of Universal Credit, or choose the other answer",
        )


def unusual(inputs: AffordabilityInput) -> Iterator[Doubt]:
    """Amounts so far out of line that they look like another period's, or somebody else's."""
    rent, lines = monthly_rent(inputs), inputs.lines
    income = total(lines, Side.INCOME)
    yield from rent_beside_income(inputs, rent, income)
    yield from for_nobody(inputs)
    yield from odd_debts(inputs)
    benefit = inputs.income_housing_benefit
    if benefit and (monthly := rules.a_month(benefit.amount, benefit.per)) > rent + CLOSE_ENOUGH:
        yield doubt(
            "income_housing_benefit",
            f"{pounds(benefit.amount)} {benefit.per.label}",
            f"It comes to {pounds(monthly)} a month, and the rent to {pounds(rent)}",
            CHECK,
            called="Housing Benefit",
        )
    for line in lines:
        if line.name == "rent":
            continue
        comes_to = f"It comes to {pounds(line.monthly)} a month"
        times = INCOME_TO_RENT if line.heading.side is Side.INCOME else COST_TO_RENT
        if rules.is_out_of_line(line.monthly, rent, times):
            of_rent = f"more than {IN_WORDS[times]} times the rent of {pounds(rent)} a month"
            yield doubt_about(line, f"{comes_to}, which is {of_rent}", CHECK)
        elif line.heading.side is Side.INCOME and line.monthly > MOST_INCOME:
            yield doubt_about(
                line,
                f"{comes_to}, which is more than {pounds(MOST_INCOME)}",
                f"A month's amount may have been entered as weekly. {CHECK}",
            )
        elif line.name == UC_LINE and paid_within_the_month(inputs):
            yield doubt_about(
                line,
                "It is worked out by the month, and comes to "
                f"{pounds(line.monthly)} a month like this",
                "Check how often",
            )


#: Amounts for somebody or something of which none is counted: what there would have to be.
FOR_CHILDREN = (
    "cost_childcare",
    "cost_baby",
    "cost_school_uniform",
    "cost_school_clubs",
    "cost_other_school",
)
FOR_VEHICLES = (
    "cost_vehicle_finance",
    "cost_car_insurance",
    "cost_road_tax",
    "cost_mot",
    "cost_breakdown",
)


def for_nobody(inputs: AffordabilityInput) -> Iterator[Doubt]:
    """Amounts for children, a vehicle or other adults, where there are none."""
    children = inputs.number_under_16 + inputs.number_16_to_18 + inputs.number_other_dependants
    for names, there_are, none in (
        (
            FOR_CHILDREN,
            children,
            "It is for children, and none are entered under “Children under 16”",
        ),
        (
            FOR_VEHICLES,
            inputs.number_vehicles,
            "It is for a vehicle, and none is entered under “Vehicles”",
        ),
        (
            ("income_non_dependants",),
            inputs.number_non_dependants,
            "It is from other adults, and none are entered under “Other adults in the home”",
        ),
    ):
        if there_are:
            continue
        for name in names:
            paid = getattr(inputs, name)
            if paid and paid.amount:
                yield doubt(
                    name,
                    f"{pounds(paid.amount)} {paid.per.label}",
                    none,
                    "Enter how many there are, or check the amount",
                    called=type(inputs).asked[name].label,
                )


def odd_debts(inputs: AffordabilityInput) -> Iterator[Doubt]:
    """A debt entered twice, or one payment that is more than all that is owed."""
    listed: tuple[tuple[str, Sequence[PriorityDebt | OtherDebt]], ...] = (
        ("priority_debts", inputs.priority_debts),
        ("other_debts", inputs.other_debts),
    )
    for name, debts in listed:
        asked = type(inputs).asked[name]
        before: set[tuple[str, Decimal]] = set()
        for number, debt in enumerate(debts):
            if debt.owed is None:
                continue
            words = asked.row_words(number)
            one = debt.creditor.casefold(), debt.owed
            if one in before:
                yield doubt(
                    f"{name}.{number}.creditor",
                    f"{pounds(debt.owed)} owed to {debt.creditor}",
                    "It is entered once already",
                    "Take one out if they are one debt",
                    called=words.removesuffix(": "),
                )
            before.add(one)
            for field in ("payment", "offer"):
                paid = getattr(debt, field)
                if paid and paid.amount > debt.owed:
                    yield doubt(
                        f"{name}.{number}.{field}",
                        f"{pounds(paid.amount)} {paid.per.label}",
                        f"It is more than the {pounds(debt.owed)} owed",
                        "Check the amount, and what is owed",
                        called=f"{words}{type(debt).asked[field].label}",
                    )


UC_LINE = "income_universal_credit"


def paid_within_the_month(inputs: AffordabilityInput) -> bool:
    """Whether Universal Credit is entered as paid more often than once a month."""
    award = inputs.income_universal_credit
    return award is not None and award.per.times_in_year > rules.MONTHS


def doubt_about(line: StatementLine, why: str, check: str) -> Doubt:
    """The question back about one line."""
    return doubt(line.name, line.given, why, check, called=line.label)


def rent_beside_income(
    inputs: AffordabilityInput, rent: Decimal, income: Decimal
) -> Iterator[Doubt]:
    """A rent above the whole income, where reading it as a month's rent would explain that."""
    often = inputs.rent_frequency.label
    if not income or not inputs.rent_frequency.weeks or rent <= income:
        return
    if inputs.rent <= income or rules.is_out_of_line(rent, income, COST_TO_RENT):
        much = "more than the whole income"
        if rules.is_out_of_line(rent, income, COST_TO_RENT):
            much = "more than four times the whole income"
        yield doubt(
            "rent",
            f"{pounds(inputs.rent)} {in_sentence(often)}",
            f"It comes to {pounds(rent)} a month, {much} of {pounds(income)}",
            "Check the rent and how often it is charged",
        )
