"""From a letter of claim for a money debt: every day of the debt protocol, and the time limit."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import DAY
from calculators.core.errors import FigureNotHeld
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.results import DayKind
from calculators.core.wording import counted, day_and_date, long_date
from calculators.court_timetable import rules
from calculators.court_timetable.models import CourtTimetableInput, DebtDue, DebtKind, DebtLimit
from calculators.court_timetable.protection import Protected
from calculators.court_timetable.timetable import Found, Timetable

REPLY, SPARE = "debt.protocol.time_to_reply", "debt.protocol.spare_for_post"
AFTER_REPLY, DOCUMENTS = "debt.protocol.after_reply", "debt.protocol.documents"
CLAIM_NOTICE, LIMITATION = "debt.protocol.notice_of_claim", "debt.limitation"
PAP = "Pre-Action Protocol for Debt Claims"
BARRED = (
    "An amount out of time may still be asked for, and is not to be sued for. Never let the "
    "debtor think that it can be."
)


def timetable(inputs: CourtTimetableInput, days: Timetable, letter: dt.date) -> Found:
    """Every day that follows from a letter of claim.

    Args:
        inputs: The facts.
        days: The timetable to fill in.
        letter: The date at the top of the letter.
    """
    days.given("Date on the letter of claim", letter)
    days.given("Letter posted", inputs.letter_posted_on)
    found = Found("", parts={"letter": posted_in_time(letter, inputs.letter_posted_on)})

    def reply_ends() -> tuple[dt.date, str]:
        number = days.number(REPLY, letter)
        return rules.wait_ends(letter, number), f"{counted(number, 'day')} from the date on it"

    def advised() -> tuple[dt.date, str]:
        number, spare = days.number(REPLY, letter), days.number(SPARE, letter)
        words = f"{number} + {counted(spare, 'day')}, for a reply posted near the end"
        return rules.wait_ends(letter, number + spare), words

    law = f"{PAP}, para. 3.4"
    earliest = days.worked("No claim before", law, reply_ends, DayKind.EARLIEST)
    safe = days.worked("First day we advise for a claim", law, advised, DayKind.EARLIEST)
    first = after_reply(inputs, days, safe)
    limits = time_limits(inputs, days)
    found.parts["limits"] = limits
    protected = Protected(inputs, days)
    lets_us = protected.lets_money_claim()
    can = unless_protected(claim(inputs, earliest, safe, first, limits), lets_us)
    found.parts["claim"] = can
    about_limits(days, found, limits, first)
    found.next_steps += next_steps(inputs, can)
    protected.tell(found, lets_us, inputs.case_date)
    found.answer = answer(inputs, can, first, limits)
    if lets_us.verdict is Verdict.NO:
        found.answer = f"Do not issue a claim. {lets_us.because}"
    return found


def posted_in_time(letter: dt.date, posted: dt.date | None) -> Outcome | None:
    """Whether the letter was posted on its date or the next day.

    Source:
        Pre-Action Protocol for Debt Claims, paras 3.2 and 3.3.
    """
    if posted is None:
        return None
    if posted <= letter + DAY:
        return yes("It was posted on its date or the next day.")
    return no(f"It was posted on {long_date(posted)}: date a new letter, and post it that day.")


def after_reply(
    inputs: CourtTimetableInput, days: Timetable, safe: dt.date | None
) -> dt.date | None:
    """The first day for a claim with all that is known; None while it cannot be told."""
    replied = inputs.reply_received_on or inputs.documents_asked_on
    asked, given = inputs.documents_asked_on, inputs.documents_given_on
    days.given("Reply form received", inputs.reply_received_on)
    if asked is not None:
        days.given("Documents asked for", asked)

        def documents() -> tuple[dt.date, str]:
            number = days.number(DOCUMENTS, asked)
            words = f"{counted(number, 'day')} after they were asked for"
            return rules.wait_ends(asked, number), words

        days.worked("Documents given by", f"{PAP}, para. 5", documents)
        days.given("Documents given", given)
    if replied is None:
        return safe
    law = f"{PAP}, paras 4 and 5"
    what = "First day for a claim after the reply"
    if asked is not None and given is None:
        days.open(what, "Counted from the day the documents are given", law)
        return None

    def wait() -> tuple[dt.date, str]:
        number = days.number(AFTER_REPLY, max(replied, given or replied))
        since = "documents" if given is not None and given > replied else "reply"
        words = f"{counted(number, 'day')} must pass after the {since}"
        return rules.first_day_after_reply(replied, given, number), words

    first = days.worked(what, law, wait, DayKind.EARLIEST)
    notice = inputs.claim_notice_on
    if first is None or safe is None:
        return None
    if inputs.reply_received_on is None:
        first = max(first, safe)
    if notice is None:
        return first
    days.given("Notice that we will go to court", notice)

    def after_notice() -> tuple[dt.date, str]:
        number = days.number(CLAIM_NOTICE, notice)
        words = f"{counted(number, 'clear day')} after the notice, to be safe"
        return rules.first_day_after_notice(notice, number), words

    law = f"{PAP}, para. 8.2"
    second = days.worked("First day for a claim after the notice", law, after_notice)
    return None if second is None else max(first, second)


def claim(
    inputs: CourtTimetableInput,
    earliest: dt.date | None,
    safe: dt.date | None,
    first: dt.date | None,
    limits: tuple[DebtLimit, ...],
) -> Outcome:
    """Whether the protocol and the time limit let a claim be issued on the day of the case.

    Source:
        Pre-Action Protocol for Debt Claims, paras 3.2 to 3.4, 4, 5 and 8.2; Limitation Act 1980,
        ss.5 and 19.
    """
    by_protocol = protocol_lets(inputs, earliest, safe, first)
    in_time = {each.in_time.verdict for each in limits}
    if limits and in_time == {Verdict.NO}:
        return no("Every amount entered is out of time: do not sue for any of it.")
    if limits and Verdict.YES not in in_time and by_protocol.verdict is Verdict.YES:
        facts = dict.fromkeys(fact for each in limits for fact in each.in_time.settled_by)
        return cannot_tell("No amount is certainly in time.", *facts)
    return by_protocol


def unless_protected(can: Outcome, lets_us: Outcome) -> Outcome:
    """Whether a claim can be issued, once a breathing space or insolvency is looked at.

    Args:
        can: Whether the protocol and the time limit let it.
        lets_us: Whether a breathing space or insolvency leaves room for it.

    Source:
        SI 2020/1311 reg. 7; Insolvency Act 1986 ss.251G and 285.
    """
    if can.verdict is Verdict.NO or lets_us.verdict is Verdict.YES:
        return can
    if lets_us.verdict is Verdict.NO or can.verdict is Verdict.YES:
        return lets_us
    facts = dict.fromkeys((*can.settled_by, *lets_us.settled_by))
    return cannot_tell(f"{can.because} {lets_us.because}", *facts)


def protocol_lets(
    inputs: CourtTimetableInput,
    earliest: dt.date | None,
    safe: dt.date | None,
    first: dt.date | None,
) -> Outcome:
    """Whether the debt protocol lets a claim be issued on the day of the case.

    Source:
        Pre-Action Protocol for Debt Claims, paras 3.2 to 3.4, 4, 5 and 8.2.
    """
    on = inputs.case_date
    if inputs.documents_asked_on is not None and inputs.documents_given_on is None:
        return no("Documents were asked for, and have not been given.")
    if earliest is None or safe is None or first is None:
        return cannot_tell("A rule is not held for one of the days.", "the rule for that day")
    replied = inputs.reply_received_on is not None or inputs.documents_asked_on is not None
    if not replied:
        if on < earliest:
            return no(f"The time to reply runs to {day_and_date(earliest)}.")
        if on < safe:
            return cannot_tell(
                "A reply posted near the end may still come.", "whether a reply is on its way"
            )
        late = posted_in_time(inputs.letter_of_claim_on or on, inputs.letter_posted_on)
        if late is not None and late.verdict is Verdict.NO:
            return no("The letter was posted late, so it gave too little time. Send a new one.")
        return yes("The time to reply is over, and none has come.")
    if on < first:
        return no(f"The first day is {day_and_date(first)}.")
    if inputs.claim_notice_on is None:
        return cannot_tell(
            "After a reply we give notice before we go to court.",
            "whether notice was given that we will go to court",
        )
    return yes("The time after the reply and after the notice is over.")


def time_limits(inputs: CourtTimetableInput, days: Timetable) -> tuple[DebtLimit, ...]:
    """The time limit of each amount; none where the rule is not held for the day of the case."""
    if not inputs.debts_due:
        return ()
    try:
        years = days.number(LIMITATION, inputs.case_date)
    except FigureNotHeld as refused:
        days.refused.append(("Time limit", refused))
        return ()
    return tuple(limit(inputs, days, each, years) for each in inputs.debts_due)


def limit(inputs: CourtTimetableInput, days: Timetable, debt: DebtDue, years: int) -> DebtLimit:
    """The time limit of one amount, in years.

    Source:
        Limitation Act 1980, ss.5, 19, 29 and 30: a part payment of rent does not extend time for
        the rest of it (s.29(6)); a signed admission does.
    """
    sure = rules.limitation_starts(debt.due_on, (debt.acknowledged_on,), years)
    with_payment = rules.limitation_starts(
        debt.due_on, (debt.acknowledged_on, debt.part_paid_on), years
    )
    starts = with_payment if inputs.debt_kind is DebtKind.OTHER else sure
    ends = rules.limitation_ends(starts, years)
    last = ends - DAY
    in_time = still_in_time(inputs.case_date, last, ends)
    if inputs.debt_kind is DebtKind.NOT_KNOWN and with_payment > sure:
        later = rules.limitation_ends(with_payment, years) - DAY
        if in_time.verdict is not Verdict.YES and inputs.case_date <= later:
            in_time = cannot_tell(
                "The payment starts the time again, unless the debt is rent.",
                "what the debt is for",
            )
    days.trace.step(
        f"Last safe day to issue for what fell due on {long_date(debt.due_on)}",
        last,
        sum=f"{long_date(starts)} + {counted(years, 'year')}, less a day",
        source="Limitation Act 1980, ss.5, 19, 29 and 30",
    )
    return DebtLimit(
        due_on=debt.due_on,
        runs_from=starts,
        last_safe_day=last,
        in_time=in_time,
        why=why(inputs.debt_kind, debt, starts),
    )


def why(kind: DebtKind, debt: DebtDue, starts: dt.date) -> str:
    """What the time limit of an amount runs from."""
    if starts in (debt.due_on, debt.acknowledged_on):
        admitted = "it was admitted in writing"
        words = f"From the day {'it fell due' if starts == debt.due_on else admitted}"
        if debt.part_paid_on is None or debt.part_paid_on <= starts:
            return words
        if kind is DebtKind.NOT_KNOWN:
            return f"{words}; the payment is left out until we know what the debt is for"
        return f"{words}; the payment does not start it again"
    return "From the last payment, which starts it again"


def still_in_time(on: dt.date, last: dt.date, ends: dt.date) -> Outcome:
    """Whether a claim issued on a day is in time, by the cautious reading of the last day."""
    if on <= last:
        return yes(f"The last safe day is {day_and_date(last)}.")
    if on == ends:
        return cannot_tell(
            "It is the anniversary itself, which may be a day too late.", "advice on the last day"
        )
    return no(f"The last day was {day_and_date(ends)} at the latest.")


def about_limits(
    days: Timetable, found: Found, limits: tuple[DebtLimit, ...], first: dt.date | None
) -> None:
    """The first time limit that is still to come, and what to say of those that are not."""
    coming = [each for each in limits if each.in_time.verdict is Verdict.YES]
    if any(each.in_time.verdict is Verdict.NO for each in limits):
        found.warnings.append(BARRED)
    if any(each.in_time.verdict is Verdict.CANNOT_TELL for each in limits):
        found.next_steps.append("Take advice today on the time limit.")
    if not coming:
        return
    soonest = min(coming, key=lambda each: each.last_safe_day)

    def last() -> tuple[dt.date, str]:
        words = f"The time limit of what fell due on {long_date(soonest.due_on)}"
        return soonest.last_safe_day, words

    days.worked("Last safe day to issue", "Limitation Act 1980, ss.5 and 19", last)
    if first is not None and first > soonest.last_safe_day:
        found.warnings.append(
            f"The time limit ends on {day_and_date(soonest.last_safe_day)}, before the protocol "
            "lets a claim be issued. Take advice now: the protocol allows less notice where time "
            "is about to run out."
        )


def next_steps(inputs: CourtTimetableInput, verdict: Outcome) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    if inputs.documents_asked_on is not None and inputs.documents_given_on is None:
        found.append("Give the debtor the documents they asked for, and note the day.")
    if inputs.reply_received_on is not None and inputs.claim_notice_on is None:
        found.append("Talk about the reply. If talks fail, give notice before a claim.")
    if not inputs.debts_due:
        found.append("Enter the oldest amount owed, to see its time limit.")
    if verdict.verdict is Verdict.YES:
        found.append("Check the account for payments and replies on the day you issue.")
    found.append("Check for a breathing space for the debtor before each step.")
    return found


def answer(
    inputs: CourtTimetableInput,
    verdict: Outcome,
    first: dt.date | None,
    limits: tuple[DebtLimit, ...],
) -> str:
    """The one sentence an officer can read out."""
    on = inputs.case_date
    if verdict.verdict is Verdict.YES:
        if not inputs.debts_due:
            return (
                f"The debt protocol lets a claim be issued on {day_and_date(on)}. Check the time "
                "limit first."
            )
        some = any(each.in_time.verdict is not Verdict.YES for each in limits)
        only = ", only for what is in time" if some else ""
        return f"A claim can be issued on {day_and_date(on)}{only}."
    if first is None:
        return f"No claim can be issued yet. {verdict.because}"
    if on < first:
        return f"No claim before {day_and_date(first)}. {verdict.because}"
    return f"Do not issue a claim yet. {verdict.because}"
