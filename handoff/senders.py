"""Finding a sender's envelopes again without storing who sent them.

The sender's id and the word they chose are stored as keyed hashes only. The word's salt is derived from the sender, so that one
slow hash per server key answers for any number of envelopes, none included: asking costs the same whether or not something exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from handoff.tables import outbox
from vault import KeyRing, keyed_hash, keyed_hashes, word_hash


@dataclass(frozen=True)
class Marks:
    """What is stored of a sender and of their word, under one server key."""

    sender: str
    word: str


def marks_of(ring: KeyRing, sender_id: str, word: str) -> tuple[Marks, ...]:
    """One pair per server key, the writing key first: what to store, then what to look for. Slow on purpose; raises WordRefused for an empty word."""
    return tuple(_marks(key, sender_id, word) for key in ring.keys)


def marks_under_way(connection: Connection, marks: Sequence[Marks]) -> Marks:
    """Which of these to store: the writing key's, unless a message of this pupil is still on its way under another one.

    What is on its way under one hash is one pupil's: the ENT gets one message of theirs at a time, and one does not clean away another's draft.
    """
    on_its_way = outbox.c.sender.in_([each.sender for each in marks]) & outbox.c.due_at.is_not(None)
    known = set(connection.execute(select(outbox.c.sender).where(on_its_way)).scalars())
    return next((each for each in marks if each.sender in known), marks[0])


def is_sender(ring: KeyRing, sender: str, sender_id: str) -> bool:
    """Whether the stored hash `sender` is this ENT id's."""
    return sender in keyed_hashes(ring, "sender", sender_id)


def _marks(key: bytes, sender_id: str, word: str) -> Marks:
    ring = KeyRing((key,))
    salt = bytes.fromhex(keyed_hash(ring, "word-salt", sender_id))
    slow = word_hash(word, salt).hex()
    return Marks(sender=keyed_hash(ring, "sender", sender_id), word=keyed_hash(ring, "word", slow))
