"""Breathing space: when it ends, what it makes void, what it stops, and what it extends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.outcomes import Outcome, Verdict, all_of, cannot_tell, no, yes
from calculators.core.wording import day_and_date

SHARPLES = "Sharples v Places for People Homes [2011] EWCA Civ 813"


class Protection(Choice):
    """What protects the tenant from their debts."""

    STANDARD = ("standard", "Standard breathing space")
    CRISIS = ("mental-health", "Mental health crisis breathing space")
    DEBT_RELIEF_ORDER = ("debt-relief-order", "Debt relief order")
    BANKRUPTCY = ("bankruptcy", "Bankruptcy")
    ARRANGEMENT = ("iva", "Individual voluntary arrangement (IVA)")


#: The questions about one breathing space or order, in every calculator that asks them.
OF_PROTECTION = (
    "protection",
    "registered_on",
    "treatment_ended_on",
    "breathing_space_ended_on",
    "order_made_on",
    "arrears_included",
)
#: What would settle a question that hangs on its first day.
BEGAN = "the day the breathing space or order began"
SPACES = (Protection.STANDARD, Protection.CRISIS)
#: Orders whose debts cannot be asked for.
NOT_COLLECTED = (Protection.DEBT_RELIEF_ORDER, Protection.BANKRUPTCY)
POSSESSION_ONLY = (
    "Ask for possession only: arrears in a debt relief order or bankruptcy cannot be made a money "
    "judgment or a term of a suspended order."
)
#: Why a second one matters, whatever the first one lets us do.
BY_ITSELF = "Each one can forbid it by itself."
#: Who settles what no rule held says of arrears that a debt relief order has ended.
ON_ENDED_DEBTS = "a lawyer's advice on possession for arrears that are no longer owed"


def standard_ends(started_on: dt.date, length: int) -> dt.date:
    """The last day of a standard breathing space, which begins with the day it starts.

    Source:
        SI 2020/1311 reg. 26.

    Example:
        >>> standard_ends(dt.date(2026, 6, 1), 60)
        datetime.date(2026, 7, 30)
    """
    return started_on + dt.timedelta(days=length - 1)


def runs_on(day: dt.date, started_on: dt.date, ended_on: dt.date | None) -> bool:
    """Whether a breathing space runs on a day; its first and its last day count.

    Args:
        day: The day asked about.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None while it runs.

    Source:
        SI 2020/1311 regs 26 and 32.
    """
    return started_on <= day and (ended_on is None or day <= ended_on)


def notice_is_void(served_on: dt.date, started_on: dt.date, ended_on: dt.date | None) -> bool:
    """Whether a notice was served while a breathing space covered its arrears.

    Args:
        served_on: The day of service.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None while it runs.

    Source:
        SI 2020/1311 reg. 7(7): such a notice is null and void.
    """
    return runs_on(served_on, started_on, ended_on)


def extended_limit(
    limit: dt.date, started_on: dt.date, ended_on: dt.date | None, weeks: int
) -> dt.date | None:
    """A time limit, moved where it would have ended in a breathing space; None if that still runs.

    Args:
        limit: The last day as it would have been.
        started_on: The first day of the breathing space.
        ended_on: Its last day, or None if that is not known yet.
        weeks: How long after the breathing space the limit then ends.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    if limit < started_on or (ended_on is not None and limit > ended_on):
        return limit
    return None if ended_on is None else ended_on + dt.timedelta(weeks=weeks)


def stops_no_claim(
    since_notice: YesNoNotKnown,
    protection: Protection | None,
    protected: Outcome | None,
    last: dt.date | None,
    day: dt.date,
    *,
    step: str = "a claim",
) -> Outcome:
    """Whether nothing that protects the tenant stops a claim for possession on a day.

    Args:
        since_notice: Whether anything has protected the tenant since the notice.
        protection: What it is; None where not known.
        protected: Whether the arrears are protected on the day; None where it began is not known.
        last: Its last day; None where not known.
        day: The day asked about.
        step: What would be taken, in words, where it is not a claim.

    Source:
        SI 2020/1311 reg. 7: no claim for protected arrears while a breathing space runs; Sharples
        v Places for People Homes [2011] EWCA Civ 813 for orders. Whether possession can still rest
        on arrears that ended with a debt relief order is not held.
    """
    if since_notice is YesNoNotKnown.NO:
        return yes("Nothing protects the tenant.")
    if since_notice is YesNoNotKnown.NOT_KNOWN or protection is None:
        return cannot_tell(
            f"A breathing space forbids {step} for the arrears in it.",
            "whether anything protects the tenant, and what",
        )
    if protected is None:
        return cannot_tell("When it runs is not known.", BEGAN)
    if protected.verdict is Verdict.NO:
        return yes(protected.because)
    if protection is Protection.ARRANGEMENT:
        return cannot_tell(
            "An IVA binds us if the arrears are in it.", "what the terms of the IVA say"
        )
    if protection not in SPACES:
        if last is None or day <= last:
            return yes(f"It does not stop {step} for possession only ({SHARPLES}).")
        if protected.verdict is Verdict.CANNOT_TELL:
            return protected
        return cannot_tell(protected.because, ON_ENDED_DEBTS)
    if protected.verdict is Verdict.CANNOT_TELL:
        return protected
    if last is None:
        return cannot_tell(
            "A mental health crisis breathing space runs, as far as we know. Issue nothing.",
            "the day the crisis treatment ended",
        )
    return no(protected.because)


def none_stops(outcomes: Sequence[Outcome], not_said: str = "") -> Outcome:
    """Whether none of several breathing spaces, orders and arrangements stops a step.

    Each stands for itself: a debt relief order that lets a claim go on does not lift a breathing
    space that forbids it. So one that forbids is enough, and all must be known to let it go on.

    Args:
        outcomes: Whether each one leaves room for the step.
        not_said: What is not known of any further one, as a fact to find out; "" if nothing.

    Source:
        SI 2020/1311 reg. 7; Sharples v Places for People Homes [2011] EWCA Civ 813.

    Example:
        >>> none_stops([yes("It has ended."), no("It is running.")]).verdict.value
        'no'
    """
    verdict = all_of(each.verdict for each in outcomes)
    alike = [each for each in outcomes if each.verdict is verdict]
    if verdict is Verdict.NO:
        return alike[0]
    open_ = [each for each in outcomes if each.verdict is Verdict.CANNOT_TELL]
    if open_ or not_said:
        because = [each.because for each in open_] + [BY_ITSELF] * bool(not_said)
        facts = [fact for each in open_ for fact in each.settled_by]
        facts += [not_said] * bool(not_said)
        return cannot_tell(" ".join(dict.fromkeys(because)), *dict.fromkeys(facts))
    return yes(" ".join(dict.fromkeys(each.because for each in alike)) or "There is nothing else.")


def reading_of_last_day(protection: Protection, last: dt.date | None, day: dt.date) -> str:
    """Beside the last day of a debt relief order: which of two readings it is; "" for others.

    Args:
        protection: What protects the tenant.
        last: Its last day; None where not known.
        day: The day asked about; once the order is over on either reading, nothing hangs on it.

    Source:
        Insolvency Act 1986 s.251H: a moratorium of 12 months. Whether the anniversary is still in
        it is not settled in what we hold; the later day keeps us from asking too soon.
    """
    if protection is not Protection.DEBT_RELIEF_ORDER or last is None or day > last:
        return ""
    return (
        f"We count {day_and_date(last)} as the last day of the debt relief order, the later of two "
        "readings, so that nothing in it is asked for too soon. On the other it ends the day "
        "before: take advice before any step on that day itself."
    )


def lets_claim_go_on(
    lets_us: Outcome, protection: Protection | None, claim: Outcome | None
) -> Outcome:
    """Whether what protects the tenant leaves room for a claim that has been issued.

    A claim issued while a breathing space ran stays wrong once it has ended, and one issued before
    it began may run to judgment while it runs. So the day of the claim decides, not today.

    Args:
        lets_us: Whether a claim could be issued today: :func:`stops_no_claim`.
        protection: What protects the tenant; None where not known.
        claim: Whether the claim issued can go on; None where its day is not known.

    Source:
        SI 2020/1311 reg. 7.
    """
    if lets_us.verdict is Verdict.CANNOT_TELL:
        return lets_us
    if claim is not None:
        return claim
    if protection not in SPACES:
        return lets_us
    return cannot_tell(
        "A claim issued before it began may run to judgment, and one issued while it ran may not.",
        "the day of the claim",
    )


def stops_no_warrant(
    lets_us: Outcome, protection: Protection | None, protected: Outcome | None, *, on_terms: bool
) -> Outcome:
    """Whether nothing that protects the tenant stops an order from being carried out.

    Args:
        lets_us: Whether it would stop a step for possession only: :func:`stops_no_claim`.
        protection: What it is; None where not known.
        protected: Whether the arrears are protected on the day; None where it began is not known.
        on_terms: Whether the order rests on payments as its terms.

    Source:
        Insolvency Act 1986 ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ
        813: paying what is in an order cannot be a term of a suspended one.
    """
    if protection not in NOT_COLLECTED or lets_us.verdict is not Verdict.YES:
        return lets_us
    if protected is None or protected.verdict is Verdict.NO or not on_terms:
        return lets_us
    settles = [] if protected.verdict is Verdict.YES else list(protected.settled_by)
    return cannot_tell(
        f"Paying arrears that are in it cannot be a term of the order ({SHARPLES}).",
        *settles,
        "a lawyer's advice on the terms of the order",
    )


def stops_no_money_claim(
    lets_us: Outcome, protection: Protection | None, protected: Outcome | None
) -> Outcome:
    """Whether nothing that protects the debtor stops a claim for the money on a day.

    Args:
        lets_us: Whether it would stop a claim for possession: :func:`stops_no_claim`.
        protection: What it is; None where not known.
        protected: Whether the debt is protected on the day; None where it began is not known.

    Source:
        SI 2020/1311 reg. 7; Insolvency Act 1986 ss.251G and 285: a debt in an order cannot be made
        a money judgment.
    """
    if protection not in NOT_COLLECTED or protected is None or protected.verdict is Verdict.NO:
        return lets_us
    if protected.verdict is Verdict.CANNOT_TELL:
        return protected
    return no(f"{protected.because} A debt in it cannot be made a money judgment.")
