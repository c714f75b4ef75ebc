"""A calculator's form as plain HTML, made only from what ``calculators.browser.describe`` says.

The page is readable before any script runs; ``assets/calculator.js`` then makes the form live.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from calculators.core.wording import COUNT_UNITS, MONEY_UNITS, in_list, in_sentence

Asked = Mapping[str, Any]

#: Up to this many choices are all shown; more go in a list that opens.
MOST_RADIOS = 5
TEMPLATES = Path(__file__).parent / "templates"


def form_html(
    description: Asked,
    *,
    example_inputs: Mapping[str, Any],
    prefix: str,
    onward: Sequence[tuple[str, str]] = (),
) -> str:
    """The whole live part of a calculator's page: form, messages, place for the answer.

    It is one ``<div>`` without blank lines, so Markdown leaves it alone. Put the worked example's
    built answer after it, in the page.

    Args:
        description: What ``describe(calculator_id)`` gave, read from JSON.
        example_inputs: The worked example's facts, as in its scenario.
        prefix: Start of every id inside: the calculator's id, so that the links of an error
            summary land on their fields.
        onward: Pages to go on to from an answer, each by its title and its address.
    """
    questions = [in_full(each) for group in description["groups"] for each in group["questions"]]
    groups = [
        group_of(
            each["legend"],
            [find(asked["name"], questions) for asked in each["questions"]],
            questions,
        )
        for each in description["groups"]
    ]
    # What must be answered comes first and stands together; what may be left alone follows.
    groups.sort(key=lambda group: bool(group["optional"]))
    html = (
        environment()
        .get_template("form.html")
        .render(
            calculator=description["id"],
            title=description["title"],
            groups=groups,
            questions=questions,
            example=json.dumps(example_inputs, default=str, ensure_ascii=False, sort_keys=True),
            prefix=prefix,
            onward=onward,
        )
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


@cache
def environment() -> Environment:
    """The templates, with every value escaped and every unknown name an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "control": control,
        "to_json": lambda value: json.dumps(value, ensure_ascii=False),
        "unit_words": unit_words,
        "in_sentence": in_sentence,
    }
    made.filters.update(filters)
    made.globals |= {
        "when_words": when_words,
        "is_asked_at_first": is_asked_at_first,
        "opens_when_asked": opens_when_asked,
        "unit_at_first": unit_at_first,
        "width": width,
    }
    return made


def in_full(question: Asked) -> dict[str, Any]:
    """A question with every key a template looks at; what it does not have is empty."""
    names = ("hint", "unit", "unit_from", "why", "row", "prefill", "per", "confirms")
    empty = dict.fromkeys(names, "")
    absent: dict[str, Any] = {"shown_when": {}, "limits": {}, "choices": [], "default": None}
    full = {**empty, **absent, **question}
    full["choices"] = [{"hint": "", "unit": "", **each} for each in full["choices"]]
    full["columns"] = [in_full(each) for each in question.get("columns", [])]
    return full


def group_of(legend: str, questions: Sequence[Asked], form: Sequence[Asked]) -> dict[str, Any]:
    """A group with what the template needs to know about it as a whole.

    A group in which nothing must be answered starts closed, so that the form is short to scan.
    """
    names = {each["name"] for each in questions}
    return {
        "legend": legend,
        "questions": questions,
        "reasons": [each for each in questions if each["why"]],
        "optional": bool(legend) and all(may_be_left(each, names, form) for each in questions),
        "statement": any(each["kind"] == "paid amount" for each in questions),
        "all_depend": all(each["shown_when"] or each["confirms"] for each in questions),
    }


def may_be_left(question: Asked, group: set[str], form: Sequence[Asked]) -> bool:
    """Whether a question can be left alone: nothing must be typed, or only by choice there."""
    if not question["needed"] or question["default"] is not None or question["prefill"]:
        return True
    by_choice_there = bool(group & set(question["shown_when"]))
    return by_choice_there and not is_asked_at_first(question, form)


def control(question: Asked) -> str:
    """Which control asks a question: text, lines, radios, list, date, paid or rows."""
    kind = question["kind"]
    if kind != "choice":
        controls = {"date": "date", "rows": "rows", "long text": "lines", "paid amount": "paid"}
        return controls.get(kind, "text")
    # Radios cannot be taken back to no answer, so an answer that may stay empty is a list.
    may_stay_empty = not question["needed"] and question["default"] is None
    few = len(question["choices"]) <= MOST_RADIOS
    return "radios" if few and not may_stay_empty else "list"


def unit_words(unit: str) -> str:
    """A unit as the words after a box: "GBP/week" is "a week", "GBP" is nothing."""
    if unit in MONEY_UNITS:
        return MONEY_UNITS[unit].strip()
    return unit if unit in COUNT_UNITS else ""


def unit_at_first(question: Asked, scope: Sequence[Asked]) -> str:
    """The words after a box before anything is answered; none that its label already says."""
    unit = question["unit"]
    if question["unit_from"]:
        for choice in find(question["unit_from"], scope)["choices"]:
            if choice["value"] == find(question["unit_from"], scope)["default"]:
                unit = choice["unit"]
    words = unit_words(unit)
    return "" if words.casefold() in question["label"].casefold() else words


def when_words(question: Asked, scope: Sequence[Asked]) -> str:
    """When a question needs an answer, for a reader whose browser runs no script."""
    reasons = []
    for name, values in question["shown_when"].items():
        other = find(name, scope)
        labels = {each["value"]: each["label"] for each in other["choices"]}
        answers = in_list([f"“{labels.get(each, each)}”" for each in values], "or")
        reasons.append(f"“{other['label']}” is {answers}")
    return f"Only needed if {in_list(reasons)}."


def is_asked_at_first(question: Asked, scope: Sequence[Asked]) -> bool:
    """Whether a question shows before anything is answered: its conditions hold by default.

    One that confirms an amount does not: there is nothing to confirm yet.
    """
    return not question["confirms"] and all(
        find(name, scope)["default"] in values and is_asked_at_first(find(name, scope), scope)
        for name, values in question["shown_when"].items()
    )


def opens_when_asked(group: Asked, scope: Sequence[Asked]) -> bool:
    """Whether a closed group opens on being called for.

    It does where every way to it is an answer an officer changed from the usual one: choosing
    "a plan already running" asks for that group, choosing a weekly rent does not.
    """
    depends_on = {name for each in group["questions"] for name in each["shown_when"]}
    return bool(group["all_depend"]) and all(
        find(name, scope)["default"] is not None for name in depends_on
    )


def find(name: str, scope: Sequence[Asked]) -> Asked:
    """The question of that name.

    Raises:
        LookupError: If the form asks no such question.
    """
    for each in scope:
        if each["name"] == name:
            return each
    raise LookupError(f"a question refers to {name!r}, which this form does not ask")


def width(question: Asked) -> int:
    """How many characters the box should show: enough for the largest answer allowed."""
    if question["kind"] in ("money", "paid amount"):
        return 8
    largest = question["limits"].get("le", "999")
    return max(3, len(str(largest)) + 1)
