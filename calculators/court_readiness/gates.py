"""The gates of the checklist, one function each; each gate depends on its own facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.breathing_space import BreathingSpaceResult
from calculators.breathing_space.models import not_said_of_others
from calculators.core.breathing_space import (
    NOT_COLLECTED,
    SHARPLES,
    SPACES,
    Protection,
    lets_claim_go_on,
    none_stops,
    runs_on,
    stops_no_claim,
)
from calculators.core.checklist import VERDICTS, Gate, GateRow, fact, in_full
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import (
    Outcome,
    Verdict,
    all_of,
    any_of,
    cannot_tell,
    no,
    not_said,
    yes,
)
from calculators.core.tenancies import ON_TRIAL, Landlord
from calculators.core.wording import in_sentence
from calculators.court_costs.models import OrderAsked
from calculators.court_readiness import rules
from calculators.court_readiness.models import CourtReadinessInput, Presenter
from calculators.notice import NoticeResult
from calculators.notice.models import CheckRow, Purpose
from calculators.protocol_ledger import ProtocolLedgerResult
from calculators.protocol_ledger.models import ClaimRests, Stage

YES, NO, UNKNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN

#: The gates in the order of the checklist, with their names.
NAMES = {
    "form": "Right law and right form",
    "notice": "Notice",
    "review": "Review of the notice",
    "ground": "Ground",
    "protocol": "Pre-Action Protocol",
    "benefit": "Benefit that is awaited",
    "protection": "Breathing space and insolvency",
    "people": "Vulnerability and equality",
    "schedule": "Rent schedule and daily rate",
    "counterclaim": "What the tenant may claim from us",
    "order": "Order asked for",
    "referrals": "Referrals and legal help",
    "hearing": "Hearing papers",
    "authority": "Sign-off and right to speak",
}
#: The order to see to them: first what forbids every step, then what can send us back furthest.
FIX_ORDER = (
    "protection",
    "form",
    "notice",
    "review",
    "ground",
    "benefit",
    "protocol",
    "people",
    "schedule",
    "counterclaim",
    "order",
    "referrals",
    "hearing",
    "authority",
)
#: The gates that are looked at once a notice has been served.
AFTER_NOTICE = ("form", "ground", "schedule", "order", "referrals", "hearing", "authority")
#: The notice's own checks, gate by gate, in order.
CHECKS = {
    "form": (
        "law",
        "law-at-claim",
        "term",
        "not-renewing",
        "available",
        "term-known",
        "form",
        "names",
        "address",
    ),
    "notice": ("service", "each", "why", "breathing", "date", "life", "trial", "opens", "closes"),
    "review": ("says-review", "review"),
}
OF_CLAIM = ("law-at-claim", "opens", "closes", "review")
AWAITED = "Awaited benefit does not stop a claim"
PROTOCOL = "Pre-Action Protocol for Possession Claims by Social Landlords"
SCHEDULE_LAW = "Practice Direction 55A, paras 2.1 to 2.3A"
BREATHING_LAW = "SI 2020/1311 reg. 7"
#: The notice calculator's check of the last day to claim.
CLOSES = "closes"
UNTIL_IT_ENDS = "Issue nothing for these arrears until it has ended; talk to the debt adviser."
FIND_OUT = (
    "Find out what protects each tenant, and since when: read the notification, or ask the debt "
    "adviser. Issue nothing until you know."
)
ISSUED_WRONG = "Take advice: the claim may fail, and a new one may have to be issued."


@dataclass(frozen=True)
class File:
    """A case and what the other calculators make of it.

    Attributes:
        inputs: The facts.
        notice: The notice calculator's answer; None while the notice is missing or not known.
        protocol: The protocol ledger's answer.
        protection: The breathing space calculator's answer; None where it cannot be asked.
        others: The same for each further breathing space or order, with what it is.
        other_notices: The notice calculator's answer, had each further breathing space been the
            only one.
        put_right_by: The last day to put a broken plan right; None where it cannot be told.
        daily_rate: The daily rate of rent; None where it cannot be worked out.
    """

    inputs: CourtReadinessInput
    notice: NoticeResult | None
    protocol: ProtocolLedgerResult
    protection: BreathingSpaceResult | None
    put_right_by: dt.date | None
    daily_rate: Decimal | None
    others: tuple[tuple[Protection, BreathingSpaceResult | None], ...] = ()
    other_notices: tuple[NoticeResult, ...] = ()

    @property
    def notices(self) -> tuple[NoticeResult, ...]:
        """What the notice calculator says for each breathing space by itself."""
        return self.other_notices if self.notice is None else (self.notice, *self.other_notices)

    @property
    def protections(self) -> tuple[tuple[Protection, BreathingSpaceResult | None], ...]:
        """Every protection with what it is, the first one first."""
        kind = self.inputs.protection
        first = () if kind is None else ((kind, self.protection),)
        return first + self.others

    @property
    def spaces(self) -> list[BreathingSpaceResult | None]:
        """The answers about those that are breathing spaces."""
        return [found for kind, found in self.protections if kind in SPACES]

    @property
    def stage(self) -> Stage:
        """How far the case has come."""
        return self.inputs.stage


def all_gates(file: File) -> dict[str, list[Gate]]:
    """Every gate with what it is made of; an empty one does not apply."""
    found = {
        "form": form(file),
        "notice": notice(file),
        "review": of_notice(file, "review") if file.inputs.tenure in ON_TRIAL else [],
        "ground": ground(file),
        "protocol": protocol(file),
        "benefit": [gate_of(each) for each in file.protocol.ledger if each.title == AWAITED],
        "protection": protection(file),
        "people": people(file),
        "schedule": schedule(file),
        "counterclaim": counterclaim(file),
        "order": order(file),
        "referrals": referrals(file),
        "hearing": hearing(file),
        "authority": authority(file),
    }
    assert list(found) == list(NAMES)
    if file.stage is Stage.BEFORE_NOTICE:
        found |= {name: [] for name in AFTER_NOTICE}
    return found


# The notice


def form(file: File) -> list[Gate]:
    """The notice's form, and the names in the claim papers."""
    return [*of_notice(file, "form"), claim_names(file)]


def of_notice(file: File, gate: str) -> list[Gate]:
    """What the notice calculator checked, for one gate."""
    if file.inputs.stage is Stage.BEFORE_NOTICE:
        return []
    if file.notice is None:
        return [not_known_notice(file)]
    checks = {each.id: each for each in file.notice.checks}
    return [of_check(file, checks[each]) for each in CHECKS[gate] if each in checks]


def not_known_notice(file: File) -> Gate:
    """Nothing can be said of a notice whose giving is not known."""
    open_facts = []
    if file.inputs.method is None:
        open_facts.append("how the notice was served")
    if file.inputs.given_on is None:
        open_facts.append("the day the notice was given")
    if file.inputs.rent_frequency is None:
        open_facts.append("how often rent is charged")
    return Gate(
        "notice-known",
        "The notice can be checked",
        cannot_tell("It cannot be checked yet.", *open_facts),
        "Look up the notice: how and when it was given, and how often rent is charged.",
        "Housing Act 1985 s.83; Housing Act 1988 s.8; Housing Act 1996 s.128",
    )


def of_check(file: File, check: CheckRow) -> Gate:
    """A check of the notice as a gate."""
    outcome, fix = check.outcome, check.do_now
    issued = file.inputs.stage is Stage.CLAIM
    if check.id in OF_CLAIM and file.inputs.claim_on is None:
        outcome = cannot_tell("It depends on the day of the claim.", "the day of the claim")
        fix = "Find out the day the claim was issued."
        return Gate(check.id, check.what, outcome, fix, check.law)
    if check.id == CLOSES:
        outcome = still_open(file, outcome)
    if issued and outcome.verdict is Verdict.NO and check.id in OF_CLAIM:
        fix = ISSUED_WRONG
    return Gate(check.id, check.what, outcome, fix or "Take advice.", check.law)


def still_open(file: File, closes: Outcome) -> Outcome:
    """Whether a claim is in time, where more than one breathing space may have moved the last day.

    The notice calculator moves it for one. Each can only make it later, so one that leaves the
    claim in time is enough.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    inputs = file.inputs
    if inputs.protected_since_notice is not YES or inputs.tenure in ON_TRIAL:
        return closes
    checks = [check for found in file.other_notices for check in found.checks]
    outcomes = [closes, *(each.outcome for each in checks if each.id == CLOSES)]
    verdict = any_of(each.verdict for each in outcomes)
    if verdict is not Verdict.NO:
        return next(each for each in outcomes if each.verdict is verdict)
    days = [each.claim_until for each in file.notices if each.claim_until is not None]
    if any(may_run_on(day, each) for day in days for each in file.spaces):
        return cannot_tell(
            "Another breathing space ran on the day that the first one moved it to.",
            "advice on the last day to claim",
        )
    if inputs.others_open:
        settles = "whether a breathing space ran on the last day to claim"
        return cannot_tell(closes.because, settles)
    return closes


def may_run_on(day: dt.date, space: BreathingSpaceResult | None) -> bool:
    """Whether a breathing space may have run on a day."""
    return space is None or runs_on(day, space.starts, space.last_day)


def claim_names(file: File) -> Gate:
    """The claim names the right people."""
    return Gate(
        "claim-names",
        "The claim papers name everyone",
        fact(
            file.inputs.claim_names_right,
            "They name every tenant and the landlord, with the right address.",
            "They do not name every tenant and the landlord with the right address.",
            "whether the claim papers name every tenant and the landlord, with the right address",
        ),
        "Put the names and addresses in the claim papers right.",
        "CPR 55.3; Landlord and Tenant Act 1987 ss.47 and 48",
        "Check the names and the address in the claim papers against the tenancy agreement.",
    )


def notice(file: File) -> list[Gate]:
    """The notice, its service and its window."""
    if file.inputs.stage is Stage.BEFORE_NOTICE:
        return [
            Gate(
                "no-notice",
                "A notice has been served",
                no("No notice has been served."),
                "Serve the right notice first: see the notice calculator.",
                "Housing Act 1985 s.83; Housing Act 1988 s.8; Housing Act 1996 s.128",
            )
        ]
    return [
        *of_notice(file, "notice"),
        Gate(
            "certificate",
            "A certificate of service",
            fact(
                file.inputs.certificate_of_service,
                "There is one.",
                "There is none, so service is hard to prove.",
                "whether there is a certificate of service",
            ),
            "Have the person who served the notice sign a certificate, with a copy of the notice.",
            "The landlord must prove service",
            "Look for the certificate of service. If there is none, have the person who served the "
            "notice sign one.",
        ),
    ]


def ground(file: File) -> list[Gate]:
    """A ground that the rent account bears out."""
    inputs = file.inputs
    if inputs.stage is Stage.BEFORE_NOTICE or inputs.purpose is not Purpose.ARREARS:
        return []
    what, fix = "A ground is made out", "Do not claim until a ground is made out."
    find_out = "Look at the rent account: a claim needs a ground that it bears out."
    if inputs.landlord is Landlord.COUNCIL:
        return [
            Gate(
                "ground",
                what,
                fact(
                    inputs.owed_at_claim,
                    "Rent is owed on the day of the claim.",
                    "No rent is owed on the day of the claim.",
                    "whether rent is owed on the day of the claim",
                ),
                fix,
                "Housing Act 1985 Sch. 2 ground 1; Housing Act 1996 ss.128 and 143E",
                find_out,
            )
        ]
    if file.notice is None:
        return [not_known_notice(file)]
    made_out = grounds(file, file.notice)
    return [Gate("ground", what, made_out, fix, "Housing Act 1988 Sch. 2", find_out)]


def grounds(file: File, found: NoticeResult) -> Outcome:
    """Any ground is enough; Ground 11 counts once a person has judged it."""
    inputs = file.inputs
    if not found.grounds:  # two laws may govern, and what they agree on stands in the checks
        return next(each.outcome for each in found.checks if each.id == "ground")
    outcomes = [
        delay(inputs.persistent_delay) if each.ground == "Ground 11" else each.outcome
        for each in found.grounds
    ]
    verdict = any_of(each.verdict for each in outcomes)
    alike = [each for each in outcomes if each.verdict is verdict]
    if verdict is Verdict.CANNOT_TELL:
        open_facts = dict.fromkeys(one for each in alike for one in each.settled_by)
        return cannot_tell(alike[0].because, *open_facts)
    if verdict is Verdict.NO:
        return no(" ".join(each.because for each in alike))
    return alike[0]


def delay(judged: YesNoNotKnown) -> Outcome:
    """Ground 11: a person judges it."""
    return fact(
        judged,
        "A person has judged the rent persistently late, and recorded it.",
        "A person has judged that the rent was not persistently late.",
        "whether a person has judged the rent persistently late",
    )


# The protocol


def gate_of(row: GateRow) -> Gate:
    """A line of the ledger as a gate."""
    outcome = Outcome(VERDICTS[row.met], row.why)
    return Gate(row.title, row.title, outcome, row.fix or "", row.law)


def protocol(file: File) -> list[Gate]:
    """The protocol's paragraphs, and the time that a warning gives."""
    found = [gate_of(each) for each in file.protocol.ledger if each.title != AWAITED]
    if file.inputs.stage is not Stage.BEFORE_NOTICE:
        found.append(plan_time(file))
    return found


def plan_time(file: File) -> Gate:
    """Whether the time to put a broken plan right is over."""
    inputs = file.inputs
    return Gate(
        "plan-time",
        "The time to put a broken plan right is over",
        rules.time_is_over(inputs.plan, inputs.plan_warned, file.put_right_by, inputs.case_date),
        "Wait until it is over, and look at the account again.",
        f"{PROTOCOL}, para. 2.9",
        "Look up how the plan stands, and the day of any warning.",
    )


# Protection


def protection(file: File) -> list[Gate]:
    """Breathing space, debt relief order, bankruptcy and IVA."""
    inputs = file.inputs
    found = [looked_today(file), nothing_stops(file)]
    if inputs.protected_since_notice is YES:
        found += [nothing_else_stops(file), arrears_split(file), *served_in_it(file)]
    return found


def looked_today(file: File) -> Gate:
    """Whether somebody looked on the day itself."""
    return Gate(
        "looked-today",
        "Breathing space looked for today",
        rules.looked(file.inputs.protection_looked_on, file.inputs.case_date),
        "Look in the mailbox the Insolvency Service writes to, on the day itself.",
        BREATHING_LAW,
    )


def nothing_stops(file: File) -> Gate:
    """Whether anything protects the arrears on the day."""
    inputs = file.inputs
    outcome = lets_us_claim(
        inputs, inputs.protected_since_notice, inputs.protection, file.protection
    )
    fix = UNTIL_IT_ENDS if outcome.verdict is Verdict.NO else FIND_OUT
    return Gate("nothing-stops", "Nothing protects the arrears", outcome, fix, BREATHING_LAW)


def nothing_else_stops(file: File) -> Gate:
    """Whether a further breathing space or order protects the arrears on the day."""
    inputs = file.inputs
    outcome = none_stops(
        [lets_us_claim(inputs, YES, kind, found) for kind, found in file.others],
        not_said_of_others(inputs.another_protection, inputs.other_protections),
    )
    title = "Nothing else protects the arrears"
    fix = UNTIL_IT_ENDS if outcome.verdict is Verdict.NO else FIND_OUT
    return Gate("nothing-else-stops", title, outcome, fix, BREATHING_LAW)


def lets_us_claim(
    inputs: CourtReadinessInput,
    since_notice: YesNoNotKnown,
    kind: Protection | None,
    found: BreathingSpaceResult | None,
) -> Outcome:
    """Whether one breathing space or order leaves room for the claim.

    Args:
        inputs: The facts.
        since_notice: Whether it has protected the tenant since the notice.
        kind: What it is; None where not known.
        found: The breathing space calculator's answer; None where its start is not known.

    Source:
        SI 2020/1311 reg. 7; Sharples v Places for People Homes [2011] EWCA Civ 813.
    """
    outcome = stops_no_claim(
        since_notice,
        kind,
        None if found is None else found.protected_today,
        None if found is None else found.last_day,
        inputs.case_date,
    )
    if inputs.stage is Stage.CLAIM and found is not None:
        return lets_claim_go_on(outcome, kind, found.claim)
    return outcome


def arrears_split(file: File) -> Gate:
    """Whether what is protected has been told apart."""
    known = file.inputs.arrears_at_start is not None and file.inputs.arrears is not None
    return Gate(
        "arrears-split",
        "Arrears split at its first day",
        yes("They are.")
        if known
        else cannot_tell(
            "Rent that fell due later is not protected.",
            "what was owed before the protection began",
        ),
        "Split the rent account at the first day of the protection.",
        "SI 2020/1311 regs 5 and 7",
    )


def served_in_it(file: File) -> list[Gate]:
    """Whether the notice was served while a breathing space ran."""
    outcomes = [
        found.notice
        for kind, found in file.protections
        if kind in SPACES and found is not None and found.notice is not None
    ]
    if not outcomes:
        return []
    verdict = all_of(each.verdict for each in outcomes)
    return [
        Gate(
            "served-in-it",
            "The notice was not served in a breathing space",
            next(each for each in outcomes if each.verdict is verdict),
            "Withdraw the notice in writing, and serve a new one once the breathing space ends.",
            "SI 2020/1311 reg. 7(7)",
        )
    ]


# The tenant


def people(file: File) -> list[Gate]:
    """Vulnerability and equality: a person decides, and this only asks whether one has."""
    inputs = file.inputs
    return [
        Gate(
            "equality",
            "A person has decided and recorded the equality duty",
            rules.recorded(inputs.vulnerability_record),
            "Have the person who must decide weigh equality and proportionality, and record why.",
            "Equality Act 2010 ss.15 and 149; Human Rights Act 1998, Article 8",
        ),
        Gate(
            "capacity",
            "The tenant can defend the claim, or has someone to",
            rules.either(
                inputs.capacity_doubted,
                inputs.litigation_friend,
                (
                    "Nobody doubts it.",
                    "Someone has been found to act for the tenant.",
                    "There is doubt, and nobody has been found to act for the tenant.",
                ),
                "whether the tenant can defend a claim without help",
                "whether someone has been found to act for the tenant",
            ),
            "Take advice on capacity, and on who can act for the tenant in court.",
            "CPR 21",
            "Ask whether the tenant can follow and answer a claim. Where there is doubt, take "
            "advice on who can act for them in court.",
        ),
        Gate(
            "household",
            "Children and safeguarding noted",
            fact(
                inputs.household_noted,
                "They are noted, with what was done.",
                "They are not noted.",
                "whether children, care leavers, domestic abuse and safeguarding are noted",
            ),
            "Note who lives there, and what was done about each risk.",
            "Children Act 2004 s.11; Equality Act 2010 s.149",
        ),
    ]


# The claim


def schedule(file: File) -> list[Gate]:
    """Two years of rent, the daily rate and the benefit position."""
    inputs = file.inputs
    return [
        Gate(
            "schedule",
            "Rent schedule for two years",
            fact(
                inputs.two_year_schedule,
                "There is one, with a running total.",
                "There is none for the last two years with a running total.",
                "whether there is a rent schedule for two years",
            ),
            "Make a schedule of all rent due and paid for two years, with a running total.",
            SCHEDULE_LAW,
        ),
        Gate(
            "daily-rate",
            "Daily rate of rent",
            daily_rate(file),
            "Enter the rent as the account shows it."
            if inputs.rent is None or inputs.rent_frequency is None
            else "Ask the court or a lawyer which daily rate to use, and show the sum.",
            SCHEDULE_LAW,
        ),
        Gate(
            "benefit-position",
            "Benefit position and earlier court action",
            fact(
                inputs.benefit_on_schedule,
                "The papers give them.",
                "The papers do not give them.",
                "whether the papers give the benefit position and earlier court action",
            ),
            "Add benefit paid to us, deductions, managed payments and any earlier claim.",
            SCHEDULE_LAW,
        ),
    ]


def daily_rate(file: File) -> Outcome:
    """Whether the daily rate of rent can be worked out.

    Source:
        Practice Direction 55A, para. 2.3; the court's own service has a rate for rent by the week,
        2 weeks, 4 weeks and month only.
    """
    inputs = file.inputs
    if file.daily_rate is not None:
        return yes("It can be worked out.")
    if inputs.rent is None or inputs.rent_frequency is None:
        return cannot_tell("It cannot be worked out.", "the rent and how often it is charged")
    return cannot_tell(
        f"No daily rate is held for rent charged {in_sentence(inputs.rent_frequency.label)}.",
        "the daily rate that the court takes",
    )


def counterclaim(file: File) -> list[Gate]:
    """Repairs, hazards and complaints."""
    inputs = file.inputs
    return [
        Gate(
            "repairs",
            "Repairs and hazards dealt with",
            rules.either(
                inputs.repairs_open,
                inputs.repairs_looked_at,
                (
                    "None is open.",
                    "A manager has looked at it and recorded the decision to go on.",
                    "One is open, and no manager has decided to go on.",
                ),
                "whether a repair or hazard is open",
                "whether a manager has decided to go on",
            ),
            "Put the repair in hand, and have a manager look at what it may take off the arrears.",
            "Landlord and Tenant Act 1985 ss.9A to 11; hazard deadlines from 27 October 2025",
            "Look for repairs, damp and other hazards reported and not put right, and for what a "
            "manager decided about them.",
        ),
        Gate(
            "complaint",
            "No complaint about this debt is open",
            fact(
                turned(inputs.complaint),
                "None is open.",
                "One is open: the steps it goes to wait until it is answered.",
                "whether a complaint about this debt is open",
            ),
            "Answer the complaint first.",
            "Housing Ombudsman Complaint Handling Code",
            "Ask whether a complaint about this debt is open.",
        ),
    ]


def turned(answer: YesNoNotKnown) -> YesNoNotKnown:
    """The opposite answer; what is not known stays so."""
    return {YES: NO, NO: YES}.get(answer, answer)


def order(file: File) -> list[Gate]:
    """The order asked for: one the court can make, that the tenant can keep."""
    inputs = file.inputs
    found = [
        Gate(
            "order",
            "The court can make the order",
            can_be_made(file),
            "Choose an order that the court can make.",
            "Housing Act 1980 s.89; Housing Act 1985 s.85; Housing Act 1988 s.9",
        )
    ]
    if inputs.order_asked in (OrderAsked.SUSPENDED, OrderAsked.ADJOURNED):
        found.append(
            Gate(
                "affordable",
                "The tenant can afford the terms",
                fact(
                    inputs.order_affordable,
                    "Income and spending show it.",
                    "Income and spending do not show it.",
                    "whether income and spending show that the tenant can pay",
                ),
                "Work out income and spending, and ask for terms the tenant can keep.",
                f"{PROTOCOL}, para. 2.2; Housing Act 1985 s.85; Housing Act 1988 s.9",
            )
        )
    elif inputs.order_asked is OrderAsked.OUTRIGHT and inputs.no_choice != ClaimRests.MANDATORY:
        found.append(
            Gate(
                "outright",
                "A manager has agreed to an outright order",
                fact(
                    inputs.outright_agreed,
                    "A manager has agreed, with reasons.",
                    "No manager has agreed.",
                    "whether a manager has agreed to an outright order",
                ),
                "Have a manager decide whether to ask for possession outright, with reasons.",
                "Housing Act 1985 ss.84 and 85; Housing Act 1988 ss.7 and 9",
            )
        )
    found.append(
        Gate(
            "costs",
            "Money and costs asked for",
            fact(
                inputs.costs_worked_out,
                "The claim says what is asked for.",
                "The claim does not say what money and costs are asked for.",
                "whether the claim says what money and costs are asked for",
            ),
            "Work out the arrears, the fee and fixed costs: see court costs.",
            "CPR Part 45; County Courts Act 1984 s.74",
        )
    )
    return found


def can_be_made(file: File) -> Outcome:
    """Whether the law lets the court make the order."""
    inputs = file.inputs
    on_terms = inputs.order_asked in (OrderAsked.SUSPENDED, OrderAsked.ADJOURNED)
    if inputs.order_asked is None:
        return not_said("which order we ask for")
    if inputs.order_asked is OrderAsked.SUSPENDED and inputs.no_choice is ClaimRests.MANDATORY:
        return no("Where the court has no choice, it cannot suspend the order on terms.")
    orders = [
        Verdict.CANNOT_TELL if found is None else found.protected_today.verdict
        for kind, found in file.protections
        if kind in NOT_COLLECTED
    ]
    if on_terms and Verdict.YES in orders:
        return no(f"Paying arrears that are in it cannot be a term of the order ({SHARPLES}).")
    if on_terms and Verdict.CANNOT_TELL in orders:
        return cannot_tell(
            "Paying arrears that are in it cannot be a term.",
            "whether the arrears are in it, and since when it runs",
        )
    return yes("It can. The judge decides whether to make it.")


# Going to court


def referrals(file: File) -> list[Gate]:
    """Housing options and free legal help."""
    inputs = file.inputs
    return [
        Gate(
            "housing-options",
            "Referral to housing options",
            fact(
                inputs.housing_options_asked,
                "It was offered, and made if the tenant agreed.",
                "It was not offered.",
                "whether a referral to housing options was offered",
            ),
            "Offer a referral to housing options, and make it if the tenant agrees.",
            "Housing Act 1996 s.213B for councils; voluntary for associations",
        ),
        Gate(
            "legal-help",
            "Leaflet on free legal help",
            fact(
                inputs.legal_help_given,
                "The tenant has had it.",
                "The tenant has not had it.",
                "whether the tenant has had the leaflet on free legal help",
            ),
            "Give the leaflet of the Housing Loss Prevention Advice Service.",
            "Housing Loss Prevention Advice Service, from 1 August 2023",
        ),
    ]


def hearing(file: File) -> list[Gate]:
    """The witness statement and the bundle; the protocol has the letter before the hearing."""
    inputs = file.inputs
    return [
        Gate(
            "witness",
            "Witness statement",
            fact(
                inputs.witness_statement_ready,
                "It is ready.",
                "It is not ready.",
                "whether our witness statement is ready",
            ),
            "Write it from the file, with the key papers; file and serve it in time.",
            "CPR 55.8(4)",
        ),
        Gate(
            "bundle",
            "Bundle",
            fact(
                inputs.bundle_ready,
                "Every paper is in it.",
                "A paper is missing.",
                "whether every paper is in the bundle",
            ),
            "Print the pack list, and add what is missing.",
            "CPR 55.8; Practice Direction 55A",
        ),
    ]


def authority(file: File) -> list[Gate]:
    """Who agrees the claim, and who may speak in court."""
    return [
        Gate(
            "signed-off",
            "Claim signed off",
            fact(
                file.inputs.signed_off,
                "The person who must agree has signed it off.",
                "The person who must agree has not signed it off.",
                "whether the person who must agree has signed it off",
            ),
            "Send the file to the person who must agree a claim.",
            "The landlord's arrears procedure",
        ),
        Gate(
            "audience",
            "Right to speak in court",
            rules.may_speak(
                file.inputs.landlord, file.inputs.presenter, file.inputs.officer_authorised
            ),
            "Ask the judge's permission, or instruct a solicitor or an agent."
            if file.inputs.landlord is Landlord.ASSOCIATION
            else "Have the officer authorised, or instruct a solicitor or an agent.",
            "County Courts Act 1984 ss.60 and 60A",
            "Settle who speaks for us at the hearing."
            if file.inputs.presenter is Presenter.NOT_KNOWN
            else "",
        ),
    ]


def first_of(gates: list[Gate]) -> Gate | None:
    """The part of a gate that decides it: one not met, or else one not known."""
    for verdict in (Verdict.NO, Verdict.CANNOT_TELL):
        for each in gates:
            if each.outcome.verdict is verdict:
                return each
    return None


def why(gate: Gate) -> str:
    """Why a gate is as it is, with what would settle it."""
    return in_full(gate.outcome)
