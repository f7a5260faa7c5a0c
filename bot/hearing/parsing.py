"""`MessageProcessor.parse_message` of Rasa, as the wrappers of this room stand before it: each takes it, and is called in its place."""

from collections.abc import Awaitable, Callable
from typing import Any

Understood = dict[str, Any]
Understand = Callable[..., Awaitable[Understood]]
