"""A fact is known, or is not known for a reason: one question failing never hides another."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Known(Generic[T_co]):
    """The answer to a question."""

    value: T_co


@dataclass(frozen=True)
class Unknown:
    """No answer; `why` is a key of `why:` in the sentences."""

    why: str


Fact = Known[T_co] | Unknown
NO_ADMINISTRATOR = Unknown("no_administrator")
NO_PUPIL = Unknown("no_pupil")
NO_SESSION = Unknown("no_session")
ASK_OPERATOR = Unknown("ask_operator")
BROWSER_ONLY = Unknown("browser_only")
ENT_FIRST = Unknown("ent_first")
