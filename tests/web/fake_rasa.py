"""A rasa of the test, written from docs/contracts.md ("web → rasa"): it remembers what it was asked, and can fail."""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECRET = "a-secret-between-processes"


def message(*texts: str, buttons: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    shown = [{"title": title, "payload": payload} for title, payload in buttons]
    return {"texts": list(texts), "buttons": shown, "helplines": [], "panel": None, "urgent": False}


def helpline(id_: str) -> dict[str, Any]:
    """A card, whole."""
    said = dict.fromkeys(("number", "name", "what_for", "hours", "now", "cost", "privacy", "what_happens"), id_)
    return {"id": id_, **said, "open": True, "bill": None, "call": None, "sms": None, "chat": None}


@dataclass
class FakeRasa:
    turns: list[dict[str, Any]] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    raw_answer: bytes | None = None
    down: bool = False
    status: int | None = None
    fails: int = 0  # so many turns fail before one goes well
    hold: asyncio.Event | None = None
    hold_forget: asyncio.Event | None = None
    on_deposit: Callable[[str, str], None] | None = None  # what the act does, given the envelope and the conversation

    def app(self) -> Starlette:
        routes = [
            Route("/webhooks/ent/turn", self.turn, methods=["POST"]),
            Route("/webhooks/ent/forget", self.forget, methods=["POST"]),
        ]
        return Starlette(routes=routes)

    async def turn(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            return JSONResponse({"error": "forbidden"}, 401)
        raw = await request.body()
        asked = json.loads(raw)
        assert raw.decode() == json.dumps(
            asked, ensure_ascii=False, separators=(",", ":")
        )  # no escape but those of JSON itself
        self.turns.append(asked)
        self.keys.append(base64.urlsafe_b64decode(request.headers["x-conversation-key"] + "=="))
        if self.hold is not None:
            await self.hold.wait()
        if self.fails:
            self.fails -= 1
            return JSONResponse({"error": "turn_failed"}, 503)
        if self.down or self.status:
            return JSONResponse({"error": "turn_failed"}, self.status or 503)
        if self.turns[-1]["kind"] == "deposit" and self.on_deposit is not None:
            self.on_deposit(self.turns[-1]["envelope"], self.turns[-1]["conversation"])
        if self.raw_answer is not None:
            return Response(self.raw_answer, media_type="application/json")
        said = self.answers or [message(f"réponse {len(self.turns)}", buttons=(("Ce n'est pas ça", "/pas_ca"),))]
        return JSONResponse({"messages": said, "understanding": None})

    async def forget(self, request: Request) -> Response:
        if self.down:
            return JSONResponse({"error": "down"}, 503)
        if self.hold_forget is not None:
            await self.hold_forget.wait()
        self.forgotten.append((await request.json())["conversation"])
        return Response(status_code=204)

    def texts(self) -> list[str]:
        return [turn["text"] for turn in self.turns if turn["kind"] == "text"]
