"""What goes to Telegram, and through whom: known without the library."""

from dataclasses import dataclass, field
from typing import Protocol


class TelegramRefusedError(Exception):
    """Telegram did not take a message; no content in it."""


class ChatClosed(TelegramRefusedError):
    """The person has stopped the bot: nobody is there any more."""


class NotShown(TelegramRefusedError):
    """Telegram will not show these words or buttons, or did not say that it does."""


@dataclass(frozen=True)
class Outgoing:
    """One message of Telegram: its text, and its buttons as (title, token), one a line."""

    text: str = field(repr=False)
    buttons: tuple[tuple[str, str], ...] = ()


class Messenger(Protocol):
    """Who carries messages to Telegram."""

    async def say(self, chat_id: int, outgoing: Outgoing) -> None:
        """Send one message; raises TelegramRefusedError."""

    async def heard(self, query: str) -> None:
        """Confirm a press; never raises."""

    async def close(self) -> None:
        """Close what is open."""
