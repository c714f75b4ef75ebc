"""Everything that policy owners edit, read and checked: figures, policies, cases, the landlord.

:func:`load` reads the whole of ``policies/`` and ``scenarios/`` and either returns it or raises
:class:`ContentProblems` with everything that is wrong. :func:`read` gives both, for checks that can
go on where only some of it is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from calculators.core.figures import FigureSet
from handbook.content.figures import FigureEntry, read_figures
from handbook.content.journeys import Journey, read_journeys
from handbook.content.known import KnownCalculator
from handbook.content.ledger import LedgerEntry, check_ledger, read_ledger
from handbook.content.organisation import Organisation, Role, read_organisation
from handbook.content.pack import clauses_of, pack_json
from handbook.content.pages import PageCase, read_page_cases
from handbook.content.policies import (
    Context,
    Policy,
    PolicyClause,
    PolicyVersion,
    read_policies,
)
from handbook.content.problems import ContentProblem, ContentProblems, Problems
from handbook.content.procedures import ProcedureEntry, check_steps_expected, read_procedures
from handbook.content.scenarios import Refusal, Scenario, read_scenarios

__all__ = [
    "Content",
    "ContentProblem",
    "ContentProblems",
    "FigureEntry",
    "Journey",
    "KnownCalculator",
    "LedgerEntry",
    "Organisation",
    "PageCase",
    "Policy",
    "PolicyClause",
    "PolicyVersion",
    "Problems",
    "ProcedureEntry",
    "Refusal",
    "Role",
    "Scenario",
    "load",
    "read",
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
        procedures: Every procedure by id, with the steps of its versions.
        journeys: Households followed through months of dated events.
        page_cases: What pages must say on some days.
    """

    root: Path
    figures: Mapping[str, FigureEntry]
    policies: Mapping[str, Policy]
    organisation: Organisation
    scenarios: Mapping[str, tuple[Scenario, ...]]
    ledger: Mapping[str, LedgerEntry]
    procedures: Mapping[str, ProcedureEntry] = field(default_factory=dict)
    journeys: tuple[Journey, ...] = ()
    page_cases: tuple[PageCase, ...] = ()

    @property
    def documents(self) -> tuple[Policy, ...]:
        """Every policy, and every procedure as a document with its steps among its clauses.

        One that has nothing but a draft is left out.
        """
        return tuple(each for each in self.with_drafts if each.versions)

    @property
    def with_drafts(self) -> tuple[Policy, ...]:
        """The same, with those that have nothing but a draft."""
        return (*self.policies.values(), *(each.document for each in self.procedures.values()))

    @property
    def protected(self) -> tuple[Policy, ...]:
        """Everything whose approved text the ledger protects, files of steps among it."""
        steps = (each.steps_as_documents for each in self.procedures.values())
        return (*self.documents, *steps)

    @cached_property
    def figure_set(self) -> FigureSet:
        """The figures, clauses and procedures as the calculators read them."""
        return FigureSet.from_json(self.pack_json())

    def pack_json(self) -> str:
        """The figures, clauses and procedures as JSON text for :meth:`FigureSet.from_json`."""
        return pack_json(
            (each.figure for each in self.figures.values()),
            clauses_of(self.documents),
            (each.procedure for each in self.procedures.values()),
        )


def load(
    root: Path,
    *,
    today: dt.date,
    calculators: Mapping[str, KnownCalculator] | None = None,
    protect: bool = True,
    with_scenarios: bool = True,
    drafts: bool = False,
) -> Content:
    """Read and check everything, as :func:`read` does, and stop if anything is wrong.

    Raises:
        ContentProblems: With everything that is wrong.
    """
    problems = Problems()
    content = read(
        root,
        problems,
        today=today,
        calculators=calculators,
        protect=protect,
        with_scenarios=with_scenarios,
        drafts=drafts,
    )
    problems.raise_any()
    assert content is not None
    return content


def read(
    root: Path,
    problems: Problems,
    *,
    today: dt.date,
    calculators: Mapping[str, KnownCalculator] | None = None,
    protect: bool = True,
    with_scenarios: bool = True,
    drafts: bool = False,
) -> Content | None:
    """Read everything, noting all that is wrong.

    Args:
        root: The repository.
        problems: Takes what is wrong.
        today: The day it is read: nothing may have been checked or approved after it.
        calculators: The calculators by id, so that names of them can be checked; without them
            those checks are left out.
        protect: Whether approved text must match the ledger. Only adding to the ledger says no.
        with_scenarios: Whether the scenarios are wanted. Answering one case says no, to start fast.
        drafts: Whether versions to come that nobody has approved are read too, for a preview.

    Returns:
        What could be read, with gaps where there are problems; None without a landlord.
    """
    organisation = read_organisation(root, problems)
    figures, complete = read_figures(root, today, problems)
    held = FigureSet.from_json(pack_json((each.figure for each in figures.values()), ()))
    context = Context(root, today, held, complete, organisation, calculators, problems, drafts)
    policies = read_policies(context)
    procedures = read_procedures(context, policies)
    scenarios = read_scenarios(root, calculators, problems) if with_scenarios else {}
    journeys = read_journeys(root, calculators, problems) if with_scenarios else ()
    cases = [each for every in scenarios.values() for each in every]
    cases += [check for journey in journeys for date in journey.dates for check in date.checks]
    check_steps_expected(procedures.values(), cases, problems)
    page_cases = read_page_cases(root, problems) if with_scenarios else ()
    ledger = read_ledger(root, today, problems)
    if protect:
        entries = procedures.values()
        protected = [each.document for each in entries] + [e.steps_as_documents for e in entries]
        check_ledger(root, today, [*policies.values(), *protected], ledger, problems)
    if organisation is None:
        return None
    return Content(
        root,
        figures,
        policies,
        organisation,
        scenarios,
        ledger,
        procedures,
        journeys,
        page_cases,
    )
