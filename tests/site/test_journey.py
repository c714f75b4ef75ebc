"""The picture of a procedure's journey is drawn from its steps and hides nothing from anyone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from handbook.consistency.known import load_checked
from handbook.content import Content
from handbook.site.journey import lines_of, procedure_journey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False)


@pytest.fixture(scope="module")
def page(content: Content) -> BeautifulSoup:
    entry = content.procedures["arrears"]
    return BeautifulSoup(procedure_journey(entry, entry.document.versions[1]), "html.parser")


def test_every_step_is_in_the_picture_and_in_the_list(
    content: Content, page: BeautifulSoup
) -> None:
    steps = content.procedures["arrears"].procedure.versions[1].steps
    links = {a["href"].removeprefix("#") for a in page.select(".ih-map__list a")}
    assert {each.id for each in steps} == links
    assert len(steps) == len(page.select(".ih-map__step"))
    drawn = {" ".join(t.get_text() for t in g.select("tspan")) for g in page.select("g")}
    assert {each.title for each in steps} == drawn


def test_the_list_says_what_comes_next(page: BeautifulSoup) -> None:
    said = " ".join(page.select_one(".ih-map__list").get_text().split())  # type: ignore[union-attr]
    assert "interview. Then Affordability and repayment plan or Home visit" in said
    assert "Hearing. Then Court order" in said


def test_the_picture_is_decoration_without_script_or_style(page: BeautifulSoup) -> None:
    svg = page.select_one("svg")
    assert svg is not None
    assert svg["aria-hidden"] == "true"
    assert not page.select("script, style, svg a")
    assert not [tag for tag in page.find_all() if tag.has_attr("style")]
    assert not re.search(r'\son\w+="', str(page))


def test_the_picture_follows_the_data(content: Content) -> None:
    from dataclasses import replace

    entry = content.procedures["arrears"]
    version = entry.document.versions[1]
    fewer = replace(
        entry,
        procedure=replace(
            entry.procedure,
            versions=tuple(replace(v, steps=v.steps[:5]) for v in entry.procedure.versions),
        ),
    )
    assert len(BeautifulSoup(procedure_journey(fewer, version), "html.parser").select("g")) == 5


def test_long_titles_are_broken_between_words() -> None:
    assert lines_of("Payment missed, plan not broken yet") == [
        "Payment missed, plan",
        "not broken yet",
    ]
    assert lines_of("Homelessness-prevention") == ["Homelessness-prevention"]
