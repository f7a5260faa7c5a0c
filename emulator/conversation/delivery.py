"""From a message to mailboxes (contract, 2.4): the recipients are expanded now, and everybody reached is told once."""

from __future__ import annotations

from typing import Any

from emulator.conversation.threads import thread_of
from emulator.letters import Copy, Message
from emulator.people import User
from emulator.timeline.notify import notify_message
from emulator.world import World


def deliver(world: World, author: User, message: Message, path: str, named: list[str]) -> dict[str, Any]:
    """Put a copy in each mailbox and notify; a graph failure reaches nobody and still answers 200 [R]."""
    people = _resolved(world, path, named)
    without_quota = _without_quota(message, people)
    reached = [user for user in people if user not in without_quota]
    message.state, message.date = "SENT", world.now()
    message.thread_id = thread_of(world, message)
    for user in reached:
        _put(world, user, message)
    notify_message(world, author, message, [user for user in reached if user.id != author.id])
    return _answer(world, message, people, more=bool(world.faults.take({"more"}, "", path)))


def keep_for_later(world: World, author: User, message: Message, path: str, named: list[str]) -> dict[str, Any]:  # noqa: ARG001
    """`scheduleAt`: nobody gets anything yet, though the answer already counts them [R]."""
    message.state, message.date = "SCHEDULE", world.now()
    message.thread_id = thread_of(world, message)
    return _answer(world, message, _resolved(world, path, named))


def _resolved(world: World, path: str, named: list[str]) -> list[User]:
    if world.faults.take({"graph"}, "", path):
        return []
    people = expand(world, named)
    return people[:-1] if world.faults.take({"fewer"}, "", path) else people


def _without_quota(message: Message, people: list[User]) -> list[User]:
    """Those who never activated their account have no quota: a message with files does not reach them [R]."""
    return [user for user in people if not user.activated] if message.attachments else []


def _answer(world: World, message: Message, people: list[User], *, more: bool = False) -> dict[str, Any]:
    """`inactive` only without files, `undelivered` only with them [R]."""
    left_out = _without_quota(message, people)
    inactive = [] if message.attachments else [user.display_name for user in people if not user.activated]
    sent = len(people) - (len(left_out) if world.inferred.undelivered_are_not_sent else 0)
    return {
        "update_message_with_state_transition": "" if world.inferred.transition_is_empty_text else None,
        "id": message.id,
        "subject": message.subject,
        "body": message.body,
        "thread_id": message.thread_id,
        "inactive": inactive[: world.options.inactive_threshold],
        "inactiveCount": len(inactive),
        "undelivered": [user.display_name for user in left_out],
        "sent": sent + more,
    }


def expand(world: World, ids: list[str]) -> list[User]:
    """Distinct people behind users and groups, membership taken now; not-activated ones included [R]."""
    people: dict[str, User] = {}
    for id_ in ids:
        members = world.groups[id_].members if id_ in world.groups else [id_]
        people |= {member: world.users[member] for member in members if member in world.users}
    return list(people.values())


def _put(world: World, user: User, message: Message) -> None:
    """The author keeps one copy, which becomes unread when they are among the recipients; it is in their inbox when their
    own id was named [R]."""
    own = world.copies.get((user.id, message.id))
    if own is None:
        world.copies[user.id, message.id] = Copy(user.id, message.id, received=True, unread=True)
        return
    own.unread = True
    own.received = user.id in message.public_recipients or not world.inferred.author_gets_no_second_copy
