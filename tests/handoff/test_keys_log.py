import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from handoff.keys import directory_log, heads
from handoff.keys.directory_log import BEGINNING, LogEntry, append, entries_of, entry_hash, hold, is_whole
from handoff.keys.errors import HeadRefused, KeyUnknown, SignatureRefused
from handoff.keys.fingerprints import fingerprint, key_hash
from handoff.keys.heads import SignedHead
from handoff.keys.leaving import leave
from tests.ent.emulated import DIALLO, LEMOINE
from tests.handoff.key_scene import NOW, enrol_counted_ones
from tests.keys import sign
from vault import canonical

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "directory_log.json").read_text(encoding="utf-8"))
KINDS = ("enrolled", "countersigned", "counted", "left")


def chain(kinds: list[str], school: str = "col-zola") -> list[LogEntry]:
    entries: list[LogEntry] = []
    for seq, kind in enumerate(kinds, start=1):
        previous = entries[-1].hash if entries else BEGINNING
        bare = LogEntry(seq, f"2026-11-22T10:{seq:02}:00+00:00", kind, LEMOINE, {"by": DIALLO}, previous, "")
        entries.append(replace(bare, hash=entry_hash(school, bare)))
    return entries


chains = st.lists(st.sampled_from(KINDS), min_size=1, max_size=8).map(chain)


def add(db: Engine, kind: str = "enrolled", school: str = "col-zola") -> None:
    with db.begin() as connection:
        hold(connection)
        append(connection, school, kind, LEMOINE, NOW, by=LEMOINE)


def test_entries_follow_each_other(db: Engine):
    for kind in KINDS:
        add(db, kind)
    entries = entries_of(db, "col-zola")
    assert [(entry.seq, entry.kind) for entry in entries] == list(enumerate(KINDS, start=1))
    assert entries[0].previous == BEGINNING
    assert is_whole("col-zola", entries)


def test_each_school_has_its_own_chain(db: Engine):
    add(db)
    add(db, school="lyc-camus")
    (here,), (there,) = entries_of(db, "col-zola"), entries_of(db, "lyc-camus")
    assert here.seq == there.seq == 1
    assert here.hash != there.hash
    assert not is_whole("lyc-camus", [here])


def test_a_moment_is_kept_in_utc(db: Engine):
    with db.begin() as connection:
        at = datetime(2026, 11, 22, 11, 0, 0, 999, tzinfo=timezone(timedelta(hours=1)))
        append(connection, "col-zola", "left", LEMOINE, at, by=DIALLO)
    assert entries_of(db, "col-zola")[0].at == "2026-11-22T10:00:00+00:00"


def test_a_body_may_have_a_kind_of_its_own(db: Engine):
    with db.begin() as connection:
        append(connection, "col-zola", "lock_added", LEMOINE, NOW, kind="sheet")
    (entry,) = entries_of(db, "col-zola")
    assert (entry.kind, entry.body) == ("lock_added", {"kind": "sheet"})


def test_two_who_write_at_once_make_one_chain(db: Engine):
    gate = Barrier(4)

    def write() -> None:
        gate.wait()
        for _ in range(3):
            add(db)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = entries_of(db, "col-zola")
    assert len(entries) == 12
    assert is_whole("col-zola", entries)


@given(chains)
def test_a_chain_is_whole_from_its_beginning_to_any_place(entries: list[LogEntry]):
    assert all(is_whole("col-zola", entries[:end]) for end in range(len(entries) + 1))


@given(chains, st.data())
def test_an_entry_that_was_altered_is_seen(entries: list[LogEntry], data):
    place = data.draw(st.integers(0, len(entries) - 1))
    field, value = data.draw(
        st.sampled_from(
            [
                ("at", "2020-01-01T00:00:00+00:00"),
                ("kind", "recovered"),
                ("subject", DIALLO),
                ("body", {"by": LEMOINE}),
                ("previous", "f" * 64),
                ("seq", 99),
                ("hash", "f" * 64),
            ]
        )
    )
    altered = [*entries[:place], replace(entries[place], **{field: value}), *entries[place + 1 :]]
    assert not is_whole("col-zola", altered)


@given(chains, st.data())
def test_an_entry_that_was_taken_out_or_moved_is_seen(entries: list[LogEntry], data):
    place = data.draw(st.integers(0, len(entries) - 1))
    rest = [*entries[:place], *entries[place + 1 :]]
    assert not is_whole("col-zola", [entries[place], *entries])
    assert is_whole("col-zola", rest) is (place == len(entries) - 1)  # a lost end is seen by who remembers it


@given(chains, st.sampled_from(KINDS), st.data())
def test_a_history_written_again_has_another_head(entries: list[LogEntry], kind: str, data):
    place = data.draw(st.integers(0, len(entries) - 1))
    kinds = [entry.kind for entry in entries]
    other = chain([*kinds[:place], "recovery_asked", *kinds[place + 1 :], kind])
    assert is_whole("col-zola", other)
    assert not directory_log.is_on(other, entries[-1].seq, entries[-1].hash)


def test_the_vectors_shared_with_the_browser_hold():
    entries = [LogEntry(**entry) for entry in VECTORS["entries"]]
    assert is_whole(VECTORS["school"], entries)
    for written in VECTORS["canonical"]:
        assert canonical(written["value"]).decode() == written["written"]
    for key in VECTORS["keys"]:
        assert key_hash(key["key_recipient"], key["signing_key"]) == key["key"]


def test_people_compare_ten_groups_of_four():
    assert fingerprint("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123 4567 89ab cdef 0123 4567"


def head_of(db: Engine, who: str, place: int, school: str = "col-zola", **changes: object) -> SignedHead:
    entry = entries_of(db, "col-zola")[place]
    head = SignedHead(who, entry.seq, entry.hash, "")
    head = replace(head, **{name: value for name, value in changes.items() if name != "signature"})
    signature = changes.get("signature") or sign(who, heads.statement_of(school, head))
    return replace(head, signature=str(signature))


def test_the_last_head_that_each_one_signed_is_kept(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    heads.keep(db, "col-zola", head_of(db, LEMOINE, 0), NOW)
    heads.keep(db, "col-zola", head_of(db, LEMOINE, 3), NOW)
    heads.keep(db, "col-zola", head_of(db, DIALLO, 1), NOW)
    kept = {head.referent_id: head.seq for head in heads.heads_of(db, "col-zola")}
    assert kept == {LEMOINE: 4, DIALLO: 2}


def test_a_head_that_goes_back_is_refused(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    heads.keep(db, "col-zola", head_of(db, LEMOINE, 1), NOW)
    with pytest.raises(HeadRefused):
        heads.keep(db, "col-zola", head_of(db, LEMOINE, 0), NOW)


@pytest.mark.parametrize("changes", [{"hash": "f" * 64}, {"seq": 1}, {"seq": 9}])
def test_a_head_that_is_not_on_the_log_is_refused(db: Engine, changes: dict):
    enrol_counted_ones(db, LEMOINE)
    with pytest.raises(HeadRefused):
        heads.keep(db, "col-zola", head_of(db, LEMOINE, 1, **changes), NOW)


def test_a_head_signed_by_another_or_for_another_school_is_refused(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    entry = entries_of(db, "col-zola")[0]
    statement = {"head": entry.hash, "school": "col-zola", "seq": entry.seq}
    for signature in (sign(DIALLO, statement), sign(LEMOINE, {**statement, "school": "lyc-camus"})):
        with pytest.raises(SignatureRefused):
            heads.keep(db, "col-zola", head_of(db, LEMOINE, 0, signature=signature), NOW)
    assert heads.heads_of(db, "col-zola") == ()


def test_somebody_without_a_key_or_who_has_left_signs_no_head(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    with pytest.raises(KeyUnknown):
        heads.keep(db, "col-zola", head_of(db, DIALLO, 0), NOW)
    leave(db, LEMOINE, DIALLO, NOW)
    with pytest.raises(KeyUnknown):
        heads.keep(db, "col-zola", head_of(db, LEMOINE, 0), NOW)
