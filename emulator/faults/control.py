"""Faults, time, captured mails and mailboxes, at the test door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.faults.kinds import KINDS, UnknownFaultError
from emulator.refusals import Refused, ent_json
from emulator.world import world_of


async def faults(request: Request) -> Response:
    """GET: the armed faults and the kinds that exist. POST `{"faults": [{"kind", "path", "method", "times", "seconds",
    "key", "status"}]}` replaces them. DELETE disarms all."""
    world = world_of(request)
    if request.method != "GET":
        wanted = (await request.json()).get("faults", []) if request.method == "POST" else []
        try:
            world.faults.arm(wanted)
        except (UnknownFaultError, TypeError) as error:
            raise Refused(f"unknown fault: {error}") from error
    return ent_json({"faults": [vars(fault) for fault in world.faults.armed], "kinds": KINDS})


async def reset(request: Request) -> Response:
    """POST: the seed again; every session, message, fault and clock shift is gone."""
    request.app.state.world = request.app.state.fresh_world()
    return ent_json({"status": "ok"})


async def clock(request: Request) -> Response:
    """GET: the ENT's time. POST `{"advance": seconds}` moves it forward."""
    world = world_of(request)
    if request.method == "POST":
        world.shift += timedelta(seconds=float((await request.json())["advance"]))
    return ent_json({"now": world.now().isoformat()})


async def mails(request: Request) -> Response:
    """GET: every e-mail that would have left, oldest first. DELETE empties the list."""
    return _captured(request, world_of(request).mails)


async def pushes(request: Request) -> Response:
    """GET: every mobile push that would have left, oldest first. DELETE empties the list."""
    return _captured(request, world_of(request).pushes)


def _captured(request: Request, rows: list[dict[str, Any]]) -> Response:
    if request.method == "DELETE":
        rows.clear()
    return ent_json(rows)


async def revoke(request: Request) -> Response:
    """POST `{"login"}`: every session and token of that account dies now (without it, everybody's)."""
    world = world_of(request)
    user = world.user_by_login((await request.json()).get("login", ""))
    ids = {user.id} if user else set(world.users)
    world.sessions = {id_: session for id_, session in world.sessions.items() if session.user_id not in ids}
    world.tokens = {value: grant for value, grant in world.tokens.items() if grant.user_id not in ids}
    world.refresh_tokens = {value: grant for value, grant in world.refresh_tokens.items() if grant.user_id not in ids}
    return ent_json({"status": "ok"})


async def mailboxes(request: Request) -> Response:
    """GET /__test/messages: every message and who holds a copy, which no client of an ENT can see."""
    world = world_of(request)
    rows = [
        {
            "id": message.id,
            "state": message.state,
            "author": world.users[message.author].login,
            "subject": message.subject,
            "body": message.body,
            "recipients": message.recipients,
            "copies": [
                {
                    "login": world.users[c.user_id].login,
                    "unread": c.unread,
                    "trashed": c.trashed,
                    "received": c.received,
                }
                for c in world.copies.values()
                if c.message_id == message.id
            ],
        }
        for message in world.messages.values()
    ]
    return ent_json(rows)
