"""What must be right about a notice, one check at a time, each with its law and what to do now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from calculators.core import notices
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, not_said, yes
from calculators.core.service import AGAIN
from calculators.core.tenancies import COVERED, ON_TRIAL, RENTERS_RIGHTS_PRIVATE_FROM
from calculators.core.wording import counted, day_and_date, in_list, long_date
from calculators.notice import rules
from calculators.notice.models import CheckRow, FormUsed, Purpose, Review, Task
from calculators.notice.moratorium import LAW as MOVED_LAW
from calculators.notice.moratorium import LAWYER
from calculators.notice.regimes import Case, Regime, last_days, period_known

SERVE_AGAIN = "Serve a new notice. A claim on this one is likely to fail."
TRIAL_OVER = "Take advice: the trial period is over, and the tenancy may need another notice."
ADVICE = "Take advice before you rely on it."
#: Checks of a notice that has been served; the others can be made before it is.
OF_SERVED = frozenset({"form", "names", "each", "why", "says-review", "prescribed", "address"})
#: The checks that decide a claim and not the notice.
OF_CLAIM = frozenset({"law-at-claim", "opens", "closes", "space", "review", "ground"})
BREATHING_LAW = "SI 2020/1311 reg. 7"


def row(id_: str, what: str, outcome: Outcome, law: str, do_now: str = "") -> CheckRow:
    """One check; a thing that is right leaves nothing to do."""
    if outcome.verdict is Verdict.YES:
        do_now = ""
    elif LAWYER in outcome.settled_by:
        do_now = "To be safe serve a new notice, or take advice."
    elif outcome.verdict is Verdict.CANNOT_TELL:
        do_now = f"Find out {in_list(tuple(dict.fromkeys(outcome.settled_by)))}."
    return CheckRow(
        id=id_, what=what, outcome=outcome, because=outcome.because, law=law, do_now=do_now
    )


def said(answer: YesNoNotKnown, if_yes: str, if_no: str, fact: str) -> Outcome:
    """A yes, no or not known as an outcome."""
    if answer is YesNoNotKnown.NOT_KNOWN:
        return not_said(fact)
    return yes(if_yes) if answer is YesNoNotKnown.YES else no(if_no)


def service_check(case: Case) -> CheckRow:
    """Whether the day of service can be told."""
    found = case.service
    if found.settled_by == AGAIN:
        outcome = no(found.because)
    elif found.settled_by:
        outcome = cannot_tell(found.because, found.settled_by)
    elif found.day is None or not found.is_certain:
        outcome = yes(
            f"{found.because} Waits are counted from the latest day, limits from the earliest."
        )
    else:
        outcome = yes(found.because)
    do_now = "Serve it again in a way that is allowed."
    return row("service", "It is served in a way that counts", outcome, found.source, do_now)


def law_check(possible: list[Regime], social: YesNoNotKnown) -> CheckRow | None:
    """Whether it is known which law governs the notice; None where only one could."""
    if len(possible) < 2:
        return None
    settles = {
        YesNoNotKnown.YES: "the day the Renters' Rights Act reaches social housing: ask the policy "
        "owner",
        YesNoNotKnown.NO: f"whether it was served before {long_date(RENTERS_RIGHTS_PRIVATE_FROM)}",
        YesNoNotKnown.NOT_KNOWN: "whether the home is let as social housing",
    }
    outcome = cannot_tell(
        "Two laws may govern it: the Renters' Rights Act has been in force since 1 May 2026 for "
        "homes that are not social housing, and is planned for social housing from October 2027, "
        "with no day set.",
        settles[social],
    )
    return row("law", "It is known which law governs it", outcome, "SI 2026/421 reg. 2", ADVICE)


# What the notice rests on


def term(case: Case, _: Regime) -> CheckRow:
    """A fixed term needs a clause that ends it."""
    outcome = said(
        case.inputs.term_can_be_ended,
        "The agreement has a clause that lets the landlord end the term.",
        "Without a forfeiture or break clause the term cannot be ended early.",
        "whether the agreement lets the landlord end the term early",
    )
    law = "Kalonga v Croydon [2022] UKSC 7"
    return row("term", "The term can be ended early", outcome, law, "Do not claim. Take advice.")


def not_renewing(case: Case, _: Regime) -> CheckRow:
    """Possession at the end of a term needs the earlier notice."""
    outcome = said(
        case.inputs.not_renewing_given,
        "The notice that no new tenancy will be offered was served in time, with reasons.",
        "Without it, in time and with reasons and a review, possession cannot be required.",
        "whether the notice that no new tenancy will be offered was served in time",
    )
    law = "Housing Act 1985 s.107D"
    return row("not-renewing", "The earlier notice was right", outcome, law, "Take advice.")


def available(_: Case, regime: Regime) -> CheckRow:
    """Whether such a notice can be served at all."""
    outcome = (
        no(regime.unavailable)
        if regime.unavailable
        else yes("Section 21 is still in force for the tenancy on the day of service.")
    )
    return row("available", "Such a notice can be served", outcome, regime.law, "Use section 8.")


def garage_alone(case: Case, _: Regime) -> CheckRow:
    """A garage let with a home goes with the home."""
    answer = case.inputs.let_with_home
    turned = {YesNoNotKnown.YES: YesNoNotKnown.NO, YesNoNotKnown.NO: YesNoNotKnown.YES}
    outcome = said(
        turned.get(answer, answer),
        "It is let on its own.",
        "It is part of the tenancy of the home and cannot be ended apart from it.",
        "whether the garage is part of the tenancy of a home",
    )
    do_now = "Use the notice for the home, if one is right."
    return row("garage", "The garage is let on its own", outcome, "The agreement", do_now)


# What the notice says and how it was given


def form(case: Case, regime: Regime) -> CheckRow:
    """Whether the right form was used."""
    used = case.inputs.form_used
    if used is FormUsed.NOT_KNOWN:
        outcome = cannot_tell(f"The right form: {regime.form}.", "which form was used")
    elif not regime.forms:
        outcome = cannot_tell(
            "Which form social housing will use under the Renters' Rights Act is not known.",
            "which form is prescribed",
        )
    elif used in regime.forms:
        outcome = yes(f"{used.label} is right.")
    elif used in (FormUsed.OTHER, FormUsed.LETTER) and FormUsed.SECURE in regime.forms:
        outcome = cannot_tell(
            "Another form will do if it says the same in substance. A lawyer should compare them.",
            "whether it says the same in substance",
        )
    else:
        outcome = no(f"The right form: {regime.form}.")
    return row("form", "The form is right", outcome, regime.form_law or regime.law, SERVE_AGAIN)


def for_arrears(case: Case) -> bool:
    """Whether the notice is one for possession because of rent arrears."""
    return case.inputs.purpose is Purpose.ARREARS and case.inputs.tenure in COVERED


def breathing(case: Case, _: Regime) -> CheckRow:
    """A notice for arrears that a breathing space covers is void."""
    answer = case.inputs.breathing_space_then
    what, law = "No breathing space", "SI 2020/1311 reg. 7(7)"
    if answer is YesNoNotKnown.YES and not for_arrears(case):
        words = (
            "A breathing space covers the arrears on the day of service. A notice given because of "
            "them is void."
        )
        return row(
            "breathing",
            what,
            cannot_tell(words, "whether the arrears are the reason for the notice"),
            law,
        )
    turned = {YesNoNotKnown.YES: YesNoNotKnown.NO, YesNoNotKnown.NO: YesNoNotKnown.YES}
    outcome = said(
        turned.get(answer, answer),
        "No breathing space covers the arrears on the day of service.",
        "A breathing space covers the arrears on the day of service, so the notice is void.",
        "whether a breathing space covers the arrears on the day of service",
    )
    do_now = "Do nothing for these arrears until the breathing space ends; then serve a new notice."
    return row("breathing", what, outcome, law, do_now)


def names(case: Case, regime: Regime) -> CheckRow:
    """Every tenant is named."""
    outcome = said(
        case.inputs.names_everyone,
        "Every tenant is named.",
        "A joint tenant is left out.",
        "whether it names every tenant",
    )
    return row(
        "names", "It names every tenant", outcome, regime.content_law or regime.law, SERVE_AGAIN
    )


def each(case: Case, regime: Regime) -> CheckRow:
    """Every tenant was served."""
    outcome = said(
        case.inputs.served_on_each,
        "Every tenant was served.",
        "One tenant was not served. Do not rely on service on the other.",
        "whether it was served on every tenant",
    )
    return row(
        "each",
        "It was served on every tenant",
        outcome,
        regime.content_law or regime.law,
        SERVE_AGAIN,
    )


def why(case: Case, regime: Regime) -> CheckRow:
    """The ground with particulars, or the reasons."""
    outcome = said(
        case.inputs.says_why,
        "It gives the ground with particulars, or the reasons.",
        "It does not give the ground with particulars, or the reasons.",
        "whether it gives the ground with particulars, or the reasons",
    )
    return row("why", "It says why", outcome, regime.content_law or regime.law, SERVE_AGAIN)


def says_review(case: Case, regime: Regime) -> CheckRow:
    """The right to a review is told."""
    outcome = said(
        case.inputs.says_review,
        "It tells the tenant how to ask for a review, and by when.",
        "It does not tell the tenant of the right to a review.",
        "whether it tells the tenant of the review",
    )
    return row("says-review", "It offers the review", outcome, regime.review_law, SERVE_AGAIN)


def prescribed(case: Case, _: Regime) -> CheckRow:
    """A notice to quit carries the prescribed information."""
    outcome = said(
        case.inputs.prescribed_information,
        "It carries the prescribed information and a saving clause.",
        "It lacks the prescribed information or a saving clause.",
        "whether it carries the prescribed information and a saving clause",
    )
    law = "Notices to Quit etc (Prescribed Information) Regulations 1988"
    return row("prescribed", "It carries what is prescribed", outcome, law, SERVE_AGAIN)


def address(case: Case, _: Regime) -> CheckRow:
    """Rent is lawfully due only once the landlord's address is given."""
    outcome = said(
        case.inputs.address_given,
        "The landlord's address for notices has been given.",
        "Until the landlord's address for notices is given, rent is not lawfully due.",
        "whether the tenant has been given the landlord's address for notices",
    )
    law = "Landlord and Tenant Act 1987 ss.47 and 48"
    do_now = "Give the address in writing now, and take advice on the arrears so far."
    return row("address", "Rent is lawfully due", outcome, law, do_now)


# Dates


def date(case: Case, regime: Regime) -> CheckRow:
    """Whether a served notice's date is late enough; for a planned one, whether it is known."""
    what = "The date in it is late enough"
    window, given = regime.window, case.inputs.notice_specified_date
    if case.inputs.task is Task.PLAN:
        if window is None:
            outcome = cannot_tell("The earliest date cannot be told.", regime.window_settled_by)
        else:
            outcome = yes(f"The earliest date to put in it is {day_and_date(window.recommended)}.")
        return row("date", "The earliest date can be told", outcome, regime.law)
    if given is None:
        outcome = cannot_tell("The date in the notice is missing.", "the date in the notice")
        return row("date", what, outcome, regime.law)
    if given <= case.inputs.given_on:
        outcome = no(
            f"The date in it, {long_date(given)}, is not after the day it was given, "
            f"{long_date(case.inputs.given_on)}. Check both dates."
        )
        return row("date", what, outcome, regime.law, SERVE_AGAIN)
    if window is None:
        outcome = cannot_tell("The earliest date cannot be told.", regime.window_settled_by)
        return row("date", what, outcome, regime.law)
    if given >= window.right_from:
        outcome = yes(f"{day_and_date(given)} is not before {day_and_date(window.right_from)}.")
    elif given < window.refused_before and regime.short_is_certain:
        outcome = no(
            f"{day_and_date(given)} is too early: the date must not be before "
            f"{day_and_date(window.refused_before)}."
        )
    else:
        outcome = cannot_tell(
            f"{day_and_date(given)} may be too early: only from "
            f"{day_and_date(window.right_from)} is it late enough on every reading.",
            LAWYER,
        )
    return row("date", what, outcome, regime.law, SERVE_AGAIN)


def life(case: Case, regime: Regime) -> CheckRow | None:
    """Whether a served notice is dated so late that no day is left to claim on it."""
    given = case.inputs.notice_specified_date
    if case.inputs.task is Task.PLAN or given is None or regime.opens is None:
        return None
    opens, found = regime.opens(given), last_days(case, regime, given)
    if found is None or opens <= found.safe:
        return None
    words = (
        f"With {day_and_date(given)} in it a claim can be issued from {day_and_date(opens)}, and "
        f"the last day to claim is {day_and_date(found.safe)}."
    )
    outcome = cannot_tell(words, found.settled_by or LAWYER)
    if found.latest is not None and opens > found.latest and regime.late_is_certain:
        outcome = no(words)
    return row("life", "A day is left to claim", outcome, regime.life_law, SERVE_AGAIN)


def boundary(case: Case, regime: Regime) -> CheckRow | None:
    """A notice to quit must end with a rent period."""
    given, known = case.inputs.notice_specified_date, period_known(case.inputs)
    if given is None or known is None or regime.window is None:
        return None
    if rules.is_boundary(given, case.inputs.rent_frequency, known):
        outcome = yes(f"{day_and_date(given)} is the first or last day of a rent period.")
    else:
        outcome = no(f"{day_and_date(given)} is not the first or last day of a rent period.")
    return row("boundary", "It ends with a rent period", outcome, regime.law, SERVE_AGAIN)


def serve_by(case: Case, regime: Regime) -> CheckRow:
    """Whether it is served early enough before the trial or the term ends."""
    what, found = "It is served in time", case.service
    if regime.serve_by is None:
        missing = cannot_tell("That day is missing.", regime.serve_by_counts_from)
        return row("serve-by", what, missing, regime.law)
    safe, last = regime.serve_by
    if found.latest is None or found.earliest is None:
        outcome = cannot_tell(f"It must be served by {day_and_date(safe)}.", found.settled_by)
    elif found.latest <= safe:
        outcome = yes(
            f"Served by {long_date(found.latest)}; the last safe day is {day_and_date(safe)}."
        )
    elif found.earliest > last:
        outcome = no(f"The last day to serve it was {long_date(last)}.")
    else:
        outcome = cannot_tell(
            f"It should be served by {day_and_date(safe)} to be safe; {day_and_date(last)} is the "
            "last day on the strict reading.",
            LAWYER,
        )
    return row("serve-by", what, outcome, regime.law, "Take advice.")


def trial(case: Case, regime: Regime) -> CheckRow:
    """Whether a claim can be issued before the trial period ends."""
    what, ends = "There is time before the trial period ends", case.inputs.trial_ends_on
    law = "Housing Act 1996 ss.130 and 143B"
    given = case.inputs.notice_specified_date
    if given is None and case.inputs.task is Task.PLAN and regime.window is not None:
        given = regime.window.recommended
    if ends is None:
        outcome = cannot_tell("That day is missing.", "the last day of the trial period")
    elif given is None or regime.opens is None:
        outcome = cannot_tell("The date in the notice is missing.", "the date in the notice")
    elif regime.opens(given) <= ends:
        outcome = yes(
            f"A claim can be issued from {day_and_date(regime.opens(given))}; the trial period "
            f"ends on {day_and_date(ends)}."
        )
    else:
        outcome = no(
            f"The trial period ends on {day_and_date(ends)}, before a claim could be issued on "
            f"{day_and_date(regime.opens(given))}."
        )
    do_now = "See whether the trial period can still be extended, and take advice."
    return row("trial", what, outcome, law, do_now)


def term_known(case: Case, regime: Regime) -> CheckRow:
    """The last day of the term, after which a claim may be issued."""
    ends = case.inputs.term_ends_on
    outcome = (
        cannot_tell("A claim waits for the end of the term.", "the last day of the fixed term")
        if ends is None
        else yes(f"The term ends on {long_date(ends)}.")
    )
    return row("term-known", "The end of the term is known", outcome, regime.law)


GATES: dict[str, Callable[[Case, Regime], CheckRow | None]] = {
    "term": term,
    "not-renewing": not_renewing,
    "available": available,
    "garage": garage_alone,
    "form": form,
    "breathing": breathing,
    "names": names,
    "each": each,
    "why": why,
    "says-review": says_review,
    "prescribed": prescribed,
    "address": address,
    "date": date,
    "life": life,
    "boundary": boundary,
    "serve-by": serve_by,
    "trial": trial,
    "term-known": term_known,
}


def notice_checks(case: Case, regime: Regime) -> Iterator[CheckRow]:
    """Every check of the notice that its law and the task call for, in order."""
    planning = case.inputs.task is Task.PLAN
    yield service_check(case)
    for name in regime.gates:
        if name == "ground" or (planning and (name in OF_SERVED or name == "boundary")):
            continue
        found = GATES[name](case, regime)
        if found is not None:
            yield found


# The claim


def claim_checks(case: Case, regime: Regime) -> Iterator[CheckRow]:
    """Every check of a claim on the notice, on the day asked about."""
    inputs = case.inputs
    on, given = inputs.claim_on, inputs.notice_specified_date
    if regime.opens is None:
        return
    if regime.reformed is False:
        yield from law_at_claim(case, on)
    what = f"A claim on {long_date(on)} is not too soon"
    do_now = "Wait until the first day to claim."
    if given is None:
        missing = cannot_tell("The date in the notice is missing.", "the date in the notice")
        yield row("opens", what, missing, regime.opens_law or regime.law)
        if for_arrears(case):
            yield space_now(case)
        return
    opens = regime.opens(given)
    outcome = yes(f"The first day to claim is {day_and_date(opens)}.")
    if on < opens:
        outcome = no(f"The first day to claim is {day_and_date(opens)}.")
    yield row("opens", what, outcome, regime.opens_law or regime.law, do_now)
    if regime.closes is not None:
        yield closing(case, regime, on, given)
    if for_arrears(case):
        yield space_now(case)
    if regime.review_days is not None:
        yield review(case, regime, on, given)


def law_at_claim(case: Case, on: dt.date) -> Iterator[CheckRow]:
    """Whether the law that governs the notice still governs on the day of the claim."""
    read, social = case.trace.figure, case.inputs.social_housing
    homes = {YesNoNotKnown.YES: (True,), YesNoNotKnown.NO: (False,)}.get(social, (True, False))
    reached = {notices.reform_reached(read, on, social=home) for home in homes}
    if reached == {False}:
        return
    outcome = cannot_tell(
        "The Renters' Rights Act may have reached the tenancy by the day of the claim. What "
        "happens then to a notice served before is not known.",
        "what becomes of notices served before the change, from someone who can advise",
    )
    what = "The law has not changed since it was served"
    yield row("law-at-claim", what, outcome, "Renters' Rights Act 2025; SI 2026/421", ADVICE)


def closing(case: Case, regime: Regime, on: dt.date, given: dt.date) -> CheckRow:
    """Whether a claim is still in time."""
    found = last_days(case, regime, given)
    what = f"A claim on {long_date(on)} is not too late"
    law, do_now = regime.life_law or regime.law, SERVE_AGAIN
    reading = ""
    if regime.life_moves and found is not None and found.safe != found.latest:
        reading = notices.reading_of_life(case.inputs.tenure)
    if found is None:
        fact = case.service.settled_by or "the last day of the trial period"
        outcome = cannot_tell("The last day to claim cannot be told.", fact)
    elif on <= found.safe and found.is_moved:
        moved = day_and_date(found.safe)
        outcome = yes(f"A breathing space moved the last day to claim to {moved}.")
    elif on <= found.safe:
        outcome = yes(f"The last day to claim is {day_and_date(found.safe)}{reading}.")
    elif found.latest is not None and on > found.latest and regime.late_is_certain:
        outcome = no(f"The last day to claim was {day_and_date(found.safe)}.")
        if case.inputs.tenure in ON_TRIAL:
            do_now = TRIAL_OVER
    elif found.settled_by:
        outcome = cannot_tell(
            f"The last day to claim was {day_and_date(found.before)}, unless a breathing space "
            "moved it.",
            found.settled_by,
        )
    else:
        outcome = cannot_tell(
            f"{day_and_date(found.safe)} is the last day on the cautious reading; after it a claim "
            "may be out of time.",
            LAWYER,
        )
    if found is not None and (found.is_moved or found.settled_by):
        law = f"{law}; {MOVED_LAW}"
    return row("closes", what, outcome, law, do_now)


def space_now(case: Case) -> CheckRow:
    """Whether a breathing space stops a claim on the day asked about."""
    outcome = case.space.stops_no_claim()
    on = long_date(case.inputs.claim_on)
    do_now = "Issue nothing for these arrears until it has ended; talk to the debt adviser."
    return row("space", f"Nothing protects the arrears on {on}", outcome, BREATHING_LAW, do_now)


def review(case: Case, regime: Regime, on: dt.date, given: dt.date) -> CheckRow:
    """Whether the review of an introductory or demoted tenant's notice lets a claim go ahead."""
    assert regime.review_days is not None
    found, state = case.service, case.inputs.review_state
    what, do_now = "The review is over", "Do not claim until the review is over."
    told = case.inputs.review_told_on
    if state is Review.NOT_KNOWN:
        outcome = not_said("whether the tenant asked for a review")
    elif state is Review.OPEN and case.inputs.case_date >= given:
        outcome = no(
            "A review was asked for, and no decision reached the tenant before the date in the "
            f"notice, {long_date(given)}."
        )
        do_now = SERVE_AGAIN
    elif state is Review.OPEN:
        outcome = no(
            "A review was asked for and is not decided. The decision must reach the tenant before "
            f"{long_date(given)}."
        )
        do_now = f"Decide the review, and tell the tenant why before {long_date(given)}."
    elif state is Review.ENDED:
        outcome = no("The review decided that the notice does not stand.")
        do_now = "Do not claim on this notice."
    elif state is Review.UPHELD and told is None:
        outcome = cannot_tell(
            f"The decision must reach the tenant before {long_date(given)}.",
            "the day the tenant was told the decision",
        )
    elif state is Review.UPHELD and told is not None:
        if told < given:
            outcome = yes(f"The tenant was told on {long_date(told)}, before {long_date(given)}.")
        else:
            outcome = no(
                f"The tenant was told on {long_date(told)}, not before {long_date(given)}, the "
                "date in the notice."
            )
            do_now = SERVE_AGAIN
    elif found.latest is None:
        outcome = cannot_tell("The time to ask cannot be told.", found.settled_by)
    else:
        last = notices.last_day_to_ask_for_review(found.latest, regime.review_days)
        days = counted(regime.review_days, "day")
        words = f"The {days} to ask for one end on {day_and_date(last)}."
        outcome = yes(words) if on > last else no(f"{words} The tenant can still ask.")
    return row("review", what, outcome, regime.review_law, do_now)
