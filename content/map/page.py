"""The map as one page that needs nothing else: no network, no other file; only its search needs its script, allowed by its own policy."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.gate.words import danger_name
from content.map.dialogue import Dialogue, Scene
from content.map.picture import draw
from content.map.words_of import Conditions
from facts.helplines import Helpline, load_helplines

_HERE = Path(__file__).parent
TEXTS: dict[str, Any] = yaml.safe_load((_HERE / "map.fr.yml").read_text(encoding="utf-8"))
_PARTS = ("page.css.html", "page.js.html")
_INLINE = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class MapPage:
    """The page, and the policy (CSP) under which it works: also written in it."""

    html: str
    policy: str


def map_page(dialogue: Dialogue, at: str) -> MapPage:
    """The map; `at`: when it was drawn, as it is read."""
    words = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words.globals.update(texts=TEXTS, case=case, otherwise=otherwise, line_name=line_name, anchor=file_anchor)
    ways = sum(each.learnt for told in dialogue.told.values() for each in told)
    policy = map_policy()
    html = words.get_template("page.html").render(
        it=dialogue, at=at, ways=ways, picture=draw(dialogue), lines=list(_lines(dialogue)), policy=policy
    )
    return MapPage(html, policy)


def map_policy() -> str:
    """What the page may do: nothing but its very own style and script."""
    source = "".join((_HERE / name).read_text(encoding="utf-8") for name in _PARTS)
    hashes = {kind: _hash(inside) for kind, inside in _INLINE.findall(source)}
    return f"default-src 'none'; style-src '{hashes['style']}'; script-src '{hashes['script']}'; base-uri 'none'; form-action 'none'"


def _hash(inside: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}"


def file_anchor(name: str) -> str:
    """Where a file of scenes begins on the page."""
    return f"fichier-{Path(name).stem}"


def case(conditions: Conditions) -> str:
    """When these words are said, in French."""
    if not conditions:
        return str(TEXTS["always"])
    return str(TEXTS["when"]).format(conditions=TEXTS["and"].join(_condition(*each) for each in conditions))


def _condition(name: str, value: str) -> str:
    known = TEXTS["conditions"].get(name, {}).get(value)
    if known:
        return str(known)
    shape = TEXTS["any_condition"].get(name, TEXTS["any_condition"]["other"])
    return str(shape).format(name=name, value=danger_name(value).lower() if name == "situation" else value)


def otherwise(scene: Scene) -> str:
    """How a scene that no rule and no button opens comes to be said."""
    fits = (said for start, said in TEXTS["otherwise_by"].items() if scene.name.startswith(start))
    return str(TEXTS["otherwise"]).format(how=next(fits))


@cache
def line_name(name: str) -> str:
    """A helpline as it is named on its card."""
    line = load_helplines().lines.get(name)
    return line.name if line else name


@dataclass(frozen=True)
class ShownLine:
    """A helpline, and the scenes that name it; those of the situation are not counted."""

    line: Helpline
    scenes: tuple[Scene, ...]


def _lines(dialogue: Dialogue) -> Iterator[ShownLine]:
    for name, line in load_helplines().lines.items():
        named = (each for each in dialogue.scenes.values() if any(name in said.lines for said in each.variations))
        yield ShownLine(line, tuple(named))
