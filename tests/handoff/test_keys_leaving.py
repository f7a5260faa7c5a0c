import pytest
from sqlalchemy.engine import Engine

from handoff.keys import directory, leaving, memberships, recovery
from handoff.keys.errors import KeyOfYourself, KeyUnknown, NotCounted
from handoff.keys.leaving import has_left, leave, say_left
from tests.ent.emulated import BENALI, DIALLO, LEMOINE, ROCHE
from tests.handoff.key_scene import NOW, ZOLA, counting, enrol, enrol_counted_ones, keys_made_by, logged, vouch
from tests.keys import enrol_counted


def test_who_leaves_is_offered_to_nobody_and_nothing_is_destroyed(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    leave(db, LEMOINE, DIALLO, NOW)
    assert has_left(db, LEMOINE)
    assert not has_left(db, DIALLO)
    assert directory.live_keys(db, "col-zola", "2026-11").keys() == {DIALLO}
    assert directory.keys_of(db, LEMOINE) == keys_made_by(LEMOINE)
    assert logged(db)[-1] == ("left", LEMOINE)


def test_leaving_twice_is_leaving_once_and_a_stranger_does_not_leave(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    for who in (LEMOINE, LEMOINE, ROCHE):
        leave(db, who, DIALLO, NOW)
    assert [kind for kind, _ in logged(db)].count("left") == 1


def test_whoever_comes_back_counts_again_once_two_have_compared_their_key_anew(db: Engine):
    enrol_counted_ones(db, DIALLO, BENALI)
    enrol(db, LEMOINE)
    for by in (DIALLO, BENALI):
        vouch(db, by, LEMOINE)
    leave(db, LEMOINE, LEMOINE, NOW)
    memberships.key_follows(db, LEMOINE, ZOLA)
    assert has_left(db, LEMOINE)
    assert vouch(db, DIALLO, LEMOINE) == frozenset()
    assert has_left(db, LEMOINE)
    assert vouch(db, BENALI, LEMOINE) == {LEMOINE}
    assert not has_left(db, LEMOINE)
    assert directory.live_keys(db, "col-zola", "2026-11").keys() == {LEMOINE, DIALLO, BENALI}


def test_nobody_vouches_for_someone_who_is_gone(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    leave(db, LEMOINE, DIALLO, NOW)
    with pytest.raises(KeyUnknown):
        vouch(db, BENALI, LEMOINE)


def test_whoever_has_left_may_make_a_new_key(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    leave(db, LEMOINE, DIALLO, NOW)
    enrol(db, LEMOINE)
    assert not has_left(db, LEMOINE)
    assert counting(db) == set()


def test_a_colleague_whose_key_counts_says_that_one_has_left(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    say_left(db, LEMOINE, DIALLO, ZOLA, NOW)
    assert counting(db) == {DIALLO}


@pytest.mark.parametrize(
    ("subject", "by", "error"),
    [
        (LEMOINE, LEMOINE, KeyOfYourself),
        (LEMOINE, ROCHE, NotCounted),
        (LEMOINE, "personne", NotCounted),
        ("personne", LEMOINE, KeyUnknown),
    ],
)
def test_nobody_else_does(db: Engine, subject: str, by: str, error: type[Exception]):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    with pytest.raises(error):
        say_left(db, subject, by, ZOLA, NOW)
    assert counting(db) == {LEMOINE, DIALLO}


def test_a_colleague_of_another_group_does_not(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    memberships.key_follows(db, DIALLO, ("lyc-camus",))
    with pytest.raises(NotCounted):
        say_left(db, LEMOINE, DIALLO, ZOLA, NOW)
    with pytest.raises(NotCounted):
        say_left(db, LEMOINE, DIALLO, ("lyc-camus",), NOW)
    enrol_counted(db, ROCHE, "lyc-camus", "Paul Roche", now=NOW)
    with pytest.raises(KeyUnknown):
        say_left(db, LEMOINE, ROCHE, ("lyc-camus",), NOW)


def test_a_leaver_takes_no_part_in_recovery_any_more(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    recovery.keep_shares(db, LEMOINE, {DIALLO: "to diallo", BENALI: "to benali"})
    recovery.ask(db, LEMOINE, "age1pq1temporary", "wrapped", NOW)
    recovery.give(db, LEMOINE, DIALLO, "given", NOW)
    leaving.leave(db, DIALLO, BENALI, NOW)
    asked = recovery.asked_by(db, LEMOINE)
    assert asked is not None
    assert asked.given == {}
    assert recovery.asked_of(db, DIALLO) == ()
    leaving.leave(db, LEMOINE, BENALI, NOW)
    assert recovery.asked_by(db, LEMOINE) is None
