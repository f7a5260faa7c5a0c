"""Events of a conversation ⇄ sealed bytes. Pure: no Rasa, no database."""

import json
from collections.abc import Sequence
from typing import Any

from vault import seal, unseal
from vault.columns import TRACKER_EVENT

Event = dict[str, Any]


def seal_events(key: bytes, conversation_ref: str, seq: int, events: Sequence[Event]) -> bytes:
    """The batch number `seq` of a conversation, sealed under the conversation's key and bound to its place."""
    plain = json.dumps(list(events), ensure_ascii=False, separators=(",", ":")).encode()
    return seal(key, TRACKER_EVENT, plain, conversation=conversation_ref, seq=str(seq))


def unseal_events(key: bytes, conversation_ref: str, seq: int, sealed: bytes) -> list[Event]:
    """The events of one batch.

    Raises:
        vault.SealBroken: another key, another place, or damaged bytes.
    """
    plain = unseal(key, TRACKER_EVENT, sealed, conversation=conversation_ref, seq=str(seq))
    return list(json.loads(plain))
