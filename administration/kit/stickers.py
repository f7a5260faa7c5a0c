"""A sheet of stickers for the pupils' carnets. Everyone gets one, so that wearing it says nothing of anybody."""

from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from administration.kit import code
from administration.kit.filling import Filler, typeset
from administration.kit.page import LARGE, STRONG, TEXT, fit, open_page, write
from administration.kit.phrases import read

_INSET = 2.5


@dataclass(frozen=True)
class Sheet:
    """Where the stickers of a sheet are sold to be, in mm, far enough from the edges for any printer; `code`, `step` and `hours` (points) fill one."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch: float
    code: float
    step: float
    hours: float


SHEETS = {
    21: Sheet(
        columns=3, rows=7, width=63.5, height=38.1, left=7.25, top=15.15, pitch=66.0, code=25.0, step=6.3, hours=6.5
    ),
    24: Sheet(
        columns=3, rows=8, width=63.5, height=33.9, left=7.25, top=12.9, pitch=66.0, code=22.0, step=4.9, hours=6.0
    ),
}


def stickers(address: str, filler: Filler, at: datetime, count: int) -> bytes:
    """The sheet of `count` (21 or 24) stickers as PDF. Raises KitRefused."""
    sheet = SHEETS[count]
    rows = code.modules(address)
    pdf = open_page(typeset(read("affiche")["documents"]["etiquettes"]), at)
    for row in range(sheet.rows):
        for column in range(sheet.columns):
            x, y = sheet.left + column * sheet.pitch, sheet.top + row * sheet.height
            _sticker(pdf, sheet, rows, x, y, filler)
    return bytes(pdf.output())


def _sticker(pdf: FPDF, sheet: Sheet, rows: code.Rows, x: float, y: float, filler: Filler) -> None:
    said = read("affiche")["etiquette"]
    code.draw(pdf, rows, x + 0.5, y + 0.5, sheet.code)
    left, width = x + sheet.code + 1, sheet.width - sheet.code - 1 - _INSET
    y = write(pdf, filler.fill(said["titre"]), left, y + _INSET, width, 10, font=STRONG) + 0.3
    for line in said["lignes"]:
        write(pdf, filler.fill(f"{{{line}.number}}"), left, y, 13, 11.5, font=LARGE)
        hours = _in_two(pdf, filler.fill(f"{{{line}.hours}}"), width - 12, sheet.hours)
        write(pdf, hours, left + 12, y + 0.4, width - 12, sheet.hours)
        y += sheet.step
    foot, inside = x + _INSET, sheet.width - 2 * _INSET
    for text, font, size in ((said["urgence"], STRONG, 8.5), (said["pied"], TEXT, 7.5), (said["date"], TEXT, 6)):
        filled = filler.dated(text)
        y = write(pdf, filled, foot, y + 0.3, inside, fit(pdf, filled, inside, size, 5.5, font=font), font=font)


def _in_two(pdf: FPDF, text: str, width: float, size: float) -> str:
    """The text on one line if it holds, else cut where its two lines are most alike: an hour is not left alone below."""
    pdf.set_font(TEXT, "", size)
    words = text.split(" ")
    if len(words) == 1 or pdf.get_string_width(text) <= width:
        return text
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return "\n".join(min(cuts, key=lambda lines: max(pdf.get_string_width(line) for line in lines)))
