"""What a landlord takes out leaves a clean handbook, or a list of all that still points to it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from calculators.registry import CALCULATORS
from handbook.consistency.checks import load_and_check
from handbook.consistency.known import known_calculators
from handbook.consistency.pages import page_problems, unheld_figures
from handbook.consistency.runs import Run
from handbook.content import Content, ContentProblem, ContentProblems, Problems
from handbook.content.journeys import read_journeys
from handbook.content.scenarios import read_scenarios
from tests.consistency.planting import ROOT, read

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def copy(tmp_path: Path, content: Content) -> Content:
    """The same content, with pages and a menu that a test may spoil."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("images"))
    for name in ("mkdocs.yml", "calculators/registry.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return replace(content, root=tmp_path)


def places(found: list[ContentProblem]) -> set[str]:
    """The files that are named; each problem has a line there that holds what it is about."""
    return {each.file for each in found}


def line_of(content: Content, problem: ContentProblem) -> str:
    return (content.root / problem.file).read_text("utf-8").split("\n")[problem.line - 1]


def test_nothing_points_nowhere_as_it_stands(content: Content) -> None:
    assert list(page_problems(content, ())) == []


@pytest.fixture
def without_rent_conversion() -> Iterator[None]:
    """The list of calculators with one taken out, and afterwards as it was, in its order."""
    kept = dict(CALCULATORS)
    del CALCULATORS["rent_conversion"]
    yield
    CALCULATORS.clear()
    CALCULATORS.update(kept)


@pytest.mark.usefixtures("without_rent_conversion")
def test_a_calculator_taken_out_of_the_list(content: Content) -> None:
    found = list(page_problems(content, ()))
    page = "docs/calculators/rent-conversion.md"
    assert places(found) >= {page, "docs/calls.md", "docs/learn/index.md"}
    assert all("rent_conversion" in line_of(content, each) for each in found)
    (about,) = (each for each in found if each.file == page)
    assert "about the calculator “rent_conversion”, which is not here" in about.message


def test_a_page_that_was_deleted(copy: Content) -> None:
    (copy.root / "docs/calculators/repayment-plan.md").unlink()
    found = {each.file: each for each in page_problems(copy, ())}
    assert set(found) >= {
        "mkdocs.yml",
        "calculators/registry.py",
        "docs/notebooks/repayment_plan.ipynb",
    }
    assert "repayment-plan.md" in line_of(copy, found["mkdocs.yml"])
    assert "../calculators/repayment-plan.md" in line_of(
        copy, found["docs/notebooks/repayment_plan.ipynb"]
    )
    assert '"repayment_plan"' in line_of(copy, found["calculators/registry.py"])


def test_a_page_in_no_menu(copy: Content) -> None:
    (copy.root / "docs/garages.md").write_text("# Garages\n", "utf-8")
    (found,) = page_problems(copy, ())
    assert str(found) == (
        "docs/garages.md: The page is in no menu, so nobody can find it. Add it under “nav” in "
        "mkdocs.yml, or delete it."
    )


def test_notebooks_can_go_without_a_trace(copy: Content) -> None:
    shutil.rmtree(copy.root / "docs/notebooks")
    assert list(page_problems(copy, ())) == []


def test_a_policy_that_was_deleted(content: Content) -> None:
    found = list(page_problems(replace(content, policies={}), ()))
    assert places(found) >= {
        "docs/calculators/next-step.md",
        "docs/calculators/repayment-plan.md",
    }
    for each in found:
        assert "There is no policy called “rent-collection-and-arrears”" in each.message
        assert "rent-collection-and-arrears" in line_of(content, each)


def test_a_procedure_that_was_deleted(content: Content) -> None:
    found = {each.file: each for each in page_problems(replace(content, procedures={}), ())}
    assert set(found) >= {"calculators/registry.py", "docs/calculators/next-step.md"}
    assert "no procedure is here for it" in found["calculators/registry.py"].message
    assert "policies/procedures/arrears" in line_of(content, found["docs/calculators/next-step.md"])


def test_a_clause_that_was_renamed(content: Content) -> None:
    policy = content.policies["rent-collection-and-arrears"]
    versions = tuple(
        replace(each, clauses=tuple(c for c in each.clauses if c.id != "repayment-plans"))
        for each in policy.versions
    )
    changed = replace(content, policies={policy.id: replace(policy, versions=versions)})
    found = list(page_problems(changed, ()))
    assert {each.message for each in found} == {
        "Version 1.0 of “rent-collection-and-arrears” has no clause “repayment-plans”",
        "Version 2.0 of “rent-collection-and-arrears” has no clause “repayment-plans”",
    }
    assert all("repayment-plans" in line_of(content, each) for each in found)


def test_figures_that_were_deleted(content: Content) -> None:
    kept = {id_: each for id_, each in content.figures.items() if "repayment_plan" not in id_}
    found = list(page_problems(replace(content, figures=kept), ()))
    assert found
    assert all("There is no figure called “landlord.repayment_plan." in e.message for e in found)


def test_a_page_of_figures_that_went_with_them(copy: Content) -> None:
    page = copy.root / "docs/calls.md"
    page.write_text(f"{page.read_text('utf-8')}\nSee [these](figures/court.md#now).\n", "utf-8")
    assert list(page_problems(copy, ())) == []
    kept = {id_: each for id_, each in copy.figures.items() if not id_.startswith("court.")}
    found = [str(each) for each in page_problems(replace(copy, figures=kept), ())]
    assert any("The link leads to the page figures/court.md, which is not" in e for e in found)


def test_a_figure_that_code_reads(content: Content) -> None:
    problems = Problems()
    scenario = read_scenarios(ROOT, known_calculators(), problems)["repayment_plan"][0]
    run = Run(scenario, figures={("rent.increase_limit", TODAY), ("court.notice.life", TODAY)})
    gone = {"rent.increase_limit", "calendar.bank_holidays.england_and_wales"}
    kept = {id_: each for id_, each in content.figures.items() if id_ not in gone}
    assert list(unheld_figures(content, [run])) == []
    found = list(unheld_figures(replace(content, figures=kept), [run]))
    assert places(found) == {
        "calculators/core/calendar.py",
        "calculators/repayment_plan/beside.py",
    }
    for each in found:
        assert any(f'"{id_}"' in line_of(content, each) for id_ in gone)


def test_an_example_without_its_answer(content: Content) -> None:
    problems = Problems()
    cases = read_scenarios(ROOT, known_calculators(), problems)["rent_conversion"]
    example = next(each for each in cases if each.worked_example)
    refused = Run(example, {"ok": False, "problems": [{"field": "", "message": "Not held."}]})
    (found,) = page_problems(content, [refused])
    assert (found.file, found.line) == (example.file, example.line)
    assert found.message == "The case that the calculator's page shows has no answer: Not held"


def test_journeys_without_the_calculator_they_ask() -> None:
    known = {id_: each for id_, each in known_calculators().items() if id_ != "next_step"}
    problems = Problems()
    read_journeys(ROOT, known, problems)
    assert {each.file for each in problems.found} == {
        "scenarios/journeys/councils.yaml",
        "scenarios/journeys/housing-associations.yaml",
    }


def test_a_whole_policy_gone_is_one_list(copy: Content) -> None:
    """The ledger, the steps and the pages that point to it, all in one run."""
    for folder in ("policies", "scenarios"):
        shutil.copytree(ROOT / folder, copy.root / folder)
    shutil.rmtree(copy.root / "policies/rent-collection-and-arrears")
    with pytest.raises(ContentProblems) as caught:
        load_and_check(copy.root, today=TODAY)
    found = list(caught.value.problems)
    assert places(found) >= {
        "docs/calculators/next-step.md",
        "docs/calculators/repayment-plan.md",
        "policies/ledger.yaml",
        "policies/procedures/arrears/steps.2025-04-07.yaml",
        "policies/procedures/arrears/steps.2026-04-06.yaml",
    }
    assert all(each.line for each in found)
    ledger = [each for each in found if each.file == "policies/ledger.yaml"]
    assert "with its whole folder" in ledger[0].message
    assert ledger[0].remedy == (
        "Restore the folder; if your organisation never used it, take this entry out"
    )
