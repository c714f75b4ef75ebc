"""A balance over time as plain SVG: no script, no inline style, readable by a screen reader."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core.present.escaping import escape
from calculators.core.results import BalanceChart
from calculators.core.wording import MONTHS, long_date, pounds

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 28, 44
TENTH = Decimal("0.1")


def chart_svg(title: str, chart: BalanceChart, chart_id: str) -> str:
    """The chart as one ``<svg>`` element, with its title and summary inside it.

    Args:
        title: What the chart shows.
        chart: Its points, oldest first, at least one.
        chart_id: Start of the ids inside it; unlike any other on the page.
    """
    days = [point.day for point in chart.points] + [mark.day for mark in chart.marks]
    first, last = min(days), max(days)
    # A balance may fall below nothing owed or rise; the axis always includes zero.
    low = min(Decimal(0), *(point.amount for point in chart.points))
    high = max(Decimal(0), *(point.amount for point in chart.points))
    scale = nice_step(high - low)
    low, high = floor_to(low, scale), -floor_to(-high, scale)
    if high == low:
        high = low + scale

    wide, span = Decimal(WIDTH - LEFT - RIGHT), max((last - first).days, 1)
    tall, rise = Decimal(HEIGHT - TOP - BOTTOM), high - low

    def x(day: dt.date) -> str:
        return number(LEFT + wide * (day - first).days / span)

    def y(amount: Decimal) -> str:
        return number(HEIGHT - BOTTOM - tall * (amount - low) / rise)

    parts = [
        f'<svg class="ih-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{chart_id}-title {chart_id}-summary">',
        f'<title id="{chart_id}-title">{escape(title)}</title>',
        f'<desc id="{chart_id}-summary">{escape(chart.summary)}</desc>',
    ]
    amount = low
    while amount <= high:
        line = "ih-chart__zero" if amount == 0 else "ih-chart__grid"
        parts.append(
            f'<line class="{line}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(amount)}" '
            f'y2="{y(amount)}"/>'
            f'<text class="ih-chart__label" x="{LEFT - 8}" y="{y(amount)}" text-anchor="end" '
            f'dominant-baseline="middle">{escape(whole_pounds(amount))}</text>'
        )
        amount += scale
    for day in month_ticks(first, last):
        parts.append(
            f'<text class="ih-chart__label" x="{x(day)}" y="{HEIGHT - BOTTOM + 18}" '
            f'text-anchor="middle">{escape(f"{MONTHS[day.month - 1][:3]} {day.year}")}</text>'
        )
    for mark in chart.marks:
        anchor = "end" if (mark.day - first).days * 2 > (last - first).days else "start"
        parts.append(
            f'<line class="ih-chart__mark" x1="{x(mark.day)}" x2="{x(mark.day)}" y1="{TOP - 8}" '
            f'y2="{HEIGHT - BOTTOM}"/>'
            f'<text class="ih-chart__mark-label" x="{x(mark.day)}" y="{TOP - 14}" '
            f'text-anchor="{anchor}">{escape(mark.label)}</text>'
        )
    # A balance stays level until the next payment: steps, not slopes.
    start, *others = chart.points
    steps = "".join([f"H{x(point.day)}V{y(point.amount)}" for point in others])
    path = f"M{x(start.day)} {y(start.amount)}{steps}"
    parts.append(f'<path class="ih-chart__line" d="{path}" fill="none"/></svg>')
    return "".join(parts)


def nice_step(span: Decimal) -> Decimal:
    """A round distance between grid lines: about five of them for the span."""
    step = Decimal(1)
    while True:
        for times in (1, 2, 5):
            if step * times * 5 >= span:
                return step * times
        step *= 10


def floor_to(amount: Decimal, step: Decimal) -> Decimal:
    """The whole number of steps at or below an amount."""
    return (amount // step - (1 if amount < 0 and amount % step else 0)) * step


def whole_pounds(amount: Decimal) -> str:
    """A grid line's amount: no pence, as every step is a whole number of pounds."""
    return pounds(amount).removesuffix(".00")


def month_ticks(first: dt.date, last: dt.date) -> list[dt.date]:
    """A few firsts of months to label, evenly spaced and never crowded."""
    months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    days = [dt.date(y, m, 1) for y, m in months if first <= dt.date(y, m, 1) <= last]
    if not days:
        return [first]
    every = -(-len(days) // 6)
    return days[::every]


def number(value: Decimal) -> str:
    """A coordinate with one decimal, the same on every machine."""
    return str(value.quantize(TENTH))


def summary_of(label: str, chart: BalanceChart) -> str:
    """One sentence for a reader who cannot see the chart."""
    start, end = chart.points[0], chart.points[-1]
    return (
        f"{label} goes from {pounds(start.amount)} on {long_date(start.day)} to "
        f"{pounds(end.amount)} on {long_date(end.day)}."
    )
