"""The working: every step as it was done, every figure and clause as it was read."""

import datetime as dt
from decimal import Decimal

import pytest

from calculators.core.errors import FigureNotHeld
from calculators.core.trace import Trace

D = dt.date


@pytest.fixture
def trace(small):
    return Trace(small.figures)


@pytest.mark.parametrize(
    ("value", "unit", "raw", "shown"),
    [
        (Decimal("1234.50"), "GBP/week", "1234.50", "£1,234.50 a week"),
        (Decimal("0.15"), "share", "0.15", "15%"),
        (Decimal("1E+2"), "GBP", "100", "£100.00"),
        (Decimal("0E-9"), "GBP", "0.000000000", "£0.00"),
        (3, "payments", "3", "3 payments"),
        (12, "", "12", "12"),
        (D(2026, 12, 4), "", "2026-12-04", "4 December 2026"),
    ],
)
def test_a_step_keeps_the_exact_value_and_its_words(trace, value, unit, raw, shown):
    trace.step("Result", value, unit=unit, sum="a × b", rounding="exact", source="reg. 1")
    (step,) = trace.finish().steps
    assert (raw, shown) == (step.value, step.shown)
    assert ("a × b", "exact", "reg. 1") == (step.sum, step.rounding, step.source)


def test_a_step_in_a_unit_nobody_listed_is_refused(trace):
    with pytest.raises(ValueError, match="not listed"):
        trace.step("Result", Decimal(1), unit="furlongs")


def test_a_figure_that_is_read_is_noted_with_its_source(trace):
    assert Decimal("0.15") == trace.number("test.limit", D(2026, 12, 4))
    (read,) = trace.finish().figures
    assert ("test.limit", "15%", "statute") == (read.id, read.shown, read.basis)
    assert (D(2020, 4, 6), D(2026, 12, 4)) == (read.in_force_from, read.read_for)
    assert (D(2026, 11, 22), "high", False) == (read.checked_on, read.confidence, read.expected)
    assert "Hand-made for tests" == read.source


def test_a_figure_that_is_refused_is_not_noted(trace):
    with pytest.raises(FigureNotHeld):
        trace.number("test.limit", D(2019, 1, 1))
    assert () == trace.finish().figures


def test_a_value_read_twice_is_listed_once(trace):
    trace.number("test.limit", D(2026, 12, 4))
    trace.number("test.limit", D(2026, 12, 18))
    assert 1 == len(trace.finish().figures)


def test_a_clause_is_cited_and_noted_in_the_version_in_force(trace):
    cited = trace.clause("arrears", "plans", D(2026, 12, 4))
    assert "Arrears, “Plans <2>”, in force from 6 April 2026" == cited
    (read,) = trace.finish().clauses
    assert ("2", D(2026, 4, 6)) == (read.version, read.in_force_from)


def test_two_versions_of_a_clause_are_both_noted(trace):
    trace.clause("arrears", "plans", D(2026, 4, 5))
    trace.clause("arrears", "plans", D(2026, 4, 6))
    trace.clause("arrears", "plans", D(2026, 4, 7))
    assert ["1", "2"] == [read.version for read in trace.finish().clauses]


def test_a_clause_not_held_is_neither_cited_nor_noted(trace):
    assert "" == trace.clause("arrears", "plans", D(2020, 1, 1))
    assert () == trace.finish().clauses


def test_the_working_keeps_its_order_and_does_not_change(trace):
    for label in ("First", "Second", "Third"):
        trace.step(label, 1)
    working = trace.finish()
    trace.step("Fourth", 1)
    assert ["First", "Second", "Third"] == [step.label for step in working.steps]
    with pytest.raises(Exception, match="frozen"):
        working.steps = ()
