"""How well messages are understood: counts over (expected, understood) pairs, nothing else."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.nlu.situations import BENIGN, IMMEDIATE
from bot.nlu.understanding import Understanding

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


@dataclass(frozen=True)
class Trial:
    """One message, what was understood, how long it took (milliseconds of CPU), whether the encoder was asked."""

    expected: Expected
    understood: Understanding
    milliseconds: float
    asked_encoder: bool

    @property
    def is_right(self) -> bool:
        """Is the situation the one expected?"""
        return self.expected.situation == self.understood.situation

    @property
    def raises_alarm(self) -> bool:
        """Was a situation of danger understood?"""
        return self.understood.situation not in BENIGN


def report(trials: Sequence[Trial], acceptable: Callable[[Expected], Sequence[str]]) -> dict[str, float]:
    """The measures by name. `acceptable` gives the routes that are right for an expected message."""
    danger = [trial for trial in trials if trial.expected.is_danger]
    harmless = [trial for trial in trials if not trial.expected.is_danger]
    urgent = [trial for trial in trials if trial.expected.urgency == IMMEDIATE]
    calm = [trial for trial in trials if trial.expected.urgency != IMMEDIATE]
    concerned = [trial for trial in danger if trial.expected.urgency > 0]
    times = sorted(trial.milliseconds for trial in trials)
    return {
        "messages": float(len(trials)),
        "accuracy": _share(trials, lambda trial: trial.is_right),
        "macro_f1": _macro_f1(trials),
        "danger_recall": _share(danger, lambda trial: trial.raises_alarm),
        "concerned_recall": _share(concerned, lambda trial: trial.raises_alarm),
        "false_alarms": _share(harmless, lambda trial: trial.raises_alarm),
        "urgent_recall": _share(urgent, lambda trial: trial.understood.urgency == IMMEDIATE),
        "false_urgency": _share(calm, lambda trial: trial.understood.urgency == IMMEDIATE),
        "urgency_accuracy": _share(trials, lambda trial: trial.understood.urgency == trial.expected.urgency),
        "about_accuracy": _share(concerned, lambda trial: trial.understood.about == trial.expected.about),
        "route_accuracy": _share(trials, lambda trial: _first_route(trial.understood) in acceptable(trial.expected)),
        "asked_encoder": _share(trials, lambda trial: trial.asked_encoder),
        "p50_ms": times[len(times) // 2] if times else 0.0,
        "p99_ms": times[int(len(times) * 0.99)] if times else 0.0,
        "mean_ms": sum(times) / max(len(times), 1),
    }


def confusions(trials: Sequence[Trial], most: int = 20) -> list[tuple[str, str, int]]:
    """(expected, understood, how often), most frequent first."""
    pairs = Counter((trial.expected.situation, trial.understood.situation) for trial in trials if not trial.is_right)
    return [(expected, understood, count) for (expected, understood), count in pairs.most_common(most)]


def _share(trials: Sequence[Trial], holds: Callable[[Trial], bool]) -> float:
    return sum(map(holds, trials)) / len(trials) if trials else float("nan")


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
