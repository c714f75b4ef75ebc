"""What content may name in the calculators, read from the calculators themselves."""

from __future__ import annotations

import datetime as dt
import inspect
from importlib import import_module
from pathlib import Path

from calculators.registry import CALCULATORS, Calculator, condition_in_words
from handbook.content import Content, KnownCalculator, Problems, load, read
from handbook.content.known import KnownCondition


def known_calculators() -> dict[str, KnownCalculator]:
    """Every calculator by id, with its questions and rules."""
    return {id_: known(calculator) for id_, calculator in CALCULATORS.items()}


def known(calculator: Calculator) -> KnownCalculator:
    """One calculator's questions, and the public functions of its ``rules.py``."""
    module = import_module(f"calculators.{calculator.id}.rules")
    rules = [
        f"{calculator.id}.{name}"
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    conditions = {
        each.name: KnownCondition(
            each.name,
            tuple(choice.value for choice in each.choices or ()),
            each.figures,
            each.stops,
            condition_in_words,
        )
        for each in calculator.conditions.values()
    }
    return KnownCalculator(
        calculator.id,
        calculator.title,
        tuple(calculator.inputs.model_fields),
        tuple(rules),
        conditions,
        calculator.events,
    )


def load_checked(root: Path, *, today: dt.date, **how: bool) -> Content:
    """The content, with every name of a calculator, a question or a rule checked too.

    ``how`` is as in :func:`handbook.content.load`.

    Raises:
        ContentProblems: With everything that is wrong.
    """
    return load(root, today=today, calculators=known_calculators(), **how)


def read_checked(root: Path, problems: Problems, *, today: dt.date, **how: bool) -> Content | None:
    """The same as far as it can be read, with all that is wrong noted."""
    return read(root, problems, today=today, calculators=known_calculators(), **how)
