"""The picture of the dialogue: what is told on the left, where the buttons of its answer lead on the right. Pure geometry."""

from collections import Counter
from dataclasses import dataclass

from content.gate.words import danger_name
from content.map.dialogue import Dialogue, Scene

_STEP, _TOP, _LEFT, _RIGHT, WIDTH = 26, 20, 290, 560, 860


@dataclass(frozen=True)
class Node:
    """A name and where it stands, in the picture's own units."""

    name: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """Two columns and the lines between them, each from (x, y) to (x, y)."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    edges: tuple[tuple[Node, Node], ...]
    height: int
    width: int = WIDTH


def draw(dialogue: Dialogue) -> Picture:
    """The scenes whose name is a situation, or a danger, and those that their buttons open, most opened first."""
    told = [
        scene
        for scene in dialogue.scenes.values()
        if scene.name in dialogue.told and _opens(dialogue, scene) and _is_told(scene)
    ]
    opened = Counter(name for scene in told for name in _opens(dialogue, scene))
    tall = max(len(told), len(opened), 1)
    left = {
        scene.name: Node(_name(scene.label), _LEFT, _at(place, len(told), tall)) for place, scene in enumerate(told)
    }
    right = {
        name: Node(_name(dialogue.scenes[name].label), _RIGHT, _at(place, len(opened), tall))
        for place, (name, _) in enumerate(opened.most_common())
    }
    edges = tuple((left[scene.name], right[name]) for scene in told for name in sorted(_opens(dialogue, scene)))
    return Picture(tuple(left.values()), tuple(right.values()), edges, 2 * _TOP + tall * _STEP)


def _is_told(scene: Scene) -> bool:
    """A situation has a French name, or it is a danger now."""
    return danger_name(scene.label) != scene.label or scene.label.startswith("danger_")


def _opens(dialogue: Dialogue, scene: Scene) -> set[str]:
    leads = (dialogue.leads_to(payload) for said in scene.variations for _, payload in said.buttons)
    return {name for name in leads if name}


def _name(label: str) -> str:
    known = danger_name(label)
    return known if known != label else label.replace("__", ", ").replace("_", " ").capitalize()


def _at(place: int, count: int, tall: int) -> int:
    return _TOP + round((place + 0.5) * tall * _STEP / count)
