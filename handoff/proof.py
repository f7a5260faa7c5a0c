"""What a send proves. Pure: from the ENT's answer, or from the sender's copy, to what may be claimed."""

from collections.abc import Sequence
from enum import Enum

from ent import OwnCopy, Sent
from handoff.body import carries

_SENT = "SENT"


class Proof(Enum):
    """What is known after a send."""

    DELIVERED = "every addressed mailbox has the intact armour"
    DAMAGED = "it left, but the ENT altered the armour"
    NOBODY = "the draft is spent and no mailbox has it: another draft may be sent"
    UNSURE = "it left for some, or for we do not know whom: never send again"


def of_answer(answer: Sent, armour: str, addressed: Sequence[str]) -> Proof:
    """From the 200 of a send: `sent` must be the number addressed (0 is the ENT's silent graph failure)."""
    if answer.sent == 0:
        return Proof.NOBODY
    if answer.sent != len(addressed):
        return Proof.UNSURE
    return Proof.DELIVERED if carries(answer.body, armour) else Proof.DAMAGED


def of_copy(copy: OwnCopy, armour: str, addressed: Sequence[str]) -> Proof:
    """From the sender's copy, after "state mismatch": an earlier try had left and its answer was lost."""
    if copy.state != _SENT or set(copy.to) != set(addressed):
        return Proof.UNSURE
    return Proof.DELIVERED if carries(copy.body, armour) else Proof.DAMAGED
