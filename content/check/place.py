"""The content as it lies on the disk: the folders of a project, its files with their lines. A copy somewhere else is read in the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from content.check.lines import Lined, read_lined


@dataclass(frozen=True)
class Place:
    """`root` holds `data/` and `domain.yml`; `today` is the day on which facts must be in date."""

    root: Path
    today: date

    @property
    def examples(self) -> list[Path]:
        """What Rasa learns from."""
        return sorted((self.root / "data" / "nlu").glob("*.yml"))

    @property
    def responses(self) -> list[Path]:
        """What is said."""
        return sorted((self.root / "data" / "responses").glob("*.yml"))

    @property
    def rules(self) -> list[Path]:
        """What comes next."""
        return sorted((self.root / "data" / "rules").glob("*.yml"))

    @property
    def facts(self) -> list[Path]:
        """What is dated."""
        return sorted((self.root / "data" / "facts").glob("*.yml"))

    @property
    def stories(self) -> list[Path]:
        """What is tried."""
        return sorted((self.root / "tests" / "stories").glob("*/*.yml"))

    @property
    def all_files(self) -> Iterator[Path]:
        """Every YAML file of an editor."""
        yield self.root / "domain.yml"
        yield from sorted((self.root / "data").rglob("*.yml"))
        yield from self.stories

    def name(self, path: Path) -> str:
        """The path as it is said to the editor."""
        return path.relative_to(self.root).as_posix()

    def read(self, path: Path) -> Lined:
        """The file with its lines; raises `content.check.lines.Unreadable`."""
        return read_lined(path)

    @cached_property
    def domain(self) -> dict[str, Any]:
        """`domain.yml`."""
        read: dict[str, Any] = yaml.safe_load((self.root / "domain.yml").read_text(encoding="utf-8"))
        return read

    @property
    def intents(self) -> list[str]:
        """Every situation and every part of the conversation, finer ones included (`conversation__merci`)."""
        return list(self.domain["intents"])
