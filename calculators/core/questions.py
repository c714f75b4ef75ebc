"""Questions officers are asked: declared once, on the field, and read by everything else.

A calculator's input model is a :class:`CalculatorInput` whose fields are made by
:func:`question`. The form, the messages, the page, the case note and the notebook all read the
label, hint, unit and limits from there.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from calculators.core.choices import Choice
from calculators.core.errors import Problem

DATE_PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class Question:
    """What a field asks, beyond its type and limits.

    Attributes:
        label: The question, in a few words; it also starts the field's messages.
        hint: Where to find the answer, or how to write it.
        group: The heading the question stands under on the form.
        unit: The unit of the answer, as in :mod:`calculators.core.wording`.
        why: Why we ask, for a reader who wonders.
        if_missing: What to say when a needed answer is empty.
        shown_when: Ask only if each named field has one of these answers.
        unit_from: The field (a frequency) that says the period of this amount.
        prefill: "today" where the page may offer the reader's own date.
        row: What one row is called, where the answer is a list of rows ("Missed payment").
    """

    label: str
    hint: str = ""
    group: str = ""
    unit: str = ""
    why: str = ""
    if_missing: str = ""
    shown_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit_from: str = ""
    prefill: str = ""
    row: str = ""


def question(
    label: str,
    *,
    default: Any = ...,
    ge: Decimal | int | None = None,
    gt: Decimal | int | None = None,
    le: Decimal | int | None = None,
    max_rows: int | None = None,
    **about: Any,
) -> Any:
    """A field of an input model that asks a question; ``about`` is the rest of `Question`.

    Args:
        label: The question in a few words.
        default: The answer taken when none is given; leave out for a question that needs one.
        ge: The least value allowed.
        gt: The value that must be passed.
        le: The greatest value allowed.
        max_rows: The most rows a list may have.
        about: Hint, group, unit, why, and so on.
    """
    asked = Question(label, **about)
    return Field(
        default=default,
        title=label,
        description=asked.hint or None,
        ge=ge,
        gt=gt,
        le=le,
        max_length=max_rows,
        json_schema_extra={"question": {k: v for k, v in asdict(asked).items() if v}},
    )


def question_of(info: FieldInfo) -> Question:
    """The question a model's field asks.

    Raises:
        TypeError: If the field was not made by :func:`question`.
    """
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or not isinstance(extra.get("question"), dict):
        raise TypeError("make every input field with calculators.core.questions.question()")
    about: dict[str, Any] = dict(extra["question"])  # type: ignore[arg-type]
    about["shown_when"] = {k: tuple(v) for k, v in about.get("shown_when", {}).items()}
    return Question(**about)


class AskedModel(BaseModel):
    """Fields that ask questions; an empty answer is the same as none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def drop_what_was_not_answered(cls, data: Any) -> Any:
        """Leave out empty answers, and answers to questions that are not asked in this case."""
        if not isinstance(data, Mapping):
            return data
        given = {name: tidy(value) for name, value in data.items()}
        given = {name: value for name, value in given.items() if value is not None}
        return {name: value for name, value in given.items() if cls.is_asked(name, given)}

    @classmethod
    def is_asked(cls, name: str, given: Mapping[str, Any]) -> bool:
        """Whether a question is asked, going by the other answers or their defaults."""
        info = cls.model_fields.get(name)
        if info is None:
            return True  # unknown names are reported, not dropped
        for other, wanted in question_of(info).shown_when.items():
            answer = given.get(other, cls.model_fields[other].default)
            value = answer.value if isinstance(answer, Choice) else answer
            if value not in wanted or not cls.is_asked(other, given):
                return False
        return True


class CalculatorInput(AskedModel):
    """The facts one calculator asks for. Field names are the same in every calculator."""

    def problems(self) -> list[Problem]:
        """What does not fit together, beyond each field's own limits; calculators add theirs."""
        return []

    def unanswered(self) -> list[Problem]:
        """Questions that are asked in this case, must be answered, and were not."""
        answers = {name: getattr(self, name) for name in type(self).model_fields}
        return [
            Problem(name, question_of(info).if_missing)
            for name, info in type(self).model_fields.items()
            if answers[name] is None
            and question_of(info).if_missing
            and type(self).is_asked(name, answers)
        ]


def tidy(value: Any) -> Any:
    """An answer without stray space; None for one that was left empty, at any depth."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        tidied = {key: tidy(each) for key, each in value.items()}
        return tidied if any(each is not None for each in tidied.values()) else None
    if isinstance(value, list | tuple):
        return [each for each in map(tidy, value) if each is not None] or None
    return value


@dataclass(frozen=True)
class AnswerType:
    """What sort of answer a field takes, read from its annotation."""

    kind: str  # money, whole number, date, choice, rows
    optional: bool
    choices: type[Choice] | None = None
    row_model: type[AskedModel] | None = None


def answer_type(annotation: Any) -> AnswerType:
    """The sort of answer an annotation stands for.

    Raises:
        TypeError: For a type no form can ask for.
    """
    optional = False
    if get_origin(annotation) in (Union, types.UnionType):
        members = [each for each in get_args(annotation) if each is not type(None)]
        optional = len(members) < len(get_args(annotation))
        (annotation,) = members
    if get_origin(annotation) is not None and get_origin(annotation) not in (tuple,):
        annotation = get_args(annotation)[0]  # Annotated[...]
    if get_origin(annotation) is tuple:
        return AnswerType("rows", optional, row_model=get_args(annotation)[0])
    if isinstance(annotation, type):
        if issubclass(annotation, Choice):
            return AnswerType("choice", optional, choices=annotation)
        kinds = {Decimal: "money", int: "whole number", dt.date: "date"}
        if annotation in kinds:
            return AnswerType(kinds[annotation], optional)
    raise TypeError(f"no form can ask for {annotation!r}")


def limits_of(info: FieldInfo) -> dict[str, Any]:
    """A field's limits by name: ge, gt, le, max_length."""
    found: dict[str, Any] = {}
    for each in info.metadata:
        for name in ("ge", "gt", "le", "max_length"):
            if getattr(each, name, None) is not None:
                found[name] = getattr(each, name)
    return found


def described(model: type[AskedModel]) -> list[dict[str, Any]]:
    """The questions of a model in order, as plain data for a form.

    Each is ``{"name", "kind", "needed", "default", "choices", "columns", "limits"}`` with the
    fields of :class:`Question` that are set.
    """
    questions = []
    for name, info in model.model_fields.items():
        kind = answer_type(info.annotation)
        asked = question_of(info)
        entry: dict[str, Any] = {"name": name, "kind": kind.kind}
        entry |= {k: v for k, v in asdict(asked).items() if v}
        entry["needed"] = info.is_required() or bool(asked.if_missing and kind.optional)
        if not info.is_required() and info.default is not None and kind.kind != "rows":
            entry["default"] = str(info.default)
        if kind.choices:
            entry["choices"] = [choice_described(each) for each in kind.choices]
        if kind.row_model:
            entry["columns"] = described(kind.row_model)
        if limits := limits_of(info):
            entry["limits"] = {k: str(v) for k, v in limits.items()}
        questions.append(entry)
    return questions


def choice_described(choice: Choice) -> dict[str, str]:
    """One choice as plain data; a frequency also says the unit of an amount paid that often."""
    entry = {"value": choice.value, "label": choice.label}
    if choice.hint:
        entry["hint"] = choice.hint
    if hasattr(choice, "unit"):
        entry["unit"] = choice.unit
    return entry


def grouped(questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions gathered under their headings, in the order each heading first appears."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in questions:
        groups.setdefault(each.get("group", ""), []).append(each)
    return [{"legend": legend, "questions": asked} for legend, asked in groups.items()]
