"""What we ask about a claim, an order or a letter of claim, and the timetable that follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators.breathing_space import BreathingSpaceInput
from calculators.breathing_space.models import (
    OtherProtection,
    another_protection,
    not_said_of_others,
    other_problems,
    other_protections,
)
from calculators.core import catalogue
from calculators.core.breathing_space import OF_PROTECTION, Protection
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.court_forms import form
from calculators.core.errors import Problem
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency
from calculators.core.questions import (
    AskedModel,
    CalculatorInput,
    question,
    question_of,
    same_question,
)
from calculators.core.reading import Date
from calculators.core.results import CalculatorResult, CalendarFile, CalendarStrip, part
from calculators.core.trace import Frozen
from calculators.core.wording import in_sentence, long_date
from calculators.next_step.models import CourtDecision, NextStepInput
from calculators.notice import NoticeInput

CLAIM, ORDER, TERMS = "The claim", "The order", "The terms of the order"
EVICTION, LETTER, DEBTS = "The warrant and the eviction", "The letter of claim", "The debt"
PROTECTED = "Breathing space and insolvency"
#: Charges listed one by one: more than a year of weekly rent, oldest first, is enough.
MOST_DEBTS = 60


class StartFrom(Choice):
    """What the timetable is counted from."""

    CLAIM = ("claim", "Possession claim issued")
    ORDER = ("order", "Possession order made")
    LETTER = (
        "letter",
        "Letter of claim for a money debt",
        "Former tenants, recharges, garages and other debts, with no claim for possession",
    )


class ClaimSentBy(Choice):
    """How the claim reaches the tenant."""

    COURT_POST = ("court-post", "The court posts it")
    ONLINE = ("online", "It was issued through Possession Claim Online")
    US = ("us", "We serve it", "By hand, at the address, by first-class post or by agreed email")


class TermBroken(Choice):
    """Which term of a suspended order was broken."""

    NONE = ("none", "None: the terms are being kept")
    PAYMENT = ("payment", "A payment was missed", "Even if another term was broken too")
    OTHER = ("other", "Another term only, such as behaviour")
    NOT_KNOWN = ("not-known", "Not known yet")


class DebtKind(Choice):
    """What a money debt is for."""

    RENT = ("rent", "Rent")
    OTHER = ("other", "Another debt under an agreement, such as a recharge")
    NOT_KNOWN = ("not-known", "Not known yet")


class DebtDue(AskedModel):
    """One amount that fell due, and what may have started its time limit again."""

    due_on: Date = question(
        "Day it fell due", if_missing="Enter the day it fell due, like 5 4 2021"
    )
    acknowledged_on: Date | None = question(
        "Debt admitted in writing",
        default=None,
        hint="The day the debtor signed it. Leave empty if there is none.",
    )
    part_paid_on: Date | None = question(
        "Last payment towards it", default=None, hint="Leave empty if there was none."
    )


FROM_CLAIM = {"start_from": (StartFrom.CLAIM.value,)}
FROM_ORDER = {"start_from": (StartFrom.ORDER.value,)}
FROM_LETTER = {"start_from": (StartFrom.LETTER.value,)}
OUTRIGHT = {"court_decision": (CourtDecision.OUTRIGHT.value,)}
SUSPENDED = {"court_decision": (CourtDecision.SUSPENDED.value,)}
POSSESSION = {"court_decision": (CourtDecision.OUTRIGHT.value, CourtDecision.SUSPENDED.value)}
PUT_OFF = {"eviction_put_off": (YesNo.YES.value,)}
IS_PROTECTED = {"protected_since_notice": (YesNoNotKnown.YES.value,)}


def asked_next(name: str, **own: Any) -> Any:
    """A question of the next step, asked here in the same words."""
    return same_question(NextStepInput, name, **own)


def of_protection(name: str, **own: Any) -> Any:
    """A question about a breathing space or an order, which may stay open here."""
    shown = dict(question_of(BreathingSpaceInput.model_fields[name]).shown_when)
    about = {"group": PROTECTED, "default": None, "if_missing": ""}
    return same_question(
        BreathingSpaceInput, name, **about | {"shown_when": IS_PROTECTED | shown} | own
    )


class CourtTimetableInput(CalculatorInput):
    """One claim, order or letter of claim, with the days known so far."""

    beside_the_point = (("start_from", ()),)

    case_date: Date = catalogue.case_date()
    start_from: StartFrom = question(
        "Start from", group=catalogue.THE_CASE, if_missing="Choose what to start from"
    )

    claim_issued_on: Date | None = asked_next(
        "claim_issued_on",
        group=CLAIM,
        hint="The day the court issued it, not the day it was sent to the court.",
        if_missing="Enter the day the claim was issued, like 23 11 2026",
        shown_when=FROM_CLAIM,
    )
    hearing_on: Date | None = asked_next(
        "hearing_on",
        group=CLAIM,
        shown_when={"start_from": (StartFrom.CLAIM.value, StartFrom.ORDER.value)},
    )
    claim_sent_by: ClaimSentBy = question(
        "How does the claim reach the tenant?",
        default=ClaimSentBy.COURT_POST,
        group=CLAIM,
        shown_when=FROM_CLAIM,
    )
    claim_sent_on: Date | None = question(
        "Day the claim was posted, left or handed over",
        default=None,
        group=CLAIM,
        hint="Leave empty if not known, or if it has not been done.",
        shown_when={"claim_sent_by": (ClaimSentBy.COURT_POST.value, ClaimSentBy.US.value)},
    )

    order_on: Date | None = asked_next(
        "order_on",
        group=ORDER,
        hint="The day the order was made, as the order says.",
        if_missing="Enter the day of the court's order, like 20 1 2027",
        shown_when=FROM_ORDER,
    )
    court_decision: CourtDecision = asked_next("court_decision", group=ORDER, shown_when=FROM_ORDER)
    mandatory_ground: YesNoNotKnown = question(
        "Did the court have to grant possession?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=ORDER,
        hint="Ground 8, section 21, and introductory and demoted tenancies, for example.",
        why="Then the possession date may not be later than the law allows.",
        shown_when=OUTRIGHT,
    )
    exceptional_hardship: YesNoNotKnown = question(
        "Did the court find exceptional hardship?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=ORDER,
        shown_when={"mandatory_ground": ("yes", "not-known")},
    )
    possession_date: Date | None = asked_next("possession_date", group=ORDER, shown_when=OUTRIGHT)
    first_terms_payment_on: Date | None = question(
        "First payment under the order is due",
        default=None,
        group=TERMS,
        hint="From the order. Leave empty if not known.",
        shown_when=SUSPENDED,
    )
    terms_frequency: Frequency = question(
        "How often it is to be paid", default=Frequency.WEEKLY, group=TERMS, shown_when=SUSPENDED
    )
    term_broken: TermBroken = question(
        "Which term was broken?",
        default=TermBroken.NOT_KNOWN,
        group=TERMS,
        why="A missed payment and any other term lead to a warrant in different ways.",
        shown_when=SUSPENDED,
    )
    missed_payment_due_on: Date | None = question(
        "Day the missed payment under the order was due",
        default=None,
        group=TERMS,
        hint="The first one that is still unpaid. Leave empty if not known.",
        shown_when={"term_broken": (TermBroken.PAYMENT.value,)},
    )
    parties_changed: YesNoNotKnown = question(
        "Has the tenant or the landlord named in the order changed?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=EVICTION,
        hint="A tenant has died, say, or the home has passed to another landlord.",
        shown_when=POSSESSION,
    )
    warrant_on: Date | None = asked_next(
        "warrant_on",
        group=EVICTION,
        hint="Leave empty if it has not been asked for.",
        shown_when=POSSESSION,
    )
    warrant_issued_on: Date | None = question(
        "Warrant issued",
        default=None,
        group=EVICTION,
        hint="From the court. Leave empty if it has not been issued.",
        shown_when=POSSESSION,
    )
    eviction_notice_on: Date | None = asked_next(
        "eviction_notice_on",
        group=EVICTION,
        hint=f"The day it was delivered to the home ({form('N54')}). Leave empty if it was not.",
        shown_when=POSSESSION,
    )
    eviction_on: Date | None = asked_next("eviction_on", group=EVICTION, shown_when=POSSESSION)
    eviction_put_off: YesNo = question(
        "Did that day pass without the eviction?",
        default=YesNo.NO,
        group=EVICTION,
        shown_when=POSSESSION,
    )
    new_eviction_notice_on: Date | None = question(
        "New notice of eviction delivered",
        default=None,
        group=EVICTION,
        hint="Leave empty if it has not been.",
        shown_when=PUT_OFF,
    )
    new_eviction_on: Date | None = question(
        "New eviction date",
        default=None,
        group=EVICTION,
        hint="From the new notice. Leave empty if not known.",
        shown_when=PUT_OFF,
    )

    letter_of_claim_on: Date | None = question(
        "Date on the letter of claim",
        default=None,
        group=LETTER,
        hint="At the top of the letter. The time to reply runs from it.",
        if_missing="Enter the date on the letter of claim, like 23 11 2026",
        shown_when=FROM_LETTER,
    )
    letter_posted_on: Date | None = question(
        "Day the letter was posted",
        default=None,
        group=LETTER,
        hint="Leave empty if not known.",
        shown_when=FROM_LETTER,
    )
    reply_received_on: Date | None = question(
        "Reply form received",
        default=None,
        group=LETTER,
        hint="Leave empty if none has come.",
        shown_when=FROM_LETTER,
    )
    documents_asked_on: Date | None = question(
        "Debtor asked for documents",
        default=None,
        group=LETTER,
        hint="Leave empty if none were asked for.",
        shown_when=FROM_LETTER,
    )
    documents_given_on: Date | None = question(
        "Documents given to the debtor",
        default=None,
        group=LETTER,
        hint="The day all of them had been. Leave empty if they have not been.",
        shown_when=FROM_LETTER,
    )
    claim_notice_on: Date | None = question(
        "Notice given that we will go to court",
        default=None,
        group=LETTER,
        hint="After a reply, where talks failed. Leave empty if none was given.",
        shown_when=FROM_LETTER,
    )
    debt_kind: DebtKind = question(
        "What is the debt for?",
        default=DebtKind.NOT_KNOWN,
        group=DEBTS,
        why="A part payment starts the time limit of most debts again, and not that of rent.",
        shown_when=FROM_LETTER,
    )
    debts_due: tuple[DebtDue, ...] = question(
        "Amounts owed, oldest first",
        default=(),
        group=DEBTS,
        row="Amount owed",
        max_rows=MOST_DEBTS,
        hint="One row for each day on which something fell due. The oldest is the one to watch.",
        shown_when=FROM_LETTER,
    )

    protected_since_notice: YesNoNotKnown = same_question(
        NoticeInput,
        "protected_since_notice",
        group=PROTECTED,
        hint="A breathing space, a debt relief order, bankruptcy or an IVA, of any joint tenant. "
        "For a letter of claim: anything that has protected the debtor.",
        why="While a breathing space runs no step may be taken for the debts in it, and no claim "
        "for money may ever be made for those in a debt relief order.",
        shown_when={},
    )
    protection: Protection | None = of_protection("protection")
    registered_on: Date | None = of_protection("registered_on")
    treatment_ended_on: Date | None = of_protection("treatment_ended_on")
    breathing_space_ended_on: Date | None = of_protection("breathing_space_ended_on")
    order_made_on: Date | None = of_protection("order_made_on")
    arrears_included: YesNoNotKnown = of_protection(
        "arrears_included", default=YesNoNotKnown.NOT_KNOWN
    )
    another_protection: YesNoNotKnown = another_protection(group=PROTECTED, shown_when=IS_PROTECTED)
    other_protections: tuple[OtherProtection, ...] = other_protections(
        group=PROTECTED, shown_when=IS_PROTECTED
    )

    @property
    def others_not_said(self) -> str:
        """What is open about further protections, as a fact to find out; "" if nothing is."""
        if self.protected_since_notice is not YesNoNotKnown.YES:
            return ""
        return not_said_of_others(self.another_protection, self.other_protections)

    def problems(self) -> list[Problem]:
        """Dates that are in the wrong order."""
        found = []
        if self.protection is not None:
            facts = {name: getattr(self, name) for name in (*OF_PROTECTION, "case_date")}
            found += BreathingSpaceInput.holding(facts | {"arrears": ZERO}).problems()
        found += other_problems(self.other_protections, self.case_date)
        for first, second in IN_ORDER:
            earlier, later = getattr(self, first), getattr(self, second)
            if earlier is not None and later is not None and later < earlier:
                labels = type(self).asked
                found.append(
                    Problem(
                        second,
                        f"{labels[second].label} must be on or after “"
                        f"{in_sentence(labels[first].label)}”, {long_date(earlier)}. Check both "
                        "dates",
                    )
                )
        if self.documents_given_on is not None and self.documents_asked_on is None:
            found.append(
                Problem(
                    "documents_asked_on",
                    "Enter the day the debtor asked for documents, or leave the day they were "
                    "given empty",
                )
            )
        if self.claim_notice_on is not None and self.reply_received_on is None:
            found.append(
                Problem(
                    "reply_received_on",
                    "Enter the day the reply form came. Notice that we will go to court is for "
                    "after a reply",
                )
            )
        for number, debt in enumerate(self.debts_due):
            for name in ("due_on", "acknowledged_on", "part_paid_on"):
                day = getattr(debt, name)
                if day is not None and day > self.case_date:
                    found.append(
                        Problem(
                            f"debts_due.{number}.{name}",
                            f"Amount owed {number + 1}: {DebtDue.asked[name].label} must be on or "
                            f"before the date the answer is for, {long_date(self.case_date)}",
                        )
                    )
            for name in ("acknowledged_on", "part_paid_on"):
                day = getattr(debt, name)
                if day is not None and day < debt.due_on:
                    found.append(
                        Problem(
                            f"debts_due.{number}.{name}",
                            f"Amount owed {number + 1}: {DebtDue.asked[name].label} must be on or "
                            f"after the day it fell due, {long_date(debt.due_on)}",
                        )
                    )
        return found


#: Pairs of dates where the second cannot come first.
IN_ORDER = (
    ("claim_issued_on", "hearing_on"),
    ("claim_issued_on", "claim_sent_on"),
    ("hearing_on", "order_on"),
    ("order_on", "possession_date"),
    ("order_on", "first_terms_payment_on"),
    ("order_on", "missed_payment_due_on"),
    ("order_on", "warrant_on"),
    ("order_on", "warrant_issued_on"),
    ("warrant_on", "warrant_issued_on"),
    ("warrant_issued_on", "eviction_notice_on"),
    ("order_on", "eviction_notice_on"),
    ("eviction_notice_on", "eviction_on"),
    ("eviction_on", "new_eviction_notice_on"),
    ("new_eviction_notice_on", "new_eviction_on"),
    ("letter_of_claim_on", "letter_posted_on"),
    ("letter_of_claim_on", "reply_received_on"),
    ("letter_of_claim_on", "documents_asked_on"),
    ("documents_asked_on", "documents_given_on"),
    ("reply_received_on", "claim_notice_on"),
)


class TimetableDay(Frozen):
    """One day of the timetable."""

    what: str = part("What", row_header=True)
    day: dt.date | None = part("Day", if_none="Cannot tell")
    why: str = part("Why")
    law: str = part("Law")


class DebtLimit(Frozen):
    """The time limit of one amount owed."""

    due_on: dt.date = part("Fell due", row_header=True)
    runs_from: dt.date = part("Time runs from")
    last_safe_day: dt.date = part("Last safe day to issue a claim")
    in_time: Outcome = part("In time?")
    why: str = part("Why")


THE_TIME_LIMIT = "The time limit"


class CourtTimetableResult(CalculatorResult):
    """Every day that follows from a claim, an order or a letter of claim."""

    hearing: Outcome | None = part("Is the hearing far enough ahead?", default=None)
    served_in_time: Outcome | None = part("Is the claim served in time?", default=None)
    possession_in_time: Outcome | None = part(
        "Is the possession date one the law allows?", default=None
    )
    permission: Outcome | None = part("Is the court's permission needed?", default=None)
    warrant: Outcome | None = part("Can a warrant be asked for?", default=None)
    eviction: Outcome | None = part("Can the eviction go ahead on the day given?", default=None)
    new_eviction: Outcome | None = part("Can it go ahead on the new day?", default=None)
    letter: Outcome | None = part("Was the letter posted in time?", default=None)
    claim: Outcome | None = part("Can a claim be issued?", default=None)
    protection: Outcome | None = part(
        "Does a breathing space or insolvency leave room for it?", default=None
    )
    may: tuple[str, ...] = part("We may", section=PROTECTED, default=())
    must_not: tuple[str, ...] = part("We must not", section=PROTECTED, default=())
    timetable: tuple[TimetableDay, ...] = part("Timetable", section="The timetable", copied=True)
    calendar_file: CalendarFile | None = part(
        "Save these dates to your calendar (.ics)", section="The timetable", default=None
    )
    days: CalendarStrip | None = part(
        "The days", section="The timetable", in_note=False, default=None
    )
    limits: tuple[DebtLimit, ...] = part(
        "The time limit of each amount", section=THE_TIME_LIMIT, default=()
    )
