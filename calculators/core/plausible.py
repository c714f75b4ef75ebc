"""Rents and bedrooms that are more likely slips than real, such as a month's rent as a week's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.core.doubts import doubt
from calculators.core.errors import Doubt
from calculators.core.money import nearest_penny
from calculators.core.periods import Frequency, converted
from calculators.core.wording import counted, pounds, with_unit

#: Social rents a month outside these are more likely slips than real.
LEAST_RENT, MOST_RENT = Decimal("130.00"), Decimal("2000.00")
#: The rent of specified and temporary accommodation includes more, and can be far higher.
MOST_SUPPORTED_RENT = Decimal("8666.67")
#: A difference up to this is rounding.
CLOSE_ENOUGH = Decimal("1.00")
CHECK = "Check the rent and how often it is charged"
#: A home with this many bedrooms more than people is more likely a slip.
ROOMS_MORE_THAN_PEOPLE = 4


def unlikely_rent(
    rent: Decimal,
    frequency: Frequency,
    *,
    least: Decimal | None = LEAST_RENT,
    most: Decimal = MOST_RENT,
) -> Iterator[Doubt]:
    """A question back about a rent that is more likely the right amount for another period.

    Args:
        rent: Pounds each time.
        frequency: How often it is charged.
        least: Pounds a month below which to ask; None where a rent can be very low.
        most: Pounds a month above which to ask.
    """
    monthly = converted(rent, frequency, Frequency.MONTHLY)
    given = with_unit(rent, frequency.unit)
    if monthly > most:
        yield doubt(
            "rent",
            given,
            f"It is more than {pounds(most)} a month, which social rents hardly reach",
            f"A rent for a month may have been entered as weekly. {CHECK}",
        )
    if least is not None and monthly < least:
        yield doubt(
            "rent",
            given,
            f"It is less than {pounds(least)} a month",
            f"A rent for a week may have been entered as monthly. {CHECK}",
        )


def unlikely_bedrooms(bedrooms: int, people: int) -> Iterator[Doubt]:
    """A question back about more bedrooms than the people listed are likely to have.

    Args:
        bedrooms: In the home.
        people: Everybody listed.
    """
    if bedrooms > people + ROOMS_MORE_THAN_PEOPLE:
        yield doubt(
            "bedrooms",
            counted(bedrooms, "bedroom"),
            f"The household is {counted(people, 'person', 'people')}",
            "Count bedrooms only, not all rooms, and check that everybody is listed",
            verb="are",
        )


def rent_to_check(rent: Decimal, frequency: Frequency) -> Iterator[str]:
    """The same as a warning, where the account may be for a garage or a home of any kind.

    What even supported accommodation hardly reaches is a doubt there, and has a warning of its own.

    Args:
        rent: Pounds each time.
        frequency: How often it is charged.
    """
    monthly = converted(rent, frequency, Frequency.MONTHLY)
    given = with_unit(rent, frequency.unit)
    if MOST_RENT < monthly <= MOST_SUPPORTED_RENT:
        yield (
            f"A rent of {given} is more than {pounds(MOST_RENT)} a month, which social rents "
            f"hardly reach. {CHECK}."
        )
    if monthly < LEAST_RENT:
        yield (
            f"A rent of {given} is less than {pounds(LEAST_RENT)} a month. That is low for a home, "
            f"though not for a garage. {CHECK}."
        )


def a_month(amount: Decimal, often: Frequency) -> Decimal:
    """An amount by the month, to the nearest penny."""
    return nearest_penny(converted(amount, often, Frequency.MONTHLY))


def help_to_check(
    helper: str, amount: Decimal, often: Frequency, rent: Decimal, frequency: Frequency
) -> Iterator[str]:
    """A warning where a benefit for rent is entered as more than the rent it helps with.

    Args:
        helper: The benefit's name.
        amount: Pounds each time.
        often: How often the benefit is paid.
        rent: Pounds each time, before any benefit.
        frequency: How often rent is charged.
    """
    month, whole = a_month(amount, often), a_month(rent, frequency)
    if month > whole + CLOSE_ENOUGH:
        yield (
            f"{helper} for rent comes to {pounds(month)} a month, and the rent to {pounds(whole)}. "
            "It cannot be more than the rent for long: check both."
        )


#: Help with the rent hardly ever comes to more than this many times the rent: part of it is more
#: likely for something else.
TOO_MUCH_HELP = 2


def help_beyond_rent(
    name: str, amount: Decimal, often: Frequency, rent: Decimal, frequency: Frequency
) -> Iterator[Doubt]:
    """A question back where a benefit for rent is far more than the rent it helps with.

    Args:
        name: The question that asks for the benefit.
        amount: Pounds each time.
        often: How often the benefit is paid.
        rent: Pounds each time, before any benefit.
        frequency: How often rent is charged.
    """
    whole = a_month(rent, frequency)
    if a_month(amount, often) > TOO_MUCH_HELP * whole:
        yield doubt(
            name,
            f"{with_unit(amount, often.unit)} for rent",
            f"It is more than twice the rent, {pounds(whole)} a month",
            "Enter the part for rent alone, and check the rent",
        )
