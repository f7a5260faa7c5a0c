"""Every way an attempt can end, by name, and what is done then. Pure: from the ENT's answers (reference/ent-contract.md §0.1 and §2) to a name.

The name is what the log says and what the tests are written on: an answer that has no name here does not exist.
"""

from dataclasses import dataclass
from enum import Enum

from ent import (
    TRANSFORMATION_FAILED,
    BadAnswer,
    EntError,
    EntUnreachable,
    Forbidden,
    MandatoryStep,
    MessagingAbsent,
    NotSignedIn,
    Overloaded,
    Refused,
)
from handoff.carrying.proof import Proof
from handoff.states import State

_CONFLICT, _TOO_LARGE = 409, 413


class Then(Enum):
    """What is done after an attempt."""

    DELIVERED = "it is at school: only our traces remain to be removed"
    DAMAGED = "the pupil's browser seals again under a new id; the desk shows this one, marked"
    DESK = "the ENT carries it no more: the desk shows it, and the bell rings for its readers"
    WAIT = "the promise stands: the same step again, later and later"
    COUNT = "the same step again, later; at the third refusal the desk takes over"
    ANEW = "another draft, later; at the third refusal the desk takes over"
    DONE = "nothing is left to do"
    LEFT = "nothing more can be done: what stays in the pupil's mailbox is said"
    LOOK_AGAIN = "the mailbox is looked at once more, when nothing can come late"


class Outcome(Enum):
    """The name of how an attempt ended: what is done then, and what it means."""

    DELIVERED = (Then.DELIVERED, "every addressed mailbox has the intact armour")
    CONFIRMED = (Then.DELIVERED, "an earlier send had left and its answer was lost: the sender's copy shows it")
    ALTERED = (Then.DAMAGED, "it left, and the ENT altered the armour")
    REACHED_NOBODY = (Then.ANEW, "`sent` is 0: the draft is spent and no mailbox has it")
    REACHED_FEWER = (Then.DESK, "`sent` is less than addressed: we do not know whom it reached, so never again")
    REACHED_MORE = (Then.DESK, "`sent` is more than addressed: somebody else may have it, so never again")
    COPY_GONE = (Then.DESK, "it had left, and the sender's copy is no longer there to show how")
    COPY_DIFFERS = (Then.DESK, "it had left, and the sender's copy is not of what we sent to whom we sent it")
    NO_TOKEN = (Then.DESK, "no live token of this pupil: expired, erased, or another pupil's")
    RESTORED = (
        Then.DESK,
        "it was on its way in a backup that was put back: what happened since is not known, so never again",
    )
    NOT_SIGNED_IN = (Then.DESK, "the ENT no longer knows the token (302 to the login, 403 xsrf)")
    NO_ANSWER = (Then.WAIT, "cut or too slow: what the ENT did is not known")
    SERVER_ERROR = (Then.WAIT, "5xx: what the ENT did is not known")
    OVERLOADED = (Then.WAIT, "509 or 429: the ENT did nothing and asks for patience")
    UNREADABLE = (Then.WAIT, "a success that cannot be read: what the ENT did is not known")
    STEP_DUE = (Then.COUNT, "302 to a page where the pupil has something to do first")
    NOT_ALLOWED = (Then.COUNT, "401 with a page: a reader is no longer visible, or a right is missing")
    TRANSFORMER_FAILED = (Then.COUNT, "400: the ENT's rich-text transformer failed")
    TOO_LARGE = (Then.COUNT, "413: the proxy finds the message too large")
    CONFLICT = (Then.COUNT, "409")
    NO_MESSAGING = (Then.COUNT, "404: the messaging module does not answer")
    REFUSED = (Then.COUNT, "400, 403 or 404 with a key of the ENT, which the log has")
    CLEAN = (Then.DONE, "nothing of ours is in the pupil's mailbox")
    DRAFT_MAY_COME = (Then.LOOK_AGAIN, "clean, but a draft that had no answer may still come")
    TRACES_REFUSED = (Then.COUNT, "the ENT refused to take our traces away, and they are still there")
    TRACES_LEFT = (Then.LEFT, "our traces could not be taken away, or could not be looked for")

    def __init__(self, then: Then, meaning: str) -> None:
        self.then = then
        self.meaning = meaning

    @property
    def word(self) -> str:
        """As the log writes it."""
        return self.name.lower()


@dataclass(frozen=True)
class Met:
    """What an attempt met: `key` is the ENT's own (never free text), `asked` the seconds of its Retry-After."""

    outcome: Outcome
    key: str = "-"
    asked: float | None = None

    @property
    def may_have_been_done(self) -> bool:
        """Whether the ENT may have done what it did not say."""
        return self.outcome in _UNKNOWN


RESTING = {Then.DELIVERED: State.DELIVERED, Then.DAMAGED: State.DAMAGED, Then.DESK: State.STRANDED}
_UNKNOWN = frozenset({Outcome.NO_ANSWER, Outcome.SERVER_ERROR, Outcome.UNREADABLE})
_PROVED = {
    Proof.DELIVERED: Outcome.DELIVERED,
    Proof.CONFIRMED: Outcome.CONFIRMED,
    Proof.DAMAGED: Outcome.ALTERED,
    Proof.NOBODY: Outcome.REACHED_NOBODY,
    Proof.FEWER: Outcome.REACHED_FEWER,
    Proof.MORE: Outcome.REACHED_MORE,
    Proof.COPY_GONE: Outcome.COPY_GONE,
    Proof.COPY_DIFFERS: Outcome.COPY_DIFFERS,
}
_REFUSALS = {_CONFLICT: Outcome.CONFLICT, _TOO_LARGE: Outcome.TOO_LARGE}


def of_proof(proof: Proof) -> Met:
    """From what a send proves."""
    return Met(_PROVED[proof])


def of_error(error: EntError) -> Met:
    """From what stopped a call."""
    if isinstance(error, EntUnreachable):
        return Met(Outcome.NO_ANSWER if error.status is None else Outcome.SERVER_ERROR, asked=error.retry_after)
    if isinstance(error, Overloaded):
        return Met(Outcome.OVERLOADED, asked=error.retry_after)
    if isinstance(error, Refused):
        return Met(_of_refusal(error), error.key)
    return Met(
        {NotSignedIn: Outcome.NOT_SIGNED_IN, Forbidden: Outcome.NOT_ALLOWED, BadAnswer: Outcome.UNREADABLE}[type(error)]
    )


def _of_refusal(refused: Refused) -> Outcome:
    if isinstance(refused, MandatoryStep):
        return Outcome.STEP_DUE
    if isinstance(refused, MessagingAbsent):
        return Outcome.NO_MESSAGING
    if refused.key == TRANSFORMATION_FAILED:
        return Outcome.TRANSFORMER_FAILED
    return _REFUSALS.get(refused.status, Outcome.REFUSED)
