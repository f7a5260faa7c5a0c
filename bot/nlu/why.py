"""Why a message was understood so: what was read, what was found, what weighed, which rule decided. Nothing is decided here.

For whoever writes the training lines and the word lists. Pure, holds nothing of what it reads, and keeps nothing anywhere.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from bot.nlu.comprehension import SURE, Comprehension, Followed
from bot.nlu.danger import DangerRules
from bot.nlu.encoder import Encoder
from bot.nlu.examples import situation_of
from bot.nlu.flags import FlagRules
from bot.nlu.french.concepts import ConceptFinder, role
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.phonetic import phonetic_key
from bot.nlu.french.tokens import folded_words
from bot.nlu.learnt import Learnt
from bot.nlu.understanding import Routes
from bot.nlu.why_rules import decided_by, urgent_because
from bot.nlu.why_told import ALARM, DEDUCED, LEARNT, RULED, Encoded, Flag, Weight, Why
from bot.nlu.why_weights import weights

_LIKELIEST = 4
_FOR, _AGAINST = 5, 3


class Explainer:
    """Understands as the bot does, with the same parts, and tells why."""

    def __init__(
        self, learnt: Learnt, lexicons: Lexicons, encoder: Encoder, routes: Routes, sure: float = SURE
    ) -> None:
        self._comprehension = Comprehension(learnt, lexicons, encoder, routes, sure)
        self._learnt, self._encoder = learnt, encoder
        self._finder, self._danger, self._flags = ConceptFinder(lexicons), DangerRules(lexicons), FlagRules(lexicons)

    def why(self, text: str) -> Why:
        """Everything about one message; never raises on any text."""
        seen = self._comprehension.follow(text)
        chosen, folded = seen.understood.understanding, seen.plain.folded
        weighed = self._weighed(seen)
        return Why(
            read=seen.plain.standard,
            changes=tuple(_changes(text, folded)),
            pieces=tuple(piece.folded for piece in seen.pieces),
            worst=seen.worst,
            families=tuple(dict.fromkeys(self._families(folded))),
            alarms=tuple(dict.fromkeys(self._danger.rings(folded))),
            excuses=tuple(self._danger.excuses(folded).items()),
            flags=tuple(self._told(seen, flag) for flag in chosen.flags),
            danger=seen.understood.danger,
            thresholds=asdict(self._learnt.thresholds),
            excused=bool({"hyperbole", "fiction"} & set(seen.evidence.excuses)),
            situations=tuple(_by_situation(seen.evidence.intents)[:_LIKELIEST]),
            weighed=_intent_of(seen),
            in_favour=tuple(one for one in weighed if one.value > 0)[:_FOR],
            against=tuple(one for one in weighed if one.value < 0)[:_AGAINST],
            encoded=_encoded(seen),
            rule=decided_by(seen, self._learnt.thresholds),
            urgent_because=urgent_because(seen),
            understood=chosen,
        )

    def _weighed(self, seen: Followed) -> list[Weight]:
        piece = seen.pieces[seen.worst]
        encoder = self._encoder if seen.understood.asked_encoder else None
        return weights(self._learnt, piece, seen.evidence.intents, _intent_of(seen), encoder)

    def _families(self, folded: str) -> Iterator[tuple[str, str]]:
        words = folded.split()
        for concept in self._finder.find(words, [phonetic_key(word) for word in words]):
            name = role(concept, words) if concept.name.isupper() else concept.name
            yield name, " ".join(words[concept.at : concept.at + concept.words])

    def _told(self, seen: Followed, flag: str) -> Flag:
        alarm = next((alarm.name for alarm in seen.evidence.alarms if flag in alarm.flags), "")
        if alarm:
            return Flag(flag, ALARM, alarm)
        if flag in seen.evidence.ruled_flags:
            return Flag(flag, RULED, self._flags.words(seen.plain.folded)[flag])
        if seen.evidence.learnt_flags.get(flag, 0.0) >= self._learnt.thresholds.flag:
            return Flag(flag, LEARNT, probability=seen.evidence.learnt_flags[flag])
        return Flag(flag, DEDUCED)


def _changes(text: str, folded: str) -> Iterator[tuple[str, str]]:
    written, read = folded_words(text.lower()).split(), folded.split()
    for what, begins, ends, first, last in difflib.SequenceMatcher(None, written, read, autojunk=False).get_opcodes():
        if what != "equal":
            yield " ".join(written[begins:ends]), " ".join(read[first:last])


def _by_situation(intents: Mapping[str, float]) -> list[tuple[str, float]]:
    total: dict[str, float] = {}
    for intent, probability in intents.items():
        total[situation_of(intent)] = total.get(situation_of(intent), 0.0) + probability
    return sorted(total.items(), key=lambda pair: -pair[1])


def _intent_of(seen: Followed) -> str:
    """The learnt label to weigh: the likeliest intent of the situation chosen."""
    chosen = seen.understood.understanding
    if chosen.intent in seen.evidence.intents and situation_of(chosen.intent) == chosen.situation:
        return chosen.intent
    return next(name for name, _ in seen.understood.ranking if situation_of(name) == chosen.situation)


def _encoded(seen: Followed) -> Encoded | None:
    if not seen.understood.asked_encoder:
        return None
    before, after = _by_situation(seen.before.intents)[0], _by_situation(seen.evidence.intents)[0]
    return Encoded(before, after, seen.before.danger, seen.evidence.danger)
