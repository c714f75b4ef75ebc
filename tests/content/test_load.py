"""A handbook in good order loads, and says what it holds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from handbook.content import Content, ContentProblems, load
from handbook.content.ledger import add_entries, fingerprint
from handbook.content.text import quotes_in, with_quotes

TODAY = dt.date(2026, 11, 22)
Read = Callable[..., Content]


@pytest.fixture
def content(tree: Path, read: Read) -> Content:
    return read(tree)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_the_pack_reads_back_as_the_same_figures(content: Content) -> None:
    read = FigureSet.from_json(content.pack_json())
    for id_, entry in content.figures.items():
        assert entry.figure == read.figure(id_)


def test_the_pack_is_the_same_text_every_time(content: Content, tree: Path, read: Read) -> None:
    again = read(tree)
    assert content.pack_json() == again.pack_json()


def test_the_pack_holds_every_clause_of_every_version(content: Content) -> None:
    clauses = json.loads(content.pack_json())["clauses"]
    keys = ("clause", "version", "from", "to")
    assert [tuple(each.get(key) for key in keys) for each in clauses] == [
        ("aims", "1.0", "2026-04-06", "2027-04-04"),
        ("rent", "1.0", "2026-04-06", "2027-04-04"),
        ("aims", "2.0", "2027-04-05", None),
        ("rent", "2.0", "2027-04-05", None),
    ]
    assert clauses[0]["address"] == "policies/garages/2026-04-06/#aims"


def test_a_derived_figure_changes_whenever_an_input_does(content: Content) -> None:
    # By hand: 10% of 400.14 is 40.014, and of 424.90 is 42.49.
    figure = content.figures["landlord.least_offer"].figure
    assert [
        (day("2025-04-07"), Decimal("40.01")),
        (day("2026-04-06"), Decimal("42.49")),
    ] == [(each.starts, each.value) for each in figure.values]
    assert day("2027-04-04") == figure.verified_to  # the earlier of its inputs'
    source = figure.values[0].source
    assert source.title == "The policy: £400.14 a month × 10%, to the nearest penny"
    assert ("medium", day("2026-10-01")) == (source.confidence, source.checked_on)
    assert content.figures["landlord.least_offer"].derived_from == (
        "benefit.allowance",
        "benefit.least_share",
    )


def test_an_expected_value_is_refused_unless_asked_for(content: Content) -> None:
    figures = content.figure_set
    with pytest.raises(FigureNotHeld):
        figures.in_force("rent.increase_limit", day("2027-04-01"))
    found = figures.in_force("rent.increase_limit", day("2027-04-01"), allow_expected=True)
    assert Decimal("0.045") == found.number


def test_a_version_is_in_force_from_its_first_day_to_the_day_before_the_next(
    content: Content,
) -> None:
    policy = content.policies["garages"]
    assert policy.version_on(day("2026-04-05")) is None
    for on, version in (("2026-04-06", "1.0"), ("2027-04-04", "1.0"), ("2027-04-05", "2.0")):
        found = policy.version_on(day(on))
        assert found is not None
        assert version == found.version
    assert [day("2027-04-04"), None] == [each.last_day for each in policy.versions]


def test_a_clause_knows_what_it_quotes_and_what_carries_it_out(content: Content) -> None:
    clause = content.policies["garages"].versions[0].clause("rent")
    assert clause is not None
    assert clause.figure_ids == ("rent.increase_limit",)
    assert [(each.kind, each.line) for each in clause.quotes] == [
        ("figure", 18),
        ("clause", 18),
        ("calculator", 19),
    ]
    assert [(e.kind, e.id) for e in clause.carriers] == [("rule", "rent_conversion.daily_rate")]


def test_quotes_are_replaced_and_nothing_else() -> None:
    text = 'Pay {{ figure("a.b") }} or {{clause("c")}}. { kept }'
    assert (
        with_quotes(text, lambda quote: f"[{quote.kind} {quote.id}]")
        == "Pay [figure a.b] or [clause c]. { kept }"
    )
    assert [each.id for each in quotes_in(text)] == ["a.b", "c"]


def test_scenarios_keep_amounts_as_they_were_typed(content: Content) -> None:
    worked, refused = content.scenarios["rent_conversion"]
    assert worked.inputs == {"rent": "112.50", "rent_frequency": "weekly"}
    assert worked.expected == {"monthly": "487.50"}
    assert worked.expected_lines == {"monthly": 8}
    assert worked.worked_example
    assert (refused.problems[0].field, refused.problems[0].says) == ("rent", "a number")


def test_windows_newlines_change_nothing(tree: Path, read: Read) -> None:
    for path in tree.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    content = read(tree)
    body = content.policies["garages"].versions[0].clauses[0].body
    assert "\r" not in body


def test_a_value_of_low_confidence_is_kept_but_never_used(tree: Path, read: Read) -> None:
    path = tree / "policies" / "figures" / "rates.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("confidence: medium}\n\n- id: landlord", "confidence: low}\n\n- id: landlord")
    )
    content = read(tree)
    for id_ in ("benefit.least_share", "landlord.least_offer"):
        with pytest.raises(FigureNotHeld):
            content.figure_set.in_force(id_, TODAY)


def test_a_future_version_needs_no_ledger_entry_until_its_first_day(tree: Path, read: Read) -> None:
    read(tree, day("2027-04-04"))
    with pytest.raises(ContentProblems, match="not in the ledger"):
        read(tree, day("2027-04-05"))


def test_the_ledger_gains_entries_and_never_rewrites_one(tree: Path, read: Read) -> None:
    path = tree / "policies" / "ledger.yaml"
    before = path.read_text("utf-8")
    content = read(tree)
    policies = content.policies.values()
    assert add_entries(tree, TODAY, policies, content.ledger) == ["policies/garages/2027-04-05.md"]
    after = path.read_text("utf-8")
    assert after.startswith(before)
    again = read(tree, day("2027-04-05"))
    assert add_entries(tree, TODAY, policies, again.ledger) == []
    assert after == path.read_text("utf-8")


def test_a_fingerprint_does_not_depend_on_newlines(tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix.md", tmp_path / "windows.md"
    unix.write_bytes(b"one\ntwo\n")
    windows.write_bytes(b"one\r\ntwo\r\n")
    assert fingerprint(unix) == fingerprint(windows)


def test_names_of_calculators_are_not_checked_when_nobody_says_what_they_are(
    tree: Path, read: Read
) -> None:
    path = tree / "scenarios" / "rent_conversion"
    path.rename(tree / "scenarios" / "anything")
    assert list(load(tree, today=TODAY).scenarios) == ["anything"]
