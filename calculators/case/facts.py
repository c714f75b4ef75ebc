"""The facts of a case as they were typed, by field name: read one at a time, and put in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from calculators.core.periods import Frequency, HowOften
from calculators.core.questions import AnswerType, AskedModel, answer_type, answered, tidy
from calculators.core.reading import read_date, read_money, read_whole_number
from calculators.core.wording import counted, long_date, pounds, with_unit

#: The answer of a choice that says nothing is known yet.
NOT_KNOWN = "not-known"

READERS: Mapping[str, Callable[[Any], Any]] = {
    "money": read_money,
    "date": read_date,
    "whole number": read_whole_number,
}


class Facts:
    """What has been typed about one case; nothing in it has been checked yet."""

    def __init__(self, typed: Mapping[str, Any]) -> None:
        """Keep what was answered; what was left empty is no fact."""
        self.typed = answered(typed)

    def __contains__(self, name: object) -> bool:
        """Whether a question was answered, other than with "not known"."""
        return name in self.typed and self.typed[name] != NOT_KNOWN

    def text(self, name: str) -> str:
        """The value of a choice; "" if none was made or it is not known."""
        value = self.typed.get(name)
        return value if isinstance(value, str) and value != NOT_KNOWN else ""

    def date(self, name: str) -> dt.date | None:
        """A date, if one was typed that can be read."""
        found = read(self.typed.get(name), "date")
        return found if isinstance(found, dt.date) else None

    def money(self, name: str) -> Decimal | None:
        """An amount in pounds, if one was typed that can be read."""
        found = read(self.typed.get(name), "money")
        return found if isinstance(found, Decimal) else None

    def rows(self, name: str) -> Sequence[Mapping[str, Any]] | None:
        """The rows of a list; None if it was not answered or cannot be read."""
        value = self.typed.get(name)
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            return None
        return value


def read(value: Any, kind: str) -> Any:
    """One answer read as its kind of question reads it; None if it is empty or cannot be read."""
    if tidy(value) is None:
        return None
    try:
        return READERS[kind](value) if kind in READERS else value
    except PydanticCustomError:
        return None


def kind_of(model: type[AskedModel], name: str) -> AnswerType:
    """The sort of answer a question takes."""
    return answer_type(model.model_fields[name].annotation)


def in_words(model: type[AskedModel], name: str, typed: Mapping[str, Any]) -> str:
    """An answer as an officer would say it; what cannot be read stands as it was typed."""
    kind, asked, value = kind_of(model, name), model.asked[name], typed[name]
    if kind.choices:
        labels = {each.value: each.label for each in kind.choices}
        return labels.get(str(value), str(value))
    if kind.row_model and isinstance(value, list):
        return ", ".join(rows_in_words(kind.row_model, value))
    found = read(value, kind.kind)
    if isinstance(found, dt.date):
        return long_date(found)
    if isinstance(found, int | Decimal):
        frequency = {each.value: each for each in Frequency}.get(str(typed.get(asked.unit_from)))
        unit = frequency.unit if frequency else asked.unit or default_unit(kind)
        if unit.casefold() in asked.label.casefold():
            unit = "number"  # "Rent-free weeks: 4" says it once
        return with_unit(Decimal(found), unit)
    if isinstance(value, Mapping) and kind.kind == "paid amount":
        amount = read(value.get("amount"), "money")
        often = {each.value: each.label for each in HowOften}.get(str(value.get("per")))
        if isinstance(amount, Decimal) and often:
            return f"{pounds(amount)} {often}"
    if isinstance(value, Mapping):
        return " ".join(str(each) for each in value.values() if tidy(each) is not None)
    text = str(value).strip()
    lines = [line for line in text.split("\n") if line.strip()]
    return counted(len(lines), "line") if len(lines) > 1 else text


def default_unit(kind: AnswerType) -> str:
    """The unit of an amount whose question names none."""
    return "GBP" if kind.kind == "money" else "number"


def rows_in_words(model: type[AskedModel], rows: list[Any]) -> list[str]:
    """Each row in brackets: "(Date of birth 6 April 2017, Sex Female)"."""
    said = []
    for row in rows:
        given = answered(row) if isinstance(row, Mapping) else {}
        named = [name for name in given if name in model.asked]
        cells = [f"{model.asked[name].label} {in_words(model, name, given)}" for name in named]
        said.append(f"({', '.join(cells)})")
    return said
