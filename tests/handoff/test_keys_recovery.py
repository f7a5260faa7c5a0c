import pytest
from sqlalchemy.engine import Engine

from handoff.keys import directory, recovery
from handoff.keys.errors import KeyUnknown, NotCounted, RecoveryRefused, SharesRefused
from handoff.keys.leaving import leave
from tests.ent.emulated import BENALI, DIALLO, LEMOINE, ROCHE
from tests.handoff.key_scene import NOW, enrol, enrol_counted_ones, logged
from tests.keys import lock_for

NEW_LOCKS = (lock_for(LEMOINE, "new"), lock_for(LEMOINE, "printed", "sheet"))
TEMPORARY = "age1pq1temporary"


@pytest.fixture
def shared(db: Engine) -> Engine:
    """Mme Lemoine's key is shared between her two colleagues; Roche's key waits."""
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    enrol(db, ROCHE)
    recovery.keep_shares(db, LEMOINE, {DIALLO: "share of diallo", BENALI: "share of benali"})
    return db


@pytest.fixture
def asked(shared: Engine) -> Engine:
    """She has lost every way in, and asks."""
    recovery.ask(shared, LEMOINE, TEMPORARY, "wrapped", NOW)
    return shared


def test_two_different_colleagues_give_the_key_back(asked: Engine):
    for holder in (DIALLO, BENALI):
        (request,) = recovery.asked_of(asked, holder)
        assert (request.referent_id, request.name, request.recipient) == (LEMOINE, "Sophie Lemoine", TEMPORARY)
        recovery.give(asked, LEMOINE, holder, f"resealed by {holder}", NOW)
        assert recovery.asked_of(asked, holder) == ()
    found = recovery.asked_by(asked, LEMOINE)
    assert found is not None
    assert found.given == {DIALLO: f"resealed by {DIALLO}", BENALI: f"resealed by {BENALI}"}
    before = directory.keys_of(asked, LEMOINE)
    recovery.finish(asked, LEMOINE, NEW_LOCKS, NOW)
    after = directory.keys_of(asked, LEMOINE)
    assert {lock.id for lock in after.locks} == {lock.id for lock in NEW_LOCKS}
    assert (after.key_recipient, after.months) == (before.key_recipient, before.months)
    assert recovery.asked_by(asked, LEMOINE) is None
    assert [kind for kind, _ in logged(asked)][-4:] == [
        "recovery_asked",
        "recovery_given",
        "recovery_given",
        "recovered",
    ]


def test_one_colleague_alone_does_not_even_twice(asked: Engine):
    for armour in ("first", "second"):
        recovery.give(asked, LEMOINE, DIALLO, armour, NOW)
    before = directory.keys_of(asked, LEMOINE)
    with pytest.raises(RecoveryRefused):
        recovery.finish(asked, LEMOINE, NEW_LOCKS, NOW)
    assert directory.keys_of(asked, LEMOINE) == before
    found = recovery.asked_by(asked, LEMOINE)
    assert found is not None
    assert found.given == {DIALLO: "first"}
    assert [kind for kind, _ in logged(asked)].count("recovery_given") == 1


def test_nobody_recovers_what_was_not_asked_for(shared: Engine):
    with pytest.raises(RecoveryRefused):
        recovery.give(shared, LEMOINE, DIALLO, "armour", NOW)
    with pytest.raises(RecoveryRefused):
        recovery.finish(shared, LEMOINE, NEW_LOCKS, NOW)
    assert recovery.asked_of(shared, DIALLO) == ()


def test_a_colleague_who_holds_no_share_gives_none(asked: Engine):
    with pytest.raises(NotCounted):
        recovery.give(asked, LEMOINE, ROCHE, "armour", NOW)
    with pytest.raises(RecoveryRefused):
        recovery.give(asked, LEMOINE, LEMOINE, "my own", NOW)
    assert recovery.asked_of(asked, ROCHE) == ()


def test_a_recovery_without_a_new_way_in_is_refused(asked: Engine):
    for holder in (DIALLO, BENALI):
        recovery.give(asked, LEMOINE, holder, "armour", NOW)
    with pytest.raises(RecoveryRefused):
        recovery.finish(asked, LEMOINE, (), NOW)


def test_asking_again_forgets_what_was_given_to_the_first_asker(asked: Engine):
    for holder in (DIALLO, BENALI):
        recovery.give(asked, LEMOINE, holder, "for the first", NOW)
    recovery.ask(asked, LEMOINE, "age1pq1other", "wrapped again", NOW)
    with pytest.raises(RecoveryRefused):
        recovery.finish(asked, LEMOINE, NEW_LOCKS, NOW)
    (request,) = recovery.asked_of(asked, DIALLO)
    assert request.recipient == "age1pq1other"


@pytest.mark.parametrize(
    "holders",
    [(), (DIALLO,), (DIALLO, LEMOINE), (DIALLO, ROCHE), (DIALLO, "personne")],
    ids=["nobody", "one", "the owner", "one who does not count", "a stranger"],
)
def test_shares_go_to_two_colleagues_who_count_or_to_nobody(db: Engine, holders: tuple[str, ...]):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    enrol(db, ROCHE)
    with pytest.raises(SharesRefused):
        recovery.keep_shares(db, LEMOINE, dict.fromkeys(holders, "armour"))
    with pytest.raises(RecoveryRefused):
        recovery.ask(db, LEMOINE, TEMPORARY, "wrapped", NOW)


def test_somebody_without_a_key_or_who_has_left_asks_for_nothing(shared: Engine):
    leave(shared, LEMOINE, DIALLO, NOW)
    for who in (LEMOINE, "personne"):
        with pytest.raises(KeyUnknown):
            recovery.ask(shared, who, TEMPORARY, "wrapped", NOW)
        with pytest.raises(KeyUnknown):
            recovery.keep_shares(shared, who, {DIALLO: "a", BENALI: "b"})
        with pytest.raises(KeyUnknown):
            recovery.give(shared, who, DIALLO, "a", NOW)


def test_shares_are_wanted_whenever_the_group_has_changed(shared: Engine):
    assert not recovery.shares_wanted(shared, LEMOINE)
    assert recovery.shares_wanted(shared, DIALLO)
    enrol_counted_ones(shared, ROCHE)
    assert recovery.shares_wanted(shared, LEMOINE)
    recovery.keep_shares(shared, LEMOINE, dict.fromkeys((DIALLO, BENALI, ROCHE), "new share"))
    assert not recovery.shares_wanted(shared, LEMOINE)
    leave(shared, ROCHE, LEMOINE, NOW)
    assert not recovery.shares_wanted(shared, LEMOINE)  # the leaver's share is gone, the others still fit
    leave(shared, BENALI, LEMOINE, NOW)
    assert not recovery.shares_wanted(shared, LEMOINE)  # one colleague is not enough for two shares


def test_a_group_of_two_leaves_no_share(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    assert not recovery.shares_wanted(db, LEMOINE)
