"""Every scenario gives the same bytes in CPython and in the browser's Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from calculators import browser
from handbook.consistency.known import load_checked
from handbook.consistency.scenarios import inputs_json
from handbook.runtime.pack import Packed, pack
from handbook.runtime.parity import Start, answers
from handbook.site.building import golden_cases

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "",
    "{}",
    "[]",
    "null",
    "{",
    '{"": 1}',
    '"text"',
    '{"x": NaN}',
    '{"é": "\\ud83c\\udfe0"}',
]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Packed, list[dict[str, str]]]:
    """The real runtime, and every case there is with CPython's answer."""
    content = load_checked(ROOT, today=dt.date.today())  # noqa: DTZ011 - as `make check` does
    figures = content.pack_json()
    golden = golden_cases(content, figures)
    out = tmp_path_factory.mktemp("parity")
    packed = pack(ROOT / "calculators", figures, golden, out, ROOT / ".cache" / "runtime")
    cases = [
        {"calculator": f"{browser.WHOLE}:{each.calculator}", "inputs": inputs_json(each)}
        for scenarios in content.scenarios.values()
        for each in scenarios
    ]
    cases += [
        {"calculator": name, "inputs": text} for name in content.scenarios for text in HOSTILE
    ]
    cases += [{"calculator": "no-such", "inputs": "{}"}]
    browser.hold(figures)
    return packed, [
        case | {"answer": browser.answer(case["calculator"], case["inputs"])} for case in cases
    ]


@pytest.mark.slow
@pytest.mark.parametrize("start", ["stock", "image"])
def test_every_scenario_is_answered_alike(
    known: tuple[Packed, list[dict[str, str]]], start: Start
) -> None:
    packed, cases = known
    for case, found in zip(cases, answers(cases, packed, start), strict=True):
        assert found == case["answer"], f"{case['calculator']}: {case['inputs']}"
