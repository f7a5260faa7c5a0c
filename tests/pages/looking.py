"""One look at a page as everybody has it: small and wide, in the light and in the dark, with what axe-core finds and what is cut off."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.axe import violations

PHONE: ViewportSize = {"width": 375, "height": 700}
WIDE: ViewportSize = {"width": 1280, "height": 800}
# 1,280 pixels enlarged four times: WCAG 1.4.10.
ENLARGED: ViewportSize = {"width": 320, "height": 256}


@dataclass
class Looker:
    """Looks at states of pages, keeps their pictures, and what is wrong with them by name."""

    pictures: Path
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, page: Page, name: str) -> None:
        """`name` begins with who looks: `eleve-`, `referent-`, `administrateur-`."""
        before = page.viewport_size or WIDE
        troubles = []
        for size, label in ((PHONE, "telephone"), (WIDE, "ordinateur")):
            page.set_viewport_size(size)
            page.wait_for_timeout(400)  # what moves comes to rest
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                troubles += [f"{label} {scheme}: {one}" for one in violations(page)]
            page.screenshot(path=self.pictures / f"{name}-{label}.png")
        page.set_viewport_size(ENLARGED)
        page.wait_for_timeout(200)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        troubles += [f"{wide} pixels cut off when enlarged"] if wide > 0 else []
        page.set_viewport_size(before)
        self.found[name] = troubles
