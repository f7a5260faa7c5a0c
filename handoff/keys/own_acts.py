"""An owner signs each change of their own key, so that whoever has their ENT account, and no lock of theirs, changes nothing of it.

Signed, as canonical JSON: `{"does", "referent", "what"}`, `what` a SHA-256 of what is changed. The same as `web/client/src/sealed/own-acts.ts`.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff.database import reading
from handoff.keys.errors import KeyUnknown, SignatureRefused
from handoff.keys.fingerprints import months_hash, text_hash
from handoff.keys.sets import Lock, MonthKey
from handoff.keys.tables import referents
from vault import Canonical, is_signed


class OwnAct(str, Enum):
    """What an owner does to their key."""

    MONTHS_ADDED = "months_added"
    LOCK_ADDED = "lock_added"
    LOCK_REMOVED = "lock_removed"
    SHARES = "shares"
    RECOVERED = "recovered"
    PRESENT = "present"  # changes nothing: its owner is there (web.desk.presence)


def statement_of(does: OwnAct, referent_id: str, what: str) -> Canonical:
    """What is signed."""
    return {"does": does.value, "referent": referent_id, "what": what}


def what_of_months(months: Iterable[MonthKey]) -> str:
    """Months, in their order."""
    return months_hash(month.recipient for month in sorted(months, key=lambda one: one.month))


def what_of_locks(locks: Iterable[Lock]) -> str:
    """One way in, or all that a recovery makes, in the order of the body."""
    return text_hash("\n".join(lock.wrapped_key for lock in locks))


def what_of_lock_id(lock_id: str) -> str:
    """A way in that is taken away."""
    return text_hash(lock_id)


def what_of_shares(shares: Mapping[str, str]) -> str:
    """Shares by holder, whatever their order."""
    return text_hash("\n".join(sorted(f"{holder} {armour}" for holder, armour in shares.items())))


def require_signed(db: Engine, referent_id: str, does: OwnAct, what: str, signature: str) -> None:
    """Raises KeyUnknown, or SignatureRefused unless the owner's signing key signed exactly this."""
    mine = select(referents.c.signing_key).where(referents.c.id == referent_id)
    with reading(db) as connection:
        signing_key = connection.execute(mine).scalar_one_or_none()
    if signing_key is None:
        raise KeyUnknown
    if not is_signed(signing_key, statement_of(does, referent_id, what), signature):
        raise SignatureRefused
