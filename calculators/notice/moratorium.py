"""What a breathing space does to a claim on a notice: its last day, and the day asked about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceInput, BreathingSpaceResult
from calculators.core import breathing_space as shared
from calculators.core.calendar import DAY
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell
from calculators.core.trace import Trace
from calculators.notice.models import NoticeInput

EXTENSION = "breathing_space.time_limit_extension"
LAST_DAY = "Last day of the breathing space"
LAW = "SI 2020/1311 reg. 7(12)"
#: Who settles what the law leaves open.
LAWYER = "what a lawyer says of it"
RULES = "the rules for a breathing space on those days"
RAN = "whether a breathing space ran on the last day to claim"


@dataclass(frozen=True)
class Moratorium:
    """A breathing space or an order since the notice, as far as the facts tell.

    Attributes:
        since_notice: Whether anything has protected the tenant since the notice.
        protection: What it is; None where not known.
        found: Its days and whether it protects the arrears on the day of the claim; None where
            there is none, or where they cannot be told.
        weeks: How long after its last day a time limit then ends; None where not held.
        not_held: Whether its days are outside what is held.
        day: The day of the claim.
    """

    since_notice: YesNoNotKnown
    protection: shared.Protection | None
    day: dt.date
    found: BreathingSpaceResult | None = None
    weeks: int | None = None
    not_held: bool = False

    @property
    def is_space(self) -> bool:
        """Whether it is known to be a breathing space; an order moves no time limit."""
        return self.since_notice is YesNoNotKnown.YES and self.protection in shared.SPACES

    def stops_no_claim(self) -> Outcome:
        """Whether nothing stops a claim being issued on the day of the claim."""
        if self.not_held:
            return cannot_tell("We hold no rules for a breathing space on those days.", RULES)
        found = self.found
        return shared.stops_no_claim(
            self.since_notice,
            self.protection,
            None if found is None else found.protected_today,
            None if found is None else found.last_day,
            self.day,
        )


@dataclass(frozen=True)
class LastDays:
    """The last day to claim, once a breathing space may have moved it.

    Attributes:
        safe: The last day to claim that holds on every reading.
        latest: The last day on any reading; None where it cannot be told.
        before: The last safe day, had nothing moved it.
        settled_by: What would settle the difference, beside the reading of the law.
    """

    safe: dt.date
    latest: dt.date | None
    before: dt.date
    settled_by: str = ""

    @property
    def is_moved(self) -> bool:
        """Whether the last safe day has moved."""
        return self.safe != self.before


def moratorium_of(inputs: NoticeInput, figures: FigureSet, trace: Trace) -> Moratorium:
    """The breathing space or order the facts tell of, with its days in the working."""
    since, protection = inputs.protected_since_notice, inputs.protection
    plain = Moratorium(since, protection, inputs.claim_on)
    if protection is None:
        return plain
    asked = BreathingSpaceInput(
        case_date=inputs.claim_on,
        protection=protection,
        registered_on=inputs.registered_on,
        treatment_ended_on=inputs.treatment_ended_on,
        breathing_space_ended_on=inputs.breathing_space_ended_on,
        order_made_on=inputs.order_made_on,
        arrears_included=inputs.arrears_included,
        arrears=ZERO,
    )
    if asked.starts is None:
        return plain
    try:
        found = breathing_space.calculate(asked, figures)
        if not plain.is_space:
            trace.include(found.working)
            return replace(plain, found=found)
        weeks = int(trace.number(EXTENSION, found.last_day or found.starts))
    except FigureNotHeld:
        return replace(plain, not_held=True)
    trace.include(found.working, LAST_DAY)
    return replace(plain, found=found, weeks=weeks)


def moved(safe: dt.date, latest: dt.date, space: Moratorium, included: YesNoNotKnown) -> LastDays:
    """The last day to claim on a notice, where a breathing space may have run on it.

    Every day from the last safe day to the last on any reading may be the true one, so each is
    moved by itself.

    Args:
        safe: The last safe day as it would have been.
        latest: The last day on any reading.
        space: The breathing space.
        included: Whether the arrears are among the debts in it.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    if space.since_notice is YesNoNotKnown.NO or included is YesNoNotKnown.NO:
        return LastDays(safe, latest, safe)
    if space.since_notice is YesNoNotKnown.NOT_KNOWN or space.protection is None:
        return LastDays(safe, None, safe, RAN)
    if not space.is_space:
        return LastDays(safe, latest, safe)
    if space.not_held:
        return LastDays(safe, None, safe, RULES)
    if space.found is None or space.weeks is None:
        return LastDays(safe, None, safe, shared.BEGAN)
    days = [safe + DAY * number for number in range((latest - safe).days + 1)]
    starts, last = space.found.starts, space.found.last_day
    ends = [shared.extended_limit(day, starts, last, space.weeks) for day in days]
    known = [each for each in ends if each is not None]
    if len(known) < len(ends):
        return LastDays(safe, None, safe, "the last day of the breathing space")
    if known == days:
        return LastDays(safe, latest, safe)
    if included is YesNoNotKnown.NOT_KNOWN:
        return LastDays(safe, max(known), safe, "whether the arrears are among the debts in it")
    if any(each == day for each, day in zip(known, days, strict=True)):
        return LastDays(safe, max(known), safe, LAWYER)  # moved on some readings only
    return LastDays(min(known), max(known), safe)
