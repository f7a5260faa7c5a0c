from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.engine import Engine

from handoff.errors import KeyExists
from handoff.keys import directory
from handoff.keys.directory_log import entries_of
from handoff.keys.errors import Administers, KeyChanged, KeyOfYourself, KeyUnknown, NotCounted, SignatureRefused
from handoff.keys.leaving import leave
from handoff.keys.memberships import key_follows
from handoff.keys.tables import key_countersigns
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
    vouch_of,
)
from tests.handoff.scene import count_rows
from tests.keys import keys_for, sign

NOBODY: frozenset[str] = frozenset()


def test_an_ordinary_key_takes_two_whose_keys_count(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    enrol(db, ROCHE)
    assert vouch(db, LEMOINE, ROCHE) == NOBODY
    assert ROCHE not in directory.live_keys(db, "col-zola", "2026-11")
    assert vouch(db, LEMOINE, ROCHE) == NOBODY  # twice the same is once
    assert vouch(db, DIALLO, ROCHE) == {ROCHE}
    assert ROCHE in directory.live_keys(db, "col-zola", "2026-11")


def test_the_third_countersign_of_a_key_that_counts_is_kept_too(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    assert vouch(db, LEMOINE, DIALLO) == NOBODY
    assert ("countersigned", DIALLO) in logged(db)


REFUSED = {
    "for oneself": (LEMOINE, LEMOINE, {}, KeyOfYourself),
    "by somebody whose key does not count": (BENALI, ROCHE, {}, NotCounted),
    "by a stranger": ("personne", ROCHE, {}, NotCounted),
    "for a stranger": (LEMOINE, "personne", {"key": "a" * 64}, KeyUnknown),
    "for another school": (LEMOINE, ROCHE, {"school": "lyc-camus"}, KeyUnknown),
    "of another key": (LEMOINE, ROCHE, {"key": keys_made_by(DIALLO).hash}, KeyChanged),
}


@pytest.mark.parametrize(("by", "subject", "changes", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_a_countersign_that_is_refused_leaves_nothing(db: Engine, by, subject, changes, error):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE, BENALI)
    before = logged(db)
    given_by = (
        vouch_of(by, subject, **changes) if subject != "personne" else Vouch(subject, by, "col-zola", "a" * 64, "")
    )
    with pytest.raises(error):
        countersign(db, given_by, ZOLA, NOW)
    assert logged(db) == before
    assert count_rows(db, key_countersigns) == 0


def test_an_administrator_of_the_school_vouches_for_nobody(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    with pytest.raises(Administers):
        countersign(db, vouch_of(LEMOINE, ROCHE), ZOLA, NOW, administers=True)
    assert count_rows(db, key_countersigns) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"countersigns": DIALLO, "key": keys_made_by(ROCHE).hash, "school": "col-zola"},
        {"countersigns": ROCHE, "key": keys_made_by(DIALLO).hash, "school": "col-zola"},
        {"countersigns": ROCHE, "key": keys_made_by(ROCHE).hash, "school": "lyc-camus"},
        {"head": keys_made_by(ROCHE).hash, "school": "col-zola", "seq": 1},
    ],
    ids=["of somebody else", "of another key", "of another school", "of a head"],
)
def test_a_signature_of_something_else_is_not_played_again(db: Engine, said: dict):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    asked = Vouch(ROCHE, LEMOINE, "col-zola", keys_made_by(ROCHE).hash, sign(LEMOINE, said))
    with pytest.raises(SignatureRefused):
        countersign(db, asked, ZOLA, NOW)


def test_a_colleagues_signature_is_not_played_again_as_ones_own(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    theirs = vouch_of(LEMOINE, ROCHE)
    with pytest.raises(SignatureRefused):
        countersign(db, Vouch(ROCHE, DIALLO, "col-zola", theirs.key, theirs.signature), ZOLA, NOW)
    assert counting(db) == {LEMOINE, DIALLO}


def test_a_signature_of_the_old_key_does_not_count_for_the_new_one(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    vouch(db, LEMOINE, ROCHE)
    renewed = keys_for(ROCHE, "col-zola", "Paul Roche", NOW, key_recipient="age1pq1other")
    directory.enrol(db, renewed)
    with pytest.raises(KeyChanged):
        vouch(db, DIALLO, ROCHE)
    countersign(db, vouch_of(DIALLO, ROCHE, key=renewed.hash), ZOLA, NOW)
    assert ROCHE not in counting(db)


def test_a_key_that_counts_is_not_made_anew(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    with pytest.raises(KeyExists):
        enrol(db, LEMOINE)


def test_a_colleague_who_has_left_the_group_vouches_for_nobody(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    enrol(db, ROCHE)
    vouch(db, LEMOINE, ROCHE)
    leave(db, LEMOINE, DIALLO, NOW)
    with pytest.raises(NotCounted):
        vouch(db, LEMOINE, ROCHE)
    key_follows(db, BENALI, ("lyc-camus",))
    with pytest.raises(NotCounted):
        vouch(db, BENALI, ROCHE)
    assert vouch(db, DIALLO, ROCHE) == NOBODY  # of the two, one has left
    assert ROCHE not in counting(db)


def test_two_who_countersign_at_once_make_the_key_count_once(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO, BENALI)
    enrol(db, ROCHE)
    gate, counted = Barrier(3), []

    def confirm(by: str) -> None:
        gate.wait()
        counted.append(vouch(db, by, ROCHE))

    threads = [Thread(target=confirm, args=(by,)) for by in (LEMOINE, DIALLO, BENALI)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counted, key=len) == [NOBODY, NOBODY, {ROCHE}]
    assert logged(db).count(("counted", ROCHE)) == 1
    assert logged(db).count(("countersigned", ROCHE)) == 3


def test_a_countersign_is_told_with_its_signature(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    enrol(db, ROCHE)
    given_by = vouch_of(LEMOINE, ROCHE)
    countersign(db, given_by, ZOLA, NOW + timedelta(hours=1))
    entry = entries_of(db, "col-zola")[-1]
    assert entry.body == {"by": LEMOINE, "key": given_by.key, "signature": given_by.signature}
