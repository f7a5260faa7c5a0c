"""What comes next: each rule names a situation and answers that exist; each situation has one rule."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from content.check.place import Place
from content.check.remarks import Remark

_OURS = "action_"


def check(place: Place) -> Iterator[Remark]:
    """Rules that name what is not there, situations without a rule or with two."""
    said, asked = _said(place), Counter[str]()
    for path in place.rules:
        read = place.read(path)
        for number, rule in enumerate(read.content["rules"]):
            line = read.line("rules", number)
            for remark_code, facts in _steps(place, said, rule, asked):
                yield Remark(place.name(path), line, remark_code, facts)
    for intent in place.intents:
        if asked[intent] != 1 and intent != "conversation":
            code = "rule_none" if asked[intent] == 0 else "rule_twice"
            yield Remark("domain.yml", 1, code, {"situation": intent})


def _said(place: Place) -> set[str]:
    named = {name for path in place.responses for name in (place.read(path).content.get("responses") or {})}
    return named | set(place.domain.get("actions") or ())


def _steps(place: Place, said: set[str], rule: Any, asked: Counter[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for step in rule.get("steps", ()) if isinstance(rule, dict) else ():
        if (intent := step.get("intent")) is not None:
            asked[intent] += 1
            if intent not in place.intents:
                yield "rule_situation", {"situation": intent, "near": _near(intent, place.intents)}
        action = step.get("action")
        if action is not None and action not in said and not action.startswith(_OURS):
            yield "rule_scene", {"scene": action, "near": _near(action, sorted(said))}


def _near(name: str, known: list[str]) -> str:
    return next(iter(get_close_matches(name, known, n=1)), known[0] if known else "")
