"""What orders, arrangements and further breathing spaces do to the step a case is at.

None of the orders stops possession by itself, but arrears in one cannot be asked for. So the steps
that ask for money wait until the arrears in it are left out; later ones go on for possession only.
Each protection is looked at by itself: one that stops the step is enough.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceResult
from calculators.breathing_space.models import OtherProtection, not_said_of_others
from calculators.core import breathing_space as shared
from calculators.core.breathing_space import NOT_COLLECTED, POSSESSION_ONLY, SPACES, Protection
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.procedures import ProcedureStep
from calculators.core.trace import Trace
from calculators.core.wording import in_list, in_sentence
from calculators.next_step.conditions import breathing_space_runs
from calculators.next_step.facts import LastDone, between, from_on
from calculators.next_step.models import BreathingSpace, CourtDecision, NextStepInput, Pause

WHAT = "Arrears are in a debt relief order, bankruptcy or IVA"
WHAT_ELSE = "Something else protects the tenant"
LAW = f"Insolvency Act 1986 ss.251G and 285; {shared.SHARPLES}"
SPACE_LAW = "SI 2020/1311 reg. 7"
WHICH = "which of them it is, and since when"
IN_SPACE = "whether a breathing space covers the arrears"
IN_ONE = "whether any of the arrears are in a debt relief order, bankruptcy or IVA"
ANYTHING_ELSE = not_said_of_others(YesNoNotKnown.NOT_KNOWN, ())
#: What to look for where a question was left empty, by the fact that it settles.
LOOK_FOR = {
    IN_SPACE: ("a breathing space",),
    IN_ONE: ("a debt relief order", "bankruptcy", "an IVA"),
    ANYTHING_ELSE: ("anything else that protects them",),
}
#: Steps after these ask for money; after the visit they lead to possession.
ASKING = between(LastDone.NOTHING, LastDone.INTERVIEW)
OVER = from_on(LastDone.EVICTED)
LEAVE_OUT = "Answer again with only what fell due after it began, and that none of that is in it."
RULES = "the rules for an order of that day"
SINCE_THEN = (
    "A breathing space protects what was owed when it began. Rent due since then is not protected: "
    "work it out apart before acting on it."
)


@dataclass(frozen=True)
class Found:
    """What one protection does to a step.

    Attributes:
        pause: Whether it stops the step.
        kind: What it is; None where not known.
        space: The breathing space calculator's answer; None where it cannot be asked.
    """

    pause: Pause
    kind: Protection | None = None
    space: BreathingSpaceResult | None = None

    @property
    def stops(self) -> bool:
        """Whether it stops the step for certain."""
        return self.pause.stops.verdict is Verdict.YES

    def warnings(self, day: dt.date) -> Iterator[str]:
        """What to know before relying on the answer on a day."""
        if self.space is None or self.space.protected_today.verdict is Verdict.NO:
            return
        if self.kind in SPACES and self.stops:
            yield SINCE_THEN
        if self.kind in NOT_COLLECTED:
            yield POSSESSION_ONLY
        if self.kind is not None:
            yield shared.reading_of_last_day(self.kind, self.space.last_day, day)


def forbidden_in_a_space(step: ProcedureStep) -> bool:
    """Whether a breathing space would stop a step, as the procedure says of it."""
    return any(use.name == breathing_space_runs.__name__ for use in step.stopped_by)


def left_empty(inputs: NextStepInput) -> frozenset[str]:
    """The facts about protection that nobody was asked to answer: to be looked up first."""
    answers = {
        IN_SPACE: inputs.breathing_space,
        IN_ONE: inputs.insolvency,
        ANYTHING_ELSE: inputs.further_protection,
    }
    return frozenset(fact for fact, answer in answers.items() if answer is None)


def look_first(facts: list[str]) -> str:
    """What to look for before a step, in a sentence; "" for nothing."""
    things = [thing for fact, named in LOOK_FOR.items() if fact in facts for thing in named]
    return f"First look for {in_list(things, 'or')}." if things else ""


def look(inputs: NextStepInput, step: ProcedureStep, trace: Trace) -> Iterator[Found]:
    """What each protection but the first breathing space does to the step.

    Where it is not known whether there is one, only the steps wait that one might forbid.

    Source:
        Insolvency Act 1986 ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ
        813; SI 2020/1311 reg. 7.
    """
    forbidden = forbidden_in_a_space(step)
    if inputs.insolvency is YesNoNotKnown.YES:
        yield the_order(inputs, trace)
    elif inputs.insolvency is not YesNoNotKnown.NO and forbidden:
        yield Found(paused(cannot_tell("One of them may forbid this step.", IN_ONE)))
    for other in inputs.other_protections:
        if forbidden or other.protection not in SPACES:
            yield another(inputs, other, trace)
    open_ = others_open(inputs)
    if open_ and forbidden:
        yield Found(paused(cannot_tell(shared.BY_ITSELF, open_), WHAT_ELSE, SPACE_LAW))


def others_open(inputs: NextStepInput) -> str:
    """What is open about further protections; "" where none is known and nobody was asked."""
    if inputs.further_protection is not None:
        return not_said_of_others(inputs.further_protection, inputs.other_protections)
    has_space = inputs.breathing_space in (
        BreathingSpace.STANDARD,
        BreathingSpace.MENTAL_HEALTH,
        BreathingSpace.ENDED,
    )
    return ANYTHING_ELSE if has_space or inputs.insolvency is YesNoNotKnown.YES else ""


def the_order(inputs: NextStepInput, trace: Trace) -> Found:
    """What the order or arrangement that some of the arrears are in does to the step."""
    kind, began = inputs.protection, inputs.order_made_on
    if kind is None or began is None:
        settles = WHICH if kind is None else shared.BEGAN
        return Found(paused(cannot_tell("Arrears in one must not be asked for.", settles)))
    one = OtherProtection.from_read(
        {"protection": kind, "began_on": began, "arrears_included": YesNoNotKnown.YES}
    )
    return worked_out(inputs, one, trace, WHAT)


def another(inputs: NextStepInput, other: OtherProtection, trace: Trace) -> Found:
    """What a further breathing space, order or arrangement does to the step."""
    what = f"{WHAT_ELSE}: {in_sentence(other.protection.label)}"
    if other.began_on is None:
        outcome = cannot_tell("When it runs is not known.", shared.BEGAN)
        return Found(paused(outcome, what, law_of(other.protection)), other.protection)
    return worked_out(inputs, other, trace, what)


def worked_out(inputs: NextStepInput, one: OtherProtection, trace: Trace, what: str) -> Found:
    """What one protection does to the step, its first day being known."""
    kind, law = one.protection, law_of(one.protection)
    try:
        space = breathing_space.calculate(one.asked_on(inputs.case_date), trace.figures)
    except FigureNotHeld:
        return Found(
            paused(cannot_tell("We hold no rules for an order of that day.", RULES), what, law)
        )
    trace.include(space.working)
    return Found(paused(lets_us(inputs, kind, space), what, law), kind, space)


def law_of(kind: Protection) -> str:
    """The law that a protection rests on."""
    return SPACE_LAW if kind in SPACES else LAW


def paused(goes_on: Outcome, what: str = WHAT, law: str = LAW) -> Pause:
    """The line for what may stop the step: it does so where the step cannot go on."""
    turned = {Verdict.YES: no, Verdict.NO: yes}.get(goes_on.verdict)
    stops = turned(goes_on.because) if turned else goes_on
    return Pause(what=what, stops=stops, because=goes_on.because, law=law)


def lets_us(inputs: NextStepInput, kind: Protection, space: BreathingSpaceResult) -> Outcome:
    """Whether the step can go on with what is in the protection.

    A crisis breathing space whose last day is not known yet is running, and stops the step.

    Source:
        As for :func:`look`.
    """
    protected = space.protected_today
    if kind in SPACES:
        turned = {Verdict.YES: no, Verdict.NO: yes}.get(protected.verdict)
        return turned(protected.because) if turned else protected
    claim = shared.stops_no_claim(
        YesNoNotKnown.YES,
        kind,
        protected,
        space.last_day,
        inputs.case_date,
        step="a step",
    )
    if kind not in NOT_COLLECTED or protected.verdict is Verdict.NO:
        return claim
    if inputs.last_done in ASKING:
        if protected.verdict is Verdict.CANNOT_TELL:
            return protected
        name = in_sentence(kind.label)
        because = f"Arrears in a {name} must not be asked for. {protected.because}"
        return no(f"{because} {LEAVE_OUT}")
    if inputs.last_done in OVER:
        return yes("The eviction has been carried out. Leave what is in it out of the debt.")
    return shared.stops_no_warrant(claim, kind, protected, on_terms=may_be_on_terms(inputs))


def may_be_on_terms(inputs: NextStepInput) -> bool:
    """Whether the step may rest on payments that the court set as terms."""
    if inputs.last_done not in from_on(LastDone.ORDER):
        return False
    return inputs.court_decision not in (CourtDecision.OUTRIGHT, CourtDecision.ENDED)
