"""What the notice calculator asks and answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from calculators.breathing_space import BreathingSpaceInput
from calculators.core import catalogue, service_questions, tenancies
from calculators.core.breathing_space import Protection
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.questions import CalculatorInput, question, same_question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult, CalendarStrip, part
from calculators.core.service import ClauseSays, Method
from calculators.core.tenancies import ASSOCIATION, COUNCIL, COVERED, ON_TRIAL, Landlord, Tenure
from calculators.core.trace import Frozen
from calculators.core.wording import long_date

THE_NOTICE, SAYS, AFTER = "The notice", "What the notice says", "After it was served"
SPACE = "Breathing space since the notice"
OWED = "Rent owed"


class Task(Choice):
    """What the officer wants to know."""

    PLAN = ("plan", "I am going to serve a notice")
    CHECK = ("check", "A notice has been served: is it valid?")


class OtherTenancy(Choice):
    """What it is, where it is none of the usual tenancies."""

    GARAGE = ("garage", "A garage let on its own")
    LOST_SECURITY = (
        "lost-security",
        "A tenant who has lost security",
        "A council tenant who has moved out, say: a notice to quit ends the tenancy",
    )
    MARKET_RENT = ("market-rent", "A housing association home at market rent")
    LEASEHOLDER = ("leaseholder", "A leaseholder or shared owner")
    FORMER = ("former", "A former tenant")


class Purpose(Choice):
    """What the notice is for."""

    ARREARS = ("arrears", "Possession for rent arrears")
    SECTION_21 = ("section-21", "Starter tenancy: possession without a ground (section 21)")
    NOT_RENEWING = ("not-renewing", "Flexible tenancy: no new tenancy when the term ends")
    TERM_END = ("term-end", "Flexible tenancy: possession when the term ends")
    EXTEND_TRIAL = ("extend-trial", "Introductory tenancy: a longer trial period")


class Grounds(Choice):
    """The grounds of Housing Act 1988, Schedule 2, that a notice rests on."""

    ALL = ("8-10-11", "Grounds 8, 10 and 11")
    TEN_ELEVEN = ("10-11", "Grounds 10 and 11")
    EIGHT = ("8", "Ground 8 only")
    TEN = ("10", "Ground 10 only")
    ELEVEN = ("11", "Ground 11 only")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The grounds one by one."""
        return tuple(self.value.split("-"))


class FormUsed(Choice):
    """The form a notice was served on."""

    SECURE = ("secure-form", "The form of the 1987 regulations for secure tenancies")
    FORM_3 = ("form-3", "Form 3 (social housing assured tenancies)")
    FORM_3A = ("form-3a", "Form 3A (assured tenancies under the Renters' Rights Act)")
    FORM_6A = ("form-6a", "Form 6A (section 21)")
    LETTER = ("letter", "A letter or our own form")
    OTHER = ("other", "Another form")
    NOT_KNOWN = ("not-known", "Not known yet")


class Review(Choice):
    """What became of the tenant's right to a review of the notice."""

    NOT_ASKED = ("not-asked", "The tenant has not asked for one")
    OPEN = ("open", "Asked for in time, with no decision yet")
    UPHELD = ("upheld", "Decided: the notice stands, and the tenant has been told why")
    ENDED = ("ended", "Decided: the notice does not stand")
    NOT_KNOWN = ("not-known", "Not known yet")


CHECK = {"task": ("check",)}
ARREARS = {"purpose": ("arrears",)}
ASSURED = tuple(each.value for each in ASSOCIATION)
#: Where the old Ground 8 asks how late the rent is.
BY_THE_YEAR = {
    "grounds": (Grounds.ALL.value, Grounds.EIGHT.value),
    "rent_frequency": (Frequency.ANNUAL.value,),
}
WITH_DATE = ("arrears", "section-21", "term-end")


def in_the_notice(label: str, **about: Any) -> Any:
    """A yes or no about what a served notice says or how it was given."""
    about.setdefault("shown_when", CHECK)
    about.setdefault("group", SAYS)
    return question(label, default=YesNoNotKnown.NOT_KNOWN, **about)


def money_owed(label: str, **about: Any) -> Any:
    """An amount on the rent account, for assured tenancies."""
    about.setdefault("shown_when", {"tenure": ASSURED, **ARREARS})
    return question(
        label,
        default=None,
        group=OWED,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
        **about,
    )


def of_protection(name: str, **own: Any) -> Any:
    """A question about a breathing space since the notice, which may stay open here."""
    return same_question(
        BreathingSpaceInput, name, **{"group": SPACE, "default": None, "if_missing": ""} | own
    )


class NoticeInput(CalculatorInput):
    """One tenancy and one notice, planned or served."""

    beside_the_point = (
        ("task", ()),
        ("tenure", ()),
        ("purpose", ()),
        ("grounds", ()),
        ("method", ()),
        (
            "rent_frequency",
            ("rent_charge_day", "rent_charge_date", "late_at_service", "late_at_hearing"),
        ),
    )

    case_date: Date = catalogue.case_date(hint="Usually today.")
    task: Task = question(
        "What do you want to do?", group=catalogue.THE_CASE, if_missing="Choose what you want to do"
    )
    landlord: Landlord = question(
        "Who is the landlord?", group=catalogue.THE_CASE, if_missing="Choose the landlord"
    )
    tenure: Tenure = tenancies.tenure()
    other_tenancy: OtherTenancy | None = question(
        "What kind is it?",
        default=None,
        group=catalogue.THE_CASE,
        shown_when={"tenure": (Tenure.OTHER.value,)},
        if_missing="Choose what kind it is",
    )
    social_housing: YesNoNotKnown = tenancies.social_housing()
    purpose: Purpose = question(
        "What is the notice for?",
        default=Purpose.ARREARS,
        group=THE_NOTICE,
        shown_when={"tenure": tuple(each.value for each in COVERED)},
    )
    grounds: Grounds = question(
        "Which grounds?",
        default=Grounds.ALL,
        group=THE_NOTICE,
        shown_when={"tenure": ASSURED, **ARREARS},
    )

    method: Method = service_questions.method()
    given_on: Date = service_questions.given_on(
        hint="The day it was or will be handed over, left, posted or sent."
    )
    email_agreed: YesNoNotKnown = service_questions.email_agreed()
    clause_says: ClauseSays = service_questions.clause_says()
    clause_days: WholeNumber | None = service_questions.clause_days()
    received_on: Date | None = service_questions.received_on()

    rent_frequency: Frequency = catalogue.rent_frequency(
        hint="The period of the tenancy, as the agreement and the rent account show it."
    )
    rent_charge_day: ChargeDay | None = catalogue.rent_charge_day(
        hint="The first day of the rent week, mostly Monday. Leave empty if not known.",
        why="A council tenant's notice ends with a rent period.",
        shown_when={"rent_frequency": (Frequency.WEEKLY.value,)},
    )
    rent_charge_date: Date | None = catalogue.rent_charge_date(
        hint="The first day of any rent period: the 1st of a month, say. Leave empty if not known.",
        why="A council tenant's notice ends with a rent period.",
        shown_when={
            "rent_frequency": (
                Frequency.FORTNIGHTLY.value,
                Frequency.FOUR_WEEKLY.value,
                Frequency.MONTHLY.value,
            )
        },
    )
    trial_ends_on: Date | None = question(
        "Last day of the trial period",
        default=None,
        hint="The last day it is introductory or demoted, before any new extension.",
        group=THE_NOTICE,
        shown_when={"tenure": tuple(each.value for each in ON_TRIAL)},
    )
    term_ends_on: Date | None = question(
        "Last day of the fixed term",
        default=None,
        hint="From the agreement.",
        group=THE_NOTICE,
        shown_when={"tenure": (Tenure.FLEXIBLE.value,)},
    )
    term_can_be_ended: YesNoNotKnown = question(
        "Does the agreement let the landlord end the term early?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="Look for a clause on ending it early: break, re-entry or forfeiture.",
        group=THE_NOTICE,
        shown_when={"tenure": (Tenure.FLEXIBLE.value,), **ARREARS},
    )
    not_renewing_given: YesNoNotKnown = question(
        "Was the notice of no new tenancy served in time, with reasons and a review?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=THE_NOTICE,
        shown_when={"tenure": (Tenure.FLEXIBLE.value,), "purpose": (Purpose.TERM_END.value,)},
    )
    agreement_weeks: WholeNumber | None = question(
        "Weeks of notice the garage agreement asks for",
        default=None,
        hint="Leave empty if it says nothing.",
        group=THE_NOTICE,
        unit="weeks",
        ge=1,
        le=52,
        shown_when={"other_tenancy": (OtherTenancy.GARAGE.value,)},
    )
    let_with_home: YesNoNotKnown = question(
        "Is the garage part of the tenancy of a home?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=THE_NOTICE,
        shown_when={"other_tenancy": (OtherTenancy.GARAGE.value,)},
    )
    breathing_space_then: YesNoNotKnown = question(
        "Does a breathing space cover the arrears on the day of service?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="Look in the mailbox the Insolvency Service writes to.",
        group=THE_NOTICE,
        why="A notice served because of arrears it covers is void, whatever the tenancy.",
    )

    notice_specified_date: Date | None = question(
        "Date in the notice",
        default=None,
        hint="The date it says a claim may be made from or after. Leave empty if not known.",
        group=SAYS,
        shown_when=CHECK,
    )
    form_used: FormUsed = question(
        "Which form was used?", default=FormUsed.NOT_KNOWN, group=SAYS, shown_when=CHECK
    )
    names_everyone: YesNoNotKnown = in_the_notice("Does it name every tenant?")
    served_on_each: YesNoNotKnown = in_the_notice(
        "Was it served on every tenant?", hint="Yes where there is only one tenant."
    )
    says_why: YesNoNotKnown = in_the_notice(
        "Does it give the ground with particulars, or the reasons?",
        hint="Particulars are what is owed and since when. A wrong amount does not spoil the "
        "notice by itself; leaving them out may.",
    )
    says_review: YesNoNotKnown = in_the_notice(
        "Does it tell the tenant how to ask for a review, and by when?",
        shown_when={
            **CHECK,
            "tenure": (*(each.value for each in ON_TRIAL), Tenure.FLEXIBLE.value),
        },
    )
    prescribed_information: YesNoNotKnown = in_the_notice(
        "Does it carry the prescribed information and a saving clause?",
        hint="What the regulations on notices to quit ask for. A saving clause puts a wrong date "
        "right: it adds the next day on which the tenancy can end.",
        shown_when={**CHECK, "other_tenancy": (OtherTenancy.LOST_SECURITY.value,)},
    )
    address_given: YesNoNotKnown = in_the_notice(
        "Has the tenant been given the landlord's address for notices?",
        hint="An address in England or Wales: Landlord and Tenant Act 1987, section 48.",
        shown_when={**CHECK, "tenure": ASSURED},
        why="Until then rent is not lawfully due.",
    )

    review_state: Review = question(
        "Has the tenant asked for a review of the notice?",
        default=Review.NOT_KNOWN,
        group=AFTER,
        shown_when={**CHECK, "tenure": tuple(each.value for each in ON_TRIAL)},
    )
    review_told_on: Date | None = question(
        "Day the tenant was told the decision",
        default=None,
        hint="Leave empty if not known.",
        group=AFTER,
        shown_when={"review_state": (Review.UPHELD.value,)},
    )
    protected_since_notice: YesNoNotKnown = question(
        "Has a breathing space or insolvency protected the tenant since the notice?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="A breathing space, a debt relief order, bankruptcy or an IVA, of any joint tenant.",
        group=SPACE,
        shown_when={**CHECK, **ARREARS},
        why="While a breathing space runs no claim may be issued for the arrears in it, and a last "
        "day to claim that falls in it is moved.",
    )
    protection: Protection | None = of_protection(
        "protection", shown_when={"protected_since_notice": (YesNoNotKnown.YES.value,)}
    )
    registered_on: Date | None = of_protection("registered_on")
    treatment_ended_on: Date | None = of_protection("treatment_ended_on")
    breathing_space_ended_on: Date | None = of_protection("breathing_space_ended_on")
    order_made_on: Date | None = of_protection("order_made_on")
    arrears_included: YesNoNotKnown = of_protection(
        "arrears_included",
        default=YesNoNotKnown.NOT_KNOWN,
        shown_when={"protection": tuple(each.value for each in Protection)},
    )
    claim_day: Date | None = question(
        "Day of the claim, made or planned",
        default=None,
        hint="Leave empty to ask about the date of the answer.",
        group=AFTER,
        shown_when=CHECK,
    )
    hearing_on: Date | None = question(
        "Day of the hearing",
        default=None,
        hint="Leave empty if not set.",
        group=AFTER,
        shown_when=CHECK,
    )

    rent: Money | None = catalogue.rent_amount(
        needed=False,
        hint="The full charge for one period, before any benefit, like 112.50. If it changes "
        "before the hearing, check each day by itself.",
        group=OWED,
        shown_when={"tenure": ASSURED, **ARREARS},
    )
    contract_bars_ground_8: YesNoNotKnown = question(
        "Has the landlord promised not to use Ground 8?",
        default=YesNoNotKnown.NOT_KNOWN,
        hint="In the agreement, or in a stock-transfer promise.",
        group=OWED,
        shown_when={"grounds": (Grounds.ALL.value, Grounds.EIGHT.value)},
    )
    owed_at_service: Money | None = money_owed(
        "Owed on the account on the day of service", hint="The whole balance, like 1350.20"
    )
    not_rent_at_service: Money | None = money_owed(
        "How much of that is not rent?",
        hint="Recharges, court costs and other charges. 0 if none.",
    )
    awaited_at_service: Money | None = money_owed(
        "How much is unpaid only because Universal Credit has not come?",
        hint="An award with a housing amount, not received yet. 0 if none.",
    )
    late_at_service: Money | None = money_owed(
        "How much rent was more than three months late on the day of service?",
        hint="Rent only, as far as it was still unpaid. 0 if none. Leave empty if not known.",
        shown_when=BY_THE_YEAR,
        why="For rent charged by the year or the quarter, Ground 8 counts only rent so late.",
    )
    owed_at_claim: YesNoNotKnown = question(
        "Is any rent owed on the day of the claim?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=OWED,
        shown_when={"grounds": ("8-10-11", "10-11", "10"), **CHECK},
    )
    owed_at_hearing: Money | None = money_owed(
        "Owed on the account on the day of the hearing",
        hint="Leave empty until it is known.",
        shown_when={"grounds": ("8-10-11", "8"), **CHECK},
    )
    not_rent_at_hearing: Money | None = money_owed(
        "How much of that is not rent, at the hearing?",
        hint="Recharges, court costs and other charges. 0 if none.",
        shown_when={"grounds": ("8-10-11", "8"), **CHECK},
    )
    awaited_at_hearing: Money | None = money_owed(
        "How much is then unpaid only because Universal Credit has not come?",
        hint="An award with a housing amount, not received yet. 0 if none.",
        shown_when={"grounds": ("8-10-11", "8"), **CHECK},
    )
    late_at_hearing: Money | None = money_owed(
        "How much rent is more than three months late on the day of the hearing?",
        hint="Rent only, as far as it is then unpaid. 0 if none. Leave empty until it is known.",
        shown_when=BY_THE_YEAR | CHECK,
        why="For rent charged by the year or the quarter, Ground 8 counts only rent so late.",
    )

    @property
    def claim_on(self) -> dt.date:
        """The day of the claim, or the day of the answer."""
        return self.claim_day or self.case_date

    def problems(self) -> list[Problem]:
        """What does not fit together, each with the question it belongs to."""
        return [
            *self.tenancy_problems(),
            *self.date_problems(),
            *self.space_problems(),
            *self.claim_problems(),
            *self.money_problems(),
        ]

    def tenancy_problems(self) -> list[Problem]:
        """A tenancy its landlord cannot have, and a notice it cannot need."""
        found = []
        council = self.landlord is Landlord.COUNCIL
        if self.tenure in (ASSOCIATION if council else COUNCIL):
            whose = "a council" if council else "a housing association"
            found.append(
                Problem(
                    "tenure",
                    f"Is the tenancy right? {self.tenure.label} does not fit {whose}. Look at the "
                    "agreement: an old or a transferred tenancy may be of another kind, and then "
                    "take advice",
                )
            )
        fits = {
            Purpose.SECTION_21: (Tenure.STARTER,),
            Purpose.NOT_RENEWING: (Tenure.FLEXIBLE,),
            Purpose.TERM_END: (Tenure.FLEXIBLE,),
            Purpose.EXTEND_TRIAL: (Tenure.INTRODUCTORY,),
        }.get(self.purpose, COVERED)
        if self.tenure is not Tenure.OTHER and self.tenure not in fits:
            found.append(
                Problem(
                    "purpose",
                    f"“{self.purpose.label}” does not fit the tenancy, "
                    f"{self.tenure.label.lower()}. Choose what the notice is for",
                )
            )
        elsewhere = {
            OtherTenancy.MARKET_RENT: "For a home at market rent choose the tenancy “Assured”, and "
            "answer No to “Is the home let as social housing?”",
            OtherTenancy.LEASEHOLDER: "Leaseholders and shared owners are not covered: a lease "
            "ends by forfeiture under other law, and shared owners left the assured system on 27 "
            "December 2025. Take advice",
            OtherTenancy.FORMER: "A former tenant has no tenancy to end. Recover the debt by "
            "agreement or by a money claim",
        }
        if self.other_tenancy in elsewhere:
            found.append(Problem("other_tenancy", elsewhere[self.other_tenancy]))
        return found

    def date_problems(self) -> list[Problem]:
        """Dates in an order that cannot be."""
        found: list[Problem] = []
        pairs = (
            ("given_on", "received_on", "the day it was given"),
            ("given_on", "claim_day", "the day it was given"),
            ("given_on", "review_told_on", "the day it was given"),
            ("claim_day", "hearing_on", "the day of the claim"),
            ("given_on", "hearing_on", "the day it was given"),
        )
        for first, second, words in pairs:
            earlier, later = getattr(self, first), getattr(self, second)
            if second in {each.field for each in found}:
                continue
            if earlier is not None and later is not None and later < earlier:
                label = type(self).asked[second].label
                message = f"{label} must be on or after {words}, {long_date(earlier)}. Check both"
                found.append(Problem(second, message))
        if self.task is Task.CHECK and self.given_on > self.case_date:
            found.append(
                Problem(
                    "given_on",
                    "Day it was given must be on or before the date the answer is for, "
                    f"{long_date(self.case_date)}. For a notice still to be served, choose “"
                    f"{Task.PLAN.label}”",
                )
            )
        return found

    def claim_problems(self) -> list[Problem]:
        """A hearing that has been, of a claim whose day is missing."""
        if self.claim_day is not None or self.hearing_on is None:
            return []
        if not self.given_on <= self.hearing_on < self.case_date:
            return []
        return [
            Problem(
                "claim_day",
                f"Enter the day of the claim: the hearing, {long_date(self.hearing_on)}, is before "
                "the date the answer is for",
            )
        ]

    def space_problems(self) -> list[Problem]:
        """Days of a breathing space or an order that cannot be."""
        if self.protection is None:
            return []
        names = (
            "case_date",
            "registered_on",
            "treatment_ended_on",
            "breathing_space_ended_on",
            "order_made_on",
        )
        facts = {name: getattr(self, name) for name in names}
        return BreathingSpaceInput.holding(facts).problems()

    def money_problems(self) -> list[Problem]:
        """Parts of a balance that are more than the balance."""
        found = []
        for when in ("service", "hearing"):
            owed = getattr(self, f"owed_at_{when}")
            parts = [getattr(self, f"{each}_at_{when}") or 0 for each in ("not_rent", "awaited")]
            if owed is not None and sum(parts) > owed:
                name = f"not_rent_at_{when}" if parts[0] else f"awaited_at_{when}"
                found.append(
                    Problem(
                        name,
                        "What is not rent and what Universal Credit has not paid yet must not be "
                        "more than the whole balance, taken together",
                    )
                )
            late, not_rent = getattr(self, f"late_at_{when}"), parts[0]
            if owed is not None and late is not None and late > owed - not_rent:
                found.append(
                    Problem(
                        f"late_at_{when}",
                        "Rent that is more than three months late must not be more than the rent "
                        "owed on that day. Take off what is not rent",
                    )
                )
        return found


class CheckRow(Frozen):
    """One thing that must be right, and whether it is."""

    id: str
    what: str = part("What must be right", row_header=True)
    outcome: Outcome = part("Is it?")
    because: str = part("Because")
    law: str = part("Law")
    do_now: str = part("What to do now")


class GroundRow(Frozen):
    """One ground, and whether it is made out."""

    ground: str = part("Ground", row_header=True)
    outcome: Outcome = part("Made out?")
    because: str = part("Because")
    law: str = part("Law")


class Possibility(Frozen):
    """One law that may govern the notice."""

    if_so: str = part("If", row_header=True)
    form: str = part("Form")
    earliest_date: dt.date | None = part("Earliest date in the notice")
    claim_from: dt.date | None = part("First day to claim")
    claim_until: dt.date | None = part("Last day to claim")
    verdict: Outcome = part("Right so far?")


class NoticeResult(CalculatorResult):
    """Which notice, its dates, and whether it holds."""

    verdict: Outcome = part("Is it right, as far as the facts go?")
    can_claim: Outcome | None = part("Can a claim be issued that day?")
    notice: str | None = part("Notice", if_none="Depends: see the possibilities")
    form: str | None = part("Form", if_none="Depends: see the possibilities")
    served_on: dt.date | None = part("Counts as served on", if_none="Cannot tell yet")
    earliest_date: dt.date | None = part("Earliest date to put in it")
    #: The same for a notice already served, which must not be taken over into a new one.
    safe_date: dt.date | None = part("Earliest safe date for that day of service")
    strict_date: dt.date | None = part("Earliest date on the strict reading", in_note=False)
    serve_by: dt.date | None = part("Serve it by")
    claim_from: dt.date | None = part("First day to issue a claim")
    claim_until: dt.date | None = part("Last day to issue a claim")
    issue_by: dt.date | None = part("Last working day before that day is over")
    limit: Outcome | None = part("Does a breathing space move the last day?", default=None)
    review_until: dt.date | None = part("Last day to ask for a review")
    decision_before: dt.date | None = part("Review decision must reach the tenant before")
    trial_extended_to: dt.date | None = part("Trial period then ends on")
    days: CalendarStrip | None = part("The days")
    possibilities: tuple[Possibility, ...] = part("Which law governs it", section="What is open")
    checks: tuple[CheckRow, ...] = part("What was looked at", section="Checks")
    ground_8_needs: Decimal | None = part("Unpaid rent Ground 8 needs", unit="GBP", section="Rent")
    rent_unpaid_at_service: Decimal | None = part(
        "Rent that counts at service", unit="GBP", section="Rent"
    )
    rent_unpaid_at_hearing: Decimal | None = part(
        "Rent that counts at the hearing", unit="GBP", section="Rent"
    )
    grounds: tuple[GroundRow, ...] = part("Grounds", section="Rent")
    contains: tuple[str, ...] = part("The notice must", section="What it must contain")
    court_test: str | None = part("What the court asks", section="At court")
    overlooked: str | None = part("Could the court overlook a defect?", section="At court")
