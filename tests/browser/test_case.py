"""The tab's case between two small calculators, and the case sheet: no Pyodide, so moments each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators import browser as python
from calculators.case import links
from calculators.core.choices import YesNo
from calculators.core.figures import FigureSet
from calculators.core.periods import ChargeDay, Frequency
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money, WholeNumber
from calculators.core.results import CalculatorResult
from calculators.core.trace import Working
from calculators.registry import CALCULATORS, Calculator, Part
from handbook.site.case_page import case_sheet_html
from handbook.site.form import form_html
from handbook.site.writing import Here
from tests.browser.sample import EXAMPLE, Missed, Stage

DAY = dt.date(2026, 11, 22)


class OtherInput(CalculatorInput):
    """Some of the sample's questions, and one of its own."""

    case_date: Date = question("Date the answer is for", prefill="today", if_missing="Enter it")
    own: Money = question("Own amount", unit="GBP", if_missing="Enter the own amount")
    arrears: Money = question("Arrears", unit="GBP", if_missing="Enter the arrears")
    offer_frequency: Frequency = question("How often it is paid", if_missing="Choose how often")
    charge_day: ChargeDay | None = question(
        "Day rent is charged", default=None, shown_when={"offer_frequency": ("weekly",)}
    )
    rent_free_weeks: WholeNumber = question("Rent-free weeks", default=0, ge=0, le=51)
    includes_rent: YesNo = question("Is rent included?", default=YesNo.NO)
    plan_stage: Stage = question("What is this plan?", default=Stage.NEW)
    missed: tuple[Missed, ...] = question(
        "Payments not made in full",
        default=(),
        row="Missed payment",
        shown_when={"plan_stage": ("running",)},
    )


class OtherResult(CalculatorResult):
    """A sentence."""


def calculate(facts: OtherInput, figures: FigureSet) -> OtherResult:
    """Not a rule of anything."""
    return OtherResult(answer=f"£{facts.own + facts.arrears} in all.", working=Working())


OTHER = Calculator(
    "other", "Other sums", "What else?", OtherInput, OtherResult, calculate, part=Part.POSITION
)
FORMS = {
    "sample": EXAMPLE,
    "other": {"own": "1.00", "arrears": "999.99", "offer_frequency": "monthly"},
}


class Tab:
    """One tab in which pages follow each other as by instant navigation."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address + "default.html")
        expect(page.locator("[data-status]")).to_contain_text("Ready")
        page.add_script_tag(url="assets/case-sheet.js", type="module")
        self.open_groups()

    def open_groups(self) -> None:
        opened = "(each) => each.forEach((group) => (group.open = true))"
        self.page.locator("form details").evaluate_all(opened)

    def show(self, html: str) -> None:
        put = "(html) => (document.querySelector('main').innerHTML = html)"
        self.page.evaluate(put, html)

    def go(self, calculator: str) -> None:
        description = json.loads(python.describe(calculator))
        example: dict[str, Any] = dict(FORMS[calculator])
        self.show(form_html(description, example_inputs=example, prefix=calculator))
        expect(self.page.locator("handbook-calculator[data-live]")).to_be_visible()
        self.open_groups()

    def sheet(self) -> Locator:
        self.show(case_sheet_html(Here("case-sheet/", DAY)))
        expect(self.page.locator("handbook-case-sheet[data-live]")).to_be_visible()
        return self.page.locator("[data-sheet]")

    def box(self, name: str) -> Locator:
        calculator = self.page.locator("handbook-calculator").get_attribute("calculator")
        return self.page.locator(f"#{calculator}-{name}")

    def type(self, name: str, text: str) -> None:
        self.box(name).fill(text)
        self.box(name).blur()

    @property
    def offer(self) -> Locator:
        return self.page.locator("[data-case-offer]")

    @property
    def said(self) -> Locator:
        return self.page.locator("[data-announce]")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def work_out(self) -> None:
        self.press("Work out")
        expect(self.page.locator("[data-answer] .ih-answer")).to_be_visible()

    def add_missed(self, paid: str) -> None:
        self.press("Add missed payment")
        for part, text in (("day", "20"), ("month", "11"), ("year", "2026")):
            self.box(f"missed-0-due_on-{part}").fill(text)
        self.type("missed-0-paid", paid)


@pytest.fixture(scope="module", autouse=True)
def other(harness: str) -> Iterator[None]:
    CALCULATORS["other"] = OTHER
    yield
    del CALCULATORS["other"]


@pytest.fixture
def tab(page: Page, harness: str) -> Iterator[Tab]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    yield Tab(page, harness)
    assert problems == []


# The offer


def test_what_was_typed_is_offered_taken_by_one_button_and_marked_until_changed(tab: Tab) -> None:
    expect(tab.offer).to_be_hidden()
    tab.type("arrears", "846.20")
    tab.box("offer_frequency-weekly").check()
    tab.box("charge_day").select_option("monday")
    tab.type("offer", "20.00")  # not a question of the other form
    tab.go("other")
    expect(tab.offer).to_contain_text("Use the 3 facts from Sample plan:")
    for words in ("Arrears: £846.20", "How often it is paid: Every week", "charged: Monday"):
        expect(tab.offer).to_contain_text(words)
    expect(tab.said).to_have_text("Above the form: Use the 3 facts from Sample plan.")
    expect(tab.box("arrears")).to_have_value("")

    tab.press("Use the 3 facts")
    expect(tab.offer).to_be_hidden()
    expect(tab.said).to_contain_text("3 facts filled in from this tab’s case.")
    expect(tab.box("arrears")).to_have_value("846.20")
    expect(tab.box("offer_frequency-weekly")).to_be_checked()
    expect(tab.box("charge_day")).to_have_value("monday")
    expect(tab.box("own")).to_be_focused()  # the first question still open
    mark = tab.page.locator("#other-arrears-case")
    expect(mark).to_have_text("From this tab’s case (Sample plan)")
    assert "other-arrears-case" in (tab.box("arrears").get_attribute("aria-describedby") or "")

    tab.type("arrears", "850.00")
    expect(mark).to_have_count(0)
    expect(tab.page.locator("#other-charge_day-case")).to_be_visible()
    assert "-case" not in (tab.box("arrears").get_attribute("aria-describedby") or "")


def test_what_was_typed_here_is_never_overwritten(tab: Tab) -> None:
    tab.go("other")
    tab.type("arrears", "100.00")
    tab.go("sample")
    tab.press("Leave it")
    tab.type("arrears", "846.20")
    tab.type("rent_free_weeks", "4")
    tab.go("other")
    expect(tab.box("arrears")).to_have_value("100.00")
    expect(tab.offer).to_contain_text("Use the fact from Sample plan:")
    expect(tab.offer).to_contain_text("Arrears: £846.20 in Sample plan.")
    tab.press("Use the fact")
    expect(tab.box("rent_free_weeks")).to_have_value("4")
    expect(tab.box("arrears")).to_have_value("100.00")
    # Only by its own button, and then it is marked.
    tab.page.get_by_role("button", name="Use £846.20 here for Arrears").click()
    expect(tab.box("arrears")).to_have_value("846.20")
    expect(tab.box("arrears")).to_be_focused()
    expect(tab.page.locator("#other-arrears-case")).to_be_visible()
    expect(tab.offer).to_be_hidden()


def test_an_offer_left_comes_back_only_when_a_fact_has_changed(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.press("Leave it")
    expect(tab.offer).to_be_hidden()
    tab.go("sample")
    tab.go("other")
    expect(tab.offer).to_be_hidden()
    tab.go("sample")
    tab.type("arrears", "900.00")
    tab.go("other")
    expect(tab.offer).to_contain_text("£900.00")


def test_a_later_change_changes_the_case(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.press("Use the fact")
    tab.type("arrears", "700.00")
    tab.go("sample")
    # Here 846.20 was typed: it stays, and the difference is said.
    expect(tab.box("arrears")).to_have_value("846.20")
    expect(tab.offer).to_contain_text("Arrears: £700.00 in Other sums.")


def test_a_fact_emptied_or_no_longer_asked_leaves_the_case(tab: Tab) -> None:
    tab.box("offer_frequency-weekly").check()
    tab.box("charge_day").select_option("monday")
    tab.type("arrears", "846.20")
    tab.type("arrears", "")
    tab.box("offer_frequency-fortnightly").check()
    tab.go("other")
    expect(tab.offer.locator("li")).to_have_text(["How often it is paid: Every 2 weeks"])
    tab.go("sample")
    tab.box("offer_frequency-weekly").check()
    tab.go("other")
    expect(tab.offer).to_contain_text("Day rent is charged: Monday")


def test_rows_carry_over_whole(tab: Tab) -> None:
    tab.box("plan_stage-running").check()
    tab.add_missed("5.00")
    tab.box("missed-0-how_often").select_option("weekly")
    tab.go("other")
    expect(tab.offer).to_contain_text("Payments not made in full: 1 entry")
    tab.press("Use the 2 facts")
    expect(tab.box("missed-0-due_on-day")).to_have_value("20")
    expect(tab.box("missed-0-paid")).to_have_value("5.00")
    expect(tab.box("missed-0-how_often")).to_have_value("weekly")
    expect(tab.page.locator("#other-missed-case")).to_be_visible()
    tab.type("missed-0-paid", "6.00")
    expect(tab.page.locator("#other-missed-case")).to_have_count(0)


def test_what_a_page_filled_in_is_handed_on_once_the_officer_asked_for_an_answer(tab: Tab) -> None:
    tab.go("other")
    tab.type("own", "1.00")
    tab.type("arrears", "2.00")
    tab.box("offer_frequency-monthly").check()
    sheet = tab.sheet()
    expect(sheet.locator(".ih-sheet__facts")).not_to_contain_text("Is rent included?")
    tab.go("other")
    tab.work_out()
    expect(tab.sheet().locator(".ih-sheet__facts details")).to_contain_text("Is rent included?")


def test_typing_that_was_not_finished_is_kept_when_the_page_is_left(tab: Tab) -> None:
    tab.box("arrears").press_sequentially("846.20")
    tab.go("other")
    expect(tab.offer).to_contain_text("£846.20")


def test_taken_facts_work_out_an_answer_and_stay_marked_on_return(tab: Tab) -> None:
    tab.type("arrears", "2.00")
    tab.box("offer_frequency-monthly").check()
    tab.go("other")
    tab.type("own", "1.00")
    tab.press("Use the 2 facts")
    expect(tab.page.locator("[data-answer] .ih-answer")).to_have_text("£3.00 in all.")
    tab.go("sample")
    tab.go("other")
    expect(tab.box("arrears")).to_have_value("2.00")
    expect(tab.page.locator("#other-arrears-case")).to_be_visible()
    expect(tab.offer).to_be_hidden()


def test_the_offer_is_reached_and_taken_by_keyboard(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("button", name="Use the fact")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.box("arrears")).to_have_value("846.20")


def test_who_goes_on_with_the_facts_begins_at_the_offer(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    # A link to the next page, as it stands at an answer; here the page is put in by hand.
    tab.page.evaluate(
        "(address) => { const link = document.createElement('a'); link.href = address;"
        " const line = document.createElement('p'); line.className = 'ih-onward';"
        " line.append(link); document.querySelector('handbook-calculator').append(line);"
        " link.addEventListener('click', (event) => event.preventDefault()); link.click(); }",
        tab.page.url,
    )
    tab.go("other")
    expect(tab.offer).to_be_focused()
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("button", name="Use the fact")).to_be_focused()
    # By the menu, the page begins at its top.
    tab.go("sample")
    tab.page.wait_for_timeout(300)
    expect(tab.page.locator("body")).to_be_focused()


# What follows


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two links of no rule: arrears from the other page's own amount, and a first payment."""

    def arrears(known: links.Known) -> links.Found | None:
        own = known.facts.money("own")
        return links.Found(str(own * 2), "that is twice the own amount") if own else None

    def first_payment(known: links.Known) -> links.Found | None:
        return links.Found("2026-11-23", "that is a Monday") if arrears(known) else None

    def offer_frequency(known: links.Known) -> links.Found | None:
        return links.Found("never", "no form offers it") if arrears(known) else None

    for link in (arrears, first_payment, offer_frequency):
        monkeypatch.setitem(links.LINKS, link.__name__, link)  # type: ignore[index]


def of_follows(tab: Tab) -> int:
    cases = "window.fake.asked.filter((each) => 'facts' in JSON.parse(each)).length"
    return int(tab.page.evaluate(cases))


@pytest.mark.usefixtures("twice")
def test_what_follows_is_offered_with_its_reason_and_marked_with_it(tab: Tab) -> None:
    tab.go("other")
    tab.type("own", "5.00")
    tab.type("rent_free_weeks", "4")
    tab.go("sample")
    expect(tab.offer.locator("li")).to_have_text(
        [
            "Rent-free weeks: 4",
            "Arrears: £10.00, because that is twice the own amount",
            "First payment: Monday 23 November 2026, because that is a Monday",
        ]
    )
    words = "Use the fact from Other sums and what is worked out from it:"
    expect(tab.offer).to_contain_text(words)
    expect(tab.said).to_have_text(f"Above the form: {words.removesuffix(':')}.")
    expect(tab.box("arrears")).to_have_value("")
    tab.press("Use all 3")
    expect(tab.offer).to_be_hidden()
    expect(tab.box("arrears")).to_have_value("10.00")
    for part, text in (("day", "23"), ("month", "11"), ("year", "2026")):
        expect(tab.box(f"first_payment-{part}")).to_have_value(text)
    mark = tab.page.locator("#sample-arrears-case")
    expect(mark).to_have_text("From this tab’s case: that is twice the own amount")
    # On return it is marked as before, and what follows otherwise now is offered.
    tab.go("other")
    tab.go("sample")
    expect(mark).to_be_visible()
    tab.go("other")
    tab.type("own", "6.00")
    tab.go("sample")
    expect(tab.offer).to_contain_text("Worked out from Other sums:")
    expect(tab.offer.locator("li")).to_have_text(
        ["Arrears: £12.00, because that is twice the own amount"]
    )
    expect(tab.box("arrears")).to_have_value("10.00")
    expect(mark).to_have_count(0)
    tab.press("Use it")
    expect(tab.box("arrears")).to_have_value("12.00")
    tab.type("arrears", "12.50")
    expect(mark).to_have_count(0)
    expect(tab.offer).to_be_hidden()


@pytest.mark.usefixtures("twice")
def test_what_another_answer_says_against_it_comes_first_and_stays(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calculators.case.sheet.beware", lambda *_: "Agree no plan yet.")
    tab.go("other")
    tab.type("own", "5.00")
    tab.go("sample")
    warning = tab.offer.locator(".ih-warning")
    expect(warning).to_contain_text("Agree no plan yet.")
    expect(tab.said).to_contain_text("Above the form: Agree no plan yet. Worked out from")
    tab.press("Use them")
    expect(tab.box("arrears")).to_have_value("10.00")
    expect(warning).to_be_visible()
    tab.page.keyboard.press("Alt+Shift+X")
    expect(tab.offer).to_be_hidden()


@pytest.mark.usefixtures("twice")
def test_what_follows_is_never_offered_over_what_was_typed_or_left(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.press("Leave it")
    tab.type("own", "5.00")
    tab.go("sample")
    expect(tab.offer.locator("li")).to_have_count(1)
    expect(tab.offer).to_contain_text("First payment")
    tab.press("Leave it")
    expect(tab.offer).to_be_hidden()
    tab.go("other")
    tab.go("sample")
    tab.page.wait_for_timeout(300)
    expect(tab.offer).to_be_hidden()
    expect(tab.box("arrears")).to_have_value("846.20")


@pytest.mark.usefixtures("twice")
def test_an_answer_to_a_case_that_has_changed_since_is_dropped(tab: Tab) -> None:
    tab.go("other")
    tab.type("own", "5.00")
    tab.page.evaluate("window.fake.delays = [900]")
    tab.go("sample")
    tab.type("offer", "1.00")  # a change while the first answer is on its way
    tab.box("arrears").fill("7.00")
    tab.box("arrears").blur()
    expect(tab.offer.locator("li")).to_have_text(
        ["First payment: Monday 23 November 2026, because that is a Monday"]
    )
    tab.page.wait_for_timeout(1000)
    expect(tab.offer.locator("li")).to_have_count(1)
    # A change here asks again, and the page does not jump meanwhile.
    tab.page.evaluate("window.fake.delays = [600]")
    before = tab.box("offer").bounding_box()
    tab.type("offer", "2.00")
    expect(tab.offer).to_be_hidden()
    assert tab.box("offer").bounding_box() == before
    expect(tab.offer.locator("li")).to_have_count(1)
    tab.page.keyboard.press("Alt+Shift+X")
    expect(tab.offer).to_be_hidden()


@pytest.mark.usefixtures("twice")
def test_nothing_is_asked_where_the_tab_holds_no_real_case(tab: Tab) -> None:
    tab.type("offer", "1.00")  # given on the page itself
    tab.type("offer", "")
    tab.go("other")
    tab.press("Use the worked example")
    expect(tab.page.locator("[data-answer] .ih-answer")).to_be_visible()
    tab.go("sample")
    expect(tab.offer).to_contain_text("from the worked example of Other sums:")
    assert of_follows(tab) == 0


@pytest.mark.usefixtures("twice")
def test_without_python_the_facts_are_offered_all_the_same(tab: Tab) -> None:
    tab.go("other")
    tab.type("own", "5.00")
    tab.type("rent_free_weeks", "4")
    tab.page.evaluate("window.fake.fails = true")
    tab.go("sample")
    expect(tab.offer).to_contain_text("Use the fact from Other sums:")
    tab.press("Use the fact")
    expect(tab.box("rent_free_weeks")).to_have_value("4")


# Worked examples


def test_an_example_is_called_one_and_gives_way_to_a_real_case(tab: Tab) -> None:
    tab.press("Use the worked example")
    tab.go("other")
    expect(tab.offer).to_contain_text("from the worked example of Sample plan:")
    sheet = tab.sheet()
    expect(tab.page.locator("[data-from-example]")).to_be_visible()
    expect(sheet).to_contain_text("Worked example of Sample plan")
    tab.go("other")
    tab.type("arrears", "5.00")
    tab.go("sample")
    expect(tab.page.locator("[data-live]")).to_be_visible()
    sheet = tab.sheet()
    typed = sheet.locator(".ih-sheet__facts .ih-summary__row", has_text="Arrears")
    expect(typed).to_have_text("Arrears£5.00Typed in Other sums")


def test_an_example_never_mixes_with_a_real_case(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.press("Use the worked example")
    expect(tab.page.locator("[data-answer] .ih-answer")).to_contain_text("£1000.99")
    expect(tab.offer).to_be_hidden()
    facts = tab.sheet().locator(".ih-sheet__facts > dl")
    expect(facts).to_contain_text("£846.20")
    expect(tab.page.locator("[data-sheet]")).not_to_contain_text("999.99")
    expect(tab.page.locator("[data-from-example]")).to_be_hidden()


# Clearing


@pytest.mark.parametrize("by", ["key", "button"])
def test_clearing_on_one_page_clears_every_page(tab: Tab, by: str) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.type("own", "1.00")
    if by == "key":
        tab.page.keyboard.press("Alt+Shift+X")
    else:
        tab.press("Clear everything")
    expect(tab.said).to_have_text("Cleared")
    expect(tab.offer).to_be_hidden()
    expect(tab.box("own")).to_have_value("")
    tab.go("sample")
    expect(tab.box("arrears")).to_have_value("")
    expect(tab.offer).to_be_hidden()
    expect(tab.sheet()).to_be_empty()


def test_the_key_works_where_there_is_no_calculator(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.show("<p>A policy</p>")
    tab.page.keyboard.press("Alt+Shift+X")
    tab.go("sample")
    expect(tab.box("arrears")).to_have_value("")


def test_a_page_loaded_afresh_knows_nothing(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.page.reload()
    expect(tab.box("arrears")).to_have_value("")
    tab.go("other")
    expect(tab.offer).to_be_hidden()


# The case sheet


def test_an_empty_sheet_says_what_to_do(tab: Tab) -> None:
    sheet = tab.sheet()
    expect(sheet).to_be_empty()
    expect(tab.page.locator("[data-waiting]")).to_contain_text("Nothing has been typed in this tab")
    expect(tab.page.get_by_role("button", name="Copy the whole case note")).to_be_hidden()


def test_the_sheet_is_worked_out_from_every_page_of_the_tab(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    tab.go("other")
    tab.press("Use the fact")
    tab.type("own", "1.00")
    tab.box("offer_frequency-monthly").check()
    sheet = tab.sheet()
    position = sheet.locator(".ih-sheet__part", has_text="Where the account stands")
    expect(position).to_contain_text("£847.20 in all.")
    expect(sheet.locator(".ih-sheet__first")).to_contain_text("Needed for")
    expect(tab.said).to_contain_text("Case sheet worked out. To ask next:")
    waiting = sheet.locator("article", has=tab.page.get_by_role("link", name="Sample plan"))
    expect(waiting).to_contain_text("It needs:Amount each time")
    amount = waiting.get_by_role("link", name="Amount each time")
    assert (amount.get_attribute("href") or "").endswith("calculators/sample/#sample-offer")


def test_the_note_of_the_whole_case_is_copied_by_one_key(tab: Tab) -> None:
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.type("arrears", "846.20")
    tab.sheet()
    tab.page.keyboard.press("Alt+Shift+C")
    expect(tab.page.locator("[data-done]")).to_have_text("Case note copied")
    note = tab.page.evaluate("navigator.clipboard.readText()")
    assert note.startswith("CASE SHEET\n")
    assert "- Arrears: £846.20" in note


def test_clearing_empties_the_sheet_at_once(tab: Tab) -> None:
    tab.type("arrears", "846.20")
    sheet = tab.sheet()
    expect(sheet).to_contain_text("£846.20")
    tab.press("Clear everything")
    expect(sheet).to_be_empty()
    expect(tab.page.locator("[data-waiting]")).to_be_focused()
    expect(tab.said).to_have_text("Cleared")


def test_a_link_to_a_question_brings_the_cursor_to_it(tab: Tab) -> None:
    tab.page.evaluate("history.replaceState(null, '', '#other-rent_free_weeks')")
    tab.go("other")
    expect(tab.box("rent_free_weeks")).to_be_focused()


def test_without_an_answer_from_python_the_sheet_says_so(tab: Tab) -> None:
    tab.type("arrears", str(Decimal("846.20")))
    tab.page.evaluate("window.fake.fails = true")
    tab.sheet()
    words = "The case sheet could not be worked out."
    expect(tab.page.locator("[data-waiting]")).to_contain_text(words)
