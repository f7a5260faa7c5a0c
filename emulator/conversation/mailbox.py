"""A user's own mailbox: which copy is in which folder. Nobody reaches another's copy (contract, 2.6 to 2.8)."""

from __future__ import annotations

from emulator.letters import Copy, Message
from emulator.people import User
from emulator.refusals import Forbidden
from emulator.world import World

SYSTEM_FOLDERS = {"inbox", "outbox", "draft", "trash"}
LISTED_STATES = {"SENT", "RECALL"}


def my_copy(world: World, user: User, message_id: str) -> Copy:
    """The user's copy; raises Forbidden (401 HTML) when the message is not in their mailbox [R]."""
    copy = world.copies.get((user.id, message_id))
    if copy is None:
        raise Forbidden
    return copy


def my_copies(world: World, user: User, ids: object) -> list[Copy]:
    """The user's copies of all these messages; Forbidden when one is not theirs, or when `ids` is not a list of ids."""
    if not isinstance(ids, list) or not ids:
        raise Forbidden
    return [my_copy(world, user, str(id_)) for id_ in ids]


def my_draft(world: World, user: User, message_id: str) -> Message:
    """A message that the user wrote and still has; else Forbidden [R]."""
    my_copy(world, user, message_id)
    message = world.messages[message_id]
    if message.author != user.id:
        raise Forbidden
    return message


def folder_of(world: World, message: Message, copy: Copy) -> set[str]:
    """The folders in which this copy shows: a system folder, or the id of a folder of the user's."""
    if copy.trashed:
        return {"trash"}
    if copy.folder_id is not None:
        return {copy.folder_id}
    if message.state == "SCHEDULE" and world.inferred.scheduled_are_in_no_folder:
        return set()
    if message.state in {"DRAFT", "SCHEDULE"}:
        return {"draft"}
    own = {"outbox"} if message.author == copy.user_id else set()
    return own | ({"inbox"} if copy.received else set())


def listed(
    world: World, user: User, folder: str, *, unread: bool | None = None, search: str = ""
) -> list[tuple[Message, Copy]]:
    """Messages of a folder (system folders in any case), newest first."""
    wanted = folder.lower() if folder.lower() in SYSTEM_FOLDERS else folder
    rows = [
        (world.messages[copy.message_id], copy)
        for copy in world.copies.values()
        if copy.user_id == user.id and wanted in folder_of(world, world.messages[copy.message_id], copy)
    ]
    kept = [
        (message, copy)
        for message, copy in rows
        if (unread is None or copy.unread == unread) and _found(message, search)
    ]
    return sorted(kept, key=lambda pair: pair[0].date, reverse=True)


def _found(message: Message, search: str) -> bool:
    """The body and the subject are indexed in clear [R]."""
    return search.lower() in f"{message.subject} {message.body}".lower()
