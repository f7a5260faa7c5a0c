"""Scenes: one for each situation, words for the youngest, known conditions, buttons that lead somewhere, in one file only."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from content.catalogue import INFORMATION
from content.check.place import Place
from content.check.remarks import Remark

MOST_BUTTONS, MOST_BUTTONS_OF_AN_ADULT = 5, 6
TO_ADULTS = "utter_adulte__"
BESIDE_THE_TALK = "/voir_reperes"  # a way out, not one more answer
REGISTERS = ("primaire", "college", "lycee")
KEYS = frozenset({"condition", "text", "buttons", "custom"})


@dataclass(frozen=True)
class _Scene:
    file: str
    line: int
    name: str
    variations: list[Any]


def check(place: Place) -> Iterator[Remark]:
    """Scene by scene, then what no file has."""
    where: dict[str, _Scene] = {}
    for scene in _scenes(place):
        if scene.name in where:
            first = where[scene.name]
            yield Remark(
                scene.file,
                scene.line,
                "scene_twice",
                {"scene": scene.name, "file": first.file, "line": str(first.line)},
            )
        where.setdefault(scene.name, scene)
        yield from _one(place, scene)
    yield from _missing(place, where)


def _scenes(place: Place) -> Iterator[_Scene]:
    for path in place.responses:
        read = place.read(path)
        for name, variations in (read.content.get("responses") or {}).items():
            yield _Scene(
                place.name(path), read.line("responses", name), name, variations if isinstance(variations, list) else []
            )


def _one(place: Place, scene: _Scene) -> Iterator[Remark]:
    if not scene.variations:
        yield Remark(scene.file, scene.line, "scene_empty", {"scene": scene.name})
    most = MOST_BUTTONS_OF_AN_ADULT if scene.name.startswith(TO_ADULTS) else MOST_BUTTONS
    for number, variation in enumerate(scene.variations, start=1):
        for code, facts in _variation(place, variation, most):
            yield Remark(scene.file, scene.line, code, {"scene": scene.name, "number": str(number), **facts})


def _variation(place: Place, variation: Any, most: int) -> Iterator[tuple[str, dict[str, str]]]:
    if not isinstance(variation, dict) or not str(variation.get("text") or "").strip():
        yield "scene_no_text", {}
        return
    for key in sorted(set(variation) - KEYS):
        yield "scene_key", {"key": key, "known": ", ".join(sorted(KEYS))}
    for condition in variation.get("condition") or ():
        yield from _condition(place, condition)
    if not (variation.get("custom") or {}).get("guesses"):  # of those only the likeliest are shown
        yield from _buttons(place, variation.get("buttons") or (), most)


def _condition(place: Place, condition: Any) -> Iterator[tuple[str, dict[str, str]]]:
    slots = place.domain.get("slots") or {}
    name, value = condition.get("name"), condition.get("value")
    if name not in slots:
        yield "scene_condition", {"name": str(name), "known": ", ".join(sorted(slots))}
    elif name == "register" and value not in REGISTERS:
        yield "scene_register", {"value": str(value), "known": ", ".join(REGISTERS)}


def _buttons(place: Place, buttons: Any, most: int) -> Iterator[tuple[str, dict[str, str]]]:
    titles = [str(button.get("title", "")) for button in buttons]
    answers = [button for button in buttons if button.get("payload") != BESIDE_THE_TALK]
    if len(answers) > most:
        yield "scene_buttons", {"count": str(len(answers)), "most": str(most)}
    for title in sorted({title for title in titles if titles.count(title) > 1}):
        yield "scene_button_twice", {"title": title}
    for button in buttons:
        payload = str(button.get("payload", ""))
        intent = payload.removeprefix("/").partition("{")[0]
        if not payload.startswith("/") or intent not in place.intents:
            near = get_close_matches(intent, place.intents, n=1)
            yield (
                "scene_button",
                {"title": str(button.get("title", "")), "payload": payload, "near": near[0] if near else "autre_chose"},
            )


def _missing(place: Place, where: dict[str, _Scene]) -> Iterator[Remark]:
    for path in place.examples:
        for intent in {
            str(block.get("intent")) for block in place.read(path).content["nlu"] if isinstance(block, dict)
        }:
            if (
                intent in place.intents
                and f"utter_{intent}" not in where
                and "__" not in intent
                and intent != "conversation"
            ):
                yield Remark(place.name(path), 1, "scene_missing", {"situation": intent})
    for intent in place.intents:
        scene = where.get(f"utter_{intent}")
        if scene is not None and not _has_primary(scene):
            yield Remark(scene.file, scene.line, "scene_no_primary", {"scene": scene.name})
        if (
            scene is not None
            and scene.variations
            and all(isinstance(each, dict) and each.get("condition") for each in scene.variations)
        ):
            yield Remark(scene.file, scene.line, "scene_no_default", {"scene": scene.name})


def _has_primary(scene: _Scene) -> bool:
    told = [
        {each["name"]: each["value"] for each in variation.get("condition") or ()}
        for variation in scene.variations
        if isinstance(variation, dict)
    ]
    is_of_a_situation = any(INFORMATION.items() <= conditions.items() for conditions in told)
    return not is_of_a_situation or any(conditions.get("register") == "primaire" for conditions in told)
