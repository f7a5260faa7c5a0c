"""Which thread a reply belongs to (contract, 2.5) [R]."""

from __future__ import annotations

from emulator.letters import Message
from emulator.world import World


def thread_of(world: World, message: Message) -> str:
    """The parent's thread if the public participants are the same, or if the replier alone is new and is a member of a
    group that was addressed; else a thread of its own."""
    parent = world.messages.get(message.parent_id or "")
    if parent is None:
        return message.id
    before = {parent.author, *parent.public_recipients}
    new = {message.author, *message.public_recipients} - before
    joined = new == {message.author} and any(
        message.author in world.groups[id_].members for id_ in before if id_ in world.groups
    )
    return parent.thread_id if not new or joined else message.id
