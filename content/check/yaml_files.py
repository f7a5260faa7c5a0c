"""Every file can be read, and has what its folder wants at its top."""

from collections.abc import Iterator
from pathlib import Path

from content.check.lines import Unreadable
from content.check.place import Place
from content.check.remarks import Remark

_TOPS = {"nlu": "nlu", "rules": "rules"}


def check(place: Place) -> Iterator[Remark]:
    """Unreadable files, empty files, files without their first key, a name written twice."""
    for path in place.all_files:
        yield from _file(place, path)


def _file(place: Place, path: Path) -> Iterator[Remark]:
    name = place.name(path)
    try:
        read = place.read(path)
    except Unreadable as error:
        yield Remark(name, error.line, error.code)
        return
    if not isinstance(read.content, dict):
        yield Remark(name, 1, "yaml_empty")
        return
    top = _TOPS.get(path.parent.name)
    if top is not None and not isinstance(read.content.get(top), list):
        yield Remark(name, 1, "yaml_no_top", {"top": top})
    for key, line, first in read.twice:
        yield Remark(name, line, "yaml_twice", {"key": key, "first": str(first)})
