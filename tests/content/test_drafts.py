"""A draft is read for a preview alone, and nothing but its own page knows of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.consistency.known import load_checked
from handbook.content import Content, ContentProblems, load
from handbook.new_version import start_version
from handbook.site.as_at import states_json
from handbook.site.change_pages import changes_page, feed_xml
from handbook.site.context import Site
from handbook.site.policy_pages import policy_pages
from handbook.site.review_page import review_page
from tests.content.conftest import CALCULATORS, TODAY

ROOT = Path(__file__).resolve().parents[2]
DRAFT = "policies/garages/2027-04-05.md"
FIRST_DAY = dt.date(2027, 4, 5)
APPROVAL = re.compile(r"^(approved_by|approved_on|approval_reference|review_due):.*$", re.MULTILINE)
Read = Callable[..., Content]


def as_draft(tree: Path) -> None:
    """Take the approval out of the small handbook's version to come."""
    path = tree / DRAFT
    path.write_text(APPROVAL.sub(r"\1: # to fill in", path.read_text("utf-8")), "utf-8")


def with_drafts(tree: Path, today: dt.date = TODAY) -> Content:
    return load(tree, today=today, calculators=CALCULATORS, drafts=True)


def test_a_draft_stops_everything_but_a_preview(tree: Path, read: Read) -> None:
    as_draft(tree)
    with pytest.raises(ContentProblems, match="“approved_on” is empty"):
        read(tree)
    policy = with_drafts(tree).policies["garages"]
    assert [each.version for each in policy.versions] == ["1.0"]
    assert policy.versions[0].last_day is None  # a draft replaces nothing
    (draft,) = policy.drafts
    assert (draft.version, draft.first_day, draft.is_draft) == ("2.0", FIRST_DAY, True)


def test_no_calculator_sees_a_draft(tree: Path) -> None:
    as_draft(tree)
    content = with_drafts(tree)
    assert {each["version"] for each in json.loads(content.pack_json())["clauses"]} == {"1.0"}
    found = content.figure_set.clause("garages", "rent", FIRST_DAY)
    assert found is not None
    assert found.version == "1.0"


def test_a_draft_may_quote_what_is_not_held_yet(tree: Path) -> None:
    as_draft(tree)
    path = tree / DRAFT
    text = path.read_text("utf-8").replace("landlord.letter_after", "benefit.allowance", 1)
    path.write_text(text, "utf-8")
    assert with_drafts(tree).policies["garages"].drafts


def test_a_name_that_leads_nowhere_is_told_in_a_draft_too(tree: Path) -> None:
    as_draft(tree)
    path = tree / DRAFT
    text = path.read_text("utf-8").replace("landlord.letter_after", "landlord.letters", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(ContentProblems, match=r"There is no figure called “landlord\.letters”"):
        with_drafts(tree)


def test_a_draft_whose_first_day_has_come_is_refused(tree: Path) -> None:
    as_draft(tree)
    with pytest.raises(ContentProblems, match="“approved_on” is empty"):
        with_drafts(tree, FIRST_DAY)


def test_half_an_approval_is_no_draft(tree: Path) -> None:
    path = tree / DRAFT
    text = re.sub(r"^approved_on:.*$", "approved_on:", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    with pytest.raises(ContentProblems, match="“approved_on” is empty"):
        with_drafts(tree)


def test_a_policy_that_is_nothing_but_a_draft_is_in_no_list(tree: Path) -> None:
    as_draft(tree)
    folder = tree / "policies" / "sheds"
    shutil.copytree(tree / "policies" / "garages", folder)
    (folder / "2026-04-06.md").unlink()
    about = folder / "policy.yaml"
    about.write_text(about.read_text("utf-8").replace("id: garages", "id: sheds"), "utf-8")
    content = with_drafts(tree)
    assert [each.id for each in content.documents] == ["garages"]
    assert {each.id for each in content.with_drafts} == {"garages", "sheds"}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The shipped handbook with a draft of its procedure, one step renamed."""
    root = tmp_path_factory.mktemp("preview")
    for folder in ("policies", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    start_version(root, "arrears", FIRST_DAY)
    steps = root / "policies/procedures/arrears/steps.2027-04-05.yaml"
    text = steps.read_text("utf-8").replace(
        "title: First letter\n", "title: The very first letter\n"
    )
    steps.write_text(text, "utf-8")
    content = load_checked(root, today=TODAY, with_scenarios=False, drafts=True)
    return Site(root, content, TODAY)


def test_a_draft_has_a_page_that_says_what_it_is(preview: Site) -> None:
    pages = {each.source: each.markdown for each in policy_pages(preview)}
    page = pages["policies/procedures/arrears/draft-2027-04-05.md"]
    assert "<strong>Draft: not approved, not in force.</strong>" in page
    assert "<dt>Approved</dt><dd>Not approved</dd>" in page
    assert "5 April 2027, once it is approved" in page
    assert "## The very first letter" in page
    assert "What changed on 5 April 2027" in page
    assert "Record of this text" not in page
    assert "ih-out-of-date" not in page
    assert "exclude: true" in page


def test_nothing_else_knows_of_a_draft(preview: Site) -> None:
    pages = {each.source: each.markdown for each in policy_pages(preview)}
    others = [text for source, text in pages.items() if "draft-" not in source]
    others += [each(preview).markdown for each in (changes_page, review_page)]
    others += [states_json(preview), feed_xml(preview, ""), preview.content.pack_json()]
    for text in others:
        assert "The very first letter" not in text
        assert not re.search(r"[Vv]ersion.{0,9}3\.0", text)
        assert "draft-2027" not in text


def test_every_page_of_a_preview_is_told_of_its_drafts(preview: Site) -> None:
    assert preview.draft_links == [
        ("policies/procedures/arrears/draft-2027-04-05/", "Arrears procedure, from 5 April 2027")
    ]
