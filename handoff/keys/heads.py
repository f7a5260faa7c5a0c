"""What referents' browsers last signed of the log: who looks sees whether colleagues have seen the same one."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from handoff.database import reading
from handoff.keys import directory_log
from handoff.keys.errors import HeadRefused, KeyUnknown, SignatureRefused
from handoff.keys.tables import directory_heads, referents
from vault import Canonical, is_signed


@dataclass(frozen=True)
class SignedHead:
    """`referent_id` has seen the log end with entry `seq`."""

    referent_id: str
    seq: int
    hash: str
    signature: str = field(repr=False)


def statement_of(school: str, head: SignedHead) -> Canonical:
    """What is signed."""
    return {"head": head.hash, "school": school, "seq": head.seq}


def keep(db: Engine, school: str, head: SignedHead, now: datetime) -> None:
    """Keep it in the place of the one before. Raises KeyUnknown, SignatureRefused, or HeadRefused: not on the log, or going back."""
    theirs = select(referents.c.signing_key).where(referents.c.id == head.referent_id, referents.c.left_at.is_(None))
    mine = (directory_heads.c.school == school) & (directory_heads.c.referent_id == head.referent_id)
    if not directory_log.is_on(directory_log.entries_of(db, school), head.seq, head.hash):
        raise HeadRefused
    with db.begin() as connection:
        directory_log.hold(connection)
        signing_key = connection.execute(theirs).scalar_one_or_none()
        if signing_key is None:
            raise KeyUnknown
        if not is_signed(signing_key, statement_of(school, head), head.signature):
            raise SignatureRefused
        before = connection.execute(select(directory_heads.c.seq).where(mine)).scalar_one_or_none()
        if before is not None and before > head.seq:
            raise HeadRefused
        connection.execute(delete(directory_heads).where(mine))
        row = {"referent_id": head.referent_id, "seq": head.seq, "hash": head.hash, "signature": head.signature}
        connection.execute(insert(directory_heads).values(school=school, at=now, **row))


def heads_of(db: Engine, school: str) -> tuple[SignedHead, ...]:
    """What each colleague last signed of this school's log."""
    query = select(directory_heads).where(directory_heads.c.school == school).order_by("referent_id")
    with reading(db) as connection:
        return tuple(SignedHead(r.referent_id, r.seq, r.hash, r.signature) for r in connection.execute(query))
