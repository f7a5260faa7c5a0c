"""Explicit danger: a floor under whatever the model says, on every message (B.0, B.15, B.20).

An alarm raises urgency and may name the situation. Laughter never takes an alarm away: "ptdr jvais me buter" rings. What takes
it away is in the list, as guards: a set phrase of exaggeration that covers the very words ("ce contrôle va me
tuer"), or a sentence about a film, a game, a lesson; and a negation just before ("j'ai pas envie de mourir").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.patterns import Section, padded, read_sections, sentence_around

_NEGATIONS = frozenset(("pas", "jamais", "aucun", "aucune", "ni", "sans"))
_LINKS = frozenset(("de", "d", "du"))


@dataclass(frozen=True)
class Alarm:
    """One explicit danger. `situation` and `about` are empty when the words do not tell; a soft one is less sure."""

    name: str
    situation: str
    about: str
    urgency: int
    flags: tuple[str, ...]
    firm: bool = True


class DangerRules:
    """Compiled once from the list; `alarms` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        sections = read_sections(lexicons, "danger")
        self._alarms = tuple((section, _alarm(section)) for section in sections if section.kind == "alarm")
        self._guards = {section.name: section for section in sections if section.kind == "guard"}

    def alarms(self, folded: str) -> tuple[Alarm, ...]:
        """What rings in this message, in the list's order."""
        text = padded(folded)
        return tuple(alarm for section, alarm in self._alarms if any(self._stand(section, text)))

    def excused(self, folded: str) -> tuple[str, ...]:
        """Which guards find their words in the message: `hyperbole`, `fiction`…"""
        text = padded(folded)
        return tuple(name for name, guard in self._guards.items() if any(guard.found(text)))

    def _stand(self, section: Section, text: str) -> Iterator[bool]:
        for match in section.found(text):
            span = match.span()
            denied = "unless_denied" in section.options and _denied_before(text[: span[0]])
            if not denied and not any(
                self._excuses(self._guards[name], text, span) for name in section.words("guards")
            ):
                yield True

    @staticmethod
    def _excuses(guard: Section, text: str, span: tuple[int, int]) -> bool:
        if guard.options.get("scope") == "overlap":
            return any(found.start() < span[1] and span[0] < found.end() for found in guard.found(text))
        begins, ends = sentence_around(text, *span)
        return any(guard.found(text[begins:ends]))


def _alarm(section: Section) -> Alarm:
    options = section.options
    return Alarm(
        section.name,
        options.get("situation", ""),
        options.get("about", ""),
        int(options["urgency"]),
        section.words("flags"),
        firm=options.get("strength") != "soft",
    )


def _denied_before(text: str) -> bool:
    words = text.split()[-2:]
    return bool(words) and (words[-1] in _NEGATIONS or (words[-1] in _LINKS and words[0] in _NEGATIONS))
