"""Scenes that nothing ever says: a sentence that no pupil can reach, because its name is in no rule and in none of the program's."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from content.check.place import Place
from content.check.remarks import Remark

_BY_THE_PROGRAM = Path(__file__).with_name("said_by_the_program.yml")
LANGUAGE, NUMBERS = "utter_langue__", "utter_langue_numeros__"


def check(place: Place) -> Iterator[Remark]:
    """Scenes without a way to them; languages that have only one of their two scenes."""
    actions = _actions(place)
    known = by_the_program()
    scenes: dict[str, tuple[str, int]] = {}
    for path in place.responses:
        read = place.read(path)
        for scene in read.content.get("responses") or {}:
            scenes[scene] = (place.name(path), read.line("responses", scene))
    for scene, (file, line) in scenes.items():
        if scene not in actions and scene not in known["scenes"] and not scene.startswith(tuple(known["families"])):
            yield Remark(file, line, "scene_unsaid", {"scene": scene})
        missing = _other_half(scene)
        if missing and missing not in scenes:
            yield Remark(file, line, "scene_language", {"scene": scene, "missing": missing})


def _actions(place: Place) -> set[str]:
    rules = [rule for path in place.rules for rule in place.read(path).content["rules"]]
    return {step["action"] for rule in rules for step in rule.get("steps") or () if step.get("action")}


def _other_half(scene: str) -> str | None:
    if scene.startswith(LANGUAGE):
        return NUMBERS + scene.removeprefix(LANGUAGE)
    return LANGUAGE + scene.removeprefix(NUMBERS) if scene.startswith(NUMBERS) else None


@cache
def by_the_program() -> Mapping[str, Sequence[str]]:
    """`scenes`: names that the program says by itself; `families`: beginnings of such names."""
    read: Mapping[str, Sequence[str]] = yaml.safe_load(_BY_THE_PROGRAM.read_text(encoding="utf-8"))
    return read
