"""Eviction readiness: every gate before an eviction, its days, and the lists for the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.core.calendar import SATURDAY, WorkingCalendar
from calculators.core.checklist import Gate, fact, row, standing, to_fix
from calculators.core.errors import FigureNotHeld, NeedsAnswer, NotCovered
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, Verdict, cannot_tell
from calculators.core.procedures import StepsVersion
from calculators.core.results import CalendarStrip, DayKind, DayMark
from calculators.core.strips import strip
from calculators.core.tenancies import ASSOCIATION, COVERED
from calculators.core.trace import Trace
from calculators.core.wording import (
    capitalised,
    counted,
    day_and_date,
    in_list,
    in_sentence,
    long_date,
)
from calculators.eviction_readiness import rules
from calculators.eviction_readiness.models import (
    LEVELS,
    DayRow,
    EvictionReadinessInput,
    EvictionReadinessResult,
    FinalInterview,
)
from calculators.next_step.models import BreathingSpace, CourtDecision

__all__ = ["EvictionReadinessInput", "EvictionReadinessResult", "calculate", "gates"]

PROCEDURE, REVIEW, THE_DAY = "arrears", "eviction-review", "eviction-day"
LIFE = "court.warrant.life"
#: Which of the two forms is for which is not held, and the court's letter says.
CONFIRM_AND_RISK = (
    "Court forms N53 and EX96, for confirming the date and for the risk assessment (the court's "
    "letter with the date says which is for which), or the online service; the arrears procedure, "
    "“Wait for the eviction date”"
)
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
PERMISSION_LAW = "Civil Procedure Rules, r.83.2(3)"
NOTICE_LAW = "Civil Procedure Rules, r.83.8A"
COURT_LAW = "Housing Act 1985, s.85(2); Housing Act 1988, s.9(2)"
MORATORIUM_LAW = "Debt Respite Scheme Regulations 2020 (SI 2020/1311), regs 7 and 10"
INSOLVENCY_LAW = (
    "Insolvency Act 1986, ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ 813"
)
EQUALITY_LAW = "Equality Act 2010, ss.15, 35 and 149"
TORTS_LAW = "Torts (Interference with Goods) Act 1977, ss.12 and 13 and Sch. 1"
PRACTICE = "Good practice"
#: The gates that nobody can meet before the working day before the eviction.
LAST_CHECKS = ("moratorium-check", "account-check")


def calculate(inputs: EvictionReadinessInput, figures: FigureSet) -> EvictionReadinessResult:
    """The checklist of one eviction on one day.

    Raises:
        NotCovered: For a tenancy the arrears procedure is not for, or a day before it began.
        NeedsAnswer: For a breathing space said to run that has ended by its length.
        FigureNotHeld: For a day on which a period, or a bank holiday it depends on, is not held.
    """
    if inputs.tenure not in COVERED:
        raise NotCovered(
            "This checklist is for tenants in social housing. Take advice about a garage, a "
            "leaseholder or a home let at market rent",
            "tenure",
        )
    trace = Trace(figures)
    version = version_in_force(figures, inputs.case_date)
    refuse_ended_space(inputs, trace)
    days = days_of(inputs, trace)
    levels = levels_of(version)
    every = gates(inputs, days, levels)
    ready = overall(every)
    missing = to_fix(every)
    calendar = WorkingCalendar.of(figures)
    return EvictionReadinessResult(
        answer=answer(inputs, missing, ready, days),
        warnings=tuple(warnings(inputs, days, calendar)),
        next_steps=tuple(dict.fromkeys(each.to_do for each in missing)),
        working=trace.finish(),
        ready=ready,
        first_to_fix=missing[0].title if missing else None,
        levels=capitalised(in_list([in_sentence(title) for _, title in levels])),
        blocking=titles(missing, Verdict.NO),
        open_items=titles(missing, Verdict.CANNOT_TELL),
        dates=tuple(day_rows(days)),
        days=strip_of(inputs, days, calendar),
        checklist=tuple(row(each) for each in every),
        day_list=tuple(day_list(inputs, days)),
        closure_list=tuple(closure_list(days)),
        version=f"Version {version.version}, in force from {long_date(version.starts)}",
    )


# What the procedure and the figures say


def version_in_force(figures: FigureSet, day: dt.date) -> StepsVersion:
    """The arrears procedure's version on a day.

    Raises:
        NotCovered: If none is held.
    """
    procedure = figures.procedures.get(PROCEDURE)
    version = procedure.version_on(day) if procedure else None
    if procedure is None or version is None:
        since = f" before {long_date(procedure.versions[0].starts)}" if procedure else ""
        raise NotCovered(
            f"We hold no arrears procedure{since}, so we cannot say who must agree. Choose a later "
            "date, or ask the policy owner",
            "case_date",
        )
    return version


def levels_of(version: StepsVersion) -> list[tuple[str, str]]:
    """Who must agree to an eviction, in order: role and title, from the procedure's own steps."""
    roles = (*version.step(REVIEW).signs_off, *version.step(THE_DAY).signs_off)
    return list(dict.fromkeys((each.id, each.title) for each in roles))


def refuse_ended_space(inputs: EvictionReadinessInput, trace: Trace) -> None:
    """Ask back where a standard breathing space is said to run past its length.

    Raises:
        NeedsAnswer: If it has ended by its length.
        FigureNotHeld: If the length is not held for the day it started.
    """
    started = inputs.breathing_space_started_on
    if inputs.breathing_space is not BreathingSpace.STANDARD or started is None:
        return
    length = int(trace.number(STANDARD, started))
    ends = started + dt.timedelta(days=length - 1)
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


# The gates


def gates(inputs: EvictionReadinessInput, days: Days, levels: list[tuple[str, str]]) -> list[Gate]:
    """Every gate, in the order to see to them: what stops everything first."""
    return [
        *what_stops(inputs),
        *order_and_warrant(inputs, days),
        *bailiff(inputs, days),
        *judgement(inputs),
        *interview_and_review(inputs, days),
        *agreement(inputs, levels),
        *last_checks(inputs, days),
        *household(inputs),
        *on_the_day(inputs),
    ]


def what_stops(inputs: EvictionReadinessInput) -> list[Gate]:
    """What stops the eviction, whatever else is ready."""
    spaces = [(inputs.breathing_space_started_on, inputs.breathing_space_ended_on)]
    if inputs.another_breathing_space is rules.YES:
        spaces.append((inputs.another_started_on, inputs.another_ended_on))
    return [
        Gate(
            "owed",
            "Arrears still owed",
            rules.still_owed(inputs.arrears),
            "Look at the account. If nothing is owed, stop every step under the order, tell the "
            "bailiff, and take advice.",
            COURT_LAW,
        ),
        Gate(
            "moratorium",
            "No breathing space in the way",
            rules.no_breathing_space(
                inputs.breathing_space,
                spaces,
                inputs.another_breathing_space,
                inputs.warrant_on,
                inputs.eviction_notice_on,
            ),
            "Take no step while a breathing space runs, and tell the court. Take advice on a step "
            "taken during one.",
            MORATORIUM_LAW,
            "Look for a breathing space of every tenant in the mailbox the Insolvency Service "
            "writes to. Take no step until you know.",
        ),
        Gate(
            "insolvency",
            "No debt relief order, bankruptcy or IVA in the way",
            rules.insolvency_seen_to(inputs.insolvency, inputs.insolvency_advice),
            "Find out whether any of the arrears are in a debt relief order, bankruptcy or IVA. "
            "Where they are, take a lawyer's advice before the eviction.",
            INSOLVENCY_LAW,
        ),
        Gate(
            "application",
            "No application by the tenant waiting, no suspension",
            rules.not_suspended(inputs.application),
            "Ask the court and the bailiff. Wait for the court's decision, and keep to it.",
            COURT_LAW,
            "Ask the court and the bailiff whether the tenant has applied, and look again on the "
            "day.",
        ),
        Gate(
            "complaint",
            "No complaint about the debt open",
            rules.no_complaint(inputs.complaint),
            "Answer the complaint before the eviction goes on.",
            "The arrears procedure, “Eviction day”",
            "Ask whether a complaint about this debt is open.",
        ),
    ]


def order_and_warrant(inputs: EvictionReadinessInput, days: Days) -> list[Gate]:
    """The order and the warrant."""
    found = [
        Gate(
            "order",
            "Possession order in force",
            rules.order_stands(
                inputs.order_on,
                inputs.court_decision,
                inputs.order_in_force,
                inputs.possession_date,
                inputs.warrant_on,
            ),
            "Read the order and the court's record. Without an order in force, stop and take "
            "advice.",
            "Civil Procedure Rules, r.83.26; Housing Act 1985, s.85; Housing Act 1988, s.9",
        )
    ]
    if inputs.court_decision is CourtDecision.SUSPENDED:
        found.append(
            Gate(
                "terms",
                "Terms of the suspended order broken",
                rules.terms_broken(inputs.court_terms),
                "Compare the account with the terms. Stop if they are kept.",
                "Civil Procedure Rules, r.83.2(3)(e)",
            )
        )
    return [
        *found,
        Gate(
            "permission",
            "Court's permission for the warrant, where needed",
            rules.permission_held(
                inputs.permission, inputs.order_on, inputs.warrant_on, days.permission_years
            ),
            "Check the age of the order, the parties and the term that was broken. Ask the court "
            "for permission where it was needed.",
            PERMISSION_LAW,
        ),
        Gate(
            "warrant",
            "Warrant in force on the day",
            rules.warrant_runs(
                inputs.eviction_on,
                days.warrant_last,
                inputs.warrant_issued_on is not None,
                inputs.warrant_extended,
                inputs.warrant_extended_to,
            ),
            "Ask the court to extend the warrant before it runs out, or for a new one.",
            WARRANT_LAW,
            "Find out the day the warrant was issued, and whether it was extended.",
        ),
    ]


def bailiff(inputs: EvictionReadinessInput, days: Days) -> list[Gate]:
    """The bailiff's notice, the day and what the court needs from us."""
    return [
        Gate(
            "notice",
            "Bailiff's notice long enough",
            rules.notice_long_enough(
                inputs.eviction_on,
                days.first_day,
                days.first_day_if_new,
                inputs.new_eviction_notice,
            ),
            "Ask the bailiff for a later day, and for the day the notice was delivered.",
            NOTICE_LAW,
        ),
        Gate(
            "notice-form",
            "Bailiff's notice addressed and left rightly",
            fact(
                inputs.eviction_notice_right,
                "It was addressed to the defendants and any other occupiers, and left rightly.",
                "It was not addressed or left as the rules say.",
                "whether the notice was addressed and left as the rules say",
            ),
            "Ask the bailiff for a notice to the defendants and any other occupiers, through the "
            "letterbox or on the door in a sealed transparent envelope.",
            NOTICE_LAW,
            "Ask the bailiff how the notice was addressed and left.",
        ),
        Gate(
            "pause",
            "Day outside our Christmas pause",
            rules.outside_pause(
                inputs.eviction_on, inputs.eviction_pause, inputs.pause_from, inputs.pause_to
            ),
            "Ask the bailiff for a day after the pause. It is our own choice, and custom, not law.",
            "Our own choice",
            "Find out whether we stop evictions over Christmas, and from which day to which.",
        ),
        Gate(
            "confirmed",
            "Bailiff's date confirmed",
            fact(
                inputs.bailiff_confirmed,
                "We confirmed it by the court's deadline.",
                "We have not confirmed it: the bailiff cancels a date that is not confirmed.",
                "whether we confirmed the bailiff's date",
            ),
            "Confirm the date with the court by its deadline.",
            CONFIRM_AND_RISK,
        ),
        Gate(
            "risk",
            "Risk assessment sent",
            fact(
                inputs.risk_assessment_sent,
                "The court has it.",
                "The court does not have it: the bailiff cancels without it.",
                "whether the risk assessment was sent",
            ),
            "Send the risk assessment: violence, weapons, animals, antisocial behaviour, protest, "
            "police or social services, vulnerable adults and children, access.",
            CONFIRM_AND_RISK,
        ),
    ]


def judgement(inputs: EvictionReadinessInput) -> list[Gate]:
    """What a person weighs; here only whether they did."""
    made = {"made": rules.YES, "not-made": rules.NO, "not-known": rules.UNKNOWN}
    return [
        Gate(
            "record",
            "New record on vulnerability and equality",
            fact(
                made[inputs.vulnerability_record.value],
                "It was made for this step.",
                "It was not made for this step.",
                "whether the record on vulnerability and equality was made for the eviction",
            ),
            "Make a new record for the eviction: vulnerability, capacity, children, disability, "
            "domestic abuse and support.",
            EQUALITY_LAW,
        ),
        Gate(
            "still-right",
            "A person has decided that eviction is still right",
            fact(
                inputs.still_right,
                "A person decided it and gave reasons. That decision is theirs.",
                "No person has decided that it is.",
                "whether a person has decided that eviction is still right",
            ),
            "Ask the person who decides to weigh equality and proportionality, and to write down "
            "why. If they decide against it, call the eviction off.",
            f"{EQUALITY_LAW}; Human Rights Act 1998, Article 8",
        ),
    ]


def interview_and_review(inputs: EvictionReadinessInput, days: Days) -> list[Gate]:
    """The final interview and the review of it."""
    # A day without word that the interview took place, or was offered, proves no order of the two.
    took_place = inputs.final_interview in (FinalInterview.HELD, FinalInterview.OFFERED)
    return [
        Gate(
            "interview",
            "Final interview held or offered in time",
            rules.interview_in_time(
                inputs.final_interview, inputs.final_interview_on, days.interview_by
            ),
            "Hold or offer the final interview. Ask for a later eviction day if its time has gone.",
            "The arrears procedure, “Final interview”",
        ),
        Gate(
            "review",
            "Eviction review finished in time",
            rules.review_in_time(
                inputs.eviction_review_on,
                inputs.final_interview_on if took_place else None,
                days.review_by,
            ),
            "Finish the review after the final interview. Ask for a later eviction day if its time "
            "has gone.",
            "The arrears procedure, “Eviction review”",
        ),
    ]


def agreement(inputs: EvictionReadinessInput, levels: list[tuple[str, str]]) -> list[Gate]:
    """Each level that the procedure of the day names, in its order."""
    found = []
    for role, title in levels:
        who = in_sentence(title)
        if role in LEVELS:
            outcome = fact(
                getattr(inputs, LEVELS[role]),
                "Agreed. The decision is theirs.",
                "Not agreed. The eviction stops here unless they agree.",
                f"whether the {who} has agreed",
            )
        else:
            outcome = cannot_tell(
                "This form has no question for this level.", f"whether the {who} has agreed"
            )
        found.append(
            Gate(
                f"agreed-{role}",
                f"Agreed by the {who}",
                outcome,
                f"Put the papers to the {who}, and record the decision with its reasons and day.",
                "The arrears procedure, “Eviction review”",
            )
        )
    return found


def last_checks(inputs: EvictionReadinessInput, days: Days) -> list[Gate]:
    """The checks just before the eviction."""
    return [
        Gate(
            "benefit",
            "Benefit on its way weighed",
            rules.benefit_seen_to(inputs.benefit_on_its_way, inputs.benefit_weighed),
            "Find out what benefit is on its way, and have a person weigh it before going on.",
            "The arrears procedure, “Eviction day”",
        ),
        Gate(
            "moratorium-check",
            "Breathing space checked for every tenant just before",
            rules.checked_last(inputs.moratorium_checked_on, days.check_on, inputs.case_date),
            "Look for a breathing space of every tenant in the mailbox the Insolvency Service "
            "writes to" + on_the(days.check_on) + ".",
            MORATORIUM_LAW,
        ),
        Gate(
            "account-check",
            "Arrears, payments, benefit and the court checked just before",
            rules.checked_last(inputs.account_checked_on, days.check_on, inputs.case_date),
            "Check arrears, payments, benefit claims and any application to the court"
            + on_the(days.check_on)
            + ".",
            f"The arrears procedure, “Eviction day”; {COURT_LAW}",
        ),
    ]


def on_the(day: dt.date | None) -> str:
    """A day at the end of a sentence, or nothing."""
    return f" on {day_and_date(day)}" if day else " the working day before"


def household(inputs: EvictionReadinessInput) -> list[Gate]:
    """Referrals and help."""
    return [
        Gate(
            "housing-options",
            "Housing options referral made or offered",
            rules.referred(inputs.housing_options),
            housing_fix(inputs),
            "Housing Act 1996, s.213B(3)"
            + ("; voluntary commitment to refer" if inputs.tenure in ASSOCIATION else ""),
        ),
        Gate(
            "children",
            "Children's services told, where children live there",
            rules.told_where_needed(
                inputs.children_in_home,
                inputs.childrens_services_told,
                "No children live in the home.",
                "Children's services were",
                "whether children live in the home",
            ),
            "Find out whether children live there, and tell children's services the day.",
            "Children Acts 1989 and 2004",
        ),
        Gate(
            "adults",
            "Adults' services told, where somebody needs care or protection",
            rules.told_where_needed(
                inputs.care_needs,
                inputs.adults_services_told,
                "Nobody is known to need care, support or protection.",
                "Adults' services were",
                "whether an adult needs care, support or protection",
            ),
            "Ask about care and support needs, tell adults' services the day, and raise any "
            "safeguarding concern.",
            "Care Act 2014, ss.42 to 46",
        ),
        Gate(
            "hardship-fund",
            "Council's hardship fund checked",
            fact(
                inputs.hardship_fund_checked,
                "It was checked.",
                "It was not checked.",
                "whether help from the council's hardship fund was checked",
            ),
            "Check with the tenant for help from the Crisis and Resilience Fund.",
            "The arrears procedure, “Final interview”",
        ),
        Gate(
            "joint",
            "Every joint tenant checked and told",
            rules.told_where_needed(
                inputs.joint_tenancy,
                inputs.all_tenants_told,
                "There is one tenant.",
                "Every joint tenant was",
                "whether it is a joint tenancy",
            ),
            "Compare the order with the tenancy, and check and write to every joint tenant.",
            MORATORIUM_LAW,
        ),
        Gate(
            "pets",
            "Pets asked about and cared for",
            fact(
                inputs.pets_arranged,
                "It is arranged, or there are none.",
                "It is not arranged.",
                "whether there are pets and who cares for them",
            ),
            "Ask about pets, tell the bailiff, and arrange their care.",
            PRACTICE,
        ),
    ]


def housing_fix(inputs: EvictionReadinessInput) -> str:
    """What to do about the referral, for each kind of landlord."""
    if inputs.tenure in ASSOCIATION:
        return (
            "Refer the household to the council of its choice, with consent, under our voluntary "
            "commitment. Without consent, only where safeguarding or another law allows."
        )
    return (
        "Refer the household to our own housing options team, with consent. Without consent, only "
        "where safeguarding or another law allows."
    )


def on_the_day(inputs: EvictionReadinessInput) -> list[Gate]:
    """What is booked for the day, and what comes after."""
    booked = (
        (
            "locksmith",
            "Locksmith booked",
            inputs.locksmith_booked,
            "whether the locksmith is booked",
            "Book the locksmith.",
        ),
        (
            "make-safe",
            "Making safe of gas and electricity booked",
            inputs.make_safe_booked,
            "whether making safe is booked",
            "Book making safe of gas and electricity.",
        ),
        (
            "inventory",
            "List of belongings, with photographs, arranged",
            inputs.inventory_arranged,
            "who lists what is left",
            "Name who lists what is left, with photographs.",
        ),
        (
            "keys",
            "Keys settled",
            inputs.keys_arranged,
            "who takes and keeps the keys",
            "Settle who takes and keeps the keys.",
        ),
        (
            "secured",
            "Sealing and securing arranged",
            inputs.securing_arranged,
            "whether securing is arranged",
            "Arrange sealing and securing of the home.",
        ),
        (
            "closure",
            "Closing of the account arranged",
            inputs.closure_arranged,
            "whether the closing of the account is arranged",
            "Name who closes the account, opens the former tenant account and writes the letter.",
        ),
    )
    found = [
        Gate(
            name,
            title,
            fact(arranged, "It is settled.", "It is not settled yet.", settles),
            fix,
            PRACTICE,
        )
        for name, title, arranged, settles, fix in booked
    ]
    belongings = Gate(
        "belongings",
        "A person has decided about belongings",
        fact(
            inputs.belongings_decided,
            "A person has decided how they are kept, and for how long.",
            "Nobody has decided how they are kept, or for how long.",
            "whether a person has decided about belongings",
        ),
        "Ask the person who decides how belongings are kept, for how long, and what the tenancy "
        "agreement says.",
        TORTS_LAW,
    )
    return [*found[:-1], belongings, found[-1]]


# The answer


def overall(every: list[Gate]) -> Outcome:
    """Whether every gate is met."""
    verdict = standing(every)
    missing = to_fix(every)
    if verdict is Verdict.YES:
        return Outcome(
            verdict=verdict,
            because="Every gate is met. People have made the decisions, and can still change them.",
        )
    if verdict is Verdict.NO:
        names = in_list([f"“{each}”" for each in titles(missing, Verdict.NO)])
        return Outcome(verdict=verdict, because=f"Not met: {names}.")
    facts = dict.fromkeys(one for each in missing for one in each.outcome.settled_by)
    return Outcome(verdict=verdict, because="Nothing known is against it.", settled_by=tuple(facts))


def titles(missing: list[Gate], verdict: Verdict) -> tuple[str, ...]:
    """The titles of the gates with one verdict."""
    return tuple(each.title for each in missing if each.outcome.verdict is verdict)


def answer(inputs: EvictionReadinessInput, missing: list[Gate], ready: Outcome, days: Days) -> str:
    """The one sentence an officer can read out."""
    if ready.verdict is Verdict.YES and inputs.eviction_on is not None:
        return f"Ready for the eviction on {day_and_date(inputs.eviction_on)}: every gate is met."
    first = f"“{missing[0].title}”"
    if ready.verdict is Verdict.NO:
        return f"Not ready for the eviction. First, not met: {first}."
    check = days.check_on
    waiting = all(each.id in LAST_CHECKS for each in missing)
    if waiting and check is not None and inputs.case_date <= check:
        return (
            "Cannot tell yet: everything else is met, and the last checks are due on "
            f"{day_and_date(check)}."
        )
    settled_by = in_list(list(missing[0].outcome.settled_by))
    find = f"get {settled_by}" if settled_by.startswith("advice") else f"find out {settled_by}"
    return f"Cannot tell yet whether the eviction is ready. First, {find}."


def warnings(inputs: EvictionReadinessInput, days: Days, calendar: WorkingCalendar) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = [
        "This list decides nothing. People decide whether the eviction is proportionate and meets "
        "the equality duty, and only the bailiff may carry it out."
    ]
    if inputs.eviction_notice_on is not None:
        found.append(
            "The rules ask for notice of a number of days. We count clear days, neither end "
            "counted, the cautious reading."
        )
        if inputs.new_eviction_notice is not rules.NO:
            found.append(
                "The shorter notice after an eviction that did not happen is from a source we are "
                "less sure of. Check it with the court."
            )
    eviction = inputs.eviction_on
    if eviction is not None and eviction.weekday() >= SATURDAY:
        found.append(f"{day_and_date(eviction)} is at a weekend. Check the day with the bailiff.")
    elif eviction is not None and eviction in calendar.bank_holidays:
        found.append(f"{day_and_date(eviction)} is a bank holiday. Check the day with the bailiff.")
    if days.sale_from is not None:
        found.append(
            "The day for a sale holds where money is owed and the notice is given on the day of "
            "the eviction; a later notice moves it. Where nothing is owed the time must be "
            "reasonable, and a person decides it."
        )
    return [*found, *days.not_held]


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


# The lists to print


def day_list(inputs: EvictionReadinessInput, days: Days) -> list[str]:
    """What to take along and do on the day of the eviction."""
    when = f" on {day_and_date(days.eviction_on)}" if days.eviction_on else ""
    found = [
        "Take the order, the warrant, the bailiff's notice, the risk assessment and the record of "
        "the last checks.",
        f"Meet the bailiff and the locksmith at the home{when}.",
        "Stop if a breathing space, a court's decision or payment in full comes to light.",
        "Let the bailiff carry out the eviction; nobody else may.",
        "Give the household the housing options team's address and telephone number.",
    ]
    if inputs.children_in_home is not rules.NO:
        found.append("Have children's services' number to hand, and ring it if a child is there.")
    if inputs.care_needs is not rules.NO:
        found.append("Have adults' services' number to hand, and ring it if somebody needs care.")
    return [
        *found,
        "See that pets leave with the household, or go to the care arranged.",
        "Change the locks; note who holds which keys.",
        "Make gas and electricity safe, capped or locked off.",
        "List what is left in the home, room by room, with photographs.",
        "Seal and secure the home, and photograph it.",
        "Get the bailiff's record of the eviction, with the time.",
    ]


def closure_list(days: Days) -> list[str]:
    """What to do once the eviction has been carried out."""
    as_at = f", {day_and_date(days.eviction_on)}" if days.eviction_on else ""
    by = f" by {day_and_date(days.letter_by)}" if days.letter_by else ""
    sale = "Give notice before any sale."
    if days.sale_from is not None:
        sale += (
            f" Where money is owed there are {days.words('sale_from')}: not before "
            f"{day_and_date(days.sale_from)}."
        )
    return [
        f"Close the rent account on the day of the eviction{as_at}, not at the end of the week, "
        "and charge no rent after it.",
        "Open a former tenant account with the balance, court costs and recharges, each kept "
        "apart.",
        f"Write to the tenant{by} with how to collect belongings and how long they are kept.",
        "Look after belongings until then. Rubbish and what would go off may go at once.",
        sale,
        "Account to the tenant for the proceeds of a sale, less its costs.",
        "File the bailiff's record, the list of belongings and the photographs.",
    ]
