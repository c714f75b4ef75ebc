"""The gates before an eviction: what each asks, how it is met and where it comes from."""

from __future__ import annotations

import datetime as dt

from calculators.core.checklist import Gate, fact
from calculators.core.outcomes import cannot_tell
from calculators.core.tenancies import ASSOCIATION
from calculators.core.wording import day_and_date, in_sentence
from calculators.eviction_readiness import rules
from calculators.eviction_readiness.days import NOTICE_LAW, TORTS_LAW, WARRANT_LAW, Days
from calculators.eviction_readiness.models import LEVELS, EvictionReadinessInput, FinalInterview
from calculators.next_step.models import CourtDecision

PERMISSION_LAW = "Civil Procedure Rules, r.83.2(3)"
COURT_LAW = "Housing Act 1985, s.85(2); Housing Act 1988, s.9(2)"
MORATORIUM_LAW = "Debt Respite Scheme Regulations 2020 (SI 2020/1311), regs 7 and 10"
INSOLVENCY_LAW = (
    "Insolvency Act 1986, ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ 813"
)
EQUALITY_LAW = "Equality Act 2010, ss.15, 35 and 149"
CONFIRM_AND_RISK = (
    "Court forms N53 and EX96, for confirming the date and for the risk assessment (the court's "
    "letter with the date says which is for which), or the online service; the arrears procedure, "
    "“Wait for the eviction date”"
)
PRACTICE = "Good practice"


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
