"""Scenarios: cases with the answer that people worked out, pinned to text and code alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.content.fields import Fields, entries, meant
from handbook.content.files import read_text, yaml_files
from handbook.content.known import KnownCalculator
from handbook.content.problems import Problems
from handbook.content.yaml import Mapping as YamlMapping
from handbook.content.yaml import Sequence, as_data, read_yaml, unquoted_numbers

FOLDER = "scenarios"
#: Not calculators' folders: see :mod:`handbook.content.journeys`, :mod:`handbook.content.pages`.
JOURNEYS = "journeys"
PAGES = "pages"
PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.([A-Za-z_][A-Za-z0-9_]*|\d+|\*))*")
#: Words that mean nobody worked the answer out.
NOT_PROVENANCE = re.compile(
    r"\b(the )?(program|programme|output|calculator|code|script|computer|tool|handbook)\b"
    r"\W+(\w+\W+)?(says?|said|prints?|printed|gives?|gave|shows?|showed|answers?|answered|returns?"
    r"|returned|outputs?)\b",
    re.IGNORECASE,
)
LEAST_WORDS = 6


@dataclass(frozen=True)
class Refusal:
    """A problem that a case must be answered with: its field, and a part of its message."""

    field: str
    says: str


@dataclass(frozen=True)
class Scenario:
    """One case and what must come out.

    Attributes:
        calculator: The calculator's id.
        name: What it shows, in a sentence.
        worked_example: Whether the calculator's page shows it.
        date: The day it is about, where that matters.
        expected_from: Who worked the answer out, and how.
        inputs: The facts, as JSON data.
        expected: What must stand at each path of the result, as JSON data.
        problems: The problems it must be refused with; empty if it must be answered.
        note_says: Texts that the case note must hold.
        note_never_says: Texts that it must not hold.
        file: Its file, from the top folder.
        line: The line its entry starts on.
        expected_lines: The line of each expected path.
    """

    calculator: str
    name: str
    worked_example: bool
    date: dt.date | None
    expected_from: str
    inputs: Mapping[str, Any]
    expected: Mapping[str, Any]
    problems: tuple[Refusal, ...]
    note_says: tuple[str, ...]
    note_never_says: tuple[str, ...]
    file: str
    line: int
    expected_lines: Mapping[str, int]


def read_scenarios(
    root: Path, calculators: Mapping[str, KnownCalculator] | None, problems: Problems
) -> dict[str, tuple[Scenario, ...]]:
    """Every scenario by calculator, in the order of files and entries."""
    found = {}
    folder = root / FOLDER
    if not folder.is_dir():
        return {}
    for path in yaml_files(folder):
        if path.parent == folder:
            problems.add(
                path.relative_to(root).as_posix(),
                0,
                "",
                "These scenarios are in no calculator's folder",
                "Move the file to the folder of the calculator it is about",
            )
    for path in sorted(each for each in folder.iterdir() if each.is_dir()):
        files = yaml_files(path)
        if not files or path.name in (JOURNEYS, PAGES):
            continue
        place = path.relative_to(root).as_posix()
        if calculators is not None and path.name not in calculators:
            problems.add(
                place,
                0,
                "",
                f"There is no calculator called “{path.name}”",
                meant(path.name, calculators) or f"Use one of: {', '.join(calculators)}",
            )
            continue
        known = calculators[path.name] if calculators is not None else None
        found[path.name] = read_folder(root, path.name, files, known, problems)
    return found


def read_folder(
    root: Path,
    calculator: str,
    files: list[Path],
    known: KnownCalculator | None,
    problems: Problems,
) -> tuple[Scenario, ...]:
    """The scenarios of one calculator."""
    found: list[Scenario] = []
    names: dict[str, str] = {}
    examples: list[tuple[str, int]] = []
    count = len(problems.found)
    for path in files:
        file = path.relative_to(root).as_posix()
        text = read_text(path, file, problems)
        node = read_yaml(text, file, problems) if text is not None else None
        if node is None:
            continue
        for fields in entries(file, node, problems):
            scenario = read_scenario(fields, calculator, known)
            if not scenario.name:
                continue
            if scenario.name in names:
                fields.note(
                    "name",
                    f"“{scenario.name}” is already the name of a scenario ({names[scenario.name]})",
                    "Give each its own name: say what this one shows",
                )
            names[scenario.name] = f"{file}, line {fields.line}"
            if scenario.worked_example:
                examples.append((file, fields.line_of("worked_example")))
            found.append(scenario)
    for file, line in examples[1:]:
        problems.add(
            file,
            line,
            "worked_example",
            f"The calculator has another worked example ({examples[0][0]}, line {examples[0][1]})",
            "Mark one scenario only: the page shows one",
        )
    if not examples and len(problems.found) == count:
        problems.add(
            f"{FOLDER}/{calculator}",
            0,
            "",
            "No scenario is the worked example",
            "Write “worked_example: true” in the one the calculator's page should show",
        )
    return tuple(found)


def read_scenario(fields: Fields, calculator: str, known: KnownCalculator | None) -> Scenario:
    """One entry of a file."""
    name = fields.text("name", remedy="Say in a sentence what the case shows")
    worked_example = fields.flag("worked_example")
    date = fields.date("date", needed=False)
    expected_from = fields.text("expected_from", remedy="Say who worked the answer out, and how")
    check_provenance(fields, expected_from)
    inputs = read_inputs(fields, known)
    expected, lines = read_expected(fields)
    refusals = read_refusals(fields)
    note_says = fields.texts("note_says", needed=False)
    note_never_says = fields.texts("note_never_says", needed=False)
    if expected and refusals:
        fields.note(
            "problems",
            "The scenario expects both an answer and problems",
            "Keep one of the two: a case is answered or refused",
        )
    elif not expected and not refusals and not (fields.has("expected") or fields.has("problems")):
        fields.note(
            "expected",
            "The scenario expects nothing, so it can never fail",
            "Add “expected:” with what must come out, or “problems:” for a case to be refused",
        )
    if refusals and (note_says or note_never_says):
        fields.note(
            "note_says", "A case that is refused has no case note", "Take the texts of the note out"
        )
    if refusals and worked_example:
        fields.note(
            "worked_example",
            "The worked example is refused, so the page would show no answer",
            "Mark a scenario that is answered",
        )
    fields.finish()
    return Scenario(
        calculator,
        name,
        worked_example,
        date,
        expected_from,
        inputs,
        expected,
        refusals,
        tuple(note_says),
        tuple(note_never_says),
        fields.file,
        fields.line,
        lines,
    )


def check_provenance(fields: Fields, text: str) -> None:
    """Note an expectation that does not say who worked it out and how."""
    if not text:
        return
    if NOT_PROVENANCE.search(text):
        fields.note(
            "expected_from",
            "What the program says is not where an expectation may come from",
            "Work the answer out by hand, or take it from a notice or a published example, and say "
            "who did and how",
        )
    elif len(text.split()) < LEAST_WORDS:
        fields.note(
            "expected_from",
            f"“{text}” does not say who worked the answer out and how",
            "Write at least a sentence, with the sum",
        )


def read_inputs(fields: Fields, known: KnownCalculator | None) -> dict[str, Any]:
    """The facts of a case as JSON data."""
    inputs = fields.within("inputs")
    if inputs is None:
        return {}
    note_unquoted(inputs)
    for name in inputs.node.items:
        if known is not None and name not in known.fields:
            inputs.note(
                name,
                f"“{name}” is not a question of the calculator “{known.title}”",
                meant(name, known.fields) or f"Use one of: {', '.join(known.fields)}",
            )
    data: dict[str, Any] = as_data(inputs.node)
    return data


def read_expected(fields: Fields) -> tuple[dict[str, Any], dict[str, int]]:
    """What must stand at each path, and the paths' lines."""
    expected = fields.within("expected") if fields.has("expected") else None
    fields.raw("expected", needed=False)
    if expected is None:
        return {}, {}
    if not expected.node.items:
        fields.note("expected", "“expected” is empty", "Add what must come out")
    note_unquoted(expected)
    for path in expected.node.items:
        if not PATH.fullmatch(path):
            expected.note(
                path,
                f"“{path}” is not a path into the result",
                "Join names and row numbers by full stops: payments.0.amount, payments.count, "
                "payments.*.amount",
            )
    data: dict[str, Any] = as_data(expected.node)
    return data, dict(expected.node.lines)


def note_unquoted(fields: Fields) -> None:
    """Note every amount that is not in quotes."""
    assert isinstance(fields.node, YamlMapping)
    for key, value in unquoted_numbers(fields.node):
        fields.problems.add(
            fields.file,
            value.line,
            fields.key(key),
            f"{value.text} is not in quotes, which keep every digit as it is typed",
            f'Put it in quotes: "{value.text}"',
        )


def read_refusals(fields: Fields) -> tuple[Refusal, ...]:
    """The problems a case must be refused with."""
    node = fields.raw("problems", needed=False)
    if isinstance(node, Sequence) and not node.items:
        fields.note("problems", "“problems” is an empty list", "Add what must be put right")
    found = []
    for row in fields.rows("problems", needed=False):
        field = row.text("field", needed=False)
        if not row.has("field"):
            row.note("field", "“field” is missing", 'Name the field, or "" for the whole form')
        says = row.text("says", remedy="Quote a part of the message")
        row.finish()
        found.append(Refusal(field, says))
    return tuple(found)
