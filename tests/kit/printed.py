"""Reading a PDF of ours back: what was written, where, and the QR codes from the rectangles that were drawn."""

import re
import zlib
from collections.abc import Iterator
from functools import cache

MILLIMETRE = 72 / 25.4
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_RECTANGLE = re.compile(r"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re")
_FORMAT_MASK = 0b101010000010010
# Level M, by version: blocks, data codewords of each block (all blocks alike up to version 6), correction codewords.
_BLOCKS = {1: (1, 16, 10), 2: (1, 28, 16), 3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24), 6: (4, 27, 16)}
_MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, _: r % 2,
    lambda _, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)


@cache
def page_of(pdf: bytes) -> str:
    """The drawing commands of the page."""
    for match in _STREAM.finditer(pdf):
        try:
            content = zlib.decompress(match[1])
        except zlib.error:
            continue
        if b" Tf ET" in content:
            return content.decode("latin-1")
    raise AssertionError("no page")


def codes_of(pdf: bytes) -> Iterator[tuple[float, str]]:
    """Each code drawn: the width of its dark square in mm, and what it says."""
    for drawing in page_of(pdf).split(" cm /GS")[1:]:
        cells = [tuple(map(float, found)) for found in _RECTANGLE.findall(drawing.split(" f", 1)[0])]
        left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        module = cells[0][3]
        width = max(cell[0] + cell[2] for cell in cells) - left
        side = round(width / module)
        dark = set()
        for x, y, wide, _ in cells:
            row, first = round((y - top) / module), round((x - left) / module)
            dark |= {(row, first + n) for n in range(round(wide / module))}
        yield width, decode(dark, side)


def decode(dark: set[tuple[int, int]], side: int) -> str:
    """What a code says, read without correction: every module must be right."""
    version = (side - 17) // 4
    mask = _mask_of(dark)
    bits = [((r, c) in dark) ^ (not _MASKS[mask](r, c)) for r, c in _path(side, version)]
    codewords = [sum(bit << (7 - n) for n, bit in enumerate(bits[i : i + 8])) for i in range(0, len(bits) // 8 * 8, 8)]
    blocks, size, _ = _BLOCKS[version]
    data = [codewords[n * blocks + block] for block in range(blocks) for n in range(size)]
    stream = "".join(f"{word:08b}" for word in data)
    assert stream[:4] == "0100"  # bytes
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


def _mask_of(dark: set[tuple[int, int]]) -> int:
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    written = sum(((place in dark) << (14 - n)) for n, place in enumerate(places)) ^ _FORMAT_MASK
    assert written >> 13 == 0b00  # level M
    return written >> 10 & 0b111


def _path(side: int, version: int) -> Iterator[tuple[int, int]]:
    columns = [*range(side - 1, 6, -2), 5, 3, 1]
    for number, right in enumerate(columns):
        rows = range(side - 1, -1, -1) if number % 2 == 0 else range(side)
        for row in rows:
            yield from ((row, column) for column in (right, right - 1) if not _is_fixed(row, column, side, version))


def _is_fixed(row: int, column: int, side: int, version: int) -> bool:
    near, far = 8, side - 8
    finder = (row <= near and (column <= near or column >= far)) or (row >= far and column <= near)
    middle = side - 7
    alignment = version > 1 and abs(row - middle) <= 2 and abs(column - middle) <= 2
    return finder or alignment or row == 6 or column == 6
