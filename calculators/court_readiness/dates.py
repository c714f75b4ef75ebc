"""The earliest day a case could be ready, and the days it has to work with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from calculators.core.calendar import DAY, WorkingCalendar
from calculators.core.checklist import Gate
from calculators.core.outcomes import Verdict
from calculators.core.results import CalendarStrip, DayKind, DayMark, DaySpan
from calculators.core.strips import strip
from calculators.core.wording import day_and_date, from_to, in_sentence
from calculators.court_readiness.gates import File, why
from calculators.notice.models import Review
from calculators.protocol_ledger.models import Stage

#: Gates that only time puts right: their end is one of the days looked at.
WAITS = frozenset({"opens", "plan-time", "nothing-stops", "nothing-else-stops", "looked-today"})
#: Gates whose answer moves the day, beside the notice's own.
MOVES_THE_DAY = ("protection", "benefit")
AGREEMENT = "No agreement that is being kept"


def last_day_to_claim(file: File) -> dt.date | None:
    """The last day to claim, as the notice calculator moves it for a breathing space.

    Of several, each moves it by itself: the latest counts.
    """
    if file.notice is None:
        return None
    days = [each.claim_until for each in file.notices if each.claim_until is not None]
    return max(days, default=None)


def earliest(file: File, gates: Mapping[str, list[Gate]]) -> tuple[dt.date | None, str]:
    """The earliest day the case could be ready, and why; no day where one cannot be told.

    It is the latest of the first lawful day to claim, the end of a breathing space and the end of
    the time to put a broken plan right. Everything else is taken to be put right by then.
    """
    against = next(stops(file, gates), None)
    if against is not None:
        return None, against
    days = dict(ends(file))
    day = max(days)
    last = last_day_to_claim(file)
    if file.stage is Stage.NOTICE and last is not None and day > last:
        return None, f"The last day to claim is {day_and_date(last)}. Serve a new notice."
    return day, days[day]


def stops(file: File, gates: Mapping[str, list[Gate]]) -> Iterator[str]:
    """Why no day can be told, one reason after another."""
    if file.stage is Stage.BEFORE_NOTICE:
        yield "No notice has been served. The notice calculator gives its days."
        return
    for name in ("form", "notice", "review", *MOVES_THE_DAY):
        for gate in gates[name]:
            if gate.id in ("claim-names", "certificate", "arrears-split"):
                continue  # these can be put right on the day
            if gate.outcome.verdict is Verdict.CANNOT_TELL and gate.id != "looked-today":
                yield f"Not known: {in_sentence(gate.title)}. {why(gate)}"
            waits = gate.id in WAITS or (gate.id == "review" and only_time(file))
            if gate.outcome.verdict is Verdict.NO and not (waits and file.stage is Stage.NOTICE):
                yield f"{gate.title}: not met. {gate.outcome.because}"
    for gate in gates["ground"]:
        if gate.outcome.verdict is Verdict.NO:
            yield f"{gate.title}: not met. {gate.outcome.because}"
    for gate in gates["protocol"]:
        if gate.id == AGREEMENT and gate.outcome.verdict is not Verdict.YES:
            yield f"{gate.title}: {gate.outcome.because}"
        if gate.id == "plan-time" and gate.outcome.verdict is Verdict.CANNOT_TELL:
            yield f"Not known: when the time to put the plan right ends. {why(gate)}"


def only_time(file: File) -> bool:
    """Whether the review waits only for the time to ask for one."""
    return file.inputs.review_state is Review.NOT_ASKED


def ends(file: File) -> Iterator[tuple[dt.date, str]]:
    """The days that the case has to wait for, each with why; a later reason replaces an earlier."""
    today = file.inputs.case_date
    yield today, "Nothing has to be waited for."
    if file.stage is Stage.NOTICE and file.notice is not None:
        first = file.notice.claim_from
        if first is not None and first > today:
            yield first, f"The first day to claim on the notice is {day_and_date(first)}."
        review = file.notice.review_until
        if only_time(file) and review is not None and review >= today:
            yield review + DAY, f"The tenant can ask for a review until {day_and_date(review)}."
    by = file.put_right_by
    if by is not None and by >= today:
        yield by + DAY, f"The tenant has until {day_and_date(by)} to put the plan right."
    for space in file.spaces:
        if space is None or space.protected_today.verdict is not Verdict.YES:
            continue
        if space.last_day is not None:
            yield (
                space.last_day + DAY,
                f"The breathing space ends on {day_and_date(space.last_day)}.",
            )


def calendar_strip(file: File, day: dt.date | None, calendar: WorkingCalendar) -> CalendarStrip:
    """The window of the notice and today."""
    inputs = file.inputs
    marks = [DayMark(day=inputs.case_date, label="Today", kind=DayKind.TODAY)]
    if day is not None and day != inputs.case_date:
        marks.append(DayMark(day=day, label="Earliest day to be ready", kind=DayKind.EARLIEST))
    summary = f"Today is {day_and_date(inputs.case_date)}."
    spans = []
    if file.notice is not None:
        last = last_day_to_claim(file)
        for found, label, kind in (
            (inputs.given_on, "Notice given", DayKind.EVENT),
            (inputs.notice_specified_date, "The date in the notice", DayKind.EVENT),
            (file.notice.claim_from, "First day to claim", DayKind.EARLIEST),
            (last, "Last day to claim", DayKind.LAST),
        ):
            if found is not None:
                marks.append(DayMark(day=found, label=label, kind=kind))
        first = file.notice.claim_from
        if first is not None and last is not None and first <= last:
            spans.append(
                DaySpan(
                    first=first, last=last, label="A claim can be issued", kind=DayKind.EARLIEST
                )
            )
            summary += f" A claim can be issued {from_to(first, last)}."
    spans += [
        DaySpan(first=space.starts, last=space.last_day, label="Breathing space")
        for space in file.spaces
        if space is not None and space.last_day is not None
    ]
    if inputs.hearing_on is not None:
        marks.append(DayMark(day=inputs.hearing_on, label="The hearing"))
    return strip(summary, marks, calendar, spans)
