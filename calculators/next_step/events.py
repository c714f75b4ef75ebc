"""The dated events that deadlines and waits count from, by the names procedures use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from calculators.core.wording import in_sentence
from calculators.next_step.models import RECORDED, NextStepInput

READY, LAST_DONE = "ready", "last_done"
CLAIM_OPENS, CLAIM_CLOSES, WARRANT_OPENS = "claim_opens", "claim_closes", "warrant_opens"
#: Questions of the case that deadlines may count from.
ASKED = (
    "missed_payment_on",
    *RECORDED.values(),
    "notice_specified_date",
    "hearing_on",
    "possession_date",
    "plan_warning_on",
    "breach_letter_on",
    "eviction_on",
)
#: Each event in words, as it stands after "from", "after" or "before".
EVENTS: Mapping[str, str] = {
    READY: "the first day it may be done",
    LAST_DONE: "the last thing done",
    CLAIM_OPENS: "the first day a claim may be issued on the notice",
    CLAIM_CLOSES: "the last day a claim may be issued on the notice",
    WARRANT_OPENS: "the day after the order's date for possession",
    **{name: f"“{in_sentence(NextStepInput.asked[name].label)}”" for name in ASKED},
}


def asked_for(inputs: NextStepInput, event: str) -> dt.date | None:
    """The date of an event that the case gives; None if it is not known.

    Args:
        inputs: The case.
        event: One of `ASKED`, or "last_done" for the milestone furthest along.
    """
    name = RECORDED.get(inputs.last_done, "") if event == LAST_DONE else event
    return getattr(inputs, name) if name else None
