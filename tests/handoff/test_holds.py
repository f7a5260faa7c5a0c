from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from handoff.cases import holds
from handoff.cases.holds import ASKED_KEEPS, Hold, held_among
from handoff.errors import CaseRefused, EnvelopeUnknown
from handoff.keys import leaving
from tests.ent.emulated import DIALLO, LEMOINE, ROCHE
from tests.handoff.reminder_scene import arrived
from tests.handoff.scene import NOW, keys_of
from tests.keys import counted

THREE = (LEMOINE, DIALLO, ROCHE)


@pytest.fixture(autouse=True)
def enrolled(db: Engine) -> None:
    counted(db, *(keys_of(who, who[-1]) for who in THREE))


def is_kept(db: Engine, id_: str, now=NOW) -> bool:
    with db.connect() as connection:
        return id_ in held_among(connection, [id_], now)


def test_asked_by_one_it_keeps_for_a_while_agreed_by_two_for_good(db: Engine):
    id_ = arrived(db, readers=THREE)
    assert not is_kept(db, id_)
    assert holds.hold(db, id_, LEMOINE, NOW) is Hold.ASKED
    assert is_kept(db, id_)
    assert not is_kept(db, id_, NOW + ASKED_KEEPS)
    assert holds.hold(db, id_, DIALLO, NOW + ASKED_KEEPS * 2) is Hold.HELD
    assert is_kept(db, id_, NOW + ASKED_KEEPS * 40)


def test_one_person_who_asks_again_is_still_one_person(db: Engine):
    id_ = arrived(db, readers=THREE)
    for days in range(3):
        assert holds.hold(db, id_, LEMOINE, NOW + timedelta(days=days)) is Hold.ASKED


def test_who_holds_again_takes_the_giving_up_back(db: Engine):
    id_ = arrived(db, readers=THREE)
    holds.hold(db, id_, LEMOINE, NOW)
    holds.hold(db, id_, DIALLO, NOW)
    assert holds.release(db, id_, LEMOINE, NOW) is Hold.RELEASE_ASKED
    assert holds.release(db, id_, LEMOINE, NOW) is Hold.RELEASE_ASKED
    assert holds.hold(db, id_, ROCHE, NOW) is Hold.HELD
    assert holds.release(db, id_, DIALLO, NOW) is Hold.RELEASE_ASKED
    assert is_kept(db, id_)


def test_who_did_not_ask_cannot_give_up_what_waits_for_a_second(db: Engine):
    id_ = arrived(db, readers=THREE)
    holds.hold(db, id_, LEMOINE, NOW)
    with pytest.raises(CaseRefused):
        holds.release(db, id_, DIALLO, NOW)
    assert holds.release(db, id_, LEMOINE, NOW) is Hold.NONE


def test_who_has_left_or_does_not_read_it_decides_nothing(db: Engine):
    id_ = arrived(db, readers=(LEMOINE, DIALLO))
    leaving.leave(db, DIALLO, LEMOINE, NOW)
    for who in (DIALLO, ROCHE):
        with pytest.raises(EnvelopeUnknown):
            holds.hold(db, id_, who, NOW)
    assert holds.hold(db, id_, LEMOINE, NOW) is Hold.HELD  # the one who is left decides alone


MOVES = st.lists(st.tuples(st.sampled_from(["hold", "release"]), st.sampled_from(THREE)), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MOVES)
def test_nothing_begins_or_ends_to_be_held_by_one_person_alone(db: Engine, moves):
    id_ = arrived(db, str(uuid4()), readers=THREE)
    state, asker = Hold.NONE, ""
    for move, who in moves:
        try:
            after = getattr(holds, move)(db, id_, who, NOW)
        except CaseRefused:
            assert (state, move) == (Hold.ASKED, "release")
            assert who != asker
            continue
        if (state, after) == (Hold.ASKED, Hold.HELD) or (state, after) == (Hold.RELEASE_ASKED, Hold.NONE):
            assert who != asker
        assert (state, after) not in {(Hold.NONE, Hold.HELD), (Hold.HELD, Hold.NONE)}
        if after is not state:
            asker = who
        state = after
