"""What changed between two texts, in words."""

from __future__ import annotations

import re

from handbook.site.changes import ClauseText, blocks_of, clause_changes, word_changes


def heard(html: str) -> str:
    """A text as a screen reader says it."""
    return re.sub(r"<[^>]+>", "", html)


def clause(text: str, title: str = "Title") -> ClauseText:
    return ClauseText("id", title, tuple(text.split("\n")), text)


def test_one_word_is_marked_and_its_neighbours_are_not() -> None:
    html = word_changes("Pay within seven days of this.", "Pay within ten days of this.")
    assert heard(html) == "Pay within [removed: seven] [added: ten] days of this."
    assert "<del>" in html
    assert "<ins>" in html


def test_words_added_at_the_end() -> None:
    html = word_changes("Send it by post.", "Send it by post. Keep a copy.")
    assert heard(html) == "Send it by post. [added: Keep a copy.]"


def test_words_removed_at_the_start() -> None:
    html = word_changes("Always send the letter by post.", "send the letter by post.")
    assert heard(html) == "[removed: Always] send the letter by post."


def test_changes_close_together_are_one_change() -> None:
    html = word_changes(
        "The plan runs for one or two years in all cases here.",
        "The plan runs for three or four years in all cases here.",
    )
    expected = "[removed: one or two] [added: three or four] years in all cases here."
    assert heard(html) == f"The plan runs for {expected}"


def test_a_sentence_with_little_in_common_is_replaced_whole() -> None:
    html = word_changes("Write to the tenant.", "Officers agree an amount by telephone first.")
    assert heard(html) == (
        "[removed: Write to the tenant.] [added: Officers agree an amount by telephone first.]"
    )


def test_every_word_survives_a_comparison() -> None:
    old = "Call within 7 days. Then write, and visit if nobody answers the letter."
    new = "Call or text within 5 days. Then visit, and write if nobody answers."
    html = word_changes(old, new)
    kept_and_new = re.sub(r"\[removed: .*?\] ?", "", heard(html))
    kept_and_old = re.sub(r"\[added: .*?\] ?", "", heard(html))
    assert re.sub(r"\[added: (.*?)\]", r"\1", kept_and_new).split() == new.split()
    assert re.sub(r"\[removed: (.*?)\]", r"\1", kept_and_old).split() == old.split()


def test_text_is_escaped() -> None:
    html = word_changes("a < b", "a < <script>")
    assert "<script>" not in html


def test_only_blocks_that_changed_are_shown() -> None:
    (change,) = clause_changes([clause("Same.\nOld line.")], [clause("Same.\nNew line.")])
    assert heard(change.html) == "[removed: Old] [added: New] line."


def test_both_sides_are_shown_with_what_went_and_what_came() -> None:
    (change,) = clause_changes([clause("Same.\nOld line.\nGone.")], [clause("Same.\nNew line.")])
    assert [(heard(was), heard(now)) for was, now in change.sides] == [
        ("[removed: Old] line.", "[added: New] line."),
        ("[removed: Gone.]", ""),
    ]


def test_a_new_title_alone_is_a_change() -> None:
    (change,) = clause_changes([clause("Same.", "Before")], [clause("Same.", "After")])
    assert (change.kind, change.title, change.old_title, change.html) == (
        "changed",
        "After",
        "Before",
        "",
    )


def test_the_same_text_is_no_change() -> None:
    assert clause_changes([clause("Same.")], [clause("Same.")]) == []


def test_blocks_are_paragraphs_items_and_cells_as_plain_text() -> None:
    html = (
        "<p>One <a href='x'>two</a>\nthree</p><ul><li>four</li></ul><table><tr><td>5</td></table>"
    )
    assert blocks_of(html) == ("One two three", "four", "5")
