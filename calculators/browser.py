"""The calculators as JSON text in and JSON text out: what the page and the commands call."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from calculators.core.errors import CannotCalculate, Problem
from calculators.core.figures import FigureSet
from calculators.core.messages import problems_in
from calculators.core.present import as_case_note, as_html, document, problems_as_html
from calculators.core.questions import CalculatorInput, described, grouped
from calculators.core.results import CalculatorResult
from calculators.registry import CALCULATORS, Calculator

_held: FigureSet | None = None


def hold(figures: str) -> None:
    """Read the pack of figures once and keep it for every later :func:`answer`."""
    global _held
    _held = FigureSet.from_json(figures)


def describe(calculator_id: str) -> str:
    """A calculator's form and shapes as JSON text.

    Returns:
        ``{"ok": true, "id", "title", "asks", "groups": [{"legend", "questions": [...]}],
        "inputs": JSON Schema, "result": JSON Schema}``, or ``{"ok": false, "problems": [...]}``.
        Never raises.
    """
    calculator = CALCULATORS.get(calculator_id)
    if calculator is None:
        return failed([no_such(calculator_id)])
    form = {
        "ok": True,
        "id": calculator.id,
        "title": calculator.title,
        "asks": calculator.asks,
        "groups": grouped(described(calculator.inputs)),
        "inputs": calculator.inputs.model_json_schema(),
        "result": calculator.result.model_json_schema(mode="serialization"),
    }
    return to_json(form)


def run(calculator_id: str, inputs: str, figures: str | FigureSet) -> str:
    """Calculate from JSON text and answer in JSON text.

    Args:
        calculator_id: Which calculator.
        inputs: The facts, a JSON object by field name.
        figures: The pack of figures, as its JSON text or already read.

    Returns:
        ``{"ok": true, "result": ...}``, or ``{"ok": false, "problems": [{"field", "message"}]}``.
        Never raises, so the page always has something to show.
    """
    held = figures if isinstance(figures, FigureSet) else FigureSet.from_json(figures)
    outcome = attempt(calculator_id, inputs, held)
    if isinstance(outcome, list):
        return failed(outcome)
    return to_json({"ok": True, "result": outcome[2].model_dump(mode="json")})


def answer(calculator_id: str, inputs: str, prefix: str = "answer") -> str:
    """As :func:`run` with the figures held, with the answer as HTML and as a case note too.

    Returns:
        ``{"ok": true, "result", "html", "note"}``, or ``{"ok": false, "problems", "html"}``.
        Never raises.
    """
    if _held is None:
        return failed([Problem("", "The figures are not loaded. Load the page again.")])
    outcome = attempt(calculator_id, inputs, _held)
    if isinstance(outcome, list):
        return failed(outcome, html=problems_as_html(outcome, calculator_id))
    calculator, facts, result = outcome
    doc = document(calculator.title, facts, result)
    return to_json(
        {
            "ok": True,
            "result": result.model_dump(mode="json"),
            "html": as_html(doc, prefix),
            "note": as_case_note(doc),
        }
    )


def attempt(
    calculator_id: str, inputs: str, figures: FigureSet
) -> list[Problem] | tuple[Calculator, CalculatorInput, CalculatorResult]:
    """The facts read and the answer worked out, or every problem that stopped it."""
    calculator = CALCULATORS.get(calculator_id)
    if calculator is None:
        return [no_such(calculator_id)]
    try:
        data = json.loads(inputs, parse_float=Decimal)
    except (ValueError, RecursionError):
        return [Problem("", "The case is not valid JSON. Check its quotes, commas and brackets.")]
    try:
        facts = calculator.inputs.model_validate(data)
        if found := facts.unanswered() + facts.problems():
            return found
        return calculator, facts, calculator.calculate(facts, figures)
    except ValidationError as error:
        return problems_in(error, calculator.inputs)
    except CannotCalculate as stopped:
        return list(stopped.problems)
    except Exception as mistake:
        # Our mistake, never the officer's: keep the page alive and say what to report.
        where = f"{calculator.id}, {type(mistake).__name__}"
        return [
            Problem(
                "",
                "This calculation could not finish. Your entries are still here. Report "
                f"“{where}” to the handbook's owner.",
            )
        ]


def no_such(calculator_id: str) -> Problem:
    """The message for a calculator that does not exist."""
    return Problem(
        "", f"There is no calculator called “{calculator_id}”. Use one of: {', '.join(CALCULATORS)}"
    )


def failed(problems: list[Problem], **more: str) -> str:
    """The answer that says what to put right."""
    listed = [{"field": each.field, "message": each.message} for each in problems]
    return to_json({"ok": False, "problems": listed, **more})


def to_json(data: dict[str, Any]) -> str:
    """JSON text, the same on every machine."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
