"""Ids and searches in an address: whatever they hold, they stay in their place."""

from urllib.parse import quote

import httpx


def segment(value: str) -> str:
    """One step of a path: no slash, no question mark, no way up."""
    quoted = quote(value, safe="")
    return quoted.replace(".", "%2E") if quoted in {".", ".."} else quoted


def with_query(address: str, *query: tuple[str, str]) -> str:
    """The address with these parameters, a name perhaps more than once."""
    return str(httpx.URL(address, params=list(query))) if query else address
