"""The days of a notice on a calendar strip, and each date in the working."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.core.outcomes import Verdict
from calculators.core.results import CalendarStrip, DayKind, DayMark, DaySpan, parts_of
from calculators.core.strips import strip
from calculators.core.wording import day_and_date
from calculators.notice.looking import Days, Looked
from calculators.notice.models import NoticeResult, Task
from calculators.notice.moratorium import LAW as MOVED_LAW
from calculators.notice.regimes import Case


def calendar_strip(case: Case, looked: Sequence[Looked], days: Days) -> CalendarStrip:
    """The days that matter, on one strip."""
    inputs, service = case.inputs, case.service
    marks = [DayMark(day=inputs.given_on, label="Given")]
    if service.day is not None:
        marks.append(DayMark(day=service.day, label="Counts as served"))
    if service.latest is not None and service.latest != service.day:
        label = "The latest day service may count from"
        marks.append(DayMark(day=service.latest, label=label, kind=DayKind.COUNTED))
    planning = inputs.task is Task.PLAN
    for one in looked:
        if_so = f" (if {one.regime.if_so})" if len(looked) > 1 else ""
        found = one.days
        for day, label, kind in (
            (found.review_until, "Last day to ask for a review", DayKind.LAST),
            (found.earliest, earliest_label(inputs.task), DayKind.EARLIEST),
            (found.claim_from, "First day to claim", DayKind.EARLIEST),
            (found.claim_until, "Last day to claim", DayKind.LAST),
        ):
            if day is not None:
                marks.append(DayMark(day=day, label=f"{label}{if_so}", kind=kind))
    regime = looked[0].regime
    if regime.serve_by is not None:
        marks.append(
            DayMark(day=regime.serve_by[0], label="Last safe day to serve it", kind=DayKind.LAST)
        )
    if not planning and inputs.notice_specified_date is not None:
        marks.append(DayMark(day=inputs.notice_specified_date, label="The date in the notice"))
    for given, label in (
        (inputs.trial_ends_on, "Trial period ends"),
        (inputs.term_ends_on, "Fixed term ends"),
        (regime.trial_extended_to, "Extended trial period ends"),
        (inputs.claim_day, "The claim"),
        (inputs.hearing_on, "The hearing"),
    ):
        if given is not None:
            marks.append(DayMark(day=given, label=label))
    spans = []
    first, last = days.claim_from, days.claim_until
    if first is not None and last is not None and first <= last:
        label = "A claim can be issued"
        spans.append(DaySpan(first=first, last=last, label=label, kind=DayKind.EARLIEST))
    space = case.space.found
    if space is not None and space.last_day is not None:
        spans.append(DaySpan(first=space.starts, last=space.last_day, label="Breathing space"))
    return strip(
        f"The notice was given on {day_and_date(inputs.given_on)}."
        if not planning
        else f"The notice is given on {day_and_date(inputs.given_on)}.",
        marks,
        case.calendar,
        spans,
    )


def earliest_label(task: Task) -> str:
    """What the safe date is called: a notice already served has its date, right or wrong."""
    name = "earliest_date" if task is Task.PLAN else "safe_date"
    return parts_of(NoticeResult)[name].label


def life_law(one: Looked) -> str:
    """Where the last day to claim comes from."""
    law = one.regime.life_law or one.regime.law
    limit = one.days.limit
    return f"{law}; {MOVED_LAW}" if limit and limit.verdict is Verdict.YES else law


def write_working(case: Case, looked: Sequence[Looked]) -> None:
    """Each date that came out, with its law."""
    trace, service = case.trace, case.service
    for label, day in (
        ("Counts as served", service.day),
        ("The latest day service may count from", service.latest),
        ("The earliest day service may count from", service.earliest),
    ):
        if day is not None:
            trace.step(label, day, source=service.source)
    for one in looked:
        if_so = f", if {one.regime.if_so}" if len(looked) > 1 else ""
        for label, day, source in (
            ("Earliest date on the strict reading", one.days.strict, one.regime.law),
            (earliest_label(case.inputs.task), one.days.earliest, one.regime.law),
            ("First day to claim", one.days.claim_from, one.regime.opens_law or one.regime.law),
            ("Last day to claim", one.days.claim_until, life_law(one)),
            ("Last day to ask for a review", one.days.review_until, one.regime.review_law),
        ):
            if day is not None:
                trace.step(f"{label}{if_so}", day, source=source)
        if one.regime.serve_by is not None:
            trace.step("Last safe day to serve it", one.regime.serve_by[0], source=one.regime.law)
