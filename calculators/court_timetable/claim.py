"""From a possession claim: the hearing, service, the defence and what goes in before."""

from __future__ import annotations

import datetime as dt

from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.results import DayKind
from calculators.core.service import CLAIM_FORM, COURT_POST, CPR_6_14, CPR_6_26, claim_form_served
from calculators.core.wording import counted, day_and_date, in_sentence
from calculators.court_timetable import rules
from calculators.court_timetable.models import ClaimSentBy, CourtTimetableInput
from calculators.court_timetable.protection import Protected
from calculators.court_timetable.timetable import Found, Timetable

HEARING_NOTICE, HEARING_STANDARD = "court.hearing.notice", "court.hearing.standard"
HEARING_SERVICE = "court.hearing.service"
ONLINE_SERVICE = "court.claim.online_service"
WITNESS, DEFENCE = "court.witness_statements.before_hearing", "court.defence.time"
STATEMENT = "court.protocol.statement_before_hearing"
CPR_55_5 = "CPR 55.5(3)"
PROTOCOL = "Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.11"
BREATHING_SPACE = "Check for a breathing space for every tenant before each step."
ASK_WHEN_SERVED = "Find out the day the claim was posted, left or handed over, and enter it here."
DAY_OF_HEARING = "the day of the hearing"


def timetable(inputs: CourtTimetableInput, days: Timetable, issued: dt.date) -> Found:
    """Every day that follows from the issue of a possession claim.

    Args:
        inputs: The facts.
        days: The timetable to fill in.
        issued: The day of issue.
    """
    days.given("Claim issued", issued)
    first = days.worked(
        "First day for the hearing",
        f"{CPR_55_5}(a)",
        lambda: hearing_from(days, issued),
        DayKind.EARLIEST,
    )
    usual = days.worked(
        "Hearing usually held by",
        f"{CPR_55_5}(b)",
        lambda: hearing_by(days, issued),
        DayKind.EVENT,
    )
    served = served_on(inputs, days, issued)
    found = Found("", parts={"hearing": in_window(inputs.hearing_on, first, usual)})
    last_served = None
    if inputs.hearing_on is not None:
        last_served = before_hearing(inputs, days, inputs.hearing_on, served, found)
    if served is not None:
        days.worked("Defence by", "CPR 55.7", lambda: defence_by(days, served), DayKind.EVENT)
    found.parts["served_in_time"] = served_in_time(inputs, served, last_served)
    if inputs.hearing_on is None:
        found.next_steps.append("Enter the day of the hearing once the court has fixed it.")
    elif served is None:
        found.next_steps.insert(0, ASK_WHEN_SERVED)
    if Verdict.NO in (found.parts["hearing"].verdict, found.parts["served_in_time"].verdict):
        found.next_steps.insert(0, "Take advice now, and ask the court for another day.")
    found.next_steps.append(BREATHING_SPACE)
    found.answer = answer(inputs, days, first, usual, found.parts["served_in_time"])
    protected = Protected(inputs, days)
    goes_on = protected.lets_claim_go_on(issued)
    protected.tell(found, goes_on, max(inputs.case_date, issued))
    if goes_on.verdict is Verdict.NO:
        found.answer = f"The claim cannot go on as it is. {goes_on.because}"
    return found


def hearing_from(days: Timetable, issued: dt.date) -> tuple[dt.date, str]:
    """The first day for the hearing and how it was counted."""
    number = days.number(HEARING_NOTICE, issued)
    words = f"{counted(number, 'clear day')} after issue: neither day is counted"
    return rules.hearing_from(issued, number), words


def hearing_by(days: Timetable, issued: dt.date) -> tuple[dt.date, str]:
    """The day by which it is usually held and how it was counted."""
    number = days.number(HEARING_STANDARD, issued)
    words = f"{counted(number, 'week')} after issue; the court may fix a later day"
    return rules.hearing_usually_by(issued, number), words


def defence_by(days: Timetable, served: dt.date) -> tuple[dt.date, str]:
    """The last day for a defence and how it was counted."""
    number = days.number(DEFENCE, served)
    words = f"{counted(number, 'day')} after service; a tenant may take part without one"
    return rules.defence_by(served, number), words


def served_on(inputs: CourtTimetableInput, days: Timetable, issued: dt.date) -> dt.date | None:
    """The day the claim counts as served, put into the timetable; None where not known."""
    what = "Claim counts as served"
    if inputs.claim_sent_by is ClaimSentBy.ONLINE:

        def online() -> tuple[dt.date, str]:
            number = days.number(ONLINE_SERVICE, issued)
            words = f"{counted(number, 'day')} after issue, business day or not"
            return rules.online_claim_served(issued, number), words

        return days.worked(what, "PD 55B", online, DayKind.EVENT)
    sent = inputs.claim_sent_on
    if sent is None:
        days.open(what, "Counted from the day it is posted, left or handed over", CPR_6_14)
        return None
    days.given("Claim posted, left or handed over", sent)

    def by_step() -> tuple[dt.date, str]:
        number = days.number(CLAIM_FORM, sent)
        words = f"{counted(number, 'business day')} after the step, even if it came sooner"
        return claim_form_served(sent, number, days.calendar), words

    return days.worked(what, CPR_6_14, by_step, DayKind.EVENT)


def before_hearing(
    inputs: CourtTimetableInput,
    days: Timetable,
    hearing: dt.date,
    served: dt.date | None,
    found: Found,
) -> dt.date | None:
    """What must be done before the hearing; the last day for service, where it is held."""
    days.given("Hearing", hearing)

    def serve() -> tuple[dt.date, str]:
        number = days.number(HEARING_SERVICE, hearing)
        words = f"{counted(number, 'clear day')} before the hearing"
        return rules.serve_by(hearing, number), words

    def statement() -> tuple[dt.date, str]:
        number = days.number(STATEMENT, hearing)
        words = f"{counted(number, 'working day')} before the hearing, the stricter reading"
        return rules.statement_by(hearing, number, days.calendar), words

    def witnesses() -> tuple[dt.date, str]:
        number = days.number(WITNESS, hearing)
        words = f"{counted(number, 'working day')} clear between them and the hearing"
        return rules.witness_statements_by(hearing, number, days.calendar), words

    # Once it is served, that last day is nothing to do any more.
    kind = DayKind.LAST if served is None else DayKind.EVENT
    last_served = days.worked("Claim served by", f"{CPR_55_5}(c)", serve, kind)
    if last_served is not None and inputs.claim_sent_by is not ClaimSentBy.ONLINE:
        send_by = last_served

        def send() -> tuple[dt.date, str]:
            number = days.number(CLAIM_FORM, send_by)
            words = f"{counted(number, 'business day')} before the last day for service"
            return rules.send_claim_by(send_by, number, days.calendar), words

        if inputs.claim_sent_on is None:
            days.worked("Claim posted, left or handed over by", CPR_6_14, send)
    last_statement = days.worked("Rent statement to the tenant by", PROTOCOL, statement)
    last_witness = days.worked("Witness statements filed and served by", "CPR 55.8(4)", witnesses)
    posted = None
    if last_witness is not None:
        last = last_witness

        def post() -> tuple[dt.date, str]:
            number = days.number(COURT_POST, last)
            words = f"Post counts {counted(number, 'day')} later, or on the next business day"
            return rules.post_by(last, number, days.calendar), words

        posted = days.worked("Witness statements posted first class by", CPR_6_26, post)
    if last_statement is not None and last_statement >= inputs.case_date:
        found.next_steps.append(
            "Give the tenant an up-to-date rent statement and what we know of their benefit, by "
            f"{day_and_date(last_statement)}."
        )
    if posted is not None and posted >= inputs.case_date:
        found.next_steps.append(f"Post the witness statements by {day_and_date(posted)}.")
    return last_served


def in_window(hearing: dt.date | None, first: dt.date | None, usual: dt.date | None) -> Outcome:
    """Whether the hearing leaves the time the rules ask for."""
    if hearing is None:
        return cannot_tell("It has not been given.", DAY_OF_HEARING)
    if first is None or usual is None:
        return cannot_tell("The rule is not held for the day of issue.", "the rule for that day")
    if hearing < first:
        return no(f"The first day is {day_and_date(first)}.")
    if hearing > usual:
        return yes(f"It is later than usual, {day_and_date(usual)}, which the court may do.")
    return yes(f"It falls from {day_and_date(first)} to {day_and_date(usual)}.")


def served_in_time(
    inputs: CourtTimetableInput, served: dt.date | None, last: dt.date | None
) -> Outcome:
    """Whether the claim counts as served long enough before the hearing."""
    missing = []
    if served is None:
        missing.append("the day the claim counts as served")
    if inputs.hearing_on is None:
        missing.append(DAY_OF_HEARING)
    if served is None or last is None:
        because = "The claim must be served long enough before the hearing."
        if last is None and inputs.hearing_on is not None:
            missing.append("the rule for the day of the hearing")
        return cannot_tell(because, *missing)
    if served > last:
        return no(f"It counts as served on {day_and_date(served)}, after {day_and_date(last)}.")
    return yes(
        f"It counts as served on {day_and_date(served)}; the last day is {day_and_date(last)}."
    )


def answer(
    inputs: CourtTimetableInput,
    days: Timetable,
    first: dt.date | None,
    usual: dt.date | None,
    in_time: Outcome,
) -> str:
    """The one sentence an officer can read out."""
    hearing = inputs.hearing_on
    if hearing is None:
        if first is None or usual is None:
            return "The days of the hearing are not held for this claim."
        return f"Expect a hearing from {day_and_date(first)} to {day_and_date(usual)}."
    if first is not None and hearing < first:
        return (
            f"The hearing on {day_and_date(hearing)} is too soon: not before {day_and_date(first)}."
        )
    if in_time.verdict is Verdict.NO:
        return f"The claim is served too late for the hearing on {day_and_date(hearing)}."
    coming = days.next_by(inputs.case_date)
    if days.refused and (coming is None or coming.day is None):
        return (
            f"Hearing on {day_and_date(hearing)}. We cannot tell every last day before it: ask for "
            "advice on those not held."
        )
    if coming is None or coming.day is None:
        return f"Hearing on {day_and_date(hearing)}. No last day is still to come."
    return (
        f"Hearing on {day_and_date(hearing)}. Next, {in_sentence(coming.what)} "
        f"{day_and_date(coming.day)}."
    )
