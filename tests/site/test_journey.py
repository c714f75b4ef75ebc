"""The picture of a procedure's journey is drawn from its steps and hides nothing from anyone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from calculators.registry import CALCULATORS
from handbook.consistency.known import load_checked
from handbook.content import Content, PolicyVersion
from handbook.site.journey import followers, journey, procedure_journey, then_html
from handbook.site.journey_map import fitting, main_line

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_checked(ROOT, today=dt.date(2026, 11, 22), with_scenarios=False)


@pytest.fixture(scope="module", params=[0, 1])
def version(content: Content, request: pytest.FixtureRequest) -> PolicyVersion:
    return content.procedures["arrears"].document.versions[int(request.param)]


@pytest.fixture(scope="module")
def page(content: Content, version: PolicyVersion) -> BeautifulSoup:
    entry = content.procedures["arrears"]
    return BeautifulSoup(procedure_journey(entry, version), "html.parser")


def test_every_step_is_in_the_picture_and_in_the_list(
    content: Content, page: BeautifulSoup
) -> None:
    steps = content.procedures["arrears"].procedure.versions[1].steps
    links = {a["href"].removeprefix("#") for a in page.select(".ih-map__list a")}
    assert {each.id for each in steps} == links
    assert len(steps) == len(page.select(".ih-map__step"))
    drawn = {
        " ".join(t.get_text() for t in g.select("tspan:not(.ih-map__small)")).replace("- ", "-")
        for g in page.select(".ih-map__step")
    }
    assert {each.title for each in steps} == drawn


def test_the_list_says_what_comes_next(page: BeautifulSoup) -> None:
    said = " ".join(page.select_one(".ih-map__list").get_text().split())  # type: ignore[union-attr]
    assert "interview. Then Affordability and repayment plan or Home visit" in said
    assert "Hearing. Then Court order" in said


def test_the_list_comes_before_the_picture_which_is_tall_on_a_telephone(
    page: BeautifulSoup,
) -> None:
    heading = page.find("h2")
    assert isinstance(heading, Tag)
    after = heading.find_next_sibling()
    assert isinstance(after, Tag)
    assert after.name == "details"


def test_a_step_ends_with_the_steps_that_may_follow(
    content: Content, version: PolicyVersion
) -> None:
    after = followers(content.procedures["arrears"], version)
    then = BeautifulSoup(then_html(after["second-letter"]), "html.parser")
    assert "#interview" in [each["href"] for each in then.find_all("a")]
    assert then.get_text().startswith("Then ")
    assert then_html(()) == ""


def test_a_claim_that_ended_goes_on_to_nothing_that_needs_an_order(content: Content) -> None:
    steps = content.procedures["arrears"].procedure.versions[1]
    after = journey(steps, CALCULATORS["next_step"].records)
    assert after["claim-ended"] == ()
    assert [each.id for each in after["eviction-review"]] == ["eviction-called-off", "eviction-day"]
    assert "order-kept" in {each.id for each in after["eviction-called-off"]}


def test_the_picture_is_decoration_without_script_or_style(page: BeautifulSoup) -> None:
    picture = page.select_one(".ih-map__picture")
    assert picture is not None
    assert picture["aria-hidden"] == "true"
    assert picture.select("svg")
    assert not picture.select("a, button, [tabindex]")
    assert not page.select("script, style")
    assert not [tag for tag in page.find_all() if tag.has_attr("style") or tag.has_attr("marker")]
    assert not re.search(r'\son\w+="', str(page))
    # Several pictures stand on one page: none may use an id.
    assert not page.select("svg [id]")


@dataclass(frozen=True)
class Rectangle:
    left: int
    top: int
    right: int
    bottom: int
    frame: bool

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is inside, and not on the edge."""
        return self.left < x < self.right and self.top < y < self.bottom


def rectangles(svg: Tag) -> list[Rectangle]:
    found = []
    for group in svg.select("g"):
        rect = group.select_one("rect")
        assert rect is not None
        x, y, width, height = (int(str(rect[name])) for name in ("x", "y", "width", "height"))
        frame = "ih-map__frame" in group["class"]
        found.append(Rectangle(x, y, x + width, y + height, frame))
    return found


def places_on(path: str) -> list[tuple[int, int]]:
    """Every place, pixel by pixel, on a line of moves and straight strokes."""
    x = y = 0
    found = []
    for letter, numbers in re.findall(r"([MHV])([-\d ]+)", path):
        given = [int(each) for each in numbers.split()]
        if letter == "M":
            x, y = given
            continue
        to_x, to_y = (given[0], y) if letter == "H" else (x, given[0])
        found += [(each, y) for each in range(min(x, to_x), max(x, to_x) + 1)]
        found += [(x, each) for each in range(min(y, to_y), max(y, to_y) + 1)]
        x, y = to_x, to_y
    return found


def test_no_line_crosses_a_box(page: BeautifulSoup) -> None:
    lines = 0
    for svg in page.select("svg"):
        boxes = rectangles(svg)
        width, height = int(str(svg["width"])), int(str(svg["height"]))
        for path in svg.select("path.ih-map__line"):
            lines += 1
            for x, y in places_on(str(path["d"])):
                assert 0 <= x <= width
                assert 0 <= y <= height
                assert not any(each.holds(x, y) for each in boxes), (path["d"], x, y)
    assert lines > 20


def test_no_two_boxes_overlap(page: BeautifulSoup) -> None:
    for svg in page.select("svg"):
        for one, other in combinations(rectangles(svg), 2):
            if one.frame and one.left < other.left < one.right:
                assert other.right < one.right
                if one.top < other.top < one.bottom:
                    assert other.bottom < one.bottom
                continue
            apart = (
                one.right < other.left
                or other.right < one.left
                or one.bottom < other.top
                or other.bottom < one.top
            )
            assert apart, (one, other)


def test_words_keep_clear_of_the_edges_of_their_box(page: BeautifulSoup) -> None:
    for group in page.select("g"):
        rect = group.select_one("rect")
        assert rect is not None
        top, height, width = (int(str(rect[each])) for each in ("y", "height", "width"))
        for line in group.select("tspan"):
            small = "ih-map__small" in (line.get("class") or [])
            assert len(line.get_text()) * (6.4 if small else 7.0) <= width - 12, line.get_text()
            base = int(str(line["y"]))
            assert base - 10 >= top + 8
            if "ih-map__frame" not in group["class"]:
                assert base <= top + height - 8


def test_the_picture_follows_the_data(content: Content) -> None:
    entry = content.procedures["arrears"]
    version = entry.document.versions[1]
    fewer = replace(
        entry,
        procedure=replace(
            entry.procedure,
            versions=tuple(replace(v, steps=v.steps[:5]) for v in entry.procedure.versions),
        ),
    )
    soup = BeautifulSoup(procedure_journey(fewer, version), "html.parser")
    assert len(soup.select(".ih-map__step")) == 5


def test_the_main_line_is_a_longest_way_through(content: Content) -> None:
    steps = content.procedures["arrears"].procedure.versions[1]
    line = main_line(steps.steps, journey(steps, CALCULATORS["next_step"].records))
    assert line["missed-payment"] == 0
    assert line["notice-secure"] == line["notice-trial"] == line["notice-assured"]
    assert max(line, key=lambda each: line[each]) == "account-closed"
    assert "plan-kept" not in line


def test_long_titles_are_broken_between_words_and_after_hyphens() -> None:
    assert fitting("Payment missed, plan not broken yet", 21) == (
        "Payment missed, plan",
        "not broken yet",
    )
    assert fitting("Homelessness-prevention interview", 18) == (
        "Homelessness-",
        "prevention",
        "interview",
    )
