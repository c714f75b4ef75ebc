"""What the runtime asks of the calculators, done by two toys."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_figures: dict[str, Any] = {}


class Rent(BaseModel):
    """A rent and for how long it is paid."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rent: Annotated[Decimal, Field(ge=0, decimal_places=2)]
    weeks: Annotated[int, Field(ge=1, le=53)] = 52
    first_day: date = date(2026, 4, 6)


class Total(BaseModel):
    amount: Decimal
    words: str


def hold(figures: str) -> None:
    global _figures
    _figures = json.loads(figures)


def describe(calculator_id: str) -> str:
    return json.dumps(Rent.model_json_schema())


def answer(calculator_id: str, inputs: str) -> str:
    if calculator_id == "broken":
        raise RuntimeError("a calculator that raises, which none may")
    if calculator_id == "late":
        import colorsys

        return json.dumps({"ok": True, "result": colorsys.rgb_to_hsv(0, 1, 0), "html": ""})
    if calculator_id not in {"year", "share"}:
        return json.dumps({"ok": False, "problems": [{"field": "", "message": "No such one"}]})
    try:
        facts = Rent.model_validate_json(inputs)
    except ValidationError as error:
        problems = [
            {"field": ".".join(map(str, each["loc"])), "message": each["msg"]}
            for each in error.errors()
        ]
        return json.dumps({"ok": False, "problems": problems, "html": ""})
    share = Decimal(_figures["share"]) if calculator_id == "share" else Decimal(1)
    amount = (facts.rent * facts.weeks * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
    total = Total(amount=amount, words=f"£{amount:,} from {facts.first_day:%d %B %Y}")
    body = {"ok": True, "result": total.model_dump(mode="json"), "html": f"<p>{total.words}</p>"}
    return json.dumps(body, ensure_ascii=False)
