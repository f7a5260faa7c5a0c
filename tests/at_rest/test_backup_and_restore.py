"""A backup holds what must outlive a bad day and nothing of a session; put back, nothing leaves twice and what is past its time goes again."""

import random
import stat
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from backups import BackupRefused, restore, write
from backups.kept import kept_tables
from cli.backup import main as backup_command
from cli.restore import main as restore_command
from handoff.carrying import outbox
from handoff.carrying.outcomes import Outcome
from handoff.cases.tables import case_events
from handoff.database import open_database
from handoff.exclusions import is_excluded
from handoff.receipts import mark_opened, states_for
from handoff.retention import erase_due
from handoff.states import PENDING, State
from handoff.tables import envelopes
from schools import pages
from tallies.tables import prepare
from tests.at_rest.kept_scene import LATER, enrol, leave_a_session, row_of, send
from tests.ent.emulated import DIALLO, LEA, LEMOINE, ROCHE, EmulatedEnt
from tests.handoff.outcome_cases import at_desk
from tests.handoff.scene import CONVERSATION, NOW, RING, WORD, Carrier, copies_of, keep_token
from vault import KeyRing
from vault.inventory import declared

ON_THEIR_WAY = sorted({State.DEPOSITED, *PENDING})
OVER = (State.DELIVERED, State.STRANDED, State.DAMAGED)
JOURNEY = {"state", "conversation", "due_at", "traces", "changed_at"}


def rows(db: Engine, *without: str) -> dict[str, list[tuple[object, ...]]]:
    """Every kept row, less what these columns of the outbox say."""
    found = {}
    with db.connect() as connection:
        for table in kept_tables():
            columns = [c for c in table.c if table.name != "outbox" or c.name not in without]
            found[table.name] = [
                tuple(row) for row in connection.execute(sa.select(*columns).order_by(*table.primary_key))
            ]
    return found


def back(db: Engine, other: Engine, folder: Path, ring: KeyRing = RING) -> Path:
    """A backup of `db`, put back into `other`."""
    file = folder / "kept.backup"
    write(db, file, NOW)
    restore(file, other, ring, NOW)
    return file


def test_every_kept_row_comes_back_as_it_was(db: Engine, other: Engine, tmp_path: Path):
    enrol(db)
    first = send(db, "first", excluded=(ROCHE,))
    send(db, "closed", closed=True)
    mark_opened(db, first, LEMOINE, NOW)
    back(db, other, tmp_path)
    assert rows(other, *JOURNEY) == rows(db, *JOURNEY)
    assert {name for name, each in rows(db).items() if each} >= {
        "envelopes",
        "envelope_exclusions",
        "envelope_keys",
        "referents",
    }
    assert is_excluded(other, RING, first, ROCHE)
    assert {state.state for state in states_for(other, RING, LEA, WORD)} == {"at_school", "opened"}
    mark_opened(other, first, DIALLO, NOW)  # PostgreSQL numbers events itself: the next one is not one that is there
    with other.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(case_events)).scalar_one() == 2


def test_nothing_of_a_session_goes_in(db: Engine, tmp_path: Path):
    leave_a_session(db)
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    kept = file.read_bytes()
    for passing in (CONVERSATION, "a-token-of-the-ent", "sealed-events", "5" * 64, "f" * 32, "e" * 64):
        assert passing.encode() not in kept
    engine = sa.create_engine(f"sqlite:///{file}")
    made = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    assert made == {name for name, each in declared().items() if each.is_kept} | {"backup_contents"}


@pytest.mark.parametrize("state", ON_THEIR_WAY)
async def test_what_was_on_its_way_never_leaves_again_and_waits_at_the_desk(
    db: Engine,
    other: Engine,
    ent: EmulatedEnt,
    carrier: Carrier,
    tmp_path: Path,
    state: State,
    log: pytest.LogCaptureFixture,
):
    enrol(db)
    id_ = send(db, "un", state)
    back(db, other, tmp_path)
    keep_token(other, ent.token("lea.martin"))  # whatever may still be there, nothing carries it
    restored = Carrier(other, carrier.ent)
    await restored.rounds(NOW, 4)
    row = row_of(other, id_)
    assert (row.state, row.due_at, row.conversation) == (State.STRANDED.value, None, None)
    assert not any(copies_of(ent, id_).values())
    assert ent.own("lea.martin") == []
    assert f"outcome={Outcome.RESTORED.word} key=- envelope={id_} state=stranded" in log.text
    assert at_desk(other) == [True, True, False]
    assert outbox.left_behind(other, id_) is (state is not State.DEPOSITED)


@pytest.mark.parametrize("state", OVER)
async def test_what_was_over_is_as_it_was(
    db: Engine, other: Engine, ent: EmulatedEnt, carrier: Carrier, tmp_path: Path, state: State
):
    id_ = send(db, "un", state)
    back(db, other, tmp_path)
    await Carrier(other, carrier.ent).rounds(NOW, 2)
    assert row_of(other, id_).state == state.value
    assert not any(copies_of(ent, id_).values())
    assert outbox.left_behind(other, id_) is False


def test_what_was_being_cleaned_is_said_to_be_left(db: Engine, other: Engine, tmp_path: Path):
    id_ = send(db, "un", State.PROMISED)
    with db.begin() as connection:
        connection.execute(sa.text("UPDATE outbox SET state = 'delivered', traces = 'late'"))
    back(db, other, tmp_path)
    row = row_of(other, id_)
    assert (row.state, row.due_at, row.traces) == ("delivered", None, "left")


def test_what_was_erased_since_is_erased_again_at_the_first_round(db: Engine, other: Engine, tmp_path: Path):
    enrol(db)
    send(db, "un")
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    assert erase_due(db, NOW + LATER) == 1
    restore(file, other, RING, NOW + LATER)
    assert erase_due(other, NOW + LATER) == 1
    assert rows(other)["envelopes"] == []
    assert rows(other)["referent_months"] == rows(db)["referent_months"]


def test_a_backup_is_of_one_moment_while_others_write(db: Engine, other: Engine, tmp_path: Path):
    stopped, sent = threading.Event(), []

    def go_on_sending() -> None:
        while not stopped.is_set():
            sent.append(send(db, f"while {len(sent)}"))

    writer = threading.Thread(target=go_on_sending)
    writer.start()
    try:
        while len(sent) < 3:
            stopped.wait(0.01)
        for number in range(3):
            write(db, tmp_path / f"{number}.backup", NOW)
    finally:
        stopped.set()
        writer.join()
    restore(tmp_path / "2.backup", other, RING, NOW)
    there = rows(other)
    assert len(there["envelopes"]) >= 3
    assert (
        {row[0] for row in there["envelopes"]}
        == {row[0] for row in there["outbox"]}
        == {row[0] for row in there["envelope_keys"]}
    )


def test_the_file_is_its_owners_and_never_replaces_another(db: Engine, tmp_path: Path):
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(BackupRefused) as refused:
        write(db, file, NOW)
    assert refused.value.code == "exists"
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.glob("kept.*")] == ["kept.backup"]


def test_a_backup_that_fails_leaves_no_file(db: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    send(db, "un")
    with pytest.raises(BackupRefused) as refused:
        write(db, tmp_path / "nowhere" / "kept.backup", NOW)
    assert refused.value.code == "not_written"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backups.writing.insert", full)
    with pytest.raises(BackupRefused) as refused:
        write(db, tmp_path / "kept.backup", NOW)
    assert refused.value.code == "not_written"
    assert list(tmp_path.glob("kept*")) == []


def test_a_changed_byte_is_refused_or_changes_nothing(db: Engine, other: Engine, tmp_path: Path):
    enrol(db)
    send(db, "un", excluded=(ROCHE,))
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    whole, refused = file.read_bytes(), 0
    chance = random.Random(7)  # noqa: S311 (places to damage: the same each time)
    for number in range(40):
        place = chance.randrange(len(whole))
        bad = tmp_path / f"bad-{number}.backup"
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        try:
            restore(bad, other, RING, NOW)
        except BackupRefused:
            refused += 1
            assert rows(other)["envelopes"] == []
        else:
            assert rows(other, *JOURNEY) == rows(db, *JOURNEY)
            with other.begin() as connection:
                for table in reversed(kept_tables()):
                    connection.execute(sa.delete(table))
    assert refused > 10  # many bytes of a file of pages are of nothing


@pytest.mark.parametrize("kept", [0, 1, 100, 50_000, -5_000])
def test_half_a_file_is_not_a_backup(db: Engine, other: Engine, tmp_path: Path, kept: int):
    send(db, "un")
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(BackupRefused) as refused:
        restore(file, other, RING, NOW)
    assert refused.value.code in {"not_a_backup", "damaged", "other_version", "other_revision"}
    assert rows(other)["envelopes"] == []


def test_a_raw_copy_of_the_database_is_not_a_backup(db: Engine, other: Engine, tmp_path: Path):
    file = tmp_path / "raw.db"
    raw = sa.create_engine(f"sqlite:///{file}")
    envelopes.metadata.create_all(raw)
    raw.dispose()
    with pytest.raises(BackupRefused) as refused:
        restore(file, other, RING, NOW)
    assert refused.value.code == "not_a_backup"


def test_a_backup_never_mixes_with_what_is_there(db: Engine, other: Engine, tmp_path: Path):
    send(db, "un")
    send(other, "deux")
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    before = rows(other)
    with pytest.raises(BackupRefused) as refused:
        restore(file, other, RING, NOW)
    assert refused.value.code == "not_empty"
    assert rows(other) == before


def test_a_backup_waits_for_the_keys_that_it_needs(db: Engine, other: Engine, tmp_path: Path):
    send(db, "un")
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    with pytest.raises(BackupRefused) as refused:
        restore(file, other, KeyRing((b"9" * 32,)), NOW)
    assert refused.value.code == "key_missing"
    assert RING.ids[0] in str(refused.value)
    restore(file, other, KeyRing((b"9" * 32, *RING.keys)), NOW)


def test_a_backup_of_another_version_is_refused_by_its_table(db: Engine, other: Engine, tmp_path: Path):
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    changed = sa.create_engine(f"sqlite:///{file}")
    with changed.begin() as connection:
        connection.execute(sa.text("ALTER TABLE holds ADD COLUMN why TEXT"))
    changed.dispose()
    with pytest.raises(BackupRefused) as refused:
        restore(file, other, RING, NOW)
    assert refused.value.code == "other_version"
    assert "holds" in str(refused.value)


def test_a_backup_of_another_revision_is_refused_and_says_with_which_version_to_put_it_back(
    db: Engine, other: Engine, tmp_path: Path
):
    file = tmp_path / "kept.backup"
    write(db, file, NOW)
    changed = sa.create_engine(f"sqlite:///{file}")
    with changed.begin() as connection:
        connection.execute(sa.text("UPDATE backup_contents SET version = 9876"))
    changed.dispose()
    with pytest.raises(BackupRefused, match=r"révision 9876.*database upgrade") as refused:
        restore(file, other, RING, NOW)
    assert refused.value.code == "other_revision"


def test_older_code_makes_no_backup_of_a_newer_database(db: Engine, tmp_path: Path):
    with db.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999_from_0001'"))
    with pytest.raises(BackupRefused) as refused:
        write(db, tmp_path / "kept.backup", NOW)
    assert refused.value.code == "newer_database"
    assert list(tmp_path.glob("kept.backup*")) == []


def test_a_backup_goes_from_one_kind_of_database_into_another_and_back(db: Engine, other: Engine, tmp_path: Path):
    enrol(db)
    send(db, "un", excluded=(ROCHE,))
    small = open_database(f"sqlite:///{tmp_path}/small.db")  # on PostgreSQL, another kind than `db`
    pages.prepare(small)
    prepare(small)
    back(db, small, tmp_path)
    write(small, tmp_path / "again.backup", NOW)
    restore(tmp_path / "again.backup", other, RING, NOW + timedelta(minutes=1))
    assert rows(other, *JOURNEY) == rows(db, *JOURNEY)
    small.dispose()


def test_the_commands_say_what_they_did_and_what_to_do(db: Engine, other: Engine, tmp_path: Path, settings_of, capsys):
    enrol(db)
    send(db, "un")
    id_ = send(db, "deux", State.SENDING)
    file = tmp_path / "kept.backup"
    settings_of(RING)
    assert backup_command([str(file)]) == 0
    assert f"{file} (2 message(s), 3 référent(s)," in capsys.readouterr().out
    assert backup_command([str(file)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert restore_command([str(file)]) == 2
    assert "n'est pas vide" in capsys.readouterr().err
    settings_of(KeyRing((b"9" * 32,)), other)
    assert restore_command([str(file)]) == 2
    assert RING.ids[0] in capsys.readouterr().err
    settings_of(RING, other)
    assert restore_command([str(file)]) == 0
    told = capsys.readouterr().out
    assert "2 message(s), dont 0 effacé(s)" in told
    assert "1 message(s) étaient en route" in told
    assert row_of(other, id_).state == State.STRANDED.value


def test_the_command_erases_what_is_past_its_time_before_anybody_sees_it(
    db: Engine, other: Engine, tmp_path: Path, settings_of, capsys
):
    send(db, "un", month="2020-01", date=date(2020, 1, 6))
    write(db, tmp_path / "old.backup", NOW)
    settings_of(RING, other)
    assert restore_command([str(tmp_path / "old.backup")]) == 0
    assert "1 message(s), dont 1 effacé(s)" in capsys.readouterr().out
    assert rows(other)["envelopes"] == []
