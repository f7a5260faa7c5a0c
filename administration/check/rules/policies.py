"""What a Content-Security-Policy lets in, and whether two addresses are of one site, as far as a check needs to know."""

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> str:
    """Scheme, host and port, the usual port left out."""
    parts = urlsplit(url)
    port = "" if parts.port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def sources(policy: str, directive: str) -> frozenset[str] | None:
    """The sources of that directive, those of `default-src` when it is not written, None when neither is."""
    written: dict[str, frozenset[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        written.setdefault(name.lower(), frozenset(values))
    return written.get(directive, written.get("default-src"))


def allows(policy: str, directive: str, wanted: str) -> bool:
    """Whether the policy lets this origin in: no such directive, `*`, its scheme, its host, or a wildcard above it."""
    listed = sources(policy, directive)
    if listed is None:
        return True
    parts = urlsplit(wanted)
    host = parts.hostname or ""
    return any(
        source in {"*", wanted, f"{parts.scheme}:", parts.netloc, host}
        or (source.split("://")[-1].startswith("*.") and host.endswith(source.split("://")[-1][1:]))
        for source in listed
    )


def same_site(one: str, other: str) -> bool:
    """Whether two addresses share the last two labels of their host: enough to warn, the browser's own list decides."""
    first, second = urlsplit(one), urlsplit(other)
    return first.scheme == second.scheme and _last_labels(first.hostname) == _last_labels(second.hostname)


def _last_labels(host: str | None) -> tuple[str, ...]:
    return tuple((host or "").split(".")[-2:])
