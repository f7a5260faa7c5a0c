"""Everything that data/responses/ can make the bot say, read as plain YAML, without Rasa."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from facts.paris import PARIS
from facts.placeholders import fill

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime(2026, 11, 24, 12, tzinfo=PARIS)
NIGHT = datetime(2026, 11, 24, 3, tzinfo=PARIS)
PRIMARY_WORDS, OLDER_WORDS = 12, 25
INFORMATION = {"urgency": "0", "about": "none"}


@dataclass(frozen=True)
class Said:
    """One variation of one response, with its placeholders filled at noon on a school day."""

    name: str
    file: str
    conditions: Mapping[str, Any]
    text: str
    buttons: tuple[tuple[str, str], ...]
    custom: Mapping[str, Any]

    @property
    def situation(self) -> str:
        return self.name.removeprefix("utter_")

    @property
    def bubbles(self) -> list[str]:
        return [fill(bubble.strip(), DAY) for bubble in self.text.split("\n\n") if bubble.strip()]

    @property
    def printed(self) -> str:
        return "\n".join(self.bubbles)

    @property
    def is_primary(self) -> bool:
        return self.conditions.get("register") == "primaire"

    @property
    def is_information(self) -> bool:
        return INFORMATION.items() <= self.conditions.items()

    def __str__(self) -> str:
        return f"{self.name}[{', '.join(f'{name}={value}' for name, value in self.conditions.items())}]"


RESPONSES = ROOT / "data" / "responses"
TO_ADULTS = "adultes.yml"


def files(folder: Path = RESPONSES) -> dict[str, dict[str, Any]]:
    paths = sorted(folder.glob("*.yml"))
    return {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}


def catalogue(folder: Path = RESPONSES) -> Iterator[Said]:
    """What pupils are told."""
    return _said({file: content for file, content in files(folder).items() if file != TO_ADULTS})


def to_adults(folder: Path = RESPONSES) -> Iterator[Said]:
    """What parents and staff are told, on their own path."""
    return _said({TO_ADULTS: files(folder)[TO_ADULTS]})


def _said(written_in: Mapping[str, Any]) -> Iterator[Said]:
    for file, content in written_in.items():
        for name, variations in content.get("responses", {}).items():
            for written in variations:
                yield Said(
                    name=name,
                    file=file,
                    conditions={each["name"]: each["value"] for each in written.get("condition", ())},
                    text=written["text"],
                    buttons=tuple((button["title"], button["payload"]) for button in written.get("buttons", ())),
                    custom=written.get("custom", {}),
                )


def sentences(text: str) -> list[str]:
    found = re.split(r"(?<=[.!?…])[\s»]+|\n+", text)
    return [sentence.strip() for sentence in found if sentence.strip()]


def words(sentence: str) -> int:
    return sum(any(character.isalnum() for character in word) for word in sentence.split())


def domain() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return read


def rules() -> list[dict[str, Any]]:
    paths = sorted((ROOT / "data" / "rules").glob("*.yml"))
    return [rule for path in paths for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]]


def situations() -> dict[str, list[str]]:
    table = yaml.safe_load((ROOT / "data" / "facts" / "orientation.yml").read_text(encoding="utf-8"))["situations"]
    return {name: entry["routes"] for name, entry in table.items() if name not in ("conversation", "hors_sujet")}
