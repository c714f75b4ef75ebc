"""The arithmetic of the measurements and the words of their table."""

from __future__ import annotations

import json

import pytest

from benchmarks.__main__ import as_data, options
from benchmarks.results import (
    Measure,
    Stages,
    columns,
    distance,
    measures_table,
    percentile,
    ratio,
    shown,
    stages_table,
)
from benchmarks.targets import TARGETS


@pytest.mark.parametrize(
    ("samples", "share", "expected"),
    [
        ([7.0], 95, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([float(n) for n in range(1, 21)], 95, 19.0),
        ([float(n) for n in range(1, 11)], 95, 10.0),
        ([1.0, 2.0], 0, 1.0),
    ],
)
def test_percentile_is_the_smallest_sample_that_enough_do_not_exceed(
    samples: list[float], share: float, expected: float
) -> None:
    assert percentile(samples, share) == expected


def test_ratio_is_the_middle_of_the_pairs_so_that_shared_noise_cancels() -> None:
    # The second pair was taken while the machine was ten times slower.
    assert ratio([1.0, 10.0, 1.0], [4.0, 40.0, 5.0]) == 4.0


def test_ratio_of_unequal_numbers_is_that_of_the_medians() -> None:
    assert ratio([1.0, 2.0, 3.0], [8.0]) == 4.0


def test_a_measure_without_a_baseline_or_target_has_neither_ratio_nor_distance() -> None:
    measure = Measure("something nobody promised", "ms", [1.0])
    assert measure.ratio is None
    assert measure.over is None
    assert distance(measure) == ""
    assert "target" not in measure.as_data()
    assert "plain" not in measure.as_data()


def test_distance_says_how_far_over_and_whether_the_ratio_is_reached() -> None:
    most = TARGETS["first visit"].most
    slow = Measure("first visit", "ms", [most * 1.5], [most * 3])
    assert distance(slow) == "50% over; only 2.0x of 4x"
    fast = Measure("first visit", "ms", [most / 2], [most * 3])
    assert distance(fast) == "met, 50% under; 6.0x of 4x"


def test_a_target_of_the_95th_percentile_is_held_against_that() -> None:
    most = TARGETS["recalculation"].most
    samples = [1.0] * 90 + [most * 2] * 10
    measure = Measure("recalculation", "ms", samples)
    assert measure.median == 1.0
    assert measure.over == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.567, "ms", "0.567 ms"),
        (999, "ms", "999 ms"),
        (1234, "ms", "1.23 s"),
        (0.25, "s", "250 ms"),
        (61.5, "s", "61.50 s"),
        (5_999_999, "bytes", "6.00 MB"),
        (2345, "bytes", "2.3 kB"),
        (1234.5, "per second", "1,234/s"),
    ],
)
def test_values_are_shown_in_the_unit_that_fits(value: float, unit: str, words: str) -> None:
    assert shown(value, unit) == words  # type: ignore[arg-type]


def test_the_table_has_a_line_for_each_measure_and_its_notes_below() -> None:
    table = measures_table(
        [
            Measure("first visit", "ms", [800.0], [4000.0]),
            Measure("recalculation", "ms", [2.0] * 100, note="a note"),
        ]
    )
    head, rule, first, second, _, note = table.splitlines()
    assert head.split() == ["ours", "p95", "plain", "load", "times", "better", "target", "distance"]
    assert set(rule) == {"-"}
    assert first.split()[:2] == ["first", "visit"]
    assert "5.0x of 4x" in first
    assert "<= 5 ms p95" in second
    assert note == "recalculation: a note"


def test_stages_stand_in_the_order_of_the_first_kind_of_start() -> None:
    ours, plain = Stages("ours"), Stages("plain")
    ours.add({"worker": 10.0, "ready": 90.0})
    ours.add({"worker": 30.0, "ready": 50.0})
    plain.add({"worker": 15.0, "wheels": 40.0, "ready": 400.0})
    assert list(ours.medians().items()) == [("worker", 20.0), ("ready", 70.0)]
    rows = [line.split() for line in stages_table([ours, plain]).splitlines()[2:]]
    assert rows == [["worker", "20", "15"], ["wheels", "40"], ["ready", "70", "400"]]


def test_columns_stand_under_each_other() -> None:
    assert columns([("", "b"), ("aa", "1")]) == "    b\n-----\naa  1"


def test_the_json_holds_every_sample_and_how_far_each_is_from_its_target() -> None:
    measure = Measure("first visit", "ms", [1.0, 2.0, 3.0], [4.0, 8.0, 12.0], "a note")
    data = json.loads(json.dumps(as_data([measure], [Stages("ours", {"ready": [5.0]})], {"a": 1})))
    found = data["measures"]["first visit"]
    assert found["samples"] == [1.0, 2.0, 3.0]
    assert found["median"] == 2.0
    assert found["plain"]["p95"] == 12.0
    assert found["ratio"] == 4.0
    assert found["target"]["most"] == TARGETS["first visit"].most
    assert found["note"] == "a note"
    assert data["stages"] == {"ours": {"ready": 5.0}}
    assert data["a"] == 1


@pytest.mark.parametrize(
    "arguments", [["--repeats", "0"], ["--only", "nothing"], ["--site", "no-such-folder"]]
)
def test_an_option_that_makes_no_sense_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        options(arguments)
    assert arguments[1 if arguments[0] == "--site" else 0] in capsys.readouterr().err
