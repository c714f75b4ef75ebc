"""Yes, no and cannot tell, in every combination."""

from dataclasses import astuple
from itertools import product

import pytest

from calculators.core.outcomes import Verdict, all_of, any_of, cannot_tell, no, yes

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL

#: Kleene's tables, written out.
BOTH = {
    (YES, YES): YES, (YES, NO): NO, (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO, (NO, NO): NO, (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN, (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
EITHER = {
    (YES, YES): YES, (YES, NO): YES, (YES, UNKNOWN): YES,
    (NO, YES): YES, (NO, NO): NO, (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES, (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize("pair", list(product(Verdict, repeat=2)))
def test_two_verdicts(pair):
    assert BOTH[pair] == all_of(pair)
    assert EITHER[pair] == any_of(pair)


@pytest.mark.parametrize("three", list(product(Verdict, repeat=3)))
def test_three_verdicts_combine_two_by_two_in_any_order(three):
    one, two, last = three
    assert BOTH[BOTH[one, two], last] == all_of(three) == all_of(reversed(three))
    assert EITHER[EITHER[one, two], last] == any_of(three) == any_of(reversed(three))


@pytest.mark.parametrize("one", Verdict)
def test_one_verdict_is_itself(one):
    assert one == all_of([one]) == any_of([one])


def test_no_conditions_at_all():
    assert YES == all_of([])
    assert NO == any_of([])


def test_verdicts_may_come_from_a_generator():
    assert NO == all_of(each for each in (UNKNOWN, NO))


def test_outcomes_say_why_and_what_would_settle_them():
    assert (YES, "Paid.", ()) == astuple(yes("Paid."))
    assert (NO, "Not paid.", ()) == astuple(no("Not paid."))
    unknown = cannot_tell("Not asked.", "the date", "the amount")
    assert (UNKNOWN, "Not asked.", ("the date", "the amount")) == astuple(unknown)
