"""When a document counts as served: the likely day, the earliest and the latest, and why.

Waits that must be long enough ("not earlier than two weeks from service") are counted from the
latest day; lives and last days ("within 12 months of service") from the earliest. That is
cautious both ways.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.calendar import DAY, WorkingCalendar
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.results import DayKind, DayMark
from calculators.core.trace import Trace
from calculators.core.wording import counted

NOTICE_POST = "court.service.notice.post"
NOTICE_SPARE = "court.service.notice.spare"
COURT_POST = "court.service.post"
CLAIM_FORM = "court.service.claim_form"

INTERPRETATION_ACT = "Interpretation Act 1978 s.7"
NO_ACT = (
    "No Act we hold lets a landlord other than a council serve it this way where the agreement has "
    "no clause on service. The landlord must then prove that the tenant had it."
)
AGAIN = "the day it is served again, in a way that is allowed"
PROOF = "how it can be proved that the tenant had it"
CPR_6_14 = "CPR 6.14"
CPR_6_26 = "CPR 6.26"


class Paper(Choice):
    """What is served: each has its own rules."""

    NOTICE = (
        "notice",
        "A notice under a Housing Act",
        "Notice seeking possession, section 8 or section 21 notice, notice of proceedings",
    )
    NOTICE_TO_QUIT = ("notice-to-quit", "A notice to quit, or another notice under the agreement")
    CLAIM_FORM = ("claim-form", "A claim form")
    COURT_DOCUMENT = (
        "court-document",
        "Another court document",
        "A witness statement, an application or an order",
    )


class Method(Choice):
    """How it was given."""

    BY_HAND = ("by-hand", "Handed to the person")
    LETTERBOX = ("letterbox", "Left at the address, such as through the letterbox")
    FIRST_CLASS_POST = ("first-class-post", "First-class post")
    EMAIL = ("email", "Email")
    OTHER = ("other", "Another way", "Second-class or signed-for post, a text message, a portal")


class TimeOfDay(Choice):
    """When on the day it was given; the court's rules draw the line at 4.30pm."""

    BEFORE = ("before", "Before 4.30pm")
    AFTER = ("after", "At 4.30pm or later")
    NOT_KNOWN = ("not-known", "Not known yet")


class ClauseSays(Choice):
    """What the tenancy agreement says about when a notice counts as served."""

    NOTHING = ("nothing", "It says nothing about this")
    DAYS = ("days", "So many days after it is given")
    WORKING_DAYS = ("working-days", "So many working days after it is given")
    NOT_KNOWN = ("not-known", "Not known yet")


@dataclass(frozen=True)
class Clause:
    """The agreement's own service clause, for the way the notice was given."""

    says: ClauseSays = ClauseSays.NOTHING
    days: int = 0


@dataclass(frozen=True)
class Periods:
    """How long each document takes to count as served, read only where a rule needs it.

    Attributes:
        number: Gives the value of a figure by its id.
    """

    number: Callable[[str], Decimal | int]

    @classmethod
    def of(cls, trace: Trace, on: dt.date) -> Periods:
        """The periods for something given on a day; each is refused when read, if not held."""

        def number(figure: str) -> Decimal:
            return trace.number(figure, on)

        return cls(number)

    @property
    def notice_post(self) -> int:
        """Working days first-class post is taken to need for a notice."""
        return int(self.number(NOTICE_POST))

    @property
    def notice_spare(self) -> int:
        """Days added to the court's rule for post, to be safe with a notice."""
        return int(self.number(NOTICE_SPARE))

    @property
    def court_post(self) -> int:
        """Days after posting from which a court document other than a claim form counts."""
        return int(self.number(COURT_POST))

    @property
    def claim_form(self) -> int:
        """Business days after the step from which a claim form counts."""
        return int(self.number(CLAIM_FORM))


@dataclass(frozen=True)
class Service:
    """When something counts as served.

    Attributes:
        given_on: The day it was handed over, left, posted or sent.
        day: The day it counts as served, as the rules are usually read; None where no rule says.
        earliest: The first day it may count from: lives and last days are counted from here.
        latest: The last day it may count from: waits are counted from here.
        because: Why, in one or two sentences.
        source: The law.
        unless: What would change the answer, in a sentence; "" where nothing would.
        settled_by: What would settle it: where no day can be told, or a clause is not read yet.
    """

    given_on: dt.date
    day: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None
    because: str
    source: str
    unless: str = ""
    settled_by: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether only one day comes into question."""
        return self.day is not None and self.earliest == self.latest and not self.settled_by


def notice_posted(given_on: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The day a posted notice is taken to arrive in the ordinary course of post.

    Args:
        given_on: The day of posting, which is not counted.
        working_days: Working days first-class post is taken to need.
        calendar: Bank holidays.

    Source:
        Interpretation Act 1978 s.7; the number of days is a working assumption.

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(given_on, working_days)


def court_posted(given_on: dt.date, days: int, calendar: WorkingCalendar) -> dt.date:
    """The day a posted court document other than a claim form counts as served.

    Args:
        given_on: The day of posting, which is not counted.
        days: Calendar days after it; a day that is not a business day moves to the next.
        calendar: Bank holidays.

    Source:
        CPR 6.26: the second day after posting if it is a business day, or else the next one.

    Raises:
        FigureNotHeld: If the search leaves the bank holidays held.
    """
    return calendar.working_day_on_or_after(given_on + DAY * days)


def court_same_day(given_on: dt.date, *, in_time: bool, calendar: WorkingCalendar) -> dt.date:
    """The day a court document counts as served that is handed over, left, or sent by email.

    Args:
        given_on: The day it was given.
        in_time: Whether that was before 4.30pm.
        calendar: Bank holidays.

    Source:
        CPR 6.26: that day if it is a business day and it is before 4.30pm, or else the next
        business day.

    Raises:
        FigureNotHeld: If the search leaves the bank holidays held.
    """
    return calendar.working_day_on_or_after(given_on if in_time else given_on + DAY)


def claim_form_served(given_on: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The day a claim form counts as served: so many business days after the step was taken.

    Source:
        CPR 6.14: the second business day after the step, whichever step it was.

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(given_on, working_days)


def safe_latest(
    given_on: dt.date, assumed: dt.date, post: int, spare: int, calendar: WorkingCalendar
) -> dt.date:
    """The latest day a posted notice may count from: the court's rule and a spare day.

    Never earlier than the day it is assumed to arrive, which a holiday on the day after posting
    can make the later of the two.

    Args:
        given_on: The day of posting.
        assumed: The day it is taken to arrive.
        post: Days of CPR 6.26 for post.
        spare: Days added to be safe.
        calendar: Bank holidays.

    Source:
        CPR 6.26, with a spare day: the cautious reading of Interpretation Act 1978 s.7.

    Raises:
        FigureNotHeld: If the search leaves the bank holidays held.
    """
    return max(assumed, court_posted(given_on, post, calendar) + DAY * spare)


def by_clause(given_on: dt.date, clause: Clause, calendar: WorkingCalendar) -> dt.date:
    """The day a notice counts as served under the agreement's own clause.

    Source:
        The tenancy agreement: its service clause comes first.

    Raises:
        FigureNotHeld: If working days leave the bank holidays held.
    """
    if clause.says is ClauseSays.WORKING_DAYS and clause.days:
        return calendar.add_working_days(given_on, clause.days)
    if clause.says is ClauseSays.WORKING_DAYS:
        return calendar.working_day_on_or_after(given_on)
    return given_on + DAY * clause.days


def served(
    paper: Paper,
    method: Method,
    given_on: dt.date,
    *,
    periods: Periods,
    calendar: WorkingCalendar,
    time: TimeOfDay = TimeOfDay.NOT_KNOWN,
    clause: Clause | None = None,
    email_agreed: YesNoNotKnown = YesNoNotKnown.NOT_KNOWN,
    received_on: dt.date | None = None,
    act_allows: YesNoNotKnown = YesNoNotKnown.NOT_KNOWN,
) -> Service:
    """When a document counts as served.

    Args:
        paper: What it is.
        method: How it was given.
        given_on: The day it was handed over, left, posted or sent.
        periods: The days the rules allow.
        calendar: Bank holidays.
        time: Whether it was before 4.30pm.
        clause: The agreement's service clause; None for a court document.
        email_agreed: Whether the agreement or the person allows email.
        received_on: The day the person is known to have had a notice, if that can be proved.
        act_allows: Whether an Act lets the landlord serve a statutory notice at the address or by
            post: it does for a council.

    Source:
        CPR 6.14 and 6.26; Interpretation Act 1978 s.7; the tenancy agreement.

    Raises:
        FigureNotHeld: If a day leaves the bank holidays held.
    """
    if paper is Paper.CLAIM_FORM:
        return claim_form(method, given_on, periods, calendar, email_agreed)
    if paper is Paper.COURT_DOCUMENT:
        return court_document(method, given_on, periods, calendar, time, email_agreed)
    return notice(
        paper,
        method,
        given_on,
        periods,
        calendar,
        clause or Clause(),
        email_agreed,
        received_on,
        act_allows,
    )


def not_told(given_on: dt.date, because: str, source: str, settled_by: str) -> Service:
    """No rule held says when it counts as served."""
    return Service(given_on, None, None, None, because, source, settled_by=settled_by)


def email_not_agreed(given_on: dt.date, agreed: YesNoNotKnown, source: str) -> Service | None:
    """Why an email cannot be relied on, or None where email is agreed."""
    if agreed is YesNoNotKnown.YES:
        return None
    because = "Email counts only where the agreement or the person has agreed to it"
    if agreed is YesNoNotKnown.NO:
        words = f"{because}, and here nobody has. Serve it again another way."
        return not_told(given_on, words, source, AGAIN)
    return not_told(given_on, f"{because}.", source, "whether email is agreed")


def claim_form(
    method: Method,
    given_on: dt.date,
    periods: Periods,
    calendar: WorkingCalendar,
    email_agreed: YesNoNotKnown,
) -> Service:
    """When a claim form counts as served.

    Source:
        CPR 6.14.

    Raises:
        FigureNotHeld: If a day leaves the bank holidays held.
    """
    if method is Method.OTHER:
        words = "We hold the rule only for hand, address, first-class post and email."
        return not_told(given_on, words, CPR_6_14, "how the claim form was served")
    if method is Method.EMAIL and (no := email_not_agreed(given_on, email_agreed, CPR_6_14)):
        return no
    day = claim_form_served(given_on, periods.claim_form, calendar)
    words = (
        f"A claim form counts as served {counted(periods.claim_form, 'business day')} after the "
        "step was taken, whatever the step and even if it came sooner."
    )
    return Service(given_on, day, day, day, words, CPR_6_14)


def court_document(
    method: Method,
    given_on: dt.date,
    periods: Periods,
    calendar: WorkingCalendar,
    time: TimeOfDay,
    email_agreed: YesNoNotKnown,
) -> Service:
    """When a court document other than a claim form counts as served.

    Source:
        CPR 6.26.

    Raises:
        FigureNotHeld: If a day leaves the bank holidays held.
    """
    if method is Method.OTHER:
        words = "We hold the rule only for hand, address, first-class post and email."
        return not_told(given_on, words, CPR_6_26, "how the document was served")
    if method is Method.EMAIL and (no := email_not_agreed(given_on, email_agreed, CPR_6_26)):
        return no
    if method is Method.FIRST_CLASS_POST:
        day = court_posted(given_on, periods.court_post, calendar)
        number = counted(periods.court_post, "day")
        words = (
            f"A posted document counts as served {number} after posting, or on the next business "
            "day if that is not one."
        )
        return Service(given_on, day, day, day, words, CPR_6_26)
    early = court_same_day(given_on, in_time=True, calendar=calendar)
    late = court_same_day(given_on, in_time=False, calendar=calendar)
    words = (
        "Given before 4.30pm on a business day it counts from that day; otherwise from the next "
        "business day."
    )
    if time is TimeOfDay.BEFORE or early == late:
        return Service(given_on, early, early, early, words, CPR_6_26)
    if time is TimeOfDay.AFTER:
        return Service(given_on, late, late, late, words, CPR_6_26)
    return Service(
        given_on,
        None,
        early,
        late,
        words,
        CPR_6_26,
        settled_by="whether it was before 4.30pm",
    )


def notice(
    paper: Paper,
    method: Method,
    given_on: dt.date,
    periods: Periods,
    calendar: WorkingCalendar,
    clause: Clause,
    email_agreed: YesNoNotKnown,
    received_on: dt.date | None,
    act_allows: YesNoNotKnown,
) -> Service:
    """When a notice counts as served.

    Source:
        The tenancy agreement's service clause first; without one Local Government Act 1972 s.233
        for a council, and Interpretation Act 1978 s.7 for post that an Act authorises; otherwise
        proof that the tenant had it.

    Raises:
        FigureNotHeld: If a day leaves the bank holidays held.
    """
    if method is Method.BY_HAND:
        words = "Handed to the tenant, it is served that day, whatever the hour or the day."
        return Service(given_on, given_on, given_on, given_on, words, "Proof of receipt")
    if method is Method.EMAIL and (
        no := email_not_agreed(given_on, email_agreed, "The tenancy agreement")
    ):
        return no
    soonest = given_on + DAY if method is Method.FIRST_CLASS_POST else given_on
    if clause.says in (ClauseSays.DAYS, ClauseSays.WORKING_DAYS):
        day = by_clause(given_on, clause, calendar)
        words = "The agreement's own service clause comes first."
        # The tenant may have had it sooner: a life that runs from service is counted from then.
        first = min(soonest, day, received_on or day)
        return Service(given_on, day, first, day, words, "The tenancy agreement's service clause")
    unread = "what the agreement says about service"
    open_fact = unread if clause.says is ClauseSays.NOT_KNOWN else ""
    if received_on is not None:
        words = "The tenant is proved to have had it that day."
        by_proof = paper is Paper.NOTICE_TO_QUIT or method is Method.OTHER
        if by_proof and not open_fact:
            day = received_on
            return Service(given_on, day, day, day, words, "Proof of receipt")
        # The agreement or an Act may count it sooner, and a clause not read yet may count it later.
        words += " It may have counted sooner: time limits run from the earliest day."
        latest = received_on
        if open_fact:
            latest = max(latest, court_same_day(given_on, in_time=False, calendar=calendar))
        return Service(
            given_on,
            received_on,
            min(soonest, received_on),
            latest,
            words,
            "Proof of receipt",
            settled_by=open_fact,
        )
    if method is Method.OTHER:
        words = "No rule we hold says when it counts as served this way."
        return not_told(
            given_on,
            words,
            "Proof of receipt",
            "the agreement's service clause, or the day the tenant is proved to have had it",
        )
    if paper is Paper.NOTICE_TO_QUIT:
        words = (
            "A notice to quit rests on the agreement. Without a service clause the landlord must "
            "prove that the tenant had it, and no Act says when."
        )
        return not_told(
            given_on,
            words,
            "Enfield LBC v Devonish (1996): Local Government Act 1972 s.233 does not cover it",
            "the agreement's service clause, or the day the tenant is proved to have had it",
        )
    if method is Method.FIRST_CLASS_POST:
        assumed = notice_posted(given_on, periods.notice_post, calendar)
        latest = safe_latest(given_on, assumed, periods.court_post, periods.notice_spare, calendar)
        words = (
            "A posted notice is served when the letter would arrive in the ordinary course of "
            f"post: we take it as {counted(periods.notice_post, 'working day')}. The latest "
            f"day is the court's rule for post and {counted(periods.notice_spare, 'spare day')}."
        )
        unless = "The tenant can show that it came later, or not at all."
        if not open_fact and act_allows is not YesNoNotKnown.YES:
            unless, open_fact = NO_ACT, PROOF
        source = f"{INTERPRETATION_ACT}; {CPR_6_26} for the latest day"
        return Service(given_on, assumed, soonest, latest, words, source, unless, open_fact)
    next_day = court_same_day(given_on, in_time=False, calendar=calendar)
    if method is Method.EMAIL:
        words = (
            "Sent by email as agreed, it is taken as served that day. No Act says so: the latest "
            "day is the next working day."
        )
        unless = "The agreement may say when an email counts as served."
        source = "The tenancy agreement"
        return Service(given_on, given_on, given_on, next_day, words, source, unless, open_fact)
    words = "Left at the address, it is served the day it was left."
    source = "The tenancy agreement; for councils, Local Government Act 1972 s.233"
    if clause.says is ClauseSays.NOTHING:
        if act_allows is YesNoNotKnown.YES:
            unless = "The tenant may say that it was never left: keep proof."
        else:
            unless, open_fact = NO_ACT, PROOF
        return Service(given_on, given_on, given_on, given_on, words, source, unless, open_fact)
    words += (
        " Some agreements say the next day, or the next working day: until you know, that is the "
        "latest day."
    )
    unless = "Read the service clause of the agreement."
    return Service(given_on, given_on, given_on, next_day, words, source, unless, open_fact)


def day_by_day(service: Service, calendar: WorkingCalendar) -> tuple[DayMark, ...]:
    """Each day from giving to the latest day of service, with what it is.

    Days between that are not working days are named; others are said to be passed. Past the bank
    holidays held, only weekends are known.
    """
    marks = [DayMark(day=service.given_on, label="Given")]
    last = service.latest or service.given_on
    day = service.given_on + DAY
    ends = (service.earliest, service.day, service.latest)
    while day < last:
        if day not in ends:
            off = calendar.why_not_working(day) if calendar.holds(day) else ""
            label = f"{off}: not a working day" if off else "A day in between"
            marks.append(
                DayMark(day=day, label=label, kind=DayKind.SKIPPED if off else DayKind.COUNTED)
            )
        day += DAY
    if service.is_certain and service.day is not None:
        marks.append(DayMark(day=service.day, label="Counts as served", kind=DayKind.EARLIEST))
        return tuple(marks)
    for found, label, kind in (
        (service.earliest, "The earliest day it may count from", DayKind.COUNTED),
        (service.day, "Counts as served, as usually read", DayKind.EARLIEST),
        (service.latest, "The latest day it may count from", DayKind.LAST),
    ):
        only = found == service.day and service.earliest == service.latest
        if found is not None and (kind is DayKind.EARLIEST or not only):
            marks.append(DayMark(day=found, label=label, kind=kind))
    return tuple(sorted(marks, key=lambda mark: mark.day))
