"""The directory's log: every change of a referent's key, in one chain of hashes per school. Rows are only ever added.

The rules: entries are numbered from 1 without a gap; each holds the hash of the one before (the first one 64 zeros) and its own, over its
canonical JSON. Referents' browsers check it, remember its head and sign it: a server that shows two histories is detected by them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.keys.fingerprints import text_hash
from handoff.keys.tables import directory_log
from vault import canonical

BEGINNING = "0" * 64
# Any number of ours, not that of `database`: who changes keys waits for whoever is changing some.
_LOCK = 5_190_120


@dataclass(frozen=True)
class LogEntry:
    """One change: `at` is an ISO moment in UTC, `subject` whose key it is, `body` an object of strings."""

    seq: int
    at: str
    kind: str
    subject: str
    body: Mapping[str, str]
    previous: str
    hash: str


def hold(connection: Connection) -> None:
    """Be the only one to change keys until this transaction ends; call it first. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def append(connection: Connection, school: str, kind: str, subject: str, now: datetime, /, **body: str) -> LogEntry:
    """Add one entry to the chain of `school`, in the transaction of the change itself, which holds."""
    last = connection.execute(_of(school).order_by(directory_log.c.seq.desc()).limit(1)).one_or_none()
    seq, previous = (last.seq + 1, last.hash) if last else (1, BEGINNING)
    at = now.astimezone(timezone.utc).isoformat(timespec="seconds")
    hash_ = entry_hash(school, LogEntry(seq, at, kind, subject, body, previous, ""))
    entry = LogEntry(seq, at, kind, subject, body, previous, hash_)
    kept = vars(entry) | {"school": school, "body": canonical(body).decode()}
    connection.execute(insert(directory_log).values(**kept))
    return entry


def entries_of(db: Engine, school: str) -> tuple[LogEntry, ...]:
    """The whole chain of a school, from its beginning."""
    with reading(db) as connection:
        return tuple(_entry(row) for row in connection.execute(_of(school).order_by(directory_log.c.seq)))


def is_whole(school: str, entries: Sequence[LogEntry]) -> bool:
    """Whether the entries are one unbroken chain of `school` from its beginning."""
    previous = BEGINNING
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place or entry.previous != previous or entry_hash(school, entry) != entry.hash:
            return False
        previous = entry.hash
    return True


def is_on(entries: Iterable[LogEntry], seq: int, hash_: str) -> bool:
    """Whether the chain had this head."""
    return any(entry.seq == seq and entry.hash == hash_ for entry in entries)


def entry_hash(school: str, entry: LogEntry) -> str:
    """The hash that this entry must have, in the log of `school`."""
    hashed = {name: value for name, value in vars(entry).items() if name != "hash"}
    return text_hash(canonical({**hashed, "body": dict(entry.body), "school": school}).decode())


def _of(school: str) -> Any:
    return select(directory_log).where(directory_log.c.school == school)


def _entry(row: Any) -> LogEntry:
    return LogEntry(row.seq, row.at, row.kind, row.subject, json.loads(row.body), row.previous, row.hash)
