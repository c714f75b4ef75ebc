"""Bedrooms a household needs: who has a room of their own, and which children share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core.household import Sex

#: From this age two children share only if they are of the same sex.
SAME_SEX_FROM = 10
#: From this age everyone has a room of their own.
OWN_ROOM_FROM = 16


@dataclass(frozen=True)
class Rooms:
    """A number of rooms, or the fewest and the most it can be while a fact is not known."""

    least: int
    most: int

    @property
    def known(self) -> bool:
        """Whether it is one number, whatever is still not known."""
        return self.least == self.most

    def __add__(self, other: Rooms) -> Rooms:
        """Both together."""
        return Rooms(self.least + other.least, self.most + other.most)


@dataclass(frozen=True)
class Young:
    """A child or young person whom the household looks after, or who lives with it.

    Attributes:
        age: Whole years on the day the answer is for.
        sex: Not needed from 16 on.
        own_room: Whether they cannot share because of a disability; None where not known.
    """

    age: int
    sex: Sex = Sex.NOT_KNOWN
    own_room: bool | None = False


@dataclass(frozen=True)
class People:
    """Everyone the rules give a room to.

    Attributes:
        renters: Rooms for the tenants: 1 for one person or a couple.
        young: Everyone under 16, and those from 16 to 19 whom the tenant is responsible for.
        adults: Everyone else of 16 or over who lives in the home.
        adult_couples: How many couples there are among those adults.
        renters_apart: Whether a couple who rent cannot share because of a disability.
        overnight_carer: Whether somebody needs a carer to stay overnight.
        foster: Whether the tenant or partner fosters, or is between placements.
    """

    renters: int = 1
    young: tuple[Young, ...] = ()
    adults: int = 0
    adult_couples: int = 0
    renters_apart: bool | None = False
    overnight_carer: bool | None = False
    foster: bool | None = False


@dataclass(frozen=True)
class RoomsNeeded:
    """Rooms by whom they are for.

    Attributes:
        renters: For the tenant, or the tenant and partner.
        children: For those under 16, sharing as the rules expect.
        young_people: For those from 16 to 19, one each.
        adults: For other adults.
        extra: For a carer, for fostering, and for a couple who cannot share.
        sharing: Places in ``young`` of those who share a room, in a way that needs the fewest
            rooms; empty where a sex or a need is not known and so who shares is not known either.
    """

    renters: Rooms
    children: Rooms
    young_people: Rooms
    adults: Rooms
    extra: Rooms
    sharing: tuple[tuple[int, int], ...] = ()

    @property
    def total(self) -> Rooms:
        """All rooms together."""
        return self.renters + self.children + self.young_people + self.adults + self.extra


def rooms_for(people: People, *, couples_share: bool) -> RoomsNeeded:
    """The rooms that the rules say a household needs.

    Args:
        people: Who lives in the home.
        couples_share: Whether a couple among the other adults has one room (Housing Benefit) or
            one each (Universal Credit).

    Source:
        Universal Credit Regulations 2013, Sch. 4 paras 10 and 12; Housing Benefit Regulations
        2006, reg. B13(5) to (7).

    Example:
        >>> boy, girl = Young(9, Sex.MALE), Young(9, Sex.FEMALE)
        >>> rooms_for(People(young=(boy, girl)), couples_share=False).total
        Rooms(least=2, most=2)
    """
    young_people = sum(each.age >= OWN_ROOM_FROM for each in people.young)
    adults = people.adults - (people.adult_couples if couples_share else 0)
    extra = Rooms(0, 0)
    for fact in (people.renters_apart, people.overnight_carer, people.foster):
        extra += Rooms(int(fact is True), int(fact is not False))
    return RoomsNeeded(
        renters=Rooms(people.renters, people.renters),
        children=rooms_for_children(people.young),
        young_people=Rooms(young_people, young_people),
        adults=Rooms(adults, adults),
        extra=extra,
        sharing=who_shares(people.young),
    )


def rooms_for_children(young: tuple[Young, ...]) -> Rooms:
    """The fewest rooms in which those under 16 can share, over all ways of pairing them.

    Where a sex is not known, every way of filling it in is tried. A child who cannot share never
    lowers the number, so the fewest has none of those not known, and the most has all.

    Source:
        Universal Credit Regulations 2013, Sch. 4 paras 10(1)(d) to (f), 10(2) and 12; Housing
        Benefit Regulations 2006, reg. B13(5)(ba) to (e).

    Example:
        >>> rooms_for_children((Young(11, Sex.MALE), Young(9, Sex.NOT_KNOWN)))
        Rooms(least=1, most=2)
    """
    children = [each for each in young if each.age < OWN_ROOM_FROM]
    alone = [each for each in children if each.own_room]
    perhaps = [each for each in children if not each.own_room]
    certain = [each for each in perhaps if each.own_room is False]
    least = min(rooms_in_pairs(*counts) for counts in numbers_by_sex(perhaps))
    most = max(rooms_in_pairs(*counts) for counts in numbers_by_sex(certain))
    return Rooms(len(alone) + least, len(children) - len(certain) + most)


def numbers_by_sex(children: list[Young]) -> Iterator[tuple[int, int, int, int]]:
    """Boys, girls, boys under 10 and girls under 10, for every sex that is not known."""
    little = [each.sex for each in children if each.age < SAME_SEX_FROM]
    older = [each.sex for each in children if each.age >= SAME_SEX_FROM]
    for boys_under_10, girls_under_10 in split(little):
        for boys, girls in split(older):
            yield boys + boys_under_10, girls + girls_under_10, boys_under_10, girls_under_10


def split(sexes: list[Sex]) -> Iterator[tuple[int, int]]:
    """Boys and girls, once for each number of boys that there can be."""
    boys, girls = sexes.count(Sex.MALE), sexes.count(Sex.FEMALE)
    unknown = len(sexes) - boys - girls
    for number in range(unknown + 1):
        yield boys + number, girls + unknown - number


def rooms_in_pairs(boys: int, girls: int, boys_under_10: int, girls_under_10: int) -> int:
    """The fewest rooms for children who may all share.

    Two of the same sex may always share, so a way of pairing differs from another in the number
    of rooms only by how many rooms a boy and a girl, both under 10, have together. Every such
    number is tried.

    Args:
        boys: All boys under 16.
        girls: All girls under 16.
        boys_under_10: How many of the boys are under 10.
        girls_under_10: How many of the girls are under 10.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 10(2): as many as gives the fewest rooms.

    Example:
        >>> rooms_in_pairs(boys=3, girls=3, boys_under_10=1, girls_under_10=1)
        3
    """
    return min(
        mixed + half_rounded_up(boys - mixed) + half_rounded_up(girls - mixed)
        for mixed in range(min(boys_under_10, girls_under_10) + 1)
    )


def half_rounded_up(number: int) -> int:
    """Rooms for that many who may all share, two to a room."""
    return (number + 1) // 2


def who_shares(young: tuple[Young, ...]) -> tuple[tuple[int, int], ...]:
    """Places in the list of those who share, in one way that needs the fewest rooms.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 10(2).
    """
    children = [n for n, each in enumerate(young) if each.age < OWN_ROOM_FROM]
    if any(young[n].own_room is None or young[n].sex is Sex.NOT_KNOWN for n in children):
        return ()
    sharers = [n for n in children if not young[n].own_room]
    boys = sorted((n for n in sharers if young[n].sex is Sex.MALE), key=lambda n: young[n].age)
    girls = sorted((n for n in sharers if young[n].sex is Sex.FEMALE), key=lambda n: young[n].age)
    pairs = []
    # Only where one of each is left over does sharing between a boy and a girl save a room.
    one_of_each = len(boys) % 2 and len(girls) % 2
    if one_of_each and max(young[boys[0]].age, young[girls[0]].age) < SAME_SEX_FROM:
        pairs.append((boys.pop(0), girls.pop(0)))
    for same_sex in (boys, girls):
        pairs += zip(same_sex[::2], same_sex[1::2], strict=False)
    return tuple(pairs)
