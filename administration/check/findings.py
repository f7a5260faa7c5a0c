"""What the check found: codes and values only, the French words are in data/responses/administration_check.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Level = Literal["red", "warn", "ok", "unknown"]
LEVELS: tuple[Level, ...] = ("red", "warn", "unknown", "ok")
UNVERIFIED = "unverified"
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Finding:
    """One thing that is right, to be watched, wrong, or that could not be verified; `values` fill its sentence."""

    code: str
    level: Level
    values: Mapping[str, str] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True)
class Report:
    """Everything found about one school, in the order of the rules."""

    school_id: str
    school_name: str
    uai: str
    findings: tuple[Finding, ...]

    def of(self, level: Level) -> tuple[Finding, ...]:
        """The findings of that level, in order."""
        return tuple(finding for finding in self.findings if finding.level == level)

    @property
    def is_red(self) -> bool:
        """Something stops a pupil's message, or would betray it."""
        return bool(self.of("red"))


def red(code: str, **values: object) -> Finding:
    """Something that stops a message or betrays it."""
    return Finding(code, "red", _written(values))


def warn(code: str, **values: object) -> Finding:
    """Something that works today and that somebody should look at."""
    return Finding(code, "warn", _written(values))


def ok(code: str, **values: object) -> Finding:
    """Something verified and right."""
    return Finding(code, "ok", _written(values))


def unverified(question: str, why: str) -> Finding:
    """A question without answer; `question` and `why` are keys of the tables of the same names in the sentences."""
    return Finding(UNVERIFIED, "unknown", {"question": question, "why": why})


def _written(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
