from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine

from handoff.arrivals import addressed_to, sealed_for
from handoff.attachments import Announced
from handoff.carrying import outbox
from handoff.envelopes import deposit, erase, reply_lock_of
from handoff.errors import EnvelopeConflict, EnvelopeUnknown
from handoff.senders import is_sender
from handoff.states import State
from handoff.tables import envelope_readers, envelopes, metadata
from handoff.tables import outbox as outbox_table
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NOE, ROCHE
from tests.handoff.scene import CONVERSATION, LATER, NOW, RING, WORD, armour, count_rows, envelope, promised, row_of
from vault import KeyRing, WordRefused

LOCK = armour("cadenas", 1)


def test_the_very_same_deposit_is_new_once_and_known_afterwards(db: Engine):
    assert deposit(db, envelope(), WORD, LEA, RING, NOW) is True
    assert deposit(db, envelope(), WORD, LEA, RING, NOW + LATER) is False
    assert deposit(db, envelope(readers=(DIALLO, LEMOINE)), "Étoile-Filante", LEA, RING, NOW) is False
    assert count_rows(db, envelopes) == count_rows(db, outbox_table) == 1
    assert count_rows(db, envelope_readers) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"armour": armour("autre")},
        {"school": "lyc-camus"},
        {"date": date(2026, 11, 23)},
        {"month": "2026-12"},
        {"size": 4096},
        {"readers": (LEMOINE,)},
        {"readers": (LEMOINE, ROCHE)},
        {"excluded": (ROCHE,)},
        {"closed": True},
        {"attachments": (Announced("6f1f3f3e-0000-4000-8000-000000000002", "voice", 16_384),)},
    ],
)
def test_other_bytes_under_the_same_id_are_a_conflict(db: Engine, changes: dict[str, object]):
    deposit(db, envelope(), WORD, LEA, RING, NOW)
    with pytest.raises(EnvelopeConflict):
        deposit(db, envelope(**changes), WORD, LEA, RING, NOW)
    assert sealed_armour(db) == envelope().armour


def test_another_sender_or_another_word_is_a_conflict(db: Engine):
    deposit(db, envelope(), WORD, LEA, RING, NOW)
    for sender, word in ((NOE, WORD), (LEA, "autre mot")):
        with pytest.raises(EnvelopeConflict):
            deposit(db, envelope(), word, sender, RING, NOW)


def test_a_word_of_which_nothing_is_left_deposits_nothing(db: Engine):
    with pytest.raises(WordRefused):
        deposit(db, envelope(), "  ", LEA, RING, NOW)
    assert count_rows(db, envelopes) == 0


def test_the_same_browser_twice_at_once_deposits_one(db: Engine):
    with ThreadPoolExecutor(4) as pool:
        new = list(pool.map(lambda _: deposit(db, envelope(), WORD, LEA, RING, NOW), range(4)))
    assert sorted(new) == [False, False, False, True]


def test_the_same_deposit_is_known_again_after_a_key_rotation(db: Engine):
    sent = envelope(excluded=(ROCHE, "principal-9"))
    deposit(db, sent, WORD, LEA, RING, NOW, LOCK, NOW + LATER)
    rotated = KeyRing((bytes([9]) * 32, *RING.keys))
    assert deposit(db, sent, WORD, LEA, rotated, NOW, LOCK) is False
    with pytest.raises(EnvelopeConflict):
        deposit(db, envelope(excluded=(ROCHE,)), WORD, LEA, rotated, NOW, LOCK)


def test_the_lock_of_the_replies_is_read_by_the_servers_keys_and_for_its_own_message_only(db: Engine):
    for name in ("un", "deux"):
        deposit(db, envelope(name), WORD, LEA, RING, NOW, LOCK)
    one, two = (stored(db, envelope(name).id) for name in ("un", "deux"))
    assert LOCK.encode() not in one.reply_lock
    assert reply_lock_of(RING, one.id, one.reply_lock) == LOCK
    assert reply_lock_of(KeyRing((bytes([9]) * 32, *RING.keys)), one.id, one.reply_lock) == LOCK
    assert reply_lock_of(RING, one.id, two.reply_lock) is None
    assert reply_lock_of(RING, one.id, one.reply_lock[:-1] + b"x") is None
    assert reply_lock_of(KeyRing((bytes([9]) * 32,)), one.id, one.reply_lock) is None
    assert reply_lock_of(RING, one.id, None) is None


def test_another_lock_under_the_same_id_is_a_conflict(db: Engine):
    deposit(db, envelope(), WORD, LEA, RING, NOW, LOCK)
    for other in (None, armour("autre cadenas", 1)):
        with pytest.raises(EnvelopeConflict):
            deposit(db, envelope(), WORD, LEA, RING, NOW, other)


def test_the_promise_of_a_message_is_the_one_of_its_first_deposit(db: Engine):
    deposit(db, envelope(), WORD, LEA, RING, NOW, LOCK, NOW + LATER)
    deposit(db, envelope(), WORD, LEA, RING, NOW, LOCK, NOW + 2 * LATER)
    assert stored(db, envelope().id).promised_by == NOW + LATER


def test_a_colleague_who_joined_is_given_an_armour_and_a_month_of_their_own(db: Engine):
    id_ = promised(db)
    assert (sealed_for(db, id_, LEMOINE).joined, sealed_for(db, id_, LEMOINE).key_month) == (False, "2026-11")
    join(db, id_, ROCHE, "2027-01", armour("pour Roche", 1))
    sealed = sealed_for(db, id_, ROCHE)
    assert (sealed.joined, sealed.key_month, sealed.armour) == (True, "2027-01", armour("pour Roche", 1))
    assert (sealed.month, sealed.readers, sealed.id) == ("2026-11", 2, id_)
    assert sealed_for(db, id_, LEMOINE).armour == envelope().armour


def test_somebody_who_joined_does_not_make_the_deposit_another_one(db: Engine):
    id_ = promised(db)
    join(db, id_, ROCHE, "2027-01", armour("pour Roche", 1))
    assert deposit(db, envelope(), WORD, LEA, RING, NOW) is False
    put(db, id_, state=State.DELIVERED.value)
    assert [one.joined for one in (*addressed_to(db, ROCHE), *addressed_to(db, LEMOINE))] == [True, False]


def test_two_messages_of_one_pupil_have_one_sender_and_those_of_two_pupils_two(db: Engine):
    for name, sender in (("un", LEA), ("deux", LEA), ("trois", NOE)):
        put(db, promised(db, name, sender=sender), state=State.DELIVERED.value)
    senders = {one.id: one.sender for one in addressed_to(db, LEMOINE)}
    un, deux, trois = (senders[envelope(name).id] for name in ("un", "deux", "trois"))
    assert un == deux != trois
    assert un not in repr(addressed_to(db, LEMOINE))


def test_who_sent_and_their_word_are_not_in_the_database(file_db: Engine, tmp_path):
    id_ = promised(file_db)
    sender = row_of(file_db, id_).sender
    assert is_sender(RING, sender, LEA)
    assert not is_sender(RING, sender, NOE)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert id_.encode() in stored
    for secret in (LEA, WORD, "etoilefilante"):
        assert secret.encode() not in stored


def test_promising_twice_is_promising_once(db: Engine):
    id_ = promised(db)
    before = row_of(db, id_)
    outbox.promise(db, id_, CONVERSATION, NOW + LATER)
    assert row_of(db, id_) == before
    assert outbox.state_of(db, id_) is State.PROMISED


def test_an_unknown_envelope_cannot_be_promised_nor_told(db: Engine):
    with pytest.raises(EnvelopeUnknown):
        outbox.promise(db, "jamais-vu", CONVERSATION, NOW)
    with pytest.raises(EnvelopeUnknown):
        outbox.state_of(db, "jamais-vu")


@pytest.mark.parametrize("state", [State.PROMISED, State.DRAFTED, State.SENDING])
def test_a_pupil_who_comes_back_takes_over_a_promise_that_has_not_been_kept(db: Engine, state: State):
    id_ = promised(db)
    put(db, id_, state=state.value, due_at=NOW + LATER)
    outbox.promise(db, id_, "autre", NOW)
    row = row_of(db, id_)
    assert (row.conversation, row.state, row.due_at) == ("autre", state.value, NOW)


@pytest.mark.parametrize("state", [State.DELIVERED, State.STRANDED, State.DAMAGED])
def test_what_is_at_rest_is_not_promised_again(db: Engine, state: State):
    id_ = promised(db)
    put(db, id_, state=state.value, conversation=None, due_at=None)
    outbox.promise(db, id_, CONVERSATION, NOW)
    row = row_of(db, id_)
    assert (row.state, row.conversation, row.due_at) == (state.value, None, None)


def test_a_token_is_needed_while_something_remains_to_be_carried_or_cleaned(db: Engine):
    assert not outbox.needs_token(db, CONVERSATION)
    id_ = promised(db)
    assert outbox.needs_token(db, CONVERSATION)
    put(db, id_, state=State.DELIVERED.value)
    assert outbox.needs_token(db, CONVERSATION)
    put(db, id_, due_at=None)
    assert not outbox.needs_token(db, CONVERSATION)


def test_erasing_an_envelope_leaves_no_row_of_it_anywhere(db: Engine):
    id_ = promised(db)
    erase(db, id_)
    with pytest.raises(EnvelopeUnknown):
        sealed_for(db, id_, LEMOINE)
    assert [t.name for t in metadata.sorted_tables if count_rows(db, t)] == []


def join(db: Engine, id_: str, referent: str, month: str, text: str) -> None:
    row = {"envelope_id": id_, "referent_id": referent, "joined_at": NOW, "joined_by": LEMOINE}
    with db.begin() as connection:
        connection.execute(insert(envelope_readers).values(**row, month=month, armour=text))


def stored(db: Engine, id_: str) -> object:
    with db.connect() as connection:
        return connection.execute(select(envelopes).where(envelopes.c.id == id_)).one()


def put(db: Engine, id_: str, **values: object) -> None:
    with db.begin() as connection:
        connection.execute(update(outbox_table).where(outbox_table.c.envelope_id == id_).values(**values))


def sealed_armour(db: Engine) -> str:
    outbox.promise(db, envelope().id, CONVERSATION, NOW)
    return sealed_for(db, envelope().id, LEMOINE).armour
