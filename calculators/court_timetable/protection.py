"""What a breathing space, a debt relief order, bankruptcy or an IVA does to a step in court."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceInput, BreathingSpaceResult
from calculators.breathing_space.models import what_we_may
from calculators.core import breathing_space as shared
from calculators.core.breathing_space import (
    NOT_COLLECTED,
    OF_PROTECTION,
    POSSESSION_ONLY,
    SPACES,
    Protection,
)
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


@dataclass(frozen=True)
class One:
    """One breathing space, order or arrangement by itself.

    Attributes:
        kind: What it is; None where not known.
        facts: Its facts by the names of the breathing space calculator.
    """

    kind: Protection | None
    facts: Mapping[str, Any]


class Protected:
    """What protects the tenant, looked at on one day after another, each for itself."""

    def __init__(self, inputs: CourtTimetableInput, days: Timetable) -> None:
        """Take the facts as they are; nothing is worked out yet."""
        self.inputs = inputs
        self.days = days
        given = {name: getattr(inputs, name) for name in OF_PROTECTION}
        first = {name: value for name, value in given.items() if value is not None}
        others = [One(each.protection, each.facts) for each in inputs.other_protections]
        self.ones = [One(inputs.protection, first), *others]

    def found(self, one: One, day: dt.date, **more: Any) -> BreathingSpaceResult | None:
        """The breathing space calculator's answer on a day; None where its start is not known.

        Raises:
            FigureNotHeld: If its days are not held.
        """
        if one.kind is None:
            return None
        facts = {**one.facts, "case_date": day, "arrears": ZERO, **more}
        asked = BreathingSpaceInput.from_read(facts)
        if asked.starts is None:
            return None
        return breathing_space.calculate(asked, self.days.trace.figures)

    def together(self, outcomes: Sequence[Outcome]) -> Outcome:
        """Whether none of them stops a step, each by itself."""
        return shared.none_stops(outcomes, self.inputs.others_not_said)

    def one_lets_us(
        self, one: One, day: dt.date, step: str
    ) -> tuple[Outcome, BreathingSpaceResult | None]:
        """Whether one leaves room for a step for possession on a day, and what it rests on."""
        try:
            found = self.found(one, day)
        except FigureNotHeld:
            return cannot_tell(NOT_HELD, RULES), None
        outcome = shared.stops_no_claim(
            self.inputs.protected_since_notice,
            one.kind,
            None if found is None else found.protected_today,
            None if found is None else found.last_day,
            day,
            step=step,
        )
        return outcome, found

    def lets_warrant(self, day: dt.date, step: str = "a warrant") -> Outcome:
        """Whether they leave room for carrying the order out on a day."""
        return self.together([self.one_lets_warrant(each, day, step) for each in self.ones])

    def one_lets_warrant(self, one: One, day: dt.date, step: str) -> Outcome:
        """Whether one leaves room for carrying the order out on a day."""
        outcome, found = self.one_lets_us(one, day, step)
        if outcome.verdict is Verdict.NO and day < self.inputs.case_date:
            return no(f"A breathing space ran on {day_and_date(day)}.")
        return shared.stops_no_warrant(
            outcome,
            one.kind,
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
        """Whether they leave room for a claim for the money on the day of the case."""
        outcomes = []
        for one in self.ones:
            outcome, found = self.one_lets_us(one, self.inputs.case_date, "a claim")
            protected = None if found is None else found.protected_today
            outcomes.append(shared.stops_no_money_claim(outcome, one.kind, protected))
        return self.together(outcomes)

    def lets_claim_go_on(self, issued: dt.date) -> Outcome:
        """Whether a claim for possession already issued can go on, as of the day of the case."""
        on = max(self.inputs.case_date, issued)
        outcomes = []
        for one in self.ones:
            outcome, found = self.one_lets_us(one, on, "a claim")
            if found is not None:
                later = self.found(one, on, claim_issued_on=issued)
                claim = None if later is None else later.claim
                outcome = shared.lets_claim_go_on(outcome, one.kind, claim)
            outcomes.append(outcome)
        return self.together(outcomes)

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
        kinds = [each.kind for each in self.ones if each.kind is not None]
        if self.inputs.protected_since_notice is YesNoNotKnown.NO or not kinds:
            return
        looked = [
            (each.kind, answer)
            for each in self.ones
            if each.kind is not None and (answer := self.one_lets_us(each, day, "a step")[1])
        ]
        for _, answer in looked:
            self.days.trace.include(answer.working)
        if looked:
            found.parts["may"], found.parts["must_not"] = what_we_may(looked)
        if self.inputs.start_from is StartFrom.ORDER and any(k not in SPACES for k, _ in looked):
            found.next_steps.append(ADVICE)
        for kind, answer in looked:
            if answer.protected_today.verdict is Verdict.NO:
                continue
            if kind in NOT_COLLECTED:
                found.warnings.append(POSSESSION_ONLY)
            found.warnings.append(shared.reading_of_last_day(kind, answer.last_day, day))
        found.warnings = list(dict.fromkeys(filter(None, found.warnings)))
        steps = [each for _, answer in looked for each in answer.next_steps]
        found.next_steps = list(dict.fromkeys([*found.next_steps, *steps]))
