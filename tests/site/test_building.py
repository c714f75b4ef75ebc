"""A build replaces the site only when all went well, and only for a day that is held."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handbook.consistency.known import load_checked
from handbook.content import Content, ContentProblems
from handbook.site import building
from handbook.site.building import build_site, check_day, check_replaceable, put_in_place

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-04-06", "The handbook holds nothing for 6 April 2025: its first policy is in force"),
        ("2040-01-01", "The handbook holds nothing for 1 January 2040: no figure is held after"),
    ],
)
def test_a_day_outside_what_is_held_is_refused(content: Content, day: str, says: str) -> None:
    with pytest.raises(ContentProblems, match=says):
        check_day(content, dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-04-07", "2026-11-22", "2027-04-05"])
def test_a_day_that_is_held_will_do(content: Content, day: str) -> None:
    check_day(content, dt.date.fromisoformat(day))


def test_a_build_that_fails_leaves_the_earlier_one_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("earlier")

    def half_written(site: object, made: Path, *_: object, **__: object) -> None:
        made.mkdir()
        (made / "index.html").write_text("half")
        raise building.SiteError(["A page is wrong."])

    class Packed:
        name = "none"
        folder = tmp_path

    monkeypatch.setattr(building, "pack", lambda *_, **__: Packed)
    monkeypatch.setattr(building, "golden_cases", lambda *_: [])
    monkeypatch.setattr(building, "write_site", half_written)
    with pytest.raises(ContentProblems, match="A page is wrong"):
        build_site(ROOT, at=dt.date(2026, 11, 22), out=out, say=lambda _: None)
    assert (out / "index.html").read_text() == "earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_build_that_succeeds_replaces_the_earlier_one(tmp_path: Path) -> None:
    made, out = tmp_path / "made", tmp_path / "site"
    for folder, text in ((made, "new"), (out, "earlier")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    put_in_place(made, out, tmp_path / "old")
    assert (out / "index.html").read_text() == "new"


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path) -> None:
    check_replaceable(tmp_path / "new")
    (tmp_path / "letters.docx").touch()
    with pytest.raises(ContentProblems, match="is not a built site"):
        check_replaceable(tmp_path)
