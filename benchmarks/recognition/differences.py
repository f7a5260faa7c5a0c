"""Do the hands differ? Whose line it is, guessed from the line; and the nearest line of another hand.

Guessing leans on subjects as much as on style: a hand that writes as those who hurt others is known by what it tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.recognition.ngrams import features, one_by_one
from bot.nlu.examples import Example
from bot.nlu.training import FOLDS, folds

NEAR = (0.3, 0.5, 0.6)
SHORT = 12  # characters: "slt", "aide moi" are typed by everyone
_AT_ONCE = 500


@dataclass(frozen=True)
class Differences:
    """Shares, of the lines of hands that are measured. `nearest` is of lines of `SHORT` characters or more."""

    about: dict[str, Any]
    lines: int
    hands: int
    guessed: float
    chance: float
    nearest: dict[str, float]
    highest: float
    short: dict[str, float]


def differences(examples: Sequence[Example], hands: frozenset[str], about: dict[str, Any]) -> Differences:
    """Over the hands given; the nearest line is looked for in the lines of all the others."""
    lines = [line for line in examples if line.hand in hands]
    near = nearest(lines, examples)
    is_short = np.array([len(line.text) < SHORT for line in lines], dtype=bool)
    authors = [line.hand for line in lines]
    return Differences(
        about,
        len(lines),
        len(hands),
        guessed(lines),
        max(map(authors.count, hands)) / len(lines),
        over(near[~is_short]),
        float(near[~is_short].max(initial=0.0)),
        over(near[is_short]),
    )


def guessed(lines: Sequence[Example]) -> float:
    """Accuracy of n-grams and logistic regression at telling the hand, across folds of neighbouring lines."""
    numbers, right = folds(lines), 0
    authors = np.array([line.hand for line in lines])
    for fold in range(FOLDS):
        learnt, model = features(), one_by_one()
        model.fit(learnt.fit_transform(_texts(lines, numbers != fold)), authors[numbers != fold])
        right += int(
            (model.predict(learnt.transform(_texts(lines, numbers == fold))) == authors[numbers == fold]).sum()
        )
    return right / len(lines)


def nearest(lines: Sequence[Example], among: Sequence[Example]) -> npt.NDArray[np.float64]:
    """For each line, the highest share of 5-grams (Jaccard, letters within words) with a line of another hand."""
    counter = CountVectorizer(analyzer="char_wb", ngram_range=(5, 5), binary=True, dtype=np.float32)
    others = counter.fit_transform([line.text for line in among])
    rows = counter.transform([line.text for line in lines])
    authors = np.array([line.hand for line in among])
    return np.concatenate([np.zeros(0), *_nearest(rows, [line.hand for line in lines], others, authors)])


def _nearest(rows: Any, hands: list[str], others: Any, authors: npt.NDArray[np.str_]) -> Iterator[Any]:
    sizes, other_sizes = (np.asarray(matrix.sum(axis=1)).ravel() for matrix in (rows, others))
    for start in range(0, rows.shape[0], _AT_ONCE):
        chosen = slice(start, start + _AT_ONCE)
        shared = (rows[chosen] @ others.T).toarray()
        alike = shared / np.maximum(sizes[chosen, None] + other_sizes[None, :] - shared, 1)
        alike[np.array(hands[chosen])[:, None] == authors[None, :]] = 0.0
        yield alike.max(axis=1).astype(np.float64)


def over(near: npt.NDArray[np.float64]) -> dict[str, float]:
    """The share of the lines over each bound of `NEAR`."""
    return {str(bound): float((near > bound).mean()) if len(near) else 0.0 for bound in NEAR}


def _texts(lines: Sequence[Example], chosen: npt.NDArray[np.bool_]) -> list[str]:
    return [line.text for line, taken in zip(lines, chosen, strict=True) if taken]
