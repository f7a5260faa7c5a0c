"""The pupil's ENT token: sealed by the server's key, found by conversation, kept an hour at most.

A stolen database without the server's key gives nothing; with it, at most an hour of one pupil's ENT (docs/threat-model.md).
"""

import json
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from handoff.database import reading
from handoff.tables import ent_tokens
from vault import KeyRing, SealBroken, key_id_of, seal_with_ring, unseal_with_ring
from vault.columns import ENT_TOKEN

LIFE = timedelta(hours=1)

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class PupilToken:
    """A pupil's access token with the ENT id and structures it was given for; `expires_at` is aware."""

    access_token: str = field(repr=False)
    user_id: str
    structure_ids: tuple[str, ...]
    expires_at: datetime


def keep(db: Engine, ring: KeyRing, conversation: str, token: PupilToken, now: datetime) -> None:
    """Seal and store; replaces the conversation's former token. Never kept beyond an hour from `now`."""
    fields = {"token": token.access_token, "user": token.user_id, "structures": token.structure_ids}
    plaintext = json.dumps(fields, ensure_ascii=False).encode()
    sealed = seal_with_ring(ring, ENT_TOKEN, plaintext, conversation=conversation)
    expires_at = min(token.expires_at, now + LIFE)
    with db.begin() as connection:
        connection.execute(delete(ent_tokens).where(ent_tokens.c.conversation == conversation))
        connection.execute(insert(ent_tokens).values(conversation=conversation, sealed=sealed, expires_at=expires_at))


def find(db: Engine, ring: KeyRing, conversation: str, now: datetime) -> PupilToken | None:
    """The live token of this conversation, or None: absent, expired, or sealed with a key we no longer hold."""
    with reading(db) as connection:
        row = connection.execute(select(ent_tokens).where(ent_tokens.c.conversation == conversation)).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    try:
        fields = json.loads(unseal_with_ring(ring, ENT_TOKEN, row.sealed, conversation=conversation))
    except SealBroken:
        logger.warning("token unreadable conversation=%s", conversation)
        return None
    return PupilToken(fields["token"], fields["user"], tuple(fields["structures"]), row.expires_at)


def count_by_key(db: Engine, now: datetime) -> Counter[str]:
    """How many live tokens each of the server's keys has sealed, by its name."""
    live = select(ent_tokens.c.sealed).where(ent_tokens.c.expires_at > now)
    with reading(db) as connection:
        return Counter(key_id_of(sealed) for sealed in connection.execute(live).scalars())


def erase(db: Engine, conversation: str) -> None:
    """Erase it; what was promised and not delivered is then shown by the desk from our outbox."""
    with db.begin() as connection:
        connection.execute(delete(ent_tokens).where(ent_tokens.c.conversation == conversation))
