"""Amounts with how often, and a form's answers kept in a file: the form alone, in Chromium."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def form(page: Page, harness: str) -> Page:
    page.goto(f"{harness}default.html")
    page.wait_for_selector("handbook-calculator[data-live]")
    return page


def open_costs(page: Page) -> None:
    page.locator("summary", has_text="Costs").click()


def worked_out(page: Page) -> None:
    page.get_by_role("button", name="Work out").click()
    # An answer to what was typed before may be standing there still.
    page.evaluate("document.querySelector('handbook-calculator').settled()")
    expect(page.locator("[data-answer] .ih-answer")).to_be_visible()


def filled_in(page: Page) -> None:
    page.get_by_role("button", name="Use the worked example").click()
    expect(page.locator("[data-answer] .ih-answer")).to_be_visible()
    open_costs(page)
    page.get_by_label("Fuel", exact=True).fill("£1,234.5")
    page.get_by_label("Fuel: how often").select_option("four-weekly")
    page.get_by_role("button", name="Add other cost").click()
    page.get_by_label("What it is").fill("Storage <b>unit</b>")
    page.get_by_label("Amount", exact=True).fill("20.00")


def asked(page: Page) -> dict[str, object]:
    texts = page.evaluate("window.fake.asked")
    return dict(json.loads(texts[-1]))


def test_an_amount_goes_with_how_often(form: Page) -> None:
    filled_in(form)
    worked_out(form)
    assert asked(form)["fuel"] == {"amount": "£1,234.5", "per": "four-weekly"}
    assert asked(form)["rows"] == [
        {"what": "Storage <b>unit</b>", "amount": {"amount": "20.00", "per": "monthly"}}
    ]
    expect(form.locator("#sample-fuel-read")).to_have_text("Read as £1,234.50")
    expect(form.locator("[data-beside=Costs]")).to_have_text("£1,234.50 of fuel")


def test_how_often_starts_at_the_usual_and_alone_is_no_answer(form: Page) -> None:
    form.get_by_role("button", name="Use the worked example").click()
    open_costs(form)
    expect(form.get_by_label("Fuel: how often")).to_have_value("weekly")
    form.get_by_label("Fuel: how often").select_option("annual")
    worked_out(form)
    assert asked(form)["fuel"] == ""


def test_a_wrong_amount_is_named_and_reached(form: Page) -> None:
    filled_in(form)
    form.get_by_label("Fuel", exact=True).fill("-1")
    form.locator("summary", has_text="Costs").click()
    form.get_by_role("button", name="Work out").click()
    form.locator("[data-summary] a", has_text="Fuel must be £0.00 or more").click()
    expect(form.get_by_label("Fuel", exact=True)).to_be_focused()
    expect(form.get_by_label("Fuel", exact=True)).to_have_attribute("aria-invalid", "true")


def test_answers_are_saved_and_opened_again_exactly(form: Page, tmp_path: Path) -> None:
    filled_in(form)
    worked_out(form)
    before = form.locator("[data-answer]").inner_html(), asked(form)
    with form.expect_download() as download:
        form.get_by_role("button", name="Save these answers to a file").click()
    assert download.value.suggested_filename == "sample-answers.json"
    file = tmp_path / "kept.json"
    download.value.save_as(file)
    form.get_by_role("button", name="Clear everything").click()
    expect(form.get_by_label("Fuel", exact=True)).to_have_value("")

    choose(form, file)
    expect(form.locator("[data-file-news]")).to_contain_text("Opened kept.json")
    expect(form.locator("[data-answer] .ih-answer")).to_be_visible()
    assert (form.locator("[data-answer]").inner_html(), asked(form)) == before
    expect(form.get_by_label("What it is")).to_have_value("Storage <b>unit</b>")


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a saved file").click()
    chooser.value.set_files(file)


def test_other_files_are_refused_and_the_form_is_left_alone(form: Page, tmp_path: Path) -> None:
    filled_in(form)
    file = tmp_path / "list.csv"
    file.write_text("rent,112.50", encoding="utf-8")
    choose(form, file)
    expect(form.locator("[data-file-news]")).to_contain_text(
        "This is not a file of answers saved from this handbook."
    )
    expect(form.get_by_label("Fuel", exact=True)).to_have_value("£1,234.5")


def test_what_a_file_holds_too_much_is_named_as_text(form: Page, tmp_path: Path) -> None:
    file = tmp_path / "more.json"
    answers = {"arrears": "10.00", "<img src=x onerror=alert(1)>": "red"}
    data = {"format": "income-handbook answers", "version": 1, "calculator": "sample"}
    file.write_text(json.dumps(data | {"answers": answers}), encoding="utf-8")
    choose(form, file)
    news = form.locator("[data-file-news]")
    expect(news).to_contain_text("“<img src=x onerror=alert(1)>”: this form has no such question")
    expect(news.locator("img")).to_have_count(0)
    expect(form.get_by_label("Arrears", exact=True)).to_have_value("10.00")
