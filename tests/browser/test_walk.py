"""The pages walked as on three dates, and read by axe on a desk and on a phone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import BuiltSite
from tests.browser.test_as_at import read_at

POLICY = "policies/rent-collection-and-arrears/"
PROCEDURE = "policies/procedures/arrears/"
CREDIT = "figures/universal-credit/"
NEXT_STEP = "calculators/next-step/"
LOWER_LIMIT = (
    "he most that can be taken from the standard allowance for debts, all together falls from 25% "
    "to 15% of the standard allowance."
)
LONGER_PLANS = "he longest a repayment plan usually lasts rises from 12 to 24 months."


@dataclass(frozen=True)
class Reading:
    """How one page must read on a date.

    Attributes:
        state: The first day of the state that is in force then.
        version: The version in force; "" for figures, which have none.
        before: The state its "Before" link names.
        after: The state its "After" link names; "" if it is the last.
        changed: A sentence of what changed on its first day.
        holds: Words of its text with a figure of that day.
    """

    state: str
    version: str
    before: str
    after: str
    changed: str
    holds: str


#: Worked by hand on 22 November 2026 from the policies' first days and the figures' own dates.
DATES = {
    "2 June 2025": {
        POLICY: Reading(
            "2025-04-30",
            "1.0",
            "From 7 April 2025 to 29 April 2025",
            "From 1 April 2026 to 5 April 2026",
            f"From 30 April 2025 t{LOWER_LIMIT}",
            "no longer than 12 months",
        ),
        PROCEDURE: Reading(
            "2025-04-30",
            "1.0",
            "From 7 April 2025 to 29 April 2025",
            "From 6 April 2026, until it changes",
            f"From 30 April 2025 t{LOWER_LIMIT}",
            "within 10 working days of",
        ),
        CREDIT: Reading(
            "2025-04-30",
            "",
            "From 7 April 2025 to 29 April 2025",
            "From 6 April 2026, until it changes",
            f"From 30 April 2025 t{LOWER_LIMIT}",
            "15% of the standard allowance",
        ),
    },
    "6 April 2026": {
        POLICY: Reading(
            "2026-04-06",
            "2.0",
            "From 1 April 2026 to 5 April 2026",
            "From 1 April 2027, until it changes",
            f"From 6 April 2026 t{LONGER_PLANS}",
            "no longer than 24 months",
        ),
        PROCEDURE: Reading(
            "2026-04-06",
            "2.0",
            "From 30 April 2025 to 5 April 2026",
            "",
            "From 6 April 2026 how soon the homelessness-prevention interview is held once it is "
            "due falls from 10 to 5 working days.",
            "within 5 working days of",
        ),
        CREDIT: Reading(
            "2026-04-06",
            "",
            "From 30 April 2025 to 5 April 2026",
            "",
            "From 6 April 2026 the standard allowance of Universal Credit for one person aged 25 "
            "or over rises from £400.14 to £424.90 a month.",
            "£424.90 a month",
        ),
    },
}
#: On the day the pages were built for, nothing is chosen and the plain addresses are read.
DATES["22 November 2026"] = DATES["6 April 2026"]


def rows_of(page: Page) -> Locator:
    return page.locator(".ih-summary--page .ih-summary__row")


def check_reading(
    page: Page, site: BuiltSite, where: str, reading: Reading, *, plain: bool
) -> None:
    """Whether a page shows its version, its neighbours and what changed, as it should."""
    expect(page).to_have_url(site.url + where + ("" if plain else f"{reading.state}/"))
    rows = rows_of(page)
    if reading.version:
        expect(rows.filter(has_text="Version")).to_have_text(f"Version{reading.version}")
    if not plain or where != CREDIT:  # a plain page of figures shows every value
        expect(rows.filter(has_text="Before")).to_have_text(f"Before{reading.before}")
        after = rows.filter(has=page.locator("dt", has_text="After"))
        expect(after).to_have_text([f"After{reading.after}"] if reading.after else [])
        expect(page.locator(".ih-changes li", has_text=reading.changed)).to_have_count(1)
    expect(page.locator("main")).to_contain_text(reading.holds)


@pytest.mark.parametrize("on", DATES)
def test_pages_walked_as_on_a_date(context: BrowserContext, site: BuiltSite, on: str) -> None:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(site.url)
    expect(page.locator("h1")).to_be_visible()
    plain = on == "22 November 2026"
    banner = page.locator(".ih-reading")
    if not plain:
        read_at(page, *on.split())
        expect(banner).to_contain_text(f"Reading as at {on}.")
    for menu, card, where in (
        ("Policies", "Rent Collection", POLICY),
        ("Policies", "Arrears procedure", PROCEDURE),
        ("Figures", "Universal Credit", CREDIT),
    ):
        page.locator(".md-tabs").get_by_role("link", name=menu, exact=True).click()
        page.locator(".ih-cards > li > a", has_text=card).click()
        check_reading(page, site, where, DATES[on][where], plain=plain)
        expect(page.locator(".ih-reading")).to_have_count(0 if plain else 1)
        expect(page.locator(".ih-reading", has_text="not how the page reads")).to_have_count(0)
        before = rows_of(page).filter(has_text="Before").get_by_role("link")
        if before.count():
            before.click()
            expect(rows_of(page).filter(has_text="Covers")).to_contain_text(DATES[on][where].before)
    page.locator(".md-tabs").get_by_role("link", name="Changes").click()
    for sentence in (LOWER_LIMIT, LONGER_PLANS):  # there the date is a heading
        expect(page.locator("main li", has_text=f"T{sentence}")).to_have_count(1)
    page.locator(".md-tabs").get_by_role("link", name="Calculators").click()
    page.locator(".ih-cards > li > a", has_text="Next step").click()
    expect(page).to_have_url(site.url + NEXT_STEP)
    expect(page.locator(".ih-example")).to_contain_text("Version 2.0, in force from 6 April 2026")
    if not plain:
        expect(banner).to_contain_text("This page has no versions by date.")
    assert wrong == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_pages_to_read(
    chromium: Browser, site: BuiltSite, width: int, scheme: Any
) -> None:
    """Every details open; a desk in light and a phone in dark colours, for the time it takes."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for where in ("changes/", "review/", PROCEDURE, CREDIT, f"{CREDIT}2025-04-07/", NEXT_STEP):
        page.goto(site.url + where)
        found[where] = objections(page)
    page.goto(site.url + POLICY)
    read_at(page, "1", "may", "2025")
    expect(page.locator(".ih-reading")).to_be_visible()
    found["as at a date"] = objections(page)
    context.close()
    wrong = {where: each for where, each in found.items() if each}
    assert wrong == {}, json.dumps(wrong, indent=1)


def objections(page: Page) -> list[Any]:
    """What axe objects to, and whether the page is wider than the screen."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*violations(page), *([f"{wide} pixels too wide"] if wide > 0 else [])]
