"""A story as its file writes it, read strictly: a mistyped key must not let a story hold nothing. Mistakes are told in French, with
the file's name (`phrases.fr.yml`), because content teams write these files.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PHRASES: Mapping[str, str] = yaml.safe_load((HERE / "phrases.fr.yml").read_text("utf-8"))
USUAL_HOUR = datetime.fromisoformat("2026-11-24T10:30+01:00")  # a school Tuesday
LEVELS = {"primaire": "Je suis à l'école primaire", "college": "Je suis au collège", "lycee": "Je suis au lycée"}
SITUATIONS = tuple(
    each["id"] for each in yaml.safe_load((HERE.parent / "facts" / "situations.yml").read_text("utf-8"))["situations"]
)
WHO = {"moi": "self", "autre": "other", "auteur": "author", "personne": "none"}
PANELS = {"message": "handoff", "nouvelles": "state", "sortie": "leave", "reperes": "reperes", "reperes_primaire": "reperes_primaire"}  # fmt: skip

_STORY = {"titre": str, "regles": list, "heure": str, "niveau": str, "tours": list}
_LISTS = ("lignes", "sans_lignes", "dit", "ne_dit_pas", "boutons", "sans_boutons")
_YES_OR_NO = ("groupe_propose", "urgent", "pas_de_question", "plaisanterie")
_TURN = {
    **dict.fromkeys(("eleve", "bouton", "situation", "qui", "premiere_ligne", "ouvre"), str),
    **dict.fromkeys(_LISTS, list),
    **dict.fromkeys(_YES_OR_NO, bool),
}
_ONE_OF = {"situation": SITUATIONS, "qui": tuple(WHO), "ouvre": tuple(PANELS), "niveau": tuple(LEVELS)}
_ONLY_WRITTEN = ("situation", "qui", "plaisanterie")


class WrongStoryError(Exception):
    """The file cannot be played; the message is a French sentence that names it."""


@dataclass(frozen=True)
class Step:
    """One turn: a text or a button's title, and what is expected of the reply. `number` counts from 1; 0 chooses the level."""

    number: int
    written: str | None
    pressed: str | None
    expected: Mapping[str, Any]

    def __str__(self) -> str:
        return f"« {self.written} »" if self.written is not None else f"[{self.pressed}]"


@dataclass(frozen=True)
class Story:
    """One behaviour."""

    path: Path
    title: str
    rules: tuple[str, ...]
    steps: tuple[Step, ...]
    at: datetime = USUAL_HOUR

    @property
    def name(self) -> str:
        """Theme and behaviour."""
        return f"{self.path.parent.name}/{self.path.stem}"


def story_paths(folder: Path = HERE) -> tuple[Path, ...]:
    """One file a story, a folder a theme."""
    return tuple(sorted(folder.glob("*/*.yml")))


def read_story(path: Path) -> Story:
    """The story of a file.

    Raises:
        WrongStoryError: with a sentence for whoever wrote it.
    """
    content = _parsed(path)
    _check(path, content, _STORY, {"titre", "regles", "tours"})
    turns = content["tours"]
    if not turns:
        _refuse(path, "no_turn")
    level = (Step(0, None, LEVELS[content["niveau"]], {}),) if "niveau" in content else ()
    return Story(
        path,
        content["titre"],
        _strings(path, "regles", content["regles"]),
        (*level, *(_step(path, number, turn) for number, turn in enumerate(turns, 1))),
        _hour(path, content["heure"]) if "heure" in content else USUAL_HOUR,
    )


def _step(path: Path, number: int, turn: object) -> Step:
    place = f"tours[{number}]"
    _check(path, turn, _TURN, set(), place)
    assert isinstance(turn, Mapping)
    if ("eleve" in turn) == ("bouton" in turn):
        _refuse(path, "text_or_button", place=place)
    if "bouton" in turn and any(key in turn for key in _ONLY_WRITTEN):
        _refuse(path, "only_written", place=place)
    expected = {key: value for key, value in turn.items() if key not in ("eleve", "bouton")}
    for key in _LISTS:
        if key in expected:
            expected[key] = _strings(path, f"{place}.{key}", expected[key])
    return Step(number, turn.get("eleve"), turn.get("bouton"), expected)


def _check(path: Path, content: object, known: Mapping[str, type], needed: set[str], place: str = "") -> None:
    if not isinstance(content, Mapping):
        _refuse(path, "not_keys", place=place)
        return
    for key, value in content.items():
        if key not in known:
            _refuse(path, "unknown_key", place=place, key=key, known=", ".join(known))
        if not isinstance(value, known[key]) or value in ("", []):
            _refuse(path, "wrong_value", place=place, key=key, kind=PHRASES[known[key].__name__])
        if key in _ONE_OF and value not in _ONE_OF[key]:
            _refuse(path, "not_one_of", place=place, key=key, value=value, known=", ".join(_ONE_OF[key]))
    for key in sorted(needed - set(content)):
        _refuse(path, "missing_key", key=key)


def _strings(path: Path, key: str, values: list[object]) -> tuple[str, ...]:
    if not all(isinstance(value, str) and value for value in values):
        _refuse(path, "not_quoted", key=key)
    return tuple(map(str, values))


def _hour(path: Path, written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        _refuse(path, "wrong_hour", value=written)
    assert at is not None
    return at


class _OnceEach(yaml.SafeLoader):
    """YAML takes a key written twice for its last value: half of what a story expects would vanish."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise yaml.YAMLError(PHRASES["twice"].format(key=twice[0], line=node.start_mark.line + 1))
        return super().construct_mapping(node, deep)


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), _OnceEach)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongStoryError(PHRASES["not_yaml"].format(file=_named(path), why=error)) from None
    return content  # type: ignore[no-any-return]


def _refuse(path: Path, code: str, place: str = "", **values: str) -> None:
    where = f"{_named(path)}, {place}" if place else _named(path)
    raise WrongStoryError(PHRASES[code].format(file=where, **values))


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
