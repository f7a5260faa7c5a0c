"""Phones of the tests: what Telegram would bring to our webhook, with everything that we must not read."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from tests.telegram.house_with_telegram import SECRET, HouseWithTelegram
from tests.web.house import PUBLIC

NAME, PHONE = "zibeline-prenom", "zibeline-0600000000"
CHAT = 7123456789
_NUMBERS = count(1000)


@dataclass
class Phone:
    house: HouseWithTelegram
    chat: int = CHAT
    kind: str = "private"
    is_bot: bool = False
    sender: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.sender = {
            "id": self.chat,
            "is_bot": self.is_bot,
            "first_name": NAME,
            "username": NAME,
            "language_code": "zz",
        }

    def message(self, **content: Any) -> dict[str, Any]:
        chat = {"id": self.chat, "type": self.kind, "first_name": NAME, "username": NAME}
        return {"message_id": next(_NUMBERS), "date": 1, "chat": chat, "from": self.sender, **content}

    def update(self, **content: Any) -> dict[str, Any]:
        return {"update_id": next(_NUMBERS), "message": self.message(**content)}

    async def says(self, text: str) -> httpx.Response:
        return await self.brings(self.update(text=text))

    async def shows(self, **content: Any) -> httpx.Response:
        return await self.brings(self.update(**content))

    async def presses(self, title: str) -> httpx.Response:
        return await self.presses_data(self.house.telegram.buttons()[title])

    async def presses_data(self, data: str) -> httpx.Response:
        query = {
            "id": str(next(_NUMBERS)),
            "from": self.sender,
            "chat_instance": "1",
            "data": data,
            "message": self.message(text="…"),
        }
        return await self.brings({"update_id": next(_NUMBERS), "callback_query": query})

    async def brings(self, update: Any, secret: str | None = SECRET) -> httpx.Response:
        """Deliver, and wait until whatever follows is over."""
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        transport = httpx.ASGITransport(self.house)
        async with httpx.AsyncClient(transport=transport) as http:
            answer = await http.post(f"{PUBLIC}/telegram/webhook", content=json.dumps(update).encode(), headers=headers)
        if self.house.door is not None:
            await self.house.door.lines.settle()
        return answer
