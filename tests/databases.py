"""The database a test runs on: SQLite in its folder, or one of the PostgreSQL of PARLONS_EN_TEST_POSTGRES (bin/with-postgres)."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def on_postgres() -> bool:
    """Whether there is no file to look into."""
    return "PARLONS_EN_TEST_POSTGRES" in os.environ


def database_for(file: Path) -> str:
    """The address of the database that stands for this file: the same one each time, empty the first."""
    return _on_postgres(os.environ["PARLONS_EN_TEST_POSTGRES"], file) if on_postgres() else f"sqlite:///{file}"


def _on_postgres(postgres: str, file: Path) -> str:
    """A schema of its own: made in no time, where a database of its own takes a tenth of a second for each test."""
    name = "test_" + hashlib.sha256(str(file).encode()).hexdigest()[:32]
    engine = create_engine(postgres, future=True)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    engine.dispose()
    return make_url(postgres).set(query={"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
