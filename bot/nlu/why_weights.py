"""What weighed in the choice of a situation, told in the words of the message.

The learnt part is linear: each feature adds to the score of each label. A feature's weight here is what it adds to the chosen label
over its rivals, each rival counting as much as it is likely. Sounds and letters go back to the words that they come from, and share
their weight where they come from several.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from bot.nlu.encoder import VECTOR_WEIGHT, Encoder, centred
from bot.nlu.french.phonetic import phonetic_key
from bot.nlu.learnt import Learnt
from bot.nlu.linear import LinearModel
from bot.nlu.reading import Reading
from bot.nlu.vectoriser import Floats, SparseRow
from bot.nlu.why_told import FAMILIES, FAMILY, RUN, SENTENCE, WORD, Weight

_EDGES = frozenset("^$")
_INTENT = "intent"
Said = tuple[str, str]


def weights(
    learnt: Learnt, reading: Reading, intents: Mapping[str, float], label: str, encoder: Encoder | None
) -> list[Weight]:
    """What weighed for and against `label`, heaviest first; `encoder` when it was asked about this reading."""
    row = learnt.vectoriser.row(reading.features)
    models = [learnt.alone] if encoder is None else [learnt.alone, learnt.with_vector]
    by_feature = np.mean([_added(model, row, _against(model, intents, label)) for model in models], axis=0)
    total: dict[Said, float] = defaultdict(float)
    words = reading.folded.split()
    for place, value in zip(row.places, by_feature, strict=True):
        sources = _sources(learnt.vectoriser.vocabulary[place], words)
        for source in sources:
            total[source] += float(value) / len(sources)
    if encoder is not None:
        total[SENTENCE, ""] = _of_sentence(learnt, reading, intents, label, encoder) / len(models)
    found = [Weight(kind, text, round(value, 3)) for (kind, text), value in total.items()]
    return sorted(found, key=lambda one: (-abs(one.value), one.kind, one.text))


def _against(model: LinearModel, intents: Mapping[str, float], label: str) -> Floats:
    # One column of all heads' weights: the label's own, less its rivals', each as likely as it is.
    direction, start = np.zeros(model.sparse.shape[1], dtype=np.float32), 0
    for head in model.heads:
        if head.name == _INTENT:
            rivals = np.array([0.0 if name == label else intents[name] for name in head.labels], dtype=np.float32)
            direction[start : start + len(rivals)] = -head.sharpness * rivals / max(float(rivals.sum()), 1e-9)
            direction[start + head.labels.index(label)] = head.sharpness
        start += len(head.labels)
    return direction


def _added(model: LinearModel, row: SparseRow, direction: Floats) -> Floats:
    return np.asarray(row.values * (model.of(row) @ direction), dtype=np.float32)


def _of_sentence(learnt: Learnt, reading: Reading, intents: Mapping[str, float], label: str, encoder: Encoder) -> float:
    vector = centred(encoder.encode([reading.standard])[0], learnt.centre, VECTOR_WEIGHT)
    return float(vector @ (learnt.with_vector.dense @ _against(learnt.with_vector, intents, label)))


def _sources(feature: str, words: list[str]) -> list[Said]:
    group, name = feature[0], feature[1:]
    if group == "c":
        return [(FAMILIES if "+" in name else FAMILY, name)]
    if group == "g":
        return [(WORD, word) for word in dict.fromkeys(words) if name in f" {word} "] or [(WORD, name.strip())]
    return list(dict.fromkeys(_spoken(name.split(" "), words, by_sound=group == "k"))) or [(WORD, name)]


def _spoken(names: list[str], words: list[str], *, by_sound: bool) -> Iterator[Said]:
    inner = [name for name in names if name not in _EDGES]
    for at in range(len(words) - len(inner) + 1):
        said = words[at : at + len(inner)]
        if inner == ([phonetic_key(word) for word in said] if by_sound else said):
            yield (RUN if len(said) > 1 else WORD, " ".join(said))
