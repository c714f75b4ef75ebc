"""Planted mistakes are killed by the cases at their boundary, and named where no case is there."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handbook.cli import app
from handbook.consistency.known import load_checked
from handbook.consistency.mutation import command, equivalent
from handbook.consistency.mutation.equivalent import Equivalent, not_needed, read_equivalents
from handbook.consistency.mutation.mutants import KINDS, Mutant, sampled
from handbook.consistency.mutation.report import Report
from handbook.consistency.mutation.running import Bench, Kept, Result, fails, fingerprint, run
from handbook.consistency.mutation.source import RULES
from handbook.consistency.mutation.touched import touched
from handbook.content import Content, ContentProblems

ROOT = Path(__file__).resolve().parents[2]
#: Ten of each kind.
SAMPLE, SEED = 10 * len(KINDS), 1
AT_LEAST = "calculators/repayment_plan/rules.py:plan_broken: case_date >= broken_from"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `handbook mutate` does


@pytest.fixture(scope="module")
def bench(content: Content) -> Bench:
    return Bench(content)


def mutant(bench: Bench, start: str) -> Mutant:
    return next(each for each in bench.mutants if each.id.startswith(start))


def cut_down(bench: Bench, *names: str) -> Bench:
    """The same mutants with other cases: without those whose names hold one of the texts."""
    small = object.__new__(Bench)
    small.__dict__.update(bench.__dict__)
    small.records = [r for r in bench.records if not any(n in r.name for n in names)]
    return small


def test_every_scenario_passes_and_every_kind_has_mutants(bench: Bench) -> None:
    assert bench.failing == []
    assert {each.kind for each in bench.mutants} == set(KINDS)
    assert len({each.id for each in bench.mutants}) == len(bench.mutants)
    for each in bench.mutants:
        assert (ROOT / each.file).is_file(), each.id
        assert each.line > 0


def test_a_sample_has_no_survivor_and_leaves_no_trace(bench: Bench, tmp_path: Path) -> None:
    chosen = sampled(bench.mutants, SAMPLE, SEED)
    assert chosen == sampled(reversed(bench.mutants), SAMPLE, SEED)
    kept = Kept(tmp_path / "results.jsonl", "as it is")
    results = run(bench, chosen, kept, workers=1)
    report = Report(len(bench.mutants), chosen, results, read_equivalents(), [])
    assert [str(each) for each in report.survivors] == []
    # Whatever was planted is out again: the cases that killed something pass.
    killers = {each.killed_by for each in results}
    assert not [
        each.name for each in bench.records if each.name in killers and fails(each, bench.content)
    ]


def test_every_module_that_is_listed_has_mutants_or_nothing_to_change(bench: Bench) -> None:
    folder = ROOT / "calculators"
    for pattern in RULES:
        assert list(folder.glob(pattern)), pattern
    # A package's own code is changed where it runs, and not in a second copy of it.
    planted = mutant(bench, "calculators/next_step/__init__.py:Finder.result: len(candidates) == 1")
    assert bench.tried(planted).killed_by
    assert "calculators.next_step.__init__" not in sys.modules


def test_a_mutant_of_a_line_runs_no_scenario_that_never_comes_to_it(bench: Bench) -> None:
    planted = mutant(bench, "calculators/next_step/__init__.py:Finder.if_words: owed[0] == owed")
    reached = [each for each in bench.records if planted.touches.lines & each.lines]
    assert 0 < len(reached) < 20
    assert len(reached) == len(touched(bench.records, planted.touches))


def test_the_exit_code_says_whether_a_mistake_goes_unnoticed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = bench.mutants[0]
    for killed_by, code in (("a scenario", 0), ("", 1)):
        result = Result(planted.id, killed_by, ("a scenario",))
        report = Report(1, [planted], [result], [], [])
        monkeypatch.setattr(command, "mutate", lambda *_args, _report=report, **_how: _report)
        done = CliRunner().invoke(app, ["--root", str(ROOT), "mutate"])
        assert done.exit_code == code, done.output
        assert f"{1 - code} killed, 0 equivalent, {code} survived." in done.output


def test_at_least_turned_into_more_than_survives_without_the_case_at_the_boundary(
    bench: Bench,
) -> None:
    planted = mutant(bench, AT_LEAST)
    killers = set()
    small = bench
    while not (result := small.tried(planted)).survived:
        killers.add(result.killed_by)
        small = cut_down(small, result.killed_by)
    assert killers
    report = Report(1, [planted], [result], [], [])
    (survivor,) = report.survivors
    said = str(survivor)
    assert said.startswith(f"calculators/repayment_plan/rules.py, line {planted.line}: ")
    assert "case_date >= broken_from → case_date > broken_from" in said
    assert f"{len(result.tried)} scenarios touched by it, and none fails" in said
    page = report.html(dt.date(2026, 11, 22))
    assert "case_date &gt;= broken_from" in page
    assert result.tried[0].replace("'", "&#39;") in page
    assert planted.id in report.markdown(dt.date(2026, 11, 22))


def test_a_figure_of_a_threshold_is_killed_either_way(bench: Bench) -> None:
    for name in ("up", "down"):
        planted = mutant(bench, f"landlord.arrears.interview.least_weeks@2025-04-07: {name}")
        assert bench.tried(planted).killed_by, planted.id


def test_a_mutant_of_another_calculator_runs_no_scenario_it_cannot_touch(bench: Bench) -> None:
    planted = mutant(bench, "calculators/rent_conversion/rules.py")
    tried = bench.tried(planted).tried
    assert tried
    assert all(each.startswith("scenarios/") for each in tried)
    assert not any(each.startswith("scenarios/next_step/") for each in tried)


def test_results_are_kept_and_gone_on_with(bench: Bench, tmp_path: Path) -> None:
    chosen = sampled(bench.mutants, 3, SEED)
    path = tmp_path / "results.jsonl"
    told: list[Result] = []
    first = run(bench, chosen, Kept(path, "one"), told.append, workers=1)
    assert told == first
    path.write_text(path.read_text("utf-8") + '{"mutant": "cut sh', "utf-8")
    again = run(bench, chosen, Kept(path, "one"), told.append, workers=1)
    assert len(told) == len(first)
    assert [each.killed_by for each in again] == [each.killed_by for each in first]
    changed = Kept(path, "two")
    assert changed.results == {}
    assert set(changed.likely) == {each.mutant for each in first if each.killed_by}
    Kept(path, "one", fresh=True)
    assert not path.exists()


def test_workers_find_what_one_process_finds(bench: Bench, tmp_path: Path) -> None:
    script = (
        "import datetime as dt, json, sys\n"
        "from pathlib import Path\n"
        "from handbook.consistency.known import load_checked\n"
        "from handbook.consistency.mutation.mutants import sampled\n"
        "from handbook.consistency.mutation.running import Bench, Kept, run\n"
        "bench = Bench(load_checked(Path(sys.argv[1]), today=dt.date.today()))\n"
        "chosen = sampled(bench.mutants, 8, 1)\n"
        "found = run(bench, chosen, Kept(Path(sys.argv[2]), ''), workers=2)\n"
        "print(json.dumps([[each.mutant, each.killed_by] for each in found]))\n"
    )
    python = [sys.executable, "-c", script, str(ROOT), str(tmp_path / "results.jsonl")]
    done = subprocess.run(python, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    here = [bench.tried(each) for each in sampled(bench.mutants, 8, 1)]
    assert json.loads(done.stdout) == [[each.mutant, each.killed_by] for each in here]


def test_the_state_of_the_handbook_decides_whether_results_are_true(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    file = tmp_path / "policies" / "a.yaml"
    file.write_text("one", "utf-8")
    before = fingerprint(tmp_path)
    assert before == fingerprint(tmp_path)
    file.write_text("two", "utf-8")
    assert before != fingerprint(tmp_path)


def test_the_list_of_equivalent_mutants_gives_reasons_and_nothing_stale(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {each.id for each in bench.mutants}
    for each in read_equivalents():
        assert each.mutant in known, f"{equivalent.PATH.name}, line {each.line}: {each.mutant}"
    path = tmp_path / "equivalent.yaml"
    path.write_text('- reason: no\n  mutants:\n    - "a: up"\n', "utf-8")
    with pytest.raises(ContentProblems, match="is no reason"):
        read_equivalents(path)
    planted = bench.mutants[0]
    entries = [Equivalent(planted.id, "Because", 4), Equivalent("gone", "Because", 9)]
    killed = Result(planted.id, "a scenario", ("a scenario",))
    messages = [each.message for each in not_needed(entries, bench.mutants, [killed])]
    assert "is killed by a scenario" in messages[0]
    assert "“gone” is no longer made" in messages[1]
    # A survivor on the list is excused, and says why.
    survived = replace(killed, killed_by="")
    report = Report(1, [planted], [survived], [Equivalent(planted.id, "Both are the same", 4)], [])
    assert report.survivors == []
    assert "Equivalent: Both are the same" in report.html(dt.date(2026, 11, 22))
    assert report.summary()["equivalent"] == 1


def test_an_unknown_kind_is_refused_in_a_sentence() -> None:
    python = [sys.executable, "-m", "handbook.cli", "mutate", "--only", "colours"]
    done = subprocess.run(python, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no kind called “colours”. Use one of: figures," in done.stderr
