"""The law that governs a notice: one function for each regime, chosen by tenancy, purpose and day.

Each function gives what the notice is, what it must contain and the days it allows. Where the day
the law changes is not held, both regimes are possible and both are given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from calculators.core import notices
from calculators.core.calendar import DAY, WorkingCalendar
from calculators.core.choices import YesNoNotKnown
from calculators.core.periods import Frequency
from calculators.core.service import Service
from calculators.core.tenancies import ASSOCIATION, Tenure
from calculators.core.trace import Trace
from calculators.core.wording import counted
from calculators.notice import rules
from calculators.notice.models import FormUsed, NoticeInput, OtherTenancy, Purpose, Task
from calculators.notice.moratorium import LastDays, Moratorium, moved

LIFE = "court.notice.life"
REVIEW = "court.notice_review.time_to_ask"
REVIEW_FLEXIBLE = "court.notice_review.flexible.time_to_ask"
SECURE_MINIMUM = "court.notice.secure.minimum"
SECTION_8 = "court.notice.section_8.minimum"
SECTION_8_REFORMED = "court.notice.section_8.minimum_after_reform"
SAFE_MARGIN = "court.notice.safe_margin"
SECTION_21 = "court.notice.section_21.minimum"
SECTION_21_LIFE = "court.notice.section_21.life"
NOT_RENEWING = "court.notice.flexible.not_renewing"
TERM_END = "court.notice.flexible.possession"
EXTEND_BEFORE = "court.notice.trial_extension.before_end"
EXTEND_BY = "court.notice.trial_extension.length"
GARAGE_WEEKLY = "court.notice.garage.weekly"

#: A Monday, from which rent weeks of any weekday are counted.
A_MONDAY = dt.date(2024, 1, 1)
JOINT = "Name every tenant, and be served on each of them"
NTQ_SOURCE = (
    "Housing Act 1985 s.83(5); Protection from Eviction Act 1977 s.5; Schnabel v Allard [1967]"
)


@dataclass(frozen=True)
class Window:
    """The dates a notice may carry.

    Attributes:
        refused_before: Before this day it is too short on every reading.
        strict: The earliest date on the strict reading, from the usual day of service.
        right_from: From this day it is long enough on every reading.
        recommended: The earliest date to put in it.
    """

    refused_before: dt.date
    strict: dt.date
    right_from: dt.date
    recommended: dt.date


@dataclass(frozen=True)
class Regime:
    """One law for one notice.

    Attributes:
        id: Its name in code.
        if_so: When it governs, where another may.
        notice: What the notice is.
        form: The form it is served on.
        forms: The forms that are right.
        law: Where its dates come from.
        contains: What it must contain.
        content_law: Where what it says, and on whom it is served, comes from, if elsewhere.
        form_law: Where its form comes from, if elsewhere.
        court_test: What the court asks.
        overlooked: Whether the court may overlook a defect.
        gates: The checks that apply, in order.
        window: The dates it may carry; None where it carries none or none can be told.
        window_settled_by: What would settle the dates, where they cannot be told.
        short_is_certain: Whether too short a date certainly spoils it.
        late_is_certain: Whether a claim after the last day certainly fails.
        opens: The first day to claim on a date.
        opens_law: Where the first day to claim comes from, if elsewhere than the dates.
        life_law: Where the last day to claim comes from, if elsewhere than the dates.
        closes: The last safe day to claim on a date, and the last day on any reading.
        review_days: Days to ask for a review, beginning with the day of service.
        review_law: Where that comes from.
        serve_by: The last safe day to serve it, and the last on any reading, where one is set.
        serve_by_counts_from: What that day is counted back from.
        trial_extended_to: The last day of a trial period it extends.
        life_moves: Whether a breathing space moves the last day to claim on it.
        reformed: For assured tenancies: whether the Renters' Rights Act governs it.
        unavailable: Why no such notice can be served any more.
        cautions: What is uncertain about it, to be said beside the answer.
    """

    id: str
    notice: str
    form: str
    law: str
    contains: tuple[str, ...]
    court_test: str
    overlooked: str
    gates: tuple[str, ...]
    if_so: str = ""
    forms: tuple[FormUsed, ...] = ()
    window: Window | None = None
    window_settled_by: str = ""
    short_is_certain: bool = True
    late_is_certain: bool = True
    opens: Callable[[dt.date], dt.date] | None = None
    closes: Callable[[dt.date], tuple[dt.date | None, dt.date | None]] | None = None
    content_law: str = ""
    form_law: str = ""
    opens_law: str = ""
    life_law: str = ""
    review_days: int | None = None
    review_law: str = ""
    serve_by: tuple[dt.date, dt.date] | None = None
    serve_by_counts_from: str = ""
    trial_extended_to: dt.date | None = None
    life_moves: bool = False
    reformed: bool | None = None
    unavailable: str = ""
    cautions: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Case:
    """A case with what every regime reads."""

    inputs: NoticeInput
    trace: Trace
    calendar: WorkingCalendar
    service: Service
    space: Moratorium

    @property
    def day(self) -> dt.date:
        """The day its figures and its law are read for: of service, or of giving."""
        return self.service.latest or self.inputs.given_on

    def number(self, figure: str) -> int:
        """A figure that counts days, weeks or months, on the day of service.

        Raises:
            FigureNotHeld: If it is not held for that day.
        """
        return int(self.trace.number(figure, self.day))

    def window(
        self,
        right: Callable[[dt.date], dt.date],
        safe: Callable[[dt.date], dt.date],
        recommended: Callable[[dt.date], dt.date] | None = None,
    ) -> Window | None:
        """The dates a notice may carry, from the days of service that come into question."""
        found = self.service
        if found.earliest is None or found.latest is None:
            return None
        return Window(
            right(found.earliest),
            right(found.day or found.latest),
            safe(found.latest),
            (recommended or safe)(found.latest),
        )


def last_days(case: Case, regime: Regime, date: dt.date) -> LastDays | None:
    """The last days to claim on a notice with a date; None where they cannot be told."""
    if regime.closes is None:
        return None
    safe, latest = regime.closes(date)
    if safe is None or latest is None:
        return None
    if case.inputs.task is Task.PLAN or not regime.life_moves:
        return LastDays(safe, latest, safe)
    return moved(safe, latest, case.space, case.inputs.arrears_included)


def period_known(inputs: NoticeInput) -> dt.date | None:
    """Any one day on which a rent period starts, or None where it is not known."""
    if inputs.rent_frequency is Frequency.WEEKLY:
        day = inputs.rent_charge_day
        return None if day is None else A_MONDAY + DAY * day.weekday
    return inputs.rent_charge_date


def to_quit_window(case: Case, weeks: int) -> tuple[Window | None, str]:
    """The dates a notice may carry that could end the tenancy by notice to quit.

    Returns:
        The dates, or None with what would settle them.
    """
    inputs = case.inputs
    frequency, known = inputs.rent_frequency, period_known(inputs)
    if frequency is Frequency.ANNUAL:
        return None, "what notice a yearly tenancy needs, from someone who can advise"
    if known is None:
        weekly = frequency is Frequency.WEEKLY
        return None, "the day the rent week starts" if weekly else "a date a rent period starts"
    start = known

    def boundary(served: dt.date) -> dt.date:
        floor = rules.notice_to_quit_floor(served, weeks, frequency)
        return rules.first_boundary(floor, frequency, start)

    def period(served: dt.date) -> dt.date:
        floor = rules.notice_to_quit_floor(served, weeks, frequency)
        return rules.period_start_on_or_after(floor, frequency, start)

    window = case.window(boundary, boundary, period)
    return window, "" if window else case.service.settled_by


# Council tenancies


def secure(case: Case) -> Regime:
    """Notice seeking possession of a secure tenancy: Housing Act 1985 ss.83 and 83A."""
    window, settled_by = to_quit_window(case, case.number(SECURE_MINIMUM))
    life = case.number(LIFE)
    return Regime(
        id="secure",
        notice="Notice seeking possession",
        form="The form in the Secure Tenancies (Notices) Regulations 1987, or one substantially "
        "to the same effect",
        forms=(FormUsed.SECURE,),
        form_law="Secure Tenancies (Notices) Regulations 1987",
        content_law="Housing Act 1985 ss.83 and 84",
        law=NTQ_SOURCE,
        contains=(
            JOINT,
            "Name the ground (ground 1, rent arrears) and give particulars of it",
            "Give the date after which a claim may be made",
        ),
        court_test="Ground 1 is made out, and an order is reasonable: Housing Act 1985 s.84. A "
        "judge decides what is reasonable.",
        overlooked="The court may do without a notice if that is just and equitable (Housing Act "
        "1985 s.83(1)(b)), and may let grounds and particulars be changed (s.84(3)). A judge "
        "decides; do not rely on it.",
        gates=("form", "breathing", "names", "each", "why", "date"),
        window=window,
        window_settled_by=settled_by,
        opens=lambda date: notices.claim_opens(Tenure.SECURE, date),
        closes=lambda date: after_the_date(case, Tenure.SECURE, date, life),
        opens_law="Housing Act 1985 ss.83(4)(b) and 83A(2)",
        life_law="Housing Act 1985 ss.83(4)(b) and 83A(2)",
        life_moves=True,
    )


def after_the_date(
    case: Case, tenure: Tenure, date: dt.date, life: int
) -> tuple[dt.date | None, dt.date | None]:
    """The last safe day and the last day on any reading, where they run from the notice's date."""
    closes = notices.claim_closes(
        tenure,
        served_on=case.service.earliest,
        specified_date=date,
        trial_ends_on=case.inputs.trial_ends_on,
        life=life,
    )
    return closes, None if closes is None else notices.closes_at_the_latest(tenure, closes)


def flexible_in_term(case: Case) -> Regime:
    """Notice during the term of a flexible tenancy: Housing Act 1985 s.83(2).

    No Act sets the least notice or the life of it; those of a secure tenancy are used with care.
    """
    weeks, life = case.number(SECURE_MINIMUM), case.number(LIFE)
    window = case.window(
        lambda served: rules.weeks_from_service(served, weeks),
        lambda served: rules.weeks_from_service(served, weeks),
    )
    return Regime(
        id="flexible-in-term",
        notice="Notice seeking possession, during the fixed term",
        form="The form in the Secure Tenancies (Notices) Regulations 1987, or one substantially "
        "to the same effect",
        forms=(FormUsed.SECURE,),
        form_law="Secure Tenancies (Notices) Regulations 1987",
        content_law="Housing Act 1985 ss.83 and 84",
        law="Housing Act 1985 s.83(2); the length and the life are those of a secure tenancy, as "
        "the cautious reading",
        contains=(
            JOINT,
            "Name the ground (ground 1, rent arrears) and give particulars of it",
            "Rest on the term of the agreement that lets the landlord end it",
        ),
        court_test="A term of the agreement lets the landlord end it, the ground is made out, and "
        "an order is reasonable: Housing Act 1985 s.84; Kalonga v Croydon [2022] UKSC 7.",
        overlooked="Do not rely on it: a judge decides, and a fixed term needs its own clause.",
        gates=("term", "form", "breathing", "names", "each", "why", "date"),
        window=window,
        window_settled_by="" if window else case.service.settled_by,
        short_is_certain=False,
        late_is_certain=False,
        opens=lambda date: notices.claim_opens(Tenure.FLEXIBLE, date),
        closes=lambda date: after_the_date(case, Tenure.FLEXIBLE, date, life),
        life_moves=True,
        cautions=(
            "No Act sets the least notice or the life of a notice during a fixed term. The "
            "cautious reading is used: as for a secure tenancy. Take advice.",
        ),
    )


def flexible_not_renewing(case: Case) -> Regime:
    """Notice that no new tenancy will be offered: Housing Act 1985 ss.107D and 107E."""
    months, margin = case.number(NOT_RENEWING), case.number(SAFE_MARGIN)
    ends = case.inputs.term_ends_on
    by = None
    if ends is not None:
        by = (rules.months_before(ends, months, margin), rules.months_before(ends, months, 0))
    return Regime(
        id="flexible-not-renewing",
        notice="Notice that no new tenancy will be offered",
        form="A letter",
        forms=(FormUsed.LETTER,),
        law="Housing Act 1985 s.107D",
        contains=(
            JOINT,
            "Say that no new tenancy will be offered when the term ends, and give the reasons",
            "Tell the tenant of the right to a review, and the last day to ask for one",
        ),
        court_test="Possession must be ordered if every step was right: Housing Act 1985 s.107D.",
        overlooked="No. Every step must be right.",
        gates=("form", "breathing", "names", "each", "why", "says-review", "serve-by"),
        review_days=case.number(REVIEW_FLEXIBLE),
        review_law="Housing Act 1985 s.107E: a late request cannot be accepted",
        serve_by=by,
        serve_by_counts_from="the last day of the fixed term",
    )


def flexible_term_end(case: Case) -> Regime:
    """Notice requiring possession when a flexible tenancy's term ends: Housing Act 1985 s.107D."""
    months, margin = case.number(TERM_END), case.number(SAFE_MARGIN)
    ends = case.inputs.term_ends_on
    window = case.window(
        lambda served: rules.months_from_service(served, months),
        lambda served: rules.months_from_service(served, months) + DAY * margin,
    )

    def opens(date: dt.date) -> dt.date:
        return rules.opens_after(date if ends is None else max(date, ends))

    return Regime(
        id="flexible-term-end",
        notice="Notice requiring possession at the end of the term",
        form="A letter",
        forms=(FormUsed.LETTER,),
        law="Housing Act 1985 s.107D",
        contains=(JOINT, "Require possession, and give the date"),
        court_test="Possession must be ordered if every step was right: Housing Act 1985 s.107D.",
        overlooked="No. Every step must be right.",
        gates=("not-renewing", "form", "breathing", "names", "each", "term-known", "date"),
        window=window,
        window_settled_by="" if window else case.service.settled_by,
        opens=opens,
    )


def introductory(case: Case) -> Regime:
    """Notice of proceedings against an introductory tenant: Housing Act 1996 ss.128 and 129."""
    return on_trial(
        case,
        Tenure.INTRODUCTORY,
        law="Housing Act 1996 s.128; the least notice is that of a notice to quit",
        content_law="Housing Act 1996 s.128",
        review_law="Housing Act 1996 s.129: the days begin with the day of service",
        court_test="Possession must be ordered if the steps were right (Housing Act 1996 s.127), "
        "subject to public law, the Equality Act and Article 8, which a judge weighs.",
    )


def demoted(case: Case) -> Regime:
    """Notice of proceedings against a demoted tenant: Housing Act 1996 ss.143E and 143F."""
    return on_trial(
        case,
        Tenure.DEMOTED,
        law="Housing Act 1996 s.143E; the least notice is that of a notice to quit",
        content_law="Housing Act 1996 s.143E",
        review_law="Housing Act 1996 s.143F: the days begin with the day of service",
        court_test="Possession must be ordered if the steps were right (Housing Act 1996 s.143E), "
        "subject to public law, the Equality Act and Article 8, which a judge weighs.",
    )


def on_trial(
    case: Case, tenure: Tenure, *, law: str, content_law: str, review_law: str, court_test: str
) -> Regime:
    """What introductory and demoted tenancies share."""
    window, settled_by = to_quit_window(case, case.number(SECURE_MINIMUM))
    days = case.number(REVIEW)
    ends = case.inputs.trial_ends_on
    return Regime(
        id=tenure.value,
        notice="Notice of possession proceedings",
        form="No prescribed form: a notice with all that the Act asks for",
        forms=(FormUsed.LETTER, FormUsed.OTHER),
        law=law,
        form_law=content_law,
        content_law=content_law,
        opens_law=content_law,
        contains=(
            JOINT,
            "Say that the court will be asked for possession, and give the reasons",
            "Give the date after which a claim may be made",
            f"Tell the tenant of the right to ask for a review within {counted(days, 'day')}, "
            "beginning with the day of service",
        ),
        court_test=court_test,
        overlooked="No. The steps must be right.",
        gates=("form", "breathing", "names", "each", "why", "says-review", "date", "trial"),
        window=window,
        window_settled_by=settled_by,
        opens=lambda date: notices.claim_opens(tenure, date),
        closes=lambda _: (ends, ends),
        life_law="Housing Act 1996 ss.130 and 143B",
        review_days=days,
        review_law=review_law,
    )


def extend_trial(case: Case) -> Regime:
    """Notice that extends an introductory tenancy's trial: Housing Act 1996 ss.125A and 125B."""
    weeks, margin = case.number(EXTEND_BEFORE), case.number(SAFE_MARGIN)
    ends, days = case.inputs.trial_ends_on, case.number(REVIEW)
    by = extended = None
    if ends is not None:
        last = rules.last_day_to_extend(ends, weeks)
        by = (last - DAY * margin, last)
        extended = rules.extended_trial_ends(ends, case.number(EXTEND_BY))
    return Regime(
        id="extend-trial",
        notice="Notice of extension of the trial period",
        form="No prescribed form: a letter",
        forms=(FormUsed.LETTER, FormUsed.OTHER),
        law="Housing Act 1996 s.125A",
        contains=(
            JOINT,
            "Say that the trial period is extended, and give the reasons",
            f"Tell the tenant of the right to ask for a review within {counted(days, 'day')}, "
            "beginning with the day of service",
        ),
        court_test="None: it only makes the trial period longer.",
        overlooked="No. After the last day the trial period ends when it was due to.",
        gates=("form", "breathing", "names", "each", "why", "says-review", "serve-by"),
        review_days=days,
        review_law="Housing Act 1996 s.125B: the days begin with the day of service",
        serve_by=by,
        serve_by_counts_from="the last day of the trial period",
        trial_extended_to=extended,
    )


# Housing association tenancies


def assured_before_reform(case: Case) -> Regime:
    """Section 8 notice before the Renters' Rights Act reaches a tenancy: Housing Act 1988 s.8."""
    return section_8(
        case,
        reformed=False,
        minimum=SECTION_8,
        form="Form 3 (the version for social housing assured tenancies since 1 May 2026)",
        forms=(FormUsed.FORM_3,),
        law="Housing Act 1988 s.8(3)(b) and (4B)",
        if_so="the Renters' Rights Act has not reached the tenancy",
    )


def assured_after_reform(case: Case) -> Regime:
    """Section 8 notice once the Renters' Rights Act governs a tenancy: s.8 as amended."""
    social = case.inputs.social_housing
    form = "Form 3A"
    if social is YesNoNotKnown.YES:
        form = (
            "The form then prescribed (Form 3A is the private one; social housing's is not known)"
        )
    return section_8(
        case,
        reformed=True,
        minimum=SECTION_8_REFORMED,
        form=form,
        forms=() if social is YesNoNotKnown.YES else (FormUsed.FORM_3A,),
        law="Housing Act 1988 s.8 as amended by Renters' Rights Act 2025 s.3 and Sch. 1",
        if_so="the Renters' Rights Act has reached the tenancy",
    )


def section_8(
    case: Case,
    *,
    reformed: bool,
    minimum: str,
    form: str,
    forms: tuple[FormUsed, ...],
    law: str,
    if_so: str,
) -> Regime:
    """What section 8 notices share, before and after."""
    weeks, margin, life = case.number(minimum), case.number(SAFE_MARGIN), case.number(LIFE)
    window = case.window(
        lambda served: rules.weeks_from_service(served, weeks),
        lambda served: rules.weeks_from_service(served, weeks) + DAY * margin,
    )

    def closes(date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        first, last = (
            notices.claim_closes(
                Tenure.ASSURED,
                served_on=served,
                specified_date=date,
                trial_ends_on=None,
                life=life,
            )
            for served in (case.service.earliest, case.service.latest)
        )
        return first, last

    return Regime(
        id="assured-after-reform" if reformed else "assured-before-reform",
        if_so=if_so,
        notice="Section 8 notice (notice of intention to begin possession proceedings)",
        form=form,
        forms=forms,
        law=law,
        form_law="The regulations on assured tenancy forms",
        content_law="Housing Act 1988 s.8",
        contains=(
            JOINT,
            "Set out the words of each ground, and give particulars",
            "Give the date from which a claim may be made",
            "Keep the prescribed wording as it is",
        ),
        court_test="Ground 8 must lead to an order if it is made out at service and at the "
        "hearing. On Grounds 10 and 11 a judge decides whether an order is reasonable.",
        overlooked="The court may do without a notice if that is just and equitable (Housing Act "
        "1988 s.8(1)(b)), but never for Ground 8 (s.8(5)). A judge decides; do not rely on it.",
        gates=("form", "breathing", "names", "each", "why", "address", "date", "life", "ground"),
        window=window,
        window_settled_by="" if window else case.service.settled_by,
        opens=lambda date: notices.claim_opens(Tenure.ASSURED, date),
        closes=closes,
        life_law="Housing Act 1988 s.8(3)(c)",
        life_moves=True,
        reformed=reformed,
    )


def section_21_before_reform(case: Case) -> Regime:
    """Section 21 notice to a starter tenant, while it lasts: Housing Act 1988 s.21."""
    months, margin = case.number(SECTION_21), case.number(SAFE_MARGIN)
    life = case.number(SECTION_21_LIFE)
    window = case.window(
        lambda served: rules.months_from_service(served, months),
        lambda served: rules.months_from_service(served, months) + DAY * margin,
    )

    def closes(_: dt.date) -> tuple[dt.date | None, dt.date | None]:
        served = case.service.earliest
        day = None if served is None else rules.section_21_closes(served, life)
        return day, day

    fixed = counted(case.number("court.notice.section_21.fixed_term_warning"), "month")
    return Regime(
        id="section-21",
        if_so="the Renters' Rights Act has not reached the tenancy",
        notice="Section 21 notice",
        form="Form 6A",
        forms=(FormUsed.FORM_6A,),
        law="Housing Act 1988 s.21",
        contains=(JOINT, "Give the date after which possession is required"),
        court_test="Possession must be ordered if the notice and the tenancy are right. Offer the "
        "review that the landlord's policy or the agreement gives.",
        overlooked="No. There is no power to do without it.",
        gates=("available", "form", "names", "each", "date", "life"),
        window=window,
        window_settled_by="" if window else case.service.settled_by,
        late_is_certain=False,
        opens=rules.opens_after,
        closes=closes,
        life_law="Housing Act 1988 s.21",
        reformed=False,
        cautions=(
            f"The last day to claim rests on {counted(life, 'month')} from when the notice was "
            "given, of which we are only fairly sure. Claim well before it.",
            f"A fixed term of two years or more needs {fixed}' warning first that no new tenancy "
            "will be offered. Section 21 has other conditions that this page does not look at: "
            "take advice.",
        ),
    )


def section_21_after_reform(_: Case) -> Regime:
    """No section 21 notice once the Renters' Rights Act governs a tenancy."""
    return Regime(
        id="section-21-gone",
        if_so="the Renters' Rights Act has reached the tenancy",
        notice="None: section 21 has gone",
        form="No form",
        law="Renters' Rights Act 2025 ss.1 to 3",
        contains=(),
        court_test="There is no such claim.",
        overlooked="No.",
        gates=("available",),
        reformed=True,
        unavailable="The Renters' Rights Act ends section 21 for the tenancy. Use section 8 and a "
        "ground.",
    )


# Other lettings


def notice_to_quit(case: Case) -> Regime:
    """Notice to quit where security is lost: common law; Protection from Eviction Act 1977 s.5."""
    window, settled_by = to_quit_window(case, case.number(SECURE_MINIMUM))
    return Regime(
        id="notice-to-quit",
        notice="Notice to quit",
        form="A letter with the prescribed information and a saving clause",
        forms=(FormUsed.LETTER, FormUsed.OTHER),
        law="Protection from Eviction Act 1977 s.5; common law; Schnabel v Allard [1967]",
        contains=(
            JOINT,
            "Carry the information the Notices to Quit etc (Prescribed Information) Regulations "
            "1988 ask for",
            "End on the first or last day of a rent period, with a saving clause",
        ),
        court_test="The tenancy has ended by the notice, and no security is left.",
        overlooked="No. A notice to quit must be right.",
        gates=("form", "breathing", "names", "each", "prescribed", "date", "boundary"),
        window=window,
        window_settled_by=settled_by,
        opens=rules.opens_after,
        cautions=(
            "That security is lost must be proved: that the tenant has moved out for good, say. A "
            "judge decides. Keep the evidence.",
        ),
    )


def garage(case: Case) -> Regime:
    """Notice that ends the letting of a garage on its own: the agreement, or common law."""
    inputs = case.inputs
    frequency, known = inputs.rent_frequency, period_known(inputs)
    weeks = inputs.agreement_weeks
    settled_by, window = "", None
    cautions: tuple[str, ...] = ()
    if weeks is None and frequency is not Frequency.WEEKLY:
        settled_by = "the notice the agreement asks for"
    elif known is None:
        settled_by = "the day the rent week starts"
        if frequency is not Frequency.WEEKLY:
            settled_by = "a date a rent period starts"
    else:
        length = weeks or case.number(GARAGE_WEEKLY)
        start = known

        def period(served: dt.date) -> dt.date:
            floor = rules.weeks_from_service(served, length)
            return rules.period_start_on_or_after(floor, frequency, start)

        def strict(served: dt.date) -> dt.date:
            floor = rules.weeks_from_service(served, length)
            return floor if weeks else rules.first_boundary(floor, frequency, start)

        window = case.window(strict, period)
        settled_by = "" if window else case.service.settled_by
    if weeks is None and frequency is Frequency.WEEKLY:
        cautions = (
            "The agreement is taken to say nothing. Then a weekly letting of a garage ends with "
            "one full week at common law, of which we are only fairly sure. Read the agreement.",
        )
    return Regime(
        id="garage",
        notice="Notice to end the garage letting",
        form="A letter, as the agreement says",
        forms=(FormUsed.LETTER, FormUsed.OTHER),
        law="The garage agreement; common law where it says nothing",
        contains=(JOINT, "Give the date on which the letting ends", "Keep to the agreement"),
        court_test="The letting has ended by the notice. Arrears are a money claim.",
        overlooked="No. It must keep to the agreement.",
        gates=("garage", "form", "breathing", "names", "each", "date"),
        window=window,
        window_settled_by=settled_by,
        short_is_certain=weeks is not None,
        opens=rules.opens_after,
        cautions=cautions,
    )


# Choosing


def reformed_or_not(case: Case) -> tuple[bool, ...]:
    """Whether the Renters' Rights Act governs an assured tenancy's notice: one answer, or both."""
    social = {
        YesNoNotKnown.YES: (True,),
        YesNoNotKnown.NO: (False,),
        YesNoNotKnown.NOT_KNOWN: (True, False),
    }[case.inputs.social_housing]
    service = case.service
    given = case.inputs.given_on
    # In order: the working lists what was read in the same order in every run.
    days = dict.fromkeys((service.earliest or given, service.latest or given))
    found: set[bool] = set()
    for each in social:
        for day in days:
            reached = notices.reform_reached(case.trace.figure, day, social=each)
            found |= {True, False} if reached is None else {reached}
    return tuple(sorted(found))


def regimes(case: Case) -> list[Regime]:
    """Every law that may govern the notice: one, or two where nobody can say yet."""
    inputs = case.inputs
    if inputs.tenure is Tenure.OTHER:
        is_garage = inputs.other_tenancy is OtherTenancy.GARAGE
        return [garage(case) if is_garage else notice_to_quit(case)]
    if inputs.tenure in ASSOCIATION:
        choices = {
            (Purpose.ARREARS, False): assured_before_reform,
            (Purpose.ARREARS, True): assured_after_reform,
            (Purpose.SECTION_21, False): section_21_before_reform,
            (Purpose.SECTION_21, True): section_21_after_reform,
        }
        return [choices[inputs.purpose, each](case) for each in reformed_or_not(case)]
    chosen = {
        Purpose.NOT_RENEWING: flexible_not_renewing,
        Purpose.TERM_END: flexible_term_end,
        Purpose.EXTEND_TRIAL: extend_trial,
    }.get(inputs.purpose)
    if chosen is None:
        chosen = {
            Tenure.SECURE: secure,
            Tenure.FLEXIBLE: flexible_in_term,
            Tenure.INTRODUCTORY: introductory,
            Tenure.DEMOTED: demoted,
        }[inputs.tenure]
    return [chosen(case)]
