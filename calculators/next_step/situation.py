"""A case as typed, turned into the facts that conditions read; what is not known stays open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceResult
from calculators.breathing_space.models import OtherProtection, not_said_of_others
from calculators.core import breathing_space as shared
from calculators.core import notices, warrants
from calculators.core.breathing_space import SPACES
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.money import PENNY, ZERO
from calculators.core.outcomes import Verdict, all_of, any_of
from calculators.core.periods import annual_amount
from calculators.core.tenancies import (
    ASSOCIATION,
    ON_TRIAL,
    RENTERS_RIGHTS_SOCIAL_PLANNED,
)
from calculators.core.trace import Trace
from calculators.core.wording import counted, day_and_date, long_date, month_and_year, pounds
from calculators.next_step import rules
from calculators.next_step.facts import (
    WEEKS_IN_YEAR,
    WITH_NOTICE,
    Arrears,
    EvictionReview,
    Notice,
    Order,
    Plan,
    Terms,
)
from calculators.next_step.insolvency import IN_SPACE
from calculators.next_step.models import (
    BreathingSpace,
    CourtDecision,
    NextStepInput,
    NoticeReview,
    PlanNow,
    Record,
    TermsNow,
)

LIFE = "court.notice.life"
CATCH_UP = "landlord.repayment_plan.catch_up"
PUT_RIGHT = "landlord.arrears.order.time_to_put_right"
REVIEW = "court.notice_review.time_to_ask"
PERMISSION = "court.warrant.permission_after"
STANDARD = "breathing_space.standard.length"
EXTENSION = "breathing_space.time_limit_extension"
ANNIVERSARY = "what a lawyer says of a claim on the anniversary"


class Known(NamedTuple):
    """What is known of one fact.

    Attributes:
        values: Every value it may have; one where it is certain.
        words: What is known, as a sentence without its full stop.
        settled_by: What would settle it, where it is open.
    """

    values: tuple[Any, ...]
    words: str
    settled_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may have more than one value."""
        return len(self.values) > 1


def surely(value: Any, words: str) -> Known:
    """A fact that is certain."""
    return Known((value,), words)


def one_of(values: Iterable[Any], words: str, settled_by: str) -> Known:
    """A fact that may have more than one value, and what would settle it."""
    return Known(tuple(dict.fromkeys(values)), words, settled_by)


class Situation:
    """The facts of one case, each as far as it is known."""

    def __init__(
        self,
        inputs: NextStepInput,
        trace: Trace,
        weeks: Iterable[Decimal],
        amounts: Iterable[Decimal],
        payments: Iterable[Decimal],
    ) -> None:
        """Read the case.

        Args:
            inputs: The case.
            trace: Reads the figures that facts depend on.
            weeks: The thresholds in weeks of rent that steps tell arrears apart by.
            amounts: Those in pounds.
            payments: Those in missed payments.
        """
        self.inputs = inputs
        self.trace = trace
        self.day = inputs.case_date
        self.annual_rent = annual_amount(inputs.rent, inputs.rent_frequency)
        self.weeks, self.amounts, self.payments = list(weeks), list(amounts), list(payments)
        self.limit_waits = False
        self.limit_not_held = False
        self.known: dict[str, Known] = {
            "tenure": surely(inputs.tenure, f"The tenancy is {inputs.tenure.label.lower()}"),
            "last_done": surely(
                inputs.last_done, f"The last thing done is “{inputs.last_done.label}”"
            ),
            "arrears": self.arrears(),
            "plan": self.plan(),
            "notice": self.notice(),
            "order": self.order(),
            "terms": self.terms(),
            "payments_missed": self.payments_missed(),
            "eviction_review": self.eviction_review(),
            "breathing_space": self.breathing_space(),
            "benefit_protects": self.benefit_protects(),
            "record_missing": self.record_missing(),
            "complaint_open": self.complaint_open(),
            "notice_review_open": self.notice_review_open(),
            "permission_needed": self.permission_needed(),
            "renters_rights": self.renters_rights(),
        }
        #: The values each fact may have.
        self.possible = {name: known.values for name, known in self.known.items()}

    def number(self, figure: str, on: dt.date | None = None) -> int:
        """A figure that counts days, weeks, months or years.

        Raises:
            FigureNotHeld: If it is not held for the day.
        """
        return int(self.trace.number(figure, on or self.day))

    def held(self, figure: str, on: dt.date | None) -> int | None:
        """As :meth:`number`; None where it is not held for the day."""
        try:
            return self.number(figure, on)
        except FigureNotHeld:
            return None

    # What is owed

    def arrears(self) -> Known:
        """What is owed after benefit on its way; any less where that is not known."""
        inputs = self.inputs
        gross = inputs.arrears
        if inputs.benefit_on_its_way is YesNoNotKnown.NOT_KNOWN and gross > ZERO:
            edges = {ZERO, *self.amounts}
            edges |= {each * self.annual_rent / WEEKS_IN_YEAR for each in self.weeks}
            values = {each + step for each in edges for step in (-PENNY, ZERO, PENNY)} | {gross}
            return one_of(
                (Arrears(v, self.annual_rent) for v in sorted(values) if ZERO <= v <= gross),
                f"{pounds(gross)} is owed; benefit on its way is not known",
                "how much benefit for rent is on its way",
            )
        owed = rules.owed_after_benefit(gross, inputs.benefit_expected or ZERO)
        words = f"{pounds(owed)} is owed"
        if inputs.benefit_expected:
            words += f" after {pounds(inputs.benefit_expected)} of benefit on its way"
        return surely(Arrears(owed, self.annual_rent), words)

    # The plan

    def plan(self) -> Known:
        """How the repayment plan stands, with the time to catch up."""
        inputs = self.inputs
        settled_by = "how the repayment plan stands"
        if inputs.plan is PlanNow.NOT_KNOWN:
            return one_of(Plan, "How the repayment plan stands is not known", settled_by)
        if inputs.plan is not PlanNow.BROKEN:
            plan = {"none": Plan.NONE, "kept": Plan.KEPT, "missed": Plan.MISSED}[inputs.plan.value]
            return surely(plan, f"There is {plan.label}")
        if inputs.plan_warning_on is None:
            return surely(Plan.BROKEN, "The plan is broken, and no warning has been sent")
        sent = long_date(inputs.plan_warning_on)
        try:
            days = self.number(CATCH_UP, inputs.plan_warning_on)
        except FigureNotHeld:
            words = f"The plan is broken, and the warning went out on {sent}"
            return one_of((Plan.WARNED, Plan.LAPSED), words, "the time the warning gave")
        last = rules.last_day_given(inputs.plan_warning_on, days)
        words = f"The warning of {sent} gives until {day_and_date(last)} to catch up"
        return surely(Plan.WARNED if self.day <= last else Plan.LAPSED, words)

    # The notice

    def notice(self) -> Known:
        """Whether a claim can still rest on the notice."""
        inputs = self.inputs
        if inputs.last_done not in WITH_NOTICE:
            return surely(Notice.LIVE, "There is no notice to look at")
        both = (Notice.LIVE, Notice.NOT_USABLE)
        if inputs.notice_served_on is not None:
            void = self.served_in_breathing_space(inputs.notice_served_on)
            if void is Verdict.YES:
                return surely(
                    Notice.NOT_USABLE,
                    "The notice was served during a breathing space, so it is void",
                )
            if void is Verdict.CANNOT_TELL:
                return one_of(
                    both,
                    "The notice may have been served during a breathing space",
                    "whether a breathing space covered the day of service",
                )
        safe, latest = self.last_days()
        if safe is not None:
            return self.by_last_day(safe, latest)
        if self.limit_waits:
            words = "The time limit of the notice waits for the breathing space to end"
            return surely(Notice.LIVE, words)
        life = self.held(LIFE, inputs.notice_served_on)
        if life is None and inputs.tenure not in ON_TRIAL:
            words = "How long a claim could rest on a notice of that day is not held"
            return one_of(both, words, "how long a claim can rest on the notice")
        at_least = (
            None
            if life is None
            else notices.live_at_least_until(inputs.tenure, inputs.notice_served_on, life)
        )
        if life is not None and at_least is not None and self.day <= at_least:
            words = f"The notice is less than {counted(life, 'month')} old, so it is still live"
            return surely(Notice.LIVE, words)
        needed = "the date in the notice"
        if self.limit_not_held:
            needed = "how far the breathing space moves the last day to claim"
        elif inputs.tenure in ASSOCIATION:
            needed = "the day the notice was served"
        elif inputs.tenure in ON_TRIAL:
            needed = "the last day of the trial period"
        return one_of(both, "Whether a claim can rest on the notice is not known", needed)

    def by_last_day(self, safe: dt.date, latest: dt.date | None) -> Known:
        """Whether a claim can rest on the notice, by the last day to issue one.

        Args:
            safe: The last day that holds on every reading.
            latest: The last day on any reading; None where it cannot be told.
        """
        reading = "" if safe == latest else notices.reading_of_life(self.inputs.tenure)
        if self.day <= safe:
            words = f"A claim can be issued on the notice up to {day_and_date(safe)}{reading}"
            return surely(Notice.LIVE, words)
        words = f"The last day to claim on it was {day_and_date(safe)}"
        if latest is None or self.day <= latest:
            return one_of(Notice, f"{words}{reading}", ANNIVERSARY)
        if self.may_move_further(latest):
            return one_of(Notice, words, "how far another breathing space moves that day")
        return surely(Notice.NOT_USABLE, words)

    def last_days(self) -> tuple[dt.date | None, dt.date | None]:
        """The last day a claim may be issued, by the safe reading and on any, as far as known.

        The notice's life is that of the day it was served; where that is not known, the day of
        the case stands in. The extension is that of the day a breathing space ended.
        """
        inputs = self.inputs
        if inputs.tenure in ON_TRIAL:
            return inputs.trial_ends_on, inputs.trial_ends_on
        life = self.held(LIFE, inputs.notice_served_on)
        if life is None:
            return None, None
        closes = notices.claim_closes(
            inputs.tenure,
            served_on=inputs.notice_served_on,
            specified_date=inputs.notice_specified_date,
            trial_ends_on=inputs.trial_ends_on,
            life=life,
        )
        safe = None if closes is None else self.moved(closes)
        if closes is None or safe is None:
            return None, None
        return safe, self.moved(notices.closes_at_the_latest(inputs.tenure, closes))

    def claim_closes(self) -> dt.date | None:
        """The last day a claim may be issued by the safe reading, as far as the dates tell."""
        return self.last_days()[0]

    def moved(self, closes: dt.date) -> dt.date | None:
        """A last day to claim, as far as breathing spaces move it; None where that is not known.

        Each moves it by itself, so the latest day counts.
        """
        days = [closes]
        for started, ends in self.spaces():
            if not runs_on(closes, started, ends):
                continue
            if ends is None:
                self.limit_waits = True
                return None
            weeks = self.held(EXTENSION, ends)
            if weeks is None:
                self.limit_not_held = True
                return None
            days.append(ends + dt.timedelta(weeks=weeks))
        return max(days)

    def spaces(self) -> list[tuple[dt.date, dt.date | None]]:
        """The first and last day of each breathing space that is known to cover the arrears."""
        started = self.inputs.breathing_space_started_on
        found = [] if started is None else [(started, self.breathing_space_ends())]
        return found + [
            (space.starts, space.last_day)
            for other, space in self.other_spaces
            if space is not None and other.arrears_included is YesNoNotKnown.YES
        ]

    def may_move_further(self, latest: dt.date) -> bool:
        """Whether a breathing space we know too little of may move the last day to claim on.

        One that ran on the day another moved it to may move it again: that is not held.
        """
        unclear = [
            space
            for other, space in self.other_spaces
            if space is None or other.arrears_included is YesNoNotKnown.NOT_KNOWN
        ]
        if unclear or any(runs_on(latest, first, last) for first, last in self.spaces()):
            return True
        another = self.inputs.further_protection
        return another is not None and bool(
            not_said_of_others(another, self.inputs.other_protections)
        )

    @cached_property
    def other_spaces(self) -> list[tuple[OtherProtection, BreathingSpaceResult | None]]:
        """Each further breathing space that may cover the arrears; None where it cannot be told."""
        return [
            (each, self.looked_at(each))
            for each in self.inputs.other_protections
            if each.protection in SPACES and each.arrears_included is not YesNoNotKnown.NO
        ]

    def looked_at(self, other: OtherProtection) -> BreathingSpaceResult | None:
        """What the breathing space calculator makes of one; None where its start is not known."""
        served = self.inputs.notice_served_on
        about = {} if served is None else {"notice_served_on": served}
        if other.began_on is None:
            return None
        try:
            return breathing_space.calculate(other.asked_on(self.day, **about), self.trace.figures)
        except FigureNotHeld:
            return None

    def served_in_breathing_space(self, served_on: dt.date) -> Verdict:
        """Whether the notice was served while a breathing space covered the arrears."""
        void = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}
        found = [self.served_in_the_first(served_on)]
        for _, space in self.other_spaces:
            stands = None if space is None else space.notice
            found.append(Verdict.CANNOT_TELL if stands is None else stands.verdict)
            found[-1] = void.get(found[-1], found[-1])
        return any_of(found)

    def served_in_the_first(self, served_on: dt.date) -> Verdict:
        """As :meth:`served_in_breathing_space`, for the breathing space that is asked about."""
        inputs = self.inputs
        kind, started = inputs.breathing_space, inputs.breathing_space_started_on
        if kind in (None, BreathingSpace.NONE, BreathingSpace.NOT_KNOWN):
            # Not known today is asked before every step; it does not make an old notice doubtful.
            return Verdict.NO
        ended = self.breathing_space_ends()
        if started is None or (kind is BreathingSpace.ENDED and ended is None):
            return Verdict.CANNOT_TELL
        void = shared.notice_is_void(served_on, started, ended)
        return Verdict.YES if void else Verdict.NO

    # The court

    def order(self) -> Known:
        """What the court decided."""
        decided = self.inputs.court_decision
        if decided is CourtDecision.NOT_KNOWN:
            return one_of(Order, "What the court decided is not known", "what the court decided")
        order = matching(Order, decided.value)
        return surely(order, f"The court's decision: {order.label}")

    def terms(self) -> Known:
        """Whether the terms are kept, with the time to put a missed payment right."""
        inputs = self.inputs
        if inputs.court_terms is TermsNow.NOT_KNOWN:
            words = "Whether the terms are kept is not known"
            return one_of(Terms, words, "whether the court's terms are kept")
        if inputs.court_terms is TermsNow.KEPT:
            return surely(Terms.KEPT, "The terms are being kept")
        if inputs.breach_letter_on is None:
            words = "A payment was missed, and no letter about it has been sent"
            return surely(Terms.MISSED, words)
        try:
            days = self.number(PUT_RIGHT, inputs.breach_letter_on)
        except FigureNotHeld:
            words = "A letter about the missed payment was sent"
            return one_of((Terms.CURING, Terms.BREACHED), words, "the time the letter gave")
        last = rules.last_day_given(inputs.breach_letter_on, days)
        sent = long_date(inputs.breach_letter_on)
        words = f"The letter of {sent} gives until {day_and_date(last)} to put it right"
        return surely(Terms.CURING if self.day <= last else Terms.BREACHED, words)

    def payments_missed(self) -> Known:
        """How many payments are missed."""
        number = self.inputs.payments_missed
        if number is not None:
            return surely(number, f"{number} missed under the terms")
        if self.inputs.court_terms is TermsNow.KEPT:
            return surely(0, "No payment is missed")
        numbers = {1, *(int(each) + step for each in self.payments for step in (-1, 0, 1))}
        return one_of(
            sorted(each for each in numbers if each > 0),
            "How many payments are missed is not known",
            "how many payments are missed",
        )

    def eviction_review(self) -> Known:
        """How the eviction review ended."""
        agreed = self.inputs.eviction_agreed
        if agreed is YesNoNotKnown.NOT_KNOWN:
            words = "How the eviction review ended is not known"
            return one_of(EvictionReview, words, "whether the eviction was agreed at every level")
        review = EvictionReview.AGREED if agreed is YesNoNotKnown.YES else EvictionReview.REFUSED
        return surely(review, f"The eviction was {review.label}")

    # What may stop a step

    def breathing_space_ends(self) -> dt.date | None:
        """The last day of a breathing space, where it is known."""
        inputs = self.inputs
        started = inputs.breathing_space_started_on
        if inputs.breathing_space is BreathingSpace.STANDARD and started is not None:
            return shared.standard_ends(started, self.number(STANDARD, started))
        return inputs.breathing_space_ended_on

    def breathing_space(self) -> Known:
        """Whether a breathing space is running."""
        kind, ends = self.inputs.breathing_space, self.breathing_space_ends()
        if kind is None or kind is BreathingSpace.NOT_KNOWN:
            words = "Whether a breathing space covers the arrears is not known"
            return one_of((True, False), words, IN_SPACE)
        if kind is BreathingSpace.NONE:
            return surely(False, "No breathing space covers the arrears")
        if kind is BreathingSpace.ENDED:
            return surely(False, "The breathing space has ended")
        if ends is not None and self.day > ends:
            return one_of(
                (True, False),
                f"A standard breathing space that starts then ends on {day_and_date(ends)}",
                "whether the breathing space has ended",
            )
        until = f", to {day_and_date(ends)} unless it ends sooner" if ends else ""
        sort = "mental health crisis" if kind is BreathingSpace.MENTAL_HEALTH else "standard"
        return surely(True, f"A {sort} breathing space is running{until}")

    def benefit_protects(self) -> Known:
        """Whether the protocol's three tests for a benefit claim are all met."""
        inputs = self.inputs
        if inputs.benefit_on_its_way is YesNoNotKnown.NO:
            return surely(False, "No benefit claim is waiting")
        tests = (
            (inputs.evidence_given, "whether all evidence for the claim is given"),
            (inputs.claim_likely, "whether the claim can be expected to succeed"),
            (inputs.rest_paid, "whether the tenant paid what benefit will not cover"),
        )
        answers = [known_verdict(answer) for answer, _ in tests]
        if inputs.benefit_on_its_way is YesNoNotKnown.NOT_KNOWN:
            answers.append(Verdict.CANNOT_TELL)
        met = all_of(answers)
        if met is Verdict.YES:
            words = (
                "Benefit is on its way, all evidence is given, it is likely and the rest is paid"
            )
            return surely(True, words)
        if met is Verdict.NO:
            return surely(False, "Not all three tests for a benefit claim are met")
        open_ = [words for answer, words in tests if answer is YesNoNotKnown.NOT_KNOWN]
        if inputs.benefit_on_its_way is YesNoNotKnown.NOT_KNOWN:
            open_ = ["whether a benefit claim is waiting"]
        words = "Whether a benefit claim protects the tenant is not known"
        return one_of((True, False), words, ", and ".join(open_))

    def record_missing(self) -> Known:
        """Whether the record on vulnerability and equality is still to be made."""
        record = self.inputs.vulnerability_record
        if record is Record.NOT_KNOWN:
            return one_of(
                (True, False),
                "Whether the record on vulnerability and equality is made is not known",
                "whether the record on vulnerability and equality is made for this step",
            )
        if record is Record.MADE:
            return surely(False, "The record on vulnerability and equality is made")
        return surely(True, "The record on vulnerability and equality is not made for this step")

    def complaint_open(self) -> Known:
        """Whether a complaint about the debt is open."""
        return yes_no(
            self.inputs.complaint,
            "A complaint about the debt is open",
            "No complaint about the debt is open",
            "whether a complaint about the debt is open",
        )

    def notice_review_open(self) -> Known:
        """Whether the review of an introductory or demoted tenant's notice is still open."""
        inputs = self.inputs
        if inputs.tenure not in ON_TRIAL:
            return surely(False, "The tenancy has no review of the notice by law")
        if inputs.notice_review is NoticeReview.OPEN:
            return surely(True, "A review is asked for and not decided yet")
        if inputs.notice_review is NoticeReview.UPHELD:
            return surely(False, "The review is decided, and the tenant has been told")
        if inputs.notice_review is NoticeReview.NOT_KNOWN or inputs.notice_served_on is None:
            fact = "whether a review of the notice was asked for"
            if inputs.notice_review is NoticeReview.NOT_ASKED:
                fact = "the day the notice was served"
            return one_of((True, False), "Whether a review is open is not known", fact)
        days = self.held(REVIEW, inputs.notice_served_on)
        if days is None:
            words = "How long a tenant had to ask for a review of a notice of that day is not held"
            return one_of((True, False), words, "how long the tenant had to ask for a review")
        last = notices.last_day_to_ask_for_review(inputs.notice_served_on, days)
        words = f"The last day to ask for a review is {day_and_date(last)}"
        return surely(self.day <= last, words)

    def permission_needed(self) -> Known:
        """Whether the order is so old that a warrant needs permission."""
        if self.inputs.order_on is None:
            return one_of(
                (True, False), "The day of the order is not known", "the day of the order"
            )
        asked = self.inputs.warrant_on or self.day
        years = self.held(PERMISSION, asked)
        if years is None:
            words = "From which age an order needs permission is not held for that day"
            return one_of((True, False), words, "whether the warrant needs permission")
        needed = warrants.warrant_needs_permission(self.inputs.order_on, asked, years)
        made, age = long_date(self.inputs.order_on), counted(years, "year")
        if needed:
            words = f"The order of {made} is {age} old or more, so the court's permission is needed"
            return surely(True, words)
        return surely(False, f"The order of {made} is less than {age} old")

    def renters_rights(self) -> Known:
        """Whether the Renters' Rights Act has reached the tenancy, as far as anyone can say."""
        inputs = self.inputs
        read = self.trace.figures.in_force
        private = notices.reform_reached(read, self.day, social=False)
        social = notices.reform_reached(read, self.day, social=True)
        if inputs.tenure not in ASSOCIATION or (private, social) == (False, False):
            return surely(False, "The Renters' Rights Act has not reached this tenancy")
        if inputs.social_housing is YesNoNotKnown.NOT_KNOWN:
            return one_of(
                (True, False),
                "Whether the home is social housing is not known",
                "whether the home is let as social housing",
            )
        if social is None:
            return one_of(
                (True, False),
                "The Renters' Rights Act was planned for social housing from "
                f"{month_and_year(RENTERS_RIGHTS_SOCIAL_PLANNED)}; no day was set when this "
                "was written. Take advice",
                "whether the Renters' Rights Act has reached social housing",
            )
        if social:
            return surely(True, "The Renters' Rights Act has reached social housing")
        return surely(False, "The Renters' Rights Act has not reached social housing")


def runs_on(day: dt.date, started: dt.date, ends: dt.date | None) -> bool:
    """Whether a breathing space runs on a day; one with no end known runs on."""
    return started <= day and (ends is None or day <= ends)


def known_verdict(answer: YesNoNotKnown) -> Verdict:
    """An answer as a verdict."""
    if answer is YesNoNotKnown.NOT_KNOWN:
        return Verdict.CANNOT_TELL
    return Verdict.YES if answer is YesNoNotKnown.YES else Verdict.NO


def yes_no(answer: YesNoNotKnown, if_yes: str, if_no: str, settled_by: str) -> Known:
    """A fact asked for as yes, no or not known."""
    if answer is YesNoNotKnown.NOT_KNOWN:
        return one_of((True, False), f"Not known: {settled_by}", settled_by)
    return surely(answer is YesNoNotKnown.YES, if_yes if answer is YesNoNotKnown.YES else if_no)


def matching(choices: type[Order], value: str) -> Order:
    """The member of a list with a value."""
    return next(each for each in choices if each.value == value)
