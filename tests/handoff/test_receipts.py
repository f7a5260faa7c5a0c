from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from handoff import arrivals, senders
from handoff.carrying import outbox
from handoff.envelopes import deposit
from handoff.errors import EnvelopeUnknown
from handoff.keys import directory
from handoff.keys.leaving import leave
from handoff.receipts import mark_opened, mark_taken, states_for
from handoff.states import State, pupil_word
from handoff.tables import outbox as outbox_table
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NOE, ROCHE
from tests.handoff.scene import NOW, RING, WORD, envelope, keys_of, promised
from tests.keys import counted
from vault import KeyRing, WordRefused, hashes


@pytest.fixture
def delivered(db: Engine) -> str:
    for referent, name in ((LEMOINE, "Sophie Lemoine"), (DIALLO, "Ibrahim Diallo"), (ROCHE, "Paul Roche")):
        counted(db, keys_of(referent, name))
    id_ = promised(db)
    put(db, id_, State.DELIVERED)
    return id_


def put(db: Engine, id_: str, state: State) -> None:
    with db.begin() as connection:
        connection.execute(update(outbox_table).where(outbox_table.c.envelope_id == id_).values(state=state.value))


def states(db: Engine, sender: str = LEA, word: str = WORD) -> list[str]:
    return [found.state for found in states_for(db, RING, sender, word)]


def test_the_desk_shows_each_addressed_referent_the_same_line(db: Engine, delivered: str):
    for referent in (LEMOINE, DIALLO):
        (line,) = arrivals.addressed_to(db, referent)
        assert (line.id, line.date, line.size, line.readers) == (delivered, envelope().date, 2048, 2)
        assert (line.opened_by, line.taken_by, line.opened_by_me, line.damaged) == ((), None, False, False)


def test_a_person_it_is_not_sealed_to_sees_nothing_and_counts_nowhere(db: Engine, delivered: str):
    assert arrivals.addressed_to(db, ROCHE) == ()
    for call in (mark_opened, mark_taken):
        with pytest.raises(EnvelopeUnknown):
            call(db, delivered, ROCHE, NOW)
    with pytest.raises(EnvelopeUnknown):
        arrivals.sealed_for(db, delivered, ROCHE)
    (line,) = arrivals.addressed_to(db, LEMOINE)
    assert (line.opened_by, line.taken_by) == ((), None)
    assert states(db) == ["at_school"]


def test_an_unknown_envelope_and_one_for_others_are_not_told_apart(db: Engine, delivered: str):
    errors = []
    for id_ in (delivered, "jamais-vu"):
        with pytest.raises(EnvelopeUnknown) as unknown:
            arrivals.sealed_for(db, id_, ROCHE)
        errors.append(repr(unknown.value))
    assert errors[0] == errors[1]


def test_an_opening_is_seen_by_colleagues_and_by_the_sender(db: Engine, delivered: str):
    mark_opened(db, delivered, DIALLO, NOW)
    mark_opened(db, delivered, LEMOINE, NOW + timedelta(hours=1))
    mark_opened(db, delivered, DIALLO, NOW + timedelta(hours=2))
    (line,) = arrivals.addressed_to(db, LEMOINE)
    assert line.opened_by == ("Ibrahim Diallo", "Sophie Lemoine")
    assert line.opened_by_me is True
    assert states(db) == ["opened"]
    assert outbox.state_of(db, delivered) is State.OPENED


def test_the_first_to_take_it_is_shown(db: Engine, delivered: str):
    mark_taken(db, delivered, LEMOINE, NOW)
    mark_taken(db, delivered, DIALLO, NOW + timedelta(hours=1))
    (line,) = arrivals.addressed_to(db, DIALLO)
    assert line.taken_by == "Sophie Lemoine"
    assert line.opened_by == ("Sophie Lemoine", "Ibrahim Diallo")
    assert states(db) == ["taken"]
    assert outbox.state_of(db, delivered) is State.TAKEN


def test_a_receipt_given_while_the_courier_is_still_finishing_is_not_overwritten(db: Engine, delivered: str):
    put(db, delivered, State.SENDING)
    assert arrivals.sealed_for(db, delivered, LEMOINE).armour == envelope().armour
    mark_opened(db, delivered, LEMOINE, NOW)
    put(db, delivered, State.DELIVERED)
    assert outbox.state_of(db, delivered) is State.OPENED


def test_a_real_opening_counts_as_exercise_of_the_key(db: Engine, delivered: str):
    recently = NOW - timedelta(days=1)
    assert directory.live_keys(db, "col-zola", "2026-11", recently) == {}
    mark_opened(db, delivered, LEMOINE, NOW)
    assert set(directory.live_keys(db, "col-zola", "2026-11", recently)) == {LEMOINE}


@pytest.mark.parametrize("state", [State.STRANDED, State.DAMAGED, State.DELIVERED])
def test_the_desk_lists_whatever_has_come_to_rest(db: Engine, delivered: str, state: State):
    put(db, delivered, state)
    (line,) = arrivals.addressed_to(db, LEMOINE)
    assert line.damaged is (state is State.DAMAGED)


def test_a_deposit_that_was_not_promised_is_nobodys_to_read(db: Engine):
    deposit(db, envelope(), WORD, LEA, RING, NOW)
    assert arrivals.addressed_to(db, LEMOINE) == ()
    with pytest.raises(EnvelopeUnknown):
        arrivals.sealed_for(db, envelope().id, LEMOINE)
    with pytest.raises(EnvelopeUnknown):
        mark_opened(db, envelope().id, LEMOINE, NOW)


def test_a_referent_who_has_left_is_still_named_for_what_they_did(db: Engine, delivered: str):
    mark_opened(db, delivered, DIALLO, NOW)
    leave(db, DIALLO, LEMOINE, NOW)
    (line,) = arrivals.addressed_to(db, LEMOINE)
    assert line.opened_by == ("Ibrahim Diallo",)
    assert states(db) == ["opened"]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.DEPOSITED, "kept"),
        (State.PROMISED, "kept"),
        (State.DRAFTED, "kept"),
        (State.SENDING, "sending"),
        (State.STRANDED, "kept"),
        (State.DAMAGED, "kept"),
        (State.DELIVERED, "at_school"),
    ],
)
def test_the_pupil_hears_one_of_five_words(db: Engine, state: State, word: str):
    put(db, promised(db), state)
    (sent,) = states_for(db, RING, LEA, WORD)
    assert (sent.state, sent.date, sent.id) == (word, envelope().date, envelope().id)


def test_every_state_has_a_word_for_the_pupil():
    assert {pupil_word(state) for state in State} == {"kept", "sending", "at_school", "opened", "taken"}


def test_only_the_right_account_with_the_right_word_learns_anything(db: Engine, delivered: str):
    assert states(db) == ["at_school"]
    assert states(db, word="Etoile FILANTE ") == ["at_school"]
    assert states(db, word="étoile") == states(db, sender=NOE) == []


def test_each_word_shows_its_own_messages_newest_first(db: Engine):
    for number, word in enumerate((WORD, "autre", WORD)):
        made = envelope(str(number))
        deposit(db, made, word, LEA, RING, NOW + timedelta(minutes=number))
        put(db, made.id, State.DELIVERED if number == 2 else State.PROMISED)
    assert states(db) == ["at_school", "kept"]
    assert states(db, word="autre") == ["kept"]


def test_states_are_still_found_after_a_key_rotation(db: Engine, delivered: str):
    rotated = KeyRing((bytes([9]) * 32, *RING.keys))
    assert len(states_for(db, rotated, LEA, WORD)) == 1
    assert states_for(db, KeyRing((bytes([9]) * 32,)), LEA, WORD) == ()


def test_an_empty_word_is_refused(db: Engine):
    with pytest.raises(WordRefused):
        states_for(db, RING, LEA, "  ")


def test_the_same_slow_work_is_done_for_none_for_one_and_for_many(db: Engine, monkeypatch: pytest.MonkeyPatch):
    done = []
    real = hashes.word_hash
    monkeypatch.setattr(senders, "word_hash", lambda word, salt: done.append(len(salt)) or real(word, salt))
    for number in range(3):
        deposit(db, envelope(str(number)), WORD, LEA, RING, NOW)
    work = []
    for sender, word in ((LEA, WORD), (LEA, "faux mot"), (NOE, WORD)):
        done.clear()
        states_for(db, RING, sender, word)
        work.append(list(done))
    assert work == [[32], [32], [32]]
