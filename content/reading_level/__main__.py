"""`python -m content.reading_level` measures every reply and writes docs/fr/lisibilite.md; three seconds, no network, no model.

The replies are those that the tests judge (content/replies.py): one enumeration, so that none is measured and not judged.
"""

import sys
from pathlib import Path

from content.reading_level.table import KINDS, measure, page
from content.replies import scenes

PAGE = Path(__file__).parents[2] / "docs" / "fr" / "lisibilite.md"


def main() -> None:
    """Write the page, and say where."""
    measured = (
        measure(reading.file, reading.label, reading.kind, reading.level, reading.sentences)
        for reading in scenes()
        if reading.kind in KINDS
    )
    PAGE.write_text(page(measured), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
