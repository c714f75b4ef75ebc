"""What we ask about a file before it goes to court, and the checklist that comes of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from calculators.breathing_space import BreathingSpaceInput
from calculators.breathing_space.models import (
    OtherProtection,
    another_protection,
    not_said_of_others,
    other_problems,
    other_protections,
)
from calculators.core import catalogue, tenancies
from calculators.core.breathing_space import OF_PROTECTION, Protection
from calculators.core.checklist import GateRow
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.questions import CalculatorInput, question, question_of, same_question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, CalendarStrip, part
from calculators.core.service import ClauseSays, Method
from calculators.core.tenancies import ASSOCIATION, ON_TRIAL, Landlord, Tenure
from calculators.core.trace import Frozen
from calculators.core.wording import long_date
from calculators.court_costs import CourtCostsInput
from calculators.court_costs.models import OrderAsked
from calculators.next_step import NextStepInput
from calculators.next_step.models import PlanNow, Record
from calculators.notice import NoticeInput
from calculators.notice.models import FormUsed, Grounds, Purpose, Review, Task
from calculators.protocol_ledger import ProtocolLedgerInput
from calculators.protocol_ledger.models import ClaimRests, Stage

PROTECTED, PEOPLE, PAPERS = "Breathing space and insolvency", "The tenant", "The claim"
RISK, ORDER, GOING = "What the tenant may bring", "The order asked for", "Going to court"

#: What comes after the notice: the claim, the order asked for, and going to court.
LATER = (PAPERS, ORDER, GOING)
SERVED = {"stage": (Stage.NOTICE.value, Stage.CLAIM.value)}
ISSUED = {"stage": (Stage.CLAIM.value,)}
#: Tenancies for which the court may have no choice; a secure tenant's judge always has.
MAY_HAVE_NO_CHOICE = {"tenure": tuple(e.value for e in Tenure if e is not Tenure.SECURE)}
IS_PROTECTED = {"protected_since_notice": (YesNoNotKnown.YES.value,)}


def of_notice(name: str, **own: Any) -> Any:
    """A question of the notice calculator, about the notice that was served."""
    shown = dict(question_of(NoticeInput.model_fields[name]).shown_when)
    shown.pop("task", None)
    own.setdefault("shown_when", SERVED | shown)
    own.setdefault("if_missing", "")
    return same_question(NoticeInput, name, **own)


def of_protocol(name: str, **own: Any) -> Any:
    """A question of the protocol ledger."""
    return same_question(ProtocolLedgerInput, name, **own)


def once_yes(name: str, first: str) -> Any:
    """A question of the protocol ledger, asked once another is answered with yes."""
    return of_protocol(name, shown_when={first: (YesNoNotKnown.YES.value,)})


def of_protection(name: str, **own: Any) -> Any:
    """A question about a breathing space or an order that may stay open here."""
    shown = question_of(BreathingSpaceInput.model_fields[name]).shown_when
    return same_question(
        BreathingSpaceInput,
        name,
        **{
            "group": PROTECTED,
            "default": None,
            "if_missing": "",
            "shown_when": IS_PROTECTED | dict(shown),
        }
        | own,
    )


def done(label: str, group: str, **about: Any) -> Any:
    """A question whether something has been done, and can be shown.

    What belongs to the claim itself is asked once a notice has been served.
    """
    if group in LATER:
        about["shown_when"] = SERVED | about.get("shown_when", {})
    return question(label, default=YesNoNotKnown.NOT_KNOWN, group=group, **about)


class Presenter(Choice):
    """Who speaks for the landlord at the hearing."""

    OFFICER = ("officer", "One of our own officers")
    LAWYER = ("lawyer", "A solicitor, a barrister or an agent who may speak in court")
    NOT_KNOWN = ("not-known", "Not known yet")


class CourtReadinessInput(CalculatorInput):
    """One file, gate by gate. An answer left empty is never taken as a yes."""

    beside_the_point = (
        ("stage", ()),
        ("tenure", ()),
        ("purpose", ()),
        ("grounds", ()),
        ("method", ()),
        ("landlord", ()),
        ("benefit_on_its_way", ()),
        ("protected_since_notice", ("arrears",)),
        ("plan", ("plan_warned", "plan_warning_on")),
        (
            "rent_frequency",
            ("rent_charge_day", "rent_charge_date", "late_at_service", "late_at_hearing"),
        ),
    )

    case_date: Date = catalogue.case_date(
        hint="Usually today. Before a claim: the day it would be issued."
    )
    landlord: Landlord = same_question(NoticeInput, "landlord")
    tenure: Tenure = tenancies.tenure()
    social_housing: YesNoNotKnown = tenancies.social_housing()
    stage: Stage = of_protocol("stage", default=Stage.NOTICE)
    purpose: Purpose = same_question(NoticeInput, "purpose")
    grounds: Grounds = same_question(NoticeInput, "grounds")

    protected_since_notice: YesNoNotKnown = same_question(
        NoticeInput, "protected_since_notice", group=PROTECTED, shown_when={}
    )
    protection_looked_on: Date | None = question(
        "Day we last looked for a breathing space",
        default=None,
        group=PROTECTED,
        hint="In the mailbox the Insolvency Service writes to. Look on the day of the claim.",
    )
    protection: Protection | None = of_protection("protection", shown_when=IS_PROTECTED)
    registered_on: Date | None = of_protection("registered_on")
    treatment_ended_on: Date | None = of_protection("treatment_ended_on")
    breathing_space_ended_on: Date | None = of_protection("breathing_space_ended_on")
    order_made_on: Date | None = of_protection("order_made_on")
    arrears_included: YesNoNotKnown = of_protection(
        "arrears_included", default=YesNoNotKnown.NOT_KNOWN
    )
    arrears: Money | None = of_protection("arrears")
    arrears_at_start: Money | None = of_protection("arrears_at_start")
    another_protection: YesNoNotKnown = another_protection(group=PROTECTED, shown_when=IS_PROTECTED)
    other_protections: tuple[OtherProtection, ...] = other_protections(
        group=PROTECTED, shown_when=IS_PROTECTED
    )

    method: Method | None = of_notice("method", default=None)
    given_on: Date | None = of_notice("given_on", default=None)
    email_agreed: YesNoNotKnown = of_notice("email_agreed")
    clause_says: ClauseSays = of_notice("clause_says")
    clause_days: WholeNumber | None = of_notice("clause_days")
    received_on: Date | None = of_notice("received_on")
    rent: Money | None = of_notice("rent", group=catalogue.THE_RENT, shown_when={})
    rent_frequency: Frequency | None = same_question(
        NoticeInput, "rent_frequency", default=None, if_missing=""
    )
    rent_charge_day: ChargeDay | None = of_notice("rent_charge_day")
    rent_charge_date: Date | None = of_notice("rent_charge_date")
    trial_ends_on: Date | None = of_notice("trial_ends_on")
    term_ends_on: Date | None = of_notice("term_ends_on")
    term_can_be_ended: YesNoNotKnown = of_notice("term_can_be_ended")
    not_renewing_given: YesNoNotKnown = of_notice("not_renewing_given")
    breathing_space_then: YesNoNotKnown = of_notice("breathing_space_then")
    notice_specified_date: Date | None = of_notice("notice_specified_date")
    form_used: FormUsed = of_notice("form_used")
    names_everyone: YesNoNotKnown = of_notice("names_everyone")
    served_on_each: YesNoNotKnown = of_notice("served_on_each")
    says_why: YesNoNotKnown = of_notice("says_why")
    says_review: YesNoNotKnown = of_notice("says_review")
    address_given: YesNoNotKnown = of_notice("address_given")
    certificate_of_service: YesNoNotKnown = done(
        "Is there a certificate of service?",
        "What the notice says",
        hint="Name, day, time, method and address, with a copy of the notice.",
        shown_when=SERVED,
    )
    review_state: Review = of_notice("review_state")
    review_told_on: Date | None = of_notice("review_told_on")
    claim_issued_on: Date | None = same_question(
        BreathingSpaceInput,
        "claim_issued_on",
        group="After it was served",
        hint="From the court. Leave empty if not known.",
        shown_when=ISSUED,
    )

    contract_bars_ground_8: YesNoNotKnown = of_notice("contract_bars_ground_8")
    owed_at_service: Money | None = of_notice("owed_at_service")
    not_rent_at_service: Money | None = of_notice("not_rent_at_service")
    awaited_at_service: Money | None = of_notice("awaited_at_service")
    late_at_service: Money | None = of_notice("late_at_service")
    owed_at_claim: YesNoNotKnown = of_notice(
        "owed_at_claim", shown_when=SERVED | {"purpose": (Purpose.ARREARS.value,)}
    )
    owed_at_hearing: Money | None = of_notice(
        "owed_at_hearing", hint="A forecast: today's balance and what will be charged and paid."
    )
    not_rent_at_hearing: Money | None = of_notice("not_rent_at_hearing")
    awaited_at_hearing: Money | None = of_notice("awaited_at_hearing")
    late_at_hearing: Money | None = of_notice("late_at_hearing")
    persistent_delay: YesNoNotKnown = done(
        "Has a person judged the rent persistently late, and recorded it?",
        "Rent owed",
        hint="Ground 11: from the payment record.",
        shown_when=SERVED
        | {"grounds": (Grounds.ALL.value, Grounds.TEN_ELEVEN.value, Grounds.ELEVEN.value)},
    )

    each_tenant_contacted: YesNoNotKnown = of_protocol("each_tenant_contacted")
    affordable_sums_tried: YesNoNotKnown = of_protocol("affordable_sums_tried")
    last_statement_on: Date | None = of_protocol("last_statement_on")
    statements_each_quarter: YesNoNotKnown = of_protocol("statements_each_quarter")
    understood: YesNoNotKnown = of_protocol("understood")
    vulnerable: YesNoNotKnown = of_protocol("vulnerable")
    vulnerability_considered: YesNoNotKnown = once_yes("vulnerability_considered", "vulnerable")
    meets_deduction_rules: YesNoNotKnown = of_protocol("meets_deduction_rules")
    deductions_asked: YesNoNotKnown = once_yes("deductions_asked", "meets_deduction_rules")
    benefit_help_offered: YesNoNotKnown = of_protocol("benefit_help_offered")
    benefit_on_its_way: YesNoNotKnown = of_protocol("benefit_on_its_way")
    evidence_given: YesNoNotKnown = once_yes("evidence_given", "benefit_on_its_way")
    claim_likely: YesNoNotKnown = once_yes("claim_likely", "benefit_on_its_way")
    rest_paid: YesNoNotKnown = once_yes("rest_paid", "benefit_on_its_way")
    benefit_office_contacted: YesNoNotKnown = once_yes(
        "benefit_office_contacted", "benefit_on_its_way"
    )
    debt_advice_named: YesNoNotKnown = of_protocol("debt_advice_named")
    contact_after_notice: YesNoNotKnown = of_protocol("contact_after_notice")
    protocol_copy_on: Date | None = of_protocol("protocol_copy_on")
    plan: PlanNow = of_protocol("plan")
    plan_warned: YesNoNotKnown = of_protocol(
        "plan_warned", shown_when=SERVED | {"plan": (PlanNow.BROKEN.value,)}
    )
    plan_warning_on: Date | None = same_question(
        NextStepInput,
        "plan_warning_on",
        group=question_of(ProtocolLedgerInput.model_fields["plan"]).group,
        shown_when=SERVED
        | {"plan": (PlanNow.BROKEN.value,), "plan_warned": (YesNoNotKnown.YES.value,)},
    )
    other_ways_considered: YesNoNotKnown = of_protocol("other_ways_considered")
    reasons_letter: YesNoNotKnown = of_protocol("reasons_letter", shown_when=MAY_HAVE_NO_CHOICE)
    circumstances_considered: YesNoNotKnown = of_protocol(
        "circumstances_considered", shown_when=MAY_HAVE_NO_CHOICE
    )
    schedule_ready: YesNoNotKnown = of_protocol("schedule_ready", shown_when=MAY_HAVE_NO_CHOICE)
    hearing_on: Date | None = of_protocol("hearing_on")
    hearing_statement_on: Date | None = of_protocol("hearing_statement_on")
    told_of_hearing: YesNoNotKnown = of_protocol("told_of_hearing")

    vulnerability_record: Record = same_question(
        NextStepInput, "vulnerability_record", group=PEOPLE, shown_when={}
    )
    capacity_doubted: YesNoNotKnown = done(
        "Is there doubt that the tenant can defend a claim without help?",
        PEOPLE,
        hint="Mental capacity, or a tenant under 18.",
    )
    litigation_friend: YesNoNotKnown = done(
        "Has someone been found to act for the tenant in court?",
        PEOPLE,
        hint="A litigation friend.",
        shown_when={"capacity_doubted": (YesNoNotKnown.YES.value,)},
    )
    household_noted: YesNoNotKnown = done(
        "Are children, care leavers, domestic abuse and safeguarding noted?",
        PEOPLE,
        hint="With what was done about each, or that there is nothing to note.",
    )

    claim_names_right: YesNoNotKnown = done(
        "Do the claim papers name every tenant and the landlord, with the right address?", PAPERS
    )
    two_year_schedule: YesNoNotKnown = done(
        "Is there a rent schedule for the last two years, with a running total?",
        PAPERS,
        hint="Every sum due and paid, or from the first arrears if that is later.",
    )
    benefit_on_schedule: YesNoNotKnown = done(
        "Do the papers give the benefit position and earlier court action?",
        PAPERS,
        hint="Benefit paid to us, deductions, managed payments, and any earlier claim.",
    )
    witness_statement_ready: YesNoNotKnown = done(
        "Is our witness statement ready?",
        PAPERS,
        hint="Once a claim is issued: filed and served in time. See the court timetable.",
    )
    bundle_ready: YesNoNotKnown = done(
        "Is every paper on the pack list in the bundle?", PAPERS, hint="The list is in the answer."
    )

    repairs_open: YesNoNotKnown = done(
        "Is a repair, damp or another hazard reported and not put right?", RISK
    )
    repairs_looked_at: YesNoNotKnown = done(
        "Has a manager looked at it and recorded the decision to go on?",
        RISK,
        hint="What it may take off the arrears, and the time the law gives for hazards.",
        shown_when={"repairs_open": (YesNoNotKnown.YES.value,)},
    )
    complaint: YesNoNotKnown = same_question(NextStepInput, "complaint", group=RISK, shown_when={})

    order_asked: OrderAsked | None = same_question(
        CourtCostsInput, "order_asked", group=ORDER, default=None, shown_when=SERVED
    )
    order_affordable: YesNoNotKnown = done(
        "Do income and spending show that the tenant can pay those terms?",
        ORDER,
        shown_when={"order_asked": (OrderAsked.SUSPENDED.value, OrderAsked.ADJOURNED.value)},
    )
    outright_agreed: YesNoNotKnown = done(
        "Has a manager agreed to ask for possession outright, with reasons?",
        ORDER,
        shown_when={"order_asked": (OrderAsked.OUTRIGHT.value,)},
    )
    costs_worked_out: YesNoNotKnown = done(
        "Does the claim say what money and costs we ask for?",
        ORDER,
        hint="The arrears, the court fee and fixed costs. See court costs.",
    )

    housing_options_asked: YesNoNotKnown = done(
        "Was a referral to housing options offered, and made if the tenant agreed?", GOING
    )
    legal_help_given: YesNoNotKnown = done(
        "Has the tenant had the leaflet on free legal help?",
        GOING,
        hint="The Housing Loss Prevention Advice Service.",
    )
    signed_off: YesNoNotKnown = done(
        "Has the person who must agree a claim signed it off?",
        GOING,
        hint="The arrears procedure names the level.",
    )
    presenter: Presenter = question(
        "Who speaks for us at the hearing?",
        default=Presenter.NOT_KNOWN,
        group=GOING,
        shown_when=SERVED,
    )
    officer_authorised: YesNoNotKnown = done(
        "Is the officer authorised to speak in court for the council?",
        GOING,
        shown_when={"presenter": (Presenter.OFFICER.value,), "landlord": (Landlord.COUNCIL.value,)},
    )

    @property
    def claim_on(self) -> dt.date | None:
        """The day of the claim: made, or the day asked about; None where it is not known."""
        return self.claim_issued_on if self.stage is Stage.CLAIM else self.case_date

    @property
    def no_choice(self) -> ClaimRests:
        """What the claim rests on, as far as the court's choice goes."""
        if self.tenure in ON_TRIAL or self.purpose is not Purpose.ARREARS:
            return ClaimRests.MANDATORY
        if self.tenure in ASSOCIATION and "8" in self.grounds.numbers:
            return ClaimRests.MANDATORY if self.grounds is Grounds.EIGHT else ClaimRests.BOTH
        return ClaimRests.ARREARS

    def shared(self, model: type[CalculatorInput]) -> dict[str, Any]:
        """The facts that another calculator asks by the same names."""
        given = self.__dict__
        return {name: given[name] for name in model.asked if given.get(name) is not None}

    @property
    def notice_facts(self) -> dict[str, Any]:
        """The facts of the notice calculator."""
        return self.shared(NoticeInput) | {"task": Task.CHECK, "claim_day": self.claim_issued_on}

    def notice_facts_with(self, other: OtherProtection) -> dict[str, Any]:
        """The same, had a further protection been the only one."""
        facts = {n: each for n, each in self.notice_facts.items() if n not in OF_PROTECTION}
        return facts | {n: each for n, each in other.facts.items() if n in NoticeInput.asked}

    @property
    def protocol_facts(self) -> dict[str, Any]:
        """The facts of the protocol ledger."""
        return self.shared(ProtocolLedgerInput) | {
            "claim_rests": self.no_choice,
            "notice_served_on": self.given_on,
        }

    @property
    def others_open(self) -> bool:
        """Whether there may be a further protection that we know nothing of."""
        if self.protected_since_notice is not YesNoNotKnown.YES:
            return self.protected_since_notice is YesNoNotKnown.NOT_KNOWN
        return bool(not_said_of_others(self.another_protection, self.other_protections))

    def problems(self) -> list[Problem]:
        """What does not fit together; the notice's and the protocol's own checks come first."""
        # How often rent is charged decides no problem of the notice, and may not be known yet.
        facts = {"rent_frequency": Frequency.WEEKLY} | self.notice_facts
        notice = NoticeInput.holding(facts)
        found = [*notice.tenancy_problems(), *notice.money_problems()]
        if self.given_on is not None:
            found += [
                own_words(each) for each in notice.date_problems() if each.field != "given_on"
            ]
        protocol = ProtocolLedgerInput.holding(self.protocol_facts)
        # The day of the notice is asked here by another name, and looked at below.
        found += [each for each in protocol.problems() if each.field != "notice_served_on"]
        if self.purpose in (Purpose.NOT_RENEWING, Purpose.EXTEND_TRIAL):
            found.append(
                Problem(
                    "purpose",
                    f"“{self.purpose.label}” leads to no claim by itself. Choose the notice that "
                    "the claim rests on",
                )
            )
        if self.protection is not None:
            facts = self.shared(BreathingSpaceInput)
            if self.arrears is None:  # what is owed before it began can be no more than is owed
                facts.pop("arrears_at_start", None)
            found += BreathingSpaceInput.holding(facts).problems()
        found += other_problems(self.other_protections, self.case_date)
        passed = self.hearing_on is not None and self.hearing_on < self.case_date
        if self.hearing_on is not None and passed and all(p.field != "hearing_on" for p in found):
            found.append(
                Problem(
                    "hearing_on",
                    f"The hearing on {long_date(self.hearing_on)} has passed. Check the day, or "
                    "use the next step calculator",
                )
            )
        found += self.still_to_come(HISTORY, self.case_date)
        return list(dict.fromkeys(found))


#: Days of what has happened, which cannot lie after the day of the case.
HISTORY = (
    "given_on",
    "protection_looked_on",
    "registered_on",
    "order_made_on",
    "plan_warning_on",
    "claim_issued_on",
)


def own_words(problem: Problem) -> Problem:
    """A problem of the notice calculator, where the day of the claim has another name here."""
    if problem.field != "claim_day":
        return problem
    theirs = NoticeInput.asked["claim_day"].label
    ours = CourtReadinessInput.asked["claim_issued_on"].label
    return Problem("claim_issued_on", problem.message.replace(theirs, ours))


class GateLine(Frozen):
    """One of the gates, with the sub-gate that decides it."""

    gate: str = part("Gate", row_header=True)
    met: str = part("Met?")
    why: str = part("Why")


class Paper(Frozen):
    """One paper of the pack."""

    paper: str = part("Paper", row_header=True)
    why: str = part("What it shows")


class CourtReadinessResult(CalculatorResult):
    """Whether the file is ready for court, what stands in the way, and the day it could be."""

    ready: Outcome = part("Ready for court?")
    first: str | None = part("First thing to see to", if_none="Nothing", default=None)
    earliest: dt.date | None = part(
        "Earliest day the case could be ready", if_none="Cannot tell yet", default=None
    )
    earliest_why: str = part("Why that day")
    claim_from: dt.date | None = part("First day to issue a claim", default=None)
    claim_until: dt.date | None = part("Last day to issue a claim", default=None)
    protocol_missing: str | None = part(
        "First thing missing in the protocol", if_none="Nothing", default=None
    )
    daily_rate: Decimal | None = part("Daily rate", unit="GBP/day", default=None)
    days: CalendarStrip | None = part("The days", default=None)
    blocking: tuple[GateRow, ...] = part(
        "In the order to see to it", section="What stands in the way"
    )
    gates: tuple[GateLine, ...] = part("Gate by gate", section="The gates")
    people_decide: tuple[str, ...] = part("Only a person decides", section="The gates")
    pack: tuple[Paper, ...] = part("Pack list", section="The bundle", ticked=True)
