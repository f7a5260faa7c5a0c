"""The token of a form: of one session, one address and one version of the page, so that no other site can send it (CSRF).

A save makes another version, which no form shown before can be saved over: each form writes once.
"""

import hmac

from vault import KeyRing, keyed_hash

_PURPOSE = "administration-form"


def form_token(form_key: bytes, path: str, version: str) -> str:
    """The token of the form that is sent to `path`, shown with that version."""
    return keyed_hash(KeyRing((form_key,)), _PURPOSE, f"{path} {version}")


def is_form_token(form_key: bytes, path: str, version: str, token: str) -> bool:
    """Whether this session was shown that form."""
    return hmac.compare_digest(form_token(form_key, path, version).encode(), token.encode("utf-8", "replace"))
