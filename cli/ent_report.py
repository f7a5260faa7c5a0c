"""A report as a table that fits 80 columns: a symbol and a word for each level, never colour alone."""

import re
import textwrap
from datetime import datetime

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from administration.check import LEVELS, Level, Report, Saying, sayings, summary, texts
from facts.paris import in_paris

WIDTH = 80
LEVEL_WIDTH = 16
LEAST_WIDTH = 20
_NO_BREAK = "\u00a0"
_GLUED = re.compile(r"« | [»:;?!]")
STYLES: dict[Level, str] = {"red": "bold red", "warn": "yellow", "unknown": "cyan", "ok": "green"}


def print_report(console: Console, report: Report, now: datetime) -> None:
    """The headline, the verdict, then every finding, the gravest first."""
    local = in_paris(now)
    day, hour = f"{local:%d/%m/%Y}", f"{local.hour} h {local.minute:02d}"
    head = texts()["headline"].format(school=report.school_name, uai=report.uai, day=day, hour=hour)
    console.print(Text(wrapped(head, console.width), style="bold"))
    console.print(Text(wrapped(summary(report), console.width)))
    console.print(_table(report, console.width - LEVEL_WIDTH - 1))
    if any("*" in step for level in LEVELS for each in sayings(report, level) for step in each.do):
        console.print(Text(wrapped(texts()["footnote"], console.width)))
    console.print()


def _table(report: Report, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    first, second = texts()["command"]["columns"]
    table.add_column(first, width=LEVEL_WIDTH, min_width=LEVEL_WIDTH, no_wrap=True)
    table.add_column(second, no_wrap=True)
    for level in LEVELS:
        mark = texts()["levels"][level]
        for saying in sayings(report, level):
            table.add_row(Text(f"{mark['symbol']} {mark['word']}", style=STYLES[level]), _cell(saying, width))
    return table


def _cell(saying: Saying, width: int) -> Padding:
    steps = [f"{number}. {step}" if len(saying.do) > 1 else f"→ {step}" for number, step in enumerate(saying.do, 1)]
    text = Text("\n".join(wrapped(line, width) for line in (saying.says, *steps)))
    return Padding(text, (0, 0, 1 if saying.do else 0, 0))


def wrapped(line: str, width: int) -> str:
    """The line cut at spaces, never between a French quotation or punctuation mark and its word; only a longer address is cut inside."""
    glued = _GLUED.sub(lambda mark: mark[0].replace(" ", _NO_BREAK), line)
    cut = textwrap.wrap(glued, max(width, LEAST_WIDTH), break_on_hyphens=False)
    return "\n".join(cut).replace(_NO_BREAK, " ")
