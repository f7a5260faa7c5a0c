"""The keys of one conversation.

The cookie holds a random token and nothing else. The token's row holds its keyed hash, a salt, and the conversation's random key wrapped
under HKDF(token, salt). So a stolen database opens no conversation, even with the server's keys, and destroying the rows of its tokens
destroys the conversation.
"""

import base64
import binascii

from vault import SealBroken, derive, seal, unseal
from vault.columns import SESSION_KEY

TOKEN_BYTES = 32
KEY_BYTES = 32
SALT_BYTES = 16
SESSION_PURPOSE = "pupil-session"


def write_token(token: bytes) -> str:
    """The token as the cookie carries it."""
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def read_token(value: str) -> bytes | None:
    """The token of a cookie; None for anything that we did not make."""
    try:
        token = base64.b64decode(value.encode() + b"=", altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    return token if len(token) == TOKEN_BYTES else None


def wrap_key(key: bytes, token: bytes, salt: bytes, session: str) -> bytes:
    """The conversation's key as the row keeps it."""
    return seal(derive(token, SESSION_PURPOSE, salt), SESSION_KEY, key, session=session)


def unwrap_key(wrapped: bytes, token: bytes, salt: bytes, session: str) -> bytes | None:
    """The conversation's key; None when the row does not belong to this token or is damaged."""
    try:
        return unseal(derive(token, SESSION_PURPOSE, salt), SESSION_KEY, wrapped, session=session)
    except SealBroken:
        return None
