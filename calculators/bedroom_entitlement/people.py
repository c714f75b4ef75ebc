"""The household as the counting of rooms takes it, and the rooms as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from calculators.bedroom_entitlement.models import BedroomEntitlementInput, RoomRow
from calculators.core.ages import age_on
from calculators.core.bedrooms import OWN_ROOM_FROM, People, Rooms, RoomsNeeded, Young, rooms_for
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.household import NonDependantFact, Sex
from calculators.core.wording import in_sentence

KNOWN = {YesNoNotKnown.YES: True, YesNoNotKnown.NO: False, YesNoNotKnown.NOT_KNOWN: None}
CARER, FOSTER = "whether a carer stays overnight", "whether the tenant fosters"
APART = "whether the tenant and partner can share a bedroom"


def household_on(
    inputs: BedroomEntitlementInput, day: dt.date, *, leave_out: frozenset[int] = frozenset()
) -> People:
    """Everybody on a day, without the adults in the places left out."""
    adults = [place for place in range(len(inputs.non_dependants)) if place not in leave_out]
    couples = sum(
        inputs.non_dependants[place].couple_with_one_above is YesNo.YES and place - 1 in adults
        for place in adults
    )
    return People(
        renters=1 + inputs.others_liable,
        young=tuple(
            Young(age_on(each.born, day), each.sex, KNOWN[each.needs_own_room])
            for each in inputs.children
        ),
        adults=len(adults),
        adult_couples=couples,
        renters_apart=KNOWN[inputs.partners_need_two_rooms]
        if inputs.partner is YesNo.YES
        else False,
        overnight_carer=KNOWN[inputs.overnight_carer],
        foster=KNOWN[inputs.foster_carer],
    )


def away(inputs: BedroomEntitlementInput) -> frozenset[int]:
    """Places of the adults whose absence may end their room: those in prison."""
    return frozenset(
        place
        for place, each in enumerate(inputs.non_dependants)
        if each.circumstances is NonDependantFact.PRISON
    )


def needed_by(inputs: BedroomEntitlementInput, day: dt.date, *, couples_share: bool) -> Rooms:
    """Rooms needed on a day, with and without adults who may be away too long to count."""
    everybody = rooms_for(household_on(inputs, day), couples_share=couples_share).total
    without = household_on(inputs, day, leave_out=away(inputs))
    return Rooms(rooms_for(without, couples_share=couples_share).total.least, everybody.most)


def facts_missing(inputs: BedroomEntitlementInput, day: dt.date) -> list[str]:
    """The facts that would settle how many rooms are needed."""
    needed = rooms_for(household_on(inputs, day), couples_share=False)
    found = []
    if not needed.children.known:
        for number, child in enumerate(inputs.children, start=1):
            if age_on(child.born, day) >= OWN_ROOM_FROM:
                continue
            if child.sex is Sex.NOT_KNOWN:
                found.append(f"the sex of child {number}")
            if child.needs_own_room is YesNoNotKnown.NOT_KNOWN:
                found.append(f"whether child {number} can share a room")
    asked = [(inputs.overnight_carer, CARER), (inputs.foster_carer, FOSTER)]
    if inputs.partner is YesNo.YES:
        asked.append((inputs.partners_need_two_rooms, APART))
    found += [words for answer, words in asked if answer is YesNoNotKnown.NOT_KNOWN]
    found += [f"how long adult {place + 1} is away" for place in sorted(away(inputs))]
    return found


def room_rows(
    inputs: BedroomEntitlementInput, day: dt.date, *, couples_share: bool
) -> Iterator[RoomRow]:
    """Who has which room; one row for the children where who shares is not known."""
    needed = rooms_for(household_on(inputs, day), couples_share=couples_share)
    rows = [
        *renters(inputs),
        *children(inputs, day, needed),
        *adults(inputs, couples_share=couples_share),
        *extra(inputs),
    ]
    for number, (who, why) in enumerate(rows, start=1):
        yield RoomRow(room=str(number), who=who, why=why)


def renters(inputs: BedroomEntitlementInput) -> Iterator[tuple[str, str]]:
    """Rooms of the tenants."""
    partner = inputs.partner is YesNo.YES
    yield ("Tenant and partner", "A couple shares") if partner else ("Tenant", "The tenant")
    for number in range(inputs.others_liable):
        yield f"Joint tenant {number + 1}", "Each joint tenant"
    if partner and inputs.partners_need_two_rooms is not YesNoNotKnown.NO:
        yield (
            "Partner",
            certain("Cannot share because of a disability", inputs.partners_need_two_rooms),
        )


def children(
    inputs: BedroomEntitlementInput, day: dt.date, needed: RoomsNeeded
) -> Iterator[tuple[str, str]]:
    """Rooms of children and young people."""
    ages = [age_on(each.born, day) for each in inputs.children]
    small = [place for place, age in enumerate(ages) if age < OWN_ROOM_FROM]
    open_ = [
        place
        for place in small
        if inputs.children[place].sex is Sex.NOT_KNOWN
        or inputs.children[place].needs_own_room is YesNoNotKnown.NOT_KNOWN
    ]
    if open_ and len(small) > 1:
        for number in range(needed.children.most):
            sure = number < needed.children.least
            who = "Children " + ", ".join(str(place + 1) for place in small)
            yield who, "Sharing as the rules expect" if sure else "Only if they cannot share so"
    else:
        shared = {place for pair in needed.sharing for place in pair}
        for one, other in sorted(tuple(sorted(pair)) for pair in needed.sharing):
            yield (
                f"Children {one + 1} and {other + 1}, aged {ages[one]} and {ages[other]}",
                "Under 10"
                if inputs.children[one].sex is not inputs.children[other].sex
                else "Under 16 and of the same sex",
            )
        for place in small:
            if place not in shared:
                own = inputs.children[place].needs_own_room is YesNoNotKnown.YES
                why = "Cannot share because of a disability" if own else "Nobody left to share with"
                yield f"Child {place + 1}, aged {ages[place]}", why
    for place, age in enumerate(ages):
        if age >= OWN_ROOM_FROM:
            yield f"Child {place + 1}, aged {age}", "16 or over"


def adults(inputs: BedroomEntitlementInput, *, couples_share: bool) -> Iterator[tuple[str, str]]:
    """Rooms of the other adults."""
    people = inputs.non_dependants
    for place, each in enumerate(people):
        if couples_share and each.couple_with_one_above is YesNo.YES:
            continue
        following = people[place + 1] if place + 1 < len(people) else None
        if couples_share and following and following.couple_with_one_above is YesNo.YES:
            yield f"Adults {place + 1} and {place + 2}", "A couple shares"
            continue
        why = "In prison: counts only for a time" if place in away(inputs) else "Another adult"
        yield f"Adult {place + 1}", why


def extra(inputs: BedroomEntitlementInput) -> Iterator[tuple[str, str]]:
    """Rooms for a carer and for fostering."""
    if inputs.overnight_carer is not YesNoNotKnown.NO:
        yield "A carer", certain("Stays overnight", inputs.overnight_carer)
    if inputs.foster_carer is not YesNoNotKnown.NO:
        yield "Foster child", certain("The tenant or partner fosters", inputs.foster_carer)


def certain(why: str, answer: YesNoNotKnown) -> str:
    """Why a room is counted, or that it is not known to be."""
    return why if answer is YesNoNotKnown.YES else f"Only if so: {in_sentence(why)}"
