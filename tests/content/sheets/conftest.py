"""A small project with every way of writing a sentence that the real one has; its workbook, opened in openpyxl as a person would in a spreadsheet."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from small_project import AT, RESPONSES, ROOT, SAYINGS

from content.check import Place
from content.sheets.writing import export


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for folder in ("responses", "nlu", "facts"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    (tmp_path / "data" / "responses" / "fugue.yml").write_bytes(RESPONSES.encode())
    (tmp_path / "data" / "nlu" / "fugue.yml").write_bytes(SAYINGS.encode())
    (tmp_path / "domain.yml").write_text("intents: [fugue]\n", encoding="utf-8")
    shutil.copy(ROOT / "data" / "facts" / "helplines.yml", tmp_path / "data" / "facts")
    return Place(tmp_path, AT.date())


@pytest.fixture
def workbook(place: Place, tmp_path: Path) -> Path:
    path = tmp_path / "phrases.xlsx"
    export(place, path, AT)
    return path


@pytest.fixture
def edit(workbook: Path) -> Callable[..., None]:
    """`edit(sheet, {"D2": "…"})`: what a person types, saved; None empties a cell."""

    def typed(sheet: str, cells: dict[str, Any]) -> None:
        book = load_workbook(workbook)
        for where, value in cells.items():
            book[sheet][where] = value[1:] if str(value).startswith("==") else value
            if isinstance(value, str):  # a spreadsheet keeps text as text in cells of the format « text »
                book[sheet][where].data_type = "f" if value.startswith("==") else "s"
        book.save(workbook)

    return typed
