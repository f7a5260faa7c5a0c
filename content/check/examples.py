"""Ways of saying: a situation that exists, known marks, nothing personal, no line that two situations share."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from content.check.place import Place
from content.check.remarks import Remark

ABOUT = ("self", "other", "author", "none")
URGENCIES = (0, 1, 2)
KEYS = frozenset({"about", "urgency", "flags", "hand", "pair"})
# What a real pupil would leave, and an invented line never needs.
PERSONAL = {
    "personal_phone": re.compile(r"(?<!\d)0[1-9](?:[ .-]?\d\d){4}(?!\d)|\+33[ .-]?\d(?:[ .-]?\d\d){4}"),
    "personal_mail": re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
    "personal_address": re.compile(r"\b\d{1,3},? (?:bis |ter )?(?:rue|avenue|boulevard|impasse|chemin|allée|place) \w+", re.IGNORECASE),
    "personal_account": re.compile(r"(?<!\w)@[\w.]{3,}"),
    "personal_name": re.compile(r"\b(?:[Jj]e m'appelle|[Mm]on nom c'est|[Jj]e suis) [A-ZÉÈ][a-zéèêëïç-]+ [A-ZÉÈ][A-Za-zéèêëïç-]+"),
}  # fmt: skip


@dataclass(frozen=True)
class _Line:
    file: str
    line: int
    text: str
    intent: str


def check(place: Place) -> Iterator[Remark]:
    """Blocks one by one, then the lines that two situations share."""
    seen: dict[str, _Line] = {}
    for path in place.examples:
        read = place.read(path)
        for number, block in enumerate(read.content["nlu"]):
            name, line = place.name(path), read.line("nlu", number)
            yield from _block(place, name, line, block)
            starts = read.line("nlu", number, "examples")
            lines = list(_lines(name, starts, block))
            for each in lines:
                yield from _personal(each)
                yield from _shared(seen, each)


def _block(place: Place, file: str, line: int, block: Any) -> Iterator[Remark]:
    if not isinstance(block, dict) or not isinstance(block.get("examples"), str):
        yield Remark(file, line, "example_block")
        return
    intent = str(block.get("intent", ""))
    if intent not in place.intents:
        near = get_close_matches(intent, place.intents, n=1)
        yield Remark(
            file, line, "example_situation", {"situation": intent, "near": near[0] if near else place.intents[0]}
        )
    yield from _marks(file, line, block.get("metadata") or {})
    for wrong in (each for each in block["examples"].splitlines() if each.strip() and not each.startswith("- ")):
        yield Remark(file, line, "example_dash", {"text": wrong.strip()[:60]})


def _marks(file: str, line: int, marks: dict[str, Any]) -> Iterator[Remark]:
    for key in sorted(set(marks) - KEYS):
        yield Remark(file, line, "example_mark", {"mark": key, "known": ", ".join(sorted(KEYS))})
    if marks.get("about", "none") not in ABOUT:
        yield Remark(file, line, "example_about", {"value": str(marks["about"]), "known": ", ".join(ABOUT)})
    if marks.get("urgency", 0) not in URGENCIES:
        yield Remark(file, line, "example_urgency", {"value": str(marks["urgency"])})


def _lines(file: str, starts: int, block: Any) -> Iterator[_Line]:
    if not isinstance(block, dict) or not isinstance(block.get("examples"), str):
        return
    for number, text in enumerate(block["examples"].splitlines(), start=starts + 1):
        if text.startswith("- ") and text[2:].strip():
            yield _Line(file, number, text[2:].strip(), str(block.get("intent", "")).partition("__")[0])


def _personal(line: _Line) -> Iterator[Remark]:
    for code, pattern in PERSONAL.items():
        if found := pattern.search(line.text):
            yield Remark(line.file, line.line, code, {"text": found.group()})


def _shared(seen: dict[str, _Line], line: _Line) -> Iterator[Remark]:
    first = seen.setdefault(plain(line.text), line)
    if first is line:
        return
    where = {"text": line.text[:60], "file": first.file, "line": str(first.line), "situation": first.intent}
    yield Remark(
        line.file, line.line, "example_twice" if first.intent == line.intent else "example_two_situations", where
    )


def plain(text: str) -> str:
    """The text without case, accents, punctuation: two lines that differ by these only are one to the model."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign))
    return " ".join(kept.split()) or " ".join(text.split())  # a line of signs only is those signs
