"""The journey through a procedure: which step follows which, as a picture and as a list of links.

The picture is decoration: the list says all that it shows, to everyone. It stands first, as the
picture is tall on a telephone, and is closed at first, as it is long. A touch or a click on a step
in the picture leads to it too. Each step ends with links to the steps that may follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby

from calculators.core.procedures import ConditionUse, ProcedureStep, StepsVersion
from calculators.core.wording import in_list
from calculators.registry import CALCULATORS
from handbook.content import ProcedureEntry
from handbook.content.policies import PolicyVersion
from handbook.site.journey_map import journey_map

LAST_DONE = "last_done_is"
#: Conditions on a fact that doing a step does not change: what follows must agree on it.
SETTLED = ("order_is",)
#: A way that names more milestones than this can be come to from many places.
FEW = 2


def procedure_journey(entry: ProcedureEntry, version: PolicyVersion) -> str:
    """The picture and the list for one version of a procedure, as HTML."""
    steps = entry.steps_from(version.first_day)
    after = followers(entry, version)
    return (
        '<section class="ih-map" aria-labelledby="the-journey">'
        '<h2 id="the-journey">The journey, step by step</h2>'
        f"{journey_list(steps, after)}{journey_map(steps.steps, after)}</section>\n"
    )


def followers(
    entry: ProcedureEntry, version: PolicyVersion
) -> dict[str, tuple[ProcedureStep, ...]]:
    """The steps that follow each step of one version of a procedure, by its id."""
    calculator = CALCULATORS.get(entry.run_by)
    steps = entry.steps_from(version.first_day)
    return journey(steps, calculator.records if calculator else {})


def then_html(following: tuple[ProcedureStep, ...]) -> str:
    """Where a case goes on to from a step, as a line of links; nothing where no step follows."""
    if not following:
        return ""
    links = in_list([link(each) for each in following], "or")
    return f'<p class="ih-then"><strong>Then</strong> {links}.</p>\n'


def journey(
    version: StepsVersion, records: Mapping[str, str]
) -> dict[str, tuple[ProcedureStep, ...]]:
    """The steps that follow each step, by its id."""
    return {each.id: tuple(goes_on_to(each, version, records)) for each in version.steps}


def goes_on_to(
    step: ProcedureStep, version: StepsVersion, records: Mapping[str, str]
) -> list[ProcedureStep]:
    """The steps a case can go on to once a step is done.

    A step follows if one of its ways names, as one of few things last done, what this step records,
    and the two can be about one case. A way that names many can be come to from many places, and
    follows none of them in particular.

    Args:
        step: The step that is done.
        version: All the steps.
        records: The milestone each question records.
    """
    milestone = records.get(step.recorded_as)
    return [
        other
        for other in version.steps
        if other.id != step.id
        and (not step.tenures or not other.tenures or set(step.tenures) & set(other.tenures))
        and any(
            names(way, milestone) and any(agree(way, earlier) for earlier in step.trigger)
            for way in other.trigger
        )
    ]


def names(way: tuple[ConditionUse, ...], milestone: str | None) -> bool:
    """Whether a way to a step names a milestone as one of few."""
    return any(
        use.name == LAST_DONE and milestone in use.values and len(use.values) <= FEW for use in way
    )


def agree(way: tuple[ConditionUse, ...], earlier: tuple[ConditionUse, ...]) -> bool:
    """Whether two ways can be met by one case, as far as settled facts go."""
    settled = {use.name: set(use.values) for use in earlier if use.name in SETTLED}
    return all(use.name not in settled or settled[use.name] & set(use.values) for use in way)


def journey_list(version: StepsVersion, after: Mapping[str, tuple[ProcedureStep, ...]]) -> str:
    """Every step by stage as links, each with what comes next."""
    parts = []
    for stage, steps in groupby(version.steps, key=lambda each: each.stage):
        items = []
        for step in steps:
            links = [link(each) for each in after[step.id]]
            then = f" Then {in_list(links, 'or')}." if links else ""
            items.append(f"<li>{link(step)}.{then}</li>")
        parts.append(f"<li>{escape(stage)}<ul>{''.join(items)}</ul></li>")
    return (
        '<details class="ih-map__words"><summary>All steps as a list, each with what comes next'
        f'</summary><ol class="ih-map__list">{"".join(parts)}</ol></details>'
    )


def link(step: ProcedureStep) -> str:
    """A link to a step's place on the page."""
    return f'<a href="#{escape(step.id)}">{escape(step.title)}</a>'
