"""What the site and the assistant cannot start without: each helpline whole, each page with its sentences."""

from collections.abc import Iterator
from typing import Any

from content.check.place import Place
from content.check.remarks import Remark
from content.readings_elsewhere import PUPILS_PARTS
from facts.errors import FactError
from facts.helplines import helplines_of
from facts.holidays import PublicHolidays

# What a value of the wrong kind makes the reading of a helpline throw.
_WRONG = (FactError, KeyError, TypeError, ValueError, AttributeError)


def check(place: Place) -> Iterator[Remark]:
    """Helplines that would not be served, pages that would have nothing to say."""
    yield from _helplines(place)
    yield from _pages(place)


def _helplines(place: Place) -> Iterator[Remark]:
    path = place.root / "data" / "facts" / "helplines.yml"
    read = place.read(path)
    listed = read.content.get("lines")
    found: list[Remark] = []
    first: dict[str, int] = {}
    for number, line in enumerate(listed if isinstance(listed, list) else ()):
        name = str(line.get("id", number + 1)) if isinstance(line, dict) else str(number + 1)
        where = read.line("lines", number)
        if not _is_served({"lines": [line]}):
            found.append(Remark(place.name(path), where, "fact_malformed", {"what": name}))
        elif first.setdefault(name, where) != where:
            found.append(Remark(place.name(path), where, "fact_twice", {"what": name, "line": str(first[name])}))
    if not found and not _is_served(read.content):
        found.append(Remark(place.name(path), read.line("superseded"), "fact_together"))
    yield from found


def _is_served(content: dict[str, Any]) -> bool:
    try:
        helplines_of(content, PublicHolidays.none())
    except _WRONG:
        return False
    return True


def _pages(place: Place) -> Iterator[Remark]:
    for file, parts in PUPILS_PARTS.items():
        path = place.root / "data" / "responses" / file
        content = place.read(path).content if path in place.responses else {}
        for part in parts:
            if _inside(content, part.split(".")) is None:
                yield Remark(f"data/responses/{file}", 1, "page_missing", {"part": part})


def _inside(content: Any, way: list[str]) -> Any:
    for name in way:
        content = content.get(name) if isinstance(content, dict) else None
    return content
