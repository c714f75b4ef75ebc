"""What pages must say on a date: for words and figures that no calculator's answer shows.

A figure that is only quoted, or the days before the procedure began, are seen on a page alone.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from handbook.content.fields import Fields, date_of, entries
from handbook.content.files import read_text, yaml_files
from handbook.content.problems import Problems
from handbook.content.scenarios import check_provenance
from handbook.content.yaml import Scalar, read_yaml

FOLDER = "scenarios/pages"
ADDRESS = re.compile(r"(figures|policies)(/[a-z][a-z0-9-]*)+/")


@dataclass(frozen=True)
class Reading:
    """What one part of a page says on one day.

    Attributes:
        part: The id of the part's heading: a figure, a clause or a step.
        day: The day.
        says: Words that must stand in the part; "" where the page must not have it.
        line: The line that says so.
    """

    part: str
    day: dt.date
    says: str
    line: int


@dataclass(frozen=True)
class PageCase:
    """What one page must say, on some days.

    Attributes:
        name: What it shows, in a sentence.
        page: The page's plain address, from the top of the site.
        expected_from: Who worked it out, and how.
        readings: What each part says on each day.
        file: Its file, from the top folder.
        line: The line its entry starts on.
    """

    name: str
    page: str
    expected_from: str
    readings: tuple[Reading, ...]
    file: str
    line: int


def read_page_cases(root: Path, problems: Problems) -> tuple[PageCase, ...]:
    """Every one, in the order of files and entries."""
    found: list[PageCase] = []
    names: dict[str, str] = {}
    for path in yaml_files(root / FOLDER):
        file = path.relative_to(root).as_posix()
        text = read_text(path, file, problems)
        node = read_yaml(text, file, problems) if text is not None else None
        for fields in entries(file, node, problems) if node is not None else []:
            case = read_page_case(fields)
            if case.name in names:
                fields.note(
                    "name",
                    f"“{case.name}” is already the name of a page's case ({names[case.name]})",
                    "Give each its own name",
                )
            names[case.name] = f"{file}, line {fields.line}"
            found.append(case)
    return tuple(found)


def read_page_case(fields: Fields) -> PageCase:
    """One entry of a file."""
    name = fields.text("name", remedy="Say in a sentence what the page must show")
    page = fields.text("page", remedy="Give its address, like figures/landlord/")
    if page and not ADDRESS.fullmatch(page):
        fields.note(
            "page",
            f"“{page}” is not the address of a policy or of a page of figures",
            "Write it like figures/landlord/ or policies/rent-collection-and-arrears/",
        )
    expected_from = fields.text("expected_from", remedy="Say who worked it out, and how")
    check_provenance(fields, expected_from)
    parts = fields.within("reads", remedy="Give each part with its days and what it says")
    found: list[Reading] = []
    for part in parts.node.items if parts is not None else ():
        assert parts is not None
        days = parts.within(part, remedy="Give each day with what the part says")
        readings = read_days(days, part) if days is not None else []
        if days is not None and not any(each.says for each in readings):
            parts.note(part, f"“{part}” says nothing on any day", "Add a day on which it is read")
        found += readings
    fields.finish()
    return PageCase(name, page, expected_from, tuple(found), fields.file, fields.line)


def read_days(days: Fields, part: str) -> list[Reading]:
    """What a part says on each day."""
    found = []
    for text, node in days.node.items.items():
        day = date_of(text)
        if day is None:
            days.note(text, f"“{text}” is not a date", "Write it with dashes, like 2027-04-05")
        elif not isinstance(node, Scalar):
            days.note(text, "This is not a text", "Write the words, or null where there are none")
        elif not node.text.strip() and not node.is_nothing:
            days.note(text, "There are no words here", "Write the words, or null if none are held")
        else:
            says = "" if node.is_nothing else " ".join(node.text.split())
            found.append(Reading(part, day, says, days.line_of(text)))
    return found
