"""The calculators as JSON text in and JSON text out: what the page and the commands call."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from calculators.case import follows_for, sheet_html, sheet_note, sheet_of
from calculators.core import doubts
from calculators.core.errors import CannotCalculate, Doubt, NeedsAnswer, Problem
from calculators.core.figures import FigureSet
from calculators.core.messages import in_form_order, problems_in
from calculators.core.present import as_case_note, as_html, document, problems_as_html
from calculators.core.questions import CalculatorInput, described, grouped
from calculators.core.results import CalculatorResult
from calculators.registry import CALCULATORS, Calculator
from calculators.saved import as_file, from_file

NOT_JSON = Problem("", "The case is not valid JSON. Check its quotes, commas and brackets.")
NOT_A_CASE = Problem("", "Give the facts of the case by the names of their questions.")
NO_FIGURES = Problem("", "The figures are not loaded. Load the page again.")

#: What :func:`answer` is asked for instead of a calculator, for all of them on one case.
CASE_SHEET = "case_sheet"
#: Asked before a calculator, as “follows:<id>”, for what follows for it from one case.
FOLLOWS = "follows"
#: Asked before a calculator, as “whole:<id>”, for all of its answer.
WHOLE = "whole"

_held: FigureSet | None = None


def hold(figures: str | FigureSet) -> None:
    """Read the pack of figures once, if it is text, and keep it for every later :func:`answer`."""
    global _held
    _held = figures if isinstance(figures, FigureSet) else FigureSet.from_json(figures)


def held() -> FigureSet | None:
    """The figures that :func:`hold` keeps; None before it was called."""
    return _held


def describe(calculator_id: str) -> str:
    """A calculator's form and shapes as JSON text.

    Returns:
        ``{"ok": true, "id", "title", "asks", "groups": [{"legend", "questions": [...]}],
        "inputs": JSON Schema, "result": JSON Schema}``, or ``{"ok": false, "problems": [...]}``.
        Never raises.
    """
    return guarded(calculator_id, lambda: form_of(calculator_id))


def run(calculator_id: str, inputs: str, figures: str | FigureSet) -> str:
    """Calculate from JSON text and answer in JSON text.

    Args:
        calculator_id: Which calculator.
        inputs: The facts, a JSON object by field name.
        figures: The pack of figures, as its JSON text or already read.

    Returns:
        ``{"ok": true, "result": ...}``, or ``{"ok": false, "problems": [{"field", "message"}]}``,
        where a doubt also has ``"confirmed_by"``: the question that can say it is right.
        Never raises, so the page always has something to show.
    """

    def work() -> dict[str, Any]:
        held = figures if isinstance(figures, FigureSet) else FigureSet.from_json(figures)
        outcome = attempt(calculator_id, inputs, held)
        if isinstance(outcome, list):
            return refusal(outcome)
        return {"ok": True, "result": outcome[2]}

    return guarded(calculator_id, work)


def answer(calculator_id: str, inputs: str, prefix: str = "answer") -> str:
    """As :func:`run` with the figures held, with the answer as HTML and as a case note too.

    The page's one door: a calculator named “save:<id>” or “open:<id>” is asked for a file of its
    form's answers instead, or for the answers in such a file (:func:`file_of`). Asked for
    :data:`CASE_SHEET`, it answers as :func:`case_sheet`; asked for “follows:<id>”, as
    :func:`following`; asked for “whole:<id>”, with the “result” of :func:`run` too, which a page
    has no use for.

    Returns:
        ``{"ok": true, "beside_groups", "html", "note"}``, or ``{"ok": false, "problems",
        "html"}``. Never raises.
    """
    task, _, of = str(calculator_id).rpartition(":")
    whole = task == WHOLE
    if whole:
        calculator_id = of
    if task in FILES:
        return file_of(task, of, inputs)
    if task == FOLLOWS:
        return following(of, inputs)
    if calculator_id == CASE_SHEET:
        return case_sheet(inputs)

    def work() -> dict[str, Any]:
        if _held is None:
            return refusal([NO_FIGURES])
        outcome = attempt(calculator_id, inputs, _held)
        if isinstance(outcome, list):
            return refusal(outcome) | {"html": problems_as_html(outcome, calculator_id)}
        calculator, facts, result = outcome
        doc = document(calculator.title, facts, result)
        return {
            "ok": True,
            **({"result": result} if whole else {}),
            "beside_groups": result.beside_groups,
            "html": as_html(doc, prefix),
            "note": as_case_note(doc),
        }

    return guarded(calculator_id, work)


def file_of(task: str, calculator_id: str, text: str) -> str:
    """A form's answers made into a file to keep, or a kept file into answers.

    Args:
        task: "save" or "open".
        calculator_id: Which calculator's form.
        text: To save, what was typed as JSON text; to open, the text of the file.

    Returns:
        ``{"ok": true, "text", "name"}`` or ``{"ok": true, "answers", "left_out"}``, or
        ``{"ok": false, "problems"}``. Never raises.
    """

    def work() -> dict[str, Any]:
        calculator = CALCULATORS.get(calculator_id)
        if calculator is None:
            return refusal([no_such(calculator_id)])
        try:
            return {"ok": True} | FILES[task](calculator, text)
        except CannotCalculate as stopped:
            return refusal(list(stopped.problems))

    return guarded(calculator_id, work)


FILES: dict[str, Callable[[Calculator, str], dict[str, Any]]] = {
    "save": lambda calculator, text: as_file(calculator, case_of(text)),
    "open": from_file,
}


def case_sheet(case: str) -> str:
    """Every calculator tried on the facts of one case, with the figures held.

    Args:
        case: ``{"facts": {field: answer}, "where": {field: words}, "left": [field]}`` as JSON
            text: the facts as typed, where each comes from, and those left as a page had them.

    Returns:
        ``{"ok": true, "result": {"answered", "waiting", "to_ask"}, "html", "note"}``, or
        ``{"ok": false, "problems", "html"}``. Never raises.
    """

    def work() -> dict[str, Any]:
        if _held is None:
            return refusal([NO_FIGURES]) | {"html": ""}
        figures = _held
        try:
            given = tab_case(case)
        except CannotCalculate as stopped:
            return refusal(list(stopped.problems)) | {"html": ""}
        sheet = sheet_of(
            given["facts"],
            CALCULATORS,
            lambda calculator, facts: worked_out(calculator, facts, figures),
            where=given.get("where"),
            left=given.get("left", ()),
        )
        return {
            "ok": True,
            "result": {
                "answered": {e.calculator.id: e.answer.answer for e in sheet.entries if e.answer},
                "waiting": [each.calculator.id for each in sheet.entries if not each.answer],
                "to_ask": [each.label for each in sheet.to_ask],
            },
            "html": sheet_html(sheet),
            "note": sheet_note(sheet),
        }

    return guarded(CASE_SHEET, work)


def following(calculator_id: str, case: str) -> str:
    """What follows from the facts of one case for a calculator's questions.

    Args:
        calculator_id: Which calculator.
        case: ``{"facts": {field: answer}}`` as JSON text, as for :func:`case_sheet`.

    Returns:
        ``{"ok": true, "facts": {field: {"value", "because"}}, "beware"}``, each value as it would
        be typed and none of them given, or ``{"ok": false, "problems"}``. Never raises.
    """

    def work() -> dict[str, Any]:
        if _held is None:
            return refusal([NO_FIGURES])
        figures = _held
        calculator = CALCULATORS.get(calculator_id)
        if calculator is None:
            return refusal([no_such(calculator_id)])
        try:
            given = tab_case(case)
        except CannotCalculate as stopped:
            return refusal(list(stopped.problems))
        found = follows_for(
            calculator,
            given["facts"],
            CALCULATORS,
            lambda each, facts: worked_out(each, facts, figures),
        )
        listed = {
            name: {"value": each.value, "because": each.because}
            for name, each in found.facts.items()
        }
        return {"ok": True, "facts": listed, "beware": found.beware}

    return guarded(f"{FOLLOWS}:{calculator_id}", work)


def form_of(calculator_id: str) -> dict[str, Any]:
    """What :func:`describe` says of a calculator."""
    calculator = CALCULATORS.get(calculator_id)
    if calculator is None:
        return refusal([no_such(calculator_id)])
    return {
        "ok": True,
        "id": calculator.id,
        "title": calculator.title,
        "asks": calculator.asks,
        "groups": grouped(described(calculator.inputs)),
        "inputs": calculator.inputs.model_json_schema(),
        "result": calculator.result.model_json_schema(mode="serialization"),
    }


def attempt(
    calculator_id: str, inputs: str, figures: FigureSet
) -> list[Problem] | tuple[Calculator, CalculatorInput, CalculatorResult]:
    """The facts read and the answer worked out, or every problem that stopped it."""
    calculator = CALCULATORS.get(calculator_id)
    if calculator is None:
        return [no_such(calculator_id)]
    try:
        data = case_of(inputs)
    except CannotCalculate as stopped:
        return list(stopped.problems)
    outcome = worked_out(calculator, data, figures)
    return outcome if isinstance(outcome, list) else (calculator, *outcome)


def worked_out(
    calculator: Calculator, data: Any, figures: FigureSet
) -> list[Problem] | tuple[CalculatorInput, CalculatorResult]:
    """As :func:`attempt`, of answers that have been read from their JSON."""
    try:
        facts = read_case(calculator.inputs, data)
        return facts, with_confirmed(facts, calculator.calculate(facts, figures))
    except CannotCalculate as stopped:
        return list(stopped.problems)
    except Exception as mistake:  # noqa: BLE001 - our mistake must not empty the officer's page
        return [our_mistake(calculator.id, mistake)]


def read_case(model: type[CalculatorInput], data: Any) -> CalculatorInput:
    """The facts of a case.

    Raises:
        CannotCalculate: With every problem that is seen before the calculation starts.
    """
    try:
        facts = model.model_validate(data)
    except ValidationError as error:
        raise CannotCalculate(*problems_in(error, model, data)) from None
    found = facts.unanswered(data)
    if not facts.took_all(data):
        found += model.contradicted(data)
    found += facts.problems()
    if doubted := doubts.unconfirmed(facts):
        found = in_form_order([*found, *doubted], model)
    if found:
        raise CannotCalculate(*found)
    return facts


def with_confirmed(facts: CalculatorInput, result: CalculatorResult) -> CalculatorResult:
    """An answer that says first which unusual amounts it rests on, if somebody confirmed any."""
    found = doubts.confirmed(facts)
    return result.model_copy(update={"warnings": found + result.warnings}) if found else result


def tab_case(text: str) -> dict[str, Any]:
    """A case over every calculator from its JSON text: “facts” by field name, and perhaps more.

    Raises:
        CannotCalculate: If it is not that.
    """
    given = case_of(text)
    if not isinstance(given, dict) or not isinstance(given.get("facts"), dict):
        raise CannotCalculate(NOT_A_CASE)
    return given


def case_of(text: str) -> Any:
    """A case from its JSON text, with every number still as it was written.

    Raises:
        CannotCalculate: If it is not JSON, or gives one name twice.
    """
    try:
        return CASES.decode(text)
    except (TypeError, ValueError, RecursionError):
        raise CannotCalculate(NOT_JSON) from None


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are all different: which of two answers is meant is not guessed.

    Raises:
        NeedsAnswer: If a name is given twice.
    """
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NeedsAnswer("", f"The case gives “{twice}” twice. Keep one of them.")
    return data


#: Reads a case with every number still as it was written.
CASES = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=once_each
)
#: Writes what is no result.
PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def guarded(calculator_id: str, work: Callable[[], dict[str, Any]]) -> str:
    """What some work answers as JSON text, or that it could not finish: it never raises."""
    try:
        return to_json(work())
    except Exception as mistake:  # noqa: BLE001 - as in `attempt`
        return to_json(refusal([our_mistake(calculator_id, mistake)]))


def refusal(problems: list[Problem]) -> dict[str, Any]:
    """The answer that says what to put right."""
    listed = []
    for each in problems:
        listed.append({"field": each.field, "message": each.message})
        if isinstance(each, Doubt):
            listed[-1]["confirmed_by"] = doubts.NAME
    return {"ok": False, "problems": listed}


def no_such(calculator_id: str) -> Problem:
    """The message for a calculator that does not exist."""
    known = ", ".join(CALCULATORS)
    return Problem("", f"There is no calculator called “{calculator_id}”. Use one of: {known}")


def our_mistake(calculator_id: str, mistake: Exception) -> Problem:
    """The message for a fault in the handbook itself, never in the officer's answers."""
    where = f"{calculator_id}, {type(mistake).__name__}"
    return Problem(
        "",
        "This calculation could not finish. Your entries are still here. Report "
        f"“{where}” to the handbook's owner.",
    )


def to_json(data: dict[str, Any]) -> str:
    """JSON text, the same on every machine.

    A result writes itself, which takes a third of the time of turning it into plain data first.
    """
    parts = []
    for name, value in data.items():
        if isinstance(value, CalculatorResult):
            text = value.model_dump_json()
        else:
            text = PLAIN.encode(value)
            if not text.isascii():  # half a character cannot be shown
                text = text.encode("utf-8", "replace").decode()
        parts.append(f'"{name}":{text}')
    return f"{{{','.join(parts)}}}"
