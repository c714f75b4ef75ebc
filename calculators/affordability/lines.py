"""The lines of one household's statement, each as an amount a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from calculators.affordability import rules
from calculators.affordability.statement import ORDER, Heading, Side, UniversalCreditEntered
from calculators.core.money import ZERO, nearest_penny
from calculators.core.periods import annual_amount
from calculators.core.reading import Paid
from calculators.core.wording import counted, in_sentence, pounds

if TYPE_CHECKING:
    from calculators.affordability.models import AffordabilityInput

RENT = "rent"
RENT_PAID_TO_US = "rent_paid_to_us"
HEADINGS = {each.value: each for each in Heading}


@dataclass(frozen=True)
class StatementLine:
    """One line, in pounds a month, with how it came about.

    Attributes:
        name: The question it answers, and for a row its place: "cost_other.0.amount".
        heading: The heading it stands under.
        label: What it is called.
        given: The amount as it was entered, in words.
        sum: The arithmetic that makes a month of it.
        monthly: Pounds a month, to the nearest penny.
    """

    name: str
    heading: Heading
    label: str
    given: str
    sum: str
    monthly: Decimal


def lines_of(inputs: AffordabilityInput) -> list[StatementLine]:
    """Every line that was entered, in the order of the statement; the rent leads the costs."""
    found = list(lines_entered(inputs))
    first_cost = next(
        (at for at, line in enumerate(found) if line.heading.side is not Side.INCOME), len(found)
    )
    found.insert(first_cost, rent_line(inputs))
    if direct := rent_paid_to_us(inputs):
        found.insert(first_cost, direct)
    return sorted(found, key=lambda line: ORDER[line.heading])


def lines_entered(inputs: AffordabilityInput) -> Iterator[StatementLine]:
    """The lines of the form."""
    for name, asked in inputs.asked.items():
        value = getattr(inputs, name)
        # Most lines are empty: nothing else is looked at then.
        if value is None or not isinstance(value, Paid | tuple):
            continue
        heading = HEADINGS.get(asked.group)
        if heading is None:
            continue
        if isinstance(value, Paid):
            yield paid_line(name, heading, asked.label, value)
        else:
            for number, row in enumerate(value):
                yield paid_line(f"{name}.{number}.amount", heading, row.what, row.amount)


def paid_line(name: str, heading: Heading, label: str, paid: Paid) -> StatementLine:
    """A line from an amount and how often it is paid."""
    return StatementLine(
        name,
        heading,
        label,
        f"{pounds(paid.amount)} {paid.per.label}",
        f"{paid.amount:,.2f} × {paid.per.times_in_year} ÷ 12",
        rules.a_month(paid.amount, paid.per),
    )


def rent_line(inputs: AffordabilityInput) -> StatementLine:
    """The rent as it is charged now: never a payment towards arrears."""
    frequency, free = inputs.rent_frequency, inputs.rent_free_weeks
    free_periods = free // frequency.weeks if frequency.weeks else 0
    times = frequency.periods_in_year - free_periods
    words = f"{pounds(inputs.rent)} {in_sentence(frequency.label)}"
    if free:
        words += f", {counted(free, 'rent-free week')}"
    year = annual_amount(inputs.rent, frequency, free_periods=free_periods)
    return StatementLine(
        RENT, Heading.HOME, "Rent", words, f"{inputs.rent:,.2f} × {times} ÷ 12",
        nearest_penny(year / 12),
    )  # fmt: skip


def rent_paid_to_us(inputs: AffordabilityInput) -> StatementLine | None:
    """The rent that Universal Credit pays straight to the landlord, where no line has it yet.

    The rent is counted in full as a cost, so what pays it is counted as income, once.
    """
    if inputs.rent_paid_to_us is None:
        return None
    if inputs.universal_credit_entered is not UniversalCreditEntered.AFTER:
        return None
    label = inputs.asked[RENT_PAID_TO_US].label
    return paid_line(RENT_PAID_TO_US, Heading.BENEFITS, label, inputs.rent_paid_to_us)


def total(lines: Iterable[StatementLine], side: Side) -> Decimal:
    """What the lines of one part of the statement come to, in pounds a month."""
    return sum((each.monthly for each in lines if each.heading.side is side), ZERO)


def monthly_rent(inputs: AffordabilityInput) -> Decimal:
    """The rent a month, to the nearest penny."""
    return rent_line(inputs).monthly
