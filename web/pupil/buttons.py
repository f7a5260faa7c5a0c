"""Button tokens: the payload and its MAC under the conversation's key, so a browser can only press what the bot showed here.

A payload that the channel refuses from a browser is refused by the channel; here only the origin of the token is proved.
"""

import base64
import binascii
import hmac
from typing import Any

from vault import KeyRing, keyed_hash
from web.problems import WebError

HANDOFF_PAYLOAD = "/ecrire_aux_adultes"
_PURPOSE = "button"


def press_token(key: bytes, payload: str) -> str:
    """The token of a button of the conversation that owns `key`."""
    return base64.urlsafe_b64encode(payload.encode()).decode().rstrip("=") + "." + _mac(key, payload)


def pressed_payload(key: bytes, token: str) -> str:
    """The payload of a token of this conversation.

    Raises:
        WebError: forged_button, for a token that is damaged or of another conversation.
    """
    encoded = token.partition(".")[0]
    try:
        padded = encoded.encode() + b"=" * (-len(encoded) % 4)
        payload = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise WebError("forged_button") from None
    if not hmac.compare_digest(press_token(key, payload).encode(), token.encode("utf-8", "replace")):
        raise WebError("forged_button")
    return payload


def for_browser(key: bytes, message: dict[str, Any]) -> dict[str, Any]:
    """A message of rasa as the browser gets it: the buttons carry tokens instead of payloads, and what is noted to be counted stays here."""
    buttons = [
        {
            "title": button["title"],
            "token": press_token(key, button["payload"]),
            "handoff": button["payload"] == HANDOFF_PAYLOAD,
        }
        for button in message["buttons"]
    ]
    return {**{name: value for name, value in message.items() if name != "noted"}, "buttons": buttons}


def _mac(key: bytes, payload: str) -> str:
    return keyed_hash(KeyRing((key,)), _PURPOSE, payload)
