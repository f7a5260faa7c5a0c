"""The A4 poster: seen by all, so it speaks to everyone and names no violence; black and white; with or without strips to tear off.

The code is as wide as the sheet allows, to be read from 3 m; the date when its numbers must be checked again is printed on it.
"""

from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from administration.kit import code
from administration.kit.filling import Filler, typeset
from administration.kit.page import HEIGHT, LARGE, STRONG, WIDTH, fit, open_page, write
from administration.kit.phrases import read

_MARGIN = 12.0
_UNPRINTED = 6.0  # what a school's printer leaves white at the edge
_INSIDE = WIDTH - 2 * _MARGIN


@dataclass(frozen=True)
class Layout:
    """Sizes in mm and points; `strips` to tear off at the bottom, `foot` the height they take."""

    code: float
    number: float
    text: float
    gap: float
    strips: int
    foot: float


WHOLE = Layout(code=113, number=43, text=15, gap=8.5, strips=0, foot=0)
WITH_STRIPS = Layout(code=92, number=37, text=12.5, gap=4.5, strips=10, foot=38)


def poster(address: str, filler: Filler, at: datetime, layout: Layout = WHOLE) -> bytes:
    """The poster as PDF. Raises KitRefused."""
    said = read("affiche")
    rows = code.modules(address)
    pdf = open_page(typeset(said["documents"]["affiche"]), at)
    y = _head(pdf, filler)
    y = max(_code(pdf, address, rows, y, layout), _lines(pdf, y, layout, filler))
    y = _address(pdf, address, y, layout, filler)
    for sentence in said["assistant"]:
        y = write(pdf, filler.fill(sentence), _MARGIN, y, _INSIDE, layout.text) + layout.gap * 0.4
    _danger(pdf, y + layout.gap * 0.6, layout, filler)
    _foot(pdf, layout, filler)
    _strips(pdf, rows, layout, filler)
    return bytes(pdf.output())


def _head(pdf: FPDF, filler: Filler) -> float:
    said = read("affiche")
    title = filler.fill(said["titre"])
    y = write(pdf, title, _MARGIN, 9, _INSIDE, fit(pdf, title, _INSIDE, 66, 30, font=LARGE), font=LARGE)
    y = write(pdf, filler.fill(said["sous_titre"]), _MARGIN, y - 2, _INSIDE, 25)
    pdf.set_line_width(1.2)
    pdf.line(_MARGIN, y + 2, WIDTH - _MARGIN, y + 2)
    return y + 5


def _code(pdf: FPDF, address: str, rows: code.Rows, y: float, layout: Layout) -> float:
    """The code without its quiet zone begins at the margin; the white of the sheet is its quiet zone."""
    quiet = code.quiet_zone(rows, layout.code)
    code.draw(pdf, rows, _MARGIN - quiet, y + 1.5 - quiet / 2, layout.code + 2 * quiet)
    pdf.link(_MARGIN, y, layout.code, layout.code, address)
    return y + 1.5 + layout.code + quiet


def _lines(pdf: FPDF, y: float, layout: Layout, filler: Filler) -> float:
    said = read("affiche")
    x = _MARGIN + layout.code + 12
    width = WIDTH - _MARGIN - x
    y = write(pdf, filler.fill(said["appeler"]), x, y + 2, width, layout.text, font=STRONG) + layout.gap * 0.2
    for line in said["lignes"]:
        y = write(pdf, filler.fill(f"{{{line['line']}.number}}"), x, y, width, layout.number, font=LARGE) - 2
        y = write(pdf, filler.fill(line["what"]), x, y, width, layout.text * 0.9)
        y = write(pdf, filler.fill(f"{{{line['line']}.hours}}"), x, y, width, layout.text * 0.8, font=STRONG)
        y += layout.gap * 0.3
    return write(pdf, filler.fill(said["gratuit"]), x, y + 1, width, layout.text * 0.9)


def _address(pdf: FPDF, address: str, y: float, layout: Layout, filler: Filler) -> float:
    y = write(pdf, filler.fill(read("affiche")["scanner"]), _MARGIN, y, _INSIDE, 12)
    y = write(pdf, address, _MARGIN, y, _INSIDE, fit(pdf, address, _INSIDE, 15, 7, font=STRONG), font=STRONG)
    return y + layout.gap


def _danger(pdf: FPDF, y: float, layout: Layout, filler: Filler) -> None:
    said = read("affiche")
    top, inside = y, _INSIDE - 8
    y = write(pdf, filler.fill(said["urgence"]), _MARGIN + 4, y + 2.5, inside, 17, font=STRONG)
    width = inside / len(said["secours"])
    for place, line in enumerate(said["secours"]):
        x = _MARGIN + 4 + place * width
        below = write(pdf, filler.fill(f"{{{line['line']}.number}}"), x, y, width, layout.number * 0.68, font=LARGE)
        end = write(pdf, filler.fill(line["what"]), x, below - 1.5, width - 1, 10.5)
    pdf.set_line_width(1.2)
    pdf.rect(_MARGIN, top, _INSIDE, end + 2.5 - top)


def _foot(pdf: FPDF, layout: Layout, filler: Filler) -> None:
    text = filler.dated(read("affiche")["pied"])
    write(pdf, text, _MARGIN, HEIGHT - layout.foot - 9, _INSIDE, fit(pdf, text, _INSIDE, 9.5, 6.5))


def _strips(pdf: FPDF, rows: code.Rows, layout: Layout, filler: Filler) -> None:
    if not layout.strips:
        return
    top, width = HEIGHT - layout.foot, (WIDTH - 2 * _UNPRINTED) / layout.strips
    numbers = filler.fill("{119.number}\n{3018.number}\n{3114.number}")
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(dash=1.5, gap=1.2)
    pdf.line(0, top, WIDTH, top)
    for place in range(layout.strips + 1):
        pdf.line(_UNPRINTED + place * width, top, _UNPRINTED + place * width, HEIGHT)
    pdf.set_dash_pattern()
    for place in range(layout.strips):
        x = _UNPRINTED + place * width
        code.draw(pdf, rows, x, top + 0.5, width)
        write(pdf, numbers, x, top + width - 0.5, width, 10, font=LARGE, align="C")
