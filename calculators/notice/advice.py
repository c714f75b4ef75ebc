"""The answer in words: the sentence to read out, what is uncertain, and what to do now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from calculators.core import notices
from calculators.core.breathing_space import NOT_COLLECTED, POSSESSION_ONLY
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.tenancies import ASSOCIATION, ON_TRIAL, RENTERS_RIGHTS_PRIVATE_FROM, Tenure
from calculators.core.wording import day_and_date, from_to, in_sentence, long_date
from calculators.notice.gates import SERVE_AGAIN
from calculators.notice.looking import Days, Looked
from calculators.notice.models import CheckRow, Purpose, Task
from calculators.notice.regimes import Case

FOR_POSSESSION = (Purpose.ARREARS, Purpose.SECTION_21, Purpose.TERM_END)
#: What goes with every notice that may lead to a claim for a home.
PACK = (
    "Have a person weigh the equality duty, and record why, before it is served.",
    "Put in the leaflet of the Housing Loss Prevention Advice Service: legal help is free.",
    "Offer a referral to housing options, and make it if the tenant agrees.",
)
OWN_DATES = (
    f"Do not copy dates into the new notice from this answer: choose “{Task.PLAN.label}” and enter "
    "the day it will be given."
)
RULE_10 = (
    "We take it that the carve-out for social housing follows the tenancy and not the landlord. "
    "The text of the definition was not available: for a home at market rent, take advice."
)


def answer(
    case: Case,
    looked: Sequence[Looked],
    verdict: Outcome,
    can_claim: Outcome | None,
    checks: tuple[CheckRow, ...],
) -> str:
    """The one sentence an officer can read out."""
    if len(looked) > 1:
        each = "; ".join(
            f"if {one.regime.if_so}, {in_sentence(what_it_needs(one))}"
            + (f", not before {day_and_date(one.days.earliest)}" if one.days.earliest else "")
            for one in looked
        )
        return f"Cannot tell yet which law governs the notice: {each}."
    one = looked[0]
    if case.inputs.task is Task.PLAN:
        return planned(one, verdict)
    if verdict.verdict is Verdict.NO:
        return f"The notice is not valid. {checks[0].because}"
    if verdict.verdict is Verdict.CANNOT_TELL:
        return f"Cannot tell whether the notice is valid until you know {verdict.settled_by[0]}."
    start = "The notice holds, on these facts"
    if can_claim is None:
        return f"{start}."
    on = day_and_date(case.inputs.claim_on)
    if can_claim.verdict is Verdict.YES:
        return f"{start}, and a claim can be issued on {on}."
    if can_claim.verdict is Verdict.NO:
        return f"{start}, but a claim cannot be issued on {on}: {in_sentence(can_claim.because)}"
    return f"{start}. Cannot tell about a claim on {on} until you know {can_claim.settled_by[0]}."


def what_it_needs(one: Looked) -> str:
    """The form under one law, in a few words."""
    if one.regime.unavailable:
        return "No such notice can be served"
    return one.regime.form.partition(" (")[0]


def planned(one: Looked, verdict: Outcome) -> str:
    """The sentence for a notice still to be served."""
    days, regime = one.days, one.regime
    if verdict.verdict is Verdict.NO:
        return f"Do not serve this notice: {in_sentence(verdict.because)}"
    if regime.serve_by is not None:
        words = f"Serve the {in_sentence(regime.notice)} by {day_and_date(regime.serve_by[0])}"
        if regime.trial_extended_to is not None:
            words += f"; the trial period then ends on {day_and_date(regime.trial_extended_to)}"
        return f"{words}."
    if regime.serve_by_counts_from:
        return (
            f"Serve: {in_sentence(regime.notice)}. Cannot tell the last day to serve it until you "
            f"know {regime.serve_by_counts_from}."
        )
    if days.earliest is None:
        return (
            f"Serve: {in_sentence(regime.notice)}. Cannot tell its earliest date until you know "
            f"{regime.window_settled_by}."
        )
    words = f"{regime.notice}: put in {day_and_date(days.earliest)} or later"
    first, last = days.claim_from, days.claim_until
    if first is not None:
        when = from_to(first, last) if last else f"from {day_and_date(first)}"
        words += f". With that date a claim can be issued {when}"
    return f"{words}."


def warnings(case: Case, looked: Sequence[Looked], days: Days, late_warning: str) -> Iterable[str]:
    """What is uncertain, said beside the answer."""
    inputs, service = case.inputs, case.service
    if inputs.task is Task.PLAN and inputs.given_on < inputs.case_date:
        yield (
            f"{long_date(inputs.given_on)} is past. If the notice has been served, choose "
            f"“{Task.CHECK.label}”."
        )
    if service.latest is not None and not service.is_certain:
        yield (
            f"The day of service is not certain: the wait is counted from "
            f"{day_and_date(service.latest)} and time limits from "
            f"{day_and_date(service.earliest or service.latest)}, which is cautious both ways."
        )
    if service.unless:
        yield service.unless
    yield from dict.fromkeys(text for one in looked for text in one.regime.cautions)
    if inputs.tenure in ASSOCIATION:
        if looked[0].regime.reformed and len(looked) == 1:
            yield RULE_10
        last = days.claim_until or days.claim_from
        if last is not None and any(one.regime.reformed is False for one in looked):
            yield from change_ahead(case, last)
    if late_warning:
        yield late_warning
    yield from about_space(case)


def change_ahead(case: Case, last: dt.date) -> Iterable[str]:
    """What a change of the law before the last day to claim leaves open."""
    homes = {YesNoNotKnown.YES: (True,), YesNoNotKnown.NO: (False,)}
    read = case.trace.figure
    for social in homes.get(case.inputs.social_housing, (True, False)):
        if notices.reform_reached(read, last, social=social) is False:
            continue
        if not social and notices.reform_reached(read, case.day, social=False):
            continue  # then the change is not ahead: the notice is under it, or of the other kind
        since = (
            "is planned for social housing from October 2027, with no day set"
            if social
            else "has governed homes that are not social housing since "
            f"{long_date(RENTERS_RIGHTS_PRIVATE_FROM)}"
        )
        yield (
            f"The Renters' Rights Act {since}. What happens to a notice served before is not "
            "known: claim before then if you still can, or take advice."
        )


def about_space(case: Case) -> Iterable[str]:
    """What is uncertain where a breathing space or an order has stood since the notice."""
    if case.space.protection in NOT_COLLECTED:
        yield POSSESSION_ONLY
    if not case.space.is_space:
        return
    if case.inputs.tenure in ON_TRIAL:
        yield (
            "We hold no rule that a breathing space makes a trial period longer. Claim before the "
            "trial period ends, or take advice."
        )
        return
    yield (
        "Only one breathing space is counted here. If there was another since the notice, take "
        "advice on the last day to claim."
    )


def next_steps(case: Case, checks: tuple[CheckRow, ...], days: Days) -> list[str]:
    """What to do now: what puts right what is wrong, then what is open, then what comes next."""
    steps = list(dict.fromkeys(each.do_now for each in checks if each.do_now))
    if SERVE_AGAIN in steps:
        steps.insert(steps.index(SERVE_AGAIN) + 1, OWN_DATES)
    if case.inputs.task is Task.PLAN:
        steps.append("Keep proof of service: who, when, how, where, and a copy.")
        if case.inputs.tenure is not Tenure.OTHER and case.inputs.purpose in FOR_POSSESSION:
            steps += PACK
    if days.review_until is not None:
        steps.append(
            f"Tell the tenant in the notice that {day_and_date(days.review_until)} is the last day "
            "to ask for a review, and look for a request up to then."
            if case.inputs.task is Task.PLAN
            else f"Look for a request for a review up to {day_and_date(days.review_until)}."
        )
    return steps
