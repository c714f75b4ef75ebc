"""What stands around every page: menu, search, shortcuts, meanings on focus, stale copies."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import BuiltSite

POLICY = "policies/rent-collection-and-arrears/"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose clock runs: Material waits a moment before it searches or shows a meaning."""
    return context.new_page()


@pytest.fixture
def narrow(page: Page) -> Page:
    """A page as wide as a phone, or as a desk at four times the usual size."""
    page.set_viewport_size({"width": 320, "height": 700})
    return page


def test_the_first_stop_of_the_keyboard_skips_to_the_page(page: Page, site: BuiltSite) -> None:
    page.goto(site.url + POLICY)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")


def test_the_menu_opens_and_closes_by_keyboard(narrow: Page, site: BuiltSite) -> None:
    narrow.goto(site.url + POLICY)
    button = narrow.get_by_role("button", name="Menu")
    expect(narrow.locator(".ih-menu")).to_be_hidden()
    button.focus()
    narrow.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(narrow.locator(".ih-menu a").first).to_be_focused()
    narrow.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(narrow.locator(".ih-menu")).to_be_hidden()


def test_the_search_button_leads_into_the_box(narrow: Page, site: BuiltSite) -> None:
    narrow.goto(site.url)
    narrow.get_by_role("button", name="Search", exact=True).click()
    expect(narrow.get_by_role("textbox", name="Search the handbook")).to_be_focused()
    narrow.keyboard.type("broken plan")
    expect(narrow.locator(".md-search-result__item").first).to_be_visible()


def test_one_key_searches_others_do_nothing_and_it_can_be_turned_off(
    page: Page, site: BuiltSite
) -> None:
    box = page.locator(".md-search__input")
    page.goto(site.url + "about/")
    for key in ("f", "s", "n", "p"):
        page.keyboard.press(key)
        expect(box).not_to_be_focused()
    assert page.url == site.url + "about/"
    page.keyboard.press("/")
    expect(box).to_be_focused()
    # The box has the cursor a moment before the search is open over the page.
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    page.get_by_role("checkbox", name="Open the search with the / key").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_a_figure_says_its_source_on_focus(page: Page, site: BuiltSite) -> None:
    page.goto(site.url + POLICY)
    page.locator("a.ih-figure-quote").first.focus()
    expect(page.locator("[role=tooltip]")).to_contain_text("Checked ")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-11-22", ""),
        ("2027-03-31", ""),
        ("2027-04-01", "This text has been replaced since 1 April 2027."),
        ("2027-04-05", "only been checked up to 4 April 2027"),
    ],
)
def test_a_copy_that_is_out_of_date_says_so_by_the_readers_own_date(
    context: BrowserContext, site: BuiltSite, day: str, says: str
) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    page.goto(site.url + POLICY)
    place = page.locator(".ih-out-of-date")
    if says:
        expect(place).to_contain_text(says)
    else:
        expect(place).to_be_empty()


@pytest.mark.parametrize(("day", "says"), [("2027-03-20", "due"), ("2027-04-05", "overdue")])
def test_what_is_due_is_said_by_the_readers_own_date(
    context: BrowserContext, site: BuiltSite, day: str, says: str
) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    page.goto(site.url + "review/")
    expect(page.locator('.ih-due[data-by="2027-04-04"]').first).to_have_text(says)
    page.goto(site.url + "changes/")
    # A day that has come stands first of what has changed.
    has_come = page.locator("#changed .ih-changes-of-a-day").first
    first = "2027-04-01" if day >= "2027-04-01" else "2027-01-01"
    expect(has_come).to_have_attribute("data-starts", first)


def test_a_page_still_to_come_says_so_until_its_day(
    context: BrowserContext, site: BuiltSite
) -> None:
    page = context.new_page()
    for day, says in (("2027-03-31", "Not yet in force."), ("2027-04-01", "In force since")):
        page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
        page.goto(site.url + POLICY + "2027-04-01/")
        expect(page.locator(".ih-out-of-date")).to_contain_text(says)


def test_a_step_in_the_picture_of_a_journey_leads_to_its_text(
    watched: Page, site: BuiltSite
) -> None:
    watched.goto(site.url + "policies/procedures/arrears/")
    box = watched.locator("[data-step]", has_text="Home visit and")
    step = box.get_attribute("data-step")
    box.click()
    expect(watched).to_have_url(re.compile(f"#{step}$"))
    expect(watched.locator(f"[id='{step}']")).to_be_in_viewport()


@pytest.mark.parametrize("where", ["calculators/protocol-ledger/", "review/", "manage/"])
def test_a_table_of_words_is_stacked_on_a_phone(watched: Page, site: BuiltSite, where: str) -> None:
    watched.set_viewport_size({"width": 375, "height": 740})
    watched.goto(site.url + where)
    boxes = watched.locator(".ih-table-box:has(.ih-table--words)")
    assert boxes.count()
    over = "(boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth)"
    assert set(boxes.evaluate_all(over)) == {0}
    expect(boxes.first.locator("td[data-label]").first).to_have_css("display", "block")
