"""What is told of why a message was understood so. Shapes only, without numpy, so that whoever prints them needs none."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.nlu.danger import Ring
from bot.nlu.understanding import Understanding

RULED, LEARNT, ALARM, DEDUCED = "ruled", "learnt", "alarm", "deduced"
WORD, RUN, FAMILY, FAMILIES, SENTENCE = "word", "run", "family", "families", "sentence"


@dataclass(frozen=True)
class Weight:
    """`kind` is a word, a run of words, a family, two families, or the whole sentence; against the choice when `value` is negative."""

    kind: str
    text: str
    value: float


@dataclass(frozen=True)
class Flag:
    """A flag with where it comes from: words of the list, what was learnt (`probability`), an alarm, or the situation itself."""

    name: str
    source: str
    words: str = ""
    probability: float = 0.0


@dataclass(frozen=True)
class Encoded:
    """What the sentence encoder changed: likeliest situation with its share, and the danger head, before and after."""

    before: tuple[str, float]
    after: tuple[str, float]
    danger_before: float
    danger_after: float


@dataclass(frozen=True)
class Why:
    """Everything that `parlons-en understand --why` tells. Shares and scores are between 0 and 1."""

    read: str
    changes: tuple[tuple[str, str], ...]
    pieces: tuple[str, ...]
    worst: int
    families: tuple[tuple[str, str], ...]
    alarms: tuple[Ring, ...]
    excuses: tuple[tuple[str, str], ...]
    flags: tuple[Flag, ...]
    danger: float
    thresholds: dict[str, float]
    excused: bool
    situations: tuple[tuple[str, float], ...]
    weighed: str
    in_favour: tuple[Weight, ...]
    against: tuple[Weight, ...]
    encoded: Encoded | None
    rule: str
    urgent_because: tuple[str, str]
    understood: Understanding

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
