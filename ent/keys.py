"""Which of the ENT's error texts may be kept: its own keys and fixed sentences.

A login ("prenom.nom") has the form of a key: so a key must also begin as the ENT's modules name theirs.
"""

import re

UNNAMED = "unnamed"
_FORM = re.compile(r"[a-zA-Z]+(?:[.-][a-zA-Z]+){1,8}")
_LONGEST = 80
_FAMILIES = frozenset(
    {"actualites", "appregistry", "auth", "bad", "communication", "conversation", "directory", "error", "file", "group"}
    | {"invalid", "portal", "quota", "structure", "timeline", "user", "userbook", "workspace"}
)
_WHOLE = frozenset(
    # OAuth2
    {"access_denied", "invalid_client", "invalid_grant", "invalid_request", "invalid_scope", "quota_overflow"}
    | {"redirect_uri_mismatch", "server_error", "unauthorized_client", "unsupported_grant_type"}
    # fixed sentences
    | {"impossible to change direction", "Status should be in DRAFT or PENDING", "Missing required fields"}
    | {"User must be attached to the structure", "unauthorized"}
    # ours
    | {"mandatory_step", "messaging_absent", "redirected", "transformation_failed"}
)


def known(key: str) -> str:
    """The key itself, or "unnamed" when it may be somebody's words or name."""
    if key in _WHOLE:
        return key
    of_theirs = len(key) <= _LONGEST and _FORM.fullmatch(key) and re.split(r"[.-]", key)[0] in _FAMILIES
    return key if of_theirs else UNNAMED
