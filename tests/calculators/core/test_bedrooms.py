"""Rooms needed: by hand, and against every pairing there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core.bedrooms import People, Rooms, Young, rooms_for, rooms_for_children
from calculators.core.household import Sex

BOY, GIRL, UNKNOWN = Sex.MALE, Sex.FEMALE, Sex.NOT_KNOWN


def rooms(*young: Young) -> int:
    found = rooms_for_children(young)
    assert found.known
    return found.least


def test_two_of_one_sex_share_up_to_15() -> None:
    assert rooms(Young(15, BOY), Young(3, BOY)) == 1


def test_a_boy_and_a_girl_share_until_one_is_10() -> None:
    assert rooms(Young(9, BOY), Young(9, GIRL)) == 1
    assert rooms(Young(10, BOY), Young(9, GIRL)) == 2


def test_taking_the_first_pair_that_fits_would_need_a_room_more() -> None:
    # The girl of 8 with the boy of 9 would leave the girl of 12 and the boy of 11 a room each.
    assert rooms(Young(8, GIRL), Young(9, BOY), Young(12, GIRL), Young(11, BOY)) == 2


def test_one_pair_of_a_boy_and_a_girl_saves_a_room() -> None:
    assert rooms(Young(9, BOY), Young(9, GIRL), *[Young(12, BOY)] * 2, *[Young(12, GIRL)] * 2) == 3


def test_a_child_who_cannot_share_has_a_room() -> None:
    assert rooms(Young(9, BOY, True), Young(9, BOY)) == 2
    assert rooms_for_children((Young(9, BOY, None), Young(9, BOY))) == Rooms(1, 2)


def test_the_sex_matters_only_where_it_decides() -> None:
    assert rooms(Young(9, UNKNOWN), Young(4, UNKNOWN)) == 1
    assert rooms_for_children((Young(10, UNKNOWN), Young(4, GIRL))) == Rooms(1, 2)
    assert rooms(Young(15, UNKNOWN)) == 1


def test_a_couple_among_the_other_adults_has_one_room_or_two() -> None:
    people = People(adults=2, adult_couples=1)
    assert rooms_for(people, couples_share=True).total == Rooms(2, 2)
    assert rooms_for(people, couples_share=False).total == Rooms(3, 3)


def test_from_16_everyone_has_a_room() -> None:
    needed = rooms_for(People(young=(Young(16), Young(19), Young(15))), couples_share=False)
    assert (needed.young_people, needed.children) == (Rooms(2, 2), Rooms(1, 1))


def test_each_ground_for_an_extra_room_counts_once() -> None:
    all_three = People(renters_apart=True, overnight_carer=True, foster=True)
    assert rooms_for(all_three, couples_share=False).total == Rooms(4, 4)
    unknown = People(renters_apart=True, overnight_carer=None)
    assert rooms_for(unknown, couples_share=False).extra == Rooms(1, 2)


def may_share(one: Young, other: Young) -> bool:
    if one.own_room or other.own_room:
        return False
    return one.sex is other.sex or (one.age < 10 and other.age < 10)


def ways(children: tuple[Young, ...]) -> Iterator[int]:
    """The rooms that each way of pairing needs: each one alone, or with each who may share."""
    if not children:
        yield 0
        return
    first, rest = children[0], children[1:]
    for number in ways(rest):
        yield number + 1
    for place, other in enumerate(rest):
        if may_share(first, other):
            for number in ways(rest[:place] + rest[place + 1 :]):
                yield number + 1


def filled_in(children: tuple[Young, ...]) -> Iterator[tuple[Young, ...]]:
    """Every way in which what is not known can turn out."""
    choices = [
        [
            Young(each.age, sex, own)
            for sex in ([BOY, GIRL] if each.sex is UNKNOWN else [each.sex])
            for own in ([True, False] if each.own_room is None else [each.own_room])
        ]
        for each in children
    ]
    return product(*choices)


young = st.builds(
    Young,
    age=st.integers(0, 15),
    sex=st.sampled_from([BOY, GIRL, BOY, GIRL, UNKNOWN]),
    own_room=st.sampled_from([False, False, False, True, None]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(young, max_size=5).map(tuple))
def test_every_pairing_agrees(children: tuple[Young, ...]) -> None:
    every = [min(ways(each)) for each in filled_in(children)]
    assert rooms_for_children(children) == Rooms(min(every), max(every))


@settings(max_examples=150, deadline=None)
@given(st.lists(young.filter(lambda y: y.sex is not UNKNOWN and y.own_room is not None)))
def test_those_said_to_share_may_and_the_rooms_come_out(children: list[Young]) -> None:
    needed = rooms_for(People(young=tuple(children)), couples_share=False)
    assert all(may_share(children[a], children[b]) for a, b in needed.sharing)
    assert len({n for pair in needed.sharing for n in pair}) == 2 * len(needed.sharing)
    assert needed.children.least == len(children) - len(needed.sharing)
