"""The journey through a procedure as a picture, drawn from its steps, with the same as a list.

The picture is decoration: a list of links says all that it shows, to everyone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from calculators.core.procedures import ProcedureStep, StepsVersion
from calculators.core.wording import in_list
from calculators.registry import CALCULATORS
from handbook.content import ProcedureEntry
from handbook.content.policies import PolicyVersion

LAST_DONE = "last_done_is"
WIDTH, HEIGHT, GAP_X, GAP_Y, TOP, EDGE = 168, 58, 36, 18, 34, 6
LETTERS_IN_LINE, LINE = 21, 15
#: A way that names more milestones than this can be come to from many places.
FEW = 2


@dataclass(frozen=True)
class Box:
    """A step's place in the picture: its column, and its top left corner."""

    column: int
    x: int
    y: int


def procedure_journey(entry: ProcedureEntry, version: PolicyVersion) -> str:
    """The picture and the list for one version of a procedure, as HTML."""
    steps = next(each for each in entry.procedure.versions if each.starts == version.first_day)
    calculator = CALCULATORS.get(entry.run_by)
    records = calculator.records if calculator else {}
    return (
        '<figure class="ih-map" aria-labelledby="the-journey">'
        '<figcaption class="ih-map__title" id="the-journey">The journey, step by step</figcaption>'
        f'<div class="ih-map__box" role="region" tabindex="0" aria-label="Picture of the journey">'
        f"{journey_svg(steps, entry.stages, records)}</div>"
        f"{journey_list(steps, records)}</figure>\n"
    )


def followers(
    step: ProcedureStep, version: StepsVersion, records: Mapping[str, str]
) -> list[ProcedureStep]:
    """The steps a case can go on to once a step is done.

    A step follows if one of its ways names, as the last thing done, what this step records.

    Args:
        step: The step that is done.
        version: All the steps.
        records: The milestone each question records.
    """
    milestone = records.get(step.recorded_as)
    if milestone is None:
        return []
    return [
        other
        for other in version.steps
        if other.id != step.id
        and (not step.tenures or not other.tenures or set(step.tenures) & set(other.tenures))
        and any(
            use.name == LAST_DONE and milestone in use.values
            for way in other.trigger
            for use in way
        )
    ]


def goes_on_to(
    step: ProcedureStep, version: StepsVersion, records: Mapping[str, str]
) -> list[ProcedureStep]:
    """Those that follow few steps; the others can be come to from many places."""
    milestone = records.get(step.recorded_as)
    return [
        other
        for other in followers(step, version, records)
        if any(
            use.name == LAST_DONE and milestone in use.values and len(use.values) <= FEW
            for way in other.trigger
            for use in way
        )
    ]


def journey_list(version: StepsVersion, records: Mapping[str, str]) -> str:
    """Every step by stage as links, each with what comes next."""
    parts = []
    for stage, steps in groupby(version.steps, key=lambda each: each.stage):
        items = []
        for step in steps:
            after = [link(each) for each in goes_on_to(step, version, records)]
            then = f" Then {in_list(after, 'or')}." if after else ""
            items.append(f"<li>{link(step)}.{then}</li>")
        parts.append(f"<li>{escape(stage)}<ul>{''.join(items)}</ul></li>")
    return f'<ol class="ih-map__list">{"".join(parts)}</ol>'


def link(step: ProcedureStep) -> str:
    """A link to a step's place on the page."""
    return f'<a href="#{escape(step.id)}">{escape(step.title)}</a>'


def journey_svg(version: StepsVersion, stages: tuple[str, ...], records: Mapping[str, str]) -> str:
    """The picture: a column for each stage, a box for each step, a line to what comes next.

    Args:
        version: The steps, drawn in their order.
        stages: The stages, one column each.
        records: The milestone each question records.

    Returns:
        An inline SVG without scripts or style attributes; hidden from screen readers, which have
        the list.
    """
    boxes = places(version, stages)
    lines = [
        path(boxes[step.id], boxes[other.id])
        for step in version.steps
        for other in goes_on_to(step, version, records)
    ]
    width = len(stages) * (WIDTH + GAP_X)
    height = max(box.y for box in boxes.values()) + HEIGHT + EDGE
    heads = [
        f'<text class="ih-map__stage" x="{EDGE + n * (WIDTH + GAP_X)}" y="20">{escape(each)}</text>'
        for n, each in enumerate(stages)
    ]
    drawn = [box_svg(step, boxes[step.id]) for step in version.steps]
    return (
        f'<svg class="ih-map__picture" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" aria-hidden="true" focusable="false">'
        '<defs><marker id="ih-map-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="ih-map__arrow" d="M0 0 8 4 0 8z"/></marker>'
        f"</defs>{''.join(heads)}{''.join(lines)}{''.join(drawn)}</svg>"
    )


def places(version: StepsVersion, stages: tuple[str, ...]) -> dict[str, Box]:
    """Where each step's box stands."""
    rows = dict.fromkeys(stages, 0)
    found = {}
    for step in version.steps:
        column = stages.index(step.stage)
        found[step.id] = Box(
            column,
            EDGE + column * (WIDTH + GAP_X),
            TOP + rows[step.stage] * (HEIGHT + GAP_Y),
        )
        rows[step.stage] += 1
    return found


def path(start: Box, end: Box) -> str:
    """A line from one box to another."""
    if start.column == end.column:
        if end.y > start.y and end.y - start.y == HEIGHT + GAP_Y:
            x = start.x + WIDTH // 2
            line = f"M{x} {start.y + HEIGHT}V{end.y}"
        else:  # past the boxes between, on their left
            x, side = start.x, start.x - 16
            a, b = start.y + HEIGHT // 2, end.y + HEIGHT // 2
            line = f"M{x} {a}C{side} {a} {side} {b} {x} {b}"
    elif start.column < end.column:
        a, b = start.y + HEIGHT // 2, end.y + HEIGHT // 2
        x, to = start.x + WIDTH, end.x
        line = f"M{x} {a}C{x + GAP_X // 2} {a} {to - GAP_X // 2} {b} {to} {b}"
    else:
        a, b = start.y + HEIGHT // 2, end.y + HEIGHT // 2
        x, to = start.x, end.x + WIDTH
        line = f"M{x} {a}C{x - GAP_X // 2} {a} {to + GAP_X // 2} {b} {to} {b}"
    return f'<path class="ih-map__line" d="{line}" marker-end="url(#ih-map-arrow)"/>'


def box_svg(step: ProcedureStep, box: Box) -> str:
    """A step's box with its title in lines."""
    lines = lines_of(step.title)
    first = box.y + HEIGHT // 2 - (len(lines) - 1) * LINE // 2 + 4
    words = "".join(
        f'<tspan x="{box.x + WIDTH // 2}" y="{first + n * LINE}">{escape(each)}</tspan>'
        for n, each in enumerate(lines)
    )
    kind = " ih-map__step--signed" if step.signs_off else ""
    return (
        f'<g class="ih-map__step{kind}"><rect x="{box.x}" y="{box.y}" width="{WIDTH}" '
        f'height="{HEIGHT}" rx="4"/><text text-anchor="middle">{words}</text></g>'
    )


def lines_of(title: str) -> list[str]:
    """A title in lines that fit a box."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS_IN_LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
