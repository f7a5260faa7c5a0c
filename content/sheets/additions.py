"""The sheet of additions: new ways of saying, each with its situation, who it is about, how urgent, its flags."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from content.check.examples import plain
from content.sheets.allowed import ONE_LINE, tidy, wrong_in
from content.sheets.known import file_of, known_flags, learnt_intents
from content.sheets.opening import Row
from content.sheets.reading import Saying
from content.sheets.refusals import Refusal
from content.sheets.texts import headings, texts

_URGENCIES = ("0", "1", "2")


@dataclass(frozen=True)
class Added:
    """A sentence to learn, and the marks of its block as the files write them."""

    row: int
    file: str
    intent: str
    marks: Mapping[str, Any]
    text: str


def additions(known: Sequence[Saying], rows: Sequence[Row], refusals: list[Refusal]) -> Iterator[Added]:
    """Every row that adds something right; the others are refused."""
    intents, flags = learnt_intents(known), known_flags(known)
    there = {plain(each.example.text): each for each in known}
    seen: dict[str, int] = {}
    for row in rows:
        cells = {name: row.cells[name].strip() for name in headings("added")}
        text = tidy(row.cells["text"])
        wrong = _wrong(cells, text, intents, flags)
        if wrong is None and (same := there.get(plain(text))) is not None:
            wrong = "there", {"file": same.file}
        if wrong is None and (first := seen.setdefault(plain(text), row.number)) != row.number:
            wrong = "added_twice", {"first": str(first)}
        if wrong is not None:
            refusals.append(Refusal("added", row.number, *wrong))
        else:
            yield Added(row.number, file_of(cells["situation"]), cells["situation"], _marks(cells), text)


def _wrong(
    cells: Mapping[str, str], text: str, intents: Sequence[str], flags: Sequence[str]
) -> tuple[str, dict[str, str]] | None:
    if not text or not cells["situation"]:
        return "half", {}
    if cells["situation"] not in intents:
        near = get_close_matches(cells["situation"], intents, n=1)
        return "situation", {"situation": cells["situation"], "near": near[0] if near else intents[0]}
    if cells["about"] not in texts()["who"].values():
        return "who", {"value": cells["about"], "known": ", ".join(texts()["who"].values())}
    if cells["urgency"] not in _URGENCIES:
        return "urgency", {"value": cells["urgency"]}
    if unknown := next((flag for flag in _flags(cells) if flag not in flags), None):
        return "flag", {"value": unknown, "known": ", ".join(flags)}
    return wrong_in(text, "", ONE_LINE)


def _flags(cells: Mapping[str, str]) -> list[str]:
    return [flag.strip() for flag in cells["flags"].split(",") if flag.strip()]


def _marks(cells: Mapping[str, str]) -> dict[str, Any]:
    who = {said: name for name, said in texts()["who"].items()}
    marks: dict[str, Any] = {"about": who[cells["about"]], "urgency": int(cells["urgency"])}
    return {**marks, "flags": _flags(cells)} if _flags(cells) else marks
