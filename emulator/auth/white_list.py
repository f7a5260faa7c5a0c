"""The hosts that the ENT accepts to send a browser to (contract, 1.3) [R]."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from emulator.world import World


def allowed(world: World, url: str, own_host: str) -> bool:
    """The address is ours, or its host is on the list: registered applications, then `safe_hosts`."""
    parts = urlsplit(url)
    if not parts.netloc:
        return url.startswith("/") and not url.startswith("//")
    host = parts.hostname or ""
    own = {urlsplit(f"//{own_host}").hostname, urlsplit(world.options.public_url).hostname}
    return parts.scheme in {"http", "https"} and (host in own | _listed(world) or _wildcard(world, host))


def _listed(world: World) -> set[str]:
    """Refreshed every 30 minutes only: a new application waits for its turn."""
    due = timedelta(seconds=world.options.white_list_seconds)
    if world.white_list_date is None or world.now() - world.white_list_date >= due:
        world.white_list = {urlsplit(app.address).hostname or "" for app in world.applications.values()} - {""}
        world.white_list_date = world.now()
    return world.white_list


def _wildcard(world: World, host: str) -> bool:
    return any(
        host == safe or (safe.startswith("*.") and host.endswith(safe.removeprefix("*")))
        for safe in world.options.safe_hosts
    )
