"""Named features -> a sparse row of numbers: tf-idf within each group of features, each group of length one.

A group is a feature's first letter (`french.grams.GROUPS`). Training and prediction go through the same code.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from bot.nlu.french.grams import GROUPS

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
_SEEN_AT_LEAST = 3  # measured: a third fewer weights than with 2, and the same answers


@dataclass(frozen=True)
class SparseRow:
    """Places of the features that are there, in increasing order of appearance, and their weights."""

    places: Places
    values: Floats


class Vectoriser:
    """A vocabulary with the rarity (idf) of each feature."""

    def __init__(self, vocabulary: Sequence[str], rarity: Floats) -> None:
        self.vocabulary = tuple(vocabulary)
        self.rarity = rarity
        self._place = {name: place for place, name in enumerate(self.vocabulary)}
        self._group = np.array([GROUPS.index(name[0]) for name in self.vocabulary], dtype=np.int64)

    @classmethod
    def learnt_from(cls, documents: Sequence[Sequence[str]]) -> "Vectoriser":
        """The vocabulary of features that at least three documents hold."""
        spread = Counter(name for document in documents for name in set(document))
        vocabulary = sorted(name for name, count in spread.items() if count >= _SEEN_AT_LEAST)
        total = len(documents)
        rarity = [log((1 + total) / (1 + spread[name])) + 1 for name in vocabulary]
        return cls(vocabulary, np.array(rarity, dtype=np.float32))

    def row(self, features: Iterable[str]) -> SparseRow:
        """One document; features never learnt are left out."""
        counts: dict[int, int] = {}
        place_of = self._place
        for name in features:
            place = place_of.get(name)
            if place is not None:
                counts[place] = counts.get(place, 0) + 1
        places = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.rarity[places]
        groups = self._group[places]
        lengths = np.sqrt(np.bincount(groups, weights=values * values, minlength=len(GROUPS)))
        return SparseRow(places, (values / lengths[groups]).astype(np.float32))
