"""The dates of the Renters' Rights Act, told in words by labels, and held as figures."""

import datetime as dt
from pathlib import Path

from calculators.core import tenancies
from calculators.core.notices import reform_reached
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
DAY = dt.timedelta(days=1)


def test_the_words_and_the_figures_name_the_same_days():
    read = load(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False).figure_set.in_force
    began = tenancies.RENTERS_RIGHTS_PRIVATE_FROM
    assert reform_reached(read, began, social=False) is True
    assert reform_reached(read, began - DAY, social=False) is False
    planned = tenancies.RENTERS_RIGHTS_SOCIAL_PLANNED
    assert reform_reached(read, planned - DAY, social=True) is False
    assert reform_reached(read, planned, social=True) is None
