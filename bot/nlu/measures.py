"""How well messages are understood: counts over (expected, understood) pairs, nothing else.

Every share is named in `shares`, once: the command line, the tests and the benchmark read the same ones.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.examples import situation_of
from bot.nlu.situations import BENIGN, IMMEDIATE
from bot.nlu.understanding import OFFER, Understanding

_EMERGENCY = "urgence"


@dataclass(frozen=True)
class Expected:
    """A message with what should be understood of it."""

    id: str
    text: str
    situation: str
    about: str
    urgency: int

    @property
    def is_danger(self) -> bool:
        """Is it a situation that someone must answer?"""
        return self.situation not in BENIGN

    @property
    def is_concerned(self) -> bool:
        """Is somebody in it? A question about a danger is about nobody."""
        return self.is_danger and self.urgency > 0


@dataclass(frozen=True)
class Trial:
    """One message, what was understood, how long it took (milliseconds of CPU), whether the encoder was asked.

    `second` is the likeliest situation but the one understood; `danger` the learnt score of danger, 0 to 1.
    """

    expected: Expected
    understood: Understanding
    milliseconds: float
    asked_encoder: bool
    second: str = ""
    danger: float = 0.0

    @property
    def is_right(self) -> bool:
        """Is the situation the one expected?"""
        return self.expected.situation == self.understood.situation

    @property
    def raises_alarm(self) -> bool:
        """Was a situation of danger understood?"""
        return self.understood.situation not in BENIGN


@dataclass(frozen=True)
class Share:
    """Of the trials that count, the share for which it holds."""

    counts: Callable[[Trial], bool]
    holds: Callable[[Trial], bool]

    def of(self, trials: Iterable[Trial]) -> float:
        """Between 0 and 1; NaN when no trial counts."""
        hits, count = self.tally(trials)
        return hits / count if count else float("nan")

    def tally(self, trials: Iterable[Trial]) -> tuple[int, int]:
        """For how many it holds, how many count."""
        counted = [self.holds(trial) for trial in trials if self.counts(trial)]
        return sum(counted), len(counted)


Acceptable = Callable[[Expected], Sequence[str]]


def shares(acceptable: Acceptable) -> dict[str, Share]:
    """The measures that are shares, by name. `acceptable` gives the routes that are right for an expected message."""
    return {
        "accuracy": Share(_any, lambda trial: trial.is_right),
        "top_two": Share(_any, lambda trial: trial.is_right or trial.expected.situation == trial.second),
        **_dangers(),
        "false_alarms": Share(_harmless, lambda trial: trial.raises_alarm),
        "alarmed_or_asked": Share(_harmless, _answers),
        "urgency_accuracy": Share(_any, lambda trial: trial.understood.urgency == trial.expected.urgency),
        "route_accuracy": Share(_any, lambda trial: _first_route(trial.understood) in acceptable(trial.expected)),
        "danger_route": Share(_concerned, lambda trial: _first_route(trial.understood) in acceptable(trial.expected)),
        "asked_encoder": Share(_any, lambda trial: trial.asked_encoder),
    }


def _dangers() -> dict[str, Share]:
    urgent = Share(
        lambda trial: trial.expected.urgency == IMMEDIATE, lambda trial: trial.understood.urgency == IMMEDIATE
    )
    return {
        "danger_recall": Share(lambda trial: trial.expected.is_danger, lambda trial: trial.raises_alarm),
        "concerned_recall": Share(_concerned, lambda trial: trial.raises_alarm),
        "answered_or_asked": Share(_concerned, _answers),
        "urgent_recall": urgent,
        "false_urgency": Share(lambda trial: not urgent.counts(trial), urgent.holds),
        "about_accuracy": Share(_concerned, lambda trial: trial.understood.about == trial.expected.about),
    }


def report(trials: Sequence[Trial], acceptable: Acceptable) -> dict[str, float]:
    """All the measures by name."""
    times = sorted(trial.milliseconds for trial in trials)
    return {
        "messages": float(len(trials)),
        "macro_f1": _macro_f1(trials),
        **{name: share.of(trials) for name, share in shares(acceptable).items()},
        "p50_ms": times[len(times) // 2] if times else 0.0,
        "p99_ms": times[int(len(times) * 0.99)] if times else 0.0,
        "mean_ms": sum(times) / max(len(times), 1),
    }


def confusions(trials: Sequence[Trial], most: int = 20) -> list[tuple[str, str, int]]:
    """(expected, understood, how often), most frequent first."""
    pairs = Counter((trial.expected.situation, trial.understood.situation) for trial in trials if not trial.is_right)
    return [(expected, understood, count) for (expected, understood), count in pairs.most_common(most)]


def runner_up(ranking: Iterable[tuple[str, float]], situation: str) -> str:
    """The likeliest situation but `situation`: a situation is as likely as its intents together; empty when there is none."""
    total: dict[str, float] = {}
    for intent, probability in ranking:
        total[situation_of(intent)] = total.get(situation_of(intent), 0.0) + probability
    total.pop(situation, None)
    return max(total, key=lambda name: total[name], default="")


def _any(_: Trial) -> bool:
    return True


def _concerned(trial: Trial) -> bool:
    return trial.expected.is_concerned


def _harmless(trial: Trial) -> bool:
    return not trial.expected.is_danger


def _answers(trial: Trial) -> bool:
    return trial.raises_alarm or trial.understood.intent == OFFER


def _first_route(understood: Understanding) -> str:
    return next((route for route in understood.routes if route != _EMERGENCY), _EMERGENCY)


def _macro_f1(trials: Sequence[Trial]) -> float:
    scores = []
    for situation in {trial.expected.situation for trial in trials}:
        right = sum(trial.is_right for trial in trials if trial.expected.situation == situation)
        expected = sum(trial.expected.situation == situation for trial in trials)
        understood = sum(trial.understood.situation == situation for trial in trials)
        scores.append(2 * right / (expected + understood))
    return sum(scores) / len(scores) if scores else float("nan")
