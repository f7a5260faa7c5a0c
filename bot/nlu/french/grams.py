"""What a sentence is made of, as named features: words, sounds, pieces of words, families of words.

Prefixes: `w` one or two words, `k` one or two phonetic keys, `g` 2 to 5 letters inside a word,
`c` families of words, their pairs, and the roles of acts. A mood (a face, a heart) is a `w` of its own and parts no words: however
often it is drawn, and wherever, it weighs the same, and less than a word (measured: laughter between words hid one danger in three).
"""

from collections.abc import Collection, Iterator

from bot.nlu.french.concepts import ConceptFinder, role
from bot.nlu.french.phonetic import phonetic_key

GROUPS = "wkgc"
_SHORTEST, _LONGEST = 2, 5
_PAIR_REACH = 14
_FIELD = "f_"  # a field of ordinary words: two of them side by side say nothing


def grams(folded: str, finder: ConceptFinder, moods: Collection[str] = ()) -> Iterator[str]:
    """All features of one folded sentence, repeated as often as they occur; a mood counts once, and parts no words."""
    tokens = folded.split()
    yield from (f"w{mood}" for mood in dict.fromkeys(tokens) if mood in moods)
    words = [token for token in tokens if token not in moods]
    keys = [phonetic_key(word) for word in words]
    yield from _runs("w", words)
    yield from _runs("k", keys)
    for word in words:
        yield from _pieces(word)
    yield from _families(words, keys, finder)


def _runs(prefix: str, words: list[str]) -> Iterator[str]:
    before = "^"
    for word in words:
        yield f"{prefix}{word}"
        yield f"{prefix}{before} {word}"
        before = word
    yield f"{prefix}{before} $"


def _pieces(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in range(_SHORTEST, _LONGEST + 1):
        if len(padded) <= size:
            yield f"g{padded}"
            return
        for at in range(len(padded) - size + 1):
            yield f"g{padded[at : at + size]}"


def _families(words: list[str], keys: list[str], finder: ConceptFinder) -> Iterator[str]:
    found = finder.find(words, keys)
    names: list[tuple[str, int]] = []
    for concept in found:
        name = role(concept, words) if concept.name.isupper() else concept.name
        names.append((name, concept.at))
        yield f"c{concept.name}"
        if name != concept.name:
            yield f"c{name}"
    yield from _pairs(names)


def _pairs(names: list[tuple[str, int]]) -> Iterator[str]:
    seen = set()
    for at, (name, place) in enumerate(names):
        for other, elsewhere in names[at + 1 :]:
            pair = f"c{min(name, other)}+{max(name, other)}"
            ordinary = name.startswith(_FIELD) and other.startswith(_FIELD)
            if name != other and not ordinary and abs(place - elsewhere) <= _PAIR_REACH and pair not in seen:
                seen.add(pair)
                yield pair
