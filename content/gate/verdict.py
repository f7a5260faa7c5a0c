"""The signed-off report of the gate: `<model>.gate.json` beside the model. Publishing wants one that accepts this very file."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

ACCEPTED, REFUSED = "accepted", "refused"


class BadVerdictError(Exception):
    """There is no report of the gate, or it is not one: run the gate."""


@dataclass(frozen=True)
class Verdict:
    """`verdict`: `ACCEPTED` or `REFUSED`. `at`: ISO 8601 with its offset. `counts`: whole numbers by name (`content.gate.judging.counts`).

    `against_sha256`: the model it was compared with, empty when there was none; `reasons`: why it was refused, in French, one line each.
    """

    model_sha256: str
    set_sha256: str
    verdict: str
    at: str
    counts: Mapping[str, int]
    against_sha256: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether this model may be published."""
        return self.verdict == ACCEPTED


def verdict_path(model: Path) -> Path:
    """Where the report of that model is kept."""
    return model.with_name(f"{model.name}.gate.json")


def write_verdict(path: Path, verdict: Verdict) -> None:
    """Write it whole or not at all."""
    written = path.with_name(f".{path.name}.{os.getpid()}")
    written.write_text(json.dumps(asdict(verdict), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written.replace(path)


def read_verdict(path: Path) -> Verdict:
    """Read one.

    Raises:
        BadVerdictError: no file, not JSON, a field missing, unknown or of another kind.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        verdict = Verdict(**{**told, "reasons": tuple(told["reasons"])})
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadVerdictError(type(error).__name__) from error
    if not _is_sound(verdict):
        raise BadVerdictError("fields")
    return verdict


def _is_sound(verdict: Verdict) -> bool:
    hashes = (verdict.model_sha256, verdict.set_sha256, verdict.against_sha256 or "0" * 64)
    return (
        all(_is_sha256(each) for each in hashes)
        and verdict.verdict in (ACCEPTED, REFUSED)
        and _is_a_moment(verdict.at)
        and isinstance(verdict.counts, dict)
        and all(type(count) is int for count in verdict.counts.values())
        and all(isinstance(reason, str) for reason in verdict.reasons)
    )


def _is_sha256(told: Any) -> bool:
    return isinstance(told, str) and re.fullmatch("[0-9a-f]{64}", told) is not None


def _is_a_moment(told: Any) -> bool:
    try:
        return datetime.fromisoformat(told).utcoffset() is not None
    except (TypeError, ValueError):
        return False
