"""The form made from a description: valid, labelled, complete, and safe whatever the words."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag

from handbook.site.form import form_html

OFTEN = [
    {"value": "weekly", "label": "Every week", "unit": "GBP/week"},
    {"value": "monthly", "label": "Every calendar month", "unit": "GBP/month"},
]
MANY = [{"value": str(n), "label": f"Choice {n}"} for n in range(6)]


def asked(name: str, kind: str = "money", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "label": name.capitalize(), "needed": True, **more}


def form(*questions: dict[str, Any], legend: str = "The case", **example: Any) -> BeautifulSoup:
    description = {
        "id": "plan",
        "title": "Plan",
        "groups": [{"legend": legend, "questions": list(questions)}],
    }
    html = form_html(description, example_inputs=example, prefix="plan")
    html5lib.HTMLParser(strict=True).parseFragment(html)
    # A template's content is a document of its own, which selectors do not look into.
    return BeautifulSoup(html.replace("template>", "div>"), "html5lib")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


EVERY_KIND = (
    asked("arrears", hint="Like 846.20", unit="GBP", why="It is the case."),
    asked("offer", unit_from="often"),
    asked("often", "choice", choices=OFTEN),
    asked("day", "choice", choices=MANY, default="3"),
    asked("weeks", "whole number", default="0", limits={"ge": "0", "le": "51"}),
    asked("start", "date", prefill="today"),
    asked("pasted", "long text", needed=False, hint="One line for each charge."),
    asked(
        "missed",
        "rows",
        needed=False,
        row="Missed payment",
        limits={"max_length": "4"},
        columns=[
            asked("due_on", "date"),
            asked("paid", unit_from="often"),
            asked("often", "choice", choices=OFTEN),
        ],
    ),
)


def test_every_kind_of_question_makes_valid_html_without_script_or_style() -> None:
    html = str(form(*EVERY_KIND))
    assert "<script" not in html
    assert "style=" not in html
    assert " on" not in {f" {name[:2]}" for tag in form(*EVERY_KIND)() for name in tag.attrs}


def test_ids_are_unique_and_every_reference_has_its_target() -> None:
    soup = form(*EVERY_KIND)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)
    for tag in soup.select("[for], [aria-describedby], [aria-labelledby]"):
        for name in ("for", "aria-describedby", "aria-labelledby"):
            for target in str(tag.get(name, "")).split():
                assert target in ids, f"{tag.name} points at {target}"


def test_ids_are_those_an_error_summary_links_to() -> None:
    soup = form(*EVERY_KIND)
    assert one(soup, "#plan-arrears").name == "input"
    assert one(soup, "#plan-start").name == "fieldset"
    assert one(soup, "#plan-start-day").name == "input"
    assert one(soup, "#plan-often")["role"] == "radiogroup"
    assert one(soup, "#plan-missed-__row__-paid").name == "input"


def test_text_of_several_lines_has_a_box_with_its_label_hint_and_error() -> None:
    soup = form(*EVERY_KIND)
    box = one(soup, "textarea#plan-pasted")
    assert box["aria-describedby"].split() == ["plan-pasted-hint", "plan-pasted-error"]
    assert box.get_text() == ""
    assert one(soup, "label[for='plan-pasted']").get_text() == "Pasted (optional)"
    assert one(soup, "[data-question=pasted]")["data-control"] == "lines"


def test_every_control_has_a_label() -> None:
    soup = form(*EVERY_KIND)
    labelled = {tag["for"] for tag in soup.select("label[for]")}
    for control in soup.select("input, select, form textarea"):
        assert control["id"] in labelled


def test_nothing_typed_can_be_sent_or_kept_by_the_browser() -> None:
    soup = form(*EVERY_KIND)
    tag = one(soup, "form")
    assert (tag["method"], tag["autocomplete"], tag.get("action")) == ("dialog", "off", None)
    for control in soup.select("form input:not([type=radio]), form select, form textarea"):
        assert "name" not in control.attrs
        assert control["autocomplete"] == "off"
    assert all("disabled" in each.attrs for each in soup.select("form > .ih-actions button"))


def test_an_error_slot_stands_empty_beside_every_question() -> None:
    soup = form(*EVERY_KIND)
    for question in soup.select("[data-question]"):
        slot = one(soup, f"[id='{question['data-id']}-error']")
        assert slot.get_text() == ""
        assert "hidden" in slot.attrs


def test_money_has_its_sign_before_it_and_its_period_after() -> None:
    soup = form(asked("offer", unit_from="often"), asked("often", "choice", choices=OFTEN))
    box = one(soup, ".ih-box")
    assert "£" in box.get_text()
    assert one(soup, "#plan-offer-unit").get_text() == ""
    assert [each.get("data-unit") for each in soup.select("input[type=radio]")] == [
        "a week",
        "a month",
    ]


def test_the_period_is_the_usual_answers_where_there_is_one() -> None:
    often = asked("often", "choice", choices=OFTEN, default="monthly")
    soup = form(asked("offer", unit_from="often"), often)
    assert one(soup, "#plan-offer-unit").get_text() == "a month"


@pytest.mark.parametrize(
    ("question", "control"),
    [
        (asked("q", "choice", choices=OFTEN), "radios"),
        (asked("q", "choice", choices=MANY), "list"),
        (asked("q", "choice", choices=OFTEN, needed=False), "list"),
        (asked("q", "choice", choices=OFTEN, needed=False, default="weekly"), "radios"),
        (asked("q", "whole number"), "text"),
        (asked("q", "date"), "date"),
    ],
)
def test_the_control_fits_the_question(question: dict[str, Any], control: str) -> None:
    assert one(form(question), "[data-question]")["data-control"] == control


def test_defaults_are_filled_in_and_optional_questions_say_so() -> None:
    soup = form(
        asked("often", "choice", choices=OFTEN, default="monthly"),
        asked("weeks", "whole number", default="0"),
        asked("note", needed=False),
    )
    assert one(soup, "input[checked]")["value"] == "monthly"
    assert one(soup, "#plan-weeks")["value"] == "0"
    assert "(optional)" in one(soup, "label[for=plan-note]").get_text()
    assert "(optional)" not in one(soup, "label[for=plan-weeks]").get_text()


def test_a_question_asked_in_some_cases_says_when_for_a_reader_without_script() -> None:
    often = asked("often", "choice", choices=OFTEN)
    soup = form(often, asked("payday", "date", shown_when={"often": ["weekly", "monthly"]}))
    words = one(soup, ".ih-when").get_text()
    assert words == "Only needed if “Often” is “Every week” or “Every calendar month”."
    assert "ih-not-asked" in one(soup, "[data-question=payday]")["class"]


def test_a_question_whose_condition_holds_by_default_shows_at_once() -> None:
    often = asked("often", "choice", choices=OFTEN, default="weekly")
    soup = form(often, asked("payday", "date", shown_when={"often": ["weekly"]}))
    assert "ih-not-asked" not in one(soup, "[data-question=payday]")["class"]


def test_a_group_in_which_nothing_must_be_answered_starts_closed() -> None:
    assert form(asked("arrears")).select("details[data-group]") == []
    soup = form(asked("note", needed=False), legend="More")
    assert one(soup, "details[data-group] > summary").get_text() == "More"


def test_why_we_ask_is_one_thing_to_open_for_the_whole_group() -> None:
    soup = form(asked("a", why="Because."), asked("b", why="So that."))
    assert one(soup, ".ih-why").get_text(" ", strip=True) == "Why we ask A Because. B So that."


def test_words_are_escaped_wherever_they_stand() -> None:
    nasty = "<script>alert(1)</script>\"'"
    soup = form(
        asked("a", label=nasty, hint=nasty, why=nasty),
        asked("b", "choice", choices=[{"value": "x", "label": nasty, "hint": nasty}] * 2),
        legend=nasty,
        note=nasty,
    )
    assert soup.select("script") == []
    assert one(soup, "[data-question=a]")["data-label"] == nasty


def test_the_worked_example_goes_along_as_data() -> None:
    soup = form(asked("arrears"), arrears="846.20", missed=[{"paid": "0"}])
    example = one(soup, "handbook-calculator")["data-example"]
    assert example == '{"arrears": "846.20", "missed": [{"paid": "0"}]}'


def test_markdown_leaves_the_form_alone() -> None:
    html = form_html(
        {"id": "plan", "title": "Plan", "groups": [{"legend": "", "questions": [asked("a")]}]},
        example_inputs={},
        prefix="plan",
    )
    assert html.startswith("<div")
    assert "\n\n" not in html


def test_a_condition_on_a_question_that_is_not_asked_is_our_mistake() -> None:
    with pytest.raises(LookupError, match="refers to 'often'"):
        form(asked("payday", "date", shown_when={"often": ["weekly"]}))


def test_what_confirms_an_amount_is_not_asked_at_first_and_opens_its_group_when_it_is() -> None:
    yes_or_no = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]
    checked = asked("checked", "choice", choices=yes_or_no, default="no", confirms="yes")
    soup = form(checked, legend="Amounts to confirm")
    question = one(soup, "[data-question=checked]")
    assert question["data-confirms"] == "yes"
    assert "ih-not-asked" in question["class"]
    assert "data-open-when-asked" in one(soup, "details[data-group]").attrs
    assert "data-confirms" not in one(form(asked("rent")), "[data-question=rent]").attrs
