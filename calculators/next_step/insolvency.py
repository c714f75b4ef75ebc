"""What a debt relief order, bankruptcy or an IVA does to the step a case is at.

None of them stops possession by itself, but arrears in one cannot be asked for. So the steps that
ask for money wait until the arrears in it are left out; later ones go on for possession only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calculators import breathing_space
from calculators.breathing_space import BreathingSpaceInput, BreathingSpaceResult
from calculators.core import breathing_space as shared
from calculators.core.breathing_space import NOT_COLLECTED, POSSESSION_ONLY, Protection
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.trace import Trace
from calculators.core.wording import in_sentence
from calculators.next_step.facts import LastDone, between, from_on
from calculators.next_step.models import CourtDecision, NextStepInput, Pause

WHAT = "Arrears are in a debt relief order, bankruptcy or IVA"
LAW = f"Insolvency Act 1986 ss.251G and 285; {shared.SHARPLES}"
WHICH = "which of them it is, and since when"
#: Steps after these ask for money; after the visit they lead to possession.
ASKING = between(LastDone.NOTHING, LastDone.INTERVIEW)
OVER = from_on(LastDone.EVICTED)
LEAVE_OUT = "Answer again with only what fell due after it began, and that none of that is in it."


@dataclass(frozen=True)
class Found:
    """What insolvency does to a step.

    Attributes:
        pause: Whether it stops the step.
        may: What may be done meanwhile.
        must_not: What must not be.
        warnings: What to know before relying on the answer.
        do: What to do about it.
    """

    pause: Pause
    may: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    do: tuple[str, ...] = ()


def look(inputs: NextStepInput, trace: Trace) -> Found | None:
    """What insolvency does to the step; None unless some of the arrears are said to be in one.

    Source:
        Insolvency Act 1986 ss.251G and 285; Sharples v Places for People Homes [2011] EWCA Civ 813.
    """
    if inputs.insolvency is not YesNoNotKnown.YES:
        return None
    kind, began = inputs.protection, inputs.order_made_on
    if kind is None or began is None:
        settles = WHICH if kind is None else shared.BEGAN
        return Found(paused(cannot_tell("Arrears in one must not be asked for.", settles)))
    facts: dict[str, Any] = {
        "case_date": inputs.case_date,
        "protection": kind,
        "order_made_on": began,
        "arrears_included": YesNoNotKnown.YES,
        "arrears": ZERO,
    }
    try:
        space = breathing_space.calculate(BreathingSpaceInput.model_validate(facts), trace.figures)
    except FigureNotHeld:
        rules = "the rules for an order of that day"
        return Found(paused(cannot_tell("We hold no rules for an order of that day.", rules)))
    trace.include(space.working)
    protected = space.protected_today.verdict is not Verdict.NO
    warn = (POSSESSION_ONLY,) if protected and kind in NOT_COLLECTED else ()
    pause = paused(lets_us(inputs, kind, space))
    return Found(pause, space.may, space.must_not, warn, space.next_steps)


def paused(goes_on: Outcome) -> Pause:
    """The line for what may stop the step: it does so where the step cannot go on."""
    turned = {Verdict.YES: no, Verdict.NO: yes}.get(goes_on.verdict)
    stops = turned(goes_on.because) if turned else goes_on
    return Pause(what=WHAT, stops=stops, because=goes_on.because, law=LAW)


def lets_us(inputs: NextStepInput, kind: Protection, space: BreathingSpaceResult) -> Outcome:
    """Whether the step can go on with what is in the order or the arrangement.

    Source:
        As for :func:`look`.
    """
    claim = shared.stops_no_claim(
        YesNoNotKnown.YES,
        kind,
        space.protected_today,
        space.last_day,
        inputs.case_date,
        step="a step",
    )
    if kind not in NOT_COLLECTED or space.protected_today.verdict is Verdict.NO:
        return claim
    if inputs.last_done in ASKING:
        name = in_sentence(kind.label)
        because = f"Arrears in a {name} must not be asked for. {space.protected_today.because}"
        return no(f"{because} {LEAVE_OUT}")
    if inputs.last_done in OVER:
        return yes("The eviction has been carried out. Leave what is in it out of the debt.")
    return shared.stops_no_warrant(
        claim, kind, space.protected_today, on_terms=may_be_on_terms(inputs)
    )


def may_be_on_terms(inputs: NextStepInput) -> bool:
    """Whether the step may rest on payments that the court set as terms."""
    if inputs.last_done not in from_on(LastDone.ORDER):
        return False
    return inputs.court_decision not in (CourtDecision.OUTRIGHT, CourtDecision.ENDED)
