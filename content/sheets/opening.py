"""A workbook that comes from outside, opened with care: it is a zip of XML that anybody may have made, and it goes no further than text.

Macros, passwords, links elsewhere, entities, what would fill the memory: refused before openpyxl reads a byte of it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from content.sheets.refusals import BadWorkbookError, Refusal
from content.sheets.texts import headings, sheet_name
from content.sheets.writing import VERSION

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_UNPACKED, MOST_PARTS, MOST_ROWS = 20 * MEGABYTE, 200 * MEGABYTE, 500, 100_000
SHEETS = ("sentences", "sayings", "added", "lines")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old .xls, or a new one under a password
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_MARKUP = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 4096


@dataclass(frozen=True)
class Row:
    """One line of a sheet: `number` as the spreadsheet counts; the cells by our names of the columns, empty ones as ``""``."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Book:
    """The rows of each sheet that are not empty, what is wrong with their cells, and how many rows each sheet had when it was exported."""

    rows: Mapping[str, Sequence[Row]]
    refusals: Sequence[Refusal]
    exported: Mapping[str, int]


def opened(path: Path) -> Book:
    """Every sheet of the workbook at `path`.

    Raises:
        BadWorkbookError: it is not one of ours, or nothing that should be opened.
    """
    data = _bytes(path)
    _look_inside(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        return _read(book)
    except BadWorkbookError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers throw at a damaged part
        raise BadWorkbookError("damaged") from error


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadWorkbookError("too_big", size=str(size // MEGABYTE), most=str(MOST_BYTES // MEGABYTE))
        return path.read_bytes()
    except OSError as error:
        raise BadWorkbookError("missing") from error


def _look_inside(data: bytes) -> None:
    if data.startswith(_OLE):
        raise BadWorkbookError("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _look_at_parts(packed.infolist())
            for part in packed.infolist():
                _look_at_xml(packed.read(part))  # a part longer than it says does not read
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadWorkbookError("damaged" if data.startswith(b"PK") else "not_xlsx") from error


def _look_at_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadWorkbookError("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise BadWorkbookError("encrypted")
    _look_at_names({part.filename for part in parts})


def _look_at_names(names: set[str]) -> None:
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
        raise BadWorkbookError("not_xlsx")
    if any(
        "vbaProject" in name or name.startswith(("xl/macrosheets/", "xl/activeX/", "xl/embeddings/")) for name in names
    ):
        raise BadWorkbookError("macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise BadWorkbookError("links")


def _look_at_xml(part: bytes) -> None:
    """Office writes UTF-8 without a document type; entities have no business here."""
    if _MARKUP.search(part) or _DECLARED.match(part[:_HEAD]) or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadWorkbookError("bomb")


def _read(book: Any) -> Book:
    titles = set(book.sheetnames)
    hidden = sheet_name("hidden")
    if hidden not in titles:
        raise BadWorkbookError("not_ours")
    facts = {
        str(key): str(value)
        for key, value in book[hidden].iter_rows(max_row=MOST_ROWS, max_col=2, values_only=True)
        if key
    }
    if facts.pop("version", None) != VERSION:
        raise BadWorkbookError("version")
    refusals: list[Refusal] = []
    rows = {sheet: list(_rows(book, sheet, refusals)) for sheet in SHEETS}
    return Book(rows, refusals, {sheet: int(count) for sheet, count in facts.items()})


def _rows(book: Any, sheet: str, refusals: list[Refusal]) -> Iterator[Row]:
    if sheet_name(sheet) not in book.sheetnames:
        refusals.append(Refusal(sheet, 0, "missing"))
        return
    listed = book[sheet_name(sheet)].iter_rows(max_row=MOST_ROWS + 1, max_col=50)
    places = _columns(sheet, next(listed, ()), refusals)
    for number, cells in enumerate(listed, start=2):
        if number > MOST_ROWS:
            refusals.append(Refusal(sheet, 0, "long", {"most": str(MOST_ROWS)}))
            return
        said = {
            name: _text(sheet, number, name, cells[place], refusals)
            for name, place in places.items()
            if place < len(cells)
        }
        if any(said.values()):
            yield Row(number, {name: said.get(name, "") for name in places})


def _columns(sheet: str, head: Sequence[Any], refusals: list[Refusal]) -> dict[str, int]:
    """Where each of our columns stands: they may have been moved."""
    titles = [str(cell.value or "").strip() for cell in head]
    wrong = (name for name in headings(sheet).values() if titles.count(name) != 1)
    refusals.extend(
        Refusal(sheet, 0, "column_twice" if name in titles else "column", {"column": name}) for name in wrong
    )
    return {ours: titles.index(name) for ours, name in headings(sheet).items() if name in titles}


def _text(sheet: str, row: int, column: str, cell: Any, refusals: list[Refusal]) -> str:
    """What the cell says; a number where only digits are asked for is one."""
    value = cell.value
    if value is None:
        return ""
    title = headings(sheet)[column]
    if cell.data_type == "f":
        refusals.append(Refusal(sheet, row, "formula", {"column": title}))
        return ""
    if isinstance(value, str) and cell.data_type != "e":
        return value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    if column in ("urgency", "variation") and isinstance(value, int | float) and value == int(value):
        return str(int(value))
    refusals.append(Refusal(sheet, row, "not_text", {"column": title}))
    return ""
