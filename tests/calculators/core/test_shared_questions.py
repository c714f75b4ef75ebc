"""The same field name asks the same question in every calculator, so a case typed once fits all."""

from itertools import combinations

import pytest

from calculators.core.questions import answer_type, described, question_of
from calculators.registry import CALCULATORS


def asked_by(calculator):
    """What each of a calculator's fields asks, as far as every calculator must agree."""
    asked = {}
    for name, info in calculator.inputs.model_fields.items():
        kind = answer_type(info.annotation)
        question = question_of(info)
        asked[name] = {
            "label": question.label,
            "kind": kind.kind,
            "choices": [(c.value, c.label) for c in kind.choices or ()],
            "unit": question.unit,
            "unit_from": question.unit_from,
            "columns": described(kind.row_model) if kind.row_model else None,
        }
    return asked


@pytest.mark.parametrize(
    "pair",
    list(combinations(CALCULATORS.values(), 2)),
    ids=lambda pair: " and ".join(c.id for c in pair),
)
def test_two_calculators_ask_the_same_question_by_the_same_name(pair):
    one, other = map(asked_by, pair)
    shared = one.keys() & other.keys()
    assert {name: one[name] for name in shared} == {name: other[name] for name in shared}


def test_some_questions_are_shared():
    names = [set(asked_by(calculator)) for calculator in CALCULATORS.values()]
    assert len(CALCULATORS) >= 2
    assert set.intersection(*names)


@pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)
def test_every_question_can_be_asked(calculator):
    for name, info in calculator.inputs.model_fields.items():
        question = question_of(info)
        where = f"{calculator.id}.{name}"
        assert question.label, where
        assert not question.label.endswith((".", ":")), where
        if info.is_required():
            assert question.if_missing, f"{where}: say what to enter when it is empty"
        if question.unit_from:
            assert question.unit_from in calculator.inputs.model_fields, where


@pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)
def test_ids_are_those_they_are_listed_by(calculator):
    assert calculator is CALCULATORS[calculator.id]
    assert calculator.inputs.__module__.startswith(f"calculators.{calculator.id}")
    assert calculator.asks.endswith("?")
