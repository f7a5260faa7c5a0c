"""How one value of the environment is read and refused; pure, one function per kind of value."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import urlsplit

from settings.errors import SettingsError

KEY_BYTES = 32
SECRET_LENGTH = 16
_DATABASES = ("sqlite", "postgresql", "postgresql+psycopg2")


def required(env: Mapping[str, str], variable: str) -> str:
    """The value without surrounding blanks; raises SettingsError when there is none."""
    value = env.get(variable, "").strip()
    if not value:
        raise SettingsError(variable, "missing")
    return value


def database(env: Mapping[str, str], variable: str) -> str:
    """An SQLAlchemy URL of a database we support."""
    value = required(env, variable)
    scheme, separator, rest = value.partition("://")
    if scheme not in _DATABASES or not separator or not rest:
        raise SettingsError(variable, "database")
    return value


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


def secret(env: Mapping[str, str], variable: str) -> str:
    """A secret between our own processes, long enough not to be guessed."""
    value = required(env, variable)
    if len(value) < SECRET_LENGTH:
        raise SettingsError(variable, "secret")
    return value


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
