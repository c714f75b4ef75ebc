"""A step in words: the record of a step as the text its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from calculators.core.procedures import (
    BEFORE,
    NEXT_WORKING_DAY,
    ON,
    WORKING_DAY_BEFORE,
    ConditionUse,
    Deadline,
    ProcedureStep,
    Wait,
)
from calculators.core.wording import in_list, in_sentence
from handbook.content.known import KnownCondition

ADJUSTED = {
    WORKING_DAY_BEFORE: " If that is not a working day, the working day before.",
    NEXT_WORKING_DAY: " If that is not a working day, the next working day.",
}


def quoted(figure_id: str) -> str:
    """A figure as text quotes it."""
    return f'{{{{ figure("{figure_id}") }}}}'


def step_markdown(
    step: ProcedureStep,
    conditions: Mapping[str, KnownCondition],
    events: Mapping[str, str],
) -> str:
    """A step as the Markdown of its page, with its figures quoted by id.

    Args:
        step: The step.
        conditions: How each condition reads in words.
        events: How each dated event reads in words.
    """

    def use_words(use: ConditionUse) -> str:
        known = conditions.get(use.name)
        return known.in_words(use, quoted) if known else use.name.replace("_", " ")

    def event_words(event: str) -> str:
        return events.get(event, event.replace("_", " "))

    parts = []
    if step.tenures:
        parts.append(f"**For** {in_list(step.tenures)} tenancies.")
    ways = [in_list([use_words(use) for use in way]) for way in step.trigger]
    if len(ways) == 1:
        parts.append(f"**Comes up when** {ways[0]}.")
    else:
        parts.append(listed("Comes up when one of these is so", [f"{each}." for each in ways]))
    if step.stopped_by:
        stops = in_list([use_words(each) for each in step.stopped_by], "or")
        parts.append(f"**Stopped while** {stops}.")
    if step.not_before:
        waits = in_list([wait_words(each, event_words) for each in step.not_before])
        parts.append(f"**Not before** {waits}.")
    if step.deadline is not None:
        parts.append(f"**Do it** {deadline_words(step.deadline, event_words)}")
    agrees = ""
    if step.signs_off:
        titles = [in_sentence(title.title) for title in step.signs_off]
        agrees = f" Agreed first by the {', then the '.join(titles)}."
    parts.append(f"**Who** {step.who.title}.{agrees}")
    parts.append(listed("Say", [f"“{each}”" for each in step.say]))
    parts.append(listed("Do", step.do, numbered=True))
    parts.append(listed("Keep", step.evidence))
    parts.append(f'**Policy** {{{{ clause("{step.policy}#{step.clause}") }}}}')
    parts.append(listed("Law", step.law))
    return "\n\n".join(parts)


def listed(label: str, items: Iterable[str], *, numbered: bool = False) -> str:
    """A labelled list."""
    marks = (f"{number}." if numbered else "-" for number in range(1, 100))
    lines = [f"{mark} {each}" for mark, each in zip(marks, items, strict=False)]
    return "\n".join([f"**{label}**", "", *lines])


def wait_words(wait: Wait, event_words: Callable[[str], str]) -> str:
    """A wait as the words after "not before"."""
    event = event_words(wait.event)
    if wait.once_over:
        return f"{quoted(wait.figure)} after {event} are over"
    return f"{quoted(wait.figure)} after {event}" if wait.figure else event


def deadline_words(deadline: Deadline, event_words: Callable[[str], str]) -> str:
    """A deadline as the words after "do it"."""
    event = event_words(deadline.event)
    if deadline.kind == ON:
        words = f"on {event}"
    elif deadline.kind == BEFORE:
        words = f"at least {quoted(deadline.figure)} before {event}"
    else:
        words = f"within {quoted(deadline.figure)} of {event}"
    if deadline.no_later_than:
        words += f", and no later than {event_words(deadline.no_later_than)}"
    return f"{words}.{ADJUSTED.get(deadline.if_not_working_day, '')}"
