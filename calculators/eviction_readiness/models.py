"""What we ask before an eviction, and the checklist that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators.core import catalogue, tenancies
from calculators.core.checklist import GateRow
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.court_forms import form
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.questions import CalculatorInput, question, same_question
from calculators.core.reading import Date, Money
from calculators.core.results import CalculatorResult, CalendarStrip, part
from calculators.core.tenancies import Tenure
from calculators.core.trace import Frozen
from calculators.core.wording import in_sentence, long_date
from calculators.next_step.models import (
    BreathingSpace,
    CourtDecision,
    NextStepInput,
    Record,
    TermsNow,
)

ORDER, BAILIFF, AGREED = "The order and the warrant", "The bailiff", "Interview and agreement"
PERSON, CHECKS, HELP = "For a person to weigh", "The last checks", "Help for the household"
DAY, AFTER = "The day itself", "Afterwards"

YES_OR_OPEN = (YesNoNotKnown.YES.value, YesNoNotKnown.NOT_KNOWN.value)


class Permission(Choice):
    """Whether the court's permission for the warrant was needed, and given."""

    NOT_NEEDED = ("not-needed", "It was not needed")
    GIVEN = ("given", "The court gave it")
    MISSING = ("missing", "It was needed, and the court has not given it")
    NOT_KNOWN = ("not-known", "Not known yet")


class FinalInterview(Choice):
    """How the final interview stands."""

    HELD = ("held", "Held")
    OFFERED = ("offered", "Offered, and the tenant did not come")
    NOT_YET = ("not-yet", "Neither held nor offered yet")
    NOT_KNOWN = ("not-known", "Not known yet")


class Application(Choice):
    """The tenant's application to the court to suspend the warrant."""

    NONE = ("none", "The tenant has not made one")
    WAITING = ("waiting", "Made, and not decided yet")
    REFUSED = ("refused", "Refused")
    SUSPENDED = ("suspended", "The court has suspended the warrant")
    NOT_KNOWN = ("not-known", "Not known yet")


class Referral(Choice):
    """A referral that needs the tenant's consent."""

    MADE = ("made", "Made, with consent")
    NO_CONSENT = ("no-consent", "Offered, and the tenant did not consent")
    NOT_MADE = ("not-made", "Neither made nor offered")
    NOT_KNOWN = ("not-known", "Not known yet")


def known(label: str, group: str, **about: Any) -> Any:
    """A question with yes, no and not known yet."""
    return question(label, default=YesNoNotKnown.NOT_KNOWN, group=group, **about)


def day(label: str, group: str, **about: Any) -> Any:
    """A date that may not be known."""
    about.setdefault("hint", "Leave empty if you do not have the date.")
    return question(label, default=None, group=group, **about)


def same(name: str, group: str, **about: Any) -> Any:
    """A question of the next step, asked here in every case unless it says otherwise."""
    return same_question(NextStepInput, name, group=group, **({"shown_when": {}} | about))


class EvictionReadinessInput(CalculatorInput):
    """One eviction, gate by gate."""

    case_date: Date = catalogue.case_date(
        hint="Usually today. It chooses the procedure and its levels of agreement."
    )
    tenure: Tenure = tenancies.tenure()
    joint_tenancy: YesNoNotKnown = known("Is it a joint tenancy?", catalogue.THE_CASE)
    arrears: Money | None = catalogue.arrears(
        needed=False,
        gt=None,
        ge=0,
        hint="What the account owes today, like 846.20. 0 if nothing. Leave empty if not known.",
    )

    order_on: Date | None = same("order_on", ORDER)
    court_decision: CourtDecision = same("court_decision", ORDER)
    order_in_force: YesNoNotKnown = known(
        "Is the order still in force?", ORDER, hint="Not set aside, discharged or met in full."
    )
    possession_date: Date | None = same(
        "possession_date", ORDER, shown_when={"court_decision": ("outright",)}
    )
    court_terms: TermsNow = same(
        "court_terms", ORDER, shown_when={"court_decision": ("suspended",)}
    )
    warrant_on: Date | None = same("warrant_on", ORDER)
    warrant_issued_on: Date | None = day(
        "Warrant issued", ORDER, hint="From the court. Leave empty if you do not have the date."
    )
    warrant_extended: YesNoNotKnown = known(
        "Has the warrant been extended?",
        ORDER,
        hint="By the court, or because it would have ended in a breathing space.",
    )
    warrant_extended_to: Date | None = day(
        "Last day of the extended warrant", ORDER, shown_when={"warrant_extended": ("yes",)}
    )
    permission: Permission = question(
        "Did the warrant need the court's permission?",
        default=Permission.NOT_KNOWN,
        group=ORDER,
        hint="It does for an old order, a new tenant or landlord since the order, or a broken term "
        "that is not about payment.",
    )

    eviction_notice_on: Date | None = same(
        "eviction_notice_on", BAILIFF, hint="The day it was delivered to the home."
    )
    new_eviction_notice: YesNoNotKnown = known(
        "Is it a new notice, because the eviction did not happen on an earlier day?",
        BAILIFF,
        hint="Answer yes only if the first notice was long enough. If it was too short, answer no: "
        "this one then counts as a first notice.",
    )
    eviction_notice_right: YesNoNotKnown = known(
        "Was the notice addressed and left as the rules say?",
        BAILIFF,
        hint="To the defendants and “any other occupiers”, in a sealed transparent envelope "
        "through the letterbox or fixed to the door.",
    )
    eviction_on: Date | None = same("eviction_on", BAILIFF)
    bailiff_confirmed: YesNoNotKnown = known(
        "Have we confirmed the bailiff's date by the court's deadline?", BAILIFF
    )
    risk_assessment_sent: YesNoNotKnown = known(
        "Have we sent the court the risk assessment?",
        BAILIFF,
        hint="Violence, weapons, animals, vulnerable people, police or social services, access.",
    )
    eviction_pause: YesNoNotKnown = known(
        "Do we stop evictions over Christmas near this day?",
        BAILIFF,
        hint="Our own choice each year. No law fixes it. No if the day is far from Christmas.",
    )
    pause_from: Date | None = day(
        "First day of the Christmas pause", BAILIFF, shown_when={"eviction_pause": ("yes",)}
    )
    pause_to: Date | None = day(
        "Last day of the Christmas pause", BAILIFF, shown_when={"eviction_pause": ("yes",)}
    )

    final_interview: FinalInterview = question(
        "Has the final interview been held or offered?",
        default=FinalInterview.NOT_KNOWN,
        group=AGREED,
    )
    final_interview_on: Date | None = same(
        "final_interview_on",
        AGREED,
        hint="The day it was held, or offered for. Leave empty if you do not have the date.",
        shown_when={"final_interview": ("held", "offered", "not-known")},
    )
    eviction_review_on: Date | None = same(
        "eviction_review_on", AGREED, hint="The day it was finished. Leave empty if it is not."
    )
    agreed_income_team_leader: YesNoNotKnown = known(
        "Has the income team leader agreed to the eviction?",
        AGREED,
        hint="Counts where the procedure of the day names the team leader.",
    )
    agreed_income_manager: YesNoNotKnown = known(
        "Has the income manager agreed to the eviction?", AGREED
    )
    agreed_head_of_housing: YesNoNotKnown = known(
        "Has the head of housing agreed to the eviction?", AGREED
    )

    vulnerability_record: Record = same(
        "vulnerability_record",
        PERSON,
        hint="Equality Act, capacity, children, domestic abuse and support. Made for the eviction: "
        "the one made for the warrant does not do.",
    )
    still_right: YesNoNotKnown = known(
        "Has a person decided, with reasons, that eviction is still right?",
        PERSON,
        hint="A person weighs equality and proportionality. We only ask what they decided.",
    )

    moratorium_checked_on: Date | None = day("Breathing space checked for every tenant", CHECKS)
    breathing_space: BreathingSpace = same(
        "breathing_space", CHECKS, default=BreathingSpace.NOT_KNOWN
    )
    breathing_space_started_on: Date | None = same(
        "breathing_space_started_on",
        CHECKS,
        shown_when={"breathing_space": ("standard", "mental-health", "ended")},
    )
    breathing_space_ended_on: Date | None = same(
        "breathing_space_ended_on", CHECKS, shown_when={"breathing_space": ("ended",)}
    )
    another_breathing_space: YesNoNotKnown = known(
        "Was there another breathing space for these arrears?",
        CHECKS,
        hint="For any tenant, since the order.",
        shown_when={"breathing_space": ("standard", "mental-health", "ended")},
    )
    another_started_on: Date | None = day(
        "Day the other one started", CHECKS, shown_when={"another_breathing_space": ("yes",)}
    )
    another_ended_on: Date | None = day(
        "Last day the other one ran", CHECKS, shown_when={"another_breathing_space": ("yes",)}
    )
    insolvency: YesNoNotKnown = same("insolvency", CHECKS, default=YesNoNotKnown.NOT_KNOWN)
    insolvency_advice: YesNoNotKnown = known(
        "Has a lawyer advised that the eviction can go on with it?",
        CHECKS,
        shown_when={"insolvency": ("yes",)},
    )
    account_checked_on: Date | None = day(
        "Arrears, payments, benefit and the court checked",
        CHECKS,
        hint="The last time all four were looked at. Leave empty if they were not.",
    )
    benefit_on_its_way: YesNoNotKnown = same("benefit_on_its_way", CHECKS, why="")
    benefit_weighed: YesNoNotKnown = known(
        "Has a person weighed that benefit, and decided to go on?",
        CHECKS,
        shown_when={"benefit_on_its_way": ("yes",)},
    )
    application: Application = question(
        "Has the tenant asked the court to suspend the warrant?",
        default=Application.NOT_KNOWN,
        group=CHECKS,
        hint=f"The tenant can ask up to the eviction itself, on {form('N244')}.",
    )
    complaint: YesNoNotKnown = same("complaint", CHECKS)

    housing_options: Referral = question(
        "Has the household been referred to the council's housing options team?",
        default=Referral.NOT_KNOWN,
        group=HELP,
        hint="For this eviction date. It needs the tenant's consent.",
    )
    children_in_home: YesNoNotKnown = known("Do children live in the home?", HELP)
    childrens_services_told: YesNoNotKnown = known(
        "Have children's services been told of the eviction date?",
        HELP,
        shown_when={"children_in_home": YES_OR_OPEN},
    )
    care_needs: YesNoNotKnown = known(
        "Does an adult in the home need care or support, or is there a safeguarding concern?", HELP
    )
    adults_services_told: YesNoNotKnown = known(
        "Have adults' services been told of the eviction date?",
        HELP,
        shown_when={"care_needs": YES_OR_OPEN},
    )
    hardship_fund_checked: YesNoNotKnown = known(
        "Has help from the council's hardship fund been checked?",
        HELP,
        hint="A housing payment from the Crisis and Resilience Fund. Before 1 April 2026, a "
        "Discretionary Housing Payment.",
    )
    all_tenants_told: YesNoNotKnown = known(
        "Has every joint tenant been checked and told?",
        HELP,
        hint="Each is named in the order, has been written to and asked about support needs.",
        shown_when={"joint_tenancy": YES_OR_OPEN},
    )
    pets_arranged: YesNoNotKnown = known(
        "Have we asked about pets, and is their care arranged?", HELP, hint="Yes if there are none."
    )

    locksmith_booked: YesNoNotKnown = known("Is the locksmith booked?", DAY)
    make_safe_booked: YesNoNotKnown = known("Is making safe of gas and electricity booked?", DAY)
    inventory_arranged: YesNoNotKnown = known(
        "Is somebody named to list what is left, with photographs?", DAY
    )
    keys_arranged: YesNoNotKnown = known("Is it settled who takes and keeps the keys?", DAY)
    securing_arranged: YesNoNotKnown = known("Is sealing and securing the home arranged?", DAY)

    belongings_decided: YesNoNotKnown = known(
        "Has a person decided how belongings are kept, and for how long?",
        AFTER,
        hint="We look after what is left behind. Check the tenancy agreement too.",
    )
    closure_arranged: YesNoNotKnown = known(
        "Is the closing of the account arranged?",
        AFTER,
        hint="Who closes it, the former tenant account, costs, recharges and the letter.",
    )

    def problems(self) -> list[Problem]:
        """Days that cannot be: after the day of the case, or in the wrong order."""
        labels = type(self).asked
        found = list(self.still_to_come(HISTORY, self.case_date))
        for first, second in IN_ORDER:
            earlier, later = getattr(self, first), getattr(self, second)
            if earlier is not None and later is not None and later < earlier:
                found.append(
                    Problem(
                        second,
                        f"{labels[second].label} must be on or after “"
                        f"{in_sentence(labels[first].label)}”, {long_date(earlier)}",
                    )
                )
        if self.eviction_on is not None and self.eviction_on < self.case_date:
            found.append(
                Problem(
                    "eviction_on",
                    f"{long_date(self.eviction_on)} has passed. If the eviction did not happen, "
                    "enter the new day from the bailiff; if it did, use the next step calculator",
                )
            )
        return found + self.overlapping()

    def overlapping(self) -> list[Problem]:
        """Two breathing spaces at once, which one tenant cannot have."""
        first = (self.breathing_space_started_on, self.breathing_space_ended_on)
        other = (self.another_started_on, self.another_ended_on)
        if self.joint_tenancy is YesNoNotKnown.YES or first[0] is None or other[0] is None:
            return []
        first_is_earlier = first[0] <= other[0]
        ended, begun = (first[1], other[0]) if first_is_earlier else (other[1], first[0])
        if (ended is None and first_is_earlier) or (ended is not None and begun <= ended):
            return [
                Problem(
                    "another_started_on",
                    "Two breathing spaces cannot run at once for one tenant. Check the days of "
                    "both, or answer yes to “Is it a joint tenancy?” if each tenant had one",
                )
            ]
        return []


#: Days of what has happened, which cannot lie after the day of the case.
HISTORY = (
    "order_on",
    "warrant_on",
    "warrant_issued_on",
    "eviction_notice_on",
    "final_interview_on",
    "eviction_review_on",
    "moratorium_checked_on",
    "account_checked_on",
    "breathing_space_started_on",
    "breathing_space_ended_on",
    "another_started_on",
    "another_ended_on",
)
#: Pairs of days where the second cannot come first.
IN_ORDER = (
    ("order_on", "possession_date"),
    ("order_on", "warrant_on"),
    ("order_on", "warrant_issued_on"),
    ("warrant_on", "warrant_issued_on"),
    ("order_on", "eviction_notice_on"),
    ("warrant_on", "eviction_notice_on"),
    ("warrant_issued_on", "eviction_notice_on"),
    ("warrant_issued_on", "warrant_extended_to"),
    ("eviction_notice_on", "eviction_on"),
    ("pause_from", "pause_to"),
    ("breathing_space_started_on", "breathing_space_ended_on"),
    ("another_started_on", "another_ended_on"),
)
#: The question about each role that may have to agree, by the role's id in the procedure.
LEVELS = {
    "income_team_leader": "agreed_income_team_leader",
    "income_manager": "agreed_income_manager",
    "head_of_housing": "agreed_head_of_housing",
}


class DayRow(Frozen):
    """One day that matters, and how it is counted."""

    what: str = part("What", row_header=True)
    day: dt.date | None = part("Day", if_none="Not known yet")
    counted: str = part("How it is counted")
    law: str = part("Source")


class EvictionReadinessResult(CalculatorResult):
    """Whether the eviction is ready, what stands in the way, its days and its two lists."""

    ready: Outcome = part("Ready for the eviction?")
    first_to_fix: str | None = part("First thing missing", if_none="Nothing", default=None)
    levels: str = part("Who must agree, in this order")
    blocking: tuple[str, ...] = part(
        "Not met, in the order to put right", section="What stands in the way"
    )
    open_items: tuple[str, ...] = part(
        "Not known yet, in the order to find out", section="What stands in the way"
    )
    dates: tuple[DayRow, ...] = part("Days that matter", section="The days", in_note=False)
    days: CalendarStrip | None = part("The days by week", section="The days", default=None)
    checklist: tuple[GateRow, ...] = part("Gate by gate", section="The checklist", in_note=False)
    day_list: tuple[str, ...] = part("On the day", section="Day-of-eviction list", in_note=False)
    closure_list: tuple[str, ...] = part(
        "After the eviction", section="Account closure list", in_note=False
    )
    version: str = part("Procedure", section="Where this comes from")
