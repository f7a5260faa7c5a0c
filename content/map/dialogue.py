"""The dialogue as its files write it: what is told, the scene that answers, the words for each level, where the buttons lead. Pure but for reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

from content.check.place import Place
from content.map.words_of import Row, Variation, entries, rows, variation

UTTER = "utter_"
_REFERENCE = re.compile(r" \([^()]*\)")
_END_OF_TITLE = re.compile(r"\. | : |\.$")
_SAMPLES = 5  # ways of saying shown for each intent


@dataclass(frozen=True)
class Spot:
    """A line of a file of the project."""

    file: str
    line: int


@dataclass(frozen=True)
class Told:
    """What leads to a scene by a rule: an intent, how many ways of saying it were written (`learnt`, `set_phrases`), and a few of them."""

    intent: str
    rule: str
    spot: Spot
    learnt: int = 0
    set_phrases: int = 0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """One response of data/responses/, whole."""

    name: str
    spot: Spot
    rows: tuple[Row, ...]

    @property
    def label(self) -> str:
        """Its name without what every name begins with."""
        return self.name.removeprefix(UTTER)

    @property
    def variations(self) -> Iterator[Variation]:
        """All its words."""
        for row in self.rows:
            yield from filter(None, (row.older, row.primary))


@dataclass(frozen=True)
class File:
    """A file of scenes; `about` is what its first comment begins with."""

    name: str
    about: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True)
class Dialogue:
    """Everything, in the order of reading: what pupils tell first, then the rest."""

    files: tuple[File, ...]
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)  # by the name of the scene that answers
    answers: Mapping[str, str] = field(default_factory=dict)  # by intent, the scene

    @cached_property
    def scenes(self) -> Mapping[str, Scene]:
        """By name."""
        return {scene.name: scene for file in self.files for scene in file.scenes}

    def leads_to(self, payload: str) -> str | None:
        """The scene that a button opens."""
        scene = self.answers.get(payload.removeprefix("/").partition("{")[0], "")
        return scene if scene in self.scenes else None

    @cached_property
    def pressed_in(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """By scene, the buttons that open it: the scene that shows each, its title."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for scene in self.scenes.values():
            for said in scene.variations:
                for title, payload in said.buttons:
                    if opened := self.leads_to(payload):
                        found.setdefault(opened, {})[(scene.name, title)] = None
        return {name: tuple(each) for name, each in found.items()}

    def finer(self, name: str) -> list[str]:
        """The scenes that may be said instead of that one, by what was told: those named after it."""
        return [other for other in self.scenes if other.startswith(f"{name}__")]

    def coarser(self, name: str) -> str | None:
        """The scene that this one may replace."""
        before, cut, _ = name.rpartition("__")
        return before if cut and before in self.scenes else None


def read_dialogue(place: Place) -> Dialogue:
    """The dialogue of that folder.

    Raises:
        content.check.lines.Unreadable: a file is not YAML: `content check` says which.
    """
    told = _told(place)
    answers = {each.intent: scene for scene, entries in told.items() for each in entries}
    order = {scene: at for at, intent in enumerate(place.intents) if (scene := answers.get(intent))}
    found = list(_files(place))
    found.sort(key=lambda file: (min(order.get(each.name, len(order)) for each in file.scenes), file.name))
    return Dialogue(tuple(found), told, answers)


def _files(place: Place) -> Iterator[File]:
    for path in place.responses:
        read, name = place.read(path), place.name(path)
        written = dictionary(dictionary(read.content).get("responses"))
        scenes = tuple(
            Scene(scene, Spot(name, read.line("responses", scene)), rows([*_variations(each)]))
            for scene, each in written.items()
        )
        scenes = tuple(scene for scene in scenes if scene.rows)
        if scenes:
            yield File(name, _title(path.read_text(encoding="utf-8")), scenes)


def _title(text: str) -> str:
    """What the comment at the top of a file begins with, without what it refers to: « (B.17) », « (bot/hearing/adults.py) »."""
    top = takewhile(lambda line: line.startswith("#"), text.splitlines())
    said = _REFERENCE.sub("", " ".join(line.lstrip("# ") for line in top))
    return _END_OF_TITLE.split(said, maxsplit=1)[0]


def _variations(written: Any) -> Iterator[Variation]:
    yield from (variation(each) for _, each in entries(written) if isinstance(each.get("text"), str))


def _told(place: Place) -> dict[str, tuple[Told, ...]]:
    """By scene, what the rules answer with it."""
    learnt, phrases = _learnt(place), _set_phrases(place)
    found: dict[str, list[Told]] = {}
    for path in place.rules:
        read = place.read(path)
        for at, rule in entries(dictionary(read.content).get("rules")):
            spot = Spot(place.name(path), read.line("rules", at))
            for intent, scene in _steps(rule.get("steps")):
                ways = learnt.get(intent, [])
                samples = tuple(ways[:: max(1, len(ways) // _SAMPLES)][:_SAMPLES])
                one = Told(intent, str(rule.get("rule")), spot, len(ways), phrases.get(intent, 0), samples)
                found.setdefault(scene, []).append(one)
    return {scene: tuple(each) for scene, each in found.items()}


def _steps(steps: Any) -> Iterator[tuple[str, str]]:
    intent = None
    for _, step in entries(steps):
        intent = step.get("intent", intent)
        if intent and "action" in step:
            yield str(intent), str(step["action"])


def _learnt(place: Place) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in place.examples:
        for _, block in entries(dictionary(place.read(path).content).get("nlu")):
            lines = filter(str.strip, str(block.get("examples") or "").splitlines())
            found.setdefault(str(block.get("intent")), []).extend(line.removeprefix("- ").strip() for line in lines)
    return found


def _set_phrases(place: Place) -> dict[str, int]:
    path = place.root / "bot" / "hearing" / "set_phrases.yml"
    found: dict[str, int] = {}
    for each in place.read(path).content["phrases"] if path.is_file() else ():
        found[each["intent"]] = found.get(each["intent"], 0) + len(each["said"])
    return found


def dictionary(written: Any) -> dict[str, Any]:
    """What was written, if it is keys and values; nothing otherwise."""
    return written if isinstance(written, dict) else {}
