"""The headings of an income and expenditure statement, and which part of it each belongs to.

They are laid out like the Standard Financial Statement, whose structure is public.
"""

from __future__ import annotations

from enum import StrEnum

from calculators.core.choices import Choice
from calculators.core.wording import capitalised


class Side(StrEnum):
    """The part of the statement that a heading belongs to."""

    INCOME = "Income"
    FIXED = "Fixed costs"
    FLEXIBLE = "Flexible costs"


class Heading(StrEnum):
    """A heading of the statement, as it stands on the form."""

    PAY = "Income: earnings"
    BENEFITS = "Income: benefits"
    CLOSED_BENEFITS = "Income: benefits closed to new claims"
    PENSIONS = "Income: pensions"
    OTHER_INCOME = "Income: other"
    HOME = "Fixed costs: home and contents"
    UTILITIES = "Fixed costs: gas, electricity and other fuel"
    WATER = "Fixed costs: water"
    CARE = "Fixed costs: care and health"
    TRAVEL = "Fixed costs: transport and travel"
    SCHOOL = "Fixed costs: school"
    INSURANCE = "Fixed costs: pensions and insurance"
    PROFESSIONAL = "Fixed costs: professional"
    OTHER_COSTS = "Fixed costs: other essential costs"
    LEISURE = "Flexible costs: communications and leisure"
    FOOD = "Flexible costs: food and housekeeping"
    PERSONAL = "Flexible costs: personal"

    @property
    def side(self) -> Side:
        """The part of the statement it belongs to."""
        return SIDES[self]

    @property
    def inside(self) -> str:
        """Its name under the part it belongs to: "Home and contents"."""
        return capitalised(self.value.partition(": ")[2])


#: Read from the names once: every line of every statement asks.
SIDES = {each: Side(each.value.partition(":")[0]) for each in Heading}
ORDER = {each: place for place, each in enumerate(Heading)}

#: The headings that organisations hold spending guidelines for, by the figures' ids.
GUIDED = {
    Heading.LEISURE: "leisure",
    Heading.FOOD: "food",
    Heading.PERSONAL: "personal",
}


class Need(StrEnum):
    """What no household goes without for long."""

    FOOD = "food"
    HEATING = "heating"
    CLOTHING = "clothing"


#: The lines of the statement that meet each need.
MEETS = {
    Need.FOOD: ("cost_groceries", "cost_school_and_work_meals"),
    Need.HEATING: ("cost_gas", "cost_electricity", "cost_other_fuel"),
    Need.CLOTHING: ("cost_clothing", "cost_school_uniform"),
}


class WhyNothing(Choice):
    """Why nothing, or very little, is spent on something that every household needs."""

    NOT_ASKED = ("not-asked", "Not asked yet")
    MET = ("met-another-way", "Met another way", "Such as heating in the rent, or meals at work")
    WITHOUT = ("going-without", "Going without")


class Employment(Choice):
    """What somebody does, as the statement lists it."""

    FULL_TIME = ("full-time", "Works full time")
    PART_TIME = ("part-time", "Works part time")
    SELF_EMPLOYED = ("self-employed", "Self-employed")
    NOT_WORKING = ("not-working", "Not working")
    NOT_FIT = ("not-fit", "Not fit for work")
    CARER = ("carer", "A carer")
    STUDENT = ("student", "A student")
    RETIRED = ("retired", "Retired")


class HomeTenure(Choice):
    """How the home is held, as the statement lists it."""

    SOCIAL = ("social-tenant", "Social tenant")
    PRIVATE = ("private-tenant", "Private tenant")
    SHARED_OWNER = ("shared-owner", "Shared owner")
    OWNER = ("owner", "Owner")
    OTHER = ("other", "Other")


class UniversalCreditEntered(Choice):
    """Whether the rent paid to the landlord is in the amount of Universal Credit entered."""

    AFTER = ("after-the-rent", "Only what reaches the tenant's account")
    WHOLE = ("whole-award", "The whole award, with the rent paid to us")
