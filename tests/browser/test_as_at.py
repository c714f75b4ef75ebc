"""Reading the handbook as at a date: by keyboard, by paste, and from page to page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import BuiltSite

POLICY = "policies/rent-collection-and-arrears/"
ASK = "Read the handbook as at a date"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose clock runs."""
    return context.new_page()


def read_at(page: Page, day: str, month: str, year: str) -> None:
    page.locator(".ih-as-at summary").focus()
    if page.locator(".ih-as-at").get_attribute("open") is None:
        page.keyboard.press("Enter")
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(value)
    page.keyboard.press("Enter")


def test_a_chosen_date_is_kept_from_page_to_page_and_can_be_left(
    page: Page, site: BuiltSite
) -> None:
    page.goto(site.url + POLICY)
    read_at(page, "1", "may", "2025")
    banner = page.locator(".ih-reading")
    expect(banner).to_contain_text("Reading as at 1 May 2025. Back to today")
    expect(banner).to_be_focused()
    assert page.url == site.url + POLICY + "2025-04-30/"

    page.locator("a.ih-figure-quote[href*=landlord]").first.click()
    page.wait_for_url("**/figures/landlord/2025-04-07/#*")
    expect(banner).to_contain_text("Reading as at 1 May 2025. Back to today")

    page.get_by_role("link", name="Glossary").first.click()
    expect(banner).to_contain_text("This page has no versions by date.")
    page.get_by_role("link", name="Policies").first.click()
    page.locator(".ih-cards a").first.click()
    page.wait_for_url("**/" + POLICY + "2025-04-30/")

    banner.get_by_role("link", name="Back to today").click()
    page.wait_for_url("**/" + POLICY)
    expect(banner).to_have_count(0)
    page.get_by_role("link", name="Figures").first.click()
    page.locator(".ih-cards a").first.click()
    expect(page.locator("h1")).to_contain_text("Figures: ")
    assert not page.url.rstrip("/")[-1].isdigit()
    assert page.evaluate("localStorage.length + document.cookie.length") in (0, 1)


def test_a_pasted_date_fills_the_boxes(page: Page, site: BuiltSite) -> None:
    page.goto(site.url)
    page.get_by_text(ASK).click()
    day = page.get_by_label("Day", exact=True)
    day.fill("5 April 2026")
    day.blur()
    expect(page.get_by_label("Month", exact=True)).to_have_value("4")
    expect(page.get_by_label("Year", exact=True)).to_have_value("2026")
    page.get_by_role("button", name="Read as at this date").click()
    expect(page.locator(".ih-reading")).to_contain_text("Reading as at 5 April 2026.")
    page.get_by_role("link", name="Rent Collection and Arrears Management").first.click()
    page.wait_for_url("**/" + POLICY + "2026-04-01/")


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("", "", "", "Enter the date to read the handbook at"),
        ("31", "2", "2026", "Enter a real date"),
        ("1", "5", "25", "with the year in four numbers"),
        ("6", "4", "2025", "This page is held from 7 April 2025."),
    ],
)
def test_a_date_that_will_not_do_is_explained(
    page: Page, site: BuiltSite, day: str, month: str, year: str, says: str
) -> None:
    page.goto(site.url + POLICY)
    read_at(page, day, month, year)
    message = page.locator(".ih-as-at .ih-error")
    expect(message).to_contain_text(says)
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(page.get_by_label("Day", exact=True)).to_have_attribute("aria-invalid", "true")
    assert page.url == site.url + POLICY


def test_outside_what_is_held_a_page_says_so(page: Page, site: BuiltSite) -> None:
    page.goto(site.url + POLICY)
    read_at(page, "1", "6", "2027")
    banner = page.locator(".ih-reading")
    expect(banner).to_contain_text("only been checked up to 4 April 2027")
    page.goto(site.url + "figures/universal-credit/")
    read_at(page, "1", "1", "2015")
    expect(banner).to_contain_text("Reading as at 1 January 2015. Back")
    page.get_by_role("link", name="Policies").first.click()
    page.locator(".ih-cards a").first.click()
    expect(banner).to_contain_text("We do not hold this page for that day, only from 7 April 2025")


def test_without_scripts_the_states_are_links(chromium: Browser, site: BuiltSite) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + POLICY)
    page.locator(".ih-as-at summary").click()
    expect(page.locator(".ih-as-at form")).to_be_hidden()
    page.locator(".ih-as-at").get_by_role("link", name="From 7 April 2025").click()
    page.wait_for_url("**/" + POLICY + "2025-04-07/")
    context.close()
