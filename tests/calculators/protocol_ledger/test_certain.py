"""What is certain stays certain, whatever is learned; tried for every combination of facts."""

import datetime as dt
from itertools import product

import pytest

from calculators.core.checklist import fact
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Verdict
from calculators.next_step.models import PlanNow
from calculators.protocol_ledger import rules

THREE = tuple(YesNoNotKnown)
PLANS = tuple(PlanNow)
DAY = dt.date(2026, 12, 1)
DATES = (None, dt.date(2026, 8, 1), dt.date(2026, 11, 1))


def known(values):
    """Every value an answer can turn out to have: itself, or any but unknown."""
    if values is None:
        return DATES[1:]
    if values in (YesNoNotKnown.NOT_KNOWN, PlanNow.NOT_KNOWN):
        return tuple(each for each in type(values) if each is not values)
    return (values,)


RULES = {
    "one fact": (lambda a: fact(a, "yes", "no", "it"), (THREE,)),
    "no issue": (rules.no_issue, (THREE,) * 4),
    "considered": (rules.considered, (THREE,) * 2),
    "deductions": (rules.deductions, (THREE,) * 2),
    "agreement": (lambda p, w: rules.agreement(p, w, True), (PLANS, THREE)),
    "agreement before issue": (lambda p, w: rules.agreement(p, w, False), (PLANS, THREE)),
    "statements": (
        lambda each, last: rules.quarterly_statement(each, last, DAY, 13),
        (THREE, DATES),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_no_completion_overturns_what_was_given_as_certain(name):
    rule, facts = RULES[name]
    for given in product(*facts):
        verdict = rule(*given).verdict
        completions = {rule(*full).verdict for full in product(*map(known, given))}
        if verdict is Verdict.CANNOT_TELL:
            continue
        assert completions == {verdict}, (given, verdict, completions)


@pytest.mark.parametrize("name", RULES)
def test_what_every_completion_agrees_on_is_given_as_certain(name):
    rule, facts = RULES[name]
    for given in product(*facts):
        completions = {rule(*full).verdict for full in product(*map(known, given))}
        if completions == {Verdict.YES} or completions == {Verdict.NO}:
            assert rule(*given).verdict in completions, (given, completions)


@pytest.mark.parametrize("name", RULES)
def test_with_every_fact_known_the_answer_is_yes_or_no(name):
    rule, facts = RULES[name]
    for given in product(*facts):
        if all(known(each) == (each,) for each in given):
            assert rule(*given).verdict is not Verdict.CANNOT_TELL
