"""Service date: the day a notice, a claim form or another court document counts as served."""

from __future__ import annotations

from calculators.core.calendar import WorkingCalendar
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, cannot_tell, yes
from calculators.core.outcomes import no as certain_no
from calculators.core.service import (
    AGAIN,
    Paper,
    Periods,
    Service,
    day_by_day,
    served,
)
from calculators.core.service_questions import clause_of
from calculators.core.strips import strip
from calculators.core.tenancies import act_allows
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, long_date
from calculators.service_date import rules
from calculators.service_date.models import NOTICES, ServiceDateInput, ServiceDateResult

__all__ = ["ServiceDateInput", "ServiceDateResult", "calculate"]

PROOF = (
    "Who served it, on which date and at what time",
    "How and where: the address, and a photograph where it was left",
    "A copy of exactly what was served",
    "For a notice, the certificate of service signed that day",
)
JOINT = "Serve every joint tenant: one notice that names them all, given to each."


def calculate(inputs: ServiceDateInput, figures: FigureSet) -> ServiceDateResult:
    """The day it counts as served, the earliest and latest day it may, and why.

    Raises:
        FigureNotHeld: For a day before the figures held, or one that needs bank holidays not held.
    """
    trace = Trace(figures)
    calendar = WorkingCalendar.of(figures)
    found = served(
        inputs.paper,
        inputs.method,
        inputs.given_on,
        periods=Periods.of(trace, inputs.given_on),
        calendar=calendar,
        time=inputs.time_given,
        clause=clause_of(inputs.clause_says, inputs.clause_days),
        email_agreed=inputs.email_agreed,
        received_on=inputs.received_on,
        act_allows=act_allows(inputs.landlord),
    )
    write_working(found, trace)
    is_notice = inputs.paper.value in NOTICES
    return ServiceDateResult(
        answer=answer(found, inputs.paper),
        warnings=(found.unless,) if found.unless else (),
        next_steps=tuple(next_steps(found, is_notice=is_notice)),
        working=trace.finish(),
        served_on=found.day,
        certain=certainty(found),
        count_waits_from=found.latest,
        count_limits_from=found.earliest,
        days=strip(sentence(found), day_by_day(found, calendar), calendar),
        keep=PROOF if is_notice else PROOF[:3],
    )


def write_working(found: Service, trace: Trace) -> None:
    """Each day that came out, with its source."""
    for label, day in (
        ("Counts as served", found.day),
        ("The earliest day it may count from", found.earliest),
        ("The latest day it may count from", found.latest),
    ):
        if day is not None:
            trace.step(label, day, sum=f"given {long_date(found.given_on)}", source=found.source)


def certainty(found: Service) -> Outcome:
    """Whether only one day comes into question."""
    if found.settled_by == AGAIN:
        return certain_no(found.because)
    if found.settled_by:
        return cannot_tell(found.because, found.settled_by)
    if found.is_certain:
        return yes(found.because)
    return certain_no(found.because)


def sentence(found: Service) -> str:
    """What the calendar shows, in one sentence."""
    given = f"Given on {day_and_date(found.given_on)}"
    if found.is_certain and found.day is not None:
        return f"{given}, it counts as served on {day_and_date(found.day)}."
    if found.earliest is None or found.latest is None:
        return f"{given}; when it counts as served cannot be told."
    if found.earliest == found.latest:
        return f"{given}, it counts as served on {day_and_date(found.latest)}, if at all."
    number = counted(rules.days_in_question(found.earliest, found.latest), "day")
    return (
        f"{given}, it counts as served between {day_and_date(found.earliest)} and "
        f"{day_and_date(found.latest)}: {number} come into question."
    )


def answer(found: Service, paper: Paper) -> str:
    """The one sentence an officer can read out."""
    what = {
        Paper.NOTICE: "The notice",
        Paper.NOTICE_TO_QUIT: "The notice",
        Paper.CLAIM_FORM: "The claim form",
        Paper.COURT_DOCUMENT: "The document",
    }[paper]
    if found.settled_by == AGAIN:
        return f"{what} does not count as served. {found.because}"
    if found.day is None:
        start = f"Cannot tell when it counts as served until you know {found.settled_by}"
        if found.earliest is not None and found.latest is not None:
            return f"{start}: {day_and_date(found.earliest)} or {day_and_date(found.latest)}."
        return f"{start}."
    if found.is_certain or found.latest is None or found.earliest is None:
        return f"{what} counts as served on {day_and_date(found.day)}."
    words = f"{what} counts as served on {day_and_date(found.day)}, as the rules are usually read"
    if found.earliest == found.latest:
        words += f"; that is not certain until you know {found.settled_by}"
    elif found.latest != found.day:
        words += f"; to be safe, count waits from {day_and_date(found.latest)}"
        if found.earliest != found.day:
            words += f" and time limits from {day_and_date(found.earliest)}"
    elif found.earliest != found.day:
        words += f"; to be safe, count time limits from {day_and_date(found.earliest)}"
    return f"{words}."


def next_steps(found: Service, *, is_notice: bool) -> list[str]:
    """What to do now."""
    steps = []
    if found.settled_by:
        if found.settled_by == AGAIN:
            return ["Serve it again in a way that is allowed.", *kept(is_notice=is_notice)]
        steps.append(f"Find out {found.settled_by}.")
        if found.latest is None:
            steps.append("Until then, take it that nothing has been served, and serve it again.")
    elif not found.is_certain:
        steps.append("Count every wait from the latest day and every time limit from the earliest.")
    return [*steps, *kept(is_notice=is_notice)]


def kept(*, is_notice: bool) -> list[str]:
    """What to do whatever the day is."""
    proof = "Keep proof of service with the file."
    return [proof, JOINT] if is_notice else [proof]
