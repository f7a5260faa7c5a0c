"""A workbook's changes put into the files: worked out and checked in a copy first, then written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from content.check import Place, Remark
from content.check.lines import Way
from content.sheets.changes import Changes
from content.sheets.examples import Edit, edited
from content.sheets.reading import text_of
from content.sheets.refusals import Refusal
from content.sheets.scalars import UnfaithfulError, replaced

Check = Callable[[Place], Iterable[Remark]]
_COPIED = ("data", "tests/stories", "docs/fr/regles.md", "domain.yml", "benchmarks/recognition")


class ChangedMeanwhileError(Exception):
    """A file is not any more what it was when the import began; nothing was written."""


@dataclass(frozen=True)
class Written:
    """One file, before and after."""

    path: Path
    before: str
    after: str


def written(place: Place, changes: Changes) -> tuple[list[Written], list[Refusal]]:
    """Each file that changes, with its new text; or the rows whose text a file cannot hold."""
    found: list[Written] = []
    refusals: list[Refusal] = []
    for file in sorted(_files(changes)):
        path = place.root / file
        before = text_of(path)
        try:
            after = _after(file, before, changes)
        except UnfaithfulError:
            refusals.extend(_rows(file, changes))
        else:
            found.append(Written(path, before, after))
    return found, refusals


def _files(changes: Changes) -> set[str]:
    said = {each.sentence.file for each in changes.said}
    return said | {each.saying.file for each in changes.learnt} | {each.file for each in changes.added}


def _after(file: str, before: str, changes: Changes) -> str:
    said: dict[Way, str] = {each.sentence.way: each.after for each in changes.said if each.sentence.file == file}
    if said:
        return replaced(before, said)
    lines = {each.saying.example.line: each.after for each in changes.learnt if each.saying.file == file}
    added = [(each.intent, each.marks, each.text) for each in changes.added if each.file == file]
    return edited(before, Edit(lines, added))


def _rows(file: str, changes: Changes) -> Iterator[Refusal]:
    for said in (each for each in changes.said if each.sentence.file == file):
        yield Refusal("sentences", said.row, "unfaithful", {"file": file})
    for learnt in (each for each in changes.learnt if each.saying.file == file):
        yield Refusal("sayings", learnt.row, "unfaithful", {"file": file})
    for added in (each for each in changes.added if each.file == file):
        yield Refusal("added", added.row, "unfaithful", {"file": file})


def new_errors(place: Place, files: Sequence[Written], check: Check) -> list[Remark]:
    """What `content check` would refuse after the import and does not refuse today."""
    with _copy(place) as copy:
        for each in files:
            _put(copy.root / each.path.relative_to(place.root), each.after)
        after = [remark for remark in check(copy) if remark.is_error]
    if not after:
        return []
    before = {(remark.file, remark.what) for remark in check(place) if remark.is_error}
    return [remark for remark in after if (remark.file, remark.what) not in before]


def row_of(changes: Changes, remark: Remark) -> Refusal | None:
    """The row of the workbook that a remark is about: that says its words, or changes its scene; None when it is about something else."""
    words = [fact for name, fact in remark.facts.items() if name in ("words", "text") and fact]
    scene = remark.facts.get("scene", "").partition("[")[0]
    facts = {"what": remark.what, "how": remark.how}
    for sheet, row, text in _texts(changes):
        if any(said in " ".join(text.split()) for said in words):
            return Refusal(sheet, row, "remark", facts)
    rows = (each.row for each in changes.said if each.sentence.scene == scene)
    return next((Refusal("sentences", row, "remark", facts) for row in rows), None)


def _texts(changes: Changes) -> Iterator[tuple[str, int, str]]:
    yield from (("sentences", each.row, each.after) for each in changes.said)
    yield from (("sayings", each.row, each.after) for each in changes.learnt if each.after)
    yield from (("added", each.row, each.text) for each in changes.added)


@contextmanager
def _copy(place: Place) -> Iterator[Place]:
    """What the check reads, in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="parlons-en-import-") as folder:
        for name in _COPIED:
            source, target = place.root / name, Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
            elif source.is_file():
                shutil.copy(source, target)
        yield Place(Path(folder), place.today)


def apply(files: Sequence[Written], replace: Callable[[Path, Path], None] = os.replace) -> None:
    """Every file, or none: all new texts are on the disk before the first takes its place, and what took its place goes back if one fails.

    Raises:
        ChangedMeanwhileError: somebody else wrote one of them; nothing is changed.
        OSError: one cannot be written; nothing is changed.
    """
    if any(text_of(each.path) != each.before for each in files):
        raise ChangedMeanwhileError
    done: list[Written] = []
    beside = {each.path: each.path.with_name(f".{each.path.name}.import") for each in files}
    try:
        for each in files:
            _put(beside[each.path], each.after)
            shutil.copymode(each.path, beside[each.path])
        for each in files:
            replace(beside[each.path], each.path)
            done.append(each)
    except OSError:
        for each in done:
            _put(each.path, each.before)
        raise
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink()


def _put(path: Path, text: str) -> None:
    with path.open("wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
