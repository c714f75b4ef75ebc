"""What changed in figures, clauses and steps, in words."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from calculators.core.figures import DatedValue, Figure, Source
from handbook.consistency.known import load_checked
from handbook.content import Content
from handbook.impact.changed import ClauseDifference, clause_differences, figure_changes, steps_of

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
SOURCE = Source("The Order", TODAY, "high")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def value(starts: str, number: str | None, **more: bool) -> DatedValue:
    return DatedValue(day(starts), None if number is None else Decimal(number), SOURCE, **more)


OLD = Figure(
    "a.rate",
    "A rate.",
    "GBP/week",
    "statute",
    day("2027-04-04"),
    (value("2025-04-07", "10.00"), value("2026-04-06", "11.00")),
    "the day",
)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            (*OLD.values, value("2027-04-05", "12.00")),
            "£11.00 a week -> £12.00 a week from 5 April 2027, added",
        ),
        (
            (*OLD.values, value("2027-04-05", "12.00", expected=True)),
            "£11.00 a week -> £12.00 a week (expected) from 5 April 2027, added",
        ),
        (
            (OLD.values[0], value("2026-04-06", "11.50")),
            "£11.00 a week -> £11.50 a week from 6 April 2026",
        ),
        (
            (OLD.values[0], value("2026-04-06", None)),
            "£11.00 a week -> not held from 6 April 2026",
        ),
        (
            (OLD.values[0], value("2026-04-13", "11.00")),
            "£11.00 a week: moved from 6 April 2026 to 13 April 2026",
        ),
        (OLD.values[:1], "£11.00 a week from 6 April 2026: taken out"),
        (
            (value("2024-04-01", "9.00"), *OLD.values),
            "none -> £9.00 a week from 1 April 2024, added",
        ),
    ],
)
def test_a_value_that_changed_says_from_what_to_what(
    values: tuple[DatedValue, ...], words: str
) -> None:
    new = replace(OLD, values=values)
    (change,) = figure_changes({"a.rate": OLD}, {"a.rate": new})
    assert (change.id, change.words, change.moves_answers) == ("a.rate", words, True)


def test_other_changes_of_a_figure_are_told() -> None:
    new = replace(OLD, unit="GBP/month", verified_to=day("2028-04-02"))
    assert [each.words for each in figure_changes({"a.rate": OLD}, {"a.rate": new})] == [
        "unit: GBP/week -> GBP/month",
        "checked to 4 April 2027 -> 2 April 2028",
    ]
    checked = replace(OLD.values[1], source=replace(SOURCE, title="Another"))
    new = replace(OLD, values=(OLD.values[0], checked))
    (change,) = figure_changes({"a.rate": OLD}, {"a.rate": new})
    assert change.words == "source reworded or checked again"
    assert not change.moves_answers
    (change,) = figure_changes({"a.rate": OLD}, {"a.rate": replace(OLD, description="Other.")})
    assert change.words == "description reworded or checked again"


def test_figures_that_come_and_go_are_told() -> None:
    new = replace(OLD, id="b.rate")
    assert [(each.id, each.words) for each in figure_changes({"a.rate": OLD}, {"b.rate": new})] == [
        ("b.rate", "new figure: £11.00 a week from 6 April 2026"),
        ("a.rate", "gone"),
    ]
    assert list(figure_changes({"a.rate": OLD}, {"a.rate": OLD})) == []


# Clauses and steps


def read(root: Path) -> Content:
    how = {"protect": False, "with_scenarios": False, "drafts": True}
    return load_checked(root, today=TODAY, **how)


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    return tmp_path


def test_no_change_is_no_difference(content: Content) -> None:
    assert list(clause_differences(content, content)) == []


def test_a_clause_reworded_taken_out_or_added_is_named(content: Content, root: Path) -> None:
    file = content.policies["rent-collection-and-arrears"].versions[-1].file
    path = root / file
    text = path.read_text("utf-8")
    heading = "\n## "
    last = text.rindex(heading)
    path.write_text(
        f"{text[:last]}\nWe say so kindly.\n\n## A new part {{ #a-new-part }}\n\nWords.\n", "utf-8"
    )
    found = list(clause_differences(content, read(root)))
    version = "version 2.0 from 6 April 2026"
    assert {each.kind for each in found} == {"changed", "new", "gone"}
    assert {(each.document, each.version) for each in found} == {
        ("rent-collection-and-arrears", version)
    }
    assert (
        ClauseDifference("rent-collection-and-arrears", version, "A new part (a-new-part)", "new")
        in found
    )


def test_a_step_that_runs_differently_is_named(content: Content, root: Path) -> None:
    (path,) = (root / "policies/procedures/arrears").glob("steps.2026*.yaml")
    text = path.read_text("utf-8")
    when = "if_not_working_day: working day before"
    path.write_text(
        text.replace(when, when.replace("working day before", "next working day"), 1), "utf-8"
    )
    (found,) = clause_differences(content, read(root))
    assert (found.kind, found.document) == ("changed", "procedures/arrears")
    assert found.clause == "First missed payment (missed-payment)"
    version = content.procedures["arrears"].document.versions[-1]
    assert "missed-payment" in steps_of(content, version)
    policy = content.policies["rent-collection-and-arrears"].versions[-1]
    assert steps_of(content, policy) == {}


def test_a_draft_is_compared_with_the_version_before_it(content: Content, root: Path) -> None:
    folder = root / "policies" / "rent-collection-and-arrears"
    old = (folder / "2026-04-06.md").read_text("utf-8")
    head, _, body = old.removeprefix("---\n").partition("\n---\n")
    lines = [each for each in head.splitlines() if not each.startswith("approv")]
    head = "\n".join(lines).replace("2.0", "3.0")
    heading = "approved_by:\napproved_on:\napproval_reference:\n"
    body = "\nWe say so kindly.\n\n## ".join(body.rsplit("\n## ", 1))
    (folder / "2027-04-05.md").write_text(f"---\n{heading}{head}\n---\n{body}", "utf-8")
    found = list(clause_differences(content, read(root)))
    assert {each.version for each in found} == {"version 3.0 from 5 April 2027, a draft"}
    assert {each.kind for each in found} == {"changed"}
    assert len(found) == 1
