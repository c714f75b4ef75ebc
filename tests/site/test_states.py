"""A policy's states: when it reads differently, and how the difference is said."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from calculators.core.figures import FigureSet
from handbook.content.policies import Policy
from handbook.content.text import with_quotes
from handbook.site.changes import ClauseText
from handbook.site.figure_states import figure_series
from handbook.site.states import (
    State,
    changes_between,
    figure_change,
    figure_words,
    state_on,
    states_of,
)
from tests.site.conftest import figure


def days(states: list[State]) -> list[tuple[str, str | None]]:
    return [(s.starts.isoformat(), s.ends.isoformat() if s.ends else None) for s in states]


def texts(state: State, figures: FigureSet) -> list[ClauseText]:
    return [
        ClauseText(
            each.id,
            each.title,
            (with_quotes(each.body, lambda q: figures.in_force(q.id, state.starts).shown),),
            each.body,
        )
        for each in state.version.clauses
    ]


def test_a_state_begins_with_each_version_and_with_each_change_of_a_figure_it_quotes(
    policy: Policy, figures: FigureSet
) -> None:
    assert days(states_of(policy, figures)) == [
        ("2025-04-07", "2026-03-31"),
        ("2026-04-01", "2026-04-05"),
        ("2026-04-06", "2027-03-31"),
        ("2027-04-01", None),
    ]


def test_a_figure_the_text_does_not_quote_makes_no_state(
    policy: Policy, figures: FigureSet
) -> None:
    *_, new = policy.versions
    only_letters = replace(new, clauses=tuple(c for c in new.clauses if c.id == "letters"))
    alone = replace(policy, versions=(only_letters,))
    assert days(states_of(alone, figures)) == [("2026-04-06", None)]


def test_the_state_in_force_on_a_day(policy: Policy, figures: FigureSet) -> None:
    states = states_of(policy, figures)

    def first_day(day: str) -> str | None:
        found = state_on(states, dt.date.fromisoformat(day))
        return found.starts.isoformat() if found else None

    assert first_day("2025-04-06") is None
    assert first_day("2025-04-07") == "2025-04-07"
    assert first_day("2026-04-05") == "2026-04-01"
    assert first_day("2026-04-06") == "2026-04-06"
    assert first_day("2030-01-01") == "2027-04-01"


def test_whether_a_state_is_past_in_force_or_to_come(policy: Policy, figures: FigureSet) -> None:
    states = states_of(policy, figures)
    on = dt.date(2026, 4, 6)
    assert [each.when(on) for each in states] == ["past", "past", "in force", "to come"]
    assert states[0].when(dt.date(2026, 3, 31)) == "in force"
    assert states[2].covers == "From 6 April 2026 to 31 March 2027"
    assert states[3].covers == "From 1 April 2027, until it changes"


def test_a_new_version_says_what_changed_in_words_and_in_figures(
    policy: Policy, figures: FigureSet
) -> None:
    _, old, new, _ = states_of(policy, figures)
    changes = changes_between(old, new, lambda each: texts(each, figures), figures)
    assert [(each.kind, each.id) for each in changes.clauses] == [
        ("changed", "letters"),
        ("added", "added"),
        ("removed", "gone"),
    ]
    assert [each.sentence for each in changes.figures] == [
        "From 6 April 2026 the longest a plan usually lasts rises from 12 to 24 months."
    ]


def test_a_figure_that_changes_within_a_version_is_said_without_repeating_the_text(
    policy: Policy, figures: FigureSet
) -> None:
    first, second, *_ = states_of(policy, figures)
    changes = changes_between(first, second, lambda each: texts(each, figures), figures)
    assert changes.clauses == ()
    assert [each.sentence for each in changes.figures] == [
        "From 1 April 2026 the most rent may go up rises from 2.7% to 4.8%."
    ]


def test_a_value_that_is_only_expected_is_marked(policy: Policy, figures: FigureSet) -> None:
    *_, old, new = states_of(policy, figures)
    changes = changes_between(old, new, lambda _: (), figures)
    assert [each.sentence for each in changes.figures] == [
        "From 1 April 2027 the most rent may go up falls from 4.8% to 4.5% (expected, not yet "
        "confirmed)."
    ]


def test_figures_have_states_of_their_own_each_with_its_address(figures: FigureSet) -> None:
    series = figure_series("plans", "Plans", list(figures.figures.values()))
    assert [(each.address, each.ends) for each in series.states] == [
        ("figures/plans/2025-04-01/", dt.date(2025, 4, 6)),
        ("figures/plans/2025-04-07/", dt.date(2026, 3, 31)),
        ("figures/plans/2026-04-01/", dt.date(2026, 4, 5)),
        ("figures/plans/2026-04-06/", dt.date(2027, 3, 31)),
        ("figures/plans/2027-04-01/", None),
    ]
    first, second, *_ = series.states
    assert (series.before(first), series.after(first)) == (None, second)
    assert list(series.figure_ids(first)) == ["rent.limit"]
    assert series.current(dt.date(2020, 1, 1)) is first


def test_a_figure_that_begins_or_ends_is_not_said_to_rise_or_fall(figures: FigureSet) -> None:
    limit = figures.figure("rent.limit")
    begins = figure_change(limit, figures, dt.date(2025, 3, 31), dt.date(2025, 4, 1))
    assert begins is not None
    assert begins.sentence == (
        "From 1 April 2025 the most rent may go up: 2.7%. No value is held for the time before."
    )
    ends = figure_change(limit, figures, dt.date(2028, 3, 31), dt.date(2028, 4, 1))
    assert ends is not None
    assert ends.sentence.startswith("From 1 April 2028 no value is held for the most rent may go")


def test_what_begins_is_said_in_words() -> None:
    begun = figure("act.reached", "not yet or yes", "Whether the Act applies.", ("2025-04-01", "0"))
    begun["values"].append(begun["values"][0] | {"from": "2026-05-01", "value": "1"})
    held = FigureSet.from_json(json.dumps({"figures": [begun]}))
    reached = held.figure("act.reached")
    change = figure_change(reached, held, dt.date(2026, 4, 30), dt.date(2026, 5, 1))
    assert change is not None
    assert change.sentence == (
        "From 1 May 2026 whether the Act applies changes from not yet to yes."
    )


def test_a_value_that_is_not_held_is_said_to_be_so(figures: FigureSet) -> None:
    limit = figures.figure("rent.limit")
    assert figure_words(limit, figures, dt.date(2024, 1, 1)) == "a value not held"
