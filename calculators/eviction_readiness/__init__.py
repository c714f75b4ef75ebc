"""Eviction readiness: every gate before an eviction, its days, and the lists for the day."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import SATURDAY, WorkingCalendar
from calculators.core.checklist import Gate, row, standing, to_fix
from calculators.core.errors import NotCovered
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.procedures import StepsVersion
from calculators.core.tenancies import COVERED
from calculators.core.trace import Trace
from calculators.core.wording import (
    capitalised,
    day_and_date,
    in_list,
    in_sentence,
    long_date,
)
from calculators.eviction_readiness import rules
from calculators.eviction_readiness.days import (
    Days,
    day_rows,
    days_of,
    refuse_ended_space,
    strip_of,
)
from calculators.eviction_readiness.gates import gates
from calculators.eviction_readiness.lists import closure_list, day_list
from calculators.eviction_readiness.models import EvictionReadinessInput, EvictionReadinessResult

__all__ = ["EvictionReadinessInput", "EvictionReadinessResult", "calculate"]

PROCEDURE, REVIEW, THE_DAY = "arrears", "eviction-review", "eviction-day"
#: The gates that nobody can meet before the working day before the eviction.
LAST_CHECKS = ("moratorium-check", "account-check")


def calculate(inputs: EvictionReadinessInput, figures: FigureSet) -> EvictionReadinessResult:
    """The checklist of one eviction on one day.

    Raises:
        NotCovered: For a tenancy the arrears procedure is not for, or a day before it began.
        NeedsAnswer: For a breathing space said to run that has ended by its length.
        FigureNotHeld: For a day on which a period, or a bank holiday it depends on, is not held.
    """
    if inputs.tenure not in COVERED:
        raise NotCovered(
            "This checklist is for tenants in social housing. Take advice about a garage, a "
            "leaseholder or a home let at market rent",
            "tenure",
        )
    trace = Trace(figures)
    version = version_in_force(figures, inputs.case_date)
    refuse_ended_space(inputs, trace)
    days = days_of(inputs, trace)
    levels = levels_of(version)
    every = gates(inputs, days, levels)
    ready = overall(every)
    missing = to_fix(every)
    calendar = WorkingCalendar.of(figures)
    return EvictionReadinessResult(
        answer=answer(inputs, missing, ready, days),
        warnings=tuple(warnings(inputs, days, calendar)),
        next_steps=tuple(dict.fromkeys(each.to_do for each in missing)),
        working=trace.finish(),
        ready=ready,
        first_to_fix=missing[0].title if missing else None,
        levels=capitalised(in_list([in_sentence(title) for _, title in levels])),
        blocking=titles(missing, Verdict.NO),
        open_items=titles(missing, Verdict.CANNOT_TELL),
        dates=tuple(day_rows(days)),
        days=strip_of(inputs, days, calendar),
        checklist=tuple(row(each) for each in every),
        day_list=tuple(day_list(inputs, days)),
        closure_list=tuple(closure_list(days)),
        version=f"Version {version.version}, in force from {long_date(version.starts)}",
    )


# What the procedure and the figures say


def version_in_force(figures: FigureSet, day: dt.date) -> StepsVersion:
    """The arrears procedure's version on a day.

    Raises:
        NotCovered: If none is held.
    """
    procedure = figures.procedures.get(PROCEDURE)
    version = procedure.version_on(day) if procedure else None
    if procedure is None or version is None:
        since = f" before {long_date(procedure.versions[0].starts)}" if procedure else ""
        raise NotCovered(
            f"We hold no arrears procedure{since}, so we cannot say who must agree. Choose a later "
            "date, or ask the policy owner",
            "case_date",
        )
    return version


def levels_of(version: StepsVersion) -> list[tuple[str, str]]:
    """Who must agree to an eviction, in order: role and title, from the procedure's own steps."""
    roles = (*version.step(REVIEW).signs_off, *version.step(THE_DAY).signs_off)
    return list(dict.fromkeys((each.id, each.title) for each in roles))


# The answer


def overall(every: list[Gate]) -> Outcome:
    """Whether every gate is met."""
    verdict = standing(every)
    missing = to_fix(every)
    if verdict is Verdict.YES:
        return Outcome(
            verdict=verdict,
            because="Every gate is met. People have made the decisions, and can still change them.",
        )
    if verdict is Verdict.NO:
        names = in_list([f"“{each}”" for each in titles(missing, Verdict.NO)])
        return Outcome(verdict=verdict, because=f"Not met: {names}.")
    facts = dict.fromkeys(one for each in missing for one in each.outcome.settled_by)
    return Outcome(verdict=verdict, because="Nothing known is against it.", settled_by=tuple(facts))


def titles(missing: list[Gate], verdict: Verdict) -> tuple[str, ...]:
    """The titles of the gates with one verdict."""
    return tuple(each.title for each in missing if each.outcome.verdict is verdict)


def answer(inputs: EvictionReadinessInput, missing: list[Gate], ready: Outcome, days: Days) -> str:
    """The one sentence an officer can read out."""
    if ready.verdict is Verdict.YES and inputs.eviction_on is not None:
        return f"Ready for the eviction on {day_and_date(inputs.eviction_on)}: every gate is met."
    first = f"“{missing[0].title}”"
    if ready.verdict is Verdict.NO:
        return f"Not ready for the eviction. First, not met: {first}."
    check = days.check_on
    waiting = all(each.id in LAST_CHECKS for each in missing)
    if waiting and check is not None and inputs.case_date <= check:
        return (
            "Cannot tell yet: everything else is met, and the last checks are due on "
            f"{day_and_date(check)}."
        )
    settled_by = in_list(list(missing[0].outcome.settled_by))
    find = f"get {settled_by}" if settled_by.startswith("advice") else f"find out {settled_by}"
    return f"Cannot tell yet whether the eviction is ready. First, {find}."


def warnings(inputs: EvictionReadinessInput, days: Days, calendar: WorkingCalendar) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = [
        "This list decides nothing. People decide whether the eviction is proportionate and meets "
        "the equality duty, and only the bailiff may carry it out."
    ]
    if inputs.eviction_notice_on is not None:
        found.append(
            "The rules ask for notice of a number of days. We count clear days, neither end "
            "counted, the cautious reading."
        )
        if inputs.new_eviction_notice is not rules.NO:
            found.append(
                "The shorter notice after an eviction that did not happen is from a source we are "
                "less sure of. Check it with the court."
            )
    eviction = inputs.eviction_on
    if eviction is not None and eviction.weekday() >= SATURDAY:
        found.append(f"{day_and_date(eviction)} is at a weekend. Check the day with the bailiff.")
    elif eviction is not None and eviction in calendar.bank_holidays:
        found.append(f"{day_and_date(eviction)} is a bank holiday. Check the day with the bailiff.")
    if days.sale_from is not None:
        found.append(
            "The day for a sale holds where money is owed and the notice is given on the day of "
            "the eviction; a later notice moves it. Where nothing is owed the time must be "
            "reasonable, and a person decides it."
        )
    return [*found, *days.not_held]
