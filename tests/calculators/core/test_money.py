"""Rounding to pennies: halves, negatives, and amounts that need none."""

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.money import PENNY, ZERO, down_to_penny, nearest_penny, up_to_penny

AMOUNTS = st.decimals(-(10**9), 10**9, places=6)


@pytest.mark.parametrize(
    ("amount", "nearest", "up", "down"),
    [
        ("0", "0.00", "0.00", "0.00"),
        ("10", "10.00", "10.00", "10.00"),
        ("10.01", "10.01", "10.01", "10.01"),
        ("0.004999", "0.00", "0.01", "0.00"),
        ("0.005", "0.01", "0.01", "0.00"),
        ("39.345", "39.35", "39.35", "39.34"),
        ("39.335", "39.34", "39.34", "39.33"),
        ("-0.004", "0.00", "0.00", "-0.01"),
        ("-0.005", "-0.01", "0.00", "-0.01"),
        ("-39.345", "-39.35", "-39.34", "-39.35"),
        ("487.4999999999999999999999999", "487.50", "487.50", "487.49"),
    ],
)
def test_rounding_by_hand(amount, nearest, up, down):
    rounded = [f(Decimal(amount)) for f in (nearest_penny, up_to_penny, down_to_penny)]
    # As text, so that "-0.00" and "10" are not taken for "0.00" and "10.00".
    assert [nearest, up, down] == [str(each) for each in rounded]


@given(AMOUNTS)
def test_rounding_moves_less_than_a_penny_and_the_right_way(amount):
    assert down_to_penny(amount) <= amount <= up_to_penny(amount)
    assert up_to_penny(amount) - down_to_penny(amount) in (ZERO, PENNY)
    assert abs(nearest_penny(amount) - amount) <= PENNY / 2


@given(AMOUNTS)
def test_nearest_treats_owed_and_in_credit_alike(amount):
    assert nearest_penny(-amount) == -nearest_penny(amount)


@given(st.integers(-(10**11), 10**11))
def test_whole_pennies_stay_as_they_are(pennies):
    amount = Decimal(pennies) / 100
    assert {amount} == {f(amount) for f in (nearest_penny, up_to_penny, down_to_penny)}


def test_an_amount_too_long_for_pennies_is_refused_not_rounded():
    with pytest.raises(InvalidOperation):
        nearest_penny(Decimal("1E+27"))
