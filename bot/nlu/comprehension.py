"""From a message as written to what is understood: read it, ask the heads, ask the encoder only when unsure, decide.

A long message is read twice: whole, and in pieces (`french.excerpts`), of which danger is that of the most dangerous, and each weighs
on the situation as much as it is dangerous. Both readings count the same: the pieces alone take a long quarrel for a danger, the
whole alone loses one sentence among forty. The encoder is asked for one piece at most; its opinion and the first one count the same
(measured: better than either alone).
"""

from dataclasses import dataclass, replace

import numpy as np

from bot.nlu.danger import DangerRules
from bot.nlu.encoder import VECTOR_WEIGHT, Encoder, centred
from bot.nlu.examples import situation_of
from bot.nlu.flags import FlagRules
from bot.nlu.french.excerpts import excerpts, readable
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normalised
from bot.nlu.learnt import Learnt
from bot.nlu.linear import LinearModel
from bot.nlu.reading import Reader, Reading
from bot.nlu.situations import BENIGN
from bot.nlu.understanding import Evidence, Routes, Understanding, is_unsure, understand
from bot.nlu.vectoriser import Floats

SURE = 0.4  # measured: it asks for one everyday message in fourteen; asking for all of them gains half a point
_QUESTIONS = frozenset(("intent", "danger", "about", "urgent", "concerned"))
_LEAST_WEIGHT = 0.05
Answers = dict[str, Floats]


@dataclass(frozen=True)
class Understood:
    """The understanding, all intents with their probability (likeliest first), and whether the encoder was asked.

    `danger`: the learnt score, 0 to 1, before any rule: what a curve of recall against false alarms is drawn from.
    """

    understanding: Understanding
    ranking: tuple[tuple[str, float], ...]
    asked_encoder: bool
    danger: float = 0.0


@dataclass(frozen=True)
class Followed:
    """What was seen on the way: the pieces, the place of the worst, the evidence, and what it was `before` the encoder was asked."""

    understood: Understood
    plain: Normalised
    pieces: tuple[Reading, ...]
    worst: int
    evidence: Evidence
    before: Evidence


class Comprehension:
    """Everything together; `understand` is pure, holds nothing of what it reads, and never raises on any text."""

    def __init__(
        self, learnt: Learnt, lexicons: Lexicons, encoder: Encoder, routes: Routes, sure: float = SURE
    ) -> None:
        self._learnt, self._encoder, self._routes, self._sure = learnt, encoder, routes, sure
        self._reader = Reader(lexicons)
        self._danger = DangerRules(lexicons)
        self._flags = FlagRules(lexicons)

    def understand(self, text: str) -> Understood:
        """Understand one message."""
        return self.follow(text).understood

    def follow(self, text: str) -> Followed:
        """Understand one message, and tell what was seen on the way."""
        plain = self._reader.plain(readable(text))
        readings = [self._reader.of(Normalised(part, part)) for part in excerpts(plain.folded)]
        answers = [self._ask(self._learnt.alone, reading) for reading in readings]
        worst = int(np.argmax([self._danger_of(answer) for answer in answers]))
        first = answers[worst]
        asked = is_unsure(answers[worst]["intent"].tolist(), self._danger_of(answers[worst]), self._sure)
        if asked:
            standard = plain.standard if len(readings) == 1 else readings[worst].standard
            answers[worst] = _mean(first, self._ask(self._learnt.with_vector, readings[worst], standard))
        heard = _together(answers, [self._danger_of(answer) for answer in answers])
        if len(readings) > 1:
            heard = _mean(heard, self._ask(self._learnt.alone, self._reader.of(plain)))
        evidence = self._evidence(text, plain.folded, heard)
        ranking = tuple(sorted(evidence.intents.items(), key=lambda pair: -pair[1]))
        chosen = understand(evidence, self._routes, self._learnt.thresholds)
        understood = Understood(chosen, ranking, asked, _learnt_danger(evidence))
        before = replace(evidence, intents=self._labelled(first, "intent"), danger=self._danger_of(first))
        return Followed(understood, plain, tuple(readings), worst, evidence, before)

    def _ask(self, model: LinearModel, reading: Reading, standard: str | None = None) -> Answers:
        row = self._learnt.vectoriser.row(reading.features)
        if standard is None:
            return model.probabilities(row)
        vector = self._encoder.encode([standard])[0]
        return model.probabilities(row, centred(vector, self._learnt.centre, VECTOR_WEIGHT))

    def _danger_of(self, answers: Answers) -> float:
        return self._labelled(answers, "danger")["yes"]

    def _evidence(self, text: str, folded: str, answers: Answers) -> Evidence:
        return Evidence(
            intents=self._labelled(answers, "intent"),
            danger=self._danger_of(answers),
            abouts=self._labelled(answers, "about"),
            urgent=self._labelled(answers, "urgent")["yes"],
            concerned=self._labelled(answers, "concerned")["yes"],
            learnt_flags={name: self._labelled(answers, name)["yes"] for name in answers if name not in _QUESTIONS},
            ruled_flags=self._flags.flags(folded),
            alarms=self._danger.alarms(folded),
            excuses=self._danger.excused(folded),
            wordless=not any(letter.isalnum() for letter in text),
        )

    def _labelled(self, answers: Answers, head: str) -> dict[str, float]:
        labels = next(known.labels for known in self._learnt.alone.heads if known.name == head)
        return dict(zip(labels, answers[head].tolist(), strict=True))


def _learnt_danger(evidence: Evidence) -> float:
    mass = sum(probability for intent, probability in evidence.intents.items() if situation_of(intent) not in BENIGN)
    return float((evidence.danger * mass) ** 0.5)


def _mean(one: Answers, other: Answers) -> Answers:
    return {name: (answer + other[name]) / 2 for name, answer in one.items()}


def _together(answers: list[Answers], dangers: list[float]) -> Answers:
    """One answer for all pieces: mean weighed by danger, but the danger and the urgency of the worst piece."""
    if len(answers) == 1:
        return answers[0]
    weights = np.array(dangers, dtype=np.float32) + _LEAST_WEIGHT
    weights /= weights.sum()
    worst = answers[int(np.argmax(dangers))]
    mean = {name: sum(weight * answer[name] for weight, answer in zip(weights, answers, strict=True)) for name in worst}
    return mean | {"danger": worst["danger"], "urgent": worst["urgent"], "concerned": worst["concerned"]}
