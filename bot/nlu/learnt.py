"""What training leaves behind, and how it is kept in a model: arrays without pickle, and JSON.

Weights are kept in half precision: a hundred thousand numbers that are right to three digits, in half the place; those of words stay so in memory.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.french.lexicon import Lexicons
from bot.nlu.linear import Head, LinearModel
from bot.nlu.thresholds import Thresholds
from bot.nlu.vectoriser import Floats, Vectoriser

_ARRAYS, _REST = "weights.npz", "words.json"
_PARTS = ("sparse", "dense", "bias")


@dataclass(frozen=True)
class Learnt:
    """Everything that prediction needs besides the word lists: `alone` reads words, `with_vector` a sentence vector too;
    the thresholds stay those of the day it was learnt.
    """

    vectoriser: Vectoriser
    alone: LinearModel
    with_vector: LinearModel
    centre: Floats
    thresholds: Thresholds


def save(learnt: Learnt, lexicons: Lexicons, folder: Path) -> None:
    """Write everything that `load` needs into the folder, word lists included."""
    models = {"alone": learnt.alone, "with_vector": learnt.with_vector}
    arrays = {
        f"{name}_{part}": getattr(model, part).astype(np.float16) for name, model in models.items() for part in _PARTS
    }
    np.savez_compressed(folder / _ARRAYS, rarity=learnt.vectoriser.rarity, centre=learnt.centre, **arrays)
    rest = {
        "vocabulary": learnt.vectoriser.vocabulary,
        "heads": {
            name: [[head.name, head.labels, head.sharpness] for head in model.heads] for name, model in models.items()
        },
        "lexicons": dict(lexicons.texts),
        "thresholds": asdict(learnt.thresholds),
    }
    (folder / _REST).write_text(json.dumps(rest, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> tuple[Learnt, Lexicons]:
    """Read what `save` wrote; nothing else is opened, nothing is unpickled."""
    rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        vectoriser = Vectoriser(rest["vocabulary"], arrays["rarity"])
        alone, with_vector = (_model(name, rest["heads"][name], arrays) for name in ("alone", "with_vector"))
        learnt = Learnt(vectoriser, alone, with_vector, arrays["centre"], Thresholds.of(rest["thresholds"]))
    return learnt, Lexicons(rest["lexicons"])


def _model(name: str, heads: list[Any], arrays: Any) -> LinearModel:
    known = tuple(Head(title, tuple(labels), sharpness) for title, labels, sharpness in heads)
    sparse, dense, bias = (arrays[f"{name}_{part}"] for part in _PARTS)
    return LinearModel(known, sparse, dense.astype(np.float32), bias.astype(np.float32))
