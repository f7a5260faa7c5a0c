"""Every way a call to the ENT fails. A sentence never holds an answer's text: it may repeat names or SQL with our values.

EntError
├── EntUnreachable   no answer, cut, too slow, or 5xx      retry later; after a write, it MAY have been done
├── Overloaded       509 or 429                            retry later, more slowly; nothing was done
├── NotSignedIn      302 to the login page, or the 403     never retry with this token or session: it is dead (or its scope
│                    that a dead session gives a write     lacks the module); sign in again
├── Forbidden        401 with an HTML page                 never retry: signed in, but not allowed (not visible, not mine, no right)
├── Refused          400, 403, 404, 409, 413, another      never retry: the same call will be refused again
│   │                redirect, or 401 JSON on the token
│   │                endpoint; `status`, `key`
│   ├── SignInRefused   the login page again, with 200     only a person may retry: five wrong tries ban the account
│   ├── MandatoryStep   302 to a page where something is   retry once the person has done it, in a browser, in the ENT
│   │                   due; `step`
│   ├── MessagingAbsent 404 of a module that is not there  never retry: this project's messaging is another (Zimbra, Carbonio)
│   └── StateMismatch   400 "state mismatch" on a send     never retry: this draft has ALREADY been sent; look at the copy
└── BadAnswer        2xx that is not the promised shape    retry only what is idempotent; after a write, it MAY have been done
"""

from ent.keys import known

# The key of the 400 of the ENT's rich-text transformer.
TRANSFORMATION_FAILED = "transformation_failed"


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

    def __init__(self, status: int | None = None, retry_after: float | None = None) -> None:
        """`status`: the 5xx that came instead of an answer; `retry_after`: the seconds of patience it asked for."""
        super().__init__()
        self.status = status
        self.retry_after = retry_after


class Overloaded(EntError):
    """The ENT asks for patience."""

    code = "ent_overloaded"
    retry = True

    def __init__(self, retry_after: float | None = None) -> None:
        """`retry_after`: the seconds of patience it asked for, if it said."""
        super().__init__()
        self.retry_after = retry_after


class NotSignedIn(EntError):
    """The token or the session is expired, unknown, or the token lacks the scope."""

    code = "ent_not_signed_in"


class Forbidden(EntError):
    """The person is known but may not do this."""

    code = "ent_forbidden"


class Refused(EntError):
    """The ENT understood and said no. `key` is its i18n key or fixed sentence, or "unnamed" when it was free text."""

    code = "ent_refused"

    def __init__(self, status: int, key: str) -> None:
        super().__init__()
        self.status = status
        self.key = known(key)


class SignInRefused(Refused):
    """The login page came back: wrong password, banned, blocked, federated account… `key` is the page's message key."""

    code = "ent_sign_in_refused"

    def __init__(self, key: str) -> None:
        super().__init__(200, key)


class MandatoryStep(Refused):
    """The ENT wants something of the person first: `step` is `terms`, `mail`, `phone`, `mfa` or `password`."""

    code = "ent_mandatory_step"

    def __init__(self, step: str) -> None:
        super().__init__(302, "mandatory_step")
        self.step = step


class MessagingAbsent(Refused):
    """There is no `conversation` module here; a missing message is a Refused(404) that is not this one."""

    code = "ent_messaging_absent"

    def __init__(self) -> None:
        super().__init__(404, "messaging_absent")


class StateMismatch(Refused):
    """The draft is no longer a draft: it was sent before."""

    code = "ent_state_mismatch"


class BadAnswer(EntError):
    """The answer is a success that cannot be read."""

    code = "ent_bad_answer"
