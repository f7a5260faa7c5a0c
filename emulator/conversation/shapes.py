"""The two shapes in which the module shows a message: the new front's and the legacy one (contract, 2.6)."""

from __future__ import annotations

from typing import Any

from emulator.letters import Copy, Message
from emulator.people import User
from emulator.world import World


def millis(message: Message) -> int:
    """Dates of this module are epoch milliseconds [R]."""
    return int(message.date.timestamp() * 1000)


def person(world: World, user_id: str) -> dict[str, Any]:
    """A sender or a recipient; the id of a deleted account is empty [R]."""
    user = world.users.get(user_id)
    if user is None or user.deleted:
        return {"id": "", "displayName": "", "profile": ""}
    return {"id": user.id, "displayName": user.display_name, "profile": user.profile}


def addressees(world: World, ids: list[str]) -> dict[str, Any]:
    """`{"users", "groups"}` of a list that mixes both."""
    groups = [
        {
            "id": group.id,
            "displayName": group.name,
            "size": len(group.members),
            "type": group.kind,
            "subType": group.sub_type,
        }
        for group in (world.groups[id_] for id_ in ids if id_ in world.groups)
    ]
    return {"users": [person(world, id_) for id_ in ids if id_ in world.users], "groups": groups}


def hidden_recipients(message: Message, viewer: User) -> list[str]:
    """`cci` for the author; a hidden recipient sees only themself; nobody else sees anything [R]."""
    return [id_ for id_ in message.cci if viewer.id in {message.author, id_}]


def has_replied(world: World, message: Message, viewer: User) -> bool:
    """The viewer, not someone else, has answered."""
    return any(
        other.parent_id == message.id and other.author == viewer.id and other.state == "SENT"
        for other in world.messages.values()
    )


def row(world: World, message: Message, copy: Copy, viewer: User, count: int) -> dict[str, Any]:
    """One line of a folder; `count` is the folder's total, repeated on each line [R]."""
    return {
        "id": message.id,
        "subject": "" if is_blanked(message, viewer) else message.subject,
        "state": message.state,
        "date": millis(message),
        "noReply": message.no_reply,
        "from": person(world, message.author),
        "to": addressees(world, message.to),
        "cc": addressees(world, message.cc),
        "cci": addressees(world, hidden_recipients(message, viewer)),
        "unread": copy.unread,
        "response": has_replied(world, message, viewer),
        "count": count,
        "hasAttachment": bool(message.attachments),
    }


def legacy_row(world: World, message: Message, copy: Copy, viewer: User, count: int) -> dict[str, Any]:
    """The same with ids and `displayNames` [T]."""
    hidden = hidden_recipients(message, viewer)
    return {
        **row(world, message, copy, viewer, count),
        "from": message.author,
        "to": message.to,
        "cc": message.cc,
        "cci": hidden,
        "displayNames": display_names(world, [message.author, *message.to, *message.cc, *hidden]),
        **dict.fromkeys(("fromName", "toName", "ccName", "cciName")),
    }


def display_names(world: World, ids: list[str]) -> list[list[Any]]:
    """`[id, name, isGroup]` for each id, once."""
    names: list[list[Any]] = []
    for id_ in dict.fromkeys(ids):
        if id_ in world.groups:
            names.append([id_, world.groups[id_].name, True])
        elif id_ in world.users:
            names.append([id_, world.users[id_].display_name, False])
    return names


def is_blanked(message: Message, viewer: User) -> bool:
    """A recalled message is empty for everyone but its author [R]."""
    return message.state == "RECALL" and viewer.id != message.author


def whole(world: World, message: Message, copy: Copy, viewer: User) -> dict[str, Any]:
    """A message opened, in the new front's shape."""
    blank = is_blanked(message, viewer)
    return {
        "id": message.id,
        "parent_id": message.parent_id,
        "subject": "" if blank else message.subject,
        "body": "" if blank else message.body,
        "state": message.state,
        "date": millis(message),
        "language": message.language,
        "thread_id": message.thread_id,
        "noReply": message.no_reply,
        "content_version": message.content_version,
        "folder_id": copy.folder_id,
        "trashed": copy.trashed,
        "unread": copy.unread,
        "original_format_exists": False,
        "from": person(world, message.author),
        "to": addressees(world, message.to),
        "cc": addressees(world, message.cc),
        "cci": addressees(world, hidden_recipients(message, viewer)),
        "attachments": [] if blank else [attachment_row(each) for each in message.attachments],
    }


def legacy_whole(world: World, message: Message, copy: Copy, viewer: User) -> dict[str, Any]:
    """A message opened, in the legacy shape."""
    ids = legacy_row(world, message, copy, viewer, 0)
    kept = {
        key: ids[key] for key in ("from", "to", "cc", "cci", "displayNames", "fromName", "toName", "ccName", "cciName")
    }
    return {**whole(world, message, copy, viewer), **kept}


def attachment_row(attachment: Any) -> dict[str, Any]:
    """What a message says of a file."""
    return {
        "id": attachment.id,
        "name": attachment.name,
        "charset": attachment.charset,
        "filename": attachment.filename,
        "contentType": attachment.content_type,
        "contentTransferEncoding": attachment.content_transfer_encoding,
        "size": len(attachment.data),
    }
