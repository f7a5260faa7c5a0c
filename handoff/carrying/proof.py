"""What a send proves. Pure: from the ENT's answer, or from the sender's copy, to what may be claimed."""

from collections.abc import Sequence
from enum import Enum

from ent import OwnCopy, Sent
from handoff.carrying.body import carries

_SENT = "SENT"


class Proof(Enum):
    """What is known after a send. After MORE, FEWER and the COPY_… nothing may ever be sent again."""

    DELIVERED = "every addressed mailbox has the intact armour"
    CONFIRMED = "the same, known from the sender's copy"
    DAMAGED = "it left, but the ENT altered the armour"
    NOBODY = "the draft is spent and no mailbox has it: another draft may be sent"
    FEWER = "it left for some, we do not know whom"
    MORE = "it left for more than we addressed"
    COPY_GONE = "it left, and nothing shows how"
    COPY_DIFFERS = "it left, and what shows how is not what we sent"


def of_answer(answer: Sent, armour: str, addressed: Sequence[str]) -> Proof:
    """From the 200 of a send: `sent` must be the number addressed (0 is the ENT's silent graph failure)."""
    if answer.sent == 0:
        return Proof.NOBODY
    if answer.sent != len(addressed):
        return Proof.FEWER if answer.sent < len(addressed) else Proof.MORE
    return Proof.DELIVERED if carries(answer.body, armour) else Proof.DAMAGED


def of_copy(copy: OwnCopy, armour: str, addressed: Sequence[str]) -> Proof:
    """From the sender's copy, after "state mismatch": an earlier try had left and its answer was lost."""
    if copy.state != _SENT or set(copy.to) != set(addressed):
        return Proof.COPY_DIFFERS
    return Proof.CONFIRMED if carries(copy.body, armour) else Proof.DAMAGED
