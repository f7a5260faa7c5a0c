"""What the gate and the comparisons of models have left on this machine, newest first. Read only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cli.process import ROOT
from content.gate.verdict import BadVerdictError, Verdict, read_verdict
from facts.paris import PARIS

GATES, PAGES = ROOT / "models", ROOT / "var"
_ENDING = ".gate.json"


@dataclass(frozen=True)
class Gate:
    """The verdict on a model, None when its report cannot be read."""

    model: str
    verdict: Verdict | None


@dataclass(frozen=True)
class Page:
    """A page in `var/`: a comparison, a map."""

    name: str
    at: datetime


def gates(folder: Path = GATES) -> Iterator[Gate]:
    """Of each model that was judged."""
    for path in sorted(folder.rglob(f"*{_ENDING}"), key=_written, reverse=True):
        try:
            verdict = read_verdict(path)
        except BadVerdictError:
            verdict = None
        yield Gate(path.relative_to(folder).as_posix().removesuffix(_ENDING), verdict)


def pages(folder: Path = PAGES) -> Iterator[Page]:
    """The pages that `content diff --html` and `content map` wrote there."""
    for path in sorted(folder.glob("*.html"), key=_written, reverse=True):
        yield Page(path.name, datetime.fromtimestamp(_written(path), PARIS))


def page_named(name: str, folder: Path = PAGES) -> str | None:
    """The page of that very name in the list; None when there is none."""
    known = any(each.name == name for each in pages(folder))
    return (folder / name).read_text(encoding="utf-8") if known else None


def _written(path: Path) -> float:
    return path.stat().st_mtime
