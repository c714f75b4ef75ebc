"""Procedures as data: the steps that a page shows and a calculator runs, one record for both.

The files under ``policies/procedures`` are read and checked at build time and travel in the pack of
figures. Nothing here decides anything: conditions are named, and the functions of those names live
with the calculator that runs the procedure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

#: How a deadline is counted from the day it names.
WITHIN, BEFORE, ON = "within", "before", "on"
DEADLINE_KINDS = (WITHIN, BEFORE, ON)
#: What happens to a day that is not a working day.
SAME_DAY, WORKING_DAY_BEFORE, NEXT_WORKING_DAY = (
    "same day",
    "working day before",
    "next working day",
)
ADJUSTMENTS = (SAME_DAY, WORKING_DAY_BEFORE, NEXT_WORKING_DAY)


@dataclass(frozen=True)
class ConditionUse:
    """One named condition as a step uses it.

    Attributes:
        name: The condition's name in the code.
        values: The answers it is true for, where it asks for those.
        figures: The figures it compares with, by parameter.
    """

    name: str
    values: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def told(self) -> tuple[object, ...]:
        """What tells it from other uses: equal for two that always answer the same."""
        return self.name, self.values, tuple(sorted(self.figures.items()))


@dataclass(frozen=True)
class Wait:
    """A day before which a step may not be taken: a figure after a day, or the day itself.

    Attributes:
        event: The dated event it counts from.
        figure: How long after it; "" for the event's own day.
        once_over: Whether the step waits for the day after, because a tenant has the whole of it.
    """

    event: str
    figure: str = ""
    once_over: bool = False


@dataclass(frozen=True)
class Deadline:
    """The day a step must be taken by.

    Attributes:
        kind: within (a figure after the event), before (a figure before it) or on (the day itself).
        event: The dated event it counts from.
        figure: How long; "" for a deadline that is the event's own day.
        if_not_working_day: What happens to a day that is not a working day.
        no_later_than: Another dated event that it may not pass; "" for none.
    """

    kind: str
    event: str
    figure: str = ""
    if_not_working_day: str = SAME_DAY
    no_later_than: str = ""


@dataclass(frozen=True)
class RoleNamed:
    """A role with its title for readers."""

    id: str
    title: str


@dataclass(frozen=True)
class ProcedureStep:
    """One thing to do.

    Attributes:
        id: What everything else calls it; it stays the same from version to version.
        title: Its name for officers.
        stage: The heading it stands under.
        trigger: Ways to come to it; each is a list of conditions that must all be met.
        stopped_by: Conditions that stop it while they last.
        not_before: Days that must come first.
        deadline: The day it must be done by, or None where nothing has to be done.
        who: Who does it.
        signs_off: Who must agree first, in order.
        say: What to say.
        do: What to do, each starting with a verb.
        evidence: What to keep.
        policy: The policy whose clause it carries out.
        clause: That clause's id.
        law: Citations.
        recorded_as: The question of the case that records it done; "" where nothing is.
        tenures: The tenures it is for; empty for all of the procedure's.
    """

    id: str
    title: str
    stage: str
    trigger: tuple[tuple[ConditionUse, ...], ...]
    stopped_by: tuple[ConditionUse, ...]
    not_before: tuple[Wait, ...]
    deadline: Deadline | None
    who: RoleNamed
    signs_off: tuple[RoleNamed, ...]
    say: tuple[str, ...]
    do: tuple[str, ...]
    evidence: tuple[str, ...]
    policy: str
    clause: str
    law: tuple[str, ...]
    recorded_as: str = ""
    tenures: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it says in words, in the order a page shows it."""
        return (*self.say, *self.do, *self.evidence)

    def is_for(self, tenure: str) -> bool:
        """Whether it is for a tenure."""
        return not self.tenures or tenure in self.tenures


@dataclass(frozen=True)
class StepsVersion:
    """A procedure's steps from one first day in force; ``ends`` is None for the newest."""

    version: str
    starts: dt.date
    ends: dt.date | None
    address: str
    tenures: tuple[str, ...]
    steps: tuple[ProcedureStep, ...]

    @cached_property
    def compared(self) -> tuple[tuple[str, str, str], ...]:
        """What brings a case to a step by a figure: condition, parameter and figure, each once."""
        return tuple(
            dict.fromkeys(
                (use.name, parameter, figure)
                for step in self.steps
                for way in step.trigger
                for use in way
                for parameter, figure in use.figures.items()
            )
        )

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was worked out from this version alone, by what was asked; the same every time."""
        return {}

    def step(self, step_id: str) -> ProcedureStep:
        """One step.

        Raises:
            LookupError: If this version has none of that id.
        """
        for each in self.steps:
            if each.id == step_id:
                return each
        raise LookupError(step_id)


@dataclass(frozen=True)
class Procedure:
    """A procedure with its versions, oldest first."""

    id: str
    title: str
    versions: tuple[StepsVersion, ...]

    def version_on(self, day: dt.date) -> StepsVersion | None:
        """The version in force on a day, or None before the first."""
        for each in self.versions:
            if each.starts <= day and (each.ends is None or day <= each.ends):
                return each
        return None


def procedure_data(procedure: Procedure) -> dict[str, Any]:
    """A procedure as plain data for the pack; :func:`procedure_from_data` reads it back."""
    return {
        "id": procedure.id,
        "title": procedure.title,
        "versions": [
            {
                "version": each.version,
                "from": each.starts.isoformat(),
                **({"to": each.ends.isoformat()} if each.ends else {}),
                "address": each.address,
                "tenures": list(each.tenures),
                "steps": [step_data(step) for step in each.steps],
            }
            for each in procedure.versions
        ],
    }


def step_data(step: ProcedureStep) -> dict[str, Any]:
    """One step as plain data; what is empty is left out."""
    deadline = step.deadline
    data: dict[str, Any] = {
        "id": step.id,
        "title": step.title,
        "stage": step.stage,
        "tenures": list(step.tenures),
        "trigger": [[use_data(each) for each in way] for way in step.trigger],
        "stopped_by": [use_data(each) for each in step.stopped_by],
        "not_before": [dict(vars(each)) for each in step.not_before],
        "deadline": None if deadline is None else dict(vars(deadline)),
        "who": [step.who.id, step.who.title],
        "signs_off": [[each.id, each.title] for each in step.signs_off],
        "say": list(step.say),
        "do": list(step.do),
        "evidence": list(step.evidence),
        "policy": step.policy,
        "clause": step.clause,
        "law": list(step.law),
        "recorded_as": step.recorded_as,
    }
    return {name: value for name, value in data.items() if value}


def use_data(use: ConditionUse) -> dict[str, Any]:
    """One use of a condition as plain data."""
    data: dict[str, Any] = {"name": use.name}
    if use.values:
        data["values"] = list(use.values)
    if use.figures:
        data["figures"] = dict(use.figures)
    return data


def procedure_from_data(data: dict[str, Any]) -> Procedure:
    """A procedure from the pack's JSON."""
    versions = [
        StepsVersion(
            version=each["version"],
            starts=dt.date.fromisoformat(each["from"]),
            ends=dt.date.fromisoformat(each["to"]) if each.get("to") else None,
            address=each["address"],
            tenures=tuple(each["tenures"]),
            steps=tuple(step_from_data(step) for step in each["steps"]),
        )
        for each in data["versions"]
    ]
    versions.sort(key=lambda each: each.starts)
    return Procedure(data["id"], data["title"], tuple(versions))


def step_from_data(data: dict[str, Any]) -> ProcedureStep:
    """One step from the pack's JSON."""
    deadline = data.get("deadline")
    return ProcedureStep(
        id=data["id"],
        title=data["title"],
        stage=data["stage"],
        trigger=tuple(tuple(use_from_data(each) for each in way) for way in data["trigger"]),
        stopped_by=tuple(use_from_data(each) for each in data.get("stopped_by", ())),
        not_before=tuple(Wait(**each) for each in data.get("not_before", ())),
        deadline=None if deadline is None else Deadline(**deadline),
        who=RoleNamed(*data["who"]),
        signs_off=tuple(RoleNamed(*each) for each in data.get("signs_off", ())),
        say=tuple(data.get("say", ())),
        do=tuple(data.get("do", ())),
        evidence=tuple(data.get("evidence", ())),
        policy=data["policy"],
        clause=data["clause"],
        law=tuple(data.get("law", ())),
        recorded_as=data.get("recorded_as", ""),
        tenures=tuple(data.get("tenures", ())),
    )


def use_from_data(data: dict[str, Any]) -> ConditionUse:
    """One use of a condition from the pack's JSON."""
    return ConditionUse(data["name"], tuple(data.get("values", ())), dict(data.get("figures", {})))
