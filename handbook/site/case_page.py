"""The case sheet's page as it stands before any script: what it is, and the way to each part."""

from __future__ import annotations

import json

from calculators.browser import CASE_SHEET
from calculators.registry import CALCULATORS, Part
from handbook.content.addresses import calculator_address
from handbook.site.form import environment
from handbook.site.writing import Here


def case_sheet_html(here: Here) -> str:
    """The live part of the page and, after it, the calculators in the order of the sheet."""
    parts = [
        {
            "title": part.value,
            "calculators": [
                {
                    "title": each.title,
                    "asks": each.asks,
                    "address": here.to(calculator_address(each.id)),
                }
                for each in CALCULATORS.values()
                if each.part is part
            ],
        }
        for part in Part
    ]
    html = (
        environment()
        .get_template("case_sheet.html")
        .render(
            asks=CASE_SHEET,
            addresses=json.dumps({each: calculator_address(each) for each in CALCULATORS}),
            today=json.dumps(sorted(filled_in_today())),
            parts=[part for part in parts if part["calculators"]],
        )
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def filled_in_today() -> set[str]:
    """The questions that every form fills in with the reader's own date."""
    return {
        name
        for calculator in CALCULATORS.values()
        for name, asked in calculator.inputs.asked.items()
        if asked.prefill == "today"
    }
