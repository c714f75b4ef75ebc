"""The rules of an eviction: each gate from its own facts, and the days counted from the dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from calculators.core.calendar import DAY, WorkingCalendar, add_months, clear_days_after
from calculators.core.checklist import fact
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, any_of, cannot_tell, no, not_said, yes
from calculators.core.wording import day_and_date, in_sentence, long_date
from calculators.eviction_readiness.models import (
    Application,
    FinalInterview,
    Permission,
    Referral,
)
from calculators.next_step.models import BreathingSpace, CourtDecision, TermsNow

YES, NO, UNKNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN
EVICTION_DAY = "the eviction date the bailiff gave"
#: First and last day of a breathing space, as far as they are known.
Space = tuple[dt.date | None, dt.date | None]


# Days


def warrant_last_day(issued_on: dt.date, months: int) -> dt.date:
    """The last day of a warrant: the day before the same date so many months on.

    The day of issue is counted as the first, the cautious reading.

    Source:
        CPR 83.3.

    Example:
        >>> warrant_last_day(dt.date(2026, 3, 2), 12)
        datetime.date(2027, 3, 1)
    """
    return add_months(issued_on, months) - DAY


def first_eviction_day(delivered_on: dt.date, days: int) -> dt.date:
    """The first day of an eviction after the bailiff's notice, with clear days between.

    Source:
        CPR 83.8A; clear days, CPR 2.8(2).

    Example:
        >>> first_eviction_day(dt.date(2027, 1, 18), 14)
        datetime.date(2027, 2, 2)
    """
    return clear_days_after(delivered_on, days)


def last_day_before(eviction_on: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The last day for something that comes so many working days before the eviction.

    The eviction's own day is not counted.

    Source:
        The landlord's arrears procedure, steps “Final interview”, “Eviction review” and “Eviction
        day”; a working day is the business day of CPR 6.2(b).

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(eviction_on, -working_days)


def closing_letter_day(
    eviction_on: dt.date, working_days: int, calendar: WorkingCalendar
) -> dt.date:
    """The last day to close the account and write about belongings.

    Source:
        The landlord's arrears procedure, step “Close the account”; a working day is the business
        day of CPR 6.2(b).

    Raises:
        FigureNotHeld: If the count leaves the bank holidays held.
    """
    return calendar.add_working_days(eviction_on, working_days)


def sale_day(notice_on: dt.date, months: int) -> dt.date:
    """The first day belongings may be sold where money is owed: the whole period lies between.

    Args:
        notice_on: The day the notice of sale is given.
        months: Calendar months between the notice and the sale.

    Source:
        Torts (Interference with Goods) Act 1977, s.12 and Sch. 1 Part II; the day after the
        corresponding date is the cautious reading.

    Example:
        >>> sale_day(dt.date(2027, 11, 30), 3)
        datetime.date(2028, 3, 1)
    """
    return add_months(notice_on, months) + DAY


# The order and the warrant


def order_stands(
    order_on: dt.date | None,
    decision: CourtDecision,
    in_force: YesNoNotKnown,
    possession_date: dt.date | None,
    warrant_on: dt.date | None,
) -> Outcome:
    """Whether a possession order stands behind the warrant.

    On an outright order the warrant comes after the day for possession.

    Source:
        CPR 83.26; Housing Act 1985 s.85; Housing Act 1988 s.9.
    """
    if decision in (CourtDecision.ADJOURNED, CourtDecision.ENDED):
        return no("The court has made no possession order that a warrant could rest on.")
    if in_force is NO:
        return no("The order is no longer in force.")
    outright = decision is CourtDecision.OUTRIGHT
    if outright and possession_date and warrant_on and warrant_on <= possession_date:
        return no(
            f"The warrant was asked for on {day_and_date(warrant_on)}. It could be from the day "
            f"after the day for possession, {day_and_date(possession_date)}."
        )
    open_facts = []
    if order_on is None:
        open_facts.append("the day of the order")
    if decision is CourtDecision.NOT_KNOWN:
        open_facts.append("what the court decided")
    if in_force is UNKNOWN:
        open_facts.append("whether the order is still in force")
    if outright and possession_date is None:
        open_facts.append("the day for possession in the order")
    if outright and warrant_on is None:
        open_facts.append("the day the warrant was asked for")
    if open_facts:
        return cannot_tell("An eviction rests on an order in force.", *open_facts)
    return yes("A possession order is in force.")


def terms_broken(terms: TermsNow) -> Outcome:
    """Whether the terms of a suspended order are broken.

    Source:
        CPR 83.2(3)(e); Housing Act 1985 s.85; Housing Act 1988 s.9.
    """
    if terms is TermsNow.KEPT:
        return no("The terms of the suspended order are being kept.")
    if terms is TermsNow.MISSED:
        return yes("A payment under the terms was missed.")
    return cannot_tell("A suspended order must be broken.", "whether the court's terms are kept")


def permission_held(
    answer: Permission, order_on: dt.date | None, warrant_on: dt.date | None, years: int | None
) -> Outcome:
    """Whether the warrant has the court's permission where it needs it.

    Args:
        answer: What is known of the permission.
        order_on: The day of the order.
        warrant_on: The day the warrant was asked for.
        years: The age of an order from which permission is needed; None where not held.

    Source:
        CPR 83.2(3): six years or more since the order, another party, or another broken term.
    """
    if answer is Permission.GIVEN:
        return yes("The court gave permission.")
    if answer is Permission.MISSING:
        return no("The warrant needs the court's permission, and has none.")
    if answer is Permission.NOT_KNOWN:
        return cannot_tell("Some warrants need it.", "whether the warrant needed permission")
    open_facts = []
    if order_on is None:
        open_facts.append("the day of the order")
    if warrant_on is None:
        open_facts.append("the day the warrant was asked for")
    if years is None:
        open_facts.append("how old an order may be, which we do not hold for that day")
    if order_on is None or warrant_on is None or years is None:
        return cannot_tell("An old order needs it.", *open_facts)
    old_from = add_months(order_on, 12 * years)
    if warrant_on >= old_from:
        return no(f"From {day_and_date(old_from)} a warrant on this order needs permission.")
    return yes("The warrant did not need permission.")


def warrant_runs(
    eviction_on: dt.date | None,
    last_day: dt.date | None,
    issue_is_known: bool,
    extended: YesNoNotKnown,
    extended_to: dt.date | None,
) -> Outcome:
    """Whether the warrant is in force on the day of the eviction.

    Args:
        eviction_on: The day of the eviction.
        last_day: The warrant's last day, from its issue or, where that is not known, from the day
            it was asked for, which is no later; None where neither is known.
        issue_is_known: Whether it is counted from the issue.
        extended: Whether the warrant was extended.
        extended_to: Its last day then.

    Source:
        CPR 83.3.
    """
    if eviction_on is None:
        return cannot_tell("The warrant must be in force on the day.", EVICTION_DAY)
    if last_day is not None and eviction_on <= last_day:
        return yes(f"It is in force to {day_and_date(last_day)} at least.")
    if extended is YES and extended_to is not None and eviction_on <= extended_to:
        return yes(f"It was extended to {day_and_date(extended_to)}.")
    open_facts = []
    if not issue_is_known:
        open_facts.append("the day the warrant was issued")
    elif last_day is None:
        open_facts.append("how long a warrant lasts, which we do not hold for its day")
    if extended is UNKNOWN:
        open_facts.append("whether the warrant was extended")
    elif extended is YES and extended_to is None:
        open_facts.append("the last day of the extended warrant")
    if open_facts:
        return cannot_tell("The warrant may have run out by then.", *open_facts)
    ends = max(each for each in (last_day, extended_to) if each is not None)
    return no(f"The warrant runs out on {day_and_date(ends)}, before the eviction.")


# The bailiff


def notice_long_enough(
    eviction_on: dt.date | None,
    first_day: dt.date | None,
    first_day_if_new: dt.date | None,
    new: YesNoNotKnown,
) -> Outcome:
    """Whether the bailiff's notice leaves enough time before the eviction.

    Args:
        eviction_on: The day of the eviction.
        first_day: The first day after a first notice; None where not known.
        first_day_if_new: The first day after a new notice, which is shorter.
        new: Whether it is a new notice after an eviction that did not happen.

    Source:
        CPR 83.8A.
    """
    if first_day is None or first_day_if_new is None:
        facts = ["the day the bailiff's notice was delivered"]
        if eviction_on is None:
            facts.append(EVICTION_DAY)
        return cannot_tell("The notice comes long enough before the eviction.", *facts)
    if eviction_on is None:
        return cannot_tell(f"It cannot be before {day_and_date(first_day_if_new)}.", EVICTION_DAY)
    if eviction_on >= first_day:
        return yes(f"The first day it allows is {day_and_date(first_day)}.")
    if eviction_on < first_day_if_new:
        first = first_day_if_new if new is YES else first_day
        return no(f"The eviction may not be before {day_and_date(first)}.")
    if new is YES:
        return yes(f"As a new notice, the first day it allows is {day_and_date(first_day_if_new)}.")
    if new is NO:
        return no(f"The eviction may not be before {day_and_date(first_day)}.")
    return cannot_tell(
        f"A first notice would allow it from {day_and_date(first_day)}.",
        "whether it is a new notice",
    )


def outside_pause(
    eviction_on: dt.date | None,
    pauses: YesNoNotKnown,
    first: dt.date | None,
    last: dt.date | None,
) -> Outcome:
    """Whether the day lies outside the landlord's own Christmas pause.

    Source:
        The landlord's own choice. No law stops evictions over Christmas; bailiffs customarily do
        not evict then.
    """
    if pauses is NO:
        return yes("We do not stop evictions near this day.")
    if pauses is UNKNOWN:
        return cannot_tell("Many landlords stop then.", "whether we stop evictions over Christmas")
    if eviction_on is None:
        return cannot_tell("We stop evictions over Christmas.", EVICTION_DAY)
    if (first and eviction_on < first) or (last and eviction_on > last):
        return yes("The day is outside our pause.")
    if first and last:
        return no(f"We stop evictions from {day_and_date(first)} to {day_and_date(last)}.")
    open_facts = [] if first else ["the first day of the pause"]
    open_facts += [] if last else ["the last day of the pause"]
    return cannot_tell("We stop evictions over Christmas.", *open_facts)


# Interview, review and agreement


def interview_in_time(
    stands: FinalInterview, interview_on: dt.date | None, last_day: dt.date | None
) -> Outcome:
    """Whether the final interview was held or offered in time.

    Source:
        The landlord's arrears procedure, step “Final interview”.
    """
    by = "" if last_day is None else f" It is due by {day_and_date(last_day)}."
    if stands is FinalInterview.NOT_YET:
        return no(f"It has been neither held nor offered.{by}")
    if interview_on is not None and last_day is not None and interview_on > last_day:
        return no(f"It was on {day_and_date(interview_on)}, after {day_and_date(last_day)}.")
    open_facts = []
    if stands is FinalInterview.NOT_KNOWN:
        open_facts.append("whether the final interview was held or offered")
    if interview_on is None:
        open_facts.append("the day of the final interview")
    if last_day is None:
        open_facts.append(EVICTION_DAY)
    if open_facts:
        return cannot_tell(
            f"The tenant's last chance to be heard before the review.{by}", *open_facts
        )
    if stands is FinalInterview.OFFERED:
        return yes("It was offered in time. Each try to hold it is on record.")
    return yes("It was held in time.")


def review_in_time(
    review_on: dt.date | None, interview_on: dt.date | None, last_day: dt.date | None
) -> Outcome:
    """Whether the eviction review was finished in time, and after the final interview.

    Source:
        The landlord's arrears procedure, step “Eviction review”.
    """
    if review_on is not None and interview_on is not None and review_on < interview_on:
        return no("It came before the final interview, so it could not weigh the report of it.")
    if review_on is not None and last_day is not None and review_on > last_day:
        return no(f"It was finished on {day_and_date(review_on)}, after {day_and_date(last_day)}.")
    open_facts = []
    if review_on is None:
        open_facts.append("the day the review was finished")
    if interview_on is None:
        open_facts.append("the day of the final interview")
    if last_day is None:
        open_facts.append(EVICTION_DAY)
    if open_facts:
        by = "" if last_day is None else f" It is due by {day_and_date(last_day)}."
        return cannot_tell(f"Each level reads the report of the interview.{by}", *open_facts)
    return yes("It was finished in time.")


# Breathing space and the last checks


def covers(space: Space, day: dt.date | None) -> Verdict:
    """Whether a breathing space that has ended covered a day.

    Source:
        SI 2020/1311 reg. 7.
    """
    first, last = space
    if day is None:
        return Verdict.CANNOT_TELL
    if (first is not None and day < first) or (last is not None and day > last):
        return Verdict.NO
    return Verdict.CANNOT_TELL if first is None or last is None else Verdict.YES


def no_breathing_space(
    kind: BreathingSpace,
    ended: Iterable[Space],
    another: YesNoNotKnown,
    warrant_on: dt.date | None,
    notice_on: dt.date | None,
) -> Outcome:
    """Whether no breathing space stops the eviction, or spoils the warrant.

    Args:
        kind: What is known of a breathing space.
        ended: Those that have ended.
        another: Whether there was more than one.
        warrant_on: The day the warrant was asked for.
        notice_on: The day the bailiff's notice was delivered.

    Source:
        SI 2020/1311 regs 7 and 10: no warrant is asked for and no eviction carried out for arrears
        that a breathing space covers.
    """
    if kind is BreathingSpace.NONE:
        return yes("No breathing space covers the arrears of any tenant.")
    if kind is BreathingSpace.NOT_KNOWN:
        return cannot_tell(
            "One would stop the eviction.", "whether a breathing space covers the arrears"
        )
    if kind is not BreathingSpace.ENDED:
        return no("A breathing space is running: take no step for these arrears.")
    spaces = list(ended)
    in_warrant = any_of(covers(each, warrant_on) for each in spaces)
    in_notice = any_of(covers(each, notice_on) for each in spaces)
    if in_warrant is Verdict.YES:
        return no("The warrant was asked for while a breathing space ran.")
    open_facts = []
    if another is UNKNOWN:
        open_facts.append("whether there was another breathing space")
    if in_notice is Verdict.YES:
        open_facts.append("advice on a bailiff's notice that was delivered in a breathing space")
    if Verdict.CANNOT_TELL in (in_warrant, in_notice):
        open_facts.append("the days of each breathing space, of the warrant and of the notice")
    if open_facts:
        return cannot_tell("A breathing space may have covered an earlier step.", *open_facts)
    return yes("It has ended, and covered neither the warrant nor the bailiff's notice.")


def insolvency_seen_to(insolvency: YesNoNotKnown, advised: YesNoNotKnown) -> Outcome:
    """Whether no debt relief order, bankruptcy or IVA stands in the way, or advice was taken on it.

    Possession can be ordered all the same, but paying what is in one cannot be a term of a
    suspended order, and an IVA binds by its own terms: whether a warrant may rest on it is for
    advice.

    Source:
        Insolvency Act 1986 ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ 813.
    """
    if insolvency is NO:
        return yes("None of the arrears are in one.")
    if insolvency is UNKNOWN:
        return cannot_tell(
            "Arrears in one cannot be a term of a suspended order.",
            "whether any of the arrears are in a debt relief order, bankruptcy or IVA",
        )
    return fact(
        advised,
        "Some of the arrears are in one, and a lawyer has advised that the eviction can go on.",
        "Some of the arrears are in one, and no lawyer has advised that the eviction can go on.",
        "whether a lawyer has advised that the eviction can go on",
    )


def checked_last(checked_on: dt.date | None, due_on: dt.date | None, day: dt.date) -> Outcome:
    """Whether a check is fresh: made on the working day before the eviction, or later.

    Args:
        checked_on: The day of the last check; None where there was none, or it is not known.
        due_on: The day it is due; None where it is not known.
        day: The day of the case.

    Source:
        The landlord's arrears procedure, step “Eviction day”; SI 2020/1311 reg. 7; Housing Act 1985
        s.85(2); Housing Act 1988 s.9(2).
    """
    if due_on is None:
        return cannot_tell("It is made just before the eviction.", EVICTION_DAY)
    due = day_and_date(due_on)
    if checked_on is not None and checked_on >= due_on:
        late = f", after {due}, when it was due" if checked_on > due_on else ""
        return yes(f"It was made on {long_date(checked_on)}{late}.")
    if day < due_on or (day == due_on and checked_on is None):
        return cannot_tell(f"It is due on {due}.", f"the check on {due}")
    if checked_on is None:
        return cannot_tell(f"It was due on {due}.", "the day of the last check")
    return no(f"The last was on {long_date(checked_on)}, before {due}. Things change: check again.")


def still_owed(arrears: Decimal | None) -> Outcome:
    """Whether anything is owed at all.

    Source:
        Housing Act 1985 s.85; Housing Act 1988 s.9; court form N28.
    """
    if arrears is None:
        return cannot_tell("Arrears that are cleared change everything.", "what is owed today")
    if arrears == ZERO:
        return no("Nothing is owed any more: stop, and take advice on the order.")
    return yes("Arrears are still owed.")


def benefit_seen_to(on_its_way: YesNoNotKnown, weighed: YesNoNotKnown) -> Outcome:
    """Whether benefit on its way was weighed by a person.

    Source:
        The landlord's arrears procedure, steps “Eviction review” and “Eviction day”; Pre-Action
        Protocol for Possession Claims by Social Landlords, Part 1.
    """
    if on_its_way is NO:
        return yes("No benefit for rent is on its way.")
    if on_its_way is UNKNOWN:
        return cannot_tell("Benefit may pay arrears.", "whether benefit for rent is on its way")
    return fact(
        weighed,
        "It is on its way, and a person has weighed it.",
        "It is on its way, and no person has weighed it.",
        "whether a person has weighed the benefit on its way",
    )


def not_suspended(application: Application) -> Outcome:
    """Whether no application by the tenant stands in the way.

    Source:
        Housing Act 1985 s.85(2); Housing Act 1988 s.9(2).
    """
    if application is Application.NOT_KNOWN:
        return cannot_tell(
            "The tenant can ask up to the eviction.", "whether the tenant has asked the court"
        )
    if application is Application.WAITING:
        return no("The tenant has asked the court, which has not decided yet.")
    if application is Application.SUSPENDED:
        return no("The court has suspended the warrant.")
    if application is Application.REFUSED:
        return yes("The court refused it.")
    return yes("The tenant has not made one.")


def no_complaint(answer: YesNoNotKnown) -> Outcome:
    """Whether no complaint about the debt is open.

    Source:
        The landlord's arrears procedure, step “Eviction day”; clause “Complaints and review”.
    """
    if answer is YES:
        return no("A complaint about this debt is open.")
    if answer is NO:
        return yes("No complaint about this debt is open.")
    return cannot_tell("An open complaint stops it.", "whether a complaint about this debt is open")


# Help for the household


def referred(referral: Referral) -> Outcome:
    """Whether the household was referred to housing options, or chose not to be.

    Source:
        Housing Act 1996 s.213B(3): a referral needs consent. Councils refer within the council;
        housing associations are not listed and refer under a voluntary commitment.
    """
    if referral is Referral.MADE:
        return yes("The household was referred with consent.")
    if referral is Referral.NO_CONSENT:
        return yes("It was offered, and the tenant did not consent. Both are on record.")
    if referral is Referral.NOT_MADE:
        return no("It has been neither made nor offered.")
    return not_said("whether the household was referred")


def told_where_needed(
    needed: YesNoNotKnown, told: YesNoNotKnown, nobody: str, who: str, needs: str
) -> Outcome:
    """Whether somebody was told who has to be, where there is a reason.

    Args:
        needed: Whether there is a reason.
        told: Whether they were told.
        nobody: What is said where there is no reason.
        who: Who was to be told.
        needs: The reason as an open fact.

    Source:
        Children Acts 1989 and 2004; Care Act 2014 ss.42 to 46; SI 2020/1311 reg. 7 (joint tenants).
    """
    if told is YES:
        return yes(f"{who} told.")
    if needed is NO:
        return yes(nobody)
    if needed is YES and told is NO:
        return no(f"{who} not told.")
    open_facts = [needs] if needed is UNKNOWN else []
    if told is UNKNOWN:
        open_facts.append(f"whether {in_sentence(who)} told")
    return not_said(*open_facts)
