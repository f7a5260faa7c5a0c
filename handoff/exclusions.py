"""Who was left out of a message: asked before anything that would tell somebody of it (R47, docs/adr/0021).

The rules: an exclusion is kept as a keyed hash of one envelope and one person, so it answers a question and lists nobody; it is found again
under every key of the ring. A closed message keeps out everybody who is not a reader of it. Asked before a re-wrap, a hand-over, a reminder, an
escalation to the head or outside the school, and a count.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.errors import EnvelopeUnknown
from handoff.tables import envelope_exclusions, envelope_readers, envelopes
from vault import KeyRing, keyed_hash, keyed_hashes

_PURPOSE = "exclusion"


def is_excluded(db: Engine, ring: KeyRing, envelope_id: str, person_id: str) -> bool:
    """Whether this person must not learn of this message. Raises EnvelopeUnknown."""
    with reading(db) as connection:
        return bool(kept_out(connection, ring, envelope_id, [person_id]))


def kept_out(connection: Connection, ring: KeyRing, envelope_id: str, ids: Collection[str]) -> frozenset[str]:
    """Those of `ids` who must not learn of this message. Raises EnvelopeUnknown."""
    closed = connection.execute(select(envelopes.c.closed).where(envelopes.c.id == envelope_id)).scalar_one_or_none()
    if closed is None:
        raise EnvelopeUnknown
    if closed:
        return frozenset(ids) - _readers(connection, envelope_id)
    marks = {mark: person for person in ids for mark in _marks(ring, envelope_id, person)}
    return frozenset(marks[mark] for mark in _stored(connection, envelope_id) if mark in marks)


def leave_out(connection: Connection, ring: KeyRing, envelope_id: str, ids: Iterable[str]) -> None:
    """Keep, at the deposit, whom the pupil left out."""
    rows = [{"envelope_id": envelope_id, "person": keyed_hash(ring, _PURPOSE, _value(envelope_id, one))} for one in ids]
    if rows:
        connection.execute(insert(envelope_exclusions), rows)


def are_left_out(connection: Connection, ring: KeyRing, envelope_id: str, ids: Collection[str]) -> bool:
    """Whether those left out are exactly these: whether a deposit is the very same one."""
    kept = _stored(connection, envelope_id)
    return len(kept) == len(ids) and all(kept & set(_marks(ring, envelope_id, person)) for person in ids)


def _stored(connection: Connection, envelope_id: str) -> frozenset[str]:
    """The hashes kept of an envelope: as many as people left out, and whose only by asking."""
    of_envelope = envelope_exclusions.c.envelope_id == envelope_id
    return frozenset(connection.execute(select(envelope_exclusions.c.person).where(of_envelope)).scalars())


def _readers(connection: Connection, envelope_id: str) -> frozenset[str]:
    of_envelope = envelope_readers.c.envelope_id == envelope_id
    return frozenset(connection.execute(select(envelope_readers.c.referent_id).where(of_envelope)).scalars())


def _marks(ring: KeyRing, envelope_id: str, person_id: str) -> tuple[str, ...]:
    return keyed_hashes(ring, _PURPOSE, _value(envelope_id, person_id))


def _value(envelope_id: str, person_id: str) -> str:
    return f"{envelope_id}:{person_id}"
