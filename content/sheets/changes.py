"""What a workbook changes in the project, or why it is refused, row by row. Nothing is written here.

A row's key says what its text was when it was exported: a text that is still that one is not a change, whatever the project says now, and a
text that differs is one only if the project still says what was exported.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.check.place import Place
from content.sheets.additions import Added, additions
from content.sheets.allowed import ONE_LINE, SEVERAL_LINES, tidy, wrong_in
from content.sheets.opening import Book, Row
from content.sheets.reading import Saying, Sentence, fingerprint, sayings, sentences
from content.sheets.refusals import Refusal
from content.sheets.rows import OPEN, Cells, saying_row, sentence_rows
from content.sheets.texts import headings, sheet_name, texts


@dataclass(frozen=True)
class Said:
    """A scene says something else: `after` instead of what `sentence` says."""

    row: int
    sentence: Sentence
    after: str


@dataclass(frozen=True)
class Learnt:
    """A way of saying is said otherwise, or taken away (None)."""

    row: int
    saying: Saying
    after: str | None


@dataclass(frozen=True)
class Changes:
    """All that the workbook changes; empty refusals: it may be applied."""

    said: Sequence[Said]
    learnt: Sequence[Learnt]
    added: Sequence[Added]
    refusals: Sequence[Refusal]


def changes(place: Place, book: Book) -> Changes:
    """Every row compared with the project as it is now."""
    refusals = list(book.refusals)
    broken = {refusal.sheet for refusal in refusals if not refusal.row}
    whole = {sheet: [] if sheet in broken else rows for sheet, rows in book.rows.items()}
    bad = {(refusal.sheet, refusal.row) for refusal in refusals}
    whole = {sheet: [row for row in rows if (sheet, row.number) not in bad] for sheet, rows in whole.items()}
    for sheet, count in book.exported.items():
        gone = count - len(book.rows[sheet])
        if sheet not in broken and gone > 0:
            refusals.append(Refusal(sheet, 0, "rows", {"count": str(gone)}))
    known, spoken = list(sayings(place)), list(sentences(place))
    _locked("sentences", {cells["key"]: cells for cells in sentence_rows(spoken)}, whole["sentences"], refusals)
    _locked("sayings", {each.key: saying_row(each) for each in known}, whole["sayings"], refusals)
    said = list(_said({each.key: each for each in spoken}, whole["sentences"], refusals))
    learnt = list(_learnt(known, whole["sayings"], refusals))
    added = list(additions(known, whole["added"], refusals))
    _lines(whole["lines"], refusals)
    order = list(book.rows)
    return Changes(said, learnt, added, sorted(refusals, key=lambda each: (order.index(each.sheet), each.row)))


def _keyed(sheet: str, rows: Sequence[Row], refusals: list[Refusal]) -> Iterator[tuple[Row, str]]:
    """Each row with its key; a key that is no key, or that comes twice, is refused."""
    seen: dict[str, int] = {}
    for row in rows:
        key = row.cells["key"]
        if key.count("|") < 1:
            refusals.append(Refusal(sheet, row.number, "key", {"key": key, "added": sheet_name("added")}))
        elif key in seen:
            refusals.append(Refusal(sheet, row.number, "key_twice", {"first": str(seen[key])}))
        else:
            seen[key] = row.number
            yield row, key


def _locked(sheet: str, known: Mapping[str, Cells], rows: Sequence[Row], refusals: list[Refusal]) -> None:
    """What cannot be changed here, and was: saying nothing would let its editor believe that it was done."""
    for row in rows:
        shown = known.get(row.cells["key"], {})
        for column in (name for name in shown if name not in OPEN[sheet] and row.cells[name] != shown[name]):
            facts = {"column": headings(sheet)[column], "old": short(shown[column])}
            refusals.append(Refusal(sheet, row.number, "locked", facts))


def _said(known: Mapping[str, Sentence], rows: Sequence[Row], refusals: list[Refusal]) -> Iterator[Said]:
    by_place = {_place_of(each.key): each for each in known.values()}
    after = {row.cells["key"]: tidy(row.cells["text"]) for row in rows}
    for row, key in _keyed("sentences", rows, refusals):
        if fingerprint(row.cells["text"]) == _exported(key):
            continue
        now, text = by_place.get(_place_of(key)), tidy(row.cells["text"])
        if now is not None and text == tidy(now.text):
            continue
        if wrong := _wrong_sentence(key, now, text):
            refusals.append(Refusal("sentences", row.number, *wrong))
        elif now is not None and now.same_as is None:
            yield Said(row.number, now, text)
        elif now is not None and text != after.get(now.same_as or ""):
            first = known[now.same_as or ""]
            facts = {"scene": first.scene, "variation": str(first.variation)}
            refusals.append(Refusal("sentences", row.number, "same_as", facts))


def _wrong_sentence(key: str, now: Sentence | None, text: str) -> tuple[str, dict[str, str]] | None:
    if now is None:
        return "key_gone", {}
    if now.key != key:
        return "conflict", {"now": short(now.text)}
    return wrong_in(text, now.text, SEVERAL_LINES)


def _learnt(known: Sequence[Saying], rows: Sequence[Row], refusals: list[Refusal]) -> Iterator[Learnt]:
    by_key = {each.key: each for each in known}
    left = Counter((each.file, each.example.block) for each in known)
    for row, key in _keyed("sayings", rows, refusals):
        removed, is_same = row.cells["remove"].strip().casefold(), fingerprint(row.cells["text"]) == _exported(key)
        if is_same and not removed:
            continue
        now, text = by_key.get(key), tidy(row.cells["text"])
        if now is not None and removed:
            left[now.file, now.example.block] -= 1
        if wrong := _wrong_saying(now, text, removed, is_same=is_same):
            refusals.append(Refusal("sayings", row.number, *wrong))
        elif now is not None and removed and not left[now.file, now.example.block]:
            refusals.append(Refusal("sayings", row.number, "last", {"file": now.file}))
        elif now is not None and (removed or text != now.example.text):
            yield Learnt(row.number, now, None if removed else text)


def _wrong_saying(now: Saying | None, text: str, removed: str, *, is_same: bool) -> tuple[str, dict[str, str]] | None:
    if removed not in ("", texts()["remove_word"]):
        return "remove", {}
    if now is None:
        return "key_gone", {}
    if removed:
        return None if is_same else ("remove_changed", {})
    return wrong_in(text, now.example.text, ONE_LINE)


def _exported(key: str) -> str:
    """The fingerprint of what the row said when it was exported."""
    return key.rpartition("|")[2]


def _place_of(key: str) -> str:
    """File, scene and variation."""
    return key.rpartition("|")[0]


def _lines(rows: Sequence[Row], refusals: list[Refusal]) -> None:
    columns = [name for name in headings("lines") if name != "key"]
    for row, key in _keyed("lines", rows, refusals):
        if fingerprint("|".join(row.cells[name] for name in columns)) != _exported(key):
            refusals.append(Refusal("lines", row.number, "read_only"))


def short(text: str, most: int = 80) -> str:
    """On one line, cut where it is too long to be read in a list."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
