"""Finding the steps that claim a case: the same code on a call and in the check at build time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from calculators.core.figures import FigureSet
from calculators.core.procedures import ConditionUse, ProcedureStep, StepsVersion
from calculators.core.tenancies import COVERED, Tenure
from calculators.next_step.conditions import CONDITIONS, is_met
from calculators.next_step.facts import (
    Arrears,
    Facts,
    arrears_samples,
    combinations,
)

Numbers = Mapping[str, Decimal]
#: A step with the ways to come to it: the conditions that are still to be asked.
Open = tuple[ProcedureStep, list[list[ConditionUse]]]


def uses_of(version: StepsVersion) -> Iterator[ConditionUse]:
    """Every condition that brings a case to a step of a version."""
    for step in version.steps:
        for way in step.trigger:
            yield from way


def figures_of(version: StepsVersion) -> list[str]:
    """The figures that the triggers of a version compare with, each once."""
    return list(dict.fromkeys(figure for _, _, figure in version.compared))


def numbers_on(version: StepsVersion, figures: FigureSet, day: dt.date) -> dict[str, Decimal]:
    """The values of those figures on a day.

    Raises:
        FigureNotHeld: If one is not held.
    """
    return {id_: figures.in_force(id_, day).number for id_ in figures_of(version)}


def compared_with(version: StepsVersion, numbers: Numbers, unit: str) -> set[Decimal]:
    """The values that conditions of a version compare a fact with, in one unit."""
    return {
        numbers[figure]
        for name, parameter, figure in version.compared
        if CONDITIONS[name].figures[parameter] == unit
    }


class Claims:
    """Says which steps claim a case."""

    def __init__(self, version: StepsVersion, numbers: Numbers) -> None:
        """Keep the steps and the figures' values; nothing is asked yet."""
        self.version = version
        self.numbers = numbers

    def holds(self, use: ConditionUse, facts: Facts) -> bool:
        """Whether a condition is met."""
        return is_met(use, facts, self.numbers)

    def claiming(self, facts: Facts) -> list[ProcedureStep]:
        """The steps that claim a case whose facts are all known; there should be exactly one."""
        here = ("steps at", facts.last_done, facts.tenure)
        at = self.version.kept.get(here)
        if at is None:
            at = self.version.kept[here] = self.steps_at(facts)
        return [
            step
            for step, ways in at
            if any(all(self.holds(use, facts) for use in way) for way in ways)
        ]

    def steps_at(self, facts: Facts) -> list[Open]:
        """The tenure's steps that the last thing done may lead to, with what else they ask."""
        found = []
        for step in self.version.steps:
            if not step.is_for(facts.tenure):
                continue
            ways = []
            for way in step.trigger:
                others = []
                for use in way:
                    if CONDITIONS[use.name].reads != ("last_done",):
                        others.append(use)
                    elif not self.holds(use, facts):
                        break
                else:
                    ways.append(others)
            if ways:
                found.append((step, ways))
        return found


class ManyClaims(Claims):
    """The same for many cases that are much alike, remembering what each condition answered."""

    def __init__(self, version: StepsVersion, numbers: Numbers) -> None:
        """Keep the steps and the figures' values; nothing is asked yet."""
        super().__init__(version, numbers)
        self.met: dict[tuple[object, ...], bool] = {}

    def holds(self, use: ConditionUse, facts: Facts) -> bool:
        """Whether a condition is met; asked once for each set of the facts it reads."""
        key = (use.told, *[getattr(facts, name) for name in CONDITIONS[use.name].reads])
        found = self.met.get(key)
        if found is None:
            found = self.met[key] = super().holds(use, facts)
        return found


class Trial(ManyClaims):
    """Runs a version over every combination of facts, remembering what conditions answered."""

    def __init__(self, version: StepsVersion, numbers: Numbers) -> None:
        """Sort arrears and missed payments into the classes the conditions tell apart."""
        super().__init__(version, numbers)
        weeks = compared_with(version, numbers, "weeks of rent")
        amounts = compared_with(version, numbers, "GBP")
        self.arrears = list(self.one_of_each(arrears_samples(weeks, amounts)))
        payments = compared_with(version, numbers, "payments")
        self.missed = sorted({1, *(int(n) + step for n in payments for step in (-1, 0, 1))} - {0})

    def one_of_each(self, samples: Iterable[Arrears]) -> Iterator[Arrears]:
        """Arrears that some condition tells apart, the first of each class."""
        uses = [use for use in uses_of(self.version) if "arrears" in CONDITIONS[use.name].reads]
        seen = set()
        for each in samples:
            facts = Facts(arrears=each)
            answers = tuple(is_met(use, facts, self.numbers) for use in uses)
            if answers not in seen:
                seen.add(answers)
                yield each

    def combinations(self) -> Iterator[Facts]:
        """Every combination for the version's tenures; tenures that share all steps, once."""
        seen = set()
        for tenure in COVERED:
            if tenure.value not in self.version.tenures:
                continue
            steps = tuple(step.id for step in self.version.steps if step.is_for(tenure.value))
            if steps not in seen:
                seen.add(steps)
                yield from combinations([tenure], self.arrears, self.missed)


@lru_cache(maxsize=256)
def tenure_words(tenure: Tenure) -> str:
    """A tenure inside a sentence."""
    return tenure.label.lower()


def facts_in_words(facts: Facts) -> str:
    """A combination of facts, for the message about a case that is claimed twice or not at all."""
    weeks = facts.arrears.owed * 52 / facts.arrears.annual_rent
    owed = f"£{facts.arrears.owed:.2f} owed ({weeks:.2f} weeks of rent)"
    parts = [f"a {tenure_words(facts.tenure)} tenancy", f"“{facts.last_done.label}”", owed]
    parts.append(facts.plan.label)
    default = Facts()
    for name in ("notice", "order", "terms", "eviction_review"):
        value = getattr(facts, name)
        if value is not getattr(default, name):
            parts.append(value.label)
    if facts.payments_missed:
        parts.append(f"{facts.payments_missed} payments missed")
    return ", ".join(parts)
