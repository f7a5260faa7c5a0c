"""A Telegram of the test, over HTTP, written from the Bot API's documentation: it remembers every call, and can fail."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "123456:zibeline-jeton-du-robot-de-test-1234"
ME = {"id": 123456, "is_bot": True, "first_name": "Parlons-en", "username": "parlons_en_bot"}
# What a method refuses by: (status, description, parameters).
Failure = tuple[int, str, dict[str, Any]]


@dataclass
class Call:
    method: str
    given: dict[str, Any]


@dataclass
class FakeTelegram:
    calls: list[Call] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)  # used up by sendMessage, one a call
    waiting: list[dict[str, Any]] = field(default_factory=list)  # what getUpdates gives
    webhook: str = ""
    offset: int = 0

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/bot{token}/{method}", self.call, methods=["POST"])])

    async def call(self, request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return refused(401, "Unauthorized", {})
        method = request.path_params["method"]
        call = Call(method, {name: _read(value) for name, value in (await request.form()).items()})
        self.calls.append(call)
        answers = {"getMe": ME, "getWebhookInfo": self._info(), "getUpdates": None, "sendMessage": None}
        if method == "getUpdates":
            return await self._updates(call)
        if method == "sendMessage":
            return self._sent(call)
        return JSONResponse({"ok": True, "result": answers.get(method, True)})

    def texts(self) -> list[str]:
        return [call.given["text"] for call in self.sent()]

    def sent(self) -> list[Call]:
        return [call for call in self.calls if call.method == "sendMessage"]

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def buttons(self) -> dict[str, str]:
        """Title to data of every button shown so far, the last one of a title winning."""
        keyboards = [
            call.given["reply_markup"]["inline_keyboard"] for call in self.sent() if "reply_markup" in call.given
        ]
        return {button["text"]: button["callback_data"] for rows in keyboards for row in rows for button in row}

    def _info(self) -> dict[str, Any]:
        return {"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0}

    def _sent(self, call: Call) -> Response:
        if self.failures:
            return refused(*self.failures.pop(0))
        chat = {"id": int(call.given["chat_id"]), "type": "private", "first_name": "X"}
        return JSONResponse(
            {"ok": True, "result": {"message_id": len(self.calls), "date": 0, "chat": chat, "text": "…"}}
        )

    async def _updates(self, call: Call) -> Response:
        self.offset = int(call.given.get("offset", 0))
        for _ in range(10):
            due = [update for update in self.waiting if update["update_id"] >= self.offset]
            if due or not int(call.given.get("timeout", 0)):
                break
            await asyncio.sleep(0.05)
        return JSONResponse({"ok": True, "result": due})


def refused(status: int, description: str, parameters: dict[str, Any]) -> Response:
    content = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return JSONResponse(content, status)


def _read(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value
