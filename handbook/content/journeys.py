"""Journeys: one household through months of dated events, with what must come out at each date.

A journey's facts build up: each date adds to those before it, and ``null`` takes one away. At each
date the next step is asked, and other calculators where the journey says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculators.core.wording import in_list, long_date
from handbook.content.fields import Fields, entries, meant
from handbook.content.files import read_text
from handbook.content.known import KnownCalculator
from handbook.content.organisation import TENURES
from handbook.content.problems import Problems
from handbook.content.scenarios import (
    Scenario,
    check_provenance,
    note_unquoted,
    read_expected,
    read_inputs,
)
from handbook.content.yaml import as_data, read_yaml

FOLDER = "scenarios/journeys"
NEXT_STEP = "next_step"


@dataclass(frozen=True)
class JourneyDate:
    """One date of a journey.

    Attributes:
        day: The date.
        happens: What has happened, in a sentence.
        policy_version: The version of the arrears policy in force.
        checks: What must come out of the next step, and of other calculators, as scenarios.
    """

    day: dt.date
    happens: str
    policy_version: str
    checks: tuple[Scenario, ...]


@dataclass(frozen=True)
class Journey:
    """One household's journey, in order of dates."""

    name: str
    landlord: str
    expected_from: str
    dates: tuple[JourneyDate, ...]
    file: str
    line: int

    @property
    def crosses_april(self) -> bool:
        """Whether it goes from one rent year into another."""
        years = {each.day.year - (each.day.month < 4) for each in self.dates}
        return len(years) > 1


def read_journeys(
    root: Path, calculators: Mapping[str, KnownCalculator] | None, problems: Problems
) -> tuple[Journey, ...]:
    """Every journey, in the order of files and entries."""
    found: list[Journey] = []
    names: dict[str, str] = {}
    folder = root / FOLDER
    paths = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
    for path in paths:
        file = path.relative_to(root).as_posix()
        if calculators is not None and NEXT_STEP not in calculators:
            problems.add(
                file,
                0,
                "",
                f"Journeys ask the calculator “{NEXT_STEP}” at each date, which is not here",
                "Bring it back, or take the journeys out",
            )
        text = read_text(path, file, problems)
        node = read_yaml(text, file, problems) if text is not None else None
        for fields in entries(file, node, problems) if node is not None else []:
            journey = read_journey(fields, calculators)
            if journey.name in names:
                fields.note(
                    "name",
                    f"“{journey.name}” is already the name of a journey ({names[journey.name]})",
                    "Give each its own name",
                )
            names[journey.name] = f"{file}, line {fields.line}"
            found.append(journey)
    return tuple(found)


def read_journey(fields: Fields, calculators: Mapping[str, KnownCalculator] | None) -> Journey:
    """One entry of a file."""
    name = fields.text("name", remedy="Say in a sentence what the journey shows")
    landlord = fields.choice("landlord", tuple(TENURES))
    expected_from = fields.text("expected_from", remedy="Say who worked the answers out, and how")
    check_provenance(fields, expected_from)
    household = fields.within("household", remedy="Give the facts that stay the same")
    facts: dict[str, Any] = {}
    if household is not None:
        note_unquoted(household)
        facts = as_data(household.node)
        tenure = str(facts.get("tenure", ""))
        if landlord and tenure not in TENURES[landlord]:
            fields.note(
                "household",
                f"A {landlord} does not grant “{tenure}” tenancies",
                f"Use {in_list(TENURES[landlord], 'or')}, or change the landlord",
            )
    dates: list[JourneyDate] = []
    for row in fields.rows("dates"):
        date = read_date(row, facts, fields, expected_from, calculators)
        if date is None:
            continue
        if dates and date.day <= dates[-1].day:
            row.note("on", f"{long_date(date.day)} does not come after the date above", "Sort them")
        dates.append(date)
    fields.finish()
    return Journey(name, landlord, expected_from, tuple(dates), fields.file, fields.line)


def read_date(
    row: Fields,
    facts: dict[str, Any],
    journey: Fields,
    expected_from: str,
    calculators: Mapping[str, KnownCalculator] | None,
) -> JourneyDate | None:
    """One date; its facts are added to those before it."""
    day = row.date("on")
    happens = row.text("happens", remedy="Say in a sentence what has happened")
    version = row.text("policy_version", remedy="Give the version of the arrears policy in force")
    added = row.within("facts", needed=False)
    if added is not None:
        note_unquoted(added)
        known = (calculators or {}).get(NEXT_STEP)
        for name, value in as_data(added.node).items():
            if known is not None and name not in known.fields:
                added.note(
                    name,
                    f"“{name}” is not a question of the calculator “{known.title}”",
                    meant(name, known.fields) or "Use the name of one of its questions",
                )
            facts[name] = value
            if value is None:
                del facts[name]
    expected, lines = read_expected(row)
    if "step" not in expected or "deadline" not in expected:
        row.note("expected", "A date must expect a step and a deadline", "Add both; null for none")
    also = [
        read_also(each, journey, expected_from, calculators)
        for each in row.rows("also", needed=False)
    ]
    row.finish()
    if day is None:
        return None
    inputs = {"case_date": day.isoformat(), **facts}
    first = scenario(NEXT_STEP, happens, day, expected_from, inputs, expected, row, lines)
    return JourneyDate(day, happens, version, (first, *(each for each in also if each)))


def read_also(
    row: Fields,
    journey: Fields,
    expected_from: str,
    calculators: Mapping[str, KnownCalculator] | None,
) -> Scenario | None:
    """What another calculator must answer on that date."""
    calculator = row.text("calculator")
    if calculator and calculators is not None and calculator not in calculators:
        row.note(
            "calculator",
            f"There is no calculator called “{calculator}”",
            meant(calculator, calculators) or f"Use one of: {', '.join(calculators)}",
        )
        calculator = ""
    inputs = read_inputs(row, (calculators or {}).get(calculator))
    expected, lines = read_expected(row)
    row.finish()
    if not calculator:
        return None
    name = f"{journey.file}, {calculator}"
    return scenario(calculator, name, None, expected_from, inputs, expected, row, lines)


def scenario(
    calculator: str,
    name: str,
    day: dt.date | None,
    expected_from: str,
    inputs: Mapping[str, Any],
    expected: Mapping[str, Any],
    row: Fields,
    lines: Mapping[str, int],
) -> Scenario:
    """A check of a journey in the shape of a scenario."""
    return Scenario(
        calculator,
        name,
        False,
        day,
        expected_from,
        inputs,
        expected,
        (),
        (),
        (),
        row.file,
        row.line,
        lines,
    )
