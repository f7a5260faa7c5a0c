"""The learnt part: linear heads over sparse features and, when it is asked, a sentence vector.

Every head gives probabilities: scores go through a softmax sharpened by the head's own factor, which training sets
on lines it has not learnt from. Two sets of weights exist, without and with the sentence vector, so that
the encoder needs to be asked only when the first set is unsure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.vectoriser import Floats, SparseRow

Weights = NDArray[
    np.floating[Any]
]  # halves, once they were kept; a conversation reads a few hundred rows of a hundred thousand


@dataclass(frozen=True)
class Head:
    """One question put to a message: its possible answers, and how sharply scores separate them."""

    name: str
    labels: tuple[str, ...]
    sharpness: float


@dataclass(frozen=True)
class LinearModel:
    """Weights of all heads side by side: `sparse` by feature, `dense` by dimension of the sentence vector (maybe none)."""

    heads: tuple[Head, ...]
    sparse: Weights
    dense: Floats
    bias: Floats

    @property
    def wants_vector(self) -> bool:
        """Does this set of weights read a sentence vector?"""
        return bool(len(self.dense))

    def probabilities(self, row: SparseRow, vector: Floats | None = None) -> dict[str, Floats]:
        """By head, the probability of each label in the head's order."""
        # einsum, not @: a few hundred rows are not worth waking the threads of a linear algebra library
        scores = np.einsum("i,ij->j", row.values, self.of(row)) + self.bias
        if vector is not None and self.wants_vector:
            scores = scores + np.einsum("i,ij->j", vector, self.dense)
        return self._by_head(scores)

    def of(self, row: SparseRow) -> Floats:
        """The weights of what was found, in full precision whatever they are kept in."""
        return np.asarray(self.sparse[row.places], dtype=np.float32)

    def _by_head(self, scores: Floats) -> dict[str, Floats]:
        found, start = {}, 0
        for head in self.heads:
            end = start + len(head.labels)
            found[head.name] = softmax(scores[start:end] * head.sharpness)
            start = end
        return found


def softmax(scores: Floats) -> Floats:
    """Positive, sums to one, safe for large scores; along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def ranked(head: Head, probabilities: Floats) -> list[tuple[str, float]]:
    """Labels with their probability, most likely first."""
    return [(head.labels[at], float(probabilities[at])) for at in np.argsort(-probabilities)]


def summed(labels: Sequence[str], probabilities: Floats, of: Mapping[str, str]) -> dict[str, float]:
    """Probabilities of finer labels summed over what each is `of`."""
    total: dict[str, float] = {}
    for label, probability in zip(labels, probabilities, strict=True):
        total[of[label]] = total.get(of[label], 0.0) + float(probability)
    return total
