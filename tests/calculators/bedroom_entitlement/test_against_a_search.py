"""The rooms counted, against a search through every way of putting people in rooms.

The search shares no code with the calculator: it takes ages and sexes, builds every set of rooms
that the rules allow, and keeps the smallest.
"""

import datetime as dt
import json
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.browser import attempt
from calculators.core.bedrooms import People, Rooms, Young, rooms_for
from calculators.core.household import Sex
from handbook.content import load

TODAY = dt.date(2026, 11, 22)


def may_share(one, other):
    """Two of the same sex under 16, or two under 10, neither of whom needs a room of their own."""
    (age, sex, alone), (age_2, sex_2, alone_2) = one, other
    if alone or alone_2 or max(age, age_2) >= 16:
        return False
    return sex == sex_2 or max(age, age_2) < 10


def fewest_rooms(people):
    """The smallest number of rooms, trying the first person alone and with each other one."""
    if not people:
        return 0
    first, rest = people[0], people[1:]
    best = 1 + fewest_rooms(rest)
    for place, other in enumerate(rest):
        if may_share(first, other):
            best = min(best, 1 + fewest_rooms(rest[:place] + rest[place + 1 :]))
    return best


SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "?": Sex.NOT_KNOWN}
KINDS = [*product((5, 9, 10, 15), "mf", (False, True)), (16, "m", False), (19, "f", False)]


@pytest.mark.parametrize("size", range(5))
def test_every_small_family(size):
    for family in combinations_with_replacement(KINDS, size):
        young = tuple(Young(age, SEXES[sex], alone) for age, sex, alone in family)
        found = rooms_for(People(young=young), couples_share=False)
        least = 1 + fewest_rooms(family)
        assert found.total == Rooms(least, least), family
        paired = [(family[one], family[other]) for one, other in found.sharing]
        assert all(may_share(*pair) for pair in paired), family
        assert len(family) - len(paired) == least - 1, family


def test_large_families_of_children_who_may_share():
    kinds = [(age, sex, False) for age in (9, 12) for sex in "mf"]
    for family in combinations_with_replacement(kinds, 7):
        young = tuple(Young(age, SEXES[sex], alone) for age, sex, alone in family)
        least = 1 + fewest_rooms(family)
        assert rooms_for(People(young=young), couples_share=True).total == Rooms(least, least)


@pytest.mark.parametrize("size", range(4))
def test_what_is_not_known_is_every_way_of_filling_it_in(size):
    kinds = list(product((9, 10, 15), "mf?", (False, True, None)))
    for family in combinations_with_replacement(kinds, size):
        ways = [
            1 + fewest_rooms(filled)
            for filled in product(
                *(
                    [
                        (age, known, own)
                        for known in (sex if sex != "?" else "mf")
                        for own in ((alone,) if alone is not None else (False, True))
                    ]
                    for age, sex, alone in family
                )
            )
        ]
        young = tuple(Young(age, SEXES[sex], alone) for age, sex, alone in family)
        found = rooms_for(People(young=young), couples_share=False).total
        assert found == Rooms(min(ways), max(ways)), family


@pytest.fixture(scope="module")
def figures(pytestconfig):
    return load(pytestconfig.rootpath, today=dt.date.max).figure_set


def born(age):
    """A date of birth that makes someone this old, half a year past the birthday."""
    return dt.date(TODAY.year - age, 5, 22)


children = st.lists(st.tuples(st.integers(0, 19), st.sampled_from("mf"), st.booleans()), max_size=6)
adults = st.lists(st.tuples(st.integers(16, 90), st.booleans()), max_size=4)


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(children, adults, st.booleans(), st.integers(0, 6), st.booleans())
def test_the_whole_calculator_agrees(figures, family, others, couple, bedrooms, housing_benefit):
    rows, couples, in_couple = [], 0, True  # nobody stands above the first
    for age, wanted in others:
        in_couple = wanted and not in_couple
        couples += in_couple
        rows.append({"born": str(born(age)), "couple_with_one_above": "yes" if in_couple else "no"})
    case = {
        "case_date": str(TODAY),
        "help_with_rent": "housing-benefit" if housing_benefit else "uc-to-tenant",
        "bedrooms": min(bedrooms, 5),
        "rent": "100.00",
        "rent_frequency": "weekly",
        "date_of_birth": "1975-01-01",
        "partner": "yes" if couple else "no",
        "partner_date_of_birth": "1976-01-01" if couple else "",
        "children": [
            {
                "born": str(born(age) + dt.timedelta(days=number)),  # not all of one day
                "sex": SEXES[sex].value,
                "needs_own_room": "yes" if alone else "no",
            }
            for number, (age, sex, alone) in enumerate(family)
        ],
        "non_dependants": rows,
    }
    outcome = attempt("bedroom_entitlement", json.dumps(case), figures)
    assert not isinstance(outcome, list), outcome
    result = outcome[2]
    under_16 = [each for each in family if each[0] < 16]
    needed = 1 + fewest_rooms(under_16) + len(family) - len(under_16) + len(others)
    if housing_benefit:
        needed -= couples
    assert result.needed == needed
    assert len(result.rooms) == needed
    spare = max(0, case["bedrooms"] - needed)
    assert result.spare == spare
    assert str(result.weekly) == {0: "None", 1: "14.00"}.get(spare, "25.00")
    # One birthday can only take rooms together apart, or give a person a room: never fewer.
    assert all(not each.change.startswith("Down") for each in result.changes)
