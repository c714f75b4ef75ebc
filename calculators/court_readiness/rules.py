"""The rules that only this checklist needs; the rest belongs to the calculators it asks."""

from __future__ import annotations

import datetime as dt

from calculators.core.checklist import fact
from calculators.core.choices import YesNoNotKnown
from calculators.core.outcomes import Outcome, cannot_tell, no, not_said, yes
from calculators.core.tenancies import Landlord
from calculators.core.wording import day_and_date, long_date
from calculators.court_readiness.models import Presenter
from calculators.next_step.models import PlanNow, Record

YES, NO, UNKNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN


def put_right_by(warned_on: dt.date, days: int) -> dt.date:
    """The last day to put a broken plan right, counted from the day after the warning.

    Source:
        The landlord's arrears policy, clause “Missed payments and broken plans”.

    Example:
        >>> put_right_by(dt.date(2026, 11, 16), 7)
        datetime.date(2026, 11, 23)
    """
    return warned_on + dt.timedelta(days=days)


def time_is_over(plan: PlanNow, warned: YesNoNotKnown, by: dt.date | None, day: dt.date) -> Outcome:
    """Whether the time to put a broken plan right is over.

    Args:
        plan: How the plan stands.
        warned: Whether the tenant was warned, with a time.
        by: The last day of that time; None where it is not known.
        day: The day of the case.

    Source:
        Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.9.
    """
    if plan is PlanNow.NOT_KNOWN:
        return cannot_tell("A broken plan needs time to be put right.", "how the plan stands")
    if plan is not PlanNow.BROKEN:
        return yes("No plan is broken.")
    if warned is not YES:
        return yes("No time has been given yet.")
    if by is None:
        return cannot_tell(
            "The tenant was given time to put the plan right.", "the day the warning was sent"
        )
    if day > by:
        return yes(f"It ended on {day_and_date(by)}.")
    return no(f"The tenant has until {day_and_date(by)} to put the plan right.")


def looked(on: dt.date | None, day: dt.date) -> Outcome:
    """Whether somebody looked for a breathing space on the day itself.

    Source:
        SI 2020/1311 reg. 7: no claim for protected arrears while it runs.
    """
    if on is None:
        return cannot_tell(
            "It is looked for on the day.", "the day we last looked for a breathing space"
        )
    if on == day:
        return yes(f"We looked on {long_date(on)}.")
    return no(f"We last looked on {day_and_date(on)}, not on {day_and_date(day)}.")


def recorded(record: Record) -> Outcome:
    """Whether a person has decided the equality duty and proportionality, and recorded it.

    What the decision should be is never looked at.

    Source:
        Equality Act 2010 ss.15 and 149; Human Rights Act 1998, Article 8.
    """
    if record is Record.MADE:
        return yes("A person has decided and recorded it. This list does not judge it.")
    if record is Record.NOT_MADE:
        return no("No person has decided and recorded it for this step.")
    return cannot_tell(
        "A person decides it.", "whether a person has decided and recorded the equality duty"
    )


def either(
    worry: YesNoNotKnown, dealt_with: YesNoNotKnown, words: tuple[str, str, str], *settles: str
) -> Outcome:
    """A worry that is absent, or has been dealt with.

    Args:
        worry: Whether there is one.
        dealt_with: Whether it has been dealt with.
        words: What is said where there is none, where it is dealt with, and where it is not.
        settles: The two facts in words.

    Source:
        CPR 21 (capacity); Practice Direction 55A and the landlord's repairing duties (repairs).
    """
    if dealt_with is YES:
        return yes(words[1])
    if worry is NO:
        return yes(words[0])
    if worry is YES and dealt_with is NO:
        return no(words[2])
    return not_said(settles[0] if worry is UNKNOWN else settles[1])


def may_speak(landlord: Landlord, presenter: Presenter, authorised: YesNoNotKnown) -> Outcome:
    """Whether the person who goes may address the judge.

    Args:
        landlord: Whose claim it is.
        presenter: Who goes.
        authorised: Whether a council has authorised its officer.

    Source:
        County Courts Act 1984 s.60 (councils). Whether s.60A is in force for housing associations
        is not held.
    """
    if presenter is Presenter.LAWYER:
        return yes("A solicitor, a barrister or an agent who may speak in court goes.")
    if presenter is Presenter.NOT_KNOWN:
        return not_said("who speaks for us at the hearing")
    if landlord is Landlord.COUNCIL:
        return fact(
            authorised,
            "The council has authorised the officer.",
            "The council has not authorised the officer.",
            "whether the officer is authorised to speak in court for the council",
        )
    return cannot_tell(
        "We hold no rule that lets a housing association's officer speak without permission.",
        "whether the judge gives permission",
    )
