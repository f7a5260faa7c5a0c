"""Every way a call to the ENT fails. A sentence never holds an answer's text: it may repeat names or SQL with our values.

EntError
├── EntUnreachable   no answer, cut, too slow, or 5xx      retry later; after a send, the message MAY have left
├── Overloaded       509 or 429                            retry later, more slowly
├── NotSignedIn      302 to the login page                 never retry with this token: it is dead
├── Forbidden        401 with an HTML page                 signed in, but not allowed: not visible, not mine, no right
├── Refused          400, 403, 404, 409, 413, a mandatory step (302), or 401 JSON on the token endpoint;
│   │                `status`, `key`                       the same call will be refused again
│   └── StateMismatch  400 "state mismatch" on a send      this draft has already been sent: look at the copy, do not retry
└── BadAnswer        2xx that is not the promised shape    retry only what is idempotent; after a send, it MAY have left
"""

import re

_KEY = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+){0,8}", re.IGNORECASE)
_KEY_LENGTH = 80


class EntError(Exception):
    """Base of every failure of a call; `code` is short and fit for a log."""

    code = "ent_error"
    retry = False

    def __init__(self) -> None:
        super().__init__(self.code)


class EntUnreachable(EntError):
    """No usable answer came back: nothing is known about what the ENT did."""

    code = "ent_unreachable"
    retry = True


class Overloaded(EntError):
    """The ENT asks for patience."""

    code = "ent_overloaded"
    retry = True


class NotSignedIn(EntError):
    """The token is expired, unknown, or lacks the scope."""

    code = "ent_not_signed_in"


class Forbidden(EntError):
    """The person is known but may not do this."""

    code = "ent_forbidden"


class Refused(EntError):
    """The ENT understood and said no. `key` is its i18n key, or "unnamed" when it was free text."""

    code = "ent_refused"

    def __init__(self, status: int, key: str) -> None:
        super().__init__()
        self.status = status
        self.key = key if len(key) <= _KEY_LENGTH and _KEY.fullmatch(key) else "unnamed"


class StateMismatch(Refused):
    """The draft is no longer a draft: it was sent before."""

    code = "ent_state_mismatch"


class BadAnswer(EntError):
    """The answer is a success that cannot be read."""

    code = "ent_bad_answer"
