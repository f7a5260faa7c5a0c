"""Every answer that the ENT may give to a draft, a send or a clean-up, and what is true then; what the log, the desk and the pupil show of it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from handoff import arrivals, receipts
from handoff.carrying.outcomes import Outcome
from handoff.states import State
from tests.ent.emulated import BENALI, DIALLO, LEA, LEMOINE
from tests.handoff.scene import NEVER, ONCE, RING, WORD

DRAFT, SEND, TRASH, DELETE = (f"/conversation/{each}" for each in ("draft", "send", "trash", "delete"))
FEWER = {**ONCE, "mme.lemoine": 1, "m.diallo": 0}


@dataclass(frozen=True)
class Case:
    """One answer of the ENT, given for ever: the outcome, what is true then, and once the courier has done all it may."""

    outcome: Outcome
    fault: dict[str, Any]
    state: State
    ends: State
    key: str = "-"
    copies: dict[str, int] = field(default_factory=lambda: NEVER)
    sees: str = "kept"

    def __str__(self) -> str:
        said = [self.outcome.word, *map(str, self.fault.values())]
        return " ".join(said).replace("/conversation/", "")


def refused(path: str, status: int, key: str) -> dict[str, Any]:
    return {"kind": "refused", "path": path, "status": status, "key": key}


def at_draft(outcome: Outcome, ends: State, key: str = "-", **fault: Any) -> Case:
    return Case(outcome, {"path": DRAFT, **fault}, State.PROMISED, ends, key)


def at_send(outcome: Outcome, ends: State, key: str = "-", **fault: Any) -> Case:
    return Case(outcome, {"path": SEND, **fault}, State.SENDING, ends, key, sees="sending")


STRANDED, DELIVERED, DAMAGED = State.STRANDED, State.DELIVERED, State.DAMAGED
WAITING = [
    at_draft(Outcome.SERVER_ERROR, State.PROMISED, kind="unavailable"),
    at_draft(Outcome.NO_ANSWER, State.PROMISED, kind="drop"),
    at_draft(Outcome.OVERLOADED, State.PROMISED, kind="overloaded"),
    at_draft(Outcome.UNREADABLE, State.PROMISED, kind="garbled"),
    at_send(Outcome.SERVER_ERROR, State.SENDING, kind="unavailable"),
    at_send(Outcome.NO_ANSWER, State.SENDING, kind="drop"),
    at_send(Outcome.OVERLOADED, State.SENDING, kind="overloaded"),
    at_send(Outcome.UNREADABLE, State.SENDING, kind="garbled"),
]
REFUSED = [
    at_draft(Outcome.STEP_DUE, STRANDED, "mandatory_step", kind="mfa"),
    at_draft(Outcome.STEP_DUE, STRANDED, "mandatory_step", kind="password"),
    at_draft(Outcome.NOT_ALLOWED, STRANDED, kind="forbidden"),
    at_draft(Outcome.NO_MESSAGING, STRANDED, "messaging_absent", kind="absent"),
    at_send(Outcome.STEP_DUE, STRANDED, "mandatory_step", kind="mail"),
    at_send(Outcome.NOT_ALLOWED, STRANDED, kind="forbidden"),
    at_send(Outcome.TRANSFORMER_FAILED, STRANDED, "transformation_failed", kind="transformer"),
    at_send(Outcome.TOO_LARGE, STRANDED, "unnamed", kind="too_large"),
    at_send(Outcome.NO_MESSAGING, STRANDED, "messaging_absent", kind="absent"),
    *(
        Case(outcome, refused(SEND, status, said), State.SENDING, STRANDED, key, sees="sending")
        for outcome, status, said, key in [
            (Outcome.REFUSED, 400, "conversation.invalid.parameter", "conversation.invalid.parameter"),
            (Outcome.REFUSED, 400, "conversation.invalid.user", "conversation.invalid.user"),
            (Outcome.REFUSED, 400, "conversation.invalid.fields", "conversation.invalid.fields"),
            (Outcome.REFUSED, 400, "ERROR: value too long for Léa Martin", "unnamed"),
            (Outcome.REFUSED, 403, "conversation.error.reply.not.allowed", "conversation.error.reply.not.allowed"),
            (Outcome.NO_MESSAGING, 404, "conversation.not.found", "messaging_absent"),
            (Outcome.CONFLICT, 409, "conversation.error.duplicate.folder", "conversation.error.duplicate.folder"),
            (Outcome.TOO_LARGE, 413, "file.too.large", "file.too.large"),
        ]
    ),
]
DEAD = [
    *(
        Case(Outcome.NOT_SIGNED_IN, {"kind": "expired_token", "path": path}, STRANDED, STRANDED)
        for path in (DRAFT, SEND)
    ),
    *(
        Case(Outcome.NOT_SIGNED_IN, refused(path, 403, "invalid.xsrf.token"), STRANDED, STRANDED)
        for path in (DRAFT, SEND)
    ),
]
LEFT = [
    Case(Outcome.ALTERED, {"kind": "damaged_body", "path": SEND}, DAMAGED, DAMAGED, copies=ONCE),
    Case(Outcome.REACHED_FEWER, {"kind": "fewer", "path": SEND}, STRANDED, STRANDED, copies=FEWER),
    Case(Outcome.REACHED_MORE, {"kind": "more", "path": SEND}, STRANDED, STRANDED, copies=ONCE),
    Case(Outcome.REACHED_NOBODY, {"kind": "graph", "path": SEND}, State.PROMISED, STRANDED),
]
LOST = [
    Case(outcome, {"kind": kind, "path": SEND, "times": 1}, State.SENDING, DELIVERED, copies=ONCE, sees="sending")
    for outcome, kind in [
        (Outcome.NO_ANSWER, "done_then_drop"),
        (Outcome.SERVER_ERROR, "done_then_unavailable"),
        (Outcome.UNREADABLE, "done_then_garbled"),
    ]
]
CASES = [*WAITING, *REFUSED, *DEAD, *LEFT, *LOST]
CLEANING = [
    (Outcome.SERVER_ERROR, {"kind": "unavailable"}),
    (Outcome.NO_ANSWER, {"kind": "drop"}),
    (Outcome.OVERLOADED, {"kind": "overloaded"}),
    (Outcome.NO_ANSWER, {"kind": "done_then_drop"}),
    (Outcome.TRACES_REFUSED, {"kind": "forbidden"}),
    (Outcome.TRACES_REFUSED, {"kind": "refused", "status": 403, "key": "conversation.invalid.parameter"}),
    (Outcome.TRACES_REFUSED, {"kind": "too_large"}),
    (Outcome.TRACES_REFUSED, {"kind": "absent"}),
]


def told(log: pytest.LogCaptureFixture) -> list[dict[str, str]]:
    """What the log says of each attempt."""
    lines = [record.getMessage() for record in log.records if record.name == "parlons_en.handoff"]
    words = [line.removeprefix("delivery ").split() for line in lines if line.startswith("delivery outcome=")]
    return [dict(word.split("=", 1) for word in line) for line in words]


def met(log: pytest.LogCaptureFixture) -> list[str]:
    return [line["outcome"] for line in told(log)]


def seen_by_the_pupil(db: Engine) -> str:
    (state,) = receipts.states_for(db, RING, LEA, WORD)
    return state.state


def at_desk(db: Engine) -> list[bool]:
    return [bool(arrivals.addressed_to(db, each)) for each in (LEMOINE, DIALLO, BENALI)]
