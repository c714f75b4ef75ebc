"""Everything that policy owners edit, read and checked: figures, policies, cases, the landlord.

:func:`load` reads the whole of ``policies/`` and ``scenarios/`` and either returns it or raises
:class:`ContentProblems` with everything that is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from calculators.core.figures import FigureSet
from handbook.content.figures import FigureEntry, read_figures
from handbook.content.known import KnownCalculator
from handbook.content.ledger import LedgerEntry, check_ledger, read_ledger
from handbook.content.organisation import Organisation, Role, read_organisation
from handbook.content.pack import clauses_of, pack_json
from handbook.content.policies import (
    Context,
    Policy,
    PolicyClause,
    PolicyVersion,
    read_policies,
)
from handbook.content.problems import ContentProblem, ContentProblems, Problems
from handbook.content.scenarios import Refusal, Scenario, read_scenarios

__all__ = [
    "Content",
    "ContentProblem",
    "ContentProblems",
    "FigureEntry",
    "KnownCalculator",
    "LedgerEntry",
    "Organisation",
    "Policy",
    "PolicyClause",
    "PolicyVersion",
    "Problems",
    "Refusal",
    "Role",
    "Scenario",
    "load",
]


@dataclass(frozen=True)
class Content:
    """The whole content, checked.

    Attributes:
        root: The repository.
        figures: Every figure by id, with its file and line.
        policies: Every policy by id, with its versions, oldest first.
        organisation: The landlord.
        scenarios: Every scenario by calculator.
        ledger: The fingerprints of approved text by file.
    """

    root: Path
    figures: Mapping[str, FigureEntry]
    policies: Mapping[str, Policy]
    organisation: Organisation
    scenarios: Mapping[str, tuple[Scenario, ...]]
    ledger: Mapping[str, LedgerEntry]

    @property
    def documents(self) -> tuple[Policy, ...]:
        """Every document with versions and clauses."""
        return tuple(self.policies.values())

    @cached_property
    def figure_set(self) -> FigureSet:
        """The figures and clauses as the calculators read them."""
        clauses = clauses_of(self.policies.values())
        return FigureSet.from_json(
            pack_json((each.figure for each in self.figures.values()), clauses)
        )

    def pack_json(self) -> str:
        """The figures and clauses as JSON text for :meth:`FigureSet.from_json`."""
        clauses = clauses_of(self.policies.values())
        return pack_json((each.figure for each in self.figures.values()), clauses)


def load(
    root: Path,
    *,
    today: dt.date,
    calculators: Mapping[str, KnownCalculator] | None = None,
    protect: bool = True,
    with_scenarios: bool = True,
) -> Content:
    """Read and check everything.

    Args:
        root: The repository.
        today: The day it is read: nothing may have been checked or approved after it.
        calculators: The calculators by id, so that names of them can be checked; without them
            those checks are left out.
        protect: Whether approved text must match the ledger. Only adding to the ledger says no.
        with_scenarios: Whether the scenarios are wanted. Answering one case says no, to start fast.

    Raises:
        ContentProblems: With everything that is wrong.
    """
    problems = Problems()
    organisation = read_organisation(root, problems)
    figures, complete = read_figures(root, today, problems)
    held = FigureSet.from_json(pack_json((each.figure for each in figures.values()), ()))
    context = Context(root, today, held, complete, organisation, calculators, problems)
    policies = read_policies(context)
    scenarios = read_scenarios(root, calculators, problems) if with_scenarios else {}
    ledger = read_ledger(root, today, problems)
    if protect:
        check_ledger(root, today, policies.values(), ledger, problems)
    problems.raise_any()
    assert organisation is not None
    return Content(root, figures, policies, organisation, scenarios, ledger)
