"""What an agent really remembers with, looked at before it serves: our sealed store and our locks, and nothing around them."""

from pathlib import Path
from typing import Any

import yaml

from bot.memory.locks import ConversationLocks
from bot.memory.tracker_store import SealedTrackerStore

_TEXTS = Path(__file__).with_name("texts.fr.yml")


class StoreRefusedError(Exception):
    """The agent would remember elsewhere than in the sealed store; `str()` is a French sentence."""

    def __init__(self, found: str) -> None:
        sentences = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
        super().__init__(sentences["store_refused"].format(found=found))


def require_sealed(agent: Any, store: SealedTrackerStore) -> None:
    """Raise StoreRefusedError unless the agent and its processor keep conversations in this very store, one at a time.

    Rasa keeps its parts in two places, and would wrap or replace each: what plays the turns is the processor's.
    """
    processor = agent.processor
    for found in (agent.tracker_store, processor.tracker_store):
        if found is not store or type(found) is not SealedTrackerStore:
            raise StoreRefusedError(type(found).__name__)
    for locks in (agent.lock_store, processor.lock_store):
        if not isinstance(locks, ConversationLocks):
            raise StoreRefusedError(type(locks).__name__)
