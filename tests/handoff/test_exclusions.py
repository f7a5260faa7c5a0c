from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff.database import open_database, reading
from handoff.envelopes import deposit, erase
from handoff.errors import EnvelopeUnknown
from handoff.exclusions import is_excluded, kept_out, leave_out
from handoff.tables import envelope_exclusions
from tests.ent.emulated import DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.scene import NOW, RING, WORD, count_rows, envelope
from vault import KeyRing

HEAD = "principal-9"
KEYS = some.lists(some.binary(min_size=32, max_size=32), min_size=1, max_size=4, unique=True)
TRIES = count()
IDS = some.text("abcdefgh0123456789-", min_size=1, max_size=36)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for many tries, each under an envelope of its own."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('exclusions')}/many.db")
    yield engine
    engine.dispose()


def left_out(db: Engine, *people: str, name: str = "un", **changes: object) -> str:
    made = envelope(name, excluded=people, **changes)
    deposit(db, made, WORD, LEA, RING, NOW)
    return made.id


def test_whoever_was_left_out_is_kept_out_and_nobody_else(db: Engine):
    id_ = left_out(db, ROCHE, HEAD)
    with reading(db) as connection:
        assert kept_out(connection, RING, id_, [ROCHE, HEAD, LEMOINE, DIALLO, "nouvelle"]) == {ROCHE, HEAD}
        assert kept_out(connection, RING, id_, []) == frozenset()
    assert is_excluded(db, RING, id_, HEAD)
    assert not is_excluded(db, RING, id_, "nouvelle")


def test_a_closed_message_keeps_out_everybody_but_its_readers(db: Engine):
    id_ = left_out(db, ROCHE, closed=True)
    with reading(db) as connection:
        assert kept_out(connection, RING, id_, [LEMOINE, ROCHE, HEAD, "nouvelle"]) == {ROCHE, HEAD, "nouvelle"}


def test_one_message_says_nothing_of_another(db: Engine):
    left_out(db, ROCHE)
    other = left_out(db, name="deux")
    assert not is_excluded(db, RING, other, ROCHE)


def test_the_same_person_left_out_of_two_messages_looks_like_two(db: Engine):
    left_out(db, ROCHE)
    left_out(db, ROCHE, name="deux")
    with reading(db) as connection:
        marks = connection.execute(select(envelope_exclusions.c.person)).scalars().all()
    assert len(set(marks)) == 2


def test_of_a_message_that_is_not_there_nothing_is_said(db: Engine):
    with pytest.raises(EnvelopeUnknown):
        is_excluded(db, RING, "jamais-vu", ROCHE)


def test_who_was_left_out_stands_nowhere_in_the_database(file_db: Engine, tmp_path: Path):
    left_out(file_db, ROCHE, HEAD)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert LEMOINE.encode() in stored
    assert ROCHE.encode() not in stored
    assert HEAD.encode() not in stored


def test_erasing_the_message_erases_who_was_left_out(db: Engine):
    id_ = left_out(db, ROCHE)
    erase(db, id_)
    assert count_rows(db, envelope_exclusions) == 0
    with pytest.raises(EnvelopeUnknown):
        is_excluded(db, RING, id_, ROCHE)


@settings(deadline=None, max_examples=25)
@given(keys=KEYS, newer=KEYS, people=some.sets(IDS, max_size=6), other=IDS)
def test_after_any_rotation_of_the_servers_keys_the_same_people_are_kept_out(
    many: Engine, keys: list[bytes], newer: list[bytes], people: set[str], other: str
):
    id_ = left_out(many, name=f"essai {next(TRIES)}")
    with many.begin() as connection:
        leave_out(connection, KeyRing(tuple(keys)), id_, people)
    fresh = [key for key in newer if key not in keys]
    rotated = KeyRing((*fresh, *keys))
    asked = [*people, other]
    with reading(many) as connection:
        assert kept_out(connection, rotated, id_, asked) == people
        without = KeyRing(tuple(fresh) or (bytes([1]) * 32,))
        assert kept_out(connection, without, id_, asked) == frozenset()
