"""One case over the built site's calculators: instant navigation, privacy, the case sheet."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators import browser as python
from handbook.consistency.known import load_checked
from tests.browser.axe import violations
from tests.browser.conftest import DAY, ROOT, BuiltSite
from tests.browser.test_site import CONVERSION, PLAN, WAIT, open_calculator

SHEET = "case-sheet/"
POSITION = "calculators/arrears-position/"
FACTS = {
    "arrears": "846.31",
    "rent": "112.57",
    "rent_frequency": "weekly",
    "rent_charge_day": "monday",
    "offer": "20.19",
    "offer_frequency": "fortnightly",
    "first_payment": {"day": "4", "month": "12", "year": "2026"},
}
TYPED = ("846.31", "112.57", "20.19")


def type_a_plan(page: Page, site: BuiltSite) -> None:
    open_calculator(page, site)
    for name, answer in FACTS.items():
        field = f"#repayment_plan-{name}"
        if isinstance(answer, dict):
            for part, text in answer.items():
                page.locator(f"{field}-{part}").fill(text)
        elif name.endswith("_frequency"):
            page.locator(f"{field}-{answer}").check()
        elif name == "rent_charge_day":
            page.locator(field).select_option(answer)
        else:
            page.locator(field).fill(answer)
    page.get_by_role("button", name="Work out").click()
    expect(page.locator("[data-answer] .ih-answer")).to_contain_text("£846.31")


def go(page: Page, site: BuiltSite, where: str) -> None:
    """Follow the page's own links, as instant navigation does, to another page."""
    for step in ("calculators/", where) if where.startswith("calculators/") else (where,):
        follow = "(address) => [...document.links].find(({ href }) => href === address).click()"
        page.evaluate(follow, site.url + step)
        expect(page).to_have_url(site.url + step)
    title = {SHEET: "Case sheet", PLAN: "Repayment plan"}.get(where, "Rent conversion")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def sheet_of_a_plan(page: Page, site: BuiltSite) -> None:
    type_a_plan(page, site)
    go(page, site, SHEET)
    expect(page.locator(".ih-sheet__parts")).to_be_visible(timeout=WAIT)


def test_facts_are_offered_on_the_next_page_and_the_sheet_has_both(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    type_a_plan(page, site)
    page.evaluate("window.stillHere = true")
    go(page, site, CONVERSION)
    offer = page.locator("[data-case-offer]")
    expect(offer).to_contain_text("from Repayment plan:")
    expect(offer).to_contain_text("Rent: £112.57")
    offer.get_by_role("button", name="Use the 3 facts").click()
    expect(page.locator("[data-answer] .ih-answer")).to_contain_text("£112.57 a week is £487.80")
    page.locator("#rent_conversion-rent_free_weeks").fill("4")
    page.locator("#rent_conversion-rent_free_weeks").blur()
    go(page, site, SHEET)
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_contain_text("with 4 rent-free weeks")
    expect(sheet).to_contain_text("clear the £846.31")
    expect(sheet.locator(".ih-sheet__first")).to_contain_text("Needed for Benefit check")
    # To a question of a page not opened yet, and the cursor with it.
    sheet.locator(".ih-sheet__first a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Benefit check")
    expect(page.locator("#benefit_check-date_of_birth-day")).to_be_focused()
    assert page.evaluate("window.stillHere") is True


def test_the_arrears_follow_in_the_plan_from_the_balance_in_the_position(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    page.set_viewport_size({"width": 375, "height": 740})
    open_calculator(page, site, POSITION)
    opened = "(each) => each.forEach((group) => (group.open = true))"
    page.locator("form details").evaluate_all(opened)
    typed = {"account_balance": "900.00", "rent": "112.50", "recharges": "50.00"}
    for name, text in (typed | {"court_costs": "404.00"}).items():
        page.locator(f"#arrears_position-{name}").fill(text)
    page.locator("#arrears_position-rent_frequency-weekly").check()
    page.get_by_role("button", name="Work out").click()
    expect(page.locator("[data-answer] .ih-answer")).to_contain_text("£446.00")
    go(page, site, PLAN)
    offer = page.locator("[data-case-offer]")
    reason = "Arrears: £446.00, because that is the rent owed in Arrears position"
    expect(offer).to_contain_text(reason)
    expect(offer).to_contain_text("from Arrears position and what is worked out from them:")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    offer.get_by_role("button", name="Use all").click()
    expect(page.locator("#repayment_plan-arrears")).to_have_value("446.00")
    mark = "From this tab’s case: that is the rent owed in Arrears position"
    expect(page.locator("#repayment_plan-arrears-case")).to_have_text(mark)


def test_the_live_sheet_is_what_this_python_makes_of_the_same_case(
    watched: Page, site: BuiltSite
) -> None:
    watched.add_init_script(
        "const post = Worker.prototype.postMessage;"
        "Worker.prototype.postMessage = function (message, ...rest) {"
        " if (message.inputs) (window.asked ??= []).push(message);"
        " return post.call(this, message, ...rest); };"
    )
    sheet_of_a_plan(watched, site)
    asked = watched.evaluate("window.asked.at(-1)")
    assert json.loads(asked["inputs"])["facts"]["arrears"] == "846.31"
    held, content = python._held, load_checked(ROOT, today=DAY)
    try:
        python.hold(content.pack_json())
        reply = json.loads(python.answer(asked["calculator"], asked["inputs"]))
    finally:
        python._held = held
    live = watched.locator("[data-sheet]")
    same = "(box, html) => { const made = box.cloneNode(); made.innerHTML = html;"
    same += " for (const link of box.querySelectorAll('a')) link.removeAttribute('href');"
    same += " return made.innerHTML === box.innerHTML; }"
    assert live.evaluate(same, reply["html"])


def test_nothing_of_the_case_is_in_an_address_storage_history_or_log(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    sent: list[str] = []
    said: list[str] = []
    page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data or ''}"))
    page.on("console", lambda line: said.append(line.text))
    type_a_plan(page, site)
    go(page, site, CONVERSION)
    page.get_by_role("button", name="Use the 3 facts").click()
    go(page, site, SHEET)
    expect(page.locator("[data-sheet]")).to_contain_text("£846.31")
    kept = page.evaluate(
        """async () => JSON.stringify([
          location.href, history.state, document.cookie, document.title, window.name,
          { ...localStorage }, { ...sessionStorage },
          await indexedDB.databases(), await caches.keys(),
        ])"""
    )
    for typed in TYPED:
        assert typed not in kept + " ".join(sent + said)
    page.reload()
    expect(page.locator("[data-waiting]")).to_contain_text("Nothing has been typed")


def test_without_javascript_the_page_leads_to_the_calculators(
    chromium: Browser, site: BuiltSite
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + SHEET)
    expect(page.locator("[data-status]")).to_contain_text("needs JavaScript")
    expect(page.get_by_role("button", name="Copy the whole case note")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Repayment plan").click()
    assert page.url == site.url + PLAN
    context.close()


def test_on_paper_the_sheet_stands_alone(watched: Page, site: BuiltSite) -> None:
    sheet_of_a_plan(watched, site)
    watched.emulate_media(media="print")
    expect(watched.locator("[data-sheet]")).to_be_visible()
    for hidden in ("[data-status]", "[data-actions]", ".ih-sheet__list"):
        expect(watched.locator(hidden)).to_be_hidden()
    expect(watched.get_by_role("heading", name="How the case is kept")).to_be_hidden()


def test_an_unusual_amount_is_confirmed_on_its_page_and_for_that_calculator_alone(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    page.set_viewport_size({"width": 375, "height": 740})
    open_calculator(page, site, CONVERSION)
    question = page.locator("[data-question=amounts_checked]")
    expect(question).to_be_hidden()
    page.locator("#rent_conversion-rent").fill("4000.00")
    page.locator("#rent_conversion-rent_frequency-weekly").check()
    page.get_by_role("button", name="Work out").click()
    summary = page.locator("[data-summary]")
    expect(summary).to_contain_text("Is £4,000.00 a week right?")
    summary.get_by_role("link", name="Go to that question").click()
    expect(page.locator("#rent_conversion-amounts_checked-no")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.keyboard.press("ArrowUp")
    warning = page.locator("[data-answer] .ih-warning")
    expect(warning).to_contain_text("confirmed as right: “Rent”, £4,000.00 a week.")
    expect(summary).to_be_hidden()
    # Taken back it is asked again, and the question does not go from under the finger.
    page.locator("#rent_conversion-amounts_checked-no").check()
    expect(page.locator("[data-stale]")).to_contain_text("Rent")
    expect(question).to_be_visible()
    page.locator("#rent_conversion-amounts_checked-yes").check()
    expect(page.locator("[data-stale]")).to_be_hidden()
    go(page, site, PLAN)
    expect(page.locator("[data-case-offer]")).to_contain_text("Use the 2 facts")
    expect(page.locator("[data-case-offer]")).not_to_contain_text("Unusual")
    expect(page.locator("[data-question=amounts_checked]")).to_be_hidden()
    go(page, site, SHEET)
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_contain_text("confirmed as right: “Rent”, £4,000.00 a week.", timeout=WAIT)
    go(page, site, CONVERSION)
    expect(page.locator("#rent_conversion-amounts_checked-yes")).to_be_checked()
    # With nothing left to confirm, and no yes to take back, the question goes.
    page.locator("summary", has_text="Amounts to confirm").click()
    page.locator("#rent_conversion-amounts_checked-no").check()
    page.locator("#rent_conversion-rent").fill("112.50")
    expect(page.locator("[data-answer] .ih-answer")).to_contain_text("£112.50 a week is £487.50")
    expect(question).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scroll(
    chromium: Browser, site: BuiltSite, scheme: Any
) -> None:
    # axe is put in past the page's own policy, which forbids it; other tests hold the policy.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(site.url + SHEET)
    found = {"empty": violations(page)}
    type_a_plan(page, site)
    go(page, site, CONVERSION)
    expect(page.locator("[data-case-offer]")).to_be_visible()
    found["offer"] = violations(page)
    page.get_by_role("button", name="Use the 3 facts").click()
    found["taken"] = violations(page)
    go(page, site, SHEET)
    expect(page.locator(".ih-sheet__parts")).to_be_visible()
    for details in page.locator("handbook-case-sheet details").all():
        details.evaluate("(each) => (each.open = true)")
    found["sheet"] = violations(page)
    for width in (375, 320):  # a phone, and a laptop at 400%
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    wrong = {state: each for state, each in found.items() if each}
    assert wrong == {}, json.dumps(wrong, indent=1)
