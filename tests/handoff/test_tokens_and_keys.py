from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from facts.school_calendar import load_calendar
from handoff import tokens
from handoff.errors import KeyExists, KeyIncomplete
from handoff.keys import directory, memberships
from handoff.keys.leaving import leave
from handoff.keys.tables import referent_schools
from handoff.tables import ent_tokens
from handoff.tokens import PupilToken
from tests.ent.emulated import DIALLO, LEA, LEMOINE
from tests.handoff.scene import CONVERSATION, NOW, RING, count_rows, keep_token, keys_of
from tests.keys import counted
from vault import KeyRing

OTHER_RING = KeyRing((bytes([9]) * 32,))
SECRET = "jeton-tres-secret"


def test_a_token_is_found_again_by_its_conversation_only(db: Engine):
    keep_token(db, SECRET)
    found = tokens.find(db, RING, CONVERSATION, NOW)
    assert found == PupilToken(SECRET, LEA, ("col-zola",), NOW + timedelta(hours=1))
    assert tokens.find(db, RING, "autre", NOW) is None
    assert SECRET not in repr(found)


def test_a_token_is_never_kept_over_an_hour(db: Engine):
    tokens.keep(db, RING, CONVERSATION, PupilToken(SECRET, LEA, (), NOW + timedelta(days=9)), NOW)
    assert tokens.find(db, RING, CONVERSATION, NOW + timedelta(minutes=59)) is not None
    assert tokens.find(db, RING, CONVERSATION, NOW + timedelta(hours=1)) is None


def test_a_shorter_life_given_by_the_ent_is_kept(db: Engine):
    tokens.keep(db, RING, CONVERSATION, PupilToken(SECRET, LEA, (), NOW + timedelta(minutes=5)), NOW)
    assert tokens.find(db, RING, CONVERSATION, NOW + timedelta(minutes=5)) is None


def test_a_new_sign_in_replaces_the_token(db: Engine):
    keep_token(db, SECRET)
    keep_token(db, "nouveau")
    assert tokens.find(db, RING, CONVERSATION, NOW).access_token == "nouveau"
    assert count_rows(db, ent_tokens) == 1


def test_an_erased_token_is_gone(db: Engine):
    keep_token(db, SECRET)
    tokens.erase(db, CONVERSATION)
    assert tokens.find(db, RING, CONVERSATION, NOW) is None
    assert count_rows(db, ent_tokens) == 0


def test_the_database_alone_gives_no_token(file_db: Engine, tmp_path: Path):
    keep_token(file_db, SECRET)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert CONVERSATION.encode() in stored
    for secret in (SECRET, LEA):
        assert secret.encode() not in stored
    assert tokens.find(file_db, OTHER_RING, CONVERSATION, NOW) is None


def test_a_rotated_key_still_finds_the_token(db: Engine):
    keep_token(db, SECRET)
    assert tokens.find(db, KeyRing((*OTHER_RING.keys, *RING.keys)), CONVERSATION, NOW).access_token == SECRET


def test_a_token_copied_to_another_conversation_does_not_open(db: Engine):
    keep_token(db, SECRET)
    keep_token(db, "autre", conversation="autre")
    with db.begin() as connection:
        stolen = connection.execute(
            select(ent_tokens.c.sealed).where(ent_tokens.c.conversation == CONVERSATION)
        ).scalar_one()
        connection.execute(update(ent_tokens).where(ent_tokens.c.conversation == "autre").values(sealed=stolen))
    assert tokens.find(db, RING, "autre", NOW) is None


def test_enrolled_keys_are_given_back_as_they_were(db: Engine):
    keys = keys_of(LEMOINE, "Sophie Lemoine", function="CPE")
    directory.enrol(db, keys)
    assert directory.keys_of(db, LEMOINE) == keys
    assert directory.keys_of(db, DIALLO) is None
    assert directory.functions(db, "col-zola") == {LEMOINE: "CPE"}


def test_a_key_that_counts_is_never_overwritten(db: Engine):
    keys = keys_of(LEMOINE, "Sophie Lemoine")
    counted(db, keys)
    with pytest.raises(KeyExists):
        directory.enrol(db, keys_of(LEMOINE, "Quelqu’un d’autre", key_recipient="x"))
    assert directory.keys_of(db, LEMOINE) == keys


@pytest.mark.parametrize("cut", [slice(0, 11), slice(0, 0)])
def test_fewer_than_twelve_months_are_refused(db: Engine, cut: slice):
    keys = keys_of(LEMOINE, "Sophie Lemoine")
    with pytest.raises(KeyIncomplete):
        directory.enrol(db, keys_of(LEMOINE, "Sophie Lemoine", months=keys.months[cut]))
    with pytest.raises(KeyIncomplete):
        directory.enrol(db, keys_of(LEMOINE, "Sophie Lemoine", months=(*keys.months[:11], keys.months[0])))
    assert directory.keys_of(db, LEMOINE) is None


def test_only_the_month_and_school_asked_for_are_live(db: Engine):
    counted(db, keys_of(LEMOINE, "Sophie Lemoine"))
    counted(db, keys_of(DIALLO, "Ibrahim Diallo", school_id="lyc-camus"))
    live = directory.live_keys(db, "col-zola", "2026-11")
    assert live == {LEMOINE: directory.keys_of(db, LEMOINE).months[2].recipient}
    assert directory.live_keys(db, "col-zola", "2027-09") == {}


def test_a_key_that_was_not_exercised_is_not_offered(db: Engine):
    counted(db, keys_of(LEMOINE, "Sophie Lemoine"))
    counted(db, keys_of(DIALLO, "Ibrahim Diallo"))
    directory.mark_exercised(db, DIALLO, NOW)
    assert set(directory.live_keys(db, "col-zola", "2026-11", NOW - timedelta(days=3))) == {DIALLO}
    assert set(directory.live_keys(db, "col-zola", "2026-11", NOW - timedelta(days=60))) == {DIALLO, LEMOINE}


def test_a_key_counts_at_each_school_where_its_owner_came_as_a_member(db: Engine):
    counted(db, keys_of(LEMOINE, "Mme Lemoine"))
    memberships.key_follows(db, LEMOINE, ("col-zola", "col-camus"))
    for school in ("col-zola", "col-camus"):
        assert set(directory.live_keys(db, school, "2026-11")) == {LEMOINE}
    memberships.key_follows(db, LEMOINE, ())
    assert directory.live_keys(db, "col-camus", "2026-11") == {}


def test_nothing_is_kept_of_the_schools_of_somebody_without_a_key(db: Engine):
    memberships.key_follows(db, LEMOINE, ("col-camus",))
    counted(db, keys_of(DIALLO, "M. Diallo"))
    memberships.key_follows(db, DIALLO, ("col-camus",))
    leave(db, DIALLO, DIALLO, NOW)
    assert count_rows(db, referent_schools) == 0


def test_one_group_of_two_schools_counts_the_keys_of_both(db: Engine):
    schools = [SimpleNamespace(id="col-zola", zone="A"), SimpleNamespace(id="col-camus", zone="A")]
    counted(db, keys_of(LEMOINE, "Mme Lemoine", function="CPE"))
    counted(db, keys_of(DIALLO, "M. Diallo", school_id="col-camus"))
    assert set(memberships.offered_keys(db, schools, NOW, load_calendar())) == {LEMOINE, DIALLO}
    assert memberships.functions_among(db, schools) == {LEMOINE: "CPE"}
