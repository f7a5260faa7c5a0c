"""A colleague has compared a key with its owner, and signs it: kept, logged, and counted at once when it is due.

Refused before anything is stored: one's own key, an administrator of the school (they manage the group: with their word they could make any
account count), somebody whose key was made elsewhere or does not count while others' do, another key than the one published, a signature
that is not theirs or says something else.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine

from handoff.keys import counting, directory_log
from handoff.keys.countersigns import NEEDED
from handoff.keys.errors import Administers, KeyChanged, KeyOfYourself, KeyUnknown, NotCounted, SignatureRefused
from handoff.keys.fingerprints import key_hash
from handoff.keys.tables import key_countersigns, referents
from vault import Canonical, is_signed


@dataclass(frozen=True)
class Vouch:
    """`by` says that `key` (64 hex) is really `referent_id`'s, at the school where its log is kept."""

    referent_id: str
    by: str
    school: str
    key: str
    signature: str = field(repr=False)


def statement_of(vouch: Vouch) -> Canonical:
    """What is signed."""
    return {"countersigns": vouch.referent_id, "key": vouch.key, "school": vouch.school}


def countersign(
    db: Engine, vouch: Vouch, group: tuple[str, ...], now: datetime, *, administers: bool = False
) -> frozenset[str]:
    """Keep it; whose keys count from now on because of it. Again is fine. `group`: the schools that share the school's group.

    Raises KeyUnknown, KeyOfYourself, Administers, KeyChanged, NotCounted, SignatureRefused.
    """
    if vouch.by == vouch.referent_id:
        raise KeyOfYourself
    if administers:
        raise Administers
    with db.begin() as connection:
        directory_log.hold(connection)
        _require_their_key(connection, vouch)
        _require_right(connection, vouch, group, now)
        if not _is_kept(connection, vouch):
            row = {"referent_id": vouch.referent_id, "countersigner_id": vouch.by, "at": now}
            connection.execute(insert(key_countersigns).values(**row, key=vouch.key, signature=vouch.signature))
            said = {"by": vouch.by, "key": vouch.key, "signature": vouch.signature}
            directory_log.append(connection, vouch.school, "countersigned", vouch.referent_id, now, **said)
        return counting.count_due(connection, group, now)


def _require_their_key(connection: Connection, vouch: Vouch) -> None:
    query = select(referents).where(referents.c.id == vouch.referent_id, referents.c.school == vouch.school)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise KeyUnknown
    if key_hash(row.key_recipient, row.signing_key) != vouch.key:
        raise KeyChanged


def _require_right(connection: Connection, vouch: Vouch, group: tuple[str, ...], now: datetime) -> None:
    keys = counting.group_of(connection, group, now)
    if vouch.referent_id not in keys.counted | keys.pending:
        raise KeyUnknown
    if vouch.by not in keys.counted | keys.pending:
        raise NotCounted
    if vouch.by not in keys.counted and len(keys.able) >= NEEDED:
        raise NotCounted
    theirs = connection.execute(select(referents).where(referents.c.id == vouch.by)).one()
    if theirs.school != vouch.school:  # nobody could check the signature in this school's log
        raise NotCounted
    if not is_signed(theirs.signing_key, statement_of(vouch), vouch.signature):
        raise SignatureRefused


def _is_kept(connection: Connection, vouch: Vouch) -> bool:
    kept = select(key_countersigns.c.key).where(
        key_countersigns.c.referent_id == vouch.referent_id, key_countersigns.c.countersigner_id == vouch.by
    )
    return connection.execute(kept).first() is not None
