"""A key that something still needs cannot be taken out; what needs it is known, and until when; a lost one is given up safely."""

import base64
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from cli.keys import TEXTS, last_day, lines
from cli.keys import main as keys_command
from database import KeyMissing, require_keys
from handoff.cases import holds
from handoff.exclusions import is_excluded
from handoff.receipts import states_for
from handoff.retention import erase_due
from handoff.server_keys import give_up, needs, require_ring
from handoff.states import State
from handoff.tables import envelope_keys, outbox
from tests.at_rest.kept_scene import LATER, enrol, send
from tests.ent.emulated import BENALI, DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.scene import NOW, RING, WORD, keep_token
from vault import KeyRing

(OLD,) = RING.keys
NEW = b"n" * 32
ROTATED = KeyRing((NEW, OLD))
ALONE = KeyRing((NEW,))


def test_a_message_needs_its_key_until_it_is_erased(db: Engine):
    enrol(db)
    send(db, "un")
    require_ring(db, ROTATED)
    with pytest.raises(KeyMissing) as refused:
        require_ring(db, ALONE)
    assert refused.value.ids == RING.ids
    assert RING.ids[0] in str(refused.value)
    assert erase_due(db, NOW + LATER) == 1
    require_ring(db, ALONE)


def test_what_was_deposited_after_the_change_does_not_need_the_old_key(db: Engine):
    send(db, "un", ring=ROTATED)
    require_ring(db, ALONE)
    with pytest.raises(KeyMissing):
        require_ring(db, RING)


def test_a_message_older_than_the_table_is_taken_to_need_every_key_there_is(db: Engine):
    send(db, "un")
    with db.begin() as connection:
        connection.execute(sa.delete(envelope_keys))
    require_ring(db, ROTATED)
    for ring in (ALONE, RING):
        with pytest.raises(KeyMissing):
            require_ring(db, ring)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 2), min_size=1, max_size=3), st.sets(st.integers(0, 2), min_size=1))
def test_a_ring_is_taken_exactly_when_every_message_is_found_with_it(db: Engine, written: list[int], kept: set[int]):
    keys = [bytes([50 + number]) * 32 for number in range(3)]
    with db.begin() as connection:
        connection.execute(sa.text("DELETE FROM envelopes"))
    for place, number in enumerate(written):
        ring = KeyRing((keys[number], *(key for key in keys if key != keys[number])))
        send(db, f"{place}", ring=ring)
    ring = KeyRing(tuple(keys[number] for number in sorted(kept)))
    found = len(states_for(db, ring, LEA, WORD))
    try:
        require_ring(db, ring)
    except KeyMissing:
        assert found < len(written)
    else:
        assert found == len(written)


def test_while_a_message_is_on_its_way_the_next_one_of_that_pupil_is_under_the_same_hash(db: Engine):
    """One at a time in a mailbox, and none cleans away the draft of another: that is asked by this hash."""
    send(db, "before", State.DRAFTED)
    send(db, "after", State.PROMISED, ring=ROTATED)
    with db.connect() as connection:
        assert len(set(connection.execute(sa.select(outbox.c.sender)).scalars())) == 1
    assert len(states_for(db, ROTATED, LEA, WORD)) == 2
    with pytest.raises(KeyMissing):
        require_ring(db, ALONE)
    with pytest.raises(KeyMissing):
        require_ring(db, RING)  # its replies' lock is under the new one


def test_once_it_has_arrived_the_next_one_is_under_the_new_key_alone(db: Engine):
    send(db, "before")
    send(db, "after", ring=ROTATED)
    assert {(need.key, need.count) for need in needs(db)} == {(RING.ids[0], 1), (ALONE.ids[0], 1)}


def test_any_table_of_any_room_may_say_which_key_its_rows_need(db: Engine):
    with db.begin() as connection:
        connection.execute(sa.text("CREATE TABLE later (id INTEGER PRIMARY KEY, server_key VARCHAR(16))"))
        connection.execute(sa.text("INSERT INTO later VALUES (1, 'feedfeedfeedfeed')"))
    with pytest.raises(KeyMissing) as refused:
        require_keys(db, ROTATED.ids)
    assert refused.value.ids == ("feedfeedfeedfeed",)


def test_a_lost_key_closes_what_it_protected(db: Engine):
    enrol(db)
    id_ = send(db, "un", excluded=(ROCHE,))
    assert not is_excluded(db, RING, id_, BENALI)
    assert give_up(db, RING.ids[0]) == 1
    require_ring(db, ALONE)
    assert all(is_excluded(db, ALONE, id_, who) for who in (ROCHE, BENALI))
    assert not any(is_excluded(db, ALONE, id_, who) for who in (LEMOINE, DIALLO))
    assert states_for(db, ALONE, LEA, WORD) == ()


def test_the_day_that_is_said_is_the_last_one_on_which_the_key_is_needed(db: Engine):
    enrol(db)
    send(db, "un")
    (need,) = needs(db)
    day = last_day(db, need, NOW)
    assert day == date(2027, 11, 30)
    assert erase_due(db, NOW.replace(year=day.year, month=day.month, day=day.day)) == 0
    assert erase_due(db, NOW.replace(year=day.year, month=day.month, day=day.day) + timedelta(days=1)) == 1


def said(db: Engine, ring: KeyRing) -> str:
    return "\n".join(lines(db, ring, NOW))


def test_the_command_says_which_key_writes_which_are_needed_and_until_when(db: Engine):
    enrol(db)
    id_ = send(db, "un")
    send(db, "deux")
    holds.hold(db, id_, LEMOINE, NOW)
    keep_token(db, "a-token")
    shown = said(db, ROTATED)
    new, old = ROTATED.ids
    assert shown.index(TEXTS["writes"].format(id=new)) < shown.index(TEXTS["reads"].format(id=old))
    assert TEXTS["needed"].format(count=1, day="30/11/2027") in shown
    assert TEXTS["held"].format(count=1) in shown
    assert TEXTS["tokens"].format(count=1) in shown
    assert TEXTS["writes_now"] in shown
    assert TEXTS["free"] not in shown
    assert TEXTS["missing"].format(id=old) in said(db, ALONE)
    assert TEXTS["free"] in said(db, KeyRing((OLD, NEW)))


def test_a_key_is_given_up_only_when_somebody_says_that_it_is_lost(db: Engine, settings_of, capsys):
    send(db, "un")
    (old,), (new,) = RING.ids, ALONE.ids
    settings_of(ALONE)
    for arguments, code in (
        (["lost", "clé"], TEXTS["not_a_key"].format(given="clé")),
        (["lost", new], TEXTS["still_here"].format(id=new)),
        (["lost", "0" * 16], TEXTS["not_needed"].format(id="0" * 16)),
        (["lost", old], TEXTS["not_sure"].format(id=old, count=1)),
    ):
        assert keys_command(arguments) == 2
        assert capsys.readouterr().err.strip() == code.strip()
    with pytest.raises(KeyMissing):
        require_ring(db, ALONE)
    assert keys_command(["lost", old, "--perdue"]) == 0
    assert TEXTS["given_up"].format(id=old, count=1) in capsys.readouterr().out
    require_ring(db, ALONE)


def test_the_state_is_said_even_when_a_key_is_missing(db: Engine, settings_of, capsys):
    send(db, "un")
    settings_of(ALONE)
    assert keys_command(["status"]) == 0
    assert TEXTS["missing"].format(id=RING.ids[0]) in capsys.readouterr().out


def test_a_new_key_is_one_that_the_settings_take(capsys):
    assert keys_command(["new"]) == 0
    shown = capsys.readouterr()
    (line,) = shown.out.splitlines()
    ring = KeyRing((base64.b64decode(line, validate=True),))
    assert ring.ids[0] in shown.err
    assert line not in shown.err
