"""Whether the bot that runs has taken a model, asked of itself."""

import time

import httpx

from bot.switching import short_name

EVERY_SECONDS = 1.0


def is_served(rasa_url: str, sha256: str, patience: float) -> bool:
    """Asks until it is, or until `patience` (seconds) is over."""
    until = time.monotonic() + patience
    while _serving(rasa_url) != short_name(sha256):
        if time.monotonic() > until:
            return False
        time.sleep(EVERY_SECONDS)
    return True


def _serving(rasa_url: str) -> object:
    try:
        return httpx.get(f"{rasa_url.rstrip('/')}/webhooks/ent/", timeout=10).json()["model"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError):
        return None
