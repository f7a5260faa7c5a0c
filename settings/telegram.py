"""The Telegram door: off unless a token is given. The token alone opens polling; with the secret of its webhook, the door behind web."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from settings import readings
from settings.errors import SettingsError

TOKEN = "PARLONS_EN_TELEGRAM_TOKEN"  # noqa: S105 (the name of a variable)
SECRET = "PARLONS_EN_TELEGRAM_WEBHOOK_SECRET"  # noqa: S105 (same)
API_URL = "PARLONS_EN_TELEGRAM_API_URL"
DEFAULT_API_URL = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram accepts, and long enough not to be guessed


@dataclass(frozen=True)
class TelegramSettings:
    """One bot of Telegram. `webhook_secret`: what Telegram repeats with each update it brings; None, it brings none here."""

    token: str = field(repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    api_url: str = DEFAULT_API_URL

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "TelegramSettings | None":
        """Read the three variables; None when there is no token. Raises SettingsError, which never repeats a value."""
        token, secret = env.get(TOKEN, "").strip(), env.get(SECRET, "").strip()
        if not token:
            if secret:
                raise SettingsError(TOKEN, "telegram_together")
            return None
        if not _TOKEN.fullmatch(token):
            raise SettingsError(TOKEN, "telegram_token")
        if secret and not _SECRET.fullmatch(secret):
            raise SettingsError(SECRET, "telegram_secret")
        api_url = readings.public_url(env, API_URL) if env.get(API_URL, "").strip() else DEFAULT_API_URL
        return cls(token, secret or None, api_url)
