"""What axe objects to on a page. The page's own policy must be bypassed: it forbids axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

#: Resolves once nothing on the page moves or fades: halfway, words have neither their colour nor
#: their place. The theme fades its tabs out when a page is scrolled.
AT_REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const passing = ({ effect, playState }) =>
    playState === "running" && effect.getComputedTiming().endTime !== Infinity;
  for (let still = 0, place = NaN; still < 3; ) {
    await frame();
    still = scrollY === place && !document.getAnimations().some(passing) ? still + 1 : 0;
    place = scrollY;
  }
}"""


def violations(page: Page) -> list[Any]:
    """What axe objects to on a page as it stands, once it is at rest."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(AT_REST)
    found = page.evaluate("axe.run()")["violations"]
    return [[each["id"], each["help"], [n["target"] for n in each["nodes"]][:5]] for each in found]
