"""Makes web/client/fonts/ of data/kit/fonts/: the same letters, without those that no language of Western and Central Europe writes (12 kB less to carry).

.venv/web/bin/python web/client/dev/fonts.py        (from the root; tests/web/test_web_fonts.py compares)
"""

from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
DRAWN, SERVED = ROOT / "data" / "kit" / "fonts", ROOT / "web" / "client" / "fonts"
NAMES = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
LICENCE = "OFL-AtkinsonHyperlegible.txt"
# Basic Latin, Latin-1, Latin Extended-A, Romanian commas, general punctuation, the euro, arrows, the minus.
KEPT = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2000, 0x2070),
    0x20AC,
    *range(0x2190, 0x2194),
    0x2212,
)


def lighter(path: Path) -> bytes:
    """The font of that file with these letters only, their hints and kerning kept."""
    options = Options()
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def main() -> None:
    """Write them, and their licence beside them."""
    for name in NAMES:
        (SERVED / name).write_bytes(lighter(DRAWN / name))
    (SERVED / LICENCE).write_bytes((DRAWN / LICENCE).read_bytes())


if __name__ == "__main__":
    main()
