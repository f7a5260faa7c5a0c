"""The database a test runs on: SQLite in its folder, or one of the PostgreSQL of PARLONS_EN_TEST_POSTGRES (bin/with-postgres)."""

import atexit
import functools
import hashlib
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url

from database import open_engine
from database.upgrading import upgrade

# More of them, and PostgreSQL takes most of a run to look through its own catalogue, which each start of ours asks for.
_MOST_SCHEMAS = 40
_schemas: deque[str] = deque()


def on_postgres() -> bool:
    """Whether there is no file to look into."""
    return "PARLONS_EN_TEST_POSTGRES" in os.environ


def database_for(file: Path) -> str:
    """The address of the database that stands for this file: the same one each time, empty the first."""
    if not on_postgres():
        return f"sqlite:///{file}"
    with _engine(_postgres()) as engine, engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {_schema(file)}"))
    return _address(_schema(file))


def ready_database_for(file: Path) -> str:
    """The same one, that a new installation has made already: to make it anew for each test would take most of the test's time."""
    if not on_postgres():
        return ready_file_for(file)
    name = _schema(file)
    with _engine(_postgres()) as engine, engine.begin() as connection:
        _drop_the_oldest(connection)
        there = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
        if connection.execute(there, {"name": name}).first() is None:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}; SET LOCAL search_path = {name}; " + _what_makes_it())
            _schemas.append(name)
    return _address(name)


def ready_file_for(file: Path) -> str:
    """The same one, in this file whatever the test runs on: its bytes are read."""
    if not file.exists():
        shutil.copyfile(_made_once(), file)
    return f"sqlite:///{file}"


@functools.cache
def _made_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="parlons-en-tests-"))
    atexit.register(shutil.rmtree, folder)
    file = folder / "made.db"
    with _engine(f"sqlite:///{file}") as engine:
        upgrade(engine)
    return file


@functools.cache
def _what_makes_it() -> str:
    """The statements of the revisions, in one string: PostgreSQL is asked once."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().startswith(("CREATE", "ALTER", "INSERT", "DROP", "UPDATE")):
            said.append(statement)

    with _engine(database_for(Path(f"made-{os.getpid()}"))) as engine:
        event.listen(engine, "before_cursor_execute", hear)
        upgrade(engine)
    return ";\n".join(said)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url) if url.startswith("sqlite") else create_engine(url, future=True)
    yield engine
    engine.dispose()


def _schema(file: Path) -> str:
    """A schema of its own: made in no time, where a database of its own takes a tenth of a second for each test."""
    return "test_" + hashlib.sha256(str(file).encode()).hexdigest()[:32]


def _drop_the_oldest(connection: Connection) -> None:
    """Tests that are over have no use for theirs; a test has a handful."""
    while len(_schemas) >= _MOST_SCHEMAS:
        connection.execute(text(f"DROP SCHEMA {_schemas.popleft()} CASCADE"))


def _postgres() -> str:
    return os.environ["PARLONS_EN_TEST_POSTGRES"]


def _address(schema: str) -> str:
    return make_url(_postgres()).set(query={"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
