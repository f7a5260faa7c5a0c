"""Why a sign-in at the ENT came to nothing, as one closed list (reference/ent-contract.md, 0.1, 1.3, 1.4).

A reason is the name of a sentence in data/responses/web.yml (`sign_in.<reason>` for a pupil) and a word of the log. Nothing that the ENT
wrote is in it: what is not on the list becomes `auth_other` or `token_other`.
"""

from ent import EntError, MandatoryStep, Overloaded, Refused

ASKS = "asks_"  # asks_terms, asks_mail…: something the ENT wants from its user first
OTHER = "other"
REDIRECTED = frozenset({"invalid_request", "invalid_scope", "server_error", "unauthorized_client"})
EXCHANGED = frozenset(
    {
        "access_denied",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "redirect_uri_mismatch",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
STEPS = frozenset({"terms", "mail", "phone", "mfa", "password"})
REASONS = (
    frozenset(f"auth_{error}" for error in (*REDIRECTED, OTHER))
    | frozenset(f"token_{error}" for error in (*EXCHANGED, OTHER))
    | frozenset({"overloaded", "unreachable", "userinfo", "id_token"})
    | frozenset(ASKS + step for step in STEPS)
)


class SignInRefused(Exception):
    """Nobody is signed in. `reason` is one of REASONS, `detail` a word of ours for the log."""

    def __init__(self, reason: str, detail: str = "-") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def refused_by_redirect(error: str) -> SignInRefused:
    """The ENT sent the browser back with `error=…` instead of a code."""
    known = error if error in REDIRECTED else OTHER
    return SignInRefused(f"auth_{known}")


def refused_by_exchange(error: EntError) -> SignInRefused:
    """The token endpoint gave no token."""
    if isinstance(error, Refused) and not isinstance(error, MandatoryStep):
        known = error.key if error.key in EXCHANGED else OTHER
        return SignInRefused(f"token_{known}")
    return refused_by_call(error)


def refused_by_call(error: EntError) -> SignInRefused:
    """Another call of the sign-in failed: userinfo, or the ENT's keys."""
    if isinstance(error, MandatoryStep) and error.step in STEPS:
        return SignInRefused(ASKS + error.step)
    if isinstance(error, Overloaded):
        return SignInRefused("overloaded")
    return SignInRefused("unreachable" if error.retry else "userinfo", error.code)
