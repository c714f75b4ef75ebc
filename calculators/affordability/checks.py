"""Facts that contradict each other, and amounts that look like another period's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from calculators.affordability import rules
from calculators.affordability.lines import StatementLine, monthly_rent, total
from calculators.affordability.statement import Side, UniversalCreditEntered
from calculators.core.catalogue import HelpWithRent
from calculators.core.doubts import doubt
from calculators.core.errors import Doubt, Problem
from calculators.core.wording import counted, in_sentence, pounds

if TYPE_CHECKING:
    from calculators.affordability.models import AffordabilityInput

#: A cost that comes to more than this many times the rent is looked at again.
COST_TO_RENT = Decimal(4)
#: Income varies more: a wage may well be several times a low rent.
INCOME_TO_RENT = Decimal(12)
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
    yield from direct_rent(inputs)


UNIVERSAL_CREDIT = (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)


def direct_rent(inputs: AffordabilityInput) -> Iterator[Problem]:
    """Rent paid straight to the landlord that cannot be rent, or not part of the award."""
    direct = inputs.rent_paid_to_us
    if direct is None:
        return
    monthly, rent = rules.a_month(direct.amount, direct.per), monthly_rent(inputs)
    given = f"{pounds(direct.amount)} {direct.per.label}"
    if monthly > rent:
        yield Problem(
            "rent_paid_to_us",
            f"Is {given} right? {comes_to(given, monthly)} more than the rent of {pounds(rent)} a "
            "month. Leave out anything taken for arrears",
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
    """Amounts so far out of line that they look like another period's."""
    rent, lines = monthly_rent(inputs), inputs.lines
    income = total(lines, Side.INCOME)
    yield from rent_beside_income(inputs, rent, income)
    for line in lines:
        if line.name == "rent":
            continue
        it_is = comes_to(line.given, line.monthly)
        times = INCOME_TO_RENT if line.heading.side is Side.INCOME else COST_TO_RENT
        if rules.is_out_of_line(line.monthly, rent, times):
            of_rent = f"more than {IN_WORDS[times]} times the rent of {pounds(rent)} a month"
            yield doubt_about(line, f"{it_is} {of_rent}", CHECK)
        elif line.heading.side is Side.INCOME and line.monthly > MOST_INCOME:
            yield doubt_about(
                line,
                f"{it_is} more than {pounds(MOST_INCOME)}",
                f"A month's amount may have been entered as weekly. {CHECK}",
            )
        elif line.name == UC_LINE and paid_within_the_month(inputs):
            yield doubt_about(
                line,
                "It is worked out by the month, and comes to "
                f"{pounds(line.monthly)} a month like this",
                "Check how often",
            )


UC_LINE = "income_universal_credit"


def paid_within_the_month(inputs: AffordabilityInput) -> bool:
    """Whether Universal Credit is entered as paid more often than once a month."""
    award = inputs.income_universal_credit
    return award is not None and award.per.times_in_year > rules.MONTHS


def comes_to(given: str, monthly: Decimal) -> str:
    """How a sentence about an amount's month begins; one given by the month is not said again.

    Args:
        given: The amount in words: "£480.00 a week".
        monthly: Pounds a month.
    """
    month = f"{pounds(monthly)} a month"
    return "It is" if given == month else f"It comes to {month}, which is"


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
