"""Answers from a list behave as their stored text everywhere."""

import copy
import json
import pickle

import pytest

from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.periods import ChargeDay, Frequency


def test_a_choice_is_its_stored_text():
    assert "four-weekly" == Frequency.FOUR_WEEKLY
    assert "four-weekly" == str(Frequency.FOUR_WEEKLY)
    assert "four-weekly" == f"{Frequency.FOUR_WEEKLY}"
    assert "four-weekly" == Frequency.FOUR_WEEKLY.value
    assert '{"four-weekly": "four-weekly"}' == json.dumps(
        {Frequency.FOUR_WEEKLY: Frequency.FOUR_WEEKLY}
    )
    assert {"weekly": 1}[Frequency.WEEKLY] == 1


def test_a_choice_carries_its_words():
    assert "Every 4 weeks" == Frequency.FOUR_WEEKLY.label
    assert "" == Frequency.FOUR_WEEKLY.hint
    assert "Not known yet" == YesNoNotKnown.NOT_KNOWN.label


def test_a_choice_can_explain_itself(small):
    assert "Paid each month" == small.Help.UC.hint


def test_a_choice_is_found_by_its_stored_text_only():
    assert Frequency.WEEKLY is Frequency("weekly")
    for wrong in ("Weekly", "Every week", "WEEKLY", "", " weekly"):
        with pytest.raises(ValueError, match="not a valid"):
            Frequency(wrong)


def test_a_choice_stays_the_same_one_when_copied():
    assert YesNo.NO is copy.deepcopy(YesNo.NO)
    assert YesNo.NO is pickle.loads(pickle.dumps(YesNo.NO))


def test_no_is_an_answer_and_not_an_absence():
    assert YesNo.NO
    assert YesNo.NO != YesNo.YES


def test_charge_days_are_counted_as_python_counts_them():
    assert list(range(7)) == [day.weekday for day in ChargeDay]
    assert 0 == ChargeDay.MONDAY.weekday
    assert 6 == ChargeDay.SUNDAY.weekday
