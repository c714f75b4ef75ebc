"""The rules of the protocol: each paragraph from its own facts."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import WorkingCalendar
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.wording import counted, day_and_date, long_date
from calculators.next_step.models import PlanNow

YES, NO, UNKNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN
PROTOCOL = "Pre-Action Protocol for Possession Claims by Social Landlords"


def no_issue(
    on_its_way: YesNoNotKnown,
    evidence: YesNoNotKnown,
    likely: YesNoNotKnown,
    rest_paid: YesNoNotKnown,
) -> Outcome:
    """Whether the protocol lets a claim be issued while benefit is awaited.

    It does not where all three are so: the evidence has been given, the claim can be expected to
    succeed, and the tenant has paid what benefit will not cover. One that is not so is enough.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.6.
    """
    if on_its_way is NO:
        return yes("No claim for help with rent is awaited.")
    three = (evidence, likely, rest_paid)
    if NO in three:
        return yes("One of the three tests is not met, so awaited benefit does not stop a claim.")
    open_facts = [
        words
        for answer, words in zip(
            (on_its_way, *three),
            (
                "whether benefit for rent is on its way",
                "whether the tenant has given all the evidence",
                "whether the claim can be expected to succeed",
                "whether the tenant has paid what benefit will not cover",
            ),
            strict=True,
        )
        if answer is UNKNOWN
    ]
    if open_facts:
        return cannot_tell("Benefit for rent may stop the claim.", *open_facts)
    return no("All three tests are met: do not issue a claim while the benefit is awaited.")


def benefit_office(on_its_way: YesNoNotKnown, contacted: YesNoNotKnown) -> Outcome:
    """Whether we have been in touch with the benefit office about benefit that is awaited.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.6.
    """
    if contacted is YES:
        return yes("We have been in touch.")
    if on_its_way is YES and contacted is NO:
        return no("We have not been in touch.")
    open_facts = []
    if on_its_way is UNKNOWN:
        open_facts.append("whether benefit for rent is on its way")
    if contacted is UNKNOWN:
        open_facts.append("whether we have been in touch with the benefit office")
    return cannot_tell("Get in touch where benefit is awaited.", *open_facts)


def quarterly_statement(
    each_quarter: YesNoNotKnown, last_on: dt.date | None, day: dt.date, weeks: int
) -> Outcome:
    """Whether rent statements go out every quarter.

    Args:
        each_quarter: Whether one has gone out every quarter.
        last_on: The day of the last one; None where not known.
        day: The day of the case.
        weeks: The weeks that a quarterly statement covers.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.3.
    """
    if each_quarter is NO:
        return no("A quarter has gone by without one.")
    if last_on is not None and last_on + dt.timedelta(weeks=weeks) < day:
        ago = counted(weeks, "week")
        return no(f"The last one went out on {long_date(last_on)}, more than {ago} ago.")
    open_facts = []
    if each_quarter is UNKNOWN:
        open_facts.append("whether one has gone out every quarter")
    if last_on is None:
        open_facts.append("the day of the last one")
    if open_facts:
        return cannot_tell("Statements show rent due and payments received.", *open_facts)
    return yes("They have gone out every quarter.")


def considered(vulnerable: YesNoNotKnown, done: YesNoNotKnown) -> Outcome:
    """Whether a vulnerable tenant's needs have been considered.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 1.7.
    """
    if done is YES:
        return yes("They have been considered. The decision on what follows is a person's.")
    if vulnerable is NO:
        return yes("Nothing known makes the tenant particularly vulnerable.")
    if vulnerable is YES and done is NO:
        return no("The tenant may be vulnerable, and it has not been considered.")
    open_facts = []
    if vulnerable is UNKNOWN:
        open_facts.append("whether the tenant is under 18 or particularly vulnerable")
    if done is UNKNOWN:
        open_facts.append("whether capacity, the Equality Act and care needs were considered")
    return cannot_tell("It must be considered early.", *open_facts)


def deductions(can_be: YesNoNotKnown, asked: YesNoNotKnown) -> Outcome:
    """Whether deductions from benefit have been asked for where they can be.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.4.
    """
    if asked is YES:
        return yes("They have been asked for.")
    if can_be is NO:
        return yes("The rules for deductions are not met.")
    if can_be is YES and asked is NO:
        return no("They can be asked for and have not been.")
    open_facts = []
    if can_be is UNKNOWN:
        open_facts.append("whether arrears can be taken from benefit")
    if asked is UNKNOWN:
        open_facts.append("whether deductions have been asked for")
    return cannot_tell("They are asked for where the rules are met.", *open_facts)


def agreement(plan: PlanNow, warned: YesNoNotKnown, issued: bool) -> Outcome:
    """Whether an agreement to pay is honoured by us.

    Args:
        plan: How the repayment plan stands.
        warned: Whether a broken plan was followed by a warning with a time to put it right.
        issued: Whether a claim has been issued.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, paras 2.9 and 2.12.
    """
    if plan is PlanNow.NONE:
        return yes("There is no agreement to honour.")
    if plan in (PlanNow.KEPT, PlanNow.MISSED):
        if issued:
            return no("An agreement is being kept: agree to put the hearing off.")
        return no("An agreement is being kept: put the claim off as long as it is.")
    if plan is PlanNow.BROKEN and warned is YES:
        return yes("There is none that is being kept, and the tenant was warned.")
    if plan is PlanNow.BROKEN and warned is NO:
        return no("It was broken, and the tenant has not been warned with a time to put it right.")
    open_facts = []
    if plan is PlanNow.NOT_KNOWN:
        open_facts.append("how the repayment plan stands")
    if warned is not YES:
        open_facts.append("whether the tenant was warned with a time to put it right")
    return cannot_tell("An agreement that is kept puts the claim off.", *open_facts)


def protocol_copy(
    served_on: dt.date | None, copy_on: dt.date | None, tried: YesNoNotKnown
) -> Outcome:
    """Whether contact was tried after the notice and a copy of the protocol sent.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.8.
    """
    if tried is NO:
        return no("Nobody has tried to talk to the tenant since the notice.")
    open_facts = []
    if tried is UNKNOWN:
        open_facts.append("whether we tried to talk to the tenant since the notice")
    if copy_on is None:
        open_facts.append("the day a copy of the protocol was sent")
    if served_on is None:
        open_facts.append("the day the notice was served")
    if open_facts:
        return cannot_tell("Both come after the notice and before the claim.", *open_facts)
    return yes("Contact was tried, and a copy of the protocol sent.")


def statement_day(hearing_on: dt.date, working_days: int, calendar: WorkingCalendar) -> dt.date:
    """The last day to send the rent statement for the hearing.

    The protocol says ten days; working days are the stricter reading and satisfy both.

    Args:
        hearing_on: The day of the hearing.
        working_days: How long before it the statement goes.
        calendar: Bank holidays.

    Raises:
        FigureNotHeld: If the days reach past the bank holidays held.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.11.
    """
    return calendar.add_working_days(hearing_on, -working_days)


def hearing_statement(sent_on: dt.date | None, last_day: dt.date | None, day: dt.date) -> Outcome:
    """Whether the statement for the hearing went in time.

    Args:
        sent_on: The day it was sent; None where it was not, or is not known.
        last_day: The last day to send it; None while no hearing is set.
        day: The day of the case.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.11.
    """
    if last_day is None:
        return cannot_tell("It goes out before the hearing.", "the day of the hearing")
    if sent_on is None:
        if day > last_day:
            return cannot_tell(
                f"It had to go by {day_and_date(last_day)}.", "the day the statement was sent"
            )
        return cannot_tell(
            f"It is due by {day_and_date(last_day)}.", "the day the statement is sent"
        )
    if sent_on > last_day:
        return no(f"It went on {day_and_date(sent_on)}, after {day_and_date(last_day)}.")
    return yes(f"It went on {day_and_date(sent_on)}, by {day_and_date(last_day)}.")
