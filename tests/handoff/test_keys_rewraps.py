from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from handoff import arrivals
from handoff.cases.events import events_of, note
from handoff.envelopes import deposit
from handoff.errors import EnvelopeUnknown
from handoff.keys import rewraps
from handoff.keys.directory import keys_of
from handoff.keys.errors import RewrapRefused
from handoff.keys.leaving import leave
from handoff.keys.memberships import key_follows
from handoff.keys.rewraps import Joiner, Rewrap
from handoff.states import State
from handoff.tables import envelope_readers, outbox
from tests.ent.emulated import BENALI, DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.key_scene import NAMES, NOW, ZOLA, enrol, enrol_counted_ones
from tests.handoff.scene import RING, WORD, armour, count_rows, envelope
from tests.keys import enrol_counted
from vault import KeyRing

ARMOUR = armour("resealed", 1)


@pytest.fixture
def sent(db: Engine) -> str:
    """A message to Lemoine and Diallo, left at the school, before Benali joined."""
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    return arrived(db)


def arrived(db: Engine, name: str = "un", **changes: object) -> str:
    made = envelope(name, **changes)
    deposit(db, made, WORD, LEA, RING, NOW)
    put(db, made.id, State.DELIVERED)
    return made.id


def put(db: Engine, id_: str, state: State) -> None:
    with db.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.envelope_id == id_).values(state=state.value))


def pending(db: Engine, who: str = LEMOINE, now: datetime = NOW) -> list[tuple[str, str]]:
    found = rewraps.pending_for(db, RING, who, ZOLA, now)
    return [(one.envelope_id, one.joiner.id) for one in found]


def give(db: Engine, id_: str, by: str = LEMOINE, to: str = BENALI) -> None:
    rewraps.give(db, RING, id_, by, to, ARMOUR, NOW)


def refuses(db: Engine, id_: str, to: str = BENALI) -> None:
    assert (id_, to) not in pending(db)
    before = count_rows(db, envelope_readers)
    with pytest.raises(RewrapRefused):
        give(db, id_, to=to)
    assert count_rows(db, envelope_readers) == before


def test_a_joiner_gets_an_open_message_by_a_colleagues_hand(db: Engine, sent: str):
    recipient = keys_of(db, BENALI).months[0].recipient
    assert rewraps.pending_for(db, RING, LEMOINE, ZOLA, NOW) == (
        Rewrap(sent, Joiner(BENALI, NAMES[BENALI], "2026-11", recipient)),
    )
    with pytest.raises(EnvelopeUnknown):
        arrivals.sealed_for(db, sent, BENALI)
    give(db, sent)
    sealed = arrivals.sealed_for(db, sent, BENALI)
    assert (sealed.armour, sealed.joined, sealed.key_month, sealed.readers) == (ARMOUR, True, "2026-11", 2)
    assert arrivals.sealed_for(db, sent, LEMOINE).armour != ARMOUR
    assert pending(db) == pending(db, DIALLO) == []
    with db.connect() as connection:
        (event,) = events_of(connection, [sent])[sent]
    assert (event.kind, event.by, event.detail) == ("wrapped", LEMOINE, BENALI)


def test_a_joiner_may_give_it_further(db: Engine, sent: str):
    give(db, sent)
    enrol_counted_ones(db, ROCHE)
    give(db, sent, by=BENALI, to=ROCHE)
    assert arrivals.sealed_for(db, sent, ROCHE).joined is True


def test_the_same_answer_twice_gives_once(db: Engine, sent: str):
    give(db, sent)
    rewraps.give(db, RING, sent, DIALLO, BENALI, armour("other", 1), NOW)
    assert arrivals.sealed_for(db, sent, BENALI).armour == ARMOUR
    with db.connect() as connection:
        assert len(events_of(connection, [sent])[sent]) == 1


def test_whom_the_pupil_left_out_is_never_given_it(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI, ROCHE)
    id_ = arrived(db, excluded=(BENALI,))
    refuses(db, id_, BENALI)
    assert pending(db) == [(id_, ROCHE)]


def test_someone_left_out_is_still_so_after_a_rotation_of_the_servers_keys(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    id_ = arrived(db, excluded=(BENALI,))
    rotated = KeyRing((bytes([9]) * 32, *RING.keys))
    assert rewraps.pending_for(db, rotated, LEMOINE, ZOLA, NOW) == ()
    with pytest.raises(RewrapRefused):
        rewraps.give(db, rotated, id_, LEMOINE, BENALI, ARMOUR, NOW)


def test_a_closed_message_is_given_to_nobody(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    refuses(db, arrived(db, closed=True))


def test_somebody_whose_key_does_not_count_is_refused(db: Engine, sent: str):
    enrol(db, ROCHE)
    refuses(db, sent, ROCHE)
    refuses(db, sent, "personne")


def test_somebody_who_has_left_is_refused_and_gives_nothing(db: Engine, sent: str):
    leave(db, BENALI, LEMOINE, NOW)
    refuses(db, sent)
    enrol_counted_ones(db, ROCHE)
    leave(db, DIALLO, LEMOINE, NOW)
    with pytest.raises(EnvelopeUnknown):
        give(db, sent, by=DIALLO, to=ROCHE)


def test_somebody_who_is_not_in_the_group_of_the_school_is_refused(db: Engine, sent: str):
    key_follows(db, BENALI, ("lyc-camus",))
    refuses(db, sent)
    faure = "c3d5c0de-0000-4000-8000-000000000005"
    enrol_counted(db, faure, "lyc-camus", "Denis Faure", now=NOW)
    refuses(db, sent, faure)


def test_somebody_without_a_key_of_this_month_is_refused(db: Engine, sent: str):
    late = datetime(2027, 11, 2, 10, tzinfo=timezone.utc)
    assert pending(db, now=late) == []
    with pytest.raises(RewrapRefused):
        rewraps.give(db, RING, sent, LEMOINE, BENALI, ARMOUR, late)


def test_whoever_does_not_read_it_gives_it_to_nobody(db: Engine, sent: str):
    enrol_counted_ones(db, ROCHE)
    assert pending(db, ROCHE) == []
    for id_ in (sent, "jamais-vu"):
        with pytest.raises(EnvelopeUnknown):
            give(db, id_, by=ROCHE)


def test_a_reader_gives_nothing_of_a_school_where_they_do_not_answer_any_more(db: Engine, sent: str):
    assert rewraps.pending_for(db, RING, LEMOINE, ("lyc-camus",), NOW) == ()


@pytest.mark.parametrize("state", [State.DEPOSITED, State.PROMISED, State.DRAFTED, State.SENDING])
def test_a_message_that_is_still_on_its_way_waits(db: Engine, sent: str, state: State):
    put(db, sent, state)
    assert pending(db) == []


def test_a_case_that_is_closed_is_not_offered_again(db: Engine, sent: str):
    note(db, sent, LEMOINE, "opened", NOW)
    note(db, sent, LEMOINE, "close_asked", NOW)
    assert pending(db) == [(sent, BENALI)]
    note(db, sent, DIALLO, "closed", NOW + timedelta(hours=1))
    assert pending(db) == []


def test_a_reader_who_lost_everything_and_made_a_new_key_is_given_it_again(db: Engine, sent: str):
    leave(db, DIALLO, LEMOINE, NOW)
    later = NOW + timedelta(days=2)
    enrol_counted(db, DIALLO, "col-zola", NAMES[DIALLO], now=later, key_recipient="age1pq1new")
    assert pending(db, now=later) == [(sent, DIALLO), (sent, BENALI)]
    assert pending(db, DIALLO, now=later) == []
    with pytest.raises(EnvelopeUnknown):
        rewraps.give(db, RING, sent, DIALLO, BENALI, ARMOUR, later)
    rewraps.give(db, RING, sent, LEMOINE, DIALLO, ARMOUR, later)
    assert arrivals.sealed_for(db, sent, DIALLO).armour == ARMOUR
    assert pending(db, now=later) == [(sent, BENALI)]
    rewraps.give(db, RING, sent, LEMOINE, DIALLO, armour("again", 1), later)
    assert arrivals.sealed_for(db, sent, DIALLO).armour == ARMOUR


def test_a_closed_message_is_not_even_given_again(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    id_ = arrived(db, closed=True)
    leave(db, DIALLO, LEMOINE, NOW)
    later = NOW + timedelta(days=2)
    enrol_counted(db, DIALLO, "col-zola", NAMES[DIALLO], now=later, key_recipient="age1pq1new")
    assert pending(db, now=later) == []
    rewraps.give(db, RING, id_, LEMOINE, DIALLO, ARMOUR, later)
    assert arrivals.sealed_for(db, id_, DIALLO).armour != ARMOUR
