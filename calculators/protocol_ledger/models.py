"""What we ask about the steps of the Pre-Action Protocol, and the ledger that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators.core import catalogue, tenancies
from calculators.core.checklist import GateRow
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date
from calculators.core.results import CalculatorResult, part
from calculators.core.tenancies import Tenure
from calculators.core.wording import long_date
from calculators.next_step.models import PlanNow

FIRST, HELP, NOTICE, HEARING = (
    "Contact and statements",
    "Help with benefit and debt",
    "After the notice",
    "Before the hearing",
)
MANDATORY = "Where the court has no choice"


class Stage(Choice):
    """How far the case has come, as far as the protocol goes."""

    BEFORE_NOTICE = ("before-notice", "No notice served yet")
    NOTICE = ("notice-served", "Notice served, no claim yet")
    CLAIM = ("claim-issued", "Claim issued, waiting for the hearing")


class ClaimRests(Choice):
    """What the claim rests on, which decides the part of the protocol."""

    ARREARS = ("arrears", "Rent arrears, where the court decides whether it is reasonable")
    MANDATORY = (
        "mandatory",
        "A ground or procedure that leaves the court no choice",
        "Ground 8, section 21, introductory, demoted and other tenancies without security",
    )
    BOTH = ("both", "Both of these")
    NOT_KNOWN = ("not-known", "Not known yet")


#: Days of what has been done: none of them can lie ahead.
SENT = ("last_statement_on", "notice_served_on", "protocol_copy_on", "hearing_statement_on")
SERVED = {"stage": (Stage.NOTICE.value, Stage.CLAIM.value)}
ISSUED = {"stage": (Stage.CLAIM.value,)}
NO_CHOICE = {
    "claim_rests": (ClaimRests.MANDATORY.value, ClaimRests.BOTH.value, ClaimRests.NOT_KNOWN.value)
}


def done(label: str, group: str, **about: Any) -> Any:
    """A question whether a step of the protocol has been done, and can be shown."""
    return question(label, default=YesNoNotKnown.NOT_KNOWN, group=group, **about)


class ProtocolLedgerInput(CalculatorInput):
    """What has been done on one case, paragraph by paragraph."""

    beside_the_point = (
        ("stage", ()),
        ("claim_rests", ()),
        ("benefit_on_its_way", ()),
    )

    case_date: Date = catalogue.case_date()
    tenure: Tenure = tenancies.tenure()
    stage: Stage = question(
        "How far has the case come?",
        default=Stage.BEFORE_NOTICE,
        group=catalogue.THE_CASE,
    )
    claim_rests: ClaimRests = question(
        "What will the claim rest on?",
        default=ClaimRests.NOT_KNOWN,
        group=catalogue.THE_CASE,
    )

    each_tenant_contacted: YesNoNotKnown = done(
        "Has every named tenant been contacted about the arrears?",
        FIRST,
        hint="Cause, income, benefits and what they can afford. A letter to each, if in writing.",
    )
    affordable_sums_tried: YesNoNotKnown = done(
        "Have we tried to agree sums the tenant can afford?",
        FIRST,
        hint="From their income and spending, with any time limit set out in writing.",
    )
    last_statement_on: Date | None = question(
        "Last rent statement sent",
        default=None,
        group=FIRST,
        hint="Leave empty if you do not have the date.",
    )
    statements_each_quarter: YesNoNotKnown = done(
        "Has a rent statement gone out every quarter?",
        FIRST,
        hint="In plain words, with rent due and payments received.",
    )
    understood: YesNoNotKnown = done(
        "Have we made sure the tenant understands what we send?",
        FIRST,
        hint="Language, reading, disability. Note what was done.",
    )
    vulnerable: YesNoNotKnown = done("Is the tenant under 18, or particularly vulnerable?", FIRST)
    vulnerability_considered: YesNoNotKnown = done(
        "Have capacity, the Equality Act and care needs been considered?",
        FIRST,
        hint="Capacity: whether the tenant can follow and answer a claim. Care needs are for "
        "councils to consider.",
        shown_when={"vulnerable": (YesNoNotKnown.YES.value, YesNoNotKnown.NOT_KNOWN.value)},
    )
    meets_deduction_rules: YesNoNotKnown = done(
        "Can arrears be taken from the tenant's benefit?",
        HELP,
        hint="See deductions and managed payments.",
    )
    deductions_asked: YesNoNotKnown = done(
        "Have we asked for deductions from benefit?",
        HELP,
        shown_when={
            "meets_deduction_rules": (YesNoNotKnown.YES.value, YesNoNotKnown.NOT_KNOWN.value)
        },
    )
    benefit_help_offered: YesNoNotKnown = done(
        "Have we offered help with claims for help with rent?",
        HELP,
        hint="Universal Credit, Housing Benefit and the council's Housing Payment.",
    )
    benefit_on_its_way: YesNoNotKnown = question(
        "Is Universal Credit or Housing Benefit for rent on its way?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="A claim not decided yet, or an award not paid yet.",
        group=HELP,
    )
    evidence_given: YesNoNotKnown = done(
        "Has the tenant given all the evidence the benefit claim needs?",
        HELP,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    claim_likely: YesNoNotKnown = done(
        "Can the benefit claim be expected to succeed?",
        HELP,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    rest_paid: YesNoNotKnown = done(
        "Has the tenant paid what benefit will not cover?",
        HELP,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    benefit_office_contacted: YesNoNotKnown = done(
        "Have we been in touch with the benefit office, with consent?",
        HELP,
        shown_when={"benefit_on_its_way": ("yes", "not-known")},
    )
    debt_advice_named: YesNoNotKnown = done(
        "Have we told the tenant where to get free debt advice?", HELP
    )

    notice_served_on: Date | None = question(
        "Notice served",
        default=None,
        group=NOTICE,
        hint="Leave empty if you do not have the date.",
        shown_when=SERVED,
    )
    contact_after_notice: YesNoNotKnown = done(
        "Have we tried to talk to the tenant since the notice?", NOTICE, shown_when=SERVED
    )
    protocol_copy_on: Date | None = question(
        "Copy of the protocol sent",
        default=None,
        group=NOTICE,
        hint="Leave empty if it was not sent, or you do not have the date.",
        shown_when=SERVED,
    )
    plan: PlanNow = question(
        "How does the repayment plan stand?",
        default=PlanNow.NOT_KNOWN,
        hint="A plan is broken when a whole instalment is later than the policy allows.",
        group=NOTICE,
        shown_when=SERVED,
    )
    plan_warned: YesNoNotKnown = done(
        "Was the tenant warned, with a clear time to put it right?",
        NOTICE,
        shown_when=SERVED | {"plan": (PlanNow.BROKEN.value, PlanNow.NOT_KNOWN.value)},
    )
    other_ways_considered: YesNoNotKnown = done(
        "Have other ways to settle been considered, and noted?",
        NOTICE,
        hint="Mediation, the complaints procedure, an adviser's help.",
        shown_when=SERVED,
    )

    hearing_on: Date | None = question(
        "Day of the hearing",
        default=None,
        hint="From the court. Leave empty if it has not been set.",
        group=HEARING,
        shown_when=ISSUED,
    )
    hearing_statement_on: Date | None = question(
        "Rent statement for the hearing sent",
        default=None,
        hint="With what we know of the benefit position. Leave empty if it was not sent.",
        group=HEARING,
        shown_when=ISSUED,
    )
    told_of_hearing: YesNoNotKnown = done(
        "Has the tenant been told the day, the order asked for, and to come?",
        HEARING,
        hint="Because the home is at risk. Keep a record of it.",
        shown_when=ISSUED,
    )

    reasons_letter: YesNoNotKnown = done(
        "Have we written why we want possession, and asked for personal circumstances?",
        MANDATORY,
        hint="With a time to answer. It can go with the notice.",
        shown_when=NO_CHOICE,
    )
    circumstances_considered: YesNoNotKnown = done(
        "Have we considered what the tenant said, and given brief written reasons?",
        MANDATORY,
        shown_when=NO_CHOICE,
    )
    schedule_ready: YesNoNotKnown = done(
        "Does the claim carry a schedule of this?",
        MANDATORY,
        hint="In the particulars or a witness statement, with the key documents.",
        shown_when=NO_CHOICE,
    )

    def problems(self) -> list[Problem]:
        """Dates that cannot be in that order."""
        found = []
        for first, second, words in (
            ("notice_served_on", "protocol_copy_on", "Copy of the protocol sent"),
            ("notice_served_on", "hearing_on", "Day of the hearing"),
            ("notice_served_on", "hearing_statement_on", "Rent statement for the hearing sent"),
        ):
            earlier, later = getattr(self, first), getattr(self, second)
            if earlier is not None and later is not None and later < earlier:
                found.append(
                    Problem(
                        second,
                        f"{words} must be on or after the day of the notice, {long_date(earlier)}",
                    )
                )
        found += self.still_to_come(SENT, self.case_date, "Leave it empty until it is done")
        return found


class ProtocolLedgerResult(CalculatorResult):
    """The protocol paragraph by paragraph, and whether a claim may be issued under it."""

    met: Outcome = part("Protocol met so far?")
    may_issue: Outcome = part("Does the protocol let a claim be issued?")
    first_missing: str | None = part("First thing missing", if_none="Nothing", default=None)
    parts_that_apply: str = part("Parts that apply")
    statement_by: dt.date | None = part(
        "Last day to send the statement for the hearing", default=None
    )
    ledger: tuple[GateRow, ...] = part("Paragraph by paragraph", section="The ledger")
