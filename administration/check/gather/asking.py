"""A question asked of the ENT ends as a fact: an answer, or why there is none."""

from collections.abc import Awaitable
from typing import TypeVar

from administration.check.answers import Fact, Known, Unknown
from ent import (
    EntError,
    EntUnreachable,
    Forbidden,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
    SignInRefused,
)

T = TypeVar("T")
_BANNED = "auth.error.ban"


async def asked(question: Awaitable[T]) -> Fact[T]:
    """The answer, or the reason that the ENT gave for not answering."""
    try:
        return Known(await question)
    except EntError as error:
        return Unknown(why(error))


def why(error: EntError) -> str:
    """The key of the reason, in `why:` of the sentences."""
    if isinstance(error, MandatoryStep):
        return f"step_{error.step}"
    if isinstance(error, SignInRefused):
        return "banned" if error.key == _BANNED else "sign_in_refused"
    for kind, reason in _REASONS.items():
        if isinstance(error, kind):
            return reason
    return "bad_answer"


_REASONS: dict[type[EntError], str] = {
    EntUnreachable: "ent_unreachable",
    Overloaded: "overloaded",
    NotSignedIn: "session_over",
    Forbidden: "forbidden",
    MessagingAbsent: "messaging_first",
    Refused: "refused",
}
