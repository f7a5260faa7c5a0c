"""Ours, as the pipeline learns it. Sentence vectors do not depend on what is left out: those of training lines are made once."""

from collections.abc import Sequence

import numpy as np

from bot.nlu.encoder import Encoder, SentenceEncoder
from bot.nlu.evaluate import Learn, learner
from bot.nlu.vectoriser import Floats


class KeptVectors:
    """An encoder that remembers every sentence."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: dict[str, Floats] = {}

    def encode(self, sentences: Sequence[str]) -> Floats:
        """One row a sentence."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._kept]
        if new:
            self._kept.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._kept[sentence] for sentence in sentences])


def ours() -> Learn:
    """Messages are encoded anew, so that their CPU time is the real one."""
    encoder = SentenceEncoder().warm()
    return learner(KeptVectors(encoder), encoder)
