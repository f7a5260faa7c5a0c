"""What an operator would set in the ENT's deployment files."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

SameSite = Literal["Strict", "Lax", "None"]
Transformer = Literal["on", "off", "fail"]
SearchMode = Literal["light", "complete", "optimized", "excludeFamily", "legacy"]


@dataclass(frozen=True)
class Options:
    """Settings of one emulated ENT; the defaults are those of the code read, unless said. Durations are in seconds."""

    public_url: str
    bot_url: str
    same_site: SameSite = "Strict"
    transformer: Transformer = "on"
    csrf: bool = True
    connector_address: str = ""  # of the application vpe-bot; empty: the bot's /assistant
    safe_hosts: tuple[str, ...] = ()  # other public hosts, safeRedirect.defaultDomains; "*." wildcards allowed
    session_seconds: int = 1800
    token_seconds: int = 3600
    code_seconds: int = 600
    white_list_seconds: int = 1800
    login_tries: int = 5
    ban_seconds: int = 900
    recall_seconds: int = 3600
    anti_flood_seconds: float = 3.0
    inactive_threshold: int = 50
    body_limit: int | None = None  # bytes at the proxy; None: what `proxy_takes_a_megabyte` says [I]
    transformer_limit: int = 2_097_152  # bytes, MAX_BODY_SIZE
    page_size: int = 25
    openid_key: bool = False
    without: frozenset[str] = frozenset()  # modules that the project does not have, such as conversation (Zimbra)
    admin_mfa: bool = False  # administrators owe a second factor on the administrator's calls
    mail_to_exercizer: bool = False  # 2.13: texts given to checkContent leave for an AI
    search_mode: SearchMode = "light"  # visibles-search-type
    content_security_policy: str = ""
    cookie_secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
