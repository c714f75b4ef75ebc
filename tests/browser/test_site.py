"""The built site in a real browser, served from a subfolder with the headers that ship."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import BuiltSite

PLAN = "calculators/repayment-plan/"
CONVERSION = "calculators/rent-conversion/"
POLICY = "policies/rent-collection-and-arrears/"
ANSWER = (
    "42 payments of £20.00 every 2 weeks from Friday 4 December 2026 and a last payment of £6.20 "
    "clear the £846.20 on Friday 14 July 2028."
)
WAIT = 60_000  # a busy machine may take its time to start Python


def open_calculator(page: Page, site: BuiltSite, where: str = PLAN) -> None:
    page.goto(site.url + where)
    expect(page.locator("[data-status]")).to_contain_text("Ready", timeout=WAIT)


def use_example(page: Page) -> None:
    page.get_by_role("button", name="Use the worked example").click()
    expect(page.locator("[data-answer] .ih-answer")).to_be_visible()


def type_date(page: Page, day: str, month: str, year: str) -> None:
    for text in (day, month, year):
        page.keyboard.type(text)
        page.keyboard.press("Tab")


def tab_to(page: Page, element_id: str) -> None:
    """Press Tab until a control has the cursor, as someone without a mouse would."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {element_id}")


def test_the_real_case_is_worked_out_by_keyboard_alone(watched: Page, site: BuiltSite) -> None:
    page, keys = watched, watched.keyboard
    open_calculator(page, site)

    def at(name: str) -> None:
        tab_to(page, f"repayment_plan-{name}")

    page.locator("#repayment_plan-case_date-day").focus()
    keys.press("Control+A")
    type_date(page, "22", "11", "2026")
    at("arrears")
    keys.type("846.20")
    at("rent")
    keys.type("112.50")
    at("rent_frequency-weekly")
    keys.press("Space")
    at("rent_charge_day")
    keys.type("Monday")
    at("rent_free_weeks")
    keys.press("Control+A")
    keys.type("4")
    at("help_with_rent-not-known")
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    at("offer")
    keys.type("20.00")
    at("offer_frequency-weekly")
    keys.press("Space")
    keys.press("ArrowDown")
    at("first_payment-day")
    type_date(page, "4", "12", "2026")
    open_group(page, "If the rent is going to change")
    at("rent_change-not-counted")
    keys.press("ArrowDown")
    at("rent_change_on-day")
    type_date(page, "5", "4", "2027")
    page.locator("#repayment_plan-rent_change_on-year").focus()
    keys.press("Enter")

    answer = page.locator("[data-answer]")
    expect(answer.locator(".ih-answer")).to_have_text(ANSWER)
    expect(page.locator("[data-announce]")).to_contain_text("42 payments of £20.00")
    for words in (
        "Fri 4 Dec 2026",  # the first payment
        "£666.20",  # the balance when the rent changes
        "Mon 4 Jan 2027",  # New Year's Day is not a working day
        "Tue 30 Mar 2027",  # nor is Good Friday
        "Monday 3 April 2028",  # from when the rent is open
        "Expected, not yet confirmed",
        "£450.00 a month",  # monthly Universal Credit against weekly rent
    ):
        expect(answer).to_contain_text(words)
    assert answer.locator("table").first.locator("tbody tr").count() == 43


def open_group(page: Page, title: str) -> None:
    """Open a closed group from the keyboard."""
    for _ in range(60):
        if title in page.evaluate("document.activeElement.textContent") and page.evaluate(
            "document.activeElement.tagName === 'SUMMARY'"
        ):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach “{title}”")


@pytest.mark.parametrize("where", [PLAN, CONVERSION])
def test_the_live_answer_equals_the_built_one_exactly(
    watched: Page, site: BuiltSite, where: str
) -> None:
    open_calculator(watched, site, where)
    use_example(watched)
    built = watched.locator(".ih-example .ih-result").inner_html()
    live = watched.locator("[data-answer]").inner_html()
    assert plain(built, "example") == plain(live, "answer")


def plain(html: str, prefix: str) -> str:
    """An answer without what the page changes: its ids' start, and clauses' links."""
    html = re.sub(rf'(id|aria-labelledby)="{prefix}-', r'\1="', html)
    html = html.replace(f" {prefix}-", " ")
    clause = re.compile(r'<a class="ih-clause"[^>]*>')
    return clause.sub('<a class="ih-clause">', html)


def test_clauses_in_the_live_answer_lead_to_the_same_pages_as_in_the_built_one(
    watched: Page, site: BuiltSite
) -> None:
    open_calculator(watched, site)
    use_example(watched)
    links = "(boxes) => boxes.map((a) => a.href)"
    live = watched.locator("[data-answer] a.ih-clause").evaluate_all(links)
    built = watched.locator(".ih-example a.ih-clause").evaluate_all(links)
    assert live == built != []
    assert all(address.startswith(site.url + "policies/") for address in live)


BAD = [
    ("arrears", "-5", "Arrears must be more than £0.00"),
    ("arrears", "0", "Arrears must be more than £0.00"),
    ("arrears", "10000000", "Arrears must be £100,000.00 or less. Check the figure"),
    ("arrears", "lots", "Arrears must be an amount in pounds and pence, like 112.50"),
    ("arrears", "12,50", "Arrears: put a point before the pence, like 12.50."),
    ("arrears", "<script>alert(1)</script>", "Arrears must be an amount in pounds and pence"),
    ("first_payment", "31 2 2027", "First payment must be a real date: February 2027 has 28 days"),
    ("first_payment", "4 12 26", "First payment: write the year with 4 numbers, like 2026"),
    ("first_payment", "1 11 2026", "First payment must be the same as or after"),
]


def test_each_bad_input_has_its_message_beside_it_and_in_the_summary_and_stays(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    open_calculator(page, site)
    for field, typed, message in BAD:
        use_example(page)
        parts = {f"repayment_plan-{field}": typed}
        if field == "first_payment":
            boxes = [f"repayment_plan-{field}-{part}" for part in ("day", "month", "year")]
            parts = dict(zip(boxes, typed.split(), strict=True))
        for element_id, text in parts.items():
            page.locator(f"#{element_id}").fill(text)
        page.get_by_role("button", name="Work out").click()
        expect(page.locator(f"#repayment_plan-{field}-error")).to_contain_text(message)
        expect(page.locator("[data-summary]")).to_contain_text(message)
        expect(page.locator("[data-summary]")).to_be_focused()
        for element_id, text in parts.items():
            expect(page.locator(f"#{element_id}")).to_have_value(text)
        expect(page.locator("#repayment_plan-rent")).to_have_value("112.50")


def test_a_date_before_the_tenancy_is_refused_beside_its_field(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    open_calculator(page, site)
    use_example(page)
    page.locator("summary", has_text="More about the payments").click()
    for part, text in (("day", "1"), ("month", "1"), ("year", "2027")):
        page.locator(f"#repayment_plan-tenancy_start_date-{part}").fill(text)
    page.get_by_role("button", name="Work out").click()
    expect(page.locator("#repayment_plan-first_payment-error")).to_contain_text(
        "tenancy start date"
    )
    expect(page.locator("[data-summary]")).to_contain_text("tenancy start date")


def test_an_amount_with_a_pound_sign_and_comma_is_read_and_said(
    watched: Page, site: BuiltSite
) -> None:
    open_calculator(watched, site)
    use_example(watched)
    watched.locator("#repayment_plan-arrears").fill("£1,234.50")
    expect(watched.locator("#repayment_plan-arrears-read")).to_have_text("Read as £1,234.50")
    expect(watched.locator("[data-answer] .ih-answer")).to_contain_text("£1,234.50")


def test_changing_how_often_after_typing_asks_for_a_check(watched: Page, site: BuiltSite) -> None:
    open_calculator(watched, site)
    use_example(watched)
    watched.locator("#repayment_plan-offer_frequency-weekly").check()
    words = "Check that 20.00 is the amount every week."
    expect(watched.locator("#repayment_plan-offer-notice")).to_contain_text(words)
    expect(watched.locator("[data-notices]")).to_contain_text(words)
    expect(watched.locator("#repayment_plan-offer")).to_have_value("20.00")


def test_an_empty_form_lists_what_is_needed(watched: Page, site: BuiltSite) -> None:
    open_calculator(watched, site)
    watched.get_by_role("button", name="Work out").click()
    expect(watched.locator("[data-summary] li").first).to_have_text(
        "Enter the arrears, like 846.20"
    )


def test_a_bad_line_of_a_pasted_statement_is_selected_by_its_message(
    watched: Page, site: BuiltSite
) -> None:
    open_calculator(watched, site, "calculators/arrears-position/")
    lines = [
        "Date\tDetails\tDebit\tCredit\tBalance",
        "05/10/2026\tRent\t118.25\t\t118.25",
        "32/10/2026\tPayment\t\t60.00\t58.25",
        "12/10/2026\tRent\t118.25\t\t176.50",
    ]
    watched.get_by_label("Rent", exact=True).fill("118.25")
    watched.get_by_label("Every week").check()
    watched.locator("summary", has_text="Paste the rent statement").click()
    box = watched.locator("#arrears_position-statement")
    box.fill("\n".join(lines))
    box.press("Control+Enter")  # Enter alone begins a line there
    link = watched.locator("[data-summary] a").first
    expect(link).to_contain_text("Line 3: “32/10/2026” is not a date")
    link.press("Enter")
    expect(box).to_be_focused()
    selected = "(box) => box.value.slice(box.selectionStart, box.selectionEnd)"
    assert box.evaluate(selected) == lines[2]


def test_the_second_page_goes_on_with_the_same_worker_and_keeps_each_case(
    watched: Page, site: BuiltSite
) -> None:
    page = watched
    started: list[str] = []
    loaded: list[str] = []
    # Search has a worker of its own, from another folder.
    page.on("worker", lambda w: started.append(w.url) if "/runtime/" in w.url else None)
    page.on("domcontentloaded", lambda _: loaded.append(page.url))
    open_calculator(page, site)
    use_example(page)
    page.evaluate("window.stillHere = true")
    page.get_by_role("navigation").get_by_role("link", name="Calculators").first.click()
    expect(page).to_have_url(site.url + "calculators/")
    page.get_by_role("main").get_by_role("link", name="Rent conversion").first.click()
    expect(page).to_have_url(site.url + CONVERSION)
    expect(page.locator("[data-status]")).to_contain_text("Ready")
    use_example(page)
    expect(page.locator("[data-answer]")).to_contain_text("Facts used")
    page.go_back()
    page.go_back()
    expect(page.locator("#repayment_plan-arrears")).to_have_value("846.20")
    expect(page.locator("[data-answer] .ih-answer")).to_have_text(ANSWER)
    assert page.evaluate("window.stillHere") is True
    assert (len(started), len(loaded)) == (1, 1)


def test_nothing_typed_is_in_an_address_storage_or_history(watched: Page, site: BuiltSite) -> None:
    sent: list[str] = []
    watched.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data or ''}"))
    open_calculator(watched, site)
    use_example(watched)
    watched.locator("#repayment_plan-arrears").fill("777.77")
    expect(watched.locator("[data-answer] .ih-answer")).to_contain_text("£777.77")
    kept = watched.evaluate(
        """async () => JSON.stringify([
          location.href, history.state, document.cookie, document.title,
          { ...localStorage }, { ...sessionStorage },
          await indexedDB.databases(), await caches.keys(),
        ])"""
    )
    assert "777" not in kept
    assert "777" not in " ".join(sent)


def test_when_the_image_is_refused_the_slower_start_is_said_and_answers(
    page: Page, site: BuiltSite
) -> None:
    image = re.compile(r"/runtime/[^/]+/.*image")
    page.route(image, lambda route: route.fulfill(status=200, body="not an image"))
    page.goto(site.url + PLAN)
    status = page.locator("[data-status]")
    expect(status).to_contain_text(re.compile("slower start"), timeout=WAIT)
    expect(status).to_contain_text("Ready, by the slower start", timeout=WAIT)
    use_example(page)
    expect(page.locator("[data-answer] .ih-answer")).to_have_text(ANSWER)


def test_when_nothing_can_start_the_page_says_so_and_still_shows_its_example(
    page: Page, site: BuiltSite
) -> None:
    page.route(re.compile(r"/runtime/"), lambda route: route.abort())
    page.goto(site.url + PLAN)
    expect(page.locator("[data-status]")).to_contain_text("could not start", timeout=WAIT)
    expect(page.locator(".ih-example .ih-answer")).to_have_text(ANSWER)


def test_without_javascript_the_worked_example_can_be_read(
    chromium: Browser, site: BuiltSite
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + PLAN)
    expect(page.locator("[data-status]")).to_contain_text("needs JavaScript")
    expect(page.get_by_role("button", name="Work out")).to_be_hidden()
    expect(page.locator(".ih-example .ih-answer")).to_have_text(ANSWER)
    context.close()


def test_the_case_note_is_copied_as_plain_text(
    watched: Page, site: BuiltSite, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(watched, site)
    use_example(watched)
    watched.keyboard.press("Alt+Shift+C")
    expect(watched.locator("[data-done]")).to_have_text("Case note copied")
    note = watched.evaluate("navigator.clipboard.readText()")
    assert note.startswith(f"REPAYMENT PLAN\n\n{ANSWER}\n")
    for words in ("- Arrears: £846.20", "Facts used", "Policy\n- ", "version", "Figures\n- "):
        assert words in note
    assert "<" not in note


def test_on_paper_the_answer_stands_alone(watched: Page, site: BuiltSite) -> None:
    open_calculator(watched, site)
    use_example(watched)
    watched.emulate_media(media="print")
    expect(watched.locator("[data-answer]")).to_be_visible()
    for hidden in ("form.ih-form", "[data-status]", ".ih-example", "[data-answer-actions]"):
        expect(watched.locator(hidden)).to_be_hidden()
    expect(watched.get_by_role("heading", name="Worked example")).to_be_hidden()


@pytest.mark.parametrize("where", ["", PLAN, CONVERSION, POLICY])
def test_a_phone_needs_no_sideways_scroll(watched: Page, site: BuiltSite, where: str) -> None:
    watched.goto(site.url + where)
    if where.startswith("calculators/"):
        expect(watched.locator("[data-status]")).to_contain_text("Ready", timeout=WAIT)
        use_example(watched)
    for width in (375, 320):  # a phone, and a laptop at 400%
        watched.set_viewport_size({"width": width, "height": 740})
        assert watched.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["", POLICY, PLAN, CONVERSION])
def test_axe_finds_nothing(chromium: Browser, site: BuiltSite, where: str, scheme: Any) -> None:
    # axe is put in past the page's own policy, which forbids it; other tests hold the policy.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(site.url + where)
    found = {"as it opens": violations(page)}
    if where.startswith("calculators/"):
        expect(page.locator("[data-status]")).to_contain_text("Ready", timeout=WAIT)
        found["empty"] = violations(page)
        page.get_by_role("button", name="Work out").click()
        expect(page.locator("[data-summary]")).to_be_visible()
        found["error"] = violations(page)
        use_example(page)
        for details in page.locator("handbook-calculator details:visible").all():
            details.evaluate("(each) => (each.open = true)")
        found["answered"] = violations(page)
    context.close()
    wrong = {state: each for state, each in found.items() if each}
    assert wrong == {}, json.dumps(wrong, indent=1)


def test_on_a_telephone_the_answer_is_one_tap_away_from_anywhere_in_the_form(
    chromium: Browser, site: BuiltSite
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_calculator(page, site, CONVERSION)
    go = page.get_by_role("button", name="Work out")
    expect(go).to_be_in_viewport(ratio=1)
    page.locator("#rent_conversion-rent").fill("112.50")
    page.locator("input[name=rent_conversion-rent_frequency][value=weekly]").check()
    go.click()
    expect(page.locator("[data-answer] .ih-answer")).to_be_in_viewport(ratio=1)
    # What is tabbed to never comes to rest behind the button.
    page.locator("#rent_conversion-case_date-day").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        if page.evaluate("document.activeElement.type") == "submit":
            break
        bar = go.bounding_box()
        assert bar
        assert box["bottom"] <= bar["y"] or box["top"] >= bar["y"] + bar["height"]
    context.close()


def test_arrow_keys_go_from_amount_to_amount_past_how_often(page: Page, site: BuiltSite) -> None:
    open_calculator(page, site, "calculators/affordability/")
    page.locator("summary", has_text="Income: earnings").click()
    page.locator("#affordability-income_pay").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#affordability-income_other_pay")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#affordability-income_pay")).to_be_focused()
    # Past the first there is nowhere to go, and in a list the keys choose as ever.
    page.keyboard.press("ArrowUp")
    expect(page.locator("#affordability-income_pay")).to_be_focused()
    often = page.locator("#affordability-income_pay-per")
    often.focus()
    page.keyboard.press("ArrowDown")
    expect(often).to_have_value("ten-a-year")


def test_the_worked_example_is_folded_and_opens_by_keyboard(watched: Page, site: BuiltSite) -> None:
    page = watched
    page.goto(site.url + PLAN)
    answer = page.locator(".ih-example .ih-answer")
    expect(answer).to_be_hidden()
    page.locator(".ih-example summary").first.press("Enter")
    expect(answer).to_have_text(ANSWER)
    expect(answer).to_be_visible()
