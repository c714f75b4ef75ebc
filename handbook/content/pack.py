"""The figures and clauses as the one JSON text that calculators read, in any Python."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from calculators.core.figures import Clause, DatedValue, Figure
from calculators.core.procedures import Procedure, procedure_data
from handbook.content.policies import Policy, PolicyVersion


def version_address(policy_id: str, day: dt.date) -> str:
    """Where a policy stands as it reads from a day on, from the top of the site."""
    return f"policies/{policy_id}/{day.isoformat()}/"


def draft_address(policy_id: str, day: dt.date) -> str:
    """Where a draft of a policy stands in a preview, from the top of the site."""
    return f"policies/{policy_id}/draft-{day.isoformat()}/"


def clauses_of(policies: Iterable[Policy]) -> list[Clause]:
    """Every clause of every version, as calculators cite them."""
    return [
        Clause(
            policy=policy.id,
            policy_title=policy.title,
            clause=clause.id,
            title=clause.title,
            version=version.version,
            starts=version.first_day,
            ends=version.last_day,
            address=clause_address(version, clause.id),
        )
        for policy in policies
        for version in policy.versions
        for clause in version.clauses
    ]


def clause_address(version: PolicyVersion, clause_id: str) -> str:
    """Where a clause stands in the state that begins with its version."""
    return f"{version_address(version.policy, version.first_day)}#{clause_id}"


def pack_json(
    figures: Iterable[Figure], clauses: Iterable[Clause], procedures: Iterable[Procedure] = ()
) -> str:
    """JSON text in the shape of :meth:`calculators.core.figures.FigureSet.from_json`.

    The same content gives the same text, byte for byte, on every machine.
    """
    data = {
        "figures": [figure_data(each) for each in sorted(figures, key=lambda each: each.id)],
        "clauses": [
            clause_data(each)
            for each in sorted(clauses, key=lambda each: (each.policy, each.starts, each.clause))
        ],
        "procedures": [
            procedure_data(each) for each in sorted(procedures, key=lambda each: each.id)
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def figure_data(figure: Figure) -> dict[str, Any]:
    """One figure as plain data."""
    return {
        "id": figure.id,
        "description": figure.description,
        "unit": figure.unit,
        "basis": figure.basis,
        "verified_to": figure.verified_to.isoformat(),
        "read_on": figure.read_on,
        "values": [value_data(each) for each in figure.values],
    }


def value_data(dated: DatedValue) -> dict[str, Any]:
    """One dated value as plain data."""
    value: Any = None
    if isinstance(dated.value, Decimal):
        value = str(dated.value)
    elif dated.value is not None:
        value = {day.isoformat(): name for day, name in dated.value.items()}
    data: dict[str, Any] = {"from": dated.starts.isoformat(), "value": value}
    if dated.reason:
        data["reason"] = dated.reason
    if dated.expected:
        data["expected"] = True
    source = dated.source
    data["source"] = {
        "title": source.title,
        "checked_on": source.checked_on.isoformat(),
        "confidence": source.confidence,
    }
    if source.url:
        data["source"]["url"] = source.url
    return data


def clause_data(clause: Clause) -> dict[str, Any]:
    """One clause as plain data."""
    data = {
        "policy": clause.policy,
        "policy_title": clause.policy_title,
        "clause": clause.clause,
        "title": clause.title,
        "version": clause.version,
        "from": clause.starts.isoformat(),
        "address": clause.address,
    }
    if clause.ends is not None:
        data["to"] = clause.ends.isoformat()
    return data
