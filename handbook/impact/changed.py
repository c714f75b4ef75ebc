"""What differs between two states of the content: values of figures, clauses and steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.figures import DatedValue, Figure
from calculators.core.wording import long_date, with_unit
from handbook.content import Content, Policy, PolicyVersion


@dataclass(frozen=True)
class FigureChange:
    """One thing that changed in a figure.

    Attributes:
        id: The figure.
        words: What changed, as a sentence without its full stop.
        moves_answers: Whether an answer may change with it: not where only a source was reworded.
    """

    id: str
    words: str
    moves_answers: bool = True


@dataclass(frozen=True)
class ClauseDifference:
    """One clause or step that is new, gone or reworded.

    Attributes:
        document: The policy or procedure.
        version: The first day of the version it stands in, in words.
        clause: Its id and title.
        kind: "new", "gone" or "changed".
    """

    document: str
    version: str
    clause: str
    kind: str


def figure_changes(old: Mapping[str, Figure], new: Mapping[str, Figure]) -> Iterator[FigureChange]:
    """Everything that changed in figures, in the order of the new ones, those gone last."""
    for id_, figure in new.items():
        if id_ not in old:
            yield FigureChange(id_, f"new figure: {newest_in_words(figure)}")
        elif old[id_] != figure:
            yield from changes_within(old[id_], figure)
    for id_ in old:
        if id_ not in new:
            yield FigureChange(id_, "gone")


def changes_within(old: Figure, new: Figure) -> Iterator[FigureChange]:
    """What changed in one figure."""
    if old.unit != new.unit:
        yield FigureChange(new.id, f"unit: {old.unit} -> {new.unit}")
    before = {each.starts: each for each in old.values}
    after = {each.starts: each for each in new.values}
    gone = [day for day in before if day not in after]
    come = [day for day in after if day not in before]
    for day in gone:
        to = next((each for each in come if worth(after[each]) == worth(before[day])), None)
        if to is None:
            words = f"{in_words(old, before[day])} from {long_date(day)}: taken out"
        else:
            come.remove(to)
            words = f"{in_words(new, after[to])}: moved from {long_date(day)} to {long_date(to)}"
        yield FigureChange(new.id, words)
    for day, value in after.items():
        if day in come:
            was = in_words(new, value_before(new, day))
            yield FigureChange(
                new.id, f"{was} -> {in_words(new, value)} from {long_date(day)}, added"
            )
        elif day in before and worth(before[day]) != worth(value):
            yield FigureChange(
                new.id,
                f"{in_words(old, before[day])} -> {in_words(new, value)} from {long_date(day)}",
            )
    if old.verified_to != new.verified_to:
        yield FigureChange(
            new.id,
            f"checked to {long_date(old.verified_to)} -> {long_date(new.verified_to)}",
        )
    sources = any(
        before[day] != each and worth(before[day]) == worth(each)
        for day, each in after.items()
        if day in before
    )
    about = (old.description, old.basis, old.read_on) != (new.description, new.basis, new.read_on)
    if sources or about:
        what = "source" if sources else "description"
        yield FigureChange(new.id, f"{what} reworded or checked again", moves_answers=False)


def worth(dated: DatedValue) -> tuple[object, bool]:
    """What a value is worth to an answer: itself, and whether it is law."""
    return dated.value, dated.expected


def value_before(figure: Figure, day: dt.date) -> DatedValue | None:
    """The value that another follows."""
    return figure.value_dated(day - dt.timedelta(days=1))


def newest_in_words(figure: Figure) -> str:
    """The newest value of a figure, with its first day."""
    if not figure.values:
        return "no value yet"
    newest = figure.values[-1]
    return f"{in_words(figure, newest)} from {long_date(newest.starts)}"


def in_words(figure: Figure, dated: DatedValue | None) -> str:
    """A value with its unit, or that there is none."""
    if dated is None:
        return "none"
    if dated.value is None:
        return "not held"
    expected = " (expected)" if dated.expected else ""
    if isinstance(dated.value, Decimal):
        return with_unit(dated.value, figure.unit) + expected
    return f"{len(dated.value)} days{expected}"


# Clauses and steps


def clause_differences(old: Content, new: Content) -> Iterator[ClauseDifference]:
    """Every clause and step that changed, drafts included.

    A version that is new is compared with the one before it.
    """
    before = {each.id: each for each in old.with_drafts}
    after = {each.id: each for each in new.with_drafts}
    for id_, document in after.items():
        versions = every_version(document)
        earlier = versions_of(before.get(id_))
        for number, version in enumerate(versions):
            base = earlier.get(version.first_day)
            if base is None and number:
                base = versions[number - 1]
            yield from between(old, new, base, version)
    for id_, document in before.items():
        for version in every_version(document):
            if version.first_day not in versions_of(after.get(id_)):
                yield ClauseDifference(id_, named(version), "the whole version", "gone")


def every_version(document: Policy) -> tuple[PolicyVersion, ...]:
    """The versions of a policy, oldest first, with those nobody has approved."""
    return tuple(sorted((*document.versions, *document.drafts), key=lambda each: each.first_day))


def versions_of(document: Policy | None) -> dict[dt.date, PolicyVersion]:
    """The versions of a policy by their first day."""
    return {each.first_day: each for each in every_version(document)} if document else {}


def named(version: PolicyVersion) -> str:
    """A version as a list names it."""
    draft = ", a draft" if version.is_draft else ""
    return f"version {version.version} from {long_date(version.first_day)}{draft}"


def between(
    old: Content, new: Content, base: PolicyVersion | None, version: PolicyVersion
) -> Iterator[ClauseDifference]:
    """The clauses and steps in which a version differs from another."""
    was = {each.id: each for each in base.clauses} if base else {}
    now = {each.id: each for each in version.clauses}
    # The earlier version stands on the old side, unless it is the new one's own forerunner.
    side = old if base is not None and base.first_day == version.first_day else new
    old_steps, new_steps = steps_of(side, base), steps_of(new, version)
    for id_, clause in now.items():
        named_clause = f"{clause.title} ({id_})"
        if id_ not in was:
            yield ClauseDifference(version.policy, named(version), named_clause, "new")
            continue
        same_words = (was[id_].title, was[id_].body) == (clause.title, clause.body)
        if not same_words or old_steps.get(id_) != new_steps.get(id_):
            yield ClauseDifference(version.policy, named(version), named_clause, "changed")
    for id_, clause in was.items():
        if id_ not in now:
            named_clause = f"{clause.title} ({id_})"
            yield ClauseDifference(version.policy, named(version), named_clause, "gone")


def steps_of(content: Content, version: PolicyVersion | None) -> dict[str, object]:
    """The steps of a version of a procedure by their ids; none for a policy."""
    return {
        step.id: step
        for entry in content.procedures.values()
        if version is not None and entry.document.id == version.policy
        for each in (*entry.procedure.versions, *entry.drafts)
        if each.starts == version.first_day
        for step in each.steps
    }
