"""No line to learn is one of those that measure, or of the gate's: what a model has read measures nothing any more."""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from content.check.examples import plain
from content.check.place import Place
from content.check.remarks import Remark

SHORT_WORDS = 4  # « bonjour », « tu t'appelles comment » are everybody's: they cannot be kept apart


def check(place: Place) -> Iterator[Remark]:
    """Examples that are, but for case, accents and punctuation, a message kept apart."""
    kept = {plain(text) for text in _kept_apart(place) if len(plain(text).split()) > SHORT_WORDS}
    for path in place.examples:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            text = line.strip().removeprefix("- ")
            if line.strip().startswith("- ") and plain(text) in kept:
                yield Remark(place.name(path), number, "evaluation_line", {"text": text[:60]})


def _kept_apart(place: Place) -> Iterator[str]:
    for path in sorted((place.root / "benchmarks" / "recognition").glob("unseen-*.jsonl")):
        yield from _texts(path)
    for path in sorted((place.root / "data" / "gate").glob("*.yml")):
        sentences = yaml.safe_load(path.read_text(encoding="utf-8")).get("sentences")
        lines = sentences if isinstance(sentences, list) else []
        yield from (str(line["text"]) for line in lines if isinstance(line, dict) and "text" in line)


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield str(json.loads(line)["text"])
