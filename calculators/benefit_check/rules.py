"""The rules of the benefit check: each says whether one entitlement looks unclaimed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from calculators.core.ages import age_on, reached_state_pension_age
from calculators.core.choices import YesNoNotKnown
from calculators.core.household import DisabilityBenefit
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.wording import long_date, pounds
from calculators.housing_benefit.models import Accommodation

YES, NO, UNKNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN
#: Universal Credit is for people of 18 or over; exceptions for 16 and 17 are not held.
ADULT = 18
#: The Crisis and Resilience Fund took the place of Discretionary Housing Payments on this day.
CRISIS_FUND_FROM = dt.date(2026, 4, 1)
#: The guidance on the fund covers the time to 31 March 2029.
CRISIS_FUND_TO = dt.date(2029, 3, 31)
DISCRETIONARY = "Discretionary Housing Payment"
CRISIS_FUND = "Crisis and Resilience Fund: Housing Payment"

CLAIMED = "The household gets it already."
SAVINGS = "how much the savings and capital are"
OLDER_AWARDS = (
    "One of the couple is under State Pension age. Most such couples claim Universal Credit; some "
    "older awards go on."
)
BOTH_SIDES = "what a benefits adviser says about a couple on both sides of State Pension age"


def pension_age(born: Sequence[dt.date], day: dt.date) -> tuple[bool, bool]:
    """Whether everybody, and whether anybody, has reached State Pension age.

    Source:
        Pensions Act 1995, Sch. 4 para. 1.
    """
    reached = [reached_state_pension_age(each, day) for each in born]
    return all(reached), any(reached)


def on_universal_credit(
    told: YesNoNotKnown, gets_pension_credit: YesNoNotKnown, ages: tuple[bool, bool]
) -> YesNoNotKnown:
    """Whether the household gets Universal Credit, where other facts settle it.

    Args:
        told: What the tenant says.
        gets_pension_credit: Whether Pension Credit is in payment: never beside it.
        ages: Whether everybody, and whether anybody, has reached State Pension age.

    Source:
        Welfare Reform Act 2012, s.4(1)(b); State Pension Credit Act 2002, s.4.
    """
    ruled_out = ages[0] or gets_pension_credit is YES
    return NO if told is UNKNOWN and ruled_out else told


def universal_credit(
    gets: YesNoNotKnown,
    born: Sequence[dt.date],
    day: dt.date,
    capital: Decimal | None,
    upper_limit: Decimal,
    *,
    for_rent: YesNoNotKnown = YES,
    older_awards: tuple[YesNoNotKnown, YesNoNotKnown] = (NO, NO),
) -> Outcome:
    """Whether Universal Credit, or the amount for rent in it, looks unclaimed.

    A couple on both sides of State Pension age may have an older award of Pension Credit or
    Housing Benefit. A claim for Universal Credit would end it for good, so none is prompted.

    Args:
        gets: Whether the household gets it.
        born: The dates of birth of the tenant and any partner.
        day: The day of the case.
        capital: Savings of both in pounds; None where not known.
        upper_limit: The capital above which there is none.
        for_rent: Whether the award has an amount for rent; yes where it can have none for this
            home, so that none is missing.
        older_awards: Whether Pension Credit, and whether Housing Benefit, is in payment.

    Source:
        Welfare Reform Act 2012, ss.3 to 5; Universal Credit Regulations 2013, regs 3(3), 18 and
        25; State Pension Credit Act 2002, s.4.
    """
    if gets is YES:
        return in_award(for_rent)
    everybody, anybody = pension_age(born, day)
    if everybody:
        return no("It ends at State Pension age. Look at Pension Credit and Housing Benefit.")
    pension, housing = older_awards
    if pension is YES:
        return no(
            "The couple gets Pension Credit, and a claim for Universal Credit would end it. Ask an "
            "adviser before anything is claimed."
        )
    if capital is not None and capital > upper_limit:
        return no(f"Savings of {pounds(capital)} are above the limit of {pounds(upper_limit)}.")
    able = [each for each in born if not reached_state_pension_age(each, day)]
    if max(age_on(each, day) for each in able) < ADULT:
        return cannot_tell(
            "Under 18 it is paid in some cases only, and those rules are not held.",
            "what an adviser says about a claim under 18",
        )
    if anybody and housing is YES:
        return cannot_tell(
            "One of the couple is under State Pension age, and a claim would end an older award of "
            "Housing Benefit.",
            BOTH_SIDES,
        )
    open_facts = []
    if gets is UNKNOWN:
        open_facts.append("whether the household gets Universal Credit")
    if anybody and pension is UNKNOWN:
        open_facts.append("whether the household gets Pension Credit")
    if anybody and housing is UNKNOWN:
        open_facts.append("whether the household gets Housing Benefit")
    if capital is None:
        open_facts.append(SAVINGS)
    if open_facts:
        return cannot_tell("The household is of an age to claim.", *open_facts)
    return yes(
        "The household is of an age to claim and savings are within the limit. Whether anything is "
        "due depends on income: work it out."
    )


def in_award(for_rent: YesNoNotKnown) -> Outcome:
    """Whether the amount for rent looks missing from an award in payment.

    Source:
        Universal Credit Regulations 2013, reg. 25.
    """
    if for_rent is NO:
        return yes(
            "The household gets it, without an amount for rent. The tenant can report the rent in "
            "the online account."
        )
    if for_rent is UNKNOWN:
        return cannot_tell(
            "The household gets it, and it can have an amount for rent.",
            "whether there is an amount for rent in the award",
        )
    return no(CLAIMED)


def housing_benefit(
    gets: YesNoNotKnown,
    gets_pension_credit: YesNoNotKnown,
    accommodation: Accommodation,
    ages: tuple[bool, bool],
    capital: Decimal | None,
    upper_limit: Decimal,
    on_credit: YesNoNotKnown,
) -> Outcome:
    """Whether Housing Benefit looks unclaimed.

    Args:
        gets: Whether the household gets it.
        gets_pension_credit: Whether Pension Credit is in payment: with its guarantee part,
            savings do not count.
        accommodation: The kind of home.
        ages: Whether everybody, and whether anybody, has reached State Pension age.
        capital: Savings of both in pounds; None where not known.
        upper_limit: The capital above which there is none.
        on_credit: Whether Universal Credit is in payment: where Housing Benefit is paid beside
            it, savings do not count.

    Source:
        Housing Benefit (Persons who have attained the qualifying age for state pension credit)
        Regulations 2006, regs 26 and 43; Housing Benefit Regulations 2006, reg. 43 and Sch. 6.
    """
    everybody, anybody = ages
    general = accommodation is Accommodation.GENERAL
    if gets is YES:
        return no(CLAIMED)
    if general and not anybody:
        return no("Under State Pension age, help with the rent of this home is in another benefit.")
    if general and on_credit is YES:
        return no("Universal Credit is in payment, and help with the rent of this home is in it.")
    if general and not everybody:
        return cannot_tell(OLDER_AWARDS, BOTH_SIDES)
    counted = on_credit is not YES
    if counted and capital is not None and capital > upper_limit:
        if not anybody:
            return no(f"Savings of {pounds(capital)} are above the limit of {pounds(upper_limit)}.")
        set_aside = (
            f"Savings are above {pounds(upper_limit)}, which only Guarantee Credit sets aside."
        )
        if gets_pension_credit is YES:
            return cannot_tell(set_aside, "whether the Pension Credit includes Guarantee Credit")
        if gets_pension_credit is UNKNOWN:
            return cannot_tell(set_aside, "whether the household gets Pension Credit")
        return cannot_tell(
            f"{set_aside} Claim Pension Credit first.", "whether Guarantee Credit is due"
        )
    open_facts = []
    if gets is UNKNOWN:
        open_facts.append("whether the household gets Housing Benefit")
    if counted and capital is None:
        open_facts.append(SAVINGS)
    if open_facts:
        return cannot_tell("Housing Benefit can help with the rent of this home.", *open_facts)
    return yes("Housing Benefit can help with the rent of this home, and it is not in payment.")


def pension_credit(
    gets: YesNoNotKnown,
    ages: tuple[bool, bool],
    income: Decimal | None,
    guarantee: Decimal,
    on_credit: YesNoNotKnown = NO,
) -> Outcome:
    """Whether Pension Credit looks unclaimed.

    Income at the guaranteed level or above does not settle it: amounts for disability, caring and
    children, and savings credit, can still bring an award.

    Args:
        gets: Whether the household gets it.
        ages: Whether everybody, and whether anybody, has reached State Pension age.
        income: Income of both, in pounds a week; None where not known.
        guarantee: The level it tops income up to, in pounds a week.
        on_credit: Whether Universal Credit is in payment.

    Source:
        State Pension Credit Act 2002, ss.2 and 4; State Pension Credit Regulations 2002, reg. 6.
    """
    everybody, anybody = ages
    if gets is YES:
        return no(CLAIMED)
    if not anybody:
        return no("It starts at State Pension age.")
    if not everybody:
        if on_credit is YES:
            return no("The couple gets Universal Credit, which is never paid beside it.")
        return cannot_tell(OLDER_AWARDS, BOTH_SIDES)
    open_facts = []
    if gets is UNKNOWN:
        open_facts.append("whether the household gets Pension Credit")
    if income is None:
        open_facts.append("the income a week of tenant and partner")
    if open_facts:
        return cannot_tell(
            f"It tops income up to {pounds(guarantee)} a week, or more with additions.", *open_facts
        )
    if income is not None and income < guarantee:
        return yes(
            f"Income of {pounds(income)} a week is below {pounds(guarantee)}, the level it tops up "
            "to. Savings can lower what is due."
        )
    return cannot_tell(
        f"Income is not below {pounds(guarantee)} a week. Additions for disability, caring or "
        "children, and savings credit, can still bring an award.",
        "what the Pension Service works out",
    )


def council_tax_reduction(gets: YesNoNotKnown) -> Outcome:
    """Whether Council Tax Reduction looks unclaimed; the scheme is the council's own.

    Source:
        Local Government Finance Act 1992, s.13A.
    """
    if gets is YES:
        return no(CLAIMED)
    if gets is UNKNOWN:
        return cannot_tell(
            "Each council has a scheme of its own.",
            "whether the household gets Council Tax Reduction",
        )
    return yes("It is not in payment. Each council has a scheme of its own: check locally.")


def for_disability(gets: DisabilityBenefit, daily_life: YesNoNotKnown) -> Outcome:
    """Whether a disability benefit looks unclaimed for one person.

    Source:
        Welfare Reform Act 2012, Part 4 (Personal Independence Payment); Social Security
        Contributions and Benefits Act 1992, s.64 (Attendance Allowance).
    """
    if gets not in (DisabilityBenefit.NONE, DisabilityBenefit.NOT_KNOWN):
        return no("A disability benefit is in payment. If needs have grown, ask an adviser first.")
    if daily_life is NO:
        return no("Nothing said so far makes daily life or getting about hard.")
    open_facts = []
    if gets is DisabilityBenefit.NOT_KNOWN:
        open_facts.append("whether a disability benefit is in payment")
    if daily_life is UNKNOWN:
        open_facts.append("whether ill health or a disability makes daily life hard")
    if open_facts:
        return cannot_tell("Income and savings do not count for it.", *open_facts)
    return yes("Daily life or getting about is hard. Income and savings do not count for it.")


def disability_benefit_name(born: dt.date, day: dt.date) -> str:
    """Which disability benefit a person would claim on a day.

    Source:
        Pensions Act 1995, Sch. 4 para. 1; Welfare Reform Act 2012, s.83; Social Security
        Contributions and Benefits Act 1992, s.64.
    """
    if reached_state_pension_age(born, day):
        return "Attendance Allowance"
    return "Personal Independence Payment (PIP)"


def for_caring(
    looks_after: YesNoNotKnown,
    gets: YesNoNotKnown,
    earnings: Decimal | None,
    limit: Decimal,
    on_universal_credit: YesNoNotKnown,
) -> Outcome:
    """Whether help for a carer looks unclaimed.

    Earnings above the limit rule Carer's Allowance out, and not the carer amount of Universal
    Credit.

    Args:
        looks_after: Whether somebody is looked after.
        gets: Whether a benefit for caring is in payment.
        earnings: Earnings of the carer in pounds a week; None where not known.
        limit: The most that may be earned with Carer's Allowance, in pounds a week.
        on_universal_credit: Whether the household gets Universal Credit.

    Source:
        Social Security Contributions and Benefits Act 1992, s.70; Social Security (Invalid Care
        Allowance) Regulations 1976 (SI 1976/409), reg. 8; Universal Credit Regulations 2013,
        reg. 29.
    """
    if looks_after is NO:
        return no("Nobody is looked after.")
    if looks_after is UNKNOWN:
        return cannot_tell(
            "Caring for somebody on a disability benefit can bring help.",
            "whether the tenant or partner looks after somebody",
        )
    if gets is YES:
        return no(CLAIMED)
    too_much = earnings is not None and earnings > limit and on_universal_credit is NO
    if gets is UNKNOWN and not too_much:
        return cannot_tell(
            "Somebody is looked after.", "whether a benefit for caring is in payment"
        )
    if on_universal_credit is YES:
        return yes(
            "Somebody is looked after. Universal Credit has an amount for carers, whatever they "
            "earn. The hours a week decide: an adviser knows the rule."
        )
    if earnings is None:
        return cannot_tell(
            f"Carer's Allowance allows earnings up to {pounds(limit)} a week.",
            "what the person who cares earns a week",
        )
    if earnings > limit and on_universal_credit is UNKNOWN:
        return cannot_tell(
            f"Earnings of {pounds(earnings)} a week are above {pounds(limit)} for Carer's "
            "Allowance. Universal Credit has an amount for carers, whatever they earn.",
            "whether the household gets Universal Credit",
        )
    if earnings > limit:
        return no(
            f"Earnings of {pounds(earnings)} a week are above {pounds(limit)}. Universal Credit, "
            "where it is claimed, has an amount for carers, whatever they earn."
        )
    return yes(
        f"Somebody is looked after, and earnings are not above {pounds(limit)} a week. The hours a "
        "week decide: an adviser knows the rule."
    )


def child_benefit(children: int, gets: YesNoNotKnown) -> Outcome:
    """Whether Child Benefit looks unclaimed.

    Source:
        Social Security Contributions and Benefits Act 1992, s.141.
    """
    if not children:
        return no("There are no children in the household.")
    if gets is YES:
        return no(CLAIMED)
    if gets is UNKNOWN:
        return cannot_tell(
            "There are children in the household.",
            "whether Child Benefit is in payment for every child",
        )
    return yes("It is not in payment for every child.")


def housing_payment(
    day: dt.date,
    has_rent_help: YesNoNotKnown,
    left_unpaid: YesNoNotKnown,
) -> Outcome:
    """Whether the council's help with a shortfall in rent looks worth asking for.

    Args:
        day: The day of the case: it chooses the scheme.
        has_rent_help: Whether Housing Benefit, or Universal Credit with an amount for rent, is in
            payment.
        left_unpaid: Whether that leaves part of the rent unpaid.

    Source:
        Crisis and Resilience Fund, guidance for local authorities in England, 1 April 2026 to 31
        March 2029; before that, the Discretionary Financial Assistance Regulations 2001.
    """
    if day > CRISIS_FUND_TO:
        return cannot_tell(
            f"The fund is settled to {long_date(CRISIS_FUND_TO)}.", "what follows the fund"
        )
    if has_rent_help is NO:
        return no("It needs Housing Benefit, or Universal Credit with an amount for rent.")
    if left_unpaid is NO:
        return no("Benefit leaves no part of the rent unpaid.")
    open_facts = []
    if has_rent_help is UNKNOWN:
        open_facts.append("whether the household gets benefit for rent")
    if left_unpaid is UNKNOWN:
        open_facts.append("whether benefit leaves part of the rent unpaid")
    if open_facts:
        return cannot_tell(
            "The council can help with rent that benefit does not meet.", *open_facts
        )
    return yes("Benefit leaves part of the rent unpaid. The council decides on help with it.")


def scheme_name(day: dt.date) -> str:
    """The council's scheme for a shortfall in rent on a day.

    Source:
        Crisis and Resilience Fund, guidance for local authorities in England, 13 January 2026.
    """
    return CRISIS_FUND if day >= CRISIS_FUND_FROM else DISCRETIONARY


def benefit_for_rent(
    housing: YesNoNotKnown, universal: YesNoNotKnown, uc_has_housing: YesNoNotKnown
) -> YesNoNotKnown:
    """Whether a benefit that pays rent is in payment, of either kind.

    Source:
        Arithmetic of three answers: no law or policy sets it.
    """
    through_uc = universal if universal is not YES else uc_has_housing
    if YES in (housing, through_uc):
        return YES
    return UNKNOWN if UNKNOWN in (housing, through_uc) else NO
