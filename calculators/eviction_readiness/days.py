"""The days around an eviction, counted from the facts, and how they are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.core.breathing_space import standard_ends
from calculators.core.calendar import WorkingCalendar
from calculators.core.errors import FigureNotHeld, NeedsAnswer
from calculators.core.results import CalendarStrip, DayKind, DayMark
from calculators.core.strips import strip
from calculators.core.trace import Trace
from calculators.core.wording import counted, long_date
from calculators.eviction_readiness import rules
from calculators.eviction_readiness.models import DayRow, EvictionReadinessInput
from calculators.next_step.models import BreathingSpace

LIFE = "court.warrant.life"
PERMISSION = "court.warrant.permission_after"
NOTICE = "court.eviction.notice"
NEW_NOTICE = "court.eviction.new_notice"
SALE = "court.belongings.notice_of_sale"
STANDARD = "breathing_space.standard.length"
INTERVIEW_BEFORE = "landlord.eviction.final_interview_before"
REVIEW_BEFORE = "landlord.eviction.review_before"
CHECK_BEFORE = "landlord.eviction.last_check_before"
CLOSED_WITHIN = "landlord.eviction.account_closed_within"

WARRANT_LAW = "Civil Procedure Rules, r.83.3"
NOTICE_LAW = "Civil Procedure Rules, r.83.8A"
TORTS_LAW = "Torts (Interference with Goods) Act 1977, ss.12 and 13 and Sch. 1"


def refuse_ended_space(inputs: EvictionReadinessInput, trace: Trace) -> None:
    """Ask back where a standard breathing space is said to run past its length.

    Raises:
        NeedsAnswer: If it has ended by its length.
        FigureNotHeld: If the length is not held for the day it started.
    """
    started = inputs.breathing_space_started_on
    if inputs.breathing_space is not BreathingSpace.STANDARD or started is None:
        return
    ends = standard_ends(started, int(trace.number(STANDARD, started)))
    if ends < inputs.case_date:
        raise NeedsAnswer(
            "breathing_space",
            f"A standard breathing space that started on {long_date(started)} ended on "
            f"{long_date(ends)}. Check the start, or answer that it has ended",
        )


@dataclass(frozen=True)
class Days:
    """The days counted from the facts; None where a fact is missing or a period is not held."""

    eviction_on: dt.date | None = None
    warrant_last: dt.date | None = None
    permission_years: int | None = None
    first_day: dt.date | None = None
    first_day_if_new: dt.date | None = None
    notice_is_new: bool = False
    interview_by: dt.date | None = None
    review_by: dt.date | None = None
    check_on: dt.date | None = None
    letter_by: dt.date | None = None
    sale_from: dt.date | None = None
    not_held: tuple[str, ...] = ()
    #: How each day is counted, by the name of its field.
    counted: tuple[tuple[str, str], ...] = ()

    def words(self, name: str) -> str:
        """How a day is counted, or "" where it could not be."""
        return dict(self.counted).get(name, "")

    @property
    def first_lawful(self) -> dt.date | None:
        """The first day the notice allows; after a notice of a kind not known, the later one."""
        return self.first_day_if_new if self.notice_is_new else self.first_day


def days_of(inputs: EvictionReadinessInput, trace: Trace) -> Days:
    """Every day counted from the facts, with its working.

    Raises:
        FigureNotHeld: For a period of the notice or of the landlord's own, or a bank holiday
            before the eviction, that is not held.
    """
    found: dict[str, dt.date] = {}
    words: dict[str, str] = {}
    not_held: list[str] = []
    years: int | None = None

    def note(name: str, label: str, day: dt.date, how: str, source: str) -> None:
        found[name], words[name] = day, how
        trace.step(label, day, sum=how, source=source)

    warrant = inputs.warrant_issued_on or inputs.warrant_on
    if warrant is not None:
        since = "its issue" if inputs.warrant_issued_on else "the day it was asked for"
        try:
            months = int(trace.number(LIFE, warrant))
        except FigureNotHeld as error:
            not_held.append(str(error))
        else:
            how = f"{counted(months, 'month')} beginning with {since}, {long_date(warrant)}"
            last = rules.warrant_last_day(warrant, months)
            note("warrant_last", "Last day of the warrant", last, how, WARRANT_LAW)
    if inputs.warrant_on is not None:
        try:
            years = int(trace.number(PERMISSION, inputs.warrant_on))
        except FigureNotHeld as error:
            not_held.append(str(error))
    delivered = inputs.eviction_notice_on
    if delivered is not None:
        for name, figure, label in (
            ("first_day", NOTICE, "First lawful day after a first notice"),
            ("first_day_if_new", NEW_NOTICE, "First lawful day after a new notice"),
        ):
            length = int(trace.number(figure, delivered))
            how = f"{counted(length, 'clear day')} after delivery on {long_date(delivered)}"
            note(name, label, rules.first_eviction_day(delivered, length), how, NOTICE_LAW)
    eviction = inputs.eviction_on
    if eviction is not None:
        calendar = WorkingCalendar.of(trace.figures)
        for name, figure, label, step in (
            (
                "interview_by",
                INTERVIEW_BEFORE,
                "Last day for the final interview",
                "Final interview",
            ),
            ("review_by", REVIEW_BEFORE, "Last day to finish the review", "Eviction review"),
            ("check_on", CHECK_BEFORE, "Day of the last check", "Eviction day"),
        ):
            number = int(trace.number(figure, inputs.case_date))
            how = f"{counted(number, 'working day')} before {long_date(eviction)}"
            last = rules.last_day_before(eviction, number, calendar)
            note(name, label, last, how, f"The arrears procedure, “{step}”")
        number = int(trace.number(CLOSED_WITHIN, inputs.case_date))
        how = f"{counted(number, 'working day')} after {long_date(eviction)}"
        try:
            last = rules.closing_letter_day(eviction, number, calendar)
        except FigureNotHeld as error:
            not_held.append(str(error))
        else:
            source = "The arrears procedure, “Close the account”"
            note("letter_by", "Account closed and letter sent by", last, how, source)
        try:
            months = int(trace.number(SALE, eviction))
        except FigureNotHeld as error:
            not_held.append(str(error))
        else:
            how = f"{counted(months, 'month')} between a notice on {long_date(eviction)} and a sale"
            note(
                "sale_from",
                "Belongings sold no earlier than",
                rules.sale_day(eviction, months),
                how,
                TORTS_LAW,
            )
    return Days(
        eviction_on=eviction,
        permission_years=years,
        notice_is_new=inputs.new_eviction_notice is rules.YES,
        not_held=tuple(not_held),
        counted=tuple(words.items()),
        **found,
    )


def day_rows(days: Days) -> list[DayRow]:
    """Every day that matters, in the order it usually comes."""
    rows = (
        ("Last day of the warrant", days.warrant_last, days.words("warrant_last"), WARRANT_LAW),
        (
            "First lawful eviction day from the notice",
            days.first_lawful,
            days.words("first_day_if_new" if days.notice_is_new else "first_day"),
            NOTICE_LAW,
        ),
        (
            "Last day for the final interview",
            days.interview_by,
            days.words("interview_by"),
            "The arrears procedure, “Final interview”",
        ),
        (
            "Last day to finish the review",
            days.review_by,
            days.words("review_by"),
            "The arrears procedure, “Eviction review”",
        ),
        (
            "Day of the last check",
            days.check_on,
            days.words("check_on"),
            "The arrears procedure, “Eviction day”",
        ),
        ("Eviction", days.eviction_on, "From the bailiff's notice", NOTICE_LAW),
        (
            "Account closed as at",
            days.eviction_on,
            "The day of the eviction, with no rent after it",
            "The arrears procedure, “Close the account”",
        ),
        (
            "Account closed and letter about belongings sent by",
            days.letter_by,
            days.words("letter_by"),
            "The arrears procedure, “Close the account”",
        ),
        (
            "Belongings sold no earlier than, where money is owed",
            days.sale_from,
            days.words("sale_from"),
            TORTS_LAW,
        ),
    )
    return [DayRow(what=what, day=day, counted=how, law=law) for what, day, how, law in rows]


def strip_of(
    inputs: EvictionReadinessInput, days: Days, calendar: WorkingCalendar
) -> CalendarStrip | None:
    """The days around the eviction to read at a glance; None while none is known."""
    marks = [
        (inputs.eviction_notice_on, "Bailiff's notice delivered", DayKind.EVENT),
        (days.first_lawful, "First lawful eviction day", DayKind.EARLIEST),
        (days.interview_by, "Last day for the final interview", DayKind.LAST),
        (days.review_by, "Last day to finish the review", DayKind.LAST),
        (days.check_on, "Last check", DayKind.EVENT),
        (days.eviction_on, "Eviction", DayKind.EVENT),
        (days.letter_by, "Account closed and letter sent by", DayKind.LAST),
        (days.sale_from, "Belongings sold no earlier, where money is owed", DayKind.EARLIEST),
        (days.warrant_last, "Last day of the warrant", DayKind.LAST),
    ]
    known = [DayMark(day=day, label=label, kind=kind) for day, label, kind in marks if day]
    if not known:
        return None
    today = DayMark(day=inputs.case_date, label="The day this answer is for", kind=DayKind.TODAY)
    return strip("The days known so far, before and after the eviction.", [today, *known], calendar)
