from itertools import combinations, permutations

from sqlalchemy import delete
from sqlalchemy.engine import Engine

from handoff.keys import directory
from handoff.keys.tables import referent_months
from handoff.keys.vouching import Vouch, countersign
from tests.ent.emulated import BENALI, DIALLO, LEMOINE, ROCHE
from tests.handoff.key_scene import (
    NOW,
    ZOLA,
    counting,
    enrol,
    enrol_counted_ones,
    keys_made_by,
    logged,
    vouch,
)
from tests.keys import keys_for, sign

NOBODY: frozenset[str] = frozenset()


def test_a_first_ceremony_counts_all_three_with_its_last_signature(db: Engine):
    enrol(db, LEMOINE, DIALLO, BENALI)
    mutual = list(permutations((LEMOINE, DIALLO, BENALI), 2))
    for by, subject in mutual[:-1]:
        assert vouch(db, by, subject) == NOBODY
        assert directory.live_keys(db, "col-zola", "2026-11") == {}
    assert vouch(db, *mutual[-1]) == {LEMOINE, DIALLO, BENALI}
    assert counting(db) == {LEMOINE, DIALLO, BENALI}
    assert [kind for kind, _ in logged(db)] == ["enrolled"] * 3 + ["countersigned"] * 6 + ["counted"] * 3


def test_a_ceremony_of_two_counts_nobody(db: Engine):
    enrol(db, LEMOINE, DIALLO)
    for by, subject in permutations((LEMOINE, DIALLO), 2):
        assert vouch(db, by, subject) == NOBODY
    assert counting(db) == set()


def test_a_group_that_has_died_out_makes_its_ceremony_again(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    with db.begin() as connection:
        connection.execute(delete(referent_months).where(referent_months.c.referent_id.in_([LEMOINE, DIALLO])))
    camus = "c3d5c0de-0000-4000-8000-000000000004"
    directory.enrol(db, keys_for(camus, "col-zola", "Hélène Garnier", NOW))
    enrol(db, ROCHE, BENALI)
    people = {ROCHE: keys_made_by(ROCHE), BENALI: keys_made_by(BENALI), camus: keys_for(camus, "col-zola", "", NOW)}
    last: frozenset[str] = NOBODY
    for by, subject in permutations(people, 2):
        bare = Vouch(subject, by, "col-zola", people[subject].hash, "")
        said = {"countersigns": subject, "key": bare.key, "school": "col-zola"}
        last = countersign(db, Vouch(subject, by, "col-zola", bare.key, sign(by, said)), ZOLA, NOW)
    assert last == set(people)


def test_three_of_four_are_enough_and_the_fourth_waits(db: Engine):
    people = (LEMOINE, DIALLO, BENALI, ROCHE)
    enrol(db, *people)
    for one, other in combinations((LEMOINE, DIALLO, BENALI), 2):
        vouch(db, one, other)
        vouch(db, other, one)
    assert counting(db) == {LEMOINE, DIALLO, BENALI}


def test_whoever_makes_their_key_anew_vouches_no_more_with_the_old_one(db: Engine):
    enrol(db, LEMOINE, DIALLO, BENALI)
    for by, subject in list(permutations((LEMOINE, DIALLO, BENALI), 2))[:-1]:
        vouch(db, by, subject)
    directory.enrol(db, keys_made_by(BENALI))
    assert vouch(db, DIALLO, BENALI) == NOBODY
    assert counting(db) == set()
