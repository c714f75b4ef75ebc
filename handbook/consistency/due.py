"""What is about to run out: figures to read again at their source, and policies to review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from calculators.core.wording import counted, long_date
from handbook.content import Content


@dataclass(frozen=True, order=True)
class Due:
    """One thing to do by a day."""

    by: dt.date
    what: str
    where: str


def lapsing_figures(content: Content, on: dt.date, within: int) -> list[Due]:
    """Figures whose last checked day is near or past; derived ones lapse with their inputs."""
    last = on + dt.timedelta(days=within)
    return sorted(
        Due(entry.figure.verified_to, entry.figure.id, f"{entry.file}, line {entry.line}")
        for entry in content.figures.values()
        if entry.figure.verified_to <= last and not entry.is_derived
    )


def expected_figures(content: Content, on: dt.date) -> list[Due]:
    """Figures with a value that is expected, not confirmed, and starts on the day or later."""
    return sorted(
        Due(dated.starts, entry.figure.id, f"{entry.file}, line {entry.line}")
        for entry in content.figures.values()
        for dated in entry.figure.values
        if dated.expected and not entry.is_derived and entry.figure.last_day_of(dated) >= on
    )


def reviews(content: Content, on: dt.date, within: int) -> list[Due]:
    """Policies and procedures in force whose review is due by then or overdue."""
    last = on + dt.timedelta(days=within)
    found = []
    for policy in content.documents:
        version = policy.version_on(on)
        if version is not None and version.review_due <= last:
            found.append(Due(version.review_due, policy.title, version.file))
    return sorted(found)


def due_in_words(content: Content, on: dt.date, within: int) -> str:
    """The lists for a manager to read."""
    lists = (
        ("Figures last checked up to this day", lapsing_figures(content, on, within)),
        ("Values expected from this day, to be confirmed", expected_figures(content, on)),
        ("Policies to review by this day", reviews(content, on, within)),
    )
    lines = [f"Due within {counted(within, 'day')} of {long_date(on)}."]
    for title, found in lists:
        if found:
            lines += ["", f"{title}:"]
        for each in found:
            late = " (overdue)" if each.by < on else ""
            lines.append(f"  {long_date(each.by)}{late}: {each.what} ({each.where})")
    if len(lines) == 1:
        lines.append("Nothing.")
    return "\n".join(lines)
