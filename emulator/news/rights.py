"""Who may do what with news (contract, 6) [R]: the owner, those it is shared with, and the school's administrators, with
whom every thread of the school is shared."""

from __future__ import annotations

from typing import Any

from emulator.news.model import PENDING, PUBLISHED, Info, Shares, Thread
from emulator.people import User
from emulator.refusals import Forbidden, Refused
from emulator.world import World

PREFIX = "net-atos-entng-actualites-controllers-"
READ = f"{PREFIX}InfoController|read"
COMMENT = f"{PREFIX}CommentController|comment"
CONTRIB = f"{PREFIX}ThreadController|contrib"
PUBLISH = f"{PREFIX}InfoController|publish"
MANAGE = f"{PREFIX}ThreadController|manage"
NAMES = {READ: "info.read", COMMENT: "info.comment"}
THREAD_NAMES = {CONTRIB: "thread.contrib", PUBLISH: "thread.publish", MANAGE: "thread.manager"}


def _holds(world: World, user: User, shares: Shares, action: str) -> bool:
    mine = {user.id, *(group.id for group in world.groups_of(user.id))}
    return any(action in actions for id_, actions in shares.items() if id_ in mine)


def may(world: World, user: User, thread: Thread, action: str) -> bool:
    """The user holds this right on the thread."""
    owner = thread.owner == user.id or user.administers(thread.structure_id)
    return owner or _holds(world, user, thread.shares, action)


def require(world: World, user: User, thread_id: object, action: str) -> Thread:
    """The thread, for someone who holds the right; else 401 in HTML, as for a thread that does not exist [R]."""
    thread = world.threads.get(thread_id) if isinstance(thread_id, int) else None
    if thread is None or not may(world, user, thread, action):
        raise Forbidden
    return thread


def sees(world: World, user: User, info: Info) -> bool:
    """Mine; published, in its dates and shared with me; pending or published in a thread where I publish."""
    thread = world.threads[info.thread_id]
    publisher = info.status in {PENDING, PUBLISHED} and may(world, user, thread, PUBLISH)
    reader = info.shown_at(world.now()) and _holds(world, user, info.shares, READ)
    return info.owner == user.id or publisher or reader


def readers(world: World, info: Info) -> list[User]:
    """Everyone whom `read` is shared with, but the owner."""
    people: dict[str, User] = {}
    for id_, actions in info.shares.items():
        members = world.groups[id_].members if id_ in world.groups else [id_]
        if READ in actions:
            people |= {member: world.users[member] for member in members if member in world.users}
    return [person for person in people.values() if person.id != info.owner]


def read_shares(content: dict[str, Any]) -> Shares:
    """`{"users": {id: [actions]}, "groups": {…}, "bookmarks": {}}`; 400 for another shape [R]."""
    if set(content) - {"users", "groups", "bookmarks"}:
        raise Refused("invalid.schema")
    shares: Shares = {}
    for name in ("users", "groups"):
        given = content.get(name, {})
        if not isinstance(given, dict) or not all(isinstance(actions, list) for actions in given.values()):
            raise Refused("invalid.schema")
        shares |= {id_: set(actions) for id_, actions in given.items()}
    return shares
