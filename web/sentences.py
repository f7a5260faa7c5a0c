"""The French sentences of pages and errors, read once from data/responses/web.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent.parent / "data" / "responses" / "web.yml"


@cache
def _tree(file: Path) -> Mapping[str, Any]:
    written: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return written


class Sentences:
    """Sentences by dotted name, such as `errors.too_long`; a missing one is a KeyError, found by the tests."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._tree = tree

    @classmethod
    def load(cls, file: Path = FILE) -> "Sentences":
        """Read the file of sentences."""
        return cls(_tree(file))

    def get(self, name: str) -> str:
        """The sentence of that dotted name."""
        found = self.group(name)
        if not isinstance(found, str):
            raise KeyError(name)
        return found

    def group(self, name: str) -> Any:
        """The sentence or the group of sentences of that dotted name; templates read groups."""
        found: Any = self._tree
        for part in name.split("."):
            found = found[part]
        return found
