"""Rents that are more likely slips than real: a month's typed as a week's, or the other way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.core.errors import Problem
from calculators.core.periods import Frequency, converted
from calculators.core.wording import pounds, with_unit

#: Social rents a month outside these are more likely slips than real.
LEAST_RENT, MOST_RENT = Decimal("130.00"), Decimal("2000.00")
#: The rent of specified and temporary accommodation includes more, and can be far higher.
MOST_SUPPORTED_RENT = Decimal("8666.67")
CHECK = "Check the rent and how often it is charged"


def unlikely_rent(
    rent: Decimal,
    frequency: Frequency,
    *,
    least: Decimal | None = LEAST_RENT,
    most: Decimal = MOST_RENT,
) -> Iterator[Problem]:
    """A question back about a rent that is more likely the right amount for another period.

    Args:
        rent: Pounds each time.
        frequency: How often it is charged.
        least: Pounds a month below which to ask; None where a rent can be very low.
        most: Pounds a month above which to ask.
    """
    monthly = converted(rent, frequency, Frequency.MONTHLY)
    asked = f"Is {with_unit(rent, frequency.unit)} right? It is"
    if monthly > most:
        yield Problem(
            "rent",
            f"{asked} more than {pounds(most)} a month, which social rents hardly reach. "
            f"A rent for a month may have been entered as weekly. {CHECK}",
        )
    if least is not None and monthly < least:
        yield Problem(
            "rent",
            f"{asked} less than {pounds(least)} a month. A rent for a week may have been "
            f"entered as monthly. {CHECK}",
        )


def rent_to_check(rent: Decimal, frequency: Frequency) -> Iterator[str]:
    """The same as a warning, where the account may be for a garage or a home of any kind.

    Args:
        rent: Pounds each time.
        frequency: How often it is charged.
    """
    monthly = converted(rent, frequency, Frequency.MONTHLY)
    given = with_unit(rent, frequency.unit)
    if monthly > MOST_RENT:
        yield (
            f"A rent of {given} is more than {pounds(MOST_RENT)} a month, which social rents "
            f"hardly reach. {CHECK}."
        )
    if monthly < LEAST_RENT:
        yield (
            f"A rent of {given} is less than {pounds(LEAST_RENT)} a month. That is low for a home, "
            f"though not for a garage. {CHECK}."
        )
