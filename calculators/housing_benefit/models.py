"""The facts Housing Benefit is worked out from, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from calculators.core import catalogue, doubts, household
from calculators.core.ages import age_on, reached_state_pension_age
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.errors import Doubt, Problem
from calculators.core.household import Child, DisabilityBenefit, NonDependant, NonDependantFact
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency
from calculators.core.plausible import (
    LEAST_RENT,
    MOST_RENT,
    MOST_SUPPORTED_RENT,
    unlikely_rent,
)
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import in_sentence, long_date, pounds

#: The first day whose rates are held.
FIRST_DAY = dt.date(2024, 4, 1)
INCOME = "Income and savings"
PREMIUMS = "What may raise the applicable amount"
#: More than this a week is more likely a month's figure: ask.
MOST_WEEKLY_INCOME = Decimal("2000.00")
MOST_CAPITAL = Decimal("10000000.00")
YOUNGEST_TENANT = 16
ADULT = 16
CHILDREN_UNDER = 20
OLDEST = 120


class Accommodation(Choice):
    """What kind of home it is, as far as Housing Benefit asks."""

    GENERAL = ("general", "Any other rented home")
    SPECIFIED = (
        "specified",
        "Specified accommodation",
        "Supported housing, a refuge or a hostel that meets the rules",
    )
    TEMPORARY = ("temporary", "Temporary accommodation", "Provided because of homelessness")


class MainBenefit(Choice):
    """A benefit that makes Housing Benefit pay in full, whatever the income."""

    NONE = ("none", "Neither of these")
    GUARANTEE_CREDIT = ("guarantee-credit", "Pension Credit with Guarantee Credit")
    UNIVERSAL_CREDIT = ("universal-credit", "Universal Credit")
    NOT_KNOWN = ("not-known", "Not known yet")


class HowMany(Choice):
    """How many of two people something is true of."""

    NONE = ("none", "Nobody")
    ONE = ("one", "One person")
    TWO = ("two", "Two people")
    NOT_KNOWN = ("not-known", "Not known yet")


NOT_IN_FULL = {"main_benefit": (MainBenefit.NONE.value, MainBenefit.NOT_KNOWN.value)}
LOWEST_CARE = "is Disability Living Allowance for care at the lowest rate?"


class HousingBenefitInput(CalculatorInput):
    """One home, its rent, who lives in it, and what they have coming in."""

    beside_the_point = (("main_benefit", ()),)

    case_date: Date = catalogue.case_date(
        hint="Any day of the week it is for, Monday to Sunday. It chooses the rates and the ages."
    )
    accommodation: Accommodation = question(
        "Kind of home",
        group=catalogue.THE_CASE,
        default=Accommodation.GENERAL,
        why="Under State Pension age, Housing Benefit helps only in the last two kinds.",
    )
    rent: Money = catalogue.rent_amount(
        hint="The full charge for one period, with service charges, like 112.50"
    )
    rent_frequency: Frequency = catalogue.rent_frequency()
    rent_free_weeks: WholeNumber = catalogue.rent_free_weeks()
    ineligible_charges: Money | None = question(
        "Of that, charges Housing Benefit does not cover",
        group=catalogue.THE_RENT,
        unit_from="rent_frequency",
        default=None,
        ge=Decimal("0.00"),
        hint="As the rent notice marks them, such as heating of the home itself, or support. "
        "0 if there are none. Leave empty if you do not know.",
    )
    date_of_birth: Date = household.date_of_birth()
    partner: YesNo = household.partner()
    partner_date_of_birth: Date | None = household.partner_date_of_birth()
    main_benefit: MainBenefit = question(
        "Gets Guarantee Credit or Universal Credit?",
        group=INCOME,
        default=MainBenefit.NOT_KNOWN,
        why="With either of them, income and savings do not count.",
    )
    capital: Money | None = household.capital(
        needed=False,
        group=INCOME,
        hint="Bank accounts, savings and investments of both. 0 if there are none. Leave empty "
        "if you do not know.",
        le=MOST_CAPITAL,
        shown_when=NOT_IN_FULL,
    )
    weekly_earnings: Money | None = question(
        "Earnings of both, after tax and National Insurance",
        group=INCOME,
        unit="GBP/week",
        default=None,
        ge=Decimal("0.00"),
        hint="A week, as the council counts them. 0 if neither works. Leave empty if you do not "
        "know.",
        shown_when=NOT_IN_FULL,
    )
    weekly_other_income: Money | None = question(
        "Other income that counts, of both",
        group=INCOME,
        unit="GBP/week",
        default=None,
        ge=Decimal("0.00"),
        hint="A week, such as State Pension and other pensions, as the council's letter lists it. "
        "Leave savings out. 0 if there is none. Leave empty if you do not know.",
        shown_when=NOT_IN_FULL,
    )
    higher_disregard: YesNoNotKnown = question(
        "Does the council leave more of the earnings out?",
        group=INCOME,
        default=YesNoNotKnown.NOT_KNOWN,
        hint="For some disabled people, carers and some jobs. Its letter says so.",
        shown_when=NOT_IN_FULL,
    )
    additional_disregard: YesNoNotKnown = question(
        "Does it leave the additional amount out too?",
        group=INCOME,
        default=YesNoNotKnown.NOT_KNOWN,
        hint="For people who work enough hours. Its letter says so.",
        shown_when=NOT_IN_FULL,
    )
    children: tuple[Child, ...] = household.children()
    family_premium: YesNoNotKnown = question(
        "Family premium kept from before 1 May 2016?",
        group=PREMIUMS,
        default=YesNoNotKnown.NO,
        hint="Only where Housing Benefit has run without a break since then.",
        shown_when=NOT_IN_FULL,
    )
    disability_benefit: DisabilityBenefit = household.disability_benefit()
    lowest_care: YesNoNotKnown = question(
        f"Tenant: {LOWEST_CARE}",
        group=household.THE_HOUSEHOLD,
        default=YesNoNotKnown.NOT_KNOWN,
        shown_when={"disability_benefit": (DisabilityBenefit.OTHER.value,)},
        why="Then nothing is taken for other adults. With mobility only, it is.",
    )
    partner_disability_benefit: DisabilityBenefit = household.partner_disability_benefit()
    partner_lowest_care: YesNoNotKnown = question(
        f"Partner: {LOWEST_CARE}",
        group=household.THE_HOUSEHOLD,
        default=YesNoNotKnown.NOT_KNOWN,
        shown_when={"partner_disability_benefit": (DisabilityBenefit.OTHER.value,)},
    )
    severely_sight_impaired: YesNo = household.severely_sight_impaired()
    carers: HowMany = question(
        "Tenant and partner entitled to Carer's Allowance",
        group=PREMIUMS,
        default=HowMany.NONE,
        hint="Even if another benefit is paid in its place.",
        shown_when=NOT_IN_FULL,
    )
    paid_carers: HowMany = question(
        "People paid to care for the tenant or partner",
        group=PREMIUMS,
        default=HowMany.NOT_KNOWN,
        hint="Who get Carer's Allowance, or Universal Credit with the carer element, for it.",
        shown_when=NOT_IN_FULL,
    )
    employment_support: YesNoNotKnown = question(
        "Employment and Support Allowance in payment?",
        group=PREMIUMS,
        default=YesNoNotKnown.NO,
        shown_when=NOT_IN_FULL,
        why="It changes the applicable amount in ways this handbook does not hold.",
    )
    non_dependants: tuple[NonDependant, ...] = household.non_dependants()

    amounts_checked: YesNo = doubts.amounts_checked()

    def problems(self) -> list[Problem]:
        """Facts that contradict each other or cannot be."""
        if self.case_date < FIRST_DAY:
            return [too_early(self.case_date)]
        return [
            *self.rent_problems(),
            *self.people_problems(),
            *self.child_problems(),
            *self.premium_problems(),
            *self.adult_problems(),
        ]

    def doubts(self) -> Iterator[Doubt]:
        """A rent or income that looks like another period's, and children listed too often."""
        yield from household.born_together(self.children)
        general = self.accommodation is Accommodation.GENERAL
        yield from unlikely_rent(
            self.rent,
            self.rent_frequency,
            least=LEAST_RENT if general else None,
            most=MOST_RENT if general else MOST_SUPPORTED_RENT,
        )
        incomes = [
            ("weekly_earnings", self.weekly_earnings, ""),
            ("weekly_other_income", self.weekly_other_income, ""),
        ]
        incomes += [
            (
                f"non_dependants.{number}.gross_weekly_income",
                adult.gross_weekly_income,
                f"Income of adult {number + 1}",
            )
            for number, adult in enumerate(self.non_dependants)
        ]
        for name, amount, called in incomes:
            if amount is not None and amount > MOST_WEEKLY_INCOME:
                yield doubts.doubt(
                    name,
                    f"{pounds(amount)} a week",
                    f"It is more than {pounds(MOST_WEEKLY_INCOME)}",
                    "If it is for a month, multiply by 12 and divide by 52",
                    called=called,
                )

    def rent_problems(self) -> list[Problem]:
        """Charges that leave no rent, and rent-free weeks where rent is not charged by weeks."""
        found = []
        if self.ineligible_charges is not None and self.ineligible_charges >= self.rent:
            found.append(
                Problem(
                    "ineligible_charges",
                    "Charges Housing Benefit does not cover must be less than the rent, "
                    f"{pounds(self.rent)}: enter the part of it that is not covered",
                )
            )
        if self.rent_free_weeks and not self.rent_frequency.weeks:
            found.append(
                Problem(
                    "rent_free_weeks",
                    "Rent-free weeks must be 0 where rent is charged "
                    f"{in_sentence(self.rent_frequency.label)}",
                )
            )
        return found

    def premium_problems(self) -> Iterator[Problem]:
        """A premium for children where there are none."""
        if self.family_premium is YesNoNotKnown.YES and not self.children:
            yield Problem(
                "family_premium",
                "The family premium is for a child or young person, and none is listed. List "
                "them, or answer No",
            )

    def people_problems(self) -> list[Problem]:
        """Ages of the tenant and partner that cannot be, and benefits that do not fit them."""
        found = []
        for name, who, born in (
            ("date_of_birth", "Tenant", self.date_of_birth),
            ("partner_date_of_birth", "Partner", self.partner_date_of_birth),
        ):
            if born is not None and (wrong := wrong_age(born, self.case_date, YOUNGEST_TENANT)):
                found.append(Problem(name, f"{who}'s date of birth: {wrong}"))
        if found:
            return found
        old = [reached_state_pension_age(each, self.case_date) for each in self.births]
        if self.main_benefit is MainBenefit.UNIVERSAL_CREDIT and all(old):
            found.append(
                Problem(
                    "main_benefit",
                    "Universal Credit ends at State Pension age, and nobody here is under it. "
                    "Check the dates of birth and the benefit",
                )
            )
        if self.main_benefit is MainBenefit.GUARANTEE_CREDIT and not any(old):
            found.append(
                Problem(
                    "main_benefit",
                    "Pension Credit starts at State Pension age, and nobody here has reached it "
                    f"on {long_date(self.case_date)}. Check the dates of birth and the benefit",
                )
            )
        if self.partner is YesNo.NO and self.carers is HowMany.TWO:
            found.append(Problem("carers", "Two people cannot be carers where there is no partner"))
        return found

    def child_problems(self) -> list[Problem]:
        """Children not yet born, too old, or as old as a parent."""
        found = []
        oldest = min(self.births)
        for number, child in enumerate(self.children):
            wrong = ""
            if child.born > self.case_date:
                wrong = f"must not be after the date the answer is for, {long_date(self.case_date)}"
            elif child.born <= oldest:
                wrong = "must be later than the tenant's. Check both"
            elif age_on(child.born, self.case_date) >= CHILDREN_UNDER:
                wrong = "makes them 20 or over. List them with the other adults"
            if wrong:
                found.append(
                    Problem(f"children.{number}.born", f"Child {number + 1}: Date of birth {wrong}")
                )
        return found

    def adult_problems(self) -> list[Problem]:
        """Other adults who are children, couples of one, and work without earnings."""
        found = []
        for number, adult in enumerate(self.non_dependants):
            where, who = f"non_dependants.{number}.", f"Adult {number + 1}: "
            if wrong := wrong_age(adult.born, self.case_date, ADULT):
                found.append(Problem(f"{where}born", f"{who}Date of birth: {wrong}"))
                continue
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
            if adult.circumstances is NonDependantFact.UC_NOT_EARNING and (
                adult.works_16_hours is YesNoNotKnown.YES
            ):
                found.append(
                    Problem(
                        f"{where}circumstances",
                        f"{who}Works 16 hours a week and has no earnings: check which is right",
                    )
                )
        return found

    @property
    def births(self) -> tuple[dt.date, ...]:
        """The dates of birth of the tenant and any partner."""
        return (
            (self.date_of_birth,)
            if self.partner_date_of_birth is None
            else (self.date_of_birth, self.partner_date_of_birth)
        )


def too_early(day: dt.date) -> Problem:
    """What to say of a day before the first whose rates are held."""
    return Problem(
        "case_date",
        f"Date the answer is for must be {long_date(FIRST_DAY)} or later: we hold no rates for "
        f"{long_date(day)}",
    )


def wrong_age(born: dt.date, day: dt.date, least: int) -> str:
    """What is wrong with a date of birth, or "" if nothing is."""
    if born > day:
        return f"it must not be after the date the answer is for, {long_date(day)}"
    age = age_on(born, day)
    if age < least:
        return f"is {long_date(born)} right? It makes them {age} on {long_date(day)}"
    if age > OLDEST:
        return f"is {long_date(born)} right? It makes them {age}"
    return ""


class AllowanceRow(Frozen):
    """One amount in the applicable amount."""

    what: str = part("Allowance or premium", row_header=True)
    amount: Decimal | None = part("A week", unit="GBP", if_none="Not known")
    why: str = part("Why")


class AdultRow(Frozen):
    """What is taken for one adult, or for one couple."""

    who: str = part("Adult", row_header=True)
    least: Decimal = part("Least taken a week", unit="GBP")
    most: Decimal = part("Most taken a week", unit="GBP")
    why: str = part("Why")


THE_RENT_COVERED = "The rent Housing Benefit can cover"
THE_APPLICABLE_AMOUNT = "What the household is allowed to live on"
THE_INCOME = "Income counted"


class HousingBenefitResult(CalculatorResult):
    """A week's Housing Benefit, or the least and the most it can be while facts are missing."""

    entitled: Outcome = part("Housing Benefit due")
    award: Decimal | None = part(
        "Housing Benefit a week", unit="GBP/week", if_none="Cannot tell yet"
    )
    least: Decimal | None = part("At least", unit="GBP/week")
    most: Decimal | None = part("At most", unit="GBP/week")
    left_to_pay: Decimal | None = part("Left for the tenant to pay a week", unit="GBP/week")
    week_starts: dt.date = part("Benefit week, from Monday")
    rules_used: str = part("Rules used")
    full_rent: Outcome = part("Income and savings left out of account")
    capital_limit: Outcome = part("Savings within the limit")
    bedrooms: Outcome = part("Anything taken for spare bedrooms")

    weekly_rent: Decimal = part("Rent a week", unit="GBP/week", section=THE_RENT_COVERED)
    eligible_rent: Decimal | None = part(
        "Rent Housing Benefit can cover",
        unit="GBP/week",
        section=THE_RENT_COVERED,
        if_none="Not known yet",
    )
    adults: tuple[AdultRow, ...] = part(
        "Taken for other adults", section=THE_RENT_COVERED, hint="One charge for a couple."
    )
    taken_for_adults: Decimal | None = part(
        "Taken for other adults, together",
        unit="GBP/week",
        section=THE_RENT_COVERED,
        if_none="Not known yet",
    )

    allowances: tuple[AllowanceRow, ...] = part(
        "Allowances and premiums", section=THE_APPLICABLE_AMOUNT
    )
    applicable_amount: Decimal | None = part(
        "Applicable amount", unit="GBP/week", section=THE_APPLICABLE_AMOUNT
    )
    applicable_at_least: Decimal | None = part(
        "Applicable amount, at least", unit="GBP/week", section=THE_APPLICABLE_AMOUNT
    )

    earnings_counted: Decimal | None = part(
        "Earnings, less what is left out", unit="GBP/week", section=THE_INCOME
    )
    tariff_income: Decimal | None = part(
        "Counted from savings", unit="GBP/week", section=THE_INCOME
    )
    income: Decimal | None = part("Income counted", unit="GBP/week", section=THE_INCOME)
    excess: Decimal | None = part(
        "Above the applicable amount", unit="GBP/week", section=THE_INCOME
    )
    taken_for_income: Decimal | None = part("Taken for income", unit="GBP/week", section=THE_INCOME)
