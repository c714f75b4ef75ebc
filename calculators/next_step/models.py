"""The facts the next step depends on, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from calculators.breathing_space import BreathingSpaceInput
from calculators.breathing_space.models import (
    AN_ORDER,
    OtherProtection,
    another_protection,
    other_problems,
    other_protections,
)
from calculators.core import catalogue, tenancies
from calculators.core.breathing_space import SPACES, Protection
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency
from calculators.core.questions import CalculatorInput, question, same_question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, part
from calculators.core.tenancies import ON_TRIAL, Tenure
from calculators.core.trace import Frozen
from calculators.core.wording import in_sentence, long_date
from calculators.next_step.facts import (
    BEFORE_ORDER,
    WITH_NOTICE,
    WITH_ORDER,
    LastDone,
    between,
    from_on,
)

DONE, PLAN, COURT = "What has been done", "The repayment plan", "Notice and court"
STOPS = "What may stop the next step"
PROTECTED = "Breathing space and insolvency"
#: Said of a breathing space where an order or an arrangement is asked for.
NOT_A_SPACE = (
    "What protects the tenant? must be an order, bankruptcy or an IVA here. Enter a breathing "
    "space under “Is there a breathing space for these arrears?”"
)


class PlanNow(Choice):
    """How the repayment plan stands, as an officer would say it."""

    NONE = ("none", "There is no plan")
    KEPT = ("kept", "It is being kept")
    MISSED = ("missed", "A payment was missed, but the plan is not broken yet")
    BROKEN = ("broken", "It is broken")
    NOT_KNOWN = ("not-known", "Not known yet")


class CourtDecision(Choice):
    """What the court decided."""

    SUSPENDED = ("suspended", "Suspended or postponed possession order")
    OUTRIGHT = ("outright", "Outright possession order")
    ADJOURNED = ("adjourned", "Claim put off (adjourned) on terms")
    ENDED = ("ended", "Claim dismissed, withdrawn, or a money judgment only")
    NOT_KNOWN = ("not-known", "Not known yet")


class TermsNow(Choice):
    """Whether the terms the court set are kept."""

    KEPT = ("kept", "They are being kept")
    MISSED = ("missed", "A payment was missed")
    NOT_KNOWN = ("not-known", "Not known yet")


class BreathingSpace(Choice):
    """Whether a breathing space covers the arrears, or covered them."""

    NONE = ("none", "There is none")
    STANDARD = ("standard", "A standard one is running")
    MENTAL_HEALTH = ("mental-health", "A mental health crisis one is running")
    ENDED = ("ended", "There was one, and it has ended")
    NOT_KNOWN = ("not-known", "Not known yet")


class Record(Choice):
    """The record on vulnerability and equality that must come before a step."""

    MADE = ("made", "Made for this step")
    NOT_MADE = ("not-made", "Not made for this step, or under review")
    NOT_KNOWN = ("not-known", "Not known yet")


class NoticeReview(Choice):
    """A tenant's request for a review of the notice."""

    NOT_ASKED = ("not-asked", "The tenant has not asked for one")
    OPEN = ("open", "Asked for, with no decision yet")
    UPHELD = ("upheld", "Decided: the notice stands, and the tenant has been told")
    NOT_KNOWN = ("not-known", "Not known yet")


def done_on(label: str, *after: LastDone, **about: Any) -> Any:
    """A date in the case's history, asked for once the case has come that far."""
    about.setdefault("hint", "Leave empty if you do not have the date.")
    about.setdefault("shown_when", {"last_done": after})
    return question(label, default=None, group=about.pop("group", DONE), **about)


#: Facts of a stage that the case has left again: true, and no longer asked for.
PASSED_BY = (
    "missed_payment_on",
    "notice_specified_date",
    "trial_ends_on",
    "hearing_on",
    "warrant_on",  # an eviction can be called off
    "eviction_notice_on",
    "eviction_on",
    "final_interview_on",
    "eviction_review_on",
    "plan",
    "court_decision",
    "possession_date",
    "court_terms",
    "eviction_agreed",
    "vulnerability_record",
)


class NextStepInput(CalculatorInput):
    """One rent account on one day: what is owed, what has been done, what may stop it."""

    beside_the_point = (
        ("tenure", ()),
        ("last_done", (*PASSED_BY, "complaint", "notice_review")),
        ("benefit_on_its_way", ("evidence_given", "claim_likely", "rest_paid")),
    )

    case_date: Date = catalogue.case_date(
        hint="Usually today. It chooses the procedure and the figures."
    )
    tenure: Tenure = tenancies.tenure()
    social_housing: YesNoNotKnown = tenancies.social_housing()
    arrears: Money = catalogue.arrears(
        gt=None, ge=0, hint="What the account owes today, like 846.20. 0 if nothing is owed."
    )
    benefit_on_its_way: YesNoNotKnown = question(
        "Is Universal Credit or Housing Benefit for rent on its way?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="A claim not decided yet, or an award not paid yet.",
        group=catalogue.THE_CASE,
        why="Benefit on its way is left out of the amounts that lead to letters and notices.",
    )
    benefit_expected: Money | None = question(
        "How much of what is owed will it pay?",
        default=None,
        hint="Only the part for days already charged, like 225.00",
        group=catalogue.THE_CASE,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
        shown_when={"benefit_on_its_way": ("yes",)},
        if_missing="Enter how much of what is owed the benefit will pay, like 225.00",
    )
    rent: Money = catalogue.rent_amount()
    rent_frequency: Frequency = catalogue.rent_frequency()

    last_done: LastDone = question(
        "What is the last thing done on the case?",
        hint="Choose the one furthest down this list.",
        group=DONE,
        if_missing="Choose the last thing done on the case",
    )
    missed_payment_on: Date | None = done_on(
        "Day the first missed payment was due", LastDone.NOTHING, LastDone.CONTACT_TRIED
    )
    contact_tried_on: Date | None = done_on("First call or text", *from_on(LastDone.CONTACT_TRIED))
    contact_on: Date | None = done_on(
        "First talk with the tenant, benefits checked", *from_on(LastDone.CONTACT)
    )
    first_letter_on: Date | None = done_on("First letter", *from_on(LastDone.FIRST_LETTER))
    second_letter_on: Date | None = done_on("Second letter", *from_on(LastDone.SECOND_LETTER))
    interview_on: Date | None = done_on(
        "Homelessness-prevention interview", *from_on(LastDone.INTERVIEW)
    )
    visit_on: Date | None = done_on("Home visit or calling card", *from_on(LastDone.VISIT))
    notice_served_on: Date | None = done_on("Notice served", *from_on(LastDone.NOTICE))
    notice_specified_date: Date | None = done_on(
        "Date in the notice",
        *between(LastDone.NOTICE, LastDone.CLAIM),
        hint="The date it says a claim may be made from or after. Leave empty if not known.",
        group=COURT,
    )
    trial_ends_on: Date | None = done_on(
        "Last day of the trial period",
        hint="The last day the tenancy is introductory or demoted. Leave empty if not known.",
        group=COURT,
        shown_when={
            "last_done": WITH_NOTICE,
            "tenure": tuple(each.value for each in ON_TRIAL),
        },
    )
    pre_court_letter_on: Date | None = done_on(
        "Letter before court", *from_on(LastDone.PRE_COURT_LETTER)
    )
    claim_issued_on: Date | None = done_on("Claim issued", *from_on(LastDone.CLAIM))
    hearing_on: Date | None = done_on(
        "Day of the hearing",
        *between(LastDone.CLAIM, LastDone.HEARING_LETTER),
        hint="From the court. Leave empty if it has not been set.",
        group=COURT,
    )
    hearing_letter_on: Date | None = done_on(
        "Statement and advice before the hearing", *from_on(LastDone.HEARING_LETTER)
    )
    order_on: Date | None = done_on("Court's order or decision", *from_on(LastDone.ORDER))
    order_letter_on: Date | None = done_on(
        "Order explained to the tenant", *from_on(LastDone.ORDER_LETTER)
    )
    warrant_on: Date | None = done_on("Warrant asked for", *from_on(LastDone.WARRANT))
    eviction_notice_on: Date | None = done_on(
        "Bailiff's notice of the eviction date", *from_on(LastDone.EVICTION_DATE)
    )
    eviction_on: Date | None = done_on(
        "Eviction date the bailiff gave",
        *between(LastDone.EVICTION_DATE, LastDone.EVICTION_REVIEW),
        hint="From the bailiff's notice. Leave empty if not known.",
        group=COURT,
    )
    final_interview_on: Date | None = done_on("Final interview", *from_on(LastDone.FINAL_INTERVIEW))
    eviction_review_on: Date | None = done_on("Eviction review", *from_on(LastDone.EVICTION_REVIEW))
    evicted_on: Date | None = done_on("Eviction carried out", *from_on(LastDone.EVICTED))
    account_closed_on: Date | None = done_on("Account closed", LastDone.CLOSED)

    plan: PlanNow = question(
        "How does the repayment plan stand?",
        default=PlanNow.NOT_KNOWN,
        hint="A plan is broken when a whole instalment is later than the policy allows.",
        group=PLAN,
        shown_when={"last_done": (*BEFORE_ORDER, LastDone.NOT_KNOWN)},
    )
    plan_warning_on: Date | None = question(
        "Warning that the plan is broken",
        default=None,
        hint="The day it was sent. Leave empty if none has been sent.",
        group=PLAN,
        shown_when={"plan": ("broken",)},
    )

    court_decision: CourtDecision = question(
        "What did the court decide?",
        default=CourtDecision.NOT_KNOWN,
        group=COURT,
        shown_when={"last_done": WITH_ORDER},
    )
    possession_date: Date | None = question(
        "Day the order says possession is to be given",
        default=None,
        hint="From the order. Leave empty if not known.",
        group=COURT,
        shown_when={"court_decision": ("outright",), "last_done": WITH_ORDER},
    )
    court_terms: TermsNow = question(
        "Are the terms being kept?",
        default=TermsNow.NOT_KNOWN,
        hint="Current rent and the amount off the arrears, as the court set them.",
        group=COURT,
        shown_when={
            "last_done": (LastDone.ORDER_LETTER,),
            "court_decision": ("suspended", "adjourned"),
        },
    )
    payments_missed: WholeNumber | None = question(
        "Payments missed under the terms",
        default=None,
        hint="How many are unpaid today. Leave empty if not known.",
        group=COURT,
        unit="payments",
        ge=1,
        le=500,
        shown_when={"court_terms": ("missed",)},
    )
    breach_letter_on: Date | None = question(
        "Letter about the missed payment",
        default=None,
        hint="The day it was sent. Leave empty if none has been sent.",
        group=COURT,
        shown_when={"court_terms": ("missed",)},
    )
    eviction_agreed: YesNoNotKnown = question(
        "Was the eviction agreed at every level?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=COURT,
        shown_when={"last_done": (LastDone.EVICTION_REVIEW,)},
    )

    # Left empty, these are a check to make first; answered “not known”, the step waits for them.
    breathing_space: BreathingSpace | None = question(
        "Is there a breathing space for these arrears?",
        default=None,
        hint="The Insolvency Service tells creditors; look in the mailbox it writes to.",
        group=STOPS,
        why="Arrears it covers must not be chased, and a notice served for them is void.",
    )
    breathing_space_started_on: Date | None = question(
        "Day it started",
        default=None,
        hint="From the notification. Leave empty if not known.",
        group=STOPS,
        shown_when={"breathing_space": ("standard", "mental-health", "ended")},
    )
    breathing_space_ended_on: Date | None = question(
        "Last day it ran",
        default=None,
        hint="Leave empty if not known.",
        group=STOPS,
        shown_when={"breathing_space": ("ended",)},
    )
    insolvency: YesNoNotKnown | None = question(
        "Are any of the arrears in a debt relief order, bankruptcy or IVA?",
        default=None,
        hint="Of any tenant. An IVA is an individual voluntary arrangement with creditors.",
        group=STOPS,
        why="Arrears in one must not be asked for, and paying them cannot be a term of an order.",
    )
    protection: Protection | None = same_question(
        BreathingSpaceInput,
        "protection",
        default=None,
        hint="As the notification says. A breathing space is asked about above.",
        group=STOPS,
        if_missing="",
        shown_when={"insolvency": (YesNoNotKnown.YES.value,)},
    )
    order_made_on: Date | None = same_question(
        BreathingSpaceInput,
        "order_made_on",
        group=STOPS,
        hint="From the notification. Leave empty if not known.",
        if_missing="",
        shown_when=AN_ORDER,
    )
    # Not by the name that the court's calculators use: there a second one counts as further, and a
    # No given here, beside a breathing space and an order, would say too much there.
    further_protection: YesNoNotKnown | None = another_protection(
        default=None,
        group=STOPS,
        hint="Beside those above: of this tenant or a joint tenant.",
    )
    other_protections: tuple[OtherProtection, ...] = other_protections(
        "further_protection", group=STOPS
    )
    evidence_given: YesNoNotKnown = question(
        "Has the tenant given all the evidence the benefit claim needs?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=STOPS,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    claim_likely: YesNoNotKnown = question(
        "Can the benefit claim be expected to succeed?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=STOPS,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    rest_paid: YesNoNotKnown = question(
        "Has the tenant paid what benefit will not cover?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=STOPS,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    vulnerability_record: Record = question(
        "Record on vulnerability and equality",
        default=Record.NOT_KNOWN,
        hint="Equality Act, capacity, children, domestic abuse and support, for this step.",
        group=STOPS,
        shown_when={"last_done": (*from_on(LastDone.VISIT), LastDone.NOT_KNOWN)},
    )
    complaint: YesNoNotKnown = question(
        "Is a complaint about this debt open?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=STOPS,
        shown_when={"last_done": (*from_on(LastDone.VISIT), LastDone.NOT_KNOWN)},
    )
    notice_review: NoticeReview = question(
        "Review of the notice",
        default=NoticeReview.NOT_KNOWN,
        hint="Introductory and demoted tenants can ask for one.",
        group=STOPS,
        shown_when={
            "last_done": WITH_NOTICE,
            "tenure": tuple(each.value for each in ON_TRIAL),
        },
    )

    def problems(self) -> list[Problem]:
        """Dates that cannot be: done after the day of the case, or in the wrong order."""
        found = list(impossible_dates(self, self.case_date))
        if self.benefit_expected is not None and self.benefit_expected > self.arrears:
            found.append(
                Problem(
                    "benefit_expected",
                    "How much of what is owed it will pay must not be more than the arrears. "
                    "Leave out benefit for days to come",
                )
            )
        return found


def impossible_dates(case: CalculatorInput, today: dt.date) -> Iterator[Problem]:
    """Dates done after the day of the case, or in the wrong order, and protection that cannot be.

    Args:
        case: A case whose form asks these dates, under the same names as the next step does.
        today: The day of the case.
    """
    yield from case.still_to_come(HISTORY, today)
    labels = type(case).asked
    for first, second in IN_ORDER:
        earlier, later = getattr(case, first), getattr(case, second)
        if earlier is not None and later is not None and later < earlier:
            yield Problem(
                second,
                f"{labels[second].label} must be on or after “"
                f"{in_sentence(labels[first].label)}”, {long_date(earlier)}",
            )
    yield from case.still_to_come(("order_made_on",), today)
    if getattr(case, "protection", None) in SPACES:
        yield Problem("protection", NOT_A_SPACE)
    yield from other_problems(getattr(case, "other_protections", ()), today)


#: The question that holds the date of each milestone.
RECORDED: dict[LastDone, str] = {
    LastDone.CONTACT_TRIED: "contact_tried_on",
    LastDone.CONTACT: "contact_on",
    LastDone.FIRST_LETTER: "first_letter_on",
    LastDone.SECOND_LETTER: "second_letter_on",
    LastDone.INTERVIEW: "interview_on",
    LastDone.VISIT: "visit_on",
    LastDone.NOTICE: "notice_served_on",
    LastDone.PRE_COURT_LETTER: "pre_court_letter_on",
    LastDone.CLAIM: "claim_issued_on",
    LastDone.HEARING_LETTER: "hearing_letter_on",
    LastDone.ORDER: "order_on",
    LastDone.ORDER_LETTER: "order_letter_on",
    LastDone.WARRANT: "warrant_on",
    LastDone.EVICTION_DATE: "eviction_notice_on",
    LastDone.FINAL_INTERVIEW: "final_interview_on",
    LastDone.EVICTION_REVIEW: "eviction_review_on",
    LastDone.EVICTED: "evicted_on",
    LastDone.CLOSED: "account_closed_on",
}
#: Dates of what has happened, which cannot lie after the day of the case.
HISTORY = (
    "missed_payment_on",
    *RECORDED.values(),
    "plan_warning_on",
    "breach_letter_on",
    "breathing_space_started_on",
    "breathing_space_ended_on",
)
#: Pairs of dates where the second cannot come first.
IN_ORDER = (
    ("contact_tried_on", "contact_on"),
    ("first_letter_on", "second_letter_on"),
    ("notice_served_on", "notice_specified_date"),
    ("notice_served_on", "pre_court_letter_on"),
    ("notice_served_on", "claim_issued_on"),
    ("claim_issued_on", "hearing_on"),
    ("claim_issued_on", "order_on"),
    ("order_on", "order_letter_on"),
    ("order_on", "possession_date"),
    ("order_on", "warrant_on"),
    ("order_letter_on", "breach_letter_on"),
    ("warrant_on", "eviction_notice_on"),
    ("eviction_notice_on", "eviction_on"),
    ("evicted_on", "account_closed_on"),
    ("breathing_space_started_on", "breathing_space_ended_on"),
)


class Pause(Frozen):
    """One thing that stops the step while it lasts, and whether it does."""

    what: str = part("What stops it", row_header=True)
    stops: Outcome = part("Does it?")
    because: str = part("Because")
    law: str = part("Source")


class PossibleStep(Frozen):
    """A step the case may be at, and what would have to be so."""

    title: str = part("Step", row_header=True)
    if_so: str = part("If")


class NextStepResult(CalculatorResult):
    """The step a case is at, and the next action with its day, its people and its limits."""

    step: str | None
    step_title: str | None = part("Step", if_none="Cannot tell yet")
    go_ahead: Outcome = part("Can it be done on this day?")
    earliest: dt.date | None = part("Not before")
    deadline: dt.date | None = part("Do it by")
    deadline_counted: str = part("How that is counted", default="")
    overdue_by: int | None = part("Overdue by", unit="days")
    who: str | None = part("Who does it")
    signs_off: str | None = part("Who agrees first, in this order")
    owed_after_benefit: Decimal | None = part("Owed after benefit on its way", unit="GBP")
    possible: tuple[PossibleStep, ...] = part("Steps it may be at", section="What is open")
    why: tuple[str, ...] = part("What brought the case here", section="Why")
    pauses: tuple[Pause, ...] = part(
        "Each thing that may stop it", section="What may stop it", in_note=False
    )
    may: tuple[str, ...] = part("We may", section=PROTECTED, default=())
    must_not: tuple[str, ...] = part("We must not", section=PROTECTED, default=())
    missing: tuple[str, ...] = part(
        "Should have come before, and has no date yet", section="What came before"
    )
    say: tuple[str, ...] = part("Say", section="What to say")
    evidence: tuple[str, ...] = part("Keep", section="Evidence")
    clause: str | None = part("Policy", section="Where this comes from")
    law: tuple[str, ...] = part("Law", section="Where this comes from")
    version: str | None = part("Procedure", section="Where this comes from")
