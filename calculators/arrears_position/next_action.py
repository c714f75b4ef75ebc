"""The next step of the case, found from the arrears that the position has worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypedDict

from calculators import next_step
from calculators.arrears_position.coming import Coming
from calculators.arrears_position.models import ArrearsPositionInput
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import CannotCalculate
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, cannot_tell
from calculators.core.trace import Trace
from calculators.next_step.models import NextStepInput, NextStepResult


class StepParts(TypedDict):
    """The parts of the answer about the next step."""

    step: str | None
    step_title: str | None
    step_answer: str | None
    step_go_ahead: Outcome
    step_not_before: Any
    step_deadline: Any
    step_overdue_by: int | None
    step_who: str | None
    step_signs_off: str | None
    step_possible: tuple[Any, ...]
    step_why: tuple[str, ...]
    step_missing: tuple[str, ...]
    step_actions: tuple[str, ...]


def next_action(
    inputs: ArrearsPositionInput,
    owed: Decimal,
    coming: Coming,
    figures: FigureSet,
    trace: Trace,
) -> tuple[StepParts, tuple[str, ...]]:
    """The step the case is at, and what to know before relying on it.

    Args:
        inputs: The case.
        owed: Pounds of rent owed, without recharges and court costs.
        coming: What is on its way.
        figures: The procedure and its figures.
        trace: Takes over what the next step read.
    """
    lacking = []
    if inputs.tenure is None:
        lacking.append("the tenancy")
    if inputs.last_done is None:
        lacking.append("the last thing done on the case")
    if lacking:
        because = "The next step depends on facts of the case that are not entered."
        return nothing(cannot_tell(because, *lacking)), ()
    on_its_way, expected = coming.answer_to_next_step
    facts: dict[str, Any] = inputs.next_step_facts | {
        "arrears": owed,
        "benefit_on_its_way": on_its_way,
    }
    if on_its_way is YesNoNotKnown.YES:
        facts["benefit_expected"] = expected
    try:
        found = next_step.calculate(NextStepInput.from_read(facts), figures)
    except CannotCalculate as refused:
        # Where the account stands does not need the procedure, so only the step is refused.
        message = refused.problems[0].message
        return nothing(cannot_tell(message, "which procedure the case belongs to")), ()
    trace.include(found.working)
    return parts_of(found), found.warnings


def parts_of(found: NextStepResult) -> StepParts:
    """The parts of the next step's answer that stand beside the figures."""
    return StepParts(
        step=found.step,
        step_title=found.step_title,
        step_answer=found.answer,
        step_go_ahead=found.go_ahead,
        step_not_before=found.earliest,
        step_deadline=found.deadline,
        step_overdue_by=found.overdue_by,
        step_who=found.who,
        step_signs_off=found.signs_off,
        step_possible=found.possible,
        step_why=found.why,
        step_missing=found.missing,
        step_actions=found.next_steps,
    )


def nothing(outcome: Outcome) -> StepParts:
    """The parts where no step can be told."""
    return StepParts(
        step=None,
        step_title=None,
        step_answer=None,
        step_go_ahead=outcome,
        step_not_before=None,
        step_deadline=None,
        step_overdue_by=None,
        step_who=None,
        step_signs_off=None,
        step_possible=(),
        step_why=(),
        step_missing=(),
        step_actions=(),
    )
