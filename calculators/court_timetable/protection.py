"""What a breathing space, a debt relief order, bankruptcy or an IVA does to a step in court."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceInput, BreathingSpaceResult
from calculators.core import breathing_space as shared
from calculators.core.breathing_space import NOT_COLLECTED, OF_PROTECTION, POSSESSION_ONLY, SPACES
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no
from calculators.core.wording import day_and_date
from calculators.court_timetable.models import (
    CourtTimetableInput,
    StartFrom,
    TermBroken,
)
from calculators.court_timetable.timetable import Found, Timetable
from calculators.next_step.models import CourtDecision

RULES = "the rules for a breathing space on those days"
NOT_HELD = "We hold no rules for a breathing space or an order on those days."
ADVICE = "Take a lawyer's advice before the eviction: eviction readiness waits for it."
IN_NOTICE = "advice on a bailiff's notice that was delivered in a breathing space"


class Protected:
    """What protects the tenant, looked at on one day after another."""

    def __init__(self, inputs: CourtTimetableInput, days: Timetable) -> None:
        """Take the facts as they are; nothing is worked out yet."""
        self.inputs = inputs
        self.days = days

    def facts(self, day: dt.date) -> dict[str, Any]:
        """The facts of the breathing space calculator, on a day."""
        given = {name: getattr(self.inputs, name) for name in OF_PROTECTION}
        facts = {name: value for name, value in given.items() if value is not None}
        return facts | {"case_date": day, "arrears": ZERO}

    def found(self, day: dt.date, **more: Any) -> BreathingSpaceResult | None:
        """The breathing space calculator's answer on a day; None where its start is not known.

        Raises:
            FigureNotHeld: If its days are not held.
        """
        if self.inputs.protection is None:
            return None
        asked = BreathingSpaceInput.model_validate(self.facts(day) | more)
        if asked.starts is None:
            return None
        return breathing_space.calculate(asked, self.days.trace.figures)

    def lets_us(self, day: dt.date, step: str) -> tuple[Outcome, BreathingSpaceResult | None]:
        """Whether it leaves room for a step for possession on a day, and what it rests on."""
        inputs = self.inputs
        try:
            found = self.found(day)
        except FigureNotHeld:
            return cannot_tell(NOT_HELD, RULES), None
        outcome = shared.stops_no_claim(
            inputs.protected_since_notice,
            inputs.protection,
            None if found is None else found.protected_today,
            None if found is None else found.last_day,
            day,
            step=step,
        )
        return outcome, found

    def lets_warrant(self, day: dt.date, step: str = "a warrant") -> Outcome:
        """Whether it leaves room for carrying the order out on a day."""
        outcome, found = self.lets_us(day, step)
        if outcome.verdict is Verdict.NO and day < self.inputs.case_date:
            return no(f"A breathing space ran on {day_and_date(day)}.")
        return shared.stops_no_warrant(
            outcome,
            self.inputs.protection,
            None if found is None else found.protected_today,
            on_terms=self.on_terms,
        )

    @property
    def on_terms(self) -> bool:
        """Whether a warrant would rest on a payment that the order's terms ask for."""
        broken = self.inputs.term_broken
        suspended = self.inputs.court_decision is CourtDecision.SUSPENDED
        return suspended and broken is not TermBroken.OTHER

    def lets_money_claim(self) -> Outcome:
        """Whether it leaves room for a claim for the money on the day of the case."""
        outcome, found = self.lets_us(self.inputs.case_date, "a claim")
        protected = None if found is None else found.protected_today
        return shared.stops_no_money_claim(outcome, self.inputs.protection, protected)

    def lets_claim_go_on(self, issued: dt.date) -> Outcome:
        """Whether a claim for possession already issued can go on, as of the day of the case."""
        on = max(self.inputs.case_date, issued)
        outcome, found = self.lets_us(on, "a claim")
        if found is None:
            return outcome
        later = self.found(on, claim_issued_on=issued)
        return shared.lets_claim_go_on(
            outcome, self.inputs.protection, None if later is None else later.claim
        )

    def lets_evict(self, asked: dt.date, delivered: dt.date | None, day: dt.date) -> Outcome:
        """Whether nothing protected the tenant on any day that an eviction rests on.

        Args:
            asked: The day the warrant was asked for, as far as it is known.
            delivered: The day of the bailiff's notice.
            day: The day of the eviction.

        Source:
            SI 2020/1311 regs 7 and 10.
        """
        first, last = self.lets_warrant(asked), self.lets_warrant(day, "an eviction")
        for wanted in (Verdict.NO, Verdict.CANNOT_TELL):
            for each in (last, first):
                if each.verdict is wanted:
                    return each
        if delivered is not None and self.lets_warrant(delivered).verdict is Verdict.NO:
            return cannot_tell("A breathing space covered an earlier step.", IN_NOTICE)
        return last

    def tell(self, found: Found, outcome: Outcome, day: dt.date) -> None:
        """Put into the answer what protects the tenant and what may be done.

        Args:
            found: The answer.
            outcome: Whether it leaves room for the step.
            day: The day of the step.
        """
        found.parts["protection"] = outcome
        kind = self.inputs.protection
        if self.inputs.protected_since_notice is YesNoNotKnown.NO or kind is None:
            return
        looked = self.lets_us(day, "a step")[1]
        if looked is None:
            return
        self.days.trace.include(looked.working)
        found.parts["may"], found.parts["must_not"] = looked.may, looked.must_not
        if kind not in SPACES and self.inputs.start_from is StartFrom.ORDER:
            found.next_steps.append(ADVICE)
        if kind in NOT_COLLECTED and looked.protected_today.verdict is not Verdict.NO:
            found.warnings.append(POSSESSION_ONLY)
        found.next_steps += [each for each in looked.next_steps if each not in found.next_steps]
