"""`{…}` and figures in what the assistant says: a number comes from the facts, by a name that exists, and is never typed (rule zero)."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from content.check.place import Place
from content.check.remarks import Remark
from facts.errors import ExpiredFactError, FactError
from facts.helplines import Helplines, helplines_of
from facts.holidays import PublicHolidays
from facts.paris import PARIS
from facts.placeholders import PLACEHOLDER, fill

_BRACE = re.compile(r"\{[^{}]*\}?|\}")
_TYPED = re.compile(r"(?<![^\W\d_])\d[\d .]*\d|(?<![^\W\d_])\d(?![^\W\d_])")


def check(place: Place) -> Iterator[Remark]:
    """Every sentence and every button of every scene."""
    written = place.read(place.root / "data" / "facts" / "helplines.yml").content
    known = helplines_of(written, PublicHolidays.none())
    at = datetime.combine(place.today, time(12), PARIS)
    for path in place.responses:
        read = place.read(path)
        for scene, variations in (read.content.get("responses") or {}).items():
            for number, variation in enumerate(variations or ()):
                line = read.line("responses", scene, number, "text")
                for text in _texts(variation):
                    for code, facts in _wrong(text, at, known):
                        where = {"scene": scene, "number": str(number + 1)}
                        yield Remark(place.name(path), line, code, {**where, **facts})


def _texts(variation: Any) -> Iterator[str]:
    yield str(variation.get("text") or "")
    yield from (str(button.get("title", "")) for button in variation.get("buttons") or ())


def _wrong(text: str, at: datetime, known: Helplines) -> Iterator[tuple[str, dict[str, str]]]:
    for token in dict.fromkeys(_BRACE.findall(text)):
        if not PLACEHOLDER.fullmatch(token) or not _is_known(token, at, known):
            yield "placeholder_unknown", {"token": token}
    for typed in dict.fromkeys(_TYPED.findall(_BRACE.sub(" ", text))):
        yield "placeholder_typed", {"typed": typed}


def _is_known(token: str, at: datetime, known: Helplines) -> bool:
    try:
        fill(token, at, helplines=known)
    except ExpiredFactError:
        return True  # the dates say so
    except FactError:
        return False
    return True
