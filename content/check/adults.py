"""What parents and staff are told: the rules of words that hold for anybody, and « vous » (R02 to R07, R15, R30 to R35, R60)."""

import re
from collections.abc import Iterator

from content.catalogue import OLDER_WORDS, Said, sentences, to_adults, words
from content.check.place import Place
from content.check.remarks import Remark
from facts.reading import read

_RULES = ("R02", "R03", "R05", "R06", "R07", "R11", "R15", "R30", "R33", "R35")
_MOST_WORDS = 60
_QUOTED = re.compile(r"«[^»]*»")
_TO_A_CHILD = re.compile(r"\b(tu|te|toi|ton|ta|tes)\b|\bt'", re.IGNORECASE)
_FILE = "data/responses/adultes.yml"


def check(place: Place) -> Iterator[Remark]:
    """Each sentence at fault, what is quoted aside: it is said to a child."""
    path = place.root / _FILE
    if path not in place.responses:
        return
    known = place.read(path)
    number: dict[str, int] = {}
    for said in to_adults(path.parent):
        number[said.name] = number.get(said.name, 0) + 1
        line = known.line("responses", said.name, number[said.name] - 1, "text")
        for code, facts in _wrong(said):
            yield Remark(_FILE, line, code, {"scene": str(said), **facts})


def _wrong(said: Said) -> Iterator[tuple[str, dict[str, str]]]:
    spoken = [each for bubble in said.bubbles for each in sentences(_QUOTED.sub("«»", bubble))]
    count = sum(map(words, spoken))
    if count > _MOST_WORDS:
        yield "adults_long", {"count": str(count), "most": str(_MOST_WORDS)}
    patterns = [each for each in read("forbidden_words")["everywhere"] if each["rule"].startswith(_RULES)]
    for sentence in spoken:
        if words(sentence) > OLDER_WORDS:
            yield "adults_sentence", {"words": sentence, "most": str(OLDER_WORDS)}
        if _TO_A_CHILD.search(sentence):
            yield "adults_tu", {"words": sentence}
        for pattern in patterns:
            if re.search(pattern["pattern"], sentence, re.IGNORECASE):
                yield "adults_words", {"words": sentence, "rule": pattern["rule"][:3]}
