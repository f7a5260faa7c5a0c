"""What an operator would set in the ENT's deployment files."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

SameSite = Literal["Strict", "Lax", "None"]
Transformer = Literal["on", "off", "fail"]


@dataclass(frozen=True)
class Options:
    """Settings of one emulated ENT; the defaults are those of the code read, unless said. Durations are in seconds."""

    public_url: str
    bot_url: str
    same_site: SameSite = "Strict"
    transformer: Transformer = "on"
    csrf: bool = True
    connector_address: str = ""  # of the application vpe-bot; empty: the bot's /assistant
    safe_hosts: tuple[str, ...] = ()  # safeRedirect.defaultDomains, "*." wildcards allowed
    session_seconds: int = 1800
    token_seconds: int = 3600
    code_seconds: int = 600
    white_list_seconds: int = 1800
    login_tries: int = 5
    ban_seconds: int = 900
    recall_seconds: int = 3600
    anti_flood_seconds: float = 3.0
    inactive_threshold: int = 50
    body_limit: int = 1_048_576  # bytes; the usual proxy limit [I]
    transformer_limit: int = 2_097_152  # bytes, MAX_BODY_SIZE
    page_size: int = 25
    openid_key: bool = False
    content_security_policy: str = ""
    cookie_secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
