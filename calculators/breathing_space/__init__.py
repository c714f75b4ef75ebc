"""Breathing space: when it runs, which arrears it protects, and what may still be asked for."""

from __future__ import annotations

import datetime as dt

from calculators.breathing_space import rules
from calculators.breathing_space.models import BreathingSpaceInput, BreathingSpaceResult
from calculators.core import breathing_space as shared
from calculators.core.breathing_space import SHARPLES, SPACES, Protection
from calculators.core.calendar import DAY, WorkingCalendar
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import NeedsAnswer
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.results import CalendarStrip, DayKind, DayMark, DaySpan
from calculators.core.strips import strip
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, long_date

__all__ = ["BreathingSpaceInput", "BreathingSpaceResult", "calculate"]

LENGTH = "breathing_space.standard.length"
BETWEEN = "breathing_space.standard.between"
REVIEW_FROM, REVIEW_TO = "breathing_space.midway_review.from", "breathing_space.midway_review.to"
ASK_REVIEW = "breathing_space.review.time_to_ask"
AFTER_TREATMENT = "breathing_space.crisis.after_treatment"
EXTENSION = "breathing_space.time_limit_extension"
DRO_LENGTH = "debt_relief_order.length"
REGS = "SI 2020/1311"

ASK_RENT = "Ask for rent that falls due from now on, and for rent that fell due after it began."
ADVISER = "Talk about the protected arrears through the debt adviser."
ANSWER_TENANT = "Answer the tenant if they get in touch, and talk about anything else."
OTHER_GROUNDS = "Act on other grounds than these arrears, such as nuisance."
CHASE = "Ask for the protected arrears, or add interest, fees or charges to them."
NO_NOTICE = "Serve a notice because of them: it would be void."
NO_STEP = "Issue a claim, or ask for a warrant or writ, because of them."
NO_JOINT = "Ask another joint tenant for them instead."


def calculate(inputs: BreathingSpaceInput, figures: FigureSet) -> BreathingSpaceResult:
    """Whether the arrears are protected on the day, until when, and what follows.

    Raises:
        FigureNotHeld: For a first day before the scheme, or one not held.
        NeedsAnswer: If the first day is not known.
    """
    trace = Trace(figures)
    starts = inputs.starts
    if starts is None:
        raise NeedsAnswer("registered_on", "Enter the day it was put on the register")
    last = last_day(inputs, starts, trace)
    ends_debts = inputs.protection is Protection.DEBT_RELIEF_ORDER
    today = rules.protected(
        inputs.arrears_included, starts, last, inputs.case_date, ends_debts=ends_debts
    )
    before, later = rules.split(inputs.arrears, inputs.arrears_at_start)
    is_space = inputs.protection in SPACES
    window = review_window(inputs, starts, trace)
    limit, moved = time_limit(inputs, starts, last, trace)
    ask_by = None
    if is_space:
        ask_by = rules.day_number(starts, int(trace.number(ASK_REVIEW, starts)))
        trace.step(
            "Last day for us to ask for a review",
            ask_by,
            sum=f"{long_date(starts)} is the first day",
            source=f"{REGS} regs 17 and 19",
        )
    notice, claim = about_notice(inputs, starts, last), about_claim(inputs, starts, last, today)
    may, must_not = what_we_may(inputs, today, last)
    return BreathingSpaceResult(
        answer=answer(inputs, today, last),
        warnings=tuple(warnings(inputs, starts, today, last, trace)),
        next_steps=tuple(next_steps(inputs, starts, today, last, window, notice, claim)),
        working=trace.finish(),
        protected_today=today,
        starts=starts,
        last_day=last,
        review_from=window[0],
        review_to=window[1],
        ask_review_by=ask_by,
        protected_arrears=before,
        later_arrears=later,
        notice=notice,
        claim=claim,
        limit=limit,
        limit_moved_to=moved,
        may=may,
        must_not=must_not,
        days=calendar_strip(inputs, starts, last, window, ask_by, figures),
    )


def last_day(inputs: BreathingSpaceInput, starts: dt.date, trace: Trace) -> dt.date | None:
    """The last day of protection, written into the working; None where it is not known."""
    if inputs.breathing_space_ended_on is not None:
        return inputs.breathing_space_ended_on
    if inputs.protection is Protection.STANDARD:
        length = int(trace.number(LENGTH, starts))
        last = shared.standard_ends(starts, length)
        trace.step(
            "Last day of the breathing space",
            last,
            sum=f"{length} days, {long_date(starts)} the first of them",
            source=f"{REGS} reg. 26",
        )
        return last
    if inputs.protection is Protection.CRISIS:
        days = int(trace.number(AFTER_TREATMENT, starts))
        if inputs.treatment_ended_on is None:
            return None
        last = rules.crisis_ends(inputs.treatment_ended_on, days)
        trace.step(
            "Last day of the breathing space",
            last,
            sum=f"{long_date(inputs.treatment_ended_on)} + {days} days",
            source=f"{REGS} reg. 32",
        )
        return last
    if inputs.protection is Protection.DEBT_RELIEF_ORDER:
        months = int(trace.number(DRO_LENGTH, starts))
        last = rules.debt_relief_ends(starts, months)
        trace.step(
            "Last day of the debt relief order's moratorium",
            last,
            sum=f"{long_date(starts)} + {months} months",
            source="Insolvency Act 1986, s.251H; the later of two readings, to be safe",
        )
        return last
    return None


def review_window(
    inputs: BreathingSpaceInput, starts: dt.date, trace: Trace
) -> tuple[dt.date | None, dt.date | None]:
    """The days of the adviser's midway review; a crisis breathing space has none."""
    if inputs.protection is not Protection.STANDARD:
        return None, None
    first, last = (
        rules.day_number(starts, int(trace.number(each, starts)))
        for each in (REVIEW_FROM, REVIEW_TO)
    )
    trace.step("Midway review from", first, sum="day 1 is the first day", source=f"{REGS} reg. 27")
    trace.step("Midway review to", last, sum="day 1 is the first day", source=f"{REGS} reg. 27")
    return first, last


def time_limit(
    inputs: BreathingSpaceInput, starts: dt.date, last: dt.date | None, trace: Trace
) -> tuple[Outcome | None, dt.date | None]:
    """Whether a time limit is moved, and to when."""
    limit = inputs.limit_ends_on
    if limit is None:
        return None, None
    if inputs.arrears_included is YesNoNotKnown.NO:
        return no("The arrears are not among the debts in it: the time limit stands."), limit
    weeks = int(trace.number(EXTENSION, last or starts))
    moved = shared.extended_limit(limit, starts, last, weeks)
    if moved is None:
        return (
            cannot_tell(
                "If it still runs on that day, the limit moves to "
                f"{counted(weeks, 'week')} after its last day. Keep to {day_and_date(limit)} until "
                "you know.",
                "the last day of the breathing space",
            ),
            None,
        )
    if moved == limit:
        return no(f"{long_date(limit)} does not fall in it."), limit
    trace.step(
        "New time limit",
        moved,
        sum=f"{counted(weeks, 'week')} after {long_date(last or starts)}",
        source=f"{REGS} reg. 7(12)",
    )
    if inputs.arrears_included is YesNoNotKnown.NOT_KNOWN:
        return (
            cannot_tell(
                f"If the arrears are in it, the limit moves to {day_and_date(moved)}. Keep to "
                f"{day_and_date(limit)} until you know.",
                "whether the arrears are among the debts in it",
            ),
            moved,
        )
    return yes(
        f"{day_and_date(limit)} falls in it: the limit moves to {day_and_date(moved)}."
    ), moved


def about_notice(
    inputs: BreathingSpaceInput, starts: dt.date, last: dt.date | None
) -> Outcome | None:
    """Whether a notice for the arrears stands."""
    served = inputs.notice_served_on
    if served is None:
        return None
    if inputs.protection is Protection.ARRANGEMENT:
        return cannot_tell(
            "The terms of the arrangement bind us if the arrears are in it.", "what its terms say"
        )
    if inputs.protection not in SPACES:
        return yes(
            f"The order does not make a notice void: possession can still be ordered ({SHARPLES})."
        )
    if not shared.notice_is_void(served, starts, last):
        if served < starts:
            first = long_date(starts)
            return yes(f"It was served before {first}, and waits while the breathing space runs.")
        return yes("It was served after the last day.")
    if inputs.arrears_included is YesNoNotKnown.NO:
        return yes("The arrears it is about are not among the debts in it.")
    if inputs.arrears_included is YesNoNotKnown.NOT_KNOWN:
        return cannot_tell(
            "It was served while the breathing space ran. For protected arrears it is void.",
            "whether the arrears are among the debts in it",
        )
    return no("It was served while the breathing space ran: for protected arrears it is void.")


def about_claim(
    inputs: BreathingSpaceInput, starts: dt.date, last: dt.date | None, today: Outcome
) -> Outcome | None:
    """Whether a claim already issued can go on."""
    issued = inputs.claim_issued_on
    if issued is None:
        return None
    if inputs.protection in SPACES and shared.runs_on(issued, starts, last):
        return rules.issued_in_it(inputs.arrears_included)
    if today.verdict is Verdict.NO:
        return yes("Nothing protects the arrears on this day.")
    if inputs.protection in SPACES:
        return yes("It may run to judgment, which must not be enforced. Tell the court in writing.")
    if inputs.protection is Protection.ARRANGEMENT:
        return cannot_tell(
            "The terms of the arrangement bind us if the arrears are in it.", "what its terms say"
        )
    return yes(
        "For possession only: no money judgment, and no payment of these arrears as a term of a "
        f"suspended order ({SHARPLES})."
    )


def what_we_may(
    inputs: BreathingSpaceInput, today: Outcome, last: dt.date | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be done on the day, and what must not be."""
    if today.verdict is Verdict.NO:
        if (starts := inputs.starts) is not None and inputs.case_date < starts:
            return ("Go on as before until it begins, and plan nothing that it will stop.",), ()
        return ("Follow the arrears procedure, from a fresh look at the case.",), ()
    if discharged(inputs, last):
        return (
            ("Ask for rent that fell due after the order was made.",),
            (
                "Ask for the arrears in the order, now or if the tenant is housed again: the "
                "tenant no longer owes them.",
            ),
        )
    if inputs.protection in SPACES:
        return (
            (ASK_RENT, ADVISER, ANSWER_TENANT, OTHER_GROUNDS),
            (CHASE, NO_NOTICE, NO_STEP, NO_JOINT),
        )
    if inputs.protection is Protection.ARRANGEMENT:
        return (ASK_RENT,), ("Ask for these arrears outside the terms of the arrangement.",)
    return (
        (ASK_RENT, "Ask the court for possession: it is not barred, and the judge decides."),
        (
            "Ask for these arrears, or for a money judgment for them.",
            "Make payment of them a term of a suspended order or of a plan.",
        ),
    )


def discharged(inputs: BreathingSpaceInput, last: dt.date | None) -> bool:
    """Whether the debts in a debt relief order have ended with its moratorium."""
    if inputs.protection is not Protection.DEBT_RELIEF_ORDER or last is None:
        return False
    return inputs.case_date > last


def answer(inputs: BreathingSpaceInput, today: Outcome, last: dt.date | None) -> str:
    """The one sentence an officer can read out."""
    name = inputs.protection.label
    if discharged(inputs, last) and last is not None and today.verdict is not Verdict.NO:
        which = "the" if today.verdict is Verdict.YES else "any"
        return (
            f"{name}: it ended on {long_date(last)}, and {which} arrears in it are no longer owed. "
            "Do not ask for them."
        )
    if today.verdict is Verdict.NO:
        return f"{name}: the arrears are not protected on {long_date(inputs.case_date)}."
    until = f"until {day_and_date(last)}" if last is not None else "with no last day known yet"
    if today.verdict is Verdict.YES:
        return f"{name}: the arrears from before it began are protected {until}."
    return f"{name}: it runs {until}; treat the arrears as protected until you know if they are in."


def warnings(
    inputs: BreathingSpaceInput,
    starts: dt.date,
    today: Outcome,
    last: dt.date | None,
    trace: Trace,
) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = []
    if inputs.earlier_registered_on is not None:
        earlier = rules.starts_on(inputs.earlier_registered_on)
        months = int(trace.number(BETWEEN, starts))
        if rules.too_soon(earlier, starts, months):
            found.append(
                f"Only one standard breathing space may begin in any {months} months, and another "
                f"began on {long_date(earlier)}. Ask the debt adviser; until they answer, treat "
                "this one as running."
            )
    if inputs.protection is Protection.BANKRUPTCY:
        found.append("Ask when the tenant is discharged: the debts in it end then.")
    if inputs.protection is Protection.CRISIS and last is None:
        found.append("It runs while the crisis treatment goes on. Ask the point of contact.")
    reading = shared.reading_of_last_day(inputs.protection, last, inputs.case_date)
    if reading and today.verdict is not Verdict.NO:
        found.append(reading)
    if discharged(inputs, last):
        found.append("Ask the Insolvency Service if the order may have been ended early.")
    if late_end(inputs, starts, last, trace):
        found.append(
            "The last day you entered is later than a standard breathing space lasts. Check it "
            "with the debt adviser."
        )
    if inputs.arrears_at_start is None and inputs.arrears:
        found.append(
            "How much of the arrears is from before the first day is not known. Work it out from "
            "the rent account before you write to the tenant."
        )
    return found


def late_end(
    inputs: BreathingSpaceInput, starts: dt.date, last: dt.date | None, trace: Trace
) -> bool:
    """Whether a standard breathing space is said to have lasted longer than one can."""
    if inputs.protection is not Protection.STANDARD or inputs.breathing_space_ended_on is None:
        return False
    usual = shared.standard_ends(starts, int(trace.number(LENGTH, starts)))
    return last is not None and last > usual


def next_steps(
    inputs: BreathingSpaceInput,
    starts: dt.date,
    today: Outcome,
    last: dt.date | None,
    review: tuple[dt.date | None, dt.date | None],
    notice: Outcome | None,
    claim: Outcome | None,
) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    if today.verdict is not Verdict.NO and inputs.protection in SPACES:
        found.append("Search our records for other debts of the tenant, and tell the debt adviser.")
        found.append("Stop letters, calls and fees about the protected arrears.")
    if today.verdict is not Verdict.NO and inputs.protection not in SPACES:
        found.append("Split the account: what is in it, and what fell due after.")
    if inputs.protection in SPACES and starts > inputs.case_date:
        found.append(
            f"Stop letters, calls and fees about the arrears in it from {day_and_date(starts)}."
        )
    if inputs.arrears_included is YesNoNotKnown.NOT_KNOWN:
        found.append("Find out whether the arrears are among the debts in it.")
    if notice is not None and notice.verdict is Verdict.NO:
        found.append("Withdraw the notice in writing and note why.")
    if claim is not None and (claim.verdict is not Verdict.YES or today.verdict is not Verdict.NO):
        found.append("Tell the court in writing.")
    if discharged(inputs, last) and today.verdict is Verdict.YES:
        found.append("Write off the arrears in the order.")
    elif last is not None and today.verdict is not Verdict.NO and inputs.case_date <= last:
        found.append(f"Look at the case again on {day_and_date(last + DAY)}.")
    first, end, day = *review, inputs.case_date
    if first is not None and end is not None and last is not None and day <= end <= last:
        found.append(
            f"Tell the debt adviser before the midway review, from {day_and_date(first)} to "
            f"{day_and_date(end)}, if rent that falls due is not paid."
        )
    return found


def calendar_strip(
    inputs: BreathingSpaceInput,
    starts: dt.date,
    last: dt.date | None,
    window: tuple[dt.date | None, dt.date | None],
    ask_by: dt.date | None,
    figures: FigureSet,
) -> CalendarStrip | None:
    """The days of a breathing space; none for an order of a year or more, or with no last day."""
    if last is None or inputs.protection not in SPACES:
        return None
    marks = [
        DayMark(day=starts, label="First day"),
        DayMark(day=last, label="Last day", kind=DayKind.LAST),
    ]
    if ask_by is not None and ask_by <= last:
        marks.append(DayMark(day=ask_by, label="Last day for us to ask for a review"))
    spans = []
    if window[0] is not None and window[1] is not None and window[1] <= last:
        spans.append(DaySpan(first=window[0], last=window[1], label="Midway review"))
    summary = f"Breathing space from {long_date(starts)} to {long_date(last)}."
    return strip(summary, marks, WorkingCalendar.of(figures), spans)
