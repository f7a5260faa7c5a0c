"""Why a workbook is refused: where in it, and what to do, in one line of French."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.sheets.texts import sheet_name, texts


class BadWorkbookError(Exception):
    """The file as a whole is not one that may be read; `code` is one of `file:` in the French."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.said: str = texts()["refused_file"].format(what=texts()["file"][code].format(**facts))


@dataclass(frozen=True)
class Refusal:
    """`row` counts from 1 as the spreadsheet does; 0: the sheet as a whole."""

    sheet: str
    row: int
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        of = "row" if self.row else "sheet"
        what = texts()[of][self.code].format(**self.facts)
        return str(texts()["refused_at" if self.row else "refused_sheet"]).format(
            sheet=sheet_name(self.sheet), row=self.row, what=what
        )
