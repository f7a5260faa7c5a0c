"""Training lines: `data/nlu/<situation>.yml`, with what each block says of its lines.

Pure: no rasa. A line is what stands after "- " in `examples`, as Rasa reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "data" / "nlu"
FIRST_HANDS = "first"  # the authors of the first lines, who are not told apart


@dataclass(frozen=True)
class Example:
    """One line to learn; `block` tells which file and block it comes from (lines of a block are kin), `hand` who wrote it.

    `pair`: of which minimal pair it is a half (a danger and a harmless message that hardly differ), maybe none.
    """

    text: str
    intent: str
    about: str
    urgency: int
    flags: tuple[str, ...] = ()
    block: str = ""
    hand: str = FIRST_HANDS
    pair: str = ""

    @property
    def situation(self) -> str:
        """The intent without what makes it finer."""
        return situation_of(self.intent)


def situation_of(intent: str) -> str:
    """`conversation__merci` -> `conversation`."""
    return intent.partition("__")[0]


def read_examples(folder: Path = FOLDER) -> list[Example]:
    """Every line of every file, in order."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _of_file(path)]


def from_metadata(text: str, intent: str, metadata: dict[str, Any], block: str = "") -> Example:
    """An example from a block's metadata; a benign block may leave it out."""
    flags = tuple(metadata.get("flags") or ())
    about, urgency = str(metadata.get("about", "none")), int(metadata.get("urgency", 0))
    hand, pair = str(metadata.get("hand", FIRST_HANDS)), str(metadata.get("pair", ""))
    return Example(text, intent, about, urgency, flags, block, hand, pair)


def _of_file(path: Path) -> Iterator[Example]:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for number, block in enumerate(content.get("nlu") or ()):
        for line in block["examples"].splitlines():
            if line.startswith("- ") and line[2:].strip():
                yield from_metadata(
                    line[2:].strip(), block["intent"], block.get("metadata") or {}, f"{path.stem}:{number}"
                )
