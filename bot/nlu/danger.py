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
DENIED = "denied"


@dataclass(frozen=True)
class Alarm:
    """One explicit danger. `situation` and `about` are empty when the words do not tell; a soft one is less sure."""

    name: str
    situation: str
    about: str
    urgency: int
    flags: tuple[str, ...]
    firm: bool = True


@dataclass(frozen=True)
class Ring:
    """An alarm's words in a message. It stands unless something silences it: a guard with its own words, or a negation."""

    alarm: Alarm
    words: str
    silenced_by: str = ""
    because_of: str = ""


class DangerRules:
    """Compiled once from the list; pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        sections = read_sections(lexicons, "danger")
        self._alarms = tuple((section, _alarm(section)) for section in sections if section.kind == "alarm")
        self._guards = {section.name: section for section in sections if section.kind == "guard"}

    def alarms(self, folded: str) -> tuple[Alarm, ...]:
        """What rings in this message, in the list's order."""
        text = padded(folded)
        return tuple(
            alarm
            for section, alarm in self._alarms
            if any(not ring.silenced_by for ring in self._rings(section, alarm, text))
        )

    def rings(self, folded: str) -> tuple[Ring, ...]:
        """Every place where the words of an alarm are, the silenced ones too."""
        text = padded(folded)
        return tuple(ring for section, alarm in self._alarms for ring in self._rings(section, alarm, text))

    def excused(self, folded: str) -> tuple[str, ...]:
        """Which guards find their words in the message: `hyperbole`, `fiction`…"""
        return tuple(self.excuses(folded))

    def excuses(self, folded: str) -> dict[str, str]:
        """By guard that finds its words in the message, the first of them."""
        text = padded(folded)
        found = {name: next(guard.found(text), None) for name, guard in self._guards.items()}
        return {name: match.group() for name, match in found.items() if match}

    def _rings(self, section: Section, alarm: Alarm, text: str) -> Iterator[Ring]:
        for match in section.found(text):
            yield Ring(alarm, match.group(), *self._silence(section, text, match.span()))

    def _silence(self, section: Section, text: str, span: tuple[int, int]) -> tuple[str, str]:
        if "unless_denied" in section.options and _denied_before(text[: span[0]]):
            return DENIED, text[: span[0]].rsplit(maxsplit=1)[-1]
        excuses = ((name, _excuse(self._guards[name], text, span)) for name in section.words("guards"))
        return next(((name, words) for name, words in excuses if words), ("", ""))


def _excuse(guard: Section, text: str, span: tuple[int, int]) -> str:
    if guard.options.get("scope") == "overlap":
        over = [found.group() for found in guard.found(text) if found.start() < span[1] and span[0] < found.end()]
        return over[0] if over else ""
    begins, ends = sentence_around(text, *span)
    return next((found.group() for found in guard.found(text[begins:ends])), "")


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
