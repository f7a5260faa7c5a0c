"""The workbook, written: every cell is text, none is ever a formula; what may be changed is white, the rest is grey and locked."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from content.check.place import Place
from content.sheets.known import known_flags, learnt_intents
from content.sheets.reading import lines, sayings, sentences
from content.sheets.rows import OPEN, Cells, line_row, saying_row, sentence_rows
from content.sheets.texts import headings, sheet_name, texts

VERSION = "1"
EMPTY_ROWS = 300  # ready to be filled on the sheet of additions
_WIDTHS = {
    "key": 8,
    "file": 26,
    "text": 80,
    "buttons": 36,
    "sources": 60,
    "name": 40,
    "conditions": 24,
    "scene": 26,
    "hours": 34,
    "note": 40,
}
_GREY = PatternFill("solid", fgColor="FFEEEEEE")
_HEAD = PatternFill("solid", fgColor="FF000091")
_TEXT = "@"  # what is typed over stays text: « =1+1 » too


def export(place: Place, path: Path, at: datetime) -> None:
    """Write the workbook of this project at `path`.

    Raises:
        OSError: it cannot be written there.
    """
    book = Workbook(write_only=True)
    found = list(sayings(place))
    rows: dict[str, Sequence[Cells]] = {
        "sentences": list(sentence_rows(list(sentences(place)))),
        "sayings": [saying_row(each) for each in found],
        "added": [dict.fromkeys(headings("added"), "")] * EMPTY_ROWS,
        "lines": [line_row(each) for each in lines(place)],
    }
    _about(book, path, at)
    for sheet, cells in rows.items():
        _sheet(book, sheet, cells)
    _hidden(
        book,
        {sheet: len(cells) for sheet, cells in rows.items() if sheet != "added"},
        learnt_intents(found),
        known_flags(found),
    )
    book.save(path)


def _about(book: Any, path: Path, at: datetime) -> None:
    sheet = book.create_sheet(sheet_name("about"))
    sheet.column_dimensions["A"].width = 120
    style = _style(sheet)
    for sentence in texts()["about"]:
        said = sentence.format(at=at.strftime("%d/%m/%Y à %Hh%M"), name=path.name)
        sheet.append([_cell(sheet, said, style)])
    sheet.protection.sheet = True


def _sheet(book: Any, name: str, rows: Sequence[Cells]) -> None:
    sheet = book.create_sheet(sheet_name(name))
    columns = headings(name)
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 14)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = False  # False: allowed
    if name == "added":
        _choices(sheet)
    head = _style(sheet, fill=_HEAD, font=Font(bold=True, color="FFFFFFFF"))
    sheet.append([_cell(sheet, title, head) for title in columns.values()])
    white, grey = _style(sheet, is_open=True), _style(sheet, fill=_GREY)
    styles = {column: white if column in OPEN[name] else grey for column in columns}
    for row in rows:
        sheet.append([_cell(sheet, row[column], style) for column, style in styles.items()])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _cell(sheet: Any, text: str, style: Any) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"  # openpyxl makes a formula of what begins with « = »
    cell._style = style  # noqa: SLF001 -- as openpyxl itself copies a style; set part by part, it takes three times as long
    return cell


def _style(sheet: Any, *, is_open: bool = False, fill: PatternFill | None = None, font: Font | None = None) -> Any:
    """Made once a sheet: 180,000 cells share three of them."""
    cell: Any = WriteOnlyCell(sheet)
    cell.number_format = _TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=not is_open)
    if fill is not None:
        cell.fill = fill
    if font is not None:
        cell.font = font
    return cell._style  # noqa: SLF001


def _choices(sheet: Any) -> None:
    """Lists to choose from, on the sheet of additions; the long one stands on the hidden sheet."""
    hidden = sheet_name("hidden")
    lists = {
        "situation": f"='{hidden}'!$C$1:$C$200",
        "about": f'"{",".join(texts()["who"].values())}"',
        "urgency": '"0,1,2"',
    }
    for place, column in enumerate(headings("added"), start=1):
        if column in lists:
            choice = DataValidation(type="list", formula1=lists[column].removeprefix("="), allow_blank=True)
            letter = get_column_letter(place)
            choice.add(f"{letter}2:{letter}{EMPTY_ROWS + 1}")
            sheet.data_validations.append(choice)


def _hidden(book: Any, counts: dict[str, int], intents: Sequence[str], flags: Sequence[str]) -> None:
    """What the import needs: the version, how many rows there were; and the lists of the additions."""
    sheet = book.create_sheet(sheet_name("hidden"))
    sheet.sheet_state = "hidden"
    style = _style(sheet)
    facts = [("version", VERSION), *((name, str(count)) for name, count in counts.items())]
    for place in range(max(len(facts), len(intents), len(flags))):
        fact = facts[place] if place < len(facts) else ("", "")
        others = [each[place] if place < len(each) else "" for each in (intents, flags)]
        sheet.append([_cell(sheet, text, style) for text in (*fact, *others)])
