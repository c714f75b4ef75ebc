"""The macros pages may use. Each is a thin wrapper; the work is in :mod:`handbook.site.writing`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

from handbook.site import writing
from handbook.site.case_page import case_sheet_html
from handbook.site.context import Site
from handbook.site.policy_pages import policies_list_html
from handbook.site.writing import CannotWrite, Here


def define_env(env: Any) -> None:
    """Give the pages their macros; mkdocs-macros calls this once a build."""

    def site() -> Site:
        found: Site = env.conf.extra["handbook"]
        return found

    def here() -> Here:
        day = env.page.meta.get("as_at", site().day)
        return Here(env.page.url, day if isinstance(day, dt.date) else dt.date.fromisoformat(day))

    def this_calculator() -> str:
        found = env.page.meta.get("of_calculator")
        if not found:
            raise CannotWrite("Name the calculator at the top of this page: “calculator: <id>”")
        return str(found)

    def macro(write: Callable[..., str]) -> Callable[..., str]:
        """Offer a macro to pages; what it cannot write is noted, so that one build finds all."""

        @wraps(write)
        def noted(*given: Any) -> str:
            try:
                return write(*given)
            except CannotWrite as why:
                site().problems.append(f"docs/{env.page.file.src_uri}: {why}.")
                return ""

        env.macro(noted)
        return noted

    @macro
    def figure(figure_id: str) -> str:
        return writing.figure_html(site(), figure_id, here())

    @macro
    def clause(policy_id: str, clause_id: str) -> str:
        return writing.clause_html(site(), policy_id, clause_id, here())

    @macro
    def term(word: str) -> str:
        return writing.term_html(site(), word, here())

    @macro
    def calculator(calculator_id: str = "") -> str:
        """A link to a calculator by its id; on a calculator's own page, its form."""
        if calculator_id:
            return writing.calculator_link_html(calculator_id, here())
        return writing.calculator_html(site(), this_calculator(), here())

    @macro
    def worked_example(name: str = "") -> str:
        return writing.worked_example_html(site(), this_calculator(), here(), name)

    @macro
    def figures_table() -> str:
        return writing.figures_table_html(site(), this_calculator(), here())

    @macro
    def calculators_list(brief: bool = False) -> str:
        return writing.calculators_list_html(here(), brief=brief)

    @macro
    def case_sheet() -> str:
        return case_sheet_html(here())

    @macro
    def policies_list(brief: bool = False) -> str:
        return policies_list_html(site(), here(), brief=brief)

    @macro
    def as_at() -> str:
        """The form that asks for a date to read the handbook at."""
        link = f'<a href="{here().to("policies/")}">Policies</a>'
        return writing.as_at_html(f"<p>{link} and figures list their versions by date.</p>")

    @macro
    def glossary() -> str:
        return writing.glossary_html(site())

    @macro
    def model_notice() -> str:
        return writing.model_notice_html(site())

    @macro
    def notebooks_list() -> str:
        return writing.notebooks_list_html(site(), here())

    @macro
    def landlord() -> str:
        return escape(site().organisation_name)
