"""Word lists kept as plain text files, so that one who does not program can add a word.

A file has comment lines (`#`, with the list's source), `[section]` lines, and entries: one a line, either
`written = meant` or a bare entry. The lists travel inside the trained model, never read again at prediction.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


class LexiconError(ValueError):
    """A list is malformed, or says two things of one word."""


@dataclass(frozen=True)
class Lexicons:
    """All the lists, by file name without its ending, as text."""

    texts: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "Lexicons":
        """Read every `.txt` of the folder."""
        return cls({path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))})

    def digest(self) -> str:
        """A hash that changes when any list changes."""
        joined = "\0".join(f"{name}\0{text}" for name, text in sorted(self.texts.items()))
        return hashlib.sha256(joined.encode()).hexdigest()

    def lines(self, name: str) -> dict[str, tuple[str, ...]]:
        """Entries of a list, by section."""
        found: dict[str, list[str]] = {}
        for section, line in _entries(self.texts[name]):
            found.setdefault(section, []).append(line)
        return {section: tuple(entries) for section, entries in found.items()}

    def pairs(self, name: str, section: str) -> dict[str, str]:
        """`written = meant` entries of one section. Raises LexiconError on a word written twice."""
        pairs: dict[str, str] = {}
        for line in self.lines(name)[section]:
            written, equals, meant = (part.strip() for part in line.partition(" = "))
            if not equals or written in pairs:
                raise LexiconError(f"{name}: entry without a meaning, or written twice: {written}")
            pairs[written] = meant
        return pairs


def _entries(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            section = stripped[1:-1]
        elif stripped and not stripped.startswith("#"):
            yield section, stripped
