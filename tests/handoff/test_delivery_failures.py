from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from ent import FolderRow, Letter
from handoff.carrying.body import texts
from handoff.carrying.cleaning import MOST_PAGES, orphans
from handoff.states import State
from handoff.tables import ent_tokens
from tests.ent.emulated import EmulatedEnt
from tests.handoff.scene import (
    LATER,
    NEVER,
    NOW,
    ONCE,
    Carrier,
    copies_of,
    count_rows,
    promised,
)

SEND = "/conversation/send"


@pytest.mark.parametrize("path", ["/conversation/draft", SEND, "/conversation/trash", "/conversation/delete"])
@pytest.mark.parametrize("fault", ["unavailable", "drop", "overloaded", "done_then_drop", "done_then_unavailable"])
async def test_whatever_breaks_once_the_next_attempts_end_it_well(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, path: str, fault: str
):
    id_ = promised(db)
    ent.arm({"kind": fault, "path": path, "times": 1})
    await carrier.deliver(id_)
    await carrier.rounds(NOW + LATER, 2)
    assert await carrier.deliver(id_, NOW + LATER * 4) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE
    assert ent.own("lea.martin") == []
    assert count_rows(db, ent_tokens) == 0


async def test_an_answer_lost_after_the_send_is_confirmed_by_the_senders_copy(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.SENDING
    assert copies_of(ent, id_) == ONCE
    assert await carrier.deliver(id_, NOW + LATER) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE


async def test_an_ent_that_is_down_keeps_the_promise_and_is_asked_less_and_less(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "unavailable", "path": "/conversation"})
    waits = []
    now = NOW
    for _ in range(8):
        assert await carrier.deliver(id_, now) is State.PROMISED
        waits.append(carrier.row(id_).due_at - now)
        now = carrier.row(id_).due_at
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=10)
    assert waits[-1] == timedelta(minutes=5)
    ent.arm()
    assert await carrier.deliver(id_, now) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE


async def test_a_damaged_armour_asks_for_a_new_envelope_and_is_cleaned(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "damaged_body", "path": SEND})
    assert await carrier.deliver(id_) is State.DAMAGED
    assert ent.own("lea.martin") == []
    ent.arm()
    assert await carrier.deliver(id_, NOW + LATER) is State.DAMAGED
    assert len(ent.received("mme.lemoine")) == 1


async def test_a_damage_seen_only_in_the_senders_copy_is_seen_too(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "damaged_body", "path": SEND}, {"kind": "done_then_drop", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.SENDING
    assert await carrier.deliver(id_, NOW + LATER) is State.DAMAGED
    assert len(ent.received("mme.lemoine")) == 1


async def test_a_send_that_reached_nobody_is_tried_again_with_another_draft(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "graph", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.PROMISED
    assert copies_of(ent, id_) == NEVER
    assert await carrier.deliver(id_, NOW + LATER) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE
    assert ent.own("lea.martin") == []


async def test_a_draft_whose_id_was_never_stored_is_cleaned(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/draft", "times": 2})
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    orphans = ent.own("lea.martin")
    assert [(m["body"], m["recipients"], m["subject"]) for m in orphans] == [("", [], texts().subject)] * 2
    assert await carrier.deliver(id_, NOW + LATER * 2) is State.DELIVERED
    assert ent.own("lea.martin") == []
    assert copies_of(ent, id_) == ONCE


async def test_the_pupils_own_drafts_and_messages_are_left_alone(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    own = await carrier.ent.create_draft(signed_in, Letter((), "Devoir de maths", "<p>brouillon</p>"))
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/draft", "times": 1})
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    assert [m["id"] for m in ent.own("lea.martin")] == [own]


async def test_a_draft_of_ours_below_a_full_page_of_the_pupils_own_is_cleaned(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/draft", "times": 1})
    await carrier.deliver(id_)
    own = [await carrier.ent.create_draft(signed_in, Letter((), f"Brouillon {n}", "<p>x</p>")) for n in range(30)]
    assert await carrier.deliver(id_, NOW + LATER) is State.DELIVERED
    assert sorted(m["id"] for m in ent.own("lea.martin")) == sorted(own)


async def test_looking_for_our_drafts_ends_in_a_mailbox_that_has_no_end():
    asked: list[tuple[str, int]] = []

    class Endless:
        async def folder(self, _token: str, folder: str, page: int) -> tuple[FolderRow, ...]:
            asked.append((folder, page))
            return (FolderRow(f"{folder}-{page}", texts().subject, "DRAFT", NOW),)

    found = await orphans(Endless(), "jeton", frozenset({"draft-0"}))
    assert len(found) == 2 * MOST_PAGES - 1
    assert asked == [(folder, page) for folder in ("draft", "trash") for page in range(MOST_PAGES)]


async def test_cleaning_after_one_envelope_spares_the_draft_of_the_pupils_other_one(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    first, second = promised(db, "un"), promised(db, "deux")
    ent.arm({"kind": "unavailable", "path": SEND, "times": 2})
    await carrier.deliver(first)
    await carrier.deliver(second, NOW + LATER)
    draft = carrier.row(second).draft_id
    assert await carrier.deliver(first, NOW + LATER * 2) is State.DELIVERED
    assert [m["id"] for m in ent.own("lea.martin")] == [draft]
    assert await carrier.deliver(second, NOW + LATER * 3) is State.DELIVERED
    assert carrier.row(second).draft_id == draft
    assert copies_of(ent, first) == copies_of(ent, second) == ONCE
