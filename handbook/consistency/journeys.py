"""Walking a journey: at each date the step, its deadline, the policy's version, other answers."""

from __future__ import annotations

import json
from typing import Any

from calculators import browser
from calculators.core.figures import FigureSet
from calculators.core.wording import long_date
from handbook.consistency.scenarios import Difference, differences, inputs_json
from handbook.content.journeys import JourneyDate

POLICY = "rent-collection-and-arrears"


def date_name(date: JourneyDate) -> str:
    """A date of a journey as a test's name."""
    return f"{long_date(date.day)}: {date.happens}"


def date_differences(date: JourneyDate, figures: FigureSet) -> list[Difference]:
    """Everything at one date of a journey that is not what people worked out."""
    found = []
    for check in date.checks:
        answer = json.loads(browser.run(check.calculator, inputs_json(check), figures))
        found += differences(check, answer)
        if check is date.checks[0] and answer["ok"]:
            found += version_differences(date, answer["result"])
    return found


def version_differences(date: JourneyDate, result: dict[str, Any]) -> list[Difference]:
    """Whether the clause behind the step is of the version in force."""
    cited = {each["version"] for each in result["working"]["clauses"] if each["policy"] == POLICY}
    if cited in ({date.policy_version}, set()):
        return []
    line = date.checks[0].line
    return [Difference(line, "policy_version", date.policy_version, ", ".join(sorted(cited)))]
