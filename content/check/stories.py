"""Each situation is tried by at least one story: what no test plays, nobody knows the end of."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from content.check.place import Place
from content.check.remarks import Remark


def check(place: Place) -> Iterator[Remark]:
    """Situations that no story expects, buttons that none presses, stories that expect a situation that is not there."""
    tried: set[str] = set()
    pressed: set[str] = set()
    for path in place.stories:
        read = place.read(path)
        for number, turn in enumerate(read.content.get("tours") or ()):
            pressed.add(turn.get("bouton") or "")
            wanted = turn.get("situation")
            tried.add(wanted or "")
            if wanted is not None and wanted not in place.intents:
                yield Remark(place.name(path), read.line("tours", number), "story_situation", {"situation": wanted})
    yield from _untried(place, tried, pressed)


def _untried(place: Place, tried: set[str], pressed: set[str]) -> Iterator[Remark]:
    learnt = {path.stem for path in place.examples} & set(place.intents)
    for situation in sorted(learnt - tried - {"conversation", "hors_sujet"}):
        yield Remark(f"data/responses/{situation}.yml", 1, "story_none", {"situation": situation})
    for intent, button in _buttons(place).items():
        if intent in place.intents and intent not in tried and not button.titles & pressed:
            yield Remark(button.file, button.line, "story_no_button", {"situation": intent})


@dataclass
class _Button:
    """What buttons lead to one intent are called, and the scene where the first of them stands."""

    file: str
    line: int
    titles: set[str] = field(default_factory=set)


def _buttons(place: Place) -> dict[str, _Button]:
    found: dict[str, _Button] = {}
    for path in place.responses:
        read = place.read(path)
        for scene, variations in (read.content.get("responses") or {}).items():
            for button in (button for each in variations or () for button in each.get("buttons") or ()):
                intent = button["payload"].removeprefix("/").partition("{")[0]
                first = found.setdefault(intent, _Button(place.name(path), read.line("responses", scene)))
                first.titles.add(button["title"])
    return found
