"""Comparing an answer with what a scenario says must come out, the same in every runtime."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from calculators import browser
from handbook.content import Scenario

NOT_THERE = "nothing: the result has no such path"


@dataclass(frozen=True)
class Difference:
    """One place where an answer is not what people worked out.

    Attributes:
        line: The line of the scenario's file that says what must come out.
        path: Where in the answer, or "" for the whole.
        expected: What must stand there, in words.
        got: What stands there, in words.
    """

    line: int
    path: str
    expected: str
    got: str


def inputs_json(scenario: Scenario) -> str:
    """The facts of a scenario as the JSON text every runtime is given."""
    return json.dumps(scenario.inputs, ensure_ascii=False)


def answered(scenario: Scenario) -> dict[str, Any]:
    """The whole answer to a scenario, with the figures that are held.

    Returns:
        As :func:`calculators.browser.answer` gives it, read from its JSON.
    """
    text = browser.answer(f"{browser.WHOLE}:{scenario.calculator}", inputs_json(scenario))
    found: dict[str, Any] = json.loads(text)
    return found


def differences(scenario: Scenario, answer: dict[str, Any]) -> list[Difference]:
    """Every place where an answer is not what the scenario says; empty if all is right.

    Args:
        scenario: What must come out.
        answer: As :func:`answered` gives it.
    """
    if scenario.problems:
        return refusal_differences(scenario, answer)
    if not answer.get("ok"):
        said = "; ".join(f"{each['field']}: {each['message']}" for each in answer["problems"])
        return [Difference(scenario.line, "", "an answer", f"problems: {said}")]
    found = []
    for path, expected in scenario.expected.items():
        line = scenario.expected_lines.get(path, scenario.line)
        try:
            got = value_at(answer["result"], path)
        except LookupError:
            found.append(Difference(line, path, as_words(expected), NOT_THERE))
            continue
        if not same(expected, got):
            found.append(Difference(line, path, as_words(expected), as_words(got)))
    return found + note_differences(scenario, str(answer.get("note", "")))


def refusal_differences(scenario: Scenario, answer: dict[str, Any]) -> list[Difference]:
    """The problems that are missing, or that nobody expected."""
    if answer.get("ok"):
        expected = "; ".join(f"{each.field}: {each.says}" for each in scenario.problems)
        return [Difference(scenario.line, "", f"problems: {expected}", "an answer")]
    left = list(answer["problems"])
    found = []
    for wanted in scenario.problems:
        match = next(
            (p for p in left if p["field"] == wanted.field and wanted.says in p["message"]), None
        )
        if match is not None:
            left.remove(match)
            continue
        here = [each["message"] for each in left if each["field"] == wanted.field]
        got = " / ".join(here) or "no problem with that field"
        found.append(Difference(scenario.line, wanted.field, f"“{wanted.says}”", got))
    if not found:
        found = [
            Difference(scenario.line, each["field"], "no further problem", each["message"])
            for each in left
        ]
    return found


def note_differences(scenario: Scenario, note: str) -> list[Difference]:
    """The texts that the case note lacks, or that it must not hold."""
    plain = " ".join(note.split())
    lacks = [
        Difference(scenario.line, "note", f"a note that says “{text}”", plain)
        for text in scenario.note_says
        if " ".join(text.split()) not in plain
    ]
    holds = [
        Difference(scenario.line, "note", f"a note that never says “{text}”", plain)
        for text in scenario.note_never_says
        if " ".join(text.split()) in plain
    ]
    return lacks + holds


def value_at(data: Any, path: str) -> Any:
    """What stands at a dotted path.

    ``payments.0.amount`` is in the first row, ``payments.count`` is how many rows there are, and
    ``payments.*.amount`` is that of every row.

    Raises:
        LookupError: If there is no such path.

    Example:
        >>> value_at({"payments": [{"amount": "20.00"}, {"amount": "6.20"}]}, "payments.*.amount")
        ['20.00', '6.20']
    """
    step, _, rest = path.partition(".")
    if isinstance(data, list):
        if step == "*":
            return [value_at(each, rest) if rest else each for each in data]
        if step == "count" and not rest:
            return len(data)
        if not step.isdigit():
            raise KeyError(step)
        data = data[int(step)]
    elif isinstance(data, dict):
        data = data[step]
    else:
        raise KeyError(step)
    return value_at(data, rest) if rest else data


def same(expected: Any, got: Any) -> bool:
    """Whether two JSON values are the same text: "20.00" is not "20.0", and 1 is not true."""
    return json.dumps(expected, sort_keys=True) == json.dumps(got, sort_keys=True)


def as_words(value: Any) -> str:
    """A JSON value for a message."""
    return json.dumps(value, ensure_ascii=False)
