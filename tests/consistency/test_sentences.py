"""A gap in a sentence of an answer is found, and what only looks like one is left alone."""

from __future__ import annotations

import pytest

from handbook.consistency.sentences import gaps


@pytest.mark.parametrize(
    "said",
    [
        "Cannot tell its earliest date until you know .",
        "What is on its way covers all of it: .",
        "Find out “”.",
        "Serve the notice () today.",
        "It is below the level., ask",
        "Ask the the tenant.",
        "Pay on  of the month.",
    ],
)
def test_a_gap_is_found_wherever_it_stands(said: str) -> None:
    assert gaps({"result": {"rows": [{"why": f"All well.\n{said}"}]}}) == [said]
    assert gaps({"problems": [{"message": said}]}) == [said]
    assert gaps({"note": f"Warning: {said}"}) == [f"Warning: {said}"]


@pytest.mark.parametrize(
    "said",
    [
        "£1,234.50 is left, 1.5 weeks of rent: none of it is timing.",
        "Say: “Pay £.50 a week.”",
        "Rule 55.5(3)(a); “Notice” (section 83).",
    ],
)
def test_what_only_looks_like_a_gap_is_left_alone(said: str) -> None:
    assert gaps({"note": said}) == []


def test_marks_of_the_page_are_not_read() -> None:
    assert gaps({"html": "<p>and  so .</p>", "ok": True, "result": {"days": 3}}) == []
