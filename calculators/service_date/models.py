"""What the service date asks and answers."""

from __future__ import annotations

import datetime as dt

from calculators.core import service_questions
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, WholeNumber
from calculators.core.results import CalculatorResult, CalendarStrip, part
from calculators.core.service import ClauseSays, Method, Paper, TimeOfDay
from calculators.core.service_questions import NOT_BY_HAND
from calculators.core.tenancies import Landlord
from calculators.core.wording import long_date

NOTICES = (Paper.NOTICE.value, Paper.NOTICE_TO_QUIT.value)


class ServiceDateInput(CalculatorInput):
    """One document, and how and when it was given."""

    beside_the_point = (
        ("method", ()),
        ("paper", ()),
    )

    paper: Paper = question(
        "What is served?",
        group="The document",
        if_missing="Choose what is served",
        why="Notices, claim forms and other court documents each have their own rules.",
    )
    method: Method = service_questions.method()
    given_on: Date = service_questions.given_on(prefill="today")
    time_given: TimeOfDay = service_questions.time_given(
        shown_when={
            "paper": (Paper.COURT_DOCUMENT.value,),
            "method": (Method.BY_HAND.value, Method.LETTERBOX.value, Method.EMAIL.value),
        },
    )
    email_agreed: YesNoNotKnown = service_questions.email_agreed()
    clause_says: ClauseSays = service_questions.clause_says(
        shown_when={"paper": NOTICES, "method": NOT_BY_HAND}
    )
    landlord: Landlord | None = question(
        "Who is the landlord?",
        default=None,
        group=service_questions.SERVICE,
        hint="Leave empty if you do not know.",
        shown_when={
            "paper": (Paper.NOTICE.value,),
            "method": (Method.LETTERBOX.value, Method.FIRST_CLASS_POST.value),
            "clause_says": (ClauseSays.NOTHING.value,),
        },
        why="An Act lets a council serve its notices this way. We hold none for other landlords.",
    )
    clause_days: WholeNumber | None = service_questions.clause_days()
    received_on: Date | None = service_questions.received_on(
        shown_when={"paper": NOTICES, "method": NOT_BY_HAND}
    )

    def problems(self) -> list[Problem]:
        """It cannot be had before it was given."""
        if self.received_on is not None and self.received_on < self.given_on:
            return [
                Problem(
                    "received_on",
                    "Day the tenant had it must be on or after the day it was given, "
                    f"{long_date(self.given_on)}",
                )
            ]
        return []


class ServiceDateResult(CalculatorResult):
    """The day something counts as served, with the days that come into question."""

    served_on: dt.date | None = part("Counts as served on", if_none="Cannot tell yet")
    certain: Outcome = part("Is that day certain?")
    count_waits_from: dt.date | None = part("Count waits from")
    count_limits_from: dt.date | None = part("Count time limits from")
    days: CalendarStrip | None = part("Day by day")
    keep: tuple[str, ...] = part("Keep with the file", section="Proof of service")
