"""The QR code of the assistant's address, as modules and as black rectangles on a page. Large and few: it is read from afar."""

import segno
from fpdf import FPDF
from fpdf.drawing import GraphicsContext, PaintedPath
from fpdf.drawing_primitives import DeviceGray

from administration.kit.errors import KitRefused

Rows = tuple[tuple[bool, ...], ...]
QUIET_MODULES = 4
# Up to version 6 (41 modules): at 92 mm a module is 2.2 mm wide or more, which a telephone tells apart from 3 m.
LARGEST_VERSION = 6


def modules(address: str) -> Rows:
    """Rows of the code, True is dark, without quiet zone; level M (15 % may be hidden or scratched). Raises KitRefused."""
    code = segno.make(address, error="m", boost_error=False, micro=False)
    if int(code.version) > LARGEST_VERSION:
        raise KitRefused("address")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def quiet_zone(rows: Rows, side: float) -> float:
    """How wide the white around a code must be when its dark square is `side` wide."""
    return side * QUIET_MODULES / len(rows)


def draw(pdf: FPDF, rows: Rows, x: float, y: float, side: float) -> None:
    """Draw in one path, so that no hairline shows between modules; `side` in mm includes the quiet zone."""
    module = side / (len(rows) + 2 * QUIET_MODULES)
    path = PaintedPath()
    path.style.fill_color = DeviceGray(0)
    path.style.stroke_color = None
    path.style.auto_close = True
    for row, cells in enumerate(rows):
        for start, end in _runs(cells):
            left, top = x + (QUIET_MODULES + start) * module, y + (QUIET_MODULES + row) * module
            path.rectangle(left, top, (end - start) * module, module)
    context = GraphicsContext()
    context.add_item(path)
    with pdf.drawing_context() as drawing:
        drawing.add_item(context)


def _runs(cells: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs, start = [], None
    for place, dark in enumerate((*cells, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place))
            start = None
    return runs
