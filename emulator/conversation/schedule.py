"""Delayed sending (contract, 2.1): a message whose hour has come leaves, to whoever is in its groups by then [R]."""

from __future__ import annotations

from datetime import datetime, timezone

from starlette.types import ASGIApp, Receive, Scope, Send

from emulator.conversation.delivery import deliver
from emulator.letters import Message
from emulator.refusals import Refused
from emulator.world import World

PATH = "/conversation/send"


class ScheduleMiddleware:
    """Before each request, sends what is due at the ENT's time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            send_due(scope["app"].state.world)
        await self.app(scope, receive, send)


def send_due(world: World) -> None:
    """Every scheduled message whose date has come, oldest first."""
    due = [message for message in world.messages.values() if message.state == "SCHEDULE" and _is_due(world, message)]
    for message in sorted(due, key=lambda each: str(each.schedule_at)):
        message.schedule_at = None
        deliver(world, world.users[message.author], message, PATH, named=message.recipients)


def _is_due(world: World, message: Message) -> bool:
    return message.schedule_at is not None and moment(message.schedule_at) <= world.now()


def moment(text: str) -> datetime:
    """An ISO date; raises the 400 that PostgreSQL's error becomes. Without a zone it counts as UTC [I]."""
    try:
        date = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise Refused(f'ERROR: invalid input syntax for type timestamp with time zone: "{text}"') from error
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)
