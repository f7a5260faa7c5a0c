"""Each part of a file is of its kind: a text, a list, lines « name: value ». What is not would make no sense to anything that reads further."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from content.check.lines import Way
from content.check.place import Place
from content.check.remarks import Remark, texts
from content.readings_elsewhere import PUPILS_PARTS

_Wrong = Iterator[tuple[Way, str, Any]]
_Shape = Callable[[Any, Way], _Wrong]


def check(place: Place) -> Iterator[Remark]:
    """The first part that is not of its kind, in each file; what is left out is for the other checks to say."""
    for path in place.all_files:
        read = place.read(path)
        for way, wanted, found in _shape_of(place, path)(read.content, ()):
            facts = {"wanted": texts()["shape_wrong"][wanted], "found": str(found)[:40]}
            yield Remark(place.name(path), read.line(*way), "shape_wrong", facts)
            break


def _any(_content: Any, _way: Way) -> _Wrong:
    yield from ()


def _text(content: Any, way: Way) -> _Wrong:
    if not isinstance(content, str):
        yield way, "text", content


def _each(inside: _Shape) -> _Shape:
    def found(content: Any, way: Way) -> _Wrong:
        if not isinstance(content, list):
            yield way, "list", content
            return
        for number, item in enumerate(content):
            yield from inside(item, (*way, number))

    return found


def _named(inside: _Shape) -> _Shape:
    """Names of any kind, each with the same shape; one left empty is left out."""

    def found(content: Any, way: Way) -> _Wrong:
        if not isinstance(content, dict):
            yield way, "names", content
            return
        for name, value in content.items():
            if not isinstance(name, str):
                yield way, "text", name
            elif value is not None:
                yield from inside(value, (*way, name))

    return found


def _of(**parts: _Shape) -> _Shape:
    """Known names, each with its shape where it is there; others are free."""

    def found(content: Any, way: Way) -> _Wrong:
        if not isinstance(content, dict):
            yield way, "names", content
            return
        for name, shape in parts.items():
            if name in content:
                yield from shape(content[name], (*way, name))

    return found


def _all(**parts: _Shape) -> _Shape:
    """As `_of`, and none may be left out."""

    def found(content: Any, way: Way) -> _Wrong:
        yield from _of(**parts)(content, way)
        for name in parts if isinstance(content, dict) else ():
            if name not in content:
                yield way, "names", content

    return found


def _page(content: Any, way: Way) -> _Wrong:
    """Sentences of the site, as deep as they may stand: in a list, texts or names, nothing else."""
    if isinstance(content, dict):
        yield from _named(_page)(content, way)
    elif isinstance(content, list):
        for number, item in enumerate(content):
            yield from (_page if isinstance(item, dict) else _text)(item, (*way, number))


_VARIATION = _of(
    condition=_each(_all(name=_text, value=_text)),
    buttons=_each(_all(title=_text, payload=_text)),
    custom=_named(_any),
    text=_text,
)
_SHAPES: Mapping[str, _Shape] = {
    "responses": _of(responses=_named(_each(_VARIATION))),
    "nlu": _of(nlu=_each(_of(intent=_text, metadata=_of(about=_text, flags=_each(_text))))),
    "rules": _of(rules=_each(_of(rule=_text, steps=_each(_of(intent=_text, action=_text))))),
    "facts": _named(_any),
    "stories": _of(tours=_each(_of(situation=_text, bouton=_text))),
}
_DOMAIN = _of(intents=_each(_text), actions=_each(_text), slots=_named(_any))


def _shape_of(place: Place, path: Path) -> _Shape:
    if path == place.root / "domain.yml":
        return _DOMAIN
    if path.name in PUPILS_PARTS:
        return _page
    folder = "stories" if path in place.stories else path.parent.name
    return _SHAPES.get(folder, _any)
