"""The whole run, once, without waiting where only the time itself would be measured."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import reader
from benchmarks.__main__ import main
from benchmarks.chromium import ROOT
from benchmarks.large import Size, grow
from benchmarks.parts import SIZES, variants
from benchmarks.targets import EACH, TARGETS, target_of
from calculators.registry import CALCULATORS
from handbook.consistency.checks import orphan_figures
from handbook.consistency.known import load_checked

#: A process of its own, since Playwright runs once in each: with lines of full speed, without
#: the time that reading takes, and without the builds that are only timed.
RUN = """
import sys
from benchmarks import __main__, building, parts, reader
build = building.build
building.build = lambda out, address, root=building.ROOT: (
    build(out, address) if root == building.ROOT else 0.1
)
parts.Line = lambda megabits: None
parts.READING = 0
parts.ROUND = 5
parts.STREAMED = 20
parts.SIZES = (0, 1, 2)
sys.exit(__main__.main(sys.argv[1:]))
"""
OTHERS = {
    "recalculation, of which Python",
    "first download, gzip",
    "first download, host without compressed copies",
    "build, nothing kept",
    "build, runtime kept",
    "handbook check",
    "scenarios",
    "recalculation in this Python",
    "stream of cases, a tenth",
    "stream of cases, a tenth: memory",
    "stream of cases, all",
    *(f"{start}{calculator}" for start in EACH for calculator in CALCULATORS),
}


@pytest.mark.slow
@pytest.mark.browser
def test_a_run_measures_everything_and_writes_it_as_json(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, "--repeats", "1", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    assert set(TARGETS) | OTHERS <= set(data["measures"])
    for name, found in data["measures"].items():
        assert found["median"] > 0, name
        assert found["samples"], name
        assert name in done.stdout
    for name in TARGETS:
        # A check has no plain load to stand beside.
        if not name.startswith("check, "):
            assert data["measures"][name]["plain"]["samples"], name
    for name, found in data["measures"].items():
        assert ("target" in found) is (target_of(name) is not None), name
        if "target" in found:
            assert "over" in found["target"], name
    assert list(data["stages"]) == ["first visit", "new tab", "plain first visit", "plain new tab"]
    for title, stages in data["stages"].items():
        assert "worker: proven" in stages, title
        assert "page: answer in the page" in stages, title
        assert title in done.stdout
    assert "starts: plain load, 1 of 1" in done.stderr


def test_without_chromium_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HANDBOOK_CHROMIUM", str(tmp_path / "no-such-program"))
    assert main(["--repeats", "1", "--only", "starts"]) == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert "Traceback" not in said


def test_a_generated_handbook_is_in_order_and_the_same_each_time(tmp_path: Path) -> None:
    size = Size(1)
    trees = [grow(tmp_path / name, size) for name in ("one", "other")]
    files = [{p.relative_to(t): p.read_bytes() for p in t.rglob("*.*")} for t in trees]
    assert files[0] == files[1]
    today = dt.date.today()  # noqa: DTZ011 - as `handbook check` does
    real, grown = (load_checked(each, today=today) for each in (ROOT, trees[0]))
    assert len(grown.policies) == len(real.policies) + 1
    assert len(grown.figures) == len(real.figures) + size.figures
    cases = [sum(map(len, each.scenarios.values())) for each in (real, grown)]
    assert cases[1] == cases[0] + size.cases
    quoted = [replace(each, scenarios={}) for each in (real, grown)]
    assert list(orphan_figures(quoted[0])) == list(orphan_figures(quoted[1]))


def test_the_large_handbook_is_as_large_as_it_is_said_to_be() -> None:
    large = Size(SIZES[-1])
    assert (large.policies, large.figures, large.cases) == (100, 2_000, 5_000)


def test_each_recalculated_case_differs_from_the_others_in_its_arrears_alone() -> None:
    cases = [json.loads(each) for each in variants({"arrears": "846.20", "rent": "112.50"}, 3)]
    assert [Decimal(each["arrears"]) for each in cases] == [
        Decimal("846.20"),
        Decimal("846.30"),
        Decimal("846.40"),
    ]
    assert {each["rent"] for each in cases} == {"112.50"}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_processor_time_is_that_of_every_process_in_a_group(tmp_path: Path) -> None:
    work = "import sys; sum(range(10**7)); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", work, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        group = reader.process_group(str(tmp_path))
        assert group == process.pid
        assert reader.processor_times(group)[process.pid] > 0
        process.communicate()
    assert reader.process_group(str(tmp_path)) is None
    assert reader.processor_times(None) == {}


def test_processor_time_used_leaves_out_what_ended_and_takes_in_what_began() -> None:
    assert reader.used({1: 100.0, 2: 900.0}, {1: 150.0, 3: 30.0}) == 80.0
    assert reader.used({}, {}) is None
