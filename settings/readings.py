"""How one value of the environment is read and refused; pure, one function per kind of value."""

import base64
import binascii
import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from settings.errors import SettingsError

KEY_BYTES = 32
LOOPBACK = "127.0.0.1"
YES = "oui"
SECRET_LENGTH = 16
_MOST_DIGITS = 9
_MOST_WORDS = 200
_MARKUP = "<>{}"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN_ORIGIN = re.compile(
    r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]+)?"
)  # it is copied into a policy: no wildcard, no ";"
_DATABASES = ("sqlite", "postgresql", "postgresql+psycopg2")


def required(env: Mapping[str, str], variable: str) -> str:
    """The value without surrounding blanks; raises SettingsError when there is none."""
    value = env.get(variable, "").strip()
    if not value:
        raise SettingsError(variable, "missing")
    return value


def together(env: Mapping[str, str], first: str, second: str) -> tuple[str, str] | tuple[None, None]:
    """Two optional values that mean nothing alone; raises SettingsError naming the one that is missing."""
    if not env.get(first, "").strip() and not env.get(second, "").strip():
        return None, None
    for variable in (first, second):
        if not env.get(variable, "").strip():
            raise SettingsError(variable, "together")
    return required(env, first), required(env, second)


def database(env: Mapping[str, str], variable: str) -> str:
    """An SQLAlchemy URL of a database we support."""
    value = required(env, variable)
    scheme, separator, rest = value.partition("://")
    if scheme not in _DATABASES or not separator or not rest:
        raise SettingsError(variable, "database")
    if scheme == "sqlite" and not _is_a_file(rest):
        raise SettingsError(variable, "database_memory")
    return value


def _is_a_file(rest: str) -> bool:
    """What follows `sqlite://` names a file: without one, each process would have its own database, in memory, and lose it."""
    path, _, query = rest.partition("?")
    return path.strip("/") != "" and ":memory:" not in path and "mode=memory" not in query


def keys(env: Mapping[str, str], variable: str) -> tuple[bytes, ...]:
    """Keys of 32 bytes, the writing one first."""
    parts = [part.strip() for part in required(env, variable).split(",")]
    try:
        decoded = tuple(base64.b64decode(part, validate=True) for part in parts)
    except (binascii.Error, ValueError) as error:
        raise SettingsError(variable, "keys") from error
    if any(len(key) != KEY_BYTES for key in decoded) or len(set(decoded)) != len(decoded):
        raise SettingsError(variable, "keys")
    return decoded


def internal_url(env: Mapping[str, str], variable: str) -> str:
    """The base address of one of our own processes, without final slash; http is fine inside a network."""
    value = required(env, variable)
    if not _is_http(value) or value.endswith("/"):
        raise SettingsError(variable, "url")
    return value


def public_url(env: Mapping[str, str], variable: str) -> str:
    """A base address that pupils' tokens or words travel to: https, except on this very machine."""
    value = internal_url(env, variable)
    _require_https(variable, value)
    return value


def page(env: Mapping[str, str], variable: str) -> str:
    """The address of a page, final slash allowed."""
    value = required(env, variable)
    if not _is_http(value):
        raise SettingsError(variable, "page")
    _require_https(variable, value)
    return value


def origins(env: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """Exact origins (scheme, host, port and nothing more), comma-separated; none when the variable is absent or empty."""
    values = tuple(part.strip() for part in env.get(variable, "").split(",") if part.strip())
    for value in values:
        if not _is_http(value) or value != origin(value) or not _PLAIN_ORIGIN.fullmatch(value):
            raise SettingsError(variable, "origins")
        _require_https(variable, value)
    if len(set(values)) != len(values):
        raise SettingsError(variable, "origins")
    return values


def origin(url: str) -> str:
    """The origin of an http address as a browser writes it: small letters, no default port, nothing after the host."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    try:
        port = parts.port
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}" + ("" if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{port}")


def secret(env: Mapping[str, str], variable: str) -> str:
    """A secret between our own processes, long enough not to be guessed."""
    value = required(env, variable)
    if len(value) < SECRET_LENGTH:
        raise SettingsError(variable, "secret")
    return value


def issuer(env: Mapping[str, str], variable: str) -> str | None:
    """The `iss` that the ENT signs its tokens with, compared letter for letter; None: the ENT signs nothing."""
    value = env.get(variable, "").strip()
    if any(character.isspace() for character in value):
        raise SettingsError(variable, "issuer")
    return value or None


def listening(env: Mapping[str, str], variable: str, public: str) -> str:
    """The address to listen on: this machine's loopback when nothing is said. One that a stranger could reach, or every address at once
    (0.0.0.0, ::), only with "oui" in `public`.
    """
    value = env.get(variable, "").strip() or LOOPBACK
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        raise SettingsError(variable, "listen") from None
    inside = address.is_private and not address.is_unspecified
    if not inside and env.get(public, "").strip() != YES:
        raise SettingsError(variable, "listen_public")
    return value


def words(env: Mapping[str, str], variable: str) -> str | None:
    """Optional words that are shown as they are written: one line, of 200 characters at most, in which nothing is markup."""
    value = env.get(variable, "").strip()
    is_one_line = value.replace("\N{NO-BREAK SPACE}", " ").isprintable()
    if len(value) > _MOST_WORDS or not is_one_line or any(sign in value for sign in _MARKUP):
        raise SettingsError(variable, "words")
    return value or None


def at_least(env: Mapping[str, str], variable: str, least: int, default: int) -> int:
    """An optional whole number that is not under `least`."""
    value = env.get(variable, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS and int(value) >= least):
        raise SettingsError(variable, "number")
    return int(value)


def _is_http(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in value)


def _require_https(variable: str, value: str) -> None:
    parts = urlsplit(value)
    host = parts.hostname or ""
    here = host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")
    if parts.scheme != "https" and not here:
        raise SettingsError(variable, "https")
