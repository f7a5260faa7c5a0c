"""The output side of our channels: keeps what Rasa says in this turn, in the shape that web and `talk` read."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

Message = dict[str, Any]


class MessageCollector(OutputChannel):
    """Collects the turn's messages in order; sends nothing by itself."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    @classmethod
    def name(cls) -> str:
        """The channel name that responses may be conditioned on."""
        return "ent"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002 (Rasa's signature)
        """Keep one response. `bot.saying.wording` puts the finished Message under `custom.message`."""
        self.messages.append((message.get("custom") or {})["message"])
