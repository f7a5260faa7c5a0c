"""What was done on a shelf, one signed line each: `journal.jsonl`, only ever added to.

A line holds the SHA-256 of the one before, so that none can be changed, taken out or moved; `current` of the shelf names the line that put it there, so
that the end cannot be cut off either. A last line without its end is what a kill leaves: it never was, and is taken away by the next act.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from content.publishing.people import People
from content.publishing.refused import RefusedError
from vault import Signer, canonical, is_signed

FILE = "journal.jsonl"
NOTHING = "0" * 64
TEAM_WRITES = 0o664  # each of the team has an account of their own, and one group
PROPOSED, APPROVED, PUBLISHED, ROLLED_BACK = "propose", "approve", "publish", "rollback"
ACTS = frozenset({PROPOSED, APPROVED, PUBLISHED, ROLLED_BACK})


@dataclass(frozen=True)
class Act:
    """`at`: ISO 8601 with its offset. `model`, `verdict`, `files`: SHA-256 of the publication's model, report of the gate and list of files."""

    act: str
    publication: str
    by: str
    at: str
    before: str
    model: str
    verdict: str
    files: str
    why: str = ""


@dataclass(frozen=True)
class Journal:
    """`lines`: SHA-256 of each line, in step with `acts`. `whole`: how many bytes they take; `is_torn`: more bytes follow, an act cut short."""

    acts: tuple[Act, ...]
    lines: tuple[str, ...]
    whole: int
    is_torn: bool

    @property
    def last(self) -> str:
        """What the next line names as the one before."""
        return self.lines[-1] if self.lines else NOTHING


def read_journal(shelf: Path, people: People) -> Journal:
    """Raises RefusedError naming the first line (from 1) that is not what its author signed, or not where it was."""
    path = shelf / FILE
    written = path.read_bytes() if path.exists() else b""
    acts, lines = list[Act](), list[str]()
    *whole, rest = written.split(b"\n")
    for number, line in enumerate(whole, 1):
        act = _act(line, people)
        if act is None or act.before != (lines[-1] if lines else NOTHING):
            raise RefusedError("bad_line", file=path, number=number)
        acts.append(act)
        lines.append(hashlib.sha256(line).hexdigest())
    return Journal(tuple(acts), tuple(lines), len(written) - len(rest), bool(rest))


def append(shelf: Path, journal: Journal, act: Act, signer: Signer) -> Journal:
    """The journal with one more line, on the disk when it returns."""
    statement = asdict(act)
    line = canonical({"signature": signer.sign(statement), "statement": statement})
    is_new = not (shelf / FILE).exists()
    with (shelf / FILE).open("ab") as file:
        if is_new:
            os.fchmod(file.fileno(), TEAM_WRITES)
        file.truncate(journal.whole)
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    lines = (*journal.lines, hashlib.sha256(line).hexdigest())
    return Journal((*journal.acts, act), lines, journal.whole + len(line) + 1, is_torn=False)


def _act(line: bytes, people: People) -> Act | None:
    try:
        told = json.loads(line)
        if canonical(told) != line or set(told) != {"signature", "statement"}:
            return None
        act = Act(**told["statement"])
        return act if _is_theirs(act, told["statement"], told["signature"], people) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _is_theirs(act: Act, statement: Mapping[str, Any], signature: str, people: People) -> bool:
    person = people.named(act.by)
    return (
        person is not None
        and act.act in ACTS
        and datetime.fromisoformat(act.at).utcoffset() is not None
        and is_signed(person.key, statement, signature)
    )
