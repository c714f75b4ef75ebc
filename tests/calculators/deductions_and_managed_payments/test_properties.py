"""What must hold of any set of deductions, whatever the amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from calculators.core.money import payments_to_clear
from calculators.deductions_and_managed_payments import rules
from calculators.deductions_and_managed_payments.models import (
    BEFORE_RENT,
    OUTSIDE_THE_LIST,
    THIRD_PARTY,
    Taken,
)
from calculators.deductions_and_managed_payments.rules import Asked

pence = st.integers(1, 20_000).map(lambda number: Decimal(number) / 100)
creditors = st.integers(2, 5)
others = st.lists(st.builds(Asked, st.sampled_from(Taken), pence), max_size=8)


@given(limit=pence, least=pence, more=pence, asked=others, number=creditors)
def test_nothing_goes_above_the_limit_and_each_is_taken_whole(limit, least, more, asked, number):
    lines = rules.deductions(limit, least, least + more, asked, number)
    first = [each for each in lines if each.taken_for in OUTSIDE_THE_LIST]
    assert all(each.taken == each.amount for each in first)
    left = max(Decimal(0), limit - sum(each.taken for each in first))
    assert sum(each.taken for each in lines if each not in first) <= left
    assert rules.for_rent(lines) <= least + more
    for each in lines:
        if each.taken_for is not None:
            assert each.taken in (0, each.amount)
    assert len([each for each in lines if each.taken_for is not None]) == len(asked)
    assert rules.for_rent(lines) == 0 or rules.for_rent(lines) >= least


@given(limit=pence, least=pence, more=pence, asked=others, number=creditors)
def test_by_a_plain_walk_of_the_schedule(limit, least, more, asked, number):
    """The schedule's list walked item by item, sharing nothing with the rule."""
    left, taken, paid = limit, {}, 0
    order = [kind for kind in Taken if kind in BEFORE_RENT]
    places = [*order, "rent", *[kind for kind in Taken if kind not in BEFORE_RENT], "more rent"]
    for place in places:
        if place == "rent":
            wanted = [("rent", least)]
        elif place == "more rent":
            wanted = [("more rent", min(more, left))] if taken.get("rent") else []
        else:
            wanted = [(place, each.amount) for each in asked if each.taken_for is place]
        for name, amount in wanted:
            creditor = name == "rent" or name in THIRD_PARTY
            if creditor and paid == number:
                continue
            if amount <= left or name in OUTSIDE_THE_LIST:
                paid += creditor
                left = max(Decimal(0), left - amount)
                taken[name] = taken.get(name, Decimal(0)) + amount
    lines = rules.deductions(limit, least, least + more, asked, number)
    rent = taken.get("rent", Decimal(0)) + taken.get("more rent", Decimal(0))
    assert rules.for_rent(lines) == rent


@given(owed=st.integers(1, 1_000_000).map(lambda n: Decimal(n) / 100), each=pence)
def test_payments_add_up_to_the_debt_to_the_penny(owed, each):
    number, last = payments_to_clear(owed, each)
    assert each * (number - 1) + last == owed
    assert 0 < last <= each
