"""What must be true of every hand-off once it is at rest, whatever went wrong. Each is a question to the ENT, to the desk or to the pupil."""

from collections.abc import Iterator
from typing import Any

from handoff import arrivals, tokens
from handoff.carrying import outbox
from handoff.carrying.body import carries, texts
from handoff.envelopes import Envelope
from handoff.states import State
from tests.campaign.ground import PUPILS, Ground
from tests.campaign.playing import Played
from tests.ent.emulated import BENALI, DIALLO, LEMOINE, ROCHE
from tests.handoff.bell_scene import bell_rows_of, feed_of
from tests.handoff.scene import NEVER, ONCE, RING, row_of

ONLY = (LEMOINE, DIALLO)
SILENT = {"graph", "fewer"}  # the ENT reaches fewer than it was given, and only its answer says so
RESTING = {State.DELIVERED.value, State.DAMAGED.value, State.STRANDED.value}


def state_of(ground: Ground, envelope: Envelope) -> str:
    """At rest, as the outbox says."""
    state: str = row_of(ground.db, envelope.id).state
    return state


def lies(played: Played, ground: Ground) -> Iterator[str]:
    """One line for each thing that is not as it must be."""
    messages = ground.ent.messages()
    if not played.at_rest:
        yield "not at rest"
    for each, pupil in played.envelopes:
        yield from _of_one(played, ground, each, messages)
        if feed_of(ground.ent, PUPILS[pupil][0], "MESSAGERIE"):
            yield "something in the sender's feed"
    yield from _of_mailboxes(played, ground, messages)
    if any(tokens.find(ground.db, RING, each, ground.now) for each in played.conversations):
        yield "a token is left"


def _of_one(played: Played, ground: Ground, envelope: Envelope, messages: list[dict[str, Any]]) -> Iterator[str]:
    state = state_of(ground, envelope)
    carrying = [m for m in messages if envelope.id in m["body"]]
    copies = _copies(carrying)
    kinds = {fault["kind"] for fault in played.plan.faults}
    if state not in RESTING:
        yield f"state {state}"
    if any(count > ONCE[login] for login, count in copies.items()):
        yield f"received twice or by somebody else {copies}"
    intact = [m for m in carrying if carries(m["body"], envelope.armour) and any(c["received"] for c in m["copies"])]
    # the one case that the ENT hides (handoff.carrying.delivery): said delivered, shown by the desk, rung for
    hidden = bool(SILENT & kinds) and len(bell_rows_of(ground.db, envelope.id)) == len(ONLY)
    if state == State.DELIVERED.value and not (copies == ONCE and intact) and not hidden:
        yield f"said delivered, and is not {copies}"
    if state == State.DAMAGED.value and (intact or "damaged_body" not in kinds):
        yield "said damaged, and is not"
    if state == State.STRANDED.value and copies not in (ONCE, NEVER) and "fewer" not in kinds:
        yield f"half sent {copies}"
    yield from _of_desk(ground, envelope)


def _of_desk(ground: Ground, envelope: Envelope) -> Iterator[str]:
    for referent in ONLY:
        if envelope.id not in {line.id for line in arrivals.addressed_to(ground.db, referent)}:
            yield "lost: the desk does not show it"
    for other in (BENALI, ROCHE):
        if envelope.id in {line.id for line in arrivals.addressed_to(ground.db, other)}:
            yield "shown to somebody else"


def _of_mailboxes(played: Played, ground: Ground, messages: list[dict[str, Any]]) -> Iterator[str]:
    for pupil in set(played.plan.pupils):
        login = PUPILS[pupil][0]
        own = [m for m in messages if m["author"] == login and any(c["login"] == login for c in m["copies"])]
        mine = [each for each, who in played.envelopes if who == pupil]
        announced = any(outbox.left_behind(ground.db, each.id) for each in mine)
        if own and not announced:
            yield f"left in the sender's mailbox and not said: {[m['state'] for m in own]}"
        if any(m["subject"] != texts().subject for m in own):
            yield "somebody else's message in the sender's mailbox"


def _copies(carrying: list[dict[str, Any]]) -> dict[str, int]:
    received = [c["login"] for m in carrying for c in m["copies"] if c["received"]]
    return {login: received.count(login) for login in sorted(set(received) | set(ONCE))}
