"""A form's answers as a file that the officer keeps, and back again, exactly as they were typed.

The file is JSON text (:data:`SHAPE`), the same for every calculator. It is made and read in the
reader's own browser; nothing is sent anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.core.errors import NeedsAnswer
from calculators.core.periods import HowOften
from calculators.core.questions import AskedModel, answer_type, question_of
from calculators.core.reading import DATE_PARTS
from calculators.registry import CALCULATORS, Calculator

#: What the file says of itself. A later version that this one cannot read has a greater number.
FORMAT = "income-handbook answers"
VERSION = 1
SHAPE = """{"format": "income-handbook answers", "version": 1, "calculator": "affordability",
"answers": {"rent": "112.50", "cost_gas": {"amount": "45.00", "per": "monthly"}, ...}}"""
#: A whole form is a few thousand characters; a file longer than this is something else.
LONGEST = 1_000_000
PAID_PARTS = {"amount", "per"}


def as_file(calculator: Calculator, answers: Any) -> dict[str, str]:
    """The text of a file of answers, and a name for it.

    Args:
        calculator: The calculator whose form it is.
        answers: What was typed, by question; it need not be finished or right.
    """
    data = {
        "format": FORMAT,
        "version": VERSION,
        "calculator": calculator.id,
        "answers": answers,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return {"text": f"{text}\n", "name": f"{calculator.id.replace('_', '-')}-answers.json"}


def from_file(calculator: Calculator, text: str) -> dict[str, Any]:
    """The answers in a file, and what in it this form cannot take.

    Returns:
        ``{"answers": {...}, "left_out": ["“colour”: this form has no such question", ...]}``.

    Raises:
        NeedsAnswer: If the file is not one of ours, is for another calculator, or was saved in a
            later version of the format.
    """
    data = data_in(text)
    version = data.get("version")
    if version != str(VERSION):
        raise NeedsAnswer("", about_version(version))
    if data.get("calculator") != calculator.id:
        raise NeedsAnswer("", about_calculator(data.get("calculator"), calculator))
    given = data.get("answers")
    if not isinstance(given, Mapping):
        raise NeedsAnswer("", "This file has no answers in it, so there is nothing to open.")
    left_out: list[str] = []
    answers = fitting(calculator.inputs, given, "", left_out)
    left_out += [
        f"“{name}”: a saved file has no such part"
        for name in data
        if name not in ("format", "version", "calculator", "answers")
    ]
    return {"answers": answers, "left_out": left_out}


def data_in(text: str) -> Mapping[str, Any]:
    """What a file says, if it is one of ours.

    Raises:
        NeedsAnswer: If it is not.
    """
    not_ours = NeedsAnswer(
        "",
        "This is not a file of answers saved from this handbook. Choose one that “Save these "
        "answers to a file” made. Nothing on the page was changed.",
    )
    if len(text) > LONGEST:
        raise not_ours
    try:
        data = json.loads(
            text.removeprefix("\ufeff"), parse_float=str, parse_int=str, parse_constant=str
        )
    except (ValueError, RecursionError):
        raise not_ours from None
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise not_ours
    return data


def about_version(version: Any) -> str:
    """Why a file of another version is refused."""
    digits = version if isinstance(version, str) and version.isdigit() else ""
    if digits and int(digits) > VERSION:
        return (
            f"This file was saved by a later handbook: it is version {digits}, and this page reads "
            f"version {VERSION}. Load the page again, or ask the handbook's owner for the new one. "
            "Nothing on the page was changed."
        )
    return (
        "This file does not say which version it is, or says it wrongly. Save it again from the "
        "calculator's page. Nothing on the page was changed."
    )


def about_calculator(named: Any, wanted: Calculator) -> str:
    """Why a file for another calculator is refused."""
    other = CALCULATORS.get(named) if isinstance(named, str) else None
    of = f"“{other.title}”" if other else "a calculator that this handbook does not have"
    where = f" Open it on the page of {of}." if other else ""
    return (
        f"This file holds answers for {of}, not for “{wanted.title}”.{where} Nothing on the page "
        "was changed."
    )


def fitting(
    model: type[AskedModel], given: Mapping[str, Any], place: str, left_out: list[str]
) -> dict[str, Any]:
    """The answers that a form's questions can take; of the rest, a word in ``left_out``."""
    answers: dict[str, Any] = {}
    for name, value in given.items():
        info = model.model_fields.get(name)
        if info is None:
            left_out.append(f"{place}“{name}”: this form has no such question")
            continue
        kind, label = answer_type(info.annotation), question_of(info).label
        if kind.row_model and isinstance(value, list):
            answers[name] = list(rows_fitting(kind.row_model, value, f"{place}{label}", left_out))
        elif takes(kind.kind, value, [each.value for each in kind.choices or ()]):
            answers[name] = value
        else:
            left_out.append(f"{place}“{label}”: its answer in the file cannot be put in the form")
    return answers


def rows_fitting(
    model: type[AskedModel], rows: list[Any], label: str, left_out: list[str]
) -> Iterator[dict[str, Any]]:
    """The rows of a list that the form can take."""
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Mapping):
            yield fitting(model, row, f"{label} {number}, ", left_out)
        else:
            left_out.append(f"“{label}”: row {number} in the file cannot be put in the form")


def takes(kind: str, value: Any, choices: list[str]) -> bool:
    """Whether a question of a kind can show an answer as it stands, right or wrong."""
    if kind == "choice":
        return value in ("", *choices)
    if kind == "rows":
        return False
    if isinstance(value, str):
        return kind != "paid amount" or value == ""
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        return False
    if kind == "paid amount":
        return set(value) == PAID_PARTS and value["per"] in [each.value for each in HowOften]
    return kind == "date" and set(value) <= set(DATE_PARTS)
