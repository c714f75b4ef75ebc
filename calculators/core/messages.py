"""What to say when an answer cannot be used: the field's own words, then how to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from calculators.core.errors import Problem
from calculators.core.questions import AskedModel, answer_type, filled_rows, limits_of, question_of
from calculators.core.wording import in_list, plain_number, pounds


def problems_in(error: ValidationError, model: type[AskedModel], data: Any = None) -> list[Problem]:
    """Each problem with a case, in the form's order, with the message an officer reads.

    A field inside a row is named ``rows.0.column``, counting rows from 0.

    Args:
        error: What pydantic found.
        model: The questions that were asked.
        data: The answers as they were given, to name rows as the form numbers them and to find
            the questions left empty and the answers that another one rules out.
    """
    errors = error.errors(include_url=False, include_context=True, include_input=False)
    found = [one_problem(each, model, data) for each in errors]
    if isinstance(data, Mapping):
        found += model.left_unanswered(data) + model.contradicted(data)
    return in_form_order(found, model)


def in_form_order(problems: Iterable[Problem], model: type[AskedModel]) -> list[Problem]:
    """Problems in the order of the form's questions; those of no question come first."""
    places = {name: place for place, name in enumerate(model.model_fields)}
    return sorted(problems, key=lambda each: places.get(each.field.split(".")[0], -1))


def one_problem(details: Any, model: type[AskedModel], data: Any) -> Problem:
    """One of pydantic's errors as a problem."""
    loc = as_on_the_form(details["loc"], data)
    path = [str(part) for part in loc]
    if not path:
        return Problem("", "Give the answers as names and values, like a filled-in form.")
    info, row_words = field_at(loc, model)
    name = ".".join(path)
    if info is None:
        return Problem(name, f"{row_words}This calculator has no question called “{path[-1]}”.")
    return Problem(name, row_words + message(details, info))


def as_on_the_form(loc: tuple[int | str, ...], data: Any) -> tuple[int | str, ...]:
    """Where an error is, counting the rows that were left blank too."""
    if len(loc) < 2 or not isinstance(loc[1], int) or not isinstance(data, Mapping):
        return loc
    places = filled_rows(data.get(str(loc[0])))
    return (loc[0], places[loc[1]], *loc[2:]) if loc[1] < len(places) else loc


def field_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> tuple[FieldInfo | None, str]:
    """The field an error is about, and words that say which row it is in."""
    info = model.model_fields.get(str(loc[0]))
    if info is None or len(loc) == 1:
        return info, ""
    row_model = answer_type(info.annotation).row_model
    row_number = loc[1]
    if row_model is None or not isinstance(row_number, int):
        return info, ""
    words = question_of(info).row_words(row_number)
    if len(loc) == 2:
        return info, words
    return row_model.model_fields.get(str(loc[2])), words


def message(details: Any, info: FieldInfo) -> str:
    """The sentence for one problem with one field."""
    asked, kind = question_of(info), details["type"]
    context = details.get("ctx", {})
    label = asked.label
    if kind == "missing":
        return asked.if_missing or f"Answer: {label}"
    if kind in LIMITS:
        word, key = LIMITS[kind]
        # The field's own limit: where it may be empty, pydantic's has become text.
        limit = limits_of(info).get(key, context[key])
        return f"{label} must be {word.format(in_unit(limit, info))}"
    if kind == "too_long":
        return f"{label}: give {context['max_length']} at most"
    if kind == "date_part_missing":
        return f"{label} must include a {in_list(context['missing'], 'and a')}"
    if kind == "not_a_real_date":
        return f"{label} must be a real date: {context['why']}"
    if kind == "not_that_weekday":
        words = "{day} is a {actual}, not a {written}. Check the date".format(**context)
        return f"{label}: {words}"
    if kind == "year_out_of_range":
        return f"{label}: the year must be from {context['first']} to {context['last']}"
    if kind == "how_often":
        values = in_list([f"“{each}”" for each in context["choices"]], "or")
        return f"{label}: choose how often, {values}"
    if kind == "too_many_words":
        return f"{label}: write {context['most']} letters at most"
    if choices := answer_type(info.annotation).choices:
        values = in_list([f"“{each.value}”" for each in choices], "or")
        return f"{label}: choose one of the answers, {values}"
    if kind == "too_many_lines":
        return f"{label}: paste {context['most']:,} lines at most. Leave out the oldest"
    if kind in SENTENCES:
        return SENTENCES[kind].format(label=label)
    return f"{label}: this answer cannot be read. Check it and type it again"


LIMITS = {
    "greater_than_equal": ("{} or more", "ge"),
    "greater_than": ("more than {}", "gt"),
    "less_than_equal": ("{} or less. Check the figure", "le"),
    "too_much": ("less than {}. Check the figure", "least_refused"),
}
SENTENCES = {
    "not_money": "{label} must be an amount in pounds and pence, like 112.50",
    "unclear_comma": (
        "{label}: put a point before the pence, like 12.50. A comma is only for thousands, "
        "like 1,250.00"
    ),
    "part_of_a_penny": "{label} must be in pounds and whole pence, like 112.50",
    "below_nothing": "{label} must be £0.00 or more",
    "not_paid": "{label} must be an amount and how often it is paid, like 12.00 weekly",
    "not_words": "{label} must be words on one line",
    "not_whole": "{label} must be a whole number, like 4",
    "not_a_date": "{label} must be a date, like 4 12 2026",
    "short_year": "{label}: write the year with 4 numbers, like 2026",
    "not_text": "{label}: give it as text",
    "tuple_type": "{label}: give a list",
    "model_type": "{label}: give each row as names and values",
}


def in_unit(limit: Any, info: FieldInfo) -> str:
    """A limit in the field's own kind: money as pounds, anything else as a plain number."""
    if answer_type(info.annotation).kind == "money":
        return pounds(Decimal(limit))
    return plain_number(Decimal(limit))
