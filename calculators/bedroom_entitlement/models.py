"""The facts that bedrooms are counted from, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators.core import catalogue, doubts, household
from calculators.core.ages import age_on, reached_state_pension_age
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.household import Child, NonDependant
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency
from calculators.core.plausible import (
    LEAST_RENT,
    MOST_RENT,
    MOST_SUPPORTED_RENT,
    unlikely_bedrooms,
    unlikely_rent,
)
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import in_sentence, long_date, pounds
from calculators.housing_benefit.models import FIRST_DAY, Accommodation, too_early

MORE = "Less often needed"
YOUNGEST_TENANT = 16
CHILDREN_UNDER = 20
OLDEST = 120


class BedroomEntitlementInput(CalculatorInput):
    """A home, its rent, and everybody who lives in it."""

    case_date: Date = catalogue.case_date(
        hint="Usually today. It chooses the ages, and the birthdays ahead are counted from it."
    )
    help_with_rent: HelpWithRent = catalogue.help_with_rent(
        group=catalogue.THE_CASE,
        hint="Universal Credit and Housing Benefit count a couple among other adults differently.",
    )
    accommodation: Accommodation = question(
        "Kind of home", group=household.THE_HOME, default=Accommodation.GENERAL
    )
    bedrooms: WholeNumber = household.bedrooms()
    rent: Money = catalogue.rent_amount()
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks()
    charges_not_covered: Money = question(
        "In that rent, charges Universal Credit does not cover",
        default=Decimal("0.00"),
        group=catalogue.THE_RENT,
        unit="GBP",
        unit_from="rent_frequency",
        ge=0,
        le=10_000,
        hint="The tenant's own heating, hot water, water, meals, care or support. 0 if none.",
    )
    date_of_birth: Date = household.date_of_birth()
    partner: YesNo = household.partner()
    partner_date_of_birth: Date | None = household.partner_date_of_birth()
    children: tuple[Child, ...] = household.children(
        hint="Up to 19, if still in school or college below degree level. Not foster children."
    )
    non_dependants: tuple[NonDependant, ...] = household.non_dependants()
    overnight_carer: YesNoNotKnown = question(
        "Needs a carer to stay overnight?",
        default=YesNoNotKnown.NO,
        group=MORE,
        hint="Tenant, partner or somebody in the home, on a disability benefit.",
    )
    foster_carer: YesNoNotKnown = question("Fosters a child?", default=YesNoNotKnown.NO, group=MORE)
    partners_need_two_rooms: YesNoNotKnown = question(
        "Tenant and partner cannot share a bedroom because of a disability?",
        default=YesNoNotKnown.NO,
        group=MORE,
        shown_when={"partner": (YesNo.YES.value,)},
    )
    sanctuary_scheme: YesNo = question(
        "Home adapted under a sanctuary scheme?",
        default=YesNo.NO,
        group=MORE,
        hint="Made safer for somebody who has suffered domestic abuse.",
    )
    shared_ownership: YesNo = question("Shared ownership?", default=YesNo.NO, group=MORE)
    others_liable: WholeNumber = question(
        "Joint tenants besides the tenant and partner",
        default=0,
        group=MORE,
        ge=0,
        le=household.MOST_PEOPLE,
    )

    amounts_checked: YesNo = doubts.amounts_checked()

    def problems(self) -> list[Problem]:
        """Facts that contradict each other or cannot be."""
        if self.case_date < FIRST_DAY:
            return [too_early(self.case_date)]
        return [*self.home_problems(), *self.people_problems()]

    def doubts(self) -> Iterator[Doubt]:
        """A rent that looks like another period's, too many bedrooms, children listed too often."""
        general = self.accommodation is Accommodation.GENERAL
        low = not general or self.shared_ownership is YesNo.YES
        yield from unlikely_rent(
            self.rent,
            self.rent_frequency,
            least=None if low else LEAST_RENT,
            most=MOST_RENT if general else MOST_SUPPORTED_RENT,
        )
        yield from unlikely_bedrooms(self.bedrooms, self.people)
        yield from household.born_together(self.children)

    def home_problems(self) -> list[Problem]:
        """Charges that leave no rent, and rent-free weeks that are no whole charges."""
        found = []
        if self.charges_not_covered >= self.rent:
            found.append(
                Problem(
                    "charges_not_covered",
                    f"Charges that are not covered must be less than the rent, {pounds(self.rent)}",
                )
            )
        weeks = self.rent_frequency.weeks
        if self.rent_free_weeks and (not weeks or self.rent_free_weeks % weeks):
            found.append(
                Problem(
                    "rent_free_weeks",
                    "Rent-free weeks must be whole charges where rent is charged "
                    f"{in_sentence(self.rent_frequency.label)}",
                )
            )
        return found

    def people_problems(self) -> list[Problem]:
        """Dates of birth that cannot be, and couples of one."""
        found = []
        day = self.case_date
        named = [
            ("date_of_birth", "Tenant's date of birth", self.date_of_birth),
            ("partner_date_of_birth", "Partner's date of birth", self.partner_date_of_birth),
        ]
        for number, adult in enumerate(self.non_dependants):
            where, who = f"non_dependants.{number}.", f"Adult {number + 1}: "
            named.append((f"{where}born", f"{who}Date of birth", adult.born))
            if adult.couple_with_one_above is YesNo.YES and (
                number == 0 or self.non_dependants[number - 1].couple_with_one_above is YesNo.YES
            ):
                found.append(
                    Problem(
                        f"{where}couple_with_one_above",
                        f"{who}A couple with the person just above? That person must be listed "
                        "and not be in a couple already",
                    )
                )
        for name, label, born in named:
            if born is None:
                continue
            if born > day:
                found.append(Problem(name, f"{label} must not be after {long_date(day)}"))
            elif not YOUNGEST_TENANT <= age_on(born, day) <= OLDEST:
                age = age_on(born, day)
                found.append(
                    Problem(name, f"{label}: is {long_date(born)} right? It makes them {age}")
                )
        uc = self.help_with_rent in (HelpWithRent.UC_TO_TENANT, HelpWithRent.UC_MANAGED_PAYMENT)
        if uc and not found and self.all_of_pension_age:
            found.append(
                Problem(
                    "help_with_rent",
                    "Universal Credit ends at State Pension age, and nobody here is under it. "
                    "Check the dates of birth and the help with the rent",
                )
            )
        for number, child in enumerate(self.children):
            wrong = ""
            if child.born > day:
                wrong = f"must not be after {long_date(day)}"
            elif child.born <= min(self.births):
                wrong = "must be later than the tenant's. Check both"
            elif age_on(child.born, day) >= CHILDREN_UNDER:
                wrong = "makes them 20 or over. List them with the other adults"
            if wrong:
                where = f"children.{number}.born"
                found.append(Problem(where, f"Child {number + 1}: Date of birth {wrong}"))
        return found

    @property
    def people(self) -> int:
        """Everybody listed."""
        return len(self.births) + len(self.children) + len(self.non_dependants) + self.others_liable

    @property
    def all_of_pension_age(self) -> bool:
        """Whether the tenant and any partner have reached State Pension age."""
        return all(reached_state_pension_age(born, self.case_date) for born in self.births)

    @property
    def births(self) -> tuple[dt.date, ...]:
        """The dates of birth of the tenant and any partner."""
        if self.partner_date_of_birth is None:
            return (self.date_of_birth,)
        return (self.date_of_birth, self.partner_date_of_birth)


class RoomRow(Frozen):
    """One room, or the rooms of some people where who shares is not known."""

    room: str = part("Room", row_header=True)
    who: str = part("For")
    why: str = part("Why")


class RulesRow(Frozen):
    """What one benefit's rules come to."""

    rules: str = part("Rules of", row_header=True)
    needed: str = part("Bedrooms needed")
    spare: str = part("Spare")
    share: Decimal | None = part("Share of the rent taken", unit="share", if_none="None")
    weekly: Decimal | None = part("A week", unit="GBP", if_none="None")
    because: str = part("Why")


class ChangeRow(Frozen):
    """A day ahead on which the number of rooms may change."""

    day: dt.date = part("Date", row_header=True)
    what: str = part("What happens")
    change: str = part("Bedrooms needed")
    needed: str = part("Then needs")
    spare: str = part("Then spare")
    weekly: Decimal | None = part("Then taken a week", unit="GBP", if_none="Not known")


THE_ROOMS, BOTH_RULES, AHEAD = "The rooms", "Both sets of rules", "What would change it"


class BedroomEntitlementResult(CalculatorResult):
    """The bedrooms a household needs, those spare, and what they cost."""

    reduction: Outcome = part("Something taken off for spare bedrooms")
    needed: int | None = part("Bedrooms needed", unit="bedrooms", if_none="Not known yet")
    needed_at_least: int | None = part("Bedrooms needed, at least", unit="bedrooms")
    needed_at_most: int | None = part("Bedrooms needed, at most", unit="bedrooms")
    spare: int | None = part("Spare bedrooms", unit="bedrooms", if_none="Not known yet")
    short: int | None = part("Bedrooms too few", unit="bedrooms")
    share: Decimal | None = part("Share of the rent taken", unit="share")
    weekly: Decimal | None = part("Taken a week", unit="GBP/week")
    monthly: Decimal | None = part("Taken a month", unit="GBP/month")
    rent_counted: Decimal = part("Rent that counts, a week", unit="GBP/week")

    rooms: tuple[RoomRow, ...] = part("Who has which room", section=THE_ROOMS)
    both: tuple[RulesRow, ...] = part(
        "Universal Credit and Housing Benefit",
        section=BOTH_RULES,
        hint="A couple among the other adults has two rooms in Universal Credit and one in Housing "
        "Benefit.",
    )
    changes: tuple[ChangeRow, ...] = part(
        "Days ahead",
        section=AHEAD,
        hint="At today's rent and share, if nobody moves in or out. Rents and the law may change.",
    )
