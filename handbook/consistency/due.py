"""What is about to run out: figures to read again at their source, and policies to review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calculators.core.figures import DatedValue
from calculators.core.wording import counted, long_date
from handbook.content import Content, FigureEntry, Policy, PolicyVersion


@dataclass(frozen=True, order=True)
class Due:
    """One thing to do by a day."""

    by: dt.date
    what: str
    where: str


@dataclass(frozen=True)
class Unsure:
    """A value that nobody should lean on yet.

    Attributes:
        entry: Its figure.
        dated: The value.
        kind: "expected", "not held" or "confidence".
        why: The same in words.
    """

    entry: FigureEntry
    dated: DatedValue
    kind: str
    why: str


def lapsing_figures(content: Content, on: dt.date, within: int) -> list[Due]:
    """Figures whose last checked day is near or past; derived ones lapse with their inputs."""
    last = on + dt.timedelta(days=within)
    return sorted(
        Due(entry.figure.verified_to, entry.figure.id, place(entry))
        for entry in content.figures.values()
        if entry.figure.verified_to <= last and not entry.is_derived
    )


def unsure_values(content: Content, on: dt.date) -> list[Unsure]:
    """Values in force on a day or later that are expected, not held, or not surely known."""
    return [
        Unsure(entry, dated, *why)
        for entry in content.figures.values()
        if not entry.is_derived
        for dated in entry.figure.values
        if (why := why_unsure(dated)) and entry.figure.last_day_of(dated) >= on
    ]


def why_unsure(dated: DatedValue) -> tuple[str, str] | None:
    """Why a value should not be leaned on, in a word and in a sentence, or None."""
    confidence = dated.source.confidence
    if dated.expected:
        return "expected", "expected, not yet confirmed"
    if confidence == "low":
        return "not held", "not held: found with low confidence only, so it is not used"
    if dated.value is None:
        return "not held", f"not held: {dated.reason.rstrip('.')}"
    if confidence != "high":
        return "confidence", f"read with {confidence} confidence"
    return None


def reviews(content: Content, on: dt.date, within: int) -> list[Due]:
    """Policies and procedures in force whose review is due by then or overdue."""
    last = on + dt.timedelta(days=within)
    found = []
    for policy in content.documents:
        version = policy.version_on(on)
        if version is not None and version.review_due <= last:
            found.append(Due(version.review_due, policy.title, version.file))
    return sorted(found)


def not_recorded(content: Content) -> Iterator[tuple[Policy, PolicyVersion]]:
    """Versions whose approved text is not in the ledger, and so is not protected."""
    for policy in content.protected:
        for version in policy.versions:
            if version.file not in content.ledger:
                yield policy, version


def place(entry: FigureEntry) -> str:
    """Where a figure's entry stands."""
    return f"{entry.file}, line {entry.line}"


def due_in_words(content: Content, on: dt.date, within: int) -> str:
    """The lists for a manager to read."""
    unsure = unsure_values(content, on)

    def values(kind: str) -> list[Due]:
        return sorted(
            Due(each.dated.starts, f"{each.entry.figure.id}, {each.why}", place(each.entry))
            for each in unsure
            if each.kind == kind
        )

    expected = [
        Due(each.dated.starts, each.entry.figure.id, place(each.entry))
        for each in unsure
        if each.kind == "expected"
    ]
    unrecorded = sorted(
        Due(version.first_day, f"{policy.title}, version {version.version}", version.file)
        for policy, version in not_recorded(content)
    )
    sections: Iterable[tuple[str, list[Due], bool]] = (
        ("Figures last checked up to this day", lapsing_figures(content, on, within), True),
        ("Values expected from this day, to be confirmed", sorted(expected), True),
        ("Values not held from this day", values("not held"), False),
        ("Values whose source needs a second look, from this day", values("confidence"), False),
        ("Policies to review by this day", reviews(content, on, within), True),
        (
            "Versions in force from this day whose approval is not in the ledger; check them, then "
            "run “handbook ledger add”",
            unrecorded,
            True,
        ),
    )
    lines = [f"Due within {counted(within, 'day')} of {long_date(on)}."]
    for title, found, can_be_late in sections:
        if found:
            lines += ["", f"{title}:"]
        for each in found:
            late = " (overdue)" if can_be_late and each.by < on else ""
            lines.append(f"  {long_date(each.by)}{late}: {each.what} ({each.where})")
    if len(lines) == 1:
        lines.append("Nothing.")
    return "\n".join(lines)
