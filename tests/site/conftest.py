"""Small content made by hand, and the real site built once for all tests that read it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calculators.core.figures import FigureSet
from handbook.content.policies import Policy, PolicyClause, PolicyVersion
from handbook.content.text import carriers_in, quotes_in

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def figure(figure_id: str, unit: str, description: str, *values: tuple[Any, ...]) -> dict[str, Any]:
    source = {"title": "A source", "checked_on": "2026-01-01", "confidence": "high"}
    return {
        "id": figure_id,
        "description": description,
        "unit": unit,
        "basis": "landlord",
        "verified_to": "2028-03-31",
        "values": [
            {"from": start, "value": value, "source": source, "expected": bool(rest)}
            for start, value, *rest in values
        ],
    }


def clause(clause_id: str, body: str, title: str = "") -> PolicyClause:
    title = title or clause_id.replace("-", " ").capitalize()
    quotes, carriers = tuple(quotes_in(body)), tuple(carriers_in(body))
    return PolicyClause(clause_id, title, body, 1, quotes, carriers)


def version(first: str, last: str | None, number: str, *clauses: PolicyClause) -> PolicyVersion:
    return PolicyVersion(
        policy="plans",
        first_day=day(first),
        last_day=day(last) if last else None,
        version=number,
        approved_by="governing_body",
        approved_on=day(first),
        approval_reference="Board",
        review_due=day("2028-01-01"),
        what_changed="Plans may last longer.",
        tenures=("secure",),
        clauses=clauses,
        file=f"policies/plans/{first}.md",
    )


@pytest.fixture
def figures() -> FigureSet:
    longest = figure(
        "landlord.longest",
        "months",
        "The longest a plan usually lasts. Counted from the first payment.",
        ("2025-04-07", "12"),
        ("2026-04-06", "24"),
    )
    limit = figure(
        "rent.limit",
        "share",
        "The most rent may go up.",
        ("2025-04-01", "0.027"),
        ("2026-04-01", "0.048"),
        ("2027-04-01", "0.045", "expected"),
    )
    return FigureSet.from_json(json.dumps({"figures": [longest, limit]}))


@pytest.fixture
def policy() -> Policy:
    """Two versions; a figure the first one quotes changes while it is in force."""
    old = (
        clause("length", 'A plan lasts up to {{ figure("landlord.longest") }}.'),
        clause("rises", 'Rent may go up by {{ figure("rent.limit") }}.'),
        clause("letters", "Send the plan by post the same day."),
        clause("gone", "This clause is taken out."),
    )
    new = (
        clause("length", 'A plan lasts up to {{ figure("landlord.longest") }}.'),
        clause("rises", 'Rent may go up by {{ figure("rent.limit") }}.'),
        clause("letters", "Send the plan by post or email the same day."),
        clause("added", "This clause is new."),
    )
    versions = (
        version("2025-04-07", "2026-04-05", "1.0", *old),
        version("2026-04-06", None, "2.0", *new),
    )
    return Policy("plans", "Plans", "How we plan.", "income_manager", ("council",), versions)


@pytest.fixture(scope="session")
def build_real(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds the pages of the handbook as it stands, without the packed Python."""
    from handbook.consistency.known import load_checked
    from handbook.site.building import write_site
    from handbook.site.context import Site

    content = load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011

    def build(at: dt.date = TODAY, url: str = "") -> Path:
        out = tmp_path_factory.mktemp("site")
        write_site(Site(ROOT, content, at), out, url, runtime=None, say=lambda _: None)
        return out

    return build


@pytest.fixture(scope="session")
def site(build_real: Callable[..., Path]) -> Path:
    """The real pages as on the day these tests were written."""
    return build_real()


@pytest.fixture(scope="session")
def earlier_site(build_real: Callable[..., Path]) -> Path:
    """The real pages as on the last day of the policy's first version."""
    return build_real(dt.date(2026, 4, 5))
