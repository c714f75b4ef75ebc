"""What Housing Benefit takes for other adults in the home."""

from __future__ import annotations

from decimal import Decimal

from calculators.core.ages import age_on
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.household import DisabilityBenefit, NonDependant, NonDependantFact
from calculators.core.money import ZERO
from calculators.core.trace import Trace
from calculators.core.wording import capitalised, in_sentence, pounds
from calculators.housing_benefit import rules
from calculators.housing_benefit.models import AdultRow, HousingBenefitInput
from calculators.housing_benefit.ranges import Range

NON_DEPENDANTS = "housing_benefit.non_dependants"
#: The highest first, so that the first band reached is the one that counts.
BANDS = (6, 5, 4, 3, 2)
RENTER_BENEFIT = "whether the tenant or partner gets a benefit for care"
KNOWN = {YesNoNotKnown.YES: True, YesNoNotKnown.NO: False, YesNoNotKnown.NOT_KNOWN: None}

Charge = tuple[Decimal, Decimal, str, str]


class Adults:
    """The charge for each adult or couple, and for all of them."""

    def __init__(self, inputs: HousingBenefitInput, trace: Trace) -> None:
        """Work every charge out."""
        self.inputs = inputs
        self.trace = trace
        self.day = inputs.case_date
        self.exempt = self.renter_exempt()
        self.rows: list[AdultRow] = []
        self.total = Range()
        for places in groups(inputs.non_dependants):
            self.add(places)

    def renter_exempt(self) -> bool | None:
        """Whether the tenant or partner ends every charge."""
        inputs = self.inputs
        benefits: tuple[DisabilityBenefit, ...] = (inputs.disability_benefit,)
        lowest: tuple[bool | None, ...] = (KNOWN[inputs.lowest_care],)
        if inputs.partner is YesNo.YES:
            benefits += (inputs.partner_disability_benefit,)
            lowest += (KNOWN[inputs.partner_lowest_care],)
        blind = inputs.severely_sight_impaired is YesNo.YES
        return rules.renter_exempts(benefits, lowest, blind=blind)

    def add(self, places: list[int]) -> None:
        """Add the charge for one adult, or the one charge for a couple."""
        who = "Adult " + " and ".join(str(place + 1) for place in places)
        if self.exempt:
            why = "None: the tenant or partner is blind or gets a benefit for care"
            self.rows.append(AdultRow(who=who, least=ZERO, most=ZERO, why=why))
            return
        people = [self.inputs.non_dependants[place] for place in places]
        income = joint_income(people)
        charges = [
            self.charge(person, income, f"adult {place + 1}")
            for place, person in zip(places, people, strict=True)
        ]
        least = max(each[0] for each in charges)
        most = max(each[1] for each in charges)
        dearest = max(charges, key=lambda each: (each[1], each[0]))
        unknown = next((each[3] for each in charges if each[3] and each[1] == most), "")
        unknown = unknown or next((each[3] for each in charges if each[3]), "")
        why = dearest[2] + (", the higher of the two" if len(places) > 1 else "")
        if self.exempt is None and most:
            least, unknown = ZERO, RENTER_BENEFIT
        self.rows.append(AdultRow(who=who, least=least, most=most, why=why))
        if unknown in self.total.unknown:
            unknown = ""
        self.total.add(least, most, unknown)

    def charge(self, person: NonDependant, income: Decimal | None, who: str) -> Charge:
        """The least and the most charged for one person, why, and what would settle it.

        Args:
            person: The adult.
            income: Pounds a week before tax, of both where they are a couple; None if not known.
            who: What to call them in the facts that would settle it.
        """
        age = age_on(person.born, self.day)
        if age < rules.NON_DEPENDANT_FROM:
            return ZERO, ZERO, "None: under 18", ""
        fact = person.circumstances
        if fact in rules.NEVER_CHARGED:
            return ZERO, ZERO, f"None: {in_sentence(fact.label)}", ""
        student = fact is NonDependantFact.STUDENT
        if student and person.works_16_hours is YesNoNotKnown.NO:
            return ZERO, ZERO, "None: a full-time student", ""
        if fact is NonDependantFact.UC_NOT_EARNING and age < rules.NOT_EARNING_CHARGED_FROM:
            return ZERO, ZERO, "None: under 25, on Universal Credit without earnings", ""
        least, most, why, unknown = self.charge_by_work(person, income, who)
        if student:
            return ZERO, most, why, f"whether {who} works in term time or the summer"
        if fact is NonDependantFact.NOT_KNOWN:
            return ZERO, most, why, f"the circumstances of {who}"
        return least, most, why, unknown

    def charge_by_work(self, person: NonDependant, income: Decimal | None, who: str) -> Charge:
        """The charge by hours and income, for someone whom nothing exempts."""
        flat = self.trace.number(f"{NON_DEPENDANTS}.flat", self.day)
        not_earning = person.circumstances is NonDependantFact.UC_NOT_EARNING
        if person.works_16_hours is YesNoNotKnown.NO or not_earning:
            return flat, flat, "Does not work 16 hours a week", ""
        if person.works_16_hours is YesNoNotKnown.NOT_KNOWN or income is None:
            top = self.trace.number(f"{NON_DEPENDANTS}.band_{BANDS[0]}.amount", self.day)
            missing = "income before tax"
            if person.works_16_hours is YesNoNotKnown.NOT_KNOWN:
                missing = "hours and income before tax"
            return flat, top, f"{capitalised(missing)} not known", f"{who}'s {missing}"
        for band in BANDS:
            starts = self.trace.number(f"{NON_DEPENDANTS}.band_{band}.income_from", self.day)
            if rules.reaches_band(income, starts):
                amount = self.trace.number(f"{NON_DEPENDANTS}.band_{band}.amount", self.day)
                return amount, amount, f"Works, with {pounds(starts)} a week or more", ""
        return flat, flat, f"Works, with less than {pounds(starts)} a week", ""


def groups(people: tuple[NonDependant, ...]) -> list[list[int]]:
    """Places in the list by charge: one for a single person, two for a couple."""
    found: list[list[int]] = []
    for place, person in enumerate(people):
        if person.couple_with_one_above is YesNo.YES:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def joint_income(people: list[NonDependant]) -> Decimal | None:
    """Income before tax of one person or of both of a couple; None if that of one is missing."""
    incomes = [
        each.gross_weekly_income for each in people if each.works_16_hours is not YesNoNotKnown.NO
    ]
    return None if None in incomes else sum((each for each in incomes if each is not None), ZERO)
