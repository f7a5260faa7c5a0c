"""A page of the kit: A4, the embedded font, title and language for a screen reader, the same bytes for the same input.

The fonts are in data/kit/fonts/, both OFL: Atkinson Hyperlegible, drawn for readers with low vision (an address can be typed from it:
0 is not O, 1 is not l), and Poppins Bold for the title and the numbers to call, whose 0 has no stroke: a child of eight reads 3018.
"""

from datetime import datetime

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from administration.kit.errors import KitRefused
from administration.kit.phrases import FOLDER, read

WIDTH, HEIGHT = 210.0, 297.0
TEXT, STRONG, LARGE = "text", "strong", "large"
_FONTS = {TEXT: "AtkinsonHyperlegible-Regular.ttf", STRONG: "AtkinsonHyperlegible-Bold.ttf", LARGE: "Poppins-Bold.ttf"}
_MILLIMETRES = 25.4 / 72


def open_page(title: str, at: datetime) -> FPDF:
    """An empty A4 page in millimetres, without margin, dated `at`."""
    pdf = FPDF(orientation="portrait", unit="mm", format="A4")
    for family, name in _FONTS.items():
        pdf.add_font(family, "", FOLDER / "fonts" / name)
    documents = read("affiche")["documents"]
    pdf.set_title(title)
    pdf.set_author(documents["auteur"])
    pdf.set_subject(documents["sujet"])
    pdf.set_lang("fr-FR")
    pdf.set_creation_date(at)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.add_page()
    return pdf


def write(
    pdf: FPDF, text: str, x: float, y: float, width: float, size: float, *, font: str = TEXT, align: str = "L"
) -> float:
    """Write a paragraph, `size` in points; the y below it. Raises KitRefused for a sign that the font does not have."""
    _require_printable(pdf, text, font)
    pdf.set_font(font, "", size)
    pdf.set_xy(x, y)
    height = size * _MILLIMETRES * 1.22
    pdf.multi_cell(width, height, text, align=align, new_x="LEFT", new_y="NEXT")
    return float(pdf.get_y())


def fit(pdf: FPDF, text: str, width: float, size: float, least: float, *, font: str = TEXT) -> float:
    """The largest size, from `size` down to `least`, at which the text holds on one line. Raises KitRefused."""
    _require_printable(pdf, text, font)
    while size >= least:
        pdf.set_font(font, "", size)
        if pdf.get_string_width(text) <= width:
            return size
        size -= 0.25
    raise KitRefused("words", name=text)


def _require_printable(pdf: FPDF, text: str, font: str) -> None:
    """A sign that the font does not have would be printed as an empty box."""
    found = pdf.fonts[font]
    known = found.cmap if isinstance(found, TTFFont) else {}
    if any(ord(sign) not in known for sign in text if sign != "\n"):
        raise KitRefused("words", name=text)
