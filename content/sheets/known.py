"""What the project already knows, that an addition may name: situations with a file of their own, flags in use."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from content.sheets.reading import Saying


def file_of(intent: str) -> str:
    """Where the ways of saying of that situation are written."""
    return f"data/nlu/{intent.partition('__')[0]}.yml"


def learnt_intents(found: Iterable[Saying]) -> list[str]:
    """Every situation, finer ones included, that has sentences in its own file."""
    return sorted(
        {
            each.example.intent
            for each in found
            if PurePosixPath(each.file) == PurePosixPath(file_of(each.example.intent))
        }
    )


def known_flags(found: Iterable[Saying]) -> list[str]:
    """Every flag in use."""
    return sorted({flag for each in found for flag in each.example.marks.get("flags") or ()})
