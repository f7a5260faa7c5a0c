"""A database of older code becomes one of today's: no row lost, whatever interrupts it, one upgrade at a time."""

import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

import database
from database import DatabaseAhead, DatabaseBehind, DatabaseOutdated, open_engine, prepare_tables, state
from database.refusals import DatabaseBroken, DatabaseBusy
from database.revisions import MIGRATIONS, Fit, known, number_of, state_of
from database.upgrading import steps, upgrade
from tests.database.older import columns_of, older_database, rows_of
from tests.database.rooms import ROOMS
from tests.databases import database_for

ROOT = Path(__file__).parents[2]
TODAY = known()[-1]
NEXT = f"{number_of(TODAY) + 1:04d}"


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Engine]:
    engine = older_database(tmp_path / "older.db")
    yield engine
    engine.dispose()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(database_for(tmp_path / "new.db"))
    prepare_tables(engine, ROOMS[0])
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    """What Alembic would write into a revision to make of this database what the code describes."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, ROOMS))


def coming(tmp_path: Path, body: str, name: str = NEXT) -> Path:
    """The revisions of today, and one more that does this."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = f'"""A revision to come."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "{name}"\ndown_revision = "{TODAY}"\nsays = "essai"\n\n\n'
    code = f"def upgrade() -> None:\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"
    (folder / "versions" / f"{name}.py").write_text(head + code, encoding="utf-8")
    return folder


def stamp(engine: Engine, migrations: Path = MIGRATIONS) -> tuple[str | None, Fit]:
    with engine.connect() as connection:
        found = state_of(connection, migrations)
    return found.stamp, found.fit


def restamp(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :one"), {"one": revision})


def test_an_older_database_keeps_each_row_and_becomes_what_the_code_describes(older: Engine):
    columns, before = columns_of(older), rows_of(older)
    assert all(len(rows) == 3 for rows in before.values())
    upgrade(older)
    assert rows_of(older, columns) == before
    assert differences(older) == []
    assert stamp(older) == (TODAY, Fit.SAME)


def test_a_new_database_is_what_the_code_describes(new: Engine):
    assert differences(new) == []
    assert stamp(new) == (TODAY, Fit.SAME)


def test_an_upgraded_and_a_new_database_have_the_same_columns(older: Engine, new: Engine):
    upgrade(older)
    assert {name: set(each) for name, each in columns_of(older).items()} == {
        name: set(each) for name, each in columns_of(new).items()
    }


def test_an_upgrade_done_twice_changes_nothing_more(older: Engine):
    upgrade(older)
    before = rows_of(older)
    upgrade(older)
    assert rows_of(older) == before


@pytest.mark.parametrize("tables", ROOMS)
def test_no_room_serves_on_a_database_that_is_behind(older: Engine, tables: sa.MetaData):
    columns = columns_of(older)
    with pytest.raises(DatabaseBehind, match="bin/parlons-en database upgrade"):
        prepare_tables(older, tables)
    assert columns_of(older) == columns
    upgrade(older)
    prepare_tables(older, tables)


def test_no_room_serves_on_a_database_that_is_ahead_nor_upgrades_it(new: Engine):
    restamp(new, NEXT)
    with pytest.raises(DatabaseAhead, match=NEXT):
        prepare_tables(new, ROOMS[0])
    with pytest.raises(DatabaseAhead):
        upgrade(new)


def test_a_database_made_for_this_code_too_is_served_and_left_as_it_is(new: Engine, tmp_path: Path):
    name = f"{NEXT}_from_{TODAY[:4]}"
    later = coming(tmp_path, 'op.add_column("envelopes", sa.Column("later", sa.Text))', name)
    upgrade(new, later)
    assert stamp(new, later) == (name, Fit.SAME)
    assert stamp(new) == (name, Fit.WIDER)
    for tables in ROOMS:
        prepare_tables(new, tables)
    upgrade(new)
    assert stamp(new) == (name, Fit.WIDER)


def test_a_database_whose_tables_have_another_shape_is_refused_and_left_as_it_is(older: Engine):
    with older.begin() as connection:
        connection.execute(sa.text("ALTER TABLE outbox DROP COLUMN refusals"))
    columns, rows = columns_of(older), rows_of(older)
    with pytest.raises(DatabaseOutdated, match=r"outbox\.refusals"):
        upgrade(older)
    assert columns_of(older) == columns
    assert rows_of(older) == rows


def test_a_revision_that_fails_half_way_leaves_nothing(older: Engine, tmp_path: Path):
    later = coming(tmp_path, 'op.add_column("envelopes", sa.Column("later", sa.Text))\nraise RuntimeError("stop")')
    columns, rows = columns_of(older), rows_of(older)
    with pytest.raises(RuntimeError):
        upgrade(older, later)
    assert columns_of(older) == columns
    assert rows_of(older) == rows


def test_an_upgrade_that_is_killed_half_way_is_done_again_whole(older: Engine, tmp_path: Path):
    later = coming(
        tmp_path,
        """
        op.add_column("envelopes", sa.Column("later", sa.Text))
        op.execute("UPDATE envelopes SET later = armour")
        print("half way", flush=True)
        import time
        time.sleep(600)
        """,
    )
    columns, before = columns_of(older), rows_of(older)
    code = "import sys; from pathlib import Path; from database import open_engine; from database.upgrading import upgrade; upgrade(open_engine(sys.argv[1]), Path(sys.argv[2]))"
    url = older.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", code, url, str(later)], cwd=ROOT, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"half way\n"
        killed.send_signal(signal.SIGKILL)
    assert stamp(older) == (None, Fit.BEHIND)
    assert columns_of(older) == columns
    whole = (later / "versions" / f"{NEXT}.py").read_text(encoding="utf-8").replace("time.sleep(600)", "")
    (later / "versions" / f"{NEXT}.py").write_text(whole, encoding="utf-8")
    upgrade(older, later)
    assert stamp(older, later) == (NEXT, Fit.SAME)
    assert rows_of(older, columns) == before


@pytest.mark.sqlite
def test_a_table_that_sqlite_makes_again_loses_no_row_nor_those_that_follow_it(older: Engine, tmp_path: Path):
    later = coming(
        tmp_path,
        """
        with op.batch_alter_table("envelopes") as table:
            table.alter_column("armour", nullable=True, existing_type=sa.Text)
        """,
    )
    columns, before = columns_of(older), rows_of(older)
    upgrade(older, later)
    assert rows_of(older, columns) == before
    with older.connect() as connection:
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
        optional = {column["name"]: column["nullable"] for column in sa.inspect(connection).get_columns("envelopes")}
    assert optional["armour"] is True


@pytest.mark.sqlite
def test_rows_that_refer_to_nothing_stop_an_upgrade(older: Engine, tmp_path: Path):
    later = coming(tmp_path, "op.execute(\"DELETE FROM envelopes WHERE id = 'envelope-1'\")")
    before = rows_of(older)
    with pytest.raises(DatabaseBroken):
        upgrade(older, later)
    assert rows_of(older) == before


def test_while_another_holds_the_tables_an_upgrade_says_so(
    older: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    later = coming(tmp_path, 'op.add_column("envelopes", sa.Column("later", sa.Text))')
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    before = rows_of(older)
    other = open_engine(older.url.render_as_string(hide_password=False))
    with open_engine(older.url.render_as_string(hide_password=False)).begin() as connection:
        connection.execute(sa.text("UPDATE envelopes SET size = size"))
        with pytest.raises(DatabaseBusy):
            upgrade(other, later)
    other.dispose()
    assert rows_of(older) == before
    upgrade(older, later)


def test_of_several_upgrades_at_once_one_does_the_work(older: Engine, tmp_path: Path):
    later = coming(tmp_path, 'op.execute("UPDATE tallies SET count = count + 100")')
    counts = [row[-1] for row in rows_of(older, {"tallies": ["place", "count"]})["tallies"]]
    engines = [open_engine(older.url.render_as_string(hide_password=False)) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda engine: upgrade(engine, later), engines))
    for engine in engines:
        engine.dispose()
    assert [row[-1] for row in rows_of(older, {"tallies": ["place", "count"]})["tallies"]] == [
        count + 100 for count in counts
    ]


def test_several_processes_that_start_on_a_new_database_make_it_once(tmp_path: Path):
    url = database_for(tmp_path / "at_once.db")
    engines = [open_engine(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda engine: prepare_tables(engine, ROOMS[0]), engines))
    assert differences(engines[0]) == []
    for engine in engines:
        engine.dispose()


@pytest.mark.sqlite
def test_several_processes_that_open_a_new_file_at_the_same_moment_all_open_it(tmp_path: Path):
    for n in range(40):
        engines = [open_engine(f"sqlite:///{tmp_path / str(n)}.db") for _ in range(4)]
        together = threading.Barrier(4)

        def opened(engine: Engine, together: threading.Barrier = together) -> Fit:
            together.wait()
            return state(engine).fit

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(opened, engines)) == [Fit.EMPTY] * 4
        for engine in engines:
            engine.dispose()


def test_revisions_follow_one_another_are_named_by_their_files_and_say_in_french_what_they_do():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = list(reversed(list(ScriptDirectory.from_config(config).walk_revisions())))
    assert tuple(script.revision for script in scripts) == known()
    assert [number_of(script.revision) for script in scripts] == list(range(1, len(scripts) + 1))
    assert [script.down_revision for script in scripts] == [None, *known()[:-1]]
    assert [step.revision for step in steps(None)] == list(known())
    assert all(step.says.endswith(tuple("abcdefghijklmnopqrstuvwxyzé")) for step in steps(None))
    assert steps(TODAY) == ()
