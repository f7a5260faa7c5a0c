"""Where a line of a file is on the map: what a remark of `content check` is linked to. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from content.check.place import Place
from content.map.dialogue import UTTER, Dialogue, Scene, dictionary
from content.map.page import file_anchor
from content.map.words_of import entries

_HELPLINES = "data/facts/helplines.yml"
_STORIES = "tests/stories/"


@dataclass(frozen=True)
class Anchors:
    """`by_line`: by file, what begins at each line, in order; `whole`: by file, where what is not under any of these is."""

    by_line: Mapping[str, tuple[tuple[int, str], ...]]
    whole: Mapping[str, str]
    by_theme: Mapping[str, str]

    def of(self, file: str, line: int) -> str | None:
        """The anchor of that line, without `#`; None when the map does not show it."""
        known = self.by_line.get(file, ())
        before = bisect_right(known, line, key=lambda each: each[0])
        if before:
            return known[before - 1][1]
        theme = PurePosixPath(file).parent.name if file.startswith(_STORIES) else ""
        return self.whole.get(file) or self.by_theme.get(theme)


def anchors(place: Place, dialogue: Dialogue) -> Anchors:
    """Scenes by their own lines, rules and ways of saying by the scene that answers them, lines to call, stories by their theme."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file, line, anchor in (*_scenes(dialogue), *_rules(dialogue), *_ways(place, dialogue), *_lines(place)):
        found.setdefault(file, []).append((line, anchor))
    return Anchors(
        {file: tuple(sorted(each)) for file, each in found.items()},
        {file.name: file_anchor(file.name) for file in dialogue.files},
        {scene.name.removeprefix(UTTER): scene.name for scene in dialogue.scenes.values()},
    )


Begins = Iterator[tuple[str, int, str]]


def _scenes(dialogue: Dialogue) -> Begins:
    yield from ((each.spot.file, each.spot.line, each.name) for each in dialogue.scenes.values())


def _rules(dialogue: Dialogue) -> Begins:
    for scene, told in dialogue.told.items():
        if scene in dialogue.scenes:
            yield from ((each.spot.file, each.spot.line, scene) for each in told)


def _ways(place: Place, dialogue: Dialogue) -> Begins:
    """Each block of data/nlu, each intent of domain.yml."""
    for path in place.examples:
        read = place.read(path)
        for at, block in entries(dictionary(read.content).get("nlu")):
            if scene := _answer(dialogue, str(block.get("intent"))):
                yield place.name(path), read.line("nlu", at), scene.name
    domain = place.read(place.root / "domain.yml")
    for at, intent in enumerate(dictionary(domain.content).get("intents") or ()):
        if scene := _answer(dialogue, str(intent)):
            yield "domain.yml", domain.line("intents", at), scene.name


def _answer(dialogue: Dialogue, intent: str) -> Scene | None:
    return dialogue.scenes.get(dialogue.answers.get(intent, ""))


def _lines(place: Place) -> Begins:
    path = place.root / _HELPLINES
    if path.is_file():
        read = place.read(path)
        for at, line in entries(dictionary(read.content).get("lines")):
            yield _HELPLINES, read.line("lines", at), f"ligne-{line.get('id')}"
