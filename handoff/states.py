"""The states of a hand-off, and the pupil's words for them.

deposited → promised → drafted → sending → delivered → opened → taken
                                        ↘ damaged     the ENT altered the armour: a new envelope id is needed
            any of them before delivery → stranded    the ENT can no longer carry it: the desk shows it from our outbox

`opened` and `taken` are never written in the outbox: they are read from the receipts, so that a referent who opens while
a courier is finishing cannot be overwritten.
"""

from enum import Enum


class State(str, Enum):
    """Where a hand-off is. The value is what crosses between rooms."""

    DEPOSITED = "deposited"
    PROMISED = "promised"
    DRAFTED = "drafted"
    SENDING = "sending"
    DELIVERED = "delivered"
    OPENED = "opened"
    TAKEN = "taken"
    STRANDED = "stranded"
    DAMAGED = "damaged"


# What is true to call "arrivé à l'école".
AT_SCHOOL = frozenset({State.DELIVERED, State.OPENED, State.TAKEN})
# What a courier still has to carry.
PENDING = frozenset({State.PROMISED, State.DRAFTED, State.SENDING})
# What the desk lists for those it is sealed to, whatever the messaging did with it.
AT_DESK = frozenset({State.DELIVERED, State.STRANDED, State.DAMAGED})

_WORDS = {
    State.SENDING: "sending",
    State.DELIVERED: "at_school",
    State.OPENED: "opened",
    State.TAKEN: "taken",
}


def pupil_word(state: State) -> str:
    """`kept`, `sending`, `at_school`, `opened` or `taken`: the only grain a pupil is shown."""
    return _WORDS.get(state, "kept")


def with_receipts(state: State, *, opened: bool, taken: bool) -> State:
    """The outbox's state completed by what readers did."""
    if taken:
        return State.TAKEN
    return State.OPENED if opened else state
