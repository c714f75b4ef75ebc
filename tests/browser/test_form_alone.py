"""The live form on a page of its own, answered by this process: what it does with typing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

AMOUNT = "Amount each time"
ARREARS = "Arrears"


class Plan:
    """The sample calculator's page, in the words of someone using it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.goto(address + "default.html")
        self.status = page.locator("[data-status]")
        self.summary = page.locator("[data-summary]")
        self.notices = page.locator("[data-notices]")
        self.stale = page.locator("[data-stale]")
        self.answer = page.locator("[data-answer]")
        self.said = page.locator("[data-announce]")
        self.done = page.locator("[data-done]")
        expect(self.status).to_contain_text("Ready")

    def box(self, label: str) -> Locator:
        return self.page.locator("form").get_by_label(label, exact=True)

    def part(self, name: str, part: str) -> Locator:
        return self.page.locator(f"#sample-{name}-{part}")

    def date(self, name: str, day: str, month: str, year: str) -> None:
        for part, text in (("day", day), ("month", month), ("year", year)):
            self.part(name, part).fill(text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self) -> None:
        self.box(ARREARS).fill("846.20")
        self.box(AMOUNT).fill("20.00")
        self.box("Every 2 weeks").check()
        self.date("first_payment", "4", "12", "2026")

    def answered(self) -> None:
        self.fill()
        self.press("Work out")
        expect(self.answer).to_contain_text("£20.00 pays £846.20 from Friday 4 December 2026.")

    def error(self, name: str) -> Locator:
        return self.page.locator(f"#sample-{name}-error")

    def fake(self, steer: str) -> Any:
        return self.page.evaluate(f"window.fake.{steer}")

    def asked(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.fake("asked.at(-1)"))
        return found


@pytest.fixture
def plan(page: Page, harness: str) -> Iterator[Plan]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    yield Plan(page, harness)
    assert problems == []


# Answers


def test_what_was_typed_is_sent_exactly_as_typed_and_hidden_questions_are_not(plan: Plan) -> None:
    plan.answered()
    assert plan.asked() == {
        "case_date": {"day": "22", "month": "11", "year": "2026"},
        "arrears": "846.20",
        "offer": "20.00",
        "offer_frequency": "fortnightly",
        "first_payment": {"day": "4", "month": "12", "year": "2026"},
        "rent_free_weeks": "0",
        "plan_stage": "new",
        "includes_rent": "no",
        "fuel": "",
        "rows": [],
    }


def test_a_case_is_worked_out_by_keyboard_alone(plan: Plan) -> None:
    keys = plan.page.keyboard
    plan.part("case_date", "day").focus()
    for _ in range(3):
        keys.press("Tab")
    keys.type("846.20")
    keys.press("Tab")  # why we ask
    keys.press("Tab")
    keys.type("20.00")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("ArrowDown")
    expect(plan.box("Every 2 weeks")).to_be_checked()
    keys.press("Tab")
    for text in ("4", "12", "2026"):
        keys.type(text)
        keys.press("Tab")
    plan.part("first_payment", "year").focus()
    keys.press("Enter")
    expect(plan.answer).to_contain_text("£20.00 pays £846.20")
    expect(plan.said).to_contain_text("Answer: £20.00 pays £846.20 from Friday 4 December 2026.")
    expect(plan.part("first_payment", "year")).to_be_focused()


def test_after_the_first_answer_changes_work_themselves_out_and_take_no_focus(plan: Plan) -> None:
    plan.answered()
    plan.box(AMOUNT).fill("25")
    expect(plan.answer).to_contain_text("£25.00 pays £846.20")
    expect(plan.said).to_contain_text("Answer updated: £25.00 pays £846.20")
    expect(plan.box(AMOUNT)).to_be_focused()


def test_while_typing_only_what_is_new_in_the_answer_is_told(plan: Plan) -> None:
    plan.answered()
    plan.box("Every week").check()
    plan.page.locator("#sample-charge_day").select_option("monday")
    expect(plan.said).to_contain_text("Answer updated")
    plan.page.locator("#sample-charge_day").select_option("tuesday")
    expect(plan.said).to_have_text("Answer updated")


def test_before_work_out_nothing_is_asked(plan: Plan) -> None:
    plan.fill()
    plan.page.wait_for_timeout(600)
    assert plan.fake("asked.length") == 0


def test_a_late_answer_never_replaces_a_newer_one(plan: Plan) -> None:
    plan.answered()
    plan.fake("delays = [1500, 0]")
    plan.box(AMOUNT).fill("30")
    plan.page.wait_for_timeout(600)  # long enough for the first of them to have been asked
    assert plan.fake("asked.length") == 2
    plan.box(AMOUNT).fill("40")
    expect(plan.answer).to_contain_text("£40.00 pays")
    plan.page.wait_for_timeout(1800)
    expect(plan.answer).to_contain_text("£40.00 pays")


def test_clauses_in_an_answer_link_to_the_site(plan: Plan) -> None:
    plan.answered()
    clause = plan.answer.get_by_role("link", name="Rent collection: Repayment plans")
    expect(clause).to_have_attribute("href", plan.address + "policies/p/2026-04-06/#c")


def test_the_worked_example_fills_the_form_and_its_answer_is_the_built_one(plan: Plan) -> None:
    plan.press("Use the worked example")
    expect(plan.answer).to_contain_text("Facts used")
    expect(plan.page.locator("#sample-missed-0-paid")).to_have_value("5.00")
    # All that the page changes in an answer: where clauses link.
    changed = re.compile(r' href="[^"]*policies[^"]*"')
    built = plan.page.locator(".ih-example .ih-result").inner_html().replace("example-", "answer-")
    live = plan.answer.inner_html()
    assert changed.sub("", built) == changed.sub("", live)


# Problems


def test_an_empty_form_lists_each_problem_and_goes_to_the_summary(plan: Plan) -> None:
    plan.press("Work out")
    expect(plan.summary).to_be_focused()
    expect(plan.summary.get_by_role("heading")).to_have_text("There is a problem")
    assert plan.summary.get_by_role("listitem").all_inner_texts() == [
        "Enter the arrears, like 846.20",
        "Enter the amount offered each time, like 20.00",
        "Choose how often the offer is paid",
        "Enter the day of the first payment, like 4 12 2026",
    ]
    expect(plan.error("arrears")).to_have_text("Error: Enter the arrears, like 846.20")
    expect(plan.box(ARREARS)).to_have_attribute("aria-invalid", "true")
    expect(plan.box(ARREARS)).to_have_accessible_description(re.compile("Enter the arrears"))


@pytest.mark.parametrize(
    ("link", "lands_on"),
    [
        ("Enter the arrears", "#sample-arrears"),
        ("Choose how often", "#sample-offer_frequency-weekly"),
        ("Enter the day of the first payment", "#sample-first_payment-day"),
    ],
)
def test_a_link_in_the_summary_puts_the_cursor_in_its_field(
    plan: Plan, link: str, lands_on: str
) -> None:
    plan.press("Work out")
    plan.summary.get_by_role("link", name=link).click()
    expect(plan.page.locator(lands_on)).to_be_focused()
    assert "#" not in plan.page.url


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("-5", "Amount each time must be more than £0.00"),
        ("0", "Amount each time must be more than £0.00"),
        ("10000000", "Amount each time must be £100,000.00 or less. Check the figure"),
        ("twenty", "Amount each time must be an amount in pounds and pence, like 112.50"),
        ("12,50", "Amount each time: put a point before the pence, like 12.50."),
        ("<script>alert(1)</script>", "Amount each time must be an amount in pounds and pence"),
        ("", "Enter the amount offered each time, like 20.00"),
    ],
)
def test_an_amount_that_cannot_be_used_says_so_and_stays(
    plan: Plan, typed: str, message: str
) -> None:
    plan.fill()
    plan.box(AMOUNT).fill(typed)
    plan.press("Work out")
    expect(plan.error("offer")).to_contain_text(message)
    expect(plan.summary).to_contain_text(message)
    expect(plan.box(AMOUNT)).to_have_value(typed)
    expect(plan.box(ARREARS)).to_have_value("846.20")
    assert plan.page.locator("script:not([type=module])").count() == 0


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (("31", "2", "2027"), "First payment must be a real date: February 2027 has 28 days"),
        (("4", "12", "26"), "First payment: write the year with 4 numbers, like 2026"),
        (("4", "", "2026"), "First payment must include a month"),
        (("1", "11", "2026"), "First payment must be the same as or after"),
        (("<b>", "12", "2026"), "First payment must be a date, like 4 12 2026"),
    ],
)
def test_a_date_that_cannot_be_used_says_so_and_stays(
    plan: Plan, date: tuple[str, str, str], message: str
) -> None:
    plan.fill()
    plan.date("first_payment", *date)
    plan.press("Work out")
    expect(plan.error("first_payment")).to_contain_text(message)
    expect(plan.summary).to_contain_text(message)
    for part, text in zip(("day", "month", "year"), date, strict=True):
        expect(plan.part("first_payment", part)).to_have_value(text)


def test_putting_a_problem_right_clears_its_message_and_answers(plan: Plan) -> None:
    plan.fill()
    plan.box(AMOUNT).fill("-5")
    plan.press("Work out")
    expect(plan.summary).to_be_visible()
    plan.box(AMOUNT).fill("20.00")
    expect(plan.answer).to_contain_text("£20.00 pays £846.20")
    expect(plan.summary).to_be_hidden()
    expect(plan.error("offer")).to_be_hidden()
    expect(plan.box(AMOUNT)).to_be_focused()


def test_a_problem_made_later_shows_when_its_field_is_left_and_marks_the_answer(
    plan: Plan,
) -> None:
    plan.answered()
    plan.box(AMOUNT).fill("2x")
    expect(plan.stale).to_contain_text("This answer is for what was typed before")
    expect(plan.error("offer")).to_be_hidden()
    expect(plan.box(AMOUNT)).to_be_focused()
    plan.page.keyboard.press("Tab")
    expect(plan.error("offer")).to_contain_text("must be an amount in pounds and pence")
    expect(plan.summary).to_be_hidden()
    expect(plan.answer).to_contain_text("£20.00 pays £846.20")
    plan.box(AMOUNT).fill("22")
    expect(plan.answer).to_contain_text("£22.00 pays £846.20")
    expect(plan.stale).to_be_hidden()
    expect(plan.error("offer")).to_be_hidden()


def test_a_row_with_a_problem_is_linked_even_when_an_earlier_row_is_empty(plan: Plan) -> None:
    plan.fill()
    plan.page.locator("summary", has_text="More").click()
    plan.box("A plan already running").check()
    plan.press("Add missed payment")
    plan.page.locator("#sample-missed-0-paid").fill("")
    plan.press("Add another missed payment")
    plan.page.locator("#sample-missed-1-paid").fill("lots")
    plan.press("Work out")
    expect(plan.page.locator("#sample-missed-1-paid-error")).to_contain_text("Amount that was paid")
    plan.summary.get_by_role("link", name="Amount that was paid").click()
    expect(plan.page.locator("#sample-missed-1-paid")).to_be_focused()


# Fields


@pytest.mark.parametrize("text", ["4/12/2026", "2026-12-04", "4 December 2026", "Fri 4 Dec 2026"])
@pytest.mark.parametrize("part", ["day", "month", "year"])
def test_a_whole_date_put_in_any_box_fills_all_three(plan: Plan, text: str, part: str) -> None:
    plan.part("first_payment", part).focus()
    plan.page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text", text);
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        text,
    )
    for each, value in (("day", "4"), ("month", "12"), ("year", "2026")):
        expect(plan.part("first_payment", each)).to_have_value(value)
    expect(plan.page.locator("#sample-first_payment-read")).to_have_text("Friday 4 December 2026")


def test_a_whole_date_typed_in_one_box_fills_all_three_on_leaving_it(plan: Plan) -> None:
    plan.part("first_payment", "day").type("4/12/2026")
    plan.page.keyboard.press("Tab")
    expect(plan.part("first_payment", "year")).to_have_value("2026")
    expect(plan.part("first_payment", "day")).to_have_value("4")


def test_today_is_filled_in_from_the_readers_clock(plan: Plan) -> None:
    expect(plan.page.locator("#sample-case_date-read")).to_have_text("Sunday 22 November 2026")


def test_an_amount_with_a_pound_sign_and_commas_says_how_it_is_read(plan: Plan) -> None:
    plan.fill()
    plan.box(ARREARS).fill("£1,234.50")
    plan.page.keyboard.press("Tab")
    expect(plan.page.locator("#sample-arrears-read")).to_have_text("Read as £1,234.50")
    expect(plan.said).to_have_text("Read as £1,234.50")
    plan.press("Work out")
    expect(plan.answer).to_contain_text("£20.00 pays £1,234.50")
    expect(plan.box(ARREARS)).to_have_value("£1,234.50")


def test_the_period_beside_an_amount_follows_how_often(plan: Plan) -> None:
    unit = plan.page.locator("#sample-offer-unit")
    expect(unit).to_have_text("")
    plan.box("Every 2 weeks").check()
    expect(unit).to_have_text("a fortnight")
    plan.box("Every calendar month").check()
    expect(unit).to_have_text("a month")


def test_questions_come_and_go_with_the_answers_they_depend_on(plan: Plan) -> None:
    expect(plan.box("Day rent is charged")).to_be_hidden()
    plan.box("Every week").check()
    expect(plan.page.locator("#sample-charge_day")).to_be_visible()
    expect(plan.said).to_have_text("One more question is asked now: Day rent is charged")
    running = plan.page.locator("summary", has_text="If it is running")
    expect(running).to_be_hidden()
    plan.page.locator("summary", has_text="More").click()
    plan.box("A plan already running").check()
    expect(running).to_be_visible()
    expect(plan.page.get_by_role("button", name="Add missed payment")).to_be_visible()


def test_rows_are_added_numbered_limited_and_removed_keeping_what_was_typed(plan: Plan) -> None:
    plan.page.locator("summary", has_text="More").click()
    plan.box("A plan already running").check()
    plan.press("Add missed payment")
    expect(plan.page.locator("#sample-missed-0-due_on-day")).to_be_focused()
    plan.page.locator("#sample-missed-0-paid").fill("1.00")
    plan.press("Add another missed payment")
    plan.page.locator("#sample-missed-1-paid").fill("2.00")
    expect(plan.page.get_by_role("button", name="Add another")).to_be_hidden()
    expect(plan.page.get_by_text("You can add up to 2.")).to_be_visible()
    plan.press("Remove missed payment 1")
    expect(plan.page.locator("[data-row]")).to_have_count(1)
    expect(plan.page.locator("#sample-missed-0-paid")).to_have_value("2.00")
    expect(plan.page.locator("[data-row] > legend")).to_have_text("Missed payment 1")
    expect(plan.page.locator("#sample-missed-0")).to_be_focused()


# How often, changed after the amount


def test_changing_how_often_after_the_amount_asks_for_a_check(plan: Plan) -> None:
    plan.answered()
    plan.part("first_payment", "day").focus()
    plan.box("Every week").check()
    notice = plan.page.locator("#sample-offer-notice")
    words = (
        "You changed “How often it is paid” after typing “Amount each time”. "
        "Check that 20.00 is the amount every week."
    )
    expect(notice).to_contain_text(words)
    expect(plan.notices).to_contain_text(words)
    expect(plan.box(AMOUNT)).to_have_value("20.00")
    plan.press("Yes, 20.00 is right")
    expect(notice).to_be_hidden()
    expect(plan.notices).to_be_hidden()
    expect(plan.box(AMOUNT)).to_be_focused()


def test_typing_the_amount_again_or_changing_back_takes_the_notice_away(plan: Plan) -> None:
    plan.answered()
    plan.part("first_payment", "day").focus()
    plan.box("Every week").check()
    expect(plan.notices).to_be_visible()
    plan.box("Every 2 weeks").check()
    expect(plan.notices).to_be_hidden()
    plan.box("Every week").check()
    expect(plan.notices).to_be_visible()
    plan.box(AMOUNT).fill("10.00")
    expect(plan.notices).to_be_hidden()


def test_choosing_how_often_for_the_first_time_needs_no_check(plan: Plan) -> None:
    plan.box(AMOUNT).fill("20.00")
    plan.box("Every week").check()
    plan.box("Every 2 weeks").check()
    expect(plan.notices).to_be_hidden()


# Copy, clear, print and keys


def test_the_case_note_is_copied_by_one_key(plan: Plan, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.answered()
    plan.page.keyboard.press("Alt+Shift+C")
    expect(plan.done).to_have_text("Case note copied")
    note = plan.page.evaluate("navigator.clipboard.readText()")
    assert note.startswith("SAMPLE PLAN\n\n£20.00 pays £846.20 from Friday 4 December 2026.")
    assert "- Arrears: £846.20" in note


def test_the_note_is_of_what_is_typed_now(plan: Plan, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.answered()
    plan.box(AMOUNT).fill("30")
    plan.page.keyboard.press("Alt+Shift+C")
    expect(plan.done).to_have_text("Case note copied")
    assert "£30.00 pays" in plan.page.evaluate("navigator.clipboard.readText()")
    plan.box(AMOUNT).fill("3x")
    plan.page.keyboard.press("Alt+Shift+C")
    expect(plan.done).to_contain_text("Not copied: the answer is for what was typed before")


def test_the_note_is_of_what_is_typed_while_an_answer_is_on_its_way(
    plan: Plan, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.answered()
    plan.fake("delays = [600, 1200]")
    plan.box(AMOUNT).fill("25")
    plan.page.keyboard.press("Alt+Shift+C")
    plan.box(AMOUNT).fill("30")
    expect(plan.done).to_have_text("Case note copied")
    assert "£30.00 pays" in plan.page.evaluate("navigator.clipboard.readText()")


def test_without_the_clipboard_the_note_is_shown_selected(plan: Plan) -> None:
    plan.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    plan.answered()
    plan.press("Copy case note")
    dialog = plan.page.get_by_role("dialog", name="Copy the case note")
    expect(dialog.locator("textarea")).to_be_focused()
    assert plan.page.evaluate("getSelection().toString()").startswith("SAMPLE PLAN")
    plan.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert plan.page.evaluate("document.querySelector('dialog textarea').value") == ""


def test_the_days_are_saved_and_the_table_copied_as_they_stand_now(
    plan: Plan, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.answered()
    plan.box(AMOUNT).fill("30")
    with plan.page.expect_download() as download:
        plan.press("Save these dates")
    assert download.value.suggested_filename == "sample.ics"
    saved = download.value.path().read_bytes()
    assert saved.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "SUMMARY:First payment\\, £30.00\r\n".encode() in saved
    expect(plan.done).to_contain_text("Saved as sample.ics")
    plan.press("Copy as a table")
    expect(plan.done).to_have_text("Table copied")
    lines = plan.page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[:2] == ["Payment\tPay on\tAmount", "1\tFri 18 Dec 2026\t£30.00"]
    assert len(lines) == 30
    # The answer built into the page offers neither: there is nothing behind its buttons.
    expect(plan.page.locator(".ih-example .ih-live-only").first).to_be_hidden()


def test_one_key_clears_everything(plan: Plan) -> None:
    plan.answered()
    plan.page.keyboard.press("Alt+Shift+X")
    expect(plan.box(ARREARS)).to_have_value("")
    expect(plan.box("Every 2 weeks")).not_to_be_checked()
    expect(plan.answer).to_be_empty()
    expect(plan.part("case_date", "day")).to_be_focused()
    expect(plan.said).to_have_text("Cleared")
    plan.box(AMOUNT).fill("20")
    plan.page.wait_for_timeout(600)
    assert plan.fake("asked.length") == 1


def test_what_was_waiting_to_be_worked_out_is_forgotten_with_the_rest(plan: Plan) -> None:
    plan.answered()
    plan.box(AMOUNT).fill("30")
    plan.page.keyboard.press("Alt+Shift+X")
    plan.box(ARREARS).focus()
    plan.box(AMOUNT).focus()  # what is left is worked out at once, where anything waits
    plan.page.wait_for_timeout(100)
    assert plan.fake("asked.length") == 1
    expect(plan.error("arrears")).to_be_hidden()


def test_one_key_goes_to_the_answer(plan: Plan) -> None:
    plan.answered()
    plan.page.keyboard.press("Alt+Shift+A")
    expect(plan.page.get_by_role("heading", name="Answer", exact=True)).to_be_focused()


def test_one_key_goes_to_the_first_question_still_to_answer(plan: Plan) -> None:
    plan.page.keyboard.press("Alt+Shift+Q")
    expect(plan.box(ARREARS)).to_be_focused()
    plan.box(ARREARS).fill("846.20")
    plan.page.keyboard.press("Alt+Shift+Q")
    expect(plan.box(AMOUNT)).to_be_focused()


def test_one_key_goes_from_group_to_group_past_the_questions_between(plan: Plan) -> None:
    plan.part("case_date", "day").focus()
    plan.page.keyboard.press("Alt+Shift+G")
    expect(plan.box(AMOUNT)).to_be_focused()
    summaries = plan.page.locator("form summary", has_text=re.compile("^(More|Costs)"))
    for summary in summaries.all():
        plan.page.keyboard.press("Alt+Shift+G")
        expect(summary).to_be_focused()
        # Its questions, now in the way of Tab, are passed over.
        plan.page.keyboard.press("Enter")
    expect(plan.page.locator("form details[open] summary", has_text="Costs")).to_be_focused()
    while plan.page.evaluate("document.activeElement.type") != "submit":
        plan.page.keyboard.press("Alt+Shift+G")
    plan.page.keyboard.press("Alt+Shift+G")
    expect(plan.part("case_date", "day")).to_be_focused()


def test_the_answer_stays_in_sight_as_a_whole_beside_a_long_form(plan: Plan) -> None:
    plan.answered()
    heading = plan.page.get_by_role("heading", name="Answer", exact=True)
    onto_paper = "(each) => getComputedStyle(each).overflowY"
    panel = plan.page.locator("[data-result]")
    plan.page.locator("form").evaluate("(form) => (form.style.minHeight = '4000px')")
    plan.page.mouse.wheel(0, 2000)
    expect(heading).to_be_in_viewport()
    # Scrolled down in the answer, a new one starts at its top again, and the cursor stays.
    plan.answer.evaluate("(answer) => (answer.style.minHeight = '4000px')")
    panel.evaluate("(each) => each.scrollTo(0, 900)")
    expect(heading).not_to_be_in_viewport()
    plan.box(AMOUNT).fill("25")
    plan.box(AMOUNT).press("Enter")
    expect(plan.answer).to_contain_text("£25.00 pays £846.20")
    expect(heading).to_be_in_viewport()
    expect(plan.box(AMOUNT)).to_be_focused()
    plan.page.emulate_media(media="print")
    assert panel.evaluate(onto_paper) == "visible"


def test_keys_without_modifiers_do_nothing_of_ours(plan: Plan) -> None:
    plan.answered()
    plan.page.locator("h1").click()
    for key in ("c", "x", "a"):
        plan.page.keyboard.press(key)
    expect(plan.box(ARREARS)).to_have_value("846.20")


def test_on_paper_the_answer_stands_without_the_form(plan: Plan) -> None:
    plan.answered()
    plan.page.emulate_media(media="print")
    expect(plan.answer).to_be_visible()
    expect(plan.page.get_by_text("Facts used").first).to_be_visible()
    for hidden in ("form", "[data-status]", ".ih-example", "[data-answer-actions]"):
        expect(plan.page.locator(hidden)).to_be_hidden()


# Where typing may be


def test_what_is_typed_stays_in_memory_and_leaves_with_a_reload(plan: Plan) -> None:
    plan.answered()
    page = plan.page
    page.evaluate("""() => {
      const box = document.querySelector(".ih-calculator-box");
      const element = box.firstElementChild;
      const fresh = element.cloneNode(true);
      element.remove();
      box.append(fresh);
    }""")
    expect(plan.box(ARREARS)).to_have_value("846.20")
    expect(plan.answer).to_contain_text("£20.00 pays £846.20")
    stored = page.evaluate(
        "[localStorage.length, sessionStorage.length, document.cookie, history.state]"
    )
    assert stored == [0, 0, "", None]
    assert page.url == plan.address + "default.html"
    page.reload()
    expect(plan.status).to_contain_text("Ready")
    expect(plan.box(ARREARS)).to_have_value("")


def test_coming_back_adds_no_second_listener(plan: Plan) -> None:
    plan.page.evaluate("""() => {
      const element = document.querySelector("handbook-calculator");
      for (let n = 0; n < 3; n += 1) element.parentElement.append(element);
    }""")
    plan.fill()
    plan.press("Work out")
    expect(plan.answer).to_contain_text("£20.00 pays")
    assert plan.fake("asked.length") == 1


# When Python cannot


def test_the_runtime_starts_by_itself_once(plan: Plan) -> None:
    plan.answered()
    assert plan.fake("starts") == 1


def test_the_slower_start_is_said_in_words(plan: Plan) -> None:
    plan.fake("tell('using the slower start')")
    expect(plan.status).to_contain_text("Using the slower start")
    plan.fake("tell('ready')")
    expect(plan.status).to_contain_text("Ready, by the slower start")


def test_a_runtime_that_cannot_start_says_what_still_works(page: Page, harness: str) -> None:
    page.add_init_script("window.fake = { starts: 0, delays: [], fails: true, asked: [] }")
    page.goto(harness + "default.html")
    expect(page.locator("[data-status]")).to_contain_text("could not start")
    expect(page.locator("[data-status]")).to_contain_text("worked example")
    page.get_by_role("button", name="Use the worked example").click()
    expect(page.locator("[data-waiting]")).to_contain_text("No answer")
    expect(page.locator("#sample-arrears")).to_have_value("846.20")


def test_without_javascript_the_form_is_whole_and_says_what_it_needs(
    chromium: Any, harness: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(harness + "default.html")
    expect(page.locator("[data-status]")).to_contain_text("needs JavaScript")
    expect(page.locator("#sample-charge_day")).to_be_visible()
    expect(
        page.get_by_text("Only needed if “How often it is paid” is “Every week”.")
    ).to_be_visible()
    # Nothing promises an answer that cannot come.
    expect(page.get_by_text("The answer appears here.")).to_be_hidden()
    expect(page.get_by_role("button", name="Work out")).to_be_hidden()
    expect(page.locator(".ih-example")).to_contain_text("£20.00 pays £846.20")
    page.locator("#sample-arrears").press("Enter")
    assert page.url == harness + "default.html"
    context.close()
