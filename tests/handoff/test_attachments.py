from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from handoff import attachments
from handoff.arrivals import addressed_to
from handoff.attachments import Announced, Attachment, Listed, armour_for, store
from handoff.carrying import outbox
from handoff.envelopes import deposit, erase
from handoff.errors import AttachmentConflict, AttachmentUnknown, EnvelopeConflict, EnvelopeUnknown
from handoff.states import State
from handoff.tables import attachments as table
from handoff.tables import envelope_readers
from tests.ent.emulated import DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.scene import CONVERSATION, LATER, NOW, RING, WORD, armour, count_rows, envelope
from tests.handoff.test_envelopes import put

VOICE = Announced("6f1f3f3e-0000-4000-8000-000000000002", "voice", 65_536)
TALK = Announced("6f1f3f3e-0000-4000-8000-000000000001", "conversation", 16_384)


def announced(db: Engine, *pieces: Announced, name: str = "un") -> str:
    made = envelope(name, attachments=pieces)
    deposit(db, made, WORD, LEA, RING, NOW)
    return made.id


def sealed(envelope_id: str, piece: Announced, seed: str = "voix") -> Attachment:
    return Attachment(piece.id, envelope_id, piece.kind, piece.size, armour(seed, 1))


def test_a_piece_is_new_once_and_known_afterwards(db: Engine):
    id_ = announced(db, VOICE)
    assert store(db, sealed(id_, VOICE), NOW) is True
    assert store(db, sealed(id_, VOICE), NOW + LATER) is False
    assert count_rows(db, table) == 1


def test_other_bytes_in_its_place_are_refused_and_the_first_stay(db: Engine):
    id_ = announced(db, VOICE)
    store(db, sealed(id_, VOICE), NOW)
    with pytest.raises(AttachmentConflict):
        store(db, sealed(id_, VOICE, "autre"), NOW)
    outbox.promise(db, id_, CONVERSATION, NOW)
    assert armour_for(db, VOICE.id, LEMOINE) == armour("voix", 1)


@pytest.mark.parametrize(
    "change",
    [{"id": TALK.id}, {"envelope": "jamais-vu"}, {"kind": "conversation"}, {"size": 16_384}],
)
def test_only_what_was_announced_is_kept(db: Engine, change: dict[str, object]):
    id_ = announced(db, VOICE)
    with pytest.raises(AttachmentUnknown):
        store(db, replace(sealed(id_, VOICE), **change), NOW)


def test_a_piece_announced_by_one_message_is_never_anothers(db: Engine):
    announced(db, VOICE)
    other = announced(db, TALK, name="deux")
    with pytest.raises(AttachmentUnknown):
        store(db, sealed(other, VOICE), NOW)
    with pytest.raises(EnvelopeConflict):
        announced(db, VOICE, name="trois")


def test_the_same_browser_many_times_at_once_puts_one(db: Engine):
    id_ = announced(db, VOICE)
    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(lambda _: store(db, sealed(id_, VOICE), NOW), range(4)))
    assert sorted(new) == [False, False, False, True]


def test_a_reader_is_told_what_will_follow_and_what_is_here(db: Engine):
    id_ = announced(db, VOICE, TALK)
    outbox.promise(db, id_, CONVERSATION, NOW)
    store(db, sealed(id_, VOICE), NOW)
    assert attachments.of(db, id_, DIALLO) == (
        Listed(TALK.id, "conversation", 16_384, here=False),
        Listed(VOICE.id, "voice", 65_536, here=True),
    )
    with pytest.raises(AttachmentUnknown):
        armour_for(db, TALK.id, DIALLO)


def test_for_whoever_was_left_out_there_is_no_piece_at_all(db: Engine):
    id_ = announced(db, VOICE)
    outbox.promise(db, id_, CONVERSATION, NOW)
    store(db, sealed(id_, VOICE), NOW)
    with pytest.raises(EnvelopeUnknown):
        attachments.of(db, id_, ROCHE)
    with pytest.raises(AttachmentUnknown):
        armour_for(db, VOICE.id, ROCHE)


def test_nobody_is_given_a_piece_of_what_was_never_sent(db: Engine):
    id_ = announced(db, VOICE)
    store(db, sealed(id_, VOICE), NOW)
    with pytest.raises(AttachmentUnknown):
        armour_for(db, VOICE.id, LEMOINE)


def test_a_colleague_who_joined_is_given_the_pieces_too(db: Engine):
    id_ = announced(db, VOICE)
    outbox.promise(db, id_, CONVERSATION, NOW)
    store(db, sealed(id_, VOICE), NOW)
    row = {
        "envelope_id": id_,
        "referent_id": ROCHE,
        "joined_at": NOW,
        "joined_by": LEMOINE,
        "month": "2026-12",
        "armour": "a",
    }
    with db.begin() as connection:
        connection.execute(insert(envelope_readers).values(row))
    assert armour_for(db, VOICE.id, ROCHE) == armour("voix", 1)


def test_the_list_of_the_desk_names_the_kinds_that_have_come(db: Engine):
    id_ = announced(db, VOICE, TALK)
    outbox.promise(db, id_, CONVERSATION, NOW)
    put(db, id_, state=State.DELIVERED.value)
    assert addressed_to(db, LEMOINE)[0].attachments == ()
    store(db, sealed(id_, VOICE), NOW)
    store(db, sealed(id_, TALK), NOW)
    assert addressed_to(db, LEMOINE)[0].attachments == ("conversation", "voice")


def test_erasing_the_message_erases_its_pieces(db: Engine):
    id_ = announced(db, VOICE)
    outbox.promise(db, id_, CONVERSATION, NOW)
    store(db, sealed(id_, VOICE), NOW)
    erase(db, id_)
    assert count_rows(db, table) == 0
    with pytest.raises(AttachmentUnknown):
        store(db, sealed(id_, VOICE), NOW)
