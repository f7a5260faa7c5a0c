"""A conversation to play again, from a file: a story (`tests/stories/`, YAML) or plain lines, one a turn."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LEVELS = {"primaire": "Je suis à l'école primaire", "college": "Je suis au collège", "lycee": "Je suis au lycée"}
MOST_TURNS, MOST_BYTES = 200, 200_000
_STORIES = (".yml", ".yaml")


class BadScriptError(Exception):
    """The file cannot be played; `code` names the French sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Script:
    """What is typed or pressed, turn by turn (a button by its title), and the hour (ISO 8601), if the file says it."""

    turns: tuple[str, ...]
    at: str | None = None


def read_script(path: Path) -> Script:
    """The conversation of a file.

    Raises:
        BadScriptError: not_there, too_big, not_text, not_story, no_turn, too_many.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadScriptError("too_big")
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise BadScriptError("not_there") from None
    except UnicodeDecodeError:
        raise BadScriptError("not_text") from None
    script = (
        _of_story(text) if path.suffix in _STORIES else Script(tuple(filter(None, map(str.strip, text.splitlines()))))
    )
    if not script.turns:
        raise BadScriptError("no_turn")
    if len(script.turns) > MOST_TURNS:
        raise BadScriptError("too_many")
    return script


def _of_story(text: str) -> Script:
    try:
        story = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError):
        raise BadScriptError("not_story") from None
    turns = story.get("tours") if isinstance(story, dict) else None
    if not isinstance(story, dict) or not isinstance(turns, list):
        raise BadScriptError("not_story")
    level = LEVELS.get(str(story.get("niveau")))
    at = story.get("heure")
    return Script((*([level] if level else []), *map(_turn, turns)), str(at) if at else None)


def _turn(turn: Any) -> str:
    said = (turn.get("eleve") or turn.get("bouton")) if isinstance(turn, dict) else None
    if not isinstance(said, str) or not said.strip():
        raise BadScriptError("not_story")
    return said
