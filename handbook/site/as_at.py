"""Reading the handbook as at a date: the form on a page, and the list of states behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handbook.site.context import ASSETS, Site
from handbook.site.figure_pages import all_figure_series
from handbook.site.policy_pages import policy_series
from handbook.site.state_parts import Series

#: Read by ``assets/as-at.js``.
STATES = ASSETS + "states.json"


def all_series(site: Site) -> Iterator[Series[Any]]:
    """All states of every page that has them."""
    for policy in site.documents:
        yield policy_series(site, policy)
    yield from all_figure_series(site).values()


def states_json(site: Site) -> str:
    """Every page with the first days of its states, and the day each has been checked to."""
    pages = {}
    for series in all_series(site):
        pages[series.plain] = {
            "states": [
                [state.starts.isoformat(), checked.isoformat() if checked else ""]
                for state in series.states
                for checked in [series.checked(site, state)]
            ],
        }
    first = min((p.versions[0].first_day for p in site.documents), default=site.day)
    return json.dumps({"from": first.isoformat(), "pages": pages}, ensure_ascii=False)
