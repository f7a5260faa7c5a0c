"""The conversation just played, as a story that the tests hold from now on (`tests/stories/`, docs/fr/contenus.md)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from content.replaying.script import LEVELS

ALWAYS = "R11"  # the rule that any conversation holds: an answer, and people to reach
_TITLE, _NAME = 70, 40
_TALKS = ("conversation", "hors_sujet")
_GROUP = "/ecrire_aux_adultes"
_WHO = {"self": "moi", "other": "autre", "author": "auteur"}
Reply = Mapping[str, Any]  # of `parlons-en talk`, whole


def as_story(turns: Sequence[str], replies: Sequence[Reply], at: str, given: str | None = None) -> tuple[str, str]:
    """Its file's name under `tests/stories/`, and its text: what each reply gave at that hour is what it must give again. The editor takes out what
    does not matter, and gives it its title and its rules. `given`: the level that the ENT gave; a story chooses it by its button.
    """
    before: list[str] = [*LEVELS.values()]
    played = []
    for turn, reply in zip(turns, replies, strict=True):
        played.append(_turn(turn, reply, is_button=turn in before))
        before = list(reply["buttons"])
    chosen = next((name for name, title in LEVELS.items() if turns[0] == title and len(turns) > 1), None)
    level, kept = chosen or given, played[1:] if chosen else played
    told = next((each["situation"] for each in kept if each.get("situation", "") not in ("", *_TALKS)), "parole")
    first = next(iter(kept[0].values()))
    story = {"titre": first[:_TITLE], "regles": [ALWAYS], "heure": at}
    story |= {"niveau": level} if level else {}
    text = yaml.safe_dump({**story, "tours": kept}, allow_unicode=True, sort_keys=False, width=200)
    return f"{told}/{_name(first)}.yml", text


def _turn(turn: str, reply: Reply, *, is_button: bool) -> dict[str, Any]:
    """A talk says nothing of its situation; the helplines, the group and the emergency are what matters most."""
    expected: dict[str, Any] = {"bouton" if is_button else "eleve": turn}
    understood = reply.get("understood") or {}
    if not is_button and reply["situation"] not in (None, *_TALKS):
        expected["situation"] = reply["situation"]
        expected |= {"qui": _WHO[understood["about"]]} if understood.get("about") in _WHO else {}
    if reply["helplines"]:
        expected["premiere_ligne"] = reply["helplines"][0]
    messages = reply["messages"]
    expected["groupe_propose"] = any(button["payload"] == _GROUP for said in messages for button in said["buttons"])
    if any(message["urgent"] for message in messages):
        expected["urgent"] = True
    return expected


def _name(title: str) -> str:
    plain = unicodedata.normalize("NFD", title.casefold()).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain))[:_NAME].strip("_") or "conversation"
