"""How threads and infos are shown (actualites 3.2.6) [R]."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from emulator.news.model import STATUS_NAMES, Info, Shares, Thread
from emulator.news.rights import COMMENT, THREAD_NAMES, may
from emulator.people import User
from emulator.world import World


def iso(moment: datetime | None) -> str | None:
    """ISO strings in this module (contract, 0.6)."""
    return None if moment is None else moment.isoformat(timespec="milliseconds")


def owner_row(world: World, user_id: str) -> dict[str, Any]:
    """Who wrote it; a deleted account keeps its name in the ENT."""
    user = world.users.get(user_id)
    return {"id": user_id, "displayName": user.display_name if user else "", "deleted": user is None}


def _thread_rights(world: World, thread: Thread, viewer: User) -> list[str]:
    return [name for action, name in THREAD_NAMES.items() if may(world, viewer, thread, action)]


def thread_row(world: World, thread: Thread, viewer: User) -> dict[str, Any]:
    """One thread, with what the viewer may do in it."""
    school = world.structures[thread.structure_id]
    return {
        "id": thread.id,
        "title": thread.title,
        "icon": thread.icon,
        "created": iso(thread.created),
        "modified": iso(thread.created),
        "structureId": school.id,
        "structure": {"id": school.id, "name": school.name},
        "owner": owner_row(world, thread.owner),
        "sharedRights": _thread_rights(world, thread, viewer),
        "visible": True,
    }


def info_row(world: World, info: Info, viewer: User) -> dict[str, Any]:
    """One info; the status is a word."""
    mine = {viewer.id, *(group.id for group in world.groups_of(viewer.id))}
    comments = any(COMMENT in actions for id_, actions in info.shares.items() if id_ in mine)
    return {
        "id": info.id,
        "threadId": info.thread_id,
        "title": info.title,
        "content": info.content,
        "contentVersion": 1,
        "status": STATUS_NAMES[info.status],
        "owner": owner_row(world, info.owner),
        "created": iso(info.created),
        "modified": iso(info.modified),
        "publicationDate": iso(info.publication),
        "expirationDate": iso(info.expiration),
        "headline": info.is_headline,
        "numberOfComments": 0,
        "sharedRights": ["info.comment"] if comments else [],
        "threadIcon": world.threads[info.thread_id].icon,
    }


def light_row(world: World, info: Info, viewer: User) -> dict[str, Any]:
    """What the home pages show of an info."""
    thread = world.threads[info.thread_id]
    owner = owner_row(world, info.owner)
    return {
        "id": info.id,
        "thread": {
            "id": thread.id,
            "title": thread.title,
            "icon": thread.icon,
            "owner": owner_row(world, thread.owner),
            "sharedRights": _thread_rights(world, thread, viewer),
        },
        "username": owner["displayName"],
        "modifiedDate": iso(info.modified),
        "title": info.title,
        "content": info.content,
        "headline": info.is_headline,
    }


def shares_row(world: World, shares: Shares, owner: str) -> dict[str, Any]:
    """`{"users": {"checked"}, "groups": {"checked"}, "owner"}`: with whom it is shared."""
    rows = {id_: sorted(actions) for id_, actions in shares.items()}
    groups = {id_: actions for id_, actions in rows.items() if id_ in world.groups}
    users = {id_: actions for id_, actions in rows.items() if id_ not in world.groups}
    return {"users": {"checked": users}, "groups": {"checked": groups}, "owner": owner}
