"""The court timetable: every day that follows from a claim, an order or a letter of claim."""

from __future__ import annotations

from calculators.core.errors import NeedsAnswer
from calculators.core.figures import FigureSet
from calculators.core.trace import Trace
from calculators.court_timetable import claim, letter, order
from calculators.court_timetable.models import CourtTimetableInput, CourtTimetableResult, StartFrom
from calculators.court_timetable.timetable import Found, Timetable

__all__ = ["CourtTimetableInput", "CourtTimetableResult", "calculate"]


def calculate(inputs: CourtTimetableInput, figures: FigureSet) -> CourtTimetableResult:
    """Every day of the timetable, with why, and what may be done on the day of the case.

    Raises:
        FigureNotHeld: If no day at all can be worked out.
        NeedsAnswer: If the day to start from is not known.
    """
    days = Timetable(Trace(figures))
    found = fill_in(inputs, days)
    days.check_any()
    return CourtTimetableResult(
        answer=found.answer,
        warnings=(*found.warnings, *days.warnings()),
        next_steps=tuple(found.next_steps),
        working=days.trace.finish(),
        timetable=days.rows(),
        calendar_file=days.file(inputs.case_date),
        days=days.strip(),
        **found.parts,
    )


def fill_in(inputs: CourtTimetableInput, days: Timetable) -> Found:
    """The timetable filled in from what it starts from.

    Raises:
        NeedsAnswer: If the day to start from is not known.
    """
    if inputs.start_from is StartFrom.CLAIM and inputs.claim_issued_on is not None:
        return claim.timetable(inputs, days, inputs.claim_issued_on)
    if inputs.start_from is StartFrom.ORDER and inputs.order_on is not None:
        return order.timetable(inputs, days, inputs.order_on)
    if inputs.start_from is StartFrom.LETTER and inputs.letter_of_claim_on is not None:
        return letter.timetable(inputs, days, inputs.letter_of_claim_on)
    raise NeedsAnswer("start_from", "Enter the day to start from")
