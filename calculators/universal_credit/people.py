"""The household on one day: ages, who counts, and what is not known about it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from calculators.core.ages import age_on
from calculators.core.bedrooms import OWN_ROOM_FROM, People, RoomsNeeded, Young, rooms_for
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.household import DisabilityBenefit
from calculators.universal_credit import housing
from calculators.universal_credit.choices import Housing
from calculators.universal_credit.models import UniversalCreditInput

KNOWN = {YesNoNotKnown.YES: True, YesNoNotKnown.NO: False, YesNoNotKnown.NOT_KNOWN: None}


class Household(NamedTuple):
    """Everything about the household that turns on a day.

    Attributes:
        on: The day.
        claimants: Ages of those whose claim it is.
        rooms: Bedrooms needed; None where they do not matter.
        charged: Adults a contribution is taken for.
        unsure: Adults of whom it is not known.
    """

    on: dt.date
    claimants: tuple[int, ...]
    rooms: RoomsNeeded | None
    charged: int
    unsure: int


def household_on(inputs: UniversalCreditInput, on: dt.date, least_age: int) -> Household:
    """The household on a day.

    Args:
        inputs: The facts.
        on: The day ages are taken on.
        least_age: From which age an adult brings a contribution.
    """
    claimants = [age_on(inputs.date_of_birth, on)]
    if inputs.partner_date_of_birth and inputs.partner_can_claim is YesNo.YES:
        claimants.append(age_on(inputs.partner_date_of_birth, on))
    due = [
        housing.contribution_due(
            age_on(each.born, on), least_age, each.disability, each.circumstances
        )
        for each in inputs.non_dependants
    ]
    rooms = rooms_on(inputs, on) if inputs.bedrooms is not None else None
    return Household(on, tuple(claimants), rooms, due.count(True), due.count(None))


def rooms_on(inputs: UniversalCreditInput, on: dt.date) -> RoomsNeeded:
    """The bedrooms the household needs on a day."""
    young = [
        Young(age_on(each.born, on), each.sex, KNOWN[each.needs_own_room])
        for each in inputs.children
    ]
    adults = 0
    for each in inputs.non_dependants:
        age = age_on(each.born, on)
        if age < OWN_ROOM_FROM:
            young.append(Young(age))
        else:
            adults += 1
    people = People(
        young=tuple(young),
        adults=adults,
        renters_apart=KNOWN[inputs.partners_need_two_rooms],
        overnight_carer=KNOWN[inputs.overnight_carer],
        foster=KNOWN[inputs.foster_carer],
    )
    return rooms_for(people, couples_share=False)


def why_no_bedroom_reduction(inputs: UniversalCreditInput) -> str:
    """Why spare bedrooms take nothing off, whatever their number; "" where they can."""
    if inputs.housing is Housing.SHARED_OWNERSHIP:
        return "Shared ownership homes have none."
    if inputs.sanctuary_scheme is YesNo.YES:
        return "Homes adapted under a sanctuary scheme have none."
    if inputs.others_liable:
        return "Joint tenants who are not a couple have none."
    return ""


def benefits_of(inputs: UniversalCreditInput) -> tuple[DisabilityBenefit, ...]:
    """The disability benefits of the tenant and any partner."""
    if inputs.has_partner:
        return (inputs.disability_benefit, inputs.partner_disability_benefit)
    return (inputs.disability_benefit,)
