"""What axe-core finds on a page: the one way of asking it. Not asked: what is inside the frames of the page; a frame is asked by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

AXE = Path(__file__).resolve().parents[1] / "web" / "client" / "node_modules" / "axe-core" / "axe.min.js"
# The rules of WCAG 2.2 A and AA, and those that axe calls best practice: landmarks, headings in order.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async ([selectors, rules]) => (await axe.run({ include: selectors.map((one) => [one]) }, { runOnly: rules, iframes: false }))
  .violations.map((rule) => rule.id + ' ' + rule.nodes.map((node) => node.target + ' ' + node.failureSummary))"""


def violations(where: Page | Frame, *selectors: str, rules: Sequence[str] = RULES) -> list[str]:
    """Each broken rule, with where; on the whole page, or only in what these selectors find. Works under any policy of the page."""
    if not where.evaluate("'axe' in window"):
        where.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = where.evaluate(RUN, [list(selectors) or ["html"], list(rules)])
    return found
