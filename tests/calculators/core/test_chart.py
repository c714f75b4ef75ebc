"""The balance chart: right whatever the balances are, and readable without seeing it."""

import datetime as dt
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.present.chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    chart_svg,
    floor_to,
    month_ticks,
    nice_step,
    summary_of,
)
from calculators.core.results import BalanceChart, ChartMark, ChartPoint

START = dt.date(2026, 12, 4)


def chart(*amounts, apart=14, marks=()):
    points = tuple(
        ChartPoint(day=START + dt.timedelta(days=apart * n), amount=Decimal(amount))
        for n, amount in enumerate(amounts)
    )
    return BalanceChart(summary="What it shows.", points=points, marks=marks)


def drawn(data):
    return ET.fromstring(chart_svg("Balance", data, "c"))


def grid(svg):
    """Each grid line's height by its label."""
    lines = [e for e in svg if e.get("class") in ("ih-chart__grid", "ih-chart__zero")]
    labels = [
        e for e in svg if e.get("class") == "ih-chart__label" and e.get("text-anchor") == "end"
    ]
    return {label.text: Decimal(line.get("y1")) for label, line in zip(labels, lines, strict=True)}


def path(svg):
    """The path's moves as (letter, number) pairs; the first point gives two."""
    (line,) = [e for e in svg if e.get("class") == "ih-chart__line"]
    first, rest = re.fullmatch(r"M(\S+ \S+?)((?:[HV].*)?)", line.get("d")).groups()
    x, y = map(Decimal, first.split())
    return [("H", x), ("V", y)] + [
        (letter, Decimal(number)) for letter, number in re.findall(r"([HV])([-\d.]+)", rest)
    ]


CHARTS = {
    "one point": chart("846.20"),
    "one point at zero": chart("0"),
    "all zero": chart("0", "0", "0"),
    "one day": chart("846.20", "826.20", apart=0),
    "to zero": chart("846.20", "826.20", "0"),
    "in credit": chart("-5", "-120.50"),
    "through zero": chart("20", "0", "-20"),
    "rising": chart("10", "110", "1210"),
    "pennies": chart("0.03", "0.02", "0.01"),
    "huge": chart("999999999.99", "0"),
    "long": chart("846.20", "0", apart=20000),
}


@pytest.mark.parametrize("data", CHARTS.values(), ids=CHARTS)
def test_every_chart_stays_inside_its_frame(data):
    svg = drawn(data)
    for letter, number in path(svg):
        if letter == "H":
            assert LEFT <= number <= WIDTH - RIGHT
        else:
            assert TOP <= number <= HEIGHT - BOTTOM
    lines = grid(svg)
    assert 2 <= len(lines) <= 8
    assert "£0" in lines
    assert len(lines) == len(set(lines.values()))
    assert "NaN" not in ET.tostring(svg, encoding="unicode")


@given(
    st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=8),
    st.integers(0, 400),
)
def test_higher_balances_are_drawn_higher_on_the_scale(pennies, apart):
    data = chart(*(Decimal(each) / 100 for each in pennies), apart=apart)
    svg = drawn(data)
    heights = [number for letter, number in path(svg) if letter == "V"]
    assert len(pennies) == len(heights)
    for (one, high), (other, low) in zip(
        zip(pennies, heights, strict=True), zip(pennies[1:], heights[1:], strict=True), strict=False
    ):
        assert (high <= low) if one >= other else (high >= low)
    # Each point lies on the scale its grid lines show, to the rounding of a coordinate.
    labels = {Decimal(text.replace("£", "").replace(",", "")): y for text, y in grid(svg).items()}
    (low, bottom), (high, top) = min(labels.items()), max(labels.items())
    for each, height in zip(pennies, heights, strict=True):
        share = (Decimal(each) / 100 - low) / (high - low)
        assert abs(bottom - (bottom - top) * share - height) <= Decimal("0.2")


def test_a_balance_is_level_until_the_next_payment():
    assert ["H", "V", "H", "V", "H", "V"] == [letter for letter, _ in path(drawn(chart(3, 2, 1)))]


def test_the_chart_says_what_it_shows():
    svg = drawn(chart("20", "0"))
    assert ("Balance", "What it shows.") == (svg[0].text, svg[1].text)
    assert "c-title c-summary" == svg.get("aria-labelledby")
    assert ("c-title", "c-summary", "img") == (svg[0].get("id"), svg[1].get("id"), svg.get("role"))


def test_the_summary_in_words():
    expected = "The balance goes from £846.20 on 4 December 2026 to -£5.00 on 18 December 2026."
    assert expected == summary_of("The balance", chart("846.20", "-5"))


def test_texts_are_escaped_and_nothing_is_styled_inline():
    marks = (ChartMark(day=START, label="<script>\"'&"), ChartMark(day=START, label="b"))
    data = BalanceChart(summary="<b>&", points=chart("1").points, marks=marks)
    svg = ET.fromstring(chart_svg("<i>&\"'", data, "c"))
    assert ("<i>&\"'", "<b>&") == (svg[0].text, svg[1].text)
    labels = [e.text for e in svg if e.get("class") == "ih-chart__mark-label"]
    assert ["<script>\"'&", "b"] == labels
    assert not [e for e in svg.iter() if e.get("style")]


def test_marks_outside_the_points_are_inside_the_frame():
    day = START + dt.timedelta(days=100)
    svg = drawn(chart("20", "0", marks=(ChartMark(day=day, label="Review"),)))
    (mark,) = [e for e in svg if e.get("class") == "ih-chart__mark"]
    assert WIDTH - RIGHT == Decimal(mark.get("x1"))


@pytest.mark.parametrize(
    ("span", "step"),
    [
        ("0", 1), ("0.03", 1), ("5", 1), ("5.01", 2), ("10", 2), ("10.01", 5), ("25", 5),
        ("26", 10), ("846.20", 200), ("1000000000", 200_000_000),
    ],
)  # fmt: skip
def test_round_steps_for_grid_lines(span, step):
    assert step == nice_step(Decimal(span))


@pytest.mark.parametrize(
    ("amount", "floor"),
    [("0", 0), ("4.99", 0), ("5", 5), ("9", 5), ("-0.01", -5), ("-5", -5), ("-5.01", -10)],
)
def test_whole_steps_below_an_amount(amount, floor):
    assert floor == floor_to(Decimal(amount), Decimal(5))


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.integers(0, 40000))
def test_a_few_labels_in_order_within_the_time_shown(first, days):
    last = first + dt.timedelta(days=days)
    ticks = month_ticks(first, last)
    assert 1 <= len(ticks) <= 6
    assert sorted(set(ticks)) == ticks
    assert all(first <= tick <= last for tick in ticks)


def test_labels_are_firsts_of_months():
    last = dt.date(2027, 12, 17)
    months = [(tick.year, tick.month) for tick in month_ticks(START, last)]
    assert [(2027, 1), (2027, 3), (2027, 5), (2027, 7), (2027, 9), (2027, 11)] == months
    assert [START] == month_ticks(START, START)
